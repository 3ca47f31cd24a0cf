//! A ChangeSet in, the reports that people circulate out. Nothing in a report that the data does not hold.
//!
//! [`render`] turns a [`ChangeSet`] into the bytes of one format. Every format is drawn from one view model
//! (`view`): rows grouped by document and chapter, runs of equal items folded, citations and remarks in words.
//! There is no clock, no file system and no map order here: the same data gives the same bytes.

mod archive;
pub mod check;
mod clean;
mod csv;
mod docx;
mod error;
mod format;
mod html;
mod json;
mod junit;
mod letter;
mod markdown;
mod options;
mod sarif;
mod strings;
mod summary;
mod view;
mod xlsx;

#[cfg(test)]
mod tests;

use kaitei_model::ChangeSet;

pub use error::ReportError;
pub use format::Format;
pub use letter::{Letter, LetterError, Link};
pub use options::{Lang, OutputFile, ReportOptions, Scope, Sides, TableStyle};
pub use summary::summary;

/// Draws one report.
///
/// # Errors
/// [`ReportError::Serialise`] where the data cannot be written in the format, which no `ChangeSet` of ours causes.
pub fn render(
    changes: &ChangeSet,
    format: Format,
    options: &ReportOptions,
) -> Result<Vec<OutputFile>, ReportError> {
    let mut files = match format {
        Format::Json => json::render(changes),
        Format::Junit => Ok(junit::render(&view::View::new(changes, options))),
        Format::Sarif => sarif::render(changes, &view::View::new(changes, options)),
        Format::Html => html::render(changes, &view::View::new(changes, options)),
        Format::Csv => Ok(csv::render(&view::View::new(changes, options), options.scope)),
        Format::DocxTable => docx::table(&view::View::new(changes, options), options),
        Format::DocxTracked => docx::tracked(changes, &view::View::new(changes, options)),
        Format::DocxNotice => docx::notice(changes, &view::View::new(changes, options), options),
        Format::Xlsx => xlsx::render(&view::View::new(changes, options), &options.carried),
        Format::Markdown => Ok(markdown::render(&view::View::new(changes, options), options.scope)),
    }?;
    for file in &mut files {
        archive::made_on_unix(&mut file.bytes);
    }
    Ok(files)
}

/// What becomes of the entries of [`ReportOptions::carried`] in the new workbook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CarriedOver {
    /// Entries that stand in a row of the new workbook.
    pub taken: usize,
    /// Those among them whose change has another text or another citation now.
    pub changed: usize,
    /// Entries that no row takes.
    pub left: usize,
}

/// Tells what becomes of the entries of an earlier workbook.
pub fn carried_over(changes: &ChangeSet, options: &ReportOptions) -> CarriedOver {
    let (taken, changed, left) = xlsx::carried(&view::View::new(changes, options), &options.carried).counts();
    CarriedOver { taken, changed, left }
}

/// How many changes rest on a pairing that is not sure and that nobody has settled. Reports of such a comparison are drafts.
pub fn unsettled(changes: &ChangeSet) -> usize {
    changes.changes.iter().filter(|change| view::is_open(change)).count()
}
