//! A ChangeSet in, the reports that people circulate out. Nothing in a report that the data does not hold.
//!
//! [`Reports`] turns a [`ChangeSet`] into the bytes of the formats. Every format is drawn from one view model
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
mod parallel;
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

/// A comparison made ready for drawing: what all formats show is worked out once. May be shared by threads.
pub struct Reports<'a> {
    changes: &'a ChangeSet,
    options: &'a ReportOptions,
    view: view::View,
}

impl<'a> Reports<'a> {
    /// Works out what the reports show.
    #[must_use]
    pub fn new(changes: &'a ChangeSet, options: &'a ReportOptions) -> Self {
        Self { changes, options, view: view::View::new(changes, options) }
    }

    /// Draws one report.
    ///
    /// # Errors
    /// [`ReportError::Serialise`] where the data cannot be written in the format, which no `ChangeSet` of ours causes.
    pub fn render(&self, format: Format) -> Result<Vec<OutputFile>, ReportError> {
        let Self { changes, options, view } = self;
        let mut files = match format {
            Format::Json => json::render(changes),
            Format::Junit => Ok(junit::render(view)),
            Format::Sarif => sarif::render(changes, view),
            Format::Html => html::render(changes, view),
            Format::Csv => Ok(csv::render(view, options.scope)),
            Format::DocxTable => docx::table(view, options),
            Format::DocxTracked => docx::tracked(changes, view),
            Format::DocxNotice => docx::notice(changes, view, options),
            Format::Xlsx => xlsx::render(view, &options.carried),
            Format::Markdown => Ok(markdown::render(view, options.scope)),
        }?;
        for file in &mut files {
            archive::made_on_unix(&mut file.bytes);
        }
        Ok(files)
    }

    /// Draws several reports, side by side where threads are allowed; the files in the order of the formats.
    ///
    /// # Errors
    /// As [`Reports::render`].
    pub fn render_all(&self, formats: &[Format]) -> Result<Vec<OutputFile>, ReportError> {
        let drawn: Result<Vec<_>, _> =
            parallel::map(formats, |format| self.render(*format)).into_iter().collect();
        Ok(drawn?.into_iter().flatten().collect())
    }

    /// What changed and what matters, in at most 20 lines of plain text without colours or control characters: for a terminal.
    #[must_use]
    pub fn summary(&self) -> String {
        summary::summary(&self.view)
    }

    /// Tells what becomes of the entries of an earlier workbook ([`ReportOptions::carried`]).
    #[must_use]
    pub fn carried_over(&self) -> CarriedOver {
        let (taken, changed, left) = xlsx::carried(&self.view, &self.options.carried).counts();
        CarriedOver { taken, changed, left }
    }
}

/// Draws one report, where no other is wanted.
///
/// # Errors
/// As [`Reports::render`].
pub fn render(
    changes: &ChangeSet,
    format: Format,
    options: &ReportOptions,
) -> Result<Vec<OutputFile>, ReportError> {
    Reports::new(changes, options).render(format)
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

/// How many changes rest on a pairing that is not sure and that nobody has settled. Reports of such a comparison are drafts.
pub fn unsettled(changes: &ChangeSet) -> usize {
    changes.changes.iter().filter(|change| view::is_open(change)).count()
}
