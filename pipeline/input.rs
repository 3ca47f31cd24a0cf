//! What the pipeline is given: the bytes of files and what a person wrote about them.

use kaitei_model::Diagnostic;
use serde::Deserialize;

/// One file of an edition.
#[derive(Clone, Debug, Default)]
pub struct SourceFile {
    /// Name relative to the PATH that was given, `/`-separated, NFC.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The files of one edition.
#[derive(Clone, Debug, Default)]
pub struct EditionInput {
    /// `edition.toml`, where there was one.
    pub manifest: Option<Manifest>,
    /// The files, in byte order of their names.
    pub files: Vec<SourceFile>,
    /// What was noted while collecting them (ignored files).
    pub diagnostics: Vec<Diagnostic>,
}

/// `edition.toml`: what a person wrote about an edition. All fields may be missing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Manifest {
    /// How people call the edition.
    #[serde(default)]
    pub label: String,
    /// Date of the edition, `YYYY-MM-DD`.
    #[serde(default)]
    pub date: Option<String>,
    /// Number of the notice that announced it.
    #[serde(default)]
    pub notice: Option<String>,
    /// Where it was published.
    #[serde(default)]
    pub sources: Vec<String>,
    /// The documents that belong to it.
    #[serde(default, rename = "document")]
    pub documents: Vec<ExpectedDocument>,
}

/// A document that a manifest expects.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExpectedDocument {
    /// The title or short title by which it is recognised.
    pub title: String,
    /// The file's name, where it is known.
    #[serde(default)]
    pub file: Option<String>,
    /// Short title to use in citations instead of the recognised one.
    #[serde(default)]
    pub short: Option<String>,
    /// SHA-256 of the published file.
    #[serde(default)]
    pub sha256: Option<String>,
    /// Where it was published.
    #[serde(default)]
    pub url: Option<String>,
}
