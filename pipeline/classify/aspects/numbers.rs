//! Quantities and dates: reported with their condition, or not at all.

use std::collections::BTreeSet;

use kaitei_model::Aspect;

use super::{
    notes::Notes,
    pairing::{Content, dice},
};
use crate::{
    classify::{
        clauses::{Clause, Role, content},
        facts::{Quantity, dates, places, quantities},
    },
    text::fold,
};

/// A quantity's own condition is found again from here on.
const SAME_CONDITION: f64 = 0.5;

impl Notes<'_> {
    /// Quantities in clauses that live on. Where the item holds the same quantities as before, none of them changed, but each may
    /// stand under another's condition.
    pub(super) fn quantities(&mut self, olds: &[Clause], news: &[Clause], pairs: &[(usize, usize)]) {
        let of = |clauses: &[Clause], i: usize| {
            let mut all = quantities(&clauses[i].text, &self.rules.language);
            all.sort();
            all
        };
        let all = |clauses: &[Clause]| {
            let mut all: Vec<Quantity> = (0..clauses.len()).flat_map(|i| of(clauses, i)).collect();
            all.sort();
            all
        };
        let differ: Vec<(usize, usize)> =
            pairs.iter().copied().filter(|&(i, j)| of(olds, i) != of(news, j)).collect();
        if all(olds) != all(news) {
            for (i, j) in differ {
                if self.paraphrase && !exchanged(&of(olds, i), &of(news, j)) {
                    continue;
                }
                if qualifies(&olds[i], &of(olds, i), &of(news, j))
                    || qualifies(&news[j], &of(news, j), &of(olds, i))
                {
                    continue;
                }
                let reason = format!("{} → {}", with_condition(olds, i), with_condition(news, j));
                self.add(Aspect::NumberChanged, &reason);
            }
            return;
        }
        let (was, is) = (self.conditions(olds), self.conditions(news));
        for (condition, quantity, clause) in &was {
            let best = is
                .iter()
                .map(|(other, q, _)| (dice(condition, other), q))
                .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)));
            let own = is.iter().filter(|(_, q, _)| q == quantity).map(|(other, ..)| dice(condition, other));
            let own = own.fold(0.0, f64::max);
            if best.is_some_and(|(alike, _)| alike >= SAME_CONDITION && alike > own) {
                let reason = with_condition(olds, *clause);
                self.add(Aspect::ConditionChanged, &reason);
            }
        }
        if let Some(&(i, j)) = differ.first() {
            let reason = format!("{} → {}", with_condition(olds, i), with_condition(news, j));
            self.add(Aspect::ConditionChanged, &reason);
        }
    }

    /// Each quantity with the words before it, back to the quantity before it, and the condition of its clause.
    fn conditions(&self, clauses: &[Clause]) -> Vec<(Content, Quantity, usize)> {
        let mut out = Vec::new();
        for (i, clause) in clauses.iter().enumerate() {
            let found = places(&clause.text, &self.rules.language);
            let alone = found.len() == 1;
            for (words, quantity) in found {
                let words = if alone { with_condition(clauses, i) } else { words };
                let bare: Content = content(&fold(&words))
                    .into_iter()
                    .filter(|(a, b)| !a.is_ascii_digit() && !b.is_ascii_digit())
                    .collect();
                out.push((bare, quantity, i));
            }
        }
        out
    }

    /// Dates that came, went or changed; one that came or went with a whole exception is told with it.
    pub(super) fn dates(&mut self, old: (&[Clause], &[bool]), new: (&[Clause], &[bool])) {
        let of = |(clauses, alone): (&[Clause], &[bool])| -> Vec<(BTreeSet<String>, String)> {
            clauses
                .iter()
                .zip(alone)
                .filter(|(c, alone)| !(**alone && c.role == Role::Exception))
                .map(|(c, _)| (dates(&c.text, &self.rules.language), c.text.clone()))
                .collect()
        };
        let (was, is) = (of(old), of(new));
        let all = |found: &[(BTreeSet<String>, String)]| -> BTreeSet<String> {
            found.iter().flat_map(|(dates, _)| dates.iter().cloned()).collect()
        };
        let (old_dates, new_dates) = (all(&was), all(&is));
        for (found, other) in [(&was, &new_dates), (&is, &old_dates)] {
            for (dates, text) in found {
                if dates.iter().any(|d| !other.contains(d)) {
                    self.add(Aspect::DateChanged, text);
                }
            }
        }
    }
}

/// Whether a quantity of one side stands with another value on the other.
fn exchanged(old: &[Quantity], new: &[Quantity]) -> bool {
    old.iter().any(|a| new.iter().any(|b| a.unit == b.unit && !a.unit.is_empty() && a.value != b.value))
}

/// Whether the quantities that `clause` has more than the other side only say which ones are meant: 40歳以上の従業員.
fn qualifies(clause: &Clause, own: &[Quantity], other: &[Quantity]) -> bool {
    let more: Vec<&Quantity> = own.iter().filter(|q| !other.contains(q)).collect();
    let key = fold(&clause.text);
    !more.is_empty()
        && other.iter().all(|q| own.contains(q))
        && more.iter().all(|q| {
            let printed = format!("{}{}{}の", q.value, q.unit, q.bound);
            !q.bound.is_empty() && key.contains(&printed) && !key.contains(&format!("{printed}もの"))
        })
}

/// The clause with the condition before it.
fn with_condition(clauses: &[Clause], i: usize) -> String {
    match i.checked_sub(1).and_then(|k| clauses.get(k)) {
        Some(before) if before.role == Role::Condition => format!("{}{}", before.text, clauses[i].text),
        _ => clauses[i].text.clone(),
    }
}
