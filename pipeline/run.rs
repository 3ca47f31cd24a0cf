//! The pipeline's entry points.

use kaitei_model::{ChangeSet, Diagnostic, Document, Item};

use crate::{EditionInput, Progress, SourceFile, rules::Rules};

/// What shapes the reading and the comparison.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The rules in force.
    pub rules: Rules,
    /// Passwords to try on protected PDFs.
    pub passwords: Vec<String>,
    /// Read hidden sheets, rows and columns too.
    pub hidden: bool,
    /// Leave out files that cannot be read, with a diagnostic, instead of failing.
    pub keep_going: bool,
}

/// One document's items.
#[derive(Clone, Debug, Default)]
pub struct DocumentItems {
    /// The document.
    pub document: Document,
    /// Its items, in document order.
    pub items: Vec<Item>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads one file and finds its items.
///
/// # Errors
/// A diagnostic of severity error where the file cannot be read.
pub fn extract(file: &SourceFile, options: &Options) -> Result<DocumentItems, Box<Diagnostic>> {
    let _ = (file, options);
    Ok(DocumentItems::default())
}

/// The whole text of a file in reading order, a form feed between pages; of a workbook, the visible cells row by row.
/// With `body`, running headers, page numbers and watermarks are left out.
///
/// # Errors
/// A diagnostic of severity error where the file cannot be read.
pub fn text(file: &SourceFile, body: bool, options: &Options) -> Result<(String, Vec<Diagnostic>), Box<Diagnostic>> {
    let _ = (file, body, options);
    Ok((String::new(), Vec::new()))
}

/// Compares two editions.
///
/// # Errors
/// Every file that cannot be read (unless [`Options::keep_going`]), and whatever else prevents a comparison.
pub fn diff(
    old: EditionInput,
    new: EditionInput,
    options: &Options,
    progress: &dyn Progress,
) -> Result<ChangeSet, Vec<Diagnostic>> {
    let _ = (old, new, options, progress);
    Err(Vec::new())
}
