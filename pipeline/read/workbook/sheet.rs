//! One worksheet part: cells, merges, what is hidden, filters, lists to choose from.

use std::collections::BTreeMap;

use super::limits::{Budget, Fault};
use super::merges;
use super::refs::{self, MAX_COLUMNS, MAX_ROWS};
use super::strings::RichText;
use super::styles::Styles;
use super::theme::Theme;
use super::value::{Raw, Value};
use super::xml::{Node, Tag, Xml};
use super::{Cell, Choice, Range, Sheet};

/// What the cells of a workbook refer to.
pub(super) struct Context<'a> {
    pub(super) strings: &'a [RichText],
    pub(super) styles: &'a Styles,
    pub(super) theme: &'a Theme,
    pub(super) epoch_1904: bool,
}

/// What a worksheet part gives beside the sheet itself.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// Merged ranges that overlap others.
    pub(super) overlaps: Vec<Range>,
    /// Cells with a formula whose result was not saved.
    pub(super) uncalculated: Vec<(u32, u32)>,
}

/// Reads the part into `sheet`.
pub(super) fn read(
    text: &str,
    context: &Context<'_>,
    budget: &mut Budget,
    sheet: &mut Sheet,
) -> Result<Findings, Fault> {
    let mut xml = Xml::new(text, budget.max_depth());
    let mut findings = Findings::default();
    let mut cells: BTreeMap<(u32, u32), Cell> = BTreeMap::new();
    let mut merged = Vec::new();
    let mut rows = Rows::default();
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                "row" => rows.start(&tag, sheet)?,
                "c" => {
                    let (row, column) = rows.place(&tag)?;
                    let raw = Raw::read(&mut xml, &tag, context.theme)?;
                    let value = Value::new(&raw, context)?;
                    if raw.formula && value.is_empty() && !raw.has_value {
                        findings.uncalculated.push((row, column));
                    }
                    if value.is_empty() {
                        continue;
                    }
                    budget.take_cell()?;
                    budget.take_text(value.len())?;
                    if let Some(checked) = value.checkbox {
                        sheet.checkboxes.push(super::Checkbox { row, column, checked, ..Default::default() });
                    }
                    cells.insert((row, column), value.into_cell(row, column, raw.formula));
                }
                "col" => hidden_columns(&tag, sheet)?,
                "mergeCell" => {
                    budget.take_merge()?;
                    if let Some(range) = tag.attr("ref")?.as_deref().and_then(refs::range) {
                        merged.push(range);
                    }
                }
                "autoFilter" => sheet.filters.extend(tag.attr("ref")?.as_deref().and_then(refs::range)),
                "dataValidation" => choice(&mut xml, &tag, sheet)?,
                // A view of its own with other merges would count twice.
                "customSheetViews" => xml.skip()?,
                _ => {}
            },
            Node::Eof => break,
            _ => {}
        }
    }
    (sheet.merges, findings.overlaps) = merges::settle(merged);
    sheet.cells = merges::drop_covered(cells.into_values().collect(), &sheet.merges);
    join(&mut sheet.hidden_rows);
    join(&mut sheet.hidden_columns);
    Ok(findings)
}

/// Where the reading of `sheetData` stands: rows and cells may leave out their references.
#[derive(Default)]
struct Rows {
    row: Option<u32>,
    column: Option<u32>,
}

impl Rows {
    fn start(&mut self, tag: &Tag<'_>, sheet: &mut Sheet) -> Result<(), Fault> {
        let row = match tag.number("r")? {
            Some(number) => number.checked_sub(1),
            None => Some(self.row.map_or(0, |row| row + 1)),
        };
        let row = row
            .filter(|row| *row < MAX_ROWS)
            .ok_or_else(|| Fault::damaged("行番号が範囲の外です", "a row number is out of range"))?;
        self.row = Some(row);
        self.column = None;
        let no_height =
            tag.attr("ht")?.and_then(|value| value.trim().parse::<f64>().ok()).is_some_and(|h| h <= 0.0);
        if tag.flag("hidden", false)? || no_height {
            sheet.hidden_rows.push((row, row));
            // A million rows of their own, each hidden, are still one range.
            if sheet.hidden_rows.len() > 4096 {
                join(&mut sheet.hidden_rows);
            }
        }
        Ok(())
    }

    fn place(&mut self, tag: &Tag<'_>) -> Result<(u32, u32), Fault> {
        let place = match tag.attr("r")? {
            Some(reference) => refs::cell(&reference).ok_or_else(|| {
                let en = format!("{reference} is no cell");
                Fault::damaged(format!("セルの位置「{reference}」が正しくありません"), en)
            })?,
            None => (self.row.unwrap_or(0), self.column.map_or(0, |column| column + 1)),
        };
        if place.1 >= MAX_COLUMNS {
            return Err(Fault::damaged("列が範囲の外です", "a column is out of range"));
        }
        self.column = Some(place.1);
        Ok(place)
    }
}

fn hidden_columns(tag: &Tag<'_>, sheet: &mut Sheet) -> Result<(), Fault> {
    let width = tag.attr("width")?.and_then(|value| value.trim().parse::<f64>().ok());
    if tag.flag("hidden", false)? || width.is_some_and(|width| width <= 0.0) {
        let first = tag.number("min")?.unwrap_or(1).clamp(1, MAX_COLUMNS) - 1;
        let last = tag.number("max")?.unwrap_or(1).clamp(1, MAX_COLUMNS) - 1;
        sheet.hidden_columns.push((first.min(last), first.max(last)));
    }
    Ok(())
}

/// A list to choose from; other validations say nothing about what a cell is for.
fn choice(xml: &mut Xml<'_>, tag: &Tag<'_>, sheet: &mut Sheet) -> Result<(), Fault> {
    let list = tag.attr("type")?.as_deref() == Some("list");
    let mut cells = tag.attr("sqref")?.unwrap_or_default();
    let mut formula = String::new();
    let inside = xml.depth();
    while xml.depth() >= inside {
        if let Node::Open(tag) = xml.next()? {
            match tag.name() {
                "formula1" => formula = xml.text()?,
                // The extended form keeps the cells in an element of its own.
                "sqref" => cells = xml.text()?,
                _ => {}
            }
        }
    }
    if list {
        let quoted = formula.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let values = quoted.map(|list| list.split(',').map(|value| value.trim().to_owned()).collect());
        sheet.choices.push(Choice {
            ranges: cells.split_whitespace().take(10_000).filter_map(refs::range).collect(),
            values: values.unwrap_or_default(),
        });
    }
    Ok(())
}

/// Sorts ranges and joins those that touch.
fn join(ranges: &mut Vec<(u32, u32)>) {
    ranges.sort_unstable();
    let mut joined: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
    for &(first, last) in ranges.iter() {
        match joined.last_mut() {
            Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
            _ => joined.push((first, last)),
        }
    }
    *ranges = joined;
}
