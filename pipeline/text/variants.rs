//! Spelling variants (及び/および, 行なう/行う …): other printings of the same words, beyond what folding evens out.

use serde::Deserialize;

use super::fold;

/// Variants as data: `rules/variants.toml`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Variants {
    /// Folded variant -> the spelling that stands for it, longest variant first.
    pairs: Vec<(String, String)>,
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
            .flat_map(|entry| {
                entry.also.iter().map(|variant| (fold(variant), fold(&entry.is)))
            })
            .collect();
        pairs.sort_by(|a, b| b.0.chars().count().cmp(&a.0.chars().count()).then_with(|| a.cmp(b)));
        Ok(Self { pairs })
    }

    /// The folded text with every variant in its one spelling, and without the punctuation that carries no sense.
    pub(crate) fn unify(&self, folded: &str) -> String {
        let mut out = String::with_capacity(folded.len());
        let mut rest = folded;
        'next: while let Some(c) = rest.chars().next() {
            for (variant, spelling) in &self.pairs {
                if let Some(after) = rest.strip_prefix(variant.as_str()) {
                    out.push_str(spelling);
                    rest = after;
                    continue 'next;
                }
            }
            if !matches!(c, '、' | '。' | '・' | '「' | '」' | '"' | '\'') {
                out.push(c);
            }
            rest = &rest[c.len_utf8()..];
        }
        out
    }
}
