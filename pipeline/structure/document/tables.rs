//! Tables: one item a row; the first row of a table with several is its header.

use kaitei_model::ItemKind;
use kaitei_read::pdf::{Cell, Table};

use super::{
    build::Built,
    draft::{Draft, Place},
    rows::{Row, join, region},
};

/// Drafts the rows of a table; where it goes on from the page before, its first row is a header only if it repeats that one.
///
/// A row's text is its cells in a row, parted by 「｜」: no column of a printed table is known to be its content. The cells stand
/// in the fields too, under their header.
pub(super) fn draft(table: &Table, row: &Row, (parent, goes_on): (Option<usize>, bool), out: &mut Built) {
    let drafts = &mut out.drafts;
    let text = |cell: &Cell| {
        let mut out = String::new();
        for line in &cell.lines {
            join(&mut out, &line.text());
        }
        out
    };
    let header: Vec<(u32, u32, String)> = table
        .cells
        .iter()
        .filter(|c| c.row == 0 && table.rows > 1)
        .map(|c| (c.column, c.column_span.max(1), text(c)))
        .collect();
    let named = header.iter().filter(|(_, _, t)| !t.is_empty()).count() > 1;
    let words =
        header.iter().filter(|(_, _, t)| !t.is_empty()).map(|(_, _, t)| t.as_str()).collect::<Vec<_>>();
    let repeats = drafts
        .iter()
        .rev()
        .any(|d| d.parent == parent && d.place == Place::Header && d.text == words.join("｜"));
    let first = u32::from(table.rows > 1 && named && (!goes_on || repeats));
    let mut held: Vec<Draft> = Vec::new();
    for r in 0..table.rows {
        let cells: Vec<&Cell> = table.cells.iter().filter(|c| c.row == r).collect();
        let words: Vec<String> = cells.iter().map(|c| text(c)).collect();
        if words.iter().all(String::is_empty) {
            continue;
        }
        let joined = words.iter().filter(|w| !w.is_empty()).cloned().collect::<Vec<_>>().join("｜");
        let mut draft = Draft {
            kind: ItemKind::TableRow,
            text: joined,
            place: Place::Row,
            parent,
            x0: row.bounds.x0,
            ..Draft::default()
        };
        if r < first {
            draft.kind = ItemKind::Heading;
            draft.place = Place::Header;
        }
        for (cell, words) in cells.iter().zip(&words) {
            draft.cover(region(row.page, cell.bounds));
            let name = header
                .iter()
                .find(|(column, span, _)| (*column..column + span).contains(&cell.column))
                .map_or("", |(_, _, t)| t);
            if r >= first && !words.is_empty() && !name.is_empty() {
                draft.fields.insert(name.to_owned(), words.clone());
            }
        }
        held.push(draft);
    }
    // The same header on the next page only goes on with the table.
    let again = held.first().filter(|d| d.place == Place::Header).is_some_and(|head| {
        drafts
            .iter()
            .rev()
            .filter(|d| d.parent == parent)
            .any(|d| d.place == Place::Header && d.text == head.text)
    });
    if again {
        out.remainder.push(("table-header", held.remove(0).text));
    }
    out.drafts.extend(held);
}
