//! Brings decisions to the items of two editions: finds the items again, and settles which of two that contradict each other holds.

use std::collections::{BTreeMap, BTreeSet};

use kaitei_model::{Code, Diagnostic, Edition, Kind, NamedItem, Settles};

use super::{
    Applied, Decisions, Entry, Mark, Settled,
    find::{Finder, Trace},
    what,
};

impl Decisions {
    /// Finds the items of every decision, and settles what can be settled.
    pub(crate) fn apply(&self, old: &Edition, new: &Edition) -> Applied {
        let mut diagnostics = self.diagnostics.clone();
        let (olds, news) = (Finder::of(&old.items), Finder::of(&new.items));
        let mut found = Vec::new();
        for entry in &self.entries {
            let (from, to) = (
                look(entry, &entry.decision.old, &olds, ("改定前", "old"), &mut diagnostics),
                look(entry, &entry.decision.new, &news, ("改定後", "new"), &mut diagnostics),
            );
            if let (Some(old), Some(new)) = (from, to) {
                found.push(Mark { line: entry.line, decision: entry.decision.clone(), old, new });
            }
        }
        let mut applied = Applied { file: self.file.clone(), ..Applied::default() };
        applied.settled.documents = self.documents(&old.documents, &new.documents, &mut diagnostics);
        let mut holding = Holding::default();
        // People write below what they wrote before: the later one holds.
        for mark in found.into_iter().rev() {
            match holding.contradicted(&mark) {
                Some((line, settles)) => diagnostics.push(conflict(&mark, line, settles)),
                None => {
                    holding.take(&mark, &mut applied.settled);
                    applied.marks.push(mark);
                }
            }
        }
        applied.marks.reverse();
        diagnostics.sort_by_key(|d| d.args.get("line").and_then(|line| line.parse::<usize>().ok()));
        applied.diagnostics = diagnostics.into_iter().map(|d| d.in_document(&self.file)).collect();
        applied
    }
}

/// The indices of a side's items, ascending; `None`, with a diagnostic, where one is missing.
fn look(
    entry: &Entry,
    named: &[NamedItem],
    finder: &Finder<'_>,
    side: (&str, &str),
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<usize>> {
    let mut all = BTreeSet::new();
    let mut missing = Vec::new();
    for item in named {
        let Some((index, trace)) = finder.find(item) else {
            missing.push(item.citation.as_str());
            continue;
        };
        all.insert(index);
        let code = match trace {
            Trace::Same => continue,
            Trace::Unmarked => Code::DecisionUnmarked,
            Trace::Renumbered => Code::DecisionRenumbered,
            Trace::Edited => Code::DecisionEdited,
        };
        let args = [
            ("line", entry.line.to_string()),
            ("citation", item.citation.clone()),
            ("now", finder.citation(index).to_owned()),
        ];
        diagnostics.push(Diagnostic::new(code, args));
    }
    if missing.is_empty() {
        return Some(all.into_iter().collect());
    }
    let (ja, en) = what(entry.decision.what);
    let args = [
        ("line", entry.line.to_string()),
        ("what", ja.to_owned()),
        ("what-en", en.to_owned()),
        ("side", side.0.to_owned()),
        ("side-en", side.1.to_owned()),
        ("citation", missing.join("」「")),
        ("citation-en", missing.join("\", \"")),
    ];
    diagnostics.push(Diagnostic::new(Code::DecisionStale, args));
    None
}

fn conflict(mark: &Mark, line: usize, settles: Settles) -> Diagnostic {
    let ((ja, en), (other_ja, other_en)) = (what(mark.decision.what), what(settles));
    let args = [
        ("line", mark.line.to_string()),
        ("what", ja.to_owned()),
        ("what-en", en.to_owned()),
        ("other", line.to_string()),
        ("other-what", other_ja.to_owned()),
        ("other-what-en", other_en.to_owned()),
    ];
    Diagnostic::new(Code::DecisionConflict, args)
}

/// What the later decisions settled, each with its line.
#[derive(Default)]
struct Holding {
    links: Vec<Mark>,
    /// The link of each item that has one.
    old: BTreeMap<usize, usize>,
    new: BTreeMap<usize, usize>,
    /// Lines of what was taken apart and of kinds.
    apart: BTreeMap<(usize, usize), usize>,
    kinds: BTreeMap<(Vec<usize>, Vec<usize>), (usize, Kind)>,
}

impl Holding {
    /// The later decision, by line, that this one cannot stand beside.
    fn contradicted(&self, mark: &Mark) -> Option<(usize, Settles)> {
        match mark.decision.what {
            Settles::Link => {
                let claims = mark.old.iter().filter_map(|o| self.old.get(o));
                let claims = claims.chain(mark.new.iter().filter_map(|n| self.new.get(n)));
                let other = claims.copied().find(|&at| {
                    let other = &self.links[at];
                    !(same(other, mark) || is_alone(other) && is_alone(mark))
                });
                other
                    .map(|at| (self.links[at].line, Settles::Link))
                    .or_else(|| pairs(mark).find_map(|p| self.apart.get(&p)).map(|&l| (l, Settles::Unlink)))
            }
            // A link that takes up a part of what was taken apart refines it; one that takes up all of it takes it back.
            Settles::Unlink => {
                let mut line = None;
                for (o, n) in pairs(mark) {
                    match (self.old.get(&o), self.new.get(&n)) {
                        (Some(a), Some(b)) if a == b => line = Some(self.links[*a].line),
                        _ => return None,
                    }
                }
                line.map(|line| (line, Settles::Link))
            }
            Settles::Kind => {
                let (line, kind) = self.kinds.get(&(mark.old.clone(), mark.new.clone()))?;
                (Some(*kind) != mark.decision.kind).then_some((*line, Settles::Kind))
            }
            Settles::Hold | Settles::Note => None,
        }
    }

    fn take(&mut self, mark: &Mark, settled: &mut Settled) {
        match mark.decision.what {
            Settles::Link => {
                if !self.links.iter().any(|other| same(other, mark)) {
                    let at = self.links.len();
                    self.links.push(mark.clone());
                    self.old.extend(mark.old.iter().map(|&o| (o, at)));
                    self.new.extend(mark.new.iter().map(|&n| (n, at)));
                    settled.join(&mark.old, &mark.new);
                }
            }
            Settles::Unlink => {
                self.apart.extend(pairs(mark).map(|pair| (pair, mark.line)));
                settled.part(&mark.old, &mark.new);
            }
            Settles::Kind => {
                if let Some(kind) = mark.decision.kind {
                    let items = (mark.old.clone(), mark.new.clone());
                    self.kinds.entry(items).or_insert((mark.line, kind));
                    settled.name(mark.old.clone(), mark.new.clone(), kind);
                }
            }
            Settles::Hold | Settles::Note => {}
        }
    }
}

fn pairs(mark: &Mark) -> impl Iterator<Item = (usize, usize)> + '_ {
    mark.old.iter().flat_map(|&o| mark.new.iter().map(move |&n| (o, n)))
}

/// Whether two decisions name the same items.
fn same(a: &Mark, b: &Mark) -> bool {
    (&a.old, &a.new) == (&b.old, &b.new)
}

/// Whether a link says only that its items have no counterpart: each on its own, so several may say so.
fn is_alone(mark: &Mark) -> bool {
    mark.old.is_empty() || mark.new.is_empty()
}
