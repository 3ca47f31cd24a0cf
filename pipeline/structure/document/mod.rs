//! Pages -> items: rows, table of contents, outline, drafts, citations.

mod build;
mod cite;
mod contents;
mod cover;
mod draft;
pub(crate) mod grammar;
mod outline;
mod rows;
mod tables;
mod tags;
mod title;

use kaitei_model::{Code, Diagnostic, Document, Format, Item, ItemKind, Location};
use kaitei_read::pdf::Pdf;

use grammar::Grammar;

/// A PDF's items, ids and document id still to be given by the caller.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    pub(crate) document: Document,
    pub(crate) items: Vec<Item>,
    /// Parents by index into `items`.
    pub(crate) parents: Vec<Option<usize>>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Below this share of characters in items (in thousandths) a diagnostic says so.
const COVERED: usize = 995;

/// Finds the items of a PDF.
pub(crate) fn items(pdf: &Pdf, grammar: &Grammar) -> Reading {
    let rows = rows::rows(pdf);
    let contents = contents::find(&rows.rows, grammar);
    let outline = outline::outline(&rows, grammar, &contents);
    let built = build::Builder::new(&rows, grammar, &contents, &outline).build();
    let mut diagnostics = built.diagnostics;
    for &k in &outline.missing {
        let entry = &contents.entries[k];
        // Articles and other marks of their own are found by the builder, not by the outline.
        let found = built.drafts.iter().any(|d| {
            let mark = entry.mark.as_ref();
            let number = mark.and_then(|m| m.number.as_ref());
            (number.is_some() && d.number.as_ref() == number)
                || (number.is_none() && crate::text::fold(&d.text) == entry.key)
        });
        if !found {
            let heading =
                format!("{} {}", entry.mark.as_ref().map_or("", |m| m.printed.as_str()), entry.title);
            diagnostics.push(Diagnostic::new(Code::HeadingMissing, [("heading", heading.trim())]));
        }
    }
    let title = title::title(&rows, &pdf.title);
    let kind = title::kind(&title, &built.drafts, grammar);
    let total: usize = rows
        .rows
        .iter()
        .map(|r| {
            build::chars(&r.text)
                + r.aside
                + r.table.as_ref().map_or(0, |t| {
                    t.cells.iter().flat_map(|c| &c.lines).map(|l| build::chars(&l.text())).sum()
                })
        })
        .sum();
    let held: usize = built.drafts.iter().map(|d| build::chars(&d.text.replace('｜', "")) + d.aside).sum();
    let named: usize = built.remainder.iter().map(|(_, n)| n).sum();
    let coverage = ((held + named) * 1000).checked_div(total).unwrap_or(1000).min(1000);
    if coverage < COVERED {
        let count = total.saturating_sub(held + named).to_string();
        diagnostics.push(Diagnostic::new(
            Code::TextOutsideItems,
            [("permille", (1000 - coverage).to_string()), ("count", count)],
        ));
    }
    if !built.drafts.is_empty() && !built.drafts.iter().any(|d| d.number.is_some()) {
        diagnostics.push(Diagnostic::plain(Code::NoItems));
    }
    let document = Document {
        title: title.title,
        short: title.short,
        edition: title.edition,
        kind,
        format: Format::Pdf,
        pages: u32::try_from(pdf.pages.len()).unwrap_or(u32::MAX),
        specimen: title.specimen,
        coverage: u32::try_from(coverage).unwrap_or(1000),
        ..Document::default()
    };
    finish(document, &built.drafts, &rows, diagnostics)
}

fn finish(
    document: Document,
    drafts: &[draft::Draft],
    rows: &rows::Rows,
    diagnostics: Vec<Diagnostic>,
) -> Reading {
    let cited = cite::cite(drafts);
    let prefix = if document.short.is_empty() { String::new() } else { format!("{} ", document.short) };
    let mut trails: Vec<Vec<String>> = Vec::with_capacity(drafts.len());
    let mut items = Vec::with_capacity(drafts.len());
    for (draft, cited) in drafts.iter().zip(cited) {
        let mut trail = draft.parent.map(|p| trails[p].clone()).unwrap_or_default();
        let heading = trail.last().cloned().unwrap_or_default();
        let page = draft.regions.first().map(|r| r.page);
        items.push(Item {
            kind: draft.kind,
            number: match (&draft.number, draft.variant.is_empty()) {
                (Some(number), false) => Some(format!("{number}[{}]", draft.variant)),
                (number, _) => number.clone(),
            },
            mark: draft.mark.clone(),
            path: cited.path,
            trail: trail.clone(),
            heading,
            text: draft.text.trim().to_owned(),
            citation: format!("{prefix}{}", cited.citation),
            location: Location {
                page,
                printed: page.and_then(|p| rows.printed.get(&p)).cloned(),
                regions: draft.regions.clone(),
                ..Location::default()
            },
            fields: draft
                .fields
                .iter()
                .filter(|(k, _)| *k != "margin")
                .map(|(k, v)| (k.clone(), v.clone()))
                .collect(),
            tags: draft.tags.clone(),
            ..Item::default()
        });
        if draft.kind == ItemKind::Heading || matches!(draft.kind, ItemKind::Question) {
            let mark = draft.mark.trim_end();
            trail.push(if mark.is_empty() { draft.text.clone() } else { format!("{mark} {}", draft.text) });
        } else if let Some(caption) = draft.fields.get("caption") {
            trail.push(format!("{}{caption}", draft.mark));
        }
        trails.push(trail);
    }
    inherit_tags(&mut items, drafts);
    Reading { document, items, parents: drafts.iter().map(|d| d.parent).collect(), diagnostics }
}

/// A heading's applicability holds for what stands below it.
fn inherit_tags(items: &mut [Item], drafts: &[draft::Draft]) {
    for i in 0..items.len() {
        if items[i].tags.is_empty()
            && let Some(parent) = drafts[i].parent
        {
            items[i].tags = items[parent].tags.clone();
        }
    }
}
