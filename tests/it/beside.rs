//! A double click: the program started without a word, between the folders 改定前 and 改定後.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use kaitei_model::{ChangeSet, Verdict};
use tempfile::TempDir;

use crate::{
    book::{Rows, column, enter, rows},
    support::{Outcome, changes, copy, edition, finish, names},
};

/// The program in a folder of its own, as it comes out of the zip.
fn unpacked() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::copy(env!("CARGO_BIN_EXE_kaitei"), home.path().join("kaitei")).unwrap();
    home
}

fn double_click(home: &Path) -> Outcome {
    let mut command = Command::new(home.join("kaitei"));
    // Started from somewhere else, as a shortcut does.
    command.current_dir("/").stdin(Stdio::null()).env_remove("KAITEI_LANG");
    finish(&mut command)
}

fn put(home: &Path, folder: &str, files: &[(&str, &str)]) {
    fs::create_dir_all(home.join(folder)).unwrap();
    for (from, name) in files {
        fs::copy(edition(from).join(name), home.join(folder).join(name)).unwrap();
    }
}

#[test]
fn the_folders_beside_the_program_are_compared() {
    let home = unpacked();
    put(home.path(), "改定前", &[("r7", "checklist-2025-vendor.xlsx")]);
    put(home.path(), "改定後", &[("r8", "checklist-2026-vendor.xlsx")]);
    let outcome = double_click(home.path()).done();
    let made = names(&home.path().join("結果"));
    assert!(
        made.contains(&"report.html".to_owned()) && made.contains(&"changes.json".to_owned()),
        "{made:?}"
    );
    assert!(outcome.text().contains("Enterキー"), "{outcome:?}");
}

#[test]
fn what_was_settled_is_used_from_beside_the_program() {
    let home = unpacked();
    put(home.path(), "改定前", &[("r7", "checklist-2025-vendor.xlsx")]);
    put(home.path(), "改定後", &[("r8", "checklist-2026-vendor.xlsx")]);
    fs::write(home.path().join("kaitei.decisions.toml"), "これは判定ではない").unwrap();
    let outcome = double_click(home.path());
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(
        outcome.stderr.contains("kaitei.decisions.toml") && outcome.text().contains("Enterキー"),
        "{outcome:?}"
    );
}

#[test]
fn an_empty_folder_is_named_with_what_to_do() {
    let home = unpacked();
    put(home.path(), "改定前", &[("r7", "checklist-2025-vendor.xlsx")]);
    put(home.path(), "改定後", &[]);
    let outcome = double_click(home.path()).refused("folder-empty");
    assert!(outcome.stderr.contains("改定後") && outcome.text().contains("Enterキー"), "{outcome:?}");
}

#[test]
fn without_the_folders_the_command_explains_itself() {
    if cfg!(windows) {
        return;
    }
    let home = unpacked();
    let outcome = double_click(home.path());
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(outcome.stderr.contains("kaitei diff"), "{outcome:?}");
    assert_eq!(names(home.path()), ["kaitei"]);
}

/// All checklists of the specimens, compared once; the workbook that was made.
fn checklists(home: &Path) -> PathBuf {
    for (folder, from) in [("改定前", "r7"), ("改定後", "r8")] {
        copy(&edition(from), &home.join(folder));
        for name in names(&home.join(folder)) {
            if !name.ends_with(".xlsx") {
                fs::remove_file(home.join(folder).join(name)).unwrap();
            }
        }
    }
    double_click(home).done();
    home.join("結果").join(books(home).remove(0))
}

fn books(home: &Path) -> Vec<String> {
    names(&home.join("結果")).into_iter().filter(|name| name.ends_with(".xlsx")).collect()
}

/// The rows of 対応確認, numbered as in Excel: pairs of two items first, then items without a partner and the others.
fn pairings(sheet: &Rows, changes: &ChangeSet) -> Vec<usize> {
    let id = column(sheet, "変更ID");
    let pair = |row: &std::collections::BTreeMap<String, String>| {
        let change =
            changes.changes.iter().find(|change| row.get(&id).is_some_and(|id| change.id.as_str() == id));
        change.map(|change| change.old.len() == 1 && change.new.len() == 1)
    };
    let rows = || sheet.iter().enumerate().filter_map(|(at, row)| Some((at + 1, pair(row)?)));
    let of = |paired: bool| rows().filter(move |(_, pair)| *pair == paired).map(|(at, _)| at);
    of(true).chain(of(false)).collect()
}

#[test]
fn verdicts_and_tasks_of_an_edited_workbook_are_taken_over_and_it_stays() {
    let home = unpacked();
    let book = checklists(home.path());
    let data = home.path().join("結果/changes.json");
    let before = changes(&data);
    let sheet = rows(&book, "対応確認");
    let lines = pairings(&sheet, &before);
    let [wrong, right, odd, later] = lines[..4] else { panic!("{lines:?}") };
    let verdict = column(&sheet, "判定");
    let cell = |row: usize| format!("{verdict}{row}");
    enter(&book, "対応確認", &[(cell(wrong), "誤り"), (cell(right), "正しい"), (cell(odd), "たぶん")]);
    let owner = column(&rows(&book, "取組状況"), "担当");
    enter(&book, "取組状況", &[(format!("{owner}3"), "情報システム課")]);
    let edited = fs::read(&book).unwrap();

    let outcome = double_click(home.path()).done();
    assert!(outcome.text().contains("新しい判定 2件"), "{outcome:?}");
    // A row that cannot be used is named with the reason; the rest is used.
    assert!(
        outcome.stderr.contains(&format!("{odd}行目")) && outcome.stderr.contains("たぶん"),
        "{outcome:?}"
    );
    assert_eq!(outcome.stderr.matches("[row-unusable]").count(), 1, "{outcome:?}");
    assert!(!outcome.stderr.contains("--"), "nobody typed an option: {outcome:?}");
    assert!(outcome.stderr.contains("取組状況 1件"), "{outcome:?}");
    assert!(fs::read(&book).unwrap() == edited, "the edited workbook stays");
    let after = changes(&data);
    let verdicts = |changes: &ChangeSet, verdict| {
        changes.changes.iter().filter(|c| c.decision.as_ref().is_some_and(|d| d.verdict == verdict)).count()
    };
    assert_eq!(verdicts(&before, Verdict::Right) + verdicts(&before, Verdict::Wrong), 0);
    assert!(verdicts(&after, Verdict::Right) == 1 && verdicts(&after, Verdict::Wrong) >= 1);
    let id = column(&sheet, "変更ID");
    let gone = &sheet[wrong - 1][&id];
    assert!(!after.changes.iter().any(|change| change.id.as_str() == gone), "the wrong pairing is gone");
    let made: Vec<_> =
        books(home.path()).into_iter().map(|name| home.path().join("結果").join(name)).collect();
    let fresh = made.iter().find(|path| **path != book).expect("a workbook beside the edited one");
    let tasks = rows(fresh, "取組状況");
    assert!(tasks.iter().flatten().any(|(_, text)| text == "情報システム課"));

    // Once more: nothing is taken in twice, and what was decided since is not overruled.
    let decisions = home.path().join("kaitei.decisions.toml");
    let kept = fs::read(&decisions).unwrap();
    let outcome = double_click(home.path()).done();
    assert!(outcome.text().contains("前に取り込みました"), "{outcome:?}");
    assert!(fs::read(&decisions).unwrap() == kept);

    // Edited again: the new verdict counts, and the row that has had its effect is no fault.
    enter(&book, "対応確認", &[(cell(later), "保留")]);
    let outcome = double_click(home.path()).done();
    assert!(outcome.text().contains("新しい判定 1件"), "{outcome:?}");
    assert_eq!(outcome.stderr.matches("[row-unusable]").count(), 1, "{outcome:?}");
    assert_eq!(verdicts(&changes(&data), Verdict::Pending), 1);
}

#[test]
fn other_workbooks_among_the_results_are_left_alone_and_broken_ones_named() {
    let home = unpacked();
    let book = checklists(home.path());
    fs::copy(edition("r8").join("checklist-2026-vendor.xlsx"), home.path().join("結果/メモ.xlsx")).unwrap();
    fs::write(home.path().join("結果/壊れた.xlsx"), b"PK\x03\x04").unwrap();
    let before = fs::read(&book).unwrap();
    let outcome = double_click(home.path()).done();
    assert!(outcome.text().contains("「壊れた.xlsx」は読めない"), "{outcome:?}");
    assert!(!outcome.text().contains("メモ"), "{outcome:?}");
    assert!(!home.path().join("kaitei.decisions.toml").exists());
    assert!(fs::read(&book).unwrap() == before);
}

#[test]
fn without_the_earlier_data_verdicts_wait_for_the_next_time() {
    let home = unpacked();
    let book = checklists(home.path());
    let data = home.path().join("結果/changes.json");
    let sheet = rows(&book, "対応確認");
    let right = pairings(&sheet, &changes(&data))[0];
    enter(&book, "対応確認", &[(format!("{}{right}", column(&sheet, "判定")), "正しい")]);
    fs::remove_file(&data).unwrap();
    let outcome = double_click(home.path()).done();
    assert!(outcome.text().contains("もう一度ダブルクリック"), "{outcome:?}");
    assert!(!home.path().join("kaitei.decisions.toml").exists());
    let outcome = double_click(home.path()).done();
    assert!(outcome.text().contains("新しい判定 1件"), "{outcome:?}");
}

#[test]
fn what_to_do_is_said_without_options() {
    let home = unpacked();
    put(home.path(), "改定前", &[("r7", "checklist-2025-vendor.xlsx")]);
    put(home.path(), "改定後", &[("r8", "checklist-2026-vendor.xlsx")]);
    fs::write(home.path().join("結果"), "ここはフォルダではない").unwrap();
    let outcome = double_click(home.path()).refused("output-unwritable");
    assert!(!outcome.stderr.contains("--out") && outcome.stderr.contains("書き込める場所"), "{outcome:?}");
}
