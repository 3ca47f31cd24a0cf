//! Questions and answers.

use kaitei_model::ItemKind;

use super::{Builder, Draft, LENS, Mark, MarkRole, Row};
use crate::structure::document::draft::Place;

impl Builder<'_> {
    pub(super) fn question(&mut self, row: &Row, mark: &Mark) {
        let question = mark.role == MarkRole::Question;
        if question {
            self.headings.retain(|&(r, _)| r < LENS + 1);
            self.forget_lists();
        }
        let parent = self.headings.last().map(|&(_, d)| d);
        let draft = Draft {
            kind: if question { ItemKind::Question } else { ItemKind::Answer },
            place: if question { Place::Number } else { Place::Under },
            number: if question { mark.number.clone() } else { Some("答".to_owned()) },
            mark: mark.printed.clone(),
            text: mark.rest.clone(),
            parent,
            ..self.draft(row)
        };
        let index = self.push(draft);
        if question {
            self.headings.push((LENS + 1, index));
        }
    }
}
