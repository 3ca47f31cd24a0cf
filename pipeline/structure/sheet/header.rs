//! The header of a table: found by its words, by what its workbook says of it, or by its shape.

use std::collections::BTreeSet;

use super::grid::{Grid, Placed, joined};
use super::vocabulary::Vocabulary;

/// Rows that are searched.
const MAX_ROWS: usize = 80;
/// The longest text of a header cell, in characters.
const MAX_TEXT: usize = 80;

/// A header over one or more rows.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub(super) top: u32,
    pub(super) bottom: u32,
    pub(super) left: u32,
    pub(super) right: u32,
    /// Columns that share their lowest header cell.
    pub(super) leaves: Vec<Leaf>,
}

/// The lowest header cell over some columns.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    pub(super) left: u32,
    pub(super) right: u32,
    /// The texts from the top down.
    pub(super) path: Vec<String>,
}

/// The header of the sheet's table, if there is one.
pub(super) fn find(grid: &Grid<'_>, words: &Vocabulary) -> Option<Header> {
    let rows: Vec<u32> = grid.rows.keys().copied().take(MAX_ROWS).collect();
    let mut best: Option<(u32, u32)> = None;
    for &row in &rows {
        let score = score(grid, row, words);
        if score > best.map_or(0, |(score, _)| score) {
            best = Some((score, row));
        }
    }
    let row = best.map(|(_, row)| row).or_else(|| by_shape(grid, &rows))?;
    Some(build(grid, row))
}

/// How much a row looks like a header; 0 where it cannot be one.
pub(super) fn score(grid: &Grid<'_>, row: u32, words: &Vocabulary) -> u32 {
    let cells: Vec<&Placed<'_>> = grid.own_cells(row).collect();
    let sentence = |cell: &&&Placed<'_>| cell.text.ends_with('。') || cell.text.chars().count() > MAX_TEXT;
    if cells.len() < 2 || cells.iter().any(|cell| sentence(&cell)) {
        return 0;
    }
    let mut roles = BTreeSet::new();
    let mut points = 0;
    for cell in &cells {
        if let Some((role, exact)) = words.role(cell.text)
            && roles.insert(role)
        {
            points += if exact { 2 } else { 1 };
        }
    }
    let printed = grid.sheet.title_rows.iter().any(|(first, last)| (*first..=*last).contains(&row));
    let filtered = grid.sheet.filters.iter().any(|range| range.top == row);
    if printed || filtered {
        points += 3;
    }
    let filled = cells.iter().filter(|cell| cell.cell.fill.is_some()).count();
    points += u32::from(filled >= 2) + u32::from(cells.iter().all(|cell| cell.cell.bold));
    if points >= 4 && (roles.len() >= 2 || printed || filtered) { points } else { 0 }
}

/// A row of short texts above rows that fill the same columns.
fn by_shape(grid: &Grid<'_>, rows: &[u32]) -> Option<u32> {
    rows.iter().copied().find(|&row| {
        let heads: Vec<&Placed<'_>> = grid.own_cells(row).collect();
        let short = |cell: &&Placed<'_>| {
            cell.text.chars().count() <= 40 && !cell.text.ends_with('。') && cell.text.parse::<f64>().is_err()
        };
        if heads.len() < 2 || !heads.iter().all(short) {
            return false;
        }
        let below: Vec<u32> = grid.rows.range(row + 1..).map(|(row, _)| *row).take(500).collect();
        let fits = |row: &&u32| {
            let filled = heads.iter().filter(|head| grid.own(**row, head.range.left).is_some()).count();
            filled >= 2 && filled * 2 > heads.len()
        };
        let near = below.iter().take(5).filter(fits).count();
        below.len() >= 2
            && near >= below.len().min(4)
            && below.iter().filter(fits).count() * 10 >= below.len() * 6
    })
}

/// The header that a row begins.
pub(super) fn build(grid: &Grid<'_>, row: u32) -> Header {
    let cells: Vec<&Placed<'_>> = grid.own_cells(row).collect();
    let left = cells.iter().map(|cell| cell.range.left).min().unwrap_or(0);
    let right = cells.iter().map(|cell| cell.range.right).max().unwrap_or(0);
    let mut top = row;
    let mut bottom = cells.iter().map(|cell| cell.range.bottom).max().unwrap_or(row).min(row + 3);
    let wide = |cell: &&Placed<'_>| cell.range.left < cell.range.right;
    if bottom == row && cells.iter().any(&wide) {
        // A second level stands under the wide cells alone.
        let under = |cell: &Placed<'_>| {
            cell.text.chars().count() <= 20
                && cells.iter().any(|head| {
                    wide(head) && head.range.left <= cell.range.left && cell.range.right <= head.range.right
                })
        };
        let next: Vec<&Placed<'_>> = grid.own_cells(row + 1).collect();
        if next.len() >= 2 && next.iter().all(|cell| under(cell) && cell.text.parse::<f64>().is_err()) {
            bottom = row + 1;
        }
    }
    if let Some(above) = row.checked_sub(1) {
        let upper: Vec<&Placed<'_>> = grid.own_cells(above).collect();
        let heads = |cell: &&Placed<'_>| {
            wide(cell)
                && cell.range.left >= left
                && cell.range.right <= right
                && (cell.range.left, cell.range.right) != (left, right)
                && cell.text.chars().count() <= 30
        };
        if !upper.is_empty() && upper.iter().all(heads) {
            top = above;
        }
    }
    let mut leaves: Vec<Leaf> = Vec::new();
    let mut last: Option<(u32, u32)> = None;
    for column in left..=right {
        let mut path: Vec<String> = Vec::new();
        let mut lowest = None;
        for row in top..=bottom {
            if let Some(cell) = grid.at(row, column)
                && lowest != Some((cell.range.top, cell.range.left))
            {
                lowest = Some((cell.range.top, cell.range.left));
                path.push(joined(cell.text));
            }
        }
        match leaves.last_mut() {
            Some(leaf) if lowest.is_some() && lowest == last => leaf.right = column,
            _ if lowest.is_some() => leaves.push(Leaf { left: column, right: column, path }),
            _ => {}
        }
        last = lowest;
    }
    Header { top, bottom, left, right, leaves }
}
