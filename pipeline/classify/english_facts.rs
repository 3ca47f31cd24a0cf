//! Facts in English texts: quantities, dates, references.

use std::collections::BTreeSet;

use super::{english::is_english, facts::Quantity};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// Numbers as words. "one" is left out: it is a pronoun as often.
const NUMBERS: [&str; 15] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fifteen", "twenty",
    "thirty", "sixty", "ninety",
];
/// How often, in one word.
const OFTEN: [&str; 15] = [
    "once",
    "twice",
    "hourly",
    "daily",
    "weekly",
    "fortnightly",
    "monthly",
    "quarterly",
    "yearly",
    "annually",
    "biannually",
    "annual",
    "periodically",
    "regularly",
    "promptly",
];
/// What numbers of places stand behind.
const PLACES: [&str; 14] = [
    "section",
    "sections",
    "chapter",
    "clause",
    "article",
    "paragraph",
    "annex",
    "appendix",
    "table",
    "figure",
    "item",
    "part",
    "form",
    "schedule",
];

fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split_whitespace()
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric() && c != '%').to_owned())
        .filter(|w| !w.is_empty())
        .collect()
}

/// Endings as they are spelt in Britain, and in America.
const SPELLINGS: [(&str, &str); 16] = [
    ("ramme", "ram"),
    ("rammes", "rams"),
    ("isation", "ization"),
    ("isations", "izations"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("ysed", "yzed"),
    ("our", "or"),
    ("ours", "ors"),
    ("tre", "ter"),
    ("tres", "ters"),
    ("ence", "ense"),
    ("ogue", "og"),
];

/// A word in one spelling: organisation and organization, e-mail and email.
pub(super) fn spelling(word: &str) -> String {
    let joined = if word.chars().all(|c| c.is_ascii_alphabetic() || c == '-') {
        word.replace('-', "")
    } else {
        word.to_owned()
    };
    let british = SPELLINGS.iter().find_map(|(british, american)| {
        joined.strip_suffix(british).filter(|stem| stem.len() > 2).map(|stem| format!("{stem}{american}"))
    });
    british.unwrap_or(joined)
}

fn has_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// The date that begins at word `i`, and how many words it takes: 30 June 2026, June 30, 2026, June 2026, 2026-06-30.
fn date(words: &[String], i: usize) -> Option<(String, usize)> {
    let is_month = |k: usize| words.get(k).is_some_and(|w| MONTHS.contains(&w.as_str()));
    let digits = |k: usize| words.get(k).is_some_and(|w| has_digit(w));
    let named = digits(i) && is_month(i + 1) || is_month(i) && digits(i + 1);
    let len = if named {
        2 + usize::from(digits(i + 2))
    } else if words[i].len() == 10 && words[i].matches('-').count() == 2 && has_digit(&words[i]) {
        1
    } else {
        return None;
    };
    let mut parts: Vec<&str> = words[i..i + len].iter().map(String::as_str).collect();
    parts.sort_unstable();
    Some((parts.join("-"), len))
}

/// Whether word `i` is the number of a place.
fn is_place(words: &[String], i: usize) -> bool {
    let behind = i.checked_sub(1).is_some_and(|k| PLACES.contains(&words[k].as_str()));
    let short = words[i].len() <= 2 || words[i].chars().any(|c| c.is_ascii_digit());
    behind && short
}

/// Spans of time by the span that they are counted in here, and how many of it they are.
const SPANS: [(&str, &str, u32); 4] =
    [("week", "day", 7), ("fortnight", "day", 14), ("year", "month", 12), ("minute", "second", 60)];

/// Whether a word is a number.
pub(super) fn is_number(word: &str) -> bool {
    NUMBERS.contains(&word) || OFTEN.contains(&word)
}

/// The words with numbers as digits, and spans of time in one unit: two years and 24 months are the same.
fn even(words: &[String]) -> Vec<String> {
    let digits = |word: &String| match NUMBERS.iter().position(|n| n == word) {
        Some(at) => [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 30, 60, 90].get(at).map(u32::to_string),
        None => None,
    };
    let mut out: Vec<String> = words.iter().map(|w| digits(w).unwrap_or_else(|| spelling(w))).collect();
    for i in 1..out.len() {
        let Ok(count) = out[i - 1].parse::<u32>() else { continue };
        let unit = out[i].trim_end_matches('s').to_owned();
        if let Some((_, smaller, times)) = SPANS.iter().find(|(span, ..)| *span == unit) {
            out[i - 1] = count.saturating_mul(*times).to_string();
            out[i] = format!("{smaller}s");
        }
    }
    out
}

/// An English text by its words, numbers and spans in one notation, the members of each list (a, b and c) in one order; `None` for
/// other languages.
pub(super) fn notation(text: &str) -> Option<Vec<String>> {
    if !is_english(text) {
        return None;
    }
    let mut out = Vec::new();
    for sentence in text.split_inclusive(['.', ';', '\n']) {
        let joined = sentence.replace(", and ", ", ").replace(", or ", ", ").replace(" and ", ", ");
        let mut members: Vec<String> =
            joined.split(", ").map(|piece| even(&words(piece)).join(" ")).collect();
        // The first piece leads in with its first member at its end, the last bears the rest of the sentence: only what stands
        // between may change places, and a first or last member of a single word.
        if members.len() > 2 {
            members = in_one_order(&members);
        }
        out.extend(members);
        out.push(if sentence.contains(" or ") { "or" } else { "." }.to_owned());
    }
    Some(out)
}

/// Whether two English texts differ in nothing but slips of the pen: letters in another order, one that stands twice or once.
pub(super) fn only_slips(old: &str, new: &str) -> bool {
    if !is_english(old) || !is_english(new) {
        return false;
    }
    let (a, b) = (words(old), words(new));
    a.len() == b.len() && a.iter().zip(&b).all(|(x, y)| x == y || is_slip(x, y))
}

fn is_slip(a: &str, b: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let single = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.dedup();
        letters
    };
    let plain = |word: &str| word.len() > 3 && word.chars().all(|c| c.is_ascii_alphabetic());
    plain(a) && plain(b) && a[..1] == b[..1] && (sorted(a) == sorted(b) || single(a) == single(b))
}

/// The pieces of a sentence with a list: what leads in (up to the article of the first member), the members sorted.
fn in_one_order(pieces: &[String]) -> Vec<String> {
    let (Some(first), rest) = (pieces.first(), pieces.get(1..).unwrap_or_default()) else {
        return Vec::new();
    };
    let article = ["the ", "a ", "an "].iter().filter_map(|a| first.rfind(&format!(" {a}"))).max();
    let Some(at) = article else { return pieces.to_vec() };
    let mut members: Vec<String> =
        std::iter::once(first[at + 1..].to_owned()).chain(rest.iter().cloned()).collect();
    members.sort();
    std::iter::once(first[..at].to_owned()).chain(members).collect()
}

/// Quantities, each with the words before it.
pub(super) fn places(text: &str) -> Vec<(String, Quantity)> {
    let words = even(&words(text));
    let (mut out, mut before) = (Vec::new(), 0);
    let mut i = 0;
    while i < words.len() {
        if let Some((_, len)) = date(&words, i) {
            i += len;
            continue;
        }
        let word = &words[i];
        let often = OFTEN.contains(&word.as_str());
        if (has_digit(word) && !is_place(&words, i)) || NUMBERS.contains(&word.as_str()) || often {
            let unit = if often { String::new() } else { words.get(i + 1).cloned().unwrap_or_default() };
            let quantity = Quantity { value: word.clone(), unit, bound: String::new() };
            out.push((words[before..i].join(" "), quantity));
            before = i + 1;
        }
        i += 1;
    }
    out
}

/// Dates.
pub(super) fn dates(text: &str) -> BTreeSet<String> {
    let words = words(text);
    let (mut found, mut i) = (BTreeSet::new(), 0);
    while i < words.len() {
        let (date, len) = date(&words, i).map_or((None, 1), |(date, len)| (Some(date), len));
        found.extend(date);
        i += len;
    }
    found
}

/// References: the numbers of sections, annexes and the like.
pub(super) fn references(text: &str) -> Vec<String> {
    let words = words(text);
    (0..words.len())
        .filter(|&i| is_place(&words, i))
        .map(|i| format!("{} {}", words[i - 1], words[i]))
        .collect()
}

/// The text with each number of a place as one mark.
pub(super) fn mask_references(text: &str) -> String {
    let all = words(text);
    (0..all.len()).map(|i| if is_place(&all, i) { "§" } else { all[i].as_str() }).collect::<Vec<_>>().concat()
}

#[cfg(test)]
mod tests {
    use super::{dates, mask_references, notation, places};

    #[test]
    fn spellings_of_both_sides_of_the_ocean_are_one() {
        let british = "Each organisation keeps a catalogue of log-in names.";
        assert_eq!(notation(british), notation("Each organization keeps a catalog of login names."));
        assert_ne!(notation(british), notation("Each organisation keeps a catalogue of names."));
    }

    #[test]
    fn numbers_dates_and_places_are_told_apart() {
        let text = "See section 4.2. Keys MUST be changed within 30 days, twice a year, by 1 June 2026.";
        let values: Vec<String> = places(text).into_iter().map(|(_, q)| q.value).collect();
        assert_eq!(values, ["30", "twice"]);
        assert_eq!(dates(text).len(), 1);
        assert_eq!(mask_references("See section 4.2."), mask_references("See section 5."));
    }
}
