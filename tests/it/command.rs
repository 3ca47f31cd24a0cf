//! The command itself: help, languages, exit codes, what goes to stdout and what to stderr.

use std::{
    fs,
    io::{Read, Write},
    process::Stdio,
};

use kaitei_model::ItemsFile;

use crate::support::{csv_rows, edition, finish, kaitei, names, root, run, specimens};

fn specimen(name: &str) -> String {
    edition("r8").join(name).to_string_lossy().into_owned()
}

fn volume() -> String {
    specimen("guideline-7.0-system.pdf")
}

fn checklist() -> String {
    specimen("checklist-2026-clinic-pharmacy.xlsx")
}

fn japanese(text: &str) -> bool {
    text.chars().any(|c| matches!(c, 'ぁ'..='ん' | 'ァ'..='ヶ' | '一'..='龠'))
}

#[test]
fn help_is_japanese_unless_somebody_says_otherwise() {
    for page in [
        &["--help"][..],
        &["diff", "--help"],
        &["extract", "-h"],
        &["inspect", "--help"],
        &["report", "--help"],
        &["check", "--help"],
    ] {
        let outcome = run(page).done();
        assert!(outcome.text().contains("使い方: kaitei") && outcome.stderr.is_empty(), "{outcome:?}");
        let english = run(page.iter().chain(&["--lang", "en"])).done();
        assert!(english.text().contains("Usage: kaitei") && !japanese(english.text()), "{}", english.text());
        let mut command = kaitei();
        let variable = finish(command.env("KAITEI_LANG", "en").args(page)).done();
        assert_eq!(variable.text(), english.text());
    }
    let version = run(["--version"]).done();
    // The commit that it is made from, where there is a repository.
    let stated = root().join(".git").exists();
    assert!(
        version.text().starts_with("kaitei 0.") && version.text().contains(" (") == stated,
        "{}",
        version.text()
    );
}

#[test]
fn a_wrong_command_line_is_explained() {
    let said = |args: &[&str], word: &str| {
        let outcome = run(args).refused("usage-wrong");
        assert!(outcome.stderr.contains(word), "{}", outcome.stderr);
    };
    said(&["dif"], "diff");
    said(&["diff", "--old", "a", "--new", "b"], "--out");
    said(&["diff", "--old", "a", "--new", "b", "--out", "c", "--formts", "md"], "--formats");
    said(&["diff", "--old", "a", "--new", "b", "--out", "c", "--formats", "pdf"], "pdf");
    said(&["diff", "--old", "a", "--new", "b", "--out", "c", "--formats", ","], "html");
    said(&["extract", "a", "--as", "word"], "tree");
    said(&["extract"], "FILE");
    said(&["--lang", "fr", "extract", "a"], "ja");
    let nothing = run([""; 0]);
    assert_eq!(nothing.code, 2);
    assert!(nothing.stdout.is_empty() && nothing.stderr.contains("kaitei diff --old"), "{nothing:?}");
}

#[test]
fn errors_as_json_are_one_object_a_line() {
    for (lang, sentence) in [("ja", "ファイルまたはフォルダがありません"), ("en", "There is no such file")]
    {
        let args = ["extract", "missing.pdf", "--error-format", "json", "--lang", lang];
        let outcome = run(args);
        assert_eq!(outcome.code, 2);
        let line: serde_json::Value = serde_json::from_str(outcome.stderr.trim_end()).unwrap();
        assert_eq!((&line["code"], &line["severity"]), (&"path-missing".into(), &"error".into()));
        assert!(line["message"].as_str().unwrap().contains(sentence), "{line}");
        assert!(!line["advice"].as_str().unwrap().is_empty(), "{line}");
    }
    let usage = run(["diff", "--error-format=json"]);
    assert!(serde_json::from_str::<serde_json::Value>(&usage.stderr).is_ok(), "{}", usage.stderr);
}

#[test]
fn the_closing_words_say_what_was_found_and_where_it_is() {
    let made = specimens();
    let said = made.outcome.text();
    for name in names(made.folder.path()) {
        assert!(said.contains(&name), "{name} is not in: {said}");
    }
    assert!(!made.outcome.stderr.contains('\u{1b}'), "colours where nobody watches: {}", made.outcome.stderr);
    for name in ["changes.json", "report.html", "report.md"] {
        assert!(names(made.folder.path()).contains(&name.to_owned()), "{name}");
    }
}

#[test]
fn quiet_is_quiet() {
    let out = tempfile::tempdir().unwrap();
    let outcome = finish(
        kaitei()
            .args(["diff", "-q", "--old"])
            .arg(edition("r8"))
            .arg("--new")
            .arg(edition("r7"))
            .arg("--out")
            .arg(out.path()),
    )
    .done();
    assert!(outcome.stdout.is_empty() && outcome.stderr.is_empty(), "{outcome:?}");
    assert!(out.path().join("report.html").exists());
    let missing = run(["--quiet", "extract", "missing.pdf"]);
    assert!(missing.stderr.contains("[path-missing]"), "an error is always told");
}

#[test]
fn exit_1_where_the_user_minds() {
    let out = tempfile::tempdir().unwrap();
    let code = |old: &str, new: &str, level: &str| {
        let mut command = kaitei();
        command.arg("diff").arg("--old").arg(edition(old)).arg("--new").arg(edition(new));
        finish(command.arg("--out").arg(out.path()).args(["--fail-on", level])).code
    };
    assert_eq!(code("r7", "r8", "high"), 1);
    assert_eq!(code("r7", "r8", "info"), 1);
    assert!(out.path().join("report.html").exists(), "the reports are written all the same");
    assert_eq!(code("r8", "r8", "info"), 0);
}

#[test]
fn formats_are_those_that_were_asked_for() {
    let out = tempfile::tempdir().unwrap();
    let mut command = kaitei();
    command.arg("diff").arg("--old").arg(edition("r7")).arg("--new").arg(edition("r8"));
    finish(command.arg("--out").arg(out.path()).args(["--formats", "md,json"])).done();
    assert_eq!(names(out.path()), ["changes.json", "report.md"]);
}

#[test]
fn report_makes_the_same_reports_from_the_data() {
    let made = specimens().folder.path();
    let out = tempfile::tempdir().unwrap();
    // A folder is as good as the file in it.
    for changes in [made.to_owned(), made.join("changes.json")] {
        finish(kaitei().arg("report").arg(changes).arg("--out").arg(out.path())).done();
        for name in names(made) {
            assert!(
                fs::read(made.join(&name)).unwrap() == fs::read(out.path().join(&name)).unwrap(),
                "{name} differs"
            );
        }
    }
    let english = tempfile::tempdir().unwrap();
    finish(kaitei().arg("report").arg(made).arg("--out").arg(english.path()).args(["--lang", "en"])).done();
    let differs =
        |name: &str| fs::read(made.join(name)).unwrap() != fs::read(english.path().join(name)).unwrap();
    assert!(differs("report.html") && differs("report.md") && !differs("changes.json"));
}

#[test]
fn the_text_of_a_volume_has_a_form_feed_between_pages() {
    let text = run(["extract", &volume()]).done();
    let pages = specimens().changes.new.documents.iter().find(|d| volume().ends_with(&d.file)).unwrap().pages;
    assert!(pages > 3);
    assert_eq!(text.text().matches('\u{c}').count(), pages as usize - 1);
    let body = run(["extract", &volume(), "--as", "text", "--body"]).done();
    assert!(body.stdout.len() < text.stdout.len(), "no running header and no page number left out");
    // Whatever an item says stands in the text, too.
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let all = squeezed(body.text());
    let items: ItemsFile =
        serde_json::from_slice(&run(["extract", &volume(), "--as", "items"]).done().stdout).unwrap();
    // A table's row is joined from its cells; a footnote's digit is no part of an item.
    let parts: Vec<&str> = items.items.iter().flat_map(|item| item.text.split('｜')).collect();
    let spoken = parts.iter().filter(|part| all.contains(&squeezed(part))).count();
    assert!(spoken * 100 >= parts.len() * 97, "{spoken} of {} texts stand in the body", parts.len());
}

#[test]
fn items_are_the_same_alone_and_in_a_comparison() {
    for (file, name) in
        [(volume(), "guideline-7.0-system.pdf"), (checklist(), "checklist-2026-clinic-pharmacy.xlsx")]
    {
        let printed: ItemsFile =
            serde_json::from_slice(&run(["extract", &file, "--as", "items"]).done().stdout).unwrap();
        let new = &specimens().changes.new;
        let document = new.documents.iter().find(|document| document.file == name).unwrap();
        let compared: Vec<_> = new.items.iter().filter(|item| item.document == document.id).collect();
        assert_eq!(printed.items.len(), compared.len(), "{name}");
        for (alone, compared) in printed.items.iter().zip(compared) {
            assert_eq!(
                (&alone.number, &alone.text, &alone.mark),
                (&compared.number, &compared.text, &compared.mark)
            );
        }
        assert_eq!(printed.tool, specimens().changes.tool);
    }
}

#[test]
fn the_table_is_one_that_excel_opens() {
    let outcome = run(["extract", &checklist(), "--as", "csv"]).done();
    let text = outcome.text();
    assert!(text.starts_with('\u{FEFF}'));
    let rows = csv_rows(text);
    assert_eq!(text.matches("\r\n").count(), rows.len());
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "every row has every column");
    let items: ItemsFile =
        serde_json::from_slice(&run(["extract", &checklist(), "--as", "items"]).done().stdout).unwrap();
    assert_eq!(rows.len(), items.items.len() + 1);
    for (row, item) in rows.iter().skip(1).zip(&items.items) {
        assert_eq!(row[0], item.citation);
        assert_eq!(row[4].trim_start_matches('\''), item.text);
    }
}

#[test]
fn the_tree_has_a_line_an_item_and_the_share_on_stderr() {
    let outcome = run(["extract", &volume(), "--as", "tree"]).done();
    let items: ItemsFile =
        serde_json::from_slice(&run(["extract", &volume(), "--as", "items"]).done().stdout).unwrap();
    assert_eq!(outcome.text().lines().count(), items.items.len() + 1);
    let depths: Vec<usize> =
        outcome.text().lines().skip(1).map(|line| line.len() - line.trim_start_matches(' ').len()).collect();
    assert!(depths.iter().max() > depths.iter().min(), "nothing is indented");
    let share = format!("{}.{} %", items.document.coverage / 10, items.document.coverage % 10);
    assert!(outcome.stderr.contains(&share), "{share} is not in: {}", outcome.stderr);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_accident() {
    for args in [["extract", &volume(), "--as", "items"], ["extract", &volume(), "--as", "text"]] {
        let mut child = kaitei().args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // The pipe is closed before anything was read.
        drop(child.stdout.take());
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        assert!(child.wait().unwrap().success(), "{stderr}");
        assert!(!stderr.contains("panicked"), "{stderr}");
    }
}

#[test]
fn the_environment_does_not_speak_into_the_data() {
    // Languages that are none of ours, and an input that nobody asked for.
    let mut child = kaitei();
    child.env("KAITEI_LANG", "xx").env("LANG", "C").env("COLUMNS", "20").stdin(Stdio::piped());
    let mut child = child
        .args(["extract", &checklist(), "--as", "csv"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(b"y\n");
    let mut out = Vec::new();
    child.stdout.take().unwrap().read_to_end(&mut out).unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(out, run(["extract", &checklist(), "--as", "csv"]).stdout);
}
