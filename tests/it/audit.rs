//! `kaitei audit`: a published crosswalk against ours.

use std::{fs, path::Path};

use crate::support::{Outcome, finish, kaitei, root, specimens};

fn audit(crosswalk: &Path, more: &[&str]) -> Outcome {
    let data = specimens().folder.path().join("changes.json");
    finish(kaitei().arg("audit").arg(data).arg("--crosswalk").arg(crosswalk).args(more))
}

fn count(outcome: &Outcome, verdict: &str) -> u64 {
    let value: serde_json::Value = serde_json::from_slice(&outcome.stdout).unwrap();
    value["summary"][verdict].as_u64().unwrap()
}

#[test]
fn the_truth_as_a_crosswalk_agrees_almost_everywhere() {
    let outcome = audit(&root().join("fixtures/truth.csv"), &["--format", "json"]);
    assert_eq!(outcome.code, 1, "{}", outcome.stderr);
    let (agree, unread) = (count(&outcome, "agree"), count(&outcome, "unread"));
    let against = count(&outcome, "differ") + count(&outcome, "we-miss");
    println!("agree {agree}, against {against}, they miss {}, unread {unread}", count(&outcome, "they-miss"));
    assert!(agree > 900 && against < agree / 20 && unread < agree / 50, "{agree} {against} {unread}");
}

#[test]
fn citations_are_known_however_they_are_printed_and_wrong_rows_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("対応表.csv");
    let changes = &specimens().changes;
    let plain = changes.changes.iter().find(|c| c.kind.id() == "unchanged" && !c.old.is_empty()).unwrap();
    let added = changes.changes.iter().find(|c| c.old.is_empty()).unwrap();
    let old = &changes.old.items.iter().find(|i| i.id == plain.old[0]).unwrap().citation;
    let new = &changes.new.items.iter().find(|i| i.id == plain.new[0]).unwrap().citation;
    let fresh = &changes.new.items.iter().find(|i| i.id == added.new[0]).unwrap().citation;
    let wide: String = old
        .chars()
        .map(|c| if c.is_ascii_digit() { char::from_u32(u32::from(c) + 0xFEE0).unwrap() } else { c })
        .collect();
    let table = format!("改定前,改定後\n{wide},{new}\n{old},{fresh}\n（新設）,{fresh}\n,存在しない章の㊿\n");
    fs::write(&file, &table).unwrap();
    let outcome = audit(&file, &["--format", "json"]);
    assert_eq!(outcome.code, 1, "{}", outcome.stderr);
    assert_eq!(
        (count(&outcome, "agree"), count(&outcome, "differ"), count(&outcome, "unread")),
        (2, 1, 1),
        "{}",
        outcome.text()
    );
    assert!(
        outcome.stderr.contains("[crosswalk-row]") && outcome.stderr.contains("5行目"),
        "{}",
        outcome.stderr
    );
    // The same for people and for Excel.
    let text = audit(&file, &[]);
    assert!(text.text().contains("一致 2") && text.text().contains("3行目"), "{}", text.text());
    let csv = audit(&file, &["--format", "csv", "--lang", "en"]);
    assert!(csv.text().starts_with("\u{feff}\"result\""), "{}", csv.text());
}

#[test]
fn a_table_with_a_column_for_each_volume_and_several_targets_in_a_cell_is_read() {
    // As ministries publish it: the old number, words about it, and a column for each volume of the new edition.
    let changes = &specimens().changes;
    let volumes = ["概説編", "経営管理編", "企画管理編", "システム運用編"];
    let name = |items: &[kaitei_model::Item], id: &kaitei_model::ItemId| {
        items.iter().find(|item| &item.id == id).unwrap().citation.clone()
    };
    let mut table = String::from("項番,区分,内容,概説,経営管理,企画管理,システム運用,Q&A\n");
    let (mut rows, mut several) = (0, 0);
    for change in changes.changes.iter().filter(|c| c.old.len() == 1 && !c.new.is_empty()) {
        let old = name(&changes.old.items, &change.old[0]);
        let new: Vec<String> = change.new.iter().map(|id| name(&changes.new.items, id)).collect();
        let listed = |citation: &String| {
            volumes.iter().any(|v| citation.starts_with(v)) && citation.contains(['①', '②', '③'])
        };
        if !listed(&old) || !new.iter().all(|n| volumes.iter().any(|v| n.starts_with(v))) {
            continue;
        }
        let cells = volumes.map(|volume| {
            let own = new.iter().filter_map(|n| n.strip_prefix(volume)).map(str::trim);
            let own: Vec<&str> = own.collect();
            if own.is_empty() { "－".to_owned() } else { own.join("、") }
        });
        table += &format!("{old},遵守事項,見本,{},－\n", cells.map(|c| format!("\"{c}\"")).join(","));
        rows += 1;
        several += usize::from(new.len() > 1);
    }
    assert!(rows > 50 && several > 2, "{rows} {several}");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("項目移行対応表.csv");
    fs::write(&file, table).unwrap();
    let outcome = audit(&file, &["--format", "json"]);
    assert_eq!(
        (
            count(&outcome, "agree"),
            count(&outcome, "differ"),
            count(&outcome, "we-miss"),
            count(&outcome, "unread")
        ),
        (rows, 0, 0, 0),
        "{}",
        outcome.stderr
    );
}

#[test]
fn a_crosswalk_that_excel_saved_in_japan_is_read() {
    // 「改定前,改定後」 and 「システム運用編 14.①」 on either side, in CP932.
    let name = b"\x83\x56\x83\x58\x83\x65\x83\x80\x89\x5e\x97\x70\x95\xd2 14.\x87\x40";
    let head = b"\x89\xfc\x92\xe8\x91\x4f,\x89\xfc\x92\xe8\x8c\xe3\r\n";
    let table = [head.as_slice(), name, b",", name, b"\r\n"].concat();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("table.csv");
    fs::write(&file, table).unwrap();
    let outcome = audit(&file, &["--format", "json"]);
    assert_eq!(count(&outcome, "unread"), 0, "{}", outcome.stderr);
    assert_eq!(count(&outcome, "agree"), 1, "{}", outcome.text());
}

#[test]
fn what_is_no_crosswalk_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.csv");
    fs::write(&file, "a,b\n1,2\n").unwrap();
    audit(&file, &[]).refused("crosswalk-columns");
    fs::write(&file, [0x81, 0xFF, 0xFE, 0x00, 0x81]).unwrap();
    assert_eq!(audit(&file, &[]).code, 2);
    audit(&folder.path().join("gone.csv"), &[]).refused("path-missing");
}
