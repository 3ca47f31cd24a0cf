//! `kaitei check`: what people expect of a comparison, as data, against what the comparison found.
//!
//! An expectation holds, fails, or is unknown: where the documents could not be read well enough to tell, nobody is told that all is
//! well. What cannot be asked (a citation that no edition has) is an error, never a pass.

mod claims;
mod depends;
mod evaluate;
mod expect;
mod file;
mod filter;
mod index;
mod output;
mod update;

use kaitei_model::{ChangeSet, Side};
use serde::Serialize;

use crate::Lang;
use crate::strings::Strings;

pub use file::{Expectations, ParseError};
pub use output::{CheckFormat, write};
pub use update::{Updated, update};

/// What became of an expectation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// 満たす.
    Holds,
    /// 満たさない.
    Fails,
    /// 不明: the documents or the pairing do not let one tell.
    Unknown,
    /// 誤り: it cannot be asked of these editions.
    Error,
}

impl State {
    /// The id in data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Fails => "fails",
            Self::Unknown => "unknown",
            Self::Error => "error",
        }
    }
}

/// The answer to one expectation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The expectation's id: its own, or `expect-1`, or a citation.
    pub id: String,
    /// What sort it is: `expect`, `claim` or `depends`.
    pub sort: &'static str,
    /// The expectation in words, as its writer put it.
    pub text: String,
    /// What became of it.
    pub state: State,
    /// Why, a sentence each.
    pub reasons: Vec<String>,
    /// The changes that show it, in the order of the data.
    pub changes: Vec<Shown>,
    /// The file that holds the expectation, as it was given.
    pub file: String,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// For what people depend on: which part of theirs.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub component: String,
    /// For what people depend on: who looks after it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub owner: String,
}

/// A change that an answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// The change's id, also its place in `report.html` (`#c-ID`).
    pub id: String,
    /// Citations and kind in words.
    pub title: String,
    /// The side of the item that is named first: the new one where there is one.
    pub side: Side,
    /// Its document's file.
    pub document: String,
    /// Where in it, in words.
    pub place: String,
}

/// All answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// One an expectation, in the order of the files.
    pub answers: Vec<Answer>,
    /// A document says of itself that it is a specimen.
    pub specimen: bool,
    /// What made the comparison.
    pub tool: kaitei_model::Tool,
}

impl Outcome {
    /// How many are in a state.
    pub fn count(&self, state: State) -> usize {
        self.answers.iter().filter(|answer| answer.state == state).count()
    }

    /// Whether nothing fails; `allow_unknown` lets pass what cannot be told.
    pub fn passes(&self, allow_unknown: bool) -> bool {
        self.answers.iter().all(|answer| match answer.state {
            State::Holds => true,
            State::Unknown => allow_unknown,
            State::Fails | State::Error => false,
        })
    }
}

/// Answers the expectations of files, one after the other.
pub fn evaluate(changes: &ChangeSet, files: &[Expectations], lang: Lang) -> Outcome {
    let strings = Strings::new(lang);
    let index = index::Index::new(changes, &strings);
    let answers = files.iter().flat_map(|file| evaluate::answers(&index, file)).collect();
    let documents = changes.old.documents.iter().chain(&changes.new.documents);
    Outcome {
        answers,
        specimen: documents.into_iter().any(|document| document.specimen),
        tool: changes.tool.clone(),
    }
}
