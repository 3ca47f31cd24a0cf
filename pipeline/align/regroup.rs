//! Splits, merges and n:m: items left over that are a part of a matched item, where its partner does not hold that part.

use kaitei_model::ItemKind;

use super::{
    Found,
    candidates::{Index, MOST},
    flags,
    prepare::Ready,
    signals::{Field, Matched},
};
use crate::text::grams::Vector;

/// So much of the part must stand in the whole …
const HELD: f64 = 0.6;
/// … or so much where both stand under the same heading.
const HELD_BESIDE: f64 = 0.42;
/// So much of the whole must be held by the part beyond what its other partners hold.
const GAIN: f64 = 0.1;
/// So much of the part must be what it brings: a common phrase is not enough.
const OWN: f64 = 0.28;
/// Shorter texts are parts of anything.
const LEAST_MASS: f64 = 20.0;

/// Adds the links of splits (a new item is a part of an old one) and merges (an old item is a part of a new one).
pub(crate) fn regroup(field: &Field<'_>, matched: &Matched, links: &mut Vec<Found>) {
    let mut extra = Vec::new();
    let beside = |o: usize, n: usize| field.signals(o, n, matched).parent > 0.5;
    // Splits.
    let linked_new = flags(field.new.items.len(), links.iter().map(|l| l.new));
    let old_index = Index::of(&field.old.items, |o| can_part(&field.old.items[o]));
    let mut covered: Vec<Option<Vector>> = vec![None; field.old.items.len()];
    for link in links.iter() {
        cover(&mut covered[link.old], &field.new.items[link.new].vector);
    }
    for n in (0..field.new.items.len()).filter(|&n| !linked_new[n]) {
        let part = &field.new.items[n];
        if !can_part(part) {
            continue;
        }
        let best = old_index
            .find(part, MOST)
            .into_iter()
            .filter(|&o| field.may(o, n))
            .filter_map(|o| {
                gain(&part.vector, &field.old.items[o].vector, covered[o].as_ref(), beside(o, n))
                    .map(|g| (g, o))
            })
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((_, o)) = best {
            cover(&mut covered[o], &part.vector);
            extra.push(Found { old: o, new: n, signals: field.signals(o, n, matched), method: "split" });
        }
    }
    // Merges.
    let linked_old = flags(field.old.items.len(), links.iter().map(|l| l.old));
    let new_index = Index::of(&field.new.items, |n| can_part(&field.new.items[n]));
    let mut covered: Vec<Option<Vector>> = vec![None; field.new.items.len()];
    for link in links.iter() {
        cover(&mut covered[link.new], &field.old.items[link.old].vector);
    }
    for o in (0..field.old.items.len()).filter(|&o| !linked_old[o]) {
        let part = &field.old.items[o];
        if !can_part(part) {
            continue;
        }
        let best = new_index
            .find(part, MOST)
            .into_iter()
            .filter(|&n| field.may(o, n))
            .filter_map(|n| {
                gain(&part.vector, &field.new.items[n].vector, covered[n].as_ref(), beside(o, n))
                    .map(|g| (g, n))
            })
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((_, n)) = best {
            cover(&mut covered[n], &part.vector);
            extra.push(Found { old: o, new: n, signals: field.signals(o, n, matched), method: "merged" });
        }
    }
    links.extend(extra);
}

/// Whether an item can be a part or a whole. Rows of a table that is no checklist are cells in a row: one is no part of another.
fn can_part(ready: &Ready<'_>) -> bool {
    !ready.is_heading() && ready.item.kind != ItemKind::TableRow && ready.vector.mass >= LEAST_MASS
}

fn cover(covered: &mut Option<Vector>, part: &Vector) {
    *covered = Some(covered.as_ref().map_or_else(|| part.clone(), |c| c.union(part)));
}

/// How much of the whole the part brings beyond what is covered; `None` where it is no part, or brings too little.
///
/// A text that repeats what the partner already holds is a restatement, not a split.
fn gain(part: &Vector, whole: &Vector, covered: Option<&Vector>, beside: bool) -> Option<f64> {
    let held = if beside { HELD_BESIDE } else { HELD };
    if whole.mass <= 0.0 || part.shared(whole) / part.mass < held {
        return None;
    }
    let before = covered.map_or(0.0, |c| c.shared(whole));
    let after = covered.map_or_else(|| part.shared(whole), |c| c.union(part).shared(whole));
    let gain = (after - before) / whole.mass;
    (gain >= GAIN && (after - before) / part.mass >= OWN).then_some(gain)
}
