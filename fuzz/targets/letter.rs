//! The fields of a covering letter (`letter.toml`).
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| kaitei_fuzz::contract::letter(data));
