//! Sheets -> items.

use kaitei_model::{Diagnostic, DocumentKind, Item};
use kaitei_read::workbook::Workbook;

/// A workbook's items; ids and document id are given by the caller, parents are indices into `items`.
#[derive(Clone, Debug, Default)]
pub(crate) struct SheetReading {
    pub(crate) title: String,
    pub(crate) short: String,
    pub(crate) edition: String,
    pub(crate) kind: DocumentKind,
    pub(crate) audience: Vec<String>,
    pub(crate) specimen: bool,
    /// Number of sheets read.
    pub(crate) sheets: u32,
    pub(crate) items: Vec<Item>,
    pub(crate) parents: Vec<Option<usize>>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// The words by which columns and titles are recognised (`rules/sheet.toml`).
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {}

impl Vocabulary {
    /// Reads the rule file.
    pub(crate) fn parse(_toml: &str) -> Result<Self, toml::de::Error> {
        Ok(Self {})
    }
}

/// Finds the items of a workbook.
pub(crate) fn items(_workbook: &Workbook, _hidden: bool, _vocabulary: &Vocabulary) -> SheetReading {
    SheetReading::default()
}
