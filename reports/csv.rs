//! `changes.csv`: one row a change, for spreadsheets and scripts. UTF-8 with a byte order mark and CRLF, so that Excel
//! reads the Japanese; fields quoted as in RFC 4180. The rows at the end that begin with `#` tell the sources.

use kaitei_model::Side;

use crate::view::{Label, Row, View};
use crate::{OutputFile, Scope};

/// The columns, by the ids of their headings.
const COLUMNS: [&str; 17] = [
    "csv-id",
    "csv-document",
    "csv-chapter",
    "csv-kind",
    "csv-aspects",
    "csv-significance",
    "csv-certainty",
    "csv-substantive",
    "csv-new-citation",
    "csv-new-text",
    "csv-new-place",
    "csv-old-citation",
    "csv-old-text",
    "csv-old-place",
    "csv-remarks",
    "csv-themes",
    "csv-audience",
];

/// Writes the table. The digest holds what the other reports' digest holds; the full one every change.
pub(crate) fn render(view: &View, scope: Scope) -> Vec<OutputFile> {
    let mut out = String::from('\u{FEFF}');
    line(&mut out, COLUMNS.iter().map(|id| view.strings.get(id)));
    for section in &view.sections {
        for chapter in &section.chapters {
            for row in view.changes_of(chapter, scope) {
                line(&mut out, fields(view, &section.title, &chapter.title, row));
            }
        }
    }
    // The end of the report: rows that begin with #, as wide as the others, so that a program can tell them.
    for words in view.closing() {
        let rest = std::iter::repeat_n(String::new(), COLUMNS.len() - 1);
        line(&mut out, std::iter::once(format!("# {}", words.replace('\n', " "))).chain(rest));
    }
    vec![OutputFile { name: "changes.csv".to_owned(), bytes: out.into_bytes() }]
}

fn fields(view: &View, document: &str, chapter: &str, row: &Row) -> [String; 17] {
    let strings = &view.strings;
    let list = |labels: &[Label]| {
        let texts: Vec<&str> = labels.iter().map(|label| label.text.as_str()).collect();
        texts.join(&strings.get("list-comma"))
    };
    [
        row.id.clone(),
        document.to_owned(),
        chapter.to_owned(),
        row.kind.text.clone(),
        list(&row.aspects),
        row.significance.text.clone(),
        row.certainty.text.clone(),
        strings.get(if row.substantive { "csv-yes" } else { "csv-no" }),
        row.citations(Side::New),
        row.texts(Side::New),
        row.places(Side::New),
        row.citations(Side::Old),
        row.texts(Side::Old),
        row.places(Side::Old),
        row.remarks.join("\n"),
        list(&row.themes),
        list(&row.audience),
    ]
}

fn line(out: &mut String, fields: impl IntoIterator<Item = String>) {
    for (i, field) in fields.into_iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        push(out, &field);
    }
    out.push_str("\r\n");
}

/// A field as text: a spreadsheet would take one that begins with such a sign for a formula.
fn push(out: &mut String, field: &str) {
    let formula = field.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || field.starts_with('\t');
    let quote = formula || field.contains(['"', ',', '\n', '\r']);
    if quote {
        out.push('"');
    }
    if formula {
        out.push('\'');
    }
    for c in field.chars() {
        if c == '"' {
            out.push('"');
        }
        out.push(c);
    }
    if quote {
        out.push('"');
    }
}
