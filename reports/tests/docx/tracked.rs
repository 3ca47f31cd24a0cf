//! The 見え消し: accepting all of its changes gives the new edition, rejecting all of them the old one, item by item.

use kaitei_model::{ChangeSet, Item, Side};

use super::super::{hostile::hostile, parts, sample::sample};
use super::tree::{Node, parse};
use crate::clean::clean;
use crate::view::View;
use crate::{Format, ReportOptions, render};

fn document(set: &ChangeSet) -> Node {
    let files = render(set, Format::DocxTracked, &ReportOptions::default()).unwrap();
    parse(&parts(&files[0].bytes).into_iter().find(|(name, _)| name == "word/document.xml").unwrap().1)
}

/// The items' paragraphs after all changes were accepted (`w:del` goes) or rejected (`w:ins` goes).
fn settled(document: &Node, goes: &str) -> Vec<String> {
    let mut out = Vec::new();
    // Words of a paragraph whose end is gone stand at the head of the next one.
    let mut carried = String::new();
    for paragraph in document.children[0].children.iter().filter(|node| node.name == "w:p") {
        let properties = paragraph.child("w:pPr").unwrap();
        let style = properties.child("w:pStyle").unwrap().attribute("w:val").unwrap();
        let mark_goes = properties.child("w:rPr").is_some_and(|properties| properties.child(goes).is_some());
        for node in paragraph.children.iter().filter(|node| node.name != goes) {
            carried.push_str(&words(node));
        }
        if !mark_goes {
            let text = std::mem::take(&mut carried);
            if style.starts_with("KaiteiItem") {
                out.push(text);
            }
        }
    }
    assert!(carried.is_empty());
    out
}

fn words(node: &Node) -> String {
    match node.name.as_str() {
        "w:t" | "w:delText" => node.text.clone(),
        "w:br" => "\n".to_owned(),
        "w:tab" => "\t".to_owned(),
        _ => node.children.iter().map(words).collect(),
    }
}

/// The items of a side as the data has them, documents in the order of the report.
fn items(set: &ChangeSet, side: Side) -> Vec<String> {
    let view = View::new(set, &ReportOptions::default());
    let edition = if side == Side::Old { &set.old } else { &set.new };
    let printed = |item: &Item| match item.mark.as_str() {
        "" => clean(&item.text),
        mark => clean(&format!("{mark}　{}", item.text)),
    };
    let documents = view.sections.iter().flat_map(|section| match side {
        Side::Old => &section.old_documents,
        Side::New => &section.new_documents,
    });
    documents
        .flat_map(|id| edition.items.iter().filter(move |item| item.document == *id))
        .map(printed)
        .collect()
}

#[test]
fn accepting_gives_the_new_items_and_rejecting_the_old_ones() {
    for set in [sample(), hostile()] {
        let document = document(&set);
        assert_eq!(settled(&document, "w:del"), items(&set, Side::New));
        assert_eq!(settled(&document, "w:ins"), items(&set, Side::Old));
    }
}

#[test]
fn what_moved_goes_and_comes() {
    let document = document(&sample());
    let moved = "入退室の記録を見直す。";
    let of = |name: &str| {
        let nodes = document.all();
        nodes.iter().filter(|node| node.name == name && words(node).contains(moved)).count()
    };
    assert_eq!((of("w:del"), of("w:ins")), (1, 1));
}

#[test]
fn words_of_a_change_are_marked_and_the_others_are_not() {
    let document = document(&sample());
    let nodes = document.all();
    let has = |name: &str, text: &str| nodes.iter().any(|node| node.name == name && words(node) == text);
    assert!(
        has("w:del", "ものとし、定期的に取り替える。")
            && has("w:ins", "ものとする。ほかの仕組みとの使い回しをしない。")
    );
    assert!(has("w:r", "合言葉は推測されにくい"));
    // A mark that changed is shown changed.
    assert!(has("w:del", "-　") && has("w:ins", "(1)　"));
}
