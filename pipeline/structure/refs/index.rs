//! The places of an edition, by how an item's path calls them.

use std::collections::BTreeMap;

use kaitei_model::{DocumentId, DocumentKind, Edition, Item, ItemKind};

use super::{line::canonical, scan::Step};

/// Where things stand in an edition.
pub(super) struct Index<'a> {
    pub(super) edition: &'a Edition,
    /// Canonical paths, by item.
    paths: Vec<Vec<String>>,
    /// Items by document and the last element of their path.
    by_last: BTreeMap<(usize, String), Vec<usize>>,
    /// Index of the document of every item.
    documents: Vec<usize>,
    /// Index of the parent of every item.
    parents: Vec<Option<usize>>,
}

/// What looking for a place found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    One(usize),
    /// Nothing, or nothing that is certain.
    None,
    Several,
}

impl<'a> Index<'a> {
    pub(super) fn of(edition: &'a Edition) -> Self {
        let number: BTreeMap<&DocumentId, usize> =
            edition.documents.iter().enumerate().map(|(i, d)| (&d.id, i)).collect();
        let at: BTreeMap<(usize, &str), usize> = edition
            .items
            .iter()
            .enumerate()
            .map(|(i, item)| ((number.get(&item.document).copied().unwrap_or(0), item.id.as_str()), i))
            .collect();
        let mut index = Self {
            edition,
            paths: Vec::with_capacity(edition.items.len()),
            by_last: BTreeMap::new(),
            documents: Vec::with_capacity(edition.items.len()),
            parents: Vec::with_capacity(edition.items.len()),
        };
        for (i, item) in edition.items.iter().enumerate() {
            let document = number.get(&item.document).copied().unwrap_or(0);
            let path: Vec<String> = item.path.iter().map(|step| canonical(step)).collect();
            if let Some(last) = path
                .last()
                .filter(|_| item.kind != ItemKind::TableRow && item.number.is_some() || !item.mark.is_empty())
            {
                index.by_last.entry((document, last.clone())).or_default().push(i);
            }
            index.parents.push(item.parent.as_ref().and_then(|p| at.get(&(document, p.as_str()))).copied());
            index.paths.push(path);
            index.documents.push(document);
        }
        index
    }

    pub(super) fn item(&self, i: usize) -> &'a Item {
        &self.edition.items[i]
    }

    pub(super) fn document(&self, i: usize) -> usize {
        self.documents[i]
    }

    pub(super) fn kind(&self, document: usize) -> DocumentKind {
        self.edition.documents.get(document).map_or(DocumentKind::Other, |d| d.kind)
    }

    pub(super) fn parent(&self, i: usize) -> Option<usize> {
        self.parents[i]
    }

    pub(super) fn path(&self, i: usize) -> &[String] {
        &self.paths[i]
    }

    /// Whether a document counts with this sort of step at all, at the same depth as the place that is looked for.
    pub(super) fn counts(&self, document: usize, step: &Step) -> bool {
        let alike = |form: &str, other: &str| shape(form) == shape(other);
        self.by_last
            .range((document, String::new())..(document + 1, String::new()))
            .any(|((_, last), _)| step.forms.iter().any(|form| alike(form, last)))
    }

    /// The item of a document that the steps lead to; `from` is where the text stands, if it stands in that document.
    pub(super) fn find(&self, document: usize, steps: &[Step], from: Option<usize>) -> Found {
        let Some(last) = steps.last() else { return Found::None };
        let mut found: Vec<(Rank, usize)> = Vec::new();
        for form in &last.forms {
            for &i in self.by_last.get(&(document, form.clone())).into_iter().flatten() {
                if Some(i) != from
                    && let Some(rank) = self.fit(i, steps, from)
                {
                    found.push((rank, i));
                }
            }
        }
        found.sort();
        found.dedup();
        match found.as_slice() {
            [] => Found::None,
            [(_, only)] => Found::One(*only),
            [first, second, ..] if first.0 < second.0 => Found::One(first.1),
            _ => Found::Several,
        }
    }

    /// How well the steps fit an item's path: every step in order, the last one last.
    fn fit(&self, i: usize, steps: &[Step], from: Option<usize>) -> Option<Rank> {
        let path = &self.paths[i];
        let citation = canonical(&self.item(i).citation);
        let mut gaps = 0;
        let mut k = path.len();
        for (n, step) in steps.iter().enumerate().rev() {
            if step.id == "label" {
                if !step.forms.iter().any(|label| citation.contains(label.as_str())) {
                    return None;
                }
                continue;
            }
            let at = (0..k).rev().find(|&at| step.forms.contains(&path[at]))?;
            let inner = n + 1 < steps.len();
            gaps += if inner { k - at - 1 } else { 0 };
            if n + 1 == steps.len() && at + 1 != path.len() {
                return None;
            }
            // A bare number is a chapter at the outermost place only; elsewhere it is the number of a list.
            if matches!(step.id.as_str(), "number" | "chapter")
                && step.forms.first() == Some(&path[at])
                && (at > 0 || self.item(i).kind != ItemKind::Heading && steps.len() == 1)
            {
                return None;
            }
            k = at;
        }
        // 附則 counts its articles anew.
        let supplement = |path: &[String]| path.iter().any(|p| p.starts_with("附則"));
        if supplement(path)
            && !steps.iter().any(|s| s.id == "supplement")
            && !from.is_some_and(|f| supplement(&self.paths[f]))
        {
            return None;
        }
        let far = from.map_or(0, |f| {
            let common = self.paths[f].iter().zip(path).take_while(|(a, b)| a == b).count();
            path.len().saturating_sub(common)
        });
        Some(Rank { gaps, far: if gaps == 0 && k == 0 { 0 } else { far } })
    }

    /// What stands directly below an item (or at the outermost place) under one of the names, as a text of that label sees it.
    pub(super) fn child(
        &self,
        document: usize,
        above: Option<usize>,
        forms: &[String],
        label: &str,
    ) -> Vec<usize> {
        let mut found: Vec<usize> = forms
            .iter()
            .flat_map(|form| self.by_last.get(&(document, form.clone())).into_iter().flatten().copied())
            .filter(|&i| self.parents[i] == above)
            .collect();
        found.sort_unstable();
        found.dedup();
        if found.len() > 1 && !label.is_empty() {
            found.retain(|&i| label_of(&self.item(i).citation) == label);
        }
        found
    }

    /// The neighbour of the same sort before (`back`) or after an item's ancestor of that sort, in document order.
    pub(super) fn neighbour(&self, i: usize, is: impl Fn(&str) -> bool, back: bool) -> Option<usize> {
        let document = self.documents[i];
        let own = self.ancestors(i).find(|&a| self.paths[a].last().is_some_and(|last| is(last)))?;
        let peer = |k: &usize| {
            self.documents[*k] == document
                && self.parents[*k] == self.parents[own]
                && self.item(*k).number.is_some()
                && self.paths[*k].last().is_some_and(|last| is(last))
        };
        let all = |k: &usize| {
            self.documents[*k] == document
                && self.item(*k).number.is_some()
                && self.paths[*k].last().is_some_and(|last| is(last))
        };
        let near = if back { (0..own).rev().find(peer) } else { (own + 1..self.paths.len()).find(peer) };
        near.or_else(|| if back { (0..own).rev().find(all) } else { (own + 1..self.paths.len()).find(all) })
    }

    /// The item and what stands above it, innermost first.
    pub(super) fn ancestors(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(i), |&k| self.parents[k].filter(|&p| p < k))
    }
}

/// How well a place fits; less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// Elements of the path that the reference leaves out.
    gaps: usize,
    /// How far it stands from the text.
    far: usize,
}

/// The label in a citation: 管理責任 of 1.2.1＜管理責任＞②.
pub(super) fn label_of(citation: &str) -> &str {
    citation.find('＜').and_then(|from| citation.find('＞').map(|to| &citation[from..to])).unwrap_or_default()
}

/// What a place's name looks like with its numbers left out: 第0条, 0.0.
fn shape(form: &str) -> String {
    let mut out = String::new();
    for c in form.chars() {
        let c = if c.is_ascii_digit() {
            '0'
        } else if super::is_mark(c) {
            '①'
        } else {
            c
        };
        if !(c == '0' && out.ends_with('0')) {
            out.push(c);
        }
    }
    out
}
