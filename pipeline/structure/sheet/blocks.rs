//! Several tables on one sheet: below each other behind a blank row, or side by side with a blank column between.

use std::collections::BTreeMap;

use super::grid::{Grid, Placed, joined};
use super::header;
use super::marks::Mark;
use super::rows::{Event, What};
use super::vocabulary::Vocabulary;

/// Titles above a header take at most so many rows.
const MOST_TITLES: usize = 3;
/// Sheets with more rows than this are one table.
const MOST_ROWS: usize = 20_000;

/// A part of a sheet with a table of its own.
#[derive(Debug)]
pub(super) struct Block<'a> {
    pub(super) grid: Grid<'a>,
    /// The row that its header begins with.
    pub(super) header: u32,
    /// What stands directly above its header, as sections.
    pub(super) titles: Vec<Event>,
    /// Its header was told by its words, not by its shape alone.
    pub(super) named: bool,
}

/// A row that a table begins with.
#[derive(Clone, Copy, Debug)]
struct Start {
    /// Its title's first row, or the header.
    top: u32,
    header: u32,
    named: bool,
}

/// The tables of a sheet that has several; empty where it has one or none.
pub(super) fn split<'a>(grid: &Grid<'a>, words: &Vocabulary) -> Vec<Block<'a>> {
    if grid.rows.len() > MOST_ROWS {
        return Vec::new();
    }
    let starts = starts(grid, words);
    let mut blocks = Vec::new();
    for (k, start) in starts.iter().enumerate() {
        let top = if k == 0 { 0 } else { start.top };
        let bottom = starts.get(k + 1).map_or(u32::MAX, |next| next.top.saturating_sub(1));
        let titles: Vec<Event> = grid
            .rows
            .range(start.top..start.header)
            .flat_map(|(row, _)| grid.own_cells(*row))
            .map(title)
            .collect();
        let part = grid.part((top, bottom), (0, u32::MAX));
        blocks.extend(beside(&part, *start, titles, words));
    }
    if blocks.len() > 1 { blocks } else { Vec::new() }
}

/// The rows that tables begin with, from the top down.
fn starts(grid: &Grid<'_>, words: &Vocabulary) -> Vec<Start> {
    let first = grid.rows.keys().next().copied().unwrap_or(0);
    let mut out: Vec<Start> = Vec::new();
    let mut heads: Vec<Vec<&str>> = Vec::new();
    for &row in grid.rows.keys() {
        let named = header::score(grid, row, words) > 0;
        if !named && out.is_empty() {
            continue;
        }
        let texts: Vec<&str> = grid.own_cells(row).map(|placed| placed.text).collect();
        if texts.len() < 2 || heads.contains(&texts) {
            continue;
        }
        let Some(top) = top(grid, row, first, out.is_empty()) else { continue };
        if named || top < row && is_header_by_shape(grid, row, out.last().map(|s| s.header)) {
            heads.push(texts);
            out.push(Start { top, header: row, named });
        }
    }
    out
}

/// The first row of what a header stands under: rows of one cell directly above it, behind a blank row. `None` where no blank row parts it from
/// what stands above. The sheet's own title is no title of its first table.
fn top(grid: &Grid<'_>, header: u32, first: u32, of_sheet: bool) -> Option<u32> {
    let lone = |row: u32| grid.own_cells(row).count() == 1;
    let mut top = header;
    for _ in 0..MOST_TITLES {
        let Some(above) = top.checked_sub(1).filter(|row| lone(*row) && !covered(grid, *row)) else { break };
        top = above;
    }
    let parted = top == 0 || !grid.rows.contains_key(&(top - 1)) && !covered(grid, top - 1);
    match (of_sheet, parted) {
        (true, true) if top > first => Some(top),
        (true, _) => Some(header),
        (false, true) => Some(top),
        (false, false) => None,
    }
}

/// Whether a cell that began above reaches into the row.
fn covered(grid: &Grid<'_>, row: u32) -> bool {
    let begun = grid.rows.range(..=row).next_back();
    begun.is_some_and(|(at, line)| {
        let own = line.own.iter().filter_map(|at| grid.cells.get(*at));
        let over = line.over.iter().filter_map(|at| grid.cells.get(*at));
        own.chain(over).any(|placed| placed.range.top < row && placed.range.bottom >= row) && *at <= row
    })
}

/// Whether a row of short words stands above rows that fill the same columns, and not the columns of the table before.
fn is_header_by_shape(grid: &Grid<'_>, row: u32, before: Option<u32>) -> bool {
    let heads: Vec<&Placed<'_>> = grid.own_cells(row).collect();
    let columns = |row: u32| grid.own_cells(row).map(|placed| placed.range.left).collect::<Vec<u32>>();
    let word = |placed: &&Placed<'_>| {
        placed.text.chars().count() <= 20
            && !placed.text.ends_with('。')
            && !placed.text.starts_with(|c: char| c.is_ascii_digit())
            && Mark::whole(placed.text).is_none()
    };
    if !heads.iter().all(word) || before.is_some_and(|before| columns(before) == columns(row)) {
        return false;
    }
    // Directly below it, until a blank row.
    let below: Vec<u32> = (row + 1..).take_while(|r| grid.rows.contains_key(r)).take(50).collect();
    let fills = |r: &u32| {
        heads.iter().filter(|head| grid.own(*r, head.range.left).is_some()).count() * 2 > heads.len()
    };
    let repeated = heads
        .iter()
        .any(|head| below.iter().any(|r| grid.own(*r, head.range.left).is_some_and(|p| p.text == head.text)));
    below.len() >= 2 && below.iter().all(fills) && !repeated
}

/// The tables of a block that stand side by side: a column without any cell parts them, and each has a header of its own.
fn beside<'a>(part: &Grid<'a>, start: Start, titles: Vec<Event>, words: &Vocabulary) -> Vec<Block<'a>> {
    let one =
        |grid: Grid<'a>, titles: Vec<Event>, named: bool| Block { grid, header: start.header, titles, named };
    let right = part.cells.iter().map(|placed| placed.range.right).max().unwrap_or(0);
    let mut filled: BTreeMap<u32, ()> = BTreeMap::new();
    for placed in part.cells.iter().filter(|placed| placed.range.top >= start.header) {
        filled.extend((placed.range.left..=placed.range.right).map(|column| (column, ())));
    }
    let mut edges: Vec<u32> = Vec::new();
    let mut open = false;
    for column in 0..=right {
        let holds = filled.contains_key(&column);
        if holds && !open && filled.range(..column).next_back().is_some() {
            edges.push(column);
        }
        open = holds;
    }
    let mut bounds: Vec<(u32, u32)> = Vec::new();
    let mut left = 0;
    for edge in edges {
        bounds.push((left, edge - 1));
        left = edge;
    }
    bounds.push((left, u32::MAX));
    let rows = (0, u32::MAX);
    let all: Vec<Grid<'a>> = bounds.iter().map(|columns| part.part(rows, *columns)).collect();
    let apart = bounds.len() > 1 && all.iter().all(|grid| header::score(grid, start.header, words) > 0);
    if !apart {
        return vec![one(part.part(rows, (0, u32::MAX)), titles, start.named)];
    }
    let mut titles = Some(titles);
    all.into_iter().map(|grid| one(grid, titles.take().unwrap_or_default(), true)).collect()
}

/// A title as a section.
fn title(placed: &Placed<'_>) -> Event {
    let (mark, text) = match Mark::split(placed.text) {
        Some((mark, rest)) if !rest.is_empty() => (Some(mark), joined(rest)),
        _ => (None, joined(placed.text)),
    };
    Event { what: What::Section, mark, text, fields: BTreeMap::new(), range: placed.range }
}
