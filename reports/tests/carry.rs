//! What people entered into 取組状況 stands in the next workbook, or it is told where it went.

use kaitei_model::{ChangeSet, Task, TaskEntries};

use super::sample::sample;
use super::xlsx::{rows, sheet_number, workbook_of};
use crate::view::View;
use crate::{CarriedOver, ReportOptions, Reports};

/// What the sheet of a comparison holds of the change with that new citation, with entries.
fn entered(set: &ChangeSet, citation: &str, owner: &str) -> Task {
    let view = View::new(set, &ReportOptions::default());
    let row = view.rows.iter().find(|row| row.citations(kaitei_model::Side::New) == citation).unwrap();
    Task {
        change: row.id.clone(),
        fingerprint: row.fingerprint.clone(),
        new: citation.to_owned(),
        entries: TaskEntries {
            owner: owner.to_owned(),
            due: "2026/12/1".to_owned(),
            state: "実施中".to_owned(),
            ..TaskEntries::default()
        },
        ..Task::default()
    }
}

fn carrying(carried: Vec<Task>) -> ReportOptions {
    ReportOptions { carried, ..ReportOptions::default() }
}

#[test]
fn the_same_change_takes_its_entries_over() {
    let set = sample();
    let options = carrying(vec![entered(&set, "運用編 14.②", "情報課")]);
    assert_eq!(Reports::new(&set, &options).carried_over(), CarriedOver { taken: 1, changed: 0, left: 0 });
    let parts = workbook_of(&set, &options);
    let rows = rows(&parts, sheet_number(&parts, "取組状況").unwrap());
    let row = rows.iter().find(|row| row[2] == "運用編 14.②").unwrap();
    assert_eq!(row[11], "情報課");
    // 2026-12-01 as Excel counts days: a date, not a text.
    assert_eq!(row[12], "46357");
    assert_eq!(row[13], "実施中");
    assert_eq!(row[16], "引き継ぎました");
    assert_eq!(sheet_number(&parts, "引継ぎ不可"), None);
}

#[test]
fn another_citation_or_another_text_is_carried_and_said() {
    let set = sample();
    let mut moved = entered(&set, "運用編 14.②", "項番が変わった");
    moved.change = "ffffffffffff".to_owned();
    let mut changed = entered(&set, "委託編 1.①", "本文が変わった");
    changed.fingerprint = "000000000000".to_owned();
    let options = carrying(vec![moved, changed]);
    assert_eq!(Reports::new(&set, &options).carried_over(), CarriedOver { taken: 2, changed: 2, left: 0 });
    let parts = workbook_of(&set, &options);
    let rows = rows(&parts, sheet_number(&parts, "取組状況").unwrap());
    let note = |owner: &str| rows.iter().find(|row| row[11] == owner).unwrap()[16].clone();
    assert!(note("項番が変わった").contains("確かめて"));
    assert!(note("本文が変わった").contains("見直して"));
}

#[test]
fn what_no_row_takes_stands_on_a_sheet_of_its_own_with_the_reason() {
    let set = sample();
    let mut gone = entered(&set, "運用編 14.②", "行き場がない");
    gone.change = "ffffffffffff".to_owned();
    gone.fingerprint = "ffffffffffff".to_owned();
    gone.more = vec![("予算".to_owned(), "=1+1".to_owned())];
    let twice = entered(&set, "運用編 14.②", "二つ目");
    let options = carrying(vec![entered(&set, "運用編 14.②", "一つ目"), twice, gone]);
    assert_eq!(Reports::new(&set, &options).carried_over(), CarriedOver { taken: 1, changed: 0, left: 2 });
    let parts = workbook_of(&set, &options);
    let left = rows(&parts, sheet_number(&parts, "引継ぎ不可").unwrap());
    assert!(left[0][0].contains("見本"), "every sheet says so");
    let of = |owner: &str| left.iter().find(|row| row[6] == owner).unwrap();
    assert!(of("行き場がない")[0].contains("今回の比較にありません"));
    assert!(of("二つ目")[0].contains("別の行"));
    // A column that somebody added stays one, and is no formula.
    assert_eq!((left[1][11].as_str(), of("行き場がない")[11].as_str()), ("予算", "=1+1"));
    let tasks = rows(&parts, sheet_number(&parts, "取組状況").unwrap());
    assert_eq!(tasks[1][17], "予算");
}

/// A change that counts no more, such as one that a decision made mere wording.
#[test]
fn a_change_that_is_no_task_any_more_is_told() {
    let set = sample();
    let options = carrying(vec![entered(&set, "運用編 13.④", "字句だけ")]);
    assert_eq!(Reports::new(&set, &options).carried_over(), CarriedOver { taken: 0, changed: 0, left: 1 });
    let parts = workbook_of(&set, &options);
    let left = rows(&parts, sheet_number(&parts, "引継ぎ不可").unwrap());
    assert!(left.iter().any(|row| row[0].contains("取組状況に載せる変更ではありません")));
}
