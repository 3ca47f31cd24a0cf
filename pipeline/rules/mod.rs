//! Classes, themes and the language of duties as data (TOML), embedded; an overlay replaces them by file or by class id.

mod class;
mod language;
mod significance;
mod theme;

use std::collections::BTreeMap;

use kaitei_model::{Code, Diagnostic};
use sha2::{Digest, Sha256};

pub(crate) use class::Class;
#[cfg(test)]
pub(crate) use class::Texts;
pub(crate) use language::Language;
pub(crate) use significance::{Case, SignificanceRules};
pub(crate) use theme::Themes;

use crate::{
    structure::{document::grammar::Grammar, refs::ReferenceGrammar, sheet::Vocabulary},
    text::variants::Variants,
};

/// The embedded rule files: name -> text. One list, so that nothing is embedded that is not hashed and exported.
const BUILTIN: &[(&str, &str)] = &[
    ("language.toml", include_str!("language.toml")),
    ("numbering.toml", include_str!("numbering.toml")),
    ("references.toml", include_str!("references.toml")),
    ("sheet.toml", include_str!("sheet.toml")),
    ("significance.toml", include_str!("significance.toml")),
    ("themes.toml", include_str!("themes.toml")),
    ("variants.toml", include_str!("variants.toml")),
    ("families/points.toml", include_str!("families/points.toml")),
    ("classes/added.toml", include_str!("classes/added.toml")),
    ("classes/condition-changed.toml", include_str!("classes/condition-changed.toml")),
    ("classes/consolidated.toml", include_str!("classes/consolidated.toml")),
    ("classes/date-changed.toml", include_str!("classes/date-changed.toml")),
    ("classes/editorial.toml", include_str!("classes/editorial.toml")),
    ("classes/exception-added.toml", include_str!("classes/exception-added.toml")),
    ("classes/exception-removed.toml", include_str!("classes/exception-removed.toml")),
    ("classes/merged.toml", include_str!("classes/merged.toml")),
    ("classes/modified.toml", include_str!("classes/modified.toml")),
    ("classes/moved.toml", include_str!("classes/moved.toml")),
    ("classes/number-changed.toml", include_str!("classes/number-changed.toml")),
    ("classes/obligation-relaxed.toml", include_str!("classes/obligation-relaxed.toml")),
    ("classes/obligation-strengthened.toml", include_str!("classes/obligation-strengthened.toml")),
    ("classes/references-changed.toml", include_str!("classes/references-changed.toml")),
    ("classes/regrouped.toml", include_str!("classes/regrouped.toml")),
    ("classes/relabelled.toml", include_str!("classes/relabelled.toml")),
    ("classes/removed.toml", include_str!("classes/removed.toml")),
    ("classes/renumbered.toml", include_str!("classes/renumbered.toml")),
    ("classes/requirement-added.toml", include_str!("classes/requirement-added.toml")),
    ("classes/requirement-removed.toml", include_str!("classes/requirement-removed.toml")),
    ("classes/reworded.toml", include_str!("classes/reworded.toml")),
    ("classes/scope-changed.toml", include_str!("classes/scope-changed.toml")),
    ("classes/split.toml", include_str!("classes/split.toml")),
    ("classes/unchanged.toml", include_str!("classes/unchanged.toml")),
];

/// The rules in force.
#[derive(Clone, Debug)]
pub struct Rules {
    /// First 12 hex digits of the SHA-256 over all rule files.
    pub(crate) hash: String,
    pub(crate) classes: BTreeMap<String, Class>,
    pub(crate) significance: SignificanceRules,
    pub(crate) themes: Themes,
    pub(crate) language: Language,
    pub(crate) variants: Variants,
    pub(crate) grammar: Grammar,
    pub(crate) sheet: Vocabulary,
    pub(crate) references: ReferenceGrammar,
}

impl Default for Rules {
    fn default() -> Self {
        Self::builtin()
    }
}

impl Rules {
    /// The rules that kaitei brings.
    ///
    /// A test reads them all, so they can only fail to parse in a build that fails its tests; then they are empty.
    #[must_use]
    pub fn builtin() -> Self {
        Self::overlaid(&[]).unwrap_or_else(|_| Self {
            hash: String::new(),
            classes: BTreeMap::new(),
            significance: SignificanceRules::default(),
            themes: Themes::default(),
            language: Language::default(),
            variants: Variants::default(),
            grammar: Grammar::default(),
            sheet: Vocabulary::default(),
            references: ReferenceGrammar::default(),
        })
    }

    /// The rules with some files (name, text) in place of, or beside, those that kaitei brings.
    ///
    /// # Errors
    /// [`Code::FileMalformed`] with the file and its line.
    pub fn overlaid(files: &[(String, String)]) -> Result<Self, Box<Diagnostic>> {
        for (name, _) in files {
            if !(BUILTIN.iter().any(|(own, _)| own == name) || name.starts_with("families/")) {
                return Err(unknown(name));
            }
        }
        let mut all: BTreeMap<&str, &str> = BUILTIN.iter().copied().collect();
        all.extend(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let mut hash = Sha256::new();
        for (name, text) in &all {
            hash.update(name.as_bytes());
            hash.update([0]);
            hash.update(text.as_bytes());
            hash.update([0]);
        }
        let text = |name: &str| all.get(name).copied().unwrap_or_default();
        let mut classes = BTreeMap::new();
        for (name, text) in all.iter().filter(|(name, _)| name.starts_with("classes/")) {
            let class = Class::parse(text).map_err(|e| malformed(name, &e))?;
            if **name != *format!("classes/{}.toml", class.id) {
                return Err(unknown(name));
            }
            classes.insert(class.id.clone(), class);
        }
        // These are edited most: an id replaces, or is added to, what kaitei brings.
        let own = |name: &str| BUILTIN.iter().find(|(own, _)| *own == name).map_or("", |(_, text)| *text);
        let edited =
            |name: &str| files.iter().find(|(edited, _)| edited == name).map(|(_, text)| text.as_str());
        let mut themes = Themes::parse(own("themes.toml")).map_err(|e| malformed("themes.toml", &e))?;
        if let Some(text) = edited("themes.toml") {
            themes.overlay(Themes::parse(text).map_err(|e| malformed("themes.toml", &e))?);
        }
        let name = "significance.toml";
        let mut significance = SignificanceRules::parse(own(name)).map_err(|e| malformed(name, &e))?;
        if let Some(text) = edited(name) {
            significance.overlay(SignificanceRules::parse(text).map_err(|e| malformed(name, &e))?);
        }
        let mut grammar =
            Grammar::parse(text("numbering.toml")).map_err(|e| malformed("numbering.toml", &e))?;
        for (name, text) in all.iter().filter(|(name, _)| name.starts_with("families/")) {
            grammar.add_family(text).map_err(|e| malformed(name, &e))?;
        }
        Ok(Self {
            hash: hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect(),
            classes,
            significance,
            themes,
            language: Language::parse(text("language.toml")).map_err(|e| malformed("language.toml", &e))?,
            variants: Variants::parse(text("variants.toml")).map_err(|e| malformed("variants.toml", &e))?,
            grammar,
            sheet: Vocabulary::parse(text("sheet.toml")).map_err(|e| malformed("sheet.toml", &e))?,
            references: ReferenceGrammar::parse(text("references.toml"))
                .map_err(|e| malformed("references.toml", &e))?,
        })
    }

    /// The rule files that kaitei brings: name and text.
    #[must_use]
    pub fn files() -> &'static [(&'static str, &'static str)] {
        BUILTIN
    }

    /// First 12 hex digits of the SHA-256 over the rules in force.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }
}

/// A file that would decide nothing.
fn unknown(name: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(
        Code::FileMalformed,
        [
            ("path", name.to_owned()),
            ("detail", "この名前の規則はありません。ファイル名を変えずに編集してください".to_owned()),
            (
                "detail-en",
                "there is no rule file of this name; keep the names of the files that were written out"
                    .to_owned(),
            ),
        ],
    ))
}

fn malformed(name: &str, error: &dyn std::fmt::Display) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(
        Code::FileMalformed,
        [("path", name.to_owned()), ("detail", error.to_string().trim().to_owned())],
    ))
}

#[cfg(test)]
mod tests {
    use kaitei_model::Aspect;

    use super::Rules;

    #[test]
    fn every_rule_file_is_read() {
        let rules = Rules::overlaid(&[]).unwrap();
        assert_eq!(rules.hash.len(), 12);
        assert!(rules.themes.themes.len() > 5);
    }

    #[test]
    fn every_kind_and_aspect_has_its_class() {
        let rules = Rules::builtin();
        for aspect in Aspect::ALL {
            assert!(rules.classes.contains_key(aspect.id()), "{}", aspect.id());
        }
        for kind in ["added", "removed", "regrouped", "merged", "split", "moved", "modified", "unchanged"] {
            assert!(rules.classes.contains_key(kind), "{kind}");
        }
    }

    #[test]
    fn an_overlay_replaces_by_id_and_a_bad_file_is_named_with_its_line() {
        let themes = "[[theme]]\nid = \"x\"\nja = \"え\"\nen = \"x\"\nwords = [\"絵\"]\n";
        let rules = Rules::overlaid(&[("themes.toml".to_owned(), themes.to_owned())]).unwrap();
        let own = Rules::builtin();
        assert_eq!(rules.themes.themes.len(), own.themes.themes.len() + 1);
        assert_ne!(rules.hash, own.hash);
        let password = "[[theme]]\nid = \"password\"\nja = \"え\"\nen = \"x\"\nwords = [\"絵\"]\n";
        let rules = Rules::overlaid(&[("themes.toml".to_owned(), password.to_owned())]).unwrap();
        assert_eq!(rules.themes.themes.len(), own.themes.themes.len(), "an id that there is is replaced");
        let error = Rules::overlaid(&[("theme.toml".to_owned(), themes.to_owned())]).unwrap_err();
        assert!(error.message.contains("theme.toml"), "{error}");
        let error = Rules::overlaid(&[("themes.toml".to_owned(), "\n\nid = ".to_owned())]).unwrap_err();
        assert!(error.message.contains("themes.toml") && error.message.contains("line 3"), "{error}");
    }
}
