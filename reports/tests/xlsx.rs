//! The workbook: its sheets, its limits, and that nothing in it is a formula.

use std::process::Command;

use kaitei_model::ChangeSet;

use super::sample::sample;
use super::{hostile, parts, text};
use crate::{Format, Lang, ReportOptions, render};

const SHEETS: [&str; 6] = ["概要", "新旧対照", "対応関係", "取組状況", "チェックリスト統合", "対応確認"];

fn workbook() -> Vec<(String, String)> {
    workbook_of(&sample(), &ReportOptions::default())
}

/// The parts of a workbook.
pub(super) fn workbook_of(set: &ChangeSet, options: &ReportOptions) -> Vec<(String, String)> {
    parts(&render(set, Format::Xlsx, options).unwrap()[0].bytes)
}

/// The number of a sheet by its name, from 1.
pub(super) fn sheet_number(parts: &[(String, String)], name: &str) -> Option<usize> {
    let names = part(parts, "xl/workbook.xml").split("<sheet name=\"").skip(1);
    names.map(|rest| rest.split('"').next().unwrap()).position(|one| one == name).map(|number| number + 1)
}

fn part<'a>(parts: &'a [(String, String)], name: &str) -> &'a str {
    &parts.iter().find(|(part, _)| part == name).unwrap_or_else(|| panic!("{name}")).1
}

/// The shared strings, fragments joined.
fn strings(parts: &[(String, String)]) -> Vec<String> {
    let shared = part(parts, "xl/sharedStrings.xml");
    shared
        .split("<si>")
        .skip(1)
        .map(|string| {
            let string = string.split("</si>").next().unwrap();
            let fragments = string.split("<t").skip(1).map(|rest| {
                let rest = rest.split_once('>').unwrap().1;
                rest.split("</t>").next().unwrap()
            });
            fragments.collect()
        })
        .collect()
}

/// The texts of a sheet (numbered from 1), row by row.
pub(super) fn rows(parts: &[(String, String)], number: usize) -> Vec<Vec<String>> {
    let strings = strings(parts);
    let sheet = part(parts, &format!("xl/worksheets/sheet{number}.xml"));
    sheet
        .split("<row ")
        .skip(1)
        .map(|row| {
            let row = row.split("</row>").next().unwrap();
            row.split("<c ")
                .skip(1)
                .map(|cell| {
                    let value = cell.split("<v>").nth(1).and_then(|rest| rest.split("</v>").next());
                    match value {
                        Some(value) if cell.contains("t=\"s\"") => {
                            strings[value.parse::<usize>().unwrap()].clone()
                        }
                        Some(value) => value.to_owned(),
                        None => String::new(),
                    }
                })
                .chain(std::iter::repeat(String::new()))
                .take(20)
                .collect()
        })
        .collect()
}

#[test]
fn sheets_by_name_each_marked_as_a_specimen() {
    let parts = workbook();
    let book = part(&parts, "xl/workbook.xml");
    for (i, name) in SHEETS.iter().enumerate() {
        assert!(book.contains(&format!("<sheet name=\"{name}\"")), "{name}");
        let sheet = part(&parts, &format!("xl/worksheets/sheet{}.xml", i + 1));
        let header = sheet.split("<oddHeader>").nth(1).unwrap().split("</oddHeader>").next().unwrap();
        assert!(header.contains("見本") && header.contains("【案・未確認1件】"), "{name}: {header}");
        assert!(rows(&parts, i + 1)[0][0].contains("見本"), "{name}");
    }
    let name = &render(&sample(), Format::Xlsx, &ReportOptions::default()).unwrap()[0].name;
    assert_eq!(name, "改定内容一覧【案・未確認1件】.xlsx");
}

#[test]
fn comparison_marks_changed_words_on_both_sides() {
    let parts = workbook();
    let rows = rows(&parts, 2);
    assert_eq!(rows[1][..4], ["文書", "章", "改定後の項番", "改定後"]);
    let row = rows.iter().find(|row| row[2] == "運用編 14.②").unwrap();
    assert_eq!(row[3], "②　合言葉は推測されにくいものとする。ほかの仕組みとの使い回しをしない。");
    assert_eq!(row[5], "②　合言葉は推測されにくいものとし、定期的に取り替える。");
    let shared = part(&parts, "xl/sharedStrings.xml");
    for words in ["ものとする。ほかの仕組みとの使い回しをしない。", "ものとし、定期的に取り替える。"]
    {
        let run = shared.split("<r>").find(|run| run.contains(&format!("<t>{words}</t>"))).unwrap();
        assert!(run.contains("<u/>"), "{run}");
    }
    // The table itself leaves out what did not change; the header row stays in sight and prints on every page.
    assert!(rows.iter().all(|row| row[6] != "変更なし"));
    assert!(part(&parts, "xl/worksheets/sheet2.xml").contains("state=\"frozen\""));
    assert!(part(&parts, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
}

#[test]
fn every_link_and_every_item_without_one_stands_on_its_sheet() {
    let set = sample();
    let parts = workbook();
    let rows = rows(&parts, 3);
    let links: usize = set.changes.iter().map(|change| change.links.len().max(1)).sum();
    assert_eq!(rows.len() - 2, links);
    assert!(rows.iter().any(|row| row[0] == "運用編 14.④" && row[1].is_empty()), "removed");
    assert!(rows.iter().any(|row| row[0].is_empty() && row[1] == "委託編 1.①"), "added");
}

#[test]
fn pairings_can_be_settled_from_lists() {
    let parts = workbook();
    let sheet = part(&parts, "xl/worksheets/sheet6.xml");
    assert!(sheet.contains("<formula1>\"正しい,誤り,保留\"</formula1>"));
    let rows = rows(&parts, 6);
    let removed = rows.iter().position(|row| row[3] == "運用編 14.④").unwrap();
    assert_eq!(rows[removed][11], "運用編 14.⑧", "the candidate stands in a hidden cell");
    let line = removed + 1;
    assert!(
        sheet.contains(&format!("<formula1>$L${line}:$P${line}</formula1>")),
        "and its list points there"
    );
    assert!(sheet.contains("hidden=\"1\""));
    // Whoever sorts by the filter takes the candidates along.
    assert!(sheet.contains("<autoFilter ref=\"A2:P"), "the filter reaches over the hidden columns");
    // What nobody has settled stands first.
    assert!(rows[2][2].contains("※対応関係未確認"), "{:?}", rows[2]);
    // What is certain and has no candidates needs no look.
    assert!(rows.iter().all(|row| row[5] != "運用編 14.②"));
}

#[test]
fn tasks_hold_the_changes_of_substance_with_room_to_plan() {
    let parts = workbook();
    let rows = rows(&parts, 4);
    assert!(rows.iter().any(|row| row[2] == "運用編 14.②" && row[1] == "重要"));
    assert!(rows.iter().all(|row| row[2] != "運用編 13.④"), "editorial");
    let sheet = part(&parts, "xl/worksheets/sheet4.xml");
    assert!(sheet.contains("未着手,実施中,完了,対象外") && sheet.contains("対応する,対応しない,検討中"));
}

#[test]
fn merged_checklists_show_where_each_item_came_from() {
    let rows = rows(&workbook(), 5);
    let row = rows.iter().find(|row| row[0] == "共通確認用 2-③").unwrap();
    assert_eq!(row[2], "医療機関確認用 2-③");
    assert_eq!(row[4], "薬局確認用 2-③");
    assert_eq!(row[5], "（同左）");
}

#[test]
fn nothing_is_a_formula_and_nothing_is_too_long() {
    let mut set = hostile::hostile();
    let long = "長い".repeat(40_000);
    set.new.items[0].text.clone_from(&long);
    set.changes[0].diff = Vec::new();
    for lang in [Lang::Ja, Lang::En] {
        let options = ReportOptions { lang, ..ReportOptions::default() };
        let parts = parts(&render(&set, Format::Xlsx, &options).unwrap()[0].bytes);
        for (name, part) in parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet")) {
            assert!(!part.contains("<f>") && !part.contains("<f "), "{name}");
        }
        let strings = strings(&parts);
        assert!(
            strings.iter().any(|string| string.starts_with("=HYPERLINK") || string.contains("=HYPERLINK"))
        );
        assert!(strings.iter().all(|string| string.encode_utf16().count() <= 32_767));
        assert!(!text(&set, Format::Xlsx, &options).contains(['\0', '\u{202E}', '\u{7}']));
    }
}

/// LibreOffice opens the workbook and finds the sheets' words.
#[test]
fn libreoffice_opens_it() {
    if Command::new("soffice").arg("--version").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "soffice is needed here");
        println!("skipped: soffice is not installed");
        return;
    }
    let folder = std::env::temp_dir().join(format!("kaitei-xlsx-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let files = render(&sample(), Format::Xlsx, &ReportOptions::default()).unwrap();
    let path = folder.join("book.xlsx");
    std::fs::write(&path, &files[0].bytes).unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    // -1: every sheet to a file of its own, UTF-8.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
    let done = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", filter, "--outdir"])
        .args([&folder, &path])
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    for name in SHEETS {
        let table = std::fs::read_to_string(folder.join(format!("book-{name}.csv"))).unwrap();
        assert!(table.contains("見本"), "{name}");
        assert!(!table.contains("#REF") && !table.contains("#NAME"), "{name}");
    }
    let confirm = std::fs::read_to_string(folder.join("book-対応確認.csv")).unwrap();
    assert!(confirm.contains("正しい相手の項番") && confirm.contains("運用編 14.⑧"));
    std::fs::remove_dir_all(&folder).unwrap();
}
