//! Decisions: a comparison under them.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| kaitei_fuzz::contract::with_decisions(data));
