//! From glyphs back to characters: the `cmap` of an embedded TrueType or OpenType font, read in reverse.

use std::collections::BTreeMap;

use crate::pdf::fold;

/// Glyphs and the characters that a font's `cmap` gives them.
#[derive(Debug, Default)]
pub(crate) struct Reverse {
    unicode: BTreeMap<u16, char>,
    /// Code of a symbol or Macintosh subtable to glyph, for simple fonts.
    codes: BTreeMap<u16, u16>,
}

/// Entries that are read; no font has more glyphs.
const MAX_ENTRIES: usize = 1 << 17;

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(data.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(data.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// A table of an sfnt file (ISO/IEC 14496-22, 4.1).
pub(crate) fn table<'a>(data: &'a [u8], tag: &[u8; 4]) -> Option<&'a [u8]> {
    let base = if data.starts_with(b"ttcf") { u32_at(data, 12)? as usize } else { 0 };
    let count = u16_at(data, base.checked_add(4)?)?;
    for i in 0..usize::from(count) {
        let record = base + 12 + 16 * i;
        if data.get(record..record + 4)? == tag {
            let start = u32_at(data, record + 8)? as usize;
            let length = u32_at(data, record + 12)? as usize;
            return data.get(start..start.checked_add(length)?.min(data.len()));
        }
    }
    None
}

impl Reverse {
    /// Reads all subtables that say something about characters or codes; a broken one counts as empty.
    pub(crate) fn read(font: &[u8]) -> Option<Self> {
        let cmap = table(font, b"cmap")?;
        let mut out = Self::default();
        for i in 0..usize::from(u16_at(cmap, 2)?).min(64) {
            let record = 4 + 8 * i;
            let (Some(platform), Some(encoding), Some(offset)) =
                (u16_at(cmap, record), u16_at(cmap, record + 2), u32_at(cmap, record + 4))
            else {
                break;
            };
            let Some(sub) = cmap.get(offset as usize..) else { continue };
            let unicode = platform == 0 || (platform == 3 && matches!(encoding, 1 | 10));
            let mut left = MAX_ENTRIES;
            let _ = subtable(sub, &mut |code, glyph| {
                left = left.saturating_sub(1);
                if glyph != 0 {
                    out.note(unicode, code, glyph);
                }
                left > 0
            });
        }
        Some(out)
    }

    fn note(&mut self, unicode: bool, code: u32, glyph: u16) {
        if unicode {
            let Some(c) = char::from_u32(code) else { return };
            // Of several characters with one glyph the plain one is meant.
            let entry = self.unicode.entry(glyph).or_insert(c);
            if rank(c) < rank(*entry) {
                *entry = c;
            }
        } else if let Ok(code) = u16::try_from(code) {
            self.codes.entry(code).or_insert(glyph);
        }
    }

    /// The character of a glyph.
    pub(crate) fn char(&self, glyph: u16) -> Option<char> {
        self.unicode.get(&glyph).copied()
    }

    /// The glyph of a one-byte code in a symbolic font (ISO 32000-1, 9.6.6.4).
    pub(crate) fn glyph(&self, code: u8) -> Option<u16> {
        let code = u16::from(code);
        [0xF000 + code, code, 0xF100 + code, 0xF200 + code].iter().find_map(|c| self.codes.get(c)).copied()
    }
}

/// Lower is likelier to be what was typed.
fn rank(c: char) -> (u8, u32) {
    let class = match u32::from(c) {
        _ if fold::plain(c) != c || fold::ligature(c).is_some() => 2,
        0xF900..=0xFAFF | 0x2F800..=0x2FA1F => 1,
        0xE000..=0xF8FF | 0xF0000.. => 3,
        _ => 0,
    };
    (class, u32::from(c))
}

/// Calls `note(code, glyph)` for each entry until it says no. Formats 0, 4, 6, 10 and 12.
fn subtable(sub: &[u8], note: &mut dyn FnMut(u32, u16) -> bool) -> Option<()> {
    match u16_at(sub, 0)? {
        0 => {
            for code in 0..256usize {
                if !note(code as u32, u16::from(*sub.get(6 + code)?)) {
                    break;
                }
            }
        }
        4 => format4(sub, note)?,
        6 => {
            let first = u32::from(u16_at(sub, 6)?);
            for i in 0..u32::from(u16_at(sub, 8)?) {
                if !note(first + i, u16_at(sub, 10 + 2 * i as usize)?) {
                    break;
                }
            }
        }
        12 => {
            for group in 0..u32_at(sub, 12)? as usize {
                let at = 16usize.checked_add(group.checked_mul(12)?)?;
                let (start, end, glyph) = (u32_at(sub, at)?, u32_at(sub, at + 4)?, u32_at(sub, at + 8)?);
                for code in start..=end.min(0x10_FFFF) {
                    let Ok(glyph) = u16::try_from(glyph + (code - start)) else { break };
                    if !note(code, glyph) {
                        return None;
                    }
                }
            }
        }
        _ => {}
    }
    Some(())
}

fn format4(sub: &[u8], note: &mut dyn FnMut(u32, u16) -> bool) -> Option<()> {
    let count = usize::from(u16_at(sub, 6)? / 2);
    for i in 0..count {
        let end = u16_at(sub, 14 + 2 * i)?;
        let start = u16_at(sub, 16 + 2 * (count + i))?;
        let delta = u16_at(sub, 16 + 2 * (2 * count + i))?;
        let offset_at = 16 + 2 * (3 * count + i);
        let offset = usize::from(u16_at(sub, offset_at)?);
        for code in start..=end {
            let glyph = if offset == 0 {
                code.wrapping_add(delta)
            } else {
                match u16_at(sub, offset_at + offset + 2 * usize::from(code - start)) {
                    Some(0) | None => 0,
                    Some(g) => g.wrapping_add(delta),
                }
            };
            if code != 0xFFFF && !note(u32::from(code), glyph) {
                return None;
            }
        }
    }
    Some(())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An sfnt file with one table.
    pub(crate) fn sfnt(tag: &[u8; 4], table: &[u8]) -> Vec<u8> {
        let mut out = vec![0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
        out.extend_from_slice(tag);
        out.extend_from_slice(&[0; 4]);
        out.extend_from_slice(&28u32.to_be_bytes());
        out.extend_from_slice(&(table.len() as u32).to_be_bytes());
        out.extend_from_slice(table);
        out
    }

    /// A `cmap` with one subtable.
    pub(crate) fn cmap(platform: u16, encoding: u16, sub: &[u8]) -> Vec<u8> {
        let mut out = vec![0, 0, 0, 1];
        out.extend_from_slice(&platform.to_be_bytes());
        out.extend_from_slice(&encoding.to_be_bytes());
        out.extend_from_slice(&12u32.to_be_bytes());
        out.extend_from_slice(sub);
        out
    }

    pub(crate) fn format12(groups: &[(u32, u32, u32)]) -> Vec<u8> {
        let mut out = vec![0, 12, 0, 0];
        out.extend_from_slice(&(16 + 12 * groups.len() as u32).to_be_bytes());
        out.extend_from_slice(&[0; 4]);
        out.extend_from_slice(&(groups.len() as u32).to_be_bytes());
        for (start, end, glyph) in groups {
            for v in [start, end, glyph] {
                out.extend_from_slice(&v.to_be_bytes());
            }
        }
        out
    }

    fn words(values: &[u16]) -> Vec<u8> {
        values.iter().flat_map(|v| v.to_be_bytes()).collect()
    }

    #[test]
    fn format_12_with_radicals() {
        // 一 and its radical share glyph 5.
        let font = sfnt(b"cmap", &cmap(3, 10, &format12(&[(0x2F00, 0x2F00, 5), (0x4E00, 0x4E01, 5)])));
        let reverse = Reverse::read(&font).unwrap();
        assert_eq!(reverse.char(5), Some('一'));
        assert_eq!(reverse.char(6), Some('丁'));
        assert_eq!(reverse.char(7), None);
    }

    #[test]
    fn format_4_with_and_without_offsets() {
        let sub = words(&[
            4, 0, 0, 6, 0, 0, 0, 0x42, 0x3042, 0xFFFF, 0, 0x41, 0x3042, 0xFFFF, 0xFFC0, 0, 1, 0, 4, 0, 9,
        ]);
        let reverse = Reverse::read(&sfnt(b"cmap", &cmap(3, 1, &sub))).unwrap();
        assert_eq!(reverse.char(1), Some('A'));
        assert_eq!(reverse.char(2), Some('B'));
        assert_eq!(reverse.char(9), Some('あ'));
    }

    #[test]
    fn symbol_codes() {
        let sub = words(&[6, 0, 0, 0xF041, 2, 3, 4]);
        let reverse = Reverse::read(&sfnt(b"cmap", &cmap(3, 0, &sub))).unwrap();
        assert_eq!(reverse.glyph(b'B'), Some(4));
        assert_eq!(reverse.char(4), None);
    }

    #[test]
    fn endless_groups_end() {
        let font = sfnt(b"cmap", &cmap(3, 10, &format12(&[(0, u32::MAX, 1); 1000])));
        assert!(Reverse::read(&font).is_some());
    }
}
