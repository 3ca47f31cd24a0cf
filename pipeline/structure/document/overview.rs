//! The overview: pages before the body that repeat the chapters of the table of contents with a sentence each (構成と概要).

use super::{
    contents::Contents,
    grammar::Grammar,
    outline::same_title,
    rows::{Row, Rows},
};
use crate::text::fold;

/// An overview takes few pages, and few lines for each chapter.
const MOST_PAGES: u32 = 4;
const MOST_LINES: usize = 8;
/// So many chapters in a row make one.
const LEAST: usize = 3;

/// The rows of the overview: first, and the one behind the last; an empty range where there is none.
pub(super) fn find(rows: &Rows, grammar: &Grammar, contents: &Contents) -> (usize, usize) {
    let none = (0, 0);
    let begin = contents.range.1;
    let mut first: Option<(usize, usize)> = None;
    let mut seen: Vec<usize> = Vec::new();
    let mut last = begin;
    let mut largest = 0.0_f32;
    for (i, row) in rows.rows.iter().enumerate().skip(begin) {
        let Some(entry) = entry(rows, i, grammar, contents) else { continue };
        let Some((start, opening)) = first else {
            first = Some((i, entry));
            seen.push(entry);
            largest = row.size;
            last = i;
            continue;
        };
        if row.page > rows.rows[start].page + MOST_PAGES {
            return none;
        }
        if seen.contains(&entry) {
            // The first chapter again, in type that is not smaller: the body begins here.
            let body = entry == opening && row.size > largest - 0.3;
            let most = contents.entries.iter().filter(|e| top(e)).count();
            let listed = seen.iter().filter(|&&k| top(&contents.entries[k])).count();
            let dense = i - start <= seen.len() * MOST_LINES;
            if !body || !dense || seen.len() < LEAST || listed * 3 < most * 2 {
                return none;
            }
            let end = (last..i).find(|&k| rows.rows[k].page > rows.rows[last].page).unwrap_or(i);
            return (opens(rows, start), end);
        }
        seen.push(entry);
        largest = largest.max(row.size);
        last = i;
    }
    none
}

/// A chapter, not a section of one.
fn top(entry: &super::contents::Entry) -> bool {
    entry.mark.as_ref().is_some_and(|m| m.number.as_deref().is_some_and(|n| !n.contains(['.', '-'])))
}

/// The entry of the contents that a row repeats.
fn entry(rows: &Rows, i: usize, grammar: &Grammar, contents: &Contents) -> Option<usize> {
    let row = rows.rows.get(i).filter(|r| r.table.is_none())?;
    let mark = grammar.mark(&row.text)?;
    let next = rows.rows.get(i + 1).filter(|r| r.table.is_none()).map_or("", |r| r.text.as_str());
    contents.entries.iter().position(|e| {
        e.mark.as_ref().is_some_and(|m| m.number == mark.number && m.class == mark.class)
            && same_title(&e.key, &fold(&mark.rest), &fold(next))
    })
}

/// The title above the first chapter belongs to the overview.
fn opens(rows: &Rows, start: usize) -> usize {
    let title = |r: &Row| {
        r.table.is_none()
            && r.page == rows.rows[start].page
            && r.text.chars().count() <= 20
            && !r.text.trim_end().ends_with('。')
    };
    if start > 0 && title(&rows.rows[start - 1]) { start - 1 } else { start }
}
