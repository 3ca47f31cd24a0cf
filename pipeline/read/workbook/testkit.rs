//! Small workbooks for tests, zipped on the spot.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Parts by name; later ones with the same name replace earlier ones.
#[derive(Clone, Debug, Default)]
pub(super) struct Kit {
    pub(super) parts: Vec<(String, Vec<u8>)>,
}

impl Kit {
    /// A workbook with one sheet 「表」 whose part has that content inside `worksheet`.
    pub(super) fn sheet(content: &str) -> Self {
        Self::sheets(&[("表", "", content)])
    }

    /// Sheets by name, extra attributes and content.
    pub(super) fn sheets(sheets: &[(&str, &str, &str)]) -> Self {
        let mut entries = String::new();
        let mut relations = String::new();
        let mut kit = Self::default();
        for (at, (name, attributes, content)) in sheets.iter().enumerate() {
            let id = at + 1;
            entries.push_str(&format!(
                "<sheet name=\"{name}\" sheetId=\"{id}\" r:id=\"rId{id}\" {attributes}/>"
            ));
            relations.push_str(&relation(
                &format!("rId{id}"),
                "worksheet",
                &format!("worksheets/sheet{id}.xml"),
            ));
            kit = kit.with(
                &format!("xl/worksheets/sheet{id}.xml"),
                &format!("<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{LINKS}\">{content}</worksheet>"),
            );
        }
        relations.push_str(&relation("rIdS", "sharedStrings", "sharedStrings.xml"));
        relations.push_str(&relation("rIdY", "styles", "styles.xml"));
        kit.with("[Content_Types].xml", "<Types/>")
            .with(
                "_rels/.rels",
                &format!(
                    "<Relationships>{}</Relationships>",
                    relation("rId1", "officeDocument", "xl/workbook.xml")
                ),
            )
            .with("xl/_rels/workbook.xml.rels", &format!("<Relationships>{relations}</Relationships>"))
            .with(
                "xl/workbook.xml",
                &format!(
                    "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{LINKS}\"><sheets>{entries}</sheets></workbook>"
                ),
            )
    }

    /// The same with that part.
    pub(super) fn with(mut self, name: &str, content: &str) -> Self {
        self.parts.retain(|(known, _)| known != name);
        self.parts.push((name.to_owned(), content.as_bytes().to_vec()));
        self
    }

    /// The same with the shared strings, each the inside of an `si`.
    pub(super) fn strings(self, strings: &[&str]) -> Self {
        let strings: String = strings.iter().map(|string| format!("<si>{string}</si>")).collect();
        self.with("xl/sharedStrings.xml", &format!("<sst xmlns=\"{MAIN}\">{strings}</sst>"))
    }

    /// The same with relationships of the first sheet: kind and target.
    pub(super) fn links(self, links: &[(&str, &str)]) -> Self {
        let links: String = links
            .iter()
            .enumerate()
            .map(|(at, (kind, target))| relation(&format!("rId{}", at + 1), kind, target))
            .collect();
        self.with("xl/worksheets/_rels/sheet1.xml.rels", &format!("<Relationships>{links}</Relationships>"))
    }

    /// The file.
    pub(super) fn zip(&self) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.parts {
            writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// Read with the default bounds.
    pub(super) fn read(&self) -> Result<super::Workbook, Box<kaitei_model::Diagnostic>> {
        super::read(&self.zip(), &super::ReadOptions::default())
    }
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{LINKS}/{kind}\" Target=\"{target}\"/>")
}
