//! The table of contents: recognised, left out of the items, and kept as a list of headings to be found.

use kaitei_model::Region;

use super::outline::same_title;
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
    let dotted = rows[start..limit].iter().rposition(|r| leader(&r.text).is_some()).map(|at| start + at);
    let apart =
        dotted.is_none().then(|| last_apart(&rows[start + 1..limit])).flatten().map(|at| start + 1 + at);
    let leaders = dotted.or(apart);
    let listed = |row| listed(row, apart.is_some());
    let mut keys: Vec<String> = Vec::new();
    let mut first: Option<Mark> = None;
    let mut end = None;
    for (i, row) in rows.iter().enumerate().take(limit).skip(start + 1) {
        let key = fold(listed(row).unwrap_or(&row.text));
        // The first entry stands again: the body has begun.
        if keys.len() >= 2
            && !key.is_empty()
            && key.chars().count() >= 3
            && keys.first() == Some(&key)
            && listed(row).is_none()
        {
            end = Some(i);
            break;
        }
        // So it has where the contents add to a chapter which articles stand in it, and the chapter stands without.
        let again = |m: &Mark, first: &Mark| {
            m.class == first.class
                && m.number == first.number
                && same_title(&fold(&first.rest), &fold(&m.rest), "")
                && !m.rest.is_empty()
        };
        if leaders.is_none()
            && keys.len() >= 2
            && first.as_ref().zip(grammar.mark(&row.text).as_ref()).is_some_and(|(f, m)| again(m, f))
        {
            end = Some(i);
            break;
        }
        if leaders.is_some_and(|last| i > last && row.page > rows[last].page) {
            end = Some(i);
            break;
        }
        if keys.is_empty() && !key.is_empty() {
            first = grammar.mark(&row.text);
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
            .filter(|&e| sentence.is_none_or(|s| e <= s))
            .or(sentence.map(|_| before - unmarked))
            .filter(|&e| e > start + 2);
    }
    let Some(end) = end else { return Contents::default() };
    Contents { range: (start, end), entries: entries(&rows[start + 1..end], apart.is_some(), grammar) }
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

/// The title of an entry: before its leader, or (`apart`) before a page number that stands apart at the right end.
fn listed(row: &Row, apart: bool) -> Option<&str> {
    if !apart {
        return leader(&row.text);
    }
    let text = row.text.trim_end();
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let title = text.trim_end_matches(digit);
    let pages = text[title.len()..].chars().count();
    (row.apart && (1..=3).contains(&pages) && !title.trim().is_empty()).then(|| title.trim_end())
}

/// The last of the rows behind the title 目次 that end in a page number set apart; `None` where there are too few to be a table of contents.
fn last_apart(rows: &[Row]) -> Option<usize> {
    const LEAST: usize = 3;
    let (mut last, mut count) = (0, 0);
    for (i, row) in rows.iter().enumerate() {
        if listed(row, true).is_some() {
            last = i;
            count += 1;
        } else if i > last + 2 {
            break;
        }
    }
    (count >= LEAST).then_some(last)
}

fn entries(rows: &[Row], apart: bool, grammar: &Grammar) -> Vec<Entry> {
    let listed = |row| listed(row, apart);
    let has_leaders = rows.iter().any(|r| listed(r).is_some());
    let mut out: Vec<Entry> = Vec::new();
    let mut open: Option<(String, Region)> = None;
    for row in rows.iter().filter(|r| !r.text.trim().is_empty() && !is_title(&r.text, grammar)) {
        let (title, ended) = match listed(row) {
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
