//! CMaps: as a map to Unicode, and as an encoding.
#![no_main]

use kaitei_fuzz::{composite, page, read, shown};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let system = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >>";
    let unicode = composite("/Encoding /Identity-H /ToUnicode 4 0 R", system);
    read(&page(&[("", data)], &unicode, &shown()));
    let encoding = composite("/Encoding 4 0 R", system);
    read(&page(&[("/Type /CMap /CMapName /Own", data)], &encoding, &shown()));
});
