//! Dates in a text: 令和9年4月1日, 2027年4月, R9.4.1, 毎月20日, 11月.

use std::collections::BTreeSet;

use super::{english::is_english, english_facts};
use crate::{rules::Language, text::fold};

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

pub(super) fn mask_dates(folded: &str) -> String {
    replace_dates(folded, |_| "§".to_owned())
}

pub(super) fn replace_dates(folded: &str, with: impl Fn(&str) -> String) -> String {
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

pub(super) fn scan_dates(folded: &str, mut found: impl FnMut(String, (usize, usize))) {
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
