//! Character n-gram vectors with tf-idf weights: how alike two texts are, and how far one holds the other.

use std::collections::BTreeMap;

/// The weighted bag of a text's n-grams, sorted by gram. Grams are the packed characters themselves, so no hash can collide.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grams {
    /// Gram and its number of occurrences.
    pub(crate) counts: Vec<(u64, u32)>,
}

/// Pairs and triples: pairs still meet where a word was put in, triples tell Japanese texts apart.
const LENGTHS: [usize; 2] = [2, 3];
const BITS: u32 = 21;

impl Grams {
    /// The grams of a folded text.
    pub(crate) fn of(folded: &str) -> Self {
        let chars: Vec<u64> = folded.chars().map(|c| u64::from(u32::from(c))).collect();
        let pack = |w: &[u64]| w.iter().fold(0, |g, c| (g << BITS) | c);
        let mut grams: Vec<u64> = LENGTHS.iter().flat_map(|&n| chars.windows(n).map(pack)).collect();
        if grams.is_empty() {
            grams.extend(chars);
        }
        grams.sort_unstable();
        let mut counts: Vec<(u64, u32)> = Vec::new();
        for gram in grams {
            match counts.last_mut() {
                Some((last, n)) if *last == gram => *n += 1,
                _ => counts.push((gram, 1)),
            }
        }
        Self { counts }
    }
}

/// How rare each gram is over all items of both editions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weights {
    documents: u32,
    frequency: BTreeMap<u64, u32>,
}

impl Weights {
    /// Counts in how many of the texts each gram occurs.
    pub(crate) fn of<'a>(texts: impl Iterator<Item = &'a Grams>) -> Self {
        let mut all: Vec<u64> = Vec::new();
        let mut documents = 0;
        for text in texts {
            documents += 1;
            all.extend(text.counts.iter().map(|&(gram, _)| gram));
        }
        all.sort_unstable();
        let mut frequency = BTreeMap::new();
        for gram in all {
            *frequency.entry(gram).or_insert(0) += 1;
        }
        Self { documents, frequency }
    }

    /// The gram's weight: 1 for one that stands everywhere, more for rarer ones.
    pub(crate) fn weight(&self, gram: u64) -> f64 {
        let frequency = f64::from(self.frequency.get(&gram).copied().unwrap_or(0));
        ((f64::from(self.documents) + 1.0) / (frequency + 1.0)).ln() + 1.0
    }
}

/// A text's grams with their weights, ready to be compared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vector {
    /// Gram, weight × count; sorted by gram.
    pub(crate) grams: Vec<(u64, f64)>,
    /// Sum of the weights.
    pub(crate) mass: f64,
}

impl Vector {
    /// Weighs a text's grams.
    pub(crate) fn of(grams: &Grams, weights: &Weights) -> Self {
        let grams: Vec<(u64, f64)> = grams
            .counts
            .iter()
            .map(|&(gram, count)| (gram, weights.weight(gram) * f64::from(count)))
            .collect();
        let mass = grams.iter().map(|&(_, w)| w).sum();
        Self { grams, mass }
    }

    /// The weight that both hold.
    pub(crate) fn shared(&self, other: &Self) -> f64 {
        let (mut a, mut b) = (self.grams.iter().peekable(), other.grams.iter().peekable());
        let mut shared = 0.0;
        while let (Some(&&(x, v)), Some(&&(y, w))) = (a.peek(), b.peek()) {
            match x.cmp(&y) {
                std::cmp::Ordering::Less => {
                    a.next();
                }
                std::cmp::Ordering::Greater => {
                    b.next();
                }
                std::cmp::Ordering::Equal => {
                    shared += v.min(w);
                    a.next();
                    b.next();
                }
            }
        }
        shared
    }

    /// Both vectors' grams together, the larger weight of each.
    pub(crate) fn union(&self, other: &Self) -> Self {
        let mut all: BTreeMap<u64, f64> = self.grams.iter().copied().collect();
        for &(gram, weight) in &other.grams {
            let entry = all.entry(gram).or_insert(0.0);
            *entry = entry.max(weight);
        }
        let grams: Vec<(u64, f64)> = all.into_iter().collect();
        let mass = grams.iter().map(|&(_, w)| w).sum();
        Self { grams, mass }
    }
}

/// How alike two texts are, each figure from 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Likeness {
    /// Dice: twice the shared weight over both masses.
    pub(crate) text: f64,
    /// Share of the old text that the new one holds.
    pub(crate) old_in_new: f64,
    /// Share of the new text that the old one holds.
    pub(crate) new_in_old: f64,
}

impl Likeness {
    /// Compares an old with a new text.
    pub(crate) fn of(old: &Vector, new: &Vector) -> Self {
        let shared = old.shared(new);
        let share = |mass: f64| if mass > 0.0 { (shared / mass).min(1.0) } else { 0.0 };
        Self {
            text: share((old.mass + new.mass) / 2.0),
            old_in_new: share(old.mass),
            new_in_old: share(new.mass),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Grams, Likeness, Vector, Weights};

    fn likeness(old: &str, new: &str) -> Likeness {
        let (old, new) = (Grams::of(old), Grams::of(new));
        let weights = Weights::of([&old, &new].into_iter());
        Likeness::of(&Vector::of(&old, &weights), &Vector::of(&new, &weights))
    }

    #[test]
    fn a_part_is_contained_in_the_whole() {
        let l = likeness("端末の管理を行うこと", "端末の管理を行うこと。また、サーバの記録を残すこと");
        assert!(l.old_in_new > 0.7 && l.new_in_old < 0.6, "{l:?}");
    }

    #[test]
    fn the_same_text_is_alike_and_another_is_not() {
        assert!(likeness("端末の管理", "端末の管理").text > 0.999);
        assert!(likeness("端末の管理", "記録を残すこと").text < 0.01);
        assert!(likeness("", "").text < 0.01);
    }
}
