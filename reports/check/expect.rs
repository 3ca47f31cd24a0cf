//! Expectations in general: something changed, nothing changed, nothing is left to settle.

use kaitei_model::{Change, Item, Kind, Side};

use super::State;
use super::evaluate::{Found, no_citation, unread, unsettled};
use super::file::{Expect, Filter};
use super::index::{Index, is_change};
use crate::strings::Arg;
use crate::view::is_open;

/// What an expectation comes to.
pub(super) fn find<'a>(index: &Index<'a>, expect: &Expect) -> Found<'a> {
    if let Some(filter) = &expect.exists {
        exists(index, filter)
    } else if let Some(filter) = &expect.none {
        none(index, filter)
    } else if let Some(citations) = &expect.unchanged {
        let citations: Vec<&str> = citations.iter().map(String::as_str).collect();
        unchanged(index, &citations, &expect.ignore)
    } else {
        review(index, expect.review.unwrap_or_default())
    }
}

/// A change that is found is there, whatever else could not be read.
fn exists<'a>(index: &Index<'a>, filter: &Filter) -> Found<'a> {
    let unknown = filter.unknown(index);
    if !unknown.is_empty() {
        return Found::error(unknown);
    }
    let (open, sure): (Vec<&Change>, Vec<&Change>) =
        filter.select(index).into_iter().partition(|change| is_open(change));
    if !sure.is_empty() {
        let reason = index.strings.with("check-found", &[("count", Arg::Count(sure.len()))]);
        return Found::new(State::Holds, reason, sure);
    }
    if !open.is_empty() {
        return Found::new(State::Unknown, unsettled(index, open.len()), open);
    }
    match filter.trouble(index) {
        Some(trouble) => Found::new(State::Unknown, trouble, Vec::new()),
        None => Found::new(State::Fails, index.strings.get("check-not-found"), Vec::new()),
    }
}

fn none<'a>(index: &Index<'a>, filter: &Filter) -> Found<'a> {
    let unknown = filter.unknown(index);
    if !unknown.is_empty() {
        return Found::error(unknown);
    }
    let (open, sure): (Vec<&Change>, Vec<&Change>) =
        filter.select(index).into_iter().partition(|change| is_open(change));
    if !sure.is_empty() {
        let reason = index.strings.with("check-found", &[("count", Arg::Count(sure.len()))]);
        return Found::new(State::Fails, reason, sure);
    }
    if !open.is_empty() {
        return Found::new(State::Unknown, unsettled(index, open.len()), open);
    }
    match filter.trouble(index) {
        Some(trouble) => Found::new(State::Unknown, trouble, Vec::new()),
        None => Found::new(State::Holds, index.strings.get("check-none"), Vec::new()),
    }
}

/// Nothing in the items of these citations, or below them, changed.
pub(super) fn unchanged<'a>(index: &Index<'a>, citations: &[&str], ignore: &[String]) -> Found<'a> {
    let missing: Vec<String> = citations.iter().filter_map(|citation| no_citation(index, citation)).collect();
    if !missing.is_empty() {
        return Found::error(missing);
    }
    let sides = [Side::Old, Side::New];
    let items = citations.iter().flat_map(|citation| {
        sides
            .into_iter()
            .flat_map(|side| index.below(side, citation).into_iter().map(move |item| (side, item)))
    });
    items_unchanged(index, items, ignore)
}

/// Nothing about these items changed.
pub(super) fn items_unchanged<'a>(
    index: &Index<'a>,
    items: impl Iterator<Item = (Side, &'a Item)>,
    ignore: &[String],
) -> Found<'a> {
    let mut numbers: Vec<usize> = Vec::new();
    let mut doubts: Vec<String> = Vec::new();
    let mut doubt = |reason: String| {
        if !doubts.contains(&reason) {
            doubts.push(reason);
        }
    };
    for (side, item) in items {
        numbers.extend(index.change_of(side, &item.id));
        if index.beside_gap(side, item) {
            doubt(index.strings.with("check-gap", &[("citation", Arg::Text(&item.citation))]));
        }
        if let Some(diagnostic) = index.trouble(side, index.file(side, item)) {
            doubt(unread(index, diagnostic));
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    let changes: Vec<&Change> = numbers.into_iter().filter_map(|number| index.change(number)).collect();
    let (open, sure): (Vec<&Change>, Vec<&Change>) = changes.into_iter().partition(|change| is_open(change));
    let changed: Vec<&Change> = sure.into_iter().filter(|change| counts(change, ignore)).collect();
    if !changed.is_empty() {
        let reason = index.strings.with("check-changed", &[("count", Arg::Count(changed.len()))]);
        return Found::new(State::Fails, reason, changed);
    }
    if !open.is_empty() {
        doubt(unsettled(index, open.len()));
    }
    if doubts.is_empty() {
        Found::new(State::Holds, index.strings.get("check-unchanged"), Vec::new())
    } else {
        Found { state: State::Unknown, reasons: doubts, changes: open }
    }
}

/// Whether a change is more than what the writer does not mind.
pub(super) fn counts(change: &Change, ignore: &[String]) -> bool {
    let ignored = |id: &str| ignore.iter().any(|other| other == id);
    match change.kind {
        Kind::Unchanged | Kind::Modified if is_change(change) => {
            // A change of wording without an aspect is still one.
            change.aspects.is_empty() || change.aspects.iter().any(|aspect| !ignored(aspect.id()))
        }
        Kind::Unchanged => false,
        Kind::Moved if ignored("moved") => change.aspects.iter().any(|aspect| !ignored(aspect.id())),
        _ => true,
    }
}

fn review<'a>(index: &Index<'a>, most: usize) -> Found<'a> {
    let open: Vec<&Change> = index.changes.changes.iter().filter(|change| is_open(change)).collect();
    if open.len() <= most {
        return Found::new(State::Holds, unsettled(index, open.len()), Vec::new());
    }
    Found::new(State::Fails, unsettled(index, open.len()), open)
}
