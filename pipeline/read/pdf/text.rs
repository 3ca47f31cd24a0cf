//! The whole text of a PDF, line by line.

use super::{Content, Line, Page, Pdf, RunRole};

/// The text in reading order, a line each, a form feed between pages. With `body`, running headers, page numbers and watermarks
/// are left out. Struck-out text is left out in either case; ruby stands on a line of its own before its base.
pub fn text(pdf: &Pdf, body: bool) -> String {
    let mut out = String::new();
    for (i, page) in pdf.pages.iter().enumerate() {
        if i > 0 {
            out.push('\u{C}');
        }
        page_text(page, body, &mut out);
    }
    out
}

fn page_text(page: &Page, body: bool, out: &mut String) {
    for block in page.blocks.iter().filter(|b| !(body && b.role.is_furniture())) {
        match &block.content {
            Content::Lines(lines) => lines.iter().for_each(|l| line(l, out)),
            Content::Table(table) => table.cells.iter().flat_map(|c| &c.lines).for_each(|l| line(l, out)),
        }
    }
}

fn line(line: &Line, out: &mut String) {
    let live = |role: fn(RunRole) -> bool| {
        line.runs
            .iter()
            .filter(move |r| !r.struck && role(r.role))
            .map(|r| r.text.as_str())
            .collect::<String>()
    };
    for text in [live(|r| r == RunRole::Ruby), live(|r| r != RunRole::Ruby)] {
        let text = text.trim_end();
        if !text.is_empty() {
            out.push_str(text);
            out.push('\n');
        }
    }
}
