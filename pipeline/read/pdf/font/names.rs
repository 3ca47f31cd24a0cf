//! Glyph names and the encodings of simple fonts (ISO 32000-1, annex D; Adobe Glyph List).

use std::sync::OnceLock;

/// `name` and its UTF-16BE code units in hex, sorted by name. Adobe Glyph List, see NOTICE of this crate for its licence.
const GLYPH_NAMES: &str = include_str!("glyphnames.txt");
/// An encoding a line: its name, then 256 glyph names, `-` for none.
const ENCODINGS: &str = include_str!("encodings.txt");

/// The predefined encodings of simple fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BaseEncoding {
    Standard,
    WinAnsi,
    MacRoman,
    Symbol,
    ZapfDingbats,
}

impl BaseEncoding {
    pub(crate) fn from_name(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"StandardEncoding" => Self::Standard,
            b"WinAnsiEncoding" => Self::WinAnsi,
            b"MacRomanEncoding" => Self::MacRoman,
            _ => return None,
        })
    }

    fn index(self) -> usize {
        match self {
            Self::Standard => 0,
            Self::WinAnsi => 1,
            Self::MacRoman => 2,
            Self::Symbol => 3,
            Self::ZapfDingbats => 4,
        }
    }

    /// The name of the glyph with that code.
    pub(crate) fn glyph_name(self, code: u8) -> Option<&'static str> {
        static TABLES: OnceLock<Vec<Vec<&'static str>>> = OnceLock::new();
        let tables =
            TABLES.get_or_init(|| ENCODINGS.lines().map(|l| l.split(' ').skip(1).collect()).collect());
        tables.get(self.index())?.get(usize::from(code)).copied().filter(|n| *n != "-")
    }
}

/// The text that a glyph name stands for: listed names, `uniXXXX`, `uXXXXX`, parts joined by `_`, suffixes dropped
/// (Adobe Glyph List Specification, section 2).
pub(crate) fn text_of(name: &str) -> Option<String> {
    let stem = name.split('.').next().unwrap_or_default();
    if stem.is_empty() {
        return None;
    }
    let mut out = String::new();
    for part in stem.split('_') {
        out.push_str(&component(part)?);
    }
    Some(out)
}

fn component(name: &str) -> Option<String> {
    if let Some(text) = listed(name) {
        return Some(text);
    }
    if let Some(digits) = name.strip_prefix("uni")
        && digits.len() >= 4
        && digits.len() % 4 == 0
        && digits.bytes().all(|b| b.is_ascii_hexdigit())
    {
        return utf16_hex(digits);
    }
    let digits = name.strip_prefix('u')?;
    if !(4..=6).contains(&digits.len()) {
        return None;
    }
    u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).map(String::from)
}

fn listed(name: &str) -> Option<String> {
    static INDEX: OnceLock<Vec<(&'static str, &'static str)>> = OnceLock::new();
    let index = INDEX.get_or_init(|| GLYPH_NAMES.lines().filter_map(|l| l.split_once(' ')).collect());
    let at = index.binary_search_by(|(n, _)| (*n).cmp(name)).ok()?;
    utf16_hex(index.get(at)?.1)
}

fn utf16_hex(digits: &str) -> Option<String> {
    let units: Option<Vec<u16>> = digits
        .as_bytes()
        .chunks(4)
        .map(|c| std::str::from_utf8(c).ok().and_then(|s| u16::from_str_radix(s, 16).ok()))
        .collect();
    String::from_utf16(&units?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_form() {
        assert_eq!(text_of("A").as_deref(), Some("A"));
        assert_eq!(text_of("fi").as_deref(), Some("\u{FB01}"));
        assert_eq!(text_of("uni3042").as_deref(), Some("あ"));
        assert_eq!(text_of("u20B9F").as_deref(), Some("𠮟"));
        assert_eq!(text_of("f_f_i.alt").as_deref(), Some("ffi"));
        assert_eq!(text_of("g123"), None);
        assert_eq!(text_of(".notdef"), None);
    }

    #[test]
    fn the_list_is_sorted() {
        let names: Vec<&str> = GLYPH_NAMES.lines().filter_map(|l| l.split(' ').next()).collect();
        assert!(names.is_sorted());
        assert_eq!(names.len(), 4281);
    }

    #[test]
    fn encodings() {
        assert_eq!(BaseEncoding::WinAnsi.glyph_name(0x80), Some("Euro"));
        assert_eq!(BaseEncoding::Standard.glyph_name(0x27), Some("quoteright"));
        assert_eq!(BaseEncoding::Standard.glyph_name(0x00), None);
        for base in [BaseEncoding::Standard, BaseEncoding::WinAnsi, BaseEncoding::MacRoman] {
            for code in 0..=255u8 {
                if let Some(name) = base.glyph_name(code) {
                    assert!(text_of(name).is_some(), "{name}");
                }
            }
        }
    }
}
