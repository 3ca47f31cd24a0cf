//! What a caller can choose about a report, and what comes back.

use std::fmt;
use std::str::FromStr;

use kaitei_model::Task;

use crate::ReportError;

/// The language of a report's own words. Documents are quoted in theirs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

/// How much of the comparison a report shows. `report.html` always holds everything and filters on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Requirement items and checklist rows with a change of substance that is more than for information, and every
    /// change of high significance.
    #[default]
    Digest,
    /// Every change; runs of equal and equally numbered items are folded to （略）.
    Full,
}

/// The choices that shape a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportOptions {
    /// The language of the report's own words.
    pub lang: Lang,
    /// How much is shown.
    pub scope: Scope,
    /// The date to print on the report, as the caller wrote it. There is no clock in this crate.
    pub date: Option<String>,
    /// What people entered into the sheet 取組状況 of an earlier workbook; the new one takes it over.
    pub carried: Vec<Task>,
}

/// One finished file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// The file's name, without a folder.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Lang {
    /// The id in options, also the BCP 47 tag.
    pub fn id(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }
}

impl Scope {
    /// The id in options.
    pub fn id(self) -> &'static str {
        match self {
            Self::Digest => "digest",
            Self::Full => "full",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Lang {
    type Err = ReportError;

    fn from_str(id: &str) -> Result<Self, ReportError> {
        match id {
            "ja" => Ok(Self::Ja),
            "en" => Ok(Self::En),
            _ => Err(ReportError::UnknownLang { id: id.to_owned() }),
        }
    }
}

impl FromStr for Scope {
    type Err = ReportError;

    fn from_str(id: &str) -> Result<Self, ReportError> {
        match id {
            "digest" => Ok(Self::Digest),
            "full" => Ok(Self::Full),
            _ => Err(ReportError::UnknownScope { id: id.to_owned() }),
        }
    }
}
