//! References in a text: the numbers, names and addresses of other places.

use super::{dates::scan_dates, english::is_english, english_facts};
use crate::text::{fold, fold::is_circled};

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
    let chars: Vec<char> = mask_names(&mask_versions(&mask_issued(&fold(&circled)))).chars().collect();
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
    let kind = DOCUMENTS.iter().filter(|d| before.ends_with(**d)).max_by_key(|d| d.len())?;
    if !POINTED.iter().any(|w| after.starts_with(w)) {
        return None;
    }
    let own = before[..before.len() - kind.len()].chars().rev().take_while(|c| is_name(*c) || *c == 'の');
    let own: Vec<char> = own.collect();
    // 方法により, 基準による, その基準による: a bare word is no name.
    (own.len() + kind.chars().count() >= LEAST_NAME && own.last() != Some(&'の'))
        .then(|| kind.len() + own.iter().map(|c| c.len_utf8()).sum::<usize>())
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
    // 資料4, but not 手数料4円.
    let material = before == Some('料') && i > 1 && chars[i - 2] == '資';
    let named = material || before.is_some_and(|c| "紙添表図問注録式記番".contains(c));
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
        let part = ordinal && after.is_some_and(|c| "部巻表図".contains(c));
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
            return (end - i + usize::from(unit) + below(chars, end, named), true);
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

/// How many characters a further number takes behind the number of an annex: 別添1の5. 別添1の2つの表 is none.
fn below(chars: &[char], end: usize, named: bool) -> usize {
    if !named || chars.get(end) != Some(&'の') {
        return 0;
    }
    let digits = (end + 1..).take_while(|&k| chars.get(k).is_some_and(char::is_ascii_digit)).count();
    let counted = chars.get(end + 1 + digits).is_some_and(|c| "つ人名件回年月日個枚".contains(*c));
    if digits == 0 || counted { 0 } else { 1 + digits }
}

/// The version of something that is pointed at, as one mark: JIS X 8341-3:2016, 手引き(第3版).
fn mask_versions(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    let mut rest = folded;
    while let Some(c) = rest.chars().next() {
        let behind = &rest[c.len_utf8()..];
        let digits = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
        let year = digits == 4 && (behind.starts_with("19") || behind.starts_with("20"));
        let code = out.rfind(|c: char| !(c.is_ascii_alphanumeric() || "-/.".contains(c)));
        let code = &out[code.map_or(0, |at| at + out[at..].chars().next().map_or(0, char::len_utf8))..];
        let standard = code.ends_with(|c: char| c.is_ascii_digit())
            && code.starts_with(|c: char| c.is_ascii_alphabetic());
        if c == ':' && year && standard {
            out.push('§');
            rest = &behind[digits..];
            continue;
        }
        if c == '(' && behind.starts_with('第') && DOCUMENTS.iter().any(|d| out.ends_with(d)) {
            let number = &behind['第'.len_utf8()..];
            let end = number.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(number.len());
            if let Some(after) = number[end..].strip_prefix("版)").filter(|_| end > 0) {
                rest = after;
                continue;
            }
        }
        out.push(c);
        rest = behind;
    }
    out
}

/// A character of a volume's name.
fn is_name(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c) && !"及又並若".contains(c) || ('ァ'..='ー').contains(&c)
}
