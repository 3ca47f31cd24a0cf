//! Headings: with a number, with words, or by their size alone.

use kaitei_model::ItemKind;

use super::{Builder, Draft, LENS, Mark, Row, chars};
use crate::structure::document::draft::Place;

impl Builder<'_> {
    /// A heading by its words (第2章): where the contents list it, or it looks like one.
    pub(super) fn ranked(&mut self, i: usize, row: &Row, mark: &Mark, begins: bool) -> bool {
        let title = mark.rest.chars().count() <= 40 && !mark.rest.contains('。');
        let looks = self.outline.headings.contains_key(&i)
            || (self.contents.entries.is_empty()
                || row.size > self.rows.size * 1.05
                || row.bold
                || mark.class == "code")
                && title
                && begins;
        if looks {
            self.heading(row, mark, mark.rank);
        }
        looks
    }

    pub(super) fn heading(&mut self, row: &Row, mark: &Mark, rank: u32) {
        self.close(rank);
        let parent = self.headings.last().map(|&(_, d)| d);
        let mut draft = Draft {
            kind: ItemKind::Heading,
            number: mark.number.clone(),
            mark: mark.printed.clone(),
            text: mark.rest.trim().to_owned(),
            parent,
            aside: chars(&mark.printed),
            ..self.draft(row)
        };
        take_tags(&mut draft);
        let index = self.push(draft);
        self.headings.push((rank, index));
    }

    /// A heading without a number.
    pub(super) fn title(&mut self, row: &Row, rank: u32, text: &str) {
        self.close(rank);
        let draft =
            Draft { kind: ItemKind::Heading, text: text.to_owned(), place: Place::Title, ..self.draft(row) };
        let index = self.push(draft);
        self.headings.push((rank, index));
    }

    /// Closes headings of the same or a lower standing, and all lists.
    pub(super) fn close(&mut self, rank: u32) {
        self.headings.retain(|&(r, _)| r < rank);
        self.lists.clear();
        self.ended.clear();
        self.requirements = false;
        self.label.clear();
        self.flush_caption();
        if rank < LENS - 1 {
            self.variant.clear();
        }
    }
}

/// Applicability at a heading's end: ［Ⅰ、Ⅲ なお…］ becomes tags, and stays as a field.
pub(super) fn take_tags(draft: &mut Draft) {
    let text = draft.text.trim_end();
    if !text.ends_with(['］', ']']) {
        return;
    }
    let Some(at) = text.rfind(['［', '[']) else { return };
    let bracket = &text[at..];
    let tags = crate::structure::document::tags::tags(bracket);
    if tags.is_empty() {
        return;
    }
    draft.aside += chars(bracket);
    draft.fields.insert("applicability".to_owned(), bracket.to_owned());
    draft.tags = tags;
    draft.text = text[..at].trim_end().to_owned();
}
