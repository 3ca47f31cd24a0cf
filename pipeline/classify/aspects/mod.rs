//! Aspects: what a change of wording is about, clause by clause.

mod hunks;
mod notes;
mod numbers;
mod pairing;
#[cfg(test)]
mod pairs;
mod phrases;
mod runs;

use std::collections::BTreeMap;

use kaitei_model::Aspect;

use super::{
    clauses::{Clause, Role, clauses, content, without_references},
    english_facts,
    facts::{dates, mask_references, one_notation, quantities},
};
use crate::{
    rules::Rules,
    text::{fold, spelling, style},
};
use notes::Notes;
use pairing::{GREW, count, dice, is_paraphrase, pair, shared};
pub(super) use runs::only_added;

/// Aspects with the words that show them.
pub(super) type Reasons = BTreeMap<Aspect, Vec<String>>;

/// Counterpart clauses less alike than this, whose difference nothing explains, are in other words, whatever else changed in the item.
const PLAINLY_REWORDED: f64 = 0.8;

/// What the change from the old to the new text is about; empty where they fold to the same key.
pub(super) fn aspects(old: &str, new: &str, rules: &Rules) -> Reasons {
    let mut found = Reasons::new();
    let (old_key, new_key) = (fold(old), fold(new));
    if old_key == new_key {
        return found;
    }
    let language = &rules.language;
    let unify = |key: &str| rules.variants.unify(&one_notation(key, language));
    let (old_unified, new_unified) = (unify(&old_key), unify(&new_key));
    let plain = |unified: &str| style::hiragana(&style::plain(unified));
    if old_unified == new_unified
        || plain(&unify(&style::plain(&old_key))) == plain(&unify(&style::plain(&new_key)))
        || spelling::same_words(&old_unified, &new_unified)
        || spelling::same_members(&old_key, &new_key)
        || english_facts::only_slips(old, new)
        || english_facts::notation(old).is_some_and(|a| english_facts::notation(new) == Some(a))
    {
        found.insert(Aspect::Editorial, Vec::new());
        return found;
    }
    let bare = |text: &str| rules.variants.unify(&mask_references(&without_references(text, language)));
    let respelt = spelling::same_words(&plain(&bare(old)), &plain(&bare(new)));
    if bare(old) == bare(new) || respelt {
        found.insert(Aspect::ReferencesChanged, Vec::new());
        let printed = |text: &str| mask_references(&without_references(text, language));
        if respelt || printed(old) != printed(new) {
            found.insert(Aspect::Editorial, Vec::new());
        }
        return found;
    }
    let (olds, news) = (clauses(old, language), clauses(new, language));
    let pairs = pair(&olds, &news);
    let paraphrase = is_paraphrase(&pairs, &olds, &news, (&old_key, &new_key), language);
    let excepted = |clauses: &[Clause]| clauses.iter().any(|c| c.role == Role::Exception);
    let excepted = excepted(&olds) && excepted(&news);
    let lists = ["次の", "次に掲げる", "以下の", "下記の"];
    let sets_out = olds.iter().chain(&news).any(|c| {
        let set_out = language.set_out.iter().any(|w| c.key.contains(w.as_str()));
        let to_be_done = language.light.iter().any(|w| c.key.trim_end_matches('。').ends_with(w.as_str()));
        lists.iter().any(|w| c.key.contains(w)) && (set_out || to_be_done)
    });
    let (old_all, new_all) = (content(&old_key), content(&new_key));
    let old_alone: Vec<bool> = (0..olds.len()).map(|i| !pairs.iter().any(|&(o, _)| o == i)).collect();
    let new_alone: Vec<bool> = (0..news.len()).map(|j| !pairs.iter().any(|&(_, n)| n == j)).collect();
    let occasions = |clauses: &[Clause], alone: &[bool]| -> Vec<String> {
        let lone = clauses.iter().zip(alone).filter(|(c, alone)| **alone && c.role == Role::Condition);
        lone.map(|(c, _)| c.key.clone()).collect()
    };
    let occasions = [occasions(&olds, &old_alone), occasions(&news, &new_alone)].concat();
    // Asked for only where a condition stands alone.
    let asked = if occasions.is_empty() { &[][..] } else { &pairs };
    let phrases_of_time: Vec<String> = asked
        .iter()
        .flat_map(|&(i, j)| hunks::hunks(&olds[i].text, &news[j].text))
        .flat_map(|h| [(h.gone, h.old_after), (h.come, h.new_after)])
        .map(|(phrase, after)| {
            let tail: String = after.chars().take_while(|c| "後時際".contains(*c)).collect();
            format!("{phrase}{tail}")
        })
        .filter(|phrase| phrases::is_occasion(phrase))
        .collect();
    let mut notes = Notes {
        rules,
        found: &mut found,
        paraphrase,
        excepted,
        sets_out,
        respelt: false,
        all: (old_all.clone(), new_all.clone()),
        worded: old_alone.iter().chain(&new_alone).any(|alone| *alone),
        occasions,
        phrases_of_time,
    };
    // The condition of a demand, or of an exception, that came or went comes and goes with it.
    let goes_along = |clauses: &[Clause], alone: &[bool], i: usize| {
        let condition = clauses[i].role == Role::Condition;
        let proviso = clauses[i].role == Role::Exception && !clauses[i].last;
        clauses.get(i + 1).filter(|_| alone[i + 1]).is_some_and(|next| {
            condition && next.role != Role::Condition || proviso && next.role == Role::Exception
        })
    };
    // A relief goes with the demand that it relieved from.
    let relieved = |i: usize| {
        let acts = |c: &Clause| -> Vec<&String> {
            language.actions.iter().filter(|a| c.key.contains(a.as_str())).collect()
        };
        let own = acts(&olds[i]);
        olds[i].role == Role::Exception
            && (0..olds.len()).any(|k| {
                old_alone[k] && olds[k].role == Role::Main && acts(&olds[k]).iter().any(|a| own.contains(a))
            })
    };
    for i in (0..olds.len()).filter(|&i| old_alone[i] && !goes_along(&olds, &old_alone, i) && !relieved(i)) {
        notes.alone(&olds[i], &new_all, Aspect::RequirementRemoved, Aspect::ExceptionRemoved);
    }
    for j in (0..news.len()).filter(|&j| new_alone[j] && !goes_along(&news, &new_alone, j)) {
        notes.alone(&news[j], &old_all, Aspect::RequirementAdded, Aspect::ExceptionAdded);
    }
    // One act in the place of another, about the same thing: its numbers and words came and went with it.
    let (replaced, pairs): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|&(i, j)| {
        let main = |c: &Clause| c.role == Role::Main && c.strength.is_some();
        main(&olds[i]) && main(&news[j]) && is_replaced(&olds[i].key, &news[j].key, rules)
    });
    for &(i, j) in &replaced {
        notes.add(Aspect::RequirementRemoved, &olds[i].text);
        notes.add(Aspect::RequirementAdded, &news[j].text);
    }
    for &(i, j) in &pairs {
        let before = notes.count();
        let worded = notes.both(&olds[i], &news[j], (&old_key, &new_key));
        // A counterpart in clearly other words that nothing else explains.
        let quantities = |c: &Clause| quantities(&c.text, language);
        let condition = olds[i].role == Role::Condition
            && news[j].role == Role::Condition
            && !paraphrase
            && notes.conditions_differ(&olds[i], &news[j]);
        let least = count(olds[i].content.len().min(news[j].content.len())).max(1.0);
        let grew = shared(&olds[i].content, &news[j].content) / least >= GREW;
        let plainly = !grew
            && dice(&olds[i].content, &news[j].content) < PLAINLY_REWORDED
            && (condition
                || quantities(&olds[i]) == quantities(&news[j])
                    && dates(&olds[i].text, language) == dates(&news[j].text, language));
        if worded && notes.count() == before && plainly {
            notes.add(
                if condition { Aspect::ConditionChanged } else { Aspect::Reworded },
                &format!("{} → {}", olds[i].text, news[j].text),
            );
        }
    }
    // The same condition, the same demand, but no longer together.
    let became: BTreeMap<usize, usize> = pairs.iter().copied().collect();
    for &(i, j) in &pairs {
        let conditions = |clauses: &[Clause], k: usize| k > 0 && clauses[k - 1].role == Role::Condition;
        if !paraphrase
            && olds[i].role == Role::Main
            && conditions(&olds, i)
            && conditions(&news, j)
            && became.get(&(i - 1)).is_some_and(|&to| to != j - 1)
        {
            notes.add(Aspect::ConditionChanged, &format!("{}{}", olds[i - 1].text, olds[i].text));
        }
    }
    let (respelt, worded) = (notes.respelt, notes.worded);
    notes.quantities(&olds, &news, &pairs);
    notes.dates((&olds, &old_alone), (&news, &new_alone));
    if paraphrase && is_replaced(&old_key, &new_key, rules) {
        // One act in the place of another, about the same thing.
        found.remove(&Aspect::Reworded);
        found.entry(Aspect::RequirementRemoved).or_default();
        found.entry(Aspect::RequirementAdded).or_default();
    } else if found.keys().all(|a| a.is_light()) && (worded || !respelt) || paraphrase {
        found.entry(Aspect::Reworded).or_default();
    }
    if respelt && !found.contains_key(&Aspect::Reworded) {
        found.entry(Aspect::Editorial).or_default();
    }
    found
}

/// Whether both texts open with the same topic (…は、) and then ask for other acts.
fn is_replaced(old: &str, new: &str, rules: &Rules) -> bool {
    let same = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let Some(topic) = old[..same].rfind('は').map(|at| at + 'は'.len_utf8()) else { return false };
    let acts = |text: &str| -> Vec<String> {
        let known = rules.language.actions.iter().filter(|a| text[topic..].contains(a.as_str())).cloned();
        known.chain(verbal_noun(&text[topic..])).collect()
    };
    let (was, is) = (acts(old), acts(new));
    let same = |a: &String, b: &String| {
        a == b || rules.language.same_acts.iter().any(|row| row.contains(a) && row.contains(b))
    };
    let rest = dice(&content(&old[topic..]), &content(&new[topic..]));
    rest < 0.2 && !was.is_empty() && !is.is_empty() && was.iter().all(|a| is.iter().all(|b| !same(a, b)))
}

/// The noun of the verb in する with which a clause ends: 記入 of 「…に記入すること」.
fn verbal_noun(key: &str) -> Option<String> {
    let at = ["する", "しな", "した", "して", "すべ"].iter().filter_map(|w| key.rfind(w)).max()?;
    let noun: Vec<char> =
        key[..at].chars().rev().take_while(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).take(2).collect();
    (noun.len() == 2).then(|| noun.into_iter().rev().collect())
}

#[cfg(test)]
mod tests {
    use kaitei_model::Aspect;

    use super::aspects;
    use crate::rules::{Rules, Texts};

    #[test]
    fn every_example_of_the_classes_holds() {
        let rules = Rules::builtin();
        let mut wrong = Vec::new();
        for class in rules.classes.values() {
            let Some(aspect) = Aspect::ALL.into_iter().find(|a| a.id() == class.id) else { continue };
            for example in &class.examples {
                let (Texts::Text(old), Texts::Text(new)) = (&example.old, &example.new) else { continue };
                let got = aspects(old, new, &rules);
                if got.contains_key(&aspect) != example.has {
                    wrong.push(format!("{}: {} → {}: got {:?}", class.id, old, new, got.keys()));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
