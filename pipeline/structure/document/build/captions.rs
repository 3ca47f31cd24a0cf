//! Captions of tables and figures.

use kaitei_model::ItemKind;

use super::{Builder, Draft, Mark, Row};
use crate::structure::document::captions;

impl Builder<'_> {
    /// A caption of a table or a figure.
    pub(super) fn captioned(&mut self, i: usize, row: &Row, mark: &Mark, begins: bool) -> bool {
        let figure = self.frame.figures.get(&i);
        let looks = begins || figure.is_some();
        if looks {
            self.flush_caption();
            let follows = self.rows.rows.get(i + 1).is_some_and(|r| r.table.is_some());
            let figure_it_is = captions::of_figure(mark, follows);
            let kind = if figure_it_is { ItemKind::Figure } else { ItemKind::Heading };
            let mut draft = Draft {
                kind,
                number: mark.number.clone(),
                mark: mark.printed.clone(),
                text: mark.rest.clone(),
                parent: self.headings.last().map(|&(_, d)| d),
                ..self.draft(row)
            };
            if let Some(inside) = figure {
                // Opaque, but not lost: the words of the drawing in reading order.
                let words: Vec<String> =
                    inside.iter().map(|&k| self.rows.rows[k].letters().trim().to_owned()).collect();
                draft.fields.insert("labels".to_owned(), words.join("｜"));
                inside.iter().for_each(|&k| draft.cover(self.rows.rows[k].region()));
            }
            let index = self.push(draft);
            if kind == ItemKind::Heading {
                self.table = Some(index);
            }
            self.open = None;
        }
        looks
    }
}
