//! `kaitei rules`: the rule files written out for editing; and `--rules DIR`, which reads them again.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use kaitei_model::{Code, Diagnostic};
use kaitei_pipeline::{Limits, rules::Rules};

use crate::{args, console::Console, exit, input, lang::Words, output::OutputFolder, report, system::both};

/// Runs the subcommand; returns the exit code.
///
/// # Errors
/// Why the files cannot be written.
pub(crate) fn run(args: &args::Rules, console: &Console) -> Result<u8, Vec<Diagnostic>> {
    let one = |error: Box<Diagnostic>| vec![*error];
    let mut folders: BTreeMap<PathBuf, Vec<(String, Vec<u8>)>> = BTreeMap::new();
    for (name, text) in Rules::files() {
        let path = args.export.join(name);
        let folder = path.parent().unwrap_or(&args.export).to_owned();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        folders.entry(folder).or_default().push((file, text.as_bytes().to_vec()));
    }
    // Every folder has to be writable before the first is written to.
    let prepared = folders
        .iter()
        .map(|(folder, files)| Ok((OutputFolder::prepare(folder).map_err(one)?, files)))
        .collect::<Result<Vec<_>, Vec<Diagnostic>>>()?;
    let mut written = Vec::new();
    for (folder, files) in prepared {
        written.extend(folder.commit(files).map_err(one)?);
    }
    console.diagnostics(&report::kept(&written));
    console.closing(&report::written(&written, console.lang));
    Ok(exit::DONE)
}

/// The rules to work by: those that kaitei brings, with those of a folder over them.
///
/// # Errors
/// A file that cannot be read, is no rule file, or is not as one has to be; each with its place.
pub(crate) fn of(folder: Option<&Path>) -> Result<Rules, Vec<Diagnostic>> {
    let Some(folder) = folder else { return Ok(Rules::builtin()) };
    let (files, errors) = input::texts(folder, Limits::default().file);
    if !errors.is_empty() {
        return Err(errors);
    }
    if files.is_empty() {
        const NONE: Words = Words {
            ja: "規則のファイル（.toml）がありません。kaitei rules --export で書き出したフォルダを指定してください",
            en: "there is no rule file (.toml); give a folder that kaitei rules --export has written",
        };
        let args = both("detail", NONE).into_iter().chain([("path".to_owned(), input::shown(folder))]);
        return Err(vec![Diagnostic::new(Code::FileMalformed, args)]);
    }
    Rules::overlaid(&files).map_err(|error| vec![error.in_document(&input::shown(folder))])
}
