//! The examples of the classes that are about items rather than words, and that no class lacks examples of both sorts.

use std::collections::BTreeMap;

use kaitei_model::{Certainty, Document, DocumentId, Edition, Evidence, Item, ItemId, ItemKind};

use super::classify;
use crate::{
    align::{Alignment, IndexedLink},
    decisions::Settled,
    rules::{Rules, Texts},
};

/// An edition of the lines of an example: `文書:1/① text`.
fn edition(lines: &[String]) -> Edition {
    let mut edition = Edition::default();
    for line in lines {
        let (place, text) = line.split_once(' ').unwrap_or((line, ""));
        let (document, path) = place.split_once(':').unwrap_or(("", place));
        let path: Vec<String> = path.split('/').map(str::to_owned).collect();
        let id = |path: &[String]| ItemId::from(format!("{document}:{}", path.join("/")).as_str());
        let document = DocumentId(document.to_owned());
        if !edition.documents.iter().any(|d| d.id == document) {
            edition.documents.push(Document { id: document.clone(), ..Document::default() });
        }
        let above = id(&path[..path.len() - 1]);
        let parent = edition.items.iter().find(|i| i.id == above).map(|i| i.id.clone());
        let own = path.last().cloned().unwrap_or_default();
        edition.items.push(Item {
            id: id(&path),
            document,
            kind: ItemKind::Requirement,
            number: (own != "-").then(|| own.clone()),
            mark: own,
            path,
            parent,
            text: text.to_owned(),
            ..Item::default()
        });
    }
    edition
}

/// The kinds and aspects of all changes of an example.
fn classes(old: &[String], new: &[String], links: &[[usize; 2]], rules: &Rules) -> Vec<String> {
    let (old, new) = (edition(old), edition(new));
    let links = links
        .iter()
        .map(|&[old, new]| IndexedLink {
            old,
            new,
            score: 1000,
            certainty: Certainty::Certain,
            evidence: Evidence::default(),
        })
        .collect();
    let joined = old.documents.len() > new.documents.len();
    let consolidated = joined.then(|| (0, (0..old.documents.len()).collect()));
    let alignment =
        Alignment { links, consolidated: BTreeMap::from_iter(consolidated), ..Alignment::default() };
    let changes = classify(&old, &new, &alignment, &Settled::default(), rules, &|_| {});
    changes
        .iter()
        .flat_map(|c| c.aspects.iter().map(|a| a.id()).chain([c.kind.id()]))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_example_of_items_holds() {
    let rules = Rules::builtin();
    let mut wrong = Vec::new();
    for class in rules.classes.values() {
        for example in &class.examples {
            let (Texts::Items(old), Texts::Items(new)) = (&example.old, &example.new) else { continue };
            let got = classes(old, new, &example.links, &rules);
            if got.contains(&class.id) != example.has {
                wrong.push(format!("{}: {old:?} → {new:?}: {got:?}", class.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_class_has_examples_of_both_sorts() {
    for class in Rules::builtin().classes.values() {
        for has in [true, false] {
            assert!(
                class.examples.iter().any(|e| e.has == has),
                "{}: no example that has it: {has}",
                class.id
            );
        }
    }
}
