//! The end of a report: words, diagnostics, sources.

use kaitei_model::{ChangeSet, Document, Edition, Severity, Side};

use super::labels::Labeller;
use super::{DiagnosticView, Label, Row, Source, Strings, Term, item};
use crate::Lang;
use crate::clean::clean;
use crate::strings::Arg;

/// The words that the report uses, as the rules define them, in the order in which they are shown.
pub(super) fn glossary(changes: &ChangeSet, rows: &[Row], labels: &Labeller<'_>) -> Vec<Term> {
    let strings = labels.strings;
    let mut terms = vec![
        Term {
            label: strings.get("term-none"),
            definition: strings.get("term-none-definition"),
            action: String::new(),
        },
        Term {
            label: strings.get("term-gone"),
            definition: strings.get("term-gone-definition"),
            action: String::new(),
        },
        Term {
            label: strings.get("term-omitted"),
            definition: strings.get("term-omitted-definition"),
            action: String::new(),
        },
        Term {
            label: strings.get("term-certainty"),
            definition: strings.get("term-certainty-definition"),
            action: String::new(),
        },
        Term {
            label: strings.get("term-significance"),
            definition: strings.get("term-significance-definition"),
            action: String::new(),
        },
    ];
    // The rules' definitions are Japanese.
    if labels.lang == Lang::Ja {
        let mut seen: Vec<&Label> = Vec::new();
        for label in rows.iter().flat_map(|row| std::iter::once(&row.kind).chain(&row.aspects)) {
            if seen.contains(&label) {
                continue;
            }
            seen.push(label);
            if let Some(class) = changes.classes.get(&label.id).filter(|class| !class.definition.is_empty()) {
                terms.push(Term {
                    label: label.text.clone(),
                    definition: clean(&class.definition),
                    action: clean(&class.action),
                });
            }
        }
    }
    terms
}

pub(super) fn diagnostics(changes: &ChangeSet, lang: Lang, strings: &Strings) -> Vec<DiagnosticView> {
    let mut list: Vec<_> = changes.diagnostics.iter().collect();
    // Worst first; the order of the data within.
    list.sort_by_key(|diagnostic| diagnostic.severity);
    list.into_iter()
        .map(|diagnostic| {
            let id = match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            };
            let advice = diagnostic.advice().map(|(ja, en)| match lang {
                Lang::Ja => ja,
                Lang::En => en,
            });
            let side = diagnostic.side.map(|side| side_label(side, strings).text);
            let file = diagnostic.document.as_deref().map(clean).unwrap_or_default();
            DiagnosticView {
                code: clean(&diagnostic.code),
                severity: Label { id: id.to_owned(), text: strings.get(&format!("severity-{id}")) },
                document: match side {
                    Some(side) if !file.is_empty() => strings.with(
                        "document-on-side",
                        &[("document", Arg::Text(&file)), ("side", Arg::Text(&side))],
                    ),
                    _ => file,
                },
                place: item::place(&diagnostic.location, strings),
                message: match lang {
                    Lang::Ja => clean(&diagnostic.message),
                    Lang::En => clean(&diagnostic.message_en()),
                },
                advice: advice.map(|advice| clean(&advice)).unwrap_or_default(),
            }
        })
        .collect()
}

pub(super) fn sources(changes: &ChangeSet, strings: &Strings) -> Vec<Source> {
    let of = |side, edition: &Edition| -> Vec<Source> {
        edition.documents.iter().map(|doc| source(side, edition, doc, strings)).collect()
    };
    let mut out = of(Side::New, &changes.new);
    out.extend(of(Side::Old, &changes.old));
    out
}

fn source(side: Side, edition: &Edition, doc: &Document, strings: &Strings) -> Source {
    let id = match doc.format {
        kaitei_model::Format::Xlsx => "extent-sheets",
        _ => "extent-pages",
    };
    let edition_name = clean(if doc.edition.is_empty() { &edition.label } else { &doc.edition });
    Source {
        side: side_label(side, strings),
        edition: match &edition.date {
            Some(date) if !date.is_empty() => strings.with(
                "document-edition",
                &[("title", Arg::Text(&edition_name)), ("edition", Arg::Text(&clean(date)))],
            ),
            _ => edition_name,
        },
        title: {
            let (title, short) = (clean(&doc.title), clean(&doc.short));
            let named =
                if short.is_empty() || title.contains(&short) { title } else { format!("{title}　{short}") };
            match doc.twin_of.as_ref().and_then(|id| edition.documents.iter().find(|other| other.id == *id)) {
                Some(leader) => {
                    let leader = clean(&leader.file);
                    strings.with(
                        "document-twin",
                        &[("title", Arg::Text(&named)), ("leader", Arg::Text(&leader))],
                    )
                }
                None => named,
            }
        },
        file: clean(&doc.file),
        sha256: clean(&doc.sha256),
        extent: if doc.pages == 0 {
            String::new()
        } else {
            strings.with(id, &[("count", Arg::Count(usize::try_from(doc.pages).unwrap_or(usize::MAX)))])
        },
    }
}

fn side_label(side: Side, strings: &Strings) -> Label {
    match side {
        Side::Old => Label { id: "old".to_owned(), text: strings.get("side-old") },
        Side::New => Label { id: "new".to_owned(), text: strings.get("side-new") },
    }
}
