//! What the sender of a letter fills in: a TOML file of theirs.

use std::fmt;

use serde::Deserialize;

use crate::clean::clean;

/// The fields of a covering letter. What is empty stays 【要記入】 in the letter and is listed at its end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Letter {
    /// 文書番号.
    pub number: String,
    /// 日付, as it is to be printed; without it the date of the reports.
    pub date: String,
    /// 宛名, one a line.
    pub to: Vec<String>,
    /// 発信者, one a line.
    pub from: Vec<String>,
    /// 公印: what stands under the sender; `（公印省略）` unless set, nothing where it is empty.
    pub seal: Option<String>,
    /// 件名.
    pub subject: String,
    /// Who sent the notice that is passed on.
    pub received_from: String,
    /// Whom the addressees are asked to tell.
    pub members: String,
    /// 担当, one a line.
    pub contact: Vec<String>,
    /// 電話.
    pub phone: String,
    /// ファクス.
    pub fax: String,
    /// メール.
    pub mail: String,
    /// When the documents were fetched, as it is to be printed in the statement of sources.
    pub fetched: String,
    /// Pages where the documents are published.
    #[serde(rename = "url")]
    pub urls: Vec<Link>,
    /// 別添, one a line.
    pub attachments: Vec<String>,
}

/// A page that the letter points at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What is there.
    #[serde(default)]
    pub title: String,
    /// Where.
    pub address: String,
}

/// Why a file of fields cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterError {
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong, as the reader of TOML says it.
    pub detail: String,
}

impl fmt::Display for LetterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{line}行目: {}", self.detail),
            None => f.write_str(&self.detail),
        }
    }
}

impl std::error::Error for LetterError {}

impl LetterError {
    /// The sentence in English; `Display` gives the Japanese one.
    pub fn message_en(&self) -> String {
        match self.line {
            Some(line) => format!("line {line}: {}", self.detail),
            None => self.detail.clone(),
        }
    }
}

impl Letter {
    /// Reads the fields. An unknown key is refused: a field with a slip in its name would silently stay 【要記入】.
    ///
    /// # Errors
    /// What is no TOML, or no field of a letter, with its line.
    pub fn parse(text: &str) -> Result<Self, LetterError> {
        let text = text.trim_start_matches('\u{FEFF}');
        let letter: Self = toml::from_str(text).map_err(|error| LetterError {
            line: error
                .span()
                .and_then(|span| text.get(..span.start))
                .map(|before| before.matches('\n').count() + 1),
            detail: error.message().to_owned(),
        })?;
        Ok(letter.cleaned())
    }

    /// Every field fit to print.
    fn cleaned(mut self) -> Self {
        let one = |text: &mut String| *text = clean(text.trim());
        for text in [
            &mut self.number,
            &mut self.date,
            &mut self.subject,
            &mut self.received_from,
            &mut self.members,
            &mut self.phone,
            &mut self.fax,
            &mut self.mail,
            &mut self.fetched,
        ] {
            one(text);
        }
        for list in [&mut self.to, &mut self.from, &mut self.contact, &mut self.attachments] {
            list.iter_mut().for_each(one);
            list.retain(|text| !text.is_empty());
        }
        for link in &mut self.urls {
            one(&mut link.title);
            one(&mut link.address);
        }
        self.urls.retain(|link| !link.address.is_empty());
        if let Some(seal) = &mut self.seal {
            one(seal);
        }
        self
    }
}
