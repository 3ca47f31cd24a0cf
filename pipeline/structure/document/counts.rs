//! What place in a count a number stands for: digits, circled numbers, kana in both orders, letters, Roman and kanji numerals.

/// Half-width kana from ｱ to ﾝ (none of them voiced) in full width.
pub(super) fn half_width_kana(c: char) -> char {
    const FULL: &str =
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    let place = u32::from(c).saturating_sub(u32::from('ｱ'));
    usize::try_from(place).ok().and_then(|at| FULL.chars().nth(at)).unwrap_or(c)
}

/// The place in the count that a number stands for: the last run of digits, a circled number, a kana, a letter.
pub(crate) fn value(number: &str) -> u32 {
    let digits: String = number
        .chars()
        .rev()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    if let Ok(n) = digits.parse() {
        return n;
    }
    if let Some(n) = kanji(number) {
        return n;
    }
    number.chars().find_map(letter).unwrap_or(0)
}

/// Hiragana へ looks like katakana ヘ and is often typed for it.
fn katakana(c: char) -> char {
    match c {
        'へ' => 'ヘ',
        'り' => 'リ',
        c => c,
    }
}

fn letter(c: char) -> Option<u32> {
    let c = katakana(c);
    const KANA: &str =
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
    let code = u32::from(c);
    let n = match c {
        '①'..='⑳' => code - 0x2460 + 1,
        '㉑'..='㉟' => code - 0x3251 + 21,
        '㊱'..='㊿' => code - 0x32B1 + 36,
        '⑴'..='⒇' => code - 0x2474 + 1,
        'ⅰ'..='ⅻ' => code - 0x2170 + 1,
        '❶'..='❿' => code - 0x2776 + 1,
        '㋐'..='㋾' => code - 0x32D0 + 1,
        'a'..='z' => code - 0x61 + 1,
        c => u32::try_from(KANA.chars().position(|k| k == c)? + 1).ok()?,
    };
    Some(n)
}

/// The place of a kana in the order of the old syllabary, in which laws and notices count.
fn iroha(number: &str) -> u32 {
    const IROHA: &str =
        "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス";
    let place = number.chars().find_map(|c| IROHA.chars().position(|k| k == katakana(c)));
    place.and_then(|at| u32::try_from(at + 1).ok()).unwrap_or(0)
}

/// The place in the other count that has such a mark: イロハ for kana, i ii iii for letters.
pub(super) fn other_count(number: &str) -> u32 {
    let inside = number.trim_matches(['(', ')']);
    let roman = inside.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    if roman && !inside.is_empty() { roman_count(inside) } else { iroha(number) }
}

/// i, iv, xii: a smaller letter before a larger one is taken off.
fn roman_count(letters: &str) -> u32 {
    let worth = |c: char| match c {
        'x' => 10,
        'v' => 5,
        _ => 1,
    };
    let mut total = 0_u32;
    let mut before = 0;
    for one in letters.chars().rev().map(worth) {
        total = if one < before { total.saturating_sub(one) } else { total + one };
        before = one;
    }
    total
}

fn kanji(number: &str) -> Option<u32> {
    const DIGITS: &str = "一二三四五六七八九";
    let (mut total, mut last, mut seen) = (0, 0, false);
    for c in number.chars() {
        if let Some(at) = DIGITS.chars().position(|d| d == c) {
            last = u32::try_from(at + 1).ok()?;
            seen = true;
        } else if c == '十' || c == '百' {
            total += last.max(1) * if c == '十' { 10 } else { 100 };
            last = 0;
            seen = true;
        }
    }
    seen.then_some(total + last)
}

#[cfg(test)]
mod tests {
    use super::{other_count, value};

    #[test]
    fn counts_are_read_from_any_numeral() {
        assert_eq!(
            [value("第二十三条"), value("(オ)"), value("㉑"), value("c"), value("12.3")],
            [23, 5, 21, 3, 3]
        );
    }

    #[test]
    fn the_other_count_is_iroha_or_roman() {
        assert_eq!(
            [other_count("ロ"), other_count("(iv)"), other_count("ix"), other_count("c")],
            [2, 4, 9, 0]
        );
    }
}
