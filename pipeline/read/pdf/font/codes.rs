//! Where one character code ends and the next begins, and what the code means: the encoding CMaps of composite fonts
//! (ISO 32000-1, 9.7.5).

use std::sync::OnceLock;

use hayro_cmap::{CMap, CMapName, CidFamily, WritingMode, load_embedded};

/// How the bytes of a string fall into codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Split {
    /// One byte each.
    One,
    /// Two bytes each.
    Two,
    /// Shift_JIS: one byte, or two after 81-9F and E0-FC.
    ShiftJis,
    /// EUC-JP: one byte, or two after 8E and A1-FE.
    EucJp,
    /// One byte up to 80, else two (GB, Big5, Korean); with four for GB 18030 where the second is a digit.
    Lead { four: bool },
    /// UTF-16BE.
    Utf16,
    /// UTF-8.
    Utf8,
    /// UTF-32BE.
    Utf32,
    /// As the codespace ranges of an embedded CMap say: length, lowest, highest.
    Ranges(Vec<(u8, u32, u32)>),
}

/// What an encoding CMap gives for codes.
#[derive(Debug)]
pub(crate) struct Codes {
    pub(crate) split: Split,
    pub(crate) vertical: bool,
    /// Codes are Unicode themselves.
    unicode: bool,
    /// Codes are CIDs themselves.
    identity: bool,
    cmap: Option<CMap>,
    /// The character collection that the CMap's CIDs belong to.
    pub(crate) family: Option<CidFamily>,
}

impl Codes {
    /// Codes that are CIDs, split as given.
    pub(crate) fn bare(split: Split) -> Self {
        Self { split, vertical: false, unicode: false, identity: true, cmap: None, family: None }
    }

    /// One of the predefined CMaps, or one that is named like a Unicode encoding of a known collection.
    pub(crate) fn predefined(name: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(name).ok()?;
        let vertical = text == "V" || text.ends_with("-V");
        if matches!(text, "Identity-H" | "Identity-V") {
            return Some(Self { vertical, ..Self::bare(Split::Two) });
        }
        let family = family_of(text);
        let unicode = text.starts_with("Uni");
        let cmap = if unicode {
            family.as_ref().and_then(CidFamily::unicode_cmap).and_then(embedded)
        } else {
            embedded(CMapName::from_bytes(name))
        };
        if !unicode && cmap.is_none() {
            return None;
        }
        Some(Self { split: split_of(text), vertical, unicode, identity: false, cmap, family })
    }

    /// A CMap that the file holds. `vertical` is the stream dictionary's `WMode`.
    pub(crate) fn parse(data: &[u8], vertical: Option<bool>) -> Option<Self> {
        let cmap = CMap::parse(data, load_embedded)?;
        let ranges = codespace(data);
        let split = match used(data) {
            // A CMap that only builds on a predefined one has that one's codes.
            Some(base) if ranges.is_empty() => split_of(&base),
            _ if ranges.is_empty() => Split::Two,
            _ => Split::Ranges(ranges),
        };
        let mode = vertical.unwrap_or(cmap.metadata().writing_mode == Some(WritingMode::Vertical));
        let family = cmap.metadata().character_collection.as_ref().map(|c| c.family.clone());
        Some(Self { split, vertical: mode, unicode: false, identity: false, cmap: Some(cmap), family })
    }

    /// The code's CID.
    pub(crate) fn cid(&self, code: u32, length: u8) -> Option<u32> {
        if self.identity {
            return Some(code);
        }
        let cmap = self.cmap.as_ref()?;
        if self.unicode {
            let c = self.unicode(code)?;
            let mut units = [0u16; 2];
            return match *c.encode_utf16(&mut units) {
                [unit] => cmap.lookup_cid_code(u32::from(unit), 2),
                [high, low] => cmap.lookup_cid_code(u32::from(high) << 16 | u32::from(low), 4),
                _ => None,
            };
        }
        cmap.lookup_cid_code(code, length)
    }

    /// The character that a code is by itself, in an encoding that is one of Unicode.
    pub(crate) fn unicode(&self, code: u32) -> Option<char> {
        if !self.unicode {
            return None;
        }
        match self.split {
            Split::Utf16 if code > 0xFFFF => {
                char::decode_utf16([(code >> 16) as u16, code as u16]).next()?.ok()
            }
            Split::Utf8 => {
                let bytes = code.to_be_bytes();
                let start = bytes.iter().position(|b| *b != 0).unwrap_or(3);
                std::str::from_utf8(&bytes[start..]).ok()?.chars().next()
            }
            _ => char::from_u32(code),
        }
    }
}

impl Split {
    /// The first code of `bytes` and its length, at least 1 where there is a byte.
    pub(crate) fn next(&self, bytes: &[u8]) -> (u32, u8) {
        let first = bytes.first().copied().unwrap_or_default();
        let length = match self {
            Self::One => 1,
            Self::Two => 2,
            Self::ShiftJis => match first {
                0x81..=0x9F | 0xE0..=0xFC => 2,
                _ => 1,
            },
            Self::EucJp => match first {
                0x8E | 0xA1..=0xFE => 2,
                _ => 1,
            },
            Self::Lead { four } => match (first, bytes.get(1)) {
                (0..=0x80 | 0xFF, _) => 1,
                (_, Some(0x30..=0x39)) if *four => 4,
                _ => 2,
            },
            Self::Utf16 => match first {
                0xD8..=0xDB => 4,
                _ => 2,
            },
            Self::Utf8 => match first {
                0..=0x7F => 1,
                0xE0..=0xEF => 3,
                0xF0..=0xFF => 4,
                _ => 2,
            },
            Self::Utf32 => 4,
            Self::Ranges(ranges) => return in_ranges(ranges, bytes),
        };
        take(bytes, length)
    }
}

fn take(bytes: &[u8], length: usize) -> (u32, u8) {
    let length = length.min(bytes.len()).max(1);
    let code = bytes.iter().take(length).fold(0u32, |code, b| code << 8 | u32::from(*b));
    (code, length as u8)
}

/// The shortest range that holds the code byte by byte; else the shortest length that any range has.
fn in_ranges(ranges: &[(u8, u32, u32)], bytes: &[u8]) -> (u32, u8) {
    for length in 1..=4u8 {
        if usize::from(length) > bytes.len() {
            break;
        }
        let (code, _) = take(bytes, usize::from(length));
        let within = |lowest: u32, highest: u32| {
            (0..length).all(|i| {
                let shift = 8 * u32::from(i);
                let b = code >> shift & 0xFF;
                b >= lowest >> shift & 0xFF && b <= highest >> shift & 0xFF
            })
        };
        if ranges.iter().any(|(l, lowest, highest)| *l == length && within(*lowest, *highest)) {
            return (code, length);
        }
    }
    take(bytes, ranges.iter().map(|r| usize::from(r.0)).min().unwrap_or(1))
}

fn split_of(name: &str) -> Split {
    if name.contains("UTF16") {
        Split::Utf16
    } else if name.contains("UTF8") {
        Split::Utf8
    } else if name.contains("UTF32") {
        Split::Utf32
    } else if name.contains("UCS2") || matches!(name, "H" | "V") || name.starts_with("Identity") {
        Split::Two
    } else if name.contains("RKSJ") {
        Split::ShiftJis
    } else if matches!(name, "EUC-H" | "EUC-V" | "78-EUC-H" | "78-EUC-V") {
        Split::EucJp
    } else if matches!(name, "Hankaku" | "Hiragana" | "Katakana" | "Roman" | "WP-Symbol") {
        Split::One
    } else if JIS.iter().any(|stem| name.strip_prefix(stem).is_some_and(|mode| matches!(mode, "H" | "V"))) {
        Split::Two
    } else {
        Split::Lead { four: name.starts_with("GBK2K") }
    }
}

/// Encodings of Adobe-Japan1 whose codes are those of JIS X 0208, two bytes each, without the writing mode.
const JIS: [&str; 4] = ["78-", "Add-", "Ext-", "NWP-"];

fn family_of(name: &str) -> Option<CidFamily> {
    let starts = |list: &[&str]| list.iter().any(|p| name.starts_with(p));
    Some(
        if starts(&["UniJIS", "78", "83pv", "90ms", "90pv", "Add-", "Ext-", "EUC-", "NWP-"])
            || matches!(name, "H" | "V" | "Hankaku" | "Hiragana" | "Katakana" | "Roman" | "WP-Symbol")
        {
            CidFamily::AdobeJapan1
        } else if starts(&["UniGB", "GB"]) {
            CidFamily::AdobeGB1
        } else if starts(&["UniCNS", "B5", "CNS", "ET", "HK"]) {
            CidFamily::AdobeCNS1
        } else if starts(&["UniKS", "KSC"]) {
            CidFamily::AdobeKorea1
        } else {
            return None;
        },
    )
}

fn embedded(name: CMapName<'_>) -> Option<CMap> {
    CMap::parse(load_embedded(name)?, load_embedded)
}

/// CIDs of a character collection to Unicode, read once.
pub(crate) fn collection(family: &CidFamily) -> Option<&'static CMap> {
    static MAPS: [OnceLock<Option<CMap>>; 4] = [const { OnceLock::new() }; 4];
    let index = match family {
        CidFamily::AdobeJapan1 => 0,
        CidFamily::AdobeGB1 => 1,
        CidFamily::AdobeCNS1 => 2,
        CidFamily::AdobeKorea1 => 3,
        _ => return None,
    };
    MAPS[index].get_or_init(|| family.ucs2_cmap().and_then(embedded)).as_ref()
}

/// The codespace ranges of a CMap (Adobe Technical Note 5014, section 7).
pub(crate) fn codespace(data: &[u8]) -> Vec<(u8, u32, u32)> {
    let mut ranges = Vec::new();
    let mut rest = data;
    while let Some(at) = find(rest, b"begincodespacerange") {
        rest = rest.get(at + 19..).unwrap_or_default();
        let end = find(rest, b"endcodespacerange").unwrap_or(rest.len());
        let mut codes = hex_strings(rest.get(..end).unwrap_or_default()).into_iter();
        while let (Some((length, lowest)), Some((_, highest))) = (codes.next(), codes.next()) {
            if (1..=4).contains(&length) && ranges.len() < 256 {
                ranges.push((length, lowest, highest));
            }
        }
        rest = rest.get(end..).unwrap_or_default();
    }
    ranges
}

fn hex_strings(data: &[u8]) -> Vec<(u8, u32)> {
    let mut out = Vec::new();
    for part in data.split(|b| *b == b'<').skip(1) {
        let digits: Vec<u32> = part
            .iter()
            .take_while(|b| **b != b'>')
            .filter_map(|b| char::from(*b).to_digit(16))
            .take(8)
            .collect();
        out.push((digits.len().div_ceil(2) as u8, digits.iter().fold(0, |v, d| v << 4 | d)));
    }
    out
}

/// The CMap that another builds on: `/Name usecmap`.
fn used(data: &[u8]) -> Option<String> {
    let head = data.get(..find(data, b"usecmap")?)?;
    let slash = head.iter().rposition(|b| *b == b'/')?;
    let name = head.get(slash + 1..)?;
    Some(String::from_utf8_lossy(name).trim().to_owned())
}

fn find(data: &[u8], needle: &[u8]) -> Option<usize> {
    data.windows(needle.len()).position(|w| w == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split_all(split: &Split, mut bytes: &[u8]) -> Vec<(u32, u8)> {
        let mut out = Vec::new();
        while !bytes.is_empty() {
            let (code, length) = split.next(bytes);
            out.push((code, length));
            bytes = &bytes[usize::from(length)..];
        }
        out
    }

    #[test]
    fn codes_of_each_length() {
        assert_eq!(split_all(&Split::ShiftJis, b"A\x82\xA0\xB1"), vec![(0x41, 1), (0x82A0, 2), (0xB1, 1)]);
        assert_eq!(split_all(&Split::EucJp, b"A\xA4\xA2\x8E\xB1"), vec![(0x41, 1), (0xA4A2, 2), (0x8EB1, 2)]);
        assert_eq!(
            split_all(&Split::Utf16, b"\x30\x42\xD8\x42\xDF\xB7"),
            vec![(0x3042, 2), (0xD842_DFB7, 4)]
        );
        assert_eq!(split_all(&Split::Utf8, "aあ".as_bytes()), vec![(0x61, 1), (0xE3_8182, 3)]);
        assert_eq!(split_all(&Split::Lead { four: true }, b"A\x81\x30\x81\x30\xB0\xA1").len(), 3);
        assert_eq!(split_all(&Split::Two, b"\x01\x02\x03"), vec![(0x0102, 2), (0x03, 1)]);
    }

    #[test]
    fn predefined_cmaps_reach_unicode() {
        for (name, code, length) in
            [("90ms-RKSJ-H", 0x82A0, 2), ("90msp-RKSJ-V", 0x82A0, 2), ("EUC-H", 0xA4A2, 2), ("H", 0x2422, 2)]
        {
            let codes = Codes::predefined(name.as_bytes()).unwrap();
            let cid = codes.cid(code, length).unwrap();
            let map = collection(codes.family.as_ref().unwrap()).unwrap();
            assert_eq!(map.lookup_bf_string(cid), Some(hayro_cmap::BfString::Char('あ')), "{name}");
            assert_eq!(codes.vertical, name.ends_with("-V"), "{name}");
        }
    }

    #[test]
    fn unicode_encodings_are_read_directly() {
        for (name, code, length) in [
            ("UniJIS-UCS2-H", 0x3042, 2),
            ("UniJIS-UTF16-V", 0x3042, 2),
            ("UniJIS-UTF8-H", 0xE3_8182, 3),
            ("UniJIS2004-UTF32-H", 0x3042, 4),
        ] {
            let codes = Codes::predefined(name.as_bytes()).unwrap();
            assert_eq!(codes.unicode(code), Some('あ'), "{name}");
            assert_eq!(codes.cid(code, length), Some(843), "{name}");
        }
    }

    #[test]
    fn codespace_ranges_of_an_embedded_cmap() {
        let data = b"2 begincodespacerange <00> <80> <8140> <9ffc> endcodespacerange";
        let ranges = codespace(data);
        assert_eq!(ranges, vec![(1, 0, 0x80), (2, 0x8140, 0x9ffc)]);
        assert_eq!(split_all(&Split::Ranges(ranges), b"A\x82\xA0"), vec![(0x41, 1), (0x82A0, 2)]);
    }

    #[test]
    fn unknown_names_are_refused() {
        assert!(Codes::predefined(b"No-Such-H").is_none());
        assert!(Codes::predefined(b"\xff").is_none());
    }
}
