//! Themes and audiences: what a change is about and whom it concerns, by words.

use kaitei_model::{Document, Labels};
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
    /// What the edition is about: `significance.toml` speaks of such themes as "high".
    #[serde(default)]
    pub(crate) high: bool,
    /// An item that speaks of the theme belongs to it whatever of its words changed (8 characters became 10); otherwise the words that
    /// changed have to.
    #[serde(default)]
    pub(crate) of_item: bool,
    words: Vec<String>,
}

/// Whom a change concerns.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Audience {
    pub(crate) id: String,
    ja: String,
    en: String,
    /// Words in the short name, the title or the stated readers of a document that is written for them.
    #[serde(default)]
    documents: Vec<String>,
    /// Words by which a text addresses them, where the rules do not know its document.
    #[serde(default)]
    words: Vec<String>,
    /// `words` count in every document.
    #[serde(default)]
    pub(crate) everywhere: bool,
    /// Words of an item that states on which condition one belongs to them.
    #[serde(default)]
    states: Vec<String>,
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
        let themes = file.theme.iter_mut().map(|t| &mut t.words);
        let audiences =
            file.audience.iter_mut().flat_map(|a| [&mut a.documents, &mut a.words, &mut a.states]);
        for word in themes.chain(audiences).flatten() {
            *word = fold(word);
        }
        Ok(Self { themes: file.theme, audiences: file.audience })
    }
}

impl Themes {
    /// Puts edited themes and audiences in the place of those with the same id, and the others behind.
    pub(crate) fn overlay(&mut self, edited: Self) {
        for theme in edited.themes {
            match self.themes.iter_mut().find(|own| own.id == theme.id) {
                Some(own) => *own = theme,
                None => self.themes.push(theme),
            }
        }
        for audience in edited.audiences {
            match self.audiences.iter_mut().find(|own| own.id == audience.id) {
                Some(own) => *own = audience,
                None => self.audiences.push(audience),
            }
        }
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
    /// Whether a document is written for the audience: by its names, or by the readers that it states.
    pub(crate) fn reads(&self, document: &Document) -> bool {
        let names = fold(&format!("{} {}", document.short, document.title));
        self.documents.iter().any(|word| holds(&names, word))
            || document
                .audience
                .iter()
                .map(|a| fold(a))
                .any(|stated| self.words.contains(&stated) || self.documents.contains(&stated))
    }

    /// Whether a folded text states the condition of belonging to the audience.
    pub(crate) fn states(&self, folded: &str) -> bool {
        self.states.iter().any(|word| holds(folded, word))
    }

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
