//! Items of real workbooks. Expectations are numbers, and the first 12 hex digits of SHA-256: no sentence of theirs stands here.
//!
//! `KAITEI_CORPUS` names the folder; without it these tests are left out and say so, with a folder that is not there they fail.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use kaitei_model::{DocumentKind, Item, ItemKind};
use kaitei_pipeline::{DocumentItems, Options, SourceFile, extract};
use sha2::{Digest, Sha256};

/// The folder of real documents; a relative one counts from the project's root as well.
fn corpus() -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("KAITEI_CORPUS") else {
        println!("left out: KAITEI_CORPUS is not set, so there are no real workbooks to test on");
        return None;
    };
    let folder = PathBuf::from(folder);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(&folder);
    let folder = if folder.is_dir() { folder } else { root };
    assert!(folder.is_dir(), "KAITEI_CORPUS names {}, which is no folder", folder.display());
    Some(folder)
}

fn read(folder: &Path, name: &str, hidden: bool) -> DocumentItems {
    let bytes = std::fs::read(folder.join(name)).unwrap();
    let file = SourceFile { name: name.to_owned(), bytes };
    let reading = extract(&file, &Options { hidden, ..Options::default() }).unwrap();
    let mut citations = BTreeSet::new();
    let mut ids = BTreeSet::new();
    for item in &reading.items {
        assert!(citations.insert(&item.citation), "{} twice", item.citation);
        assert!(ids.insert(&item.id), "{} twice", item.id);
        assert!(item.location.sheet.is_some() && item.location.cells.is_some(), "{}", item.citation);
    }
    reading
}

fn codes(reading: &DocumentItems, code: &str) -> usize {
    reading.diagnostics.iter().filter(|diagnostic| diagnostic.code == code).count()
}

fn of_kind(reading: &DocumentItems, kind: ItemKind) -> Vec<&Item> {
    reading.items.iter().filter(|item| item.kind == kind).collect()
}

/// The print of numbers and texts, a line each.
fn print_of(items: &[&Item]) -> String {
    let lines: String = items
        .iter()
        .map(|item| format!("{}\t{}\n", item.number.as_deref().unwrap_or_default(), item.text))
        .collect();
    Sha256::digest(lines).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// Rows whose number is a nine-digit code.
fn nine_digits(reading: &DocumentItems) -> usize {
    let is_code = |number: &str| number.len() == 9 && number.bytes().all(|b| b.is_ascii_digit());
    of_kind(reading, ItemKind::TableRow)
        .iter()
        .filter(|item| item.number.as_deref().is_some_and(is_code))
        .count()
}

#[test]
fn coded_rows_are_all_there_with_their_codes() {
    let Some(folder) = corpus() else { return };
    let r2 = read(&folder, "workbook/annex7-1-r2.xlsx", false);
    assert_eq!((r2.document.kind, r2.document.short.as_str()), (DocumentKind::Table, "別紙7別表1"));
    assert_eq!((of_kind(&r2, ItemKind::TableRow).len(), nine_digits(&r2)), (2_882, 2_882));
    assert_eq!(of_kind(&r2, ItemKind::Heading).len(), 29);
    assert_eq!(print_of(&of_kind(&r2, ItemKind::TableRow)), "fd476fdb6147");
    let r4 = read(&folder, "workbook/annex7-1-r4.xlsx", false);
    // 3,090 nine-digit codes, and three of another kind.
    assert_eq!((of_kind(&r4, ItemKind::TableRow).len(), nine_digits(&r4)), (3_093, 3_090));
    assert_eq!((of_kind(&r4, ItemKind::Heading).len(), of_kind(&r4, ItemKind::Note).len()), (29, 2));
    assert_eq!(print_of(&of_kind(&r4, ItemKind::TableRow)), "4560cd8314d3");
    assert_eq!(r4.document.pages, 1);
    // The drafts are flagged, and read when asked for.
    assert_eq!((codes(&r4, "hidden-sheet"), codes(&r4, "struck-text")), (4, 0));
    let all = read(&folder, "workbook/annex7-1-r4.xlsx", true);
    assert_eq!((codes(&all, "hidden-sheet"), codes(&all, "struck-text")), (0, 3));
    assert_eq!(all.document.pages, 5);
    assert!(of_kind(&all, ItemKind::TableRow).len() > 5 * 3_000);
}

#[test]
fn a_checklist_gives_its_questions_with_their_sections() {
    let Some(folder) = corpus() else { return };
    let numbers: Vec<u32> =
        [1..=2, 11..=11, 21..=25, 31..=36, 41..=50, 51..=63, 71..=73].into_iter().flatten().collect();
    for (name, print) in [
        ("workbook/nbdc-checklist-ja.xlsx", "2d383469eb01"),
        ("workbook/nbdc-checklist-en.xlsx", "a384ee31b204"),
    ] {
        let reading = read(&folder, name, false);
        assert_eq!(reading.document.kind, DocumentKind::Checklist, "{name}");
        assert_eq!(reading.diagnostics, [], "{name}");
        let questions = of_kind(&reading, ItemKind::Requirement);
        let found: Vec<u32> =
            questions.iter().filter_map(|item| item.number.as_deref()?.parse().ok()).collect();
        assert_eq!((found, questions.len()), (numbers.clone(), 40), "{name}");
        assert_eq!(print_of(&questions), print, "{name}");
        let headings: Vec<_> =
            of_kind(&reading, ItemKind::Heading).iter().map(|item| item.number.clone()).collect();
        let steps = |dot: &str| {
            let numbered = ["1", "2", "2.1", "2.2"].map(|number| Some(number.replace('.', dot)));
            let rest = [None, None, Some(format!("2{dot}3")), Some("3".to_owned())];
            numbered.into_iter().chain(rest).collect::<Vec<_>>()
        };
        assert_eq!(headings, steps(if name.contains("-ja") { "-" } else { "." }), "{name}");
        // The first two stand before any section, the last three in the third.
        let section = |at: usize| questions[at].path.first().cloned();
        assert_eq!(
            (questions[0].path.len(), section(2), section(39)),
            (1, Some("1".into()), Some("3".into()))
        );
    }
}

#[test]
fn a_form_is_read_row_by_row_and_a_table_of_changes_by_its_new_text() {
    let Some(folder) = corpus() else { return };
    let form = read(&folder, "workbook/form93-r6.xlsx", false);
    assert_eq!((codes(&form, "no-table"), codes(&form, "hidden-sheet")), (3, 1));
    assert_eq!((form.document.kind, form.document.pages), (DocumentKind::Other, 3));
    assert_eq!(form.items.len(), 186);
    assert_eq!(
        form.items
            .iter()
            .filter_map(|item| item.fields.get("checkbox"))
            .flat_map(|field| field.lines())
            .count(),
        18
    );
    for (name, count, print) in [
        ("crosswalk/nbdc-v4-v5-official.xlsx", 4, "7ffadee8f90e"),
        ("crosswalk/nbdc-v6-v7-official.xlsx", 24, "ad199354f735"),
    ] {
        let table = read(&folder, name, false);
        let rows = of_kind(&table, ItemKind::TableRow);
        assert_eq!(
            (rows.len(), table.items.len(), table.document.kind),
            (count, count, DocumentKind::Table),
            "{name}"
        );
        assert!(rows.iter().all(|row| row.fields.contains_key("old")), "{name}");
        assert_eq!(print_of(&rows), print, "{name}");
    }
}

#[test]
fn each_feature_comes_through() {
    let Some(folder) = corpus() else { return };
    let reading = read(&folder, "workbook/features.xlsx", false);
    for code in ["hidden-cells", "struck-text", "hidden-sheet"] {
        assert_eq!(codes(&reading, code), 1, "{code}");
    }
    let item = &reading.items[0];
    assert_eq!((item.number.as_deref(), item.text.chars().count()), (Some("①"), 19));
    assert_eq!(item.location.cells.as_deref(), Some("A3:D5"));
    assert!(item.fields.contains_key("comment"));
    assert_eq!(reading.items.iter().filter(|item| item.kind == ItemKind::Note).count(), 1);
}
