//! The workbook: overview, 新旧対照, links, a list to work through, merged checklists, and the sheet on which pairings are
//! settled. Text of documents is always written as text, never as a formula.

mod carry;
mod confirm;
mod sheet;
mod sheets;
mod style;
mod tasks;

use kaitei_model::Task;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

pub(crate) use self::carry::Carried;
use self::sheet::Sheet;
use self::style::Styles;
use crate::view::View;
use crate::{OutputFile, ReportError};

/// Brings what people entered before to the rows of the sheet 取組状況.
pub(crate) fn carried<'a>(view: &View, entered: &'a [Task]) -> Carried<'a> {
    let rows: Vec<_> = tasks::rows(view).into_iter().map(|(_, row)| row).collect();
    Carried::new(entered, &rows, view)
}

/// Draws the workbook.
pub(crate) fn render(view: &View, entered: &[Task]) -> Result<Vec<OutputFile>, ReportError> {
    let bytes =
        workbook(view, entered).map_err(|error| ReportError::Serialise { detail: error.to_string() })?;
    let name = format!("{}{}.xlsx", view.strings.get("xlsx-name"), view.draft().unwrap_or_default());
    Ok(vec![OutputFile { name, bytes }])
}

fn workbook(view: &View, entered: &[Task]) -> Result<Vec<u8>, XlsxError> {
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
    let carried = (!entered.is_empty()).then(|| carried(view, entered));
    tasks::tasks(&mut Sheet::new(&mut book, view, &styles, "xlsx-sheet-tasks")?, carried.as_ref())?;
    if let Some(carried) = carried.filter(|carried| !carried.left.is_empty()) {
        tasks::left(&mut Sheet::new(&mut book, view, &styles, "xlsx-sheet-left")?, &carried)?;
    }
    if view.sections.iter().any(|section| section.consolidated) {
        sheets::checklists(&mut Sheet::new(&mut book, view, &styles, "xlsx-sheet-checklists")?)?;
    }
    confirm::confirm(&mut Sheet::new(&mut book, view, &styles, "xlsx-sheet-confirm")?)?;
    book.save_to_buffer()
}
