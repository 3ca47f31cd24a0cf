//! The outline: which lines with a dotted number are headings, told by the table of contents, by type size, and by their count.

use std::collections::BTreeMap;

use super::{
    contents::Contents,
    grammar::{Grammar, Mark, MarkRole},
    rows::{Row, Rows},
};
use crate::text::fold;

/// The headings by row, and the entries of the contents that no row holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Outline {
    /// Row index -> index of the entry in the contents, where there is one.
    pub(super) headings: BTreeMap<usize, Option<usize>>,
    /// There are headings such as 1.2.
    pub(super) sections: bool,
    /// Entries without a heading in the body.
    pub(super) missing: Vec<usize>,
}

/// Finds the headings.
pub(super) fn outline(
    rows: &Rows,
    grammar: &Grammar,
    contents: &Contents,
    overview: (usize, usize),
) -> Outline {
    let body = |i: usize| {
        !(contents.range.0..contents.range.1).contains(&i) && !(overview.0..overview.1).contains(&i)
    };
    // Where nobody asks, A-1 is no answer.
    let asked = |r: &Row| grammar.mark(&r.text).is_some_and(|m| m.role == MarkRole::Question);
    let answers = (!rows.rows.iter().any(asked)).then_some(MarkRole::Answer);
    let marks: Vec<(usize, Mark)> = rows
        .rows
        .iter()
        .enumerate()
        .filter(|(i, r)| r.table.is_none() && body(*i))
        .filter_map(|(i, r)| grammar.mark_but(&r.text, answers).map(|m| (i, m)))
        .collect();
    let mut outline = listed(rows, contents, &marks, &body);
    below(rows, contents, &marks, &mut outline);
    outline
}

/// The body's line for each entry: of several (an overview page repeats the chapters) the most heading-like, then the last, in order.
fn listed(
    rows: &Rows,
    contents: &Contents,
    marks: &[(usize, Mark)],
    body: &dyn Fn(usize) -> bool,
) -> Outline {
    let mut outline = Outline::default();
    for (k, entry) in contents.entries.iter().enumerate() {
        let fits = |i: usize| {
            let row = &rows.rows[i];
            let next = rows.rows.get(i + 1).filter(|r| r.table.is_none()).map_or("", |r| r.text.as_str());
            (row, fold(&row.text), fold(next))
        };
        let candidates: Vec<usize> = match &entry.mark {
            Some(mark) => marks
                .iter()
                .filter(|(_, m)| m.number == mark.number && m.class == mark.class)
                .map(|(i, m)| (*i, fold(&m.rest)))
                .filter(|(i, rest)| {
                    let (_, _, next) = fits(*i);
                    same_title(&entry.key, rest, &next)
                })
                .map(|(i, _)| i)
                .collect(),
            None => (0..rows.rows.len())
                .filter(|&i| rows.rows[i].table.is_none() && body(i))
                .filter(|&i| !entry.key.is_empty() && fits(i).1 == entry.key)
                .collect(),
        };
        let best = candidates.into_iter().max_by(|&a, &b| {
            let (x, y) = (&rows.rows[a], &rows.rows[b]);
            x.size.total_cmp(&y.size).then(x.bold.cmp(&y.bold)).then(a.cmp(&b))
        });
        match best {
            Some(i) => {
                outline.headings.insert(i, Some(k));
            }
            None => outline.missing.push(k),
        }
    }
    outline
}

/// Whether a body line (and the one after it) says the title: whole, or its first line where it wraps.
pub(super) fn same_title(entry: &str, rest: &str, next: &str) -> bool {
    if entry.is_empty() || rest.is_empty() {
        return entry == rest;
    }
    rest == entry
        || (rest.chars().count() >= 8 && entry.starts_with(rest) && next.starts_with(&entry[rest.len()..]))
        || (rest.chars().count() >= 8 && entry.starts_with(rest) && entry[rest.len()..].starts_with(next) && !next.is_empty())
        // Applicability behind the title may stand on one side only.
        || rest.starts_with(entry) && rest[entry.len()..].starts_with('[')
        || entry.starts_with(rest) && entry[rest.len()..].starts_with('[')
        // The contents of a law add which articles stand in a chapter: 第一章　通則（第一条―第三条）.
        || entry.strip_prefix(rest).is_some_and(|more| more.starts_with("(第") && more.contains('条'))
}

/// Dotted headings that the contents do not list: deeper ones, or all where there are no contents.
fn below(rows: &Rows, contents: &Contents, marks: &[(usize, Mark)], outline: &mut Outline) {
    let depth = |m: &Mark| m.number.as_deref().map_or(0, |n| n.matches(['.', '-']).count() + 1);
    let listed_depth = contents
        .entries
        .iter()
        .filter_map(|e| e.mark.as_ref())
        .filter(|m| m.role == MarkRole::Dotted)
        .map(depth)
        .max()
        .unwrap_or(0);
    // The number of the last heading at each depth.
    let mut last: Vec<Vec<u32>> = Vec::new();
    for (i, mark) in marks.iter().filter(|(_, m)| matches!(m.role, MarkRole::Dotted | MarkRole::Clause)) {
        let number: Vec<u32> =
            mark.number.as_deref().unwrap_or("").split(['.', '-']).filter_map(component).collect();
        if number.is_empty() {
            continue;
        }
        let row = &rows.rows[*i];
        let title = mark.rest.chars().count() <= 60
            && !mark.rest.trim_end().ends_with(['。', '、', '.', ',', ';', ':', '：'])
            && !mark.rest.is_empty();
        let known = outline.headings.contains_key(i);
        let set_off = row.size > rows.size * 1.06 || row.bold;
        let follows = follows(&number, &last);
        // A bare number is a heading's only where its type says so.
        let bare = mark.role == MarkRole::Clause;
        let accept = known
            || bare && title && set_off && listed_depth == 0 && follows
            || !bare
                && ((number.len() > listed_depth.max(1) && title && follows)
                    || (number.len() > 1 && listed_depth == 0 && title && (follows || set_off))
                    // One that the contents forgot.
                    || (number.len() > 1 && title && set_off && follows)
                    || (number.len() == 1 && listed_depth == 0 && title && set_off && follows));
        if accept {
            outline.headings.entry(*i).or_insert(None);
            outline.sections |= number.len() > 1;
            last.truncate(number.len().saturating_sub(1));
            while last.len() + 1 < number.len() {
                last.push(number[..=last.len()].to_vec());
            }
            last.push(number);
        }
    }
}

/// Letters and Roman numbers at the head of a number count from here on.
const LETTERED: u32 = 1000;
/// Numbers behind a letter count from here on, so many for each letter.
const BEHIND: u32 = 10_000;

/// A step of a number: 12, or the letter of A.1, or the Ⅰ of Ⅰ-2 (I in NFKC), or the V3 of V3.1.
fn component(step: &str) -> Option<u32> {
    let digits = step.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = &step[..step.len() - digits.len()];
    let letter = letters.bytes().fold(0, |sum: u32, b| (sum * 26 + u32::from(b - b'A')) % 100_000);
    match (letters.is_empty(), digits.parse::<u32>()) {
        (true, number) => number.ok(),
        (false, Ok(number)) if number < BEHIND => Some(BEHIND * (letter + 1) + number),
        (false, _) if digits.is_empty() => Some(LETTERED + letter % (BEHIND - LETTERED)),
        (false, _) => None,
    }
}

/// Whether a number is the next at its depth, or the first below the last heading.
fn follows(number: &[u32], last: &[Vec<u32>]) -> bool {
    let depth = number.len();
    let own = number[depth - 1];
    let lettered = depth == 2 && number[0] >= LETTERED;
    let above = depth < 2 || lettered || last.get(depth - 2).is_some_and(|l| l[..] == number[..depth - 1]);
    match last.get(depth - 1) {
        Some(before) if before[..depth - 1] == number[..depth - 1] => own == before[depth - 1] + 1,
        _ => above && own <= 1 || depth == 1 && last.is_empty() && own <= 2,
    }
}

#[cfg(test)]
mod tests {
    use super::follows;

    #[test]
    fn numbers_count_on() {
        let last = vec![vec![2], vec![2, 3]];
        assert!(follows(&[2, 4], &last));
        assert!(follows(&[3], &last));
        assert!(follows(&[2, 3, 1], &last));
        assert!(!follows(&[2, 6], &last));
        assert!(!follows(&[4, 1], &last));
        let annex = super::component("A").unwrap();
        assert!(follows(&[annex, 1], &last), "A stands nowhere on its own");
    }
}
