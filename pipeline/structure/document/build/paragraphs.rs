//! Lines without a mark.

use kaitei_model::ItemKind;

use super::{ANGLE, Builder, Draft, PART, Row, headings::take_tags};
use crate::structure::document::{draft::Place, rows::join};

impl Builder<'_> {
    /// A line without a mark: the rest of what is open, or a paragraph of its own.
    pub(super) fn plain(&mut self, i: usize, row: &Row, text: &str, begins: bool) {
        self.flush_caption();
        if self.first_paragraph(row, text) {
            return;
        }
        if begins && self.centred(i, row) {
            // 別添 on a line of its own, and its title below it.
            let bare = self.open.filter(|&d| {
                let draft = &self.out.drafts[d];
                draft.is_heading() && draft.number.is_some() && draft.text.is_empty()
            });
            if let Some(open) = bare {
                let draft = &mut self.out.drafts[open];
                text.clone_into(&mut draft.text);
                draft.cover(row.region());
                return;
            }
            self.title(row, PART, text);
            return;
        }
        if let (Some(open), false) = (self.open, begins) {
            let draft = &mut self.out.drafts[open];
            join(&mut draft.text, text);
            draft.cover(row.region());
            draft.rest_x0.get_or_insert(row.bounds.x0);
            if draft.is_heading() {
                take_tags(draft);
            }
            return;
        }
        // A second paragraph of a numbered item, indented as its text is.
        if let Some(open) = self.open {
            let draft = &mut self.out.drafts[open];
            let numbered = !draft.is_heading() && draft.number.is_some() && draft.place != Place::Row;
            // Its text begins where its further lines do; a paragraph of the section stands left of that.
            let text_x0 = draft.rest_x0.unwrap_or(draft.x0 + 1.3 * row.size);
            // In a block of requirements no paragraph but an item's own is set in.
            let set_in = self.requirements && row.bounds.x0 > draft.x0 + 0.85 * row.size;
            let inside = numbered && (set_in || row.bounds.x0 > text_x0 - 0.3 * row.size)
                || matches!(draft.kind, ItemKind::Answer | ItemKind::Question | ItemKind::Note);
            if inside {
                draft.text.push('\n');
                draft.text.push_str(text);
                draft.cover(row.region());
                return;
            }
        }
        if self.outline.headings.contains_key(&i)
            || (row.size > self.rows.size * 1.12 && text.chars().count() <= 40 && !text.ends_with('。'))
        {
            let by_size = if row.size > self.rows.size * 1.3 { 2 } else { ANGLE };
            let rank = self.outline.headings.get(&i).copied().flatten().and_then(|k| self.listed_rank(k));
            self.leave_unlisted(i);
            self.title(row, rank.unwrap_or(by_size), text);
            self.note_listed(i);
            return;
        }
        let parent = self.parent_for(row);
        let kind = if self.requirements && parent.is_some_and(|p| !self.out.drafts[p].is_heading()) {
            ItemKind::Requirement
        } else {
            ItemKind::Explanation
        };
        let draft = Draft { kind, text: text.to_owned(), place: Place::Prose, parent, ..self.draft(row) };
        self.push(draft);
    }

    /// The heading that a paragraph or note stands under. It ends the lists that are not set left of it.
    pub(super) fn parent_for(&mut self, row: &Row) -> Option<usize> {
        while self.lists.last().is_some_and(|l| {
            self.out.drafts[l.draft].place != Place::Number && row.bounds.x0 < l.x0 + 0.6 * row.size.max(8.0)
        }) {
            self.end_list();
        }
        let title = self.lists.last().map(|l| l.draft).filter(|&d| self.run_in(d));
        title.or_else(|| self.headings.last().map(|&(_, d)| d))
    }

    /// Whether a numbered item is the title of what is set in below it: 「(1) 帳簿の管理」, and its paragraphs.
    fn run_in(&self, draft: usize) -> bool {
        const LONGEST: usize = 30;
        let draft = &self.out.drafts[draft];
        draft.kind == ItemKind::Explanation
            && draft.place == Place::Under
            && draft.number.is_some()
            && (1..=LONGEST).contains(&draft.text.chars().count())
            && !draft.text.contains(['。', '\n', '：', ':'])
            && !draft.text.ends_with(['、', '，', '.'])
    }
}
