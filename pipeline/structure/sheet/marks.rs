//! Marks at the beginning of a text: ①, (1), 1., 2-1, ア, Ⅰ, 第1章, ＜…＞, ・, ※.

use crate::text::fold::{is_circled, number};

use super::vocabulary::Vocabulary;

/// What sort of mark; marks of one sort are siblings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// 第1章, 第2節: by the word's place in the order of words.
    Named(usize),
    /// Ⅰ.
    Roman,
    /// 1, 2.1, 2-1-3: by the count of its steps.
    Dotted(usize),
    /// ①.
    Circled,
    /// (1), ⑴.
    Paren,
    /// (ア), (a).
    ParenLetter,
    /// ア, a.
    Letter,
    /// 2-⑦, 2(1): a section and a mark in one.
    Composite,
    /// ・, -, ●.
    Bullet,
    /// A code such as 140000610 or A-12.
    Code,
}

/// A mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// As printed.
    pub(super) printed: String,
    /// As design.md's `number`.
    pub(super) number: String,
    pub(super) style: Style,
}

const NAMED: [char; 8] = ['編', '部', '章', '節', '款', '条', '項', '号'];

impl Mark {
    fn new(printed: &str, style: Style) -> Option<Self> {
        Some(Self { printed: printed.to_owned(), number: number(printed)?, style })
    }

    /// The mark that a text begins with, and the rest. A number needs something that ends it: 「3か月」 has no mark.
    pub(super) fn split(text: &str) -> Option<(Self, &str)> {
        let text = text.trim_start();
        let first = text.chars().next()?;
        if is_circled(first) || ('⑴'..='⒇').contains(&first) {
            let (printed, rest) = text.split_at(first.len_utf8());
            let style = if is_circled(first) { Style::Circled } else { Style::Paren };
            return Some((Self::new(printed, style)?, rest.trim_start()));
        }
        let length = paren(text)
            .or_else(|| named(text))
            .or_else(|| dotted(text))
            .or_else(|| letter(text))
            .or_else(|| bullet(text))?;
        let (length, style) = length;
        let (printed, rest) = text.split_at(length);
        let printed = printed.trim_end();
        Some((Self::new(printed, style)?, rest.trim_start()))
    }

    /// A whole text as a mark: the content of a number column.
    pub(super) fn whole(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some((mark, "")) = Self::split(text) {
            return Some(mark);
        }
        let number = number(text)?;
        // A code: no sentence, no white space inside.
        let fits = number.chars().count() <= 24
            && !text.chars().any(|c| c.is_whitespace() || "。、「」".contains(c));
        // A word is no code, unless it is letters of the Latin alphabet.
        let code = number.chars().any(|c| c.is_ascii_digit() || is_circled(c))
            || number.chars().all(|c| c.is_ascii_alphanumeric());
        if !fits || !code {
            return None;
        }
        let steps: Vec<&str> = number.split(['.', '-']).collect();
        let digits =
            |step: &&str| !step.is_empty() && step.len() <= 3 && step.bytes().all(|b| b.is_ascii_digit());
        let style = if steps.iter().all(digits) { Style::Dotted(steps.len()) } else { Style::Code };
        Some(Self { printed: text.to_owned(), number, style })
    }

    /// Its place among its siblings, where its sort counts.
    pub(super) fn ordinal(&self) -> Option<u32> {
        let c = self.number.chars().next()?;
        let within = |first: char, start: u32| Some(u32::from(c) - u32::from(first) + start);
        match self.style {
            Style::Circled => match c {
                '①'..='⑳' => within('①', 1),
                '㉑'..='㉟' => within('㉑', 21),
                '㊱'..='㊿' => within('㊱', 36),
                '❶'..='❿' => within('❶', 1),
                _ => None,
            },
            Style::Paren => self.number.trim_matches(['(', ')']).parse().ok(),
            Style::Dotted(_) => self.number.rsplit(['.', '-']).next()?.parse().ok(),
            _ => None,
        }
    }
}

/// Whether a number is the beginning of another's steps: 2 of 2-1.
pub(super) fn is_above(above: &str, below: &str) -> bool {
    below.strip_prefix(above).is_some_and(|rest| rest.starts_with(['.', '-', '(']))
}

/// White space or punctuation that ends a number.
fn ends(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | '．' | '、' | '：' | ':' | ')' | '）' | '】'))
}

/// Takes the characters that end a mark and belong to it: a dot or a bracket.
fn tail(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let taken = rest.chars().next().filter(|c| matches!(c, '.' | '．' | '、' | '：' | ':' | ')' | '）'));
    at + taken.map_or(0, char::len_utf8)
}

fn digits(text: &str) -> usize {
    text.char_indices().find(|(_, c)| !matches!(c, '0'..='9' | '０'..='９')).map_or(text.len(), |(at, _)| at)
}

/// (1), （ア）, (a).
fn paren(text: &str) -> Option<(usize, Style)> {
    let inside = text.strip_prefix(['(', '（'])?;
    let open = text.len() - inside.len();
    let close = inside.find([')', '）'])?;
    let word = inside.get(..close)?;
    let length = open + close + inside.get(close..)?.chars().next()?.len_utf8();
    let count = word.chars().count();
    if count > 0 && count <= 3 && digits(word) == word.len() {
        return Some((length, Style::Paren));
    }
    let one = word.chars().next().filter(|_| count == 1)?;
    let is_letter = one.is_ascii_alphabetic()
        || matches!(one, 'ァ'..='ン' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' | 'Ⅰ'..='ⅿ' | 'ｱ'..='ﾝ');
    is_letter.then_some((length, Style::ParenLetter))
}

/// 第1章, 第２節.
fn named(text: &str) -> Option<(usize, Style)> {
    let rest = text.strip_prefix('第')?.trim_start();
    let count = digits(rest);
    let after = rest.get(count..)?.trim_start();
    let word = after.chars().next()?;
    let rank = NAMED.iter().position(|named| *named == word)?;
    (count > 0).then(|| (text.len() - after.len() + word.len_utf8(), Style::Named(rank)))
}

/// 1., 2.1, ２－１. and 2-⑦, 2(1).
fn dotted(text: &str) -> Option<(usize, Style)> {
    let mut at = digits(text);
    let mut steps = 1;
    // Four digits are a year or a code.
    if at == 0 || text.get(..at)?.chars().count() > 3 {
        return None;
    }
    loop {
        let rest = text.get(at..)?;
        let mut chars = rest.chars();
        let separator = chars.next();
        let is_separator = matches!(separator, Some('.' | '．' | '-' | '－' | '−' | '‐' | '–' | 'の'));
        let after = if is_separator { chars.as_str() } else { rest };
        let next = after.chars().next();
        if next.is_some_and(|c| is_circled(c) || ('⑴'..='⒇').contains(&c)) {
            let length = text.len() - after.len() + next.map_or(0, char::len_utf8);
            return Some((length, Style::Composite));
        }
        if let Some((length, Style::Paren)) = paren(after) {
            return Some((text.len() - after.len() + length, Style::Composite));
        }
        let count = digits(after);
        if !is_separator || count == 0 {
            break;
        }
        // A telephone number, a date.
        if after.get(..count)?.chars().count() > 3 {
            return None;
        }
        at = text.len() - after.len() + count;
        steps += 1;
    }
    let rest = text.get(at..)?;
    ends(rest.chars().next()).then(|| (tail(text, at), Style::Dotted(steps)))
}

/// ア, a., Ⅰ．
fn letter(text: &str) -> Option<(usize, Style)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let next = chars.next();
    let at = first.len_utf8();
    match first {
        'Ⅰ'..='Ⅻ' if ends(next) => Some((tail(text, at), Style::Roman)),
        'ァ'..='ン' | 'ｱ'..='ﾝ' if ends(next) => Some((tail(text, at), Style::Letter)),
        // A single Latin letter before a space is a word as often as a mark.
        'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ'
            if matches!(next, Some('.' | '．' | ')' | '）' | '　')) =>
        {
            Some((tail(text, at), Style::Letter))
        }
        _ => None,
    }
}

fn bullet(text: &str) -> Option<(usize, Style)> {
    let first = text.chars().next()?;
    let rest = text.get(first.len_utf8()..)?;
    let dash = matches!(first, '-' | '－' | '‐' | '–') && rest.starts_with(char::is_whitespace);
    (dash || matches!(first, '・' | '●' | '○' | '◯' | '◆' | '◇' | '➢' | '▶' | '•') && !rest.trim().is_empty())
        .then_some((first.len_utf8(), Style::Bullet))
}

/// ＜…＞, 【…】, ［…］ around a whole text.
pub(super) fn label(text: &str) -> Option<&str> {
    let text = text.trim();
    [
        ('（', '）'),
        ('＜', '＞'),
        ('<', '>'),
        ('【', '】'),
        ('［', '］'),
        ('[', ']'),
        ('〈', '〉'),
        ('《', '》'),
        ('「', '」'),
        ('『', '』'),
    ]
    .iter()
    .find_map(|&(open, close)| text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)))
    .filter(|inside| !inside.trim().is_empty())
}

/// A note: its mark as printed and its number (empty where the sign is spoken of), and the rest.
pub(super) fn note<'a>(text: &'a str, words: &Vocabulary) -> Option<(String, String, &'a str)> {
    let text = text.trim_start();
    let inner = text.strip_prefix(['(', '（', '［', '[']);
    for sign in &words.note_signs {
        let Some(rest) = text.strip_prefix(sign.as_str()).or_else(|| inner?.strip_prefix(sign.as_str()))
        else {
            continue;
        };
        if words.spoken.iter().any(|word| rest.starts_with(word.as_str())) {
            return Some((String::new(), String::new(), text));
        }
        return Some(split_note(text, rest));
    }
    for word in &words.note_words {
        let start = inner.unwrap_or(text);
        let Some(rest) = strip_folded(start, word) else { continue };
        let next = rest.chars().next();
        if inner.is_some() && matches!(next, Some(')' | '）' | '］' | ']'))
            || next.is_some_and(|c| matches!(c, '0'..='9' | '０'..='９' | ':' | '：' | ')' | '）'))
        {
            return Some(split_note(text, rest));
        }
    }
    None
}

/// Takes a word from the beginning, whatever its case and width.
fn strip_folded<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut chars = text.chars();
    for want in word.chars() {
        let c = chars.next()?;
        let narrow = match c {
            '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            c => c,
        };
        if narrow != want && !narrow.to_lowercase().eq([want]) {
            return None;
        }
    }
    Some(chars.as_str())
}

/// The mark goes on over digits and a closing bracket or colon.
fn split_note<'a>(text: &'a str, rest: &'a str) -> (String, String, &'a str) {
    let count = digits(rest.trim_start());
    let rest = rest.trim_start().get(count..).unwrap_or_default();
    let number_end = text.len() - rest.len();
    let rest = rest.strip_prefix([')', '）', '］', ']', ':', '：', '.', '．']).unwrap_or(rest);
    let printed = text.get(..number_end).unwrap_or_default().trim_end();
    let number = number(printed.trim_start_matches(['(', '（', '［', '['])).unwrap_or_default();
    (printed.to_owned(), number, rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Option<(String, Style, String)> {
        Mark::split(text).map(|(mark, rest)| (mark.number, mark.style, rest.to_owned()))
    }

    #[test]
    fn marks_are_told_from_words() {
        for (text, number, style, rest) in [
            ("①　担当者", "①", Style::Circled, "担当者"),
            ("（１）担当者", "(1)", Style::Paren, "担当者"),
            ("⑵ 担当者", "(2)", Style::Paren, "担当者"),
            ("(ア) x", "(ア)", Style::ParenLetter, "x"),
            ("１. 機関外", "1", Style::Dotted(1), "機関外"),
            ("３.ハイレベル", "3", Style::Dotted(1), "ハイレベル"),
            ("２－１.\u{a0} データ", "2-1", Style::Dotted(2), "データ"),
            ("2.1 Basic", "2.1", Style::Dotted(2), "Basic"),
            ("1\n体制構築", "1", Style::Dotted(1), "体制構築"),
            ("2-⑦ x", "2-⑦", Style::Composite, "x"),
            ("２（１）x", "2(1)", Style::Composite, "x"),
            ("第１章　総則", "第1章", Style::Named(2), "総則"),
            ("Ⅰ．期間", "Ⅰ", Style::Roman, "期間"),
            ("ア　利用者", "ア", Style::Letter, "利用者"),
            ("・記録", "・", Style::Bullet, "記録"),
        ] {
            let want = number.replace('Ⅰ', "I");
            assert_eq!(split(text), Some((want, style, rest.to_owned())), "{text}");
        }
        for text in [
            "3か月以上",
            "2025年",
            "（「いいえ」の場合）",
            "アカウント",
            "Data use",
            "A server",
            "1.5倍",
            "13文字",
            "注射薬",
            "",
            "－5",
        ] {
            assert_eq!(split(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_column_holds_whole_marks() {
        assert_eq!(
            Mark::whole("140000610").map(|m| (m.number, m.style)),
            Some(("140000610".into(), Style::Code))
        );
        assert_eq!(Mark::whole("21").map(|m| m.style), Some(Style::Dotted(1)));
        assert_eq!(Mark::whole("２－⑦").map(|m| m.style), Some(Style::Composite));
        assert_eq!(Mark::whole("Ａ").map(|m| (m.number, m.style)), Some(("A".into(), Style::Code)));
        assert_eq!(Mark::whole("データを消去すること。"), None);
        assert_eq!(Mark::whole("有無"), None);
        assert_eq!(Mark::whole("⑬").and_then(|m| m.ordinal()), Some(13));
    }

    #[test]
    fn notes_are_told_from_words() {
        let words = Vocabulary::parse(include_str!("../../rules/sheet.toml")).unwrap();
        let of = |text: &str| note(text, &words).map(|(mark, number, rest)| (mark, number, rest.to_owned()));
        let want = |mark: &str, number: &str, rest: &str| {
            Some((mark.to_owned(), number.to_owned(), rest.to_owned()))
        };
        assert_eq!(of("※1　本文"), want("※1", "※1", "本文"));
        assert_eq!(of("※　本文"), want("※", "※", "本文"));
        assert_eq!(of("（注２）本文"), want("（注２", "注2", "本文"));
        assert_eq!(of("注：本文"), want("注", "注", "本文"));
        assert_eq!(of("  ※のついたコード"), want("", "", "※のついたコード"));
        assert_eq!(of("注射薬剤の管理"), None);
        assert_eq!(of("備考欄に書く"), None);
        assert_eq!(of("Notes are kept"), None);
    }
}
