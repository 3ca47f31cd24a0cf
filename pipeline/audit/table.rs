//! A crosswalk's file as rows of cells: CSV in UTF-8, UTF-16 or CP932, or a workbook's sheets.

use kaitei_model::{Code, Diagnostic};
use kaitei_read::workbook::{self, ReadOptions, Sheet, Visibility};

use crate::SourceFile;

/// More rows or columns than this hold no crosswalk.
const MOST_ROWS: usize = 100_000;
const MOST_COLUMNS: usize = 200;

/// Rows of cells; the first row is 1 for people.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// The sheet's name; empty for CSV.
    pub(super) sheet: String,
    /// Cells by row, merged ones filled with their content.
    pub(super) rows: Vec<Vec<String>>,
}

/// The tables of a file: one of a CSV file, one a visible sheet of a workbook.
///
/// # Errors
/// Where the file can be read as neither.
pub(super) fn tables(file: &SourceFile) -> Result<Vec<Table>, Box<Diagnostic>> {
    if file.bytes.starts_with(b"PK") || file.bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        let book = workbook::read(&file.bytes, &ReadOptions::default())
            .map_err(|error| Box::new((*error).in_document(&file.name)))?;
        let visible = book.sheets.iter().filter(|sheet| sheet.visibility == Visibility::Visible);
        return Ok(visible.map(sheet).collect());
    }
    let text = decode(&file.bytes).ok_or_else(|| {
        Box::new(Diagnostic::new(
            Code::FileMalformed,
            [
                ("path", file.name.as_str()),
                ("detail", "UTF-8 でもシフトJISでもありません"),
                ("detail-en", "this is neither UTF-8 nor Shift_JIS"),
            ],
        ))
    })?;
    let malformed = |error: &csv::Error| {
        let line = error.position().map_or(0, csv::Position::line).to_string();
        let args = [
            ("path", file.name.clone()),
            ("detail", format!("{line}行目: CSVとして読めません")),
            ("detail-en", format!("line {line}: this is no CSV")),
        ];
        Box::new(Diagnostic::new(Code::FileMalformed, args))
    };
    let mut table = Table::default();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    for record in reader.records().take(MOST_ROWS) {
        let record = record.map_err(|error| malformed(&error))?;
        table.rows.push(record.iter().take(MOST_COLUMNS).map(ToOwned::to_owned).collect());
    }
    Ok(vec![table])
}

/// The text of a CSV file: by its byte order mark, as UTF-8, or as what Excel writes in Japan (CP932).
fn decode(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return Some(encoding.decode(bytes).0.into_owned());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.to_owned());
    }
    let (text, _, damaged) = encoding_rs::SHIFT_JIS.decode(bytes);
    (!damaged).then(|| text.into_owned())
}

/// Comma, tab or semicolon: the one that the first line holds most.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |c: char| first.matches(c).count();
    if count('\t') > count(',') {
        b'\t'
    } else if count(';') > count(',') {
        b';'
    } else {
        b','
    }
}

/// A sheet's cells; what is merged stands in each of its cells.
fn sheet(sheet: &Sheet) -> Table {
    let mut table = Table { sheet: sheet.name.clone(), rows: Vec::new() };
    let mut put = |row: u32, column: u32, text: &str| {
        let (Ok(row), Ok(column)) = (usize::try_from(row), usize::try_from(column)) else { return };
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return;
        }
        if table.rows.len() <= row {
            table.rows.resize(row + 1, Vec::new());
        }
        let cells = &mut table.rows[row];
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        text.clone_into(&mut cells[column]);
    };
    for cell in &sheet.cells {
        let merged = sheet.merges.iter().find(|m| (m.top, m.left) == (cell.row, cell.column));
        let (bottom, right) = merged.map_or((cell.row, cell.column), |m| (m.bottom, m.right));
        let (bottom, right) = (bottom.min(cell.row + 2000), right.min(cell.column + 200));
        for row in cell.row..=bottom {
            for column in cell.column..=right {
                put(row, column, &cell.text);
            }
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::tables;
    use crate::SourceFile;

    fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        tables(&SourceFile { name: "x.csv".to_owned(), bytes: bytes.to_vec() }).unwrap().remove(0).rows
    }

    #[test]
    fn every_way_in_which_excel_saves_a_csv() {
        let text = "改定前,改定後\n\"14.⑥\n⑦\",\"9.\"\"①\"\"\"\n";
        let wanted = vec![vec!["改定前", "改定後"], vec!["14.⑥\n⑦", "9.\"①\""]];
        assert_eq!(rows(text.as_bytes()), wanted);
        assert_eq!(rows(format!("\u{feff}{text}").as_bytes()), wanted);
        assert_eq!(rows(&encoding_rs::SHIFT_JIS.encode(text).0), wanted);
        let wide: Vec<u8> = format!("\u{feff}{}", text.replace(',', "\t"))
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(rows(&wide), wanted);
    }
}
