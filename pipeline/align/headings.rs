//! Headings are counterparts when what stands below them is: titles change and repeat, contents tell.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    candidates::{Index, MOST, Scratch},
    documents::thousandths,
    signals::{Field, Matched},
};
use crate::parallel;

/// A pair of headings below this is left unmatched.
const PRICE: u32 = 350;

/// Matches headings of two documents by title, number and the votes of the matched items below them.
pub(crate) fn vote(field: &Field<'_>, in_old: &[usize], in_new: &[usize], matched: &mut Matched) {
    let votes = votes(field, in_old, matched);
    let olds: Vec<usize> = in_old.iter().copied().filter(|&o| field.old.items[o].is_heading()).collect();
    let news: Vec<usize> = in_new.iter().copied().filter(|&n| field.new.items[n].is_heading()).collect();
    let below_old = below(&olds, in_old, |i| field.old.items[i].parent);
    let below_new = below(&news, in_new, |i| field.new.items[i].parent);
    let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
    for (&o, partners) in olds.iter().zip(partners(field, &olds, &news, &votes)) {
        for n in partners {
            let signals = field.signals(o, n, matched);
            let most = below_old[&o].max(below_new[&n]);
            let share = votes.get(&(o, n)).map_or(0.0, |&v| f64::from(v) / f64::from(most.max(1)));
            let level = if field.old.items[o].item.path.len() == field.new.items[n].item.path.len() {
                1.0
            } else {
                0.0
            };
            let bare = most == 0 || votes.is_empty();
            let title = signals.like.text;
            let score = if bare {
                // Nothing below speaks: title, number and place must.
                0.6 * title
                    + 0.15 * signals.number
                    + 0.15 * signals.parent.max(signals.neighbours)
                    + 0.1 * level
            } else {
                0.45 * title + 0.35 * share + 0.08 * signals.number + 0.07 * signals.parent + 0.05 * level
            };
            let score = thousandths(score);
            if score > PRICE && (title > 0.3 || share > 0.3) {
                pairs.push((score, o, n));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    for (_, o, n) in pairs {
        if matched.new_of[o].is_none() && matched.old_of[n].is_none() && field.settled.open(o, n) {
            matched.set(o, n);
        }
    }
}

/// For every old heading the new ones worth a look: with matched items below both, with a like title, with the same number.
///
/// A title that stands under every chapter has as many like it; the number and the items below tell these apart.
fn partners(
    field: &Field<'_>,
    olds: &[usize],
    news: &[usize],
    votes: &BTreeMap<(usize, usize), u32>,
) -> Vec<BTreeSet<usize>> {
    let mut found: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for &(o, n) in votes.keys() {
        found.entry(o).or_default().insert(n);
    }
    let mut by_path: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    for &n in news {
        by_path.entry(&field.new.items[n].item.path).or_default().push(n);
    }
    let titles = Index::of(&field.new.items, field.grams, |n| news.binary_search(&n).is_ok());
    let like = parallel::map_with(olds, Scratch::default, |scratch, &o| {
        titles.find(&field.old.items[o], 2 * MOST, scratch)
    });
    olds.iter()
        .zip(like)
        .map(|(o, like)| {
            let mut partners = found.remove(o).unwrap_or_default();
            partners.extend(like);
            let path: &[String] = &field.old.items[*o].item.path;
            partners.extend(by_path.get(path).into_iter().flatten().take(MOST));
            partners
        })
        .collect()
}

/// How many matched items below an old heading went below a new one, all levels.
fn votes(field: &Field<'_>, in_old: &[usize], matched: &Matched) -> BTreeMap<(usize, usize), u32> {
    let mut votes = BTreeMap::new();
    for &o in in_old {
        let Some(n) = matched.new_of[o] else { continue };
        for a in ancestors(o, |i| field.old.items[i].parent) {
            if field.old.items[a].is_heading() {
                for b in ancestors(n, |i| field.new.items[i].parent) {
                    if field.new.items[b].is_heading() {
                        *votes.entry((a, b)).or_insert(0) += 1;
                    }
                }
            }
        }
    }
    votes
}

/// How many items that are no headings stand below each heading.
fn below(
    headings: &[usize],
    items: &[usize],
    parent: impl Fn(usize) -> Option<usize> + Copy,
) -> BTreeMap<usize, u32> {
    let mut count: BTreeMap<usize, u32> = headings.iter().map(|&h| (h, 0)).collect();
    for &i in items {
        if !count.contains_key(&i) {
            for a in ancestors(i, parent) {
                if let Some(n) = count.get_mut(&a) {
                    *n += 1;
                }
            }
        }
    }
    count
}

/// The items above an item, nearest first; bounded, so that a damaged file cannot make it run for ever.
fn ancestors(item: usize, parent: impl Fn(usize) -> Option<usize>) -> impl Iterator<Item = usize> {
    let mut at = item;
    std::iter::from_fn(move || {
        at = parent(at)?;
        Some(at)
    })
    .take(64)
}
