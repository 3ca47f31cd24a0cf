//! The limits that a user can set (docs/limits.md): each ends the reading with its name and advice, and each can be raised.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use crate::support::{edition, finish, kaitei};

const MIB: usize = 1 << 20;

fn read(command: &str, file: &Path, more: &[&str]) -> crate::support::Outcome {
    let mut run = kaitei();
    run.arg(command).arg(file);
    if command == "inspect" {
        run.args(["--page", "1", "--svg", "-"]);
    }
    finish(run.args(more))
}

/// A PDF of one page whose content is so many bytes long.
fn pdf(folder: &Path, bytes: usize) -> PathBuf {
    let content = format!("BT /F 10 Tf 50 700 Td (specimen) Tj ET\n{}", " ".repeat(bytes));
    let mut file = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
    for (at, object) in [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F {font} >> >> >>"),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ]
    .into_iter()
    .enumerate()
    {
        places.push(file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let table = file.len();
    file += "xref\n0 5\n0000000000 65535 f \n";
    places.iter().for_each(|place| file += &format!("{place:010} 00000 n \n"));
    file += &format!("trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
    let path = folder.join("頁.pdf");
    fs::write(&path, file).unwrap();
    path
}

#[test]
fn the_size_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = pdf(folder.path(), 2 * MIB);
    for command in ["extract", "inspect"] {
        let refused = read(command, &file, &["--max-file", "1"]).refused("limit-reached");
        assert!(
            refused.stderr.contains("1 MiB") && refused.stderr.contains("--max-file"),
            "{}",
            refused.stderr
        );
        read(command, &file, &["--max-file", "3"]).done();
    }
    // And in a comparison.
    let mut diff = kaitei();
    diff.arg("diff")
        .arg("--old")
        .arg(&file)
        .arg("--new")
        .arg(&file)
        .arg("--out")
        .arg(folder.path().join("out"));
    finish(diff.args(["--max-file", "1"])).refused("limit-reached");
    assert!(!folder.path().join("out").exists());
}

#[test]
fn unpacked_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let file = pdf(folder.path(), 2 * MIB);
    for command in ["extract", "inspect"] {
        let cut = read(command, &file, &["--max-unpacked", "1"]).done();
        // A page alone is read in part.
        assert!(cut.stderr.contains("[page-cut]") && cut.stderr.contains("1 MiB"), "{cut:?}");
        read(command, &file, &["--max-unpacked", "3"]).done();
    }
    // A workbook of which one part unpacks to more.
    let book = folder.path().join("book.xlsx");
    let original = fs::read(edition("r8").join("checklist-2026-vendor.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(original)).unwrap();
    let mut out = zip::ZipWriter::new(fs::File::create(&book).unwrap());
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().to_string();
        out.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        std::io::copy(&mut part, &mut out).unwrap();
        if name.ends_with("sheet1.xml") {
            out.write_all(&vec![b' '; 2 * MIB]).unwrap();
        }
    }
    out.finish().unwrap();
    read("extract", &book, &["--max-unpacked", "1"]).refused("limit-reached");
    read("extract", &book, &["--max-unpacked", "8"]).done();
}

#[test]
fn pages() {
    let volume = edition("r8").join("guideline-7.0-system.pdf");
    for command in ["extract", "inspect"] {
        let refused = read(command, &volume, &["--max-pages", "3"]).refused("limit-reached");
        assert!(refused.stderr.contains("ページ数") && refused.stderr.contains('3'), "{}", refused.stderr);
        read(command, &volume, &["--max-pages", "1000"]).done();
        read(command, &volume, &["--max-pages", "0"]).refused("usage-wrong");
        read(command, &volume, &["--max-pages", "多い"]).refused("usage-wrong");
    }
}

#[test]
fn cells() {
    let book = edition("r8").join("checklist-2026-vendor.xlsx");
    let refused = read("extract", &book, &["--max-cells", "5"]).refused("limit-reached");
    assert!(refused.stderr.contains('5'), "{}", refused.stderr);
    read("extract", &book, &["--max-cells", "100000"]).done();
}

#[test]
fn the_document_names_every_option() {
    let page = fs::read_to_string(crate::support::root().join("docs/limits.md")).unwrap();
    let help = crate::support::run(["extract", "--help"]).done();
    for option in ["--max-file", "--max-pages", "--max-unpacked", "--max-cells"] {
        assert!(page.contains(option) && help.text().contains(option), "{option}");
    }
}
