//! The specimens: every item of every document, workbook or PDF, equals the list beside the sources; no manifest helps.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use icu_normalizer::ComposingNormalizerBorrowed;
use kaitei_model::{DocumentKind, Format};
use kaitei_pipeline::{DocumentItems, Options, SourceFile, extract};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures")
}

/// One line of a list: document, citation, kind, number, text. None of the fields holds a line break.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                fields.last_mut().unwrap().push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            c => fields.last_mut().unwrap().push(c),
        }
    }
    fields
}

/// Radicals that look like a character are that character: a PDF says which glyph stands there, not which of the two was typed.
fn same_shape(text: &str) -> String {
    let nfkc = ComposingNormalizerBorrowed::new_nfkc();
    let radical = |c: char| ('\u{2E80}'..='\u{2FDF}').contains(&c);
    text.chars()
        .map(|c| if radical(c) { nfkc.normalize(&c.to_string()).into_owned() } else { c.to_string() })
        .collect()
}

/// Citation, kind, number, text; footnotes stand on their pages, the list has them last.
fn listed(reading: &DocumentItems) -> Vec<Vec<String>> {
    let footnote = |row: &Vec<String>| row[0].rsplit(' ').next().is_some_and(|last| last.starts_with('注'));
    let rows = reading.items.iter().map(|item| {
        let kind = serde_json::to_value(item.kind).unwrap();
        let number = item.number.clone().unwrap_or_default();
        vec![item.citation.clone(), kind.as_str().unwrap().to_owned(), number, same_shape(&item.text)]
    });
    let (notes, body): (Vec<_>, Vec<_>) = rows.partition(footnote);
    body.into_iter().chain(notes).collect()
}

#[test]
fn every_item_equals_the_list() {
    let (mut compared, mut printed) = (0, 0);
    for edition in ["r7", "r8"] {
        let list = std::fs::read_to_string(fixtures().join("items").join(format!("{edition}.csv"))).unwrap();
        let list: Vec<Vec<String>> =
            list.trim_start_matches('\u{FEFF}').lines().skip(1).map(fields).collect();
        let mut left: BTreeSet<&str> = list.iter().map(|row| row[0].as_str()).collect();
        let mut names: Vec<PathBuf> = std::fs::read_dir(fixtures().join("editions").join(edition))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|e| e == "xlsx" || e == "pdf"))
            .collect();
        names.sort();
        for path in names {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let file = SourceFile { name: name.clone(), bytes: std::fs::read(&path).unwrap() };
            let reading = extract(&file, &Options::default()).unwrap();
            let short = reading.document.short.clone();
            assert!(reading.document.specimen, "{name}");
            assert_eq!(reading.document.coverage, 1000, "{name}");
            let want: Vec<_> = list
                .iter()
                .filter(|row| row[0] == short)
                .map(|row| vec![row[1].clone(), row[2].clone(), row[3].clone(), same_shape(&row[4])])
                .collect();
            let mut got = listed(&reading);
            assert_eq!(got.len(), want.len(), "{name}, which calls itself {short}");
            // One printed checklist differs from its workbook in one word; that is a trap of the specimens.
            let kind = reading.document.kind;
            if reading.document.format == Format::Pdf && kind == DocumentKind::Checklist {
                let differ: Vec<usize> = (0..got.len()).filter(|&i| got[i] != want[i]).collect();
                printed += differ.len();
                assert!(differ.len() <= 1, "{name}: {differ:?}");
                for i in differ {
                    assert_eq!(got[i][..3], want[i][..3], "{name}");
                    got[i].clone_from(&want[i]);
                }
            }
            assert_eq!(got, want, "{name}");
            compared += got.len();
            left.remove(short.as_str());
        }
        assert!(left.is_empty(), "{edition}: no file holds {left:?}");
    }
    assert!(compared > 1700, "{compared} items compared");
    assert_eq!(printed, 1, "the word that the printed checklist has otherwise");
}
