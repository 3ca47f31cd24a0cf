//! Nothing is lost: every item stands in exactly one change, and the new edition can be rebuilt from the old one and the changes.

use std::collections::{BTreeMap, BTreeSet};

use kaitei_model::{ChangeSet, DiffOp, ItemId, Side};

use crate::support::{items, specimens};

/// How often each item of a side stands in a change.
fn uses(changes: &ChangeSet, side: Side) -> BTreeMap<&ItemId, usize> {
    let mut uses: BTreeMap<&ItemId, usize> = items(changes, side).iter().map(|item| (&item.id, 0)).collect();
    for change in &changes.changes {
        let ids = if side == Side::Old { &change.old } else { &change.new };
        for id in ids {
            *uses.get_mut(id).unwrap_or_else(|| panic!("{id} is no {side:?} item")) += 1;
        }
    }
    uses
}

/// Every item in exactly one change.
pub(crate) fn assert_partition(changes: &ChangeSet) {
    for side in [Side::Old, Side::New] {
        let all = items(changes, side);
        let uses = uses(changes, side);
        assert_eq!(uses.len(), all.len(), "{side:?} ids are unique");
        let wrong: Vec<_> = uses.iter().filter(|(_, count)| **count != 1).collect();
        assert!(wrong.is_empty(), "{side:?} items not in exactly one change: {wrong:?}");
        let citations: BTreeSet<&str> = all.iter().map(|item| item.citation.as_str()).collect();
        assert_eq!(citations.len(), all.len(), "{side:?} citations are unique");
    }
}

/// The texts of one side's items, from the changes' wording alone.
fn rebuilt(changes: &ChangeSet, side: Side) -> BTreeMap<&ItemId, String> {
    let mut texts = BTreeMap::new();
    for change in &changes.changes {
        let (ids, absent) = match side {
            Side::Old => (&change.old, DiffOp::Ins),
            Side::New => (&change.new, DiffOp::Del),
        };
        for id in ids {
            let mine = change.diff.iter().filter(|segment| {
                let owner = if side == Side::Old { &segment.old } else { &segment.new };
                segment.op != absent && owner.as_ref() == Some(id)
            });
            texts.insert(id, mine.map(|segment| segment.text.as_str()).collect());
        }
    }
    texts
}

/// Both editions can be read off the wording; the new one without a look at its own texts.
pub(crate) fn assert_rebuilds(changes: &ChangeSet) {
    let mut blind = changes.clone();
    blind.new.items.iter_mut().for_each(|item| item.text.clear());
    let texts = rebuilt(&blind, Side::New);
    for item in &changes.new.items {
        assert_eq!(texts[&item.id], item.text, "{}", item.citation);
    }
    let texts = rebuilt(changes, Side::Old);
    for item in &changes.old.items {
        assert_eq!(texts[&item.id], item.text, "{}", item.citation);
    }
    // What is kept must be in the old edition, too: else a rebuilt text would prove nothing.
    let old: BTreeMap<&ItemId, &str> =
        changes.old.items.iter().map(|item| (&item.id, item.text.as_str())).collect();
    for change in &changes.changes {
        for segment in change.diff.iter().filter(|segment| segment.op == DiffOp::Keep) {
            let owner = segment.old.as_ref().unwrap_or_else(|| panic!("kept, but from nowhere: {segment:?}"));
            assert!(change.old.contains(owner) && old[owner].contains(&segment.text), "{segment:?}");
        }
    }
}

#[test]
fn every_specimen_item_stands_in_one_change() {
    let changes = &specimens().changes;
    assert!(
        changes.old.items.len() > 100 && changes.new.items.len() > 100,
        "the specimens are not that short"
    );
    assert_partition(changes);
}

#[test]
fn the_new_edition_can_be_rebuilt() {
    assert_rebuilds(&specimens().changes);
}

#[test]
fn links_join_the_items_of_their_change() {
    for change in &specimens().changes.changes {
        for link in &change.links {
            assert!(change.old.contains(&link.old) && change.new.contains(&link.new), "{}", change.id);
        }
        let lowest = change.links.iter().map(|link| link.certainty).max();
        assert!(lowest.is_none_or(|lowest| lowest == change.certainty), "{}: {lowest:?}", change.id);
    }
}
