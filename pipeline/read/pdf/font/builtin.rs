//! The encodings that Type1 and CFF font programs carry themselves.

use super::{Text, names};

/// The built-in encoding of a Type1 font program: `dup 65 /A put` in its clear text (Adobe Type 1 Font Format, 2.3).
pub(crate) fn type1(font: &[u8]) -> Vec<Option<Text>> {
    let clear = font.windows(5).position(|w| w == b"eexec").and_then(|end| font.get(..end)).unwrap_or(font);
    let text = String::from_utf8_lossy(clear);
    let mut out = vec![None; 256];
    let Some((_, encoding)) = text.split_once("/Encoding") else { return out };
    if encoding.trim_start().starts_with("StandardEncoding") {
        for (code, slot) in (0..=255u8).zip(&mut out) {
            *slot = names::BaseEncoding::Standard.glyph_name(code).and_then(glyph_text);
        }
        return out;
    }
    let mut words = encoding.split_whitespace();
    while let Some(word) = words.next() {
        match word {
            "dup" => {
                let code = words.next().and_then(|w| w.parse::<usize>().ok());
                let name = words.next().and_then(|w| w.strip_prefix('/'));
                if let (Some(code), Some(name)) = (code, name)
                    && let Some(slot) = out.get_mut(code)
                {
                    *slot = glyph_text(name);
                }
            }
            "readonly" | "def" => break,
            _ => {}
        }
    }
    out
}

/// The built-in encoding of a CFF font program (Adobe Technical Note 5176, 12-13).
pub(crate) fn cff(font: &[u8]) -> Vec<Option<Text>> {
    let data = super::truetype::table(font, b"CFF ").unwrap_or(font);
    let mut out = vec![None; 256];
    let Some(table) = ttf_parser::cff::Table::parse(data) else { return out };
    for (code, slot) in (0..=255u8).zip(&mut out) {
        let name = table.glyph_index(code).and_then(|g| table.glyph_name(g));
        *slot = name.and_then(glyph_text);
    }
    out
}

fn glyph_text(name: &str) -> Option<Text> {
    names::text_of(name).and_then(|t| Text::from_str(&t))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type1_encodings() {
        let custom = b"/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 65 /B put\ndup 1 /fi put\nreadonly def\ncurrentfile eexec";
        let got = type1(custom);
        assert_eq!(got[65], Some(Text::Char('B')));
        assert_eq!(got[1], Some(Text::Char('\u{FB01}')));
        assert_eq!(got[66], None);
        assert_eq!(type1(b"/Encoding StandardEncoding def")[65], Some(Text::Char('A')));
        assert!(type1(b"").iter().all(Option::is_none));
    }

    #[test]
    fn broken_cff_is_empty() {
        assert!(cff(b"\x01\x00\x04\x01\xff\xff").iter().all(Option::is_none));
    }
}
