//! The rows of a table as what they are: sections, items, notes, words about the rows below.

use std::collections::{BTreeMap, BTreeSet};

use kaitei_read::workbook::Range;

use super::columns::Layout;
use super::grid::{Grid, Placed, joined};
use super::header::Header;
use super::marks::{self, Mark, Style, is_above};
use super::vocabulary::Vocabulary;
use crate::text::fold;

/// The longest text that is a heading without a mark, and the longest that speaks of the rows below, in characters.
const MAX_HEADING: usize = 60;
const MAX_SUBHEADER: usize = 60;
/// A row with so many characters may be a sentence.
const SENTENCE: usize = 24;
/// The longest mark that has a column of its own beside its title, in characters.
const LONGEST_MARK: usize = 6;

/// One thing that the rows of a table say, in their order.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) what: What,
    pub(super) mark: Option<Mark>,
    pub(super) text: String,
    pub(super) fields: BTreeMap<String, String>,
    pub(super) range: Range,
}

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A section by a column of sections: which of them.
    Column(usize),
    /// A section by a row of its own.
    Section,
    /// Words in brackets that head the rows below.
    Label,
    /// Words about the rows below.
    Subheader,
    /// An item.
    Item,
    /// Running text.
    Text,
    /// A note; the mark's number is empty where none is printed.
    Note,
}

impl Event {
    fn new(what: What, text: String, range: Range) -> Self {
        Self { what, mark: None, text, fields: BTreeMap::new(), range }
    }
}

/// The events of the rows below a header, and the rows in which the header is printed again.
pub(super) fn read(
    grid: &Grid<'_>,
    header: &Header,
    layout: &Layout,
    words: &Vocabulary,
) -> (Vec<Event>, BTreeSet<u32>) {
    let mut reader =
        Reader { grid, layout, words, events: Vec::new(), last_row: None, open: BTreeMap::new() };
    let head: Vec<&str> = grid.own_cells(header.top).map(|placed| placed.text).collect();
    let mut again = BTreeSet::new();
    for &row in grid.rows.range(header.bottom + 1..).map(|(row, _)| row) {
        if again.contains(&row) {
            continue;
        }
        // A header that is printed again.
        if head.len() > 1 && grid.own_cells(row).map(|placed| placed.text).eq(head.iter().copied()) {
            again.extend(row..=row + (header.bottom - header.top));
            continue;
        }
        reader.row(row);
    }
    (reader.events, again)
}

/// Whether the rows of a table that is no checklist are numbered demands: most bear a number of their own, and say a sentence.
pub(super) fn demand(events: &[Event], layout: &Layout) -> bool {
    let items: Vec<&Event> = events.iter().filter(|event| event.what == What::Item).collect();
    let says = |event: &&&Event| {
        let text = event.text.trim_end();
        event.mark.is_some() && text.chars().count() >= SENTENCE && text.ends_with(['。', '.', ')', '）'])
    };
    !layout.changes && items.len() >= 2 && items.iter().filter(says).count() * 10 >= items.len() * 7
}

struct Reader<'g, 'a> {
    grid: &'g Grid<'a>,
    layout: &'g Layout,
    words: &'g Vocabulary,
    events: Vec<Event>,
    /// The row and the place of the last item, which a following row may continue.
    last_row: Option<(u32, usize)>,
    /// What the columns that repeat their section in every row said last, by level.
    open: BTreeMap<usize, String>,
}

/// The cells of one row by what they are for.
struct Parts<'g, 'a> {
    item: Option<&'g Placed<'a>>,
    number: Option<&'g Placed<'a>>,
    sections: Vec<(usize, &'g Placed<'a>)>,
    others: Vec<&'g Placed<'a>>,
    range: Range,
}

impl<'g, 'a> Reader<'g, 'a> {
    fn parts(&self, row: u32) -> Option<Parts<'g, 'a>> {
        let covers =
            |placed: &Placed<'_>, column: u32| (placed.range.left..=placed.range.right).contains(&column);
        let mut parts = Parts {
            item: None,
            number: None,
            sections: Vec::new(),
            others: Vec::new(),
            range: Range { top: row, left: u32::MAX, bottom: row, right: self.layout.right },
        };
        let cells =
            self.grid.own_cells(row).filter(|placed| !self.layout.ignored.contains(&placed.range.left));
        for placed in cells {
            let section = self.layout.sections.iter().position(|column| covers(placed, *column));
            if covers(placed, self.layout.item) {
                parts.item = Some(placed);
            } else if self.layout.number.is_some_and(|column| covers(placed, column)) {
                parts.number = Some(placed);
            } else if let Some(level) = section {
                parts.sections.push((level, placed));
                continue;
            } else {
                parts.others.push(placed);
            }
            parts.range.left = parts.range.left.min(placed.range.left);
            parts.range.right = parts.range.right.max(placed.range.right);
            parts.range.bottom = parts.range.bottom.max(placed.range.bottom);
        }
        let any = parts.item.or(parts.number).or(parts.others.first().copied()).is_some()
            || !parts.sections.is_empty();
        any.then_some(parts)
    }

    fn row(&mut self, row: u32) {
        let Some(parts) = self.parts(row) else { return };
        if self.is_note_bar(&parts) {
            let bar = parts.sections.first().map(|(_, placed)| *placed);
            self.note(bar, &parts);
            return;
        }
        self.sections(&parts);
        let first = parts.number.or(parts.item).or(parts.others.first().copied());
        if self.note(first, &parts) {
            return;
        }
        match (parts.number, parts.item) {
            (Some(number), Some(item)) => self.numbered(row, number, item, &parts),
            (Some(number), None) if parts.others.is_empty() => self.lone(row, number, &parts),
            (Some(number), None) => {
                let mut event = self.event(What::Item, String::new(), &parts);
                event.mark = Mark::whole(number.text);
                if event.mark.is_none() {
                    event.text = joined(number.text);
                }
                self.push(row, event);
            }
            (None, Some(item)) => self.unnumbered(row, item, &parts),
            (None, None) if parts.others.is_empty() => {}
            (None, None) => self.loose(row, &parts),
        }
    }

    /// Whether the row's section cell is a note that stands alone.
    fn is_note_bar(&self, parts: &Parts<'_, '_>) -> bool {
        let alone = parts.number.is_none() && parts.item.is_none() && parts.others.is_empty();
        alone && parts.sections.iter().any(|(_, placed)| marks::note(placed.text, self.words).is_some())
    }

    /// A row that begins with the sign of a note.
    fn note(&mut self, first: Option<&Placed<'_>>, parts: &Parts<'_, '_>) -> bool {
        let Some(first) = first else { return false };
        let Some((printed, number, rest)) = marks::note(first.text, self.words) else { return false };
        let alone =
            [parts.number, parts.item].into_iter().flatten().all(|placed| std::ptr::eq(placed, first));
        if !alone {
            return false;
        }
        let mut event = self.event(What::Note, joined(rest), parts);
        event.range.left = event.range.left.min(first.range.left);
        event.mark = Some(Mark { printed, number, style: Style::Bullet });
        if let Some(key) = self.layout.fields.get(&first.range.left) {
            event.fields.remove(key);
        }
        self.events.push(event);
        true
    }

    /// The cells of section columns that open a section: not those that repeat the one that is open.
    fn news(&mut self, parts: &Parts<'g, 'a>) -> Vec<(usize, &'g Placed<'a>)> {
        let mut out = Vec::new();
        let mut outer = false;
        for &(level, placed) in &parts.sections {
            let repeats = self.layout.sections.get(level).is_some_and(|c| self.layout.repeated.contains(c));
            if !repeats {
                out.push((level, placed));
                continue;
            }
            if outer || self.open.get(&level).is_none_or(|open| open != placed.text) {
                outer = true;
                self.open.insert(level, placed.text.to_owned());
                out.push((level, placed));
            }
        }
        out
    }

    /// The cells of section columns: marks alone go before the next title.
    fn sections(&mut self, parts: &Parts<'g, 'a>) {
        let mut prefix = String::new();
        let mut start = None;
        let sections = self.news(parts);
        let short = |placed: &Placed<'_>| {
            Mark::whole(placed.text).filter(|_| placed.text.chars().count() <= LONGEST_MARK)
        };
        for (at, (level, placed)) in sections.iter().enumerate() {
            let next = sections.get(at + 1);
            let whole = short(placed);
            // V1 beside V1.1 is a section of its own.
            let above = |mark: &Mark| {
                next.and_then(|(_, next)| short(next))
                    .is_some_and(|next| is_above(&mark.number, &next.number))
            };
            if let (Some(_), Some(mark)) = (next, whole.as_ref().filter(|mark| !above(mark))) {
                prefix.push_str(&mark.number);
                start = start.or(Some(placed.range.left));
                continue;
            }
            let range = Range { left: start.take().unwrap_or(placed.range.left), ..placed.range };
            let mut event = Event::new(What::Column(*level), String::new(), range);
            if !prefix.is_empty() {
                event.text = joined(placed.text);
                event.mark = Some(Mark {
                    printed: prefix.clone(),
                    number: std::mem::take(&mut prefix),
                    style: Style::Code,
                });
            } else if let Some(mark) = whole {
                event.mark = Some(mark);
            } else if let Some((mark, rest)) = Mark::split(placed.text) {
                event.text = joined(rest);
                event.mark = Some(mark);
            } else {
                event.text = joined(placed.text);
            }
            self.events.push(event);
        }
    }

    fn numbered(&mut self, row: u32, number: &Placed<'_>, item: &Placed<'_>, parts: &Parts<'_, '_>) {
        let mut event = self.event(What::Item, joined(item.text), parts);
        match Mark::whole(number.text) {
            _ if self.layout.terms => {
                let term = joined(number.text);
                event.mark = Some(Mark { printed: term.clone(), number: term, style: Style::Code });
            }
            Some(mark) => event.mark = Some(mark),
            // Words where a number should be: they belong to the text.
            None => event.text = format!("{} {}", joined(number.text), event.text),
        }
        self.push(row, event);
    }

    fn unnumbered(&mut self, row: u32, item: &Placed<'_>, parts: &Parts<'_, '_>) {
        if self.continues(row, item, parts) {
            return;
        }
        // A cell from the table's left edge over its content, with nothing to fill in: a bar.
        let bar = item.range.left < self.layout.item && parts.others.is_empty();
        if bar {
            self.lone(row, item, parts);
            return;
        }
        if parts.others.is_empty() && self.kind(item.text) == What::Subheader {
            self.lone(row, item, parts);
        } else if let Some((mark, rest)) = Mark::split(item.text) {
            let mut event = self.event(What::Item, joined(rest), parts);
            event.mark = Some(mark);
            self.push(row, event);
        } else if parts.others.is_empty() && parts.sections.is_empty() {
            let heading = item.cell.bold || item.cell.fill.is_some();
            match self.kind(item.text) {
                What::Section if !heading => {
                    let event = self.event(What::Item, joined(item.text), parts);
                    self.push(row, event);
                }
                // Text among the items of a checklist is an item without a number.
                What::Text => {
                    let event = self.event(What::Item, joined(item.text), parts);
                    self.push(row, event);
                }
                _ => self.lone(row, item, parts),
            }
        } else {
            let event = self.event(What::Item, joined(item.text), parts);
            self.push(row, event);
        }
    }

    /// A row that goes on with the item above it: the number's cell reaches into it, or a sentence was left open.
    fn continues(&mut self, row: u32, item: &Placed<'_>, parts: &Parts<'_, '_>) -> bool {
        let Some((last_row, place)) = self.last_row.filter(|_| parts.sections.is_empty()) else {
            return false;
        };
        let reaches = self.layout.number.is_some_and(|column| {
            let number = self.grid.at(row, column);
            number.is_some_and(|placed| placed.range.top < row && placed.range.top <= last_row)
        });
        let open = self.layout.number.is_some()
            && parts.others.is_empty()
            && last_row + 1 == row
            && item.range.left == self.layout.item
            && self.events.get(place).is_some_and(|event| {
                event.mark.is_some()
                    && !event.text.ends_with(['。', '.', '）', ')', '」', '？', '?', '：', ':'])
            });
        // A mark of its own under a number that spans rows: an item under that one.
        let marked = Mark::split(item.text).is_some();
        let fields = self.fields(parts);
        if marked || !(reaches || open && place + 1 == self.events.len()) {
            return false;
        }
        let Some(event) = self.events.get_mut(place) else { return false };
        event.text = joined(&format!("{}\n{}", event.text, item.text));
        add_fields(&mut event.fields, fields);
        event.range.bottom = event.range.bottom.max(parts.range.bottom);
        self.last_row = Some((row, place));
        true
    }

    /// A cell that stands alone in its row: a heading, words about the rows below, or running text.
    fn lone(&mut self, row: u32, placed: &Placed<'_>, parts: &Parts<'_, '_>) {
        let what = match self.kind(placed.text) {
            // Where numbers have a column, one that begins a sentence is no mark: 「51 から 57 は…」.
            What::Item if self.layout.number.is_some_and(|column| placed.range.left == column) => What::Text,
            what => what,
        };
        let mut event = self.event(what, joined(placed.text), parts);
        event.fields.clear();
        match what {
            What::Label => {}
            What::Section | What::Item => {
                if let Some((mark, rest)) = Mark::split(placed.text) {
                    event.text = joined(rest);
                    event.mark = Some(mark);
                }
            }
            _ => {}
        }
        if what == What::Item {
            self.push(row, event);
        } else {
            self.events.push(event);
            self.last_row = None;
        }
    }

    fn kind(&self, text: &str) -> What {
        let sentence = text.ends_with(['。', '.']) || text.contains('。');
        // A sentence in brackets explains; it names no section.
        if marks::label(text).is_some() && !sentence {
            return What::Label;
        }
        let length = joined(text).chars().count();
        let folded = fold(text);
        let split = Mark::split(text);
        if split.is_none()
            && length <= MAX_SUBHEADER
            && self.words.below.iter().any(|word| folded.contains(word.as_str()))
        {
            return What::Subheader;
        }
        match split {
            Some((mark, rest)) if !rest.is_empty() => match mark.style {
                Style::Circled | Style::Paren | Style::ParenLetter | Style::Composite | Style::Code => {
                    What::Item
                }
                Style::Bullet if sentence => What::Item,
                _ if sentence && rest.ends_with('。') => What::Item,
                _ => What::Section,
            },
            _ if sentence || length > MAX_HEADING => What::Text,
            _ => What::Section,
        }
    }

    /// Cells without a number and without content.
    fn loose(&mut self, row: u32, parts: &Parts<'_, '_>) {
        let fields = self.fields(parts);
        let reaches = self.layout.number.and_then(|column| self.grid.at(row, column));
        let reaches = reaches.is_some_and(|placed| placed.range.top < row);
        if let Some((_, place)) = self.last_row.filter(|_| reaches)
            && let Some(event) = self.events.get_mut(place)
        {
            add_fields(&mut event.fields, fields);
            event.range.bottom = event.range.bottom.max(parts.range.bottom);
            return;
        }
        // What a person reads first stands for the row.
        let first = parts.others.first().map(|placed| joined(placed.text)).unwrap_or_default();
        let mut event = self.event(What::Text, first, parts);
        if let Some(first) = parts.others.first()
            && let Some(key) = self.layout.fields.get(&first.range.left)
        {
            event.fields.remove(key);
        }
        self.events.push(event);
        self.last_row = None;
    }

    fn event(&self, what: What, text: String, parts: &Parts<'_, '_>) -> Event {
        let mut event = Event::new(what, text, parts.range);
        event.fields = self.fields(parts);
        event
    }

    fn fields(&self, parts: &Parts<'_, '_>) -> BTreeMap<String, String> {
        let mut fields = BTreeMap::new();
        for placed in &parts.others {
            if let Some(key) = self.layout.fields.get(&placed.range.left) {
                fields.insert(key.clone(), placed.text.to_owned());
            }
        }
        fields
    }

    fn push(&mut self, row: u32, event: Event) {
        self.events.push(event);
        self.last_row = Some((row, self.events.len() - 1));
    }
}

/// Adds fields to fields, a line each where both have one.
fn add_fields(fields: &mut BTreeMap<String, String>, more: BTreeMap<String, String>) {
    for (key, text) in more {
        let field = fields.entry(key).or_default();
        if !field.is_empty() {
            field.push('\n');
        }
        field.push_str(&text);
    }
}
