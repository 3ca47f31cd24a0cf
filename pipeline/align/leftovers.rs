//! What is left over: items said in all other words, moved and reworded. They are known by what they are about.

use std::collections::BTreeMap;

use super::{
    Found,
    candidates::{Index, MOST, Scratch},
    comparable, flags,
    prepare::Prepared,
    signals::{Field, Matched},
};
use crate::parallel;

/// A pair must be so alike in subject and wording …
const LEAST: f64 = 0.3;
/// … and so many times as alike as either is to its next best …
const LEAD: f64 = 1.2;
/// … unless it is so alike: then it is enough that each is the other's best.
const PLAIN: f64 = 0.45;
/// What counterpart documents, and like headings, add to the likeness.
const DOCUMENT: f64 = 0.05;
const HEADING: f64 = 0.15;
/// Shorter texts are about nothing in particular.
const CHARS: usize = 12;

/// Matches what is left where each is by far the other's best.
pub(super) fn leftovers(field: &Field<'_>, main: &mut Matched, links: &mut Vec<Found>) {
    let olds = open(field.old, &flags(field.old.items.len(), links.iter().map(|l| l.old)));
    let news = open(field.new, &flags(field.new.items.len(), links.iter().map(|l| l.new)));
    let of_old = best(field, main, (field.old, field.new), (&olds, &news), &|o, n| (o, n));
    let of_new = best(field, main, (field.new, field.old), (&news, &olds), &|n, o| (o, n));
    for (o, found) in of_old {
        let Some(n) = found else { continue };
        if of_new.get(&n).copied().flatten() == Some(o) {
            links.push(Found { old: o, new: n, signals: field.signals(o, n, main), method: "assigned" });
            main.set(o, n);
        }
    }
    *main = std::mem::take(main).seen();
}

fn open(ready: &Prepared<'_>, linked: &[bool]) -> Vec<usize> {
    (0..linked.len())
        .filter(|&i| !linked[i] && !ready.items[i].is_heading() && ready.items[i].chars >= CHARS)
        .collect()
}

/// For each item of one side its best partner of the other, where no second one comes near.
fn best(
    field: &Field<'_>,
    main: &Matched,
    (own, them): (&Prepared<'_>, &Prepared<'_>),
    (from, to): (&[usize], &[usize]),
    pair: &(dyn Fn(usize, usize) -> (usize, usize) + Sync),
) -> BTreeMap<usize, Option<usize>> {
    let keep = |i: usize| to.binary_search(&i).is_ok();
    let words = Index::of_subjects(&them.items, field.subjects, keep);
    let letters = Index::of(&them.items, field.grams, keep);
    let found = parallel::map_with(from, Default::default, |(a, b): &mut (Scratch, Scratch), &i| {
        let mut near = words.like(&own.items[i].subject, MOST, a);
        near.extend(letters.find(&own.items[i], MOST, b));
        near.sort_unstable();
        near.dedup();
        let mut scored: Vec<(f64, usize)> = near
            .into_iter()
            .map(|k| (pair(i, k), k))
            .filter(|&((o, n), _)| comparable(field, o, n))
            .map(|((o, n), k)| {
                let signals = field.signals(o, n, main);
                // What a new document says is new, or said again, sooner than moved there.
                let strange = if field.continued(n) { 0.0 } else { 1.0 };
                let place = DOCUMENT * (signals.document - strange) + HEADING * signals.heading;
                (signals.meaning() + place, k)
            })
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let second = scored.get(1).map_or(0.0, |&(score, _)| score);
        let lead = |score: f64| if score >= PLAIN { 1.0 } else { LEAD };
        scored.first().filter(|&&(score, _)| score >= LEAST && score >= second * lead(score)).map(|&(_, k)| k)
    });
    from.iter().copied().zip(found).collect()
}
