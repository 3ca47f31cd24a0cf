//! Headings: with a number, with words, or by their size alone.

use kaitei_model::ItemKind;

use super::{ANGLE, Builder, DOTTED, Draft, LENS, Mark, MarkRole, Row};
use crate::structure::document::draft::Place;

impl Builder<'_> {
    /// A heading by its words (第2章): where the contents list it, or it looks like one.
    pub(super) fn ranked(&mut self, i: usize, row: &Row, mark: &Mark, begins: bool) -> bool {
        let sentence = ["の", "に", "を", "は", "が", "と", "で", "、", "及び", "又は", "から"];
        let english = mark.class.starts_with("english");
        // An English title is longer in letters, and what ends with a full stop is a sentence.
        let longest = if english { 80 } else { 40 };
        let ended = english && mark.rest.trim_end().ends_with(['.', ',', ';']);
        let title = mark.rest.chars().count() <= longest
            && !mark.rest.contains('。')
            && !ended
            && !sentence.iter().any(|word| mark.rest.starts_with(word));
        let set_off = row.size > self.rows.size * 1.05 || row.bold;
        let looks = self.outline.headings.contains_key(&i)
            || (self.contents.entries.is_empty()
                && !matches!(mark.class.as_str(), "labelled" | "lettered-chapter")
                || set_off
                || mark.class == "code"
                || english
                || matches!(mark.class.as_str(), "annex" | "supplementary")
                    && (mark.rest.is_empty() || mark.spaced || mark.rest.starts_with(['（', '('])))
                && title
                && begins;
        if looks {
            self.leave_unlisted(i);
            self.heading(row, mark, mark.rank);
            self.note_listed(i);
        }
        looks
    }

    /// A heading that the contents list does not stand under a title that they do not list: 改定履歴 before the first chapter.
    pub(super) fn leave_unlisted(&mut self, i: usize) {
        if self.outline.headings.get(&i).copied().flatten().is_some() {
            let (listed, drafts) = (&self.listed, &self.out.drafts);
            self.headings.retain(|&(_, d)| listed.contains(&d) || drafts[d].place != Place::Title);
        }
    }

    /// Remembers that the heading just drafted is listed.
    pub(super) fn note_listed(&mut self, i: usize) {
        if self.outline.headings.get(&i).copied().flatten().is_some() {
            self.listed.extend(self.headings.last().map(|&(_, d)| d));
        }
    }

    /// How high a heading by number stands: dotted ones by their depth, marks of lists (that the contents list) below them in the order
    /// in which the contents use them.
    pub(super) fn rank_of(&self, mark: &Mark) -> u32 {
        // Bare numbers are chapters where sections with dots stand below them, or where the contents list them; else titles below titles.
        let number = mark.number.as_deref().unwrap_or_default();
        let below = |m: &&Mark| m.number.as_deref().is_some_and(|n| n == number || n.contains(['.', '-']));
        let chapters = self.outline.sections
            || self.contents.entries.iter().filter_map(|e| e.mark.as_ref()).any(|m| below(&m));
        if mark.role == MarkRole::Clause && !chapters {
            return ANGLE + 1;
        }
        let depth = if mark.role == MarkRole::List {
            let mut classes: Vec<&str> = Vec::new();
            for m in self.contents.entries.iter().filter_map(|e| e.mark.as_ref()) {
                if m.role == MarkRole::List && !classes.contains(&m.class.as_str()) {
                    classes.push(&m.class);
                }
            }
            9 + classes.iter().position(|c| *c == mark.class).unwrap_or(classes.len()).min(3)
        } else {
            mark.number.as_deref().map_or(1, |n| n.matches(['.', '-']).count() + 1).min(8)
        };
        DOTTED + u32::try_from(depth).unwrap_or(8)
    }

    /// How high a title without a number stands: as high as the numbered ones that the contents set as far in.
    pub(super) fn listed_rank(&self, k: usize) -> Option<u32> {
        let entries = &self.contents.entries;
        let left = entries.get(k)?.region.bounds[0];
        let beside =
            entries.iter().filter(|e| (e.region.bounds[0] - left).abs() < 5).find_map(|e| e.mark.as_ref())?;
        match beside.role {
            MarkRole::Heading => Some(beside.rank),
            MarkRole::Dotted | MarkRole::Clause | MarkRole::List => Some(self.rank_of(beside)),
            _ => None,
        }
    }

    pub(super) fn heading(&mut self, row: &Row, mark: &Mark, rank: u32) {
        self.close(rank);
        let parent = self.headings.last().map(|&(_, d)| d);
        let mut draft = Draft {
            kind: ItemKind::Heading,
            number: mark.number.clone(),
            mark: mark.printed.clone(),
            text: mark.rest.trim().to_owned(),
            code: mark.class == "code",
            parent,
            ..self.draft(row)
        };
        take_tags(&mut draft);
        let index = self.push(draft);
        self.headings.push((rank, index));
    }

    /// A title of a part, set in the middle at the top of a page.
    pub(super) fn centred(&self, i: usize, row: &Row) -> bool {
        let em = row.size.max(8.0);
        let (left, right) = self.rows.edges(row);
        let (before, behind) = (row.bounds.x0 - left, right - row.bounds.x1);
        let middle = before > 5.0 * em && behind > 5.0 * em && (before - behind).abs() < 2.0 * em;
        let words = row.text.trim();
        let top = i == 0
            || self.rows.rows[i - 1].page != row.page
            || self
                .open
                .is_some_and(|d| self.out.drafts[d].is_heading() && self.out.drafts[d].text.is_empty());
        let bare = self.open.is_some_and(|d| {
            let draft = &self.out.drafts[d];
            draft.is_heading() && draft.number.is_some() && draft.text.is_empty()
        });
        middle
            && top
            && (row.page > 1 || bare)
            && words.chars().count() <= 30
            && !words.ends_with(['。', '、'])
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
        while !self.lists.is_empty() {
            self.end_list();
        }
        // Only what stands under a heading that is still open can be taken up again; a list at the document's own level cannot.
        let open = &self.headings;
        self.ended.retain(|l| l.heading.is_some_and(|h| open.iter().any(|&(_, d)| d == h)));
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
    draft.fields.insert("applicability".to_owned(), bracket.to_owned());
    draft.tags = tags;
    draft.text = text[..at].trim_end().to_owned();
}
