//! What a person sees of a workbook, as text.

use super::{Cell, Range, Sheet, Visibility, Workbook};

impl Sheet {
    /// Whether a person sees a row.
    pub fn shows_row(&self, row: u32) -> bool {
        !within(&self.hidden_rows, row)
    }

    /// Whether a person sees a column.
    pub fn shows_column(&self, column: u32) -> bool {
        !within(&self.hidden_columns, column)
    }

    /// The first row from `row` on that a person sees.
    pub fn first_shown_row(&self, row: u32) -> u32 {
        first_outside(&self.hidden_rows, row)
    }

    /// The first column from `column` on that a person sees.
    pub fn first_shown_column(&self, column: u32) -> u32 {
        first_outside(&self.hidden_columns, column)
    }

    /// The merged range whose first cell this is.
    pub fn merge_at(&self, row: u32, column: u32) -> Option<&Range> {
        let start = self.merges.partition_point(|range| (range.top, range.left) < (row, column));
        self.merges.get(start).filter(|range| (range.top, range.left) == (row, column))
    }

    /// The cells that a cell's content covers.
    pub fn extent(&self, cell: &Cell) -> Range {
        self.merge_at(cell.row, cell.column).copied().unwrap_or_else(|| Range::cell(cell.row, cell.column))
    }

    /// Whether a person sees a cell: a merged one as long as a row and a column of its range are shown.
    pub fn shows(&self, cell: &Cell) -> bool {
        let range = self.extent(cell);
        !covers(&self.hidden_rows, range.top, range.bottom)
            && !covers(&self.hidden_columns, range.left, range.right)
    }
}

/// Whether a number lies in one of the sorted ranges.
fn within(ranges: &[(u32, u32)], number: u32) -> bool {
    covers(ranges, number, number)
}

/// The first number from `number` on in none of the sorted ranges, which do not touch.
fn first_outside(ranges: &[(u32, u32)], number: u32) -> u32 {
    let after = ranges.partition_point(|range| range.0 <= number);
    let holding = after.checked_sub(1).and_then(|at| ranges.get(at)).filter(|range| range.1 >= number);
    holding.map_or(number, |range| range.1.saturating_add(1))
}

/// Whether one of the sorted ranges, which do not touch, holds all numbers from `first` to `last`.
fn covers(ranges: &[(u32, u32)], first: u32, last: u32) -> bool {
    let after = ranges.partition_point(|range| range.0 <= first);
    after.checked_sub(1).and_then(|at| ranges.get(at)).is_some_and(|range| range.1 >= last)
}

/// The visible cells of the visible sheets, row by row: a tab between cells, a form feed between sheets.
pub fn text(workbook: &Workbook) -> String {
    let mut out = String::new();
    let sheets = workbook.sheets.iter().filter(|sheet| sheet.visibility == Visibility::Visible);
    for (place, sheet) in sheets.enumerate() {
        if place > 0 {
            out.push('\u{C}');
        }
        let mut row = None;
        for cell in sheet.cells.iter().filter(|cell| !cell.text.is_empty() && sheet.shows(cell)) {
            match row {
                Some(last) if last == cell.row => out.push('\t'),
                Some(_) => out.push('\n'),
                None => {}
            }
            row = Some(cell.row);
            out.push_str(&cell.text);
        }
        if row.is_some() {
            out.push('\n');
        }
    }
    out
}
