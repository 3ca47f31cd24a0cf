//! `DIR/.kaitei`: which outputs in a folder are ours, by their SHA-256, so that what a person has edited since is known and
//! never overwritten. While a run works in the folder it holds the file locked.

use std::{
    collections::BTreeSet,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

/// The name of the record.
pub(crate) const RECORD: &str = ".kaitei";
/// Longer records are not ours, or are of no use any more: what they name counts as edited.
const LONGEST: u64 = 16 << 20;

/// The record of a folder, held by this run alone. Lines are those of `sha256sum`, one for each content that was ever written
/// under a name: a run that is killed between the files and the record must not make its own files look edited, so the record
/// is written first, and only ever grows.
pub(crate) struct Record {
    file: File,
    path: PathBuf,
    known: BTreeSet<(String, String)>,
    /// The file was not there before this run.
    made: bool,
}

/// Why a record cannot be had.
pub(crate) enum Refused {
    /// Another run works in the folder.
    Busy,
    /// The system says no.
    System(io::Error),
}

impl Record {
    /// Opens and locks the record of a folder.
    ///
    /// # Errors
    /// [`Refused`].
    pub(crate) fn open(folder: &Path) -> Result<Self, Refused> {
        let path = folder.join(RECORD);
        let made = !path.exists();
        let file = OpenOptions::new().read(true).append(true).create(true).open(&path);
        let mut file = file.map_err(Refused::System)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Refused::Busy),
            // Some network folders know no locks; there, two runs at once are not told.
            Err(TryLockError::Error(_)) => {}
        }
        let known = read(&file).map_err(Refused::System)?;
        file.seek(SeekFrom::End(0)).map_err(Refused::System)?;
        Ok(Self { file, path, known, made })
    }

    /// Whether we wrote just this under that name.
    pub(crate) fn knows(&self, name: &str, hash: &str) -> bool {
        self.known.contains(&(hash.to_owned(), name.to_owned()))
    }

    /// Notes what is about to be written.
    ///
    /// # Errors
    /// What the system says.
    pub(crate) fn add<'a>(&mut self, files: impl Iterator<Item = (&'a str, &'a str)>) -> io::Result<()> {
        let mut lines = String::new();
        for (name, hash) in files {
            if self.known.insert((hash.to_owned(), name.to_owned())) {
                lines.push_str(&format!("{hash}  {name}\n"));
            }
        }
        if lines.is_empty() {
            return Ok(());
        }
        // A line that a killed run left half written must not run into ours.
        if self.file.metadata()?.len() > 0 && !self.ends_in_line_end()? {
            lines.insert(0, '\n');
        }
        self.file.write_all(lines.as_bytes())?;
        self.file.sync_data()
    }

    fn ends_in_line_end(&mut self) -> io::Result<bool> {
        let mut last = [0];
        self.file.seek(SeekFrom::End(-1))?;
        self.file.read_exact(&mut last)?;
        Ok(last == *b"\n")
    }

    /// Takes the record away where this run made it and leaves nothing.
    pub(crate) fn abandon(&self) {
        if self.made {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Whether the outputs that were ever written into a folder include these bytes under that name; not so where there is no record.
pub(crate) fn is_untouched(folder: &Path, name: &str, hash: &str) -> bool {
    let known = File::open(folder.join(RECORD)).and_then(|file| read(&file));
    known.is_ok_and(|known| known.contains(&(hash.to_owned(), name.to_owned())))
}

/// What a record names, by hash and name.
fn read(file: &File) -> io::Result<BTreeSet<(String, String)>> {
    let mut text = Vec::new();
    file.take(LONGEST).read_to_end(&mut text)?;
    Ok(String::from_utf8_lossy(&text).lines().filter_map(parse).collect())
}

/// A line of `sha256sum`: hash, two spaces, name.
fn parse(line: &str) -> Option<(String, String)> {
    let (hash, name) = line.split_once("  ")?;
    let whole = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) && !name.is_empty();
    whole.then(|| (hash.to_owned(), name.to_owned()))
}

/// The SHA-256 of a content, in hex.
pub(crate) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(folder: &Path) -> Record {
        Record::open(folder).unwrap_or_else(|_| panic!("no record"))
    }

    #[test]
    fn remembers_what_was_written() {
        let dir = tempfile::tempdir().unwrap();
        let (one, two) = (hash(b"1"), hash(b"2"));
        open(dir.path()).add([("a b.docx", one.as_str())].into_iter()).unwrap();
        open(dir.path()).add([("a b.docx", two.as_str())].into_iter()).unwrap();
        let record = open(dir.path());
        assert!(record.knows("a b.docx", &one) && record.knows("a b.docx", &two));
        assert!(!record.knows("b.docx", &one) && !record.knows("a b.docx", &hash(b"3")));
    }

    #[test]
    fn a_half_written_line_costs_only_itself() {
        let dir = tempfile::tempdir().unwrap();
        let (one, two) = (hash(b"1"), hash(b"2"));
        fs::write(dir.path().join(RECORD), format!("{one}  a\n{}", &two[..20])).unwrap();
        open(dir.path()).add([("b", two.as_str())].into_iter()).unwrap();
        let record = open(dir.path());
        assert!(record.knows("a", &one) && record.knows("b", &two));
    }

    #[test]
    fn one_run_at_a_time() {
        let dir = tempfile::tempdir().unwrap();
        let first = open(dir.path());
        assert!(matches!(Record::open(dir.path()), Err(Refused::Busy)));
        drop(first);
        open(dir.path());
    }
}
