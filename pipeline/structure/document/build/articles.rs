//! Articles (第N条) with their captions and variants.

use kaitei_model::ItemKind;

use super::{Builder, Draft, LENS, List, Mark, Row};
use crate::structure::document::draft::Place;

impl Builder<'_> {
    pub(super) fn article(&mut self, row: &Row, mark: &Mark, begins: bool) -> bool {
        // The articles of supplementary provisions (附則) are counted on their own.
        let supplement = self.supplement();
        let known =
            self.out.drafts.iter().skip(supplement.unwrap_or(0)).any(|d| {
                d.place == Place::Number && d.kind == ItemKind::Requirement && d.number == mark.number
            });
        let next = mark.rest.chars().next();
        let set_off = next.is_none_or(|c| c == '（' || c == '(')
            || row
                .text
                .trim_start()
                .chars()
                .nth(mark.printed.chars().count())
                .is_some_and(char::is_whitespace);
        if !(begins || self.caption.is_some() || row.bold) || !set_off || mark.rest.starts_with("及び") {
            return false;
        }
        // A number that stands already is a variant, and only under a label of variants or a caption of its own.
        if known && self.variant.is_empty() && self.caption.is_none() {
            return false;
        }
        // Variants repeat numbers that stand already; an article with a new number comes after them (but for the first variant).
        if !known && self.variant != "例1" {
            self.variant.clear();
        }
        self.headings.retain(|&(r, _)| r < mark.rank || r == LENS - 1 && !self.variant.is_empty());
        self.forget_lists();
        self.requirements = false;
        let parent = self.headings.last().map(|&(_, d)| d);
        let (caption, text) = captioned(&mark.rest);
        let mut draft = Draft {
            kind: ItemKind::Requirement,
            number: mark.number.clone(),
            mark: mark.printed.clone(),
            text: text.to_owned(),
            parent,
            ..self.draft(row)
        };
        if let Some(caption) = caption {
            draft.fields.insert("caption".to_owned(), caption.to_owned());
        }
        // Its own text is 第1項; the 項 that are numbered begin with 2, or with 1 where it has no text of its own.
        let value = u32::from(!text.is_empty());
        if known {
            draft.variant = if self.variant.is_empty() { "2".to_owned() } else { self.variant.clone() };
        }
        self.take_caption(&mut draft);
        let index = self.push(draft);
        // An article is what its 項 stand under, as a heading is.
        self.headings.push((mark.rank, index));
        let heading = Some(index);
        let class = "clause".to_owned();
        let x0 = row.bounds.x0;
        self.lists.push(List {
            class,
            value,
            other: false,
            draft: index,
            x0,
            heading,
            note: false,
            article: true,
        });
        true
    }

    /// Gives the caption that stands above it to an item.
    pub(super) fn take_caption(&mut self, draft: &mut Draft) {
        if let Some(caption) = self.caption.take() {
            draft.regions.insert(0, caption.region());
            draft.fields.insert("caption".to_owned(), caption.text.trim().to_owned());
        }
    }

    /// A paragraph without a number below an article that has no text yet is its first 項.
    pub(super) fn first_paragraph(&mut self, row: &Row, text: &str) -> bool {
        let Some(open) = self.open.filter(|&d| self.out.drafts[d].text.is_empty()) else { return false };
        let Some(list) = self.lists.iter_mut().find(|l| l.article && l.draft == open && l.value == 0) else {
            return false;
        };
        list.value = 1;
        let draft = &mut self.out.drafts[open];
        text.clone_into(&mut draft.text);
        draft.cover(row.region());
        draft.rest_x0.get_or_insert(row.bounds.x0);
        true
    }

    /// The heading of the supplementary provisions that are open.
    pub(super) fn supplement(&self) -> Option<usize> {
        let open = self.headings.iter().rev().map(|&(_, d)| d);
        open.into_iter().find(|&d| self.out.drafts[d].number.as_deref() == Some("附則"))
    }

    /// A caption that no article followed is a title of its own.
    pub(super) fn flush_caption(&mut self) {
        if let Some(row) = self.caption.take() {
            let parent = self.headings.last().map(|&(_, d)| d);
            let draft = Draft {
                kind: ItemKind::Heading,
                text: row.text.trim().to_owned(),
                place: Place::Title,
                parent,
                ..self.draft(&row)
            };
            self.out.drafts.push(draft);
        }
    }
}

/// Longest caption of an article, in characters.
const LONGEST: usize = 30;

/// The caption in brackets behind an article's number, and its text: 第3条（目的）　この規則は….
fn captioned(rest: &str) -> (Option<&str>, &str) {
    const PARTICLES: [char; 8] = ['の', 'に', 'を', 'は', 'が', 'と', 'で', '、'];
    let whole = (None, rest);
    let (open, close) = match rest.chars().next() {
        Some('（') => ('（', '）'),
        Some('(') => ('(', ')'),
        Some('【') => ('【', '】'),
        _ => return whole,
    };
    let Some(end) = rest.find(close).map(|at| at + close.len_utf8()) else { return whole };
    let inside = &rest[open.len_utf8()..end - close.len_utf8()];
    let title = !inside.is_empty()
        && inside.chars().count() <= LONGEST
        && !inside.contains(open)
        && inside.chars().any(|c| !c.is_ascii_digit() && !('０'..='９').contains(&c));
    if title && !rest[end..].starts_with(PARTICLES) {
        (Some(&rest[..end]), rest[end..].trim_start())
    } else {
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::captioned;

    #[test]
    fn a_caption_behind_the_number_is_no_text() {
        assert_eq!(captioned("（目的）　この規程は"), (Some("（目的）"), "この規程は"));
        assert_eq!(captioned("（総則）"), (Some("（総則）"), ""));
        assert_eq!(captioned("（1）の書類"), (None, "（1）の書類"));
        assert_eq!(captioned("この規程（以下「規程」）は"), (None, "この規程（以下「規程」）は"));
    }
}
