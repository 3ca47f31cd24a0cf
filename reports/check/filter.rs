//! Which changes an expectation is about.

use kaitei_model::{Change, ItemKind, Kind, Side};

use super::file::{Filter, Many};
use super::index::{Index, is_change, key};
use crate::strings::Arg;

impl Filter {
    /// What the filter asks for that the editions do not have: nobody may take a slip of the pen for good news.
    pub(super) fn unknown(&self, index: &Index<'_>) -> Vec<String> {
        let mut out = Vec::new();
        let mut miss = |id: &str, name: &str| out.push(index.strings.with(id, &[("name", Arg::Text(name))]));
        for theme in self.theme.iter().filter(|id| !index.changes.themes.contains_key(id.as_str())) {
            miss("check-no-theme", theme);
        }
        for audience in self.audience.iter().filter(|id| !index.changes.audiences.contains_key(id.as_str())) {
            miss("check-no-audience", audience);
        }
        for document in self.document.iter().filter(|name| self.files(index, name).is_empty()) {
            miss("check-no-document", document);
        }
        for citation in self.within.iter() {
            if [Side::Old, Side::New].iter().all(|side| index.cited(*side, citation).is_none()) {
                miss("check-no-citation", citation);
            }
        }
        out
    }

    /// The files that a document's name stands for.
    fn files<'i>(&self, index: &Index<'i>, name: &str) -> Vec<(Side, &'i str)> {
        let of = |side| {
            let edition = if side == Side::Old { &index.changes.old } else { &index.changes.new };
            let named = edition.documents.iter().filter(|document| {
                [&document.short, &document.file, &document.title].iter().any(|own| key(own) == key(name))
            });
            named.map(move |document| (side, document.file.as_str())).collect::<Vec<_>>()
        };
        let mut files = of(Side::Old);
        files.extend(of(Side::New));
        files
    }

    /// What could not be read where a change that the filter looks for may stand.
    pub(super) fn trouble(&self, index: &Index<'_>) -> Option<String> {
        let within = self.within.iter().flat_map(|citation| {
            [Side::Old, Side::New].into_iter().filter_map(move |side| {
                let item = index.cited(side, citation)?;
                Some((side, index.file(side, item)))
            })
        });
        let mut files: Vec<(Side, &str)> = within.collect();
        files.extend(self.document.iter().flat_map(|name| self.files(index, name)));
        let diagnostic = if files.is_empty() {
            index.any_trouble()
        } else {
            files.iter().find_map(|(side, file)| index.trouble(*side, file))
        };
        diagnostic.map(|diagnostic| super::evaluate::unread(index, diagnostic))
    }

    /// The changes that the filter lets through.
    pub(super) fn select<'i>(&self, index: &Index<'i>) -> Vec<&'i Change> {
        index.changes.changes.iter().filter(|change| self.matches(index, change)).collect()
    }

    fn matches(&self, index: &Index<'_>, change: &Change) -> bool {
        let asked_for = self.kind.iter().any(|kind| *kind == Kind::Unchanged);
        (asked_for || is_change(change))
            && one_of(&self.kind, |kind| *kind == change.kind)
            && one_of(&self.aspects, |aspect| change.aspects.contains(aspect))
            && one_of(&self.significance, |significance| *significance == change.significance)
            && one_of(&self.certainty, |certainty| *certainty == change.certainty)
            && one_of(&self.theme, |theme| change.themes.contains(theme))
            && one_of(&self.audience, |audience| change.audience.contains(audience))
            && self.substantive.is_none_or(|wanted| wanted == change.is_substantive())
            && self.requirement.is_none_or(|wanted| wanted == is_requirement(index, change))
            && one_of(&self.document, |name| self.stands_in(index, change, name))
            && one_of(&self.within, |citation| is_within(index, change, citation))
            && self.says(index, change)
    }

    fn stands_in(&self, index: &Index<'_>, change: &Change, name: &str) -> bool {
        let files = self.files(index, name);
        [Side::Old, Side::New].into_iter().any(|side| {
            index.items_of(change, side).iter().any(|item| files.contains(&(side, index.file(side, item))))
        })
    }

    /// The words of both texts. Only texts that are asked about are folded.
    fn says(&self, index: &Index<'_>, change: &Change) -> bool {
        let lists =
            [&self.removes, &self.adds, &self.contains, &self.lacks, &self.old_contains, &self.old_lacks];
        if lists.iter().all(|list| list.is_empty()) {
            return true;
        }
        let (old, new) = (index.words(change, Side::Old), index.words(change, Side::New));
        let all =
            |words: &Many<String>, test: &dyn Fn(&str) -> bool| words.iter().all(|word| test(&key(word)));
        all(&self.removes, &|word| old.contains(word) && !new.contains(word))
            && all(&self.adds, &|word| new.contains(word) && !old.contains(word))
            && all(&self.contains, &|word| new.contains(word))
            && all(&self.lacks, &|word| !new.contains(word))
            && all(&self.old_contains, &|word| old.contains(word))
            && all(&self.old_lacks, &|word| !old.contains(word))
    }
}

fn one_of<T>(list: &Many<T>, test: impl Fn(&T) -> bool) -> bool {
    list.is_empty() || list.iter().any(test)
}

fn is_requirement(index: &Index<'_>, change: &Change) -> bool {
    let items = [Side::Old, Side::New].into_iter().flat_map(|side| index.items_of(change, side));
    items.into_iter().any(|item| item.kind == ItemKind::Requirement)
}

fn is_within(index: &Index<'_>, change: &Change, citation: &str) -> bool {
    [Side::Old, Side::New].into_iter().any(|side| {
        let below = index.below(side, citation);
        let ids = if side == Side::Old { &change.old } else { &change.new };
        ids.iter().any(|id| below.iter().any(|item| item.id == *id))
    })
}
