//! Folding: the key under which two printings of the same words are the same. For comparing only, never for printing.

use icu_normalizer::ComposingNormalizerBorrowed;
use kaitei_read::radicals::unify;

/// Folds width, 丸数字, radicals, compatibility and vertical forms, case, spacing and punctuation variants.
///
/// NFKC does most of it (ISO 32000 producers and Word put half-width, circled and vertical forms in place of plain ones); it
/// leaves U+2E80-2EFF and the many dashes, dots and commas that typists use for one another.
pub(crate) fn fold(text: &str) -> String {
    folded(text, false)
}

/// The same, but words of the Latin alphabet stay apart by one space: a key without its words.
pub(crate) fn fold_words(text: &str) -> String {
    folded(text, true)
}

fn folded(text: &str, words: bool) -> String {
    let unified: String = text.chars().map(unify).collect();
    let normal = ComposingNormalizerBorrowed::new_nfkc().normalize(&unified);
    let mut out = String::with_capacity(normal.len());
    let mut apart = false;
    for c in normal.chars() {
        if c.is_whitespace() {
            apart = words && out.ends_with(|c: char| c.is_ascii_alphanumeric());
            continue;
        }
        if std::mem::take(&mut apart) && c.is_ascii_alphanumeric() {
            out.push(' ');
        }
        match c {
            c if is_invisible(c) => {}
            '，' | ',' => out.push('、'),
            '．' | '｡' => out.push('。'),
            // Dashes and minus signs. The long-vowel mark ー is a letter and stays.
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '－' | '─' => out.push('-'),
            '〜' | '∼' | '～' | '˜' => out.push('~'),
            '･' | '•' | '‧' | '∙' | '⋅' => out.push('・'),
            '“' | '”' | '〝' | '〟' | '″' | '＂' => out.push('"'),
            '‘' | '’' | '′' | '`' | '´' => out.push('\''),
            '〔' | '［' => out.push('['),
            '〕' | '］' => out.push(']'),
            '＜' | '〈' | '‹' => out.push('<'),
            '＞' | '〉' | '›' => out.push('>'),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Characters that take no place on the paper: joiners, variation selectors, soft hyphens, bidi controls.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// A mark as design.md's `number`: NFKC width, without spaces, brackets around the whole, trailing dots; ① stays ①.
pub(crate) fn number(mark: &str) -> Option<String> {
    let mut out = String::new();
    for c in mark.chars().map(unify) {
        // Circled and parenthesised numbers are marks of their own kind; NFKC would make ⑭ of 14 and (1) of ⑴.
        if is_circled(c) {
            out.push(c);
        } else if !c.is_whitespace() && !is_invisible(c) {
            let mut buffer = [0; 4];
            out.push_str(&ComposingNormalizerBorrowed::new_nfkc().normalize(c.encode_utf8(&mut buffer)));
        }
    }
    let trimmed = out.trim_end_matches(['.', '．', '。', ':', '、', ',']);
    let trimmed = strip_brackets(trimmed).unwrap_or(trimmed);
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

/// ①-⑳, ㉑-㊿, ❶-➓, ⓪, and the lettered ones.
pub(crate) fn is_circled(c: char) -> bool {
    matches!(c, '①'..='⑳' | '㉑'..='㉟' | '㊱'..='㊿' | '⓪' | '❶'..='❿' | '➀'..='➓' | '⓫'..='⓿' | '㋐'..='㋾')
}

/// The inside of brackets that hold the whole; round ones stay, they are part of a mark: (1) is not 1.
fn strip_brackets(s: &str) -> Option<&str> {
    [('【', '】'), ('[', ']'), ('〔', '〕'), ('<', '>'), ('「', '」')]
        .iter()
        .find_map(|&(open, close)| s.strip_prefix(open).and_then(|s| s.strip_suffix(close)))
        .filter(|inside| !inside.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{fold, fold_words, number};

    #[test]
    fn printings_of_the_same_words_fold_to_one_key() {
        assert_eq!(fold("８文字以上，Windows　１１"), fold("8文字以上、windows 11"));
        assert_eq!(fold("⺠間・⼀覧"), fold("民間･一覧"));
        assert_eq!(fold("（ア）︵"), "(ア)(");
        assert_eq!(fold("第５章③"), "第5章3");
        assert_ne!(fold("サーバー"), fold("サーバ"));
    }

    #[test]
    fn words_of_the_latin_alphabet_stay_apart() {
        let text = "Windows  11 端末 の\nKeep the key";
        assert_eq!(fold_words(text), "windows 11端末のkeep the key");
        assert_eq!(fold_words(text).replace(' ', ""), fold(text));
    }

    #[test]
    fn numbers_keep_circles_and_round_brackets() {
        assert_eq!(number("第３６条").as_deref(), Some("第36条"));
        assert_eq!(number("⑭").as_deref(), Some("⑭"));
        assert_eq!(number("⑴").as_deref(), Some("(1)"));
        assert_eq!(number("（６）").as_deref(), Some("(6)"));
        assert_eq!(number("１．２．１").as_deref(), Some("1.2.1"));
        assert_eq!(number("１．").as_deref(), Some("1"));
        assert_eq!(number("　"), None);
    }
}
