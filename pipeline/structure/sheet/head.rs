//! What stands above the table: title, edition, short name, whom it is for, whether it is a specimen.

use kaitei_read::workbook::Range;

use super::grid::{Grid, joined};
use super::marks;
use super::rows::{Event, What};
use super::vocabulary::Vocabulary;
use crate::text::fold;

/// Rows that are searched where a sheet has no table.
const MAX_ROWS: usize = 12;

/// What the head of a sheet says.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    pub(super) title: String,
    pub(super) edition: String,
    /// The name that citations begin with.
    pub(super) short: String,
    pub(super) audience: Vec<String>,
    pub(super) specimen: bool,
    /// The title or the name says that it is a checklist.
    pub(super) checklist: bool,
    /// Notes that stand above the table.
    pub(super) notes: Vec<Event>,
}

/// The head: the rows above `end`, or the first ones.
pub(super) fn read(grid: &Grid<'_>, end: Option<u32>, words: &Vocabulary) -> Head {
    let mut head = Head::default();
    let rows = grid.rows.range(..end.unwrap_or(u32::MAX)).map(|(row, _)| *row);
    let rows: Vec<u32> = rows.take(if end.is_some() { usize::MAX } else { MAX_ROWS }).collect();
    let mut texts: Vec<String> = Vec::new();
    for row in rows {
        for placed in grid.own_cells(row) {
            let text = spaced(placed.text);
            let folded = fold(&text);
            if words.specimen.iter().any(|word| folded.contains(word.as_str())) || folded == "見本" {
                head.specimen = true;
            }
            if end.is_some()
                && let Some((printed, number, rest)) = marks::note(placed.text, words)
            {
                head.notes.push(note(printed, number, rest, placed.range));
                continue;
            }
            texts.push(text);
        }
    }
    let name = grid.sheet.name.trim();
    head.edition = texts.iter().map(String::as_str).chain([name]).find_map(edition).unwrap_or_default();
    head.title = texts.iter().find_map(|text| title(text, words)).unwrap_or_default();
    head.short = short(&texts, name, words);
    head.audience = audience(&head.short, words);
    if head.audience.is_empty() {
        head.audience = audience(&head.title, words);
    }
    let said = fold(&format!("{} {name} {}", head.title, head.short));
    head.checklist = words.checklist.iter().any(|word| said.contains(word.as_str()));
    head
}

fn note(printed: String, number: String, rest: &str, range: Range) -> Event {
    Event {
        what: What::Note,
        mark: Some(marks::Mark { printed, number, style: marks::Style::Bullet }),
        text: joined(rest),
        fields: std::collections::BTreeMap::new(),
        range,
    }
}

/// The lines of a heading with a space between them, and white space as one.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The edition that a text names: 令和7年度版, 第6.0版, Ver.8.0.
fn edition(text: &str) -> Option<String> {
    find_edition(text).and_then(|(start, end)| text.get(start..end)).map(str::to_owned)
}

fn find_edition(text: &str) -> Option<(usize, usize)> {
    let is_number =
        |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || matches!(c, '.' | '．' | '元');
    // From 「第」 or the era to 「版」.
    for (end, ban) in text.match_indices('版') {
        let before = text.get(..end)?;
        let core = before.strip_suffix("年度").or_else(|| before.strip_suffix("年")).unwrap_or(before);
        let number = core.char_indices().rev().take_while(|(_, c)| is_number(*c)).last();
        let Some((start, _)) = number else { continue };
        let head = text.get(..start)?;
        let word = ["令和", "平成", "第", "西暦"].iter().find_map(|word| head.strip_suffix(word));
        let start = word.map_or(start, str::len);
        return Some((start, end + ban.len()));
    }
    let lower = text.to_ascii_lowercase();
    for word in ["version", "ver", "rev"] {
        if let Some(start) = lower.find(word) {
            let after = text.get(start + word.len()..)?;
            let digits = after.trim_start_matches(['.', ' ', '．', '　']);
            let count: usize = digits.chars().take_while(|c| is_number(*c)).map(char::len_utf8).sum();
            if count > 0 {
                return Some((start, text.len() - digits.len() + count));
            }
        }
    }
    None
}

/// A text as a title: without the edition and the word of a specimen; `None` where nothing else is left.
fn title(text: &str, words: &Vocabulary) -> Option<String> {
    let mut title = text.replace("（見本）", "");
    if let Some((start, end)) = find_edition(&title) {
        title.replace_range(start..end, "");
    }
    let title = spaced(&title.replace("（）", "").replace("()", ""));
    let title = marks::label(&title).map_or(title.clone(), |inside| inside.trim().to_owned());
    let folded = fold(&title);
    let bare = words
        .labels
        .iter()
        .any(|label| folded.strip_prefix(label.as_str()).is_some_and(|rest| rest.chars().count() <= 6));
    let named = words.specimen.iter().any(|word| folded.contains(word.as_str()));
    let fits = title.chars().count() >= 4 && !bare && !named && !title.ends_with('。');
    fits.then_some(title)
}

/// The short name: whom it is for (医療機関確認用), else its label (別紙7別表1), else the name of the sheet.
fn short(texts: &[String], name: &str, words: &Vocabulary) -> String {
    let texts = || std::iter::once(name).chain(texts.iter().map(String::as_str));
    for ending in &words.endings {
        if let Some(found) = texts().find_map(|text| for_whom(text, ending)) {
            return found;
        }
    }
    texts().find_map(|text| labelled(text, words)).unwrap_or_else(|| spaced(name))
}

/// 「医療機関確認用」 as a whole text or in brackets.
fn for_whom(text: &str, ending: &str) -> Option<String> {
    let brackets = text.split(['（', '(', '【', '［', '[', '）', ')', '】', '］', ']', ' ', '_']);
    let name = brackets.map(str::trim).find(|part| {
        part.strip_suffix(ending)
            .is_some_and(|who| (2..=20).contains(&who.chars().count()) && !who.contains('。'))
    })?;
    Some(name.to_owned())
}

/// 「別紙７　別表１」 at the beginning, as 別紙7別表1.
fn labelled(text: &str, words: &Vocabulary) -> Option<String> {
    let folded: String =
        fold(text).chars().filter(|c| !matches!(c, '(' | ')' | '[' | ']' | '【' | '】')).collect();
    let mut rest = folded.as_str();
    let mut out = String::new();
    while let Some(label) = words.labels.iter().find(|label| rest.starts_with(label.as_str())) {
        let after = rest.get(label.len()..)?;
        let number: String =
            after.chars().take_while(|c| c.is_ascii_digit() || matches!(c, 'の' | '-' | '.')).collect();
        if !number.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        rest = after.get(number.len()..)?;
        out.push_str(label);
        out.push_str(number.trim_end_matches(['の', '-', '.']));
    }
    (!out.is_empty()).then_some(out)
}

fn audience(text: &str, words: &Vocabulary) -> Vec<String> {
    let mut rest = text.to_owned();
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut by_length: Vec<&String> = words.audiences.iter().collect();
    by_length.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    for word in by_length {
        if let Some(at) = rest.find(word.as_str()) {
            found.push((at, word.clone()));
            // A longer word hides the shorter one inside it.
            rest = rest.replace(word.as_str(), &"\0".repeat(word.len()));
        }
    }
    found.sort();
    found.into_iter().map(|(_, word)| word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_taken_apart() {
        let words = Vocabulary::parse(include_str!("../../rules/sheet.toml")).unwrap();
        assert_eq!(edition("令和7年度版　医療機関における").as_deref(), Some("令和7年度版"));
        assert_eq!(edition("（第6.0版）").as_deref(), Some("第6.0版"));
        assert_eq!(edition("2026/1 Ver.8.0").as_deref(), Some("Ver.8.0"));
        assert_eq!(edition("January 2026  Ver. 8.0").as_deref(), Some("Ver. 8.0"));
        assert_eq!(edition("出版社の版元"), None);
        let text = "令和7年度版 医療機関におけるチェックリスト（見本）";
        assert_eq!(title(text, &words).as_deref(), Some("医療機関におけるチェックリスト"));
        assert_eq!(title("書庫点検表（令和8年度版）", &words).as_deref(), Some("書庫点検表"));
        let texts = ["（医療機関・薬局確認用）".to_owned()];
        assert_eq!(short(&texts, "Sheet1", &words), "医療機関・薬局確認用");
        assert_eq!(short(&[], "別紙７（別表１）", &words), "別紙7別表1");
        assert_eq!(short(&[], "様式93の２_計画書", &words), "様式93の2");
        assert_eq!(
            short(&["チェックリスト（データ利用者向け）".to_owned()], "x", &words),
            "データ利用者向け"
        );
        assert_eq!(short(&[], "チェックリスト", &words), "チェックリスト");
        assert_eq!(audience("医療機関・薬局確認用", &words), ["医療機関", "薬局"]);
        assert_eq!(audience("保守委託機関編", &words), ["保守委託機関"]);
    }
}
