//! Which documents are counterparts, and what a person says of it: kept in the file of decisions.

use std::collections::BTreeSet;

use kaitei_model::{DecisionsFile, Document, DocumentId, DocumentsEntry, NamedDocument, Side};
use kaitei_pipeline::{Counterparts, counterparts, decisions};
use serde_json::json;

use crate::Session;

impl Session {
    fn found(&self) -> Result<Counterparts, Vec<kaitei_model::Diagnostic>> {
        counterparts(self.edition(Side::Old), self.edition(Side::New), &self.options())
    }

    /// The documents of both sides and their pairs, as JSON; nothing where a side is empty yet.
    #[must_use]
    pub fn counterparts(&self) -> String {
        let Ok(found) = self.found() else { return json!({ "old": [], "new": [], "pairs": [] }).to_string() };
        let side = |documents: &[Document]| -> Vec<_> {
            let main = documents.iter().filter(|d| d.twin_of.is_none());
            main.map(|d| json!({ "id": d.id, "name": name(d), "edition": d.edition, "file": d.file }))
                .collect()
        };
        let pairs = found.pairs.iter().map(|pair| {
            let by_hand = pair.evidence.iter().any(|evidence| evidence == "decision");
            json!({ "old": pair.old, "new": pair.new, "score": pair.score, "byHand": by_hand })
        });
        let pairs: Vec<_> = pairs.collect();
        json!({ "old": side(&found.old), "new": side(&found.new), "pairs": pairs }).to_string()
    }

    /// Says that the old document became the new one, or that it is gone; as JSON what was wrong.
    pub fn pair(&mut self, old: &str, new: Option<&str>) -> String {
        let found = match self.found() {
            Ok(found) => found,
            Err(errors) => return self.faults(&errors),
        };
        let old = DocumentId(old.to_owned());
        let new = new.map(|id| DocumentId(id.to_owned()));
        let mut touched: BTreeSet<DocumentId> = BTreeSet::from([old.clone()]);
        let mut entries = Vec::new();
        let mut joined = new.is_none();
        for pair in &found.pairs {
            let holds = pair.old.contains(&old);
            let gains = new.as_ref().is_some_and(|new| pair.new.contains(new));
            if !holds && !gains {
                continue;
            }
            touched.extend(pair.old.iter().chain(&pair.new).cloned());
            let mut olds: Vec<&DocumentId> = pair.old.iter().filter(|id| **id != old).collect();
            if gains {
                olds.push(&old);
                joined = true;
            }
            if !(olds.is_empty() && pair.new.is_empty()) {
                entries.push(entry(&found, &olds, &pair.new.iter().collect::<Vec<_>>()));
            }
        }
        if new.is_none() {
            entries.push(entry(&found, &[&old], &[]));
        }
        if !joined {
            return "[]".to_owned();
        }
        // What was said earlier of other documents stays.
        let mut all: Vec<DocumentsEntry> = self.said();
        let names: BTreeSet<NamedDocument> =
            found.old.iter().chain(&found.new).filter(|d| touched.contains(&d.id)).map(named).collect();
        let about = |entry: &DocumentsEntry| entry.old.iter().chain(&entry.new).any(|d| names.contains(d));
        all.retain(|entry| !about(entry));
        all.extend(entries);
        self.say(&all)
    }

    /// Takes back what was said about documents; as JSON what was wrong.
    pub fn unpair(&mut self) -> String {
        self.say(&[])
    }

    fn said(&self) -> Vec<DocumentsEntry> {
        let text = String::from_utf8_lossy(&self.decisions);
        toml::from_str::<DecisionsFile>(text.trim_start_matches('\u{feff}'))
            .map(|file| file.documents)
            .unwrap_or_default()
    }

    fn say(&mut self, entries: &[DocumentsEntry]) -> String {
        match decisions::pairing(&self.decisions_source(), entries) {
            Ok(bytes) => {
                self.decisions = bytes;
                self.changes = None;
                "[]".to_owned()
            }
            Err(errors) => self.faults(&errors),
        }
    }
}

/// What people call a document.
fn name(document: &Document) -> &str {
    [&document.short, &document.title, &document.file]
        .into_iter()
        .find(|name| !name.is_empty())
        .map_or("", String::as_str)
}

fn named(document: &Document) -> NamedDocument {
    NamedDocument { title: name(document).to_owned(), file: document.file.clone() }
}

fn entry(found: &Counterparts, old: &[&DocumentId], new: &[&DocumentId]) -> DocumentsEntry {
    let side = |documents: &[Document], ids: &[&DocumentId]| -> Vec<NamedDocument> {
        documents.iter().filter(|d| ids.contains(&&d.id)).map(named).collect()
    };
    DocumentsEntry { old: side(&found.old, old), new: side(&found.new, new), ..DocumentsEntry::default() }
}
