//! Tokens of content streams (ISO 32000-1, 7.2, 7.8.2): operands on a flat stack, then an operator.

use std::ops::Range;

/// An operand. Arrays and dictionaries lie flat between their brackets, so that nothing nests.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Operand<'a> {
    Number(f64),
    /// Without the slash, escapes not undone (see [`unescape`]).
    Name(&'a [u8]),
    /// A range of [`Lexer::strings`].
    String(Range<usize>),
    ArrayOpen,
    ArrayClose,
    DictOpen,
    DictClose,
}

/// Reads operators with their operands one after the other.
pub(crate) struct Lexer<'a> {
    data: &'a [u8],
    pos: usize,
    /// Operands of the operator read last.
    pub(crate) operands: Vec<Operand<'a>>,
    /// Bytes of its strings.
    pub(crate) strings: Vec<u8>,
}

/// Operands before one operator that are kept; a TJ of a long line has some hundreds.
const MAX_OPERANDS: usize = 1 << 16;

fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\n' | b'\r' | b'\t' | 0 | 0x0C)
}

fn is_delimiter(b: u8) -> bool {
    matches!(b, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn is_regular(b: u8) -> bool {
    !is_space(b) && !is_delimiter(b)
}

fn hex(b: u8) -> Option<u8> {
    char::from(b).to_digit(16).map(|d| d as u8)
}

impl<'a> Lexer<'a> {
    pub(crate) fn new(data: &'a [u8]) -> Self {
        Self { data, pos: 0, operands: Vec::with_capacity(64), strings: Vec::with_capacity(256) }
    }

    /// The next operator, its operands in `operands`; `None` at the end.
    pub(crate) fn next_operator(&mut self) -> Option<&'a [u8]> {
        self.operands.clear();
        self.strings.clear();
        loop {
            let b = *self.data.get(self.pos)?;
            match b {
                _ if is_space(b) => self.pos += 1,
                b'%' => self.skip_comment(),
                b'0'..=b'9' | b'-' | b'+' | b'.' => {
                    let n = self.number();
                    self.push(Operand::Number(n));
                }
                b'/' => {
                    self.pos += 1;
                    let name = self.regular();
                    self.push(Operand::Name(name));
                }
                b'(' => self.literal_string(),
                b'<' if self.data.get(self.pos + 1) == Some(&b'<') => self.bracket(Operand::DictOpen, 2),
                b'<' => self.hex_string(),
                b'>' if self.data.get(self.pos + 1) == Some(&b'>') => self.bracket(Operand::DictClose, 2),
                b'[' => self.bracket(Operand::ArrayOpen, 1),
                b']' => self.bracket(Operand::ArrayClose, 1),
                b'>' | b')' | b'{' | b'}' => self.pos += 1, // lost delimiters
                _ => {
                    let word = self.regular();
                    match word {
                        b"true" | b"false" | b"null" => self.push(Operand::Number(0.0)),
                        _ => return Some(word),
                    }
                }
            }
        }
    }

    fn push(&mut self, operand: Operand<'a>) {
        if self.operands.len() < MAX_OPERANDS {
            self.operands.push(operand);
        }
    }

    fn bracket(&mut self, operand: Operand<'a>, length: usize) {
        self.pos += length;
        self.push(operand);
    }

    fn skip_comment(&mut self) {
        while self.data.get(self.pos).is_some_and(|b| !matches!(b, b'\n' | b'\r')) {
            self.pos += 1;
        }
    }

    fn regular(&mut self) -> &'a [u8] {
        let start = self.pos;
        while self.data.get(self.pos).copied().is_some_and(is_regular) {
            self.pos += 1;
        }
        &self.data[start..self.pos]
    }

    /// A number; of a malformed one as much as other readers take (`--5`, `1.2.3`, `12-3`).
    fn number(&mut self) -> f64 {
        let (mut value, mut negative, mut scale, mut digits) = (0.0_f64, false, 0.0_f64, 0u32);
        while let Some(&b) = self.data.get(self.pos) {
            match b {
                b'0'..=b'9' if scale > 0.0 => {
                    value += f64::from(b - b'0') * scale;
                    scale /= 10.0;
                }
                b'0'..=b'9' => {
                    digits += 1;
                    if digits < 40 {
                        value = value * 10.0 + f64::from(b - b'0');
                    }
                }
                b'.' if scale == 0.0 => scale = 0.1,
                b'-' if digits == 0 && scale == 0.0 => negative = true,
                b'+' if digits == 0 && scale == 0.0 => {}
                _ if is_regular(b) => {
                    // The rest of the word is skipped.
                    self.regular();
                    break;
                }
                _ => break,
            }
            self.pos += 1;
        }
        if negative { -value } else { value }
    }

    fn literal_string(&mut self) {
        self.pos += 1;
        let start = self.strings.len();
        let mut depth = 0u32;
        while let Some(&b) = self.data.get(self.pos) {
            self.pos += 1;
            match b {
                b'\\' => self.escape(),
                b'(' => {
                    depth += 1;
                    self.strings.push(b);
                }
                b')' if depth == 0 => break,
                b')' => {
                    depth -= 1;
                    self.strings.push(b);
                }
                _ => self.strings.push(b),
            }
        }
        let range = start..self.strings.len();
        self.push(Operand::String(range));
    }

    fn escape(&mut self) {
        let Some(&b) = self.data.get(self.pos) else { return };
        self.pos += 1;
        let plain = match b {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'0'..=b'7' => {
                let mut value = u32::from(b - b'0');
                for _ in 0..2 {
                    match self.data.get(self.pos) {
                        Some(&d @ b'0'..=b'7') => {
                            value = value * 8 + u32::from(d - b'0');
                            self.pos += 1;
                        }
                        _ => break,
                    }
                }
                (value & 0xFF) as u8
            }
            b'\r' => {
                if self.data.get(self.pos) == Some(&b'\n') {
                    self.pos += 1;
                }
                return;
            }
            b'\n' => return,
            other => other,
        };
        self.strings.push(plain);
    }

    fn hex_string(&mut self) {
        self.pos += 1;
        let start = self.strings.len();
        let mut high: Option<u8> = None;
        while let Some(&b) = self.data.get(self.pos) {
            self.pos += 1;
            if b == b'>' {
                break;
            }
            let Some(d) = hex(b) else { continue };
            match high.take() {
                Some(h) => self.strings.push(h << 4 | d),
                None => high = Some(d),
            }
        }
        if let Some(h) = high {
            self.strings.push(h << 4);
        }
        let range = start..self.strings.len();
        self.push(Operand::String(range));
    }

    /// After `ID`: skips the bytes of an inline image and its `EI`.
    pub(crate) fn skip_inline_image(&mut self) {
        let mut at = self.pos + 1;
        while let Some(found) = self.data.get(at..).and_then(|rest| rest.windows(2).position(|w| w == b"EI"))
        {
            let ei = at + found;
            let before = ei.checked_sub(1).and_then(|i| self.data.get(i)).copied().is_none_or(is_space);
            let after = self.data.get(ei + 2..(ei + 12).min(self.data.len())).unwrap_or_default();
            // Binary data may hold "EI" by chance; what follows the real one is text.
            let plausible = after.first().copied().is_none_or(is_space)
                && after.iter().all(|b| matches!(b, b'\n' | b'\r' | b'\t' | b' '..=b'~'));
            if before && plausible {
                self.pos = ei + 2;
                return;
            }
            at = ei + 2;
        }
        self.pos = self.data.len();
    }
}

/// A name with its `#xx` escapes undone (ISO 32000-1, 7.3.5).
pub(crate) fn unescape(name: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    if !name.contains(&b'#') {
        return name.into();
    }
    let mut out = Vec::with_capacity(name.len());
    let mut i = 0;
    while let Some(&b) = name.get(i) {
        let pair = (name.get(i + 1).copied().and_then(hex), name.get(i + 2).copied().and_then(hex));
        if let (b'#', (Some(h), Some(l))) = (b, pair) {
            out.push(h << 4 | l);
            i += 3;
        } else {
            out.push(b);
            i += 1;
        }
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(data: &[u8]) -> Vec<(String, Vec<String>)> {
        let mut lexer = Lexer::new(data);
        let mut out = Vec::new();
        while let Some(op) = lexer.next_operator() {
            let operands = lexer
                .operands
                .iter()
                .map(|o| match o {
                    Operand::Number(n) => format!("{n}"),
                    Operand::Name(n) => format!("/{}", String::from_utf8_lossy(&unescape(n))),
                    Operand::String(r) => format!("({})", String::from_utf8_lossy(&lexer.strings[r.clone()])),
                    Operand::ArrayOpen => "[".into(),
                    Operand::ArrayClose => "]".into(),
                    Operand::DictOpen => "<<".into(),
                    Operand::DictClose => ">>".into(),
                })
                .collect();
            out.push((String::from_utf8_lossy(op).into_owned(), operands));
        }
        out
    }

    #[test]
    fn operands_of_every_kind() {
        let got =
            all(b"% note\n/F1 12 Tf [(a\\)b)-250.5<4142 4>]TJ /Span<</ActualText(x)>>BDC -.5 +3 --2 1.5.2 d");
        assert_eq!(got[0], ("Tf".into(), vec!["/F1".into(), "12".into()]));
        assert_eq!(got[1], ("TJ".into(), ["[", "(a)b)", "-250.5", "(AB@)", "]"].map(String::from).to_vec()));
        assert_eq!(got[2].1, ["/Span", "<<", "/ActualText", "(x)", ">>"].map(String::from).to_vec());
        assert_eq!(got[3].1, ["-0.5", "3", "-2", "1.5"].map(String::from).to_vec());
    }

    #[test]
    fn string_escapes() {
        let got = all(b"(\\101\\n\\\\(in)\\\r\nx\\8) Tj <616> Tj (open");
        assert_eq!(got[0].1, vec!["(A\n\\(in)x8)".to_string()]);
        assert_eq!(got[1].1, vec!["(a`)".to_string()]);
        assert_eq!(got.len(), 2, "a string that never ends has no operator");
    }

    #[test]
    fn names_with_escapes() {
        assert_eq!(all(b"/A#20B#zz gs")[0].1, vec!["/A B#zz".to_string()]);
    }

    #[test]
    fn inline_images_are_skipped() {
        let mut lexer = Lexer::new(b"BI /W 1 ID \x00EI\x01 EI\xff EI Q (a) Tj");
        assert_eq!(lexer.next_operator(), Some(&b"BI"[..]));
        assert_eq!(lexer.next_operator(), Some(&b"ID"[..]));
        lexer.skip_inline_image();
        assert_eq!(lexer.next_operator(), Some(&b"Q"[..]));
        assert_eq!(lexer.next_operator(), Some(&b"Tj"[..]));
    }
}
