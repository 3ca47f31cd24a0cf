//! Facts in English texts: quantities, dates, references.

use std::collections::BTreeSet;

use super::facts::Quantity;

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

/// Quantities, each with the words before it.
pub(super) fn places(text: &str) -> Vec<(String, Quantity)> {
    let words = words(text);
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
    use super::{dates, mask_references, places};

    #[test]
    fn numbers_dates_and_places_are_told_apart() {
        let text = "See section 4.2. Keys MUST be changed within 30 days, twice a year, by 1 June 2026.";
        let values: Vec<String> = places(text).into_iter().map(|(_, q)| q.value).collect();
        assert_eq!(values, ["30", "twice"]);
        assert_eq!(dates(text).len(), 1);
        assert_eq!(mask_references("See section 4.2."), mask_references("See section 5."));
    }
}
