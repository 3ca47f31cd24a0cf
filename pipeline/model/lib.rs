//! The plain data that kaitei's stages hand on: editions, documents, items, links, changes.
//!
//! Nothing here computes: a type says what it means, in which unit, and how it stands in the contract files
//! (`changes.json`, `items.json`). Serialised field names are the contract; additions keep schema `/1`.

mod by_hand;
mod change;
mod changeset;
mod decisions;
mod diagnostic;
mod document;
mod ids;
mod item;
mod task;

pub use change::{
    Aspect, Candidate, Certainty, Change, Decision, DiffOp, Evidence, Kind, Link, Related, RelatedKind,
    RunnerUp, Segment, Side, Significance, Verdict,
};
pub use changeset::{
    CHANGES_SCHEMA, ChangeSet, ClassInfo, DocumentPair, ITEMS_SCHEMA, ItemsFile, Labels, Tool,
};
pub use decisions::{
    DECISIONS_SCHEMA, DecisionEntry, DecisionsFile, DocumentsEntry, NamedDocument, NamedItem, Settles,
};
pub use diagnostic::{Code, Diagnostic, Severity};
pub use document::{Document, DocumentKind, Edition, Format};
pub use ids::{ChangeId, DocumentId, ItemId};
pub use item::{Item, ItemKind, Location, Reference, Region};
pub use task::{Task, TaskEntries};
