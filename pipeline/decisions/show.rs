//! Shows on each change what was decided about it.

use std::collections::BTreeMap;

use kaitei_model::{Change, Code, Decision, Diagnostic, Edition, ItemId, Settles};

use super::{Applied, Mark, verdict};

impl Applied {
    /// Puts on each change the decision that shapes it most, and says which kinds fitted no change.
    pub(crate) fn show(
        self,
        mut changes: Vec<Change>,
        old: &Edition,
        new: &Edition,
    ) -> (Vec<Change>, Vec<Diagnostic>) {
        let mut diagnostics = self.diagnostics;
        if self.marks.is_empty() {
            return (changes, diagnostics);
        }
        let ids = |items: &[usize], edition: &Edition| -> Vec<ItemId> {
            items.iter().map(|&i| edition.items[i].id.clone()).collect()
        };
        let at = |side: &dyn Fn(&Change) -> Vec<ItemId>| -> BTreeMap<ItemId, usize> {
            changes
                .iter()
                .enumerate()
                .flat_map(|(c, change)| side(change).into_iter().map(move |id| (id, c)))
                .collect()
        };
        let (olds, news) = (at(&|c| c.old.clone()), at(&|c| c.new.clone()));
        let mut touching: BTreeMap<usize, Vec<(&Mark, Decision)>> = BTreeMap::new();
        for mark in &self.marks {
            let (old, new) = (ids(&mark.old, old), ids(&mark.new, new));
            let mut touched: Vec<usize> = old
                .iter()
                .filter_map(|id| olds.get(id))
                .chain(new.iter().filter_map(|id| news.get(id)))
                .copied()
                .collect();
            touched.sort_unstable();
            touched.dedup();
            if mark.decision.what == Settles::Kind {
                let whole = |&c: &usize| changes[c].old == old && changes[c].new == new;
                touched.retain(whole);
                if touched.is_empty() {
                    let kind = mark.decision.kind.map_or("", kaitei_model::Kind::id);
                    let args = [("line", mark.line.to_string()), ("kind", kind.to_owned())];
                    diagnostics.push(Diagnostic::new(Code::DecisionUnfit, args).in_document(&self.file));
                }
            }
            let decision = Decision {
                verdict: verdict(mark.decision.what),
                what: Some(mark.decision.what),
                old,
                new,
                by: mark.decision.by.clone(),
                when: mark.decision.when.clone(),
                note: mark.decision.note.clone(),
            };
            for change in touched {
                touching.entry(change).or_default().push((mark, decision.clone()));
            }
        }
        for (change, mut decisions) in touching {
            // The one that shapes most, of two alike the later; then the others, for their remarks.
            decisions.sort_by_key(|(mark, _)| (rank(mark.decision.what), std::cmp::Reverse(mark.line)));
            let mut notes: Vec<String> = Vec::new();
            for (_, decision) in &decisions {
                if !decision.note.is_empty() && !notes.contains(&decision.note) {
                    notes.push(decision.note.clone());
                }
            }
            changes[change].decision =
                decisions.into_iter().next().map(|(_, first)| Decision { note: notes.join("\n"), ..first });
        }
        (changes, diagnostics)
    }
}

fn rank(what: Settles) -> u8 {
    match what {
        Settles::Link => 0,
        Settles::Kind => 1,
        Settles::Unlink => 2,
        Settles::Hold => 3,
        Settles::Note => 4,
    }
}
