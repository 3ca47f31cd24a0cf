//! What the command says: data on stdout, everything else on stderr, and a closed pipe is no accident.

use std::{
    collections::BTreeMap,
    io::{self, IsTerminal, Write},
};

use ::console::style;
use kaitei_model::{Diagnostic, Location, Severity};
use serde::Serialize;

use crate::{
    input::Places,
    lang::{Lang, Words},
};

/// How many diagnostics of one code are printed for people; the data holds all of them.
const SHOWN_PER_CODE: usize = 5;

const ERROR: Words = Words { ja: "エラー", en: "error" };
const WARNING: Words = Words { ja: "警告", en: "warning" };
const NOTE: Words = Words { ja: "お知らせ", en: "note" };
const MORE: Words = Words {
    ja: "  … 同じ種類 [{code}] がほかに {count} 件あります（データの diagnostics にすべてあります）。",
    en: "  … {count} more of [{code}]; the data's `diagnostics` hold them all.",
};
const PAGE: Words = Words { ja: "{page}ページ", en: "page {page}" };
const SHEET: Words = Words { ja: "シート「{sheet}」", en: "sheet \"{sheet}\"" };
const BETWEEN: Words = Words { ja: "：", en: ": " };

/// The terminal, or what stands in its place.
pub(crate) struct Console {
    /// The language of messages.
    pub(crate) lang: Lang,
    quiet: bool,
    json: bool,
    by_hand: bool,
}

/// A diagnostic as `--error-format json` prints it: the contract's fields, in the language asked for, and what to do.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    diagnostic: &'a Diagnostic,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<String>,
}

impl Console {
    /// Speaks `lang`; with `quiet` only of errors; with `json` in JSON lines.
    pub(crate) fn new(lang: Lang, quiet: bool, json: bool) -> Self {
        Self { lang, quiet, json, by_hand: false }
    }

    /// The same, for somebody who typed nothing: what to do is said without options.
    pub(crate) fn by_hand(self) -> Self {
        Self { by_hand: true, ..self }
    }

    /// Whether progress may be drawn: somebody watches, and nobody asked for silence or for JSON.
    pub(crate) fn draws(&self) -> bool {
        !self.quiet && !self.json && io::stderr().is_terminal()
    }

    /// Errors, warnings and notes about files that stand where they were typed.
    pub(crate) fn diagnostics(&self, diagnostics: &[Diagnostic]) {
        self.diagnostics_at(diagnostics, &Places::default());
    }

    /// Errors, warnings and notes; `places` knows the path that was typed for each file.
    pub(crate) fn diagnostics_at(&self, diagnostics: &[Diagnostic], places: &Places) {
        let mut err = io::stderr().lock();
        let mut said: BTreeMap<&str, usize> = BTreeMap::new();
        for diagnostic in diagnostics {
            let error = diagnostic.severity == Severity::Error;
            if self.quiet && !error {
                continue;
            }
            let path = places.path(diagnostic);
            // Nobody is left to tell when stderr itself is gone.
            if self.json {
                let _ = writeln!(err, "{}", self.json_line(diagnostic, path));
                continue;
            }
            let count = said.entry(&diagnostic.code).or_default();
            *count += 1;
            if error || *count <= SHOWN_PER_CODE {
                let _ = writeln!(err, "{}", self.text(diagnostic, path));
            }
        }
        for (code, count) in said {
            let more = count.saturating_sub(SHOWN_PER_CODE);
            let errors = diagnostics.iter().any(|d| d.code == code && d.severity == Severity::Error);
            if more > 0 && !errors {
                let args = [("code", code), ("count", &more.to_string())];
                let _ = writeln!(err, "{}", MORE.filled(self.lang, &args));
            }
        }
    }

    /// What the user asked for, on stdout.
    ///
    /// # Errors
    /// What the system says; a reader that has seen enough (`| head`) is no error.
    pub(crate) fn data(&self, bytes: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => other,
        }
    }

    /// The closing words on stdout; `--quiet` leaves them out.
    pub(crate) fn closing(&self, text: &str) {
        if !self.quiet {
            // The outputs are already in place: that nobody reads the words does not undo them.
            let _ = self.data(text.as_bytes());
        }
    }

    /// A remark on stderr that is no diagnostic; `--quiet` and JSON leave it out.
    pub(crate) fn remark(&self, text: &str) {
        if !self.quiet && !self.json {
            let _ = writeln!(io::stderr().lock(), "{text}");
        }
    }

    fn json_line(&self, diagnostic: &Diagnostic, path: Option<String>) -> String {
        let mut said = diagnostic.clone();
        if self.lang == Lang::En {
            said.message = diagnostic.message_en();
        }
        let line = Line { diagnostic: &said, path, advice: self.advice(diagnostic) };
        serde_json::to_string(&line).unwrap_or_default()
    }

    /// What, where, and what to do.
    fn text(&self, diagnostic: &Diagnostic, path: Option<String>) -> String {
        let word = |words: Words| words.in_lang(self.lang);
        let head = match diagnostic.severity {
            Severity::Error => style(word(ERROR)).red().bold(),
            Severity::Warning => style(word(WARNING)).yellow().bold(),
            Severity::Note => style(word(NOTE)).cyan(),
        };
        let file = path.or_else(|| diagnostic.document.clone());
        let place: Vec<String> = file.into_iter().chain(self.place(&diagnostic.location)).collect();
        let between = word(BETWEEN);
        let place = if place.is_empty() { String::new() } else { place.join(" ") + between };
        let message = self.sentence(diagnostic);
        let code = style(format!("[{}]", diagnostic.code)).dim();
        let advice = self.advice(diagnostic).map(|advice| format!("\n  → {advice}")).unwrap_or_default();
        format!("{}{between}{place}{message} {}{advice}", head.for_stderr(), code.for_stderr())
    }

    /// The diagnostic's sentence in the language of the run.
    pub(crate) fn sentence(&self, diagnostic: &Diagnostic) -> String {
        match self.lang {
            Lang::Ja => diagnostic.message.clone(),
            Lang::En => diagnostic.message_en(),
        }
    }

    fn advice(&self, diagnostic: &Diagnostic) -> Option<String> {
        let advice = if self.by_hand { diagnostic.advice_by_hand() } else { diagnostic.advice() };
        advice.map(|(ja, en)| if self.lang == Lang::Ja { ja } else { en })
    }

    fn place(&self, location: &Location) -> Option<String> {
        if let Some(page) = location.page {
            return Some(PAGE.filled(self.lang, &[("page", &page.to_string())]));
        }
        let sheet = SHEET.filled(self.lang, &[("sheet", location.sheet.as_deref()?)]);
        Some(location.cells.iter().fold(sheet, |sheet, cells| format!("{sheet} {cells}")))
    }
}
