//! Both editions by citation, the change of each item, and what is known of the reading around it.

use std::collections::{BTreeMap, BTreeSet};

use kaitei_model::{Change, ChangeSet, Code, Diagnostic, Item, ItemId, Kind, Severity, Side};

use super::Shown;
use crate::clean::clean;
use crate::strings::{Arg, Strings};
use crate::view::place_of;

/// Warnings after which a part of a document was not compared: nobody can say that nothing changed in it.
const HIDES: [Code; 8] = [
    Code::PageWithoutText,
    Code::OutlinedText,
    Code::UndecodableFont,
    Code::PageCut,
    Code::PartSkipped,
    Code::NoTable,
    Code::NoItems,
    Code::FileSkipped,
];

/// Everything that an expectation may ask for.
pub(super) struct Index<'a> {
    pub(super) changes: &'a ChangeSet,
    pub(super) strings: &'a Strings,
    items: BTreeMap<(Side, &'a ItemId), &'a Item>,
    citations: BTreeMap<(Side, String), &'a Item>,
    children: BTreeMap<(Side, &'a ItemId), Vec<&'a Item>>,
    change_of: BTreeMap<(Side, &'a ItemId), usize>,
    /// Items beside a gap in the numbering that the other edition has not.
    gaps: BTreeSet<(Side, &'a ItemId)>,
}

impl<'a> Index<'a> {
    pub(super) fn new(changes: &'a ChangeSet, strings: &'a Strings) -> Self {
        let mut index = Self {
            changes,
            strings,
            items: BTreeMap::new(),
            citations: BTreeMap::new(),
            children: BTreeMap::new(),
            change_of: BTreeMap::new(),
            gaps: BTreeSet::new(),
        };
        for side in [Side::Old, Side::New] {
            for item in index.edition_items(side) {
                index.items.insert((side, &item.id), item);
                index.citations.entry((side, key(&item.citation))).or_insert(item);
                if let Some(parent) = &item.parent {
                    index.children.entry((side, parent)).or_default().push(item);
                }
            }
        }
        for (number, change) in changes.changes.iter().enumerate() {
            index.change_of.extend(change.old.iter().map(|id| ((Side::Old, id), number)));
            index.change_of.extend(change.new.iter().map(|id| ((Side::New, id), number)));
        }
        index.gaps = index.gaps();
        index
    }

    fn edition_items(&self, side: Side) -> &'a [Item] {
        match side {
            Side::Old => &self.changes.old.items,
            Side::New => &self.changes.new.items,
        }
    }

    pub(super) fn item(&self, side: Side, id: &ItemId) -> Option<&'a Item> {
        self.items.get(&(side, id)).copied()
    }

    /// The item that people call so.
    pub(super) fn cited(&self, side: Side, citation: &str) -> Option<&'a Item> {
        self.citations.get(&(side, key(citation))).copied()
    }

    /// The item of a citation and all items below it.
    pub(super) fn below(&self, side: Side, citation: &str) -> Vec<&'a Item> {
        let mut found: Vec<&Item> = self.cited(side, citation).into_iter().collect();
        let mut at = 0;
        // A contract file may hold a ring of parents.
        let mut seen: BTreeSet<&ItemId> = found.iter().map(|item| &item.id).collect();
        while let Some(item) = found.get(at).copied() {
            let children = self.children.get(&(side, &item.id)).into_iter().flatten();
            found.extend(children.filter(|child| seen.insert(&child.id)));
            at += 1;
        }
        found
    }

    /// The number of the change that holds an item.
    pub(super) fn change_of(&self, side: Side, id: &ItemId) -> Option<usize> {
        self.change_of.get(&(side, id)).copied()
    }

    pub(super) fn change(&self, number: usize) -> Option<&'a Change> {
        self.changes.changes.get(number)
    }

    /// Items of a side of a change.
    pub(super) fn items_of(&self, change: &Change, side: Side) -> Vec<&'a Item> {
        let ids = if side == Side::Old { &change.old } else { &change.new };
        ids.iter().filter_map(|id| self.item(side, id)).collect()
    }

    /// The texts of a side of a change, folded for comparison.
    pub(super) fn words(&self, change: &Change, side: Side) -> String {
        self.items_of(change, side).iter().map(|item| key(&item.text) + "\n").collect()
    }

    /// The file of an item's document.
    pub(super) fn file(&self, side: Side, item: &Item) -> &'a str {
        let documents =
            if side == Side::Old { &self.changes.old.documents } else { &self.changes.new.documents };
        documents.iter().find(|document| document.id == item.document).map_or("", |document| &document.file)
    }

    /// Why nobody can say that nothing changed in a document: what could not be read of it.
    pub(super) fn trouble(&self, side: Side, file: &str) -> Option<&'a Diagnostic> {
        self.changes.diagnostics.iter().find(|diagnostic| {
            let concerns = diagnostic.document.as_deref().is_none_or(|document| document == file)
                && diagnostic.side.is_none_or(|of| of == side);
            concerns && hides(diagnostic)
        })
    }

    /// The first trouble of any document.
    pub(super) fn any_trouble(&self) -> Option<&'a Diagnostic> {
        self.changes.diagnostics.iter().find(|diagnostic| hides(diagnostic))
    }

    /// Whether a number is missing beside an item.
    pub(super) fn beside_gap(&self, side: Side, item: &Item) -> bool {
        self.gaps.contains(&(side, &item.id))
    }

    /// Items on either side of a gap. A gap that both editions have is the document's own numbering.
    fn gaps(&self) -> BTreeSet<(Side, &'a ItemId)> {
        let mut found: BTreeMap<(Side, String), Vec<&'a ItemId>> = BTreeMap::new();
        let gaps = self.changes.diagnostics.iter().filter(|d| d.code == Code::NumberingGap.id());
        for gap in gaps {
            let (Some(side), Some(file)) = (gap.side, gap.document.as_deref()) else { continue };
            let mark = |name: &str| gap.args.get(name).cloned().unwrap_or_default();
            let (before, after) = (mark("before"), mark("after"));
            let is = |item: &Item, mark: &str| item.number.as_deref() == Some(mark) || item.mark == mark;
            let items = self.edition_items(side);
            let here = items.iter().position(|item| {
                is(item, &after)
                    && self.file(side, item) == file
                    && item.location.cells == gap.location.cells
                    && item.location.page == gap.location.page
            });
            let Some(here) = here else { continue };
            let Some(second) = items.get(here) else { continue };
            let first = items
                .get(..here)
                .and_then(|above| above.iter().rev().find(|i| i.parent == second.parent && is(i, &before)));
            let beside = std::iter::once(&second.id).chain(first.map(|item| &item.id));
            let name = key(&format!("{} {before} {after}", second.citation));
            found.entry((side, name)).or_default().extend(beside);
        }
        let both =
            |name: &str| [Side::Old, Side::New].map(|side| found.contains_key(&(side, name.to_owned())));
        let alone = found.iter().filter(|((_, name), _)| both(name) != [true, true]);
        alone.flat_map(|((side, _), ids)| ids.iter().map(|id| (*side, *id))).collect()
    }

    /// A change as an answer names it.
    pub(super) fn shown(&self, change: &Change) -> Shown {
        let side = if change.new.is_empty() { Side::Old } else { Side::New };
        let items = self.items_of(change, side);
        let cited = |side| {
            let names: Vec<String> =
                self.items_of(change, side).iter().map(|item| clean(&item.citation)).collect();
            names.join(&self.strings.get("list-comma"))
        };
        let (old, new) = (cited(Side::Old), cited(Side::New));
        let title = if new.is_empty() || old == new {
            old
        } else if old.is_empty() {
            new
        } else {
            self.strings.with("row-title", &[("old", Arg::Text(&old)), ("new", Arg::Text(&new))])
        };
        let labels: Vec<String> =
            change.aspects.iter().map(|aspect| self.label("aspect", aspect.id())).collect();
        let kind = self.label("kind", change.kind.id());
        let about = if labels.is_empty() {
            kind
        } else {
            let aspects = labels.join(&self.strings.get("list-comma"));
            self.strings.with("md-about", &[("kind", Arg::Text(&kind)), ("aspects", Arg::Text(&aspects))])
        };
        Shown {
            id: change.id.to_string(),
            title: format!("{title} {about}"),
            side,
            document: items.first().map(|item| clean(self.file(side, item))).unwrap_or_default(),
            place: items.first().map(|item| place_of(&item.location, self.strings)).unwrap_or_default(),
        }
    }

    fn label(&self, group: &str, id: &str) -> String {
        self.strings.find(&format!("{group}-{id}")).unwrap_or_else(|| clean(id))
    }
}

fn hides(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error || HIDES.iter().any(|code| diagnostic.code == code.id())
}

/// Whether a change is more than an item that stayed as it was.
pub(super) fn is_change(change: &Change) -> bool {
    change.kind != Kind::Unchanged || !change.aspects.is_empty()
}

/// Text for comparison: width, case and spacing do not matter. ① stays ①.
pub(super) fn key(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            c => c,
        })
        .flat_map(char::to_lowercase)
        .collect()
}
