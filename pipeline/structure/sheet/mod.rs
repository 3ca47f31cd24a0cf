//! Sheets -> items: the header, the columns' roles, sections, items, notes; rows as they stand where there is no table.

mod blocks;
mod cite;
mod columns;
mod grid;
mod head;
mod header;
mod marks;
mod plain;
mod rows;
mod target;
mod vocabulary;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use kaitei_model::{Code, Diagnostic, DocumentKind, Item, ItemKind};
use kaitei_read::workbook::{Sheet, Visibility, Workbook};

use cite::{Draft, Scope};
use columns::Layout;
use grid::{Grid, joined};
use head::Head;
pub(crate) use vocabulary::Vocabulary;

/// What a workbook's sheets say. The items have neither ids nor a document yet.
#[derive(Clone, Debug, Default)]
pub(crate) struct SheetReading {
    /// Without the edition.
    pub(crate) title: String,
    /// What citations begin with; with several sheets, that of the first.
    pub(crate) short: String,
    /// The edition that the sheets state, or empty.
    pub(crate) edition: String,
    pub(crate) kind: DocumentKind,
    /// Whom the document addresses.
    pub(crate) audience: Vec<String>,
    /// It says that it is a specimen.
    pub(crate) specimen: bool,
    /// Sheets that were read.
    pub(crate) sheets: u32,
    /// Share of the characters below the heads that lie in an item, in thousandths.
    pub(crate) coverage: u32,
    pub(crate) items: Vec<Item>,
    /// For each item the index of the one above it.
    pub(crate) parents: Vec<Option<usize>>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Reads the items of a workbook. `hidden`: hidden sheets, rows and columns too.
pub(crate) fn items(workbook: &Workbook, hidden: bool, words: &Vocabulary) -> SheetReading {
    let mut reading = SheetReading { diagnostics: workbook.diagnostics.clone(), ..SheetReading::default() };
    let mut drafts: Vec<Draft> = Vec::new();
    let mut counts = Counts::default();
    let mut prefixes: BTreeMap<String, ()> = BTreeMap::new();
    let mut kinds = Vec::new();
    for sheet in &workbook.sheets {
        if sheet.visibility != Visibility::Visible && !hidden {
            if sheet.cells.iter().any(|cell| !cell.text.trim().is_empty()) {
                let args = [("sheet", sheet.name.clone())];
                reading.diagnostics.push(Diagnostic::new(Code::HiddenSheet, args).at(whole(sheet)));
            }
            continue;
        }
        reading.sheets += 1;
        let mut part = read_sheet(sheet, hidden, words, &mut prefixes);
        reading.diagnostics.append(&mut part.diagnostics);
        let before = drafts.len();
        add(&mut drafts, std::mem::take(&mut part.drafts));
        counts.all += part.counts.all;
        counts.held += part.counts.held;
        reading.specimen |= part.head.specimen;
        if part.counts.all > 0 || before < drafts.len() {
            kinds.push(part.kind);
        }
        for (mine, its) in [
            (&mut reading.title, &part.head.title),
            (&mut reading.edition, &part.head.edition),
            (&mut reading.short, &part.prefix),
        ] {
            if mine.is_empty() {
                mine.clone_from(its);
            }
        }
        for who in part.head.audience {
            if !reading.audience.contains(&who) {
                reading.audience.push(who);
            }
        }
    }
    reading.kind = [DocumentKind::Checklist, DocumentKind::Table]
        .into_iter()
        .find(|kind| kinds.contains(kind))
        .unwrap_or(DocumentKind::Other);
    if reading.title.is_empty() {
        reading.title = workbook.title.replace("（見本）", "").trim().to_owned();
    }
    if reading.title.is_empty() {
        reading.title.clone_from(&reading.short);
    }
    cite::settle(&mut drafts, &mut reading.diagnostics);
    reading.coverage = counts.share();
    if reading.coverage < 995 {
        let permille = 1000 - reading.coverage;
        let args = [("permille", permille.to_string()), ("count", (counts.all - counts.held).to_string())];
        reading.diagnostics.push(Diagnostic::new(Code::TextOutsideItems, args));
    }
    reading.parents = drafts.iter().map(|draft| draft.parent).collect();
    reading.items = drafts.into_iter().map(|draft| draft.item).collect();
    reading
}

/// Characters below the head of a sheet, and those of them that lie in items.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    all: usize,
    held: usize,
}

impl Counts {
    fn share(self) -> u32 {
        if self.all == 0 {
            return 1000;
        }
        u32::try_from(self.held.min(self.all) * 1000 / self.all).unwrap_or(1000)
    }
}

/// What one sheet says.
struct Part {
    head: Head,
    prefix: String,
    kind: DocumentKind,
    drafts: Vec<Draft>,
    diagnostics: Vec<Diagnostic>,
    counts: Counts,
}

fn read_sheet(sheet: &Sheet, hidden: bool, words: &Vocabulary, prefixes: &mut BTreeMap<String, ()>) -> Part {
    let grid = Grid::new(sheet, hidden);
    let mut diagnostics = left_out(&grid);
    if let Some(mut part) = read_several(&grid, words, prefixes) {
        part.diagnostics.splice(0..0, diagnostics);
        return part;
    }
    let table = header::find(&grid, words).and_then(|header| {
        let layout = Layout::new(&grid, &header, words)?;
        let (events, again) = rows::read(&grid, &header, &layout, words);
        events.iter().any(|event| event.what == rows::What::Item).then_some((header, layout, events, again))
    });
    let head = head::read(&grid, table.as_ref().map(|(header, ..)| header.top), words);
    let prefix = unlike(&head.short, sheet, prefixes);
    let (mut drafts, kind, counts) = if let Some((header, layout, mut events, again)) = table {
        let checklist = layout.answers || head.checklist;
        let kind = match (layout.terms, checklist || rows::demand(&events, &layout)) {
            (true, _) => ItemKind::Definition,
            (_, true) => ItemKind::Requirement,
            _ => ItemKind::TableRow,
        };
        let scope =
            Scope { prefix: &prefix, sheet: &sheet.name, kind, terms: layout.terms, nested: false, words };
        events.splice(0..0, head.notes.iter().cloned());
        let (drafts, mut notes) = cite::items(&events, &scope);
        diagnostics.append(&mut notes);
        let counts = count(&grid, header.bottom, &layout, &again, &events);
        (drafts, if checklist { DocumentKind::Checklist } else { DocumentKind::Table }, counts)
    } else {
        let drafts = plain::rows(&grid, &prefix, words);
        if !drafts.is_empty() {
            let args = [("sheet", sheet.name.clone())];
            diagnostics.push(Diagnostic::new(Code::NoTable, args).at(whole(sheet)));
        }
        (drafts, DocumentKind::Other, Counts::default())
    };
    plain::shapes(&grid, &prefix, &mut drafts);
    annotate(&grid, &mut drafts);
    Part { head, prefix, kind, drafts, diagnostics, counts }
}

/// What the citations of a sheet begin with. Two sheets for the same reader: the sheet's own name tells them apart.
fn unlike(short: &str, sheet: &Sheet, prefixes: &mut BTreeMap<String, ()>) -> String {
    let mut prefix = short.to_owned();
    if prefixes.insert(prefix.clone(), ()).is_some() {
        prefix = format!("{prefix}（{}）", sheet.name.trim());
        prefixes.insert(prefix.clone(), ());
    }
    prefix
}

/// A sheet with several tables: each read by its own header, below its own title.
fn read_several(grid: &Grid<'_>, words: &Vocabulary, prefixes: &mut BTreeMap<String, ()>) -> Option<Part> {
    let blocks = blocks::split(grid, words);
    let first = blocks.first()?;
    let above = first.titles.first().map_or(first.header, |title| title.range.top);
    let head = head::read(grid, Some(above), words);
    let prefix = unlike(&head.short, grid.sheet, prefixes);
    let mut part = Part {
        head,
        prefix,
        kind: DocumentKind::Other,
        drafts: Vec::new(),
        diagnostics: Vec::new(),
        counts: Counts::default(),
    };
    let mut notes = std::mem::take(&mut part.head.notes);
    for block in &blocks {
        let header = header::build(&block.grid, block.header);
        let layout = Layout::new(&block.grid, &header, words);
        let read = layout.map(|layout| (rows::read(&block.grid, &header, &layout, words), layout));
        let items = |events: &[rows::Event]| events.iter().any(|event| event.what == rows::What::Item);
        let Some(((mut events, again), layout)) = read.filter(|((events, _), _)| items(events)) else {
            // No table after all: its rows stand as they are.
            add(&mut part.drafts, plain::rows(&block.grid, &part.prefix, words));
            continue;
        };
        let checklist = layout.answers || part.head.checklist && block.named;
        let (kind, document) = match (layout.terms, checklist) {
            (true, _) => (ItemKind::Definition, DocumentKind::Table),
            (_, true) => (ItemKind::Requirement, DocumentKind::Checklist),
            _ if rows::demand(&events, &layout) => (ItemKind::Requirement, DocumentKind::Table),
            _ => (ItemKind::TableRow, DocumentKind::Table),
        };
        if part.kind != DocumentKind::Checklist {
            part.kind = document;
        }
        events.splice(0..0, block.titles.iter().cloned());
        events.splice(0..0, notes.drain(..));
        let sheet = &grid.sheet.name;
        let nested = !block.titles.is_empty();
        let scope = Scope { prefix: &part.prefix, sheet, kind, terms: layout.terms, nested, words };
        let (drafts, mut told) = cite::items(&events, &scope);
        add(&mut part.drafts, drafts);
        part.diagnostics.append(&mut told);
        let counts = count(&block.grid, header.bottom, &layout, &again, &events);
        part.counts.all += counts.all;
        part.counts.held += counts.held;
    }
    plain::shapes(grid, &part.prefix, &mut part.drafts);
    annotate(grid, &mut part.drafts);
    Some(part)
}

/// Adds drafts to drafts, whose parents count from the first of them.
fn add(drafts: &mut Vec<Draft>, more: Vec<Draft>) {
    let before = drafts.len();
    drafts.extend(more.into_iter().map(|mut draft| {
        draft.parent = draft.parent.map(|parent| parent + before);
        draft
    }));
}

/// What was left out of a sheet because it is hidden or struck out.
fn left_out(grid: &Grid<'_>) -> Vec<Diagnostic> {
    let sheet = grid.sheet;
    let mut diagnostics = Vec::new();
    if !grid.hidden.is_empty() {
        let args = [("sheet", sheet.name.clone()), ("cells", grid.hidden.join(", "))];
        diagnostics.push(Diagnostic::new(Code::HiddenCells, args).at(whole(sheet)));
    }
    if grid.struck > 0 {
        let args = [("count", grid.struck.to_string())];
        diagnostics.push(Diagnostic::new(Code::StruckText, args).at(whole(sheet)));
    }
    diagnostics
}

fn whole(sheet: &Sheet) -> kaitei_model::Location {
    kaitei_model::Location { sheet: Some(sheet.name.clone()), ..kaitei_model::Location::default() }
}

/// How much of the table's text the events hold. Columns that only help to fill the table in do not count.
fn count(
    grid: &Grid<'_>,
    header: u32,
    layout: &Layout,
    again: &BTreeSet<u32>,
    events: &[rows::Event],
) -> Counts {
    let chars = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    // A section that every row repeats is one heading.
    let mut open: BTreeMap<u32, &str> = BTreeMap::new();
    let body = grid.cells.iter().filter(|placed| {
        let column = placed.range.left;
        if placed.range.top <= header || layout.ignored.contains(&column) || again.contains(&placed.range.top)
        {
            return false;
        }
        !layout.repeated.contains(&column) || open.insert(column, placed.text) != Some(placed.text)
    });
    let all = body.map(|placed| chars(placed.text)).sum();
    let held = events
        .iter()
        .filter(|event| event.range.top > header)
        .map(|event| {
            let mark = event.mark.as_ref().map_or(0, |mark| chars(&mark.printed));
            mark + chars(&event.text) + event.fields.values().map(|text| chars(text)).sum::<usize>()
        })
        .sum();
    Counts { all, held }
}

/// Comments and ticked boxes, at the items whose rows they stand in.
fn annotate(grid: &Grid<'_>, drafts: &mut [Draft]) {
    let sheet = grid.sheet;
    let mut rows: BTreeMap<u32, usize> = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.item.kind != ItemKind::Heading) {
        let cells = draft.item.location.cells.as_deref().unwrap_or_default();
        let digits: String =
            cells.chars().skip_while(char::is_ascii_alphabetic).take_while(char::is_ascii_digit).collect();
        if let Ok(row) = digits.parse::<u32>() {
            rows.entry(row.saturating_sub(1)).or_insert(at);
        }
    }
    let mut add = |row: u32, key: &str, text: &str| {
        let item = rows.range(..=row).next_back().filter(|(start, _)| **start == row);
        if let Some(draft) = item.and_then(|(_, at)| drafts.get_mut(*at)) {
            let field = draft.item.fields.entry(key.to_owned()).or_default();
            if !field.is_empty() {
                field.push('\n');
            }
            field.push_str(text);
        }
    };
    for comment in &sheet.comments {
        add(comment.row, "comment", comment.text.trim());
    }
    for checkbox in &sheet.checkboxes {
        // A cell that is a checkbox says so in its own text.
        if grid.own(checkbox.row, checkbox.column).is_some_and(|placed| matches!(placed.text, "☑" | "☐"))
        {
            continue;
        }
        let sign = if checkbox.checked { "☑" } else { "☐" };
        add(checkbox.row, "checkbox", format!("{sign} {}", joined(&checkbox.label)).trim());
    }
}
