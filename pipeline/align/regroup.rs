//! Splits, merges and n:m: items left over that are a part of a matched item, where its partner does not hold that part.

use kaitei_model::ItemKind;

use super::{
    Found,
    candidates::{Index, MOST, Scratch},
    prepare::{Prepared, Ready},
    signals::{Field, Matched},
};
use crate::text::grams::Vector;

/// So much of the part must stand in the whole …
const HELD: f64 = 0.6;
/// … or so much where both stand under the same heading.
const HELD_BESIDE: f64 = 0.42;
/// … or so much where it stands right beside another part of the whole, in so many places.
const HELD_NEXT: f64 = 0.28;
const NEXT: usize = 2;
/// Of a part that was put together from two wholes each must bring so much.
const SHARE_OF_TWO: f64 = 0.25;
/// So much of the whole must be held by the part beyond what its other partners hold.
const GAIN: f64 = 0.1;
/// So much of the part must be what it brings: a common phrase is not enough.
const OWN: f64 = 0.28;
/// Of what stands in the whole word for word, so much must be what it brings …
const OWN_VERBATIM: f64 = 0.15;
/// … and it may be so much of the whole at most.
const PROPER: f64 = 0.8;
/// Shorter texts are parts of anything.
const LEAST_MASS: f64 = 20.0;
/// A text of fewer characters (以上, a version) is a part of what stands under its own heading alone.
const SHORT: usize = 8;
/// A text of so many characters that stands word for word in another is no coincidence …
const VERBATIM: usize = 16;
/// The text of a row with so many characters may be a sentence.
const SENTENCE: usize = 24;
/// … nor is a shorter one whose neighbour stands in the same text, of more than a particle's length.
const VERBATIM_BESIDE: usize = 3;

/// Adds the links of splits (a new item is a part of an old one) and merges (an old item is a part of a new one).
pub(crate) fn regroup(field: &Field<'_>, matched: &Matched, links: &mut Vec<Found>) {
    let splits = Turn { field, matched, split: true, parts: field.new, wholes: field.old };
    let merges = Turn { field, matched, split: false, parts: field.old, wholes: field.new };
    let extra: Vec<Found> = [splits, merges].iter().flat_map(|turn| turn.run(links)).collect();
    links.extend(extra);
}

/// One direction: parts of one side in wholes of the other.
struct Turn<'a> {
    field: &'a Field<'a>,
    matched: &'a Matched,
    split: bool,
    parts: &'a Prepared<'a>,
    wholes: &'a Prepared<'a>,
}

/// Which parts each whole has so far.
struct Homes {
    /// What the parts of each whole hold of it.
    covered: Vec<Option<Vector>>,
    parts_of: Vec<Vec<usize>>,
    /// The wholes of each part.
    whole_of: Vec<Vec<usize>>,
}

impl Homes {
    fn join(&mut self, part: usize, vector: &Vector, whole: usize) {
        let covered = &mut self.covered[whole];
        *covered = Some(covered.as_ref().map_or_else(|| vector.clone(), |c| c.union(vector)));
        self.parts_of[whole].push(part);
        self.whole_of[part].push(whole);
    }
}

impl Turn<'_> {
    /// (old, new) of a part and a whole.
    fn pair(&self, part: usize, whole: usize) -> (usize, usize) {
        if self.split { (whole, part) } else { (part, whole) }
    }

    fn run(&self, links: &[Found]) -> Vec<Found> {
        let (parts, wholes) = (&self.parts.items, &self.wholes.items);
        let mut homes = Homes {
            covered: vec![None; wholes.len()],
            parts_of: vec![Vec::new(); wholes.len()],
            whole_of: vec![Vec::new(); parts.len()],
        };
        for link in links {
            let (part, whole) = if self.split { (link.new, link.old) } else { (link.old, link.new) };
            homes.join(part, &parts[part].vector, whole);
        }
        let left: Vec<usize> = (0..parts.len())
            .filter(|&p| homes.whole_of[p].is_empty() && can_part(&parts[p]) && !parts[p].key.is_empty())
            .collect();
        let index = Index::of(wholes, self.field.grams, |i| can_part(&wholes[i]));
        let mut scratch = Scratch::default();
        let mut found = Vec::new();
        for &part in &left {
            let ready = &parts[part];
            let best = index
                .find(ready, MOST, &mut scratch)
                .into_iter()
                .filter(|&whole| self.may(part, whole))
                .filter_map(|whole| self.gain(part, whole, &homes).map(|gain| (gain, whole)))
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            if let Some((_, whole)) = best {
                homes.join(part, &ready.vector, whole);
                found.push(self.found(part, whole));
            }
        }
        for &part in &left {
            if homes.whole_of[part].is_empty()
                && let near = index.find(&parts[part], MOST, &mut scratch)
                && let Some((a, b)) = self.both_of(part, &near, &homes)
            {
                for whole in [a, b] {
                    homes.join(part, &parts[part].vector, whole);
                    found.push(self.found(part, whole));
                }
            }
        }
        // Short pieces between, or beside, pieces of the same text: a list that became one item. Forwards, then backwards.
        for step in [left.clone(), left.into_iter().rev().collect()] {
            for part in step {
                if homes.whole_of[part].is_empty()
                    && let Some(whole) = self.beside(part, &homes)
                {
                    homes.join(part, &parts[part].vector, whole);
                    found.push(self.found(part, whole));
                }
            }
        }
        found
    }

    fn found(&self, part: usize, whole: usize) -> Found {
        let (old, new) = self.pair(part, whole);
        let signals = self.field.signals(old, new, self.matched);
        Found { old, new, signals, method: if self.split { "split" } else { "merged" } }
    }

    fn may(&self, part: usize, whole: usize) -> bool {
        let (old, new) = self.pair(part, whole);
        let short = self.parts.items[part].chars < SHORT && !self.field.same_parent(old, new, self.matched);
        self.field.may(old, new) && !short && !self.other_term(part, whole)
    }

    /// Whether both define a term, and the whole does not so much as name the part's.
    fn other_term(&self, part: usize, whole: usize) -> bool {
        let (part, whole) = (&self.parts.items[part], &self.wholes.items[whole]);
        match (&part.lead, &whole.lead) {
            (Some(a), Some(b)) => a != b && !whole.key.contains(a.as_str()),
            _ => false,
        }
    }

    /// Whether the whole holds the part word for word, and none of its other parts does.
    ///
    /// Where another does, the text is repeated, not moved.
    fn verbatim(&self, part: usize, whole: usize, homes: &Homes) -> bool {
        let key = self.parts.items[part].key.as_str();
        let holds = |text: &str| text.matches(key).count();
        let there = holds(&self.wholes.items[whole].key);
        let taken: usize = homes.parts_of[whole].iter().map(|&p| holds(&self.parts.items[p].key)).sum();
        there > taken
    }

    /// How much of the whole the part brings beyond what is covered; `None` where it is no part, or brings too little.
    ///
    /// A text that repeats what the partner already holds is a restatement, not a split.
    fn gain(&self, part: usize, whole: usize, homes: &Homes) -> Option<f64> {
        let (p, w) = (&self.parts.items[part], &self.wholes.items[whole]);
        if p.vector.mass < LEAST_MASS || w.vector.mass <= 0.0 {
            return None;
        }
        let (old, new) = self.pair(part, whole);
        let held = if self.next_to_part(part, whole, homes) {
            HELD_NEXT
        } else if self.field.same_parent(old, new, self.matched) {
            HELD_BESIDE
        } else {
            HELD
        };
        if p.vector.shared(&w.vector) / p.vector.mass < held {
            return None;
        }
        let covered = homes.covered[whole].as_ref();
        let before = covered.map_or(0.0, |c| c.shared(&w.vector));
        let after =
            covered.map_or_else(|| p.vector.shared(&w.vector), |c| c.union(&p.vector).shared(&w.vector));
        let gain = (after - before) / w.vector.mass;
        let brings = gain >= GAIN && (after - before) / p.vector.mass >= OWN;
        // A second wording of the whole (an alternative, an example) is no part of it.
        let proper =
            p.vector.mass <= PROPER * w.vector.mass && (after - before) / p.vector.mass >= OWN_VERBATIM;
        let whole_piece = proper && p.key.chars().count() >= VERBATIM && self.verbatim(part, whole, homes);
        (brings || whole_piece).then_some(gain)
    }

    /// Whether the part stands right beside, or right below, another part of the whole.
    fn next_to_part(&self, part: usize, whole: usize, homes: &Homes) -> bool {
        let own = &self.parts.items[part];
        homes.parts_of[whole].iter().any(|&other| {
            let there = &self.parts.items[other];
            own.document == there.document
                && part.abs_diff(other) <= NEXT
                && (own.parent == there.parent || own.parent == Some(other))
        })
    }

    /// Two neighbours that a part was put together from: what each lost stands in it, and the two hold most of it.
    fn both_of(&self, part: usize, near: &[usize], homes: &Homes) -> Option<(usize, usize)> {
        let p = &self.parts.items[part];
        if p.vector.mass < LEAST_MASS {
            return None;
        }
        // What each whole holds of the part, and no other part of that whole does.
        let mut brought: Vec<(usize, Vector)> = near
            .iter()
            .filter(|&&whole| self.may(part, whole))
            .filter_map(|&whole| {
                let w = &self.wholes.items[whole];
                let free =
                    homes.covered[whole].as_ref().map_or_else(|| w.vector.clone(), |c| w.vector.minus(c));
                let shared = p.vector.shared(&free);
                let enough = shared >= SHARE_OF_TWO * p.vector.mass && shared >= GAIN * w.vector.mass;
                enough.then_some((whole, free))
            })
            .collect();
        brought.sort_by_key(|&(whole, _)| whole);
        let mut best: Option<(f64, (usize, usize))> = None;
        for (at, (a, free)) in brought.iter().enumerate() {
            for (b, other) in &brought[at + 1..] {
                let apart = self.wholes.items[*a].document != self.wholes.items[*b].document;
                if apart || a.abs_diff(*b) > 2 * NEXT {
                    continue;
                }
                let both = p.vector.shared(&free.union(other)) / p.vector.mass;
                if both >= HELD && best.is_none_or(|(most, _)| both > most) {
                    best = Some((both, (*a, *b)));
                }
            }
        }
        best.map(|(_, pair)| pair)
    }

    /// The whole that the neighbours' text went into, where the part stands in it too.
    fn beside(&self, part: usize, homes: &Homes) -> Option<usize> {
        if self.parts.items[part].key.chars().count() < VERBATIM_BESIDE {
            return None;
        }
        [part.checked_sub(1), part.checked_add(1)]
            .into_iter()
            .flatten()
            .filter(|&beside| {
                let (a, b) = (self.parts.items.get(beside), &self.parts.items[part]);
                a.is_some_and(|a| a.document == b.document)
            })
            .flat_map(|beside| homes.whole_of[beside].iter().copied())
            .filter(|&whole| can_part(&self.wholes.items[whole]) && self.may(part, whole))
            .find(|&whole| self.verbatim(part, whole, homes))
    }
}

/// Whether an item can be a part or a whole. Rows of a table that is no checklist are cells in a row, and one is no part of another, unless
/// they are numbered sentences.
fn can_part(ready: &Ready<'_>) -> bool {
    let sentence = ready.item.number.is_some()
        && ready.chars >= SENTENCE
        && ready.item.text.trim_end().ends_with(['。', '.', ')', '）']);
    !ready.is_heading() && (ready.item.kind != ItemKind::TableRow || sentence)
}
