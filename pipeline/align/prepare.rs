//! Items made ready for comparing: folded keys, weighted grams, neighbours by index.

use std::{collections::BTreeMap, sync::Arc};

use kaitei_model::{Edition, Item, ItemId, ItemKind};

use crate::{
    parallel,
    text::{
        fold, fold_words,
        grams::{Vector, Vocabulary},
        subject::subjects,
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
    /// What it is about, as weighted words.
    pub(crate) subject: Vector,
    /// Folded characters, counted.
    pub(crate) chars: usize,
    /// The term or title that stands on a line of its own before the rest, folded.
    pub(crate) lead: Option<String>,
    /// Its text with every number put as 0, where it is short: a date or a version is told by its form.
    pub(crate) form: Option<String>,
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

/// How many different grams and words there are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sizes {
    /// Character grams.
    pub(crate) grams: usize,
    /// Words.
    pub(crate) subjects: usize,
}

/// Prepares both editions with weights counted over the two together.
pub(crate) fn prepare<'a>(old: &'a Edition, new: &'a Edition) -> (Prepared<'a>, Prepared<'a>, Sizes) {
    let (old_texts, new_texts) = (folded(old), folded(new));
    let texts: Vec<&str> = old_texts.iter().chain(&new_texts).map(String::as_str).collect();
    let (grams, words) = (Vocabulary::of(&texts), Vocabulary::topics(&texts, subjects));
    let sizes = Sizes { grams: grams.len(), subjects: words.len() };
    (side(old, old_texts, &grams, &words), side(new, new_texts, &grams, &words), sizes)
}

/// The texts with the words of the Latin alphabet apart; without the spaces they are the keys.
fn folded(edition: &Edition) -> Vec<String> {
    parallel::map(&edition.items, |item| fold_words(&item.text))
}

fn side<'a>(
    edition: &'a Edition,
    texts: Vec<String>,
    vocabulary: &Vocabulary,
    words: &Vocabulary,
) -> Prepared<'a> {
    let documents: BTreeMap<_, _> = edition.documents.iter().enumerate().map(|(i, d)| (&d.id, i)).collect();
    let at: BTreeMap<&ItemId, usize> =
        edition.items.iter().enumerate().map(|(i, item)| (&item.id, i)).collect();
    let vectors = parallel::map(&texts, |text| (vocabulary.vector(text), words.vector(text)));
    let keys = texts.into_iter().map(|mut text| {
        text.retain(|c| c != ' ');
        text
    });
    let mut trails: BTreeMap<String, Arc<Vector>> = BTreeMap::new();
    let items = edition
        .items
        .iter()
        .zip(keys)
        .zip(vectors)
        .map(|((item, key), (vector, subject))| Ready {
            item,
            document: documents.get(&item.document).copied().unwrap_or(0),
            chars: key.chars().count(),
            lead: lead(&item.text),
            form: form(&key),
            key,
            vector,
            subject,
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
    let all: String = item.trail.join(" ");
    fold_words(&all).chars().filter(|c| !c.is_ascii_digit() && *c != '.').collect()
}

/// A line is a term or a title where it is no longer than this and does not end as a sentence.
const LEAD_MOST: usize = 30;

fn lead(text: &str) -> Option<String> {
    let (first, rest) = text.split_once('\n')?;
    let first = first.trim();
    let title =
        first.chars().count() <= LEAD_MOST && !first.ends_with(['。', '、', '，', '：', ':', '.', '」']);
    let lead = fold(first);
    (title && !lead.is_empty() && !rest.trim().is_empty()).then_some(lead)
}

/// Longer texts are told by their words.
const FORM_MOST: usize = 24;

fn form(key: &str) -> Option<String> {
    if key.chars().count() > FORM_MOST || !key.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut form = String::new();
    for c in key.chars() {
        let c = if c.is_ascii_digit() { '0' } else { c };
        if c != '0' || !form.ends_with('0') {
            form.push(c);
        }
    }
    Some(form)
}
