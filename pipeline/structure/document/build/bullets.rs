//! Unnumbered lists.

use kaitei_model::ItemKind;

use super::{Builder, Draft, Mark, Row};
use crate::structure::document::draft::Place;

impl Builder<'_> {
    pub(super) fn bullet(&mut self, row: &Row, mark: &Mark) {
        if let Some(at) =
            self.lists.iter().rposition(|l| l.class == mark.class && (l.x0 - row.bounds.x0).abs() < 6.0)
        {
            self.lists.truncate(at + 1);
            let parent = self.parent_of_list(at);
            let index = self.bullet_item(row, mark, parent);
            self.lists[at].draft = index;
            return;
        }
        while self
            .lists
            .last()
            .is_some_and(|l| l.x0 > row.bounds.x0 - 1.0 && self.out.drafts[l.draft].place == Place::Count)
        {
            self.end_list();
        }
        let parent = self.lists.last().map(|l| l.draft).or_else(|| self.headings.last().map(|&(_, d)| d));
        let index = self.bullet_item(row, mark, parent);
        self.lists.push(self.list(row, mark, index));
    }

    pub(super) fn bullet_item(&mut self, row: &Row, mark: &Mark, parent: Option<usize>) -> usize {
        let kind = if parent.is_some_and(|p| self.out.drafts[p].kind == ItemKind::Requirement)
            || self.requirements
        {
            ItemKind::Requirement
        } else {
            ItemKind::Explanation
        };
        let draft = Draft {
            kind,
            mark: mark.printed.clone(),
            text: mark.rest.clone(),
            place: Place::Count,
            parent,
            label: self.label.clone(),
            ..self.draft(row)
        };
        self.push(draft)
    }
}
