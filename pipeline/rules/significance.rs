//! How much a change matters, by its classes, the kind of its items and documents, and its themes: the first rule that fits.

use std::collections::BTreeSet;

use kaitei_model::{DocumentKind, ItemKind, Significance};
use serde::Deserialize;

use super::Themes;

/// `rules/significance.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignificanceRules {
    #[serde(default, rename = "rule")]
    pub(crate) rules: Vec<Rule>,
}

/// One rule; an empty list asks for nothing.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    /// Which rule it is, for people who edit the file.
    pub(crate) id: String,
    /// What it says.
    pub(crate) level: Significance,
    /// Why, for people.
    #[cfg_attr(not(test), allow(dead_code, reason = "for the reader of the file"))]
    pub(crate) why: String,
    /// The change is of one of these kinds or has one of these aspects.
    #[serde(default)]
    pub(crate) classes: Vec<String>,
    /// One of its items is of these kinds.
    #[serde(default)]
    items: BTreeSet<ItemKind>,
    /// One of its documents is of these kinds.
    #[serde(default)]
    documents: BTreeSet<DocumentKind>,
    /// It touches one of these themes; `high` stands for the themes that are marked so.
    #[serde(default)]
    pub(crate) themes: Vec<String>,
}

/// What is known of a change when it is weighed.
pub(crate) struct Case<'a> {
    pub(crate) classes: BTreeSet<&'a str>,
    pub(crate) items: BTreeSet<ItemKind>,
    pub(crate) documents: BTreeSet<DocumentKind>,
    pub(crate) themes: BTreeSet<&'a str>,
}

impl SignificanceRules {
    /// Reads the file.
    pub(crate) fn parse(toml: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(toml)
    }

    /// Puts edited rules in the place of those with the same id; new ones come first, so that they decide.
    pub(crate) fn overlay(&mut self, edited: Self) {
        let mut first = Vec::new();
        for rule in edited.rules {
            match self.rules.iter_mut().find(|own| own.id == rule.id) {
                Some(own) => *own = rule,
                None => first.push(rule),
            }
        }
        first.append(&mut self.rules);
        self.rules = first;
    }

    /// What the first rule that fits says.
    pub(crate) fn of(&self, case: &Case<'_>, themes: &Themes) -> Option<Significance> {
        self.rules.iter().find(|rule| rule.fits(case, themes)).map(|rule| rule.level)
    }
}

impl Rule {
    fn fits(&self, case: &Case<'_>, themes: &Themes) -> bool {
        let high = |id: &&str| themes.themes.iter().any(|t| t.high && t.id == *id);
        let touches = |theme: &String| {
            if theme == "high" { case.themes.iter().any(high) } else { case.themes.contains(theme.as_str()) }
        };
        (self.classes.is_empty() || self.classes.iter().any(|c| case.classes.contains(c.as_str())))
            && (self.items.is_empty() || !self.items.is_disjoint(&case.items))
            && (self.documents.is_empty() || !self.documents.is_disjoint(&case.documents))
            && (self.themes.is_empty() || self.themes.iter().any(touches))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use kaitei_model::{DocumentKind, ItemKind, Significance};

    use super::Case;
    use crate::rules::Rules;

    fn level(
        classes: &[&'static str],
        item: ItemKind,
        document: DocumentKind,
        themes: &[&'static str],
    ) -> Option<Significance> {
        let rules = Rules::builtin();
        let case = Case {
            classes: classes.iter().copied().collect(),
            items: BTreeSet::from([item]),
            documents: BTreeSet::from([document]),
            themes: themes.iter().copied().collect(),
        };
        rules.significance.of(&case, &rules.themes)
    }

    #[test]
    fn a_date_in_a_requirement_is_important_and_one_in_an_explanation_is_not() {
        let of = |item| level(&["modified", "date-changed"], item, DocumentKind::Guideline, &[]);
        assert_eq!(of(ItemKind::Requirement), Some(Significance::High));
        assert_ne!(of(ItemKind::Explanation), Some(Significance::High));
        assert_ne!(of(ItemKind::TableRow), Some(Significance::High));
    }

    #[test]
    fn a_demand_of_an_important_theme_or_of_a_checklist_is_important() {
        let added = ["modified", "requirement-added"];
        let of = |document, themes: &[&'static str]| level(&added, ItemKind::Requirement, document, themes);
        assert_eq!(of(DocumentKind::Guideline, &["password"]), Some(Significance::High));
        assert_eq!(of(DocumentKind::Checklist, &[]), Some(Significance::High));
        assert_ne!(of(DocumentKind::Guideline, &["training"]), Some(Significance::High));
    }

    #[test]
    fn every_rule_names_classes_and_themes_that_there_are_and_says_why() {
        let rules = Rules::builtin();
        for rule in &rules.significance.rules {
            assert!(!rule.why.is_empty(), "{}", rule.id);
            assert!(rule.classes.iter().all(|c| rules.classes.contains_key(c)), "{}", rule.id);
            let known = |t: &String| t == "high" || rules.themes.themes.iter().any(|theme| theme.id == *t);
            assert!(rule.themes.iter().all(known), "{}", rule.id);
        }
    }
}
