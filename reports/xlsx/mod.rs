//! The workbook: overview, 新旧対照, links, a list to work through, merged checklists, and the sheet on which pairings are
//! settled. Text of documents is always written as text, never as a formula.

mod sheet;
mod sheets;
mod style;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use self::sheet::Sheet;
use self::style::Styles;
use crate::strings::Arg;
use crate::view::View;
use crate::{OutputFile, ReportError};

/// Draws the workbook.
pub(crate) fn render(view: &View) -> Result<Vec<OutputFile>, ReportError> {
    let bytes = workbook(view).map_err(|error| ReportError::Serialise { detail: error.to_string() })?;
    let name = format!("{}{}.xlsx", view.strings.get("xlsx-name"), view.draft().unwrap_or_default());
    Ok(vec![OutputFile { name, bytes }])
}

fn workbook(view: &View) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // No clock: the date is a fixed one, and the same data gives the same bytes.
    let properties = DocProperties::new()
        .set_title(&view.title)
        .set_author(&view.tool)
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    book.set_properties(&properties);
    let styles = Styles::new();
    sheets::overview(&mut Sheet::new(&mut book, view, &styles, "xlsx-sheet-overview")?)?;
    sheets::comparison(&mut Sheet::new(&mut book, view, &styles, "xlsx-sheet-comparison")?)?;
    sheets::links(&mut Sheet::new(&mut book, view, &styles, "xlsx-sheet-links")?)?;
    sheets::tasks(&mut Sheet::new(&mut book, view, &styles, "xlsx-sheet-tasks")?)?;
    if view.sections.iter().any(|section| section.consolidated) {
        sheets::checklists(&mut Sheet::new(&mut book, view, &styles, "xlsx-sheet-checklists")?)?;
    }
    sheets::confirm(&mut Sheet::new(&mut book, view, &styles, "xlsx-sheet-confirm")?)?;
    book.save_to_buffer()
}

impl View {
    /// The mark of a report whose pairings nobody has checked yet.
    pub(crate) fn draft(&self) -> Option<String> {
        let count = self.overview.review;
        (count > 0).then(|| self.strings.with("docx-draft", &[("count", Arg::Count(count))]))
    }
}
