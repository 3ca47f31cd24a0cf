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
}

/// Ids of formats that stand in the contract and are not written yet.
const PLANNED: [&str; 8] =
    ["docx", "docx-table", "docx-tracked", "docx-notice", "xlsx", "csv", "junit", "sarif"];

impl Format {
    /// Every format that this version can write.
    pub const ALL: [Self; 3] = [Self::Json, Self::Html, Self::Markdown];

    /// The id in options.
    pub fn id(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Html => "html",
            Self::Markdown => "md",
        }
    }

    /// Reads a list such as `html,md`. Repeats are dropped; the order is the one given.
    ///
    /// # Errors
    /// [`ReportError::UnknownFormat`] or [`ReportError::FormatNotAvailable`] for the first id that cannot be written.
    pub fn parse_list(list: &str) -> Result<Vec<Self>, ReportError> {
        let mut formats = Vec::new();
        for id in list.split(',').map(str::trim).filter(|id| !id.is_empty()) {
            let format: Self = id.parse()?;
            if !formats.contains(&format) {
                formats.push(format);
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
        if let Some(format) = Self::ALL.into_iter().find(|format| format.id() == id) {
            return Ok(format);
        }
        let id = id.to_owned();
        Err(if PLANNED.contains(&id.as_str()) {
            ReportError::FormatNotAvailable { id }
        } else {
            ReportError::UnknownFormat { id }
        })
    }
}
