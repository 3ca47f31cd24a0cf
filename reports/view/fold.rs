//! Rows into chapters, and runs of equal items into （略）.

use std::collections::BTreeMap;

use kaitei_model::{Aspect, Certainty, Change, ChangeSet, ItemKind, Kind, Side};

use super::documents::Plans;
use super::index::Index;
use super::item::within;
use super::{Chapter, Entry, Fold, Row, Strings};
use crate::strings::Arg;

/// Why a change can stand in a run, or that it cannot.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Equal and equally numbered.
    Same,
    /// Equal, with another number.
    Renumbered,
    /// Equal, with another mark (「-」 to 「(1)」).
    Relabelled,
    /// Shown as a row.
    Shown,
}

fn class(change: &Change) -> Class {
    // An equal text whose counterpart is in doubt is something to look at.
    if change.certainty == Certainty::Review && change.decision.is_none() {
        return Class::Shown;
    }
    let folded_kind = match change.kind {
        Kind::Unchanged => true,
        // Both old texts equal the one new text.
        Kind::Merged => change.aspects.contains(&Aspect::Consolidated),
        _ => false,
    };
    if !folded_kind {
        return Class::Shown;
    }
    let mut class = Class::Same;
    for aspect in &change.aspects {
        match aspect {
            Aspect::Consolidated => {}
            Aspect::Relabelled if change.kind == Kind::Unchanged => class = Class::Relabelled,
            Aspect::Renumbered if class == Class::Relabelled => {}
            Aspect::Renumbered if change.kind == Kind::Unchanged => class = Class::Renumbered,
            _ => return Class::Shown,
        }
    }
    class
}

/// The section that a change stands in: that of its first new item, or of its first old one.
pub(super) fn section_of(change: &Change, index: &Index<'_>, plans: &Plans<'_>) -> usize {
    let sides =
        change.new.iter().map(|id| (Side::New, id)).chain(change.old.iter().map(|id| (Side::Old, id)));
    sides
        .filter_map(|(side, id)| index.item(side, id).and_then(|item| plans.of(side, &item.document)))
        .next()
        .unwrap_or_default()
}

/// One change of a section on its way into a chapter.
struct Step<'a> {
    row: usize,
    change: &'a Change,
    class: Class,
    /// The heading that opens the chapter.
    opens: bool,
    heading: bool,
}

/// A chapter's id and title, where there is one, and the changes in it.
type Part<'a> = (Option<(String, String)>, Vec<Step<'a>>);

/// The chapters of every section.
pub(super) fn chapters(
    changes: &ChangeSet,
    rows: &mut [Row],
    index: &Index<'_>,
    plans: &Plans<'_>,
    strings: &Strings,
) -> Vec<Vec<Chapter>> {
    let mut sections: Vec<Vec<Part<'_>>> = plans.list.iter().map(|_| Vec::new()).collect();
    // Old chapters by the new chapter that they became, as far as a common item tells.
    let mut became: BTreeMap<(usize, String), (String, String)> = BTreeMap::new();
    for (change, row) in changes.changes.iter().zip(rows.iter()) {
        if let (Some(old), Some(new)) = (change.old.first(), change.new.first())
            && let (Some(old), Some(new)) = (index.item(Side::Old, old), index.item(Side::New, new))
            && let (Some(old), Some(new)) = (index.chapter(Side::Old, old), index.chapter(Side::New, new))
        {
            became.entry((row.section, old.0)).or_insert(new);
        }
    }
    for (i, (change, row)) in changes.changes.iter().zip(rows.iter()).enumerate() {
        let Some(section) = sections.get_mut(row.section) else { continue };
        let new = change.new.first().and_then(|id| index.item(Side::New, id));
        let old = change.old.first().and_then(|id| index.item(Side::Old, id));
        let key = match (new, old) {
            (Some(item), _) => index.chapter(Side::New, item),
            (None, Some(item)) => match (index.chapter(Side::Old, item), section.last()) {
                // A removed item stands where the data puts it, unless its whole chapter went.
                (Some(chapter), Some((current, _))) => match became.get(&(row.section, chapter.0.clone())) {
                    Some(_) => current.clone(),
                    None => Some(chapter),
                },
                (Some(chapter), None) => {
                    Some(became.get(&(row.section, chapter.0.clone())).cloned().unwrap_or(chapter))
                }
                (None, current) => current.and_then(|(key, _)| key.clone()),
            },
            (None, None) => section.last().and_then(|(key, _)| key.clone()),
        };
        let item = new.or(old);
        let heading = item.is_some_and(|item| item.kind == ItemKind::Heading);
        let opens = heading && key.as_ref().zip(item).is_some_and(|(key, item)| key.0 == item.id.0);
        let step = Step { row: i, change, class: class(change), opens, heading };
        match section.last_mut() {
            Some((last, steps)) if *last == key => steps.push(step),
            _ => section.push((key, vec![step])),
        }
    }
    let mut out = Vec::with_capacity(sections.len());
    for section in sections {
        let mut chapters = Vec::with_capacity(section.len());
        for (key, steps) in section {
            chapters.push(chapter(
                key.map(|key| key.1).unwrap_or_default(),
                &steps,
                rows,
                index,
                plans,
                strings,
            ));
        }
        out.push(chapters);
    }
    out
}

fn chapter(
    title: String,
    steps: &[Step<'_>],
    rows: &mut [Row],
    index: &Index<'_>,
    plans: &Plans<'_>,
    strings: &Strings,
) -> Chapter {
    let mut chapter = Chapter { title, opened_by: None, entries: Vec::new() };
    let mut steps = steps;
    if let Some((first, rest)) = steps.split_first()
        && first.opens
        && first.class == Class::Same
    {
        // The chapter's own heading, unchanged, is its title.
        chapter.opened_by = Some(first.row);
        steps = rest;
    }
    let mut context = String::new();
    while let Some(first) = steps.first() {
        let length = match first.class {
            Class::Shown => 1,
            class => steps.iter().take_while(|step| step.class == class).count(),
        };
        let (run, rest) = steps.split_at(length);
        steps = rest;
        if first.class == Class::Shown {
            show(first, rows, &mut context);
            chapter.entries.push(Entry::Row(first.row));
            continue;
        }
        // Headings right before a row that is shown stand above it; inside a run they are folded with it.
        let trailing = if first.class == Class::Same && !rest.is_empty() {
            run.iter().rev().take_while(|step| step.heading).count()
        } else {
            0
        };
        let (folded, headings) = run.split_at(run.len() - trailing);
        if !folded.is_empty() {
            chapter.entries.push(Entry::Fold(fold(folded, rows, index, plans, strings)));
        }
        for step in headings {
            if let Some(row) = rows.get_mut(step.row) {
                row.context.clear();
                context = heading_of(row);
            }
            chapter.entries.push(Entry::Heading(step.row));
        }
    }
    chapter
}

/// A row names the heading above it once.
fn show(step: &Step<'_>, rows: &mut [Row], context: &mut String) {
    let Some(row) = rows.get_mut(step.row) else { return };
    if step.heading {
        row.context.clear();
        *context = heading_of(row);
    } else if squeeze(&row.context) == squeeze(context) {
        row.context.clear();
    } else {
        context.clone_from(&row.context);
    }
}

/// How the rows below name this heading.
fn heading_of(row: &Row) -> String {
    let item = row.cells.iter().flat_map(|cell| &cell.items).next();
    item.map(|item| {
        let text: String = item.segments.iter().map(|segment| segment.text.as_str()).collect();
        format!("{} {text}", item.mark)
    })
    .unwrap_or_default()
}

/// Headings are joined to their numbers with or without spaces.
fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn fold(run: &[Step<'_>], rows: &[Row], index: &Index<'_>, plans: &Plans<'_>, strings: &Strings) -> Fold {
    let section = run.first().and_then(|step| rows.get(step.row)).map_or(0, |row| row.section);
    let columns = run.first().and_then(|step| rows.get(step.row)).map_or(2, |row| row.cells.len());
    let remark = match run.first().map(|step| step.class) {
        Some(Class::Renumbered) => strings.get("remark-fold-renumbered"),
        Some(Class::Relabelled) => strings.get("remark-fold-relabelled"),
        _ => String::new(),
    };
    let plan = plans.list.get(section);
    let range = |column: usize| {
        let name = |step: &Step<'_>, last: bool| {
            let (side, ids) =
                if column == 0 { (Side::New, &step.change.new) } else { (Side::Old, &step.change.old) };
            let mut of_column = ids.iter().filter_map(|id| index.item(side, id)).filter(|item| {
                column == 0
                    || plan.is_none_or(|plan| {
                        !plan.consolidated()
                            || plan.old.get(column - 1).is_some_and(|doc| doc.id == item.document)
                    })
            });
            let item = if last { of_column.next_back() } else { of_column.next() }?;
            let shorts = plan.map(|plan| plan.short(side)).unwrap_or_default();
            let short = shorts.iter().find(|short| item.citation.starts_with(**short)).copied();
            Some(within(&item.citation, short.unwrap_or_default()))
        };
        let first = run.iter().find_map(|step| name(step, false));
        let last = run.iter().rev().find_map(|step| name(step, true));
        match (first, last) {
            (Some(first), Some(last)) if first != last => {
                strings.with("fold-range", &[("first", Arg::Text(&first)), ("last", Arg::Text(&last))])
            }
            (Some(first), _) => strings.with("fold-one", &[("first", Arg::Text(&first))]),
            _ => strings.get("placeholder-absent"),
        }
    };
    Fold {
        ranges: (0..columns).map(range).collect(),
        remark,
        rows: run.iter().map(|step| step.row).collect(),
    }
}
