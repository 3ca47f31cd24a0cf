//! What a text is about: its kanji and foreign words, without the particles and endings that every sentence has.
//!
//! A demand said by another hand keeps its nouns. Pairs and triples of all characters, as [`super::grams`] takes them, are lost with
//! every ending; these are not.

const BITS: u32 = 21;
/// So many characters of a foreign word tell it from others (アカウントロック, アカウン).
const STEM: usize = 3;
/// The same for a word in Latin letters, packed in seven bits each.
const LATIN: usize = 8;
const LATIN_BITS: u32 = 7;
/// Marks a word in Latin letters: no packed kanji reaches so far.
const LATIN_FLAG: u64 = 1 << 63;

/// The sort of writing that a character belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Kanji,
    Katakana,
    Latin,
    Other,
}

fn script(c: char) -> Script {
    match c {
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '々' => Script::Kanji,
        '\u{30a1}'..='\u{30fe}' => Script::Katakana,
        c if c.is_ascii_alphanumeric() => Script::Latin,
        _ => Script::Other,
    }
}

/// The words of a folded text as numbers, sorted, with repeats: each kanji and each pair of kanji, and the stems of other words.
pub(crate) fn subjects(folded: &str) -> Vec<u64> {
    let chars: Vec<char> = folded.chars().collect();
    let mut out = Vec::new();
    for run in chars.chunk_by(|&a, &b| script(a) == script(b)) {
        let code = |c: &char| u64::from(u32::from(*c));
        match run.first().map(|&c| script(c)) {
            Some(Script::Kanji) => {
                out.extend(run.iter().map(code));
                out.extend(run.windows(2).map(|pair| (code(&pair[0]) << BITS) | code(&pair[1])));
            }
            Some(Script::Katakana) => {
                let stem = run.iter().take(STEM).fold(0, |word, c| (word << BITS) | code(c));
                // Worth as much as a word of two kanji, which gives its pair and its parts.
                out.extend([stem, stem]);
            }
            Some(Script::Latin) => {
                let word = run.iter().take(LATIN).fold(0, |word, c| (word << LATIN_BITS) | code(c));
                out.extend([word | LATIN_FLAG, word | LATIN_FLAG]);
            }
            _ => {}
        }
    }
    out.sort_unstable();
    out
}

#[cfg(test)]
mod tests {
    use super::subjects;
    use crate::text::grams::{Likeness, Vocabulary};

    fn alike(a: &str, b: &str) -> (f64, f64) {
        let (words, letters) = (Vocabulary::counted(&[a, b], subjects), Vocabulary::of(&[a, b]));
        let by = |v: &Vocabulary| Likeness::of(&v.vector(a), &v.vector(b)).text;
        (by(&words), by(&letters))
    }

    #[test]
    fn a_demand_said_by_another_hand_keeps_its_subject() {
        let (subject, letters) =
            alike("鍵を貸し出すときは台帳に記録すること", "台帳への記録なしに鍵の貸出しを認めない");
        assert!(subject > 0.6 && letters < 0.4, "{subject} {letters}");
    }

    #[test]
    fn like_endings_are_no_like_subject() {
        let (subject, letters) =
            alike("倉庫を点検しなければならないものとする。", "名簿を更新しなければならないものとする。");
        assert!(subject < 0.01 && letters > 0.3, "{subject} {letters}");
    }
}
