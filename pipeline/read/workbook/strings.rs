//! Strings with rich runs (ECMA-376 part 1, 18.4); furigana is left out.

use super::TextRun;
use super::limits::{Budget, Fault};
use super::styles::Font;
use super::theme::Theme;
use super::xml::{Node, Xml, xstring};

/// A string as stored: runs, each with a font of its own or with that of the cell.
#[derive(Clone, Debug, Default)]
pub(super) struct RichText {
    runs: Vec<(Option<Font>, String)>,
}

/// A string in its cell: what the cell type has of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Resolved {
    /// Live text.
    pub(super) text: String,
    /// Empty where one plain run.
    pub(super) runs: Vec<TextRun>,
    pub(super) bold: bool,
}

impl RichText {
    pub(super) fn plain(text: String) -> Self {
        Self { runs: vec![(None, text)] }
    }

    /// The live text alone, for strings that stand in no cell.
    pub(super) fn live(&self) -> String {
        self.resolve(&Font::default()).text
    }

    /// The string in a cell of that font. A run with a font of its own takes nothing from the cell.
    pub(super) fn resolve(&self, cell: &Font) -> Resolved {
        let mut resolved = Resolved { bold: true, ..Resolved::default() };
        let mut plain = true;
        for (font, text) in &self.runs {
            let font = font.as_ref().unwrap_or(cell);
            if text.is_empty() {
                continue;
            }
            plain &= font.is_plain();
            resolved.bold &= font.bold;
            if !font.struck {
                resolved.text.push_str(text);
            }
            let run = TextRun {
                text: text.clone(),
                struck: font.struck,
                underlined: font.underlined,
                color: font.color.clone(),
            };
            match resolved.runs.last_mut() {
                Some(last)
                    if (last.struck, last.underlined, &last.color)
                        == (run.struck, run.underlined, &run.color) =>
                {
                    last.text.push_str(text);
                }
                _ => resolved.runs.push(run),
            }
        }
        if plain {
            resolved.runs.clear();
        }
        resolved
    }

    /// The content of `si`, `is` or `text`, which was just opened.
    pub(super) fn read(xml: &mut Xml<'_>, theme: &Theme) -> Result<Self, Fault> {
        let inside = xml.depth();
        let mut rich = Self::default();
        let mut font: Option<Font> = None;
        let mut properties_at = usize::MAX;
        while xml.depth() >= inside {
            match xml.next()? {
                Node::Open(tag) => match tag.name() {
                    "rPh" | "phoneticPr" => xml.skip()?,
                    "r" => font = None,
                    "rPr" => {
                        font = Some(Font::default());
                        properties_at = xml.depth();
                    }
                    "t" => {
                        let text = xstring(&xml.text()?);
                        rich.runs.push((font.take(), text));
                    }
                    _ if xml.depth() > properties_at => {
                        if let Some(font) = &mut font {
                            font.take(&tag, theme)?;
                        }
                    }
                    _ => {}
                },
                Node::Close if xml.depth() < properties_at => properties_at = usize::MAX,
                _ => {}
            }
        }
        Ok(rich)
    }
}

/// The shared strings, by index.
pub(super) fn shared(text: &str, theme: &Theme, budget: &Budget) -> Result<Vec<RichText>, Fault> {
    let mut xml = Xml::new(text, budget.max_depth());
    let mut found = Vec::new();
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "si" => found.push(RichText::read(&mut xml, theme)?),
            Node::Eof => return Ok(found),
            _ => {}
        }
    }
}
