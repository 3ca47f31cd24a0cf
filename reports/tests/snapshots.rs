//! Whole reports, to be read when they change.

use super::{sample::sample, summary, text};
use crate::view::View;
use crate::{Format, Lang, ReportOptions, Scope};

#[test]
fn markdown_digest() {
    insta::assert_snapshot!(text(&sample(), Format::Markdown, &ReportOptions::default()));
}

#[test]
fn markdown_full() {
    let options = ReportOptions { scope: Scope::Full, ..ReportOptions::default() };
    insta::assert_snapshot!(text(&sample(), Format::Markdown, &options));
}

#[test]
fn markdown_english() {
    let options = ReportOptions {
        lang: Lang::En,
        scope: Scope::Full,
        date: Some("2026-11-23".to_owned()),
        ..ReportOptions::default()
    };
    insta::assert_snapshot!(text(&sample(), Format::Markdown, &options));
}

#[test]
fn view_model() {
    let view = View::new(&sample(), &ReportOptions::default());
    insta::assert_snapshot!(serde_json::to_string_pretty(&view).unwrap());
}

#[test]
fn closing_lines() {
    let lines = summary(&sample(), Lang::Ja);
    assert!(lines.lines().count() <= 20);
    insta::assert_snapshot!(lines);
    insta::assert_snapshot!("closing_lines_english", summary(&sample(), Lang::En));
}
