//! Manifests of editions (`edition.toml`).
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| kaitei_fuzz::contract::with_manifest(data));
