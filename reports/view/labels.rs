//! What ids are called: the rules' words first, the report's own where the rules have none.

use kaitei_model::{Aspect, Certainty, ChangeSet, Kind, Labels, Significance};

use super::{Label, Strings};
use crate::Lang;
use crate::clean::clean;

/// The words for the ids of one ChangeSet.
pub(super) struct Labeller<'a> {
    pub(super) changes: &'a ChangeSet,
    pub(super) strings: &'a Strings,
    pub(super) lang: Lang,
}

impl Labeller<'_> {
    pub(super) fn kind(&self, kind: Kind) -> Label {
        self.class("kind", kind.id())
    }

    pub(super) fn aspect(&self, aspect: Aspect) -> Label {
        self.class("aspect", aspect.id())
    }

    pub(super) fn significance(&self, significance: Significance) -> Label {
        self.class("significance", significance.id())
    }

    pub(super) fn certainty(&self, certainty: Certainty) -> Label {
        self.class("certainty", certainty.id())
    }

    pub(super) fn theme(&self, id: &str) -> Label {
        self.from(self.changes.themes.get(id), id)
    }

    pub(super) fn audience(&self, id: &str) -> Label {
        self.from(self.changes.audiences.get(id), id)
    }

    fn class(&self, group: &str, id: &str) -> Label {
        let text = self
            .changes
            .classes
            .get(id)
            .map(|class| self.pick(&class.labels))
            .filter(|text| !text.is_empty())
            .or_else(|| self.strings.find(&format!("{group}-{id}")))
            .unwrap_or_else(|| clean(id));
        Label { id: id.to_owned(), text }
    }

    fn from(&self, labels: Option<&Labels>, id: &str) -> Label {
        let text = labels.map(|labels| self.pick(labels)).filter(|text| !text.is_empty());
        Label { id: token(id), text: text.unwrap_or_else(|| clean(id)) }
    }

    fn pick(&self, labels: &Labels) -> String {
        let (first, second) = match self.lang {
            Lang::Ja => (&labels.ja, &labels.en),
            Lang::En => (&labels.en, &labels.ja),
        };
        clean(if first.is_empty() { second } else { first })
    }
}

/// An id or a tag without spaces: ids stand side by side in one attribute, parted by them.
pub(crate) fn token(id: &str) -> String {
    clean(id).split_whitespace().collect::<Vec<_>>().join("_")
}
