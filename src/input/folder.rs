//! A folder's files, however deep, in byte order of their names; loops and special files are not entered.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use kaitei_pipeline::collect;

use crate::lang::Words;

/// How deep folders may lie in each other, and how many files and folders are looked at, before a wrong folder is suspected.
pub(crate) const MAX_DEPTH: usize = 32;
pub(crate) const MAX_ENTRIES: usize = 20_000;

/// What was found in a folder.
pub(crate) enum Found {
    /// An ordinary file.
    File(PathBuf),
    /// Something that is left alone, and why.
    Ignored(PathBuf, Words),
    /// Something that the system does not let us see.
    Failed(PathBuf, io::Error),
    /// The folder is too large or too deep.
    TooMuch(PathBuf),
}

/// Everything in a folder. `outputs` (our own folder of reports) is not entered.
pub(crate) fn walk(folder: &Path, outputs: &Path) -> Vec<Found> {
    let mut found = Vec::new();
    let mut seen = 0;
    enter(folder, outputs, 0, &mut seen, &mut found);
    found
}

fn enter(folder: &Path, outputs: &Path, depth: usize, seen: &mut usize, found: &mut Vec<Found>) {
    let names: io::Result<Vec<_>> =
        fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.file_name())).collect());
    let mut names = match names {
        Ok(names) => names,
        Err(error) => return found.push(Found::Failed(folder.to_owned(), error)),
    };
    names.sort();
    for name in names {
        if collect::is_litter(&name.to_string_lossy()) {
            continue;
        }
        let path = folder.join(&name);
        *seen += 1;
        if *seen > MAX_ENTRIES || depth > MAX_DEPTH {
            found.push(Found::TooMuch(folder.to_owned()));
        }
        if matches!(found.last(), Some(Found::TooMuch(_))) {
            return;
        }
        let link = path.is_symlink();
        match fs::metadata(&path) {
            Ok(data) if data.is_file() => found.push(Found::File(path)),
            Ok(data) if data.is_dir() && link => found.push(Found::Ignored(path, LINKED)),
            Ok(data) if data.is_dir() && super::is_same(&path, outputs) => {
                found.push(Found::Ignored(path, OUTPUTS));
            }
            Ok(data) if data.is_dir() => enter(&path, outputs, depth + 1, seen, found),
            Ok(_) => found.push(Found::Ignored(path, SPECIAL)),
            Err(error) if link && error.kind() == io::ErrorKind::NotFound => {
                found.push(Found::Ignored(path, DANGLING));
            }
            Err(error) => found.push(Found::Failed(path, error)),
        }
    }
}

const LINKED: Words = Words { ja: "別のフォルダへのリンクです", en: "a link to another folder" };
const OUTPUTS: Words =
    Words { ja: "報告書の出力先のフォルダです", en: "the folder that the reports go to" };
const DANGLING: Words = Words { ja: "リンク先がありません", en: "a link to nothing" };
/// Pipes and devices: reading them might never end.
pub(crate) const SPECIAL: Words =
    Words { ja: "通常のファイルではありません", en: "not an ordinary file" };
