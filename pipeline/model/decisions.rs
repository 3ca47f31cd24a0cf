//! The file in which people keep what they settled (`kaitei.decisions.toml`); `docs/decisions.md` tells how it is read.

use serde::{Deserialize, Serialize};

use crate::Kind;

/// Schema of `kaitei.decisions.toml`.
pub const DECISIONS_SCHEMA: &str = "kaitei.decisions/1";

/// Everything that people settled about two editions, in the order in which it was written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionsFile {
    /// [`DECISIONS_SCHEMA`].
    pub schema: String,
    /// The decisions (判定), each a `[[decision]]` table.
    #[serde(default, rename = "decision", skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<DecisionEntry>,
    /// Which documents are counterparts (文書の対応), each a `[[documents]]` table.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<DocumentsEntry>,
}

/// Documents that somebody paired by hand. With an empty side they have no counterpart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentsEntry {
    /// The old documents; several became the one new document.
    #[serde(default)]
    pub old: Vec<NamedDocument>,
    /// The new document; one at most where there are old ones.
    #[serde(default)]
    pub new: Vec<NamedDocument>,
    /// Why, in the person's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// By whom, as they wrote it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// When, as they wrote it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub when: String,
}

/// A document as a decision names it; either name may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedDocument {
    /// [`crate::Document::short`], or its title where that is empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// [`crate::Document::file`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub file: String,
}

/// One decision as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionEntry {
    /// What it settles.
    pub what: Settles,
    /// The old items that it is about.
    #[serde(default)]
    pub old: Vec<NamedItem>,
    /// The new items that it is about.
    #[serde(default)]
    pub new: Vec<NamedItem>,
    /// For [`Settles::Kind`] alone: what became of the items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Why, in the person's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// By whom, as they wrote it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// When, as they wrote it (`2026-11-23`).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub when: String,
}

/// What a decision settles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Settles {
    /// These items belong together, all of them, and none belongs to any other. With an empty side: they have no counterpart.
    Link,
    /// None of these old items belongs to any of these new ones.
    Unlink,
    /// Looked at, and left open (保留); changes nothing.
    Hold,
    /// The change that holds exactly these items is of this kind.
    Kind,
    /// A remark; changes nothing.
    Note,
}

/// An item as a decision names it: by what people call it and by what it said when they looked.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NamedItem {
    /// [`crate::Item::citation`].
    pub citation: String,
    /// [`crate::Item::fingerprint`]; empty where the writer did not know it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fingerprint: String,
    /// The beginning of the text, so that a person who reads the file knows the item, and so that a text that was edited
    /// can be told from another one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

impl Settles {
    /// The id in data and options.
    pub fn id(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Unlink => "unlink",
            Self::Hold => "hold",
            Self::Kind => "kind",
            Self::Note => "note",
        }
    }
}
