//! Which documents are counterparts: told by what they are (title, volume, kind) and by what they hold, not by file names.

use std::collections::BTreeSet;

use kaitei_model::{Document, DocumentPair};

use super::prepare::Prepared;
use crate::{
    decisions::PairedDocuments,
    text::{
        fold, fold_words,
        grams::{Likeness, Vocabulary},
    },
};

/// Below this, two documents of the same kind are not counterparts.
const ENOUGH: u32 = 450;
/// An old document without a partner belongs to a taken new one as well when this share of its items stands there.
const CONSOLIDATED: f64 = 0.5;

/// A pairing with the indices that the other passes work on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pairing {
    /// Old documents by index; more than one where documents became one.
    pub(crate) old: Vec<usize>,
    /// New documents by index.
    pub(crate) new: Vec<usize>,
    /// The same for the contract.
    pub(crate) pair: DocumentPair,
}

/// Pairs the documents of both editions; every document stands in exactly one pairing. Those that somebody paired, `settled`, stand
/// as they said.
pub(crate) fn pair(old: &Prepared<'_>, new: &Prepared<'_>, settled: &PairedDocuments) -> Vec<Pairing> {
    let (olds, news) = (&old.edition.documents, &new.edition.documents);
    let shared = shared_items(old, new);
    let mut scored: Vec<(u32, usize, usize, Vec<String>)> = Vec::new();
    for (i, a) in olds.iter().enumerate() {
        for (j, b) in news.iter().enumerate() {
            if a.twin_of.is_none() && b.twin_of.is_none() {
                let (score, evidence) = likeness(a, b, shared[i][j]);
                scored.push((score, i, j, evidence));
            }
        }
    }
    // The best pair first; of equal ones the earlier documents.
    scored.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let (mut old_free, mut new_free): (BTreeSet<usize>, BTreeSet<usize>) = (alone(olds), alone(news));
    for (olds, news) in settled {
        old_free.retain(|i| !olds.contains(i));
        new_free.retain(|j| !news.contains(j));
    }
    // One document against one is a comparison that the user asked for: they are counterparts unless nothing at all agrees.
    let enough = if old_free.len() == 1 && new_free.len() == 1 { 1 } else { ENOUGH };
    let mut pairings: Vec<Pairing> = Vec::new();
    for (score, i, j, evidence) in &scored {
        if *score >= enough && old_free.contains(i) && new_free.contains(j) {
            old_free.remove(i);
            new_free.remove(j);
            pairings.push(Pairing {
                old: vec![*i],
                new: vec![*j],
                pair: DocumentPair {
                    old: vec![olds[*i].id.clone()],
                    new: vec![news[*j].id.clone()],
                    score: *score,
                    evidence: evidence.clone(),
                },
            });
        }
    }
    consolidate(&mut pairings, &mut old_free, olds, &shared);
    pairings.extend(settled.iter().map(|(by_old, by_new)| Pairing {
        old: by_old.clone(),
        new: by_new.clone(),
        pair: DocumentPair {
            old: by_old.iter().map(|&i| olds[i].id.clone()).collect(),
            new: by_new.iter().map(|&j| news[j].id.clone()).collect(),
            score: if by_old.is_empty() || by_new.is_empty() { 0 } else { 1000 },
            evidence: vec!["decision".to_owned()],
        },
    }));
    for i in old_free {
        pairings.push(Pairing {
            old: vec![i],
            pair: DocumentPair { old: vec![olds[i].id.clone()], ..DocumentPair::default() },
            ..Pairing::default()
        });
    }
    for j in new_free {
        pairings.push(Pairing {
            new: vec![j],
            pair: DocumentPair { new: vec![news[j].id.clone()], ..DocumentPair::default() },
            ..Pairing::default()
        });
    }
    pairings.sort_by_key(|p| (p.new.first().copied().unwrap_or(usize::MAX), p.old.first().copied()));
    pairings
}

/// The documents that are compared: not those that hold in another format what another document holds.
fn alone(documents: &[Document]) -> BTreeSet<usize> {
    (0..documents.len()).filter(|&i| documents[i].twin_of.is_none()).collect()
}

/// Gives old documents that found no partner of their own to the new document that holds most of their items.
fn consolidate(
    pairings: &mut [Pairing],
    old_free: &mut BTreeSet<usize>,
    olds: &[Document],
    shared: &[Vec<f64>],
) {
    for i in old_free.clone() {
        let best = pairings
            .iter_mut()
            .filter(|p| p.old.iter().all(|&k| olds[k].kind == olds[i].kind))
            .map(|p| (shared[i][p.new[0]], p))
            .filter(|(share, _)| *share >= CONSOLIDATED)
            .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.new.cmp(&a.1.new)));
        if let Some((_, pairing)) = best {
            old_free.remove(&i);
            pairing.old.push(i);
            pairing.old.sort_unstable();
            pairing.pair.old = pairing.old.iter().map(|&k| olds[k].id.clone()).collect();
            pairing.pair.evidence.push("consolidated".to_owned());
        }
    }
}

/// How alike two documents are, in thousandths, and what spoke for it.
fn likeness(a: &Document, b: &Document, shared: f64) -> (u32, Vec<String>) {
    let mut evidence = Vec::new();
    let mut score = 0.0;
    if a.kind == b.kind {
        score += 0.15;
        evidence.push("kind".to_owned());
    }
    if !a.short.is_empty() && fold(&a.short) == fold(&b.short) {
        score += 0.45;
        evidence.push("volume".to_owned());
    } else if !a.short.is_empty() && !b.short.is_empty() {
        // Two volumes of one guideline share their title; a part of the name (医療機関 in 医療機関・薬局) says little.
        score += 0.15 * dice(&a.short, &b.short);
    }
    let title = dice(&a.title, &b.title);
    score += 0.15 * title;
    if title > 0.8 {
        evidence.push("title".to_owned());
    }
    score += 0.55 * shared;
    if shared > 0.3 {
        evidence.push("items".to_owned());
    }
    // Documents that share neither name nor content are no counterparts, whatever their kind.
    if shared < 0.02 && title < 0.3 && a.short != b.short {
        return (0, evidence);
    }
    (thousandths(score.min(1.0)), evidence)
}

/// For every old and new document the share of the old one's grams that stand in the new one.
fn shared_items(old: &Prepared<'_>, new: &Prepared<'_>) -> Vec<Vec<f64>> {
    let bags = |side: &Prepared<'_>| -> Vec<Vec<u32>> {
        let mut bags = vec![Vec::new(); side.edition.documents.len()];
        for ready in &side.items {
            if let Some(bag) = bags.get_mut(ready.document) {
                bag.extend(ready.vector.grams.iter().map(|&(gram, _)| gram));
            }
        }
        for bag in &mut bags {
            bag.sort_unstable();
            bag.dedup();
        }
        bags
    };
    let (old_bags, new_bags) = (bags(old), bags(new));
    old_bags
        .iter()
        .map(|a| {
            new_bags
                .iter()
                .map(|b| {
                    let both = a.iter().filter(|gram| b.binary_search(gram).is_ok()).count();
                    #[allow(clippy::cast_precision_loss, reason = "counts of grams are far below 2^52")]
                    let share = both as f64 / a.len().min(b.len()).max(1) as f64;
                    share
                })
                .collect()
        })
        .collect()
}

/// Dice of two short texts, folded.
fn dice(a: &str, b: &str) -> f64 {
    let (a, b) = (fold_words(a), fold_words(b));
    if a == b {
        return 1.0;
    }
    let vocabulary = Vocabulary::even(&[&a, &b]);
    Likeness::of(&vocabulary.vector(&a), &vocabulary.vector(&b)).text
}

/// A share as thousandths.
pub(crate) fn thousandths(share: f64) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=1000")]
    let n = (share.clamp(0.0, 1.0) * 1000.0).round() as u32;
    n
}
