//! Words: what the wording diff is made of.

use std::ops::Range;

use icu_segmenter::{WordSegmenter, options::WordBreakInvariantOptions};

/// Cuts a text into words (byte ranges that cover it without gaps).
///
/// The dictionary of ICU4X knows Japanese; digits with their unit and runs of one bracket stay as ICU cuts them, which is as
/// fine as a reader marks them.
pub(crate) fn words(text: &str) -> Vec<Range<usize>> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut cuts = segmenter.segment_str(text);
    let mut from = cuts.next().unwrap_or(0);
    cuts.map(|to| {
        let word = from..to;
        from = to;
        word
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_cover_the_text() {
        let text = "端末及びサーバのパスワードは、８文字以上とすること。";
        let cut: Vec<&str> = words(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(cut.concat(), text);
        assert!(cut.contains(&"パスワード"), "{cut:?}");
        assert!(words("").is_empty());
    }
}
