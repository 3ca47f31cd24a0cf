//! How the reports are to look: what the command line and the environment say of it.

use std::path::Path;

use kaitei_model::{Code, Diagnostic};
use kaitei_pipeline::Limits;
use kaitei_reports::{Letter, ReportOptions};

use crate::{
    args::Output,
    input::{self, shown},
    lang::{Lang, Words},
};

const NOT_TEXT: Words =
    Words { ja: "UTF-8 のテキストではありません", en: "this is no UTF-8 text" };

/// The choices that `diff` and `report` have in common. The scope is left at its default.
///
/// # Errors
/// [`Code::FileMalformed`] for a letter's fields that cannot be used, or what [`input::read`] says.
pub(crate) fn options(output: &Output, lang: Lang) -> Result<ReportOptions, Box<Diagnostic>> {
    Ok(ReportOptions {
        lang: lang.into(),
        date: output.date.clone().or_else(|| epoch(std::env::var("SOURCE_DATE_EPOCH").ok()?.trim())),
        sides: output.sides.map_or_else(Default::default, Into::into),
        style: output.style.map_or_else(Default::default, Into::into),
        letter: output.letter.as_deref().map(letter).transpose()?.unwrap_or_default(),
        ..ReportOptions::default()
    })
}

fn letter(path: &Path) -> Result<Letter, Box<Diagnostic>> {
    let malformed = |ja: String, en: String| {
        let args = [("path", shown(path)), ("detail", ja), ("detail-en", en)];
        Box::new(Diagnostic::new(Code::FileMalformed, args))
    };
    let text = String::from_utf8(input::read(path, Limits::default().file)?)
        .map_err(|_| malformed(NOT_TEXT.ja.to_owned(), NOT_TEXT.en.to_owned()))?;
    Letter::parse(&text).map_err(|error| malformed(error.to_string(), error.message_en()))
}

/// The day of a number of seconds since 1970, as reproducible builds hand it on; nothing where it is no such number.
fn epoch(seconds: &str) -> Option<String> {
    let days = seconds.parse::<u64>().ok()? / 86_400;
    // The calendar repeats itself every 400 years of 146,097 days; a year is counted from March, so that its odd day is the last.
    let days = days.checked_add(719_468)?;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let (day, month) = (day - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    let year = era * 400 + year + u64::from(month <= 2);
    (year <= 9999).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::epoch;

    #[test]
    fn days_of_source_date_epoch() {
        for (seconds, day) in [
            ("0", "1970-01-01"),
            ("951782400", "2000-02-29"),
            ("1783036800", "2026-07-03"),
            ("1783123199", "2026-07-03"),
            ("4107542400", "2100-03-01"),
        ] {
            assert_eq!(epoch(seconds).as_deref(), Some(day));
        }
        for wrong in ["", "-1", "yesterday", "99999999999999"] {
            assert_eq!(epoch(wrong), None, "{wrong}");
        }
    }
}
