//! Applicability tags: ［Ⅰ～Ⅳ］ and their sentences.

/// The patterns that a tag names before its first sentence, ranges written out: ［Ⅰ、Ⅲ なお…］ is Ⅰ and Ⅲ.
pub(super) fn tags(bracket: &str) -> Vec<String> {
    let inside = bracket.trim_matches(|c| "［］[]".contains(c));
    let plain: String =
        inside.chars().take_while(|c| roman(*c).is_some() || "、,，・～~〜-－ 　".contains(*c)).collect();
    let mut out = Vec::new();
    let mut range = false;
    let mut last = None;
    for c in plain.chars() {
        if let Some(n) = roman(c) {
            let from = if range { last.map_or(n, |l: u32| l + 1) } else { n };
            out.extend((from..=n).filter_map(|k| char::from_u32(0x2160 + k)).map(String::from));
            last = Some(n);
            range = false;
        } else if "～~〜-－".contains(c) {
            range = true;
        }
    }
    out
}

fn roman(c: char) -> Option<u32> {
    ('Ⅰ'..='Ⅻ').contains(&c).then(|| u32::from(c) - 0x2160)
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn ranges_are_written_out_and_sentences_left() {
        assert_eq!(tags("［Ⅰ～Ⅳ］"), ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"]);
        assert_eq!(tags("［Ⅰ、Ⅲ　なお遵守事項⑤は、Ⅱも参照］"), ["Ⅰ", "Ⅲ"]);
        assert!(tags("［例１］").is_empty());
    }
}
