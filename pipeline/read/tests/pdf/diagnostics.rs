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
    assert_eq!(codes(&pdf), ["page-cut"]);
    assert_eq!(texts(&pdf), ["本文"]);
}

/// The file's verdict with some limits: its code, or the codes of what was noted.
fn with(limits: Limits, file: &[u8]) -> Vec<String> {
    match read(file, &ReadOptions { limits, ..ReadOptions::default() }) {
        Ok(pdf) => codes(&pdf),
        Err(error) => vec![error.code],
    }
}

#[test]
fn each_limit_on_the_whole_file_ends_the_reading() {
    let mut b = Builder::new();
    for _ in 0..3 {
        b.page(&resources(""), show(50.0, 700.0, "本文の行").as_bytes());
    }
    let file = b.bytes();
    let l = Limits::default;
    assert!(with(l(), &file).is_empty());
    let refused = ["limit-reached".to_owned()];
    assert_eq!(with(Limits { file: file.len() as u64 - 1, ..l() }, &file), refused);
    assert_eq!(with(Limits { pages: 2, ..l() }, &file), refused);
    assert_eq!(with(Limits { objects: 5, ..l() }, &file), refused);
    assert_eq!(with(Limits { unpacked: 100, ..l() }, &file), refused);
    assert_eq!(with(Limits { all_glyphs: 11, ..l() }, &file), refused);
    // At the limit is not over it.
    assert!(with(Limits { file: file.len() as u64, pages: 3, all_glyphs: 12, ..l() }, &file).is_empty());
}

#[test]
fn a_form_drawn_without_end_is_stopped() {
    // Each form draws the next one ten times: ten to the power of the depth.
    let mut b = Builder::new();
    let mut below = b.stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", b"q Q q Q q Q");
    for _ in 0..10 {
        let draws = "/X Do ".repeat(10);
        let entries = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {below} 0 R >> >>"
        );
        below = b.stream(&entries, draws.as_bytes());
    }
    b.page(&resources(&format!("/XObject << /X {below} 0 R >>")), b"/X Do");
    let limits = Limits { operators: 200_000, ..Limits::default() };
    assert_eq!(with(limits, &b.bytes()), ["page-cut"]);
}

#[test]
fn rules_without_number_are_told() {
    let mut b = Builder::new();
    let rules: String = (0..50).map(|i| format!("50 {i} m 90 {i} l S\n")).collect();
    b.page(&resources(""), (rules + &show(50.0, 700.0, "本文")).as_bytes());
    assert_eq!(with(Limits { rules: 20, ..Limits::default() }, &b.bytes()), ["page-cut"]);
    assert!(with(Limits { rules: 51, ..Limits::default() }, &b.bytes()).is_empty());
}

#[test]
fn nesting_deeper_than_any_stack_is_refused_or_read() {
    // Arrays within arrays in an object, dictionaries within dictionaries in the content.
    let mut b = good();
    b.add(&("[".repeat(200_000) + &"]".repeat(200_000)));
    let deep = "<<".repeat(100_000) + "/A 1" + &">>".repeat(100_000) + " gs " + &"q ".repeat(100_000);
    b.page(&resources(""), (deep + &show(50.0, 700.0, "二頁目")).as_bytes());
    let pdf = read(&b.bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(texts(&pdf), ["本文", "二頁目"]);
}
