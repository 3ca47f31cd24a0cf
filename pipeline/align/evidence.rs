//! What stands beside every link: score, certainty, evidence and runner-up; and for what is doubtful or alone the best others.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use kaitei_model::{Certainty, Evidence, Related, RunnerUp, Side};

use super::{
    Alignment, Found, IndexedLink,
    candidates::{Index, MOST, Scratch},
    comparable,
    documents::{Pairing, thousandths},
    flags,
    prepare::Prepared,
    signals::{Field, Matched},
};
use crate::parallel;

/// So many candidates are shown.
const SHOWN: usize = 5;

/// Settles scores, certainties, runners-up and candidates.
pub(super) fn finish(
    field: &Field<'_>,
    pairings: &[Pairing],
    mut found: Vec<Found>,
    related: Vec<Related>,
) -> Alignment {
    found.sort_by_key(|l| (l.old, l.new));
    found.dedup_by_key(|l| (l.old, l.new));
    let mut matched = Matched::none(field.old.items.len(), field.new.items.len());
    for link in &found {
        matched.set(link.old, link.new);
    }
    let matched = matched.seen();
    let mut partners: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for link in &found {
        partners.entry(link.old).or_default().push(link.new);
    }
    let mut alignment = Alignment {
        pairs: pairings.iter().map(|p| p.pair.clone()).collect(),
        related,
        cut: field.cut.load(Ordering::Relaxed),
        consolidated: pairings
            .iter()
            .filter(|p| p.old.len() > 1)
            .filter_map(|p| p.new.first().map(|&n| (n, p.old.clone())))
            .collect(),
        ..Alignment::default()
    };
    let news = Others::of(field, &matched, Side::New);
    let settled = parallel::map_with(&found, Default::default, |scratch: &mut Both, link| {
        let partners = partners.get(&link.old).map_or(&[][..], Vec::as_slice);
        let next = news.runner_up(link.old, partners, &mut scratch.0);
        let link = as_link(field, link, next);
        let doubtful = link.certainty == Certainty::Review;
        let list = doubtful.then(|| news.best(link.old, partners, scratch));
        (link, list)
    });
    for (link, list) in settled {
        if let Some(list) = list {
            alignment.old_candidates.insert(link.old, list);
        }
        alignment.links.push(link);
    }
    let alone = |len: usize, linked: Vec<bool>| -> Vec<usize> { (0..len).filter(|&i| !linked[i]).collect() };
    let linked_old = flags(field.old.items.len(), alignment.links.iter().map(|l| l.old));
    let linked_new = flags(field.new.items.len(), alignment.links.iter().map(|l| l.new));
    let left = alone(field.old.items.len(), linked_old);
    let lists = parallel::map_with(&left, Default::default, |scratch, &o| news.best(o, &[], scratch));
    alignment.old_candidates.extend(left.into_iter().zip(lists));
    drop(news);
    let olds = Others::of(field, &matched, Side::Old);
    let left = alone(field.new.items.len(), linked_new);
    let lists = parallel::map_with(&left, Default::default, |scratch, &n| olds.best(n, &[], scratch));
    alignment.new_candidates.extend(left.into_iter().zip(lists));
    alignment
}

/// Working memory for both indexes.
type Both = (Scratch, Scratch);

/// The items of one side as candidates for those of the other.
struct Others<'a> {
    field: &'a Field<'a>,
    matched: &'a Matched,
    side: Side,
    letters: Index,
    subjects: Index,
}

impl<'a> Others<'a> {
    fn of(field: &'a Field<'a>, matched: &'a Matched, side: Side) -> Self {
        let items = match side {
            Side::Old => &field.old.items,
            Side::New => &field.new.items,
        };
        let letters = Index::of(items, field.grams, |_| true);
        let subjects = Index::of_subjects(items, field.subjects, |_| true);
        Self { field, matched, side, letters, subjects }
    }

    fn asking(&self) -> &Prepared<'_> {
        match self.side {
            Side::Old => self.field.new,
            Side::New => self.field.old,
        }
    }

    /// (old, new) of an item that asks and one of this side.
    fn pair(&self, asks: usize, other: usize) -> (usize, usize) {
        match self.side {
            Side::Old => (other, asks),
            Side::New => (asks, other),
        }
    }

    /// The one that comes next to the partners of an item by wording and place.
    fn runner_up(&self, asks: usize, partners: &[usize], scratch: &mut Scratch) -> Option<(usize, u32)> {
        let found = self.letters.find(&self.asking().items[asks], MOST, scratch);
        let scored = found.into_iter().filter(|other| !partners.contains(other)).filter_map(|other| {
            let (o, n) = self.pair(asks, other);
            let score = || thousandths(self.field.signals(o, n, self.matched).score());
            comparable(self.field, o, n).then(|| (other, score()))
        });
        best(scored.collect(), 1).first().copied()
    }

    /// The best others for a person to choose from: by wording and place, or by what they mean.
    fn best(&self, asks: usize, partners: &[usize], scratch: &mut Both) -> Vec<(usize, u32)> {
        let ready = &self.asking().items[asks];
        let mut found = self.letters.find(ready, MOST, &mut scratch.0);
        found.extend(self.subjects.like(&ready.subject, MOST, &mut scratch.1));
        found.sort_unstable();
        found.dedup();
        let scored = found.into_iter().filter(|other| !partners.contains(other)).filter_map(|other| {
            let (o, n) = self.pair(asks, other);
            comparable(self.field, o, n).then(|| {
                let signals = self.field.signals(o, n, self.matched);
                (other, thousandths(signals.score().max(signals.meaning())))
            })
        });
        best(scored.collect(), SHOWN)
    }
}

/// The best of some, in order.
fn best(mut list: Vec<(usize, u32)>, most: usize) -> Vec<(usize, u32)> {
    list.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    list.truncate(most);
    list
}

/// A link with its score, certainty and evidence.
fn as_link(field: &Field<'_>, link: &Found, next: Option<(usize, u32)>) -> IndexedLink {
    let score = thousandths(link.signals.score());
    let runner_up = next.map(|(n, s)| RunnerUp {
        side: Side::New,
        item: field.new.edition.items[n].id.clone(),
        score: s,
        margin: i64::from(score).saturating_sub(i64::from(s)).try_into().unwrap_or(0),
    });
    let identical = field.old.items[link.old].key == field.new.items[link.new].key;
    IndexedLink {
        old: link.old,
        new: link.new,
        score,
        certainty: certainty(link, score, runner_up.as_ref()),
        evidence: Evidence {
            method: if identical && link.method == "assigned" { "identical" } else { link.method }.to_owned(),
            signals: link.signals.named(),
            runner_up,
        },
    }
}

/// How sure a link is. A false match costs more trust than a missed one.
fn certainty(link: &Found, score: u32, runner_up: Option<&RunnerUp>) -> Certainty {
    let margin = runner_up.map_or(1000, |r| r.margin);
    let text = link.signals.like.text;
    let part = link.signals.like.old_in_new.max(link.signals.like.new_in_old);
    match link.method {
        "decided" => Certainty::Certain,
        "split" | "merged" | "regrouped" => {
            if part > 0.85 && score >= 450 {
                Certainty::Likely
            } else {
                Certainty::Review
            }
        }
        // The same words in counterpart documents.
        _ if text > 0.97 && (margin >= 40 || link.signals.neighbours + link.signals.parent >= 1.0) => {
            Certainty::Certain
        }
        _ if score >= 780 && margin >= 150 => Certainty::Certain,
        // Other words, and nothing else comes near.
        _ if score >= 650 && margin >= 400 => Certainty::Certain,
        // Most of the words in the same place, between the same neighbours.
        _ if text > 0.6 && link.signals.parent + link.signals.neighbours >= 2.0 && margin >= 150 => {
            Certainty::Certain
        }
        _ if score >= 600 && margin >= 80 || score >= 350 && margin >= 250 => Certainty::Likely,
        _ if link.signals.parent + link.signals.neighbours >= 1.5 && score >= 520 && margin >= 0 => {
            Certainty::Likely
        }
        _ => Certainty::Review,
    }
}
