//! Decisions (判定): what people settled is read, found again in the editions, and holds against whatever the aligner would say.

mod apply;
mod ask;
mod documents;
mod find;
mod read;
mod settled;
mod sheet;
mod show;
mod write;

use kaitei_model::{DecisionEntry, Diagnostic, DocumentsEntry, Kind, Settles, Verdict};

pub(crate) use ask::cited_badly;
pub use ask::{Asked, decide};
pub(crate) use documents::PairedDocuments;
pub(crate) use settled::Settled;
pub use sheet::from_sheet;
pub use write::{pairing, record};

/// A file of decisions, as read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Decisions {
    /// The name under which the file is spoken of.
    file: String,
    /// The decisions in the order of the file.
    entries: Vec<Entry>,
    /// Documents that were paired by hand, each with its line.
    documents: Vec<(usize, DocumentsEntry)>,
    /// What was noted while reading.
    diagnostics: Vec<Diagnostic>,
}

/// A decision and where it stands.
#[derive(Clone, Debug)]
struct Entry {
    /// Line in the file, from 1.
    line: usize,
    decision: DecisionEntry,
}

/// Decisions brought to the items of two editions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Applied {
    /// What the aligner and the classifier go by.
    pub(crate) settled: Settled,
    file: String,
    /// The decisions that were applied, in the order of the file.
    marks: Vec<Mark>,
    diagnostics: Vec<Diagnostic>,
}

/// A decision on items that were found.
#[derive(Clone, Debug)]
struct Mark {
    line: usize,
    decision: DecisionEntry,
    old: Vec<usize>,
    new: Vec<usize>,
}

/// What a decision says of a change, as reports show it.
fn verdict(what: Settles) -> Verdict {
    match what {
        Settles::Link | Settles::Kind => Verdict::Right,
        Settles::Unlink => Verdict::Wrong,
        Settles::Hold => Verdict::Pending,
        Settles::Note => Verdict::Noted,
    }
}

/// What a decision settles, in both languages.
fn what(settles: Settles) -> (&'static str, &'static str) {
    match settles {
        Settles::Link => ("対応する", "link"),
        Settles::Unlink => ("対応しない", "unlink"),
        Settles::Hold => ("保留", "hold"),
        Settles::Kind => ("種別", "kind"),
        Settles::Note => ("付記", "note"),
    }
}

/// Whether so many old and new items can be a change of the kind.
pub(crate) fn fits(kind: Kind, old: usize, new: usize) -> bool {
    match kind {
        Kind::Added => old == 0 && new > 0,
        Kind::Removed => old > 0 && new == 0,
        Kind::Regrouped => old > 1 && new > 1,
        Kind::Merged => old > 1 && new == 1,
        Kind::Split => old == 1 && new > 1,
        Kind::Moved | Kind::Modified | Kind::Unchanged => old == 1 && new == 1,
    }
}
