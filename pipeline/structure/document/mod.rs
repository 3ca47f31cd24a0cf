//! Pages -> items: rows, table of contents, outline, drafts, citations.

mod build;
mod captions;
mod checklist;
mod cite;
mod contents;
pub(crate) mod counts;
mod cover;
mod coverage;
mod draft;
mod figures;
mod frame;
mod gaps;
pub(crate) mod grammar;
mod outline;
mod overview;
mod rows;
mod tables;
mod tags;
mod title;

#[cfg(test)]
mod tests;

use kaitei_model::{Code, Diagnostic, Document, Format, Item, ItemKind, Location};
use kaitei_read::pdf::Pdf;

use grammar::Grammar;

use super::sheet::Vocabulary;

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
pub(crate) fn items(pdf: &Pdf, grammar: &Grammar, words: &Vocabulary) -> Reading {
    let rows = rows::rows(pdf);
    let pages = u32::try_from(pdf.pages.len()).unwrap_or(u32::MAX);
    if let Some(mut reading) = checklist::read(&rows, words) {
        reading.document.pages = pages;
        return reading;
    }
    let mut reading = of_rows(&rows, &pdf.title, grammar);
    reading.document.pages = pages;
    reading
}

/// The items of a document's rows; `file_title` is the title in the file's own data.
fn of_rows(rows: &rows::Rows, file_title: &str, grammar: &Grammar) -> Reading {
    let lines: Vec<&str> = rows.rows.iter().map(|r| r.text.as_str()).collect();
    let grammar = &grammar.for_lines(&lines);
    let frame = frame::frame(rows, grammar);
    let built = build::Builder::new(rows, grammar, &frame).build();
    let mut diagnostics = built.diagnostics;
    diagnostics.extend(gaps::gaps(&built.drafts));
    diagnostics.extend(frame.missing(&built.drafts));
    let mut title = title::title(rows, file_title, grammar);
    let kind = title::kind(&title, &built.drafts, grammar);
    if title.short.is_empty() {
        title.short = title::short(&title.title, kind, grammar);
    }
    let held = coverage::coverage(rows, &built.drafts, &built.remainder);
    let coverage = held.permille();
    if coverage < COVERED {
        diagnostics.push(Diagnostic::new(
            Code::TextOutsideItems,
            [("permille", (1000 - coverage).to_string()), ("count", held.lost.to_string())],
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
        specimen: title.specimen,
        coverage: u32::try_from(coverage).unwrap_or(1000),
        ..Document::default()
    };
    finish(document, &built.drafts, rows, diagnostics)
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
