//! Events -> items with path, trail and citation.

use std::collections::{BTreeMap, BTreeSet};

use kaitei_model::{Code, Diagnostic, Item, ItemKind, Location};
use kaitei_read::workbook::Range;

use super::marks::{Mark, Style, is_above, label};
use super::rows::{Event, What};
use super::target;
use super::vocabulary::Vocabulary;

/// What the items of one sheet share.
pub(super) struct Scope<'a> {
    /// What citations begin with.
    pub(super) prefix: &'a str,
    pub(super) sheet: &'a str,
    pub(super) kind: ItemKind,
    /// Marks are terms, and stand in no number.
    pub(super) terms: bool,
    /// Its table is one of several under titles of their own: numbers are named with their section.
    pub(super) nested: bool,
    pub(super) words: &'a Vocabulary,
}

/// An item on its way: what it needs until its citation is unique.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) item: Item,
    /// Index of the draft above it.
    pub(super) parent: Option<usize>,
    /// The citation with its section, where it has none.
    qualified: String,
}

impl Draft {
    /// An item that stands under nothing.
    pub(super) fn alone(item: Item) -> Self {
        Self { qualified: item.citation.clone(), item, parent: None }
    }
}

/// A section that is open.
#[derive(Clone, Debug)]
struct Open {
    level: Level,
    number: Option<String>,
    /// What stands for it in a path.
    label: String,
    /// What stands for it in a trail.
    title: String,
    citation: String,
    draft: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Column(usize),
    Style(Style),
    Label,
    Plain,
    Subheader,
}

/// The items of a table's events, with notes on their numbering.
pub(super) fn items(events: &[Event], scope: &Scope<'_>) -> (Vec<Draft>, Vec<Diagnostic>) {
    let flat = !scope.nested && is_flat(events);
    let last_row = events.iter().rposition(|event| !matches!(event.what, What::Note | What::Text));
    let mut state = State {
        scope,
        flat,
        drafts: Vec::new(),
        diagnostics: Vec::new(),
        open: Vec::new(),
        marks: Vec::new(),
        counts: BTreeMap::new(),
        tags: Vec::new(),
        previous: None,
    };
    for (at, event) in events.iter().enumerate() {
        // Notes behind the last row belong to the whole.
        if event.what == What::Note && last_row.is_none_or(|last| at > last) {
            state.open.clear();
            state.marks.clear();
        }
        state.take(event);
    }
    target::tag(&mut state.drafts, scope.words);
    (state.drafts, state.diagnostics)
}

/// Numbers that are unique in the whole table name their rows without a section; codes do, even where some stand twice.
fn is_flat(events: &[Event]) -> bool {
    let marks: Vec<&Mark> = events
        .iter()
        .filter(|event| event.what == What::Item)
        .filter_map(|event| event.mark.as_ref())
        .collect();
    let plain = |mark: &&&Mark| matches!(mark.style, Style::Code | Style::Dotted(_));
    let distinct = marks.iter().map(|mark| mark.number.as_str()).collect::<BTreeSet<_>>().len();
    let codes = marks.iter().filter(|mark| mark.style == Style::Code).count() * 2 > marks.len();
    let enough = if codes { distinct * 2 >= marks.len() } else { distinct * 5 >= marks.len() * 4 };
    marks.len() >= 2 && marks.iter().all(|mark| plain(&mark)) && enough
}

struct State<'a> {
    scope: &'a Scope<'a>,
    flat: bool,
    drafts: Vec<Draft>,
    diagnostics: Vec<Diagnostic>,
    open: Vec<Open>,
    /// The marks above the next item inside its section, outermost first, with the drafts they belong to.
    marks: Vec<(Style, String, usize)>,
    /// How many rows, notes and sub-headers without numbers a citation has under it.
    counts: BTreeMap<(String, &'static str), u32>,
    /// What the sub-header says its rows apply to.
    tags: Vec<String>,
    /// The last mark, with its parent and place, to see gaps.
    previous: Option<(Mark, Option<usize>)>,
}

impl State<'_> {
    fn take(&mut self, event: &Event) {
        match event.what {
            What::Column(level) => self.section(event, Level::Column(level)),
            What::Section => {
                let level = event.mark.as_ref().map_or(Level::Plain, |mark| Level::Style(mark.style));
                self.section(event, level);
            }
            What::Label => self.section(event, Level::Label),
            What::Subheader => self.section(event, Level::Subheader),
            What::Item => self.item(event),
            What::Text => self.text(event),
            What::Note => self.note(event),
        }
    }

    fn base(&self) -> &str {
        self.open.last().map_or(self.scope.prefix, |open| open.citation.as_str())
    }

    /// Closes what a section of that level ends.
    fn close(&mut self, level: Level, number: Option<&str>) {
        let place = match level {
            Level::Column(column) => self
                .open
                .iter()
                .position(|open| !matches!(open.level, Level::Column(other) if other < column)),
            Level::Style(Style::Dotted(_)) => self.open.iter().position(|open| match open.level {
                Level::Column(_) | Level::Style(Style::Named(_) | Style::Roman) => false,
                Level::Style(Style::Dotted(_)) => {
                    !open.number.as_deref().zip(number).is_some_and(|(above, below)| is_above(above, below))
                }
                _ => true,
            }),
            level => {
                let same = self.open.iter().position(|open| open.level == level);
                same.or_else(|| match level {
                    // A new chapter closes whatever is open below chapters.
                    Level::Style(Style::Named(rank)) => self.open.iter().position(|open| {
                        !matches!(open.level, Level::Column(_))
                            && !matches!(open.level, Level::Style(Style::Named(other)) if other < rank)
                    }),
                    _ => self.open.iter().position(|open| open.level == Level::Subheader),
                })
            }
        };
        if let Some(place) = place {
            self.open.truncate(place);
        }
        self.marks.clear();
        self.tags.clear();
    }

    fn section(&mut self, event: &Event, level: Level) {
        let number =
            event.mark.as_ref().filter(|mark| mark.style != Style::Bullet).map(|mark| mark.number.clone());
        self.close(level, number.as_deref());
        let base = self.base().to_owned();
        let above = self.open.iter().rev().find_map(|open| open.number.clone());
        let text =
            if level == Level::Label { label(&event.text).unwrap_or(&event.text) } else { &event.text };
        let citation = match (&number, level) {
            (Some(number), _) => section_citation(&base, above.as_deref(), self.scope.prefix, number),
            (None, Level::Label) if base == self.scope.prefix => format!("{base} {}", event.text),
            (None, Level::Label) => format!("{base}{}", event.text),
            (None, Level::Subheader) => {
                let count = self.count(&base, "見出し");
                format!("{base} 見出し{count}")
            }
            (None, _) => format!("{base} {text}"),
        };
        let shown = match (&number, level) {
            (Some(number), _) if text.is_empty() => number.clone(),
            (Some(number), _) => format!("{number} {text}"),
            (None, Level::Label) => event.text.clone(),
            (None, _) => text.to_owned(),
        };
        let path = number.clone().unwrap_or_else(|| shown.clone());
        let mut item = self.base_item(event, ItemKind::Heading, text.to_owned());
        item.number.clone_from(&number);
        item.path.push(path.clone());
        item.citation.clone_from(&citation);
        let qualified = if number.is_some() { format!("{citation} {text}") } else { citation.clone() };
        let draft = self.push(item, qualified);
        self.tags = match level {
            Level::Subheader => target::of_subheader(text, self.scope.words),
            Level::Label | Level::Plain => target::of_label(text, self.scope.words),
            _ => Vec::new(),
        };
        self.open.push(Open { level, number, label: path, title: shown, citation, draft });
        self.previous = None;
    }

    fn item(&mut self, event: &Event) {
        let Some(mark) = &event.mark else {
            let citation = self.row_citation();
            self.marks.clear();
            let item = self.unnumbered(event, self.scope.kind, &citation);
            self.push(item, citation);
            return;
        };
        self.nest(mark);
        let parent = self.marks.last().map(|(_, _, draft)| *draft);
        self.check_run(mark, parent, event.range);
        let mut item = self.base_item(event, self.scope.kind, event.text.clone());
        item.number = (!self.scope.terms && mark.style != Style::Bullet).then(|| mark.number.clone());
        let own = self.own_label(mark);
        item.path.extend(self.marks.iter().map(|(_, label, _)| label.clone()));
        item.path.push(own.clone());
        let (citation, qualified) = self.item_citation(mark, &own);
        item.citation = citation;
        item.tags.extend(self.tags.iter().cloned());
        let draft = self.push(item, qualified);
        if let (Some(parent), Some(draft)) = (parent, self.drafts.get_mut(draft)) {
            draft.parent = Some(parent);
        }
        self.marks.push((mark.style, own, draft));
    }

    /// Closes the marks that the new one stands beside.
    fn nest(&mut self, mark: &Mark) {
        let place = self.marks.iter().position(|(style, above, _)| match (style, mark.style) {
            (
                Style::Dotted(_) | Style::Code | Style::Composite,
                Style::Dotted(_) | Style::Code | Style::Composite,
            ) => !is_above(above, &mark.number),
            (style, own) => *style == own,
        });
        if let Some(place) = place {
            self.marks.truncate(place);
        }
    }

    /// The mark without the numbers of its section that it repeats: ⑦ of 2-⑦.
    fn own_label(&mut self, mark: &Mark) -> String {
        match mark.style {
            Style::Bullet => {
                let base = self
                    .marks
                    .last()
                    .map_or_else(|| self.base().to_owned(), |(_, label, draft)| format!("{draft} {label}"));
                let count = self.count(&base, "bullet");
                format!("{}{count}", mark.number)
            }
            Style::Composite => {
                let section = self.open.iter().rev().find_map(|open| open.number.as_deref());
                let digits = |section: &str| section.trim_matches(|c: char| !c.is_ascii_digit()).to_owned();
                let rest = section
                    .filter(|section| !digits(section).is_empty())
                    .and_then(|section| mark.number.strip_prefix(&digits(section)));
                rest.map_or(mark.number.as_str(), |rest| rest.trim_start_matches(['-', '.'])).to_owned()
            }
            _ => mark.number.clone(),
        }
    }

    /// The citation, and the one with the section where the first leaves it out.
    fn item_citation(&self, mark: &Mark, own: &str) -> (String, String) {
        let prefix = self.scope.prefix;
        let under = match self.marks.last() {
            Some((_, label, draft)) => {
                let above =
                    self.drafts.get(*draft).map(|draft| draft.item.citation.as_str()).unwrap_or_default();
                // 2 and 2-1 in one column: the longer number says both.
                let before = above.strip_suffix(label.as_str()).filter(|_| is_above(label, own));
                match before {
                    _ if self.flat => format!("{prefix} {own}"),
                    Some(before) => format!("{before}{own}"),
                    None => format!("{above}{own}"),
                }
            }
            None => {
                let base = self.base();
                match self.open.last() {
                    None => format!("{prefix} {own}"),
                    Some(Open { number: Some(_), .. }) => format!("{base}-{own}"),
                    Some(Open { level: Level::Label, .. }) => format!("{base}{own}"),
                    // Words about the rows below do not stand in their citations.
                    Some(Open { level: Level::Subheader, .. }) => {
                        let above = self.open.iter().rev().find(|open| open.level != Level::Subheader);
                        match above {
                            None => format!("{prefix} {own}"),
                            Some(Open { number: Some(_), citation, .. }) => format!("{citation}-{own}"),
                            Some(Open { level: Level::Label, citation, .. }) => format!("{citation}{own}"),
                            Some(Open { citation, .. }) => format!("{citation} {own}"),
                        }
                    }
                    Some(_) => format!("{base} {own}"),
                }
            }
        };
        if self.flat || self.scope.terms {
            let qualified =
                self.open.last().map_or_else(|| under.clone(), |open| format!("{} {own}", open.citation));
            return (format!("{prefix} {}", mark.number), qualified);
        }
        (under.clone(), under)
    }

    fn text(&mut self, event: &Event) {
        let citation = self.row_citation();
        let item = self.unnumbered(event, ItemKind::Explanation, &citation);
        self.push(item, citation);
    }

    fn note(&mut self, event: &Event) {
        let base = self.row_base();
        let number = event.mark.as_ref().map(|mark| mark.number.clone()).unwrap_or_default();
        let counted = number.chars().last().is_some_and(|c| c.is_ascii_digit());
        let sign = if number.is_empty() { "※" } else { &number };
        let citation = if counted {
            format!("{base} {number}")
        } else {
            let count = self.count(&base, "note");
            format!("{base} {sign}{count}")
        };
        let mut item = self.base_item(event, ItemKind::Note, event.text.clone());
        let label = citation.rsplit(' ').next().unwrap_or_default().to_owned();
        item.number = (!number.is_empty()).then_some(number);
        item.path.push(label);
        item.citation.clone_from(&citation);
        self.push(item, citation);
    }

    fn row_citation(&mut self) -> String {
        let base = self.row_base();
        let count = self.count(&base, "行");
        format!("{base} 行{count}")
    }

    /// The section that rows without numbers are counted in; words about the rows below are none.
    fn row_base(&self) -> String {
        let open = self.open.iter().rev().find(|open| open.level != Level::Subheader);
        open.map_or_else(|| self.scope.prefix.to_owned(), |open| open.citation.clone())
    }

    fn unnumbered(&self, event: &Event, kind: ItemKind, citation: &str) -> Item {
        let mut item = self.base_item(event, kind, event.text.clone());
        item.path.push(citation.rsplit(' ').next().unwrap_or_default().to_owned());
        citation.clone_into(&mut item.citation);
        item.tags.extend(self.tags.iter().cloned());
        item
    }

    /// An item with its place and what stands above it.
    fn base_item(&self, event: &Event, kind: ItemKind, text: String) -> Item {
        let trail: Vec<String> = self.open.iter().map(|open| open.title.clone()).collect();
        Item {
            kind,
            mark: event.mark.as_ref().map(|mark| mark.printed.clone()).unwrap_or_default(),
            path: self
                .open
                .iter()
                .filter(|open| open.level != Level::Subheader)
                .map(|open| open.label.clone())
                .collect(),
            heading: trail.last().cloned().unwrap_or_default(),
            trail,
            text,
            location: place(self.scope.sheet, event.range),
            fields: event.fields.clone(),
            ..Item::default()
        }
    }

    fn push(&mut self, item: Item, qualified: String) -> usize {
        let parent = self.open.last().map(|open| open.draft);
        self.drafts.push(Draft { item, parent, qualified });
        self.drafts.len() - 1
    }

    fn count(&mut self, base: &str, what: &'static str) -> u32 {
        let count = self.counts.entry((base.to_owned(), what)).or_default();
        *count += 1;
        *count
    }

    /// Notes numbers that skip or repeat among the items of one parent. Codes of a table are no count.
    fn check_run(&mut self, mark: &Mark, parent: Option<usize>, range: Range) {
        let counts = mark.ordinal().is_some() && self.scope.kind == ItemKind::Requirement;
        if let (true, Some((before, above))) = (counts, &self.previous)
            && *above == parent
            && before.style == mark.style
            && before.ordinal().zip(mark.ordinal()).is_some_and(|(before, after)| before + 1 != after)
        {
            let args = [("before", before.number.clone()), ("after", mark.number.clone())];
            self.diagnostics
                .push(Diagnostic::new(Code::NumberingGap, args).at(place(self.scope.sheet, range)));
        }
        // Sub-items do not end the run that they stand in.
        if self.previous.as_ref().is_none_or(|(_, above)| parent.is_none() || *above == parent) {
            self.previous = Some((mark.clone(), parent));
        }
    }
}

fn section_citation(base: &str, above: Option<&str>, prefix: &str, number: &str) -> String {
    match above {
        Some(above) if !is_above(above, number) => {
            let joint = if number.starts_with('第') {
                " "
            } else if number.starts_with(|c: char| c == '(' || crate::text::fold::is_circled(c)) {
                ""
            } else {
                "-"
            };
            format!("{base}{joint}{number}")
        }
        _ => format!("{prefix} {number}"),
    }
}

/// A place on a sheet.
pub(super) fn place(sheet: &str, range: Range) -> Location {
    Location { sheet: Some(sheet.to_owned()), cells: Some(range.a1()), ..Location::default() }
}

/// Makes the citations of a document unique: rows before headings, first by their section, then by (2).
pub(super) fn settle(drafts: &mut [Draft], diagnostics: &mut Vec<Diagnostic>) {
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for draft in drafts.iter().filter(|draft| draft.item.kind != ItemKind::Heading) {
        *uses.entry(draft.item.citation.clone()).or_default() += 1;
    }
    for draft in drafts.iter_mut().filter(|draft| draft.item.kind != ItemKind::Heading) {
        if uses.get(&draft.item.citation).is_some_and(|count| *count > 1) {
            draft.item.citation.clone_from(&draft.qualified);
        }
    }
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let (headings, rows): (Vec<usize>, Vec<usize>) = (0..drafts.len())
        .partition(|at| drafts.get(*at).is_some_and(|draft| draft.item.kind == ItemKind::Heading));
    for at in rows.into_iter().chain(headings) {
        let Some(draft) = drafts.get_mut(at) else { continue };
        if draft.item.kind == ItemKind::Heading && taken.contains(&draft.item.citation) {
            draft.item.citation.clone_from(&draft.qualified);
        }
        let citation = draft.item.citation.clone();
        let mut count = 2;
        while taken.contains(&draft.item.citation) {
            draft.item.citation = format!("{citation}({count})");
            count += 1;
        }
        if draft.item.citation != citation {
            let args = [("citation", citation), ("renamed", draft.item.citation.clone())];
            let location = draft.item.location.clone();
            diagnostics.push(Diagnostic::new(Code::CitationRepeated, args).at(location));
        }
        taken.insert(draft.item.citation.clone());
    }
}
