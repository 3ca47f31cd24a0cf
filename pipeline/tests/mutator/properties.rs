//! What holds whatever was edited: every item in one change, texts rebuilt from the wording, the same result on any number of
//! threads and in any order of the files.

use std::collections::BTreeMap;

use kaitei_model::{
    Certainty, ChangeSet, DiffOp, Document, DocumentKind, Edition, ITEMS_SCHEMA, Item, ItemId, ItemKind,
    ItemsFile, Kind, Side, Tool,
};
use kaitei_pipeline::{EditionInput, Options, Silent, SourceFile, rules::Rules};

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

#[test]
fn who_has_to_look_gets_candidates() {
    let (mut alone, mut shown) = (0, 0);
    for seed in 300..306 {
        let case = case::written_anew(seed, source::sets(false));
        let changes = compare(&case.old, &case.new);
        for change in &changes.changes {
            let doubtful = change.links.iter().any(|link| link.certainty == Certainty::Review);
            let unmatched = matches!(change.kind, Kind::Added | Kind::Removed);
            let says = |edition: &Edition, ids: &[ItemId]| {
                edition.items.iter().any(|item| {
                    ids.contains(&item.id)
                        && item.kind != ItemKind::Heading
                        && item.text.chars().count() >= 12
                })
            };
            let text = says(&changes.old, &change.old) || says(&changes.new, &change.new);
            if (doubtful || unmatched) && text {
                alone += 1;
                shown += usize::from(!change.candidates.is_empty());
                for id in &change.old {
                    let own = change.candidates.iter().filter(|c| c.side == Side::New);
                    assert!(own.count() <= 5 * change.old.len(), "{id:?}");
                }
            }
        }
    }
    // A text without a word in common with any has none.
    assert!(alone > 100 && shown * 100 >= alone * 95, "{shown} of {alone}");
}

/// A list of rows as an edition.
fn list(texts: &[&str]) -> EditionInput {
    let items = texts.iter().enumerate().map(|(i, text)| Item {
        id: ItemId::from(format!("r{i}").as_str()),
        document: "list".into(),
        kind: ItemKind::Requirement,
        number: Some(format!("{}", i + 1)),
        mark: format!("{}.", i + 1),
        path: vec![format!("{}", i + 1)],
        text: (*text).to_owned(),
        citation: format!("見本の一覧 {}", i + 1),
        ..Item::default()
    });
    let document = Document {
        id: "list".into(),
        title: "見本の一覧".to_owned(),
        kind: DocumentKind::Guideline,
        ..Document::default()
    };
    let file = ItemsFile {
        schema: ITEMS_SCHEMA.to_owned(),
        tool: Tool::default(),
        document,
        items: items.collect(),
        diagnostics: Vec::new(),
    };
    let bytes = serde_json::to_vec(&file).unwrap();
    EditionInput {
        files: vec![SourceFile { name: "list.json".to_owned(), bytes }],
        ..EditionInput::default()
    }
}

#[test]
fn a_row_that_stands_in_many_places_is_matched_in_order() {
    let (same, marker) = ("倉庫の鍵を数え、帳簿に記すこと。", "屋上の旗は雨の日に下ろすこと。");
    let old = vec![same; 200];
    let mut new = old.clone();
    new.insert(90, marker);
    let changes = compare(&list(&old), &list(&new));
    let alone: Vec<Kind> = changes.changes.iter().filter(|c| c.links.is_empty()).map(|c| c.kind).collect();
    assert_eq!(alone, [Kind::Added]);
    let at = |edition: &Edition, id: &ItemId| edition.items.iter().position(|item| &item.id == id).unwrap();
    for link in changes.changes.iter().flat_map(|change| &change.links) {
        let (o, n) = (at(&changes.old, &link.old), at(&changes.new, &link.new));
        assert_eq!(n, o + usize::from(o >= 90), "in order around what was put in");
    }
}
