//! One run of paragraphs out of two editions: old and new items side by side where their order allows it, the others gone or come.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use kaitei_model::{Change, ChangeSet, DiffOp, DocumentId, Item, ItemId, Kind};

/// What becomes of a paragraph.
#[derive(Clone, Copy)]
pub(super) enum Step<'a> {
    /// It stays, and its words change as the change says.
    Stays { old: &'a Item, new: &'a Item, change: &'a Change },
    /// It goes.
    Goes(&'a Item),
    /// It comes.
    Comes(&'a Item),
}

/// The paragraphs of some documents: read without what comes they are the old items in order, without what goes the new ones.
pub(super) fn steps<'a>(
    changes: &'a ChangeSet,
    old_documents: &[DocumentId],
    new_documents: &[DocumentId],
) -> Vec<Step<'a>> {
    let old: Vec<&Item> = within(&changes.old.items, old_documents);
    let new: Vec<&Item> = within(&changes.new.items, new_documents);
    let place = |items: &[&'a Item]| -> BTreeMap<&'a ItemId, usize> {
        items.iter().enumerate().map(|(i, item)| (&item.id, i)).collect()
    };
    let (old_place, new_place) = (place(&old), place(&new));
    // By the place of the new item: that of the old one, and the change.
    let mut partner: BTreeMap<usize, (usize, &Change)> = BTreeMap::new();
    for change in &changes.changes {
        for (from, to) in partners(change) {
            if let (Some(from), Some(to)) = (old_place.get(from), new_place.get(to)) {
                partner.insert(*to, (*from, change));
            }
        }
    }
    let pairs: Vec<(usize, usize, &Change)> =
        partner.into_iter().map(|(to, (from, change))| (to, from, change)).collect();
    let kept = rising(&pairs.iter().map(|(_, from, _)| *from).collect::<Vec<_>>());
    let mut out = Vec::with_capacity(old.len() + new.len());
    let (mut at_old, mut at_new) = (0, 0);
    for (to, from, change) in kept.into_iter().filter_map(|i| pairs.get(i)) {
        out.extend(old.get(at_old..*from).into_iter().flatten().map(|item| Step::Goes(item)));
        out.extend(new.get(at_new..*to).into_iter().flatten().map(|item| Step::Comes(item)));
        if let (Some(old), Some(new)) = (old.get(*from), new.get(*to)) {
            out.push(Step::Stays { old, new, change });
        }
        (at_old, at_new) = (from + 1, to + 1);
    }
    out.extend(old.get(at_old..).into_iter().flatten().map(|item| Step::Goes(item)));
    out.extend(new.get(at_new..).into_iter().flatten().map(|item| Step::Comes(item)));
    out
}

/// The items of the documents, one document after the other.
fn within<'a>(items: &'a [Item], documents: &[DocumentId]) -> Vec<&'a Item> {
    documents.iter().flat_map(|id| items.iter().filter(move |item| item.document == *id)).collect()
}

/// Which old item of a change each new one continues: of several, those that share most words. What moved goes and comes.
fn partners(change: &Change) -> Vec<(&ItemId, &ItemId)> {
    if change.kind == Kind::Moved {
        return Vec::new();
    }
    if let ([old], [new]) = (change.old.as_slice(), change.new.as_slice()) {
        return vec![(old, new)];
    }
    let mut shared: BTreeMap<(&ItemId, &ItemId), usize> = BTreeMap::new();
    for segment in change.diff.iter().filter(|segment| segment.op == DiffOp::Keep) {
        if let (Some(old), Some(new)) = (&segment.old, &segment.new) {
            *shared.entry((old, new)).or_default() += segment.text.chars().count();
        }
    }
    let rank = |list: &[ItemId], id: &ItemId| list.iter().position(|own| own == id);
    let mut order: Vec<_> = shared.into_iter().collect();
    order
        .sort_by_key(|((old, new), count)| (Reverse(*count), rank(&change.new, new), rank(&change.old, old)));
    let (mut used_old, mut used_new) = (BTreeSet::new(), BTreeSet::new());
    let mut out = Vec::new();
    for ((old, new), _) in order {
        if !used_old.contains(old) && !used_new.contains(new) {
            used_old.insert(old);
            used_new.insert(new);
            out.push((old, new));
        }
    }
    out
}

/// The places of a longest rising run of numbers.
fn rising(numbers: &[usize]) -> Vec<usize> {
    // For each length the place of the smallest number that ends such a run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (i, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers.get(*end).is_some_and(|own| own < number));
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = i,
            None => ends.push(i),
        }
    }
    let mut out = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(i) = next {
        out.push(i);
        next = before.get(i).copied().flatten();
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::rising;

    #[test]
    fn a_longest_rising_run() {
        assert_eq!(rising(&[3, 0, 1, 4, 2, 5]), [1, 2, 4, 5]);
        assert_eq!(rising(&[2, 1, 0]), [2]);
        assert!(rising(&[]).is_empty());
    }
}
