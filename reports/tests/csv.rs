//! `changes.csv`: every change once, readable by any reader of RFC 4180.

use super::{sample::sample, text};
use crate::{Format, ReportOptions, Scope};

/// A reader of RFC 4180, without mercy.
pub(super) fn records(table: &str) -> Vec<Vec<String>> {
    let mut records = vec![vec![String::new()]];
    let mut chars = table.strip_prefix('\u{FEFF}').unwrap().chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        let record = records.last_mut().unwrap();
        let field = record.last_mut().unwrap();
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.push(chars.next().unwrap()),
            '"' if quoted => quoted = false,
            _ if quoted => field.push(c),
            '"' => {
                assert!(field.is_empty(), "a quote inside an unquoted field");
                quoted = true;
            }
            ',' => record.push(String::new()),
            '\r' => {
                assert_eq!(chars.next(), Some('\n'));
                records.push(vec![String::new()]);
            }
            '\n' => panic!("a bare line feed"),
            _ => field.push(c),
        }
    }
    assert_eq!(records.pop(), Some(vec![String::new()]), "the last line ends");
    records
}

#[test]
fn every_change_once() {
    let set = sample();
    let options = ReportOptions { scope: Scope::Full, ..ReportOptions::default() };
    let records = records(&text(&set, Format::Csv, &options));
    assert!(records.iter().all(|record| record.len() == records[0].len()));
    let rows = records[1..].iter().filter(|record| !record[0].starts_with('#'));
    let mut ids: Vec<&str> = rows.map(|record| record[0].as_str()).collect();
    let mut all: Vec<&str> = set.changes.iter().map(|change| change.id.as_str()).collect();
    ids.sort_unstable();
    all.sort_unstable();
    assert_eq!(ids, all);
}

#[test]
fn a_row_tells_the_change() {
    let records = records(&text(&sample(), Format::Csv, &ReportOptions::default()));
    let column = |name: &str| records[0].iter().position(|heading| heading == name).unwrap();
    let row = records.iter().find(|record| record[column("改定後の項番")] == "運用編 14.③(1)").unwrap();
    assert_eq!(row[column("改定前の項番")], "運用編 14.③");
    // A mark that a spreadsheet would take for a formula stands as text.
    assert_eq!(row[column("改定前")], "'-　端末では二つの要素で確かめる。");
    assert_eq!(row[column("種別")], "変更");
    assert_eq!(row[column("変更の内容")], "記号の変更、対象範囲、例外・経過措置の追加");
    let merged = records.iter().find(|record| record[column("改定後の項番")] == "共通確認用 2-③").unwrap();
    assert_eq!(merged[column("改定前の項番")], "医療機関確認用 2-③\n薬局確認用 2-③");
    assert_eq!(merged[column("改定前")].lines().count(), 2, "both old texts, also where the table says 同左");
}
