//! Links -> changes: kinds and aspects; the wording diff; obligations, numbers, dates, exceptions.

mod aspects;
mod clauses;
mod dates;
mod english;
mod english_facts;
#[cfg(test)]
mod examples;
mod facts;
mod group;
mod kinds;
mod references;
mod weigh;
mod wording;

pub(crate) use weigh::conditions;

use std::collections::BTreeSet;

use kaitei_model::{
    Aspect, Candidate, Certainty, Change, ChangeId, DiffOp, DocumentKind, Edition, Item, ItemId, ItemKind,
    Kind, Segment, Side, Significance,
};
use sha2::{Digest, Sha256};

use crate::{
    align::Alignment,
    decisions::Settled,
    parallel,
    rules::Rules,
    structure::refs::{Becomes, following},
    text::fold,
};
use group::Group;
use kinds::Kinds;
use wording::Part;

/// Turns an alignment into changes, in the order of the new edition, removed items after what stood before them.
pub(crate) fn classify(
    old: &Edition,
    new: &Edition,
    alignment: &Alignment,
    settled: &Settled,
    rules: &Rules,
    step: &(dyn Fn(&str) + Sync),
) -> Vec<Change> {
    let groups = group::groups(old.items.len(), new.items.len(), &alignment.links);
    let kinds = Kinds::of(old, new, &groups);
    let mut becomes = Becomes::new();
    for link in &alignment.links {
        becomes.entry(&old.items[link.old].id).or_default().push(&new.items[link.new].id);
    }
    let context = Context { old, new, alignment, rules, kinds: &kinds, settled, becomes };
    let places: Vec<usize> = (0..groups.len()).collect();
    parallel::map(&places, |&index| {
        let change = context.change(index, &groups[index]);
        step(change.id.as_str());
        change
    })
}

struct Context<'a> {
    old: &'a Edition,
    new: &'a Edition,
    alignment: &'a Alignment,
    settled: &'a Settled,
    rules: &'a Rules,
    kinds: &'a Kinds,
    becomes: Becomes<'a>,
}

impl Context<'_> {
    fn change(&self, index: usize, group: &Group) -> Change {
        let olds: Vec<&Item> = group.old.iter().map(|&o| &self.old.items[o]).collect();
        let news: Vec<&Item> = group.new.iter().map(|&n| &self.new.items[n]).collect();
        let consolidated = self.is_consolidated(group);
        let diff = self.diff(&olds, &news, consolidated);
        let kind = self.kinds.kind(index, group, &olds, &news);
        let mut reasons = aspects::Reasons::new();
        if consolidated {
            reasons = self.consolidated_aspects(&olds, &news);
        } else if !olds.is_empty() && !news.is_empty() {
            reasons = if self.only_roles(&olds, &news) || self.only_editions(&olds, &news) {
                aspects::Reasons::from([(Aspect::Editorial, Vec::new())])
            } else {
                aspects::aspects(&joined(&olds), &joined(&news), self.rules)
            };
            self.field_aspects(&olds, &news, &mut reasons);
            if let (Some(said), [o], [n]) =
                (reasons.get_mut(&Aspect::ReferencesChanged), olds.as_slice(), news.as_slice())
                && said.is_empty()
            {
                // Why it is no substance: each reference leads to what became of its place.
                *said = following(o, n, &self.becomes).unwrap_or_default();
            }
            if olds.len() + news.len() > 2 {
                // What is parted or joined is said in other words as a matter of course.
                reasons.remove(&Aspect::Reworded);
                reasons.remove(&Aspect::Editorial);
                // So is the condition that each part says again, where nothing else of the demand changed.
                if reasons.keys().all(|a| a.is_light() || *a == Aspect::ConditionChanged) {
                    reasons.remove(&Aspect::ConditionChanged);
                }
            }
        }
        for aspect in self.kinds.number_aspects(group, &olds, &news) {
            reasons.entry(aspect).or_default();
        }
        let kind = match kind {
            Kind::Unchanged
                if reasons.keys().any(|a| !matches!(a, Aspect::Renumbered | Aspect::Relabelled)) =>
            {
                Kind::Modified
            }
            kind => kind,
        };
        let kind = self.settled.kind(&group.old, &group.new).unwrap_or(kind);
        if kind == Kind::Unchanged {
            // Also where a person said so: nothing about the words is told then.
            reasons.retain(|aspect, _| matches!(aspect, Aspect::Renumbered | Aspect::Relabelled));
        }
        let links: Vec<_> = group.links.iter().map(|&l| &self.alignment.links[l]).collect();
        let certainty = links.iter().map(|l| l.certainty).max().unwrap_or(Certainty::Certain);
        let mut change = Change {
            id: change_id(&olds, &news),
            kind,
            aspects: reasons.keys().copied().collect(),
            old: olds.iter().map(|i| i.id.clone()).collect(),
            new: news.iter().map(|i| i.id.clone()).collect(),
            links: links
                .iter()
                .map(|l| kaitei_model::Link {
                    old: self.old.items[l.old].id.clone(),
                    new: self.new.items[l.new].id.clone(),
                    score: l.score,
                    certainty: l.certainty,
                    evidence: l.evidence.clone(),
                })
                .collect(),
            certainty,
            significance: Significance::Info,
            themes: Vec::new(),
            audience: Vec::new(),
            diff,
            candidates: self.candidates(group),
            decision: None,
            reasons: reasons.into_iter().filter(|(_, words)| !words.is_empty()).collect(),
        };
        self.weigh(&mut change, &olds, &news);
        change
    }

    /// Items of several old documents that became one, one or more from each: each is compared with the new item alone.
    fn is_consolidated(&self, group: &Group) -> bool {
        let [n] = group.new.as_slice() else { return false };
        let document = self.new.documents.iter().position(|d| d.id == self.new.items[*n].document);
        let Some(origins) = document.and_then(|d| self.alignment.consolidated.get(&d)) else { return false };
        let from: BTreeSet<&kaitei_model::DocumentId> =
            group.old.iter().map(|&o| &self.old.items[o].document).collect();
        from.len() > 1
            && from.len() == group.old.len()
            && from.iter().all(|id| origins.iter().any(|&d| &self.old.documents[d].id == *id))
    }

    fn diff(&self, olds: &[&Item], news: &[&Item], consolidated: bool) -> Vec<Segment> {
        fn part(item: &Item) -> Part<'_> {
            Part { item: &item.id, text: &item.text }
        }
        let numbers = &self.rules.language.units;
        let new_parts: Vec<Part<'_>> = news.iter().map(|i| part(i)).collect();
        if !consolidated {
            return wording::diff(&olds.iter().map(|i| part(i)).collect::<Vec<_>>(), &new_parts, numbers);
        }
        // The first origin rebuilds the new text; the others show only what became of their own words.
        let mut segments = Vec::new();
        for (turn, item) in olds.iter().enumerate() {
            let own = wording::diff(&[part(item)], &new_parts, numbers);
            if turn == 0 {
                segments.extend(own);
            } else {
                segments.extend(
                    own.into_iter().filter(|s| s.op != DiffOp::Ins).map(|s| Segment { new: None, ..s }),
                );
            }
        }
        segments
    }

    /// Where all old texts equal the new one there is no aspect of the text; role words that follow the merger are editorial.
    fn consolidated_aspects(&self, olds: &[&Item], news: &[&Item]) -> aspects::Reasons {
        let mut all = aspects::Reasons::new();
        let new_text = joined(news);
        let mut per_origin = Vec::new();
        for old in olds {
            per_origin.push(aspects::aspects(&old.text, &new_text, self.rules));
        }
        let roles: Vec<String> = self.role_words(olds, news);
        let strip = |text: &str| self.without_roles(text, &roles);
        let same_but_roles = !roles.is_empty() && olds.iter().all(|o| strip(&o.text) == strip(&new_text));
        // The one text now says what either said: 診療 and 調剤 become 診療又は調剤.
        let is_union = olds.iter().all(|own| {
            aspects::only_added(&own.text, &new_text).is_some_and(|added| {
                added.iter().all(|words| {
                    let stands =
                        |o: &&&Item| !std::ptr::eq(**o, *own) && holds_any_turn(&fold(&o.text), words);
                    olds.iter().any(|o| stands(&o))
                })
            })
        });
        if (same_but_roles || is_union) && per_origin.iter().any(|r| !r.is_empty()) {
            all.insert(Aspect::Editorial, Vec::new());
        } else {
            // Scope words that only follow the merger say nothing about the demand.
            for reasons in per_origin {
                for (aspect, words) in reasons {
                    if aspect == Aspect::ScopeChanged
                        && olds.iter().all(|o| strip(&o.text) != strip(&new_text))
                        && !roles.is_empty()
                        && words.iter().all(|w| only_roles_differ(w, &strip))
                    {
                        continue;
                    }
                    all.entry(aspect).or_default().extend(words);
                }
            }
        }
        for words in all.values_mut() {
            words.sort();
            words.dedup();
        }
        if all.keys().any(|a| !a.is_light()) {
            all.remove(&Aspect::Editorial);
        }
        all.insert(Aspect::Consolidated, Vec::new());
        all
    }

    /// The folded text with every run of role words (医療機関・薬局, 医療機関等) as one mark.
    fn without_roles(&self, text: &str, roles: &[String]) -> String {
        let mut key = self.rules.variants.unify(&fold(text));
        for role in roles {
            key = key.replace(&format!("{role}等"), "\u{1}").replace(role.as_str(), "\u{1}");
        }
        while key.contains("\u{1}\u{1}") {
            key = key.replace("\u{1}\u{1}", "\u{1}");
        }
        key
    }

    /// Whether nothing changed but role words that follow a merger of checklists (医療機関等 → 医療機関・薬局).
    fn only_roles(&self, olds: &[&Item], news: &[&Item]) -> bool {
        let follows = |edition: &Edition, items: &[&Item]| {
            items.iter().all(|i| {
                edition.documents.iter().any(|d| {
                    d.id == i.document && matches!(d.kind, DocumentKind::Checklist | DocumentKind::Manual)
                })
            })
        };
        if self.alignment.consolidated.is_empty() || !follows(self.old, olds) || !follows(self.new, news) {
            return false;
        }
        let mut roles: Vec<String> = self
            .alignment
            .consolidated
            .values()
            .flatten()
            .flat_map(|&d| self.old.documents[d].audience.iter())
            .map(|w| self.rules.variants.unify(&fold(w)))
            .filter(|w| !w.is_empty())
            .collect();
        roles.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        roles.dedup();
        let (old, new) = (joined(olds), joined(news));
        fold(&old) != fold(&new) && self.without_roles(&old, &roles) == self.without_roles(&new, &roles)
    }

    /// Whether nothing changed but what the documents call their own editions (第6.0版 → 第7.0版): that follows from there being a new
    /// one. A date is left alone, it may be when something takes effect.
    fn only_editions(&self, olds: &[&Item], news: &[&Item]) -> bool {
        let ([old], [new]) = (olds, news) else { return false };
        let own = |edition: &Edition, item: &Item| {
            let document = edition.documents.iter().find(|d| d.id == item.document)?;
            let name = fold(&document.edition);
            (name.contains('版') || name.starts_with("ver")).then_some(name)
        };
        let (Some(from), Some(to)) = (own(self.old, old), own(self.new, new)) else { return false };
        let (before, behind) = (fold(&old.text), fold(&new.text));
        before != behind
            && before.contains(&from)
            && before.replace(&from, "\u{1}") == behind.replace(&to, "\u{1}")
    }

    /// The words by which the documents call their readers (医療機関, 薬局): they follow a merger.
    fn role_words(&self, olds: &[&Item], news: &[&Item]) -> Vec<String> {
        let audience = |edition: &Edition, item: &Item| -> Vec<String> {
            edition
                .documents
                .iter()
                .find(|d| d.id == item.document)
                .map(|d| d.audience.iter().map(|a| fold(a)).collect())
                .unwrap_or_default()
        };
        let mut words: Vec<String> = olds
            .iter()
            .flat_map(|i| audience(self.old, i))
            .chain(news.iter().flat_map(|i| audience(self.new, i)))
            .map(|w| self.rules.variants.unify(&w))
            .filter(|w| !w.is_empty())
            .collect();
        words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        words.dedup();
        words
    }

    /// A table row's other columns: a change there is a change of the row.
    fn field_aspects(&self, olds: &[&Item], news: &[&Item], reasons: &mut aspects::Reasons) {
        let ([old], [new]) = (olds, news) else { return };
        let of_table = |edition: &Edition, item: &Item| {
            let document = edition.documents.iter().find(|d| d.id == item.document);
            item.kind == ItemKind::TableRow || document.is_some_and(|d| d.kind == DocumentKind::Table)
        };
        if !of_table(self.old, old) || !of_table(self.new, new) {
            return;
        }
        let roles: BTreeSet<&String> = old.fields.keys().chain(new.fields.keys()).collect();
        for role in roles {
            let (a, b) = (
                old.fields.get(role).map_or("", String::as_str),
                new.fields.get(role).map_or("", String::as_str),
            );
            // What the text holds too was compared with it.
            if fold(a) != fold(b) && !(old.text.contains(a) && new.text.contains(b)) {
                let numbers = |s: &str| fold(s).chars().any(|c| c.is_ascii_digit());
                let aspect = if numbers(a) && numbers(b) { Aspect::NumberChanged } else { Aspect::Reworded };
                reasons.entry(aspect).or_default().push(format!("{role}: {a} → {b}"));
            }
        }
    }

    fn candidates(&self, group: &Group) -> Vec<Candidate> {
        let from =
            |list: Option<&Vec<(usize, u32)>>, of: &ItemId, side: Side, items: &[Item]| -> Vec<Candidate> {
                list.into_iter()
                    .flatten()
                    .map(|&(i, score)| Candidate { of: of.clone(), side, item: items[i].id.clone(), score })
                    .collect()
            };
        let mut all = Vec::new();
        for &o in &group.old {
            let list = self.alignment.old_candidates.get(&o);
            all.extend(from(list, &self.old.items[o].id, Side::New, &self.new.items));
        }
        for &n in &group.new {
            let list = self.alignment.new_candidates.get(&n);
            all.extend(from(list, &self.new.items[n].id, Side::Old, &self.old.items));
        }
        all
    }
}

/// Longer additions are looked for as they stand.
const LONGEST_TURNED: usize = 60;

/// Whether a text holds the words, wherever they are thought to begin: 「電子（カルテ、電子）薬歴」 adds 「電子カルテ、」.
fn holds_any_turn(text: &str, words: &str) -> bool {
    if words.chars().count() > LONGEST_TURNED {
        return text.contains(words);
    }
    words.char_indices().any(|(at, _)| text.contains(&format!("{}{}", &words[at..], &words[..at])))
}

fn only_roles_differ(reason: &str, strip: &dyn Fn(&str) -> String) -> bool {
    reason.split_once(" → ").is_some_and(|(a, b)| strip(a) == strip(b))
}

/// The texts of several items, a line each.
fn joined(items: &[&Item]) -> String {
    items.iter().map(|i| i.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn change_id(olds: &[&Item], news: &[&Item]) -> ChangeId {
    let ids = |items: &[&Item]| {
        let mut ids: Vec<&str> = items.iter().map(|i| i.id.as_str()).collect();
        ids.sort_unstable();
        ids.join(",")
    };
    let hash = Sha256::digest(format!("{}>{}", ids(olds), ids(news)));
    ChangeId(hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect())
}
