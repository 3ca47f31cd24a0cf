//! From the paths on the command line to the bytes that the pipeline takes.

mod folder;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

use kaitei_model::{Code, Diagnostic, Side};
use kaitei_pipeline::{EditionInput, Options, SourceFile, collect};

use crate::{
    lang::Words,
    system::{both, reason},
};
use folder::{Found, SPECIAL};

/// The path that was typed for each file, so that messages name what the user knows.
#[derive(Default)]
pub(crate) struct Places(BTreeMap<(Option<Side>, String), String>);

impl Places {
    /// The path of the file that a diagnostic is about.
    pub(crate) fn path(&self, diagnostic: &Diagnostic) -> Option<String> {
        let name = diagnostic.document.as_ref()?;
        let of = |side| self.0.get(&(side, name.clone()));
        match diagnostic.side {
            Some(side) => of(Some(side)).cloned(),
            // A reader that was not told the side: certain only where one side has such a file.
            None => match (of(None), of(Some(Side::Old)), of(Some(Side::New))) {
                (Some(path), ..) | (None, Some(path), None) | (None, None, Some(path)) => Some(path.clone()),
                _ => None,
            },
        }
    }

    /// The same diagnostic, its file named as the user typed it.
    pub(crate) fn name(&self, diagnostic: Diagnostic) -> Diagnostic {
        match self.path(&diagnostic) {
            Some(path) => diagnostic.in_document(&path),
            None => diagnostic,
        }
    }

    /// These places and those.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }
}

/// An edition's files, and what stood in the way.
#[derive(Default)]
pub(crate) struct Collected {
    /// What the pipeline takes.
    pub(crate) input: EditionInput,
    /// Why it cannot be taken; all reasons, not the first alone.
    pub(crate) errors: Vec<Diagnostic>,
    /// Where the files stand.
    pub(crate) places: Places,
}

/// Reads the files of one edition: `paths` are files or folders, `outputs` the folder of our own reports.
pub(crate) fn edition(side: Side, paths: &[PathBuf], outputs: &Path, options: &Options) -> Collected {
    let mut collector =
        Collector { side, outputs, options, seen: BTreeSet::new(), collected: Collected::default() };
    for path in paths {
        collector.path(path);
    }
    let mut collected = collector.collected;
    collected.input.files.sort_by(|a, b| a.name.cmp(&b.name));
    collected
}

/// Reads one file of at most `most` bytes.
///
/// # Errors
/// [`Code::PathMissing`], [`Code::FileUnreadable`] or [`Code::LimitReached`].
pub(crate) fn file(path: &Path, most: u64) -> Result<(SourceFile, Places), Box<Diagnostic>> {
    let bytes = read(path, most)?;
    let name = nfc(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy());
    let places = Places(BTreeMap::from([((None, name.clone()), shown(path))]));
    Ok((SourceFile { name, bytes }, places))
}

/// The bytes of an ordinary file, `most` at most.
///
/// # Errors
/// As [`file()`].
pub(crate) fn read(path: &Path, most: u64) -> Result<Vec<u8>, Box<Diagnostic>> {
    let at = || ("path".to_owned(), shown(path));
    let failed = |error: &io::Error| match error.kind() {
        io::ErrorKind::NotFound => Diagnostic::new(Code::PathMissing, [at()]),
        _ => Diagnostic::new(Code::FileUnreadable, reason("detail", error).into_iter().chain([at()])),
    };
    let data = fs::metadata(path).map_err(|error| failed(&error))?;
    if data.is_dir() {
        return Err(Box::new(failed(&io::ErrorKind::IsADirectory.into())));
    }
    // A pipe or a device is not opened at all: even that may wait for ever.
    if !data.is_file() {
        let args = both("detail", SPECIAL).into_iter().chain([at()]);
        return Err(Box::new(Diagnostic::new(Code::FileUnreadable, args)));
    }
    let mut bytes = Vec::new();
    if data.len() <= most {
        // A file may grow while it is read, and some (`/proc`) do not tell their size.
        let mut file = fs::File::open(path).map_err(|error| failed(&error))?.take(most.saturating_add(1));
        bytes.reserve_exact(usize::try_from(data.len()).unwrap_or_default());
        file.read_to_end(&mut bytes).map_err(|error| failed(&error))?;
    }
    if data.len().max(bytes.len() as u64) > most {
        const SIZE: Words = Words { ja: "ファイルの大きさ", en: "the size of the file" };
        let limit = ("limit".to_owned(), format!("{} MiB", most >> 20));
        let limited = Diagnostic::new(Code::LimitReached, both("what", SIZE).into_iter().chain([limit]));
        return Err(Box::new(limited.in_document(&shown(path))));
    }
    Ok(bytes)
}

/// The `.toml` files of a folder and their texts, by their names from it on; and what cannot be read.
pub(crate) fn texts(folder: &Path, most: u64) -> (Vec<(String, String)>, Vec<Diagnostic>) {
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    for found in folder::walk(folder, Path::new("")) {
        let path = match found {
            Found::File(path) if path.extension().is_some_and(|e| e == "toml") => path,
            // Rules that would be left out without a word.
            Found::Ignored(path, why) if path.extension().is_some_and(|e| e == "toml") || path.is_dir() => {
                let args = both("detail", why).into_iter().chain([("path".to_owned(), shown(&path))]);
                errors.push(Diagnostic::new(Code::FileUnreadable, args));
                continue;
            }
            Found::File(_) | Found::Ignored(..) => continue,
            Found::Failed(path, error) => {
                let missing = error.kind() == io::ErrorKind::NotFound;
                let code = if missing { Code::PathMissing } else { Code::FileUnreadable };
                let args = reason("detail", &error).into_iter().chain([("path".to_owned(), shown(&path))]);
                errors.push(Diagnostic::new(code, args));
                continue;
            }
            Found::TooMuch(path) => {
                const FILES: Words = Words {
                    ja: "フォルダの深さかファイルの数",
                    en: "the depth of the folders or the number of files",
                };
                let limit = format!("{} / {}", folder::MAX_DEPTH, folder::MAX_ENTRIES);
                let args = both("what", FILES).into_iter().chain([("limit".to_owned(), limit)]);
                errors.push(Diagnostic::new(Code::LimitReached, args).in_document(&shown(&path)));
                continue;
            }
        };
        const NO_TEXT: Words =
            Words { ja: "UTF-8の文字として読めません", en: "it is no UTF-8 text" };
        match read(&path, most).map(String::from_utf8) {
            Ok(Ok(text)) => {
                files.push((relative(folder, &path), text.trim_start_matches('\u{feff}').to_owned()));
            }
            Ok(Err(_)) => {
                let args = both("detail", NO_TEXT).into_iter().chain([("path".to_owned(), shown(&path))]);
                errors.push(Diagnostic::new(Code::FileMalformed, args));
            }
            Err(error) => errors.push(*error),
        }
    }
    (files, errors)
}

/// A path as the user typed it, in NFC.
pub(crate) fn shown(path: &Path) -> String {
    nfc(&path.to_string_lossy())
}

fn nfc(name: &str) -> String {
    collect::composed(name)
}

struct Collector<'a> {
    side: Side,
    outputs: &'a Path,
    options: &'a Options,
    /// Files that were taken, by their real path: one that is given twice is taken once.
    seen: BTreeSet<PathBuf>,
    collected: Collected,
}

impl Collector<'_> {
    fn path(&mut self, path: &Path) {
        match fs::metadata(path) {
            Ok(data) if data.is_dir() => self.folder(path),
            Ok(_) if path.file_name().is_some_and(|name| name == collect::MANIFEST) => self.manifest(path),
            // What is given by name is taken; whether it can be read is for the pipeline to say.
            _ => match read(path, self.options.limits.file) {
                Ok(bytes) => {
                    let name = path.file_name().unwrap_or(path.as_os_str());
                    self.take(path, &nfc(&name.to_string_lossy()), bytes);
                }
                Err(error) => self.collected.errors.push(error.on_side(self.side)),
            },
        }
    }

    fn folder(&mut self, folder: &Path) {
        if is_same(folder, self.outputs) {
            const WITHIN: Words = Words {
                ja: "出力先（--out）が、比較するフォルダと同じです。別のフォルダにしてください",
                en: "--out is one of the folders to be compared; give another one",
            };
            let error = Diagnostic::new(Code::UsageWrong, both("detail", WITHIN));
            return self.collected.errors.push(error.on_side(self.side));
        }
        let before = self.collected.input.files.len() + self.collected.errors.len();
        let skipped = self.collected.input.diagnostics.len();
        for found in folder::walk(folder, self.outputs) {
            match found {
                Found::File(path) if path == folder.join(collect::MANIFEST) => self.manifest(&path),
                Found::File(path) => self.found(folder, &path),
                Found::Ignored(path, why) => self.ignore(&relative(folder, &path), why),
                Found::Failed(path, error) => {
                    let args =
                        reason("detail", &error).into_iter().chain([("path".to_owned(), shown(&path))]);
                    self.fail(&relative(folder, &path), Diagnostic::new(Code::FileUnreadable, args));
                }
                Found::TooMuch(path) => {
                    const FILES: Words = Words {
                        ja: "フォルダの深さかファイルの数",
                        en: "the depth of the folders or the number of files",
                    };
                    let limit = format!("{} / {}", folder::MAX_DEPTH, folder::MAX_ENTRIES);
                    let args = both("what", FILES).into_iter().chain([("limit".to_owned(), limit)]);
                    let error = Diagnostic::new(Code::LimitReached, args).in_document(&shown(&path));
                    self.collected.errors.push(error.on_side(self.side));
                }
            }
        }
        let unreadable =
            self.collected.input.diagnostics[skipped..].iter().any(|d| d.code == Code::FileSkipped.id());
        if before == self.collected.input.files.len() + self.collected.errors.len() && !unreadable {
            let error = Diagnostic::new(Code::FolderEmpty, [("path", shown(folder))]);
            self.collected.errors.push(error.on_side(self.side));
        }
    }

    /// A file of a folder: read where it is one of ours.
    fn found(&mut self, folder: &Path, path: &Path) {
        let name = relative(folder, path);
        match read(path, self.options.limits.file) {
            Ok(bytes) => match collect::unrelated(&name, &bytes) {
                None => self.take(path, &name, bytes),
                Some(why) => self.ignore(&name, Words { ja: why.ja, en: why.en }),
            },
            Err(error) => self.fail(&name, *error),
        }
    }

    fn take(&mut self, path: &Path, name: &str, bytes: Vec<u8>) {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if !self.seen.insert(real) {
            const TWICE: Words =
                Words { ja: "同じファイルが2回指定されています", en: "given twice" };
            return self.ignore(name, TWICE);
        }
        // Two paths may hold files of the same name; each keeps its own place and its own name.
        let places = &mut self.collected.places.0;
        let name = (1..)
            .map(|nth| if nth == 1 { name.to_owned() } else { format!("{name} ({nth})") })
            .find(|name| !places.contains_key(&(Some(self.side), name.clone())))
            .unwrap_or_default();
        places.insert((Some(self.side), name.clone()), shown(path));
        self.collected.input.files.push(SourceFile { name, bytes });
    }

    fn manifest(&mut self, path: &Path) {
        if self.collected.input.manifest.is_some() {
            const SECOND: Words = Words {
                ja: "edition.toml が2つあります。1つの版には1つだけ置いてください",
                en: "there are two edition.toml files; an edition has one",
            };
            let error = Diagnostic::new(Code::UsageWrong, both("detail", SECOND));
            return self.collected.errors.push(error.on_side(self.side));
        }
        match read(path, self.options.limits.file).and_then(|bytes| collect::manifest(&shown(path), &bytes)) {
            Ok(manifest) => self.collected.input.manifest = Some(manifest),
            Err(error) => self.collected.errors.push(error.on_side(self.side)),
        }
    }

    /// A file that cannot be opened: an error, or left out where the user said so.
    fn fail(&mut self, name: &str, error: Diagnostic) {
        if self.options.keep_going {
            let english = error.message_en();
            let args = [("file", name.to_owned()), ("reason", error.message), ("reason-en", english)];
            let skipped = Diagnostic::new(Code::FileSkipped, args);
            self.collected.input.diagnostics.push(skipped.in_document(name).on_side(self.side));
        } else {
            self.collected.errors.push(error.on_side(self.side));
        }
    }

    fn ignore(&mut self, name: &str, why: Words) {
        let args = both("reason", why).into_iter().chain([("file".to_owned(), name.to_owned())]);
        self.collected.input.diagnostics.push(Diagnostic::new(Code::FileIgnored, args).on_side(self.side));
    }
}

/// A path below a folder, `/`-separated, in NFC.
fn relative(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    nfc(&parts.join("/"))
}

/// Whether both are the same folder, whatever way leads to them.
fn is_same(path: &Path, other: &Path) -> bool {
    matches!((path.canonicalize(), other.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
