//! Items that somebody's work rests on: a citation and what it said when they looked.

use kaitei_model::{Change, Item, Side};

use super::State;
use super::evaluate::{Found, no_citation};
use super::expect::items_unchanged;
use super::file::Depends;
use super::index::Index;
use crate::strings::Arg;

/// Where the item of a dependency stands now.
pub(super) enum Place<'a> {
    /// In the old edition, as it was when the file was written.
    Old(&'a Item),
    /// In the new edition: the file follows it already.
    New(&'a Item),
    /// The citation is there, but says something else than when the file was written.
    Other(&'a Item),
    /// The citation is in neither edition.
    Nowhere,
}

/// Looks for the item by citation and fingerprint.
pub(super) fn place<'a>(index: &Index<'a>, citation: &str, fingerprint: &str) -> Place<'a> {
    let (old, new) = (index.cited(Side::Old, citation), index.cited(Side::New, citation));
    let same = |item: &&Item| fingerprint.is_empty() || item.fingerprint == fingerprint;
    match (old.filter(same), new.filter(same)) {
        (Some(old), _) => Place::Old(old),
        (None, Some(new)) => Place::New(new),
        (None, None) => old.or(new).map_or(Place::Nowhere, Place::Other),
    }
}

/// Whether what somebody depends on stayed as it was.
pub(super) fn find<'a>(index: &Index<'a>, depends: &Depends) -> Found<'a> {
    let citation = &depends.citation;
    match place(index, citation, &depends.fingerprint) {
        Place::Old(_) => {
            let below = index.below(Side::Old, citation).into_iter().map(|item| (Side::Old, item));
            items_unchanged(index, below, &depends.ignore)
        }
        // Without a fingerprint nobody knows what it said before: it is new.
        Place::New(item) if depends.fingerprint.is_empty() => {
            Found::new(State::Fails, index.strings.get("check-depends-added"), of(index, Side::New, item))
        }
        Place::New(_) => Found::new(State::Holds, index.strings.get("check-depends-follows"), Vec::new()),
        Place::Other(item) if item.fingerprint.is_empty() => {
            Found::new(State::Unknown, index.strings.get("check-depends-no-fingerprint"), Vec::new())
        }
        Place::Other(item) => {
            let reason =
                index.strings.with("check-depends-other", &[("fingerprint", Arg::Text(&item.fingerprint))]);
            let side = if index.cited(Side::Old, citation).is_some() { Side::Old } else { Side::New };
            Found::new(State::Fails, reason, of(index, side, item))
        }
        Place::Nowhere => Found::error(no_citation(index, citation).into_iter().collect()),
    }
}

fn of<'a>(index: &Index<'a>, side: Side, item: &Item) -> Vec<&'a Change> {
    index.change_of(side, &item.id).and_then(|number| index.change(number)).into_iter().collect()
}
