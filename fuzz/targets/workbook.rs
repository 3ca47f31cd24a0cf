//! The XML parts of a workbook, each put back into its zip.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| kaitei_fuzz::read_part(data));
