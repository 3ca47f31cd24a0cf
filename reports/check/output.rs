//! Answers as text, JSON, JUnit, SARIF, and annotations of GitHub Actions.

use std::fmt::Write;
use std::str::FromStr;

use serde_json::json;

use super::{Answer, Outcome, State};
use crate::strings::{Arg, Strings};
use crate::{Lang, ReportError, junit, sarif};

/// A form in which answers are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckFormat {
    /// For people.
    Text,
    /// `kaitei.check/1`.
    Json,
    /// JUnit's XML.
    Junit,
    /// SARIF 2.1.0.
    Sarif,
    /// The text, and annotations that GitHub Actions shows at the lines of the file of expectations.
    Github,
}

impl CheckFormat {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Text, Self::Json, Self::Junit, Self::Sarif, Self::Github];

    /// The id in options.
    pub fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Junit => "junit",
            Self::Sarif => "sarif",
            Self::Github => "github",
        }
    }
}

impl FromStr for CheckFormat {
    type Err = ReportError;

    fn from_str(id: &str) -> Result<Self, ReportError> {
        Self::ALL
            .into_iter()
            .find(|format| format.id() == id)
            .ok_or_else(|| ReportError::UnknownFormat { id: id.to_owned() })
    }
}

/// Writes the answers.
///
/// # Errors
/// [`ReportError::Serialise`], which no outcome of ours causes.
pub fn write(
    outcome: &Outcome,
    format: CheckFormat,
    lang: Lang,
    allow_unknown: bool,
) -> Result<Vec<u8>, ReportError> {
    let strings = Strings::new(lang);
    match format {
        CheckFormat::Text => Ok(text(outcome, &strings).into_bytes()),
        CheckFormat::Json => json(outcome, allow_unknown),
        CheckFormat::Junit => Ok(junit(outcome, &strings, allow_unknown).into_bytes()),
        CheckFormat::Sarif => sarif(outcome, lang, allow_unknown),
        CheckFormat::Github => {
            let mut out = text(outcome, &strings);
            for answer in &outcome.answers {
                out.push_str(&annotation(answer, &strings, allow_unknown));
            }
            Ok(out.into_bytes())
        }
    }
}

fn text(outcome: &Outcome, strings: &Strings) -> String {
    let mut out = String::new();
    if outcome.specimen {
        let _ = writeln!(out, "{}", strings.get("summary-specimen"));
    }
    for answer in &outcome.answers {
        let state = strings.get(&format!("check-state-{}", answer.state.id()));
        let _ = writeln!(out, "[{state}] {}: {}", answer.id, one_line(&answer.text));
        let owner = [&answer.component, &answer.owner];
        let owner: Vec<&str> =
            owner.iter().map(|part| part.as_str()).filter(|part| !part.is_empty()).collect();
        if !owner.is_empty() {
            let _ = writeln!(out, "    {}", owner.join(" / "));
        }
        for reason in &answer.reasons {
            let _ = writeln!(out, "    {}", one_line(reason));
        }
        for change in &answer.changes {
            let place = [change.document.as_str(), change.place.as_str()].join(" ");
            let _ = writeln!(out, "    - {}  {}  #c-{}", one_line(&change.title), place.trim(), change.id);
        }
    }
    let count = |state| Arg::Count(outcome.count(state));
    let counts = [
        ("holds", count(State::Holds)),
        ("fails", count(State::Fails)),
        ("unknown", count(State::Unknown)),
        ("errors", count(State::Error)),
    ];
    let _ = writeln!(out, "{}", strings.with("check-counts", &counts));
    out
}

fn json(outcome: &Outcome, allow_unknown: bool) -> Result<Vec<u8>, ReportError> {
    let value = json!({
        "schema": "kaitei.check/1",
        "tool": outcome.tool,
        "specimen": outcome.specimen,
        "passes": outcome.passes(allow_unknown),
        "counts": {
            "holds": outcome.count(State::Holds),
            "fails": outcome.count(State::Fails),
            "unknown": outcome.count(State::Unknown),
            "error": outcome.count(State::Error),
        },
        "answers": outcome.answers,
    });
    let mut bytes = serde_json::to_vec_pretty(&value)
        .map_err(|error| ReportError::Serialise { detail: error.to_string() })?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn junit(outcome: &Outcome, strings: &Strings, allow_unknown: bool) -> String {
    let mut suites: Vec<junit::Suite> = Vec::new();
    for answer in &outcome.answers {
        let (message, text) = (message(answer, strings), details(answer));
        let verdict = match answer.state {
            State::Holds => junit::Verdict::Passed,
            State::Unknown if allow_unknown => junit::Verdict::Skipped { message },
            State::Fails | State::Unknown => {
                junit::Verdict::Failed { kind: answer.state.id(), message, text }
            }
            State::Error => junit::Verdict::Error { kind: answer.state.id(), message, text },
        };
        let case = junit::Case {
            name: format!("{}: {}", answer.id, answer.text),
            class: format!("kaitei.{}", answer.sort),
            place: Some((answer.file.clone(), answer.line)),
            verdict,
        };
        match suites.last_mut() {
            Some(suite) if suite.name == answer.file => suite.cases.push(case),
            _ => suites.push(junit::Suite { name: answer.file.clone(), cases: vec![case] }),
        }
    }
    let specimen =
        if outcome.specimen { format!("【{}】", strings.get("html-specimen")) } else { String::new() };
    junit::write(&format!("kaitei check{specimen}"), &[], &suites)
}

fn sarif(outcome: &Outcome, lang: Lang, allow_unknown: bool) -> Result<Vec<u8>, ReportError> {
    let strings = Strings::new(lang);
    let mut rules: Vec<sarif::Rule> = Vec::new();
    let mut findings = Vec::new();
    for answer in &outcome.answers {
        if !rules.iter().any(|rule| rule.id == answer.id) {
            rules.push(sarif::Rule { id: answer.id.clone(), text: answer.text.clone(), help: String::new() });
        }
        let Some(level) = level(answer.state, allow_unknown) else { continue };
        let related = answer.changes.iter().map(|change| sarif::Place {
            file: change.document.clone(),
            line: 1,
            name: change.title.clone(),
            message: change.place.clone(),
        });
        findings.push(sarif::Finding {
            rule: answer.id.clone(),
            level,
            message: format!("{}\n{}", message(answer, &strings), details(answer)).trim().to_owned(),
            place: sarif::Place {
                file: answer.file.clone(),
                line: answer.line,
                name: String::new(),
                message: String::new(),
            },
            related: related.filter(|place| !place.file.is_empty()).collect(),
            fingerprint: format!("{}:{}", answer.sort, answer.id),
        });
    }
    sarif::write(&outcome.tool, lang.id(), &rules, &findings, &[], &sarif::About::default())
}

/// How loud an answer is where there is something to say.
fn level(state: State, allow_unknown: bool) -> Option<&'static str> {
    match state {
        State::Holds => None,
        State::Unknown if allow_unknown => Some("warning"),
        State::Fails | State::Unknown | State::Error => Some("error"),
    }
}

/// A workflow command (GitHub's documentation, "Workflow commands for GitHub Actions").
fn annotation(answer: &Answer, strings: &Strings, allow_unknown: bool) -> String {
    let Some(level) = level(answer.state, allow_unknown) else { return String::new() };
    let title = format!("kaitei: {}", answer.id);
    let text = format!("{}\n{}", message(answer, strings), details(answer));
    format!(
        "::{level} file={},line={},title={}::{}\n",
        property(&answer.file),
        answer.line,
        property(&title),
        data(text.trim())
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The expectation and the first reason on one line.
fn message(answer: &Answer, strings: &Strings) -> String {
    let state = strings.get(&format!("check-state-{}", answer.state.id()));
    let owner = if answer.owner.is_empty() { String::new() } else { format!(" ({})", answer.owner) };
    let reason = answer.reasons.first().map(String::as_str).unwrap_or_default();
    one_line(&format!("[{state}] {}{owner}: {reason}", answer.text))
}

/// The other reasons and the changes.
fn details(answer: &Answer) -> String {
    let changes = answer
        .changes
        .iter()
        .map(|change| format!("{} {} {}", change.title, change.document, change.place).trim().to_owned());
    answer.reasons.iter().skip(1).cloned().chain(changes).collect::<Vec<_>>().join("\n")
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\t'], " ")
}
