//! From the data to the view model.

use kaitei_model::{ChangeSet, Document, Edition};

use super::documents::Plans;
use super::index::Index;
use super::labels::Labeller;
use super::row::{Maker, related_by_item};
use super::{Row, Section, Strings, View, closing, facets, fold, overview};
use crate::ReportOptions;
use crate::clean::clean;
use crate::parallel;
use crate::strings::Arg;

impl View {
    /// Reads the data once and puts everything where a report shows it.
    pub(crate) fn new(changes: &ChangeSet, options: &ReportOptions) -> Self {
        let strings = Strings::new(options.lang);
        let index = Index::new(changes);
        let plans = Plans::new(changes, &index);
        let labels = Labeller { changes, strings: &strings, lang: options.lang };
        let maker = Maker {
            index: &index,
            labels: &labels,
            strings: &strings,
            related: related_by_item(&changes.related),
        };
        let made = parallel::map(&changes.changes, |change| {
            let section = fold::section_of(change, &index, &plans);
            plans.list.get(section).map(|plan| maker.row(change, section, plan))
        });
        let mut rows: Vec<Row> = made.into_iter().flatten().collect();
        let chapters = fold::chapters(changes, &mut rows, &index, &plans, &strings);
        let sections: Vec<Section> = plans
            .list
            .iter()
            .zip(chapters)
            .enumerate()
            .map(|(i, (plan, chapters))| Section {
                anchor: format!("d-{}", i + 1),
                title: plan.title(),
                short: plan.short_title(),
                pairing: plan.pairing(&strings),
                old_documents: plan.old.iter().map(|doc| doc.id.clone()).collect(),
                new_documents: plan.new.iter().map(|doc| doc.id.clone()).collect(),
                consolidated: plan.consolidated(),
                columns: plan.columns(changes, &strings),
                chapters,
                substantive: rows.iter().filter(|row| row.section == i && row.substantive).count(),
                total: rows.iter().filter(|row| row.section == i).count(),
            })
            .collect();
        let (old_label, new_label) = (label(&changes.old), label(&changes.new));
        let title = match (old_label.is_empty(), new_label.is_empty()) {
            (false, false) => {
                strings.with("title", &[("old", Arg::Text(&old_label)), ("new", Arg::Text(&new_label))])
            }
            _ => strings.get("title-plain"),
        };
        let named = |label: String, id: &str| if label.is_empty() { strings.get(id) } else { label };
        Self {
            lang: options.lang.id(),
            title,
            specimen: changes.old.documents.iter().chain(&changes.new.documents).any(|doc| doc.specimen),
            date: options.date.as_deref().map(clean),
            old_label: named(old_label, "side-old"),
            new_label: named(new_label, "side-new"),
            overview: overview::overview(changes, &rows, &sections, &labels, &strings),
            facets: facets::facets(&rows, &sections, &strings),
            glossary: closing::glossary(changes, &rows, &labels),
            diagnostics: closing::diagnostics(changes, options.lang, &strings),
            sources: closing::sources(changes, &strings),
            published: changes.new.sources.iter().chain(&changes.old.sources).map(|url| clean(url)).collect(),
            not_given: closing::not_given(changes, &sections, &strings),
            tool: clean(format!("{} {}", changes.tool.name, changes.tool.version).trim()),
            rules: clean(&changes.tool.rules),
            options: changes.options.iter().map(|(name, value)| (clean(name), clean(value))).collect(),
            sections,
            rows,
            strings,
        }
    }
}

/// What an edition is called; what its documents state where the edition itself has no name.
fn label(edition: &Edition) -> String {
    if !edition.label.is_empty() {
        return clean(&edition.label);
    }
    let mut names: Vec<&str> = edition
        .documents
        .iter()
        .map(|doc: &Document| doc.edition.as_str())
        .filter(|e| !e.is_empty())
        .collect();
    names.dedup();
    names.sort_unstable();
    names.dedup();
    clean(&names.join("・"))
}
