//! Questions and answers.

use kaitei_model::ItemKind;

use super::{Builder, Draft, LENS, Mark, MarkRole, Row};
use crate::structure::document::draft::Place;

impl Builder<'_> {
    /// Whether a mark is that of the answer to the open question: it begins even behind a full line.
    pub(super) fn answers(&self, mark: &Mark) -> bool {
        let question = self.open.filter(|&d| self.out.drafts[d].kind == ItemKind::Question);
        mark.role == MarkRole::Answer
            && question.is_some_and(|d| super::begins::ends_sentence(&self.out.drafts[d].text))
    }

    pub(super) fn question(&mut self, row: &Row, mark: &Mark) {
        let question = mark.role == MarkRole::Question;
        if question {
            self.headings.retain(|&(r, _)| r < LENS + 1);
            self.forget_lists();
        }
        let parent = self.headings.last().map(|&(_, d)| d);
        let draft = Draft {
            kind: if question { ItemKind::Question } else { ItemKind::Answer },
            place: match (question, &mark.number) {
                (true, Some(_)) => Place::Number,
                (true, None) => Place::Count,
                (false, _) => Place::Under,
            },
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
