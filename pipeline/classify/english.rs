//! Clauses of English texts: MUST, SHALL, SHOULD, MAY (RFC 2119), with spaces between the words.

use std::collections::BTreeSet;

use super::clauses::{Clause, Form, Role};

/// Modal words with their strength, longest first; and whether they forbid.
const MODALS: [(&str, u8, bool); 40] = [
    ("is not required", 0, false),
    ("are not required", 0, false),
    ("does not need to", 0, false),
    ("do not need to", 0, false),
    ("is encouraged", 2, false),
    ("are encouraged", 2, false),
    ("is advised", 2, false),
    ("are advised", 2, false),
    ("is mandatory", 4, false),
    ("are mandatory", 4, false),
    ("is prohibited", 4, true),
    ("are prohibited", 4, true),
    ("is forbidden", 4, true),
    ("are forbidden", 4, true),
    ("is not permitted", 4, true),
    ("are not permitted", 4, true),
    ("is not allowed", 4, true),
    ("are not allowed", 4, true),
    ("is permitted", 1, false),
    ("are permitted", 1, false),
    ("is allowed", 1, false),
    ("are allowed", 1, false),
    ("is optional", 1, false),
    ("is to", 4, false),
    ("are to", 4, false),
    ("need to", 4, false),
    ("must not", 4, true),
    ("shall not", 4, true),
    ("may not", 4, true),
    ("should not", 2, true),
    ("is recommended", 2, false),
    ("are recommended", 2, false),
    ("is required", 4, false),
    ("are required", 4, false),
    ("must", 4, false),
    ("shall", 4, false),
    ("should", 2, false),
    ("may", 1, false),
    ("can", 1, false),
    ("need not", 0, false),
];
/// Words that carry no meaning of their own.
const LIGHT: [&str; 34] = [
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "be", "is",
    "are", "it", "its", "their", "they", "that", "this", "as", "must", "shall", "should", "may", "can",
    "not", "any", "all", "every", "each",
];
const CONDITIONS: [&str; 6] = ["if ", "when ", "where ", "whenever ", "in case ", "provided that "];
const EXCEPTIONS: [&str; 11] = [
    "unless ",
    "except ",
    "except for ",
    "however, ",
    "with the exception ",
    "does not apply",
    "do not apply",
    "exempt",
    "other than ",
    "need not ",
    "excluding ",
];
/// Words that soften a demand.
pub(super) const SOFTENERS: [&str; 10] = [
    "where practicable",
    "if practicable",
    "where possible",
    "if possible",
    "where feasible",
    "as far as possible",
    "wherever possible",
    "in principle",
    "normally",
    "as appropriate",
];
/// Words that say when.
pub(super) const WHEN: [&str; 8] = ["before", "after", "when", "while", "during", "until", "upon", "prior"];
/// Words that begin a condition inside of a sentence.
pub(super) const IF: [&str; 6] = ["if", "where", "whenever", "once", "provided", "when"];
/// Words before a means.
pub(super) const MEANS: [&str; 5] = ["by", "via", "using", "through", "with"];
/// Verbs that set out what stands behind them.
pub(super) const SET_OUT: [&str; 9] =
    ["record", "include", "state", "contain", "list", "specify", "document", "describe", "define"];

/// Things that are done, as they stand behind a modal: one that joins others there is a demand of its own.
pub(super) const ACTS: [&str; 101] = [
    "apply",
    "approve",
    "assess",
    "assign",
    "attach",
    "attend",
    "back",
    "block",
    "carry",
    "change",
    "check",
    "clean",
    "close",
    "collect",
    "complete",
    "confirm",
    "contact",
    "copy",
    "delete",
    "destroy",
    "disable",
    "display",
    "document",
    "encrypt",
    "ensure",
    "erase",
    "establish",
    "evaluate",
    "file",
    "fill",
    "hand",
    "inform",
    "inspect",
    "install",
    "isolate",
    "keep",
    "label",
    "leave",
    "lock",
    "log",
    "maintain",
    "monitor",
    "notify",
    "obtain",
    "post",
    "print",
    "produce",
    "protect",
    "provide",
    "publish",
    "record",
    "register",
    "remove",
    "replace",
    "report",
    "retain",
    "return",
    "review",
    "revoke",
    "send",
    "show",
    "sign",
    "store",
    "submit",
    "test",
    "train",
    "turn",
    "update",
    "use",
    "verify",
    "wear",
    "write",
    "add",
    "answer",
    "ask",
    "avoid",
    "bring",
    "call",
    "choose",
    "connect",
    "consult",
    "cover",
    "disconnect",
    "dry",
    "enter",
    "follow",
    "give",
    "make",
    "open",
    "pay",
    "place",
    "plug",
    "press",
    "put",
    "read",
    "select",
    "set",
    "switch",
    "take",
    "wait",
    "wash",
];

/// Participles of things done that do not end in -ed.
const IRREGULAR: [&str; 12] =
    ["kept", "held", "sent", "made", "given", "taken", "written", "shown", "put", "set", "left", "worn"];

/// Whether most letters of the text are Latin.
pub(super) fn is_english(text: &str) -> bool {
    let (latin, other) = text
        .chars()
        .filter(|c| c.is_alphabetic())
        .fold((0_u32, 0_u32), |(l, o), c| if c.is_ascii() { (l + 1, o) } else { (l, o + 1) });
    latin > 4 * other && text.contains(' ')
}

/// Cuts a text at full stops, semicolons, and joining words before a modal.
pub(super) fn clauses(text: &str) -> Vec<Clause> {
    let mut out = Vec::new();
    for sentence in text.split_inclusive(['.', ';', '\n']).filter(|s| s.chars().any(char::is_alphabetic)) {
        let parts = parts(sentence);
        let last = parts.len() - 1;
        let whole = strength(&sentence.to_lowercase());
        for (i, part) in parts.iter().enumerate() {
            let key = part.to_lowercase();
            let key = key.trim().trim_end_matches(['.', ';', ',']).to_owned();
            let (strength, negated) = match strength(&key) {
                (None, _) => (whole.0, false),
                own => own,
            };
            let softened = SOFTENERS.iter().any(|w| key.starts_with(w));
            let role = if EXCEPTIONS.iter().any(|w| key.contains(w)) {
                Role::Exception
            } else if !softened && CONDITIONS.iter().any(|w| key.starts_with(w)) {
                Role::Condition
            } else {
                Role::Main
            };
            out.push(Clause {
                text: part.trim().to_owned(),
                content: content(&key),
                key,
                role,
                strength,
                form: Form::Rule,
                last: i == last,
                negated,
                aside: false,
                member: false,
            });
        }
    }
    out
}

fn parts(sentence: &str) -> Vec<String> {
    let lower = sentence.to_lowercase();
    let mut cuts = vec![0];
    for joiner in [
        " and must ",
        " and shall ",
        " and should ",
        " and may ",
        ", if ",
        ", when ",
        ", unless ",
        ", except ",
    ] {
        cuts.extend(lower.match_indices(joiner).map(|(at, _)| at));
    }
    // A condition in front ends at its comma.
    if CONDITIONS.iter().any(|w| lower.trim_start().starts_with(w))
        && !SOFTENERS.iter().any(|w| lower.trim_start().starts_with(w))
        && let Some(comma) = lower.find(", ")
    {
        cuts.push(comma + 1);
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts.push(sentence.len());
    // Lower case may be of another length in a few languages; then the sentence stays whole.
    cuts.windows(2)
        .map(|w| sentence.get(w[0]..w[1]).map(str::to_owned))
        .collect::<Option<Vec<_>>>()
        .map_or_else(
            || vec![sentence.to_owned()],
            |p| p.into_iter().filter(|p| !p.trim().is_empty()).collect(),
        )
}

fn strength(key: &str) -> (Option<u8>, bool) {
    let padded = format!(" {} ", key.trim().trim_end_matches(['.', ';']));
    let modal = MODALS.iter().find(|(word, ..)| padded.contains(&format!(" {word} ")));
    modal
        .map(|&(_, level, negated)| (Some(level), negated))
        .or_else(|| imperative(key))
        .or_else(|| states_what_is_done(key))
        .unwrap_or((None, false))
}

/// A rule in the present tense: "Drug fridges are checked", "A second member signs every entry".
fn states_what_is_done(key: &str) -> Option<(Option<u8>, bool)> {
    let words: Vec<&str> = key.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| !w.is_empty()).collect();
    let stem = |word: &str, ending: &str| {
        let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() > 2) else { return false };
        let doubled = stem.len() > 3 && stem.as_bytes()[stem.len() - 1] == stem.as_bytes()[stem.len() - 2];
        ACTS.contains(&stem)
            || ACTS.contains(&format!("{stem}e").as_str())
            || stem.strip_suffix('i').is_some_and(|s| ACTS.contains(&format!("{s}y").as_str()))
            || doubled && ACTS.contains(&&stem[..stem.len() - 1])
    };
    let does = words.iter().skip(1).any(|w| stem(w, "s") || stem(w, "es"));
    let done = words
        .windows(2)
        .any(|w| ["is", "are"].contains(&w[0]) && (stem(w[1], "ed") || IRREGULAR.contains(&w[1])));
    (does || done).then_some((Some(4), false))
}

/// A sentence that begins with its verb directs: "Cover the terminals."
fn imperative(key: &str) -> Option<(Option<u8>, bool)> {
    let key = key.trim_start();
    let key = key.strip_prefix("please ").unwrap_or(key);
    let (negated, key) =
        ["do not ", "never "].iter().find_map(|w| key.strip_prefix(w)).map_or((false, key), |k| (true, k));
    let verb = key.split(|c: char| !c.is_ascii_alphabetic()).next()?;
    ACTS.contains(&verb).then_some((Some(4), negated))
}

/// The words that carry meaning, each as one pair: words are to English what pairs of characters are to Japanese.
fn content(key: &str) -> BTreeSet<(char, char)> {
    key.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty() && !LIGHT.contains(w))
        .map(|word| {
            // Two characters of the private use areas stand for a word: a set of pairs is what the comparison works on.
            let hash = word
                .trim_end_matches('s')
                .bytes()
                .fold(2_166_136_261_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(16_777_619));
            let private = |n: u32| char::from_u32(0xF_0000 + (n & 0xFFFF).min(0xFFFD)).unwrap_or('?');
            (private(hash), private(hash >> 16))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Role, clauses, is_english};

    #[test]
    fn modals_give_the_strength() {
        let levels = |text: &str| clauses(text).iter().map(|c| c.strength).collect::<Vec<_>>();
        assert_eq!(levels("Access SHOULD be logged."), [Some(2)]);
        assert_eq!(levels("Access MUST be logged and MUST be reviewed."), [Some(4), Some(4)]);
        assert_eq!(levels("The list is long."), [None]);
    }

    #[test]
    fn conditions_and_exceptions_are_seen() {
        assert_eq!(clauses("Keys MUST be kept, unless they are lost.")[1].role, Role::Exception);
        assert!(is_english("Keys MUST be kept.") && !is_english("MUSTと書かれた鍵を保管すること"));
    }
}
