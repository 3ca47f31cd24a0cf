//! One cell's stored value and what it is shown as.

use super::limits::Fault;
use super::sheet::Context;
use super::strings::{Resolved, RichText};
use super::theme::Theme;
use super::xml::{Node, Tag, Xml, xstring};
use super::{Cell, CellKind, TextRun};

/// A `c` element.
pub(super) struct Raw {
    kind: String,
    style: usize,
    value: String,
    inline: Option<RichText>,
    /// There was a `v` or `is` element.
    pub(super) has_value: bool,
    /// There was an `f` element.
    pub(super) formula: bool,
}

impl Raw {
    /// The element that was just opened.
    pub(super) fn read(xml: &mut Xml<'_>, tag: &Tag<'_>, theme: &Theme) -> Result<Self, Fault> {
        let mut raw = Self {
            kind: tag.attr("t")?.unwrap_or_default(),
            style: tag.number("s")?.map_or(0, |style| style as usize),
            value: String::new(),
            inline: None,
            has_value: false,
            formula: false,
        };
        let inside = xml.depth();
        while xml.depth() >= inside {
            if let Node::Open(tag) = xml.next()? {
                match tag.name() {
                    "v" => {
                        raw.value = xml.text()?;
                        raw.has_value = true;
                    }
                    "is" => {
                        raw.inline = Some(RichText::read(xml, theme)?);
                        raw.has_value = true;
                    }
                    "f" => {
                        raw.formula = true;
                        xml.skip()?;
                    }
                    _ => xml.skip()?,
                }
            }
        }
        Ok(raw)
    }
}

/// A cell's value as shown.
pub(super) struct Value {
    shown: Resolved,
    kind: CellKind,
    fill: Option<String>,
    /// The state, where the cell shows a checkbox.
    pub(super) checkbox: Option<bool>,
}

impl Value {
    pub(super) fn new(raw: &Raw, context: &Context<'_>) -> Result<Self, Fault> {
        let style = context.styles.style(raw.style);
        let format = context.styles.format(style);
        let mut checkbox = None;
        let mut kind = CellKind::Text;
        let text = |text: String| RichText::plain(text).resolve(&style.font);
        let number = |value: f64, kind: &mut CellKind| {
            let shown = format.number(value, context.epoch_1904);
            *kind = if shown.date { CellKind::Date } else { CellKind::Number };
            text(shown.text)
        };
        let trimmed = raw.value.trim();
        let mut shown = match raw.kind.as_str() {
            "s" if trimmed.is_empty() => Resolved::default(),
            "s" => {
                let string = trimmed.parse::<usize>().ok().and_then(|index| context.strings.get(index));
                let missing = || {
                    let en = format!("there is no shared string {trimmed}");
                    Fault::damaged(format!("共有文字列 {trimmed} がありません"), en)
                };
                string.ok_or_else(missing)?.resolve(&style.font)
            }
            "str" => text(xstring(&raw.value)),
            "inlineStr" => raw.inline.as_ref().map(|rich| rich.resolve(&style.font)).unwrap_or_default(),
            "b" if !trimmed.is_empty() => {
                kind = CellKind::Bool;
                let value = matches!(trimmed, "1" | "true" | "TRUE");
                if style.checkbox {
                    checkbox = Some(value);
                    text(if value { "☑" } else { "☐" }.to_owned())
                } else {
                    text(if value { "TRUE" } else { "FALSE" }.to_owned())
                }
            }
            "e" if !trimmed.is_empty() => {
                kind = CellKind::Error;
                text(trimmed.to_owned())
            }
            // Strict workbooks may store dates as ISO 8601.
            "d" => match serial(trimmed, context.epoch_1904) {
                Some(value) => number(value, &mut kind),
                None => text(trimmed.to_owned()),
            },
            _ if trimmed.is_empty() => Resolved::default(),
            _ => match trimmed.parse::<f64>() {
                Ok(value) => number(value, &mut kind),
                Err(_) => text(trimmed.to_owned()),
            },
        };
        if kind == CellKind::Text && !format.keeps_text() && !shown.text.is_empty() {
            shown.text = format.text(&shown.text);
        }
        Ok(Self { shown, kind, fill: style.fill.clone(), checkbox })
    }

    /// Nothing to be seen, struck-out text included.
    pub(super) fn is_empty(&self) -> bool {
        self.shown.text.is_empty() && self.shown.runs.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.shown.text.len() + self.shown.runs.iter().map(|run: &TextRun| run.text.len()).sum::<usize>()
    }

    pub(super) fn into_cell(self, row: u32, column: u32, formula: bool) -> Cell {
        Cell {
            row,
            column,
            text: self.shown.text,
            runs: self.shown.runs,
            kind: self.kind,
            fill: self.fill,
            bold: self.shown.bold,
            formula,
        }
    }
}

/// An ISO 8601 date, time or both as a serial number.
fn serial(text: &str, epoch_1904: bool) -> Option<f64> {
    let text = text.trim_end_matches('Z');
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, time),
        None if text.contains(':') => ("", text),
        None => (text, ""),
    };
    let mut value = 0.0;
    if !date.is_empty() {
        let mut parts = date.splitn(3, '-').map(str::parse::<i64>);
        let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
        if !(1900..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let shifted = if month <= 2 { year - 1 } else { year };
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let days = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + of_year - 719_468;
        let from_1900 = days + 25_569;
        value += if epoch_1904 { from_1900 - 1462 } else { from_1900 } as f64;
    }
    if !time.is_empty() {
        let mut unit = 1.0 / 24.0;
        for part in time.split(':').take(3) {
            value += part.parse::<f64>().ok()? * unit;
            unit /= 60.0;
        }
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::serial;

    #[test]
    fn iso_dates_are_serials() {
        assert_eq!(serial("2025-05-01", false), Some(45_778.0));
        assert_eq!(serial("2025-05-01T12:00:00.000Z", false), Some(45_778.5));
        assert_eq!(serial("1904-01-01", true), Some(0.0));
        assert_eq!(serial("06:00:00", false), Some(0.25));
        assert_eq!(serial("yesterday", false), None);
        assert_eq!(serial("2025-13-01", false), None);
    }
}
