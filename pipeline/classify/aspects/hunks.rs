//! The places where two clauses differ, word by word.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::runs::tokens;
use crate::text::spelling;

/// What stands on either side at a place where two clauses differ, and what follows it there. All folded.
#[derive(Clone, Debug)]
pub(super) struct Hunk {
    /// What stands before it.
    pub(super) before: String,
    pub(super) gone: String,
    pub(super) come: String,
    pub(super) old_after: String,
    pub(super) new_after: String,
}

impl Hunk {
    /// Whether the words are the same in another spelling (とりまとめ, 取りまとめ; へ, に).
    pub(super) fn is_spelling(&self) -> bool {
        let (gone, come) = without_common(&self.gone, &self.come);
        let start = common_start(&self.gone, &self.come);
        let next = |whole: &str, part: &str, after: &str| {
            whole[start + part.len()..].chars().next().or_else(|| after.chars().next())
        };
        spelling::same_reading(&self.gone, &self.come)
            || spelling::same_words(&self.gone, &self.come)
            || spelling::same_word(
                (gone, next(&self.gone, gone, &self.old_after)),
                (come, next(&self.come, come, &self.new_after)),
            )
    }
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
            before: a[..x.start].concat(),
            gone: a[x].concat(),
            come: b[y].concat(),
        })
        .map(trimmed)
        .collect()
}

/// The place without what both sides begin and end with alike, where nothing else is left of one of them: the cutting of words
/// must not hide that the other was put in or left out (前に, 前及び…後に).
fn trimmed(hunk: Hunk) -> Hunk {
    let (gone, come) = without_common(&hunk.gone, &hunk.come);
    if hunk.gone.is_empty() || hunk.come.is_empty() || !only_one(gone, come) {
        return hunk;
    }
    let end = |whole: &str, part: &str, start: usize| whole[start + part.len()..].to_owned();
    let start = common_start(&hunk.gone, &hunk.come);
    Hunk {
        before: format!("{}{}", hunk.before, &hunk.gone[..start]),
        old_after: format!("{}{}", end(&hunk.gone, gone, start), hunk.old_after),
        new_after: format!("{}{}", end(&hunk.come, come, start), hunk.new_after),
        gone: gone.to_owned(),
        come: come.to_owned(),
    }
}

/// Whether one of two texts has nothing of its own, and the other more than kana: okurigana (受取, 受け取) are spelling.
pub(super) fn only_one(gone: &str, come: &str) -> bool {
    let says = |text: &str| text.chars().any(|c| !matches!(c, 'ぁ'..='ん'));
    gone.is_empty() && says(come) || come.is_empty() && says(gone)
}

/// Two texts without what both begin and then end with alike.
pub(super) fn without_common<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    let start = common_start(a, b);
    let (a, b) = (&a[start..], &b[start..]);
    let end: usize =
        a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum();
    (&a[..a.len() - end], &b[..b.len() - end])
}

/// How many bytes two texts begin with alike.
fn common_start(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum()
}

fn is_kana(words: &[String]) -> bool {
    let text = words.concat();
    text.chars().count() <= 1 && text.chars().all(|c| matches!(c, 'ぁ'..='ん'))
}
