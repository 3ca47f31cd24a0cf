//! What is said about files that are broken, protected, hostile or without text. Scripts depend on the codes.

use kaitei_read::pdf::{Limits, ReadOptions, read};

use crate::build::*;

/// Severity, code, page and sentence of everything said about a file.
fn said(bytes: &[u8], options: &ReadOptions) -> String {
    let line = |d: &kaitei_model::Diagnostic| {
        let page = d.location.page.map(|p| format!(" p{p}")).unwrap_or_default();
        format!("{:?} {}{page}: {}\n", d.severity, d.code, d.message)
    };
    match read(bytes, options) {
        Ok(pdf) => pdf.diagnostics.iter().map(line).collect(),
        Err(d) => line(&d),
    }
}

fn good() -> Builder {
    let mut b = Builder::new();
    b.page(&resources(""), show(50.0, 700.0, "本文").as_bytes());
    b
}

#[test]
fn snapshot() {
    let defaults = ReadOptions::default();
    let mut out = String::new();
    let mut case = |name: &str, bytes: &[u8], options: &ReadOptions| {
        out += &format!("# {name}\n{}", said(bytes, options));
    };
    let file = good().bytes();
    case("whole", &file, &defaults);
    case("garbage before the header", &[b"\r\nHTTP/1.1 200\r\n\r\n", file.as_slice()].concat(), &defaults);
    let broken = String::from_utf8_lossy(&file).replace("startxref\n", "startxref\n9");
    case("wrong startxref", broken.as_bytes(), &defaults);
    case("cut in half", &file[..file.len() / 2], &defaults);
    case("no pages", &Builder::new().bytes(), &defaults);
    case("no PDF", b"hello", &defaults);

    let mut b = Builder::new();
    let image = b.stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        b"\0",
    );
    let page = resources(&format!("/XObject << /I {image} 0 R >>"));
    for _ in 0..2 {
        b.page(&page, b"q 500 0 0 700 0 0 cm /I Do Q");
    }
    b.page(&page, show(50.0, 700.0, "本文").as_bytes());
    b.page(&page, b"q 500 0 0 700 0 0 cm /I Do Q");
    case("scanned", &b.bytes(), &defaults);

    let mut b = good();
    let stream = b.stream("/Filter /FlateDecode", b"this is not deflated");
    b.bare_page(&format!("/MediaBox [0 0 595 842] /Contents {stream} 0 R {}", resources("")));
    case("a stream that does not inflate", &b.bytes(), &defaults);

    let lines: String = (0..30).map(|i| show(50.0, 800.0 - 20.0 * i as f32, "あいうえお")).collect();
    let mut b = Builder::new();
    b.page(&resources(""), lines.as_bytes()).page(&resources(""), lines.as_bytes());
    let many = b.bytes();
    let limited = |limits: Limits| ReadOptions { limits, ..ReadOptions::default() };
    let l = Limits::default;
    case("too large a file", &many, &limited(Limits { file: 100, ..l() }));
    case("too many pages", &many, &limited(Limits { pages: 1, ..l() }));
    case("too many glyphs", &many, &limited(Limits { glyphs: 20, ..l() }));
    case("too many operators", &many, &limited(Limits { operators: 20, ..l() }));
    case("too long a page", &many, &limited(Limits { page_content: 100, ..l() }));
    assert_eq!(out, include_str!("diagnostics.txt"), "\n{out}");
}

#[test]
fn what_was_read_before_a_limit_is_kept() {
    let mut b = Builder::new();
    b.page(&resources(""), (show(50.0, 700.0, "先の文") + &show(50.0, 600.0, "後の文")).as_bytes());
    let options = ReadOptions { limits: Limits { glyphs: 2, ..Limits::default() }, ..ReadOptions::default() };
    let pdf = read(&b.bytes(), &options).unwrap();
    assert_eq!(texts(&pdf), ["先の文"]);
}

#[test]
fn a_bomb_is_not_inflated() {
    // 8 MiB of zeroes behind two filters; the stream's limit is 1 MiB.
    let options =
        ReadOptions { limits: Limits { stream: 1 << 20, ..Limits::default() }, ..ReadOptions::default() };
    let mut b = good();
    let hex = "30".repeat(3 << 20);
    let stream = b.stream("/Filter /ASCIIHexDecode", hex.as_bytes());
    b.bare_page(&format!("/MediaBox [0 0 595 842] /Contents {stream} 0 R {}", resources("")));
    let pdf = read(&b.bytes(), &options).unwrap();
    assert_eq!(codes(&pdf), ["object-repaired"]);
    assert_eq!(texts(&pdf), ["本文"]);
}
