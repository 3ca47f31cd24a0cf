//! Spelling variants (及び/および, 行なう/行う …): other printings of the same words, beyond what folding evens out.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::fold;

/// Variants as data: `rules/variants.toml`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Variants {
    /// First character of a folded variant -> the variant and the spelling that stands for it, longest variant first.
    by_first: BTreeMap<char, Vec<(String, String)>>,
}

#[derive(Deserialize)]
struct File {
    variant: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    is: String,
    also: Vec<String>,
}

impl Variants {
    /// Reads the rule file.
    pub(crate) fn parse(toml: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(toml)?;
        let mut pairs: Vec<(String, String)> = file
            .variant
            .iter()
            .flat_map(|entry| entry.also.iter().map(|variant| (fold(variant), fold(&entry.is))))
            .collect();
        pairs.sort_by(|a, b| b.0.chars().count().cmp(&a.0.chars().count()).then_with(|| a.cmp(b)));
        let mut by_first: BTreeMap<char, Vec<(String, String)>> = BTreeMap::new();
        for pair in pairs {
            if let Some(first) = pair.0.chars().next() {
                by_first.entry(first).or_default().push(pair);
            }
        }
        Ok(Self { by_first })
    }

    /// The folded text with every variant in its one spelling: without the punctuation that carries no sense, without the kana
    /// that a compound may drop (書き換え, 書換え), small vowels as large ones (ソフトウェア, ソフトウエア), and without a long mark at
    /// the end of a katakana word (サーバー, サーバ).
    pub(crate) fn unify(&self, folded: &str) -> String {
        drop_optional(&self.respell(folded))
    }

    fn respell(&self, folded: &str) -> String {
        let mut out = String::with_capacity(folded.len());
        let mut rest = folded;
        'next: while let Some(c) = rest.chars().next() {
            for (variant, spelling) in self.by_first.get(&c).into_iter().flatten() {
                if let Some(after) = rest.strip_prefix(variant.as_str()) {
                    out.push_str(spelling);
                    rest = after;
                    continue 'next;
                }
            }
            if !matches!(c, '、' | '。' | '・' | '「' | '」' | '"' | '\'') {
                out.push(large(c));
            }
            rest = &rest[c.len_utf8()..];
        }
        out
    }
}

fn large(c: char) -> char {
    match c {
        'ァ' => 'ア',
        'ィ' => 'イ',
        'ゥ' => 'ウ',
        'ェ' => 'エ',
        'ォ' => 'オ',
        c => c,
    }
}

fn drop_optional(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let kanji = |c: Option<&char>| c.is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(c) || *c == '々');
    let katakana = |c: Option<&char>| c.is_some_and(|c| ('ァ'..='ヺ').contains(c) || *c == 'ー');
    let kana = |c: char| "きぎしちびみりいえけげせてれわた".contains(c);
    let mut out = String::with_capacity(text.len());
    for (i, &c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|k| chars.get(k));
        let after = chars.get(i + 1);
        let between_kanji = kana(c) && kanji(before) && kanji(after);
        let noun_end = "いみりえけき".contains(c)
            && kanji(before)
            && after.is_none_or(|c| "をのはにでがとも)".contains(*c));
        let long_end = c == 'ー' && katakana(before) && !katakana(after);
        // 当たっては, 当っては; 組合わせ, 組合せ.
        let double =
            matches!((c, after), ('た', Some('っ' | 'り')) | ('わ', Some('せ' | 'る'))) && kanji(before);
        if !(between_kanji || noun_end || long_end || double) {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Variants;
    use crate::text::fold;

    fn same(a: &str, b: &str) -> bool {
        let variants = Variants::parse(include_str!("../rules/variants.toml")).unwrap();
        variants.unify(&fold(a)) == variants.unify(&fold(b))
    }

    #[test]
    fn spellings_of_the_same_words_are_one() {
        assert!(same("台帳および図面", "台帳及び図面"));
        assert!(same("書き換えを行なう", "書換えを行う"));
        assert!(same("取り扱いの手引", "取扱の手引"));
        assert!(same("サーバーのソフトウエア", "サーバのソフトウェア"));
        assert!(same("調達に当たっては", "調達に当っては"));
        assert!(same("みずから改める", "自らあらためる"));
    }

    #[test]
    fn other_words_stay_other() {
        assert!(!same("台帳又は図面", "台帳及び図面"));
        assert!(!same("行うこと", "行わないこと"));
        assert!(!same("サーバ", "サービス"));
        assert!(!same("3年", "5年"));
    }
}
