//! Runs the command, and reads what it wrote.

use std::{
    ffi::OsStr,
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
    thread,
    time::{Duration, Instant},
};

use kaitei_model::{ChangeSet, Item, Side};
use tempfile::TempDir;

/// Longer than anything here takes on a slow machine; what takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(120);

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: i32,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
}

impl Outcome {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.stdout).expect("stdout is UTF-8")
    }

    /// The run could not do its work, said so in words, and did not crash.
    pub(crate) fn refused(self, code: &str) -> Self {
        assert_eq!(self.code, 2, "{self:?}");
        assert!(self.stderr.contains(&format!("[{code}]")), "no [{code}] in: {}", self.stderr);
        assert!(self.stderr.contains("→ "), "no advice in: {}", self.stderr);
        self.no_panic()
    }

    pub(crate) fn done(self) -> Self {
        assert_eq!(self.code, 0, "{self:?}");
        self.no_panic()
    }

    fn no_panic(self) -> Self {
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        self
    }
}

/// A command whose environment says nothing about kaitei.
pub(crate) fn kaitei() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kaitei"));
    command.current_dir(root()).stdin(Stdio::null());
    command.env_remove("KAITEI_LANG").env_remove("RAYON_NUM_THREADS").env_remove("SOURCE_DATE_EPOCH");
    command
}

/// Runs the command in the project's root.
pub(crate) fn run<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Outcome {
    finish(kaitei().args(args))
}

/// Runs `kaitei diff` on two paths.
pub(crate) fn diff(old: &Path, new: &Path, out: &Path) -> Outcome {
    finish(kaitei().arg("diff").arg("--old").arg(old).arg("--new").arg(new).arg("--out").arg(out))
}

/// Runs a command to its end; one that does not come to an end fails the test.
pub(crate) fn finish(command: &mut Command) -> Outcome {
    let files = tempfile::tempdir().unwrap();
    let (out, err) = (files.path().join("out"), files.path().join("err"));
    let file = |path| fs::File::create(path).unwrap();
    command.stdout(file(&out)).stderr(file(&err));
    let begun = Instant::now();
    let mut child = loop {
        match command.spawn() {
            // A program that was copied just now: a test beside this one was started while the copy was open for writing.
            Err(error) if error.kind() == ErrorKind::ExecutableFileBusy && begun.elapsed() < PATIENCE => {
                thread::sleep(Duration::from_millis(5));
            }
            spawned => break spawned.unwrap(),
        }
    };
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("{command:?} still runs after {PATIENCE:?}");
        }
        thread::sleep(Duration::from_millis(5));
    };
    Outcome {
        code: status.code().unwrap_or(-1),
        stdout: fs::read(&out).unwrap(),
        stderr: String::from_utf8(fs::read(&err).unwrap()).expect("stderr is UTF-8"),
    }
}

/// The project's root.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A specimen edition.
pub(crate) fn edition(name: &str) -> PathBuf {
    root().join("fixtures/editions").join(name)
}

/// The specimens' comparison, made once for all tests that only look at it.
pub(crate) struct Specimens {
    pub(crate) folder: TempDir,
    pub(crate) outcome: Outcome,
    pub(crate) changes: ChangeSet,
}

pub(crate) fn specimens() -> &'static Specimens {
    static MADE: OnceLock<Specimens> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let outcome = diff(&edition("r7"), &edition("r8"), folder.path()).done();
        let changes = changes(&folder.path().join("changes.json"));
        Specimens { folder, outcome, changes }
    })
}

/// Reads a `changes.json`.
pub(crate) fn changes(path: &Path) -> ChangeSet {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The items of one side of a comparison.
pub(crate) fn items(changes: &ChangeSet, side: Side) -> &[Item] {
    match side {
        Side::Old => &changes.old.items,
        Side::New => &changes.new.items,
    }
}

/// The names in a folder, in byte order, our record of the outputs aside.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = entries.filter(|name| name != ".kaitei").collect();
    names.sort();
    names
}

/// Every file below a folder whose name ends so.
pub(crate) fn files_below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for name in names(folder) {
        let path = folder.join(name);
        if path.is_dir() {
            found.extend(files_below(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found
}

/// Copies a folder's files.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for name in names(from) {
        let path = from.join(&name);
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            fs::copy(path, to.join(name)).unwrap();
        }
    }
}

/// The rows of a CSV file by RFC 4180, without its header.
pub(crate) fn csv(path: &Path) -> Vec<Vec<String>> {
    csv_rows(&fs::read_to_string(path).unwrap()).split_off(1)
}

pub(crate) fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = text.trim_start_matches('\u{FEFF}').chars().peekable();
    while let Some(c) = chars.next() {
        let row = rows.last_mut().unwrap();
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                row.last_mut().unwrap().push(chars.next().unwrap());
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted => {}
            '\n' if !quoted => rows.push(vec![String::new()]),
            _ => row.last_mut().unwrap().push(c),
        }
    }
    rows.retain(|row| row.len() > 1);
    rows
}

/// Everything that a report says: its text, or the text of the parts of an Office file.
pub(crate) fn words(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    if !bytes.starts_with(b"PK") {
        return String::from_utf8(bytes).expect("a report is UTF-8");
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for part in 0..archive.len() {
        let mut part = archive.by_index(part).unwrap();
        if part.name().is_ok_and(|name| name.ends_with(".xml")) {
            std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        }
    }
    text
}
