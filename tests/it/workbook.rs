//! The workbook in people's hands: filled in, saved by LibreOffice, read back, and still right after the next comparison.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use kaitei_model::{Change, ItemId, Verdict};

use crate::{
    book::{column, enter, rows},
    support::{changes, edition, finish, kaitei, names, specimens},
};

/// Opens a workbook in LibreOffice and saves it under another name; nothing where it is not installed.
fn through_libreoffice(book: &Path, folder: &Path) -> Option<PathBuf> {
    if Command::new("soffice").arg("--version").output().is_err() {
        println!("LEFT OUT: soffice is not installed; the workbook is read as it was typed");
        return None;
    }
    let saved = folder.join("saved");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut command = Command::new("soffice");
    command.args([&profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]);
    let done = command.arg(&saved).arg(book).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    Some(saved.join(book.file_name().unwrap()))
}

/// The workbook of the specimens, copied to a folder.
fn copied(folder: &Path) -> PathBuf {
    let made = specimens().folder.path();
    let name = names(made).into_iter().find(|name| name.ends_with(".xlsx")).unwrap();
    let book = folder.join("一覧.xlsx");
    fs::copy(made.join(name), &book).unwrap();
    book
}

fn compare(out: &Path, more: &[&std::ffi::OsStr]) -> crate::support::Outcome {
    let mut command = kaitei();
    command.arg("diff").arg("--old").arg(edition("r7")).arg("--new").arg(edition("r8"));
    finish(command.arg("--out").arg(out).args(["--formats", "json,xlsx"]).args(more))
}

fn change_of<'a>(changes: &'a kaitei_model::ChangeSet, old: &[ItemId]) -> &'a Change {
    changes.changes.iter().find(|change| change.old.first() == old.first() && !old.is_empty()).unwrap()
}

/// The sheet 対応確認: a wrong pairing gets the partner that its list offers, others are confirmed or left open; LibreOffice saves it.
#[test]
fn a_pairing_corrected_in_the_workbook_holds_in_every_comparison_to_come() {
    let folder = tempfile::tempdir().unwrap();
    let book = copied(folder.path());
    let sheet = rows(&book, "対応確認");
    let of = |heading| column(&sheet, heading);
    let (id, kind, verdict, partner) = (of("変更ID"), of("種別"), of("判定"), of("正しい相手の項番"));
    let (offered, by) = (of("候補1"), of("確認者"));
    let plain = &specimens().changes;
    let find =
        |row: &BTreeMap<String, String>| plain.changes.iter().find(|change| change.id.as_str() == row[&id]);
    // A removed item whose candidate is an added one: the two become one. And three others.
    let numbered: Vec<(usize, &BTreeMap<String, String>)> =
        sheet.iter().enumerate().map(|(number, row)| (number + 1, row)).skip(2).collect();
    let (wrong_at, wrong) = numbered
        .iter()
        .find(|(_, row)| {
            let added = |citation: &str| {
                let item = plain.new.items.iter().find(|item| item.citation == citation);
                let alone = |change: &&Change| change.old.is_empty() && change.new.len() == 1;
                item.and_then(|item| plain.changes.iter().filter(alone).find(|c| c.new[0] == item.id))
                    .is_some()
            };
            row[&kind] == "削る"
                && find(row).is_some_and(|change| change.old.len() == 1)
                && row.get(&offered).is_some_and(|citation| added(citation))
        })
        .expect("a removed item with an added one among its candidates");
    let open: Vec<_> = numbered.iter().filter(|(_, row)| row[&id] != wrong[&id]).take(3).collect();
    let cell = |column: &String, row: usize| format!("{column}{row}");
    enter(
        &book,
        "対応確認",
        &[
            (cell(&verdict, *wrong_at), "誤り"),
            (cell(&partner, *wrong_at), &wrong[&offered]),
            (cell(&by, *wrong_at), "見本 花子"),
            (cell(&verdict, open[0].0), "正しい"),
            (cell(&verdict, open[1].0), "保留"),
            (cell(&verdict, open[2].0), "たぶん"),
        ],
    );
    let book = through_libreoffice(&book, folder.path()).unwrap_or(book);
    let decisions = folder.path().join("kaitei.decisions.toml");
    let mut command = kaitei();
    command.arg("decide").arg(specimens().folder.path()).arg("--decisions").arg(&decisions);
    let outcome = finish(command.arg("--from").arg(&book).args(["--when", "2026-11-24"]));
    // The row that cannot be used is named, and why; the others are recorded.
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert_eq!(outcome.stderr.matches("[row-unusable]").count(), 1, "{}", outcome.stderr);
    assert!(outcome.stderr.contains(&format!("{}行目", open[2].0)) && outcome.stderr.contains("たぶん"));

    let out = folder.path().join("結果");
    let old = find(wrong).unwrap().old.clone();
    for run in 0..2 {
        compare(&out, &["--decisions".as_ref(), decisions.as_os_str()]).done();
        let now = changes(&out.join("changes.json"));
        let change = change_of(&now, &old);
        let new = now.new.items.iter().find(|item| change.new.contains(&item.id)).map(|item| &item.citation);
        assert_eq!(new, Some(&wrong[&offered]), "run {run}");
        let decision = change.decision.as_ref().unwrap();
        assert_eq!((decision.verdict, decision.by.as_str()), (Verdict::Right, "見本 花子"), "run {run}");
    }
}

/// The sheet 取組状況: owner, date and state go on to the next workbook, also a column that somebody added.
#[test]
fn what_was_planned_goes_on_to_the_next_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let book = copied(folder.path());
    let sheet = rows(&book, "取組状況");
    let of = |heading| column(&sheet, heading);
    let (id, owner, due, state) = (of("変更ID"), of("担当"), of("期限"), of("状況"));
    let cell = |column: &String, row: usize| format!("{column}{row}");
    enter(
        &book,
        "取組状況",
        &[
            (cell(&owner, 3), "情報システム課"),
            (cell(&due, 3), "2026/12/1"),
            (cell(&state, 3), "実施中"),
            (cell(&owner, 4), "総務課"),
        ],
    );
    let first = sheet[2][&id].clone();
    let book = through_libreoffice(&book, folder.path()).unwrap_or(book);
    let out = folder.path().join("結果");
    let outcome = compare(&out, &["--carry".as_ref(), book.as_os_str()]).done();
    assert!(
        outcome.stderr.contains("[tasks-carried]") && outcome.stderr.contains("取組状況 2件"),
        "{outcome:?}"
    );
    assert!(!outcome.stderr.contains("[tasks-left]"), "{outcome:?}");
    let made = out.join(names(&out).into_iter().find(|name| name.ends_with(".xlsx")).unwrap());
    let sheet = rows(&made, "取組状況");
    let row = sheet.iter().find(|row| row.get(&id) == Some(&first)).unwrap();
    // The date is one, whatever the program wrote.
    let entries: Vec<&str> = [&owner, &due, &state].iter().map(|column| row[*column].as_str()).collect();
    assert_eq!(entries, ["情報システム課", "46357", "実施中"]);

    // Another comparison has no such changes: nothing is lost.
    let other = folder.path().join("別");
    let mut command = kaitei();
    command.arg("diff").arg("--old").arg(edition("r8")).arg("--new").arg(edition("r8"));
    command.arg("--out").arg(&other).args(["--formats", "xlsx", "--carry"]).arg(&book);
    let outcome = finish(&mut command).done();
    assert!(outcome.stderr.contains("[tasks-left]") && outcome.stderr.contains("引継ぎ不可"), "{outcome:?}");
    let made = other.join(names(&other).into_iter().find(|name| name.ends_with(".xlsx")).unwrap());
    let left = rows(&made, "引継ぎ不可");
    assert_eq!(left.len(), 4, "{left:?}");
    assert!(left[2].values().any(|text| text == "情報システム課"));
}

#[test]
fn a_workbook_without_the_sheet_is_refused_with_advice() {
    let folder = tempfile::tempdir().unwrap();
    let book = edition("r8").join("checklist-2026-vendor.xlsx");
    compare(folder.path(), &["--carry".as_ref(), book.as_os_str()]).refused("tasks-missing");
    assert!(names(folder.path()).is_empty());
    compare(folder.path(), &["--carry".as_ref(), "どこにもない.xlsx".as_ref()]).refused("path-missing");
}

/// `--final` while pairings are open: drafts that say so, and exit code 1.
#[test]
fn nothing_is_final_while_pairings_are_open() {
    let out = tempfile::tempdir().unwrap();
    let mut command = kaitei();
    command.arg("report").arg(specimens().folder.path()).arg("--out").arg(out.path());
    let outcome = finish(command.args(["--formats", "html,docx-table,xlsx,md,csv,junit,sarif", "--final"]));
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(outcome.stderr.contains("[not-final]") && outcome.stderr.contains("対応確認"), "{outcome:?}");
    for name in names(out.path()) {
        let office = name.ends_with(".docx") || name.ends_with(".xlsx");
        assert!(!office || name.contains("【案・未確認"), "{name}");
        assert!(crate::support::words(&out.path().join(&name)).contains("案・未確認"), "{name}");
    }

    // All settled: no mark, and nothing to object to.
    let mut settled = specimens().changes.clone();
    for change in &mut settled.changes {
        change.certainty = kaitei_model::Certainty::Certain;
    }
    let data = out.path().join("settled.json");
    fs::write(&data, serde_json::to_vec(&settled).unwrap()).unwrap();
    let folder = out.path().join("final");
    let mut command = kaitei();
    command.arg("report").arg(&data).arg("--out").arg(&folder);
    finish(command.args(["--formats", "html,docx-table,xlsx,md,csv,junit,sarif", "--final"])).done();
    for name in names(&folder) {
        assert!(!name.contains('案'), "{name}");
        let words = crate::support::words(&folder.join(&name));
        assert!(!words.contains("案・未確認"), "{name}");
        assert!(words.contains("見本"), "{name}: no option takes that away");
    }
}
