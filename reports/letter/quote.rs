//! Quotations: whole items, with what they stand under and the notes that belong to them, so that no date stands without its relief
//! and no number without its condition.

use std::collections::BTreeMap;

use kaitei_model::{ChangeSet, DiffOp, Edition, Item, ItemId, ItemKind, Side};

use super::line::{Line, Part, Set};
use crate::clean::clean;
use crate::strings::Arg;
use crate::view::{ItemView, Row, View};

/// Words by which an item says when its rule does not hold. They decide nothing but whether one more quotation is added.
const RELIEF: [&str; 6] =
    ["ただし", "この限りでない", "難しい場合", "できない場合", "差し支えない", "経過措置"];

/// Quotations longer than this stand in 別紙2 alone: whole, or not at all.
const LONGEST: usize = 480;

/// Finds what a quotation needs.
pub(super) struct Quotes<'a> {
    view: &'a View,
    /// Both editions, in document order.
    items: [&'a [Item]; 2],
    by_citation: [BTreeMap<String, usize>; 2],
    by_id: [BTreeMap<&'a ItemId, usize>; 2],
}

impl<'a> Quotes<'a> {
    pub(super) fn new(changes: &'a ChangeSet, view: &'a View) -> Self {
        let numbered = |edition: &'a Edition| edition.items.iter().enumerate();
        let citations = |edition| numbered(edition).map(|(i, item)| (clean(&item.citation), i)).collect();
        let ids = |edition| numbered(edition).map(|(i, item)| (&item.id, i)).collect();
        Self {
            view,
            items: [&changes.old.items, &changes.new.items],
            by_citation: [citations(&changes.old), citations(&changes.new)],
            by_id: [ids(&changes.old), ids(&changes.new)],
        }
    }

    /// A change: its citation and kind, then what both editions say, whole. `None` where that is too long for the page.
    pub(super) fn change(&self, number: usize) -> Option<Vec<Line>> {
        let row = self.view.rows.get(number)?;
        let mut out = vec![self.heading(row, number)];
        let sides = [(Side::New, "letter-quote-new"), (Side::Old, "letter-quote-old")];
        for (side, label) in sides {
            // The heading says that an item is new; what is gone is said to be gone.
            if side == Side::New || !row.came() {
                out.extend(self.side(row, side, label));
            }
        }
        let relief = self.relief_elsewhere(row, &out);
        out.extend(relief);
        let length: usize = out.iter().map(|line| line.text().chars().count()).sum();
        (length <= LONGEST).then_some(out)
    }

    fn heading(&self, row: &Row, number: usize) -> Line {
        let strings = &self.view.strings;
        let mut about = format!("　〔{}〕", row.about(strings));
        for remark in row.remarks_beside_citations(strings) {
            about.push('　');
            about.push_str(remark);
        }
        Line {
            set: Set::Cite,
            parts: vec![
                Part::Text("・".to_owned()),
                Part::Cite(row.title.clone(), number),
                Part::Text(about),
            ],
        }
    }

    /// What a side says: each item whole, below the item that it stands under, followed by its notes.
    fn side(&self, row: &Row, side: Side, label: &str) -> Vec<Line> {
        let strings = &self.view.strings;
        let label = strings.get(label);
        let cells: Vec<_> = row.cells.iter().filter(|cell| cell.side == side).collect();
        let mut out = Vec::new();
        let mut said: Vec<String> = Vec::new();
        for item in cells.iter().flat_map(|cell| &cell.items) {
            // Two checklists that said the same are quoted once.
            let words = item.words();
            if item.segments.is_empty() || said.contains(&words) {
                continue;
            }
            said.push(words);
            for above in self.above(side, item) {
                out.push(quote(&label, vec![Part::Text(above)]));
            }
            out.push(quote(&label, marked(side, item)));
            for note in self.notes(side, item) {
                out.push(quote(&label, vec![Part::Text(note)]));
            }
        }
        if out.is_empty() {
            let id = if side == Side::New { "placeholder-gone" } else { "placeholder-none" };
            out.push(Line::of(Set::Quote, format!("{label}　{}", strings.get(id))));
        }
        out
    }

    fn found(&self, side: Side, item: &ItemView) -> Option<(usize, &'a Item)> {
        let at = *self.by_citation[slot(side)].get(&item.full)?;
        Some((at, self.items[slot(side)].get(at)?))
    }

    /// The requirement that an item stands under, where that has words of its own: (1) means nothing without what ⑥ asks for.
    fn above(&self, side: Side, item: &ItemView) -> Vec<String> {
        let mut out = Vec::new();
        let mut next = self.found(side, item).and_then(|(_, item)| item.parent.as_ref());
        // A contract file may hold a ring of parents.
        for _ in 0..8 {
            let above = next
                .and_then(|id| self.by_id[slot(side)].get(id))
                .and_then(|at| self.items[slot(side)].get(*at));
            let Some(above) = above.filter(|above| above.kind == ItemKind::Requirement) else { break };
            if !above.text.is_empty() {
                out.push(clean(format!("{}　{}", above.mark, above.text).trim()));
            }
            next = above.parent.as_ref();
        }
        out.reverse();
        out
    }

    /// The notes (※, 注) right below an item.
    fn notes(&self, side: Side, item: &ItemView) -> Vec<String> {
        let Some((at, own)) = self.found(side, item) else { return Vec::new() };
        let after = self.items[slot(side)].iter().skip(at + 1);
        after
            .take_while(|next| next.kind == ItemKind::Note && next.document == own.document)
            .map(|note| clean(format!("{}　{}", note.mark, note.text).trim()))
            .collect()
    }

    /// Where a date stands in the new text and no exception with it: another new item that names the date and its exception.
    fn relief_elsewhere(&self, row: &Row, quoted: &[Line]) -> Vec<Line> {
        let words: String = quoted.iter().map(Line::text).collect();
        if RELIEF.iter().any(|word| words.contains(word)) {
            return Vec::new();
        }
        let new = row.cells.iter().filter(|cell| cell.side == Side::New).flat_map(|cell| &cell.items);
        let Some(date) = new.flat_map(|item| dates(&item.text)).next() else { return Vec::new() };
        let relieved = self.items[1].iter().find(|item| {
            item.kind == ItemKind::Requirement
                && item.text.contains(&date)
                && RELIEF.iter().any(|word| item.text.contains(word))
        });
        let Some(item) = relieved else { return Vec::new() };
        let strings = &self.view.strings;
        let label = strings.with("letter-quote-relief", &[("citation", Arg::Text(&clean(&item.citation)))]);
        vec![quote(&label, vec![Part::Text(clean(format!("{}　{}", item.mark, item.text).trim()))])]
    }
}

fn slot(side: Side) -> usize {
    match side {
        Side::Old => 0,
        Side::New => 1,
    }
}

/// 改定後「…」.
fn quote(label: &str, words: Vec<Part>) -> Line {
    let mut parts = vec![Part::Text(format!("{label}「"))];
    parts.extend(words);
    parts.push(Part::Text("」".to_owned()));
    Line { set: Set::Quote, parts }
}

/// The item's words, those that differ between the editions marked.
fn marked(side: Side, item: &ItemView) -> Vec<Part> {
    let own = match side {
        Side::Old => DiffOp::Del,
        Side::New => DiffOp::Ins,
    };
    let mut out = Vec::new();
    if !item.mark.is_empty() {
        out.push(Part::Text(format!("{}　", item.mark)));
    }
    out.extend(item.segments.iter().map(|segment| {
        if segment.op == own { Part::Changed(segment.text.clone()) } else { Part::Text(segment.text.clone()) }
    }));
    out
}

/// Dates with year, month and day, as printed.
pub(super) fn dates(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (at, _) in text.match_indices('年') {
        let before: String = text[..at].chars().rev().take_while(|c| c.is_numeric()).collect();
        let Some((month, rest)) = text[at + '年'.len_utf8()..].split_once('月') else { continue };
        let Some((day, _)) = rest.split_once('日') else { continue };
        let digits =
            |part: &str| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_numeric);
        if !before.is_empty() && digits(month) && digits(day) {
            let year: String = before.chars().rev().collect();
            out.push(format!("{year}年{month}月{day}日"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::dates;

    #[test]
    fn dates_as_they_are_printed() {
        assert_eq!(dates("令和9年4月1日までに、又は2027年10月31日までに"), ["9年4月1日", "2027年10月31日"]);
        assert!(dates("年に1回、4月1日に、3年以内の月の日").is_empty());
    }
}
