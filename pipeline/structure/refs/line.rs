//! A text made ready for finding references: one character to one, so that places stay.

use kaitei_read::radicals::unify;

/// A text with its characters narrowed and the byte at which each begins.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Narrowed characters, as many as the text has.
    pub(super) chars: Vec<char>,
    /// The narrowed text, for patterns.
    text: String,
    /// For every character its byte in `text`, and the end.
    bytes: Vec<usize>,
}

impl Line {
    pub(super) fn of(text: &str) -> Self {
        let chars: Vec<char> = text.chars().map(narrow).collect();
        let mut bytes = Vec::with_capacity(chars.len() + 1);
        let mut at = 0;
        for c in &chars {
            bytes.push(at);
            at += c.len_utf8();
        }
        bytes.push(at);
        Self { text: chars.iter().collect(), chars, bytes }
    }

    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    pub(super) fn at(&self, i: usize) -> Option<char> {
        self.chars.get(i).copied()
    }

    /// The character before `i`.
    pub(super) fn before(&self, i: usize) -> Option<char> {
        i.checked_sub(1).and_then(|k| self.at(k))
    }

    /// What begins at character `i`.
    pub(super) fn from(&self, i: usize) -> &str {
        self.bytes.get(i).and_then(|&b| self.text.get(b..)).unwrap_or_default()
    }

    /// What stands between two characters.
    pub(super) fn between(&self, from: usize, to: usize) -> &str {
        match (self.bytes.get(from), self.bytes.get(to)) {
            (Some(&a), Some(&b)) if a <= b => &self.text[a..b],
            _ => "",
        }
    }

    /// The place behind spaces.
    pub(super) fn skip_spaces(&self, mut i: usize) -> usize {
        while self.at(i).is_some_and(char::is_whitespace) {
            i += 1;
        }
        i
    }

    /// The place before spaces that end at `i`.
    pub(super) fn back_over_spaces(&self, mut i: usize) -> usize {
        while self.before(i).is_some_and(char::is_whitespace) {
            i -= 1;
        }
        i
    }

    /// The first of the words that begins at `i`, and the place behind it.
    pub(super) fn word(&self, words: &[String], i: usize) -> Option<usize> {
        let rest = self.from(i);
        words.iter().find(|w| !w.is_empty() && rest.starts_with(w.as_str())).map(|w| i + w.chars().count())
    }
}

/// Full-width ASCII and the ideographic space become ASCII, radicals the characters that they stand for.
pub(super) fn narrow(c: char) -> char {
    match c {
        '\u{3000}' | '\u{a0}' => ' ',
        ',' | '，' => '、',
        '～' => '~',
        '！'..='｝' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '〔' => '[',
        '〕' => ']',
        '〈' => '<',
        '〉' => '>',
        '〜' => '~',
        '‐' | '‑' | '−' | '–' | '—' => '-',
        '･' => '・',
        c => unify(c),
    }
}

/// How a place is called, so that two printings of it are the same: width, spaces, 漢数字 behind 第, dots at the end.
pub(super) fn canonical(mark: &str) -> String {
    let narrowed: String = mark.chars().map(narrow).filter(|c| !c.is_whitespace()).collect();
    let mut out = String::with_capacity(narrowed.len());
    let mut kanji = String::new();
    let numeral = |c: char| "一二三四五六七八九十百".contains(c);
    let flush = |kanji: &mut String, out: &mut String| {
        if !kanji.is_empty() {
            out.push_str(&value_of_kanji(kanji).to_string());
            kanji.clear();
        }
    };
    for c in narrowed.chars() {
        // 第三条の二, 別表一: numerals count only behind 第, の and the words of annexes.
        let counts =
            out.ends_with(['第', 'の', '表', '紙', '添', '式']) || !kanji.is_empty() || out.is_empty();
        if numeral(c) && counts {
            kanji.push(c);
        } else {
            flush(&mut kanji, &mut out);
            out.push(c);
        }
    }
    flush(&mut kanji, &mut out);
    for word in ["別紙", "別表", "別添", "別記", "様式", "付録", "参考資料"] {
        if let Some(rest) = out.strip_prefix(word) {
            out = format!("{word}{}", rest.trim_start_matches('第').trim_end_matches('号'));
            break;
        }
    }
    out.trim_end_matches('.').to_owned()
}

/// 二十三 as 23.
pub(super) fn value_of_kanji(text: &str) -> u32 {
    let (mut total, mut last) = (0, 0);
    for c in text.chars() {
        if let Some(at) = "一二三四五六七八九".chars().position(|d| d == c) {
            last = u32::try_from(at + 1).unwrap_or(0);
        } else {
            total += last.max(1) * if c == '十' { 10 } else { 100 };
            last = 0;
        }
    }
    total + last
}

/// ⑴ as 1, 十二 as 12, 7 as 7; nothing for other words.
pub(super) fn digits(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c @ '⑴'..='⒇'), None) => (u32::from(c) - 0x2474 + 1).to_string(),
        (Some(c), _) if "一二三四五六七八九十百".contains(c) => value_of_kanji(text).to_string(),
        _ => text.to_owned(),
    }
}

/// 3 as ③.
pub(super) fn circled(number: &str) -> Option<char> {
    let n: u32 = number.parse().ok()?;
    match n {
        1..=20 => char::from_u32(0x2460 + n - 1),
        21..=35 => char::from_u32(0x3251 + n - 21),
        36..=50 => char::from_u32(0x32B1 + n - 36),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn printings_of_one_place_are_the_same() {
        assert_eq!(canonical("第三十六条の二"), canonical("第 ３６ 条 の ２"));
        assert_eq!(canonical("別表第１"), canonical("別表1"));
        assert_eq!(canonical("別紙第二号"), "別紙2");
        assert_eq!(canonical("表４－１"), "表4-1");
        assert_ne!(canonical("表4-1"), canonical("表4-11"));
    }
}
