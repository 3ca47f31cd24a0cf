//! Real PDFs, read as they were when somebody looked at every page: numbers and a hash a file, no sentence of them.
//!
//! Runs with `KAITEI_CORPUS` set to the corpus. A file that reads differently prints its new line: look at the pages
//! (`kaitei inspect`), then put it into `corpus.txt`.

use std::path::Path;

use kaitei_read::pdf::{Content, Pdf, ReadOptions, Role, read, text};
use sha2::{Digest, Sha256};

const EXPECTED: &str = include_str!("corpus.txt");

/// File, pages, characters, tables, page numbers, running lines, codes of diagnostics, hash of the text without white space.
fn line(file: &str, bytes: &[u8]) -> String {
    match read(bytes, &ReadOptions::default()) {
        Ok(pdf) => {
            let folded: String = text(&pdf, false).chars().filter(|c| !c.is_whitespace()).collect();
            let hash: String =
                Sha256::digest(folded.as_bytes()).iter().take(6).map(|b| format!("{b:02x}")).collect();
            let mut codes: Vec<&str> = pdf.diagnostics.iter().map(|d| d.code.as_str()).collect();
            codes.dedup();
            let blocks = |role: Role| blocks(&pdf, |r, _| r == role);
            format!(
                "{file} pages {} characters {} tables {} numbers {} running {} codes {} text {hash}",
                pdf.pages.len(),
                folded.chars().count(),
                self::blocks(&pdf, |_, c| matches!(c, Content::Table(_))),
                blocks(Role::PageNumber),
                blocks(Role::Running),
                if codes.is_empty() { "-".to_owned() } else { codes.join(",") },
            )
        }
        Err(d) => format!("{file} error {}", d.code),
    }
}

fn blocks(pdf: &Pdf, wanted: impl Fn(Role, &Content) -> bool) -> usize {
    pdf.pages.iter().flat_map(|p| &p.blocks).filter(|b| wanted(b.role, &b.content)).count()
}

#[test]
fn files_read_as_they_did() {
    let Ok(corpus) = std::env::var("KAITEI_CORPUS") else {
        println!("skipped: KAITEI_CORPUS is not set");
        return;
    };
    let mut wrong = Vec::new();
    for expected in EXPECTED.lines().filter(|l| !l.starts_with('#')) {
        let file = expected.split(' ').next().unwrap_or_default();
        let path = Path::new(&corpus).join(file);
        let bytes = std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let got = line(file, &bytes);
        if got != expected {
            wrong.push(got);
        }
    }
    assert!(wrong.is_empty(), "read differently now:\n{}", wrong.join("\n"));
}
