//! The formats by their ids, and the names of the files they make.

use std::fmt;
use std::str::FromStr;

use crate::ReportError;

/// A format that a report can be drawn in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// The data itself: `changes.json`.
    Json,
    /// One self-contained page: `report.html`.
    Html,
    /// For pull requests and chat: `report.md`.
    Markdown,
    /// The 新旧対照表 as a Word document.
    DocxTable,
    /// 見え消し: the old text with tracked changes that lead to the new one.
    DocxTracked,
    /// 周知文案: a covering letter with the points of the revision and an extract of the table, and the same as plain text.
    DocxNotice,
    /// The workbook for working through the changes and for settling pairings.
    Xlsx,
    /// One row a change: `changes.csv`.
    Csv,
    /// For test runners: `report.junit.xml`.
    Junit,
    /// For code hosting services: `report.sarif`.
    Sarif,
}

/// Every Word document, by one name.
const WORD: [Format; 3] = [Format::DocxTable, Format::DocxTracked, Format::DocxNotice];

impl Format {
    /// Every format that this version can write.
    pub const ALL: [Self; 10] = [
        Self::Json,
        Self::Html,
        Self::Markdown,
        Self::DocxTable,
        Self::DocxTracked,
        Self::DocxNotice,
        Self::Xlsx,
        Self::Csv,
        Self::Junit,
        Self::Sarif,
    ];

    /// The id in options.
    pub fn id(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::DocxTable => "docx-table",
            Self::DocxTracked => "docx-tracked",
            Self::DocxNotice => "docx-notice",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Junit => "junit",
            Self::Sarif => "sarif",
        }
    }

    /// Reads a list such as `html,md`. Repeats are dropped; the order is the one given. `docx` stands for every Word
    /// document.
    ///
    /// # Errors
    /// [`ReportError::UnknownFormat`] for the first id that cannot be written.
    pub fn parse_list(list: &str) -> Result<Vec<Self>, ReportError> {
        let mut formats = Vec::new();
        for id in list.split(',').map(str::trim).filter(|id| !id.is_empty()) {
            let named = match id {
                "docx" => WORD.to_vec(),
                _ => vec![id.parse()?],
            };
            for format in named {
                if !formats.contains(&format) {
                    formats.push(format);
                }
            }
        }
        Ok(formats)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Format {
    type Err = ReportError;

    fn from_str(id: &str) -> Result<Self, ReportError> {
        let known = Self::ALL.into_iter().find(|format| format.id() == id);
        known.ok_or_else(|| ReportError::UnknownFormat { id: id.to_owned() })
    }
}
