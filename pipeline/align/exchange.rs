//! n:m beyond splits and merges: a passage that one linked item lost and another linked item gained.

use std::collections::BTreeSet;

use super::{
    Found,
    candidates::{Index, MOST, Scratch},
    prepare::Prepared,
    signals::{Field, Matched},
};
use crate::text::grams::Vector;

/// A passage is so much of the text that lost it, or of the one that gained it, at least.
const PASSAGE: f64 = 0.2;
/// What one lost and what the other gained are the same passage from here on.
const SAME: f64 = 0.6;
/// Shorter passages are phrases.
const LEAST_MASS: f64 = 60.0;

/// Adds a link for every passage that went over from the counterpart of one item to that of another.
pub(crate) fn exchange(field: &Field<'_>, matched: &Matched, links: &mut Vec<Found>) {
    let lost = residues(field.old, field.new, links.iter().map(|l| (l.old, l.new)));
    let gained = residues(field.new, field.old, links.iter().map(|l| (l.new, l.old)));
    let empty = Vector::default();
    let vectors: Vec<&Vector> = gained.iter().map(|g| g.as_ref().unwrap_or(&empty)).collect();
    let index = Index::over(&vectors, field.grams, |n| gained[n].is_some());
    let linked: BTreeSet<(usize, usize)> = links.iter().map(|l| (l.old, l.new)).collect();
    let mut scratch = Scratch::default();
    let mut taken = vec![false; gained.len()];
    for (old, residue) in lost.iter().enumerate() {
        let Some(residue) = residue else { continue };
        let best = index
            .like(residue, MOST, &mut scratch)
            .into_iter()
            .filter(|&new| !taken[new] && field.may(old, new))
            .filter(|&new| !linked.contains(&(old, new)))
            .map(|new| (residue.shared(vectors[new]), new))
            .filter(|&(shared, new)| {
                shared >= LEAST_MASS && shared >= SAME * residue.mass.min(vectors[new].mass)
            })
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((_, new)) = best {
            taken[new] = true;
            let signals = field.signals(old, new, matched);
            links.push(Found { old, new, signals, method: "regrouped" });
        }
    }
}

/// For every linked item of `side` what none of its partners holds, where that is a passage.
fn residues(
    side: &Prepared<'_>,
    other: &Prepared<'_>,
    links: impl Iterator<Item = (usize, usize)>,
) -> Vec<Option<Vector>> {
    let mut partners: Vec<Vec<usize>> = vec![Vec::new(); side.items.len()];
    for (own, partner) in links {
        partners[own].push(partner);
    }
    side.items
        .iter()
        .zip(partners)
        .map(|(ready, partners)| {
            if partners.is_empty() || ready.is_heading() {
                return None;
            }
            let rest = partners
                .iter()
                .fold(ready.vector.clone(), |rest, &partner| rest.minus(&other.items[partner].vector));
            (rest.mass >= LEAST_MASS && rest.mass >= PASSAGE * ready.vector.mass).then_some(rest)
        })
        .collect()
}
