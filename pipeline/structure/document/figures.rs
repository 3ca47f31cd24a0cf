//! Figures: what is written inside one belongs to its caption, as one opaque item.

use std::collections::BTreeMap;

use super::{
    captions,
    grammar::{Grammar, Mark, MarkRole},
    rows::{Row, Rows},
};

/// The rows inside each figure, by the row of its caption, in reading order.
pub(super) fn figures(rows: &Rows, grammar: &Grammar) -> BTreeMap<usize, Vec<usize>> {
    let mut out = BTreeMap::new();
    for (at, row) in rows.rows.iter().enumerate().filter(|(_, r)| r.table.is_none()) {
        let Some(mark) = captions::mark(&row.text, grammar) else { continue };
        if !captions::of_figure(&mark, rows.rows.get(at + 1).is_some_and(|r| r.table.is_some())) {
            continue;
        }
        let left = left_edge(rows, row.page);
        let inside = |i: &usize| {
            let other = &rows.rows[*i];
            other.page == row.page && is_label(other, grammar.mark(&other.text).as_ref(), left, rows.size)
        };
        // A figure's caption stands below it, seldom above.
        let mut held: Vec<usize> = (0..at).rev().take_while(inside).collect();
        held.reverse();
        if held.is_empty() {
            held = (at + 1..rows.rows.len()).take_while(inside).collect();
        }
        if !held.is_empty() {
            out.insert(at, held);
        }
    }
    out
}

/// Where the lines of running text begin on a page.
fn left_edge(rows: &Rows, page: u32) -> f32 {
    let all = rows.rows.iter().filter(|r| r.page == page && r.table.is_none()).map(|r| r.bounds.x0);
    rows.left(page).unwrap_or_else(|| all.fold(f32::INFINITY, f32::min))
}

/// Whether a row reads like a word in a drawing: set in from the text's edge, or short and no sentence.
fn is_label(row: &Row, mark: Option<&Mark>, left: f32, body: f32) -> bool {
    if row.table.is_some() {
        return true;
    }
    let em = body.max(8.0);
    let inset = row.bounds.x0 > left + 2.5 * em;
    let sentence = row.text.trim_end().ends_with('。');
    let structural = mark.is_some_and(|m| !inset || matches!(m.role, MarkRole::Caption | MarkRole::Article))
        || row.text.trim_start().starts_with(['【', '＜', '［']);
    let running = row.full() && row.text.chars().count() > 20 && row.size > body * 0.9;
    !structural && !running && (inset || !sentence && row.text.chars().count() <= 20)
}
