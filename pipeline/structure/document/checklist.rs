//! A checklist or a glossary that was printed: its lines and tables laid out as a sheet, and read as the workbook would be.

use std::collections::BTreeMap;

use kaitei_model::{DocumentKind, Format, Item, ItemKind, Location, Region};
use kaitei_read::workbook::{Cell, Range, Sheet, Workbook};

use super::{
    Reading,
    rows::{Rows, join, region},
};
use crate::structure::sheet::{self, Vocabulary};

/// Least share of the body's characters that stand in tables, in percent.
const IN_TABLES: usize = 60;
/// Edges of cells that are closer than this (in points) are one column's.
const NEAR: f32 = 4.0;

/// The items, where the document is a checklist or a glossary; `None` where it is not, or its table does not read as one.
pub(super) fn read(rows: &Rows, words: &Vocabulary) -> Option<Reading> {
    let letters = |tables: bool| -> usize {
        let some = rows.rows.iter().filter(|r| !tables || r.table.is_some());
        some.map(|r| r.letters().chars().filter(|c| !c.is_whitespace()).count()).sum()
    };
    let all = letters(false);
    if all == 0 || letters(true) * 100 < all * IN_TABLES {
        return None;
    }
    let (sheet, places) = lay_out(rows);
    let workbook = Workbook { sheets: vec![sheet], ..Workbook::default() };
    let read = sheet::items(&workbook, false, words);
    // A glossary is one table too, and read as one.
    let glossary = read.items.iter().any(|item| item.kind == ItemKind::Definition);
    if read.items.is_empty() || read.kind != DocumentKind::Checklist && !glossary {
        return None;
    }
    let document = kaitei_model::Document {
        title: read.title,
        short: read.short,
        edition: read.edition,
        kind: read.kind,
        format: Format::Pdf,
        audience: read.audience,
        specimen: read.specimen,
        coverage: read.coverage,
        ..kaitei_model::Document::default()
    };
    let items = read.items.into_iter().map(|item| on_page(item, &places, rows)).collect();
    let mut diagnostics = read.diagnostics;
    for diagnostic in &mut diagnostics {
        diagnostic.location = Location::default();
    }
    Some(Reading { document, items, parents: read.parents, diagnostics })
}

/// The rows as a sheet, and where each of its rows stands on the pages.
fn lay_out(rows: &Rows) -> (Sheet, BTreeMap<u32, Vec<Region>>) {
    let edges = columns(rows);
    let column = |x: f32| {
        let at = edges.partition_point(|edge| *edge < x - NEAR);
        u32::try_from(at).unwrap_or(u32::MAX)
    };
    let last = u32::try_from(edges.len()).unwrap_or(1).max(2) - 1;
    let mut sheet = Sheet::default();
    let mut places: BTreeMap<u32, Vec<Region>> = BTreeMap::new();
    let mut next = 0;
    // A line that goes on with the one above it, in the same paragraph.
    let mut open: Option<usize> = None;
    for row in &rows.rows {
        let Some(table) = &row.table else {
            let goes_on = open.filter(|_| !row.gap);
            if let Some(cell) = goes_on.and_then(|at| sheet.cells.get_mut(at)) {
                join(&mut cell.text, &row.text);
                places.entry(cell.row).or_default().push(row.region());
            } else {
                places.entry(next).or_default().push(row.region());
                sheet.cells.push(Cell { row: next, text: row.text.trim().to_owned(), ..Cell::default() });
                sheet.merges.push(Range { top: next, left: 0, bottom: next, right: last });
                next += 1;
            }
            open = row.full().then(|| sheet.cells.len() - 1);
            continue;
        };
        open = None;
        for cell in &table.cells {
            let (left, right) = (column(cell.bounds.x0), column(cell.bounds.x1).saturating_sub(1));
            let (top, bottom) = (next + cell.row, next + cell.row + cell.row_span.max(1) - 1);
            let lines: Vec<String> = cell.lines.iter().map(|l| l.text().trim().to_owned()).collect();
            places.entry(top).or_default().push(region(row.page, cell.bounds));
            let range = Range { top, left, bottom, right: right.max(left) };
            if range.top != range.bottom || range.left != range.right {
                sheet.merges.push(range);
            }
            let bold = !cell.lines.is_empty() && cell.lines.iter().flat_map(|l| &l.runs).all(|r| r.bold);
            sheet.cells.push(Cell {
                row: top,
                column: left,
                text: lines.join("\n"),
                bold,
                ..Cell::default()
            });
        }
        next += table.rows.max(1);
    }
    sheet.cells.sort_by_key(|c| (c.row, c.column));
    sheet.merges.sort();
    (sheet, places)
}

/// Left and right edges of all cells of the document, from left to right, near ones as one.
fn columns(rows: &Rows) -> Vec<f32> {
    let cells = rows.rows.iter().filter_map(|r| r.table.as_ref()).flat_map(|t| &t.cells);
    let mut edges: Vec<f32> = cells.flat_map(|c| [c.bounds.x0, c.bounds.x1]).collect();
    edges.sort_by(f32::total_cmp);
    let mut out: Vec<f32> = Vec::new();
    for edge in edges {
        if out.last().is_none_or(|last| edge - last > NEAR) {
            out.push(edge);
        }
    }
    out
}

/// An item's cells as boxes on its pages.
fn on_page(mut item: Item, places: &BTreeMap<u32, Vec<Region>>, rows: &Rows) -> Item {
    item.citation = item.citation.trim_start().to_owned();
    let cells = item.location.cells.take().unwrap_or_default();
    let numbers: Vec<u32> = cells
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|n| n.parse::<u32>().ok())
        .filter_map(|n| n.checked_sub(1))
        .collect();
    let (first, last) = (numbers.first().copied().unwrap_or(0), numbers.last().copied().unwrap_or(0));
    let mut regions: Vec<Region> = Vec::new();
    for region in places.range(first..=last.max(first)).flat_map(|(_, regions)| regions) {
        match regions.last_mut() {
            Some(held) if held.page == region.page => {
                let (a, b) = (held.bounds, region.bounds);
                held.bounds = [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])];
            }
            _ => regions.push(*region),
        }
    }
    let page = regions.first().map(|r| r.page);
    item.location = Location {
        page,
        printed: page.and_then(|p| rows.printed.get(&p)).cloned(),
        regions,
        ..Location::default()
    };
    item
}
