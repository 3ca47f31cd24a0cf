//! What the colours mean, below the page, and what was noted on it.

use std::fmt::Write;

use kaitei_model::Diagnostic;

use super::{CELL, GLYPH, LINE, LOST, ORDER, PICTURE, colour, escape};
use crate::pdf::Role;

/// The least width that the legend needs, in points.
pub(super) const WIDTH: f32 = 560.0;
/// Height of a row, in points.
const ROW: f32 = 11.0;
const COLUMNS: usize = 4;
const ROLES: [(Role, &str); 6] = [
    (Role::Body, "本文"),
    (Role::Margin, "余白の囲み"),
    (Role::Footnote, "脚注"),
    (Role::Running, "柱"),
    (Role::PageNumber, "ページ番号"),
    (Role::Watermark, "透かし"),
];
/// Letters in the colours in which runs are drawn.
const INKS: [(&str, &str); 5] = [
    ("#222", "文字 text"),
    ("#c00", "取り消し線 struck out"),
    ("#06c", "下線 underlined"),
    ("#080", "ルビ ruby"),
    ("#808", "上付き superscript"),
];

/// The English name of a role.
pub(super) fn name(role: Role) -> &'static str {
    match role {
        Role::Body => "body",
        Role::Margin => "margin box",
        Role::Footnote => "footnote",
        Role::Running => "running header",
        Role::PageNumber => "page number",
        Role::Watermark => "watermark",
    }
}

enum Mark {
    Box(String),
    Line,
    Text(&'static str, &'static str),
}

fn entries() -> Vec<(Mark, String)> {
    let block = |colour: &str| {
        format!("fill=\"{colour}\" fill-opacity=\"0.1\" stroke=\"{colour}\" stroke-width=\"0.8\"")
    };
    let mut out: Vec<(Mark, String)> = ROLES
        .iter()
        .map(|(role, ja)| (Mark::Box(block(colour(*role))), format!("{ja} {}", name(*role))))
        .collect();
    let fixed = |style: &str, text: &str| (Mark::Box(style.to_owned()), text.to_owned());
    let cell = format!("fill=\"{CELL}\" fill-opacity=\"0.08\" stroke=\"{CELL}\"");
    out.push(fixed(&cell, "セル（行,列） cell"));
    out.push(fixed(&format!("{cell} stroke-dasharray=\"3 2\""), "罫線のない表 no rules"));
    out.push(fixed(LINE, "行 line"));
    out.push(fixed(GLYPH, "文字の枠 glyph"));
    out.push(fixed(LOST, "解読できない undecodable"));
    out.push(fixed(PICTURE, "画像 picture"));
    out.push((Mark::Line, "罫線 rule".to_owned()));
    out.push((Mark::Text("12", ORDER), "読む順 reading order".to_owned()));
    out.extend(INKS.iter().map(|(ink, text)| (Mark::Text("字", ink), (*text).to_owned())));
    out
}

/// How much room the legend and that many notes take, in points.
pub(super) fn height(notes: usize) -> f32 {
    let rows = entries().len().div_ceil(COLUMNS) + notes;
    ROW * (rows as f32 + 1.5)
}

/// Draws the legend from `top` downwards, then the notes, a line each.
pub(super) fn draw(out: &mut String, top: f32, notes: &[&Diagnostic]) {
    let entries = entries();
    let rows = entries.len().div_ceil(COLUMNS);
    for (i, (mark, text)) in entries.iter().enumerate() {
        let x = 8.0 + (WIDTH - 8.0) / COLUMNS as f32 * (i / rows) as f32;
        let y = top + ROW * (i % rows + 1) as f32;
        let _ = match mark {
            Mark::Box(style) => {
                writeln!(out, "<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"12\" height=\"7\" {style}/>", y - 6.0)
            }
            Mark::Line => writeln!(
                out,
                "<line x1=\"{x:.1}\" y1=\"{0:.1}\" x2=\"{1:.1}\" y2=\"{0:.1}\" stroke=\"black\"/>",
                y - 2.5,
                x + 12.0
            ),
            Mark::Text(sample, ink) => {
                writeln!(
                    out,
                    "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"7\" fill=\"{ink}\">{sample}</text>"
                )
            }
        };
        let _ = writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{y:.1}\" font-size=\"7\" fill=\"#222\">{}</text>",
            x + 16.0,
            escape(text)
        );
    }
    for (i, note) in notes.iter().enumerate() {
        let y = top + ROW * (rows + i + 1) as f32 + 0.5 * ROW;
        let _ = writeln!(
            out,
            "<text x=\"8\" y=\"{y:.1}\" font-size=\"7\" fill=\"#c00\">{} [{}]</text>",
            escape(&note.message),
            note.code
        );
    }
}
