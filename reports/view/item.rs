//! One item as a row shows it: mark, wording with its changed stretches, place.

use kaitei_model::{Change, DiffOp, Item, ItemId, ItemKind, Location, Side};

use super::{ItemView, SegmentView, Strings};
use crate::clean::clean;
use crate::strings::Arg;

/// The item's text on its side, as the change's diff cuts it.
pub(super) fn segments(change: &Change, side: Side, id: &ItemId, item: Option<&Item>) -> Vec<SegmentView> {
    let own = match side {
        Side::Old => DiffOp::Del,
        Side::New => DiffOp::Ins,
    };
    let mut out: Vec<SegmentView> = Vec::new();
    for segment in &change.diff {
        let holder = match side {
            Side::Old => segment.old.as_ref(),
            Side::New => segment.new.as_ref(),
        };
        if holder != Some(id) || (segment.op != own && segment.op != DiffOp::Keep) {
            continue;
        }
        let text = clean(&segment.text);
        match out.last_mut() {
            Some(last) if last.op == segment.op => last.text.push_str(&text),
            _ => out.push(SegmentView { op: segment.op, text }),
        }
    }
    if out.is_empty()
        && let Some(item) = item
        && !item.text.is_empty()
    {
        // Data without a diff for the item: its text stands whole, marked where it has no counterpart.
        let alone = match side {
            Side::Old => change.new.is_empty(),
            Side::New => change.old.is_empty(),
        };
        out.push(SegmentView { op: if alone { own } else { DiffOp::Keep }, text: clean(&item.text) });
    }
    out
}

/// An item with its wording.
pub(super) fn view(
    change: &Change,
    side: Side,
    id: &ItemId,
    item: Option<&Item>,
    short: &str,
    strings: &Strings,
) -> ItemView {
    let segments = segments(change, side, id, item);
    let Some(item) = item else {
        return ItemView {
            citation: clean(id.as_str()),
            full: clean(id.as_str()),
            place: String::new(),
            mark: String::new(),
            mark_changed: false,
            heading: false,
            text: words(&segments),
            segments,
            fields: Vec::new(),
        };
    };
    ItemView {
        citation: within(&item.citation, short),
        full: clean(&item.citation),
        place: place(&item.location, strings),
        mark: clean(&item.mark),
        mark_changed: false,
        heading: item.kind == ItemKind::Heading,
        text: words(&segments),
        segments,
        fields: item
            .fields
            .iter()
            // Where the columns of a table could not be told apart, its row's text already holds them.
            .filter(|(_, text)| !text.trim().is_empty() && !item.text.contains(text.as_str()))
            // An item that stands alone has nothing to differ from.
            .filter(|(role, _)| !(alone(change) && is_filled_in(role)))
            .map(|(role, text)| (role_name(role, strings), clean(text)))
            .collect(),
    }
}

fn words(segments: &[SegmentView]) -> String {
    segments.iter().map(|segment| segment.text.as_str()).collect()
}

fn alone(change: &Change) -> bool {
    change.old.is_empty() || change.new.is_empty()
}

/// Whether the column is one that a reader fills in by hand.
fn is_filled_in(role: &str) -> bool {
    let base = role.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('_');
    matches!(base, "answer" | "date" | "target_date")
}

/// What a column is called: its role in words, with its number where a table has several of the kind (`answer_2`).
fn role_name(role: &str, strings: &Strings) -> String {
    if let Some(name) = strings.find(&format!("field-{role}")) {
        return name;
    }
    let numbered = role.rsplit_once('_').filter(|(_, number)| number.bytes().all(|b| b.is_ascii_digit()));
    match numbered.and_then(|(base, number)| Some((strings.find(&format!("field-{base}"))?, number))) {
        Some((name, number)) => format!("{name} {number}"),
        None => clean(role),
    }
}

/// A citation without the document's short name in front.
pub(super) fn within(citation: &str, short: &str) -> String {
    let rest = if short.is_empty() { citation } else { citation.strip_prefix(short).unwrap_or(citation) };
    let rest = rest.trim_start();
    clean(if rest.is_empty() { citation } else { rest })
}

/// A heading with its mark.
pub(super) fn heading_text(item: &Item) -> String {
    let mark = item.mark.trim();
    if mark.is_empty() { clean(&item.text) } else { clean(&format!("{mark}　{}", item.text)) }
}

/// Where an item or a diagnostic stands, in words.
pub(crate) fn place(location: &Location, strings: &Strings) -> String {
    if let Some(sheet) = &location.sheet {
        let sheet = clean(sheet);
        return match &location.cells {
            Some(cells) => strings
                .with("place-cells", &[("sheet", Arg::Text(&sheet)), ("cells", Arg::Text(&clean(cells)))]),
            None => strings.with("place-sheet", &[("sheet", Arg::Text(&sheet))]),
        };
    }
    let Some(page) = location.page else { return String::new() };
    let page = page.to_string();
    // 「- 3 -」 on page 3 says nothing more than the page.
    match &location.printed {
        Some(printed) if printed.trim_matches(|c: char| !c.is_alphanumeric()) != page => strings
            .with("place-printed", &[("page", Arg::Text(&page)), ("printed", Arg::Text(&clean(printed)))]),
        _ => strings.with("place-page", &[("page", Arg::Text(&page))]),
    }
}
