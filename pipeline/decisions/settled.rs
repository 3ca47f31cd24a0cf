//! What people settled, by the indices of the items: all that the aligner needs to know of it.

use std::collections::{BTreeMap, BTreeSet};

use kaitei_model::Kind;

use super::documents::PairedDocuments;

/// Items that belong together, items that do not, and kinds that were given.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settled {
    /// Old and new items that belong together and to no others; one side may be empty. No item stands in two.
    together: Vec<(Vec<usize>, Vec<usize>)>,
    /// Old and new items that do not belong to each other.
    apart: BTreeSet<(usize, usize)>,
    /// The kinds of changes, by their old and new items.
    kinds: BTreeMap<(Vec<usize>, Vec<usize>), Kind>,
    olds: BTreeSet<usize>,
    news: BTreeSet<usize>,
    /// Documents that belong together.
    pub(super) documents: PairedDocuments,
}

impl Settled {
    /// Documents that somebody paired: old and new ones by index.
    pub(crate) fn documents(&self) -> &PairedDocuments {
        &self.documents
    }

    /// Settles that these belong together, and to no others.
    pub(super) fn join(&mut self, old: &[usize], new: &[usize]) {
        self.olds.extend(old);
        self.news.extend(new);
        self.together.push((old.to_vec(), new.to_vec()));
    }

    /// Settles that none of these old items belongs to any of these new ones.
    pub(super) fn part(&mut self, old: &[usize], new: &[usize]) {
        self.apart.extend(old.iter().flat_map(|&o| new.iter().map(move |&n| (o, n))));
    }

    /// Settles the kind of the change that holds exactly these items, in ascending order.
    pub(super) fn name(&mut self, old: Vec<usize>, new: Vec<usize>, kind: Kind) {
        self.kinds.insert((old, new), kind);
    }

    /// Whether the pair is still open: neither item's partners are settled, and nobody said that the two do not belong together.
    pub(crate) fn open(&self, old: usize, new: usize) -> bool {
        !self.olds.contains(&old) && !self.news.contains(&new) && !self.apart.contains(&(old, new))
    }

    /// The pairs of the items that belong together.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.together
            .iter()
            .flat_map(|(old, new)| old.iter().flat_map(move |&o| new.iter().map(move |&n| (o, n))))
    }

    /// One pair for each set of items that belong together, no item twice: what their neighbours can go by.
    pub(crate) fn leading(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.together.iter().filter_map(|(old, new)| Some((*old.first()?, *new.first()?)))
    }

    /// The kind that was given to the change of exactly these items.
    pub(crate) fn kind(&self, old: &[usize], new: &[usize]) -> Option<Kind> {
        if self.kinds.is_empty() {
            return None;
        }
        self.kinds.get(&(old.to_vec(), new.to_vec())).copied()
    }
}
