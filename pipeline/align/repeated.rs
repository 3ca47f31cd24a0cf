//! Texts that stand in many places: they are told apart by their order alone.

use std::collections::BTreeMap;

use super::{
    candidates::MOST,
    prepare::Prepared,
    signals::{Field, Matched},
};

/// Of a text that stands in many places so many on either side of the same place are looked at.
const BESIDE: usize = 2;

/// The items by their text, headings aside.
pub(super) fn by_key<'a>(side: &'a Prepared<'_>, items: &[usize]) -> BTreeMap<&'a str, Vec<usize>> {
    let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &i in items {
        let ready = &side.items[i];
        if !ready.is_heading() && !ready.key.is_empty() {
            by_key.entry(&ready.key).or_default().push(i);
        }
    }
    by_key
}

/// For every old item whose text stands in many places the new ones of that text with about its place among them, counted from
/// the first and from the last: an index of texts cannot tell these apart.
pub(super) fn near(
    old: &Prepared<'_>,
    new: &Prepared<'_>,
    in_old: &[usize],
    in_new: &[usize],
) -> BTreeMap<usize, Vec<usize>> {
    let news = by_key(new, in_new);
    let mut out = BTreeMap::new();
    for (key, olds) in by_key(old, in_old) {
        let Some(same) = news.get(key).filter(|same| olds.len().max(same.len()) > MOST) else { continue };
        for (place, &o) in olds.iter().enumerate() {
            let from_end = (same.len() + place).saturating_sub(olds.len());
            let mut near: Vec<usize> = [place, from_end]
                .into_iter()
                .flat_map(|at| at.saturating_sub(BESIDE)..=at + BESIDE)
                .filter_map(|at| same.get(at).copied())
                .collect();
            near.sort_unstable();
            near.dedup();
            out.insert(o, near);
        }
    }
    out
}

/// Pairs equal texts under one heading in their order: numbers that shifted would cross them, and leave one over on each side.
pub(super) fn in_order(
    field: &Field<'_>,
    in_old: &[usize],
    in_new: &[usize],
    context: &Matched,
    matched: &mut Matched,
) {
    type Row<'a> = (&'a str, Option<usize>, Option<usize>);
    let mut rows: BTreeMap<Row<'_>, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for &o in in_old {
        let Some(n) = matched.new_of[o] else { continue };
        let (old, new) = (&field.old.items[o], &field.new.items[n]);
        if old.key == new.key && !old.is_heading() {
            let row = rows.entry((&old.key, old.parent, new.parent)).or_default();
            row.0.push(o);
            row.1.push(n);
        }
    }
    // What is left over of a row joins it, as far as there is as much on the other side.
    let mut over: BTreeMap<Row<'_>, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for &o in in_old.iter().filter(|&&o| matched.new_of[o].is_none()) {
        let old = &field.old.items[o];
        let parent = old.parent.and_then(|p| context.new_of[p]);
        if old.parent.is_some() == parent.is_some() {
            over.entry((&old.key, old.parent, parent)).or_default().0.push(o);
        }
    }
    for &n in in_new.iter().filter(|&&n| matched.old_of[n].is_none()) {
        let new = &field.new.items[n];
        let parent = new.parent.and_then(|p| context.old_of[p]);
        if let Some(row) = over.get_mut(&(new.key.as_str(), parent, new.parent)) {
            row.1.push(n);
        }
    }
    for (at, (olds, news)) in over {
        let more = olds.len().min(news.len());
        if let (Some(row), true) = (rows.get_mut(&at), more > 0) {
            row.0.extend(&olds[..more]);
            row.1.extend(&news[..more]);
        }
    }
    for (mut olds, mut news) in rows.into_values().filter(|(olds, _)| olds.len() > 1) {
        olds.sort_unstable();
        news.sort_unstable();
        if olds.iter().zip(&news).all(|(&o, &n)| field.may(o, n)) {
            for (o, n) in olds.into_iter().zip(news) {
                matched.set(o, n);
            }
        }
    }
}
