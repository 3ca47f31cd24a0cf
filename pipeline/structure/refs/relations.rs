//! What resolved references say about items: which cites which, and which guideline items a manual names for the rows of a checklist.

use std::collections::{BTreeMap, BTreeSet};

use kaitei_model::{DocumentKind, Edition, Item, ItemId, ItemKind, Reference};

use super::line::narrow;

/// Ranges longer than this point at a whole part, not at each of its items.
const EACH: usize = 12;

/// Items by index that name other items, in order. What only points at its surroundings (前項, the table below) is left out.
pub(crate) fn cited(edition: &Edition) -> Vec<(usize, usize)> {
    let at = by_id(edition);
    let mut out = BTreeSet::new();
    for (from, item) in edition.items.iter().enumerate().filter(|(_, item)| item.kind != ItemKind::Heading) {
        let above: Vec<usize> = above(edition, &at, from);
        for reference in item.refs.iter().filter(|r| !r.relative) {
            for to in targets(reference, &at) {
                let target = &edition.items[to];
                let caption = target.document == item.document
                    && (target.kind == ItemKind::Figure
                        || target.number.as_deref().is_some_and(|n| n.starts_with(['表', '図'])));
                if to != from
                    && !caption
                    && !above.contains(&to)
                    && !self::above(edition, &at, to).contains(&from)
                {
                    out.insert((from, to));
                }
            }
        }
    }
    out.into_iter().collect()
}

/// The rows that a heading names, and the guideline items that the boxes below it name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Boxed {
    /// Rows of checklists, by index.
    pub(crate) rows: Vec<usize>,
    /// How many references name them: several checklists may have a row of the same number.
    pub(crate) numbers: usize,
    /// Items of guidelines with the box that names each, by index.
    pub(crate) items: Vec<(usize, usize)>,
}

/// What the manuals of an edition say about the rows of its checklists.
pub(crate) fn boxed(edition: &Edition) -> Vec<Boxed> {
    let at = by_id(edition);
    let kind = |i: usize| {
        let document = edition.documents.iter().find(|d| d.id == edition.items[i].document);
        document.map_or(DocumentKind::Other, |d| d.kind)
    };
    let mut out = Vec::new();
    for (i, heading) in edition.items.iter().enumerate().filter(|(_, item)| item.kind == ItemKind::Heading) {
        let named = heading.refs.iter().flat_map(|r| targets(r, &at));
        let rows: Vec<usize> = named.filter(|&t| kind(t) == DocumentKind::Checklist).collect();
        if rows.is_empty() {
            continue;
        }
        let below = edition
            .items
            .iter()
            .enumerate()
            .skip(i + 1)
            .take_while(|(_, item)| item.document == heading.document && item.kind != ItemKind::Heading);
        let items: Vec<(usize, usize)> = below
            .filter(|(_, item)| is_box(item))
            .flat_map(|(b, item)| item.refs.iter().flat_map(|r| targets(r, &at)).map(move |t| (t, b)))
            .filter(|&(t, _)| kind(t) == DocumentKind::Guideline)
            .collect();
        if !items.is_empty() {
            let numbers = heading.refs.iter().filter(|r| r.target.is_some()).count();
            out.push(Boxed { rows, numbers, items });
        }
    }
    out
}

/// Whether an item's text is nothing but references: a box in the margin, a line 「関連: …」.
fn is_box(item: &Item) -> bool {
    let taken: usize = item.refs.iter().map(|r| r.text.chars().count()).sum();
    let all = item.text.chars().map(narrow).filter(|c| c.is_alphanumeric() || super::is_mark(*c)).count();
    !item.refs.is_empty() && taken * 5 >= all * 4
}

fn by_id(edition: &Edition) -> BTreeMap<&ItemId, usize> {
    edition.items.iter().enumerate().map(|(i, item)| (&item.id, i)).collect()
}

fn targets(reference: &Reference, at: &BTreeMap<&ItemId, usize>) -> Vec<usize> {
    let all = reference.target.iter().chain(&reference.further);
    let few = if reference.further.len() < EACH { usize::MAX } else { 1 };
    all.take(few).filter_map(|id| at.get(id).copied()).collect()
}

/// What stands above an item.
fn above(edition: &Edition, at: &BTreeMap<&ItemId, usize>, item: usize) -> Vec<usize> {
    let parent =
        |i: usize| edition.items[i].parent.as_ref().and_then(|p| at.get(p)).copied().filter(|&p| p < i);
    std::iter::successors(parent(item), |&i| parent(i)).collect()
}
