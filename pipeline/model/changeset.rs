//! The two contract files: `changes.json` and `items.json`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Change, Diagnostic, Document, DocumentId, Edition, Item, ItemId, Related};

/// Schema of `changes.json`.
pub const CHANGES_SCHEMA: &str = "kaitei.changes/1";
/// Schema of `items.json`.
pub const ITEMS_SCHEMA: &str = "kaitei.items/1";

/// Everything that kaitei found out about two editions; reports show this and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeSet {
    /// [`CHANGES_SCHEMA`].
    pub schema: String,
    /// What made it.
    pub tool: Tool,
    /// The options that shaped the result, by name.
    pub options: BTreeMap<String, String>,
    /// 改定前.
    pub old: Edition,
    /// 改定後.
    pub new: Edition,
    /// Which documents were taken for counterparts.
    #[serde(default)]
    pub pairs: Vec<DocumentPair>,
    /// The changes, in the order of the new edition; removed items after what stood before them.
    pub changes: Vec<Change>,
    /// Relations beside the changes.
    pub related: Vec<Related>,
    /// Kinds, aspects and the other ids used, with labels and definitions.
    pub classes: BTreeMap<String, ClassInfo>,
    /// Labels of the themes used.
    pub themes: BTreeMap<String, Labels>,
    /// Labels of the audiences used.
    #[serde(default)]
    pub audiences: BTreeMap<String, Labels>,
    /// For an audience to which one belongs on a condition: the items of the new edition that state it, to be quoted.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub conditions: BTreeMap<String, Vec<ItemId>>,
    /// What could not be read or settled, in reading order.
    pub diagnostics: Vec<Diagnostic>,
}

/// What `kaitei extract --as items` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemsFile {
    /// [`ITEMS_SCHEMA`].
    pub schema: String,
    /// What made it.
    pub tool: Tool,
    /// The document.
    pub document: Document,
    /// Its items, in document order.
    pub items: Vec<Item>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

/// The program and the rules that made a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// `kaitei`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// First 12 hex digits of the SHA-256 over the rules in force.
    pub rules: String,
}

/// Documents of both editions that were taken for counterparts. One side may be empty (a document added or removed as a
/// whole) or hold several (two documents that became one).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentPair {
    /// Old documents.
    pub old: Vec<DocumentId>,
    /// New documents.
    pub new: Vec<DocumentId>,
    /// 0 to 1000.
    pub score: u32,
    /// What spoke for it: `title`, `volume`, `kind`, `items`, `decision`.
    pub evidence: Vec<String>,
}

/// A class of changes as the rules describe it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassInfo {
    /// What to call it.
    pub labels: Labels,
    /// What it means (Japanese).
    pub definition: String,
    /// What a reader should look at (Japanese).
    pub action: String,
}

/// A label in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labels {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}
