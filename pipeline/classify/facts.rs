//! Facts in a text that can be compared exactly: quantities with unit; dates and references have files of their own.

pub(super) use super::{
    dates::dates,
    references::{mask_references, references},
};
use super::{
    dates::{mask_dates, replace_dates},
    english::is_english,
    english_facts,
};
use crate::{rules::Language, text::numerals};

/// A number with its unit and bound: 8 文字 以上.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Quantity {
    /// Digits as folded, without thousands separators.
    pub(super) value: String,
    /// The unit.
    pub(super) unit: String,
    /// 以上, 以内 …, or empty.
    pub(super) bound: String,
}

/// The quantities of a text, dates and references left out, in order.
pub(super) fn quantities(text: &str, language: &Language) -> Vec<Quantity> {
    places(text, language).into_iter().map(|(_, quantity)| quantity).collect()
}

/// The quantities of a text in order, each with the words between the one before it and itself.
pub(super) fn places(text: &str, language: &Language) -> Vec<(String, Quantity)> {
    if is_english(text) {
        return english_facts::places(text);
    }
    let masked = mask_dates(&mask_references(text));
    let masked = one_notation(&masked, language);
    let mut found: Vec<(usize, usize, Quantity)> = Vec::new();
    for word in &language.quantity_words {
        for (at, _) in masked.match_indices(word.as_str()) {
            // 毎年9月末 is a date.
            if !masked[at + word.len()..].starts_with('§') {
                let quantity = Quantity { value: word.clone(), unit: String::new(), bound: String::new() };
                found.push((at, at + word.len(), quantity));
            }
        }
    }
    let mut from = 0;
    while let Some(at) = masked[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at) {
        let rest = &masked[at..];
        let len = rest
            .find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '、' && is_separator(rest)))
            .unwrap_or(rest.len());
        let digits = rest[..len].trim_end_matches(['.', '、']).len().max(1);
        let value = rest[..digits].replace('、', "");
        from = at + digits;
        let rest = &masked[from..];
        let known = language.units.iter().find(|u| rest.starts_with(u.as_str())).cloned();
        if let Some(unit) = known.or_else(|| unlisted_unit(&masked[..at], rest)) {
            let after = &rest[unit.len()..];
            let bound = language
                .comparators
                .iter()
                .find(|c| after.starts_with(c.as_str()))
                .cloned()
                .unwrap_or_default();
            let end = from + unit.len() + bound.len();
            found.push((at, end, Quantity { value, unit, bound }));
        }
    }
    found.sort_by_key(|&(at, ..)| at);
    let mut before = 0;
    found
        .into_iter()
        .map(|(at, end, quantity)| {
            let words = masked[before.min(at)..at].to_owned();
            before = end;
            (words, quantity)
        })
        .collect()
}

/// The longest unit that no list holds: ルクス, mg/dl.
const LONGEST_UNIT: usize = 6;

/// What follows a number whose unit stands in no list: a run of katakana, Latin letters or one kanji, or nothing (百分の七十,
/// 十又はその端数). `None` where the digits count nothing: the mark of a list, part of a name (ver2).
fn unlisted_unit(before: &str, rest: &str) -> Option<String> {
    let last = before.chars().next_back()?;
    if matches!(last, '第' | '。' | '、' | '(' | ')' | '「' | '§' | '-' | '.' | ':' | '#')
        || last.is_ascii_alphanumeric()
    {
        return None;
    }
    let first = rest.chars().next()?;
    let run = |fits: fn(char) -> bool| -> String {
        rest.chars().take_while(|c| fits(*c)).take(LONGEST_UNIT).collect()
    };
    match first {
        'ァ'..='ー' => Some(run(|c| matches!(c, 'ァ'..='ー'))),
        c if c.is_ascii_alphabetic() => Some(run(|c| c.is_ascii_alphabetic() || c == '/')),
        'の' | 'に' | 'を' | 'と' | 'で' | 'は' | '又' | '以' | '未' => Some(String::new()),
        c if ('\u{4E00}'..='\u{9FFF}').contains(&c) && !"章節条項号編款目年月".contains(c) => {
            Some(c.to_string())
        }
        _ => None,
    }
}

/// The folded text with each quantity, and each vague word in the place of one, as one mark.
pub(super) fn mask_quantities(folded: &str, language: &Language) -> String {
    let mut out = mask_dates(folded).replace('§', "#");
    for word in &language.vague {
        out = out.replace(word.as_str(), "#");
    }
    let text = one_notation(&out, language);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let digits = rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(rest.len());
        if !c.is_ascii_digit() {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let after = &rest[digits..];
        let known = language.units.iter().find(|u| after.starts_with(u.as_str())).cloned();
        let unit = known.or_else(|| unlisted_unit(&out, after)).unwrap_or_default();
        out.push('#');
        rest = &after[unit.len()..];
        for bound in &language.comparators {
            rest = rest.strip_prefix(bound.as_str()).unwrap_or(rest);
        }
    }
    out
}

/// Whether the comma after the leading digits separates thousands: "1、000".
fn is_separator(rest: &str) -> bool {
    rest.find('、').is_some_and(|at| {
        let after: Vec<char> = rest[at + '、'.len_utf8()..].chars().take(4).collect();
        after.len() >= 3
            && after[..3].iter().all(char::is_ascii_digit)
            && !after.get(3).is_some_and(char::is_ascii_digit)
    })
}

/// The folded spellings of months as a span.
const MONTHS: [&str; 5] = ["か月", "箇月", "ヶ月", "ヵ月", "カ月"];

/// Units of mass, length and volume with the smallest of their sort and how many of it they are.
const METRIC: [(&str, &str, u64); 9] = [
    ("kg", "mg", 1_000_000),
    ("g", "mg", 1000),
    ("mg", "mg", 1),
    ("km", "mm", 1_000_000),
    ("m", "mm", 1000),
    ("cm", "mm", 10),
    ("mm", "mm", 1),
    ("l", "ml", 1000),
    ("ml", "ml", 1),
];

/// A measure in the smallest unit of its sort (0.5kg and 500g are both 500000mg), and the bytes behind the whole part that it takes.
fn metric(whole: &str, after: &str) -> Option<(String, usize)> {
    let fraction = after
        .strip_prefix('.')
        .map_or("", |rest| &rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())]);
    let taken = if fraction.is_empty() { 0 } else { 1 + fraction.len() };
    let behind = &after[taken..];
    let letters = behind.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(behind.len());
    let (unit, smallest, times) = METRIC.iter().find(|(unit, ..)| *unit == &behind[..letters])?;
    // Longer fractions are no measures of everyday.
    let places = u32::try_from(fraction.len()).ok().filter(|places| *places <= 6)?;
    let scaled: u64 = format!("{whole}{fraction}").parse().ok()?;
    let (value, scale) = (scaled.checked_mul(*times)?, 10_u64.pow(places));
    (value % scale == 0).then(|| (format!("{}{smallest}", value / scale), taken + unit.len()))
}

/// か in the place of ヶ, ヵ and 箇 before what is counted, and 人 in the place of 名 behind a number.
fn counted_alike(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let number = |k: Option<usize>| {
        k.and_then(|k| chars.get(k))
            .is_some_and(|c| c.is_ascii_digit() || "一二三四五六七八九十百数".contains(*c))
    };
    let counts = |k: usize| chars.get(k).is_some_and(|c| "月所年国条".contains(*c));
    let one = |i: usize| match chars[i] {
        'ヶ' | 'ヵ' | 'ケ' | 'カ' | '箇' | '個' if number(i.checked_sub(1)) && counts(i + 1) => 'か',
        '名' if number(i.checked_sub(1)) => '人',
        c => c,
    };
    (0..chars.len()).map(one).collect()
}

/// The folded text with dates and numbers in one notation: 令和9年 and 2027年, 三年 and 3年, 60分 and 1時間, 5万円 and 50,000円.
pub(super) fn one_notation(folded: &str, language: &Language) -> String {
    let text = replace_dates(folded, |date| format!("<{date}>")).replace("摂氏", "").replace('℃', "度");
    let text = text.replace("パーセント", "%").replace("半年", "6か月").replace("正午", "12時");
    let text = counted_alike(&text);
    let text = numerals::arabic(&text, &language.kanji_units);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let len = rest
            .find(|c: char| !(c.is_ascii_digit() || c == '、' && is_separator(rest)))
            .unwrap_or(rest.len());
        let digits = rest[..len].trim_end_matches('、');
        if digits.is_empty() {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let (value, after) = (digits.replace('、', ""), &rest[digits.len()..]);
        if let Some((smallest, taken)) = metric(&value, after) {
            out.push_str(&smallest);
            rest = &after[taken..];
            continue;
        }
        rest = after;
        match value.parse::<u64>() {
            Ok(n) if after.starts_with('万') => {
                out.push_str(&n.saturating_mul(10_000).to_string());
                rest = &after['万'.len_utf8()..];
            }
            Ok(n) if n > 0 && n % 60 == 0 && after.starts_with('分') => {
                out.push_str(&format!("{}時間", n / 60));
                rest = after.strip_prefix("分間").unwrap_or(&after['分'.len_utf8()..]);
            }
            Ok(n) if after.starts_with("週間") => {
                out.push_str(&format!("{}日", n.saturating_mul(7)));
                rest = &after["週間".len()..];
            }
            Ok(n) if after.starts_with("日間") || after.starts_with("年間") => {
                let unit = &after[..'日'.len_utf8()];
                out.push_str(&format!("{n}{unit}"));
                rest = &after["日間".len()..];
            }
            Ok(n) if n > 0 && n % 12 == 0 && MONTHS.iter().any(|m| after.starts_with(m)) => {
                out.push_str(&format!("{}年", n / 12));
                let unit = MONTHS.iter().find_map(|m| after.strip_prefix(m)).unwrap_or(after);
                rest = unit.strip_prefix('間').unwrap_or(unit);
            }
            Ok(n)
                if after.starts_with('時')
                    && !after.starts_with("時間")
                    && (out.ends_with("午前") || out.ends_with("午後")) =>
            {
                let noon = if out.ends_with("午後") && n < 12 { 12 } else { 0 };
                out.truncate(out.len() - "午前".len());
                out.push_str(&(n + noon).to_string());
            }
            Ok(n) => out.push_str(&n.to_string()),
            Err(_) => out.push_str(&value),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{dates, mask_references, quantities};
    use crate::rules::Rules;

    #[test]
    fn quantities_have_unit_and_bound_and_are_no_dates_or_references() {
        let language = Rules::builtin().language;
        let got = quantities(
            "令和５年４月１日から、第３条の１．２により、８文字以上、1,000円以内とし、３回試すこと。",
            &language,
        );
        let got: Vec<String> = got.iter().map(|q| format!("{}{}{}", q.value, q.unit, q.bound)).collect();
        assert_eq!(got, ["8文字以上", "1000円以内", "3回"]);
    }

    #[test]
    fn dates_of_both_calendars_are_the_same() {
        let language = Rules::builtin().language;
        assert!(dates("毎年9月末までに", &language).contains("9月末"));
        assert_eq!(dates("令和9年4月1日", &language), dates("２０２７年４月１日", &language));
        assert_eq!(dates("令和元年度", &language).into_iter().collect::<Vec<_>>(), ["2019度"]);
        assert!(dates("3年以内", &language).is_empty());
    }

    #[test]
    fn references_are_one_mark() {
        assert_eq!(mask_references("企画管理編 11.2を参照"), "§を参照");
        assert_eq!(mask_references("第３６条第２項に従う"), mask_references("第40条第3項に従う"));
        assert_eq!(mask_references("14.⑥(6)"), mask_references("15.②(1)"));
        assert_eq!(mask_references("画像｜8、12"), mask_references("画像｜8、9、12"));
        assert_eq!(
            mask_references("企画管理編及び運用編に示す"),
            mask_references("企画管理編、運用編及び概説編に示す")
        );
        assert_eq!(mask_references("手順は11.の定め"), mask_references("手順は11.②の定め"));
        assert_ne!(mask_references("3回"), mask_references("5回"));
    }
}
