//! Relations beside the links: a new item that restates a rule living on elsewhere, a checklist row and its guideline item.

use std::collections::BTreeSet;

use kaitei_model::{DocumentKind, ItemId, ItemKind, Related, RelatedKind, Side};

use super::{
    Found,
    candidates::{Index, MOST, Scratch},
    cited,
    documents::thousandths,
    flags,
    prepare::Prepared,
    signals::Field,
};
use crate::{parallel, text::grams::Likeness};

/// From here on an unmatched new item says the same as another new item.
const RESTATES: f64 = 0.55;
/// A rule of a new volume that is so alike to one of a volume that goes on, in wording and subject, says it again …
const SAID_AGAIN: f64 = 0.3;
/// … as do further ones that come so near the most alike …
const AS_WELL: f64 = 0.75;
/// … but what is about this much like one more is about a common subject, and no rule said again, …
const COMMON: f64 = 0.67;
/// … unless it is so alike.
const PLAIN: f64 = 0.45;
/// From here on a checklist row is about a guideline's requirement.
const IMPLEMENTS: f64 = 0.35;
/// From here on what stands in the guideline now was in the old Q&A.
const FROM_QA: f64 = 0.5;

/// Finds the relations of the new edition's items (and from the old Q&A).
pub(crate) fn related(field: &Field<'_>, links: &[Found]) -> Vec<Related> {
    // What the documents say themselves comes before what their wording suggests.
    let mut related = cited::cited(field);
    let named: BTreeSet<ItemId> = related
        .iter()
        .filter(|r| r.kind == RelatedKind::Implements && r.from_side == Side::New)
        .map(|r| r.from.clone())
        .collect();
    let linked_new = flags(field.new.items.len(), links.iter().map(|l| l.new));
    let body =
        |n: usize| !field.new.items[n].is_heading() && field.new.items[n].item.kind != ItemKind::TableRow;
    let lives_on = Index::of(&field.new.items, field.grams, |n| linked_new[n] && body(n));
    let guideline = Index::of(&field.new.items, field.grams, |n| {
        body(n)
            && kind(field.new, n) == DocumentKind::Guideline
            && field.new.items[n].item.kind == ItemKind::Requirement
    });
    let continued =
        Index::of_subjects(&field.new.items, field.subjects, |n| field.continued(n) && rules(field, n));
    let qa = Index::of(&field.old.items, field.grams, |o| kind(field.old, o) == DocumentKind::Qa);
    let all: Vec<usize> = (0..field.new.items.len()).collect();
    let found = parallel::map_with(&all, Scratch::default, |scratch, &n| {
        let ready = &field.new.items[n];
        let mut related = Vec::new();
        if ready.is_heading() || ready.key.chars().count() < 12 {
            return related;
        }
        let again = if !field.continued(n) && !linked_new[n] && rules(field, n) {
            said_again(field, n, &continued, scratch)
        } else {
            Vec::new()
        };
        let mut best = |index: &Index, side: &Prepared<'_>, least: f64| {
            index
                .find(ready, MOST, scratch)
                .into_iter()
                .map(|i| {
                    let l = Likeness::of(&side.items[i].vector, &ready.vector);
                    (l.text.max(0.8 * l.new_in_old), i)
                })
                .filter(|&(score, _)| score >= least)
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
        };
        if again.is_empty()
            && !linked_new[n]
            && let Some((score, other)) = best(&lives_on, field.new, RESTATES).filter(|&(_, o)| o != n)
        {
            related.push(relation(field, n, (Side::New, other), RelatedKind::Restates, score));
        }
        for (score, other) in again {
            related.push(relation(field, n, (Side::New, other), RelatedKind::Restates, score));
        }
        if !linked_new[n]
            && let Some((score, other)) = best(&qa, field.old, FROM_QA)
        {
            related.push(relation(field, n, (Side::Old, other), RelatedKind::MovedFromQa, score));
        }
        if kind(field.new, n) == DocumentKind::Checklist
            && !named.contains(&ready.item.id)
            && let Some((score, other)) = best(&guideline, field.new, IMPLEMENTS)
        {
            related.push(relation(field, n, (Side::New, other), RelatedKind::Implements, score));
        }
        related
    });
    related.extend(found.into_iter().flatten());
    related
}

/// Whether a new item is a demand of a guideline.
fn rules(field: &Field<'_>, n: usize) -> bool {
    kind(field.new, n) == DocumentKind::Guideline && field.new.items[n].item.kind == ItemKind::Requirement
}

/// The rules of continued volumes that a rule of a new volume says again, best first.
fn said_again(field: &Field<'_>, n: usize, continued: &Index, scratch: &mut Scratch) -> Vec<(f64, usize)> {
    let ready = &field.new.items[n];
    let mut scored: Vec<(f64, usize)> = continued
        .like(&ready.subject, MOST, scratch)
        .into_iter()
        .map(|i| {
            let other = &field.new.items[i];
            // A shorter rule may be said again inside of a longer one.
            let alike = |l: Likeness| l.text.max(0.8 * l.old_in_new);
            let words = alike(Likeness::of(&ready.subject, &other.subject));
            ((words + alike(Likeness::of(&ready.vector, &other.vector))) / 2.0, i)
        })
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let Some(&(top, _)) = scored.first() else { return scored };
    let next =
        scored.iter().map(|&(score, _)| score).find(|&score| score < AS_WELL * top).unwrap_or_default();
    if top < SAID_AGAIN || top < PLAIN && next > COMMON * top {
        return Vec::new();
    }
    scored.retain(|&(score, _)| score >= SAID_AGAIN.max(AS_WELL * top));
    scored
}

fn kind(side: &Prepared<'_>, item: usize) -> DocumentKind {
    side.edition.documents.get(side.items[item].document).map_or(DocumentKind::Other, |d| d.kind)
}

fn relation(field: &Field<'_>, from: usize, to: (Side, usize), kind: RelatedKind, score: f64) -> Related {
    let target = match to.0 {
        Side::Old => &field.old.edition.items[to.1],
        Side::New => &field.new.edition.items[to.1],
    };
    Related {
        from: field.new.edition.items[from].id.clone(),
        to: target.id.clone(),
        kind,
        score: thousandths(score),
        from_side: Side::New,
        to_side: to.0,
        via: None,
    }
}
