//! One sheet being written from top to bottom, within Excel's limits.

use kaitei_model::{DiffOp, Side};
use rust_xlsxwriter::{DataValidation, Format, Workbook, Worksheet, XlsxError};

use super::style::Styles;
use crate::view::{Cell, ItemView, Section, View};

/// Excel takes 32,767 UTF-16 units a cell; a little less leaves room for the note.
const CELL_LIMIT: usize = 32_000;
/// Points a line of text takes.
const LINE: f64 = 16.5;
/// Excel takes 1,048,576 rows a sheet.
pub(super) const ROW_LIMIT: u32 = 1_048_570;

/// A sheet, the row that comes next, and what it is drawn from.
pub(super) struct Sheet<'a> {
    pub(super) sheet: &'a mut Worksheet,
    pub(super) view: &'a View,
    pub(super) styles: &'a Styles,
    pub(super) row: u32,
    /// Widths of the columns in half-width characters.
    widths: Vec<f64>,
    /// Lines of text in the highest cell of the row.
    lines: u32,
}

impl<'a> Sheet<'a> {
    /// Opens a sheet with its title; 見本 and 案 stand beside it on the screen and at the head of every printed page.
    pub(super) fn new(
        book: &'a mut Workbook,
        view: &'a View,
        styles: &'a Styles,
        name: &str,
    ) -> Result<Self, XlsxError> {
        let sheet = book.add_worksheet();
        let name = view.strings.get(name);
        sheet.set_name(&name)?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        let head: Vec<String> = std::iter::once(view.title.clone()).chain(view.marks()).collect();
        let head = head.join("　");
        // An ampersand begins a code in headers; Excel takes 255 characters.
        let printed: String = format!("{name}　{head}").replace('&', "&&").chars().take(200).collect();
        sheet.set_header(format!("&R{printed}")).set_footer("&C&P / &N");
        sheet.write_string_with_format(0, 0, limited(&head), &styles.strong)?;
        Ok(Self { sheet, view, styles, row: 1, widths: Vec::new(), lines: 1 })
    }

    pub(super) fn t(&self, id: &str) -> String {
        self.view.strings.get(id)
    }

    /// Writes the header row, with the widths of its columns in characters; it stays in sight, prints on every page and filters.
    pub(super) fn header(&mut self, columns: &[(&str, f64)], rows: u32) -> Result<(), XlsxError> {
        let head = self.row;
        for (column, (name, width)) in (0u16..).zip(columns) {
            self.sheet.write_string_with_format(head, column, *name, &self.styles.head)?;
            self.sheet.set_column_width(column, *width)?;
            self.widths.push(*width);
        }
        self.sheet.set_freeze_panes(head + 1, 0)?;
        self.sheet.set_repeat_rows(head, head)?;
        if let Some(last) = u16::try_from(columns.len()).ok().and_then(|count| count.checked_sub(1)) {
            self.sheet.autofilter(head, 0, head + rows.max(1), last)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Sets the widths of columns in characters, for a sheet that is no single table.
    pub(super) fn columns(&mut self, widths: &[f64]) -> Result<(), XlsxError> {
        for (column, width) in (0u16..).zip(widths) {
            self.sheet.set_column_width(column, *width)?;
        }
        self.widths = widths.to_vec();
        Ok(())
    }

    /// A line over all columns, as high as it needs to be.
    pub(super) fn wide(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        let width: f64 = self.widths.iter().sum();
        self.lines = lines(text, width);
        let last = u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or_default();
        if last > 0 {
            self.sheet.merge_range(self.row, 0, self.row, last, &limited(text), format)?;
        }
        self.next()
    }

    /// What is printed of a table: its columns up to one, on A3 across, as wide as the paper.
    pub(super) fn print(&mut self, rows: usize, last: u16) -> Result<(), XlsxError> {
        const A3: u8 = 8;
        let rows = u32::try_from(rows).unwrap_or(ROW_LIMIT).min(ROW_LIMIT);
        self.sheet.set_paper_size(A3).set_print_area(0, 0, self.row + rows.saturating_sub(1), last)?;
        Ok(())
    }

    /// A list of words to choose from in a column, from a row to the last one written.
    pub(super) fn choices(&mut self, first: u32, column: u16, words: &[&str]) -> Result<(), XlsxError> {
        if self.row > first {
            let words: Vec<String> = words.iter().map(|id| self.t(id)).collect();
            let list = DataValidation::new().allow_list_strings(&words)?;
            self.sheet.add_data_validation(first, column, self.row - 1, column, &list)?;
        }
        Ok(())
    }

    /// Ends the row: high enough for its text, since not every program works that out for itself.
    pub(super) fn next(&mut self) -> Result<(), XlsxError> {
        if !self.widths.is_empty() {
            // Excel's highest row has 409 points.
            self.sheet.set_row_height(self.row, (f64::from(self.lines) * LINE + 3.0).min(409.0))?;
        }
        self.lines = 1;
        self.row += 1;
        Ok(())
    }

    /// Remembers how many lines a text takes in its column.
    fn measure(&mut self, column: u16, text: &str) {
        let Some(width) = self.widths.get(usize::from(column)) else { return };
        self.lines = self.lines.max(lines(text, *width));
    }

    /// Text in a cell of the row.
    pub(super) fn text(&mut self, column: u16, text: &str) -> Result<(), XlsxError> {
        let styles = self.styles;
        self.cell(column, text, &styles.text)
    }

    /// Text in a cell of the row, in a format.
    pub(super) fn cell(&mut self, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.measure(column, text);
        if text.is_empty() {
            self.sheet.write_blank(self.row, column, format)?;
        } else {
            self.sheet.write_string_with_format(self.row, column, limited(text), format)?;
        }
        Ok(())
    }

    /// The wording of cells of one side, changed words underlined.
    pub(super) fn wording(
        &mut self,
        column: u16,
        cells: &[&Cell],
        section: &Section,
    ) -> Result<(), XlsxError> {
        let styles = self.styles;
        let mut parts: Vec<(&Format, String)> = Vec::new();
        for cell in cells {
            if let Some(placeholder) = &cell.placeholder {
                newline(&mut parts, styles);
                parts.push((&styles.keep, placeholder.text.clone()));
                continue;
            }
            for item in &cell.items {
                newline(&mut parts, styles);
                if section.consolidated && cell.side == Side::Old {
                    parts.push((&styles.citation, format!("{}　", item.full)));
                }
                fragments(&mut parts, styles, cell.side, item);
            }
        }
        parts.retain(|(_, text)| !text.is_empty());
        let length: usize = parts.iter().map(|(_, text)| text.encode_utf16().count()).sum();
        if parts.iter().all(|(format, _)| std::ptr::eq(*format, &styles.keep)) || length > CELL_LIMIT {
            let whole: String = parts.into_iter().map(|(_, text)| text).collect();
            return self.text(column, &whole);
        }
        let whole: String = parts.iter().map(|(_, text)| text.as_str()).collect();
        self.measure(column, &whole);
        let parts: Vec<(&Format, &str)> =
            parts.iter().map(|(format, text)| (*format, text.as_str())).collect();
        self.sheet.write_rich_string_with_format(self.row, column, &parts, &styles.text)?;
        Ok(())
    }

    /// Whether another row has room.
    pub(super) fn has_room(&self) -> bool {
        self.row < ROW_LIMIT
    }
}

/// How many lines a text takes in so many half-width characters; at most as many as the highest row shows.
fn lines(text: &str, width: f64) -> u32 {
    let lines: f64 =
        text.split('\n').map(|line| (columns(line) / (width - 1.0).max(1.0)).ceil().max(1.0)).sum();
    (1..=40).find(|count| f64::from(*count) >= lines).unwrap_or(40)
}

/// How many half-width characters wide a line is.
fn columns(line: &str) -> f64 {
    line.chars().map(|c| if u32::from(c) < 0x2E80 && !('①'..='⓿').contains(&c) { 1.0 } else { 2.0 }).sum()
}

fn newline<'s>(parts: &mut Vec<(&'s Format, String)>, styles: &'s Styles) {
    if !parts.is_empty() {
        parts.push((&styles.keep, "\n".to_owned()));
    }
}

fn fragments<'s>(parts: &mut Vec<(&'s Format, String)>, styles: &'s Styles, side: Side, item: &ItemView) {
    let changed = match side {
        Side::Old => &styles.deleted,
        Side::New => &styles.inserted,
    };
    if !item.mark.is_empty() {
        parts.push((if item.mark_changed { changed } else { &styles.keep }, item.mark.clone()));
        parts.push((&styles.keep, "　".to_owned()));
    }
    for segment in &item.segments {
        let format = if segment.op == DiffOp::Keep { &styles.keep } else { changed };
        parts.push((format, segment.text.clone()));
    }
}

/// The text, cut where Excel would refuse it.
fn limited(text: &str) -> String {
    if text.encode_utf16().count() <= CELL_LIMIT {
        return text.to_owned();
    }
    let mut units = 0;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units <= CELL_LIMIT
    });
    let mut out: String = kept.collect();
    out.push_str("…（以下は report.html）");
    out
}
