//! JUnit's XML: what test runners and CI servers read. `report.junit.xml` asks of each item whether it stayed as it was.

use std::fmt::Write;

use crate::OutputFile;
use crate::clean::clean;
use crate::view::{Row, View};

/// A group of cases.
pub(crate) struct Suite {
    pub(crate) name: String,
    pub(crate) cases: Vec<Case>,
}

/// One question.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) class: String,
    /// The file that asks, and its line.
    pub(crate) place: Option<(String, usize)>,
    pub(crate) verdict: Verdict,
}

/// Its answer: the type, a line, and all there is to say.
pub(crate) enum Verdict {
    Passed,
    Failed { kind: &'static str, message: String, text: String },
    Error { kind: &'static str, message: String, text: String },
    Skipped { message: String },
}

/// Draws the report of a comparison.
pub(crate) fn render(view: &View) -> Vec<OutputFile> {
    let suites = view.sections.iter().enumerate().map(|(number, section)| Suite {
        name: section.title.clone(),
        cases: view.rows.iter().filter(|row| row.section == number).map(|row| case(view, row)).collect(),
    });
    let name = std::iter::once(view.title.clone()).chain(view.marks()).collect::<Vec<_>>().join("　");
    let bytes = write(&name, &view.closing(), &suites.collect::<Vec<_>>()).into_bytes();
    vec![OutputFile { name: "report.junit.xml".to_owned(), bytes }]
}

/// A change of substance fails; one whose pairing nobody has settled cannot be told.
fn case(view: &View, row: &Row) -> Case {
    let message = [row.about(&view.strings)].into_iter().chain(row.remarks.iter().cloned());
    let message = message.collect::<Vec<_>>().join(" / ");
    let text = || {
        use kaitei_model::Side::{New, Old};
        let side = |id: &str, side| format!("{}\n{}\n", view.strings.get(id), row.texts(side));
        format!("{}\n{}\n{}", row.significance.text, side("html-old", Old), side("html-new", New))
    };
    let verdict = if row.open {
        Verdict::Error { kind: "review", message, text: text() }
    } else if row.substantive {
        let kind = match row.significance.id.as_str() {
            "high" => "high",
            "check" => "check",
            _ => "info",
        };
        Verdict::Failed { kind, message, text: text() }
    } else {
        Verdict::Passed
    };
    let class = view.sections.get(row.section).map(|section| section.short.clone()).unwrap_or_default();
    Case { name: format!("{} [{}]", row.title, row.id), class, place: None, verdict }
}

/// Writes suites as XML; the notes stand among the properties of the first one, where the format has room for such.
pub(crate) fn write(name: &str, notes: &[String], suites: &[Suite]) -> String {
    let all = || suites.iter().flat_map(|suite| &suite.cases);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(out, "<testsuites name=\"{}\"{}>", escape(name), counts(all()));
    for (number, suite) in suites.iter().enumerate() {
        let _ = writeln!(out, "  <testsuite name=\"{}\"{}>", escape(&suite.name), counts(suite.cases.iter()));
        if number == 0 && !notes.is_empty() {
            out.push_str("    <properties>\n");
            for note in notes {
                let _ = writeln!(out, "      <property name=\"note\" value=\"{}\"/>", escape(note));
            }
            out.push_str("    </properties>\n");
        }
        for case in &suite.cases {
            case_element(&mut out, case);
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn case_element(out: &mut String, case: &Case) {
    let place = case
        .place
        .as_ref()
        .map(|(file, line)| format!(" file=\"{}\" line=\"{line}\"", escape(file)))
        .unwrap_or_default();
    let _ = write!(
        out,
        "    <testcase classname=\"{}\" name=\"{}\"{place}",
        escape(&case.class),
        escape(&case.name)
    );
    let body = |element: &str, kind: &str, message: &str, text: &str| {
        format!(
            ">\n      <{element} type=\"{kind}\" message=\"{}\">{}</{element}>\n    </testcase>\n",
            escape(message),
            escape(text)
        )
    };
    out.push_str(&match &case.verdict {
        Verdict::Passed => "/>\n".to_owned(),
        Verdict::Failed { kind, message, text } => body("failure", kind, message, text),
        Verdict::Error { kind, message, text } => body("error", kind, message, text),
        Verdict::Skipped { message } => {
            format!(">\n      <skipped message=\"{}\"/>\n    </testcase>\n", escape(message))
        }
    });
}

fn counts<'a>(cases: impl Iterator<Item = &'a Case>) -> String {
    let mut counts = [0_usize; 4];
    for case in cases {
        counts[0] += 1;
        match case.verdict {
            Verdict::Passed => {}
            Verdict::Failed { .. } => counts[1] += 1,
            Verdict::Error { .. } => counts[2] += 1,
            Verdict::Skipped { .. } => counts[3] += 1,
        }
    }
    let [tests, failures, errors, skipped] = counts;
    format!(" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\"")
}

/// Text for an attribute or an element. A line end in an attribute would be read as a space.
fn escape(text: &str) -> String {
    quick_xml::escape::escape(clean(text).as_str()).replace('\n', "&#10;").replace('\t', "&#9;")
}
