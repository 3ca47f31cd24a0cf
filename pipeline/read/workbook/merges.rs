//! Merged ranges: sorted, without overlaps, and nothing but their first cell inside.

use std::collections::BTreeMap;

use super::{Cell, Range};

/// Columns that merged ranges of rows above still cover, by their first column: last column and last row.
type Open = BTreeMap<u32, (u32, u32)>;

/// Sorts the ranges; one that overlaps an earlier one is returned apart. Single cells are no merge.
pub(super) fn settle(mut ranges: Vec<Range>) -> (Vec<Range>, Vec<Range>) {
    ranges.retain(|range| range.top < range.bottom || range.left < range.right);
    ranges.sort_unstable();
    ranges.dedup();
    let mut kept: Vec<Range> = Vec::with_capacity(ranges.len());
    let mut overlaps = Vec::new();
    let mut open = Open::new();
    for range in ranges {
        close_above(&mut open, &range);
        // What is open does not overlap, so the last one that starts at or left of our right edge decides.
        let clash =
            open.range(..=range.right).next_back().is_some_and(|(_, (right, _))| *right >= range.left);
        if clash {
            overlaps.push(range);
        } else {
            open.insert(range.left, (range.right, range.bottom));
            kept.push(range);
        }
    }
    (kept, overlaps)
}

/// Drops what ended above the range and could stand in its way.
fn close_above(open: &mut Open, range: &Range) {
    let ended: Vec<u32> = open
        .range(..=range.right)
        .rev()
        .take_while(|(_, (right, bottom))| *right >= range.left || *bottom < range.top)
        .filter(|(_, (_, bottom))| *bottom < range.top)
        .map(|(left, _)| *left)
        .collect();
    for left in ended {
        open.remove(&left);
    }
}

/// Leaves out cells inside merged ranges but not in their corner: nobody sees them. Cells and ranges are sorted.
pub(super) fn drop_covered(mut cells: Vec<Cell>, merges: &[Range]) -> Vec<Cell> {
    let mut open = Open::new();
    let mut next = 0;
    cells.retain(|cell| {
        while let Some(range) =
            merges.get(next).filter(|range| (range.top, range.left) <= (cell.row, cell.column))
        {
            close_above(&mut open, range);
            open.insert(range.left, (range.right, range.bottom));
            next += 1;
        }
        let covering = open
            .range(..=cell.column)
            .next_back()
            .filter(|(_, (right, bottom))| *right >= cell.column && *bottom >= cell.row);
        let corner = merges
            .get(next.wrapping_sub(1))
            .is_some_and(|range| (range.top, range.left) == (cell.row, cell.column));
        corner || covering.is_none()
    });
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(top: u32, left: u32, bottom: u32, right: u32) -> Range {
        Range { top, left, bottom, right }
    }

    #[test]
    fn overlaps_are_told_from_neighbours() {
        let (kept, overlaps) = settle(vec![
            range(0, 0, 0, 3),
            range(1, 0, 3, 1),
            range(1, 2, 1, 3),
            range(2, 1, 2, 2),
            range(2, 2, 4, 2),
            range(4, 0, 4, 0),
            range(4, 0, 5, 1),
            range(5, 1, 5, 3),
        ]);
        assert_eq!(
            kept,
            [range(0, 0, 0, 3), range(1, 0, 3, 1), range(1, 2, 1, 3), range(2, 2, 4, 2), range(4, 0, 5, 1)]
        );
        assert_eq!(overlaps, [range(2, 1, 2, 2), range(5, 1, 5, 3)]);
    }

    #[test]
    fn covered_cells_go() {
        let cell = |row, column| Cell { row, column, ..Cell::default() };
        let merges = [range(0, 0, 2, 1), range(1, 2, 1, 3)];
        let cells = vec![
            cell(0, 0),
            cell(0, 1),
            cell(0, 2),
            cell(1, 0),
            cell(1, 2),
            cell(1, 3),
            cell(2, 1),
            cell(2, 2),
            cell(3, 0),
        ];
        let left: Vec<_> = drop_covered(cells, &merges).iter().map(|cell| (cell.row, cell.column)).collect();
        assert_eq!(left, [(0, 0), (0, 2), (1, 2), (2, 2), (3, 0)]);
    }
}
