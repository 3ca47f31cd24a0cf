//! Fonts: from the codes of a string to characters, widths and weight.

mod builtin;
mod codes;
mod late;
mod metrics;
mod names;
mod numbered;
mod simple;
mod truetype;
mod widths;

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use lopdf::{Dictionary, Document, Object};

use self::codes::{Codes, Split};
use self::late::Late;
use self::simple::Simple;
use self::widths::Widths;
use super::fold;
use super::interpreter::Shared;
use super::limits::Limits;
use super::objects::{array, decode, dict, get, matrix, name, number, numbers, resolve};

/// What a code stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Text {
    Char(char),
    /// Several characters, as of a ligature.
    Many(Box<str>),
}

impl Text {
    /// `None` where nothing of it can be text.
    pub(crate) fn from_str(text: &str) -> Option<Self> {
        let mut chars = text.chars().filter(|c| fold::is_text(*c));
        let first = chars.next()?;
        if chars.next().is_none() {
            return Some(Self::Char(first));
        }
        Some(Self::Many(text.chars().filter(|c| fold::is_text(*c)).collect()))
    }

    fn from_bf(text: BfString) -> Option<Self> {
        match text {
            BfString::Char(c) => fold::is_text(c).then_some(Self::Char(c)),
            BfString::String(s) => Self::from_str(&s),
        }
    }
}

/// How a glyph stands when the writing is vertical, in ems: advance along y, and its origin as seen from the horizontal one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Upright {
    pub(crate) advance: f32,
    pub(crate) x: f32,
    pub(crate) y: f32,
}

/// A font as text needs it.
#[derive(Debug)]
pub(crate) struct Font {
    /// Without the subset's tag.
    pub(crate) name: String,
    pub(crate) bold: bool,
    pub(crate) vertical: bool,
    /// Length of a unit of the font's own space in ems, other than 1 for Type3.
    pub(crate) unit: f64,
    /// Height of an em in the size that the font is set in, other than 1 for Type3.
    pub(crate) em: f64,
    to_unicode: Option<CMap>,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Simple(Box<Simple>),
    Composite(Box<Composite>),
}

#[derive(Debug)]
struct Composite {
    codes: Codes,
    widths: Widths,
    family: Option<CidFamily>,
    /// The embedded font itself, for codes that nothing else explains.
    late: Late,
}

impl Font {
    /// Reads a font dictionary; what is missing in it is assumed.
    pub(crate) fn read(doc: &Document, font: &Dictionary, limits: &Limits) -> Self {
        let subtype = name(doc, font, b"Subtype").unwrap_or_default();
        let descendant = array(doc, font, b"DescendantFonts")
            .and_then(|a| a.first())
            .and_then(|o| resolve(doc, o).as_dict().ok());
        let base_font = font_name(name(doc, font, b"BaseFont").unwrap_or_default());
        let descriptor = dict(doc, descendant.unwrap_or(font), b"FontDescriptor");
        let kind = match descendant {
            Some(cid_font) => Kind::Composite(Box::new(Composite::read(doc, font, cid_font, limits))),
            None => Kind::Simple(Box::new(Simple::read(doc, font, &base_font, subtype == b"Type3"))),
        };
        let to_unicode = match get(doc, font, b"ToUnicode") {
            Some(Object::Stream(s)) => decode(s, limits.stream).and_then(|d| CMap::parse(&d, load_embedded)),
            Some(Object::Name(n)) => {
                load_embedded(CMapName::from_bytes(n)).and_then(|d| CMap::parse(d, load_embedded))
            }
            _ => None,
        };
        let vertical = matches!(&kind, Kind::Composite(c) if c.codes.vertical);
        let (unit, em) = if subtype == b"Type3" { type3_units(doc, font) } else { (1.0, 1.0) };
        let bold = is_bold(doc, &base_font, descriptor);
        // Fonts of Type3 need no name; a diagnostic has to call them something.
        let own = || String::from_utf8_lossy(name(doc, font, b"Name").unwrap_or(subtype)).into_owned();
        let base_font = if base_font.is_empty() { own() } else { base_font };
        Self { bold, name: base_font, vertical, unit, em, to_unicode, kind }
    }

    /// The first code of a string and its length in bytes.
    pub(crate) fn next_code(&self, bytes: &[u8]) -> (u32, u8) {
        match &self.kind {
            Kind::Simple(_) => (u32::from(bytes.first().copied().unwrap_or_default()), 1),
            Kind::Composite(c) => c.codes.split.next(bytes),
        }
    }

    /// What a code stands for; `None` where nothing tells.
    pub(crate) fn text(&self, shared: &Shared<'_>, code: u32, length: u8) -> Option<Text> {
        if let Some(text) =
            self.to_unicode.as_ref().and_then(|m| m.lookup_bf_string(code)).and_then(Text::from_bf)
        {
            return Some(text);
        }
        match &self.kind {
            Kind::Simple(s) => s.text(shared, code),
            Kind::Composite(c) => c.text(shared, code, length),
        }
    }

    /// The advance in ems (of a Type3 font, in its own units).
    pub(crate) fn width(&self, code: u32, length: u8) -> f32 {
        match &self.kind {
            Kind::Simple(s) => s.width(code),
            Kind::Composite(c) => c.widths.width(c.codes.cid(code, length).unwrap_or(0)),
        }
    }

    /// How the code's glyph stands in vertical writing.
    pub(crate) fn upright(&self, code: u32, length: u8) -> Upright {
        match &self.kind {
            Kind::Simple(s) => Upright { advance: -1.0, x: s.width(code) / 2.0, y: 0.88 },
            Kind::Composite(c) => {
                let (advance, x, y) = c.widths.vertical(c.codes.cid(code, length).unwrap_or(0));
                Upright { advance, x, y }
            }
        }
    }
}

impl Composite {
    fn read(doc: &Document, font: &Dictionary, cid_font: &Dictionary, limits: &Limits) -> Self {
        let codes = match get(doc, font, b"Encoding") {
            Some(Object::Name(n)) => Codes::predefined(n),
            Some(Object::Stream(s)) => {
                let mode = number(doc, &s.dict, b"WMode").map(|m| m >= 1.0);
                decode(s, limits.stream).and_then(|d| Codes::parse(&d, mode))
            }
            _ => None,
        };
        let codes = codes.or_else(|| Codes::predefined(b"Identity-H")).unwrap_or_else(Codes::none);
        let family = system_family(doc, cid_font)
            .filter(|f| codes::collection(f).is_some())
            .or_else(|| codes.family.clone());
        let late = Late::of(dict(doc, cid_font, b"FontDescriptor"), Some(cid_font));
        Self { codes, widths: Widths::read(doc, cid_font), family, late }
    }

    fn text(&self, shared: &Shared<'_>, code: u32, length: u8) -> Option<Text> {
        if let Some(c) = self.codes.unicode(code) {
            return fold::is_text(c).then_some(Text::Char(c));
        }
        let cid = self.codes.cid(code, length)?;
        if let Some(map) = self.family.as_ref().and_then(codes::collection)
            && let Some(text) = map.lookup_bf_string(cid).and_then(Text::from_bf)
        {
            return Some(text);
        }
        self.late.of_cid(shared, cid)
    }
}

impl Codes {
    /// No CMap at all: two bytes a code.
    fn none() -> Self {
        Self::bare(Split::Two)
    }
}

/// Of a Type3 font: the length of a unit in ems, and how high an em is; the font's box tells where its units are not thousandths.
fn type3_units(doc: &Document, font: &Dictionary) -> (f64, f64) {
    let Some(m) = matrix(doc, font, b"FontMatrix") else { return (0.001, 1.0) };
    let height = m.d.abs().max(m.b.abs());
    let bbox: Vec<f64> = array(doc, font, b"FontBBox").map(|b| numbers(doc, b)).unwrap_or_default();
    let em = match bbox.as_slice() {
        [_, y0, _, y1] => (y1 - y0).abs() * height,
        _ => 0.0,
    };
    // A font of one em has a box of about that height; an empty box says nothing.
    let usual = (0.6..=1.6).contains(&em) || !(0.01..=1000.0).contains(&em);
    (m.a.abs().max(m.c.abs()), if usual { 1.0 } else { em })
}

fn system_family(doc: &Document, cid_font: &Dictionary) -> Option<CidFamily> {
    let info = dict(doc, cid_font, b"CIDSystemInfo")?;
    let part = |key: &[u8]| get(doc, info, key).and_then(|o| o.as_str().ok());
    Some(CidFamily::from_registry_ordering(part(b"Registry")?, part(b"Ordering")?))
}

/// `BaseFont` without the subset's tag; Japanese names are in Shift_JIS or UTF-8.
fn font_name(raw: &[u8]) -> String {
    let tagged = raw.len() > 7 && raw[6] == b'+' && raw[..6].iter().all(u8::is_ascii_uppercase);
    let bare = if tagged { &raw[7..] } else { raw };
    match std::str::from_utf8(bare) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::SHIFT_JIS.decode_without_bom_handling(bare).0.into_owned(),
    }
}

fn is_bold(doc: &Document, base_font: &str, descriptor: Option<&Dictionary>) -> bool {
    const FORCE_BOLD: u32 = 1 << 18;
    let lower = base_font.to_ascii_lowercase();
    let named = ["bold", "black", "heavy", "-w6", "-w7", "-w8", "-w9", "-eb", "-ub"]
        .iter()
        .any(|p| lower.contains(p))
        || ["-b", "-db"].iter().any(|p| lower.ends_with(p));
    let weight = |key| descriptor.and_then(|d| number(doc, d, key)).unwrap_or(0.0);
    named || weight(b"FontWeight") >= 600.0 || weight(b"Flags") as u32 & FORCE_BOLD != 0
}
