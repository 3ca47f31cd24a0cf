//! `changes.json`: every report of it, and expectations about it.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| kaitei_fuzz::contract::report(data));
