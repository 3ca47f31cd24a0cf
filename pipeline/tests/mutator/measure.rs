//! What the pipeline makes of a case, against the truth.

use std::collections::{BTreeMap, BTreeSet};

use kaitei_model::{Certainty, Edition, Item, ItemKind};
use kaitei_pipeline::{Options, Silent, rules::Rules};

use crate::{
    case::Case,
    forest::{Key, Op, file_name},
};

/// Counts that can be added up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    /// True links, and those found, by what was done.
    pub(crate) truth: BTreeMap<Op, [usize; 2]>,
    /// Links found, by what was done to the new item: all, and right ones.
    pub(crate) ours: BTreeMap<Op, [usize; 2]>,
    /// Links that are said to be certain: all, and right ones.
    pub(crate) certain: [usize; 2],
    /// Items that were added: all, and those found to have no counterpart. The same for removed ones.
    pub(crate) added: [usize; 2],
    pub(crate) removed: [usize; 2],
    /// What was missed or wrong, for people.
    pub(crate) told: Vec<String>,
}

impl Tally {
    pub(crate) fn add(&mut self, other: Self) {
        for (op, [all, right]) in other.truth {
            let sum = self.truth.entry(op).or_default();
            *sum = [sum[0] + all, sum[1] + right];
        }
        for (op, [all, right]) in other.ours {
            let sum = self.ours.entry(op).or_default();
            *sum = [sum[0] + all, sum[1] + right];
        }
        for (sum, new) in [
            (&mut self.certain, other.certain),
            (&mut self.added, other.added),
            (&mut self.removed, other.removed),
        ] {
            *sum = [sum[0] + new[0], sum[1] + new[1]];
        }
        self.told.extend(other.told);
    }

    fn sum(of: &BTreeMap<Op, [usize; 2]>) -> [usize; 2] {
        of.values().fold([0, 0], |sum, [all, right]| [sum[0] + all, sum[1] + right])
    }

    /// The figures that are held, in thousandths.
    pub(crate) fn figures(&self) -> BTreeMap<&'static str, usize> {
        let ([truth, found], [ours, right]) = (Self::sum(&self.truth), Self::sum(&self.ours));
        let recall = |op| self.truth.get(&op).map_or(1000, |&[all, found]| share(found, all));
        BTreeMap::from([
            ("links-f1", share(found + right, truth + ours)),
            ("links-precision", share(right, ours)),
            ("links-recall", share(found, truth)),
            ("split-recall", recall(Op::Split)),
            ("merge-recall", recall(Op::Merge)),
            ("regroup-recall", recall(Op::Regroup)),
            ("heavy-recall", recall(Op::Heavy)),
            ("move-reworded-recall", recall(Op::MoveReworded)),
            ("certain-precision", share(self.certain[1], self.certain[0])),
            ("certain-share", share(self.certain[0], ours)),
        ])
    }

    pub(crate) fn table(&self) -> String {
        let mut out = "operation       true links  recall   links found  precision\n".to_owned();
        for op in Op::ALL {
            let [all, found] = self.truth.get(&op).copied().unwrap_or_default();
            let [ours, right] = self.ours.get(&op).copied().unwrap_or_default();
            if all + ours > 0 {
                out += &format!(
                    "{:<15} {all:>10} {:>7} {ours:>13} {:>10}\n",
                    op.id(),
                    share(found, all),
                    share(right, ours)
                );
            }
        }
        out += &format!(
            "added: {} of {} without a counterpart; removed: {} of {}\n",
            self.added[1], self.added[0], self.removed[1], self.removed[0]
        );
        for (name, value) in self.figures() {
            out += &format!("{name} = {value}\n");
        }
        out
    }
}

/// A share in thousandths, rounded down.
pub(crate) fn share(part: usize, of: usize) -> usize {
    (part * 1000).checked_div(of).unwrap_or(1000)
}

/// What to tell of: an operation by its id, `certain` (wrong links that are said to be certain), or nothing.
pub(crate) fn measure(case: &Case, show: &str) -> Tally {
    let options = Options { rules: Rules::builtin(), ..Options::default() };
    let changes = kaitei_pipeline::diff(&case.old, &case.new, &options, &Silent).unwrap();
    let (olds, news) = (keys(&changes.old), keys(&changes.new));
    let counted = |item: &Item| item.kind != ItemKind::Heading && !item.text.is_empty();
    let mut tally = Tally::default();
    let mut found: BTreeSet<(Key, Key)> = BTreeSet::new();
    let (mut linked_old, mut linked_new) = (BTreeSet::new(), BTreeSet::new());
    let tell = |tally: &mut Tally, what: &str, o: Option<&Key>, n: Option<&Key>, more: &str| {
        let side = |all: &BTreeMap<Key, &Item>, key: Option<&Key>| {
            key.map_or("—".to_owned(), |k| format!("[{}] {}", all[k].path.join("/"), all[k].text))
        };
        let head = format!("{what} (seed {}, {}) {more}", case.seed, case.set);
        tally.told.push(format!("{head}\n  old {}\n  new {}\n", side(&olds.1, o), side(&news.1, n)));
    };
    for link in changes.changes.iter().flat_map(|c| &c.links) {
        let (o, n) = (olds.0[link.old.as_str()], news.0[link.new.as_str()]);
        if !counted(olds.1[&o]) || !counted(news.1[&n]) {
            continue;
        }
        found.insert((o, n));
        linked_old.insert(o);
        linked_new.insert(n);
        let right = usize::from(case.links.contains_key(&(o, n)));
        let op = case.news[&n];
        let sum = tally.ours.entry(op).or_default();
        *sum = [sum[0] + 1, sum[1] + right];
        let evidence = format!("{} {} {}", link.evidence.method, link.score, link.certainty.id());
        if link.certainty == Certainty::Certain {
            tally.certain = [tally.certain[0] + 1, tally.certain[1] + right];
            if right == 0 && show == "certain" {
                tell(&mut tally, "wrong though certain", Some(&o), Some(&n), &evidence);
            }
        }
        if right == 0 && (show == op.id() || show == "false") {
            tell(&mut tally, &format!("a false link of {}", op.id()), Some(&o), Some(&n), &evidence);
        }
    }
    for (&(o, n), &op) in &case.links {
        if !counted(olds.1[&o]) || !counted(news.1[&n]) {
            continue;
        }
        let hit = found.contains(&(o, n));
        let sum = tally.truth.entry(op).or_default();
        *sum = [sum[0] + 1, sum[1] + usize::from(hit)];
        if !hit && (show == op.id() || show == "missed") {
            tell(&mut tally, &format!("a missed link of {}", op.id()), Some(&o), Some(&n), "");
        }
    }
    for (n, op) in &case.news {
        let is_new = *op == Op::Add
            || matches!(op, Op::Duplicate | Op::Twin) && !case.links.keys().any(|(_, m)| m == n);
        if is_new && counted(news.1[n]) {
            tally.added = [tally.added[0] + 1, tally.added[1] + usize::from(!linked_new.contains(n))];
        }
    }
    for o in &case.removed {
        tally.removed = [tally.removed[0] + 1, tally.removed[1] + usize::from(!linked_old.contains(o))];
    }
    tally
}

type Keys<'a> = (BTreeMap<&'a str, Key>, BTreeMap<Key, &'a Item>);

/// The items of an edition as the case names them.
fn keys(edition: &Edition) -> Keys<'_> {
    let mut keys: Keys<'_> = (BTreeMap::new(), BTreeMap::new());
    for document in &edition.documents {
        let d = (0..100).find(|&d| file_name(d) == document.file).unwrap();
        for (i, item) in edition.items.iter().filter(|item| item.document == document.id).enumerate() {
            keys.0.insert(item.id.as_str(), (d, i));
            keys.1.insert((d, i), item);
        }
    }
    keys
}
