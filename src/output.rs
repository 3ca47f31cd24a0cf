//! The output folder: files are written aside and renamed at the end, so that what stood there is never left damaged.

use std::{
    fs,
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use kaitei_model::{Code, Diagnostic};
use tempfile::TempDir;

use crate::{input::shown, system::reason};

/// The beginning of the names of folders in which outputs are made; a run that is killed leaves one behind.
const ASIDE: &str = ".kaitei-";

/// A folder that can be written to, for certain, before the long work begins.
pub(crate) struct OutputFolder {
    folder: PathBuf,
    aside: TempDir,
    created: Option<PathBuf>,
    kept: bool,
}

impl OutputFolder {
    /// Makes the folder where it is missing, and tries to write.
    ///
    /// # Errors
    /// [`Code::OutputUnwritable`].
    pub(crate) fn prepare(folder: &Path) -> Result<Self, Box<Diagnostic>> {
        let created = folder.ancestors().take_while(|above| !above.as_os_str().is_empty() && !above.exists());
        let created = created.last().map(Path::to_owned);
        let aside = fs::create_dir_all(folder).and_then(|()| {
            let aside = tempfile::Builder::new().prefix(ASIDE).tempdir_in(folder)?;
            fs::write(aside.path().join("try"), b"kaitei")?;
            fs::remove_file(aside.path().join("try"))?;
            Ok(aside)
        });
        match aside {
            Ok(aside) => Ok(Self { folder: folder.to_owned(), aside, created, kept: false }),
            Err(error) => {
                remove_created(folder, created.as_deref());
                Err(Box::new(unwritable(folder, &error)))
            }
        }
    }

    /// Writes one file: into its folder, with the same care.
    ///
    /// # Errors
    /// [`Code::OutputUnwritable`]; what stood there is then as it was.
    pub(crate) fn single(path: &Path, bytes: Vec<u8>) -> Result<PathBuf, Box<Diagnostic>> {
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
        let folder = Self::prepare(folder.unwrap_or(Path::new(".")))?;
        folder.commit(&[(name.to_owned(), bytes)])?;
        Ok(path.to_owned())
    }

    /// Puts all files in place, or none of them: earlier files come back where one of the renames fails.
    ///
    /// # Errors
    /// [`Code::OutputUnwritable`]; the folder is then as it was.
    pub(crate) fn commit(mut self, files: &[(String, Vec<u8>)]) -> Result<Vec<PathBuf>, Box<Diagnostic>> {
        for (name, bytes) in files {
            let path = self.aside.path().join(name);
            let written = fs::File::create(&path).and_then(|mut file| {
                file.write_all(bytes)?;
                file.sync_all()
            });
            written.map_err(|error| unwritable(&self.folder.join(name), &error))?;
        }
        let mut done: Vec<&str> = Vec::new();
        for (name, _) in files {
            if let Err(error) = self.replace(name) {
                self.restore(&done);
                return Err(Box::new(unwritable(&self.folder.join(name), &error)));
            }
            done.push(name);
        }
        self.kept = true;
        Ok(files.iter().map(|(name, _)| self.folder.join(name)).collect())
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
            remove_created(&self.folder, self.created.as_deref());
        }
    }
}

/// Whether something stands there, itself or behind a link, that is neither file nor folder: a pipe, a socket, a device.
fn is_special(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir())
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
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn file(name: &str, text: &str) -> (String, Vec<u8>) {
        (name.to_owned(), text.as_bytes().to_vec())
    }

    #[test]
    fn replaces_earlier_files_and_leaves_nothing_aside() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a"), "earlier").unwrap();
        fs::write(dir.path().join("mine"), "mine").unwrap();
        OutputFolder::prepare(dir.path()).unwrap().commit(&[file("a", "1"), file("b", "2")]).unwrap();
        assert_eq!(names(dir.path()), ["a", "b", "mine"]);
        assert_eq!(fs::read_to_string(dir.path().join("a")).unwrap(), "1");
    }

    #[test]
    fn all_or_nothing() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a"), "earlier").unwrap();
        // A folder stands where the last file should go.
        fs::create_dir(dir.path().join("c")).unwrap();
        let files = [file("a", "1"), file("b", "2"), file("c", "3")];
        let error = OutputFolder::prepare(dir.path()).unwrap().commit(&files).unwrap_err();
        assert_eq!(error.code, "output-unwritable");
        assert_eq!(names(dir.path()), ["a", "c"]);
        assert_eq!(fs::read_to_string(dir.path().join("a")).unwrap(), "earlier");
    }

    #[test]
    fn a_run_that_fails_leaves_no_folder_that_it_made() {
        let dir = tempfile::tempdir().unwrap();
        drop(OutputFolder::prepare(&dir.path().join("x/y")).unwrap());
        assert_eq!(names(dir.path()), [""; 0]);
        let kept = dir.path().join("x/z");
        OutputFolder::prepare(&kept).unwrap().commit(&[file("a", "1")]).unwrap();
        assert_eq!(names(&kept), ["a"]);
    }
}
