//! `kaitei inspect`: the picture of a page, and what stands where it cannot be drawn.

use std::{fs, path::Path};

use crate::support::{Outcome, edition, finish, kaitei, names, run};

fn inspect(file: &Path, page: &str, svg: &Path) -> Outcome {
    finish(kaitei().arg("inspect").arg(file).args(["--page", page, "--svg"]).arg(svg))
}

fn volume() -> std::path::PathBuf {
    edition("r8").join("guideline-7.0-system.pdf")
}

/// How often a piece of markup stands in a picture, its legend aside.
fn drawn(svg: &str, what: &str) -> usize {
    let page = svg.split("解読できない").next().unwrap_or_default();
    page.matches(what).count()
}

#[test]
fn a_page_with_its_legend() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("3ページ.svg");
    let outcome = inspect(&volume(), "3", &out).done();
    assert!(outcome.text().contains("3ページ.svg"), "{}", outcome.text());
    assert_eq!(names(folder.path()), ["3ページ.svg"], "nothing is left aside");
    let svg = fs::read_to_string(&out).unwrap();
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    for word in ["本文 body", "ページ番号 page number", "セル（行,列） cell", "取り消し線 struck out"]
    {
        assert!(svg.contains(word), "the legend does not explain {word}");
    }
    // What the text of the page says stands in the picture, each line with its number.
    let text = run(["extract", &volume().to_string_lossy(), "--as", "text"]).done();
    let page = text.text().split('\u{c}').nth(2).unwrap();
    let lines: Vec<&str> = page.lines().filter(|line| !line.is_empty()).collect();
    assert!(lines.len() > 5, "{page}");
    let found = lines.iter().filter(|line| svg.contains(&format!(">{line}</text>"))).count();
    assert!(found * 10 >= lines.len() * 8, "{found} of {} lines in: {svg}", lines.len());
    assert!(svg.contains(&format!(">{}</text>", lines.len())), "the last line has no number");
    assert!(drawn(&svg, "#bbb") > 100, "no boxes of glyphs");
    // The running header and the page number of the specimens in their own colours.
    assert!(svg.contains(" page number</text>") && svg.contains(" running header</text>"), "{svg}");
}

#[test]
fn a_table_shows_its_cells() {
    let folder = tempfile::tempdir().unwrap();
    let text = run(["extract", &volume().to_string_lossy(), "--as", "text"]).done();
    let pages = text.text().split('\u{c}').count();
    let with_table = (1..=pages).any(|page| {
        let out = folder.path().join("page.svg");
        inspect(&volume(), &page.to_string(), &out).done();
        let svg = fs::read_to_string(&out).unwrap();
        svg.contains(" table</text>") && svg.contains(">1,1</text>") && svg.contains(">2,2</text>")
    });
    assert!(with_table, "no page of the specimen shows a table");
}

#[test]
fn a_picture_on_stdout() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("page.svg");
    inspect(&volume(), "1", &out).done();
    let printed = inspect(&volume(), "1", Path::new("-")).done();
    assert_eq!(printed.stdout, fs::read(&out).unwrap());
}

#[test]
fn pages_that_are_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("page.svg");
    fs::write(&out, "earlier").unwrap();
    let outcome = inspect(&volume(), "9999", &out).refused("page-missing");
    assert!(outcome.stderr.contains("9999") && outcome.stderr.contains("--page"), "{}", outcome.stderr);
    for page in ["0", "-1", "三"] {
        inspect(&volume(), page, &out).refused("usage-wrong");
    }
    inspect(&edition("r8").join("checklist-2026-clinic-pharmacy.xlsx"), "1", &out).refused("pdf-expected");
    inspect(Path::new("missing.pdf"), "1", &out).refused("path-missing");
    assert_eq!(fs::read_to_string(&out).unwrap(), "earlier");
    assert_eq!(names(folder.path()), ["page.svg"]);
    let english =
        run(["inspect", &volume().to_string_lossy(), "--page", "9999", "--svg", "x", "--lang", "en"]);
    assert!(english.refused("page-missing").stderr.contains("There is no page 9999"));
}

#[test]
#[cfg(unix)]
fn a_pipe_or_a_folder_is_not_written_over() {
    use std::os::unix::fs::{FileTypeExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.svg");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo");
    symlink(&pipe, folder.path().join("link.svg")).unwrap();
    fs::create_dir(folder.path().join("folder.svg")).unwrap();
    for name in ["pipe.svg", "link.svg", "folder.svg", "folder.svg/.."] {
        inspect(&volume(), "1", &folder.path().join(name)).refused("output-unwritable");
    }
    assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
    assert_eq!(names(folder.path()), ["folder.svg", "link.svg", "pipe.svg"]);
}
