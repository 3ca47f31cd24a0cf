//! Workbooks among the results that somebody edited: their verdicts become decisions, and what they plan is carried over.

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use kaitei_model::{ChangeSet, Code, Diagnostic};
use kaitei_pipeline::{Limits, SourceFile, decisions, tasks};

use super::say;
use crate::{
    console::Console,
    decide::replace,
    input::{self, shown},
    lang::{Lang, Words},
    output::owner_file,
    record, report,
};

const RECORDED: Words = Words {
    ja: "「{book}」の判定を取り込みました（新しい判定 {count}件）。記録先: {path}",
    en: "The verdicts of \"{book}\" were taken in ({count} new ones) and recorded: {path}",
};
const KNOWN: Words = Words {
    ja: "「{book}」の判定は、前に取り込みました。",
    en: "The verdicts of \"{book}\" were taken in before.",
};
const CARRIED: Words = Words {
    ja: "「{book}」の取組状況を、新しいExcelの一覧に引き継ぎます。",
    en: "The tasks of \"{book}\" are carried over to the new workbook.",
};
const NO_DATA: Words = Words {
    ja: "「{book}」の判定は、まだ取り込めません。前の結果の changes.json が読めないためです。この比較が終わってから、もう一度ダブルクリックすると取り込みます。",
    en: "The verdicts of \"{book}\" cannot be taken in yet: the changes.json of the earlier results cannot be read. Double-click again after this comparison.",
};
const UNREADABLE: Words = Words {
    ja: "「{book}」は読めないため、判定も取組状況も取り込みません: {reason}",
    en: "\"{book}\" cannot be read; neither verdicts nor tasks are taken in: {reason}",
};
const OPEN: Words = Words {
    ja: "「{book}」はExcelなどで開かれています。最後に保存された内容を使います。",
    en: "\"{book}\" is open in another program; what was saved last is used.",
};
/// Written into the file of decisions behind the verdicts of a workbook: what stands there is not taken in again, or it would
/// overrule what was decided since.
const TAKEN: &str = "# 判定を取り込んだブック: ";

/// A workbook that is not as we wrote it.
struct Book {
    path: PathBuf,
    file: SourceFile,
    hash: String,
}

/// Takes what people entered into the workbooks in `out`: verdicts go into the file of decisions. Returns the workbook whose tasks
/// are to be carried over.
///
/// # Errors
/// The file of decisions cannot be read or written.
pub(super) fn take(
    out: &Path,
    decided: &Path,
    console: &Console,
) -> Result<Option<PathBuf>, Vec<Diagnostic>> {
    let mut carry = None;
    let mut data: Option<Option<ChangeSet>> = None;
    for book in edited(out, console.lang) {
        let plans = match tasks::read(&book.file) {
            Ok(tasks) => !tasks.is_empty(),
            // Of other people's workbooks nothing is said.
            Err(errors) if errors.iter().all(|error| error.code == Code::TasksMissing.id()) => continue,
            Err(errors) => {
                let reason: Vec<String> = errors.iter().map(|error| console.sentence(error)).collect();
                told(console.lang, UNREADABLE, &book, &[("reason", &reason.join(" "))]);
                continue;
            }
        };
        if owner_file(out, &book.file.name).is_some() {
            told(console.lang, OPEN, &book, &[]);
        }
        let changes = data.get_or_insert_with(|| report::load(out).ok());
        verdicts(&book, changes.as_ref(), decided, console)?;
        if plans {
            carry = Some(book);
        }
    }
    if let Some(book) = &carry {
        told(console.lang, CARRIED, book, &[]);
    }
    Ok(carry.map(|book| book.path))
}

/// The verdicts of one workbook into the file of decisions.
fn verdicts(
    book: &Book,
    changes: Option<&ChangeSet>,
    decided: &Path,
    console: &Console,
) -> Result<(), Vec<Diagnostic>> {
    let name = decided.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = if decided.exists() {
        input::read(decided, Limits::default().file).map_err(|error| vec![*error])?
    } else {
        Vec::new()
    };
    let mark = format!("{TAKEN}{} ({})", book.file.name, book.hash);
    if String::from_utf8_lossy(&bytes).lines().any(|line| line == mark) {
        told(console.lang, KNOWN, book, &[]);
        return Ok(());
    }
    let Some(changes) = changes else {
        told(console.lang, NO_DATA, book, &[]);
        return Ok(());
    };
    let (entries, notes) = match decisions::from_sheet(changes, &book.file, "", "") {
        Ok(found) => found,
        // Somebody took the sheet away.
        Err(errors) => {
            console.diagnostics(&errors);
            return Ok(());
        }
    };
    console.diagnostics(&notes);
    if entries.is_empty() {
        return Ok(());
    }
    let (mut bytes, count) = decisions::record(&SourceFile { name, bytes }, &entries)?;
    if !bytes.ends_with(b"\n") {
        bytes.push(b'\n');
    }
    bytes.extend_from_slice(mark.as_bytes());
    bytes.push(b'\n');
    replace(decided, &bytes).map_err(|error| vec![*error])?;
    let args = [("count", count.to_string()), ("path", shown(decided))];
    told(console.lang, RECORDED, book, &args.each_ref().map(|(name, value)| (*name, value.as_str())));
    Ok(())
}

/// The workbooks that are not as we wrote them, the one that was saved last as the last.
fn edited(out: &Path, lang: Lang) -> Vec<Book> {
    let Ok(entries) = fs::read_dir(out) else { return Vec::new() };
    let mut found: Vec<(SystemTime, Book)> = Vec::new();
    for entry in entries.filter_map(Result::ok) {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        let workbook = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"));
        if !workbook || kaitei_pipeline::collect::is_litter(&name) || !path.is_file() {
            continue;
        }
        match input::read(&path, Limits::default().file) {
            Ok(bytes) => {
                let hash = record::hash(&bytes);
                if !record::is_untouched(out, &name, &hash) {
                    let saved = entry.metadata().and_then(|data| data.modified());
                    let file = SourceFile { name, bytes };
                    found.push((saved.unwrap_or(SystemTime::UNIX_EPOCH), Book { path, file, hash }));
                }
            }
            Err(error) => {
                let reason = if lang == Lang::Ja { error.message.clone() } else { error.message_en() };
                say(lang, UNREADABLE, &[("book", &name), ("reason", &reason)]);
            }
        }
    }
    found.sort_by(|a, b| (a.0, &a.1.path).cmp(&(b.0, &b.1.path)));
    found.into_iter().map(|(_, book)| book).collect()
}

fn told(lang: Lang, words: Words, book: &Book, args: &[(&str, &str)]) {
    let args: Vec<_> = args.iter().copied().chain([("book", book.file.name.as_str())]).collect();
    say(lang, words, &args);
}
