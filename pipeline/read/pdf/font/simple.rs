//! Fonts of one-byte codes: Type1, TrueType, Type3 (ISO 32000-1, 9.6).

use lopdf::{Dictionary, Document, Object};

use super::names::{self, BaseEncoding};
use super::truetype::Reverse;
use super::{Text, metrics};
use crate::pdf::limits::Limits;
use crate::pdf::objects::{array, as_number, decode, dict, get, name, number, resolve, stream};

/// What the 256 codes of a simple font stand for, and their widths in the font's own units.
#[derive(Debug)]
pub(crate) struct Simple {
    texts: Vec<Option<Text>>,
    widths: Vec<f32>,
}

impl Simple {
    pub(crate) fn read(
        doc: &Document,
        font: &Dictionary,
        base_font: &str,
        type3: bool,
        limits: &Limits,
    ) -> Self {
        let descriptor = dict(doc, font, b"FontDescriptor");
        let flags = descriptor.and_then(|d| number(doc, d, b"Flags")).unwrap_or(0.0) as u32;
        let symbolic = flags & 4 != 0 && flags & 32 == 0;
        let encoding = get(doc, font, b"Encoding");
        let names = glyph_names(doc, encoding, base_font, symbolic);
        // The font program is large: it is opened only where nothing else names the codes.
        let mut used = (0..256).filter(|c| number(doc, font, b"FirstChar").is_none_or(|f| *c as f64 >= f));
        let named = |c: usize| names.get(c).and_then(Option::as_deref).and_then(names::text_of).is_some();
        let based = named(usize::from(b'A')) && named(usize::from(b'a'));
        let to_unicode = stream(doc, font, b"ToUnicode").is_some_and(|s| !s.content.is_empty());
        let needed = !to_unicode && !based && used.any(|c| !named(c));
        let program =
            descriptor.filter(|_| needed).map(|d| Program::read(doc, d, limits)).unwrap_or_default();
        let texts = (0..=255u8)
            .map(|code| {
                let given = names.get(usize::from(code)).and_then(Option::as_deref);
                given.and_then(names::text_of).and_then(|t| Text::from_str(&t)).or_else(|| program.text(code))
            })
            .collect();
        Self { texts, widths: widths(doc, font, descriptor, base_font, type3) }
    }

    pub(crate) fn text(&self, code: u32) -> Option<Text> {
        match self.texts.get(code as usize)? {
            // Line ends and tabs that were written into strings draw nothing.
            None if matches!(code, 9 | 10 | 13) => Some(Text::Char(' ')),
            text => text.clone(),
        }
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

/// What the embedded font itself says about codes, for fonts whose dictionary says nothing.
#[derive(Debug, Default)]
struct Program {
    truetype: Option<Reverse>,
    builtin: Vec<Option<Text>>,
}

impl Program {
    fn read(doc: &Document, descriptor: &Dictionary, limits: &Limits) -> Self {
        let data = |key| stream(doc, descriptor, key).and_then(|s| decode(s, limits.stream));
        if let Some(font) = data(b"FontFile2") {
            return Self { truetype: Reverse::read(&font), builtin: Vec::new() };
        }
        if let Some(font) = data(b"FontFile3") {
            return Self { truetype: Reverse::read(&font), builtin: super::builtin::cff(&font) };
        }
        if let Some(font) = data(b"FontFile") {
            return Self { truetype: None, builtin: super::builtin::type1(&font) };
        }
        Self::default()
    }

    fn text(&self, code: u8) -> Option<Text> {
        if let Some(reverse) = &self.truetype
            && let Some(c) = reverse.glyph(code).and_then(|g| reverse.char(g))
        {
            return Some(Text::Char(c));
        }
        self.builtin.get(usize::from(code)).cloned().flatten()
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
