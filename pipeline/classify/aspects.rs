//! Aspects: what a change of wording is about, clause by clause.

use std::collections::{BTreeMap, BTreeSet};

use kaitei_model::Aspect;
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::{
    clauses::{Clause, Role, clauses, content},
    facts::{Quantity, dates, mask_references, quantities},
};
use crate::{
    rules::Rules,
    text::{fold, words::words},
};

/// Counterpart clauses less alike than this are in other words, whatever else changed in the item.
const PLAINLY_REWORDED: f64 = 0.5;

/// Aspects with the words that show them.
pub(super) type Reasons = BTreeMap<Aspect, Vec<String>>;

/// Clauses less alike than this are no counterparts.
const SAME_CLAUSE: f64 = 0.42;
/// From here on a clause stayed as it was, some words aside.
const STAYED: f64 = 0.6;
/// The last clauses of both sides are counterparts already when the smaller shares this much.
const LAST_PAIR: f64 = 0.4;
/// A clause whose content stands in the other text to this share is not gone.
const STILL_THERE: f64 = 0.72;

/// What the change from the old to the new text is about; empty where they fold to the same key.
pub(super) fn aspects(old: &str, new: &str, rules: &Rules) -> Reasons {
    let mut found = Reasons::new();
    let (old_key, new_key) = (fold(old), fold(new));
    if old_key == new_key {
        return found;
    }
    if rules.variants.unify(&old_key) == rules.variants.unify(&new_key) {
        found.insert(Aspect::Editorial, Vec::new());
        return found;
    }
    let unify = |text: &str| rules.variants.unify(&mask_references(text));
    if unify(old) == unify(new) {
        found.insert(Aspect::ReferencesChanged, Vec::new());
        return found;
    }
    let language = &rules.language;
    let (olds, news) = (clauses(old, language), clauses(new, language));
    let pairs = pair(&olds, &news);
    let mut notes = Notes { rules, found: &mut found };
    let (old_all, new_all) = (content(&old_key), content(&new_key));
    let old_alone: Vec<bool> = (0..olds.len()).map(|i| !pairs.iter().any(|&(o, _)| o == i)).collect();
    let new_alone: Vec<bool> = (0..news.len()).map(|j| !pairs.iter().any(|&(_, n)| n == j)).collect();
    // The condition of a demand that came or went comes and goes with it.
    let goes_along = |clauses: &[Clause], alone: &[bool], i: usize| {
        clauses[i].role == Role::Condition
            && clauses.get(i + 1).is_some_and(|c| c.role == Role::Main && alone[i + 1])
    };
    for i in (0..olds.len()).filter(|&i| old_alone[i] && !goes_along(&olds, &old_alone, i)) {
        notes.alone(&olds[i], &new_all, Aspect::RequirementRemoved, Aspect::ExceptionRemoved);
    }
    for j in (0..news.len()).filter(|&j| new_alone[j] && !goes_along(&news, &new_alone, j)) {
        notes.alone(&news[j], &old_all, Aspect::RequirementAdded, Aspect::ExceptionAdded);
    }
    for &(i, j) in &pairs {
        let before = notes.count();
        notes.both(&olds[i], &news[j], (&old_key, &new_key));
        // A counterpart in clearly other words that nothing else explains.
        let quantities = |c: &Clause| quantities(&c.text, language);
        let plainly = dice(&olds[i].content, &news[j].content) < PLAINLY_REWORDED
            && quantities(&olds[i]) == quantities(&news[j])
            && dates(&olds[i].text, language) == dates(&news[j].text, language);
        if notes.count() == before && plainly {
            notes.add(Aspect::Reworded, &format!("{} → {}", olds[i].text, news[j].text));
        }
    }
    notes.quantities(&olds, &news, &pairs);
    notes.dates(old, new, &olds, &news);
    if found.keys().all(|a| a.is_light()) {
        found.insert(Aspect::Reworded, Vec::new());
    }
    found
}

/// The best pairs of clauses, most alike first.
fn pair(olds: &[Clause], news: &[Clause]) -> Vec<(usize, usize)> {
    let mut scored: Vec<(f64, usize, usize)> = Vec::new();
    for (i, a) in olds.iter().enumerate() {
        for (j, b) in news.iter().enumerate() {
            let alike = if a.key == b.key {
                2.0
            } else {
                dice(&a.content, &b.content).max(0.85 * part(&a.content, &b.content))
            };
            if alike >= SAME_CLAUSE {
                scored.push((alike, i, j));
            }
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let (mut used_old, mut used_new) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in scored {
        if !used_old.contains(&i) && !used_new.contains(&j) {
            used_old.insert(i);
            used_new.insert(j);
            pairs.push((i, j));
        }
    }
    // Nothing stayed as it was: the whole is said in other words, and what is left over on both sides is each other's counterpart.
    let stayed = pairs
        .iter()
        .any(|&(i, j)| olds[i].key == news[j].key || dice(&olds[i].content, &news[j].content) >= STAYED);
    if !stayed {
        let left: Vec<usize> = (0..olds.len()).filter(|i| !used_old.contains(i)).collect();
        for i in left {
            if let Some(j) = (0..news.len()).find(|j| !used_new.contains(j) && news[*j].role == olds[i].role)
            {
                used_old.insert(i);
                used_new.insert(j);
                pairs.push((i, j));
            }
        }
    }
    // One clause left over on each side: the same demand in other words, unless nothing is common.
    let left =
        |count: usize, used: &BTreeSet<usize>| (0..count).filter(|i| !used.contains(i)).collect::<Vec<_>>();
    if let (&[i], &[j]) = (left(olds.len(), &used_old).as_slice(), left(news.len(), &used_new).as_slice()) {
        let common = shared(&olds[i].content, &news[j].content)
            / count(olds[i].content.len().min(news[j].content.len())).max(1.0);
        if common >= LAST_PAIR && olds[i].role == news[j].role {
            pairs.push((i, j));
        }
    }
    pairs.sort_unstable();
    pairs
}

fn shared(a: &BTreeSet<(char, char)>, b: &BTreeSet<(char, char)>) -> f64 {
    count(a.intersection(b).count())
}

fn dice(a: &BTreeSet<(char, char)>, b: &BTreeSet<(char, char)>) -> f64 {
    2.0 * shared(a, b) / count(a.len() + b.len()).max(1.0)
}

/// Share of the smaller that the larger holds, where the smaller is more than a word.
fn part(a: &BTreeSet<(char, char)>, b: &BTreeSet<(char, char)>) -> f64 {
    let least = a.len().min(b.len());
    if least < 5 { 0.0 } else { shared(a, b) / count(least) }
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

struct Notes<'a> {
    rules: &'a Rules,
    found: &'a mut Reasons,
}

impl Notes<'_> {
    fn count(&self) -> usize {
        self.found.values().map(|reasons| reasons.len().max(1)).sum()
    }

    fn add(&mut self, aspect: Aspect, reason: &str) {
        let reasons = self.found.entry(aspect).or_default();
        let reason = reason.trim().to_owned();
        if !reason.is_empty() && !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }

    /// A clause that stands on one side only.
    fn alone(&mut self, clause: &Clause, other: &BTreeSet<(char, char)>, demand: Aspect, exception: Aspect) {
        let there = if clause.content.is_empty() {
            1.0
        } else {
            shared(&clause.content, other) / count(clause.content.len())
        };
        if there >= STILL_THERE || clause.content.len() < 3 {
            return;
        }
        if clause.aside {
            let masked = mask_references(&clause.text);
            if masked.contains('§') && !masked.contains("除く") {
                self.add(Aspect::ReferencesChanged, &clause.text);
                return;
            }
            if clause.role == Role::Main {
                self.add(Aspect::ScopeChanged, &clause.text);
                return;
            }
        }
        match clause.role {
            Role::Exception => self.add(exception, &clause.text),
            Role::Condition => self.add(Aspect::ConditionChanged, &clause.text),
            Role::Main if clause.strength.is_some() => self.add(demand, &clause.text),
            Role::Main => {}
        }
    }

    /// Two clauses that are counterparts.
    fn both(&mut self, old: &Clause, new: &Clause, (old_key, new_key): (&str, &str)) {
        if old.key == new.key && old.strength == new.strength {
            return;
        }
        let reason = format!("{} → {}", old.text, new.text);
        if old.last && new.last || old.role == new.role {
            match (old.strength, new.strength) {
                (Some(a), Some(b)) if b > a => self.add(Aspect::ObligationStrengthened, &reason),
                (Some(a), Some(b)) if b < a => self.add(Aspect::ObligationRelaxed, &reason),
                (None, Some(4)) if old.last && new.last => self.add(Aspect::ObligationStrengthened, &reason),
                (Some(4), None) if old.last && new.last => self.add(Aspect::ObligationRelaxed, &reason),
                _ => {}
            }
        }
        if old.last
            && new.last
            && old.negated != new.negated
            && old.strength == new.strength
            && old.strength == Some(4)
        {
            self.add(Aspect::RequirementRemoved, &old.text);
            self.add(Aspect::RequirementAdded, &new.text);
        }
        if old.role == Role::Main && new.role == Role::Exception {
            self.add(Aspect::ExceptionAdded, &new.text);
        }
        if old.role == Role::Exception && new.role == Role::Main {
            self.add(Aspect::ExceptionRemoved, &old.text);
        }
        let (gone, come) = runs(&old.text, &new.text);
        self.strengthening_words(&gone, &come, &reason);
        // In a clause said in all other words, a word that differs tells nothing about members, scope or condition.
        if dice(&old.content, &new.content) < SAME_CLAUSE.max(0.5) {
            return;
        }
        for run in &gone {
            self.member(run, (old, &reason), new_key, Aspect::RequirementRemoved);
        }
        for run in &come {
            self.member(run, (new, &reason), old_key, Aspect::RequirementAdded);
        }
        self.scope((old, new), (&gone, &come), (old_key, new_key));
        let (before, after) = (self.condition(old), self.condition(new));
        if before != after && !(before.is_empty() || after.is_empty()) && dice(&before, &after) < 0.92 {
            self.add(Aspect::ConditionChanged, &reason);
        }
    }

    /// The words of a clause's condition: what stands before 場合, とき, 際, back to the comma.
    fn condition(&self, clause: &Clause) -> BTreeSet<(char, char)> {
        let key = self.rules.variants.unify(&mask_references(&clause.text).replace('、', "\u{2}"));
        let end = ["場合", "とき", "時", "際"].iter().filter_map(|w| key.find(w)).min();
        let Some(end) = end else { return BTreeSet::new() };
        let start = key[..end].rfind('\u{2}').map_or(0, |at| at + 1);
        content(&key[start..end])
    }

    /// Words that press or soften a demand, and "or" turned into "and".
    fn strengthening_words(&mut self, gone: &[String], come: &[String], reason: &str) {
        let language = &self.rules.language;
        let holds = |runs: &[String], list: &[String]| {
            runs.iter().any(|r| list.iter().any(|w| r.contains(w.as_str())))
        };
        let (soft_gone, soft_come) = (holds(gone, &language.softeners), holds(come, &language.softeners));
        let (hard_gone, hard_come) = (holds(gone, &language.hardeners), holds(come, &language.hardeners));
        let or_to_and = holds(gone, &language.either) && holds(come, &language.both);
        let and_to_or = holds(gone, &language.both) && holds(come, &language.either);
        if (soft_gone && !soft_come) || (hard_come && !hard_gone) || or_to_and {
            self.add(Aspect::ObligationStrengthened, reason);
        }
        if (soft_come && !soft_gone) || (hard_gone && !hard_come) || and_to_or {
            self.add(Aspect::ObligationRelaxed, reason);
        }
    }

    /// A member of a list that stands on one side only: of things to be done (「…の変更、…の確認を行うこと」) it is a demand of its own,
    /// of anything else it widens or narrows what the demand is about.
    fn member(&mut self, run: &str, (clause, reason): (&Clause, &str), other: &str, aspect: Aspect) {
        const JOINERS: [&str; 9] = ["、", "・", "及び", "並びに", "又は", "若しくは", "や", "と", "｜"];
        let pieces = content(run);
        let listed = JOINERS.iter().any(|j| run.starts_with(j) || run.ends_with(j));
        let there = shared(&pieces, &content(other)) / count(pieces.len()).max(1.0);
        if !listed || pieces.is_empty() || there >= STILL_THERE || clause.role == Role::Exception {
            return;
        }
        let language = &self.rules.language;
        let light = language.light.iter().any(|w| clause.key.ends_with(w.as_str()));
        let does = language.actions.iter().any(|a| run.contains(a.as_str()));
        if clause.strength.is_some() && light && does && run.chars().count() >= 5 {
            self.add(aspect, &clause.text);
        } else if clause.role == Role::Condition {
            self.add(Aspect::ConditionChanged, reason);
        } else if !run.contains(['し', 'り', 'せ']) || run.chars().count() <= 6 {
            self.add(Aspect::ScopeChanged, reason);
        }
    }

    /// Who and what the clause is about.
    fn scope(
        &mut self,
        (old, new): (&Clause, &Clause),
        (gone, come): (&[String], &[String]),
        (old_key, new_key): (&str, &str),
    ) {
        for word in &self.rules.language.scope {
            let (was, is) = (old.key.contains(word.as_str()), new.key.contains(word.as_str()));
            let touched = gone.iter().chain(come).any(|r| r.contains(word.as_str()));
            // A word that only went over to another clause of the item is no other scope.
            let still = old_key.matches(word.as_str()).count() == new_key.matches(word.as_str()).count();
            if was != is && touched && !still {
                self.add(Aspect::ScopeChanged, &format!("{} → {}", old.text, new.text));
                return;
            }
        }
    }

    /// Quantities in clauses that live on, and quantities whose conditions were exchanged.
    fn quantities(&mut self, olds: &[Clause], news: &[Clause], pairs: &[(usize, usize)]) {
        let of = |clauses: &[Clause]| -> Vec<(usize, Quantity)> {
            clauses
                .iter()
                .enumerate()
                .flat_map(|(i, c)| quantities(&c.text, &self.rules.language).into_iter().map(move |q| (i, q)))
                .collect()
        };
        let (was, is) = (of(olds), of(news));
        let mut reasons = Vec::new();
        for &(i, j) in pairs {
            let a: Vec<&Quantity> = was.iter().filter(|(k, _)| *k == i).map(|(_, q)| q).collect();
            let b: Vec<&Quantity> = is.iter().filter(|(k, _)| *k == j).map(|(_, q)| q).collect();
            let (mut x, mut y) = (a.clone(), b.clone());
            x.sort();
            y.sort();
            if x != y {
                reasons.push(format!("{} → {}", with_condition(olds, i), with_condition(news, j)));
            }
        }
        // The same quantities, but each under the other's condition.
        if reasons.is_empty() && was.len() == is.len() && was.len() > 1 {
            for (i, q) in &was {
                let homes: Vec<usize> = is.iter().filter(|(_, p)| p == q).map(|(j, _)| *j).collect();
                let home = context(olds, *i);
                let kept = homes.iter().any(|&j| {
                    let own = dice(&home, &context(news, j));
                    is.iter().all(|&(k, _)| k == j || dice(&home, &context(news, k)) <= own)
                });
                if !homes.is_empty() && !kept {
                    reasons.push(with_condition(olds, *i));
                }
            }
        }
        for reason in reasons {
            self.add(Aspect::NumberChanged, &reason);
        }
    }

    /// Dates that came, went or changed.
    fn dates(&mut self, old: &str, new: &str, olds: &[Clause], news: &[Clause]) {
        let (was, is) = (dates(old, &self.rules.language), dates(new, &self.rules.language));
        if was == is {
            return;
        }
        let holding = |clauses: &[Clause], only: &BTreeSet<String>| -> Vec<String> {
            clauses
                .iter()
                .filter(|c| !dates(&c.text, &self.rules.language).is_disjoint(only))
                .map(|c| c.text.clone())
                .collect()
        };
        let gone = holding(olds, &was.difference(&is).cloned().collect());
        let come = holding(news, &is.difference(&was).cloned().collect());
        for reason in gone.iter().chain(&come) {
            self.add(Aspect::DateChanged, reason);
        }
    }
}

/// The clause with the condition before it.
fn with_condition(clauses: &[Clause], i: usize) -> String {
    match i.checked_sub(1).and_then(|k| clauses.get(k)) {
        Some(before) if before.role == Role::Condition => format!("{}{}", before.text, clauses[i].text),
        _ => clauses[i].text.clone(),
    }
}

fn context(clauses: &[Clause], i: usize) -> BTreeSet<(char, char)> {
    content(&fold(&with_condition(clauses, i)))
        .into_iter()
        .filter(|(a, b)| !a.is_ascii_digit() && !b.is_ascii_digit())
        .collect()
}

/// The folded runs of words that stand in one of two clauses only.
fn runs(old: &str, new: &str) -> (Vec<String>, Vec<String>) {
    let cut = |text: &str| -> Vec<String> {
        let key = fold(text);
        words(&key).into_iter().map(|r| key[r].to_owned()).collect()
    };
    let (a, b) = (cut(old), cut(new));
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for op in capture_diff_slices(Algorithm::Myers, &a, &b) {
        let (tag, old, new) = op.as_tag_tuple();
        if tag != DiffTag::Equal {
            gone.push(a[old].concat());
            come.push(b[new].concat());
        }
    }
    gone.retain(|r| !r.is_empty());
    come.retain(|r| !r.is_empty());
    (gone, come)
}

#[cfg(test)]
mod tests {
    use kaitei_model::Aspect;

    use super::aspects;
    use crate::rules::Rules;

    #[test]
    fn every_example_of_the_classes_holds() {
        let rules = Rules::builtin();
        let mut wrong = Vec::new();
        for class in rules.classes.values() {
            let Some(aspect) = Aspect::ALL.into_iter().find(|a| a.id() == class.id) else { continue };
            for example in &class.examples {
                let got = aspects(&example.old, &example.new, &rules);
                if got.contains_key(&aspect) != example.has {
                    wrong.push(format!(
                        "{}: {} → {}: got {:?}",
                        class.id,
                        example.old,
                        example.new,
                        got.keys()
                    ));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
