//! Themes and audiences: what a change is about and whom it concerns, by words.

use kaitei_model::Labels;
use serde::Deserialize;

use crate::text::fold;

/// `rules/themes.toml`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Themes {
    pub(crate) themes: Vec<Theme>,
    pub(crate) audiences: Vec<Audience>,
}

/// What a change is about.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Theme {
    pub(crate) id: String,
    ja: String,
    en: String,
    /// A substantive change of the theme in a requirement is 重要.
    #[serde(default)]
    pub(crate) high: bool,
    words: Vec<String>,
}

/// Whom a change concerns.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Audience {
    pub(crate) id: String,
    ja: String,
    en: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    theme: Vec<Theme>,
    #[serde(default)]
    audience: Vec<Audience>,
}

impl Themes {
    /// Reads the file; words are folded once.
    pub(crate) fn parse(toml: &str) -> Result<Self, toml::de::Error> {
        let mut file: File = toml::from_str(toml)?;
        for words in
            file.theme.iter_mut().map(|t| &mut t.words).chain(file.audience.iter_mut().map(|a| &mut a.words))
        {
            for word in words.iter_mut() {
                *word = fold(word);
            }
        }
        Ok(Self { themes: file.theme, audiences: file.audience })
    }
}

impl Theme {
    /// Whether a folded text touches the theme. A word of Latin letters counts as a whole word only: ID is not in "valid".
    pub(crate) fn touches(&self, folded: &str) -> bool {
        self.words.iter().any(|word| holds(folded, word))
    }

    /// What to call it.
    pub(crate) fn labels(&self) -> Labels {
        Labels { ja: self.ja.clone(), en: self.en.clone() }
    }
}

impl Audience {
    /// Whether a folded text addresses the audience.
    pub(crate) fn touches(&self, folded: &str) -> bool {
        self.words.iter().any(|word| holds(folded, word))
    }

    /// What to call it.
    pub(crate) fn labels(&self) -> Labels {
        Labels { ja: self.ja.clone(), en: self.en.clone() }
    }
}

fn holds(text: &str, word: &str) -> bool {
    if !word.chars().all(|c| c.is_ascii_alphanumeric()) {
        return text.contains(word);
    }
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(|c| c.is_ascii_alphanumeric())
            && !after.is_some_and(|c| c.is_ascii_alphanumeric())
    })
}
