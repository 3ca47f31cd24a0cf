//! A workbook of ours: its cells read, and others typed into.

use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read, Write},
    path::Path,
};

/// Rows of cells by their columns.
pub(crate) type Rows = Vec<BTreeMap<String, String>>;

/// The parts of a zip.
fn parts(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    let count = zip.len();
    let mut part = |i| {
        let mut file = zip.by_index(i).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(&mut part).collect()
}

/// The texts of the elements `<t>` in a piece of XML.
fn texts(xml: &str) -> String {
    let runs = xml.split("<t").skip(1).filter(|rest| rest.starts_with(['>', ' ']));
    let words = runs.filter_map(|rest| rest.split_once('>')?.1.split("</t>").next());
    words
        .collect::<String>()
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// The part of a sheet of ours, by its name.
fn part_of(parts: &[(String, Vec<u8>)], name: &str) -> String {
    let book = parts.iter().find(|(part, _)| part == "xl/workbook.xml").unwrap();
    let book = String::from_utf8(book.1.clone()).unwrap();
    let at = book.split("<sheet name=\"").skip(1).position(|rest| rest.starts_with(&format!("{name}\"")));
    format!("xl/worksheets/sheet{}.xml", at.unwrap_or_else(|| panic!("no sheet {name}")) + 1)
}

/// The cells of a sheet of ours by their references, row by row.
pub(crate) fn rows(path: &Path, sheet: &str) -> Rows {
    let parts = parts(path);
    let text = |name: &str| {
        String::from_utf8(parts.iter().find(|(part, _)| part == name).unwrap().1.clone()).unwrap()
    };
    let shared: Vec<String> = text("xl/sharedStrings.xml").split("<si>").skip(1).map(texts).collect();
    let sheet = text(&part_of(&parts, sheet));
    let cell = |cell: &str| {
        let name = cell.split("r=\"").nth(1).unwrap().split('"').next().unwrap();
        let column: String = name.chars().take_while(char::is_ascii_uppercase).collect();
        let value = cell.split("<v>").nth(1).and_then(|rest| rest.split("</v>").next()).unwrap_or_default();
        let value = match value.parse::<usize>() {
            Ok(number) if cell.contains("t=\"s\"") => shared[number].clone(),
            _ => value.to_owned(),
        };
        (column, value)
    };
    let rows = sheet.split("<row ").skip(1).map(|row| row.split("</row>").next().unwrap());
    rows.map(|row| row.split("<c ").skip(1).map(cell).collect()).collect()
}

/// The column under a heading, and the number of the first row below it, from 1.
pub(crate) fn column(rows: &Rows, heading: &str) -> String {
    let mut columns =
        rows.iter().flatten().filter(|(_, text)| *text == heading).map(|(column, _)| column.clone());
    columns.next().unwrap_or_else(|| panic!("no column {heading}"))
}

/// Types texts into empty cells, as somebody at the keyboard does.
pub(crate) fn enter(path: &Path, sheet: &str, cells: &[(String, &str)]) {
    let mut parts = parts(path);
    let name = part_of(&parts, sheet);
    let part = parts.iter_mut().find(|(part, _)| *part == name).unwrap();
    let mut xml = String::from_utf8(part.1.clone()).unwrap();
    for (cell, text) in cells {
        let begin = format!("<c r=\"{cell}\" ");
        let at = xml.find(&begin).unwrap_or_else(|| panic!("no cell {cell}"));
        let end = at + xml[at..].find("/>").unwrap();
        assert!(!xml[at..end].contains('>'), "{cell} is not empty: {}", &xml[at..end]);
        xml.replace_range(end..end + 2, &format!(" t=\"inlineStr\"><is><t>{text}</t></is></c>"));
    }
    part.1 = xml.into_bytes();
    let mut zip = zip::ZipWriter::new(fs::File::create(path).unwrap());
    for (name, bytes) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap();
}
