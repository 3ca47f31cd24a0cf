//! The 新旧対照表 in Word: what stands in it, and that other programs open it.

mod notice;
mod schema;
mod tracked;
mod tree;

use std::path::Path;
use std::process::Command;

use super::sample::sample;
use super::{parts, text};
use crate::{Format, Lang, ReportOptions, Scope, render};

fn full() -> ReportOptions {
    ReportOptions { scope: Scope::Full, ..ReportOptions::default() }
}

fn document(options: &ReportOptions) -> String {
    let files = render(&sample(), Format::DocxTable, options).unwrap();
    parts(&files[0].bytes).into_iter().find(|(name, _)| name == "word/document.xml").unwrap().1
}

/// The texts of the cells, row by row, of every table.
fn rows(document: &str) -> Vec<Vec<String>> {
    let between = |text: &str, element: &str| -> Vec<String> {
        text.split(&format!("<{element}>"))
            .skip(1)
            .map(|rest| rest.split(&format!("</{element}>")).next().unwrap().to_owned())
            .collect()
    };
    let words = |cell: &String| -> String {
        cell.split("<w:t xml:space=\"preserve\">")
            .skip(1)
            .map(|rest| rest.split("</w:t>").next().unwrap())
            .collect()
    };
    between(document, "w:tr").iter().map(|row| between(row, "w:tc").iter().map(words).collect()).collect()
}

#[test]
fn the_file_says_that_it_is_a_draft_while_pairings_are_unchecked() {
    let mut set = sample();
    let name =
        |set: &kaitei_model::ChangeSet| render(set, Format::DocxTable, &full()).unwrap()[0].name.clone();
    assert_eq!(name(&set), "新旧対照表【案・未確認1件】.docx");
    assert!(text(&set, Format::DocxTable, &full()).contains("【案・未確認1件】"));
    for change in &mut set.changes {
        change.certainty = kaitei_model::Certainty::Certain;
    }
    assert_eq!(name(&set), "新旧対照表.docx");
    assert!(!text(&set, Format::DocxTable, &full()).contains("【案"));
}

#[test]
fn rows_follow_the_conventions() {
    let document = document(&full());
    let rows = rows(&document);
    assert_eq!(rows[0], ["第7.0版（改定後）", "第6.0版（改定前）", "備考"]);
    assert_eq!(rows[1], ["13.　通信の管理"]);
    assert_eq!(rows[2], ["13.①～13.③（略）", "13.①～13.③（略）", ""]);
    let row = |words: &str| {
        rows.iter()
            .find(|row| row.iter().any(|cell| cell.contains(words)))
            .unwrap_or_else(|| panic!("{words}"))
    };
    assert_eq!(row("紙の控え"), &["（削る）", "14.④　紙の控えを金庫に納める。", "削除"]);
    assert_eq!(row("予備の機器")[1..3], ["（新設）", "（新設）"]);
    assert_eq!(row("使い回していない")[2], "（同左）");
    assert!(row("入退室")[2].contains("12.③から移動") && row("入退室")[2].contains("※対応関係未確認"));
    // Every row fills its columns: two or three texts and the remarks, or a heading over all of them.
    assert!(rows.iter().all(|row| [1, 3, 4].contains(&row.len())));
    // Underlined on both sides.
    let deleted = "<w:rStyle w:val=\"KaiteiDeleted\"/></w:rPr><w:t xml:space=\"preserve\">ものとし、定期的に取り替える。";
    let inserted = "<w:rStyle w:val=\"KaiteiInserted\"/></w:rPr><w:t xml:space=\"preserve\">ものとする。ほかの仕組みとの使い回しをしない。";
    assert!(document.contains(deleted) && document.contains(inserted));
}

#[test]
fn the_digest_shows_what_changed_in_substance_and_counts_the_rest() {
    let document = document(&ReportOptions::default());
    let rows = rows(&document);
    assert!(document.contains("新旧対照表（抜粋）"));
    assert!(rows.iter().all(|row| !row.iter().any(|cell| cell.contains("（略）"))));
    assert!(!document.contains("無線"), "an editorial change is left out");
    assert!(document.contains("ほかの変更"), "and counted");
    let whole = rows.iter().find(|row| row.iter().any(|cell| cell.contains("文書の新設"))).unwrap();
    assert!(whole[0].contains("この編の読み方") && whole[1] == "（新設）");
}

#[test]
fn every_page_says_that_it_is_a_specimen() {
    let files = render(&sample(), Format::DocxTable, &full()).unwrap();
    let header = parts(&files[0].bytes).into_iter().find(|(name, _)| name == "word/header1.xml").unwrap().1;
    assert!(header.contains("見本（実在の文書ではありません）"));
}

#[test]
fn every_style_that_is_used_is_defined() {
    for lang in [Lang::Ja, Lang::En] {
        let files = render(&sample(), Format::DocxTable, &ReportOptions { lang, ..full() }).unwrap();
        let parts = parts(&files[0].bytes);
        let styles = &parts.iter().find(|(name, _)| name == "word/styles.xml").unwrap().1;
        let mut used = 0;
        for (_, part) in &parts {
            for style in ["w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next"] {
                for rest in part.split(&format!("<{style} w:val=\"")).skip(1) {
                    let id = rest.split('"').next().unwrap();
                    assert!(styles.contains(&format!("w:styleId=\"{id}\"")), "{id}");
                    used += 1;
                }
            }
        }
        assert!(used > 100);
    }
}

/// LibreOffice opens the document and lays it out on the pages that one would expect.
#[test]
fn libreoffice_opens_it() {
    let has = |program: &str| Command::new(program).arg("--version").output().is_ok();
    if !has("soffice") || !has("pdftotext") {
        assert!(std::env::var_os("CI").is_none(), "soffice and pdftotext are needed here");
        println!("skipped: soffice or pdftotext is not installed");
        return;
    }
    let folder = std::env::temp_dir().join(format!("kaitei-docx-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let files = render(&sample(), Format::DocxTable, &full()).unwrap();
    let path = folder.join("table.docx");
    std::fs::write(&path, &files[0].bytes).unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let done = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .args([&folder, &path])
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let words = pdf_text(&folder.join("table.pdf"));
    let pages = words.matches('\u{c}').count();
    assert!((2..=8).contains(&pages), "{pages} pages");
    // The header row and the marks stand on every page that the table runs over.
    assert_eq!(words.matches("見本（実在の文書ではありません）").count(), pages + 1, "once in the text");
    for needle in ["合言葉は推測されにくいものとする。", "（削る）", "（同左）", &format!("{pages}/{pages}")]
    {
        assert!(words.contains(needle), "{needle} not in {words}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

fn pdf_text(path: &Path) -> String {
    let done = Command::new("pdftotext").arg("-layout").arg(path).arg("-").output().unwrap();
    assert!(done.status.success());
    // Justified Japanese is set with gaps; form feeds part the pages.
    let text = String::from_utf8(done.stdout).unwrap();
    text.chars().filter(|c| *c == '\u{c}' || !c.is_whitespace()).collect()
}
