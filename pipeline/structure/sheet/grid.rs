//! A sheet as a person sees it: the cells that are shown, each with the rows and columns that it covers.

use std::collections::BTreeMap;

use kaitei_read::workbook::{Cell, Range, Sheet};

/// Columns that are looked at; no table of items is wider.
const MAX_COLUMNS: u32 = 256;
/// How many times a cell that spans rows may be counted for them, over a sheet.
const MAX_COVER: usize = 4_000_000;

/// A cell that is shown and holds live text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed<'a> {
    pub(super) cell: &'a Cell,
    /// What it covers, from its first shown row and column on.
    pub(super) range: Range,
    /// Its text without white space around it.
    pub(super) text: &'a str,
}

/// One shown row.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// Cells that begin in the row, from left to right.
    pub(super) own: Vec<usize>,
    /// Cells that began above it and reach into it.
    pub(super) over: Vec<usize>,
}

/// The sheet.
#[derive(Debug)]
pub(super) struct Grid<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) cells: Vec<Placed<'a>>,
    /// Rows in which a cell begins.
    pub(super) rows: BTreeMap<u32, Row>,
    /// Characters that are struck out.
    pub(super) struck: usize,
    /// Hidden rows and columns that hold something, as A1 ranges.
    pub(super) hidden: Vec<String>,
}

impl<'a> Grid<'a> {
    /// `hidden`: hidden rows and columns count as shown.
    pub(super) fn new(sheet: &'a Sheet, hidden: bool) -> Self {
        let mut grid =
            Self { sheet, cells: Vec::new(), rows: BTreeMap::new(), struck: 0, hidden: Vec::new() };
        let mut left_out: BTreeMap<(bool, u32), ()> = BTreeMap::new();
        for cell in sheet.cells.iter().filter(|cell| cell.column < MAX_COLUMNS) {
            let extent = sheet.extent(cell);
            if !hidden && !sheet.shows(cell) {
                let by_row = !sheet.shows_row(cell.row);
                left_out.insert((by_row, if by_row { cell.row } else { cell.column }), ());
                continue;
            }
            grid.struck += cell
                .runs
                .iter()
                .filter(|run| run.struck)
                .map(|run| run.text.trim().chars().count())
                .sum::<usize>();
            let text = cell.text.trim();
            if text.is_empty() {
                continue;
            }
            let top = if hidden { extent.top } else { sheet.first_shown_row(extent.top) };
            let left = if hidden { extent.left } else { sheet.first_shown_column(extent.left) };
            let range = Range { top, left, bottom: extent.bottom, right: extent.right.min(MAX_COLUMNS - 1) };
            grid.cells.push(Placed { cell, range, text });
        }
        grid.hidden = names(&left_out);
        grid.cells.sort_by_key(|placed| (placed.range.top, placed.range.left));
        grid.arrange();
        grid
    }

    /// The cells that begin in some rows and columns, as a sheet of their own.
    pub(super) fn part(&self, rows: (u32, u32), columns: (u32, u32)) -> Grid<'a> {
        let within = |(first, last): (u32, u32), place: u32| (first..=last).contains(&place);
        let held =
            |placed: &&Placed<'a>| within(rows, placed.range.top) && within(columns, placed.range.left);
        let mut part = Grid {
            sheet: self.sheet,
            cells: self.cells.iter().filter(held).copied().collect(),
            rows: BTreeMap::new(),
            struck: 0,
            hidden: Vec::new(),
        };
        part.arrange();
        part
    }

    fn arrange(&mut self) {
        for (at, placed) in self.cells.iter().enumerate() {
            self.rows.entry(placed.range.top).or_default().own.push(at);
        }
        let mut cover = 0;
        for (at, placed) in
            self.cells.iter().enumerate().filter(|(_, placed)| placed.range.top < placed.range.bottom)
        {
            for (_, row) in self.rows.range_mut(placed.range.top + 1..=placed.range.bottom) {
                cover += 1;
                if cover > MAX_COVER {
                    return;
                }
                row.over.push(at);
            }
        }
    }

    /// The cell that begins in the row and covers the column.
    pub(super) fn own(&self, row: u32, column: u32) -> Option<&Placed<'a>> {
        self.own_cells(row).find(|placed| (placed.range.left..=placed.range.right).contains(&column))
    }

    /// The cell that covers the place, wherever it begins.
    pub(super) fn at(&self, row: u32, column: u32) -> Option<&Placed<'a>> {
        self.own(row, column).or_else(|| {
            let over = &self.rows.get(&row)?.over;
            over.iter().filter_map(|at| self.cells.get(*at)).find(|placed| placed.range.contains(row, column))
        })
    }

    /// The cells that begin in a row, from left to right.
    pub(super) fn own_cells(&self, row: u32) -> impl Iterator<Item = &Placed<'a>> {
        self.rows.get(&row).into_iter().flat_map(|row| &row.own).filter_map(|at| self.cells.get(*at))
    }
}

/// Rows and columns as A1 ranges, neighbours joined.
fn names(left_out: &BTreeMap<(bool, u32), ()>) -> Vec<String> {
    let mut ranges: Vec<(bool, u32, u32)> = Vec::new();
    for &(by_row, place) in left_out.keys() {
        match ranges.last_mut() {
            Some(last) if last.0 == by_row && last.2 + 1 == place => last.2 = place,
            _ => ranges.push((by_row, place, place)),
        }
    }
    let name = |(by_row, first, last): &(bool, u32, u32)| {
        if *by_row {
            format!("{}:{}", first + 1, last + 1)
        } else {
            format!(
                "{}:{}",
                kaitei_read::workbook::column_name(*first),
                kaitei_read::workbook::column_name(*last)
            )
        }
    };
    ranges.iter().map(name).collect()
}

/// The lines of a cell as one: nothing between Japanese lines, a space between Latin words.
pub(super) fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
        if latin(out.chars().next_back()) && latin(line.chars().next()) {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn lines_join_without_tearing_words() {
        assert_eq!(joined("体制\n構築\n"), "体制構築");
        assert_eq!(joined("two\nwords"), "two words");
        assert_eq!(joined("こと。\n(1) コピー"), "こと。(1) コピー");
    }
}
