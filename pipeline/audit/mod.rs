//! Audit: a crosswalk that somebody published (項目移行対応表) against ours.
//!
//! Crosswalks name items in many ways and are sometimes wrong themselves: what differs is listed with our evidence, for a person
//! to look at.

pub(crate) mod cite;
mod columns;
mod compare;
mod rows;
mod table;

use kaitei_model::{Certainty, ChangeId, ChangeSet, Code, Diagnostic, Kind};
use serde::Serialize;

use crate::SourceFile;

/// Schema of what `kaitei audit --format json` prints.
pub const AUDIT_SCHEMA: &str = "kaitei.audit/1";

/// What a crosswalk and we say of each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Audit {
    /// A finding for each row of the crosswalk in its order, then what it leaves out.
    pub findings: Vec<Finding>,
    /// Unchanged pairs of ours that the crosswalk does not mention: no finding, for most crosswalks list changes alone.
    pub unmentioned: usize,
    /// Names that are none of our items'.
    pub diagnostics: Vec<Diagnostic>,
}

/// A row of the crosswalk, or a change of ours that it leaves out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Who says what.
    pub verdict: Verdict,
    /// The row in its file, from 1; none for what the crosswalk leaves out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// Citations of the row's old items.
    pub old: Vec<String>,
    /// Citations of its new items.
    pub new: Vec<String>,
    /// What the row names and we do not know.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
    /// Our changes that hold these items.
    pub ours: Vec<Ours>,
}

/// A change of ours beside a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ours {
    /// Its id.
    pub change: ChangeId,
    /// What became of its items.
    pub kind: Kind,
    /// Citations of its old items.
    pub old: Vec<String>,
    /// Citations of its new items.
    pub new: Vec<String>,
    /// The lowest score of its links, 0 to 1000; none where it has no links.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<u32>,
    /// How sure it is.
    pub certainty: Certainty,
    /// A person decided it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub decided: bool,
    /// Citations of the best partners that were not chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<String>,
}

/// Who says what of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Both say the same.
    Agree,
    /// The row names an item that is none of ours; the rest of it says nothing against us.
    Unread,
    /// The crosswalk has a pair where we have none.
    WeMiss,
    /// The crosswalk and we pair the items with others.
    Differ,
    /// We have a pair, an added or a removed item that the crosswalk leaves out.
    TheyMiss,
}

impl Verdict {
    /// All verdicts, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Agree, Self::Differ, Self::WeMiss, Self::TheyMiss, Self::Unread];

    /// The id in data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Unread => "unread",
            Self::WeMiss => "we-miss",
            Self::Differ => "differ",
            Self::TheyMiss => "they-miss",
        }
    }
}

impl Audit {
    /// How many findings have a verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.findings.iter().filter(|f| f.verdict == verdict).count()
    }
}

/// Holds a crosswalk against a comparison.
///
/// # Errors
/// Where the file cannot be read, or no table of it has columns for old and new items.
pub fn audit(changes: &ChangeSet, crosswalk: &SourceFile) -> Result<Audit, Vec<Diagnostic>> {
    let tables = table::tables(crosswalk).map_err(|error| vec![*error])?;
    let (mut rows, mut diagnostics) = (Vec::new(), Vec::new());
    let mut readable = false;
    for table in &tables {
        if let Some(columns) = columns::columns(table, changes) {
            readable = true;
            let (found, problems) = rows::rows(table, &columns, changes);
            rows.extend(found);
            diagnostics.extend(problems.into_iter().map(|d| d.in_document(&crosswalk.name)));
        }
    }
    if !readable {
        return Err(vec![Diagnostic::plain(Code::CrosswalkColumns).in_document(&crosswalk.name)]);
    }
    Ok(Audit { diagnostics, ..compare::compare(&rows, changes) })
}
