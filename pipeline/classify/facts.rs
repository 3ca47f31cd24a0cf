//! Facts in a text that can be compared exactly: quantities with unit, dates, references.

use std::collections::BTreeSet;

use super::{english::is_english, english_facts};
use crate::{
    rules::Language,
    text::{fold, fold::is_circled, numerals},
};

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

/// The dates of a text as `year[-month[-day]][度]`, Japanese eras turned into years of the common era.
pub(super) fn dates(text: &str, language: &Language) -> BTreeSet<String> {
    if is_english(text) {
        return english_facts::dates(text);
    }
    let mut found = BTreeSet::new();
    let folded = fold(text);
    scan_dates(&folded, |date, (_, end)| {
        // 「…年3月29日付け総務第12号」 points at a document.
        if !folded[end..].starts_with('付') {
            found.insert(date);
        }
    });
    found.extend(language.date_words.iter().filter(|w| folded.contains(w.as_str())).cloned());
    found
}

fn mask_dates(folded: &str) -> String {
    replace_dates(folded, |_| "§".to_owned())
}

/// The folded text with dates and numbers in one notation: 令和9年 and 2027年, 三年 and 3年, 60分 and 1時間, 5万円 and 50,000円.
pub(super) fn one_notation(folded: &str, language: &Language) -> String {
    let text = replace_dates(folded, |date| format!("<{date}>")).replace("摂氏", "").replace('℃', "度");
    let text = text.replace("パーセント", "%").replace("半年", "6か月").replace("正午", "12時");
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
            Ok(n) if after.starts_with("日間") => {
                out.push_str(&format!("{n}日"));
                rest = &after["日間".len()..];
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

fn replace_dates(folded: &str, with: impl Fn(&str) -> String) -> String {
    let mut found = Vec::new();
    scan_dates(folded, |date, span| found.push((date, span)));
    let mut out = String::new();
    let mut from = 0;
    for (date, (start, end)) in found {
        out.push_str(&folded[from..start]);
        out.push_str(&with(&date));
        from = end;
    }
    out.push_str(&folded[from..]);
    out
}

const ERAS: [(&str, u32); 4] = [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("大正", 1911)];

fn scan_dates(folded: &str, mut found: impl FnMut(String, (usize, usize))) {
    let mut at = 0;
    while at < folded.len() {
        let rest = &folded[at..];
        let era = ERAS.iter().find(|(name, _)| rest.starts_with(name));
        let mut end = at + era.map_or(0, |(name, _)| name.len());
        let year = if folded[end..].starts_with('元') && era.is_some() {
            end += '元'.len_utf8();
            Some(1)
        } else {
            number(folded, &mut end)
        };
        let step = rest.chars().next().map_or(1, char::len_utf8);
        // 毎月20日: a day of each month.
        if let Some(day) =
            ["毎月", "当月", "翌月", "各月", "同月", "前月"].iter().find_map(|w| rest.strip_prefix(w))
        {
            let from = at + (rest.len() - day.len());
            if let Some(word) = ["末日", "初日"].into_iter().find(|w| day.starts_with(w)) {
                end = from + word.len();
                found(folded[at..end].to_owned(), (at, end));
                at = end;
                continue;
            }
            let mut end = from;
            let number = number(folded, &mut end);
            let after = &folded[end..];
            let is_day = after.starts_with('日') && !after.starts_with("日間") && !after.starts_with("日以");
            if let Some(n) = number.filter(|_| is_day) {
                let word = &folded[at..from];
                end += '日'.len_utf8();
                found(format!("{word}{n}日"), (at, end));
                at = end;
                continue;
            }
        }
        if let (Some(month), None, Some(last)) =
            (year.filter(|m| (1..=12).contains(m)), era, month_end(&folded[end..]))
        {
            let text = format!("{month}{}", &folded[end..end + last]);
            found(text, (at, end + last));
            at = end + last;
            continue;
        }
        if let Some((date, len)) = abbreviated(&folded[..at], rest) {
            found(date, (at, at + len));
            at += len;
            continue;
        }
        let (Some(year), true) = (year, folded[end..].starts_with('年')) else {
            // Digits that are no year are passed over whole, so that "12025年" does not hold a date.
            at = if rest.starts_with(|c: char| c.is_ascii_digit()) { end.max(at + step) } else { at + step };
            continue;
        };
        let year = match era {
            Some((_, base)) => base + year,
            None if (1900..2200).contains(&year) => year,
            None => {
                at = end;
                continue;
            }
        };
        end += '年'.len_utf8();
        let mut date = year.to_string();
        if folded[end..].starts_with('度') {
            end += '度'.len_utf8();
            date.push('度');
        } else {
            for unit in ['月', '日'] {
                let mut next = end;
                match number(folded, &mut next) {
                    Some(n) if folded[next..].starts_with(unit) => {
                        end = next + unit.len_utf8();
                        date.push_str(&format!("-{n:02}"));
                    }
                    _ => break,
                }
            }
        }
        found(date, (at, end));
        at = end;
    }
}

/// A date as R7.4.1 or S63/1/8.
fn abbreviated(before: &str, rest: &str) -> Option<(String, usize)> {
    let base = match rest.chars().next()? {
        'r' => 2018,
        'h' => 1988,
        's' => 1925,
        _ => return None,
    };
    if before.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let mut at = 1;
    let mut part = |stop: bool| -> Option<u32> {
        let n = number(rest, &mut at)?;
        if stop {
            return Some(n);
        }
        let next = rest[at..].chars().next().filter(|c| matches!(c, '.' | '/'))?;
        at += next.len_utf8();
        Some(n)
    };
    let (year, month, day) = (part(false)?, part(false)?, part(true)?);
    ((1..=12).contains(&month) && (1..=31).contains(&day))
        .then(|| (format!("{}-{month:02}-{day:02}", base + year), at))
}

/// The length of 「月末」 or 「月31日」 behind a month's number: a date without a year.
fn month_end(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('月')?;
    if after.starts_with('末') {
        return Some("月末".len());
    }
    let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
    if digits > 0 && after[digits..].starts_with('日') {
        return Some("月".len() + digits + "日".len());
    }
    // 毎年11月に: a month. 1月につき, 1月以内 counts.
    let month = ["に", "の", "中", "から", "まで", "以降", "上旬", "中旬", "下旬", "を", "は", "、"];
    (month.iter().any(|w| after.starts_with(w)) && !after.starts_with("につき")).then_some("月".len())
}

fn number(text: &str, at: &mut usize) -> Option<u32> {
    let digits = text[*at..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - *at);
    let number = text[*at..*at + digits].parse().ok()?;
    *at += digits;
    Some(number)
}

/// The references of a text, as printed (folded), in order.
pub(super) fn references(text: &str) -> Vec<String> {
    if is_english(text) {
        return english_facts::references(text);
    }
    let circled = |c: char| is_circled(c);
    let chars: Vec<char> = text
        .chars()
        .flat_map(|c| if circled(c) { vec![c] } else { fold(&c.to_string()).chars().collect() })
        .collect();
    let plain: Vec<char> = chars.iter().map(|&c| if circled(c) { '§' } else { c }).collect();
    let mut out: Vec<String> = Vec::new();
    let (mut i, mut before, mut joined) = (0, None, false);
    while i < plain.len() {
        let (len, is_reference) = reference(&plain, i, before);
        if is_reference {
            let printed: String = chars[i..i + len].iter().collect();
            match out.last_mut().filter(|_| joined) {
                Some(last) => last.push_str(&printed),
                None => out.push(printed),
            }
            before = Some('§');
        } else {
            before = plain.get(i + len - 1).copied();
        }
        joined = is_reference;
        i += len;
    }
    out
}

/// The folded text with every reference to a place (第36条, 14.1.1, ⑤, 別紙2, 別表1) as one mark.
pub(super) fn mask_references(text: &str) -> String {
    if is_english(text) {
        return english_facts::mask_references(text);
    }
    let circled: String = text.chars().map(|c| if is_circled(c) { '§' } else { c }).collect();
    let chars: Vec<char> = mask_names(&mask_issued(&fold(&circled))).chars().collect();
    let mut out = String::new();
    let mut i = 0;
    while i < chars.len() {
        let (len, is_reference) = reference(&chars, i, out.chars().next_back());
        if is_reference {
            // Several references in a row are one: their number is no wording.
            for joiner in ["、", "及び", "又は", "並びに", "・", "~", "から"] {
                if let Some(before) = out.strip_suffix(joiner).filter(|b| b.ends_with('§')) {
                    out.truncate(before.len());
                    break;
                }
            }
            if !out.ends_with('§') {
                out.push('§');
            }
        } else {
            out.extend(&chars[i..i + len]);
        }
        i += len;
    }
    out
}

/// 「令和6年3月29日付け」 as one mark: with the number behind it, it names a document.
fn mask_issued(folded: &str) -> String {
    let mut spans = Vec::new();
    scan_dates(folded, |_, (start, end)| {
        if let Some(len) = ["付け", "付"].iter().find(|w| folded[end..].starts_with(**w)).map(|w| w.len())
        {
            spans.push((start, end + len));
        }
    });
    let mut out = String::new();
    let mut from = 0;
    for (start, end) in spans {
        out.push_str(&folded[from..start]);
        out.push('§');
        from = end;
    }
    out.push_str(&folded[from..]);
    out
}

/// What documents are called at the end of their names.
const DOCUMENTS: [&str; 16] = [
    "規程",
    "規則",
    "細則",
    "要領",
    "要綱",
    "指針",
    "ガイドライン",
    "手引",
    "手引き",
    "マニュアル",
    "通知",
    "法",
    "基準",
    "約款",
    "手順書",
    "告示",
];

/// What follows the name of a document that is pointed at.
const POINTED: [&str; 17] = [
    "第",
    "に掲げ",
    "に沿",
    "に則",
    "にいう",
    "に基づ",
    "による",
    "により",
    "に定め",
    "に従",
    "に示",
    "に規定",
    "の規定",
    "の定め",
    "を参照",
    "を準用",
    "に準じ",
];

/// Shorter words are no names of documents.
const LEAST_NAME: usize = 5;

/// The name of a document that ends before `after` begins, without 「」: its length in bytes.
fn named_document(before: &str, after: &str) -> Option<usize> {
    let ends = DOCUMENTS.iter().any(|d| before.ends_with(d));
    if !ends || !POINTED.iter().any(|w| after.starts_with(w)) {
        return None;
    }
    let name: Vec<char> = before.chars().rev().take_while(|c| is_name(*c)).collect();
    // 方法により, 基準による: a bare word is no name.
    (name.len() >= LEAST_NAME).then(|| name.iter().map(|c| c.len_utf8()).sum())
}

/// Addresses in the net, and the names of documents (in 「」, or before に基づき and the like), as one mark.
fn mask_names(folded: &str) -> String {
    let mut plain = String::with_capacity(folded.len());
    let mut at = 0;
    while let Some(c) = folded[at..].chars().next() {
        if folded[at..].starts_with("http") {
            let rest = &folded[at..];
            at += rest.find(|c: char| !c.is_ascii_graphic() || c == ')').unwrap_or(rest.len());
            plain.push('§');
            continue;
        }
        if let Some(len) = named_document(&plain, &folded[at..]) {
            plain.truncate(plain.len() - len);
            plain.push('§');
        }
        plain.push(c);
        at += c.len_utf8();
    }
    let mut out = String::with_capacity(plain.len());
    let mut rest = plain.as_str();
    while let Some(at) = rest.find('「') {
        let (before, opened) = rest.split_at(at);
        out.push_str(before);
        let inside = &opened['「'.len_utf8()..];
        match inside.find('」') {
            Some(end) if DOCUMENTS.iter().any(|d| inside[..end].ends_with(d)) => {
                out.push('§');
                rest = &inside[end + '」'.len_utf8()..];
            }
            _ => {
                out.push('「');
                rest = inside;
            }
        }
    }
    out.push_str(rest);
    out
}

/// How many characters from `i` belong together, and whether they are a reference.
fn reference(chars: &[char], i: usize, before: Option<char>) -> (usize, bool) {
    let c = chars[i];
    if c == '§' {
        return (1, true);
    }
    // A volume by its name: 企画管理編.
    if is_name(c) && !before.is_some_and(is_name) {
        let len = chars[i..].iter().take_while(|c| is_name(**c)).count();
        if let Some(at) =
            chars[i..i + len].iter().rposition(|c| *c == '編').filter(|at| (2..=12).contains(at))
        {
            return (at + 1, true);
        }
    }
    // アからウまで, イ及びロ; (2)の.
    let lettered = ('ァ'..='ン').contains(&c)
        && !before.is_some_and(|b| ('ァ'..='ー').contains(&b))
        && chars.get(i + 1).is_some_and(|n| "か及又の".contains(*n))
        && (chars.get(i + 1) != Some(&'か') || chars.get(i + 2) == Some(&'ら'));
    if lettered {
        return (1, true);
    }
    if matches!(c, '(') && before.is_some_and(|b| !matches!(b, '。' | '\n' | '、')) {
        let digits = (i + 1..).take_while(|&k| chars.get(k).is_some_and(char::is_ascii_digit)).count();
        let after = i + 2 + digits;
        if digits > 0
            && digits < 3
            && chars.get(i + 1 + digits) == Some(&')')
            && chars.get(after).is_some_and(|c| "のにを及又かまでと".contains(*c))
        {
            return (digits + 2, true);
        }
    }
    // 前条, 同項, 次号.
    if "前次同本".contains(c)
        && chars.get(i + 1).is_some_and(|c| "条項号章節款".contains(*c))
        && chars.get(i + 2) != Some(&'目')
    {
        return (2, true);
    }
    let named = before.is_some_and(|c| "紙添表図問注録式記番".contains(c));
    let letter = |k: usize| chars.get(k).is_some_and(char::is_ascii_alphabetic);
    let figure = |k: usize| chars.get(k).is_some_and(char::is_ascii_digit);
    // 付録A; Q12; 区分番号A101.
    if c.is_ascii_alphabetic() && !before.is_some_and(|b| b.is_ascii_alphanumeric()) {
        let digits = (i + 1..).take_while(|&k| figure(k)).count();
        let ends = !letter(i + 1 + digits);
        if ends && (named && digits == 0 || digits > 0 && (c == 'q' || before == Some('号'))) {
            return (1 + digits, true);
        }
    }
    let ordinal = c == '第';
    let start = i + usize::from(ordinal);
    // 第二条, 別表第一.
    let kanji = (start..)
        .take_while(|&k| chars.get(k).is_some_and(|c| "一二三四五六七八九十百".contains(*c)))
        .count();
    if ordinal && kanji > 0 {
        let unit = chars.get(start + kanji).is_some_and(|c| "章節条項号編款".contains(*c));
        if unit || named {
            return (1 + kanji + usize::from(unit), true);
        }
    }
    let mut end = start;
    while chars.get(end).is_some_and(|c| c.is_ascii_digit() || (matches!(c, '.' | '-') && end > start)) {
        end += 1;
    }
    while end > start && !chars[end - 1].is_ascii_digit() {
        end -= 1;
    }
    if end > start {
        let after = chars.get(end).copied();
        // 14.⑥: the chapter of a circled number.
        if after == Some('§')
            || (after == Some('.')
                && chars.get(end + 1).is_some_and(|c| "§のにをはがでと及又、".contains(*c)))
        {
            return (end - i + usize::from(after == Some('.')), true);
        }
        // A bare list of numbers: 8、9、12.
        let thousands = chars[end..].len() > 3
            && chars[end] == '、'
            && chars[end + 1..].iter().take_while(|c| c.is_ascii_digit()).count() == 3;
        let listed = |k: Option<&char>| matches!(k, Some('、' | '・' | '~')) && !thousands;
        let neighbour = listed(chars.get(end)) && chars.get(end + 1).is_some_and(char::is_ascii_digit)
            || before.is_some_and(|b| matches!(b, '、' | '・' | '~'))
                && i >= 2
                && (chars[i - 2].is_ascii_digit() || chars[i - 2] == '§');
        if !ordinal
            && neighbour
            && !after.is_some_and(|c| c.is_alphabetic() && !"のにをはがでとへやも及並又若以".contains(c))
        {
            return (end - i, true);
        }
        let dotted = chars[start..end].iter().any(|c| matches!(c, '.' | '-'));
        let page = after == Some('頁')
            || chars[end..].starts_with(&['ペ', 'ー', 'ジ'])
                && !chars.get(end + 3).is_some_and(|c| "以超".contains(*c));
        let part = ordinal && after.is_some_and(|c| "部版巻表図".contains(c));
        let unit = (page || part || after.is_some_and(|c| "章節条項号編款目".contains(c)))
            && !(after == Some('項') && chars.get(end + 1) == Some(&'目'));
        let percent = after == Some('%');
        if unit
            || named
            || (dotted
                && !percent
                && !after
                    .is_some_and(|c| c.is_alphabetic() && !"のにをはがでとへやも及又並若又以".contains(c)))
        {
            return (end - i + usize::from(unit), true);
        }
        // (6) right behind a reference belongs to it.
        return (end - i, false);
    }
    if c == '-' && before == Some('§') && chars.get(i + 1).is_some_and(char::is_ascii_digit) {
        let digits = chars[i + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
        return (digits + 1, true);
    }
    if c == '(' && before == Some('§') {
        let mut end = i + 1;
        while chars.get(end).is_some_and(char::is_ascii_digit) {
            end += 1;
        }
        if end > i + 1 && chars.get(end) == Some(&')') {
            return (end + 1 - i, true);
        }
    }
    (1, false)
}

/// A character of a volume's name.
fn is_name(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c) && !"及又並若".contains(c) || ('ァ'..='ー').contains(&c)
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
