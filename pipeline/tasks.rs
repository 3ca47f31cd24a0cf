//! What people entered into the sheet 取組状況 of an earlier workbook, so that the next one can take it over.

use std::collections::BTreeMap;

use kaitei_model::{Code, Diagnostic, Task};
use kaitei_read::workbook::{self, ReadOptions, Sheet};

use crate::{SourceFile, text::fold};

/// The headings in both languages, by what we know them as.
const HEADINGS: [(Column, &[&str]); 10] = [
    (Column::Change, &["変更ID", "変更の番号", "Change ID", "Change"]),
    (Column::Fingerprint, &["本文の照合値", "Fingerprint"]),
    (Column::Old, &["改定前の項番", "Old citation"]),
    (Column::New, &["改定後の項番", "New citation"]),
    (Column::Need, &["対応の要否", "To do"]),
    (Column::Work, &["取組の内容", "What to do"]),
    (Column::Owner, &["担当", "Owner"]),
    (Column::Due, &["期限", "Due"]),
    (Column::State, &["状況", "State"]),
    (Column::Memo, &["メモ", "Notes"]),
];
/// Columns of ours that the next workbook fills in by itself.
const OURS: [&str; 18] = [
    "重要度",
    "改定後",
    "改定前",
    "種別",
    "変更の内容",
    "文書",
    "引継ぎ",
    "備考",
    "引き継げなかった理由",
    "Significance",
    "New text",
    "Old text",
    "Kind",
    "What changed",
    "Document",
    "Carried over",
    "Remarks",
    "Why it was not carried over",
];
/// The headings stand within so many rows.
const HEAD_WITHIN: u32 = 30;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Change,
    Fingerprint,
    Old,
    New,
    Need,
    Work,
    Owner,
    Due,
    State,
    Memo,
}

/// A column of the sheet.
enum Known {
    Ours(Column),
    /// One that somebody added, by its heading.
    Added(String),
}

/// The rows that hold anything that a person entered, in the order of the workbook.
///
/// # Errors
/// Where the file is no workbook, or no sheet of it has the headings.
pub fn read(file: &SourceFile) -> Result<Vec<Task>, Vec<Diagnostic>> {
    let book = workbook::read(&file.bytes, &ReadOptions::default())
        .map_err(|error| vec![(*error).in_document(&file.name)])?;
    // The tasks, and those that an earlier run could not take over: neither may get lost on the way.
    let sheets: Vec<_> = book
        .sheets
        .iter()
        .filter_map(|sheet| heading(sheet).map(|(head, columns)| (sheet, head, columns)))
        .collect();
    if sheets.is_empty() {
        return Err(vec![Diagnostic::plain(Code::TasksMissing).in_document(&file.name)]);
    }
    Ok(sheets.into_iter().flat_map(|(sheet, head, columns)| rows(sheet, head, &columns)).collect())
}

fn rows(sheet: &Sheet, head: u32, columns: &BTreeMap<u32, Known>) -> Vec<Task> {
    let mut rows: BTreeMap<u32, Task> = BTreeMap::new();
    for cell in sheet.cells.iter().filter(|cell| cell.row > head) {
        let (Some(column), text) = (columns.get(&cell.column), cell.text.trim()) else { continue };
        if text.is_empty() {
            continue;
        }
        let task = rows.entry(cell.row).or_insert_with(|| Task { row: cell.row + 1, ..Task::default() });
        match column {
            Known::Ours(column) => *field(task, *column) = text.to_owned(),
            Known::Added(name) => task.more.push((name.clone(), text.to_owned())),
        }
    }
    rows.into_values().filter(|task| !task.is_blank()).collect()
}

/// The row of the headings, and what each column is.
fn heading(sheet: &Sheet) -> Option<(u32, BTreeMap<u32, Known>)> {
    let mut rows: BTreeMap<u32, BTreeMap<u32, Known>> = BTreeMap::new();
    let cells = sheet.cells.iter().filter(|cell| cell.row < HEAD_WITHIN && !cell.text.trim().is_empty());
    for cell in cells {
        let text = fold(&cell.text);
        let is = |name: &&&str| fold(name) == text;
        let known = match HEADINGS.iter().find(|(_, names)| names.iter().any(|name| is(&name))) {
            Some((column, _)) => Known::Ours(*column),
            None if OURS.iter().any(|name| is(&name)) => continue,
            None => Known::Added(cell.text.trim().to_owned()),
        };
        rows.entry(cell.row).or_default().insert(cell.column, known);
    }
    rows.into_iter().find(|(_, columns)| {
        let has =
            |wanted| columns.values().any(|known| matches!(known, Known::Ours(column) if *column == wanted));
        has(Column::Owner) && has(Column::State) && (has(Column::Change) || has(Column::Fingerprint))
    })
}

fn field(task: &mut Task, column: Column) -> &mut String {
    match column {
        Column::Change => &mut task.change,
        Column::Fingerprint => &mut task.fingerprint,
        Column::Old => &mut task.old,
        Column::New => &mut task.new,
        Column::Need => &mut task.entries.need,
        Column::Work => &mut task.entries.work,
        Column::Owner => &mut task.entries.owner,
        Column::Due => &mut task.entries.due,
        Column::State => &mut task.entries.state,
        Column::Memo => &mut task.entries.memo,
    }
}
