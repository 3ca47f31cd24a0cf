//! A class of changes (a kind or an aspect): what it is called, what it means, how much it matters, and examples that test it.

use kaitei_model::{ClassInfo, Labels, Significance};
use serde::Deserialize;

/// One file of `rules/classes/`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Class {
    /// The id in the data.
    pub(crate) id: String,
    /// `kind` or `aspect`.
    #[allow(dead_code, reason = "for the reader of the file, and checked by its parser")]
    group: Group,
    ja: String,
    en: String,
    definition: String,
    action: String,
    /// How much a change of the class matters in a requirement.
    pub(crate) significance: Significance,
    /// Pairs that show the class, and pairs that do not.
    #[serde(default, rename = "example")]
    #[cfg_attr(not(test), allow(dead_code, reason = "examples are tests"))]
    pub(crate) examples: Vec<Example>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Group {
    Kind,
    Aspect,
}

/// An old and a new text, or old and new items, and whether the class applies.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), allow(dead_code, reason = "examples are tests"))]
pub(crate) struct Example {
    pub(crate) old: Texts,
    pub(crate) new: Texts,
    /// Of items: which old one became which new one, by their places in the lists.
    #[serde(default)]
    pub(crate) links: Vec<[usize; 2]>,
    pub(crate) has: bool,
}

/// One text, or several items: `文書:1/① text`, the document being left out where there is one alone.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
#[cfg_attr(not(test), allow(dead_code, reason = "examples are tests"))]
pub(crate) enum Texts {
    Text(String),
    Items(Vec<String>),
}

impl Class {
    /// Reads one class file.
    pub(crate) fn parse(toml: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(toml)
    }

    /// The class for the data.
    pub(crate) fn info(&self) -> ClassInfo {
        ClassInfo {
            labels: Labels { ja: self.ja.clone(), en: self.en.clone() },
            definition: self.definition.clone(),
            action: self.action.clone(),
        }
    }
}
