//! Tables: one item a row; the first row of a table with several is its header, with the rows that its cells span.

use std::collections::BTreeMap;

use kaitei_model::ItemKind;
use kaitei_read::pdf::{Cell, Table};

use super::{
    build::Built,
    draft::{Draft, Place},
    rows::{Row, join, region},
};

/// What the header calls the columns.
pub(super) type Names = BTreeMap<u32, String>;

/// A header has at most so many rows.
const DEEPEST: u32 = 3;

/// Drafts the rows of a table and returns its columns' names. `before`: it goes on with a table of the page before whose columns had these
/// names; then its first row is a header only if it repeats that one.
///
/// A row's text is its cells in a row, parted by 「｜」: no column of a printed table is known to be its content. The cells stand
/// in the fields too, under their header.
pub(super) fn draft(
    table: &Table,
    row: &Row,
    (parent, before): (Option<usize>, Option<Names>),
    out: &mut Built,
) -> Names {
    let drafts = &mut out.drafts;
    let depth = header_depth(table);
    let in_header = || table.cells.iter().filter(|c| c.row < depth);
    let words: Vec<String> = in_header().map(text).filter(|t| !t.is_empty()).collect();
    let head = words.join("｜");
    let header = |d: &Draft| d.parent == parent && d.place == Place::Header && d.text == head;
    let again = !head.is_empty() && drafts.iter().any(header);
    let first = if before.is_none() || again { depth } else { 0 };
    let names = if first > 0 { names(table, first) } else { before.unwrap_or_default() };
    let blank = |place: Place, kind: ItemKind, text: String| Draft {
        kind,
        text,
        place,
        parent,
        x0: row.bounds.x0,
        ..Draft::default()
    };
    if first > 0 && again {
        // The same header on the next page only goes on with the table.
        out.remainder.push(("table-header", head));
    } else if first > 0 {
        let mut draft = blank(Place::Header, ItemKind::Heading, head);
        in_header().for_each(|cell| draft.cover(region(row.page, cell.bounds)));
        drafts.push(draft);
    }
    for r in first..table.rows {
        let cells: Vec<(&Cell, String)> =
            table.cells.iter().filter(|c| c.row == r).map(|c| (c, text(c))).collect();
        let words: Vec<&str> = cells.iter().map(|(_, w)| w.as_str()).filter(|w| !w.is_empty()).collect();
        if words.is_empty() {
            continue;
        }
        let mut draft = blank(Place::Row, ItemKind::TableRow, words.join("｜"));
        for (cell, words) in &cells {
            draft.cover(region(row.page, cell.bounds));
            if let Some(name) = names.get(&cell.column).filter(|name| !name.is_empty() && !words.is_empty()) {
                draft.fields.insert(name.clone(), words.clone());
            }
        }
        out.drafts.push(draft);
    }
    names
}

/// How many rows a table's header has: none where its first row holds one word, several where a cell of it spans them beside one that
/// stands over several columns.
fn header_depth(table: &Table) -> u32 {
    let top = || table.cells.iter().filter(|c| c.row == 0);
    if table.rows < 2 || top().filter(|c| !text(c).is_empty()).count() < 2 {
        return 0;
    }
    let spanning = top().any(|c| c.column_span > 1);
    let deepest = top().map(|c| c.row_span.max(1)).max().unwrap_or(1);
    if spanning { deepest.clamp(1, DEEPEST.min(table.rows - 1)) } else { 1 }
}

/// The names of the columns: of a header over several rows, the words from top to bottom.
fn names(table: &Table, depth: u32) -> Names {
    let mut out = Names::new();
    for cell in table.cells.iter().filter(|c| c.row < depth) {
        let words = text(cell);
        for column in cell.column..cell.column + cell.column_span.max(1) {
            let name = out.entry(column).or_default();
            if !words.is_empty() && *name != words {
                if !name.is_empty() {
                    name.push(' ');
                }
                name.push_str(&words);
            }
        }
    }
    out
}

/// A cell's words, its lines joined.
fn text(cell: &Cell) -> String {
    let mut out = String::new();
    for line in &cell.lines {
        join(&mut out, &line.text());
    }
    out
}

#[cfg(test)]
mod tests {
    use kaitei_read::pdf::{Cell, Line, Run, Table};

    use super::{super::rows::tests::row, Built, Names, draft};

    fn cell(row: u32, column: u32, (row_span, column_span): (u32, u32), words: &str) -> Cell {
        let run = Run { text: words.to_owned(), ..Run::default() };
        let line = Line { runs: vec![run], ..Line::default() };
        Cell { row, column, row_span, column_span, lines: vec![line], ..Cell::default() }
    }

    fn table(rows: u32, cells: Vec<Cell>) -> Table {
        Table { rows, columns: 3, cells, ..Table::default() }
    }

    const ONE: (u32, u32) = (1, 1);

    #[test]
    fn a_header_of_two_rows_names_the_columns_of_the_next_page_too() {
        let mut out = Built::default();
        let first = table(
            3,
            vec![
                cell(0, 0, (2, 1), "区分"),
                cell(0, 1, (1, 2), "条件"),
                cell(1, 1, ONE, "資料"),
                cell(1, 2, ONE, "鍵"),
                cell(2, 0, ONE, "重要"),
                cell(2, 1, ONE, "台帳"),
                cell(2, 2, ONE, "二つ"),
            ],
        );
        let names = draft(&first, &row(""), (None, None), &mut out);
        assert_eq!(names.values().collect::<Vec<_>>(), ["区分", "条件 資料", "条件 鍵"]);
        let next = table(
            2,
            vec![
                cell(0, 0, ONE, "一般"),
                cell(0, 1, ONE, "図書"),
                cell(1, 0, ONE, "臨時"),
                cell(1, 2, ONE, "一つ"),
            ],
        );
        let kept: Names = draft(&next, &row(""), (None, Some(names)), &mut out);
        let texts: Vec<&str> = out.drafts.iter().map(|d| d.text.as_str()).collect();
        assert_eq!(texts, ["区分｜条件｜資料｜鍵", "重要｜台帳｜二つ", "一般｜図書", "臨時｜一つ"]);
        assert_eq!(out.drafts[3].fields["条件 鍵"], "一つ");
        assert_eq!(kept.len(), 3);
        draft(&first, &row(""), (None, Some(kept)), &mut out);
        assert_eq!(out.drafts.len(), 5, "its header stands already");
        assert_eq!(out.remainder, [("table-header", "区分｜条件｜資料｜鍵".to_owned())]);
    }
}
