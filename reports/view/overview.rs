//! The first screen: what changed and what matters, in plain words and figures.

use std::collections::BTreeMap;

use kaitei_model::{Aspect, Certainty, ChangeSet, Kind, Severity, Significance};

use super::labels::Labeller;
use super::{Count, HighGroup, Label, Overview, Row, Section, Strings, ThemeLine, is_open, rank};
use crate::clean::clean;
use crate::strings::Arg;

/// The kinds in the order in which readers ask for them.
pub(crate) const KINDS: [Kind; 8] = [
    Kind::Added,
    Kind::Removed,
    Kind::Modified,
    Kind::Moved,
    Kind::Merged,
    Kind::Split,
    Kind::Regrouped,
    Kind::Unchanged,
];

pub(super) fn overview(
    changes: &ChangeSet,
    rows: &[Row],
    sections: &[Section],
    labels: &Labeller<'_>,
    strings: &Strings,
) -> Overview {
    let list = &changes.changes;
    let substantive = list.iter().filter(|change| change.is_substantive()).count();
    let of = |significance| list.iter().filter(|change| change.significance == significance).count();
    let high_count = of(Significance::High);
    let unchanged = list.iter().filter(|change| change.kind == Kind::Unchanged).count();
    let review = list.iter().filter(|change| is_open(change)).count();
    let diagnosed =
        |severity| changes.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let (errors, warnings) = (diagnosed(Severity::Error), diagnosed(Severity::Warning));

    let themes = themes(rows, strings);
    let mut sentences = Vec::new();
    if themes.len() > LEADING {
        let names: Vec<&str> = themes.iter().take(LEADING).map(|line| line.theme.text.as_str()).collect();
        let names = names.join(&strings.get("list-comma"));
        sentences.push(strings.with("overview-themes", &[("themes", Arg::Text(&names))]));
    }
    sentences.extend(documents(sections, strings));
    // Two empty editions have no change either; nobody may read that as news.
    let headline = if changes.old.items.is_empty() || changes.new.items.is_empty() {
        strings.get("overview-no-items")
    } else if substantive == 0 {
        strings.get("overview-nothing")
    } else {
        strings.with(
            "overview-substantive",
            &[("count", Arg::Count(substantive)), ("high", Arg::Count(high_count))],
        )
    };
    sentences.push(strings.with(
        "overview-compared",
        &[
            ("old", Arg::Count(changes.old.documents.len())),
            ("new", Arg::Count(changes.new.documents.len())),
            ("oldItems", Arg::Count(changes.old.items.len())),
            ("newItems", Arg::Count(changes.new.items.len())),
        ],
    ));
    let light = list.len() - substantive - unchanged;
    sentences.push(
        strings.with("overview-light", &[("light", Arg::Count(light)), ("unchanged", Arg::Count(unchanged))]),
    );
    if review > 0 {
        sentences.push(strings.with("overview-review", &[("count", Arg::Count(review))]));
    }
    if errors + warnings > 0 {
        sentences.push(strings.with("overview-diagnostics", &[("count", Arg::Count(errors + warnings))]));
    }

    let mut counts = Vec::new();
    for significance in [Significance::High, Significance::Check] {
        counts.push(Count {
            label: labels.significance(significance).text,
            count: of(significance),
            facet: "s",
            value: significance.id().to_owned(),
        });
    }
    for kind in KINDS {
        let count = list.iter().filter(|change| change.kind == kind).count();
        let always = matches!(kind, Kind::Added | Kind::Removed | Kind::Modified | Kind::Unchanged);
        if count > 0 || always {
            counts.push(Count {
                label: labels.kind(kind).text,
                count,
                facet: "k",
                value: kind.id().to_owned(),
            });
        }
    }
    if review > 0 {
        counts.push(Count {
            label: labels.certainty(Certainty::Review).text,
            count: review,
            facet: "c",
            value: Certainty::Review.id().to_owned(),
        });
    }
    Overview {
        headline,
        sentences,
        counts,
        themes,
        high: high(changes, rows, sections, strings),
        review,
        errors,
        warnings,
        notes: diagnosed(Severity::Note),
    }
}

/// Which documents are new, gone or joined.
fn documents(sections: &[Section], strings: &Strings) -> Vec<String> {
    let comma = strings.get("list-comma");
    let pairings = sections.iter().map(|section| &section.pairing).filter(|pairing| pairing.id != "paired");
    pairings
        .map(|pairing| {
            let (old, new) = (pairing.old_short.join(&comma), pairing.new_short.join(&comma));
            let args = [("old", Arg::Text(&old)), ("new", Arg::Text(&new))];
            strings.with(&format!("overview-{}", pairing.id), &args)
        })
        .collect()
}

/// The numbers of the important changes, what is read first before the others.
fn important(rows: &[Row]) -> Vec<usize> {
    let high = rows.iter().enumerate().filter(|(_, row)| row.significance.id == "high");
    let mut numbers: Vec<usize> = high.map(|(number, _)| number).collect();
    numbers.sort_by_key(|number| rows.get(*number).map(rank));
    numbers
}

/// Changes of high significance by the audiences that they concern; those that concern everybody by document, in reading order.
fn high(changes: &ChangeSet, rows: &[Row], sections: &[Section], strings: &Strings) -> Vec<HighGroup> {
    let mut groups: BTreeMap<(String, usize), Vec<usize>> = BTreeMap::new();
    for number in important(rows) {
        let Some(row) = rows.get(number) else { continue };
        let names: Vec<&str> = row.audience.iter().map(|label| label.text.as_str()).collect();
        let section = if names.is_empty() { row.section } else { 0 };
        groups.entry((names.join(&strings.get("list-comma")), section)).or_default().push(number);
    }
    let rows_of = rows;
    let document = |section: usize| sections.get(section).map(|section| section.short.clone());
    let mut groups: Vec<HighGroup> = groups
        .into_iter()
        .map(|((audience, section), rows)| {
            let everyone = || strings.get("html-high-everyone");
            let named = document(section).filter(|name| !name.is_empty());
            let label = if audience.is_empty() { named.unwrap_or_else(everyone) } else { audience.clone() };
            let readers = rows.first().and_then(|number| rows_of.get(*number)).map(|row| &row.audience);
            let conditions = readers
                .into_iter()
                .flatten()
                .flat_map(|label| conditions(changes, &label.id, strings))
                .collect();
            HighGroup { audience, label, conditions, rows }
        })
        .collect();
    // Those for everybody first, then the audiences by how much there is for them.
    groups.sort_by_key(|group| {
        let many = if group.audience.is_empty() { usize::MAX } else { group.rows.len() };
        (!group.audience.is_empty(), std::cmp::Reverse(many))
    });
    groups
}

/// What the new edition says of who belongs to an audience, quoted.
fn conditions(changes: &ChangeSet, audience: &str, strings: &Strings) -> Vec<String> {
    let named = changes.conditions.get(audience).into_iter().flatten();
    let items = named.filter_map(|id| changes.new.items.iter().find(|item| item.id == *id));
    items
        .map(|item| {
            let (text, citation) = (clean(&item.text), clean(&item.citation));
            let args = [("text", Arg::Text(&text)), ("citation", Arg::Text(&citation))];
            strings.with("overview-condition", &args)
        })
        .collect()
}

/// Themes that the first screen names.
const THEMES: usize = 8;
/// Sorts of changes that a theme's line counts; those of the others are left to the table.
const SORTS: usize = 4;
/// Themes that the first sentence names.
const LEADING: usize = 3;

/// What the important changes are about.
fn themes(rows: &[Row], strings: &Strings) -> Vec<ThemeLine> {
    let mut lines: BTreeMap<&str, ThemeLine> = BTreeMap::new();
    for number in important(rows) {
        for theme in rows.get(number).into_iter().flat_map(|row| &row.themes) {
            let line = ThemeLine { theme: theme.clone(), about: String::new(), rows: Vec::new() };
            lines.entry(&theme.id).or_insert(line).rows.push(number);
        }
    }
    let mut lines: Vec<ThemeLine> = lines.into_values().collect();
    lines.sort_by(|a, b| b.rows.len().cmp(&a.rows.len()).then_with(|| a.theme.id.cmp(&b.theme.id)));
    lines.truncate(THEMES);
    for line in &mut lines {
        line.about = about(line.rows.iter().filter_map(|number| rows.get(*number)), strings);
    }
    lines
}

/// How many changes of each sort, the most frequent first: of items that appear or vanish the kind, of others what changed.
fn about<'r>(rows: impl Iterator<Item = &'r Row>, strings: &Strings) -> String {
    let light = |label: &Label| Aspect::ALL.iter().any(|one| one.id() == label.id && one.is_light());
    let mut counts: Vec<(&Label, usize)> = Vec::new();
    for row in rows {
        let alone = [Kind::Added.id(), Kind::Removed.id()].contains(&row.kind.id.as_str());
        let labels = if alone { std::slice::from_ref(&row.kind) } else { row.aspects.as_slice() };
        for label in labels.iter().filter(|label| !light(label)) {
            match counts.iter_mut().find(|(known, _)| *known == label) {
                Some((_, count)) => *count += 1,
                None => counts.push((label, 1)),
            }
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let words = counts.iter().take(SORTS).map(|(label, count)| format!("{} {count}", label.text));
    words.collect::<Vec<_>>().join(&strings.get("list-comma"))
}
