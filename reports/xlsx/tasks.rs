//! 取組状況: the changes of substance to requirements and whatever is important, with room to plan what to do; and what of an earlier
//! workbook could not be taken over.

use kaitei_model::{Side, Task};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, XlsxError,
};

use super::carry::{Carried, date};
use super::sheet::Sheet;
use super::sheets::{changes, list, side, significance};
use crate::view::{Row, Section, View};

/// The columns of ours; those that are filled in begin at [`ENTRIES`].
const HEADS: [(&str, f64); 15] = [
    ("xlsx-change-id", 15.0),
    ("csv-significance", 9.0),
    ("csv-new-citation", 20.0),
    ("csv-new-text", 46.0),
    ("csv-old-citation", 20.0),
    ("csv-old-text", 46.0),
    ("csv-kind", 9.0),
    ("csv-aspects", 20.0),
    ("csv-remarks", 18.0),
    ("xlsx-need", 12.0),
    ("xlsx-work", 32.0),
    ("xlsx-owner", 12.0),
    ("xlsx-due", 12.0),
    ("xlsx-state", 10.0),
    ("xlsx-memo", 24.0),
];
const ENTRIES: u16 = 9;
const DUE: u16 = 12;
const STATE: u16 = 13;
/// Hidden: what the texts of the change are known by.
const FINGERPRINT: u16 = 15;
/// Whether something was taken over; then the columns that somebody added.
const CARRIED: u16 = 16;

/// The changes that the sheet lists.
pub(crate) fn rows(view: &View) -> Vec<(&Section, &Row)> {
    changes(view)
        .into_iter()
        .filter(|(_, _, row)| row.substantive && (row.requirement || row.significance.id == "high"))
        .map(|(section, _, row)| (section, row))
        .collect()
}

/// Writes the sheet.
pub(super) fn tasks(sheet: &mut Sheet<'_>, carried: Option<&Carried<'_>>) -> Result<(), XlsxError> {
    let rows = rows(sheet.view);
    let mut heads: Vec<(String, f64)> = HEADS.iter().map(|(id, width)| (sheet.t(id), *width)).collect();
    heads.push((sheet.t("xlsx-fingerprint"), 15.0));
    if let Some(carried) = carried {
        heads.push((sheet.t("xlsx-carried"), 22.0));
        heads.extend(carried.more.iter().map(|name| ((*name).to_owned(), 18.0)));
    }
    let texts: Vec<(&str, f64)> = heads.iter().map(|(name, width)| (name.as_str(), *width)).collect();
    sheet.header(&texts, u32::try_from(rows.len()).unwrap_or(u32::MAX))?;
    sheet.print(rows.len(), FINGERPRINT - 1)?;
    let first = sheet.row;
    let styles = sheet.styles;
    for (number, (section, row)) in rows.into_iter().enumerate() {
        if !sheet.has_room() {
            break;
        }
        sheet.text(0, &row.id)?;
        significance(sheet, 1, row)?;
        sheet.text(2, &row.citations(Side::New))?;
        sheet.wording(3, &side(row, Side::New), section)?;
        sheet.text(4, &row.citations(Side::Old))?;
        sheet.wording(5, &side(row, Side::Old), section)?;
        sheet.text(6, &row.kind.text)?;
        sheet.text(7, &list(sheet, &row.aspects))?;
        sheet.text(8, &row.remarks.join("\n"))?;
        let taken = carried.and_then(|carried| carried.of(number));
        entries(sheet, ENTRIES, taken.map(|(task, _)| task))?;
        sheet.cell(FINGERPRINT, &row.fingerprint, &styles.plain)?;
        if let Some(carried) = carried {
            let note = taken.map(|(_, note)| sheet.t(note.unwrap_or("xlsx-carried-as-it-was")));
            sheet.text(CARRIED, &note.unwrap_or_default())?;
            more(sheet, CARRIED + 1, &carried.more, taken.map(|(task, _)| task))?;
        }
        sheet.next()?;
    }
    sheet.sheet.set_column_hidden(FINGERPRINT)?;
    sheet.choices(first, ENTRIES, &["xlsx-need-yes", "xlsx-need-no", "xlsx-need-open"])?;
    sheet.choices(
        first,
        STATE,
        &["xlsx-state-none", "xlsx-state-doing", "xlsx-state-done", "xlsx-state-out"],
    )?;
    if sheet.row > first {
        // A warning, not a bar: 「年度内」 may be all that is known.
        let dates = DataValidation::new()
            .allow_date(DataValidationRule::GreaterThanOrEqualTo(ExcelDateTime::from_ymd(2000, 1, 1)?))
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_message(sheet.t("xlsx-due-error"))?;
        sheet.sheet.add_data_validation(first, DUE, sheet.row - 1, DUE, &dates)?;
    }
    Ok(())
}

/// 引継ぎ不可: the entries that no row takes, each with the reason.
pub(super) fn left(sheet: &mut Sheet<'_>, carried: &Carried<'_>) -> Result<(), XlsxError> {
    let ids = [
        ("xlsx-left-reason", 40.0),
        ("xlsx-change-id", 15.0),
        ("csv-new-citation", 22.0),
        ("csv-old-citation", 22.0),
        ("xlsx-need", 12.0),
        ("xlsx-work", 32.0),
        ("xlsx-owner", 12.0),
        ("xlsx-due", 12.0),
        ("xlsx-state", 10.0),
        ("xlsx-memo", 24.0),
        ("xlsx-fingerprint", 15.0),
    ];
    const FIRST: u16 = 4;
    const HIDDEN: u16 = 10;
    let mut heads: Vec<(String, f64)> = ids.iter().map(|(id, width)| (sheet.t(id), *width)).collect();
    heads.extend(carried.more.iter().map(|name| ((*name).to_owned(), 18.0)));
    let texts: Vec<(&str, f64)> = heads.iter().map(|(name, width)| (name.as_str(), *width)).collect();
    sheet.header(&texts, u32::try_from(carried.left.len()).unwrap_or(u32::MAX))?;
    let styles = sheet.styles;
    for (task, reason) in &carried.left {
        let reason = sheet.t(reason);
        for (column, text) in (0u16..).zip([&reason, &task.change, &task.new, &task.old]) {
            sheet.text(column, text)?;
        }
        entries(sheet, FIRST, Some(task))?;
        sheet.cell(HIDDEN, &task.fingerprint, &styles.plain)?;
        more(sheet, HIDDEN + 1, &carried.more, Some(task))?;
        sheet.next()?;
    }
    sheet.sheet.set_column_hidden(HIDDEN)?;
    Ok(())
}

/// The six cells to be filled in, with what was entered before.
fn entries(sheet: &mut Sheet<'_>, first: u16, task: Option<&Task>) -> Result<(), XlsxError> {
    const DUE_AMONG: u16 = DUE - ENTRIES;
    let styles = sheet.styles;
    let texts = task.map(|task| task.entries.all()).unwrap_or_default();
    for (column, text) in (0u16..).zip(texts) {
        let day = if column == DUE_AMONG { date(text) } else { None };
        // What is no day of the calendar after all (2026/2/31) stays the text that it is.
        let day = day.and_then(|(year, month, day)| ExcelDateTime::from_ymd(year, month, day).ok());
        match day {
            Some(day) => {
                sheet.sheet.write_datetime_with_format(sheet.row, first + column, &day, &styles.date)?;
            }
            None => {
                let format = if column == DUE_AMONG { &styles.date } else { &styles.input };
                sheet.cell(first + column, text, format)?;
            }
        }
    }
    Ok(())
}

/// The columns that somebody added.
fn more(sheet: &mut Sheet<'_>, first: u16, names: &[&str], task: Option<&Task>) -> Result<(), XlsxError> {
    let styles = sheet.styles;
    for (column, name) in (first..).zip(names) {
        let texts: Vec<&str> = task
            .into_iter()
            .flat_map(|task| &task.more)
            .filter(|(known, _)| known == name)
            .map(|(_, text)| text.as_str())
            .collect();
        sheet.cell(column, &texts.join("\n"), &styles.input)?;
    }
    Ok(())
}
