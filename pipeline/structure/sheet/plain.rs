//! Sheets without a table, row by row, and the text boxes of any sheet.

use kaitei_model::{Item, ItemKind};
use kaitei_read::workbook::Range;

use super::cite::{Draft, place};
use super::grid::{Grid, joined};
use super::marks::Mark;
use super::vocabulary::Vocabulary;

/// A row each: its cells with a wide space between them, cited by the row's number on the sheet.
pub(super) fn rows(grid: &Grid<'_>, prefix: &str, words: &Vocabulary) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for &row in grid.rows.keys() {
        let cells: Vec<_> = grid.own_cells(row).collect();
        let (Some(first), Some(last)) = (cells.first(), cells.last()) else { continue };
        let bottom = cells.iter().map(|placed| placed.range.bottom).max().unwrap_or(row);
        let range = Range { top: row, left: first.range.left, bottom, right: last.range.right };
        let text = cells.iter().map(|placed| joined(placed.text)).collect::<Vec<_>>().join("　");
        let note = super::marks::note(&text, words).filter(|(mark, ..)| !mark.is_empty());
        let (kind, mark, number, text) = match (note, Mark::split(&text)) {
            (Some((mark, number, rest)), _) => (ItemKind::Note, mark, Some(number), rest.to_owned()),
            (None, Some((mark, rest))) if !rest.is_empty() => {
                (ItemKind::TableRow, mark.printed, Some(mark.number), rest.to_owned())
            }
            _ => (ItemKind::TableRow, String::new(), None, text),
        };
        let label = format!("行{}", u64::from(row) + 1);
        drafts.push(Draft::alone(Item {
            kind,
            number,
            mark,
            path: vec![label.clone()],
            text,
            citation: format!("{prefix} {label}"),
            location: place(&grid.sheet.name, range),
            ..Item::default()
        }));
    }
    drafts
}

/// Text boxes as notes, in their order on the sheet.
pub(super) fn shapes(grid: &Grid<'_>, prefix: &str, drafts: &mut Vec<Draft>) {
    for (at, shape) in grid.sheet.shapes.iter().enumerate() {
        let label = format!("図形{}", at + 1);
        drafts.push(Draft::alone(Item {
            kind: ItemKind::Note,
            path: vec![label.clone()],
            text: joined(&shape.text),
            citation: format!("{prefix} {label}"),
            location: place(&grid.sheet.name, Range::cell(shape.row, shape.column)),
            ..Item::default()
        }));
    }
}
