//! Words of the Latin alphabet as units of a text: by their stems, so that "encrypted" meets "encryption".

use std::sync::LazyLock;

/// So many letters of a word tell it from others.
const STEM: usize = 6;
/// Units of words begin here: behind the last character, within the bits that a packed character has.
const FIRST: u64 = 0x11_0000;
const SPACE: u64 = (1 << 21) - FIRST;

/// Words that every English sentence has: they tell nothing.
const COMMON: &[&str] = &[
    "the",
    "and",
    "for",
    "are",
    "that",
    "with",
    "not",
    "any",
    "all",
    "this",
    "these",
    "those",
    "from",
    "which",
    "when",
    "where",
    "into",
    "its",
    "their",
    "has",
    "have",
    "been",
    "being",
    "was",
    "were",
    "such",
    "only",
    "other",
    "than",
    "then",
    "there",
    "them",
    "they",
    "who",
    "will",
    "would",
    "can",
    "could",
    "may",
    "must",
    "shall",
    "should",
    "does",
    "each",
    "but",
    "also",
    "both",
    "either",
    "neither",
    "nor",
    "if",
    "in",
    "is",
    "it",
    "of",
    "on",
    "or",
    "to",
    "an",
    "as",
    "at",
    "be",
    "by",
    "no",
    "so",
    "do",
    "we",
    "you",
    "your",
    "our",
    "using",
    "used",
    "use",
    "uses",
    "including",
    "include",
    "includes",
    "example",
];

/// Common words as units, sorted.
static COMMON_UNITS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut units: Vec<u64> = COMMON.iter().map(|word| unit(word)).collect();
    units.sort_unstable();
    units
});

/// The units of a folded text: characters as they are, words of two and more Latin letters as one. Spaces between them are none.
pub(super) fn units(folded: &str) -> impl Iterator<Item = u64> + '_ {
    let mut rest = folded;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(' ');
        let c = rest.chars().next()?;
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (unit, length) = if letters > 1 {
            (unit(&rest[..letters]), letters)
        } else {
            (u64::from(u32::from(c)), c.len_utf8())
        };
        rest = &rest[length..];
        Some(unit)
    })
}

/// A word's unit. Two of a million words may share one, which does no harm.
pub(super) fn unit(word: &str) -> u64 {
    let word = word.strip_suffix('s').filter(|w| w.len() > 2 && !w.ends_with('s')).unwrap_or(word);
    let stem = &word.as_bytes()[..word.len().min(STEM)];
    // FNV-1a.
    let hash = stem.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, b| {
        (hash ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    FIRST + hash % SPACE
}

/// Whether a unit is a word.
pub(super) fn is_word(unit: u64) -> bool {
    unit >= FIRST
}

/// Whether a unit is a word that every English sentence has.
pub(super) fn is_common(unit: u64) -> bool {
    COMMON_UNITS.binary_search(&unit).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{is_common, is_word, unit, units};

    #[test]
    fn words_are_units_by_their_stems() {
        let of = |text: &str| units(text).collect::<Vec<_>>();
        assert_eq!(of("encrypted keys"), of("encryption key"));
        assert_ne!(unit("authentication"), unit("authorization"));
        assert_eq!(of("鍵abc").len(), 2);
        assert_eq!(of("8 or 12").len(), 4, "digits are characters");
        assert!(is_word(unit("key")) && is_common(unit("the")) && !is_common(unit("key")));
    }
}
