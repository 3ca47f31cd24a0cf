//! Rules that are laid over ours.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| kaitei_fuzz::contract::with_rules(data));
