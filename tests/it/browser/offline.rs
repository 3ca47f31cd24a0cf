//! `kaitei.html` as a clerk uses it: files in, pairs changed, results out, nothing sent. `page/build.sh` makes the page; where it was
//! not made, or there is no Chromium, these tests say that they were left out.

use std::{
    fs,
    io::{Cursor, Read},
    path::{Path, PathBuf},
};

use serde_json::json;
use tempfile::TempDir;

use super::{
    driver::{Page, open},
    use_of_it::axe,
};
use crate::{
    book::{column, enter, rows},
    support::{copy, edition, finish, kaitei, root, specimens},
};

fn built() -> Option<PathBuf> {
    let path =
        std::env::var_os("KAITEI_PAGE").map_or_else(|| root().join("target/dist/kaitei.html"), PathBuf::from);
    if !path.is_file() {
        println!("LEFT OUT: {} was not made (page/build.sh makes it)", path.display());
        return None;
    }
    Some(path)
}

pub(super) fn page() -> Option<Page> {
    let mut page = open(&built()?)?;
    page.follow();
    Some(page)
}

/// The paths of a folder's files, in order.
pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

const IDLE: &str = "document.getElementById('work').hidden";
pub(super) const READY: &str = "!document.getElementById('compare').disabled";
const DONE: &str = "document.getElementById('work').hidden && !document.getElementById('done').hidden";

pub(super) fn give(page: &mut Page, side: &str, files: &[PathBuf]) {
    page.give_all(&format!("#files-{side}"), files);
    page.settle();
    page.until(IDLE);
}

/// Gives the specimens, file by file.
fn specimens_in(page: &mut Page) {
    give(page, "old", &files(&edition("r7")));
    give(page, "new", &files(&edition("r8")));
    page.until(READY);
}

pub(super) fn compare(page: &mut Page) {
    page.click("#compare");
    page.until(DONE);
}

/// The checklists of both specimen editions: a comparison that takes no time.
fn checklists_in(page: &mut Page) {
    for (side, name) in [("old", "r7"), ("new", "r8")] {
        let books: Vec<_> = files(&edition(name))
            .into_iter()
            .filter(|path| path.extension().is_some_and(|e| e == "xlsx"))
            .collect();
        give(page, side, &books);
    }
    page.until(READY);
}

pub(super) fn saved(page: &mut Page) -> PathBuf {
    let path = page.folder.path().join("downloads/結果.zip");
    let _ = fs::remove_file(&path);
    page.click("#save");
    page.downloaded("結果.zip")
}

fn entry(archive: &Path, name: &str) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(fs::read(archive).unwrap())).unwrap();
    let mut bytes = Vec::new();
    archive.by_name(name).ok()?.read_to_end(&mut bytes).unwrap();
    Some(bytes)
}

fn changes(archive: &Path) -> kaitei_model::ChangeSet {
    serde_json::from_slice(&entry(archive, "changes.json").expect("changes.json")).unwrap()
}

#[test]
fn files_in_results_out_the_same_bytes_and_nothing_sent() {
    let Some(mut page) = page() else { return };
    specimens_in(&mut page);
    compare(&mut page);
    let archive = saved(&mut page);
    // What the command wrote, byte for byte, whatever the format.
    for name in fs::read_dir(specimens().folder.path()).unwrap().map(|entry| entry.unwrap().file_name()) {
        let name = name.into_string().unwrap();
        if name == ".kaitei" {
            continue;
        }
        let expected = fs::read(specimens().folder.path().join(&name)).unwrap();
        let ours = entry(&archive, &name).unwrap_or_else(|| panic!("{name} is not in the archive"));
        assert!(
            ours == expected,
            "{name} is another one; was {} built from this source?",
            "target/dist/kaitei.html"
        );
    }
    // The report stands in the page, whole.
    let rows = page.in_frame(|frame| frame.count("document.querySelectorAll('#table tr.r').length"));
    // The report looks as it does in its own file, printed pages too.
    let position =
        page.in_frame(|frame| frame.text("getComputedStyle(document.querySelector('.banner')).position"));
    assert_eq!(position, "sticky");
    let heads =
        "Array.from(document.styleSheets[0].cssRules).filter(r => r.cssText.includes('top-right')).length";
    assert_eq!(page.in_frame(|frame| frame.count(heads)), 1);
    assert!(rows > 100, "{rows}");
    // A clerk has nothing to type options into.
    assert_eq!(page.in_frame(|frame| frame.eval(TYPED)), json!(null));
    assert_eq!(page.eval(TYPED), json!(null));
    let reached = page.in_frame(|frame| {
        frame.click("nav a[href='#review']");
        frame.settle();
        frame.eval("Math.abs(document.getElementById('review').getBoundingClientRect().top) < innerHeight")
    });
    assert_eq!(reached, json!(true), "a link within the report leads there");
    page.watch_all();
    let told = page.requests();
    let outside: Vec<_> = told
        .iter()
        .filter(|url| !["file:", "data:", "blob:", "about:"].iter().any(|own| url.starts_with(own)))
        .collect();
    println!("network log: {} requests outside of the page", outside.len());
    assert!(outside.is_empty(), "{outside:?}");
    assert_eq!(page.errors(), [""; 0]);
    // And it could not, had it wanted to.
    let tried = "fetch('https://example.invalid/').then(() => 'sent', (error) => 'refused')";
    assert_eq!(page.text(tried), "refused");
    assert!(
        page.errors().iter().any(|error| error.contains("Content Security Policy")),
        "the policy refused it"
    );
}

#[test]
fn a_folder_can_be_dropped_and_an_archive_given() {
    let Some(mut page) = page() else { return };
    let folder = tempfile::tempdir().unwrap();
    let dropped = folder.path().join("改定前");
    fs::create_dir(&dropped).unwrap();
    copy(&edition("r7"), &dropped.join("中"));
    page.drop_on("#zone-old", &[dropped]);
    page.settle();
    page.until(IDLE);
    let names = "Array.from(document.querySelectorAll('#list-old .file .f')).map(e => e.textContent).join()";
    assert!(page.text(names).contains("中/checklist-2025-clinic.xlsx"), "{}", page.text(names));
    // edition.toml counts in the folder itself only.
    assert!(page.text("document.querySelector('#list-old .left').textContent").contains("中/edition.toml"));

    let archive = folder.path().join("改定後.zip");
    fs::write(&archive, packed(&edition("r8"))).unwrap();
    give(&mut page, "new", &[archive]);
    assert_eq!(page.count("document.querySelectorAll('#list-new .file .t').length"), 9);
    assert_eq!(page.errors(), [""; 0]);
}

/// The first thing in a document's text that could only be typed on a command line.
const TYPED: &str = "(Array.from(document.querySelectorAll('p,li,td,th,dd,dt,h1,h2,h3,button,label,summary,option,small')).map(e => e.textContent).join(' ').match(/--[a-z]{3,}|kaitei (?:diff|decide|report|check|extract)\\b/) || [null])[0]";

/// The workbook of an archive of results, beside it.
fn workbook(archive: &Path) -> PathBuf {
    let names: Vec<String> = zip::ZipArchive::new(Cursor::new(fs::read(archive).unwrap()))
        .unwrap()
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    let name = names.iter().find(|name| name.ends_with(".xlsx")).expect("a workbook");
    let path = archive.with_file_name(name);
    fs::write(&path, entry(archive, name).unwrap()).unwrap();
    path
}

#[test]
fn an_edited_workbook_is_taken_in_and_its_tasks_go_on_to_the_next() {
    let Some(mut page) = page() else { return };
    checklists_in(&mut page);
    compare(&mut page);
    let book = workbook(&saved(&mut page));
    let verdict = column(&rows(&book, "対応確認"), "判定");
    enter(&book, "対応確認", &[(format!("{verdict}3"), "正しい"), (format!("{verdict}4"), "たぶん")]);
    let owner = column(&rows(&book, "取組状況"), "担当");
    enter(&book, "取組状況", &[(format!("{owner}3"), "情報システム課")]);
    page.drop_on("#summary", std::slice::from_ref(&book));
    let notice = "document.getElementById('notice').textContent";
    page.until(&format!("{DONE} && {notice}.includes('取り込み')"));
    let said = page.text(notice);
    assert!(said.contains("1件の判定を取り込み") && said.contains("取組状況 1件"), "{said}");
    let faults = page.text("document.getElementById('bookfaults').textContent");
    assert!(
        faults.contains("4行目") && faults.contains("たぶん") && !faults.contains("ほかの行は記録"),
        "{faults}"
    );
    let archive = saved(&mut page);
    let decided = changes(&archive).changes.into_iter().filter(|change| change.decision.is_some()).count();
    assert_eq!(decided, 1);
    let next = rows(&workbook(&archive), "取組状況");
    assert!(next.iter().flatten().any(|(_, text)| text == "情報システム課"));

    // The same again holds nothing new; among the documents it is none of them.
    page.give_all("#bookfile", std::slice::from_ref(&book));
    page.settle();
    page.until(&format!("{DONE} && !{notice}.includes('くらべ直しました')"));
    give(&mut page, "new", &[book]);
    let left = page.text("document.querySelector('#list-new .left').textContent");
    assert!(left.contains("編集したExcelを取り込む"), "{left}");
    assert_eq!(page.errors(), [""; 0]);
}

/// A folder as an archive.
fn packed(folder: &Path) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for path in files(folder) {
        let name = path.file_name().unwrap().to_str().unwrap();
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut writer, &fs::read(&path).unwrap()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_pair_of_documents_is_corrected_saved_loaded_and_applied_in_the_command_too() {
    let Some(mut page) = page() else { return };
    checklists_in(&mut page);
    let select = "#pairs select[data-old*=pharmacy]";
    let chosen = format!("document.querySelector({}).selectedOptions[0].textContent", json!(select));
    let before = page.text(&chosen);
    let other = format!(
        "(() => {{ const s = document.querySelector({}); const o = Array.from(s.options).find(o => o.value && !o.selected); s.value = o.value; s.dispatchEvent(new Event('change')); return o.textContent; }})()",
        json!(select)
    );
    let wanted = page.text(&other);
    page.settle();
    page.until(READY);
    assert_ne!(wanted, before);
    assert_eq!(page.text(&chosen), wanted);
    compare(&mut page);
    let first = changes(&saved(&mut page));
    page.click("#savedecisions");
    let file = page.downloaded("kaitei.decisions.toml");
    assert!(fs::read_to_string(&file).unwrap().contains("[[documents]]"));

    // Another day: the file is loaded, and the pair is as it was left.
    page.go(&built().unwrap());
    checklists_in(&mut page);
    assert_eq!(page.text(&chosen), before);
    page.give_all("#decisionsfile", std::slice::from_ref(&file));
    page.settle();
    page.until(READY);
    assert_eq!(page.text(&chosen), wanted);
    compare(&mut page);
    assert_eq!(changes(&saved(&mut page)).pairs, first.pairs);

    // The command takes the same file.
    let books = tempfile::tempdir().unwrap();
    let out = books.path().join("out");
    let mut command = kaitei();
    command.arg("diff");
    for (option, name) in [("--old", "r7"), ("--new", "r8")] {
        command.arg(option).args(
            files(&edition(name)).into_iter().filter(|path| path.extension().is_some_and(|e| e == "xlsx")),
        );
    }
    finish(command.arg("--out").arg(&out).arg("--decisions").arg(&file).args(["--formats", "json"])).done();
    assert_eq!(crate::support::changes(&out.join("changes.json")).pairs, first.pairs);
}

#[test]
fn a_wrong_pair_of_items_is_corrected_in_the_report_and_still_applied_later() {
    let Some(mut page) = page() else { return };
    checklists_in(&mut page);
    compare(&mut page);
    let row = page.in_frame(|frame| {
        frame.until("document.querySelector('#table tr.r[data-k=modified]')");
        let row = frame.text("document.querySelector('#table tr.r[data-k=modified]').id");
        frame.click(&format!("#{row} details.e > summary"));
        frame.click(&format!("#{row} .dec [data-v=wrong]"));
        frame.click_away("#save2");
        row
    });
    page.settle();
    page.until(DONE);
    let file = page.downloaded("kaitei.decisions.toml");
    let corrected = changes(&saved(&mut page));
    let undone = |changes: &kaitei_model::ChangeSet| {
        let mut wrong: Vec<_> = changes
            .changes
            .iter()
            .filter_map(|c| c.decision.as_ref().map(|d| (c.id.clone(), d.verdict)))
            .collect();
        wrong.sort();
        wrong
    };
    assert!(!undone(&corrected).is_empty());
    assert!(
        !corrected.changes.iter().any(|change| format!("c-{}", change.id) == row),
        "the wrong pair is gone"
    );
    assert!(
        entry(&page.downloaded("結果.zip"), "kaitei.decisions.toml").is_some(),
        "the decisions stand beside the reports"
    );

    page.go(&built().unwrap());
    checklists_in(&mut page);
    page.give_all("#decisionsfile", &[file]);
    page.settle();
    page.until(READY);
    compare(&mut page);
    assert_eq!(undone(&changes(&saved(&mut page))), undone(&corrected));
}

fn broken(folder: &TempDir) -> Vec<PathBuf> {
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    vec![
        write("壊れた文書.pdf", b"%PDF-1.7\n1 0 obj <<"),
        write("送り状.docx", b"PK\x03\x04word/document.xml"),
        write("古い表.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        write("図.png", b"\x89PNG\r\n\x1a\n"),
    ]
}

#[test]
fn a_broken_file_among_good_ones_is_named_and_left_out_by_choice() {
    let Some(mut page) = page() else { return };
    checklists_in(&mut page);
    let folder = tempfile::tempdir().unwrap();
    give(&mut page, "new", &broken(&folder));
    assert_eq!(page.eval(READY), json!(false), "nothing is left out without a word");
    let bad = page.text("document.querySelector('#list-new .bad').textContent");
    assert!(bad.contains("壊れた文書.pdf") && bad.contains("取り直して"), "{bad}");
    let left = page.text("document.querySelector('#list-new .left').textContent");
    for name in ["送り状.docx", "古い表.xls", "図.png"] {
        assert!(left.contains(name), "{left}");
    }
    page.click("#list-new .bad input[type=checkbox]");
    page.until(READY);
    compare(&mut page);
    let made = changes(&saved(&mut page));
    let said = |code: &str| made.diagnostics.iter().filter(|d| d.code == code).count();
    assert_eq!((said("file-skipped"), said("file-ignored")), (1, 3));
    assert_eq!(page.errors(), [""; 0]);
}

#[test]
fn work_can_be_cancelled_and_taken_up_again() {
    let Some(mut page) = page() else { return };
    give(&mut page, "old", &files(&edition("r7")));
    page.give_all("#files-new", &files(&edition("r8")));
    page.until("document.getElementById('bar').value > 0");
    page.click("#cancel");
    page.until(IDLE);
    assert!(page.text("document.getElementById('notice').textContent").contains("中止しました"));
    page.until(READY);
    compare(&mut page);
    let archive = saved(&mut page);
    let expected = fs::read(specimens().folder.path().join("changes.json")).unwrap();
    assert!(entry(&archive, "changes.json").unwrap() == expected);
}

#[test]
fn the_page_speaks_english_and_works_without_a_mouse() {
    let Some(mut page) = page() else { return };
    page.click("#lang");
    assert_eq!(page.text("document.documentElement.lang"), "en");
    let japanese = "Array.from(document.querySelectorAll('main p, main h2, main button')).map(e => e.textContent).filter(t => /[ぁ-ん]/.test(t)).join('|')";
    assert_eq!(page.text(japanese), "");
    // Everything that a mouse reaches has a place in the order of the Tab key and a name.
    let nameless = "Array.from(document.querySelectorAll('button, select, input:not([aria-hidden])')).filter(e => !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length)).length";
    assert_eq!(page.count(nameless), 0);
    page.eval("document.querySelector('.skip').focus()");
    let mut reached = Vec::new();
    for _ in 0..12 {
        page.call(
            "Input.dispatchKeyEvent",
            &json!({ "type": "keyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9 }),
        );
        page.call(
            "Input.dispatchKeyEvent",
            &json!({ "type": "keyUp", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9 }),
        );
        reached.push(
            page.text(
                "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent",
            ),
        );
    }
    for name in ["Choose files of the old edition", "Choose a folder of the new edition"] {
        assert!(reached.iter().any(|one| one == name), "{reached:?}");
    }
}

#[test]
fn axe_finds_no_serious_fault_in_any_step() {
    let Some(script) = axe() else { return };
    let Some(mut page) = page() else { return };
    page.call("Page.setBypassCSP", &json!({ "enabled": true }));
    let folder = tempfile::tempdir().unwrap();
    for scheme in ["light", "dark"] {
        page.scheme(scheme);
        page.go(&built().unwrap());
        page.eval(&script);
        let mut faults = look_for_faults(&mut page);
        checklists_in(&mut page);
        give(&mut page, "new", &broken(&folder));
        faults.extend(look_for_faults(&mut page));
        page.click("#list-new .bad input[type=checkbox]");
        page.until(READY);
        compare(&mut page);
        page.eval("document.getElementById('more').open = true");
        faults.extend(look_for_faults(&mut page));
        println!("axe, kaitei.html ({scheme}): {faults:#?}");
        let serious: Vec<_> =
            faults.iter().filter(|f| f.starts_with("serious") || f.starts_with("critical")).collect();
        assert!(serious.is_empty(), "{serious:#?}");
    }
}

fn look_for_faults(page: &mut Page) -> Vec<String> {
    // The report in the frame is looked at by a test of its own.
    let run = "axe.run({ exclude: ['#frame'] }, { resultTypes: ['violations'], iframes: false }).then(r => r.violations.map(v => v.impact + ' ' + v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + (n.any[0] || n.all[0] || n.none[0] || {}).message).join(' | ')))";
    page.eval(run).as_array().unwrap().iter().map(|fault| fault.as_str().unwrap().to_owned()).collect()
}

/// For looking at: `KAITEI_SHOTS=DIR cargo test -p kaitei --test it browser::offline::pictures`.
#[test]
fn pictures() {
    let Some(folder) = std::env::var_os("KAITEI_SHOTS").map(PathBuf::from) else { return };
    let Some(mut page) = page() else { return };
    let odd = tempfile::tempdir().unwrap();
    for (scheme, width, height) in [("light", 1280, 1000), ("dark", 1280, 1000), ("light", 390, 1000)] {
        page.scheme(scheme);
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        page.call("Emulation.setDeviceMetricsOverride", &size);
        page.go(&built().unwrap());
        let take = |page: &mut Page, name: &str, above: &str| {
            page.eval(&format!("document.querySelector({}).scrollIntoView()", json!(above)));
            page.settle();
            let shot = page.call("Page.captureScreenshot", &json!({ "format": "png" }));
            let picture = super::driver::base64(shot["data"].as_str().unwrap());
            fs::write(folder.join(format!("page-{name}-{scheme}-{width}.png")), picture).unwrap();
        };
        take(&mut page, "start", "body");
        take(&mut page, "help", "#help");
        give(&mut page, "old", &files(&edition("r7")));
        page.give_all("#files-new", &files(&edition("r8")));
        page.until("document.getElementById('bar').value > 1");
        take(&mut page, "working", "#step1");
        page.until(READY);
        take(&mut page, "files", "#step1");
        take(&mut page, "pairs", "#step2");
        give(&mut page, "new", &broken(&odd));
        take(&mut page, "broken", "#list-new .bad");
        page.click("#list-new .bad .x");
        page.until(READY);
        compare(&mut page);
        page.in_frame(|frame| frame.until("document.querySelector('#table tr.r')"));
        page.settle();
        take(&mut page, "result", "#step3");
        page.eval("document.getElementById('more').open = true");
        take(&mut page, "corrections", "#more");
        page.click("#whole");
        take(&mut page, "whole", "body");
        page.click("#closewhole");
        page.click("#lang");
        page.until(DONE);
        take(&mut page, "english", "body");
    }
}
