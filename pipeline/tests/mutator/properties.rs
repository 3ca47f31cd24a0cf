//! What holds whatever was edited: every item in one change, texts rebuilt from the wording, the same result on any number of
//! threads and in any order of the files.

use std::collections::BTreeMap;

use kaitei_model::{ChangeSet, DiffOp, Edition, ItemId, Side};
use kaitei_pipeline::{EditionInput, Options, Silent, rules::Rules};

use crate::{case, source};

fn compare(old: &EditionInput, new: &EditionInput) -> ChangeSet {
    let options = Options { rules: Rules::builtin(), ..Options::default() };
    kaitei_pipeline::diff(old, new, &options, &Silent).unwrap()
}

fn each_item_once(changes: &ChangeSet, side: Side) {
    let (edition, ids): (&Edition, Vec<&ItemId>) = match side {
        Side::Old => (&changes.old, changes.changes.iter().flat_map(|c| &c.old).collect()),
        Side::New => (&changes.new, changes.changes.iter().flat_map(|c| &c.new).collect()),
    };
    let mut times: BTreeMap<&ItemId, usize> = BTreeMap::new();
    for id in ids {
        *times.entry(id).or_default() += 1;
    }
    assert_eq!(times.len(), edition.items.len(), "{side:?}");
    assert!(times.values().all(|&n| n == 1), "{side:?}");
}

fn texts_come_back(changes: &ChangeSet, side: Side) {
    let (edition, other) = match side {
        Side::Old => (&changes.old, DiffOp::Ins),
        Side::New => (&changes.new, DiffOp::Del),
    };
    let mut built: BTreeMap<&ItemId, String> = BTreeMap::new();
    for segment in changes.changes.iter().flat_map(|c| &c.diff) {
        let item = if side == Side::Old { &segment.old } else { &segment.new };
        if let (Some(item), true) = (item, segment.op != other) {
            built.entry(item).or_default().push_str(&segment.text);
        }
    }
    for item in &edition.items {
        let text = built.get(&item.id).map_or("", String::as_str);
        assert_eq!(text, item.text, "{side:?} {}", item.citation);
    }
}

#[test]
fn every_item_stands_in_one_change_and_every_text_comes_back() {
    for seed in 100..112 {
        let case = case::case(seed, source::sets(false));
        let changes = compare(&case.old, &case.new);
        for side in [Side::Old, Side::New] {
            each_item_once(&changes, side);
            texts_come_back(&changes, side);
        }
    }
}

#[test]
fn neither_threads_nor_the_order_of_the_files_change_anything() {
    for seed in [200, 201, 204] {
        let case = case::case(seed, source::sets(false));
        let run = |threads: usize, turned: bool| {
            let (mut old, mut new) = (case.old.clone(), case.new.clone());
            if turned {
                old.files.reverse();
                new.files.reverse();
            }
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            serde_json::to_string(&pool.install(|| compare(&old, &new))).unwrap()
        };
        let one = run(1, false);
        assert!(one == run(2, false), "two threads, another result: seed {seed}");
        assert!(one == run(2, true), "another order of files, another result: seed {seed}");
    }
}
