//! The first screen: what changed and what matters, in plain words and figures.

use std::collections::BTreeMap;

use kaitei_model::{Certainty, ChangeSet, Kind, Severity, Significance};

use super::labels::Labeller;
use super::{Count, HighGroup, Overview, Row, Section, Strings};
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
    let review = list
        .iter()
        .filter(|change| change.certainty == Certainty::Review && change.decision.is_none())
        .count();
    let diagnosed =
        |severity| changes.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let (errors, warnings) = (diagnosed(Severity::Error), diagnosed(Severity::Warning));

    let mut sentences = vec![strings.with(
        "overview-compared",
        &[
            ("old", Arg::Count(changes.old.documents.len())),
            ("new", Arg::Count(changes.new.documents.len())),
            ("oldItems", Arg::Count(changes.old.items.len())),
            ("newItems", Arg::Count(changes.new.items.len())),
        ],
    )];
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
    let light = list.len() - substantive - unchanged;
    sentences.push(
        strings.with("overview-light", &[("light", Arg::Count(light)), ("unchanged", Arg::Count(unchanged))]),
    );
    for section in sections {
        let id = section.pairing.id;
        if id != "paired" {
            let comma = strings.get("list-comma");
            sentences.push(strings.with(
                &format!("overview-{id}"),
                &[
                    ("old", Arg::Text(&section.pairing.old_short.join(&comma))),
                    ("new", Arg::Text(&section.pairing.new_short.join(&comma))),
                ],
            ));
        }
    }
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
        high: high(rows, strings),
        review,
        errors,
        warnings,
        notes: diagnosed(Severity::Note),
    }
}

/// Changes of high significance by the audiences that they concern, the general ones first.
fn high(rows: &[Row], strings: &Strings) -> Vec<HighGroup> {
    let mut groups: Vec<HighGroup> = Vec::new();
    let mut at: BTreeMap<String, usize> = BTreeMap::new();
    for (i, row) in rows.iter().enumerate().filter(|(_, row)| row.significance.id == "high") {
        let names: Vec<&str> = row.audience.iter().map(|label| label.text.as_str()).collect();
        let audience = names.join(&strings.get("list-comma"));
        let group = *at.entry(audience.clone()).or_insert_with(|| {
            groups.push(HighGroup { audience, rows: Vec::new() });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(group) {
            group.rows.push(i);
        }
    }
    // Those for everybody first, then the audiences by how much there is for them.
    groups.sort_by_key(|group| (!group.audience.is_empty(), std::cmp::Reverse(group.rows.len())));
    groups
}
