//! Editions (版) and their documents (文書).

use serde::{Deserialize, Serialize};

use crate::{DocumentId, Item};

/// One dated state of a set of documents, such as 「第7.0版」 or 「令和8年度版」.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// How people call the edition. Empty where neither a manifest nor the documents tell.
    pub label: String,
    /// Date of the edition as `YYYY-MM-DD` or as written by the issuer, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Where the documents were published (URLs), as told by the manifest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// The documents, in reading order (volumes first, then checklists).
    pub documents: Vec<Document>,
    /// Every item of every document, in document order.
    pub items: Vec<Item>,
}

/// One file of an edition: a volume (編) or a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Unique in its edition.
    pub id: DocumentId,
    /// The title as its first page or sheet gives it, without the edition.
    pub title: String,
    /// The short name that citations begin with (「システム運用編」「医療機関確認用」); empty where a citation needs none.
    #[serde(default)]
    pub short: String,
    /// The edition that the document itself states (「第6.0版」「令和7年度版」), or empty.
    #[serde(default)]
    pub edition: String,
    /// File name relative to the PATH that was given, `/`-separated, NFC.
    pub file: String,
    /// SHA-256 of the file's bytes, lower-case hex.
    pub sha256: String,
    /// What sort of document it is.
    pub kind: DocumentKind,
    /// The file format.
    #[serde(default)]
    pub format: Format,
    /// Whom the document addresses, as written in it (「医療機関」「薬局」「事業者」).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<String>,
    /// Number of pages (PDF) or visible sheets (workbook).
    #[serde(default)]
    pub pages: u32,
    /// The document says of itself that it is a specimen (見本); every report of it says so too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub specimen: bool,
    /// The document of the same edition that this one holds too, in another format: its items stand there alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub twin_of: Option<DocumentId>,
    /// Share of the body's characters that lie in an item, in thousandths.
    #[serde(default)]
    pub coverage: u32,
}

/// What sort of document a file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// A guideline or one volume of it.
    Guideline,
    /// A table of points to be answered (チェックリスト).
    Checklist,
    /// An explanation of another document (マニュアル).
    Manual,
    /// Questions and answers.
    Qa,
    /// Rules in articles (章・条・項・号).
    Rules,
    /// A notice (通知, 告示).
    Notice,
    /// Any other table in a workbook.
    Table,
    /// None of these could be recognised.
    #[default]
    Other,
}

/// The format of a document's file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Portable Document Format, ISO 32000.
    #[default]
    Pdf,
    /// SpreadsheetML, ECMA-376.
    Xlsx,
    /// An `items` file of ours.
    Items,
}
