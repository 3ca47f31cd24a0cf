//! Content streams: the interpreter and the layout.
#![no_main]

use kaitei_fuzz::{fonts, page, read};

libfuzzer_sys::fuzz_target!(|data: &[u8]| read(&page(&[], &fonts(), data)));
