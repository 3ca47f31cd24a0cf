//! What the page's script is told, as JSON. Sentences come in the language of the moment.

use kaitei_model::{Code, Diagnostic, Document, Side};
use kaitei_reports::Lang;
use serde::Serialize;

/// Everything about the files.
#[derive(Serialize)]
pub(crate) struct State {
    pub(crate) files: Vec<File>,
    pub(crate) left: Vec<Left>,
    /// The editions' names, where an `edition.toml` gives them.
    pub(crate) labels: [Option<String>; 2],
    /// What is wrong with an `edition.toml`.
    pub(crate) faults: Vec<Fault>,
    /// How many decisions and pairings of documents there are.
    pub(crate) decisions: usize,
    pub(crate) paired: usize,
}

/// A file that is to be compared.
#[derive(Serialize)]
pub(crate) struct File {
    pub(crate) key: u32,
    pub(crate) side: &'static str,
    pub(crate) name: String,
    /// `waiting`, `read`, `failed`.
    pub(crate) state: &'static str,
    pub(crate) out: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) document: Option<Recognised>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fault: Option<Fault>,
}

/// What a file was recognised as.
#[derive(Serialize)]
pub(crate) struct Recognised {
    title: String,
    short: String,
    edition: String,
    kind: String,
    format: String,
    pages: u32,
    items: usize,
    specimen: bool,
    /// First digits of the SHA-256.
    hash: String,
    /// What a publisher issued this very file as.
    official: Option<String>,
    /// Sentences of warnings.
    warnings: Vec<String>,
}

/// A file that is left out, and why.
#[derive(Clone, Serialize)]
pub(crate) struct Left {
    pub(crate) side: &'static str,
    pub(crate) name: String,
    pub(crate) why: String,
}

/// What went wrong, and what to do.
#[derive(Serialize)]
pub(crate) struct Fault {
    code: String,
    file: Option<String>,
    side: Option<&'static str>,
    message: String,
    advice: Option<String>,
}

/// The id of a value that serialises as a word.
fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

impl Recognised {
    pub(crate) fn of(document: &Document, items: usize, notes: &[Diagnostic], lang: Lang) -> Self {
        let warnings = notes.iter().filter(|d| d.severity != kaitei_model::Severity::Note);
        Self {
            title: document.title.clone(),
            short: document.short.clone(),
            edition: document.edition.clone(),
            kind: word(&document.kind),
            format: word(&document.format),
            pages: document.pages,
            items,
            specimen: document.specimen,
            hash: document.sha256.chars().take(12).collect(),
            official: crate::official::title(&document.sha256),
            warnings: warnings.map(|d| message(d, lang)).collect(),
        }
    }
}

impl Fault {
    pub(crate) fn of(diagnostic: &Diagnostic, lang: Lang) -> Self {
        let advice = ADVICE.iter().find(|(code, ..)| code.id() == diagnostic.code);
        let advice = advice.map(|(_, ja, en)| ((*ja).to_owned(), (*en).to_owned()));
        let advice = advice.or_else(|| diagnostic.advice_by_hand());
        Self {
            code: diagnostic.code.clone(),
            file: diagnostic.document.clone(),
            side: diagnostic.side.map(id),
            message: message(diagnostic, lang),
            advice: advice.map(|(ja, en)| if lang == Lang::Ja { ja } else { en }),
        }
    }
}

pub(crate) fn message(diagnostic: &Diagnostic, lang: Lang) -> String {
    match lang {
        Lang::Ja => diagnostic.message.clone(),
        Lang::En => diagnostic.message_en(),
    }
}

pub(crate) fn id(side: Side) -> &'static str {
    match side {
        Side::Old => "old",
        Side::New => "new",
    }
}

/// What this page offers beyond the advice that everybody without a command line is given.
const ADVICE: [(Code, &str, &str); 2] = [
    (
        Code::PasswordNeeded,
        "下の欄にパスワードを入力するか、保護のないファイルを入れ直してください。",
        "Type the password below, or give a file without protection.",
    ),
    (
        Code::NotAWorkbook,
        "ファイルが壊れていないか確認し、配布元から取り直してください。",
        "Check that the file is whole, and fetch it again from its publisher.",
    ),
];
