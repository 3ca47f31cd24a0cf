//! 新旧対照表 as a document of its own: A4 landscape.

use super::closing::closing;
use super::package::Package;
use super::part::{self, NAMES, Page, line};
use super::table::Tables;
use super::xml::Xml;
use crate::strings::Arg;
use crate::view::View;
use crate::{OutputFile, ReportError, ReportOptions, Scope};

/// Draws the document.
pub(crate) fn render(view: &View, options: &ReportOptions) -> Result<Vec<OutputFile>, ReportError> {
    let strings = &view.strings;
    let title = strings.get(match options.scope {
        Scope::Digest => "docx-table-title-digest",
        Scope::Full => "docx-table-title",
    });
    let package = Package {
        title: format!("{title}　{}", view.title),
        tool: view.tool.clone(),
        document: document(view, options, &title)?,
        head: part::head(view),
    };
    let name = format!("{}{}.docx", strings.get("docx-table-title"), view.draft().unwrap_or_default());
    Ok(vec![OutputFile { name, bytes: package.bytes()? }])
}

fn document(view: &View, options: &ReportOptions, title: &str) -> Result<Vec<u8>, ReportError> {
    let mut xml = Xml::new();
    xml.element("w:document", &NAMES, |xml| {
        xml.element("w:body", &[], |xml| {
            line(xml, "Title", title);
            lead(xml, view, options.scope);
            Tables::new(view, options).all(xml);
            closing(xml, view);
            part::section(xml, Page::Landscape);
        });
    });
    xml.finish()
}

/// What was compared, what came of it, what the table leaves out.
fn lead(xml: &mut Xml, view: &View, scope: Scope) {
    let strings = &view.strings;
    line(xml, "KaiteiLead", &view.title);
    if view.specimen {
        line(xml, "KaiteiLead", &strings.get("html-specimen"));
    }
    if let Some(date) = &view.date {
        line(xml, "KaiteiLead", &format!("{}　{date}", strings.get("html-made")));
    }
    let comparison = std::iter::once(&view.overview.headline).chain(&view.overview.sentences);
    let comparison: Vec<&str> = comparison.map(String::as_str).collect();
    line(xml, "KaiteiLead", &comparison.join(&strings.get("docx-sentence-gap")));
    line(xml, "KaiteiLead", &left_out(view, scope));
}

/// What the scope leaves out.
pub(super) fn left_out(view: &View, scope: Scope) -> String {
    match scope {
        Scope::Full => view.strings.get("docx-full-note"),
        Scope::Digest => view.strings.with("docx-digest-note", &[("count", Arg::Count(view.left_out()))]),
    }
}
