//! Cell styles: fonts, fills, number formats, checkbox cells (ECMA-376 part 1, 18.8).

use std::collections::BTreeMap;

use super::format::NumberFormat;
use super::limits::Fault;
use super::theme::{Theme, hex};
use super::xml::{Node, Tag, Xml};

/// What of a font matters for reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Font {
    pub(super) struck: bool,
    pub(super) underlined: bool,
    pub(super) bold: bool,
    /// `None` where it is automatic or black.
    pub(super) color: Option<String>,
}

impl Font {
    /// Takes one child of a `font` or `rPr` element.
    pub(super) fn take(&mut self, tag: &Tag<'_>, theme: &Theme) -> Result<(), Fault> {
        match tag.name() {
            "strike" => self.struck = tag.flag("val", true)?,
            "b" => self.bold = tag.flag("val", true)?,
            "u" => self.underlined = tag.attr("val")?.as_deref() != Some("none"),
            "color" => self.color = theme.color(tag)?.filter(|color| *color != 0).map(hex),
            _ => {}
        }
        Ok(())
    }

    /// Nothing that a run would be marked for.
    pub(super) fn is_plain(&self) -> bool {
        !self.struck && !self.underlined && self.color.is_none()
    }
}

/// A cell style, resolved.
#[derive(Clone, Debug)]
pub(super) struct Style {
    pub(super) font: Font,
    /// `None` where there is none or it is white.
    pub(super) fill: Option<String>,
    /// Index into [`Styles::formats`].
    pub(super) format: usize,
    /// The cell shows TRUE and FALSE as a checkbox.
    pub(super) checkbox: bool,
}

/// All styles of a workbook.
#[derive(Clone, Debug)]
pub(super) struct Styles {
    cells: Vec<Style>,
    formats: Vec<NumberFormat>,
    default: Style,
}

impl Default for Styles {
    fn default() -> Self {
        Self {
            cells: Vec::new(),
            formats: vec![NumberFormat::builtin(0)],
            default: Style { font: Font::default(), fill: None, format: 0, checkbox: false },
        }
    }
}

impl Styles {
    /// The style with that index, or the default one.
    pub(super) fn style(&self, index: usize) -> &Style {
        self.cells.get(index).unwrap_or(&self.default)
    }

    /// The number format of a style.
    pub(super) fn format(&self, style: &Style) -> &NumberFormat {
        // `formats` is never empty and `style.format` was made with it.
        &self.formats[style.format.min(self.formats.len() - 1)]
    }

    pub(super) fn read(text: &str, theme: &Theme, max_depth: usize) -> Result<Self, Fault> {
        let mut xml = Xml::new(text, max_depth);
        let mut codes: BTreeMap<u32, String> = BTreeMap::new();
        let mut fonts: Vec<Font> = Vec::new();
        let mut fills: Vec<Option<String>> = Vec::new();
        let mut cells: Vec<Cells> = Vec::new();
        loop {
            match xml.next()? {
                Node::Open(tag) => match tag.name() {
                    "numFmt" if xml.depth() == 3 => {
                        if let (Some(id), Some(code)) = (tag.number("numFmtId")?, tag.attr("formatCode")?) {
                            codes.insert(id, code);
                        }
                    }
                    "fonts" => read_fonts(&mut xml, theme, &mut fonts)?,
                    "fills" => read_fills(&mut xml, theme, &mut fills)?,
                    "cellXfs" => read_cells(&mut xml, &mut cells)?,
                    // Differential formats hold fonts and fills of their own.
                    "dxfs" | "cellStyleXfs" | "extLst" | "tableStyles" => xml.skip()?,
                    _ => {}
                },
                Node::Eof => break,
                _ => {}
            }
        }
        let mut formats = vec![NumberFormat::builtin(0)];
        let mut known: BTreeMap<u32, usize> = BTreeMap::from([(0, 0)]);
        let mut styles = Vec::with_capacity(cells.len());
        for cell in cells {
            let format = *known.entry(cell.format).or_insert_with(|| {
                let format = codes
                    .get(&cell.format)
                    .map_or_else(|| NumberFormat::builtin(cell.format), |code| NumberFormat::parse(code));
                formats.push(format);
                formats.len() - 1
            });
            styles.push(Style {
                font: fonts.get(cell.font as usize).cloned().unwrap_or_default(),
                fill: fills.get(cell.fill as usize).cloned().flatten(),
                format,
                checkbox: cell.checkbox,
            });
        }
        Ok(Self { cells: styles, formats, ..Self::default() })
    }
}

/// An `xf`, unresolved.
struct Cells {
    font: u32,
    fill: u32,
    format: u32,
    checkbox: bool,
}

fn read_fonts(xml: &mut Xml<'_>, theme: &Theme, fonts: &mut Vec<Font>) -> Result<(), Fault> {
    let inside = xml.depth();
    while xml.depth() >= inside {
        if let Node::Open(tag) = xml.next()? {
            if tag.name() == "font" {
                fonts.push(Font::default());
            } else if let Some(font) = fonts.last_mut() {
                font.take(&tag, theme)?;
            }
        }
    }
    Ok(())
}

fn read_fills(xml: &mut Xml<'_>, theme: &Theme, fills: &mut Vec<Option<String>>) -> Result<(), Fault> {
    let inside = xml.depth();
    let mut solid = false;
    while xml.depth() >= inside {
        if let Node::Open(tag) = xml.next()? {
            match tag.name() {
                "fill" => fills.push(None),
                "patternFill" => solid = tag.attr("patternType")?.as_deref() == Some("solid"),
                "fgColor" if solid => {
                    let color = theme.color(&tag)?.filter(|color| *color != 0xFF_FFFF).map(hex);
                    if let Some(fill) = fills.last_mut() {
                        *fill = color;
                    }
                }
                _ => {}
            }
        }
    }
    Ok(())
}

fn read_cells(xml: &mut Xml<'_>, cells: &mut Vec<Cells>) -> Result<(), Fault> {
    let inside = xml.depth();
    while xml.depth() >= inside {
        if let Node::Open(tag) = xml.next()? {
            match tag.name() {
                "xf" => cells.push(Cells {
                    font: tag.number("fontId")?.unwrap_or(0),
                    fill: tag.number("fillId")?.unwrap_or(0),
                    format: tag.number("numFmtId")?.unwrap_or(0),
                    checkbox: false,
                }),
                // A complement to a cell format: today checkboxes alone (MS-XLSX 2.4, featurePropertyBag).
                "xfComplement" => {
                    if let Some(cell) = cells.last_mut() {
                        cell.checkbox = true;
                    }
                }
                _ => {}
            }
        }
    }
    Ok(())
}
