//! The table of contents: recognised, left out of the items, and kept as a list of headings to be found.

use kaitei_model::Region;

use super::{
    grammar::{Grammar, Mark},
    rows::{Row, join},
};
use crate::text::fold;

/// An entry of the table of contents.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Its mark, where it has one.
    pub(super) mark: Option<Mark>,
    /// The title without mark, leader and page number.
    pub(super) title: String,
    /// Folded title.
    pub(super) key: String,
    /// Where the table of contents lists it.
    pub(super) region: Region,
}

/// Where the table of contents stands (row indices) and what it lists.
#[derive(Clone, Debug, Default)]
pub(super) struct Contents {
    /// First row and the row behind the last.
    pub(super) range: (usize, usize),
    pub(super) entries: Vec<Entry>,
}

/// Tables of contents longer than this are none.
const MOST_PAGES: u32 = 15;

/// Finds the table of contents.
pub(super) fn find(rows: &[Row], grammar: &Grammar) -> Contents {
    let Some(start) = rows.iter().position(|r| is_title(&r.text, grammar)) else {
        return Contents::default();
    };
    let limit = rows.iter().position(|r| r.page > rows[start].page + MOST_PAGES).unwrap_or(rows.len());
    let leaders = rows[start..limit].iter().rposition(|r| leader(&r.text).is_some()).map(|at| start + at);
    let mut keys: Vec<String> = Vec::new();
    let mut end = None;
    for (i, row) in rows.iter().enumerate().take(limit).skip(start + 1) {
        let key = key(&row.text);
        // The first entry stands again: the body has begun.
        if keys.len() >= 2
            && !key.is_empty()
            && key.chars().count() >= 3
            && keys.first() == Some(&key)
            && leader(&row.text).is_none()
        {
            end = Some(i);
            break;
        }
        if leaders.is_some_and(|last| i > last && row.page > rows[last].page) {
            end = Some(i);
            break;
        }
        if !key.is_empty() {
            keys.push(key);
        }
    }
    // Without leaders nothing but the text itself tells where it ends: at the latest where sentences begin.
    if leaders.is_none() {
        let stop = end.unwrap_or(limit);
        let sentence = (start + 1..stop).find(|&i| rows[i].text.contains('。') || rows[i].table.is_some());
        let before = sentence.unwrap_or(stop);
        let marked = |i: usize| grammar.mark(&rows[i].text).is_some();
        let most = (start + 1..before).filter(|&i| marked(i)).count() * 2 > before - start;
        let unmarked =
            (start + 1..before).rev().take_while(|&i| most && sentence.is_some() && !marked(i)).count();
        end = end
            .filter(|_| sentence.is_none())
            .or(sentence.map(|_| before - unmarked))
            .filter(|&e| e > start + 2);
    }
    let Some(end) = end else { return Contents::default() };
    Contents { range: (start, end), entries: entries(&rows[start + 1..end], grammar) }
}

fn is_title(text: &str, grammar: &Grammar) -> bool {
    let key = fold(text);
    let key = key.trim_matches(|c| "<>[]【】".contains(c));
    grammar.recognise.contents.iter().any(|w| fold(w) == key)
}

/// The line without leader and page number, where it has a leader.
fn leader(text: &str) -> Option<&str> {
    let dot = |c: char| matches!(c, '.' | '．' | '・' | '…' | '‥' | '·' | '･' | '⋯');
    let trimmed = text.trim_end().trim_end_matches(|c: char| {
        c.is_ascii_digit() || ('０'..='９').contains(&c) || c.is_whitespace() || "-ivxIVX".contains(c)
    });
    let title = trimmed.trim_end_matches(|c: char| dot(c) || c.is_whitespace());
    let dots = trimmed[title.len()..]
        .chars()
        .filter(|&c| dot(c))
        .map(|c| if matches!(c, '…' | '‥' | '⋯') { 3 } else { 1 })
        .sum::<usize>();
    (dots >= 3).then_some(title)
}

fn key(text: &str) -> String {
    fold(leader(text).unwrap_or(text))
}

fn entries(rows: &[Row], grammar: &Grammar) -> Vec<Entry> {
    let has_leaders = rows.iter().any(|r| leader(&r.text).is_some());
    let mut out: Vec<Entry> = Vec::new();
    let mut open: Option<(String, Region)> = None;
    for row in rows.iter().filter(|r| !r.text.trim().is_empty() && !is_title(&r.text, grammar)) {
        let (title, ended) = match leader(&row.text) {
            Some(title) => (title, true),
            None => (row.text.as_str(), !has_leaders),
        };
        let marked = grammar.mark(title).is_some();
        match open.as_mut() {
            Some((text, _)) if !marked => join(text, title),
            _ => {
                if let Some((text, region)) = open.replace((title.trim().to_owned(), row.region())) {
                    out.push(entry(&text, region, grammar));
                }
            }
        }
        if ended && let Some((text, region)) = open.take() {
            out.push(entry(&text, region, grammar));
        }
    }
    if let Some((text, region)) = open {
        out.push(entry(&text, region, grammar));
    }
    out
}

fn entry(text: &str, region: Region, grammar: &Grammar) -> Entry {
    let mark = grammar.mark(text);
    let title = mark.as_ref().map_or(text, |m| m.rest.as_str()).trim().to_owned();
    Entry { key: fold(&title), mark, title, region }
}

#[cfg(test)]
mod tests {
    use super::leader;

    #[test]
    fn leaders_are_cut_off() {
        assert_eq!(leader("８．１ 管理......................12"), Some("８．１ 管理"));
        assert_eq!(leader("第１章 総則……………１０"), Some("第１章 総則"));
        assert_eq!(leader("第 ２条（適用範囲）"), None);
        assert_eq!(leader("詳しくは、3.2を参照"), None);
    }
}
