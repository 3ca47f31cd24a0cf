//! Captions of tables and figures.

use kaitei_model::ItemKind;

use super::{Builder, Draft, Mark, Row};

impl Builder<'_> {
    /// A caption of a table or a figure.
    pub(super) fn captioned(&mut self, row: &Row, mark: &Mark, begins: bool) -> bool {
        let looks = begins
            && !mark.rest.is_empty()
            && mark.rest.chars().count() <= 40
            && !mark.rest.contains('。')
            && !mark.rest.starts_with(['に', 'の', 'を', 'は', 'で', 'と', 'が', '、', 'か', 'ま']);
        if looks {
            self.flush_caption();
            let kind = if mark.printed.starts_with('図') { ItemKind::Figure } else { ItemKind::Heading };
            let draft = Draft {
                kind,
                number: mark.number.clone(),
                mark: mark.printed.clone(),
                text: mark.rest.clone(),
                parent: self.headings.last().map(|&(_, d)| d),
                ..self.draft(row)
            };
            let index = self.push(draft);
            if kind == ItemKind::Heading {
                self.table = Some(index);
            }
            self.open = None;
        }
        looks
    }
}
