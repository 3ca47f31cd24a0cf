//! Font programs: TrueType, OpenType and bare CFF, Type1.
#![no_main]

use kaitei_fuzz::{composite, page, read, shown};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    for key in ["FontFile2", "FontFile3", "FontFile"] {
        let descriptor = format!("/FontDescriptor << /Type /FontDescriptor /Flags 4 /{key} 4 0 R >>");
        let wide = composite("/Encoding /Identity-H", &descriptor);
        read(&page(&[("", data)], &wide, &shown()));
        let narrow = format!(
            "/F << /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 0 /LastChar 0 /Widths [500] {descriptor} >>"
        );
        read(&page(&[("", data)], &narrow, &shown()));
    }
});
