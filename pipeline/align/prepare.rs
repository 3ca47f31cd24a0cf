//! Items made ready for comparing: folded keys, weighted grams, neighbours by index.

use std::collections::BTreeMap;

use kaitei_model::{Edition, Item, ItemId, ItemKind};

use crate::text::{
    fold,
    grams::{Grams, Vector, Weights},
};

/// One edition's items, by index in document order.
pub(crate) struct Prepared<'a> {
    /// The edition.
    pub(crate) edition: &'a Edition,
    /// The items, in the edition's order.
    pub(crate) items: Vec<Ready<'a>>,
}

/// An item with its keys.
pub(crate) struct Ready<'a> {
    /// The item itself.
    pub(crate) item: &'a Item,
    /// Index of its document in the edition.
    pub(crate) document: usize,
    /// Folded text.
    pub(crate) key: String,
    /// Its text as weighted grams.
    pub(crate) vector: Vector,
    /// Its heading trail as weighted grams.
    pub(crate) trail: Vector,
    /// Index of its parent.
    pub(crate) parent: Option<usize>,
}

impl Ready<'_> {
    /// Whether the item is a heading: headings are told apart by what stands below them.
    pub(crate) fn is_heading(&self) -> bool {
        self.item.kind == ItemKind::Heading
    }
}

/// Prepares both editions with weights counted over the two together.
pub(crate) fn prepare<'a>(old: &'a Edition, new: &'a Edition) -> (Prepared<'a>, Prepared<'a>) {
    let (old_keys, new_keys) = (keys(old), keys(new));
    let old_grams: Vec<Grams> = old_keys.iter().map(|k| Grams::of(k)).collect();
    let new_grams: Vec<Grams> = new_keys.iter().map(|k| Grams::of(k)).collect();
    let weights = Weights::of(old_grams.iter().chain(&new_grams));
    (side(old, old_keys, &old_grams, &weights), side(new, new_keys, &new_grams, &weights))
}

fn keys(edition: &Edition) -> Vec<String> {
    edition.items.iter().map(|item| fold(&item.text)).collect()
}

fn side<'a>(edition: &'a Edition, keys: Vec<String>, grams: &[Grams], weights: &Weights) -> Prepared<'a> {
    let documents: BTreeMap<_, _> = edition.documents.iter().enumerate().map(|(i, d)| (&d.id, i)).collect();
    let at: BTreeMap<&ItemId, usize> =
        edition.items.iter().enumerate().map(|(i, item)| (&item.id, i)).collect();
    let mut trails: BTreeMap<String, Vector> = BTreeMap::new();
    let items = edition
        .items
        .iter()
        .zip(keys)
        .zip(grams)
        .map(|((item, key), grams)| {
            let words = trail_words(item);
            let trail = trails
                .entry(words)
                .or_insert_with_key(|words| Vector::of(&Grams::of(words), weights))
                .clone();
            Ready {
                item,
                document: documents.get(&item.document).copied().unwrap_or(0),
                key,
                vector: Vector::of(grams, weights),
                trail,
                parent: item.parent.as_ref().and_then(|id| at.get(id)).copied(),
            }
        })
        .collect();
    Prepared { edition, items }
}

/// The words of the headings above an item, without their numbers: a chapter that moved keeps its title.
fn trail_words(item: &Item) -> String {
    let all: String = item.trail.concat();
    fold(&all).chars().filter(|c| !c.is_ascii_digit() && *c != '.').collect()
}
