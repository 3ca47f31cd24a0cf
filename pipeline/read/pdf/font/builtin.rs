//! The encodings that Type1 and CFF font programs carry themselves.

use hayro_cmap::CidFamily;

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

/// What a CFF font says about its glyphs beside its encoding.
#[derive(Debug)]
pub(crate) enum Cff {
    /// Texts of the glyphs' names, by glyph.
    Names(Vec<Option<Text>>),
    /// A CID-keyed font of a known collection.
    Collection(CidFamily),
}

impl Cff {
    /// Reads the names or the collection (Technical Note 5176, 13, 15 and 18).
    pub(crate) fn read(font: &[u8]) -> Option<Self> {
        let data = super::truetype::table(font, b"CFF ").unwrap_or(font);
        if let Some((registry, ordering)) = ros(data) {
            let family = CidFamily::from_registry_ordering(&registry, &ordering);
            return super::codes::collection(&family).map(|_| Self::Collection(family));
        }
        let table = ttf_parser::cff::Table::parse(data)?;
        let name = |glyph| table.glyph_name(ttf_parser::GlyphId(glyph)).and_then(glyph_text);
        Some(Self::Names((0..table.number_of_glyphs()).map(name).collect()))
    }
}

/// Registry and ordering of a CID-keyed font: the `ROS` operator of its top dictionary.
fn ros(data: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let (_, rest) = index(data.get(usize::from(*data.get(2)?)..)?)?;
    let (tops, rest) = index(rest)?;
    let (strings, _) = index(rest)?;
    // ROS comes first where it comes at all: two string numbers, a supplement, the operator 12 30.
    let (registry, at) = operand(tops.first()?, 0)?;
    let (ordering, at) = operand(tops.first()?, at)?;
    let (_, at) = operand(tops.first()?, at)?;
    if tops.first()?.get(at..at + 2)? != [12, 30] {
        return None;
    }
    // Lower numbers are the standard strings, none of which is a registry.
    let string = |sid: i32| strings.get(usize::try_from(sid.checked_sub(391)?).ok()?).map(|s| s.to_vec());
    Some((string(registry)?, string(ordering)?))
}

/// An integer operand of a dictionary and the place behind it (table 3).
fn operand(dict: &[u8], at: usize) -> Option<(i32, usize)> {
    let b = |i: usize| dict.get(at + i).copied().map(i32::from);
    match b(0)? {
        v @ 32..=246 => Some((v - 139, at + 1)),
        v @ 247..=250 => Some(((v - 247) * 256 + b(1)? + 108, at + 2)),
        v @ 251..=254 => Some((-(v - 251) * 256 - b(1)? - 108, at + 2)),
        28 => Some((b(1)? << 8 | b(2)?, at + 3)),
        29 => Some((b(1)? << 24 | b(2)? << 16 | b(3)? << 8 | b(4)?, at + 5)),
        _ => None,
    }
}

/// The entries of an INDEX (section 5) and what follows it.
fn index(data: &[u8]) -> Option<(Vec<&[u8]>, &[u8])> {
    let count = usize::from(u16::from_be_bytes(data.get(..2)?.try_into().ok()?));
    if count == 0 {
        return Some((Vec::new(), data.get(2..)?));
    }
    let size = usize::from(*data.get(2)?);
    let base = 3 + (count + 1) * size - 1;
    let offset = |i: usize| -> Option<usize> {
        let bytes = data.get(3 + i * size..3 + (i + 1) * size)?;
        (1..=4).contains(&size).then(|| bytes.iter().fold(0, |v, b| v << 8 | usize::from(*b)))
    };
    let mut entries = Vec::with_capacity(count);
    for i in 0..count {
        entries.push(data.get(base + offset(i)?..base + offset(i + 1)?)?);
    }
    Some((entries, data.get(base + offset(count)?..)?))
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

    /// An INDEX with offsets of one byte.
    fn packed(entries: &[&[u8]]) -> Vec<u8> {
        let mut out = vec![0, entries.len() as u8];
        if entries.is_empty() {
            return out;
        }
        out.extend([1, 1]);
        let mut end = 1;
        for entry in entries {
            end += entry.len() as u8;
            out.push(end);
        }
        entries.iter().for_each(|e| out.extend_from_slice(e));
        out
    }

    #[test]
    fn the_collection_of_a_cid_keyed_font() {
        // SIDs 391 and 392, supplement 6, ROS.
        let top: &[u8] = &[28, 1, 135, 28, 1, 136, 145, 12, 30];
        let mut font = vec![1, 0, 4, 1];
        font.extend(packed(&[b"Name"]));
        font.extend(packed(&[top]));
        font.extend(packed(&[b"Adobe", b"Japan1"]));
        assert_eq!(ros(&font), Some((b"Adobe".to_vec(), b"Japan1".to_vec())));
        assert!(matches!(Cff::read(&font), Some(Cff::Collection(CidFamily::AdobeJapan1))));
        for cut in 0..font.len() {
            assert!(ros(&font[..cut]).is_none(), "{cut}");
        }
    }

    #[test]
    fn broken_cff_is_empty() {
        assert!(cff(b"\x01\x00\x04\x01\xff\xff").iter().all(Option::is_none));
    }
}
