//! What stands in an output folder after a run.

use super::*;

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != crate::record::RECORD)
        .collect();
    names.sort();
    names
}

fn file(name: &str, text: &str) -> (String, Vec<u8>) {
    (name.to_owned(), text.as_bytes().to_vec())
}

fn write(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<Vec<Written>, Box<Diagnostic>> {
    OutputFolder::prepare(folder)?.commit(files)
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn replaces_its_own_files_and_leaves_nothing_aside() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("mine"), "mine").unwrap();
    write(dir.path(), &[file("a", "0")]).unwrap();
    let written = write(dir.path(), &[file("a", "1"), file("b", "2")]).unwrap();
    assert_eq!(names(dir.path()), ["a", "b", "mine"]);
    assert_eq!(read(dir.path(), "a"), "1");
    assert!(written.iter().all(|written| written.beside.is_none()));
}

#[test]
fn an_edited_file_stays_and_ours_goes_beside_it() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &[file("表.docx", "1")]).unwrap();
    fs::write(dir.path().join("表.docx"), "edited").unwrap();
    let written = write(dir.path(), &[file("表.docx", "2")]).unwrap();
    assert_eq!(written[0].path, dir.path().join("表(2).docx"));
    assert_eq!(written[0].beside, Some(dir.path().join("表.docx")));
    // The next run replaces what it wrote, and nothing else.
    write(dir.path(), &[file("表.docx", "3")]).unwrap();
    assert_eq!(names(dir.path()), ["表(2).docx", "表.docx"]);
    assert_eq!(read(dir.path(), "表(2).docx"), "3");
    // That one is edited too.
    fs::write(dir.path().join("表(2).docx"), "edited again").unwrap();
    write(dir.path(), &[file("表.docx", "4")]).unwrap();
    assert_eq!(names(dir.path()), ["表(2).docx", "表(3).docx", "表.docx"]);
    assert_eq!(read(dir.path(), "表.docx"), "edited");
    assert_eq!(read(dir.path(), "表(2).docx"), "edited again");
}

#[test]
fn a_file_that_is_not_ours_stays() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("report.md"), "my notes").unwrap();
    write(dir.path(), &[file("report.md", "1")]).unwrap();
    assert_eq!(names(dir.path()), ["report(2).md", "report.md"]);
    assert_eq!(read(dir.path(), "report.md"), "my notes");
}

#[test]
fn the_same_content_is_left_where_it_is_even_if_nothing_may_change() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &[file("a.md", "1")]).unwrap();
    read_only(&dir.path().join("a.md"), true);
    write(dir.path(), &[file("a.md", "1")]).unwrap();
    let error = write(dir.path(), &[file("a.md", "2"), file("b.md", "2")]).unwrap_err();
    assert_eq!(error.code, "output-read-only");
    assert_eq!(names(dir.path()), ["a.md"]);
    assert_eq!(read(dir.path(), "a.md"), "1");
    read_only(&dir.path().join("a.md"), false);
}

fn read_only(path: &Path, yes: bool) {
    let mut permissions = fs::metadata(path).unwrap().permissions();
    #[allow(clippy::permissions_set_readonly_false)]
    permissions.set_readonly(yes);
    fs::set_permissions(path, permissions).unwrap();
}

#[test]
fn a_file_that_an_office_program_has_open_ends_the_run_before_anything_changes() {
    for lock in [".~lock.対照表.docx#", "~$対照表.docx", "~$照表.docx", "~$表.docx"] {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), &[file("a.md", "1"), file("対照表.docx", "1")]).unwrap();
        fs::write(dir.path().join(lock), "").unwrap();
        let error = write(dir.path(), &[file("a.md", "2"), file("対照表.docx", "2")]).unwrap_err();
        assert_eq!(error.code, "output-open", "{lock}");
        assert!(error.message.contains("対照表.docx"), "{}", error.message);
        assert_eq!(read(dir.path(), "a.md"), "1");
        assert_eq!(read(dir.path(), "対照表.docx"), "1");
        // Edited and open: it stays anyway, so nobody is in the way.
        fs::write(dir.path().join("対照表.docx"), "edited").unwrap();
        write(dir.path(), &[file("対照表.docx", "2")]).unwrap();
        assert_eq!(read(dir.path(), "対照表(2).docx"), "2");
    }
}

#[test]
fn two_runs_do_not_mix() {
    let dir = tempfile::tempdir().unwrap();
    let first = OutputFolder::prepare(dir.path()).unwrap();
    let error = OutputFolder::prepare(dir.path()).err().unwrap();
    assert_eq!(error.code, "output-busy");
    first.commit(&[file("a", "1")]).unwrap();
    write(dir.path(), &[file("a", "2")]).unwrap();
    assert_eq!(names(dir.path()), ["a"]);
}

#[test]
fn what_a_killed_run_left_goes_away() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join(".kaitei-x1y2z3")).unwrap();
    fs::write(dir.path().join(".kaitei-x1y2z3/report.html"), "half").unwrap();
    write(dir.path(), &[file("a", "1")]).unwrap();
    assert_eq!(names(dir.path()), ["a"]);
}

#[test]
fn all_or_nothing() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &[file("a", "earlier")]).unwrap();
    // A folder stands where the last file should go.
    fs::create_dir(dir.path().join("c")).unwrap();
    let error = write(dir.path(), &[file("a", "1"), file("b", "2"), file("c", "3")]).unwrap_err();
    assert_eq!(error.code, "output-unwritable");
    assert_eq!(names(dir.path()), ["a", "c"]);
    assert_eq!(read(dir.path(), "a"), "earlier");
}

#[test]
fn a_run_that_fails_leaves_no_folder_that_it_made() {
    let dir = tempfile::tempdir().unwrap();
    drop(OutputFolder::prepare(&dir.path().join("x/y")).unwrap());
    assert_eq!(names(dir.path()), [""; 0]);
    let kept = dir.path().join("x/z");
    write(&kept, &[file("a", "1")]).unwrap();
    assert_eq!(names(&kept), ["a"]);
}
