//! The output folder: files are written aside and renamed at the end, so that what stood there is never left damaged; what a person
//! has edited stays, and ours gets another name.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use kaitei_model::{Code, Diagnostic};
use tempfile::TempDir;

use crate::{
    input::shown,
    record::{Record, Refused, hash},
    system::reason,
};

/// The beginning of the names of folders in which outputs are made.
const ASIDE: &str = ".kaitei-";

/// A folder that can be written to, for certain, before the long work begins.
pub(crate) struct OutputFolder {
    folder: PathBuf,
    aside: TempDir,
    record: Record,
    created: Option<PathBuf>,
    kept: bool,
}

/// A file that was put in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// Where it stands.
    pub(crate) path: PathBuf,
    /// The file that it would have replaced, had nobody edited it.
    pub(crate) beside: Option<PathBuf>,
}

/// A file and where it goes.
struct Plan<'a> {
    name: String,
    asked: &'a str,
    bytes: &'a [u8],
    hash: String,
    /// Just this stands there already.
    there: bool,
}

impl OutputFolder {
    /// Makes the folder where it is missing, and tries to write. From here on no other run may use it.
    ///
    /// # Errors
    /// [`Code::OutputUnwritable`], [`Code::OutputBusy`].
    pub(crate) fn prepare(folder: &Path) -> Result<Self, Box<Diagnostic>> {
        let created = folder.ancestors().take_while(|above| !above.as_os_str().is_empty() && !above.exists());
        let created = created.last().map(Path::to_owned);
        let failed = |error: &io::Error| {
            remove_created(folder, created.as_deref());
            Box::new(unwritable(folder, error))
        };
        fs::create_dir_all(folder).map_err(|error| failed(&error))?;
        let record = Record::open(folder).map_err(|refused| match refused {
            Refused::Busy => Box::new(Diagnostic::new(Code::OutputBusy, [("path", shown(folder))])),
            Refused::System(error) => failed(&error),
        })?;
        let aside = remove_leftovers(folder).and_then(|()| {
            let aside = tempfile::Builder::new().prefix(ASIDE).tempdir_in(folder)?;
            fs::write(aside.path().join("try"), b"kaitei")?;
            fs::remove_file(aside.path().join("try"))?;
            Ok(aside)
        });
        match aside {
            Ok(aside) => Ok(Self { folder: folder.to_owned(), aside, record, created, kept: false }),
            Err(error) => {
                record.abandon();
                Err(failed(&error))
            }
        }
    }

    /// Writes one file: into its folder, with the same care.
    ///
    /// # Errors
    /// [`Code::OutputUnwritable`]; what stood there is then as it was.
    pub(crate) fn single(path: &Path, bytes: &[u8]) -> Result<PathBuf, Box<Diagnostic>> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let name = path.file_name().and_then(|name| name.to_str());
        // `..` and what is no Unicode have no name that could be written aside.
        let Some(name) = name else {
            return Err(Box::new(unwritable(path, &ErrorKind::InvalidFilename.into())));
        };
        // Before anything is written: aside of a device means into the folder of the devices.
        if is_special(path) {
            return Err(Box::new(unwritable(path, &ErrorKind::Unsupported.into())));
        }
        let folder = folder.unwrap_or(Path::new("."));
        let write = || -> io::Result<()> {
            fs::create_dir_all(folder)?;
            // No record of ours for a single file: the folder is somebody's own.
            let aside = tempfile::Builder::new().prefix(ASIDE).tempdir_in(folder)?;
            let made = aside.path().join(name);
            let mut file = fs::File::create(&made)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(made, path)
        };
        write().map_err(|error| Box::new(unwritable(path, &error)))?;
        Ok(path.to_owned())
    }

    /// Puts all files in place, or none of them: earlier files come back where one of the renames fails. A file that somebody
    /// edited since we wrote it, or that we never wrote, stays, and ours gets a number after its name.
    ///
    /// # Errors
    /// [`Code::OutputUnwritable`], [`Code::OutputOpen`]; the folder is then as it was.
    pub(crate) fn commit(mut self, files: &[(String, Vec<u8>)]) -> Result<Vec<Written>, Box<Diagnostic>> {
        let plans = self.plan(files)?;
        for plan in plans.iter().filter(|plan| !plan.there) {
            let path = self.aside.path().join(&plan.name);
            let written = fs::File::create(&path).and_then(|mut file| {
                file.write_all(plan.bytes)?;
                file.sync_all()
            });
            written.map_err(|error| unwritable(&self.folder.join(&plan.name), &error))?;
        }
        let noted = self.record.add(plans.iter().map(|plan| (plan.name.as_str(), plan.hash.as_str())));
        noted.map_err(|error| unwritable(&self.folder, &error))?;
        let mut done: Vec<&str> = Vec::new();
        for plan in plans.iter().filter(|plan| !plan.there) {
            if let Err(error) = self.replace(&plan.name) {
                self.restore(&done);
                return Err(Box::new(unwritable(&self.folder.join(&plan.name), &error)));
            }
            done.push(&plan.name);
        }
        self.kept = true;
        let written = plans.iter().map(|plan| Written {
            path: self.folder.join(&plan.name),
            beside: (plan.name != plan.asked).then(|| self.folder.join(plan.asked)),
        });
        Ok(written.collect())
    }

    /// Where each file goes.
    fn plan<'a>(&self, files: &'a [(String, Vec<u8>)]) -> Result<Vec<Plan<'a>>, Box<Diagnostic>> {
        let mut taken = BTreeSet::new();
        let mut plans = Vec::new();
        for (asked, bytes) in files {
            let hash = hash(bytes);
            let names = std::iter::once(asked.clone()).chain((2..).map(|number| numbered(asked, number)));
            for name in names {
                if taken.contains(&name) {
                    continue;
                }
                let state = self.state(&name, &hash)?;
                if state != State::Theirs {
                    taken.insert(name.clone());
                    plans.push(Plan { name, asked, bytes, hash, there: state == State::Same });
                    break;
                }
            }
        }
        Ok(plans)
    }

    /// What stands under a name.
    fn state(&self, name: &str, new: &str) -> Result<State, Box<Diagnostic>> {
        let path = self.folder.join(name);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(State::Free),
            // Not a file, or one that cannot even be read: nothing of ours goes there, and the person should know.
            Err(error) => return Err(Box::new(unwritable(&path, &error))),
        };
        let old = hash(&bytes);
        if old == new {
            return Ok(State::Same);
        }
        if !self.record.knows(name, &old) {
            return Ok(State::Theirs);
        }
        // Ours to replace, but somebody has it open, or has said that it must not change.
        if let Some(lock) = owner_file(&self.folder, name) {
            let args = [("path", shown(&path)), ("lock", lock)];
            return Err(Box::new(Diagnostic::new(Code::OutputOpen, args)));
        }
        match fs::metadata(&path) {
            Ok(metadata) if metadata.permissions().readonly() => {
                Err(Box::new(Diagnostic::new(Code::OutputReadOnly, [("path", shown(&path))])))
            }
            _ => Ok(State::Ours),
        }
    }

    /// One file in place of an earlier one, which stays reachable until all are in place. At no moment is there none.
    fn replace(&self, name: &str) -> io::Result<()> {
        let target = self.folder.join(name);
        // A rename would put a file in the place of a pipe or a device.
        if is_special(&target) {
            return Err(ErrorKind::Unsupported.into());
        }
        if target.is_file() {
            let backup = self.backup(name);
            // Not every file system has hard links.
            fs::hard_link(&target, &backup).or_else(|_| fs::copy(&target, &backup).map(drop))?;
        }
        fs::rename(self.aside.path().join(name), target)
    }

    fn restore(&self, done: &[&str]) {
        for name in done {
            let target = self.folder.join(name);
            let backup = self.backup(name);
            // Nothing better can be done where even this fails; the error that is reported names the folder.
            let _ = if backup.exists() { fs::rename(backup, target) } else { fs::remove_file(target) };
        }
    }

    fn backup(&self, name: &str) -> PathBuf {
        self.aside.path().join(format!("{name}.earlier"))
    }
}

impl Drop for OutputFolder {
    /// A run that fails leaves no empty folder behind.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(self.aside.path());
        if !self.kept {
            self.record.abandon();
            remove_created(&self.folder, self.created.as_deref());
        }
    }
}

/// Whether something stands there, itself or behind a link, that is neither file nor folder: a pipe, a socket, a device.
fn is_special(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir())
}

/// What stands under the name of an output.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing.
    Free,
    /// Just what is to be written.
    Same,
    /// What we wrote earlier, untouched.
    Ours,
    /// What somebody edited, or what is not ours.
    Theirs,
}

/// `report.html` as `report(2).html`.
fn numbered(name: &str, number: u32) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => format!("{stem}({number}).{extension}"),
        _ => format!("{name}({number})"),
    }
}

/// The file by which an office program says that it has a file open: LibreOffice's `.~lock.NAME#`, and Word's and Excel's
/// `~$` in front of the name or in place of its first one or two letters.
pub(crate) fn owner_file(folder: &Path, name: &str) -> Option<String> {
    let cut = |letters: usize| name.char_indices().nth(letters).map(|(at, _)| format!("~${}", &name[at..]));
    let names = [Some(format!(".~lock.{name}#")), cut(0), cut(1), cut(2)];
    names.into_iter().flatten().find(|name| folder.join(name).is_file())
}

/// Takes away what runs that were killed left behind. They worked on copies; only whoever holds the record may do this.
fn remove_leftovers(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(ASIDE));
        if ours && entry.file_type()?.is_dir() {
            // What cannot be taken away is in nobody's way.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
    Ok(())
}

/// Takes away the folders from `folder` up to `created`, those that are empty: somebody else may have put something there.
fn remove_created(folder: &Path, created: Option<&Path>) {
    let Some(created) = created else { return };
    for folder in folder.ancestors().take_while(|folder| folder.starts_with(created)) {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
}

/// What the system said when stdout could not be written.
pub(crate) fn stdout_failed(error: &io::Error) -> Diagnostic {
    unwritable(Path::new("stdout"), error)
}

fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    let args = reason("detail", error).into_iter().chain([("path".to_owned(), shown(path))]);
    Diagnostic::new(Code::OutputUnwritable, args)
}

#[cfg(test)]
#[path = "output_tests.rs"]
mod tests;
