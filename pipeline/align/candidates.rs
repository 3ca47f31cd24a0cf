//! Candidates from an inverted index: for an item of one side, the items of the other that share its rarer grams.

use super::prepare::Ready;
use crate::text::grams::Vector;

/// So many candidates are compared exactly for one item.
pub(crate) const MOST: usize = 12;
/// So many entries of the index are looked at for one item, its rarest grams first. Common grams tell nothing and cost most.
const BUDGET: usize = 24_000;

/// Gram -> the items that hold it, for one side.
pub(crate) struct Index {
    /// For each gram of the vocabulary where its entries begin; one more at the end.
    starts: Vec<u32>,
    postings: Vec<(u32, f32)>,
    mass: Vec<f64>,
}

/// Working memory of [`Index::find`], to be reused.
#[derive(Default)]
pub(crate) struct Scratch {
    shared: Vec<f64>,
    touched: Vec<u32>,
    lists: Vec<(usize, u32, f32)>,
}

impl Index {
    /// Indexes the items for which `keep` holds; `grams` is the size of the vocabulary.
    pub(crate) fn of(items: &[Ready<'_>], grams: usize, keep: impl Fn(usize) -> bool) -> Self {
        let vectors: Vec<&Vector> = items.iter().map(|r| &r.vector).collect();
        Self::over(&vectors, grams, keep)
    }

    /// The same over what the items are about.
    pub(crate) fn of_subjects(items: &[Ready<'_>], subjects: usize, keep: impl Fn(usize) -> bool) -> Self {
        let vectors: Vec<&Vector> = items.iter().map(|r| &r.subject).collect();
        Self::over(&vectors, subjects, keep)
    }

    /// The same over any vectors.
    pub(crate) fn over(vectors: &[&Vector], grams: usize, keep: impl Fn(usize) -> bool) -> Self {
        let kept = || vectors.iter().enumerate().filter(|(i, _)| keep(*i));
        let mut starts = vec![0_u32; grams + 1];
        for (_, vector) in kept() {
            for &(gram, _) in &vector.grams {
                starts[gram as usize + 1] += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut postings = vec![(0_u32, 0_f32); sum as usize];
        for (i, vector) in kept() {
            for &(gram, weight) in &vector.grams {
                let at = &mut next[gram as usize];
                #[allow(clippy::cast_possible_truncation, reason = "items are counted in u32")]
                let item = i as u32;
                postings[*at as usize] = (item, weight);
                *at += 1;
            }
        }
        Self { starts, postings, mass: vectors.iter().map(|v| v.mass).collect() }
    }

    fn entries(&self, gram: u32) -> &[(u32, f32)] {
        &self.postings[self.starts[gram as usize] as usize..self.starts[gram as usize + 1] as usize]
    }

    /// The items most likely to be like `ready`, best first, by shared weight over the smaller mass and the mean mass alike.
    pub(crate) fn find(&self, ready: &Ready<'_>, most: usize, scratch: &mut Scratch) -> Vec<usize> {
        self.like(&ready.vector, most, scratch)
    }

    /// The same for any vector.
    pub(crate) fn like(&self, vector: &Vector, most: usize, scratch: &mut Scratch) -> Vec<usize> {
        scratch.shared.resize(self.mass.len(), 0.0);
        scratch.lists.clear();
        scratch
            .lists
            .extend(vector.grams.iter().map(|&(gram, weight)| (self.entries(gram).len(), gram, weight)));
        scratch.lists.sort_unstable_by_key(|&(len, gram, _)| (len, gram));
        let mut looked = 0;
        for &(len, gram, weight) in &scratch.lists {
            looked += len;
            if looked > BUDGET && !scratch.touched.is_empty() {
                break;
            }
            // A text of nothing but common words gets the first of their holders.
            for &(item, theirs) in self.entries(gram).iter().take(BUDGET) {
                let sum = &mut scratch.shared[item as usize];
                if *sum <= 0.0 {
                    scratch.touched.push(item);
                }
                *sum += f64::from(weight.min(theirs));
            }
        }
        let mut found: Vec<(f64, usize)> = scratch
            .touched
            .drain(..)
            .map(|item| {
                let item = item as usize;
                let shared = std::mem::take(&mut scratch.shared[item]);
                let (a, b) = (vector.mass, self.mass[item]);
                (shared / a.min(b).max(1.0) + 2.0 * shared / (a + b).max(1.0), item)
            })
            .collect();
        let order = |a: &(f64, usize), b: &(f64, usize)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if found.len() > most {
            found.select_nth_unstable_by(most, order);
            found.truncate(most);
        }
        found.sort_by(order);
        found.into_iter().map(|(_, item)| item).collect()
    }
}
