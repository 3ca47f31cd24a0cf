//! SpreadsheetML (ECMA-376) -> sheets of cells with runs, merges, visibility, shapes, comments.

mod book;
mod comments;
mod controls;
mod drawing;
mod format;
mod limits;
mod merges;
mod model;
mod package;
mod refs;
mod sheet;
mod strings;
mod styles;
#[cfg(test)]
mod testkit;
#[cfg(test)]
mod tests;
mod text;
mod theme;
mod value;
mod xml;

use kaitei_model::{Code, Diagnostic};

pub use limits::ReadOptions;
pub use model::{
    Block, Cell, CellKind, Checkbox, Choice, Comment, Range, Sheet, TextRun, Visibility, Workbook,
};
pub use refs::{MAX_COLUMNS, MAX_ROWS, column_name};
pub use text::text;

use limits::Fault;

/// Reads a workbook (`.xlsx`, `.xlsm`; transitional or strict).
///
/// Hidden sheets, rows and columns are read and marked; struck-out text is left out of `text` and kept in `runs`; furigana
/// is dropped; numbers, dates and saved results of formulas are as Excel shows them.
///
/// # Errors
///
/// [`Code::OldExcel`] for `.xls` and encrypted workbooks, [`Code::OtherSpreadsheet`] for `.xlsb` and `.ods`,
/// [`Code::NotAWorkbook`] for other zips, [`Code::NotReadable`] for what is no zip, [`Code::WorkbookDamaged`] where the
/// zip, the workbook part, the shared strings or a sheet cannot be read, [`Code::LimitReached`] where a bound of
/// `options` is passed. Damage to other parts (styles, drawings, comments) is noted in the workbook's diagnostics.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Workbook, Box<Diagnostic>> {
    match bytes {
        // A compound file: binary workbooks since Excel 5, and anything encrypted.
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(Box::new(Fault::Old.into_diagnostic())),
        // A bare BIFF stream: Excel 2 to 4.
        [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06, 0x00, ..] => Err(Box::new(Fault::Old.into_diagnostic())),
        [b'P', b'K', ..] => book::read(bytes, options).map_err(|fault| Box::new(fault.into_diagnostic())),
        _ => {
            let start = bytes.iter().take(16).copied();
            let found: String =
                start.map(|b| if b.is_ascii_graphic() { char::from(b) } else { '.' }).collect();
            Err(Box::new(Diagnostic::new(Code::NotReadable, [("found", found)])))
        }
    }
}
