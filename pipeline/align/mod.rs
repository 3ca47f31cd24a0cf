//! Items x items -> links: folding, candidates, assignment, split/merge.
//!
//! Wording leads; structure (headings, numbers, parents, neighbours already matched) decides between like wordings. First each
//! old document against its counterpart, then what is left across documents, then what one item became of several.

mod assign;
mod candidates;
mod cited;
mod documents;
mod evidence;
mod exchange;
mod headings;
mod leftovers;
mod prepare;
mod regroup;
mod related;
mod repeated;
mod signals;

use std::{collections::BTreeMap, sync::atomic::AtomicUsize};

use kaitei_model::{Certainty, DocumentPair, Edition, Evidence, Related};

use candidates::{Index, MOST, Scratch};
use documents::{Pairing, thousandths};
use prepare::prepare;
use signals::{Field, Matched, Signals};

use crate::{decisions::Settled, parallel};

/// A pair in the same document below this is left unmatched.
const PRICE: i64 = 400;
/// Across documents wording alone must carry the pair.
const PRICE_ACROSS: i64 = 520;

/// What became of what.
#[derive(Clone, Debug, Default)]
pub(crate) struct Alignment {
    /// Counterpart documents.
    pub(crate) pairs: Vec<DocumentPair>,
    /// Links by item index (old, new), sorted.
    pub(crate) links: Vec<IndexedLink>,
    /// For every item without a partner, or with a doubtful one: the best others.
    pub(crate) old_candidates: BTreeMap<usize, Vec<(usize, u32)>>,
    /// The same for new items.
    pub(crate) new_candidates: BTreeMap<usize, Vec<(usize, u32)>>,
    /// Relations beside the links.
    pub(crate) related: Vec<Related>,
    /// For how many items the search for candidates was cut short, so that a partner may have been missed.
    pub(crate) cut: usize,
    /// For every new document the old ones that became it, where there are several.
    pub(crate) consolidated: BTreeMap<usize, Vec<usize>>,
}

/// A link by the indices of its items.
#[derive(Clone, Debug)]
pub(crate) struct IndexedLink {
    /// Index of the old item in its edition.
    pub(crate) old: usize,
    /// Index of the new item in its edition.
    pub(crate) new: usize,
    /// 0 to 1000.
    pub(crate) score: u32,
    /// How sure it is.
    pub(crate) certainty: Certainty,
    /// Why.
    pub(crate) evidence: Evidence,
}

/// Which documents are counterparts: what [`align`] begins with.
pub(crate) fn pairs(old: &Edition, new: &Edition, settled: &Settled) -> Vec<DocumentPair> {
    let (old, new, _) = prepare(old, new);
    documents::pair(&old, &new, settled.documents()).into_iter().map(|pairing| pairing.pair).collect()
}

/// Aligns two editions; what people settled stands, and the rest is found around it.
pub(crate) fn align(old: &Edition, new: &Edition, settled: &Settled) -> Alignment {
    let (old, new, sizes) = prepare(old, new);
    let pairings = documents::pair(&old, &new, settled.documents());
    let mut becomes = vec![None; old.edition.documents.len()];
    for pairing in &pairings {
        for &i in &pairing.old {
            becomes[i] = pairing.new.first().copied();
        }
    }
    let field = Field {
        old: &old,
        new: &new,
        becomes,
        grams: sizes.grams,
        subjects: sizes.subjects,
        settled,
        cut: AtomicUsize::new(0),
    };
    let mut links: Vec<Found> = Vec::new();
    let mut main = Matched::none(old.items.len(), new.items.len());
    for (turn, documents) in turns(&pairings) {
        let matched = within(&field, &documents);
        for (o, n) in matched.new_of.iter().enumerate().filter_map(|(o, n)| n.map(|n| (o, n))) {
            let method = if turn > 0 { "consolidated" } else { "assigned" };
            if turn == 0 {
                main.set(o, n);
            }
            links.push(Found { old: o, new: n, signals: field.signals(o, n, &matched), method });
        }
    }
    settle(&field, None, &mut main);
    let mut main = main.seen();
    across(&field, &mut main, &mut links);
    regroup::regroup(&field, &main, &mut links);
    leftovers::leftovers(&field, &mut main, &mut links);
    exchange::exchange(&field, &main, &mut links);
    decided(&field, &main, &mut links);
    let related = related::related(&field, &links);
    evidence::finish(&field, &pairings, links, related)
}

/// A link before its certainty is settled.
pub(crate) struct Found {
    /// Index of the old item.
    pub(crate) old: usize,
    /// Index of the new item.
    pub(crate) new: usize,
    /// What speaks for it.
    pub(crate) signals: Signals,
    /// How it was found.
    pub(crate) method: &'static str,
}

/// The document pairs in the turns in which they are aligned: each new document has one old one a turn.
///
/// Where several old documents became one, each is aligned with the new one on its own: an item of either may be the origin.
fn turns(pairings: &[Pairing]) -> Vec<(usize, (usize, usize))> {
    let mut turns = Vec::new();
    for pairing in pairings {
        if let Some(&new) = pairing.new.first() {
            turns.extend(pairing.old.iter().enumerate().map(|(turn, &old)| (turn, (old, new))));
        }
    }
    turns
}

/// Matches what people settled, in two documents or in all: neighbours and headings go by it.
fn settle(field: &Field<'_>, documents: Option<(usize, usize)>, matched: &mut Matched) {
    for (o, n) in field.settled.leading() {
        if documents.is_none_or(|d| d == (field.old.items[o].document, field.new.items[n].document)) {
            matched.set(o, n);
        }
    }
}

/// Puts the links that people settled in place of whatever else was found for their items.
fn decided(field: &Field<'_>, main: &Matched, links: &mut Vec<Found>) {
    links.retain(|link| field.settled.open(link.old, link.new));
    for (old, new) in field.settled.pairs() {
        links.push(Found { old, new, signals: field.signals(old, new, main), method: "decided" });
    }
}

/// Aligns one old document with its counterpart.
fn within(field: &Field<'_>, &(old_document, new_document): &(usize, usize)) -> Matched {
    let (old, new) = (field.old, field.new);
    let in_old: Vec<usize> =
        (0..old.items.len()).filter(|&i| old.items[i].document == old_document).collect();
    let in_new: Vec<usize> =
        (0..new.items.len()).filter(|&i| new.items[i].document == new_document).collect();
    let mut matched = Matched::none(old.items.len(), new.items.len());
    let documents = Some((old_document, new_document));
    anchor(field, &in_old, &in_new, &mut matched);
    settle(field, documents, &mut matched);
    matched = matched.seen();
    headings::vote(field, &in_old, &in_new, &mut matched);
    matched = matched.seen();
    let index = Index::of(&new.items, field.grams, |i| new.items[i].document == new_document);
    let anchors = matched.clone();
    let alike = repeated::near(old, new, &in_old, &in_new);
    let candidates = parallel::map_with(&in_old, Scratch::default, |scratch, &o| match anchors.new_of[o] {
        // The same words, once on each side: nothing else comes into question.
        Some(n) if old.items[o].key == new.items[n].key && !old.items[o].is_heading() => vec![n],
        _ => {
            let mut found = index.find(&old.items[o], MOST, scratch);
            found.extend(alike.get(&o).into_iter().flatten());
            found
        }
    });
    field.note_cut(&index);
    drop(index);
    // Twice: what the first pass matched tells the second about parents and neighbours.
    for _ in 0..2 {
        let anchors = matched.clone();
        let mut next = Matched::none(old.items.len(), new.items.len());
        solve(field, &in_old, &candidates, &anchors, PRICE, &mut next);
        repeated::in_order(field, &in_old, &in_new, &anchors, &mut next);
        settle(field, documents, &mut next);
        matched = next.seen();
        headings::vote(field, &in_old, &in_new, &mut matched);
        matched = matched.seen();
    }
    matched
}

/// Matches items whose text stands exactly once on each side: nothing speaks against them.
fn anchor(field: &Field<'_>, in_old: &[usize], in_new: &[usize], matched: &mut Matched) {
    let news = repeated::by_key(field.new, in_new);
    for (key, olds) in repeated::by_key(field.old, in_old) {
        if let (&[o], Some(&[n])) = (olds.as_slice(), news.get(key).map(Vec::as_slice))
            && field.settled.open(o, n)
        {
            matched.set(o, n);
        }
    }
}

/// The best 1:1 matching of `in_old` with their candidates, headings aside (they are matched by what stands below them).
fn solve(
    field: &Field<'_>,
    in_old: &[usize],
    candidates: &[Vec<usize>],
    context: &Matched,
    price: i64,
    into: &mut Matched,
) {
    let both: Vec<(usize, &Vec<usize>)> = in_old.iter().copied().zip(candidates).collect();
    let rows: Vec<Vec<(usize, i64)>> = parallel::map(&both, |&(o, found)| {
        let mut all: Vec<usize> = found.clone();
        all.extend(context.new_of[o]);
        if context.new_of[o].is_none() {
            all.extend(context.between(o));
        }
        all.sort_unstable();
        all.dedup();
        all.into_iter()
            .filter(|&n| comparable(field, o, n))
            .map(|n| (n, i64::from(thousandths(field.signals(o, n, context).score()))))
            .filter(|&(_, score)| score > price)
            .collect()
    });
    for (&o, n) in in_old.iter().zip(assign::assign(&rows, field.new.items.len(), price)) {
        if let Some(n) = n {
            into.set(o, n);
        }
    }
}

/// Whether two items can be counterparts at all: a heading only of a heading, and what a Q&A or a manual says only of the same.
fn comparable(field: &Field<'_>, old: usize, new: usize) -> bool {
    field.old.items[old].is_heading() == field.new.items[new].is_heading() && field.may(old, new)
}

/// Matches what is left, whatever document it stands in: items that moved to another volume.
fn across(field: &Field<'_>, main: &mut Matched, links: &mut Vec<Found>) {
    let linked_old: Vec<bool> = flags(field.old.items.len(), links.iter().map(|l| l.old));
    let linked_new: Vec<bool> = flags(field.new.items.len(), links.iter().map(|l| l.new));
    let left: Vec<usize> = (0..field.old.items.len())
        .filter(|&o| !linked_old[o] && !field.old.items[o].is_heading() && !field.old.items[o].key.is_empty())
        .collect();
    let index =
        Index::of(&field.new.items, field.grams, |n| !linked_new[n] && !field.new.items[n].is_heading());
    let candidates = parallel::map_with(&left, Scratch::default, |scratch, &o| {
        index.find(&field.old.items[o], MOST, scratch)
    });
    field.note_cut(&index);
    drop(index);
    let mut found = Matched::none(field.old.items.len(), field.new.items.len());
    solve(field, &left, &candidates, main, PRICE_ACROSS, &mut found);
    for &o in &left {
        if let Some(n) = found.new_of[o] {
            links.push(Found { old: o, new: n, signals: field.signals(o, n, main), method: "assigned" });
            main.set(o, n);
        }
    }
    *main = std::mem::take(main).seen();
}

/// A flag for every index that occurs.
pub(crate) fn flags(len: usize, set: impl Iterator<Item = usize>) -> Vec<bool> {
    let mut flags = vec![false; len];
    for i in set {
        flags[i] = true;
    }
    flags
}
