//! `report.html`: one self-contained page. Its script and style stand in it and are named by hash in its own
//! Content-Security-Policy, so that nothing else runs and nothing is fetched, whatever a document's text holds.

mod data;
mod parts;

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kaitei_model::ChangeSet;
use sha2::{Digest, Sha256};

use self::parts::{Attributes, ChangePart, DiagnosticPart, FoldPart, Important, Wording};
use crate::strings::Arg;
use crate::view::{Cell, Count, DiagnosticView, Entry, Fold, ItemView, Row, Section, View};
use crate::{OutputFile, ReportError};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = concat!(include_str!("script.js"), include_str!("decide.js"));
/// A table with more rows is cut, so that a browser lays out only what is in sight.
const ROWS_A_TABLE: usize = 60;
/// More important changes than this stand behind a fold on the first screen.
const HIGH_SHOWN: usize = 3;
/// Changes that the overview names of a theme.
const EXAMPLES: usize = 2;

/// The page.
#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    view: &'a View,
    /// What every screen and printed page says.
    marks: Vec<String>,
    style: &'static str,
    /// The marks at the head of each printed page, apart: the policy of a page that shows the report knows the style, which is always the
    /// same, and cannot know these.
    printed: String,
    script: &'static str,
    policy: String,
    /// For the script; a block of data is not run.
    data: String,
}

/// Draws the page.
pub(crate) fn render(changes: &ChangeSet, view: &View) -> Result<Vec<OutputFile>, ReportError> {
    let marks = view.marks();
    let printed = printed(&marks);
    let also = if printed.is_empty() { String::new() } else { format!(" 'sha256-{}'", hash(&printed)) };
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'{also}; script-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    );
    let page =
        Page { view, marks, style: STYLE, printed, script: SCRIPT, policy, data: data::data(changes, view) };
    let html = page.render().map_err(|error| ReportError::Serialise { detail: error.to_string() })?;
    Ok(vec![OutputFile { name: "report.html".to_owned(), bytes: html.into_bytes() }])
}

/// The marks at the head of each printed page. They are our own words; still, none of them may end the string.
fn printed(marks: &[String]) -> String {
    if marks.is_empty() {
        return String::new();
    }
    let words: String = marks.join("　").chars().filter(|c| !"\"\\<>\n".contains(*c)).collect();
    format!("@page{{@top-right{{content:\"{words}\";font:8pt sans-serif;color:#555}}}}\n")
}

fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

impl<'a> Page<'a> {
    fn t(&self, id: &str) -> String {
        self.view.strings.get(id)
    }

    fn n(&self, id: &str, count: usize) -> String {
        self.view.strings.with(id, &[("count", Arg::Count(count))])
    }

    fn x(&self, id: &str, name: &str, value: &str) -> String {
        self.view.strings.with(id, &[(name, Arg::Text(value))])
    }

    /// A row by its number; the view model holds no number without a row.
    fn row(&self, number: &usize) -> Option<&Row> {
        self.view.rows.get(*number)
    }

    fn change(&'a self, row: &'a Row, section: &'a Section) -> ChangePart<'a> {
        ChangePart { page: self, row, section }
    }

    fn fold(&'a self, fold: &'a Fold, section: &'a Section) -> FoldPart<'a> {
        FoldPart { page: self, fold, section }
    }

    fn important(&'a self, row: &'a Row) -> Option<Important<'a>> {
        let section = self.view.sections.get(row.section)?;
        Some(Important { page: self, row, section })
    }

    fn about(&self, row: &Row) -> String {
        row.about(&self.view.strings)
    }

    fn diagnostic(&self, diagnostic: &'a DiagnosticView) -> DiagnosticPart<'a> {
        DiagnosticPart { diagnostic }
    }

    fn attributes(&self, row: &'a Row) -> Attributes<'a> {
        Attributes { row }
    }

    fn wording(&self, cell: &'a Cell, item: &'a ItemView) -> Wording<'a> {
        Wording { cell, item }
    }

    fn section_count(&self, total: &usize, substantive: &usize) -> String {
        let args = [("total", Arg::Count(*total)), ("substantive", Arg::Count(*substantive))];
        self.view.strings.with("html-section-count", &args)
    }

    /// What the page says under the count of a diagnostic list.
    fn notes(&self) -> Vec<&DiagnosticView> {
        self.view.diagnostics.iter().filter(|diagnostic| diagnostic.severity.id == "note").collect()
    }

    fn alarms(&self) -> Vec<&DiagnosticView> {
        self.view.diagnostics.iter().filter(|diagnostic| diagnostic.severity.id != "note").collect()
    }

    /// The changes that a person must look at, in order.
    fn review(&self) -> Vec<&Row> {
        self.view.rows.iter().filter(|row| row.certainty.id == "review" || row.open).collect()
    }

    /// The figures of the first screen: what matters, and what happened.
    fn counts(&self, of_kinds: &bool) -> Vec<&Count> {
        self.view.overview.counts.iter().filter(|count| (count.facet == "k") == *of_kinds).collect()
    }

    /// The entries of a chapter in tables of bounded length.
    fn tables<'e>(&self, entries: &'e [Entry]) -> std::slice::Chunks<'e, Entry> {
        entries.chunks(ROWS_A_TABLE)
    }

    /// The changes that the overview names of a theme, and the rest.
    fn examples<'r>(&self, rows: &'r [usize]) -> (&'r [usize], &'r [usize]) {
        rows.split_at(rows.len().min(EXAMPLES))
    }

    /// The changes that the first screen shows at once, and the rest.
    fn first_screen<'r>(&self, rows: &'r [usize]) -> (&'r [usize], &'r [usize]) {
        rows.split_at(rows.len().min(HIGH_SHOWN))
    }
}
