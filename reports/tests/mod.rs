//! What the reports must show, on a ChangeSet with one of everything.

mod sample;

use crate::{Format, Lang, ReportOptions, Scope, render, summary};

fn text(format: Format, options: &ReportOptions) -> String {
    let mut files = render(&sample::sample(), format, options).unwrap();
    assert_eq!(files.len(), 1);
    String::from_utf8(files.remove(0).bytes).unwrap()
}

#[test]
fn markdown_digest() {
    insta::assert_snapshot!(text(Format::Markdown, &ReportOptions::default()));
}

#[test]
fn markdown_full() {
    let options = ReportOptions { scope: Scope::Full, ..ReportOptions::default() };
    insta::assert_snapshot!(text(Format::Markdown, &options));
}

#[test]
fn markdown_english() {
    let options = ReportOptions { lang: Lang::En, scope: Scope::Full, date: Some("2026-11-23".to_owned()) };
    insta::assert_snapshot!(text(Format::Markdown, &options));
}

#[test]
fn closing_lines() {
    let lines = summary(&sample::sample(), Lang::Ja);
    assert!(lines.lines().count() <= 20);
    insta::assert_snapshot!(lines);
    insta::assert_snapshot!("closing_lines_english", summary(&sample::sample(), Lang::En));
}

/// For looking at: `KAITEI_LOOK=DIR cargo test -p kaitei-reports look`.
#[test]
fn look() {
    let Some(folder) = std::env::var_os("KAITEI_LOOK") else { return };
    for format in Format::ALL {
        for file in render(&sample::sample(), format, &ReportOptions::default()).unwrap() {
            std::fs::write(std::path::Path::new(&folder).join(file.name), file.bytes).unwrap();
        }
    }
}
