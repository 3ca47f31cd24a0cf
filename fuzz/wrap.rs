//! What stands around the bytes that a fuzzer changes, so that they reach the part of the reader that they are meant for.

pub mod contract;

use std::io::{Cursor, Read, Write};
use std::sync::OnceLock;

use kaitei_read::{pdf, workbook};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const JAPAN1: &str = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >>";

/// Reads a file and everything that can be asked of it, within bounds that keep a run short.
pub fn read(file: &[u8]) {
    let limits = pdf::Limits {
        stream: 1 << 20,
        object_stream: 1 << 20,
        page_content: 1 << 20,
        unpacked: 4 << 20,
        operators: 100_000,
        glyphs: 20_000,
        pages: 64,
        ..pdf::Limits::default()
    };
    let options = pdf::ReadOptions { limits, ..pdf::ReadOptions::default() };
    if let Ok(read) = pdf::read(file, &options) {
        pdf::text(&read, true);
    }
    drop(pdf::inspect(file, &options, 1));
}

/// A file of one page from numbered objects (from 4 on), its fonts and its content.
pub fn page(objects: &[(&str, &[u8])], fonts: &str, content: &[u8]) -> Vec<u8> {
    let mut all: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << {fonts} >> \
             /XObject << /X {} 0 R >> >> >>",
            4 + objects.len(),
            4 + objects.len()
        )
        .into_bytes(),
    ];
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 595 842]";
    for (entries, data) in objects.iter().copied().chain([(form, content)]) {
        let mut body = format!("<< {entries} /Length {} >>\nstream\n", data.len()).into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        all.push(body);
    }
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (i, body) in all.iter().enumerate() {
        places.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n", i + 1).as_bytes());
        out.extend_from_slice(body);
        out.extend_from_slice(b"\nendobj\n");
    }
    let table = out.len();
    out.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", all.len() + 1).as_bytes());
    for place in places {
        out.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    let end = format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", all.len() + 1);
    out.extend_from_slice(end.as_bytes());
    out
}

/// Fonts of each kind for content streams that name them A to D and F1.
pub fn fonts() -> String {
    let cid = |encoding: &str| {
        format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding {encoding} /DescendantFonts [<< /Type /Font \
             /Subtype /CIDFontType2 /BaseFont /X {JAPAN1} >>] >>"
        )
    };
    let plain = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
    format!(
        "/A {} /B {} /C {} /D {} /F1 {plain}",
        cid("/Identity-H"),
        cid("/90ms-RKSJ-H"),
        cid("/UniJIS-UTF16-H"),
        cid("/UniJIS-UTF16-V")
    )
}

/// A font that `entries` and the descendant's `more` describe, whose every code of two bytes is shown.
pub fn composite(entries: &str, more: &str) -> String {
    format!(
        "/F << /Type /Font /Subtype /Type0 /BaseFont /X {entries} /DescendantFonts [<< /Type /Font /Subtype \
         /CIDFontType2 /BaseFont /X {more} >>] >>"
    )
}

/// Shows codes of every first byte in the font F.
pub fn shown() -> Vec<u8> {
    let codes: String = (0..=255u8).flat_map(|b| [format!("{b:02X}41"), format!("00{b:02X}")]).collect();
    format!("BT /F 10 Tf 50 700 Td <{codes}> Tj ET").into_bytes()
}

/// The parts of a specimen workbook.
pub fn parts() -> &'static [(String, Vec<u8>)] {
    static PARTS: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    PARTS.get_or_init(|| {
        let book = include_bytes!("../fixtures/editions/r8/checklist-2026-vendor.xlsx");
        let Ok(mut archive) = ZipArchive::new(Cursor::new(&book[..])) else { return Vec::new() };
        let mut parts = Vec::new();
        for at in 0..archive.len() {
            let Ok(mut part) = archive.by_index(at) else { continue };
            let name = part.name().map(|name| name.to_string()).unwrap_or_default();
            let mut data = Vec::new();
            if part.read_to_end(&mut data).is_ok() {
                parts.push((name, data));
            }
        }
        parts
    })
}

/// Reads the workbook with one of its parts changed: the first byte says which.
pub fn read_part(data: &[u8]) {
    let Some((which, part)) = data.split_first() else { return };
    let parts = parts();
    let which = usize::from(*which) % parts.len().max(1);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (at, (name, content)) in parts.iter().enumerate() {
        let content = if at == which { part } else { content };
        if zip.start_file(name.as_str(), stored).and_then(|()| Ok(zip.write_all(content)?)).is_err() {
            return;
        }
    }
    let options = workbook::ReadOptions {
        max_total_bytes: 8 << 20,
        max_cells: 100_000,
        max_text_bytes: 4 << 20,
        ..workbook::ReadOptions::default()
    };
    if let Ok(file) = zip.finish()
        && let Ok(book) = workbook::read(&file.into_inner(), &options)
    {
        workbook::text(&book);
    }
}
