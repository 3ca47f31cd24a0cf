//! The wording diff: what a person would underline on both sides.

use std::ops::Range;

use kaitei_model::{DiffOp, ItemId, Segment};
use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::text::units::units;

/// A text with the item that it belongs to.
pub(super) struct Part<'a> {
    pub(super) item: &'a ItemId,
    pub(super) text: &'a str,
}

/// A word and the index of the part that holds it.
struct Word<'a> {
    text: &'a str,
    part: usize,
}

/// A stretch of old and new words with one operation on each.
#[derive(Clone, Debug)]
struct Step {
    keep: bool,
    old: Range<usize>,
    new: Range<usize>,
}

/// Compares the old parts in a row with the new parts in a row.
///
/// `numbers` are the units that a number is marked with as a whole. Every old part is the concatenation of its `keep` and `del` segments, every new part of its `keep` and `ins` segments.
pub(super) fn diff(old: &[Part<'_>], new: &[Part<'_>], numbers: &[String]) -> Vec<Segment> {
    let (old_words, new_words) = (cut(old, numbers), cut(new, numbers));
    let a: Vec<&str> = old_words.iter().map(|w| w.text).collect();
    let b: Vec<&str> = new_words.iter().map(|w| w.text).collect();
    let steps: Vec<Step> = capture_diff_slices(Algorithm::Myers, &a, &b)
        .into_iter()
        .map(|op| {
            let (tag, old, new) = op.as_tag_tuple();
            Step { keep: tag == DiffTag::Equal, old, new }
        })
        .collect();
    let mut segments = Vec::new();
    for step in whole_words(tidy(steps, &a), (&a, &b)) {
        if step.keep {
            keep(&mut segments, &step, (&old_words, old), (&new_words, new));
        } else {
            one_sided(&mut segments, DiffOp::Del, &old_words[step.old], old);
            one_sided(&mut segments, DiffOp::Ins, &new_words[step.new], new);
        }
    }
    segments
}

fn cut<'a>(parts: &[Part<'a>], numbers: &[String]) -> Vec<Word<'a>> {
    parts
        .iter()
        .enumerate()
        .flat_map(|(part, p)| {
            units(p.text, numbers).into_iter().map(move |range| Word { text: &p.text[range], part })
        })
        .collect()
}

/// Joins changes that only a particle or a comma keeps apart: nobody underlines around a single の.
fn tidy(steps: Vec<Step>, old: &[&str]) -> Vec<Step> {
    let mut out: Vec<Step> = Vec::new();
    let count = steps.len();
    for (i, step) in steps.into_iter().enumerate() {
        let island = step.keep && i > 0 && i + 1 < count && {
            let kept: String = old[step.old.clone()].concat();
            let chars = kept.chars().count();
            chars <= 2 && kept.chars().all(|c| matches!(c, 'ぁ'..='ん' | '、' | '・')) || is_between(&kept)
        };
        match out.last_mut() {
            Some(last) if !last.keep && (island || !step.keep) => {
                last.old.end = step.old.end;
                last.new.end = step.new.end;
            }
            _ => out.push(Step { keep: step.keep && !island, ..step }),
        }
    }
    out
}

/// Words of English that join others, as particles do.
const JOINING: [&str; 17] = [
    "the", "a", "an", "of", "to", "in", "on", "at", "by", "for", "and", "or", "is", "are", "be", "with",
    "that",
];

/// Whether nothing but the space between words is kept, or one that joins them.
fn is_between(kept: &str) -> bool {
    kept.starts_with(' ') && kept.ends_with(' ') && {
        let word = kept.trim();
        word.is_empty() || JOINING.contains(&word)
    }
}

/// Kana that are put into, or left out of, a word (行なう, 行う) mark the word: nobody underlines half of one.
fn whole_words(steps: Vec<Step>, (old, new): (&[&str], &[&str])) -> Vec<Step> {
    let mut out: Vec<Step> = Vec::new();
    let mut steps = steps.into_iter().peekable();
    while let Some(step) = steps.next() {
        let sides = [old[step.old.clone()].concat(), new[step.new.clone()].concat()];
        let kana =
            |text: &String| text.chars().count() <= 2 && text.chars().all(|c| matches!(c, 'ぁ'..='ん'));
        let inside = !step.keep && sides.iter().all(kana) && sides.iter().any(String::is_empty);
        let stem = |step: &Step| {
            let last = old.get(step.old.end.wrapping_sub(1)).copied().unwrap_or_default();
            last.ends_with(|c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c)).then_some(last)
        };
        let before = out.last().filter(|b| b.keep && !b.old.is_empty() && stem(b).is_some()).is_some();
        let after = steps
            .peek()
            .filter(|s| s.keep && !s.old.is_empty())
            .and_then(|s| old.get(s.old.start))
            .is_some_and(|w| {
                w.starts_with(['っ', 'う', 'い', 'わ', 'る', 'り', 'れ'])
                    && w.chars().all(|c| matches!(c, 'ぁ'..='ん'))
            });
        if !(inside && before && after) {
            out.push(step);
            continue;
        }
        let mut step = step;
        if let Some(kept) = out.last_mut() {
            kept.old.end -= 1;
            kept.new.end -= 1;
        }
        step.old.start -= 1;
        step.new.start -= 1;
        if let Some(next) = steps.peek_mut() {
            next.old.start += 1;
            next.new.start += 1;
        }
        step.old.end += 1;
        step.new.end += 1;
        out.push(step);
    }
    out.retain(|s| !(s.old.is_empty() && s.new.is_empty()));
    out
}

/// Kept words, cut where either side goes over to the next item.
fn keep(
    segments: &mut Vec<Segment>,
    step: &Step,
    (old_words, old): (&[Word<'_>], &[Part<'_>]),
    (new_words, new): (&[Word<'_>], &[Part<'_>]),
) {
    let mut text = String::new();
    let mut owners: Option<(usize, usize)> = None;
    for (o, n) in step.old.clone().zip(step.new.clone()) {
        let now = (old_words[o].part, new_words[n].part);
        if let Some(before) = owners.filter(|&before| before != now) {
            segments.push(kept(std::mem::take(&mut text), old[before.0].item, new[before.1].item));
        }
        owners = Some(now);
        text.push_str(old_words[o].text);
    }
    if let Some(owners) = owners {
        segments.push(kept(text, old[owners.0].item, new[owners.1].item));
    }
}

fn kept(text: String, old: &ItemId, new: &ItemId) -> Segment {
    Segment { op: DiffOp::Keep, text, old: Some(old.clone()), new: Some(new.clone()) }
}

/// Words of one side, cut at the items.
fn one_sided(segments: &mut Vec<Segment>, op: DiffOp, words: &[Word<'_>], parts: &[Part<'_>]) {
    for chunk in words.chunk_by(|a, b| a.part == b.part) {
        let item = Some(parts[chunk[0].part].item.clone());
        let text = chunk.iter().map(|w| w.text).collect();
        let (old, new) = if op == DiffOp::Del { (item, None) } else { (None, item) };
        segments.push(Segment { op, text, old, new });
    }
}

#[cfg(test)]
mod tests {
    use kaitei_model::{DiffOp, ItemId};

    use super::{Part, diff};

    fn show(old: &str, new: &str) -> String {
        let (a, b) = (ItemId::from("a"), ItemId::from("b"));
        let numbers: Vec<String> = ["か月", "年", "日", "回"].map(str::to_owned).to_vec();
        diff(&[Part { item: &a, text: old }], &[Part { item: &b, text: new }], &numbers)
            .iter()
            .map(|s| match s.op {
                DiffOp::Keep => s.text.clone(),
                DiffOp::Del => format!("[-{}-]", s.text),
                DiffOp::Ins => format!("[+{}+]", s.text),
            })
            .collect()
    }

    #[test]
    fn words_are_marked_whole() {
        assert_eq!(
            show("端末に票を貼ること。", "端末及びサーバに票を貼ること。"),
            "端末[+及びサーバ+]に票を貼ること。"
        );
    }

    #[test]
    fn english_words_in_a_row_are_marked_together() {
        assert_eq!(
            show("Keep the old books of the house.", "Keep the new lists of the house."),
            "Keep the [-old books-][+new lists+] of the house."
        );
    }

    #[test]
    fn numbers_and_dates_are_marked_whole() {
        assert_eq!(show("3か月ごとに改める。", "6か月ごとに改める。"), "[-3か月-][+6か月+]ごとに改める。");
        assert_eq!(
            show("平成2年4月1日までに。", "平成2年5月1日までに。"),
            "[-平成2年4月1日-][+平成2年5月1日+]までに。"
        );
    }

    #[test]
    fn no_half_of_a_word_is_marked() {
        assert_eq!(show("署名を行った時点で", "署名を行なった時点で"), "署名を[-行った-][+行なった+]時点で");
    }

    #[test]
    fn a_split_is_cut_at_the_items() {
        let (a, x, y) = (ItemId::from("a"), ItemId::from("x"), ItemId::from("y"));
        let got = diff(
            &[Part { item: &a, text: "鍵を保管する。票を貼る。" }],
            &[Part { item: &x, text: "鍵を保管する。" }, Part { item: &y, text: "票を貼る。" }],
            &[],
        );
        let owners: Vec<_> = got.iter().map(|s| (s.op, s.new.clone(), s.text.as_str())).collect();
        assert_eq!(
            owners,
            [(DiffOp::Keep, Some(x), "鍵を保管する。"), (DiffOp::Keep, Some(y), "票を貼る。")]
        );
    }
}
