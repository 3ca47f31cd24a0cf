//! Numbered lists: which one a number counts on in, and what they stand under.

use kaitei_model::{Code, Diagnostic, ItemKind, Location};

use super::{Builder, Draft, Mark, Row, begins::ends_sentence, chars};
use crate::structure::document::draft::Place;

/// An open list: marks of one class count on in it.
#[derive(Clone, Debug)]
pub(super) struct List {
    pub(super) class: String,
    pub(super) value: u32,
    pub(super) draft: usize,
    pub(super) x0: f32,
}

impl Builder<'_> {
    /// A numbered list: the next of an open one, or the first of a new one.
    pub(super) fn listed(&mut self, row: &Row, mark: &Mark, begins: bool) -> bool {
        // The innermost list that it counts on in, and whose marks stand about there.
        let near = |l: &List| (l.x0 - row.bounds.x0).abs() < 2.5 * row.size.max(8.0);
        let open =
            self.lists.iter().rposition(|l| l.class == mark.class && mark.value == l.value + 1 && near(l));
        if let Some(at) = open {
            let exact = mark.class == "circled"
                || mark.class.starts_with("paren")
                || (self.lists[at].x0 - row.bounds.x0).abs() < 4.0;
            if !begins && !exact {
                return false;
            }
            self.count_on(at, row, mark);
            return true;
        }
        // Circled and bracketed numbers at the head of a line behind a full stop are marks, wherever the line stands.
        let strong = mark.class == "circled" || mark.class.starts_with("paren");
        let ended = self.last.is_some_and(|k| ends_sentence(&self.rows.rows[k].text));
        if !(begins || strong && ended) {
            return false;
        }
        // A list that goes on behind a gap in its count: the document skips a number, or we missed one.
        let skipped = self.lists.iter().rposition(|l| {
            l.class == mark.class
                && mark.value > l.value + 1
                && mark.value <= l.value + 3
                && (l.x0 - row.bounds.x0).abs() < 3.0
        });
        if let Some(at) = skipped {
            let before = self.out.drafts[self.lists[at].draft].mark.clone();
            self.out.diagnostics.push(
                Diagnostic::new(Code::NumberingGap, [("before", before), ("after", mark.printed.clone())])
                    .at(Location { page: Some(row.page), ..Location::default() }),
            );
            self.count_on(at, row, mark);
            return true;
        }
        if mark.value != 1 {
            return self.taken_up(row, mark);
        }
        // A first mark. The same class anew is a list beside the open one, another class one below the item that stands left of it.
        if let Some(at) = self.lists.iter().position(|l| l.class == mark.class && l.x0 >= row.bounds.x0 - 3.0)
        {
            self.lists.truncate(at);
        }
        while self
            .lists
            .last()
            .is_some_and(|l| l.x0 > row.bounds.x0 + 3.0 && self.out.drafts[l.draft].place != Place::Number)
        {
            self.lists.pop();
        }
        let parent = self.lists.last().map(|l| l.draft).or_else(|| self.headings.last().map(|&(_, d)| d));
        let index = self.item(row, mark, parent);
        self.lists.push(List { class: mark.class.clone(), value: 1, draft: index, x0: row.bounds.x0 });
        true
    }

    /// The next number of a list that a paragraph ended: questions with their answers between them, steps with their reasons.
    pub(super) fn taken_up(&mut self, row: &Row, mark: &Mark) -> bool {
        let next = |l: &List| {
            l.class == mark.class && mark.value == l.value + 1 && (l.x0 - row.bounds.x0).abs() < 3.0
        };
        let Some(at) = self.ended.iter().rposition(next) else { return false };
        let list = self.ended.swap_remove(at);
        self.lists.retain(|l| l.x0 < list.x0 - 3.0);
        self.lists.push(list);
        self.count_on(self.lists.len() - 1, row, mark);
        true
    }

    /// The next item of an open list; what is open below it ends.
    pub(super) fn count_on(&mut self, at: usize, row: &Row, mark: &Mark) {
        self.lists.truncate(at + 1);
        let parent = self.parent_of_list(at);
        let index = self.item(row, mark, parent);
        self.lists[at].value = mark.value;
        self.lists[at].draft = index;
    }

    pub(super) fn parent_of_list(&self, at: usize) -> Option<usize> {
        // The 項 of an article stand under the article, whose own draft opened the list.
        let draft = self.lists[at].draft;
        if self.out.drafts[draft].place == Place::Number {
            Some(draft)
        } else {
            self.out.drafts[draft].parent
        }
    }

    pub(super) fn item(&mut self, row: &Row, mark: &Mark, parent: Option<usize>) -> usize {
        let article = parent.is_some_and(|p| {
            self.out.drafts[p].place == Place::Number
                && !self.out.drafts[p].is_heading()
                && self.out.drafts[p].kind == ItemKind::Requirement
        });
        let kind = if self.requirements
            || parent.is_some_and(|p| self.out.drafts[p].kind == ItemKind::Requirement)
        {
            ItemKind::Requirement
        } else {
            ItemKind::Explanation
        };
        let place = if mark.class == "clause" && article { Place::Paragraph } else { Place::Under };
        let draft = Draft {
            kind,
            number: mark.number.clone(),
            mark: mark.printed.clone(),
            text: mark.rest.clone(),
            place,
            parent,
            label: self.label.clone(),
            aside: chars(&mark.printed),
            ..self.draft(row)
        };
        self.push(draft)
    }
}
