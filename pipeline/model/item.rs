//! Items (項目): the smallest numbered things that can change on their own.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{DocumentId, ItemId};

/// One 遵守事項, checklist row, article's 項, or paragraph under a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// See [`ItemId`].
    pub id: ItemId,
    /// The document that holds the item.
    pub document: DocumentId,
    /// What sort of item it is.
    pub kind: ItemKind,
    /// The mark with NFKC width, without spaces, brackets around the whole, or trailing dots (`第36条` `⑥` `(6)` `1.2.1`);
    /// ① stays ①; `None` where there is none.
    pub number: Option<String>,
    /// The mark as printed (`１．１`, `⑥`, `(6)`, `・`), or empty.
    pub mark: String,
    /// Numbers (or labels) of the ancestors, outermost first, then its own: `["14", "⑥", "(6)"]`.
    pub path: Vec<String>,
    /// The item directly above it in the same document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<ItemId>,
    /// The headings above it, outermost first, each with its number: `["14. 認証・認可…", "14.1 …"]`.
    #[serde(default)]
    pub trail: Vec<String>,
    /// The nearest heading above it (the last of `trail`), or empty.
    pub heading: String,
    /// Its own text without mark and without children, lines joined. A table row's text is its content column.
    pub text: String,
    /// First 12 hex digits of the SHA-256 of its folded text, so that it can be known again under another citation.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fingerprint: String,
    /// How people point at it, unique in the edition: 「システム運用編 14.⑥(6)」, 「医療機関確認用 2-⑦」.
    pub citation: String,
    /// Where it stands.
    pub location: Location,
    /// A table row's other columns by role (`answer`, `target`, `remarks` …), as printed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
    /// Applicability tags, such as `Ⅰ`, `Ⅲ`, or the target of a checklist row (`サーバ`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// References to other items that its text makes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refs: Vec<Reference>,
}

/// What sort of item it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// Something to be done or kept: 遵守事項, an article's 項, a checklist point.
    Requirement,
    /// Running text that explains.
    #[default]
    Explanation,
    /// A heading; its text is the title.
    Heading,
    /// A term and its meaning.
    Definition,
    /// 注, ※, a footnote.
    Note,
    /// A row of a table that is no checklist.
    TableRow,
    /// A question of a Q&A.
    Question,
    /// An answer of a Q&A.
    Answer,
    /// A figure or flow chart with its caption; opaque.
    Figure,
}

/// A reference that an item's text makes to another place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The words of the reference as printed (「企画管理編 11.2」).
    pub text: String,
    /// Where the words begin in the item's text, in characters (Unicode scalar values) from 0.
    #[serde(default)]
    pub at: u32,
    /// It is told from where the text stands (前項, 次条, 本章), not by a number of its own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub relative: bool,
    /// The item it points at, where it could be resolved within the edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<ItemId>,
    /// The other items that it points at: those of a range (第3条から第5条まで), or the same row of several checklists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<ItemId>,
    /// What it points into, as printed, where that is no document of the edition: a law, another notice, an earlier edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<String>,
}

/// Where something stands (掲載箇所). All fields are empty for a whole document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// First PDF page, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The page number printed on that page, where one was recognised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<String>,
    /// One box a page that it covers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<Region>,
    /// Name of the sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// A1-style range of cells, such as `B12:H12`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cells: Option<String>,
}

/// A box on a page, in whole points (1/72 inch), origin at the top left of the page as shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// PDF page, from 1.
    pub page: u32,
    /// Left, top, right, bottom.
    #[serde(rename = "box")]
    pub bounds: [i32; 4],
}
