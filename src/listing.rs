//! A document's items as people read them: indented on a terminal, or as a table for Excel.

use std::collections::{BTreeMap, BTreeSet};

use kaitei_model::{Item, ItemId, ItemKind, ItemsFile, Location};
use unicode_width::UnicodeWidthChar;

use crate::lang::{Lang, Words};

/// How wide a line of the tree may be, in columns of a terminal.
const WIDTH: usize = 100;
/// A tree indents no further than this many steps; deeper items keep their citation.
const DEEPEST: usize = 12;

const PAGE: Words = Words { ja: "{page}ページ", en: "p. {page}" };

/// The items as an indented tree, a line each: mark, the beginning of the text, place.
pub(crate) fn tree(file: &ItemsFile, lang: Lang) -> String {
    let mut out = String::new();
    let document = &file.document;
    let head = [&document.title, &document.edition, &document.file];
    let head: Vec<&str> = head.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    out.push_str(&head.join("  "));
    out.push('\n');
    let mut depths: BTreeMap<&ItemId, usize> = BTreeMap::new();
    for item in &file.items {
        let above = item.parent.as_ref().and_then(|parent| depths.get(parent));
        let depth = above.map_or(0, |above| (above + 1).min(DEEPEST));
        depths.insert(&item.id, depth);
        out.push_str(&line(item, depth, lang));
        out.push('\n');
    }
    out
}

fn line(item: &Item, depth: usize, lang: Lang) -> String {
    let indent = "  ".repeat(depth + 1);
    let mark = if item.mark.is_empty() { String::new() } else { format!("{} ", visible(&item.mark)) };
    let kind = match item.kind {
        ItemKind::Heading | ItemKind::Requirement => String::new(),
        other => format!("[{}] ", kind(other).in_lang(lang)),
    };
    let place = short_place(&item.location, lang);
    let caption =
        item.fields.get("caption").map(|caption| format!("{} ", visible(caption))).unwrap_or_default();
    let room = WIDTH.saturating_sub(width(&indent) + width(&mark) + width(&kind) + width(&place) + 2).max(20);
    format!("{indent}{mark}{kind}{}  {place}", cut(&format!("{caption}{}", visible(&item.text)), room))
        .trim_end()
        .to_owned()
}

fn short_place(location: &Location, lang: Lang) -> String {
    match (location.page, &location.cells) {
        (Some(page), _) => PAGE.filled(lang, &[("page", &page.to_string())]),
        (None, Some(cells)) => cells.clone(),
        (None, None) => String::new(),
    }
}

/// A text that fits into so many columns.
fn cut(text: &str, room: usize) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut used = 0;
    let fits = |c: &char| {
        used += c.width().unwrap_or(0);
        used < room
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// A text on one line and without what a terminal would obey or reorder.
fn visible(text: &str) -> String {
    let blank = |c: char| c.is_whitespace() || c.is_control();
    let hidden = |c: char| matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
    text.chars().filter(|c| !hidden(*c)).map(|c| if blank(c) && c != '\u{3000}' { ' ' } else { c }).collect()
}

/// The items as a table that Excel opens as it is: UTF-8 with a byte order mark, CRLF.
pub(crate) fn csv(file: &ItemsFile, lang: Lang) -> String {
    let roles: BTreeSet<&str> =
        file.items.iter().flat_map(|item| item.fields.keys()).map(String::as_str).collect();
    let mut out = String::from("\u{FEFF}");
    let fixed = COLUMNS.iter().map(|(words, _)| words.in_lang(lang).to_owned());
    row(&mut out, fixed.chain(roles.iter().map(|role| (*role).to_owned())));
    for item in &file.items {
        let fixed = COLUMNS.iter().map(|(_, value)| value(item, lang));
        let fields = roles.iter().map(|role| item.fields.get(*role).cloned().unwrap_or_default());
        row(&mut out, fixed.chain(fields));
    }
    out
}

/// What stands in a column of an item.
type Value = fn(&Item, Lang) -> String;

const COLUMNS: [(Words, Value); 9] = [
    (Words { ja: "項番表記", en: "citation" }, |item, _| item.citation.clone()),
    (Words { ja: "種類", en: "kind" }, |item, lang| kind(item.kind).in_lang(lang).to_owned()),
    (Words { ja: "項番", en: "number" }, |item, _| item.number.clone().unwrap_or_default()),
    (Words { ja: "見出し", en: "heading" }, |item, _| item.heading.clone()),
    (Words { ja: "本文", en: "text" }, |item, _| item.text.clone()),
    (Words { ja: "対象", en: "tags" }, |item, _| item.tags.join("、")),
    (Words { ja: "ページ", en: "page" }, |item, _| {
        item.location.page.map(|page| page.to_string()).unwrap_or_default()
    }),
    (Words { ja: "シート", en: "sheet" }, |item, _| item.location.sheet.clone().unwrap_or_default()),
    (Words { ja: "セル", en: "cells" }, |item, _| item.location.cells.clone().unwrap_or_default()),
];

fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.map(|cell| quoted(&cell)).collect();
    out.push_str(&cells.join(","));
    out.push_str("\r\n");
}

/// A cell by RFC 4180. What Excel would take for a formula gets an apostrophe in front, so that it is text.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let apostrophe = if formula { "'" } else { "" };
    format!("\"{apostrophe}{}\"", cell.replace('"', "\"\""))
}

fn kind(kind: ItemKind) -> Words {
    match kind {
        ItemKind::Requirement => Words { ja: "要求事項", en: "requirement" },
        ItemKind::Explanation => Words { ja: "説明", en: "explanation" },
        ItemKind::Heading => Words { ja: "見出し", en: "heading" },
        ItemKind::Definition => Words { ja: "用語", en: "definition" },
        ItemKind::Note => Words { ja: "注", en: "note" },
        ItemKind::TableRow => Words { ja: "表の行", en: "table row" },
        ItemKind::Question => Words { ja: "問", en: "question" },
        ItemKind::Answer => Words { ja: "答", en: "answer" },
        ItemKind::Figure => Words { ja: "図", en: "figure" },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(items: &[(&str, Option<&str>, &str, &str)]) -> ItemsFile {
        let item = |(id, parent, mark, text): &(&str, Option<&str>, &str, &str)| Item {
            id: (*id).into(),
            parent: parent.map(Into::into),
            mark: (*mark).to_owned(),
            text: (*text).to_owned(),
            kind: ItemKind::Requirement,
            location: Location { page: Some(3), ..Location::default() },
            ..Item::default()
        };
        ItemsFile {
            schema: String::new(),
            tool: Default::default(),
            document: Default::default(),
            items: items.iter().map(item).collect(),
            diagnostics: Vec::new(),
        }
    }

    #[test]
    fn a_tree_indents_and_cuts() {
        let long = "あ".repeat(200);
        let tree = tree(&file(&[("a", None, "14.", "認証\u{202E}"), ("b", Some("a"), "①", &long)]), Lang::Ja);
        let lines: Vec<&str> = tree.lines().collect();
        assert_eq!(lines[1], "  14. 認証  3ページ");
        assert!(lines[2].starts_with("    ① あ") && lines[2].ends_with("あ…  3ページ"), "{}", lines[2]);
        assert!(width(lines[2]) <= WIDTH);
    }

    #[test]
    fn csv_for_excel() {
        let csv =
            csv(&file(&[("a", None, "①", "「\"=1\"」,\nと"), ("b", None, "②", "=HYPERLINK(1)")]), Lang::Ja);
        assert!(csv.starts_with("\u{FEFF}\"項番表記\",\"種類\""));
        assert!(csv.contains("\"「\"\"=1\"\"」,\nと\""));
        assert!(csv.contains("\"'=HYPERLINK(1)\""));
        assert!(csv.ends_with("\r\n"));
        assert_eq!(csv.matches("\r\n").count(), 3);
    }
}
