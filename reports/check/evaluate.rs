//! Answers in the order of a file, and what they have in common.

use kaitei_model::{Change, Diagnostic, Side};
use toml::Spanned;

use super::file::{Claim, Depends, Expect, Expectations};
use super::index::Index;
use super::{Answer, State};
use crate::clean::clean;
use crate::strings::Arg;

/// What an expectation came to.
pub(super) struct Found<'a> {
    pub(super) state: State,
    pub(super) reasons: Vec<String>,
    pub(super) changes: Vec<&'a Change>,
}

impl<'a> Found<'a> {
    pub(super) fn new(state: State, reason: String, changes: Vec<&'a Change>) -> Self {
        Self { state, reasons: vec![reason], changes }
    }

    /// Something that cannot be asked.
    pub(super) fn error(reasons: Vec<String>) -> Self {
        Self { state: State::Error, reasons, changes: Vec::new() }
    }
}

/// All answers of a file.
pub(super) fn answers(index: &Index<'_>, file: &Expectations) -> Vec<Answer> {
    let content = &file.content;
    let mut out = Vec::new();
    for (number, spanned) in content.expect.iter().enumerate() {
        let expect: &Expect = spanned.get_ref();
        let id = if expect.id.is_empty() { format!("expect-{}", number + 1) } else { expect.id.clone() };
        let text = if expect.text.is_empty() { id.clone() } else { expect.text.clone() };
        out.push(answer(index, file, spanned, ("expect", id, text), super::expect::find(index, expect)));
    }
    for spanned in &content.claim {
        let claim: &Claim = spanned.get_ref();
        let named = ("claim", claim.id.clone(), claim.claim.clone());
        out.push(answer(index, file, spanned, named, super::claims::find(index, claim)));
    }
    for spanned in &content.depends {
        let depends: &Depends = spanned.get_ref();
        let text = index.strings.with("check-depends-text", &[("citation", Arg::Text(&depends.citation))]);
        let named = ("depends", depends.citation.clone(), text);
        let found = super::depends::find(index, depends);
        let mut answer = answer(index, file, spanned, named, found);
        (answer.component, answer.owner) = (clean(&depends.component), clean(&depends.owner));
        out.push(answer);
    }
    out
}

fn answer<T>(
    index: &Index<'_>,
    file: &Expectations,
    spanned: &Spanned<T>,
    (sort, id, text): (&'static str, String, String),
    found: Found<'_>,
) -> Answer {
    let mut changes = found.changes;
    changes.dedup_by(|a, b| a.id == b.id);
    Answer {
        id: clean(&id),
        sort,
        text: clean(&text),
        state: found.state,
        reasons: found.reasons,
        changes: changes.into_iter().map(|change| index.shown(change)).collect(),
        file: clean(&file.name),
        line: file.line(spanned.span().start),
        component: String::new(),
        owner: String::new(),
    }
}

/// The sentence about something that could not be read.
pub(super) fn unread(index: &Index<'_>, diagnostic: &Diagnostic) -> String {
    let document = clean(diagnostic.document.as_deref().unwrap_or_default());
    let args = [("document", Arg::Text(&document)), ("code", Arg::Text(&diagnostic.code))];
    index.strings.with("check-unread", &args)
}

/// The sentence about pairings that nobody has settled.
pub(super) fn unsettled(index: &Index<'_>, count: usize) -> String {
    index.strings.with("check-review", &[("count", Arg::Count(count))])
}

/// The error of a citation that neither edition has.
pub(super) fn no_citation(index: &Index<'_>, citation: &str) -> Option<String> {
    let known = [Side::Old, Side::New].into_iter().any(|side| index.cited(side, citation).is_some());
    (!known).then(|| index.strings.with("check-no-citation", &[("name", Arg::Text(citation))]))
}
