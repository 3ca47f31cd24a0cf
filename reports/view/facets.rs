//! The filters, with the choices that the data holds and how many changes each shows.

use std::collections::BTreeMap;

use super::overview::KINDS;
use super::{Facet, FacetValue, Label, Row, Section, Strings, token};

pub(super) fn facets(rows: &[Row], sections: &[Section], strings: &Strings) -> Vec<Facet> {
    let kinds: Vec<&str> = KINDS.iter().map(|kind| kind.id()).collect();
    let documents = sections.iter().enumerate().map(|(i, section)| FacetValue {
        id: section.anchor.clone(),
        label: section.short.clone(),
        count: rows.iter().filter(|row| row.section == i).count(),
    });
    let facets = [
        facet("s", rows, |row| vec![&row.significance], &["high", "check", "info"], strings),
        facet("k", rows, |row| vec![&row.kind], &kinds, strings),
        facet("p", rows, |row| row.aspects.iter().collect(), &[], strings),
        Facet { id: "d", label: strings.get("facet-d"), values: documents.collect() },
        facet("t", rows, |row| row.themes.iter().collect(), &[], strings),
        facet("a", rows, |row| row.audience.iter().collect(), &[], strings),
        facet("c", rows, |row| vec![&row.certainty], &["certain", "likely", "review"], strings),
    ];
    let tags = tags(rows, strings);
    let facets = facets.into_iter().chain([tags]);
    // A filter with one choice filters nothing.
    facets.filter(|facet| facet.values.len() > 1).collect()
}

/// The applicability tags and targets, the most frequent first.
fn tags(rows: &[Row], strings: &Strings) -> Facet {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in rows.iter().flat_map(|row| &row.tags) {
        *counts.entry(tag).or_default() += 1;
    }
    let mut values: Vec<FacetValue> = counts
        .into_iter()
        .map(|(tag, count)| FacetValue { id: token(tag), label: tag.to_owned(), count })
        .collect();
    values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.id.cmp(&b.id)));
    Facet { id: "g", label: strings.get("facet-g"), values }
}

/// The choices in the order given, or by how many changes they show.
fn facet<'a>(
    id: &'static str,
    rows: &'a [Row],
    labels: impl Fn(&'a Row) -> Vec<&'a Label>,
    order: &[&str],
    strings: &Strings,
) -> Facet {
    let mut values: BTreeMap<&str, FacetValue> = BTreeMap::new();
    for label in rows.iter().flat_map(labels) {
        values
            .entry(&label.id)
            .or_insert_with(|| FacetValue { id: label.id.clone(), label: label.text.clone(), count: 0 })
            .count += 1;
    }
    let mut values: Vec<FacetValue> = values.into_values().collect();
    let rank = |value: &FacetValue| order.iter().position(|id| *id == value.id).unwrap_or(order.len());
    values.sort_by(|a, b| {
        rank(a).cmp(&rank(b)).then_with(|| b.count.cmp(&a.count)).then_with(|| a.id.cmp(&b.id))
    });
    Facet { id, label: strings.get(&format!("facet-{id}")), values }
}
