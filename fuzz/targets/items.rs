//! Items files: a comparison with one.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| kaitei_fuzz::contract::with_items(data));
