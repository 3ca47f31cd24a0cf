//! Which documents stand together: one section a pair, with the headings of its columns.

use std::collections::BTreeMap;

use kaitei_model::{ChangeSet, Document, DocumentId, DocumentKind, DocumentPair, Side};

use super::index::Index;
use super::{Column, Pairing, Strings};
use crate::clean::clean;
use crate::strings::Arg;

/// A section before its rows are known.
pub(super) struct Plan<'a> {
    pub(super) old: Vec<&'a Document>,
    pub(super) new: Vec<&'a Document>,
    pair: DocumentPair,
}

/// The sections, and which one each document belongs to.
pub(super) struct Plans<'a> {
    pub(super) list: Vec<Plan<'a>>,
    of: BTreeMap<(Side, &'a DocumentId), usize>,
}

impl<'a> Plans<'a> {
    pub(super) fn new(changes: &'a ChangeSet, index: &Index<'a>) -> Self {
        let mut list: Vec<Plan<'a>> = Vec::new();
        let mut of: BTreeMap<(Side, &'a DocumentId), usize> = BTreeMap::new();
        // The same document in another format is listed among the sources, and has no rows of its own.
        let alone_old =
            changes.old.documents.iter().filter(|doc| doc.twin_of.is_none()).map(|doc| (Side::Old, &doc.id));
        let alone_new =
            changes.new.documents.iter().filter(|doc| doc.twin_of.is_none()).map(|doc| (Side::New, &doc.id));
        let pairs = changes.pairs.iter().cloned().chain(alone_new.chain(alone_old).map(|(side, id)| {
            // A document that stands in no pair counts as added or removed as a whole.
            let mut pair = DocumentPair::default();
            match side {
                Side::Old => pair.old.push(id.clone()),
                Side::New => pair.new.push(id.clone()),
            }
            pair
        }));
        for pair in pairs {
            let pick = |side, ids: &[DocumentId]| -> Vec<&'a Document> {
                ids.iter()
                    .filter_map(|id| index.document(side, id))
                    .filter(|doc| !of.contains_key(&(side, &doc.id)))
                    .collect()
            };
            let (old, new) = (pick(Side::Old, &pair.old), pick(Side::New, &pair.new));
            if old.is_empty() && new.is_empty() {
                continue;
            }
            of.extend(old.iter().map(|doc| ((Side::Old, &doc.id), list.len())));
            of.extend(new.iter().map(|doc| ((Side::New, &doc.id), list.len())));
            list.push(Plan { old, new, pair });
        }
        let rank = |plan: &Plan| {
            let position = |documents: &[Document], wanted: &[&Document]| {
                documents.iter().position(|doc| wanted.iter().any(|want| want.id == doc.id))
            };
            let new = position(&changes.new.documents, &plan.new).unwrap_or(usize::MAX);
            (new, position(&changes.old.documents, &plan.old).unwrap_or(usize::MAX))
        };
        let mut order: Vec<usize> = (0..list.len()).collect();
        order.sort_by_key(|&i| list.get(i).map(&rank));
        let mut place = vec![0; list.len()];
        for (to, &from) in order.iter().enumerate() {
            if let Some(slot) = place.get_mut(from) {
                *slot = to;
            }
        }
        for section in of.values_mut() {
            *section = place.get(*section).copied().unwrap_or(*section);
        }
        list.sort_by_key(rank);
        Self { list, of }
    }

    pub(super) fn of(&self, side: Side, document: &DocumentId) -> Option<usize> {
        self.of.get(&(side, document)).copied()
    }
}

impl Plan<'_> {
    /// Whether each old document has a column of its own.
    pub(super) fn consolidated(&self) -> bool {
        self.new.len() == 1 && (2..=3).contains(&self.old.len())
    }

    pub(super) fn short(&self, side: Side) -> Vec<&str> {
        let documents = match side {
            Side::Old => &self.old,
            Side::New => &self.new,
        };
        documents.iter().map(|doc| doc.short.as_str()).filter(|short| !short.is_empty()).collect()
    }

    pub(super) fn title(&self) -> String {
        let documents = if self.new.is_empty() { &self.old } else { &self.new };
        let mut titles: Vec<String> = documents
            .iter()
            .map(|doc| {
                let (title, short) = (clean(&doc.title), clean(&doc.short));
                if title.is_empty() {
                    if short.is_empty() { clean(&doc.file) } else { short }
                } else if short.is_empty() || title.contains(&short) {
                    title
                } else {
                    format!("{title}　{short}")
                }
            })
            .collect();
        titles.dedup();
        titles.join("／")
    }

    /// The short names, new ones where there are any; the title where there is none.
    pub(super) fn short_title(&self) -> String {
        let mut names = self.short(if self.new.is_empty() { Side::Old } else { Side::New });
        names.dedup();
        if names.is_empty() { self.title() } else { clean(&names.join("／")) }
    }

    pub(super) fn columns(&self, changes: &ChangeSet, strings: &Strings) -> Vec<Column> {
        let mut columns = vec![Column {
            side: Side::New,
            heading: heading(Side::New, &self.new, &changes.new.label, false, strings),
        }];
        if self.consolidated() {
            columns.extend(self.old.iter().map(|doc| Column {
                side: Side::Old,
                heading: heading(Side::Old, &[doc], &changes.old.label, true, strings),
            }));
        } else {
            columns.push(Column {
                side: Side::Old,
                heading: heading(Side::Old, &self.old, &changes.old.label, false, strings),
            });
        }
        columns
    }

    pub(super) fn pairing(&self, strings: &Strings) -> Pairing {
        let id = match (self.old.len(), self.new.len()) {
            (0, _) => "document-added",
            (_, 0) => "document-removed",
            (1, 1) => "paired",
            (_, 1) => "consolidated",
            (1, _) => "divided",
            _ => "regrouped",
        };
        let full = |doc: &&Document| {
            let title = clean(if doc.title.is_empty() { &doc.file } else { &doc.title });
            let short = clean(&doc.short);
            let name =
                if short.is_empty() || title.contains(&short) { title } else { format!("{title}　{short}") };
            dated(&name, doc, strings)
        };
        let brief = |doc: &&Document| {
            let name = [&doc.short, &doc.title, &doc.file].into_iter().find(|name| !name.is_empty());
            strings.with(
                "document-quoted",
                &[("title", Arg::Text(&dated(&clean(name.map_or("", String::as_str)), doc, strings)))],
            )
        };
        let evidence: Vec<String> = self
            .pair
            .evidence
            .iter()
            .map(|id| strings.find(&format!("pairing-by-{id}")).unwrap_or_else(|| clean(id)))
            .collect();
        Pairing {
            id,
            label: strings.get(&format!("pairing-{id}")),
            old: self.old.iter().map(full).collect(),
            new: self.new.iter().map(full).collect(),
            old_short: self.old.iter().map(brief).collect(),
            new_short: self.new.iter().map(brief).collect(),
            evidence: if self.old.is_empty() || self.new.is_empty() {
                String::new()
            } else {
                evidence.join(&strings.get("list-comma"))
            },
        }
    }
}

/// A document's name with the edition that it states.
fn dated(name: &str, doc: &Document, strings: &Strings) -> String {
    if doc.edition.is_empty() {
        return name.to_owned();
    }
    let edition = clean(&doc.edition);
    strings.with("document-edition", &[("title", Arg::Text(name)), ("edition", Arg::Text(&edition))])
}

/// The heading of a column: 「第7.0版（改定後）」, for checklists 「令和8年度版」.
fn heading(side: Side, documents: &[&Document], label: &str, alone: bool, strings: &Strings) -> String {
    let own = documents.iter().map(|doc| doc.edition.as_str()).find(|edition| !edition.is_empty());
    let edition = clean(own.unwrap_or(label));
    let side = match side {
        Side::Old => "old",
        Side::New => "new",
    };
    let words = strings.get(&format!("side-{side}"));
    if let (true, Some(doc)) = (alone, documents.first()) {
        let edition = if edition.is_empty() { words } else { edition };
        let short = clean(if doc.short.is_empty() { &doc.title } else { &doc.short });
        return strings
            .with("column-of", &[("edition", Arg::Text(&edition)), ("document", Arg::Text(&short))]);
    }
    if edition.is_empty() {
        return words;
    }
    if documents.iter().any(|doc| doc.kind == DocumentKind::Checklist) {
        return edition;
    }
    strings.with("column-of", &[("edition", Arg::Text(&edition)), ("document", Arg::Text(&words))])
}
