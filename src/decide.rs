//! `kaitei decide`: decisions into the file that people keep.

use std::{fs, io::Write, path::Path};

use kaitei_model::{Code, DecisionEntry, Diagnostic, Kind, Settles};
use kaitei_pipeline::{
    SourceFile,
    decisions::{self, Asked},
};
use serde::Deserialize;

use crate::{
    args::Decide,
    console::Console,
    exit,
    input::{self, shown},
    lang::{Lang, Words},
    report,
    system::reason,
    usage,
};

const RECORDED: Words = Words {
    ja: "{count}件の判定を記録しました: {path}\n",
    en: "{count} decisions recorded: {path}\n",
};
const KNOWN: Words = Words {
    ja: "判定はすでに記録されています: {path}\n",
    en: "The decisions are recorded already: {path}\n",
};
const NOTHING: Words = Words {
    ja: "判定が書き込まれた行はありません: {path}\n",
    en: "No row holds a verdict: {path}\n",
};
const ONE: Words = Words {
    ja: "--link、--unlink、--hold、--old、--from のうち1つを指定してください",
    en: "give one of --link, --unlink, --hold, --old and --from",
};
const NO_PURPOSE: Words = Words {
    ja: "--old には --kind か --note を添えてください",
    en: "--old goes with --kind or --note",
};
const NO_WITH: Words = Words {
    ja: "--with は --from と一緒には指定できません",
    en: "--with does not go with --from",
};
const KINDS: &str = "added, removed, regrouped, merged, split, moved, modified, unchanged";

/// Runs the subcommand; returns the exit code.
///
/// # Errors
/// Everything that stood in the way; the file is then as it was.
pub(crate) fn run(args: &Decide, console: &Console) -> Result<u8, Vec<Diagnostic>> {
    let changes = report::load(&args.changes).map_err(|error| vec![*error])?;
    let name = args.decisions.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = if args.decisions.exists() {
        input::read(&args.decisions, kaitei_pipeline::Limits::default().file).map_err(|error| vec![*error])?
    } else {
        Vec::new()
    };
    let (entries, notes, from) = match &args.from {
        Some(path) => {
            if !(asked(args, console.lang)?.is_empty() && args.with.is_empty()) {
                return Err(vec![usage::wrong(NO_WITH.in_lang(console.lang).to_owned())]);
            }
            let (file, _) =
                input::file(path, kaitei_pipeline::Limits::default().file).map_err(|error| vec![*error])?;
            let by = args.by.as_deref().unwrap_or_default();
            let when = args.when.as_deref().unwrap_or_default();
            let (entries, notes) = decisions::from_sheet(&changes, &file, by, when)?;
            (entries, notes, Some(path))
        }
        None => {
            let asked = asked(args, console.lang)?;
            if asked.is_empty() {
                return Err(vec![usage::wrong(ONE.in_lang(console.lang).to_owned())]);
            }
            let mut entries: Vec<DecisionEntry> = Vec::new();
            for asked in asked {
                entries.push(decisions::decide(&changes, &asked)?);
            }
            (entries, Vec::new(), None)
        }
    };
    let (bytes, count) = decisions::record(&SourceFile { name, bytes }, &entries)?;
    if count > 0 {
        replace(&args.decisions, &bytes).map_err(|error| vec![*error])?;
    }
    console.diagnostics(&notes);
    let (words, path) = match from {
        Some(book) if entries.is_empty() => (NOTHING, book),
        _ if count == 0 => (KNOWN, &args.decisions),
        _ => (RECORDED, &args.decisions),
    };
    console.closing(&words.filled(console.lang, &[("count", &count.to_string()), ("path", &shown(path))]));
    Ok(if notes.is_empty() { exit::DONE } else { exit::OBJECTED })
}

/// The decisions that the options ask for.
fn asked(args: &Decide, lang: Lang) -> Result<Vec<Asked>, Vec<Diagnostic>> {
    let wrong = |words: Words| vec![usage::wrong(words.in_lang(lang).to_owned())];
    let kind = match args.kind.as_deref() {
        None => None,
        Some(id) => Some(kind(id).ok_or_else(|| vec![usage::wrong_value("--kind", id, KINDS, lang)])?),
    };
    let chosen = [
        (Settles::Link, &args.link),
        (Settles::Unlink, &args.unlink),
        (Settles::Hold, &args.hold),
        (Settles::Note, &args.old),
    ];
    let chosen: Vec<_> = chosen.into_iter().filter_map(|(what, old)| Some((what, old.as_ref()?))).collect();
    let (what, old) = match chosen.as_slice() {
        [] => return Ok(Vec::new()),
        [(what, old)] => (*what, *old),
        _ => return Err(wrong(ONE)),
    };
    let entry = |what, kind| Asked {
        what,
        old: old.clone(),
        new: args.with.clone(),
        kind,
        note: args.note.clone().unwrap_or_default(),
        by: args.by.clone().unwrap_or_default(),
        when: args.when.clone().unwrap_or_default(),
    };
    match (what, kind) {
        (Settles::Note, None) if args.note.is_none() => Err(wrong(NO_PURPOSE)),
        (Settles::Note, Some(_)) => Ok(vec![entry(Settles::Kind, kind)]),
        (what, None) => Ok(vec![entry(what, None)]),
        (what, Some(_)) => Ok(vec![entry(what, None), entry(Settles::Kind, kind)]),
    }
}

fn kind(id: &str) -> Option<Kind> {
    Kind::deserialize(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(id)).ok()
}

/// The file's new content in the place of the old one, in one step: at no moment is it half written.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    // A link keeps pointing at the file.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = fs::create_dir_all(folder).and_then(|()| {
        let mut aside = tempfile::Builder::new().prefix(".kaitei-").tempfile_in(folder)?;
        aside.write_all(bytes)?;
        aside.as_file().sync_all()?;
        if let Ok(data) = fs::metadata(&target) {
            fs::set_permissions(aside.path(), data.permissions())?;
        }
        aside.persist(&target).map_err(|error| error.error)?;
        Ok(())
    });
    written.map_err(|error| {
        let path = ("path".to_owned(), shown(path));
        Box::new(Diagnostic::new(Code::OutputUnwritable, reason("detail", &error).into_iter().chain([path])))
    })
}
