//! Items made ready for comparing: folded keys, weighted grams, neighbours by index.

use std::{collections::BTreeMap, sync::Arc};

use kaitei_model::{Edition, Item, ItemId, ItemKind};

use crate::{
    parallel,
    text::{
        fold,
        grams::{Vector, Vocabulary},
    },
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
    /// Its heading trail as weighted grams; items under one heading share it.
    pub(crate) trail: Arc<Vector>,
    /// Index of its parent.
    pub(crate) parent: Option<usize>,
}

impl Ready<'_> {
    /// Whether the item is a heading: headings are told apart by what stands below them.
    pub(crate) fn is_heading(&self) -> bool {
        self.item.kind == ItemKind::Heading
    }
}

/// Prepares both editions with weights counted over the two together; tells how many different grams there are.
pub(crate) fn prepare<'a>(old: &'a Edition, new: &'a Edition) -> (Prepared<'a>, Prepared<'a>, usize) {
    let (old_keys, new_keys) = (keys(old), keys(new));
    let texts: Vec<&str> = old_keys.iter().chain(&new_keys).map(String::as_str).collect();
    let vocabulary = Vocabulary::of(&texts);
    (side(old, old_keys, &vocabulary), side(new, new_keys, &vocabulary), vocabulary.len())
}

fn keys(edition: &Edition) -> Vec<String> {
    parallel::map(&edition.items, |item| fold(&item.text))
}

fn side<'a>(edition: &'a Edition, keys: Vec<String>, vocabulary: &Vocabulary) -> Prepared<'a> {
    let documents: BTreeMap<_, _> = edition.documents.iter().enumerate().map(|(i, d)| (&d.id, i)).collect();
    let at: BTreeMap<&ItemId, usize> =
        edition.items.iter().enumerate().map(|(i, item)| (&item.id, i)).collect();
    let vectors = parallel::map(&keys, |key| vocabulary.vector(key));
    let mut trails: BTreeMap<String, Arc<Vector>> = BTreeMap::new();
    let items = edition
        .items
        .iter()
        .zip(keys)
        .zip(vectors)
        .map(|((item, key), vector)| Ready {
            item,
            document: documents.get(&item.document).copied().unwrap_or(0),
            key,
            vector,
            trail: trails
                .entry(trail_words(item))
                .or_insert_with_key(|words| Arc::new(vocabulary.vector(words)))
                .clone(),
            parent: item.parent.as_ref().and_then(|id| at.get(id)).copied(),
        })
        .collect();
    Prepared { edition, items }
}

/// The words of the headings above an item, without their numbers: a chapter that moved keeps its title.
fn trail_words(item: &Item) -> String {
    let all: String = item.trail.concat();
    fold(&all).chars().filter(|c| !c.is_ascii_digit() && *c != '.').collect()
}
