//! Numbered lists: which one a number counts on in, and what they stand under.

use kaitei_model::{Code, Diagnostic, ItemKind, Location};

use super::{Builder, Draft, Mark, MarkRole, Row, begins::ends_sentence};
use crate::structure::document::draft::Place;

/// An open list: marks of one class count on in it.
#[derive(Clone, Debug)]
pub(super) struct List {
    pub(super) class: String,
    pub(super) value: u32,
    /// Its marks are of the other count: イロハ, not アイウ; i ii iii, not letters.
    pub(super) other: bool,
    pub(super) draft: usize,
    pub(super) x0: f32,
    /// The heading that it stands under.
    pub(super) heading: Option<usize>,
    /// Its items are 注1, 注2 ….
    pub(super) note: bool,
    /// Its items are the 項 of an article.
    pub(super) article: bool,
}

impl List {
    /// How far a mark is ahead of the last one: 1 is the next. `None` where it is no mark of this list.
    fn ahead(&self, mark: &Mark) -> Option<i64> {
        let count = if self.other { mark.other } else { mark.value };
        // The 項 of an article: 「２ …」 or 「２．…」.
        let paragraph = self.article && self.class == "clause" && mark.class == "dot";
        ((self.class == mark.class || paragraph) && count > 0)
            .then(|| i64::from(count) - i64::from(self.value))
    }

    /// Whether a line begins where the list's marks stand.
    fn at(&self, row: &Row) -> bool {
        (self.x0 - row.bounds.x0).abs() < 0.8 * row.size.max(8.0)
    }
}

/// Numbers further ahead than this do not count on in a list with a gap.
const WIDEST_GAP: i64 = 3;

impl Builder<'_> {
    /// A numbered list: the next of an open one, or the first of a new one.
    pub(super) fn listed(&mut self, row: &Row, mark: &Mark, begins: bool) -> bool {
        if refers(mark) {
            return false;
        }
        // The innermost list that it counts on in, and whose marks stand about there.
        let near = |l: &List| (l.x0 - row.bounds.x0).abs() < 2.5 * row.size.max(8.0);
        // Circled and bracketed numbers, and kana parted from their text, at the head of a line behind a full stop are marks, wherever
        // the line stands.
        let weak = ["clause", "dot", "dotted", "dashed", "lettered", "labelled", "alpha"];
        let strong = !weak.contains(&mark.class.as_str());
        let ended = self.last.is_some_and(|k| ends_sentence(&self.rows.rows[k].text));
        if let Some(at) = self.lists.iter().rposition(|l| l.ahead(mark) == Some(1) && near(l)) {
            if !begins && !strong && !ended && (self.lists[at].x0 - row.bounds.x0).abs() >= 4.0 {
                return false;
            }
            self.count_on(at, row, mark);
            return true;
        }
        if !(begins || strong && (ended || self.shifted(row))) {
            return false;
        }
        let first = mark.value == 1 || mark.other == 1;
        if !first && (self.skipped(row, mark) || self.taken_up(row, mark)) {
            return true;
        }
        if !first {
            return false;
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
            self.end_list();
        }
        let parent = self.lists.last().map(|l| l.draft).or_else(|| self.headings.last().map(|&(_, d)| d));
        let index = self.item(row, mark, parent);
        self.lists.push(self.list(row, mark, index));
        true
    }

    /// Whether a line is set where the further lines of what is open cannot stand.
    fn shifted(&self, row: &Row) -> bool {
        let Some(draft) = self.open.map(|d| &self.out.drafts[d]) else { return true };
        let em = row.size.max(8.0);
        match draft.rest_x0 {
            Some(rest) => (row.bounds.x0 - rest).abs() > 0.6 * em,
            None => row.bounds.x0 > draft.x0 + 3.0 * em,
        }
    }

    /// A new list that begins with a mark (or is one of bullets).
    pub(super) fn list(&self, row: &Row, mark: &Mark, draft: usize) -> List {
        let other = mark.value != 1 && mark.other == 1;
        let value = u32::from(mark.value == 1 || other);
        let heading = self.headings.last().map(|&(_, d)| d);
        List {
            class: mark.class.clone(),
            value,
            other,
            draft,
            x0: row.bounds.x0,
            heading,
            note: false,
            article: false,
        }
    }

    /// Ends all lists for good.
    pub(super) fn forget_lists(&mut self) {
        self.lists.clear();
        self.ended.clear();
    }

    /// Ends the innermost list; its next number may take it up again.
    pub(super) fn end_list(&mut self) {
        self.ended.extend(self.lists.pop().filter(|l| l.value > 0));
    }

    /// A list that goes on behind a gap in its count, or repeats a number: the document does so, or we missed one.
    fn skipped(&mut self, row: &Row, mark: &Mark) -> bool {
        let strange =
            |l: &List| l.at(row) && l.ahead(mark).is_some_and(|n| n == 0 || (2..=WIDEST_GAP).contains(&n));
        let Some(at) = self.lists.iter().rposition(strange) else { return false };
        // Further ahead may be the next of a list that stands open, or was ended, further out.
        if self.ended.iter().any(|l| l.ahead(mark) == Some(1) && l.at(row)) {
            return false;
        }
        self.gap(at, row, mark);
        self.count_on(at, row, mark);
        true
    }

    fn gap(&mut self, at: usize, row: &Row, mark: &Mark) {
        let before = self.out.drafts[self.lists[at].draft].mark.clone();
        self.out.diagnostics.push(
            Diagnostic::new(Code::NumberingGap, [("before", before), ("after", mark.printed.clone())])
                .at(Location { page: Some(row.page), regions: vec![row.region()], ..Location::default() }),
        );
    }

    /// The next number of a list that a paragraph or a title without a number ended: questions with their answers between them, steps
    /// with their reasons, an example in a box.
    fn taken_up(&mut self, row: &Row, mark: &Mark) -> bool {
        let within =
            |most: i64| move |l: &List| l.at(row) && l.ahead(mark).is_some_and(|n| (1..=most).contains(&n));
        let at = self
            .ended
            .iter()
            .rposition(within(1))
            .or_else(|| self.ended.iter().rposition(within(WIDEST_GAP)));
        let Some(at) = at else { return false };
        let list = self.ended.swap_remove(at);
        // The titles that came between are over.
        let under = self.headings.iter().rposition(|&(_, d)| Some(d) == list.heading);
        self.headings.truncate(under.map_or(0, |at| at + 1));
        self.lists.retain(|l| l.heading == list.heading && l.x0 < list.x0 - 3.0);
        let next = list.ahead(mark) == Some(1);
        self.lists.push(list);
        let at = self.lists.len() - 1;
        if !next {
            self.gap(at, row, mark);
        }
        self.count_on(at, row, mark);
        true
    }

    /// The next item of an open list; what is open below it ends.
    fn count_on(&mut self, at: usize, row: &Row, mark: &Mark) {
        self.lists.truncate(at + 1);
        let parent = self.parent_of_list(at);
        let index = self.item(row, mark, parent);
        if self.lists[at].article {
            self.lists[at].class.clone_from(&mark.class);
            self.out.drafts[index].place = Place::Paragraph;
        }
        if self.lists[at].note {
            let draft = &mut self.out.drafts[index];
            draft.kind = ItemKind::Note;
            draft.number = draft.number.take().map(|n| format!("注{n}"));
        }
        self.lists[at].value = if self.lists[at].other { mark.other } else { mark.value };
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
        let kind = if self.requirements
            || parent.is_some_and(|p| self.out.drafts[p].kind == ItemKind::Requirement)
        {
            ItemKind::Requirement
        } else {
            ItemKind::Explanation
        };
        let mut draft = Draft {
            kind,
            number: mark.number.clone(),
            mark: mark.printed.clone(),
            text: mark.rest.clone(),
            place: Place::Under,
            parent,
            label: self.label.clone(),
            ..self.draft(row)
        };
        self.take_caption(&mut draft);
        self.push(draft)
    }
}

/// A number with a particle behind it is a word of its sentence: 「②と③については」, 「(1)の」, 「1.から7.は」.
fn refers(mark: &Mark) -> bool {
    const LONG: [&str; 7] = ["について", "から", "まで", "及び", "又は", "のとおり", "参照"];
    const SHORT: [&str; 6] = ["と", "の", "は", "を", "に", "で"];
    let begins = |words: &[&str]| words.iter().any(|word| mark.rest.starts_with(word));
    let title = mark.rest.starts_with("はじめ");
    if mark.spaced || title {
        return false;
    }
    match mark.role {
        MarkRole::List => begins(&LONG) || begins(&SHORT),
        // A full stop parts a number from its text: 「１．のこぎり」.
        MarkRole::Dotted if mark.class == "dot" => begins(&LONG),
        MarkRole::Dotted => begins(&LONG) || begins(&SHORT),
        _ => false,
    }
}
