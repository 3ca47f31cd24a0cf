//! `rules/sheet.toml`: the words by which tables are understood.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::text::fold;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
    /// The mark or code of the row.
    Number,
    /// What the row is about: the item's text.
    Item,
    /// A column that is filled in with yes or no, or the like.
    Answer,
    /// When it was answered.
    Date,
    /// Until when it is to be done.
    TargetDate,
    /// Remarks.
    Remarks,
    /// What the row applies to.
    Target,
    /// A group that rows belong to.
    Group,
    /// A term that the item explains.
    Term,
    /// The text of an old edition.
    Old,
    /// The text of a new edition.
    New,
}

impl Role {
    /// The key in an item's fields.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Item => "item",
            Self::Answer => "answer",
            Self::Date => "date",
            Self::TargetDate => "target_date",
            Self::Remarks => "remarks",
            Self::Target => "target",
            Self::Group => "group",
            Self::Term => "term",
            Self::Old => "old",
            Self::New => "new",
        }
    }
}

/// The words of `rules/sheet.toml`, folded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    roles: Vec<(Role, String)>,
    pub(super) note_signs: Vec<String>,
    pub(super) note_words: Vec<String>,
    pub(super) spoken: Vec<String>,
    pub(super) below: Vec<String>,
    pub(super) about: Vec<String>,
    targets: Vec<String>,
    pub(super) audiences: Vec<String>,
    pub(super) endings: Vec<String>,
    pub(super) checklist: Vec<String>,
    pub(super) labels: Vec<String>,
    pub(super) specimen: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    roles: BTreeMap<Role, Vec<String>>,
    notes: Notes,
    subheaders: Subheaders,
    targets: Words,
    audiences: Audiences,
    titles: Titles,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Notes {
    signs: Vec<String>,
    words: Vec<String>,
    spoken: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Subheaders {
    words: Vec<String>,
    about: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Audiences {
    words: Vec<String>,
    endings: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Titles {
    checklist: Vec<String>,
    labels: Vec<String>,
    specimen: Vec<String>,
}

impl Vocabulary {
    /// Reads the file.
    ///
    /// # Errors
    /// What the TOML reader says, with the line.
    pub(crate) fn parse(toml: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(toml)?;
        let folded = |words: &[String]| words.iter().map(|word| fold(word)).collect::<Vec<_>>();
        let mut roles: Vec<(Role, String)> = file
            .roles
            .iter()
            .flat_map(|(role, words)| words.iter().map(|word| (*role, fold(word))))
            .collect();
        // The longest word decides; among equals, the order of roles.
        roles.sort_by_key(|(role, word)| (std::cmp::Reverse(word.chars().count()), *role));
        Ok(Self {
            roles,
            note_signs: file.notes.signs,
            note_words: folded(&file.notes.words),
            spoken: file.notes.spoken,
            below: folded(&file.subheaders.words),
            about: folded(&file.subheaders.about),
            targets: folded(&file.targets.words),
            audiences: file.audiences.words,
            endings: file.audiences.endings,
            checklist: folded(&file.titles.checklist),
            labels: folded(&file.titles.labels),
            specimen: folded(&file.titles.specimen),
        })
    }

    /// The role that a header's text names, and whether it is nothing but the word.
    pub(super) fn role(&self, header: &str) -> Option<(Role, bool)> {
        let header = fold(header);
        if let Some((role, _)) = self.roles.iter().find(|(_, word)| *word == header) {
            return Some((*role, true));
        }
        let whole_word = |word: &str| word.len() <= 3 && word.is_ascii() || word.chars().count() == 1;
        let found = self.roles.iter().find(|(_, word)| !whole_word(word) && header.contains(word.as_str()));
        found.map(|(role, _)| (*role, false))
    }

    /// Whether some words name what rows apply to.
    pub(super) fn is_target(&self, words: &str) -> bool {
        let words = fold(words);
        self.targets.contains(&words)
    }
}

#[cfg(test)]
mod tests {
    use super::{Role, Vocabulary};

    #[test]
    fn headers_name_their_roles() {
        let words = Vocabulary::parse(include_str!("../../rules/sheet.toml")).unwrap();
        for (header, role) in [
            ("チェック項目", Some((Role::Item, true))),
            ("確認結果（日付）", Some((Role::Answer, false))),
            ("目標日", Some((Role::TargetDate, true))),
            ("1回目", Some((Role::Answer, false))),
            ("備　考", Some((Role::Remarks, true))),
            ("項番", Some((Role::Number, true))),
            ("No", Some((Role::Number, true))),
            ("Nothing", None),
            ("Clause number", Some((Role::Number, true))),
            ("State of compliance", Some((Role::Answer, true))),
            ("If infeasible, state the reason", Some((Role::Remarks, false))),
            ("共有ガイドライン 変更後\n(2019.4.1 Ver.5.0)", Some((Role::New, false))),
            ("レセプト電算処理システム用コード", Some((Role::Number, false))),
        ] {
            assert_eq!(words.role(header), role, "{header}");
        }
    }
}
