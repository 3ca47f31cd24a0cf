//! The places where two clauses differ, word by word.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::notes::tokens;

/// What stands on either side at a place where two clauses differ, and what follows it there. All folded.
#[derive(Clone, Debug)]
pub(super) struct Hunk {
    pub(super) gone: String,
    pub(super) come: String,
    pub(super) old_after: String,
    pub(super) new_after: String,
}

/// The places, in order. A single kana between two of them is no wording of its own.
pub(super) fn hunks(old: &str, new: &str) -> Vec<Hunk> {
    let (a, b) = (tokens(old), tokens(new));
    let mut spans: Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &a, &b) {
        let (tag, old, new) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            continue;
        }
        match spans.last_mut() {
            Some((x, y)) if is_kana(&a[x.end..old.start]) => {
                x.end = old.end;
                y.end = new.end;
            }
            _ => spans.push((old, new)),
        }
    }
    spans
        .into_iter()
        .map(|(x, y)| Hunk {
            old_after: a[x.end..].concat(),
            new_after: b[y.end..].concat(),
            gone: a[x].concat(),
            come: b[y].concat(),
        })
        .collect()
}

fn is_kana(words: &[String]) -> bool {
    let text = words.concat();
    text.chars().count() <= 1 && text.chars().all(|c| matches!(c, 'ぁ'..='ん'))
}
