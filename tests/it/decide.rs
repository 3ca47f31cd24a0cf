//! `kaitei decide`: what people settle is recorded, holds in the next comparison, and the file is never damaged.

use std::{fs, io::Write, path::Path};

use kaitei_model::Verdict;

use crate::support::{changes, edition, finish, kaitei, specimens};

fn decide(file: &Path, more: &[&str]) -> crate::support::Outcome {
    let data = specimens().folder.path().join("changes.json");
    finish(kaitei().arg("decide").arg(data).arg("--decisions").arg(file).args(more))
}

/// A workbook of one sheet, its cells as inline strings.
fn workbook(path: &Path, rows: &[Vec<&str>]) {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let mut sheet = String::new();
    for (r, row) in rows.iter().enumerate() {
        sheet += &format!("<row r=\"{}\">", r + 1);
        for (c, text) in row.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let column = char::from(b'A' + u8::try_from(c).unwrap());
            sheet +=
                &format!("<c r=\"{column}{}\" t=\"inlineStr\"><is><t>{}</t></is></c>", r + 1, escape(text));
        }
        sheet += "</row>";
    }
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let parts = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>".to_owned(),
        ),
        ("_rels/.rels", format!("<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")),
        ("xl/workbook.xml", format!("<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"対応確認\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>")),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{main}\"><sheetData>{sheet}</sheetData></worksheet>")),
    ];
    let mut zip = zip::ZipWriter::new(fs::File::create(path).unwrap());
    for (name, content) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}

#[test]
fn a_decision_holds_in_the_next_comparison() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kaitei.decisions.toml");
    let plain = &specimens().changes;
    // An added and a removed item of the specimens, made one by decision.
    let added = plain.changes.iter().find(|c| c.old.is_empty()).unwrap();
    let removed = plain.changes.iter().find(|c| c.new.is_empty()).unwrap();
    let old = &plain.old.items.iter().find(|i| i.id == removed.old[0]).unwrap().citation;
    let new = &plain.new.items.iter().find(|i| i.id == added.new[0]).unwrap().citation;
    decide(&file, &["--link", old, "--with", new, "--by", "事務局", "--when", "2026-11-23"]).done();
    let first = fs::read(&file).unwrap();
    let again = decide(&file, &["--link", old, "--with", new, "--by", "事務局"]).done();
    assert!(again.text().contains("すでに"), "{}", again.text());
    assert_eq!(fs::read(&file).unwrap(), first);

    let run = || {
        let mut command = kaitei();
        command.arg("diff").arg("--old").arg(edition("r7")).arg("--new").arg(edition("r8"));
        command.arg("--out").arg(folder.path().join("out")).arg("--decisions").arg(&file);
        command.args(["--formats", "json"]);
        finish(&mut command).done();
        fs::read(folder.path().join("out/changes.json")).unwrap()
    };
    let (one, two) = (run(), run());
    assert!(one == two, "the same decisions, other bytes");
    let decided = changes(&folder.path().join("out/changes.json"));
    let change = decided.changes.iter().find(|c| c.old == removed.old).unwrap();
    assert_eq!(change.new, added.new);
    assert_eq!(change.links[0].evidence.method, "decided");
    let shown = change.decision.as_ref().unwrap();
    assert_eq!(
        (shown.verdict, shown.by.as_str(), shown.when.as_str()),
        (Verdict::Right, "事務局", "2026-11-23")
    );
}

#[test]
fn an_unknown_citation_is_told_with_the_nearest_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kaitei.decisions.toml");
    let outcome = decide(&file, &["--link", "システム運用編 14.㊿", "--with", "どこにもない"])
        .refused("citation-unknown");
    assert!(outcome.stderr.contains("システム運用編 14."), "{}", outcome.stderr);
    assert_eq!(outcome.stderr.matches("[citation-unknown]").count(), 2, "{}", outcome.stderr);
    assert!(!file.exists());
    // Without the document's name it may be several.
    decide(&file, &["--hold", "1", "--lang", "en"]).refused("citation-ambiguous");
    decide(&file, &["--note", "x"]).refused("usage-wrong");
    decide(&file, &["--old", "システム運用編 14.⑥"]).refused("usage-wrong");
    decide(&file, &["--old", "システム運用編 14.⑥", "--kind", "gone"]).refused("usage-wrong");
    fs::write(&file, "schema = \"kaitei.decisions/1\"\n[[decision]\n").unwrap();
    decide(&file, &["--hold", "システム運用編 14.⑥"]).refused("file-malformed");
    assert_eq!(fs::read_to_string(&file).unwrap(), "schema = \"kaitei.decisions/1\"\n[[decision]\n");
}

#[test]
fn verdicts_come_from_an_edited_workbook_and_every_row_that_cannot_be_used_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (file, book) = (folder.path().join("d.toml"), folder.path().join("一覧.xlsx"));
    let plain = &specimens().changes;
    let pair = plain.changes.iter().filter(|c| c.old.len() == 1 && c.new.len() == 1);
    let ids: Vec<&str> = pair.map(|c| c.id.as_str()).take(4).collect();
    let added = plain.changes.iter().find(|c| c.old.is_empty()).unwrap().id.as_str();
    let head =
        vec!["変更ID", "改定前項番", "改定後項番", "候補1", "判定", "正しい相手の項番", "備考", "確認者"];
    let rows = [
        vec!["見出しの前の行"],
        head,
        vec![ids[0], "", "", "", "正しい", "", "確かめた", "見本 花子"],
        vec![ids[1], "", "", "", "誤り"],
        vec![ids[2], "", "", "", "誤り", "なし"],
        vec![ids[3], "", "", "", "保留"],
        vec![added, "", "", "", "誤り"],
        vec!["000000000000", "", "", "", "正しい"],
        vec![ids[0], "", "", "", "たぶん"],
        vec![ids[0]],
    ];
    workbook(&book, &rows);
    let outcome = decide(&file, &["--from", book.to_str().unwrap(), "--when", "2026-11-23"]);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    for row in ["7行目", "8行目", "9行目"] {
        assert!(outcome.stderr.contains(row), "{}", outcome.stderr);
    }
    assert_eq!(outcome.stderr.matches("[row-unusable]").count(), 3, "{}", outcome.stderr);
    let written = fs::read_to_string(&file).unwrap();
    for (what, count) in [("link", 3), ("unlink", 1), ("hold", 1)] {
        assert_eq!(written.matches(&format!("what = \"{what}\"")).count(), count, "{written}");
    }
    assert!(written.contains("by = \"見本 花子\"") && written.contains("note = \"確かめた\""), "{written}");
    workbook(&book, &[vec!["別の表"]]);
    decide(&file, &["--from", book.to_str().unwrap()]).refused("sheet-missing");
}
