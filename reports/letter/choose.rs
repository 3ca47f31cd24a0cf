//! Which changes stand on 別紙1: important ones by theme, those first that a theme is most about.

use std::collections::{BTreeMap, BTreeSet};

use kaitei_model::{Aspect, ChangeSet, ItemId, Side};

use crate::view::{Label, Row, View};

/// A theme with the important changes that belong to it, in the order in which they are quoted.
pub(super) struct Theme {
    /// Empty for changes without a theme.
    pub(super) label: String,
    pub(super) rows: Vec<usize>,
}

/// The important changes by theme. A change of several themes stands in the one that is most its own: themes come by how many of
/// their items changed in an important way, and twice as much by how large a share of all their items that is, so that a theme that
/// is named everywhere does not come before one that the revision is about.
pub(super) fn themes(changes: &ChangeSet, view: &View) -> Vec<Theme> {
    let high: Vec<(usize, &Row)> =
        view.rows.iter().enumerate().filter(|(_, row)| is_point(view, row)).collect();
    let mut all: BTreeMap<&str, usize> = BTreeMap::new();
    let common = view.rows.iter().filter(|row| !stands_whole(view, row));
    for theme in common.flat_map(|row| &row.themes) {
        *all.entry(&theme.id).or_default() += 1;
    }
    let mut important: BTreeMap<&str, (usize, &Label)> = BTreeMap::new();
    for theme in high.iter().flat_map(|(_, row)| &row.themes) {
        important.entry(&theme.id).or_insert((0, theme)).0 += 1;
    }
    let mut order: Vec<(usize, &Label)> = important
        .into_iter()
        .map(|(id, (count, label))| {
            let all = all.get(id).copied().unwrap_or(1).max(1);
            (count.saturating_pow(3).saturating_mul(1000) / (all * all), label)
        })
        .collect();
    order.sort_by_key(|(weight, label)| (std::cmp::Reverse(*weight), label.id.clone()));
    let mut themes: Vec<Theme> =
        order.iter().map(|(_, label)| Theme { label: label.text.clone(), rows: Vec::new() }).collect();
    themes.push(Theme { label: String::new(), rows: Vec::new() });
    let related = related(changes);
    for (number, row) in &high {
        let own = order.iter().position(|(_, label)| row.themes.iter().any(|theme| theme.id == label.id));
        if let Some(theme) = themes.get_mut(own.unwrap_or(order.len())) {
            theme.rows.push(*number);
        }
    }
    for theme in &mut themes {
        theme.rows.sort_by_key(|number| {
            let weight = view.rows.get(*number).map(|row| weight(row, &related)).unwrap_or_default();
            (std::cmp::Reverse(weight), *number)
        });
    }
    themes.retain(|theme| !theme.rows.is_empty());
    themes
}

/// An important change in a document that has a counterpart; a whole new or lost document is told as a whole.
fn is_point(view: &View, row: &Row) -> bool {
    row.significance.id == "high" && row.substantive && !stands_whole(view, row)
}

fn stands_whole(view: &View, row: &Row) -> bool {
    view.sections.get(row.section).is_some_and(|section| section.whole().is_some())
}

/// How much speaks for quoting a change: a requirement, what it is about, how many other items follow it; less where its pairing is
/// not sure.
fn weight(row: &Row, related: &BTreeMap<String, usize>) -> usize {
    let of_substance = row
        .aspects
        .iter()
        .filter(|label| !Aspect::ALL.iter().any(|aspect| aspect.id() == label.id && aspect.is_light()))
        .count();
    // What was added has no aspects, and is as much as two of them.
    let alone = if row.aspects.is_empty() { 2 } else { 0 };
    let followers = related.get(&row.id).copied().unwrap_or_default().min(3);
    let sure = if row.open { 0 } else { 4 };
    let requirement = if row.requirement { 4 } else { 0 };
    requirement + sure + 2 * (of_substance + alone) + followers
}

/// How many relations each change has, by its id as the view shows it.
fn related(changes: &ChangeSet) -> BTreeMap<String, usize> {
    let mut ends: BTreeMap<(Side, &ItemId), usize> = BTreeMap::new();
    for relation in &changes.related {
        *ends.entry((relation.from_side, &relation.from)).or_default() += 1;
        *ends.entry((relation.to_side, &relation.to)).or_default() += 1;
    }
    let count = |side, ids: &[ItemId]| -> usize { ids.iter().filter_map(|id| ends.get(&(side, id))).sum() };
    changes
        .changes
        .iter()
        .map(|change| {
            (
                crate::clean::clean(change.id.as_str()),
                count(Side::Old, &change.old) + count(Side::New, &change.new),
            )
        })
        .collect()
}

/// The readers of whom the data speaks, with the important changes that concern them, in the order of the view.
pub(super) fn readers(view: &View) -> Vec<(String, Vec<usize>)> {
    let mut out: Vec<(String, Vec<usize>)> = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (number, row) in view.rows.iter().enumerate().filter(|(_, row)| row.significance.id == "high") {
        for reader in &row.audience {
            if seen.insert(&reader.id) {
                out.push((reader.text.clone(), Vec::new()));
            }
            if let Some((_, rows)) = out.iter_mut().find(|(label, _)| *label == reader.text) {
                rows.push(number);
            }
        }
    }
    out
}
