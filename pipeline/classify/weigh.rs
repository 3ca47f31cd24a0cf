//! How much a change matters, what it is about and whom it concerns, all of it by the rules.

use std::collections::{BTreeMap, BTreeSet};

use kaitei_model::{
    Change, DiffOp, Document, DocumentKind, Edition, Item, ItemId, ItemKind, Kind, Significance,
};

use super::{Context, joined};
use crate::{
    rules::{Case, Rules},
    text::fold,
};

impl Context<'_> {
    /// Significance, themes and audience.
    pub(super) fn weigh(&self, change: &mut Change, olds: &[&Item], news: &[&Item]) {
        let themes = &self.rules.themes;
        let whole = fold(&(joined(olds) + &joined(news)));
        change.themes = themes.themes.iter().filter(|t| t.touches(&whole)).map(|t| t.id.clone()).collect();
        change.themes.sort();
        change.significance = self.significance(change, olds, news, &whole);
        change.audience = self.audience(olds, news, &whole);
    }

    /// The first rule that fits; without one, the heaviest class of the change.
    fn significance(&self, change: &Change, olds: &[&Item], news: &[&Item], whole: &str) -> Significance {
        let kinds: BTreeSet<ItemKind> = olds.iter().chain(news).map(|i| i.kind).collect();
        if kinds.iter().all(|k| matches!(k, ItemKind::Heading | ItemKind::Figure)) {
            return Significance::Info;
        }
        let mut classes: BTreeSet<&str> = change.aspects.iter().map(|a| a.id()).collect();
        classes.insert(change.kind.id());
        let documents: BTreeSet<DocumentKind> =
            self.documents(olds, news).into_iter().map(|document| document.kind).collect();
        // What a change of wording touches counts; of an item that came or went, all it says.
        let touched: String = match change.kind {
            Kind::Added | Kind::Removed => whole.to_owned(),
            _ => change.diff.iter().filter(|s| s.op != DiffOp::Keep).map(|s| s.text.as_str()).collect(),
        };
        let touched = fold(&touched);
        let themes: BTreeSet<&str> = self
            .rules
            .themes
            .themes
            .iter()
            .filter(|t| if t.of_item { t.touches(whole) } else { t.touches(&touched) })
            .map(|t| t.id.as_str())
            .collect();
        let case = Case { classes, items: kinds, documents, themes };
        if let Some(level) = self.rules.significance.of(&case, &self.rules.themes) {
            return level;
        }
        let class = |id: &str| self.rules.classes.get(id).map_or(Significance::Info, |c| c.significance);
        case.classes.iter().map(|id| class(id)).min().unwrap_or(Significance::Info)
    }

    /// The documents of the items, new ones first.
    fn documents(&self, olds: &[&Item], news: &[&Item]) -> Vec<&Document> {
        let of =
            |edition: &'_ Edition, item: &Item| edition.documents.iter().position(|d| d.id == item.document);
        let news = news.iter().filter_map(|i| of(self.new, i)).map(|d| &self.new.documents[d]);
        let olds = olds.iter().filter_map(|i| of(self.old, i)).map(|d| &self.old.documents[d]);
        news.chain(olds).collect()
    }

    /// Whom the documents are written for; where the rules do not know the documents, whom the text names.
    fn audience(&self, olds: &[&Item], news: &[&Item], text: &str) -> Vec<String> {
        let documents = self.documents(olds, news);
        let audiences = &self.rules.themes.audiences;
        let mut named: BTreeSet<&str> = audiences
            .iter()
            .filter(|a| documents.iter().any(|document| a.reads(document)))
            .map(|a| a.id.as_str())
            .collect();
        let known = !named.is_empty();
        named.extend(
            audiences.iter().filter(|a| (!known || a.everywhere) && a.touches(text)).map(|a| a.id.as_str()),
        );
        named.into_iter().map(str::to_owned).collect()
    }
}

/// The items of the new edition that state on which condition a reader belongs to an audience. Whether one does is never decided here:
/// reports quote them.
pub(crate) fn conditions(new: &Edition, rules: &Rules) -> BTreeMap<String, Vec<ItemId>> {
    let mut found: BTreeMap<String, Vec<ItemId>> = BTreeMap::new();
    for item in &new.items {
        let Some(document) = new.documents.iter().find(|d| d.id == item.document) else { continue };
        let text = fold(&item.text);
        let around = fold(&format!("{}{}", item.heading, item.text));
        for audience in &rules.themes.audiences {
            if audience.states(&text) && (audience.reads(document) || audience.touches(&around)) {
                found.entry(audience.id.clone()).or_default().push(item.id.clone());
            }
        }
    }
    found
}
