//! What a caller can choose about a report, and what comes back.

use std::fmt;
use std::str::FromStr;

use crate::ReportError;
use crate::letter::Letter;

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
    /// Which edition stands on the left of a table in Word.
    pub sides: Sides,
    /// The words over the columns of a table in Word.
    pub style: TableStyle,
    /// What the sender of the covering letter fills in.
    pub letter: Letter,
}

/// Which edition stands on the left of a 新旧対照表.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sides {
    /// 改定後 on the left, as in most tables of ministries.
    #[default]
    NewLeft,
    /// 改定前 on the left.
    OldLeft,
}

/// The words of a 新旧対照表.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TableStyle {
    /// 「第7.0版（改定後）」 and （下線部分は改定部分）, as the documents themselves speak.
    #[default]
    Editions,
    /// 改正後／改正前 and （傍線部分は改正部分）, as in the tables of amended laws.
    MhlwLaw,
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
