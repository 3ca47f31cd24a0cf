//! Whether a line begins something new, or goes on with what stands before it.

use super::{Builder, Draft, MarkRole, Row};
use crate::text::fold;

impl Builder<'_> {
    /// Whether a line begins something new by its place: not the rest of the paragraph before it.
    pub(super) fn begins(&self, i: usize, row: &Row) -> bool {
        let (Some(open), Some(before)) = (self.open, self.last.map(|k| &self.rows.rows[k])) else {
            return true;
        };
        let draft = &self.out.drafts[open];
        if draft.is_heading() {
            return !self.goes_on_with_heading(i, row, draft);
        }
        if (row.size - before.size).abs() > 1.5 && row.bounds.y0 > before.bounds.y0 {
            return true;
        }
        let ended = ends_sentence(&before.text);
        let below = row.page == before.page && row.bounds.y0 > before.bounds.y0;
        let far = draft.rest_x0.unwrap_or(draft.x0) - 3.0 * row.size.max(6.0);
        // Behind a line that is set at the right (a date, a sender): far left of it nothing goes on.
        if before.apart || below && row.bounds.x0 < far {
            return true;
        }
        // An address that a line's end parts.
        let last = before.text.split_whitespace().next_back().unwrap_or_default();
        let address = last.contains("://") && row.text.starts_with(|c: char| c.is_ascii_alphanumeric());
        if address && !row.gap && row.text.trim().chars().all(|c| c.is_ascii_graphic()) {
            return false;
        }
        // A date, a sender, 以上: a short line at the right end, and the next one begins elsewhere.
        let elsewhere = (row.bounds.x0 - before.bounds.x0).abs() > 0.6 * row.size.max(6.0);
        // Lines that are a date, a number or a sender each, 制定 … and 改定 …, are two, though both may begin at one place.
        const LAST: [char; 12] = ['日', '号', '長', '殿', '様', '省', '庁', '局', '課', '室', '社', '会'];
        let words = |r: &Row| r.text.trim_end().ends_with(LAST) && self.at_right_end(r);
        if draft.mark.is_empty() && (elsewhere && self.at_right_end(before) || words(before) && words(row)) {
            return true;
        }
        if !before.full() && !self.broken_early(before, row, draft) {
            // A line that stops short of the right edge ends its paragraph.
            return true;
        }
        let size = row.size;
        let plain = draft.mark.is_empty();
        let left = draft.rest_x0.unwrap_or(if plain { draft.x0 - size } else { draft.x0 + size });
        // Behind a marked item: a paragraph that is set where the mark is, or left of the item's further lines.
        let outdented = match draft.rest_x0 {
            Some(rest) => row.bounds.x0 < rest - 0.6 * size,
            None => !plain && (row.bounds.x0 - draft.x0).abs() < 0.6 * size,
        };
        let indented = row.bounds.x0 > left + 0.6 * size;
        ended && (indented || outdented || (row.gap && row.page == before.page))
    }

    /// Whether a line is short and set at the right end of a column that is much wider.
    fn at_right_end(&self, row: &Row) -> bool {
        let left = self.rows.edges(row).0;
        row.full() && row.bounds.x1 - row.bounds.x0 < 0.4 * (row.margin - left)
    }

    /// Short by a word that could not be parted: no sentence ends there, and the next line is set as the paragraph's lines are.
    fn broken_early(&self, before: &Row, row: &Row, draft: &Draft) -> bool {
        let short = before.margin - before.bounds.x1;
        let whole = before.text.trim_end().ends_with(['。', '．', '：', ':', '？', '?']);
        let set_alike = match draft.rest_x0 {
            Some(rest) => (row.bounds.x0 - rest).abs() < 0.6 * row.size,
            None => row.bounds.x0 > draft.x0 - 1.6 * row.size && row.bounds.x0 < draft.x0 + 4.0 * row.size,
        };
        let long = before.bounds.x1 - before.bounds.x0 > 20.0 * row.size;
        // A mark may well begin an item there.
        let marked = self.grammar.mark(&row.text).is_some_and(|m| {
            matches!(
                m.role,
                MarkRole::List | MarkRole::Bullet | MarkRole::Note | MarkRole::Answer | MarkRole::Article
            )
        });
        !marked && short < 6.0 * row.size.max(6.0) && long && !whole && !row.gap && set_alike
    }

    /// A heading over two lines: the contents say so, or its bracket is still open.
    pub(super) fn goes_on_with_heading(&self, i: usize, row: &Row, draft: &Draft) -> bool {
        let Some(before) = self.last.map(|k| &self.rows.rows[k]) else { return false };
        if row.page != before.page
            || (row.size - before.size).abs() > 0.6
            || row.bold != before.bold
            || self.outline.headings.contains_key(&i)
        {
            return false;
        }
        let printed =
            format!("{}{}", draft.text, draft.fields.get("applicability").map_or("", String::as_str));
        let open = |text: &str| {
            let (mut a, mut b) = (0, 0);
            for c in text.chars() {
                match c {
                    '［' | '[' | '（' | '(' | '【' | '「' => a += 1,
                    '］' | ']' | '）' | ')' | '】' | '」' => b += 1,
                    _ => {}
                }
            }
            a > b
        };
        if open(&printed) {
            return true;
        }
        // A title in large type over two lines.
        let large = before.size > self.rows.size * 1.2 && draft.mark.is_empty() && !row.gap;
        if large
            && self.grammar.mark(&row.text).is_none()
            && printed.chars().count() + row.text.chars().count() <= 80
        {
            return true;
        }
        let key = fold(&printed);
        let both = format!("{key}{}", fold(&row.text));
        self.contents.entries.iter().any(|e| {
            e.key.len() > key.len()
                && e.key.starts_with(&both)
                && fold(&draft.mark) == e.mark.as_ref().map_or(String::new(), |m| fold(&m.printed))
        })
    }
}

/// Whether a line ends where a sentence may end.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['。', '．', '）', ')', '」', '』', ':', '：', '？', '?', '】', '］'])
}
