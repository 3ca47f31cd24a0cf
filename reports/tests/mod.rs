//! What the reports must show, on a ChangeSet with one of everything.

mod builder;
mod carry;
mod check;
mod csv;
mod docx;
mod hostile;
mod large;
mod machines;
mod page;
mod render_file;
mod sample;
mod snapshots;
mod words;
mod xlsx;

use std::io::{Cursor, Read};

use kaitei_model::ChangeSet;

use crate::{Format, Lang, OutputFile, ReportOptions, Reports, render};

/// The files of a format, as text; of an Office file, all its parts one after the other.
fn text(set: &ChangeSet, format: Format, options: &ReportOptions) -> String {
    let files: Vec<OutputFile> = render(set, format, options).unwrap();
    assert_eq!(files.len(), if format == Format::DocxNotice { 2 } else { 1 });
    files.into_iter().map(|file| words(file.bytes)).collect()
}

fn words(bytes: Vec<u8>) -> String {
    if !bytes.starts_with(b"PK") {
        return String::from_utf8(bytes).unwrap();
    }
    parts(&bytes).into_iter().map(|(_, part)| part).collect()
}

/// The parts of an Office file by name, in the order in which they stand in it.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names = zip.len();
    let mut read = |i| {
        let mut file = zip.by_index(i).unwrap();
        let mut part = String::new();
        file.read_to_string(&mut part).unwrap();
        (file.name().unwrap().into_owned(), part)
    };
    (0..names).map(&mut read).collect()
}

/// For looking at: `KAITEI_LOOK=DIR cargo test -p kaitei-reports look`.
#[test]
fn look() {
    let Some(folder) = std::env::var_os("KAITEI_LOOK") else { return };
    for format in Format::ALL {
        for file in render(&sample::sample(), format, &ReportOptions::default()).unwrap() {
            std::fs::write(std::path::Path::new(&folder).join(file.name), file.bytes).unwrap();
        }
    }
}

#[test]
fn formats_by_their_ids() {
    for format in Format::ALL {
        assert_eq!(format.to_string().parse(), Ok(format));
    }
    assert_eq!(Format::parse_list("md, html,md"), Ok(vec![Format::Markdown, Format::Html]));
    let word = [Format::DocxTable, Format::DocxTracked, Format::DocxNotice];
    assert_eq!(Format::parse_list("docx"), Ok(word.to_vec()));
    let unknown = "odt".parse::<Format>().unwrap_err();
    assert!(unknown.to_string().contains("ありません"), "{unknown}");
    assert!(
        unknown.message_en().contains(
            "Available: json, html, md, docx-table, docx-tracked, docx-notice, xlsx, csv, junit, sarif"
        ),
        "{}",
        unknown.message_en()
    );
}

#[test]
fn the_same_data_gives_the_same_bytes_and_back() {
    let set = sample::sample();
    for format in Format::ALL {
        let options = ReportOptions::default();
        assert_eq!(render(&set, format, &options).unwrap(), render(&set.clone(), format, &options).unwrap());
    }
    let json = text(&set, Format::Json, &ReportOptions::default());
    let read: ChangeSet = serde_json::from_str(&json).unwrap();
    assert_eq!(read, set);
}

/// The closing lines for a terminal.
fn summary(set: &ChangeSet, lang: Lang) -> String {
    Reports::new(set, &ReportOptions { lang, ..ReportOptions::default() }).summary()
}
