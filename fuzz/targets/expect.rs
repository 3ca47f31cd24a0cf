//! Expectations, claims and dependencies.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| kaitei_fuzz::contract::expect(data));
