//! What a report on paper shows of a chapter: all of it, or the digest with the headings that its rows stand under.

use kaitei_model::Side;

use super::{Chapter, Entry, Fold, ItemView, Row, Section, Strings, View};
use crate::Scope;
use crate::strings::Arg;

/// One line of a chapter's table.
pub(crate) enum Shown<'a> {
    /// A heading above the rows that follow.
    Heading(String),
    /// A change.
    Row(&'a Row),
    /// A run of equal items.
    Fold(&'a Fold),
}

/// Whether the digest shows the row: a change of substance to a requirement or checklist row that is not for information
/// only (the same demand in other words), or an important one wherever it stands.
pub(crate) fn in_digest(row: &Row) -> bool {
    row.substantive && (row.significance.id == "high" || (row.requirement && row.significance.id != "info"))
}

impl View {
    /// The lines of a chapter, in order; empty where the scope leaves nothing of it.
    pub(crate) fn shown<'a>(&'a self, chapter: &'a Chapter, scope: Scope) -> Vec<Shown<'a>> {
        let mut out = Vec::new();
        // Headings that the next row that is shown stands under.
        let mut pending: Vec<String> = Vec::new();
        let mut after_heading = false;
        for entry in &chapter.entries {
            let was_heading = std::mem::replace(&mut after_heading, matches!(entry, Entry::Heading(_)));
            match entry {
                Entry::Fold(fold) if scope == Scope::Full => out.push(Shown::Fold(fold)),
                Entry::Fold(_) => {}
                Entry::Heading(number) => {
                    if !was_heading {
                        pending.clear();
                    }
                    pending.extend(self.rows.get(*number).and_then(Row::heading));
                }
                Entry::Row(number) => {
                    let Some(row) = self.rows.get(*number) else { continue };
                    if !row.context.is_empty() {
                        pending = vec![row.context.clone()];
                    }
                    if scope == Scope::Full || in_digest(row) {
                        out.extend(pending.drain(..).map(Shown::Heading));
                        out.push(Shown::Row(row));
                    } else if let Some(heading) = row.heading() {
                        pending = vec![heading];
                    }
                }
            }
        }
        out
    }

    /// The changes of a chapter, in order, those in runs among them.
    pub(crate) fn changes_of<'a>(
        &'a self,
        chapter: &'a Chapter,
        scope: Scope,
    ) -> impl Iterator<Item = &'a Row> {
        let numbers = chapter.opened_by.iter().chain(chapter.entries.iter().flat_map(|entry| match entry {
            Entry::Row(number) | Entry::Heading(number) => std::slice::from_ref(number),
            Entry::Fold(fold) => fold.rows.as_slice(),
        }));
        numbers
            .filter_map(|number| self.rows.get(*number))
            .filter(move |row| scope == Scope::Full || in_digest(row))
    }

    /// The headings of a section's items, for a document that is new or gone as a whole.
    pub(crate) fn headings(&self, section: usize) -> Vec<String> {
        self.rows.iter().filter(|row| row.section == section).filter_map(Row::heading).collect()
    }

    /// How many changes the digest leaves out, unchanged items aside.
    pub(crate) fn left_out(&self) -> usize {
        self.rows.iter().filter(|row| row.kind.id != "unchanged" && !in_digest(row)).count()
    }
}

impl Row {
    /// The items of a side, whichever column they stand in.
    fn items(&self, side: Side) -> impl Iterator<Item = &ItemView> {
        self.cells.iter().filter(move |cell| cell.side == side).flat_map(|cell| &cell.items)
    }

    /// The remarks that say more than the citations of both sides, where these stand beside them.
    pub(crate) fn remarks_beside_citations<'a>(&'a self, strings: &Strings) -> impl Iterator<Item = &'a str> {
        let names = self.items(Side::Old).flat_map(|item| [&item.citation, &item.full]);
        let said: Vec<String> = names
            .map(|old| strings.with("remark-renumbered", &[("old", Arg::Text(old)), ("new", Arg::Text(""))]))
            .collect();
        self.remarks.iter().map(String::as_str).filter(move |remark| !said.iter().any(|own| own == remark))
    }

    /// Whether no old item stands in the row.
    pub(crate) fn came(&self) -> bool {
        self.items(Side::Old).next().is_none()
    }

    /// The citation that people look the change up by: the first new one, or the first old one of what is gone.
    pub(crate) fn citation(&self) -> &str {
        self.cells.iter().flat_map(|cell| &cell.items).next().map_or("", |item| item.full.as_str())
    }

    /// The citations of a side in full, one a line.
    pub(crate) fn citations(&self, side: Side) -> String {
        lines(self.items(side).map(|item| item.full.clone()))
    }

    /// The texts of a side with their marks, one a line.
    pub(crate) fn texts(&self, side: Side) -> String {
        lines(self.items(side).map(ItemView::words))
    }

    /// Where the items of a side stand, one a line.
    pub(crate) fn places(&self, side: Side) -> String {
        lines(self.items(side).map(|item| item.place.clone()))
    }

    /// The row's heading with its mark, where it is one.
    fn heading(&self) -> Option<String> {
        let item = self.cells.iter().flat_map(|cell| &cell.items).find(|item| item.heading)?;
        Some(item.words())
    }
}

impl ItemView {
    /// Mark and text.
    pub(crate) fn words(&self) -> String {
        if self.mark.is_empty() { self.text.clone() } else { format!("{}　{}", self.mark, self.text) }
    }
}

fn lines(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("\n")
}

impl Section {
    /// The message that says so where the document has no counterpart.
    pub(crate) fn whole(&self) -> Option<&'static str> {
        match self.pairing.id {
            "document-added" => Some("md-whole-added"),
            "document-removed" => Some("md-whole-removed"),
            _ => None,
        }
    }
}
