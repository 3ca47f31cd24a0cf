//! Tables: one item a row; the first row of a table with several is its header, with the rows that its cells span. Where the first column
//! counts the rows, its marks are their numbers.

use std::collections::BTreeMap;

use kaitei_model::ItemKind;
use kaitei_read::pdf::{Cell, Table};

use super::{
    build::Built,
    draft::{Draft, Place},
    rows::{Row, join, region},
};
use crate::text::{
    fold,
    fold::{is_circled, number},
};

/// What the header calls the columns.
type Names = BTreeMap<u32, String>;

/// What is known of a table's columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    names: Names,
    /// The column of the rows' numbers.
    number: Option<u32>,
    /// Rows were seen that told it.
    told: bool,
    /// The column that holds what the rows say, where one of those beside the numbers does.
    content: Option<u32>,
}

/// A header has at most so many rows.
const DEEPEST: u32 = 3;

/// Drafts the rows of a table and returns what its columns are. `before`: it goes on with a table of the page before whose columns were
/// these; then its first row is a header only if it repeats that one.
///
/// A row's text is its cells in a row, parted by 「｜」, without its number; the cells stand in the fields too, under their header. Where the
/// rows are numbered and one column holds nearly all their words, that column is the text, and the others alone are fields.
pub(super) fn draft(
    table: &Table,
    row: &Row,
    (parent, before): (Option<usize>, Option<Columns>),
    out: &mut Built,
) -> Columns {
    let drafts = &mut out.drafts;
    let depth = header_depth(table);
    let known = |head: &str| drafts.iter().any(|d| d.place == Place::Header && d.text == head);
    // A header that a page's end parts from its rows.
    let parted = table.rows == 1 && known(&head_of(table, 1));
    let depth = if parted { 1 } else { depth };
    let in_header = || table.cells.iter().filter(|c| c.row < depth);
    let head = head_of(table, depth);
    let header = |d: &Draft| d.parent == parent && d.place == Place::Header && d.text == head;
    let again = !head.is_empty() && drafts.iter().any(header);
    let first = if before.is_none() || again { depth } else { 0 };
    let columns = match before {
        Some(before) if first == 0 && before.told => before,
        before => {
            let told = before.as_ref().is_some_and(|before| before.told);
            let (names, number) = match before {
                Some(before) if first == 0 => (before.names, before.number),
                Some(before) => (names(table, first), before.number),
                None => (if first > 0 { names(table, first) } else { Names::new() }, None),
            };
            let number = if told { number } else { number_column(table, first, &names) };
            let content = number.and_then(|number| content_column(table, first, number));
            Columns { names, number, told: told || table.rows > first, content }
        }
    };
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
        if cells.iter().all(|(_, words)| words.is_empty()) {
            continue;
        }
        let marked = cells.iter().find(|(cell, _)| Some(cell.column) == columns.number);
        let (mark, number) = marked.and_then(|(_, words)| Some((words.clone(), mark(words)?))).unzip();
        let rest = cells.iter().filter(|(cell, words)| {
            let numbers = number.is_some() && Some(cell.column) == columns.number;
            !words.is_empty() && !numbers
        });
        let content = columns.content.filter(|_| number.is_some());
        let content = content.and_then(|column| rest.clone().find(|(cell, _)| cell.column == column));
        let says = match content {
            Some((_, words)) => words.clone(),
            None => rest.map(|(_, words)| words.as_str()).collect::<Vec<_>>().join("｜"),
        };
        let mut draft = blank(Place::Row, ItemKind::TableRow, says);
        // 1.2.3 beside a sentence is a demand; other rows are rows.
        let full = number.as_deref().is_some_and(|n| n.matches(['.', '-']).count() >= 2);
        if full && content.is_some() && draft.text.trim_end().ends_with(['。', '.', ')', '）']) {
            draft.kind = ItemKind::Requirement;
        }
        draft.mark = mark.unwrap_or_default();
        draft.number = number;
        for (cell, words) in &cells {
            draft.cover(region(row.page, cell.bounds));
            let held = content.is_some_and(|(held, _)| held.column == cell.column);
            if words.is_empty() || held || draft.number.is_some() && Some(cell.column) == columns.number {
                continue;
            }
            match columns.names.get(&cell.column).filter(|name| !name.is_empty()) {
                Some(name) => {
                    draft.fields.insert(name.clone(), words.clone());
                }
                // Beside the content, a column without a name must not be lost.
                None if content.is_some() => {
                    draft.fields.insert((cell.column + 1).to_string(), words.clone());
                }
                None => {}
            }
        }
        out.drafts.push(draft);
    }
    columns
}

/// The number that a cell is, and nothing but: 1.2.3, 4, ⑤, (6), A-7. Amounts and years are none.
fn mark(words: &str) -> Option<String> {
    let number = number(words)?;
    let counts = |c: char| c.is_ascii_digit() || is_circled(c);
    let fits = |c: char| counts(c) || c.is_ascii_alphabetic() || "().-".contains(c);
    let digits = number.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    let short = number.chars().count() <= 12 && digits <= 3;
    (short && number.chars().any(counts) && number.chars().all(fits)).then_some(number)
}

/// The step that a number counts: the last run of digits in it, and what stands before.
fn counted(number: &str) -> Option<(&str, u32)> {
    let core = number.trim_end_matches(|c: char| !c.is_ascii_digit());
    let before = core.trim_end_matches(|c: char| c.is_ascii_digit());
    core[before.len()..].parse().ok().map(|step| (before, step))
}

/// The first column, where it numbers the rows: under a header that says so, or counting on by one from row to row.
fn number_column(table: &Table, first: u32, names: &Names) -> Option<u32> {
    let cells = || table.cells.iter().filter(|c| c.row >= first).map(|c| (c, text(c)));
    let column = cells().filter(|(_, words)| !words.is_empty()).map(|(cell, _)| cell.column).min()?;
    let marks: Option<Vec<String>> = cells()
        .filter(|(cell, words)| cell.column == column && !words.is_empty())
        .map(|(_, words)| mark(&words))
        .collect();
    let marks = marks?;
    let wordy = cells().any(|(cell, words)| cell.column != column && words.chars().any(char::is_alphabetic));
    let named = names.get(&column).is_some_and(|name| NUMBER.contains(&fold(name).as_str()));
    // 1.2.3 is nobody's amount.
    let full = |m: &String| m.matches(['.', '-']).count() >= 2;
    let next = |a: &str, b: &str| {
        let (Some((x, a)), Some((y, b))) = (counted(a), counted(b)) else { return false };
        x == y && b == a + 1 || x != y && b == 1
    };
    let counts = marks.len() > 1 && marks.windows(2).all(|m| next(&m[0], &m[1]));
    (wordy && !marks.is_empty() && (named || counts || marks.iter().all(full))).then_some(column)
}

/// Headers of a column of numbers, folded.
const NUMBER: [&str; 12] =
    ["#", "no", "no.", "id", "№", "番号", "項番", "通番", "連番", "項目番号", "整理番号", "管理番号"];

/// The column that holds most of the words beside the numbers, in tenths.
const CONTENT: usize = 7;

/// The column that holds what the rows say.
fn content_column(table: &Table, first: u32, number: u32) -> Option<u32> {
    let mut letters: BTreeMap<u32, usize> = BTreeMap::new();
    for cell in table.cells.iter().filter(|c| c.row >= first && c.column != number) {
        *letters.entry(cell.column).or_default() += text(cell).chars().filter(|c| c.is_alphabetic()).count();
    }
    let all: usize = letters.values().sum();
    letters.into_iter().find(|&(_, count)| all > 0 && count * 10 >= all * CONTENT).map(|(column, _)| column)
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

/// The words of a table's first rows, parted by 「｜」.
fn head_of(table: &Table, depth: u32) -> String {
    let cells = table.cells.iter().filter(|c| c.row < depth);
    cells.map(text).filter(|t| !t.is_empty()).collect::<Vec<_>>().join("｜")
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

    use super::{super::rows::tests::row, Built, Columns, Place, draft};

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
        let columns = draft(&first, &row(""), (None, None), &mut out);
        assert_eq!(columns.names.values().collect::<Vec<_>>(), ["区分", "条件 資料", "条件 鍵"]);
        let next = table(
            2,
            vec![
                cell(0, 0, ONE, "一般"),
                cell(0, 1, ONE, "図書"),
                cell(1, 0, ONE, "臨時"),
                cell(1, 2, ONE, "一つ"),
            ],
        );
        let kept: Columns = draft(&next, &row(""), (None, Some(columns)), &mut out);
        let texts: Vec<&str> = out.drafts.iter().map(|d| d.text.as_str()).collect();
        assert_eq!(texts, ["区分｜条件｜資料｜鍵", "重要｜台帳｜二つ", "一般｜図書", "臨時｜一つ"]);
        assert_eq!(out.drafts[3].fields["条件 鍵"], "一つ");
        assert_eq!(kept.names.len(), 3);
        draft(&first, &row(""), (None, Some(kept)), &mut out);
        assert_eq!(out.drafts.len(), 5, "its header stands already");
        assert_eq!(out.remainder, [("table-header", "区分｜条件｜資料｜鍵".to_owned())]);
    }

    #[test]
    fn rows_that_a_column_counts_have_its_numbers() {
        let mut out = Built::default();
        let counted = table(
            3,
            vec![
                cell(0, 0, ONE, "#"),
                cell(0, 1, ONE, "求める事項"),
                cell(0, 2, ONE, "L1"),
                cell(1, 0, ONE, "1.2.1"),
                cell(1, 1, ONE, "書庫の鍵は、当番が持つ。"),
                cell(1, 2, ONE, "✓"),
                cell(2, 0, ONE, "1.2.2"),
                cell(2, 1, ONE, "台帳は、二年間残す。"),
            ],
        );
        draft(&counted, &row(""), (None, None), &mut out);
        let rows: Vec<_> = out.drafts[1..].iter().map(|d| (d.number.as_deref(), d.text.as_str())).collect();
        assert_eq!(
            rows,
            [(Some("1.2.1"), "書庫の鍵は、当番が持つ。"), (Some("1.2.2"), "台帳は、二年間残す。")]
        );
        assert_eq!(out.drafts[1].fields["L1"], "✓");
    }

    #[test]
    fn amounts_are_no_numbers_of_rows() {
        let mut out = Built::default();
        let amounts = table(
            3,
            vec![
                cell(0, 0, ONE, "冊数"),
                cell(0, 1, ONE, "貸出し"),
                cell(1, 0, ONE, "5"),
                cell(1, 1, ONE, "一般"),
                cell(2, 0, ONE, "10"),
                cell(2, 1, ONE, "学校"),
            ],
        );
        draft(&amounts, &row(""), (None, None), &mut out);
        assert_eq!(out.drafts[1].number, None);
        assert_eq!(out.drafts[1].text, "5｜一般");
    }

    #[test]
    fn a_header_that_a_page_s_end_parts_from_its_rows_is_one() {
        let mut out = Built::default();
        let header = [cell(0, 0, ONE, "番号"), cell(0, 1, ONE, "求める事項")];
        let row = |row: u32, number: &str, says: &str| [cell(row, 0, ONE, number), cell(row, 1, ONE, says)];
        let whole = table(2, header.iter().cloned().chain(row(1, "1", "鍵を数える。")).collect());
        draft(&whole, &super::super::rows::tests::row(""), (None, None), &mut out);
        let alone = table(1, header.to_vec());
        let line = super::super::rows::tests::row("");
        let columns = draft(&alone, &line, (Some(0), None), &mut out);
        draft(&table(1, row(0, "1", "台帳を見る。").to_vec()), &line, (Some(0), Some(columns)), &mut out);
        let last = out.drafts.last().unwrap();
        assert_eq!((last.number.as_deref(), last.text.as_str()), (Some("1"), "台帳を見る。"));
        assert_eq!(out.drafts.iter().filter(|d| d.place == Place::Header).count(), 2);
    }
}
