//! Real workbooks. Expectations are numbers, and the first 12 hex digits of SHA-256: no sentence of theirs stands here.
//!
//! `KAITEI_CORPUS` names the folder; without it these tests are left out and say so, with a folder that is not there they fail.
//! The prints of all cells were taken with another reader (openpyxl 3.1), merged cells as Excel shows them.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use std::path::{Path, PathBuf};

use kaitei_read::workbook::{Cell, ReadOptions, Visibility, Workbook, read, text};
use sha2::{Digest, Sha256};

/// The folder of real documents; a relative one counts from the project's root as well.
fn corpus() -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("KAITEI_CORPUS") else {
        println!("left out: KAITEI_CORPUS is not set, so there are no real workbooks to test on");
        return None;
    };
    let folder = PathBuf::from(folder);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(&folder);
    let folder = if folder.is_dir() { folder } else { root };
    assert!(folder.is_dir(), "KAITEI_CORPUS names {}, which is no folder", folder.display());
    Some(folder)
}

fn open(folder: &Path, name: &str) -> Workbook {
    let bytes = std::fs::read(folder.join(name)).unwrap();
    let book = read(&bytes, &ReadOptions::default()).unwrap();
    assert_eq!(book.diagnostics, [], "{name}");
    book
}

fn print_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// A cell's text with what is struck out.
fn whole(cell: &Cell) -> String {
    if cell.runs.is_empty() {
        cell.text.clone()
    } else {
        cell.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// How many cells there are, and the print of all: sheet, row, column (from 0) and text.
fn cells(book: &Workbook) -> (usize, String) {
    let mut lines = Vec::new();
    for (at, sheet) in book.sheets.iter().enumerate() {
        lines.extend(
            sheet.cells.iter().map(|cell| format!("{at}\t{}\t{}\t{}\n", cell.row, cell.column, whole(cell))),
        );
    }
    (lines.len(), print_of(lines.concat().as_bytes()))
}

#[test]
fn plain_values_are_those_of_another_reader() {
    let Some(folder) = corpus() else { return };
    for (name, count, print) in [
        ("workbook/annex7-1-r2.xlsx", 5_855, "d3862d6a0ba3"),
        ("workbook/annex7-1-r4.xlsx", 31_977, "c3c04c9054ee"),
        ("workbook/nbdc-checklist-en.xlsx", 154, "6936d433b58e"),
        ("workbook/nbdc-checklist-ja.xlsx", 155, "349686e53ae5"),
        ("crosswalk/nbdc-v4-v5-official.xlsx", 33, "61ef49345830"),
        ("crosswalk/nbdc-v6-v7-official.xlsx", 199, "2e0747dc26fb"),
    ] {
        assert_eq!(cells(&open(&folder, name)), (count, print.to_owned()), "{name}");
    }
}

#[test]
fn hidden_drafts_are_flagged_with_their_struck_words() {
    let Some(folder) = corpus() else { return };
    let book = open(&folder, "workbook/annex7-1-r4.xlsx");
    let struck = |cells: &[Cell]| -> usize {
        cells
            .iter()
            .flat_map(|cell| &cell.runs)
            .filter(|run| run.struck)
            .map(|run| run.text.chars().count())
            .sum()
    };
    let sheets: Vec<_> = book
        .sheets
        .iter()
        .map(|sheet| {
            let shown = sheet.visibility == Visibility::Visible;
            (shown, sheet.cells.len(), struck(&sheet.cells), sheet.shapes.len(), sheet.comments.len())
        })
        .collect();
    assert_eq!(
        sheets,
        [
            (true, 6_336, 0, 0, 0),
            (false, 6_479, 1_754, 1, 1),
            (false, 6_470, 124, 1, 1),
            (false, 6_327, 0, 2, 0),
            (false, 6_365, 58, 1, 0)
        ]
    );
    // The form feeds between sheets count the visible ones alone.
    assert_eq!(text(&book).matches('\u{C}').count(), 0);
}

#[test]
fn a_form_gives_its_controls_and_no_furigana() {
    let Some(folder) = corpus() else { return };
    let book = open(&folder, "workbook/form93-r6.xlsx");
    let controls = book.sheets.iter().flat_map(|sheet| &sheet.checkboxes);
    let (radios, boxes): (Vec<_>, Vec<_>) = controls.partition(|control| control.radio);
    assert_eq!((boxes.len(), radios.len()), (14, 4));
    assert_eq!(book.sheets.iter().map(|sheet| sheet.merges.len()).sum::<usize>(), 177);
    assert_eq!(book.sheets.iter().map(|sheet| sheet.shapes.len()).sum::<usize>(), 2);
    assert_eq!(book.sheets.iter().filter(|sheet| sheet.visibility == Visibility::Hidden).count(), 1);
    assert_eq!(book.sheets[0].hidden_columns, [(35, 35)]);
    assert_eq!(cells(&book).0, 1_864);
    // 1,368 runs of furigana: the other reader knows none of them either. The hidden sheet has formatted numbers.
    let shown = Workbook { sheets: book.sheets[..3].to_vec(), ..Workbook::default() };
    assert_eq!(cells(&shown), (374, "12b66974a995".to_owned()));
    assert_eq!(print_of(text(&book).as_bytes()), "8fa8794961d0");
}

#[test]
fn each_feature_is_shown_as_the_sheet_shows_it() {
    let Some(folder) = corpus() else { return };
    let book = open(&folder, "workbook/features.xlsx");
    let sheet = &book.sheets[0];
    let cell = |row: u32, column: u32| {
        sheet.cells.iter().find(|cell| (cell.row, cell.column) == (row, column)).unwrap()
    };
    // A struck and an inserted run in one cell.
    let marks: Vec<_> =
        cell(2, 2).runs.iter().map(|run| (run.struck, run.underlined, run.color.is_some())).collect();
    assert_eq!(
        marks,
        [(false, false, false), (true, false, true), (false, true, true), (false, false, false)]
    );
    assert_eq!(cell(2, 2).text.chars().count(), 19);
    // A wholly struck cell, a per cent, a date of the Japanese calendar, a formula, a checkbox cell.
    assert_eq!(cell(4, 2).text, "");
    assert_eq!(cell(4, 1).text, "50%");
    assert_eq!(cell(5, 1).text, "令和7年5月1日");
    assert!(cell(5, 3).formula && cell(5, 3).text == "2");
    assert_eq!(cell(3, 3).text, "☑");
    // No furigana.
    assert_eq!(cell(3, 2).text.chars().count(), 3);
    assert_eq!(
        (sheet.hidden_rows.as_slice(), sheet.hidden_columns.as_slice()),
        (&[(3, 3)][..], &[(4, 4)][..])
    );
    assert_eq!((sheet.shapes.len(), sheet.comments.len(), sheet.checkboxes.len()), (1, 1, 1));
    assert_eq!(sheet.choices[0].values, ["はい", "いいえ"]);
    assert_eq!(book.sheets[1].visibility, Visibility::Hidden);
    assert_eq!(text(&book).matches('\u{C}').count(), 0);
}
