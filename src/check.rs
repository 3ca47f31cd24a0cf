//! `kaitei check`: expectations against a `changes.json`.

use std::{fs, io::Write, path::Path};

use kaitei_model::{ChangeSet, Code, Diagnostic};
use kaitei_reports::check::{self, CheckFormat, Expectations, ParseError};

use crate::{
    args::Check,
    console::Console,
    exit,
    input::{self, shown},
    lang::{Lang, Words},
    output, report,
    system::reason,
};

const AT_LINE: Words = Words { ja: "{line}行目: {what}", en: "line {line}: {what}" };
const NOT_TEXT: Words = Words { ja: "UTF-8 の文字ではありません", en: "it is not UTF-8" };
const UPDATED: Words = Words { ja: "書き換えました: {path}", en: "Updated: {path}" };
const CURRENT: Words =
    Words { ja: "書き換えるところはありません: {path}", en: "Nothing to update: {path}" };
const LEFT: Words = Words {
    ja: "人が決めるもの（書き換えていません）:",
    en: "To be settled by a person (left as they are):",
};

/// Runs the subcommand; returns the exit code.
///
/// # Errors
/// Everything that stood in the way.
pub(crate) fn run(args: &Check, console: &Console) -> Result<u8, Vec<Diagnostic>> {
    let changes = report::load(&args.changes).map_err(|error| vec![*error])?;
    let mut files = Vec::new();
    let mut errors = Vec::new();
    for path in &args.expect {
        match read(path) {
            Ok(file) => files.push(file),
            Err(error) => errors.push(*error),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let lang = console.lang;
    if args.update {
        return update(&changes, &args.expect, console);
    }
    let outcome = check::evaluate(&changes, &files, lang.into());
    let format = args.format.map_or_else(usual_format, Into::into);
    let written = check::write(&outcome, format, lang.into(), args.allow_unknown)
        .map_err(|error| vec![report::refused(&error)])?;
    console.data(&written).map_err(|error| vec![output::stdout_failed(&error)])?;
    Ok(if outcome.passes(args.allow_unknown) { exit::DONE } else { exit::OBJECTED })
}

/// Text for people; in a run of GitHub Actions with the annotations that it shows.
fn usual_format() -> CheckFormat {
    if std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true") {
        CheckFormat::Github
    } else {
        CheckFormat::Text
    }
}

/// Makes each file follow the new edition.
fn update(
    changes: &ChangeSet,
    paths: &[std::path::PathBuf],
    console: &Console,
) -> Result<u8, Vec<Diagnostic>> {
    let lang = console.lang;
    let mut code = exit::DONE;
    for path in paths {
        let old = text(path).map_err(|error| vec![*error])?;
        let updated =
            check::update(changes, &old, lang.into()).map_err(|error| vec![malformed(path, &error)])?;
        let words = if updated.text == old { CURRENT } else { UPDATED };
        if updated.text != old {
            replace(path, &updated.text).map_err(|error| vec![*error])?;
        }
        let mut lines = vec![words.filled(lang, &[("path", &shown(path))])];
        lines.extend(updated.done.iter().map(|line| format!("  {line}")));
        if !updated.left.is_empty() {
            lines.push(LEFT.in_lang(lang).to_owned());
            lines.extend(updated.left.iter().map(|line| format!("  {line}")));
            code = exit::OBJECTED;
        }
        console.closing(&format!("{}\n", lines.join("\n")));
    }
    Ok(code)
}

/// Writes the file aside and renames it.
fn replace(path: &Path, text: &str) -> Result<(), Box<Diagnostic>> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = fs::metadata(path).and_then(|metadata| {
        let mut aside = tempfile::NamedTempFile::new_in(folder)?;
        aside.write_all(text.as_bytes())?;
        aside.as_file().sync_all()?;
        fs::set_permissions(aside.path(), metadata.permissions())?;
        aside.persist(path).map_err(|error| error.error)
    });
    written.map(drop).map_err(|error| {
        let args = reason("detail", &error).into_iter().chain([("path".to_owned(), shown(path))]);
        Box::new(Diagnostic::new(Code::OutputUnwritable, args))
    })
}

fn read(path: &Path) -> Result<Expectations, Box<Diagnostic>> {
    Expectations::parse(&shown(path), &text(path)?).map_err(|error| Box::new(malformed(path, &error)))
}

fn text(path: &Path) -> Result<String, Box<Diagnostic>> {
    String::from_utf8(input::read(path, kaitei_pipeline::Limits::default().file)?).map_err(|_| {
        let error = ParseError { line: None, ja: NOT_TEXT.ja.to_owned(), en: NOT_TEXT.en.to_owned() };
        Box::new(malformed(path, &error))
    })
}

fn malformed(path: &Path, error: &ParseError) -> Diagnostic {
    let said = |lang, what: &str| match error.line {
        Some(line) => AT_LINE.filled(lang, &[("line", &line.to_string()), ("what", what)]),
        None => what.to_owned(),
    };
    let args = [
        ("path", shown(path)),
        ("detail", said(Lang::Ja, &error.ja)),
        ("detail-en", said(Lang::En, &error.en)),
    ];
    Diagnostic::new(Code::FileMalformed, args)
}
