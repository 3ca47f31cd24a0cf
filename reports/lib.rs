//! A ChangeSet in, the reports that people circulate out. Nothing in a report that the data does not hold.
//!
//! [`render`] turns a [`ChangeSet`] into the bytes of one format. Every format is drawn from one view model
//! (`view`): rows grouped by document and chapter, runs of equal items folded, citations and remarks in words.
//! There is no clock, no file system and no map order here: the same data gives the same bytes.

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
    match format {
        Format::Json => json::render(changes),
        Format::Junit => Ok(junit::render(&view::View::new(changes, options))),
        Format::Sarif => sarif::render(changes, &view::View::new(changes, options)),
        Format::Html => html::render(changes, &view::View::new(changes, options)),
        Format::Csv => Ok(csv::render(&view::View::new(changes, options), options.scope)),
        Format::DocxTable => docx::table(&view::View::new(changes, options), options),
        Format::DocxTracked => docx::tracked(changes, &view::View::new(changes, options)),
        Format::DocxNotice => docx::notice(changes, &view::View::new(changes, options), options),
        Format::Xlsx => xlsx::render(&view::View::new(changes, options)),
        Format::Markdown => Ok(markdown::render(&view::View::new(changes, options), options.scope)),
    }
}
