//! The checklists of the specimens: every item equals the list beside the sources, in order.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use std::path::{Path, PathBuf};

use kaitei_pipeline::{Options, SourceFile, extract};

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

#[test]
fn every_row_equals_the_list() {
    let mut compared = 0;
    for edition in ["r7", "r8"] {
        let list = std::fs::read_to_string(fixtures().join("items").join(format!("{edition}.csv"))).unwrap();
        let list: Vec<Vec<String>> =
            list.trim_start_matches('\u{FEFF}').lines().skip(1).map(fields).collect();
        let folder = fixtures().join("editions").join(edition);
        let mut names: Vec<PathBuf> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        names.retain(|path| path.extension().is_some_and(|extension| extension == "xlsx"));
        assert!(!names.is_empty(), "{edition} has no workbooks");
        for path in names {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let file = SourceFile { name: name.clone(), bytes: std::fs::read(&path).unwrap() };
            let reading = extract(&file, &Options::default()).unwrap();
            assert!(reading.document.specimen, "{name}");
            let want: Vec<_> = list
                .iter()
                .filter(|row| row[0] == reading.document.short)
                .map(|row| row[1..].to_vec())
                .collect();
            let got: Vec<_> = reading
                .items
                .iter()
                .map(|item| {
                    let kind = serde_json::to_value(item.kind).unwrap();
                    let number = item.number.clone().unwrap_or_default();
                    vec![item.citation.clone(), kind.as_str().unwrap().to_owned(), number, item.text.clone()]
                })
                .collect();
            assert_eq!(got, want, "{name}");
            compared += want.len();
        }
    }
    assert!(compared > 70, "{compared} items compared");
}
