//! What the specimens say of each other: references, boxes of the manual, and one checklist in two formats.

use std::collections::BTreeSet;

use kaitei_model::{ChangeSet, Edition, RelatedKind, Side};

use crate::support::{csv, root, specimens};

/// A relation by citations: from, its side, to, its side.
type Relation = (String, String, String, String);

fn truth(kind: &str) -> BTreeSet<Relation> {
    csv(&root().join("fixtures/related.csv"))
        .into_iter()
        .filter(|row| row[4] == kind)
        .map(|row| (row[0].clone(), row[1].clone(), row[2].clone(), row[3].clone()))
        .collect()
}

fn citation(changes: &ChangeSet, side: Side, id: &kaitei_model::ItemId) -> (String, String) {
    let (edition, name) = match side {
        Side::Old => (&changes.old, "old"),
        Side::New => (&changes.new, "new"),
    };
    let item = edition.items.iter().find(|item| &item.id == id).expect("an item of that side");
    (item.citation.clone(), name.to_owned())
}

fn ours(kind: RelatedKind) -> BTreeSet<Relation> {
    let changes = &specimens().changes;
    changes
        .related
        .iter()
        .filter(|related| related.kind == kind)
        .map(|related| {
            let (from, from_side) = citation(changes, related.from_side, &related.from);
            let (to, to_side) = citation(changes, related.to_side, &related.to);
            (from, from_side, to, to_side)
        })
        .collect()
}

/// Found, right and all, for one sort of relation; what is wrong is printed.
fn measure(kind: RelatedKind, id: &str) -> (usize, usize, usize) {
    let (ours, truth) = (ours(kind), truth(id));
    for wrong in ours.difference(&truth) {
        println!("{id}, not in the truth: {wrong:?}");
    }
    for missed in truth.difference(&ours) {
        println!("{id}, missed: {missed:?}");
    }
    (ours.len(), ours.intersection(&truth).count(), truth.len())
}

#[test]
fn every_citation_is_found_and_few_others() {
    let (found, right, all) = measure(RelatedKind::Cites, "cites");
    assert_eq!(right, all, "{found} found");
    assert!(right * 100 >= found * 83, "{right} of {found} are right");
}

#[test]
fn the_manual_says_what_a_row_implements() {
    let (found, right, all) = measure(RelatedKind::Implements, "implements");
    assert!(right >= 48 && right * 4 >= found * 3, "{right} of {found} are right, of {all}");
    let changes = &specimens().changes;
    let stated =
        changes.related.iter().filter(|r| r.kind == RelatedKind::Implements && r.via.is_some()).count();
    assert!(stated > 50, "{stated} have a box of the manual as evidence");
}

#[test]
fn a_new_volume_names_the_rules_that_it_says_again() {
    let (found, right, all) = measure(RelatedKind::Restates, "restates");
    // The truth lists the plain ones; others are about as much alike.
    assert!(right * 10 >= all * 9 && found <= all * 3, "{right} of {all}, {found} found");
    let (found, right, all) = measure(RelatedKind::MovedFromQa, "moved-from-qa");
    assert!(right == all && found <= all * 2, "{right} of {all}, {found} found");
}

#[test]
fn a_reference_that_follows_a_renumbering_says_so() {
    let changes = &specimens().changes;
    let follows = changes.changes.iter().filter(|change| {
        let reasons = change.reasons.get(&kaitei_model::Aspect::ReferencesChanged);
        reasons.is_some_and(|said| said.iter().any(|words| words.contains("⑧") && words.contains("⑦")))
    });
    assert!(follows.count() >= 1);
}

#[test]
fn no_reference_of_the_specimens_dangles() {
    let dangling: Vec<_> =
        specimens().changes.diagnostics.iter().filter(|d| d.code == "reference-dangling").collect();
    assert!(dangling.is_empty(), "{dangling:?}");
}

#[test]
fn a_checklist_in_two_formats_is_compared_once_and_checked_against_itself() {
    let changes = &specimens().changes;
    let twin = |edition: &Edition| {
        let twins: Vec<_> = edition.documents.iter().filter(|d| d.twin_of.is_some()).collect();
        let [twin] = twins.as_slice() else { panic!("one twin: {twins:?}") };
        let leader = edition.documents.iter().find(|d| Some(&d.id) == twin.twin_of.as_ref()).unwrap();
        assert_eq!(leader.format, kaitei_model::Format::Xlsx);
        assert!(edition.items.iter().all(|item| item.document != twin.id), "its items stand in the workbook");
        (twin.file.clone(), leader.file.clone())
    };
    assert_eq!(
        twin(&changes.old),
        ("checklist-2025-clinic.pdf".to_owned(), "checklist-2025-clinic.xlsx".to_owned())
    );
    assert_eq!(twin(&changes.new).0, "checklist-2026-clinic-pharmacy.pdf");
    // The misprint of the specimen's source, and no other.
    let told: Vec<_> = changes.diagnostics.iter().filter(|d| d.code.starts_with("twin-")).collect();
    let [misprint] = told.as_slice() else { panic!("one row differs: {told:?}") };
    assert_eq!((misprint.code.as_str(), misprint.location.page), ("twin-differs", Some(1)));
    for words in ["医療機関確認用 2-⑥", "遅滞なく", "速やかに", "B17:H17"] {
        assert!(misprint.message.contains(words), "{words}: {}", misprint.message);
    }
}
