//! What to take of the files that a person gives, wherever they come from: a folder, an archive, a browser.

mod kind;
mod manifest;

use icu_normalizer::ComposingNormalizerBorrowed;

pub use kind::{is_litter, unrelated};
pub use manifest::{MANIFEST, manifest};

/// Why a file is left alone, in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Japanese.
    pub ja: &'static str,
    /// English.
    pub en: &'static str,
}

/// A file's name in NFC: one that went over a Mac has other bytes for the same letters.
#[must_use]
pub fn composed(name: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(name).into_owned()
}
