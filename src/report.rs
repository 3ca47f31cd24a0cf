//! `kaitei report`: reports from a `changes.json` that is already there.

use std::path::Path;

use kaitei_model::{CHANGES_SCHEMA, ChangeSet, Code, Diagnostic};
use kaitei_pipeline::Limits;
use kaitei_reports::{Format, ReportError, ReportOptions, Reports};
use serde::Deserialize;

use crate::{
    args::{Output, Report},
    console::Console,
    exit,
    input::{self, shown},
    lang::{Lang, Words},
    output::{OutputFolder, Written},
    shape, usage,
};

/// The formats that are made where nobody asks for others, as far as this version can write them.
const DEFAULT_FORMATS: [&str; 5] = ["html", "docx", "xlsx", "md", "json"];

const WRITTEN: Words = Words { ja: "作成したファイル:", en: "Files written:" };
const BESIDE: Words = Words {
    ja: "（「{path}」は編集されているため、残しました）",
    en: " (\"{path}\" was edited and stays)",
};
const NOT_OURS: Words =
    Words { ja: "kaitei の changes.json ではありません", en: "this is no changes.json of kaitei" };
const AT: Words =
    Words { ja: "{line}行目{column}文字目: {what}", en: "line {line}, column {column}: {what}" };

/// Runs the subcommand; returns the exit code.
///
/// # Errors
/// Everything that stood in the way.
pub(crate) fn run(args: &Report, console: &Console) -> Result<u8, Vec<Diagnostic>> {
    let formats = formats(args.output.formats.as_deref(), console.lang)?;
    let changes = load(&args.changes).map_err(|error| vec![*error])?;
    let folder = OutputFolder::prepare(&args.output.out).map_err(|error| vec![*error])?;
    let shape = ReportOptions {
        scope: args.scope.map_or_else(Default::default, Into::into),
        ..shape::options(&args.output, console.lang)?
    };
    let reports = Reports::new(&changes, &shape);
    let files = render(&reports, &formats)?;
    let done = folder.commit(&files).map_err(|error| vec![*error])?;
    console.diagnostics(&kept(&done));
    console.diagnostics(&carried(&reports, &formats, &shape));
    let objection = draft(&changes, &args.output);
    console.diagnostics(objection.as_slice());
    console.closing(&written(&done, console.lang));
    Ok(if objection.is_some() { exit::OBJECTED } else { exit::DONE })
}

/// What became of the entries of an earlier workbook.
pub(crate) fn carried(reports: &Reports<'_>, formats: &[Format], options: &ReportOptions) -> Vec<Diagnostic> {
    if options.carried.is_empty() || !formats.contains(&Format::Xlsx) {
        return Vec::new();
    }
    let over = reports.carried_over();
    let args = [("count", over.taken.to_string()), ("changed", over.changed.to_string())];
    let mut out = vec![Diagnostic::new(Code::TasksCarried, args)];
    if over.left > 0 {
        out.push(Diagnostic::new(Code::TasksLeft, [("count", over.left.to_string())]));
    }
    out
}

/// Says why reports that were meant to be final are drafts.
pub(crate) fn draft(changes: &ChangeSet, output: &Output) -> Option<Diagnostic> {
    let open = kaitei_reports::unsettled(changes);
    (output.last && open > 0).then(|| Diagnostic::new(Code::NotFinal, [("count", open.to_string())]))
}

/// The formats that are made where nobody asks for others.
pub(crate) fn usual_formats() -> Vec<Format> {
    DEFAULT_FORMATS.iter().filter_map(|id| Format::parse_list(id).ok()).flatten().collect()
}

/// The formats of a list such as `html,md`; the usual ones where there is no list.
///
/// # Errors
/// [`Code::UsageWrong`] for a format that cannot be written.
pub(crate) fn formats(list: Option<&str>, lang: Lang) -> Result<Vec<Format>, Vec<Diagnostic>> {
    let Some(list) = list else { return Ok(usual_formats()) };
    match Format::parse_list(list) {
        Ok(formats) if !formats.is_empty() => Ok(formats),
        Ok(_) => {
            let choices = Format::ALL.map(Format::id).join(", ");
            Err(vec![usage::wrong_value("--formats", list, &choices, lang)])
        }
        Err(error) => Err(vec![refused(&error)]),
    }
}

/// Draws all formats; names and bytes of the files.
///
/// # Errors
/// What a format cannot hold.
pub(crate) fn render(
    reports: &Reports<'_>,
    formats: &[Format],
) -> Result<Vec<(String, Vec<u8>)>, Vec<Diagnostic>> {
    let files = reports.render_all(formats).map_err(|error| vec![refused(&error)])?;
    Ok(files.into_iter().map(|file| (file.name, file.bytes)).collect())
}

/// The list of files that were written; where an edited file stayed, which one.
pub(crate) fn written(files: &[Written], lang: Lang) -> String {
    let line = |file: &Written| match &file.beside {
        None => format!("  {}\n", shown(&file.path)),
        Some(theirs) => {
            let why = BESIDE.filled(lang, &[("path", &shown(theirs))]);
            format!("  {}{why}\n", shown(&file.path))
        }
    };
    let lines: String = files.iter().map(line).collect();
    format!("{}\n{lines}", WRITTEN.in_lang(lang))
}

/// A warning for each edited file that stayed.
pub(crate) fn kept(files: &[Written]) -> Vec<Diagnostic> {
    let theirs = files.iter().filter_map(|file| Some((file.beside.as_ref()?, &file.path)));
    theirs
        .map(|(path, other)| {
            Diagnostic::new(Code::OutputKept, [("path", shown(path)), ("other", shown(other))])
        })
        .collect()
}

pub(crate) fn refused(error: &ReportError) -> Diagnostic {
    Diagnostic::new(Code::UsageWrong, [("detail", error.to_string()), ("detail-en", error.message_en())])
}

/// Reads a `changes.json`, or the one in a folder.
///
/// # Errors
/// [`Code::FileMalformed`], [`Code::SchemaUnknown`], or what [`input::read`] says.
pub(crate) fn load(path: &Path) -> Result<ChangeSet, Box<Diagnostic>> {
    /// The part of the file that tells whether the rest can be understood.
    #[derive(Deserialize)]
    struct Head {
        schema: String,
    }
    let path = if path.is_dir() { path.join("changes.json") } else { path.to_owned() };
    let bytes = input::read(&path, Limits::default().file)?;
    let malformed = |words: Words, args: &[(&str, &str)]| {
        let args = [
            ("path", shown(&path)),
            ("detail", words.filled(Lang::Ja, args)),
            ("detail-en", words.filled(Lang::En, args)),
        ];
        Box::new(Diagnostic::new(Code::FileMalformed, args))
    };
    let broken = |error: &serde_json::Error| {
        let (line, column) = (error.line().to_string(), error.column().to_string());
        malformed(AT, &[("line", &line), ("column", &column), ("what", &error.to_string())])
    };
    let head: Head = match serde_json::from_slice(&bytes) {
        Ok(head) => head,
        Err(error) if error.is_data() => return Err(malformed(NOT_OURS, &[])),
        Err(error) => return Err(broken(&error)),
    };
    if head.schema != CHANGES_SCHEMA {
        let newer = head.schema.starts_with("kaitei.changes/");
        let args = [("path", shown(&path)), ("schema", head.schema)];
        return Err(if newer {
            Box::new(Diagnostic::new(Code::SchemaUnknown, args))
        } else {
            malformed(NOT_OURS, &[])
        });
    }
    serde_json::from_slice(&bytes).map_err(|error| broken(&error))
}
