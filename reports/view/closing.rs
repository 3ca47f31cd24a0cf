//! The end of a report: words, diagnostics, sources.

use kaitei_model::{ChangeSet, Code, Document, Edition, Severity, Side};

use super::labels::Labeller;
use super::{DiagnosticView, Label, Row, Section, Source, Strings, Term, View, item};
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

/// Documents that would be needed and were not given: expected by a manifest, or the counterparts of others.
pub(super) fn not_given(changes: &ChangeSet, sections: &[Section], strings: &Strings) -> Vec<String> {
    let mut out = Vec::new();
    for diagnostic in &changes.diagnostics {
        if diagnostic.code == Code::DocumentExpected.id()
            && let Some(title) = diagnostic.args.get("title")
        {
            let side = diagnostic.side.map(|side| side_label(side, strings).text).unwrap_or_default();
            let args = [("title", Arg::Text(&clean(title))), ("side", Arg::Text(&side))];
            out.push(strings.with("closing-expected", &args));
        }
    }
    for section in sections {
        let (given, lacks) = match section.pairing.id {
            "document-added" => (&section.pairing.new, Side::Old),
            "document-removed" => (&section.pairing.old, Side::New),
            _ => continue,
        };
        let side = side_label(lacks, strings).text;
        for title in given {
            let args = [("title", Arg::Text(title)), ("side", Arg::Text(&side))];
            out.push(strings.with("closing-no-counterpart", &args));
        }
    }
    out
}

impl View {
    /// The mark of a report whose pairings nobody has checked yet: 【案・未確認n件】.
    pub(crate) fn draft(&self) -> Option<String> {
        let count = self.overview.review;
        (count > 0).then(|| self.strings.with("docx-draft", &[("count", Arg::Count(count))]))
    }

    /// What every page, sheet and screen says: that it is of a specimen, that it is a draft.
    pub(crate) fn marks(&self) -> Vec<String> {
        let specimen = self.specimen.then(|| self.strings.get("html-specimen"));
        specimen.into_iter().chain(self.draft()).collect()
    }

    /// The end of a report as lines of plain text: sources with their hashes, where they were published, what was not given, and
    /// who did not make the report.
    pub(crate) fn closing(&self) -> Vec<String> {
        let mut out = self.marks();
        out.push(self.strings.with("html-sources-disclaimer", &[("tool", Arg::Text(&self.tool))]));
        for source in &self.sources {
            out.push(self.strings.with(
                "closing-source",
                &[
                    ("side", Arg::Text(&source.side.text)),
                    ("title", Arg::Text(&source.title)),
                    ("edition", Arg::Text(&source.edition)),
                    ("file", Arg::Text(&source.file)),
                    ("sha256", Arg::Text(&source.sha256)),
                ],
            ));
        }
        let published = self.strings.get("html-sources-published");
        out.extend(self.published.iter().map(|url| format!("{published}: {url}")));
        if let Some(date) = &self.date {
            out.push(format!("{}: {date}", self.strings.get("html-made")));
        }
        out.extend(self.not_given.iter().cloned());
        out.push(self.strings.get("html-sources-only"));
        out
    }
}
