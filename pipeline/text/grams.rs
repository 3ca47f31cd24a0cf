//! Character n-gram vectors with tf-idf weights: how alike two texts are, and how far one holds the other. A word of the Latin alphabet
//! counts as one character, and for itself: letters alone tell no English texts apart.

use crate::{parallel, text::latin};

/// Pairs and triples: pairs still meet where a word was put in, triples tell Japanese texts apart.
const LENGTHS: [usize; 2] = [2, 3];
const BITS: u32 = 21;

/// So often a word of the Latin alphabet counts for itself, beside the grams that it stands in.
const WORD: usize = 3;

/// The n-grams of a folded text, sorted, with repeats. Grams are the packed characters themselves, so no hash can collide; words of the
/// Latin alphabet are packed as [`latin::unit`].
fn grams(folded: &str) -> Vec<u64> {
    let mut words: Vec<u64> = Vec::new();
    let chars: Vec<u64> = latin::units(folded).collect();
    for &word in chars.iter().filter(|&&unit| latin::is_word(unit) && !latin::is_common(unit)) {
        words.extend([word; WORD]);
    }
    let pack = |w: &[u64]| w.iter().fold(0, |g, c| (g << BITS) | c);
    let mut grams: Vec<u64> = LENGTHS.iter().flat_map(|&n| chars.windows(n).map(pack)).collect();
    if grams.is_empty() {
        grams.extend(chars);
    }
    grams.append(&mut words);
    grams.sort_unstable();
    grams
}

/// The grams of all texts that are compared, numbered in order, and how much each one tells.
#[derive(Clone, Debug)]
pub(crate) struct Vocabulary {
    grams: Vec<u64>,
    weights: Vec<f32>,
    split: fn(&str) -> Vec<u64>,
    /// What a gram weighs that occurs so often in one text, in times of its weight.
    times: fn(usize) -> f32,
}

impl Vocabulary {
    /// Counts in how many of the texts each gram occurs. One that stands everywhere weighs 1, rarer ones more.
    pub(crate) fn of(texts: &[&str]) -> Self {
        Self::counted(texts, grams, count)
    }

    /// Over what `split` makes of each text (sorted, with repeats), for [`Vector::cosine`]: rare words tell far more than common ones, and a
    /// word that is said again little more.
    pub(crate) fn topics(texts: &[&str], split: fn(&str) -> Vec<u64>) -> Self {
        let mut vocabulary = Self::counted(texts, split, |n| count(n).ln() + 1.0);
        for weight in &mut vocabulary.weights {
            // To the power of 1.5, by operations that every machine rounds alike.
            *weight *= weight.sqrt();
        }
        vocabulary
    }

    fn counted(texts: &[&str], split: fn(&str) -> Vec<u64>, times: fn(usize) -> f32) -> Self {
        let mut all: Vec<u64> = Vec::new();
        for mut grams in parallel::map(texts, |text| split(text)) {
            grams.dedup();
            all.append(&mut grams);
        }
        sort(&mut all);
        let (mut grams, mut weights) = (Vec::new(), Vec::new());
        for run in all.chunk_by(|a, b| a == b) {
            grams.push(run[0]);
            weights.push(weight(texts.len(), run.len()));
        }
        Self { grams, weights, split, times }
    }

    /// The same with all grams worth the same: for short texts, where rarity tells nothing.
    pub(crate) fn even(texts: &[&str]) -> Self {
        let mut vocabulary = Self::of(texts);
        vocabulary.weights.fill(1.0);
        vocabulary
    }

    /// How many different grams there are.
    pub(crate) fn len(&self) -> usize {
        self.grams.len()
    }

    /// A text's grams with their weights; grams that no counted text holds are left out.
    pub(crate) fn vector(&self, folded: &str) -> Vector {
        let all = (self.split)(folded);
        let mut from = 0;
        let grams: Vec<(u32, f32)> = all
            .chunk_by(|a, b| a == b)
            .filter_map(|run| {
                // Both are sorted: what lies before the last hit need not be looked at again.
                let at = from + self.grams[from..].binary_search(&run[0]).ok()?;
                from = at;
                Some((u32::try_from(at).ok()?, self.weights[at] * (self.times)(run.len())))
            })
            .collect();
        Vector::of(grams)
    }
}

#[cfg(feature = "threads")]
fn sort(grams: &mut [u64]) {
    use rayon::prelude::*;
    grams.par_sort_unstable();
}

#[cfg(not(feature = "threads"))]
fn sort(grams: &mut [u64]) {
    grams.sort_unstable();
}

fn weight(texts: usize, holding: usize) -> f32 {
    ((count(texts) + 1.0) / (count(holding) + 1.0)).ln() + 1.0
}

#[allow(clippy::cast_precision_loss, reason = "counts are far below 2^24 where it would matter")]
fn count(n: usize) -> f32 {
    n as f32
}

/// A text's grams with their weights, ready to be compared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vector {
    /// Number of the gram in the vocabulary, weight × occurrences; sorted by number.
    pub(crate) grams: Vec<(u32, f32)>,
    /// Sum of the weights.
    pub(crate) mass: f64,
    /// Sum of their squares.
    square: f64,
}

impl Vector {
    fn of(grams: Vec<(u32, f32)>) -> Self {
        let weights = || grams.iter().map(|&(_, w)| f64::from(w));
        Self { mass: weights().sum(), square: weights().map(|w| w * w).sum(), grams }
    }

    /// The weight that both hold.
    pub(crate) fn shared(&self, other: &Self) -> f64 {
        let (a, b) = (&self.grams, &other.grams);
        let (mut i, mut j) = (0, 0);
        let mut shared = 0.0;
        while let (Some(&(x, v)), Some(&(y, w))) = (a.get(i), b.get(j)) {
            if x == y {
                shared += f64::from(v.min(w));
            }
            i += usize::from(x <= y);
            j += usize::from(y <= x);
        }
        shared
    }

    /// The cosine of both: 1 for the same words, whatever the lengths.
    pub(crate) fn cosine(&self, other: &Self) -> f64 {
        let (a, b) = (&self.grams, &other.grams);
        let (mut i, mut j) = (0, 0);
        let mut product = 0.0;
        while let (Some(&(x, v)), Some(&(y, w))) = (a.get(i), b.get(j)) {
            if x == y {
                product += f64::from(v) * f64::from(w);
            }
            i += usize::from(x <= y);
            j += usize::from(y <= x);
        }
        let lengths = self.square * other.square;
        if lengths > 0.0 { product / lengths.sqrt() } else { 0.0 }
    }

    /// What this vector holds beyond the other.
    pub(crate) fn minus(&self, other: &Self) -> Self {
        let mut at = 0;
        let grams: Vec<(u32, f32)> = self
            .grams
            .iter()
            .filter_map(|&(gram, weight)| {
                while other.grams.get(at).is_some_and(|&(g, _)| g < gram) {
                    at += 1;
                }
                let theirs = other.grams.get(at).filter(|&&(g, _)| g == gram).map_or(0.0, |&(_, w)| w);
                (weight > theirs).then_some((gram, weight - theirs))
            })
            .collect();
        Self::of(grams)
    }

    /// Both vectors' grams together, the larger weight of each.
    pub(crate) fn union(&self, other: &Self) -> Self {
        let (a, b) = (&self.grams, &other.grams);
        let (mut i, mut j) = (0, 0);
        let mut grams: Vec<(u32, f32)> = Vec::with_capacity(a.len().max(b.len()));
        loop {
            match (a.get(i), b.get(j)) {
                (Some(&(x, v)), Some(&(y, w))) if x == y => {
                    grams.push((x, v.max(w)));
                    (i, j) = (i + 1, j + 1);
                }
                (Some(&(x, v)), other) if other.is_none_or(|&(y, _)| x < y) => {
                    grams.push((x, v));
                    i += 1;
                }
                (_, Some(&other)) => {
                    grams.push(other);
                    j += 1;
                }
                _ => break,
            }
        }
        Self::of(grams)
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
    use super::{Likeness, Vocabulary};

    fn likeness(old: &str, new: &str) -> Likeness {
        let vocabulary = Vocabulary::of(&[old, new]);
        Likeness::of(&vocabulary.vector(old), &vocabulary.vector(new))
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

    #[test]
    fn a_union_holds_both() {
        let vocabulary = Vocabulary::of(&["端末の管理", "記録を残すこと"]);
        let (a, b) = (vocabulary.vector("端末の管理"), vocabulary.vector("記録を残すこと"));
        let both = a.union(&b);
        assert!((both.shared(&a) - a.mass).abs() < 1e-6 && (both.shared(&b) - b.mass).abs() < 1e-6);
    }
}
