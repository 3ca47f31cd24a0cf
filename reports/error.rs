//! What can go wrong when a report is asked for.

use std::fmt;

use crate::Format;

/// Why a report could not be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportError {
    /// No format has that id.
    UnknownFormat {
        /// The id as given.
        id: String,
    },
    /// No language has that id.
    UnknownLang {
        /// The id as given.
        id: String,
    },
    /// No scope has that id.
    UnknownScope {
        /// The id as given.
        id: String,
    },
    /// The data could not be written in the format.
    Serialise {
        /// What the writer said.
        detail: String,
    },
}

impl fmt::Display for ReportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownFormat { id } => {
                write!(f, "出力形式「{id}」はありません。使える形式: {}", available())
            }
            Self::UnknownLang { id } => write!(f, "言語「{id}」はありません。使える言語: ja, en"),
            Self::UnknownScope { id } => write!(f, "範囲「{id}」はありません。使える範囲: digest, full"),
            Self::Serialise { detail } => write!(f, "レポートを書き出せませんでした: {detail}"),
        }
    }
}

impl std::error::Error for ReportError {}

impl ReportError {
    /// The sentence in English; `Display` gives the Japanese one.
    pub fn message_en(&self) -> String {
        match self {
            Self::UnknownFormat { id } => {
                format!("There is no format \"{id}\". Available: {}", available())
            }
            Self::UnknownLang { id } => format!("There is no language \"{id}\". Available: ja, en"),
            Self::UnknownScope { id } => format!("There is no scope \"{id}\". Available: digest, full"),
            Self::Serialise { detail } => format!("The report could not be written: {detail}"),
        }
    }
}

fn available() -> String {
    Format::ALL.iter().map(|format| format.id()).collect::<Vec<_>>().join(", ")
}
