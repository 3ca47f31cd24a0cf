//! Bad input: a clear error with advice, exit 2, nothing half-written, and what stood in the output folder stays as it was.

use std::{
    fs,
    io::{Cursor, Write},
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use crate::support::{Outcome, diff, edition, finish, kaitei, names, root, run};

/// The smallest PNG there is.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82";

/// A place for one test: `old` and `new` are copies of the specimens, `out` holds an earlier report.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        crate::support::copy(&edition("r7"), &folder.path().join("old"));
        crate::support::copy(&edition("r8"), &folder.path().join("new"));
        fs::create_dir(folder.path().join("out")).unwrap();
        fs::write(folder.path().join("out/report.html"), "earlier").unwrap();
        Self { folder }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// With one more file in the new edition.
    fn with(self, name: &str, bytes: &[u8]) -> Self {
        fs::write(self.at("new").join(name), bytes).unwrap();
        self
    }

    fn diff(&self) -> Outcome {
        diff(&self.at("old"), &self.at("new"), &self.at("out"))
    }

    /// The comparison is refused, and the earlier report stands untouched and alone.
    fn refuses(&self, code: &str) -> Outcome {
        let outcome = self.diff().refused(code);
        assert_eq!(names(&self.at("out")), ["report.html"]);
        assert_eq!(fs::read_to_string(self.at("out/report.html")).unwrap(), "earlier");
        assert!(outcome.stdout.is_empty(), "{}", outcome.text());
        outcome
    }
}

fn specimen_pdf() -> Vec<u8> {
    fs::read(edition("r8").join("guideline-7.0-system.pdf")).unwrap()
}

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_missing_path() {
    let place = Place::new();
    fs::remove_dir_all(place.at("new")).unwrap();
    assert!(place.refuses("path-missing").stderr.contains("new"));
}

#[test]
fn an_empty_folder() {
    let place = Place::new();
    for name in names(&place.at("new")) {
        fs::remove_file(place.at("new").join(name)).unwrap();
    }
    place.refuses("folder-empty");
    // What does not count does not make it less empty.
    fs::write(place.at("new/.DS_Store"), "x").unwrap();
    fs::write(place.at("new/memo.txt"), "x").unwrap();
    place.refuses("folder-empty");
}

#[test]
fn a_picture_with_the_name_of_a_pdf() {
    let outcome = Place::new().with("図.pdf", PNG).refuses("not-readable");
    assert!(outcome.stderr.contains("new/図.pdf"), "{}", outcome.stderr);
}

#[test]
fn an_empty_file() {
    Place::new().with("空.pdf", b"").refuses("not-readable");
    Place::new().with("空.xlsx", b"").refuses("not-readable");
}

#[test]
fn a_truncated_pdf() {
    let whole = specimen_pdf();
    // Before its first page, so that no repair could find one.
    let outcome = Place::new().with("途中まで.pdf", &whole[..600]).refuses("pdf-damaged");
    assert!(outcome.stderr.contains("途中まで.pdf"), "{}", outcome.stderr);
}

#[test]
fn a_zip_that_is_no_workbook() {
    let archive = zip(&[("文書.pdf", b"%PDF-1.7")]);
    let outcome = Place::new().with("資料.xlsx", &archive).refuses("not-a-workbook");
    assert!(outcome.stderr.contains("資料.xlsx"), "{}", outcome.stderr);
}

#[test]
fn a_zip_that_is_cut_off() {
    let book = fs::read(edition("r8").join("checklist-2026-clinic-pharmacy.xlsx")).unwrap();
    let outcome = Place::new().with("資料.xlsx", &book[..book.len() / 2]).diff();
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(outcome.stderr.contains("資料.xlsx") && outcome.stderr.contains("→ "), "{}", outcome.stderr);
}

#[test]
fn an_old_excel_file() {
    let ole = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 600]].concat();
    Place::new().with("旧.xls", &ole).refuses("old-excel");
    Place::new().with("保護.xlsx", &ole).refuses("old-excel");
}

#[test]
fn all_bad_files_are_named_not_the_first_alone() {
    let place = Place::new().with("a.pdf", PNG).with("b.xlsx", &zip(&[("x", b"x")]));
    fs::write(place.at("old/c.pdf"), b"").unwrap();
    let outcome = place.refuses("not-readable");
    for name in ["new/a.pdf", "new/b.xlsx", "old/c.pdf"] {
        assert!(outcome.stderr.contains(name), "{name} is not in: {}", outcome.stderr);
    }
    // And also where a path is missing beside them.
    let missing = place.at("missing");
    let mut command = kaitei();
    command.arg("diff").arg("--old").arg(place.at("old")).arg(&missing);
    let outcome = finish(command.arg("--new").arg(place.at("new")).arg("--out").arg(place.at("out")));
    let outcome = outcome.refused("path-missing");
    for name in ["new/a.pdf", "new/b.xlsx", "old/c.pdf", "missing"] {
        assert!(outcome.stderr.contains(name), "{name} is not in: {}", outcome.stderr);
    }
}

#[test]
fn keep_going_leaves_the_bad_ones_out_and_says_so() {
    let place = Place::new().with("a.pdf", PNG);
    let mut command = kaitei();
    command.arg("diff").arg("--old").arg(place.at("old")).arg("--new").arg(place.at("new"));
    let outcome = finish(command.arg("--out").arg(place.at("out")).arg("--keep-going")).done();
    assert!(
        outcome.stderr.contains("[file-skipped]") && outcome.stderr.contains("a.pdf"),
        "{}",
        outcome.stderr
    );
    let changes = crate::support::changes(&place.at("out/changes.json"));
    let skipped: Vec<_> = changes.diagnostics.iter().filter(|d| d.code == "file-skipped").collect();
    assert_eq!(skipped.len(), 1, "{:?}", changes.diagnostics);
    assert_eq!(changes.new.documents.len(), crate::support::specimens().changes.new.documents.len());
    // The report.html that stood there is none of ours.
    assert_eq!(fs::read_to_string(place.at("out/report.html")).unwrap(), "earlier");
    let report = fs::read_to_string(place.at("out/report(2).html")).unwrap();
    assert!(report.contains("a.pdf"), "the report does not name what was left out");
}

#[test]
fn nothing_left_to_compare_is_an_error_with_keep_going_too() {
    let place = Place::new();
    for name in names(&place.at("new")) {
        fs::remove_file(place.at("new").join(name)).unwrap();
    }
    let place = place.with("a.pdf", PNG);
    let mut command = kaitei();
    command.arg("diff").arg("--old").arg(place.at("old")).arg("--new").arg(place.at("new"));
    let outcome = finish(command.arg("--out").arg(place.at("out")).arg("--keep-going"));
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert_eq!(fs::read_to_string(place.at("out/report.html")).unwrap(), "earlier");
}

#[test]
fn an_output_folder_that_cannot_be_written() {
    let place = Place::new();
    fs::write(place.at("file"), "mine").unwrap();
    let to = |out: &Path| diff(&place.at("old"), &place.at("new"), out).refused("output-unwritable");
    to(&place.at("file"));
    to(&place.at("file/below"));
    assert_eq!(fs::read_to_string(place.at("file")).unwrap(), "mine");
    if cfg!(target_os = "linux") {
        // Not even root may make a folder there.
        to(Path::new("/proc/kaitei/out"));
    }
}

#[test]
#[cfg(unix)]
fn an_output_folder_without_permission() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    fs::set_permissions(place.at("out"), fs::Permissions::from_mode(0o555)).unwrap();
    let locked = fs::write(place.at("out/probe"), "x").is_err();
    if locked {
        place.refuses("output-unwritable");
    } else {
        println!("left out: this user may write everywhere (root); the other cases stand for it");
    }
    fs::set_permissions(place.at("out"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_folder_in_place_of_a_report_leaves_the_others_as_they_were() {
    let place = Place::new();
    fs::create_dir(place.at("out/changes.json")).unwrap();
    fs::write(place.at("out/changes.json/mine"), "mine").unwrap();
    place.diff().refused("output-unwritable");
    assert_eq!(names(&place.at("out")), ["changes.json", "report.html"]);
    assert_eq!(fs::read_to_string(place.at("out/report.html")).unwrap(), "earlier");
    assert_eq!(names(&place.at("out/changes.json")), ["mine"]);
}

#[test]
fn the_output_folder_is_never_an_input() {
    let place = Place::new();
    diff(&place.at("old"), &place.at("new"), &place.at("new")).refused("usage-wrong");
    // Below the folder that is compared it is left alone, so that a second run sees what the first one saw.
    let inner = place.at("new/結果");
    diff(&place.at("old"), &place.at("new"), &inner).done();
    let first = fs::read(inner.join("changes.json")).unwrap();
    fs::write(inner.join("別.pdf"), PNG).unwrap();
    let second = diff(&place.at("old"), &place.at("new"), &inner).done();
    assert!(second.stderr.contains("[file-ignored]"), "{}", second.stderr);
    let documents =
        |bytes: &[u8]| serde_json::from_slice::<kaitei_model::ChangeSet>(bytes).unwrap().new.documents;
    assert_eq!(documents(&first), documents(&fs::read(inner.join("changes.json")).unwrap()));
}

#[test]
fn old_and_new_exchanged() {
    let out = tempfile::tempdir().unwrap();
    let outcome = diff(&edition("r8"), &edition("r7"), out.path()).done();
    assert!(outcome.stderr.contains("[editions-exchanged]"), "{}", outcome.stderr);
    let right = &crate::support::specimens().outcome;
    assert!(!right.stderr.contains("[editions-exchanged]"), "{}", right.stderr);
}

#[test]
fn the_same_edition_twice() {
    let out = tempfile::tempdir().unwrap();
    let outcome = diff(&edition("r8"), &edition("r8"), out.path()).done();
    assert!(outcome.stderr.contains("[same-file]"), "{}", outcome.stderr);
    let changes = crate::support::changes(&out.path().join("changes.json"));
    let changed: Vec<_> =
        changes.changes.iter().filter(|c| c.kind.id() != "unchanged" || !c.aspects.is_empty()).collect();
    assert!(changed.is_empty(), "{changed:#?}");
}

#[test]
fn unrelated_files_are_named_and_litter_is_not() {
    let place =
        Place::new().with("memo.txt", b"memo").with("letter.docx", &zip(&[("word/document.xml", b"<x/>")]));
    for litter in [".hidden.pdf", "~$checklist.xlsx", ".DS_Store", "Thumbs.db"] {
        fs::write(place.at("new").join(litter), PNG).unwrap();
    }
    let outcome = place.diff().done();
    assert_eq!(outcome.stderr.matches("[file-ignored]").count(), 2, "{}", outcome.stderr);
    assert!(
        outcome.stderr.contains("memo.txt") && outcome.stderr.contains("letter.docx"),
        "{}",
        outcome.stderr
    );
}

#[test]
#[cfg(unix)]
fn loops_pipes_and_devices_end_nothing() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    symlink(".", place.at("new/loop")).unwrap();
    symlink("nothing", place.at("new/dangling.pdf")).unwrap();
    symlink("/dev/zero", place.at("new/zero.pdf")).unwrap();
    let fifo = std::process::Command::new("mkfifo").arg(place.at("new/pipe.pdf")).status();
    assert!(fifo.is_ok_and(|status| status.success()), "mkfifo");
    let outcome = place.diff().done();
    assert_eq!(outcome.stderr.matches("[file-ignored]").count(), 4, "{}", outcome.stderr);
    for path in ["new/pipe.pdf", "new/zero.pdf"] {
        finish(kaitei().arg("extract").arg(place.at(path))).refused("file-unreadable");
    }
}

#[test]
fn a_manifest_that_does_not_parse_names_its_line() {
    let place = Place::new().with("edition.toml", "label = \"x\"\n\ndate = 2026\n".as_bytes());
    let outcome = place.refuses("file-malformed");
    assert!(
        outcome.stderr.contains("new/edition.toml") && outcome.stderr.contains("3行目"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn a_document_that_the_manifest_expects_and_nobody_gave() {
    let place = Place::new();
    fs::remove_file(place.at("new/guideline-7.0-system.pdf")).unwrap();
    let outcome = place.diff().done();
    assert!(outcome.stderr.contains("[document-expected]"), "{}", outcome.stderr);
}

#[test]
fn a_changes_json_of_another_time() {
    let place = Place::new();
    let report = |text: &str| {
        fs::write(place.at("changes.json"), text).unwrap();
        finish(kaitei().arg("report").arg(place.at("changes.json")).arg("--out").arg(place.at("out")))
    };
    report(r#"{"schema":"kaitei.changes/2"}"#).refused("schema-unknown");
    report(r#"{"schema":"kaitei.items/1"}"#).refused("file-malformed");
    report("[]").refused("file-malformed");
    report("").refused("file-malformed");
    assert!(
        report("{\n\"schema\":\"kaitei.changes/1\",\n").refused("file-malformed").stderr.contains("3行目")
    );
    run(["report", "missing.json", "--out", "never"]).refused("path-missing");
    assert!(!root().join("never").exists());
    assert_eq!(names(&place.at("out")), ["report.html"]);
}
