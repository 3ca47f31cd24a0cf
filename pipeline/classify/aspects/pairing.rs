//! Which clause of the old text became which of the new one.

use std::collections::BTreeSet;

use crate::{
    classify::{
        clauses::{Clause, content},
        facts::mask_quantities,
    },
    rules::Language,
};

/// Clauses less alike than this are no counterparts.
pub(super) const SAME_CLAUSE: f64 = 0.42;
/// From here on a clause stayed as it was, some words aside.
const STAYED: f64 = 0.6;
/// From here on a clause stayed almost word for word.
const STAYED_WHOLE: f64 = 0.75;
/// The last clauses of both sides are counterparts already when the smaller shares this much.
const LAST_PAIR: f64 = 0.4;
/// … or when so many of the kanji of the smaller stand in the larger: other words for the same share their kanji (施錠, 鍵を締める).
const KIN: f64 = 0.5;
/// Texts less alike than this, of much the same length and without a clause that stayed, say the whole in other words.
const OTHER_WORDS: f64 = 0.6;
/// How much longer the one text may be than the other to be its paraphrase.
const PARAPHRASE_LENGTH: f64 = 1.6;

/// A counterpart that holds this share of the smaller side only grew or shrank.
pub(super) const GREW: f64 = 0.8;

/// The pairs of neighbouring characters that carry meaning.
pub(super) type Content = BTreeSet<(char, char)>;

/// The best pairs of clauses, most alike first.
pub(super) fn pair(olds: &[Clause], news: &[Clause]) -> Vec<(usize, usize)> {
    let mut scored: Vec<(f64, usize, usize)> = Vec::new();
    for (i, a) in olds.iter().enumerate() {
        for (j, b) in news.iter().enumerate() {
            let alike = if a.key == b.key {
                2.0
            } else {
                dice(&a.content, &b.content).max(0.85 * part(&a.content, &b.content))
            };
            if alike >= SAME_CLAUSE {
                scored.push((alike, i, j));
            }
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let (mut used_old, mut used_new) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in scored {
        if !used_old.contains(&i) && !used_new.contains(&j) {
            used_old.insert(i);
            used_new.insert(j);
            pairs.push((i, j));
        }
    }
    // Nothing stayed as it was: the whole is said in other words, and what is left over on both sides is each other's counterpart.
    if !any_stayed(&pairs, olds, news, STAYED) {
        let left: Vec<usize> = (0..olds.len()).filter(|i| !used_old.contains(i)).collect();
        for i in left {
            if let Some(j) = (0..news.len()).find(|j| !used_new.contains(j) && news[*j].role == olds[i].role)
            {
                used_old.insert(i);
                used_new.insert(j);
                pairs.push((i, j));
            }
        }
    }
    // What is left over on both sides and shares its kanji says the same in other words.
    let rest: Vec<usize> = (0..olds.len()).filter(|i| !used_old.contains(i)).collect();
    for i in rest {
        let best = (0..news.len())
            .filter(|j| !used_new.contains(j) && news[*j].role == olds[i].role)
            .map(|j| (kin(&olds[i].key, &news[j].key), j))
            .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(&a.1)));
        if let Some((_, j)) = best.filter(|(kin, _)| *kin >= KIN) {
            used_old.insert(i);
            used_new.insert(j);
            pairs.push((i, j));
        }
    }
    // One clause left over on each side: the same demand in other words, unless nothing is common.
    let left =
        |count: usize, used: &BTreeSet<usize>| (0..count).filter(|i| !used.contains(i)).collect::<Vec<_>>();
    if let (&[i], &[j]) = (left(olds.len(), &used_old).as_slice(), left(news.len(), &used_new).as_slice()) {
        let common = shared(&olds[i].content, &news[j].content)
            / count(olds[i].content.len().min(news[j].content.len())).max(1.0);
        let kin = kin(&olds[i].key, &news[j].key);
        if (common >= LAST_PAIR || kin >= KIN) && olds[i].role == news[j].role {
            pairs.push((i, j));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Whether the whole is said in other words: little is shared, nothing stayed, and neither side says much more.
///
/// Then a word that stands on one side only tells nothing about members, scope or conditions; numbers, dates and the force
/// of the demand still do.
pub(super) fn is_paraphrase(
    pairs: &[(usize, usize)],
    olds: &[Clause],
    news: &[Clause],
    (old, new): (&str, &str),
    language: &Language,
) -> bool {
    let (a, b) = (content_of(olds, language), content_of(news, language));
    let (short, long) =
        (old.chars().count().min(new.chars().count()), old.chars().count().max(new.chars().count()));
    // A short text that only grew shares little of the longer one.
    let grew = shared(&a, &b) / count(a.len().min(b.len())).max(1.0) >= GREW;
    dice(&a, &b) < OTHER_WORDS
        && !grew
        && count(long) <= PARAPHRASE_LENGTH * count(short)
        && !any_stayed(pairs, olds, news, STAYED_WHOLE)
}

/// What the clauses say, their quantities and dates as one mark each: a short text of which only a number changed is no other wording.
fn content_of(clauses: &[Clause], language: &Language) -> Content {
    let whole = |c: &Clause| {
        if c.text.is_ascii() { c.content.clone() } else { content(&mask_quantities(&c.key, language)) }
    };
    clauses.iter().flat_map(whole).collect()
}

fn any_stayed(pairs: &[(usize, usize)], olds: &[Clause], news: &[Clause], least: f64) -> bool {
    pairs
        .iter()
        .any(|&(i, j)| olds[i].key == news[j].key || dice(&olds[i].content, &news[j].content) >= least)
}

/// Share of the different kanji of the text with fewer that the other holds too.
fn kin(a: &str, b: &str) -> f64 {
    let kanji = |text: &str| -> BTreeSet<char> {
        text.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).collect()
    };
    let (a, b) = (kanji(a), kanji(b));
    count(a.intersection(&b).count()) / count(a.len().min(b.len())).max(1.0)
}

/// How many pairs of characters both hold.
pub(super) fn shared(a: &Content, b: &Content) -> f64 {
    count(a.intersection(b).count())
}

/// Twice what both share over what both hold.
pub(super) fn dice(a: &Content, b: &Content) -> f64 {
    2.0 * shared(a, b) / count(a.len() + b.len()).max(1.0)
}

/// Share of the smaller that the larger holds, where the smaller is more than a word.
fn part(a: &Content, b: &Content) -> f64 {
    let least = a.len().min(b.len());
    if least < 5 { 0.0 } else { shared(a, b) / count(least) }
}

pub(super) fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}
