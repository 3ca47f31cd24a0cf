//! Runs of words that stand in one of two clauses only, and what a run or a clause is by its form.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::hunks::{only_one, without_common};
use crate::text::{fold, words::words};

/// Words between the members of a list.
const MEMBERS: [&str; 5] = ["及び", "並びに", "又は", "若しくは", "・"];

/// A longer run with a joining word inside is a phrase, not a member of a list.
const LONGEST_MEMBER: usize = 24;

/// The member of a list that a run of words holds, without its joining words; `None` where the run is no member.
pub(super) fn listed(run: &str) -> Option<&str> {
    const JOINERS: [&str; 18] = [
        "、",
        "・",
        "及び",
        "並びに",
        "又は",
        "若しくは",
        "または",
        "｜",
        "|",
        "and ",
        "or ",
        ", ",
        "に加え",
        "に加えて",
        "のほか",
        "だけでなく",
        "はもとより",
        "をはじめ",
    ];
    // と and や join nouns, and are much else besides.
    const SHORT: [&str; 2] = ["と", "や"];
    let mut bare = run.trim();
    let mut joined = false;
    loop {
        let before = bare.len();
        for joiner in JOINERS {
            bare = bare.strip_prefix(joiner).unwrap_or(bare);
            bare = bare.strip_suffix(joiner).unwrap_or(bare);
        }
        if bare.len() == before {
            break;
        }
        joined = true;
    }
    if !joined {
        for joiner in SHORT {
            if let Some(rest) = bare.strip_prefix(joiner).or_else(|| bare.strip_suffix(joiner)) {
                joined = is_noun(rest);
                bare = if joined { rest } else { bare };
            }
        }
    }
    let inside =
        JOINERS.iter().filter(|j| j.chars().count() > 1).find_map(|j| bare.rfind(j).map(|at| at + j.len()));
    if !joined && let Some(at) = inside.filter(|_| bare.chars().count() <= LONGEST_MEMBER) {
        bare = &bare[at..];
        joined = true;
    }
    (joined && !bare.is_empty()).then_some(bare)
}

/// Whether a run ends as a noun does: not in hiragana, but for the noun endings of verbs (立会い, 貸出し after kanji is し, too).
pub(super) fn is_noun(run: &str) -> bool {
    let mut back = run.chars().rev();
    let (last, before) = (back.next(), back.next());
    let kanji = |c: Option<char>| c.is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    match last {
        Some('い' | 'り' | 'み' | 'せ' | 'え' | 'け' | 'き' | 'れ') => {
            kanji(before) || matches!(before, Some('わ' | 'か'))
        }
        Some('ぁ'..='ん') => ["もの", "こと", "ところ"].iter().any(|w| run.ends_with(w)),
        _ => true,
    }
}

/// The words of a clause, folded; of an English one with the space behind each.
pub(super) fn tokens(text: &str) -> Vec<String> {
    if text.is_ascii() {
        return text.to_lowercase().split_inclusive(' ').map(str::to_owned).collect();
    }
    let key = fold(text);
    words(&key).into_iter().map(|r| key[r].to_owned()).collect()
}

/// The text without what stands in round brackets.
pub(super) fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .filter(|c| {
            match c {
                '(' | '（' => depth += 1,
                ')' | '）' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

/// The runs of kanji and katakana in a text, without the words for a time.
pub(super) fn kanji_runs(text: &str) -> Vec<String> {
    let word = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c) || ('ァ'..='ー').contains(&c);
    text.split(|c| !word(c))
        .map(|run| run.trim_end_matches(['後', '前', '時', '際', '中', '間', '場', '合', '限']).to_owned())
        .filter(|run| !run.is_empty())
        .collect()
}

/// Whether a clause has a predicate: it ends in kana, or in Latin letters.
pub(super) fn says(key: &str) -> bool {
    key.trim_end_matches(['。', ')']).ends_with(|c: char| matches!(c, 'ぁ'..='ん') || c.is_ascii())
}

/// Whether a clause adds to a condition: 「かつ、…に応じない場合に行う」.
pub(super) fn joins_condition(key: &str, conditional: &[String]) -> bool {
    ["かつ", "又は", "若しくは"].iter().any(|w| key.starts_with(w))
        && conditional.iter().any(|w| key.contains(w.as_str()))
}

/// Whether a clause is an act that has to come before what the sentence is about: 「あらかじめ通知した上で」.
pub(super) fn comes_first(key: &str) -> bool {
    key.ends_with("した上で") || key.ends_with("したうえで")
}

pub(super) fn is_kana(text: &str) -> bool {
    text.chars().all(|c| matches!(c, 'ぁ'..='ん' | '、'))
}

/// The folded runs of words that stand in one of two clauses only.
pub(super) fn runs(old: &str, new: &str) -> (Vec<String>, Vec<String>) {
    let (a, b) = (tokens(old), tokens(new));
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for op in capture_diff_slices(Algorithm::Myers, &a, &b) {
        let (tag, old, new) = op.as_tag_tuple();
        if tag != DiffTag::Equal {
            let old_at = old.start;
            let (was, is) = (a[old].concat(), b[new].concat());
            let (left, put) = without_common(&was, &is);
            let only = !was.is_empty() && !is.is_empty() && only_one(left, put);
            // Behind a word that joins, it is a member of a list: unless another member stands in its place.
            let joined =
                old_at.checked_sub(1).and_then(|k| a.get(k)).filter(|word| MEMBERS.contains(&word.as_str()));
            let member = |own: &str, other: &str, whole: &[String]| match joined {
                Some(word) if !own.is_empty() && (other.is_empty() || whole.concat().contains(other)) => {
                    format!("{word}{own}")
                }
                _ => own.to_owned(),
            };
            gone.push(if only { left.to_owned() } else { member(&was, &is, &a) });
            come.push(if only { put.to_owned() } else { member(&is, &was, &b) });
        }
    }
    // An example explains.
    let says = |run: &String| !run.is_empty() && !run.starts_with("(例") && !run.starts_with("例えば");
    gone.retain(says);
    come.retain(says);
    (gone, come)
}

/// The runs that were put in (true) or left out (false) with nothing in their place.
pub(super) fn pure(old: &str, new: &str) -> Vec<(bool, String)> {
    let (a, b) = (tokens(old), tokens(new));
    capture_diff_slices(Algorithm::Myers, &a, &b)
        .into_iter()
        .filter_map(|op| match op.as_tag_tuple() {
            (DiffTag::Delete, old, _) => Some((false, a[old].concat())),
            (DiffTag::Insert, _, new) => Some((true, b[new].concat())),
            _ => None,
        })
        .collect()
}

/// The words that the new text has more than the old one, where it holds all of the old one's; `None` where it does not.
pub(in crate::classify) fn only_added(old: &str, new: &str) -> Option<Vec<String>> {
    let (gone, come) = runs(old, new);
    gone.is_empty().then(|| come.iter().map(|r| listed(r).unwrap_or(r).to_owned()).collect())
}
