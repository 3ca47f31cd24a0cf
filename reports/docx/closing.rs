//! The end of every Word document: what was compared, where it came from, what was not given.

use super::part::line;
use super::xml::Xml;
use crate::strings::Arg;
use crate::view::View;

/// Words of the report that the tables on paper explain, by the ids of their texts.
const TERMS: usize = 3;

/// Writes it.
pub(super) fn closing(xml: &mut Xml, view: &View) {
    let lines = view.source_lines();
    let mut lines = lines.iter();
    if let Some(heading) = lines.next() {
        line(xml, "KaiteiNotes", heading);
    }
    for text in lines {
        line(xml, "KaiteiSource", text);
    }
    for term in view.glossary.iter().take(TERMS) {
        line(xml, "KaiteiSource", &format!("{}　{}", term.label, term.definition));
    }
}

impl View {
    /// Sources and notes, a heading first.
    pub(crate) fn source_lines(&self) -> Vec<String> {
        let strings = &self.strings;
        let mut out = vec![
            strings.get("docx-sources"),
            strings.with("html-sources-disclaimer", &[("tool", Arg::Text(&self.tool))]),
        ];
        for source in &self.sources {
            out.push(strings.with(
                "docx-source",
                &[
                    ("side", Arg::Text(&source.side.text)),
                    ("edition", Arg::Text(&source.edition)),
                    ("file", Arg::Text(&source.file)),
                    ("sha256", Arg::Text(&source.sha256)),
                ],
            ));
        }
        out.extend(
            self.published.iter().map(|url| format!("{}　{url}", strings.get("html-sources-published"))),
        );
        out.push(strings.get("html-sources-only"));
        // What the edition's own list names and nobody gave.
        let missing = self.diagnostics.iter().filter(|own| own.code == "document-expected");
        out.extend(missing.map(|own| own.message.clone()));
        let alarms = self.overview.errors + self.overview.warnings;
        if alarms > 0 {
            out.push(strings.with("docx-note-diagnostics", &[("count", Arg::Count(alarms))]));
        }
        out
    }
}
