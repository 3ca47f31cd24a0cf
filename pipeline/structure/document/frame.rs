//! The frame of a document: what of its rows is cover, table of contents, overview, heading, drawing.

use std::collections::{BTreeMap, BTreeSet};

use kaitei_model::{Code, Diagnostic, Location};

use super::{
    contents::{self, Contents},
    cover,
    draft::Draft,
    figures,
    grammar::{Grammar, MarkRole},
    outline::{self, Outline},
    overview,
    rows::Rows,
    title,
};
use crate::text::fold;

/// What is known of the rows before any item is drafted.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    pub(super) contents: Contents,
    pub(super) outline: Outline,
    /// Rows that are no content, by the name of the remainder that holds them.
    pub(super) named: BTreeMap<usize, &'static str>,
    /// Rows inside each figure, by the row of its caption.
    pub(super) figures: BTreeMap<usize, Vec<usize>>,
    /// All rows inside figures.
    pub(super) drawn: BTreeSet<usize>,
}

/// Finds the frame.
pub(super) fn frame(rows: &Rows, grammar: &Grammar) -> Frame {
    let contents = contents::find(&rows.rows, grammar);
    let overview = overview::find(rows, grammar, &contents);
    let outline = outline::outline(rows, grammar, &contents, overview);
    let mut named: BTreeMap<usize, &'static str> = BTreeMap::new();
    named.extend((overview.0..overview.1).map(|i| (i, "overview")));
    named.extend((contents.range.0..contents.range.1).map(|i| (i, "contents")));
    named.extend((0..cover::length(&rows.rows, rows.size, grammar)).map(|i| (i, "cover")));
    // The title stands above the document, not in it, unless it is numbered as its parts are.
    let title = title::printed(rows, grammar);
    let numbered = |i: usize| grammar.mark(&rows.rows[i].text).is_some_and(|m| m.role != MarkRole::Bullet);
    if title.iter().all(|&i| !numbered(i) && !outline.headings.contains_key(&i)) {
        named.extend(title.into_iter().map(|i| (i, "title")));
    }
    let mut figures = figures::figures(rows, grammar);
    figures.retain(|at, _| !named.contains_key(at));
    let drawn = figures.values().flatten().copied().collect();
    Frame { contents, outline, named, figures, drawn }
}

impl Frame {
    /// Entries of the table of contents that the body lacks.
    pub(super) fn missing(&self, drafts: &[Draft]) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        for entry in self.outline.missing.iter().map(|&k| &self.contents.entries[k]) {
            // Articles and other marks of their own are found by the builder, not by the outline.
            let mark = entry.mark.as_ref();
            let number = mark.and_then(|m| m.number.as_ref());
            let found = drafts.iter().any(|d| {
                (number.is_some() && d.number.as_ref() == number)
                    || (number.is_none() && fold(&d.text) == entry.key)
            });
            if !found {
                let heading = format!("{} {}", mark.map_or("", |m| m.printed.as_str()), entry.title);
                let region = entry.region;
                out.push(Diagnostic::new(Code::HeadingMissing, [("heading", heading.trim())]).at(Location {
                    page: Some(region.page),
                    regions: vec![region],
                    ..Location::default()
                }));
            }
        }
        out
    }
}
