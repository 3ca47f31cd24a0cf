//! Finding items and documents by side and id.

use std::collections::BTreeMap;

use kaitei_model::{ChangeSet, Document, DocumentId, Edition, Item, ItemId, Side};

/// Both editions by id.
pub(super) struct Index<'a> {
    items: [BTreeMap<&'a ItemId, &'a Item>; 2],
    documents: [BTreeMap<&'a DocumentId, &'a Document>; 2],
}

impl<'a> Index<'a> {
    pub(super) fn new(changes: &'a ChangeSet) -> Self {
        let items = |edition: &'a Edition| edition.items.iter().map(|item| (&item.id, item)).collect();
        let documents = |edition: &'a Edition| edition.documents.iter().map(|doc| (&doc.id, doc)).collect();
        Self {
            items: [items(&changes.old), items(&changes.new)],
            documents: [documents(&changes.old), documents(&changes.new)],
        }
    }

    pub(super) fn item(&self, side: Side, id: &ItemId) -> Option<&'a Item> {
        self.items[slot(side)].get(id).copied()
    }

    pub(super) fn document(&self, side: Side, id: &DocumentId) -> Option<&'a Document> {
        self.documents[slot(side)].get(id).copied()
    }

    /// The citation; the bare id of an item that the data does not hold.
    pub(super) fn citation(&self, side: Side, id: &ItemId) -> String {
        crate::clean::clean(self.item(side, id).map_or(id.as_str(), |item| item.citation.as_str()))
    }

    /// The outermost heading above an item, or the item itself where it is one: its id and how it reads.
    pub(super) fn chapter(&self, side: Side, item: &'a Item) -> Option<(String, String)> {
        let mut top = item;
        // A contract file may hold a ring of parents; no document is this deep.
        for _ in 0..64 {
            match top.parent.as_ref().and_then(|parent| self.item(side, parent)) {
                Some(parent) => top = parent,
                None => break,
            }
        }
        if top.kind == kaitei_model::ItemKind::Heading {
            return Some((top.id.0.clone(), super::item::heading_text(top)));
        }
        item.trail.first().map(|heading| (heading.clone(), crate::clean::clean(heading)))
    }
}

fn slot(side: Side) -> usize {
    match side {
        Side::Old => 0,
        Side::New => 1,
    }
}
