//! What a text is about: its kanji and foreign words, without the particles and endings that every sentence has.
//!
//! A demand said by another hand keeps its nouns. Pairs and triples of all characters, as [`super::grams`] takes them, are lost with
//! every ending; these are not.

use super::latin;

const BITS: u32 = 21;
/// So many characters of a foreign word tell it from others (アカウントロック, アカウン).
const STEM: usize = 3;
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
        c if c.is_ascii_alphabetic() => Script::Latin,
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
            // Numbers say how much of something; what it is about, words say.
            Some(Script::Latin) => {
                let run: String = run.iter().collect();
                let words =
                    latin::units(&run).filter(|&unit| latin::is_word(unit) && !latin::is_common(unit));
                out.extend(words.flat_map(|word| [word, word]));
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
        let (words, letters) = (Vocabulary::topics(&[a, b], subjects), Vocabulary::of(&[a, b]));
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
