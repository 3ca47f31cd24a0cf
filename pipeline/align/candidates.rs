//! Candidates from an inverted index: for an item of one side, the items of the other that share its rarer grams.

use std::collections::BTreeMap;

use super::prepare::Ready;

/// So many candidates are compared exactly for one item.
pub(crate) const MOST: usize = 12;

/// Gram -> the items that hold it, for one side.
pub(crate) struct Index {
    grams: Vec<u64>,
    /// For each gram the range of its postings.
    starts: Vec<usize>,
    postings: Vec<(u32, f32)>,
    /// Grams in more items than this are skipped: they tell nothing and cost most.
    common: usize,
    mass: Vec<f64>,
}

impl Index {
    /// Indexes the items for which `keep` holds.
    pub(crate) fn of(items: &[Ready<'_>], keep: impl Fn(usize) -> bool) -> Self {
        let mut all: Vec<(u64, u32, f32)> = Vec::new();
        for (i, ready) in items.iter().enumerate() {
            if keep(i) {
                #[allow(
                    clippy::cast_possible_truncation,
                    reason = "items are counted in u32, weights need no f64 here"
                )]
                all.extend(ready.vector.grams.iter().map(|&(gram, weight)| (gram, i as u32, weight as f32)));
            }
        }
        all.sort_unstable_by_key(|&(gram, item, _)| (gram, item));
        let mut index = Self {
            grams: Vec::new(),
            starts: Vec::new(),
            postings: Vec::with_capacity(all.len()),
            common: (items.len() / 20).clamp(60, 600),
            mass: items.iter().map(|r| r.vector.mass).collect(),
        };
        for (gram, item, weight) in all {
            if index.grams.last() != Some(&gram) {
                index.grams.push(gram);
                index.starts.push(index.postings.len());
            }
            index.postings.push((item, weight));
        }
        index.starts.push(index.postings.len());
        index
    }

    /// The items most likely to be like `ready`, best first, by shared weight over the smaller mass and the mean mass alike.
    pub(crate) fn find(&self, ready: &Ready<'_>, most: usize) -> Vec<usize> {
        let mut shared: BTreeMap<u32, f64> = BTreeMap::new();
        let look = |shared: &mut BTreeMap<u32, f64>, common: usize| {
            for &(gram, weight) in &ready.vector.grams {
                let Ok(at) = self.grams.binary_search(&gram) else { continue };
                let postings = &self.postings[self.starts[at]..self.starts[at + 1]];
                if postings.len() > common {
                    continue;
                }
                for &(item, theirs) in postings {
                    *shared.entry(item).or_insert(0.0) += weight.min(f64::from(theirs));
                }
            }
        };
        look(&mut shared, self.common);
        if shared.is_empty() {
            // A text of common words only (a short heading): then those must serve.
            look(&mut shared, usize::MAX);
        }
        let mut found: Vec<(f64, usize)> = shared
            .into_iter()
            .map(|(item, shared)| {
                let item = item as usize;
                let (a, b) = (ready.vector.mass, self.mass[item]);
                (shared / a.min(b).max(1.0) + 2.0 * shared / (a + b).max(1.0), item)
            })
            .collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(most);
        found.into_iter().map(|(_, item)| item).collect()
    }
}
