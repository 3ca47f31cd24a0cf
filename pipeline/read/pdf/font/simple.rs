//! Fonts of one-byte codes: Type1, TrueType, Type3 (ISO 32000-1, 9.6).

use lopdf::{Dictionary, Document, Object};

use super::late::Late;
use super::names::{self, BaseEncoding};
use super::{Text, metrics, numbered};
use crate::pdf::interpreter::Shared;
use crate::pdf::objects::{array, as_number, dict, get, name, number, resolve};

/// What the 256 codes of a simple font stand for, and their widths in the font's own units.
#[derive(Debug)]
pub(crate) struct Simple {
    texts: Vec<Option<Text>>,
    widths: Vec<f32>,
    /// The embedded font itself, for codes that nothing else names.
    late: Late,
}

impl Simple {
    pub(crate) fn read(doc: &Document, font: &Dictionary, base_font: &str, type3: bool) -> Self {
        let descriptor = dict(doc, font, b"FontDescriptor");
        let flags = descriptor.and_then(|d| number(doc, d, b"Flags")).unwrap_or(0.0) as u32;
        let symbolic = flags & 4 != 0 && flags & 32 == 0;
        let names = glyph_names(doc, get(doc, font, b"Encoding"), base_font, symbolic);
        let text = |name: &Option<String>| names::text_of(name.as_deref()?).and_then(|t| Text::from_str(&t));
        let mut texts: Vec<Option<Text>> = names.iter().map(text).collect();
        if type3 {
            let unknown = names.iter().zip(&texts).enumerate().filter_map(|(code, (name, text))| {
                let name = name.as_deref().filter(|name| text.is_none() && *name != ".notdef")?;
                Some((u8::try_from(code).ok()?, name))
            });
            for (code, letter) in numbered::letters(unknown) {
                texts[usize::from(code)] = Some(Text::Char(letter));
            }
        }
        Self {
            texts,
            widths: widths(doc, font, descriptor, base_font, type3),
            late: Late::of(descriptor, None),
        }
    }

    pub(crate) fn text(&self, shared: &Shared<'_>, code: u32) -> Option<Text> {
        let named = self.texts.get(code as usize)?.clone();
        named.or_else(|| self.late.of_byte(shared, u8::try_from(code).ok()?)).or(match code {
            // Line ends and tabs that were written into strings draw nothing.
            9 | 10 | 13 => Some(Text::Char(' ')),
            _ => None,
        })
    }

    pub(crate) fn width(&self, code: u32) -> f32 {
        self.widths.get(code as usize).copied().unwrap_or_default()
    }
}

/// The names of the 256 glyphs as `Encoding` gives them.
fn glyph_names(
    doc: &Document,
    encoding: Option<&Object>,
    base_font: &str,
    symbolic: bool,
) -> Vec<Option<String>> {
    let table = |base: BaseEncoding| -> Vec<Option<String>> {
        (0..=255u8).map(|c| base.glyph_name(c).map(str::to_owned)).collect()
    };
    let implied = if base_font.contains("ZapfDingbats") {
        Some(BaseEncoding::ZapfDingbats)
    } else if base_font == "Symbol" || base_font.starts_with("Symbol,") {
        Some(BaseEncoding::Symbol)
    } else if symbolic {
        None
    } else {
        Some(BaseEncoding::Standard)
    };
    let none = || vec![None; 256];
    match encoding {
        Some(Object::Name(n)) => BaseEncoding::from_name(n).or(implied).map_or_else(none, table),
        Some(Object::Dictionary(d)) => {
            let base = name(doc, d, b"BaseEncoding").and_then(BaseEncoding::from_name).or(implied);
            let mut names = base.map_or_else(none, table);
            let mut code = 0usize;
            for object in array(doc, d, b"Differences").unwrap_or_default() {
                match resolve(doc, object) {
                    Object::Name(n) => {
                        if let Some(slot) = names.get_mut(code) {
                            *slot = Some(String::from_utf8_lossy(n).into_owned());
                        }
                        code += 1;
                    }
                    other => code = as_number(other).map_or(code, |n| n.max(0.0) as usize),
                }
            }
            names
        }
        _ => implied.map_or_else(none, table),
    }
}

fn widths(
    doc: &Document,
    font: &Dictionary,
    descriptor: Option<&Dictionary>,
    base_font: &str,
    type3: bool,
) -> Vec<f32> {
    let scale = if type3 { 1.0 } else { 0.001 };
    let given = array(doc, font, b"Widths");
    let first = number(doc, font, b"FirstChar").unwrap_or(0.0).max(0.0) as usize;
    let missing = descriptor.and_then(|d| number(doc, d, b"MissingWidth")).unwrap_or(0.0);
    (0..256usize)
        .map(|code| {
            let listed =
                code.checked_sub(first).and_then(|i| given?.get(i)).and_then(|o| as_number(resolve(doc, o)));
            match (listed, given) {
                (Some(w), _) => (w * scale) as f32,
                (None, Some(_)) => (missing * scale) as f32,
                (None, None) => metrics::standard(base_font, code as u8),
            }
        })
        .collect()
}
