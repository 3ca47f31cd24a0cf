//! The letter as plain text for mail and bulletins: UTF-8 with a byte order mark and CRLF, so that Windows shows it as it is.

use super::line::{Line, Set};
use crate::Scope;
use crate::view::{Cell, ItemView, Row, Section, Shown, View};

/// The whole: letter, 別紙1, 別紙2, what is still to be filled in.
pub(crate) fn render(view: &View, letter: &[Line], points: &[Line], missing: &[String]) -> Vec<u8> {
    let strings = &view.strings;
    let mut out = String::new();
    let marks: Vec<String> =
        view.specimen.then(|| strings.get("html-specimen")).into_iter().chain(view.draft()).collect();
    if !marks.is_empty() {
        line(&mut out, &marks.join("　"));
        line(&mut out, "");
    }
    for own in letter {
        block(&mut out, own);
    }
    rule(&mut out);
    for own in points {
        block(&mut out, own);
    }
    rule(&mut out);
    line(&mut out, &strings.get("letter-annex-2"));
    line(&mut out, &strings.get("docx-table-title-digest"));
    for (number, section) in view.sections.iter().enumerate() {
        table(&mut out, view, number, section);
    }
    rule(&mut out);
    for source in view.source_lines() {
        line(&mut out, &source);
    }
    if !missing.is_empty() {
        rule(&mut out);
        line(&mut out, &strings.get("letter-missing"));
        for name in missing {
            line(&mut out, &format!("・【要記入】（{name}）"));
        }
    }
    let mut bytes = "\u{FEFF}".as_bytes().to_vec();
    bytes.extend(out.replace('\n', "\r\n").into_bytes());
    bytes
}

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

fn rule(out: &mut String) {
    line(out, "");
    line(out, &"－".repeat(30));
    line(out, "");
}

fn block(out: &mut String, own: &Line) {
    let text = own.text();
    match own.set {
        Set::Part => {
            line(out, "");
            line(out, &format!("【{text}】"));
        }
        Set::Theme => line(out, &format!("■{text}")),
        Set::Quote => line(out, &format!("　　{}", text.replace('\n', "\n　　"))),
        Set::Item => line(out, &format!("　{text}")),
        Set::Body => line(out, &format!("　{text}")),
        _ => line(out, &text),
    }
}

fn table(out: &mut String, view: &View, number: usize, section: &Section) {
    line(out, "");
    line(out, &format!("◆{}", section.title));
    if let Some(message) = section.whole() {
        let count = [("count", crate::strings::Arg::Count(section.total))];
        line(out, &view.strings.with(message, &count));
        for heading in view.headings(number) {
            line(out, &format!("　{heading}"));
        }
        return;
    }
    let mut any = false;
    for chapter in &section.chapters {
        for shown in view.shown(chapter, Scope::Digest) {
            if let Shown::Row(row) = shown {
                change(out, view, section, row);
                any = true;
            }
        }
    }
    if !any {
        line(out, &view.strings.get("docx-nothing"));
    }
}

fn change(out: &mut String, view: &View, section: &Section, row: &Row) {
    let remarks = row.remarks_beside_citations(&view.strings);
    let remarks: String = remarks.map(|remark| format!("　{remark}")).collect();
    line(out, &format!("● {}〔{}〕{remarks}", row.title, row.about(&view.strings)));
    for cell in &row.cells {
        let heading = section.quote_heading(row, cell, &view.strings);
        line(out, &format!("　{heading}：{}", words(cell).replace('\n', "\n　　")));
    }
}

fn words(cell: &Cell) -> String {
    match &cell.placeholder {
        Some(placeholder) => placeholder.text.clone(),
        None => cell.items.iter().map(ItemView::words).collect::<Vec<_>>().join("\n"),
    }
}
