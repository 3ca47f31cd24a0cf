//! Notes: with a mark in the text, at the foot of a page, in a box beside it.

use kaitei_model::ItemKind;

use super::{Builder, Draft, List, Mark, MarkRole, Row};
use crate::structure::document::{draft::Place, rows::join};
use crate::text::fold;

impl Builder<'_> {
    /// A note with its mark: ※1, 注2.
    pub(super) fn note(&mut self, row: &Row, mark: &Mark, begins: bool) -> bool {
        if !begins {
            return false;
        }
        let parent = self.parent_for(row);
        let draft = Draft {
            kind: ItemKind::Note,
            place: if mark.number.is_some() { Place::Under } else { Place::Count },
            number: mark.number.clone(),
            mark: mark.printed.clone(),
            text: mark.rest.clone(),
            parent,
            ..self.draft(row)
        };
        let index = self.push(draft);
        // 注１, and below it ２, ３ …: set where the first one's number stands.
        if mark.class == "annotation" && mark.value == 1 {
            let heading = self.headings.last().map(|&(_, d)| d);
            let (class, x0) = ("clause".to_owned(), row.bounds.x0 + row.size);
            self.lists.push(List {
                class,
                value: 1,
                other: false,
                draft: index,
                x0,
                heading,
                note: true,
                article: false,
            });
        }
        true
    }

    pub(super) fn footnote(&mut self, row: &Row) {
        let text = row.text.trim();
        if text.is_empty() {
            return;
        }
        let digits: String = fold(text).chars().take_while(char::is_ascii_digit).collect();
        let starred = text.starts_with(['※', '*', '＊']);
        if digits.is_empty()
            && !starred
            && let Some(open) = self.footnote
        {
            let draft = &mut self.out.drafts[open];
            join(&mut draft.text, text);
            draft.cover(row.region());
            return;
        }
        let skip = if digits.is_empty() { 0 } else { digits.len() };
        let mark: String = text.chars().take(skip).collect();
        let rest: String = text.chars().skip(skip).collect();
        let draft = Draft {
            kind: ItemKind::Note,
            number: (!digits.is_empty()).then_some(digits),
            mark,
            text: rest.trim().to_owned(),
            place: Place::Footnote,
            // A footnote stands under its page, not under a heading.
            parent: None,
            regions: vec![row.region()],
            x0: row.bounds.x0,
            ..Draft::default()
        };
        self.out.drafts.push(draft);
        self.footnote = Some(self.out.drafts.len() - 1);
    }

    /// A box beside the body: a note of its own that does not end the paragraph beside it.
    pub(super) fn margin(&mut self, row: &Row) {
        let text = row.text.trim();
        if text.is_empty() {
            return;
        }
        let bullet = self.grammar.mark(text).is_some_and(|m| m.role == MarkRole::Bullet);
        let goes_on = !bullet
            && !row.gap
            && self.out.drafts.last().is_some_and(|d| {
                d.kind == ItemKind::Note && d.place == Place::Count && d.fields.contains_key("margin")
            });
        if goes_on {
            if let Some(draft) = self.out.drafts.last_mut() {
                join(&mut draft.text, text);
                draft.cover(row.region());
            }
            return;
        }
        let mark = self.grammar.mark(text).filter(|m| m.role == MarkRole::Bullet);
        let draft = Draft {
            kind: ItemKind::Note,
            mark: mark.as_ref().map_or_else(|| "▶".to_owned(), |m| m.printed.clone()),
            text: mark.map_or_else(|| text.to_owned(), |m| m.rest),
            place: Place::Count,
            parent: self.headings.last().map(|&(_, d)| d),
            fields: [("margin".to_owned(), "1".to_owned())].into(),
            ..self.draft(row)
        };
        self.out.drafts.push(draft);
    }
}
