//! A crosswalk's rows against our changes.

use std::collections::{BTreeMap, BTreeSet};

use kaitei_model::{Change, ChangeSet, Edition, Kind, Side};

use super::{Audit, Finding, Ours, Verdict, rows::Row};

/// Compares; findings in the order of the crosswalk, then what it leaves out in the order of ours.
pub(super) fn compare(rows: &[Row], changes: &ChangeSet) -> Audit {
    let ours = Index::of(changes);
    let mut audit = Audit::default();
    let (mut old_named, mut new_named): (BTreeSet<usize>, BTreeSet<usize>) = Default::default();
    // A crosswalk may say of an item in several rows where its parts went: what it says of an item is all of them together.
    let (mut partners_of_old, mut partners_of_new): (Partners, Partners) = Default::default();
    for row in rows {
        old_named.extend(&row.old);
        new_named.extend(&row.new);
        for &o in &row.old {
            partners_of_old.entry(o).or_default().extend(&row.new);
        }
        for &n in &row.new {
            partners_of_new.entry(n).or_default().extend(&row.old);
        }
    }
    for row in rows {
        let verdict = ours.verdict(row);
        let mut touched: BTreeSet<usize> =
            row.old.iter().filter_map(|o| ours.of_old.get(o)).copied().collect();
        touched.extend(row.new.iter().filter_map(|n| ours.of_new.get(n)));
        audit.findings.push(Finding {
            verdict,
            row: Some(row.number),
            old: names(&changes.old, &row.old),
            new: names(&changes.new, &row.new),
            unknown: row.lost.clone(),
            ours: touched.into_iter().map(|c| ours.tell(c)).collect(),
        });
    }
    for (at, change) in changes.changes.iter().enumerate() {
        let (old, new) = (&ours.sides[at].0, &ours.sides[at].1);
        let mentioned =
            old.iter().any(|o| old_named.contains(o)) || new.iter().any(|n| new_named.contains(n));
        let left_out = if mentioned {
            // Links that none of its rows holds.
            change.links.iter().any(|link| {
                let (Some(&o), Some(&n)) =
                    (ours.olds.get(link.old.as_str()), ours.news.get(link.new.as_str()))
                else {
                    return false;
                };
                let by_old = partners_of_old.get(&o).is_some_and(|p| p.contains(&n));
                let by_new = partners_of_new.get(&n).is_some_and(|p| p.contains(&o));
                // Where its row for the item differs, that row says so already.
                let told = rows
                    .iter()
                    .any(|r| (r.old.contains(&o) || r.new.contains(&n)) && ours.verdict(r) != Verdict::Agree);
                !by_old && !by_new && !told
            })
        } else if change.kind == Kind::Unchanged {
            audit.unmentioned += 1;
            false
        } else {
            change.is_substantive() || change.old.is_empty() || change.new.is_empty()
        };
        if left_out {
            audit.findings.push(Finding {
                verdict: Verdict::TheyMiss,
                row: None,
                old: names(&changes.old, old),
                new: names(&changes.new, new),
                unknown: Vec::new(),
                ours: vec![ours.tell(at)],
            });
        }
    }
    audit
}

type Partners = BTreeMap<usize, BTreeSet<usize>>;

fn names(edition: &Edition, items: &[usize]) -> Vec<String> {
    items.iter().map(|&i| edition.items[i].citation.clone()).collect()
}

/// Our changes by the indices of their items.
struct Index<'a> {
    changes: &'a ChangeSet,
    olds: BTreeMap<&'a str, usize>,
    news: BTreeMap<&'a str, usize>,
    of_old: BTreeMap<usize, usize>,
    of_new: BTreeMap<usize, usize>,
    sides: Vec<(Vec<usize>, Vec<usize>)>,
    links: BTreeSet<(usize, usize)>,
}

impl<'a> Index<'a> {
    fn of(changes: &'a ChangeSet) -> Self {
        let at = |edition: &'a Edition| -> BTreeMap<&'a str, usize> {
            edition.items.iter().enumerate().map(|(i, item)| (item.id.as_str(), i)).collect()
        };
        let (olds, news) = (at(&changes.old), at(&changes.new));
        let mut index = Self {
            changes,
            of_old: BTreeMap::new(),
            of_new: BTreeMap::new(),
            sides: Vec::new(),
            links: BTreeSet::new(),
            olds,
            news,
        };
        for (c, change) in changes.changes.iter().enumerate() {
            let old: Vec<usize> =
                change.old.iter().filter_map(|id| index.olds.get(id.as_str())).copied().collect();
            let new: Vec<usize> =
                change.new.iter().filter_map(|id| index.news.get(id.as_str())).copied().collect();
            index.of_old.extend(old.iter().map(|&o| (o, c)));
            index.of_new.extend(new.iter().map(|&n| (n, c)));
            index.sides.push((old, new));
            for link in &change.links {
                if let (Some(&o), Some(&n)) =
                    (index.olds.get(link.old.as_str()), index.news.get(link.new.as_str()))
                {
                    index.links.insert((o, n));
                }
            }
        }
        index
    }

    /// What we say to a row. Each item of it must have a partner of ours among the row's, or none where the row has none.
    fn verdict(&self, row: &Row) -> Verdict {
        let mut worst = Verdict::Agree;
        if row.old.is_empty() && row.new.is_empty() {
            return Verdict::Unread;
        }
        let mut one = |side: Side, item: usize, others: &[usize]| {
            let linked = others.iter().any(|&other| match side {
                Side::Old => self.links.contains(&(item, other)),
                Side::New => self.links.contains(&(other, item)),
            });
            let change = match side {
                Side::Old => self.of_old.get(&item),
                Side::New => self.of_new.get(&item),
            };
            let alone = change.is_none_or(|&c| self.changes.changes[c].links.is_empty());
            let verdict = match (others.is_empty(), linked, alone) {
                (true, _, true) | (false, true, _) => Verdict::Agree,
                // Theirs has lost its partners on the way to us: nothing can be said.
                (true, _, false) if !row.lost.is_empty() => Verdict::Unread,
                (false, false, true) => Verdict::WeMiss,
                _ => Verdict::Differ,
            };
            worst = worst.max(verdict);
        };
        row.old.iter().for_each(|&o| one(Side::Old, o, &row.new));
        row.new.iter().for_each(|&n| one(Side::New, n, &row.old));
        if worst == Verdict::Agree && !row.lost.is_empty() { Verdict::Unread } else { worst }
    }

    fn tell(&self, change: usize) -> Ours {
        let told: &Change = &self.changes.changes[change];
        let mut candidates: Vec<(u32, String)> = Vec::new();
        for candidate in &told.candidates {
            let (edition, at) = match candidate.side {
                Side::Old => (&self.changes.old, self.olds.get(candidate.item.as_str())),
                Side::New => (&self.changes.new, self.news.get(candidate.item.as_str())),
            };
            if let Some(&at) = at {
                candidates.push((candidate.score, edition.items[at].citation.clone()));
            }
        }
        candidates.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        candidates.dedup_by(|a, b| a.1 == b.1);
        let (old, new) = &self.sides[change];
        Ours {
            change: told.id.clone(),
            kind: told.kind,
            old: names(&self.changes.old, old),
            new: names(&self.changes.new, new),
            score: told.links.iter().map(|l| l.score).min(),
            certainty: told.certainty,
            decided: told.links.iter().any(|l| l.evidence.method == "decided"),
            candidates: candidates.into_iter().map(|(_, name)| name).take(5).collect(),
        }
    }
}
