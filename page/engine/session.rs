//! The state of one comparison: files of both sides, what they were read as, decisions, and the result.

use kaitei_model::{ChangeSet, Code, Diagnostic, Side, Task};
use kaitei_pipeline::{
    Manifest, Options, Progress, ReadEdition, ReadFile, SourceFile, collect::Reason, compare, decisions,
    read, tasks,
};
use kaitei_reports::{Lang, ReportOptions, Reports};
use serde_json::{Value, json};

use crate::{
    collect::{Taken, collect, side},
    told::{Fault, File, Left, Recognised, State, id},
};

/// The name under which decisions are kept, as in the command.
pub(crate) const DECISIONS: &str = "kaitei.decisions.toml";

/// One comparison.
#[derive(Default)]
pub struct Session {
    pub(crate) lang: Lang,
    files: Vec<Given>,
    left: Vec<(Side, String, Reason)>,
    manifests: [Option<Result<Manifest, Box<Diagnostic>>>; 2],
    passwords: Vec<String>,
    pub(crate) decisions: Vec<u8>,
    /// What an earlier workbook says about the work to be done.
    tasks: Vec<Task>,
    pub(crate) changes: Option<ChangeSet>,
    next: u32,
}

/// A file that was given.
struct Given {
    key: u32,
    side: Side,
    /// Its bytes are needed no more once it was read.
    file: SourceFile,
    /// Length and beginning of a hash: whether the same was given twice.
    sum: (usize, u64),
    read: Option<Result<ReadFile, Box<Diagnostic>>>,
    out: bool,
}

impl Session {
    /// A session that speaks `ja` or `en`.
    #[must_use]
    pub fn new(lang: &str) -> Self {
        let mut session = Self::default();
        session.speak(lang);
        session
    }

    /// From here on it speaks `ja` or `en`.
    pub fn speak(&mut self, lang: &str) {
        self.lang = lang.parse().unwrap_or_default();
    }

    /// Takes a file, or the files of an archive.
    pub fn add(&mut self, side_id: &str, path: &str, in_folder: bool, bytes: Vec<u8>) {
        let side = side(side_id);
        self.changes = None;
        for taken in collect(path, in_folder, bytes) {
            match taken {
                Taken::Document { name, bytes } => self.take(side, &name, bytes),
                Taken::Manifest { name, read } => {
                    let place = &mut self.manifests[at(side)];
                    if place.is_some() {
                        self.left.push((side, name, SECOND));
                    } else {
                        *place = Some(read);
                    }
                }
                Taken::Decisions { name, bytes } => {
                    if self.decisions.is_empty() {
                        let wrong = self.decisions(&name, bytes);
                        if wrong != "[]" {
                            self.left.push((side, name, NO_DECISIONS));
                        }
                    } else {
                        self.left.push((side, name, MORE_DECISIONS));
                    }
                }
                Taken::Left { name, why } => self.left.push((side, name, why)),
            }
        }
    }

    fn take(&mut self, side: Side, name: &str, bytes: Vec<u8>) {
        let sum = (bytes.len(), sum(&bytes));
        let on_side = |file: &&Given| file.side == side;
        if self.files.iter().filter(on_side).any(|file| file.sum == sum && file.file.name == name) {
            return self.left.push((side, name.to_owned(), TWICE));
        }
        // Two folders may hold files of the same name; each keeps its own, as in the command.
        let name = (1..)
            .map(|nth| if nth == 1 { name.to_owned() } else { format!("{name} ({nth})") })
            .find(|name| !self.files.iter().filter(on_side).any(|file| &file.file.name == name))
            .unwrap_or_default();
        self.next += 1;
        let file = SourceFile { name, bytes };
        self.files.push(Given { key: self.next, side, file, sum, read: None, out: false });
        self.files.sort_by(|a, b| (at(a.side), &a.file.name).cmp(&(at(b.side), &b.file.name)));
    }

    /// Forgets a file.
    pub fn remove(&mut self, key: u32) {
        self.files.retain(|file| file.key != key);
        self.changes = None;
    }

    /// Forgets all files; decisions stay.
    pub fn clear(&mut self) {
        *self = Self { lang: self.lang, decisions: std::mem::take(&mut self.decisions), ..Self::default() };
    }

    /// The files that are still to be read.
    #[must_use]
    pub fn unread(&self) -> Vec<u32> {
        self.files.iter().filter(|file| file.read.is_none()).map(|file| file.key).collect()
    }

    /// Reads one file.
    pub fn read(&mut self, key: u32) {
        let options = self.options();
        if let Some(given) = self.files.iter_mut().find(|file| file.key == key) {
            let outcome = read(&given.file, &options);
            if outcome.is_ok() {
                given.file.bytes = Vec::new();
            }
            given.read = Some(outcome);
        }
    }

    /// A password to try.
    pub fn password(&mut self, password: &str) {
        if !self.passwords.iter().any(|known| known == password) {
            self.passwords.push(password.to_owned());
        }
        for file in &mut self.files {
            if file.needs_password() {
                file.read = None;
            }
        }
    }

    /// Leaves an unreadable file out, or takes that back.
    pub fn leave_out(&mut self, key: u32, out: bool) {
        if let Some(file) = self.files.iter_mut().find(|file| file.key == key) {
            file.out = out;
        }
    }

    /// Everything about the files.
    #[must_use]
    pub fn state(&self) -> String {
        let file = |given: &Given| {
            let (state, document, fault) = match &given.read {
                None => ("waiting", None, None),
                Some(Ok(read)) => {
                    let told = Recognised::of(read.document(), read.items(), read.diagnostics(), self.lang);
                    ("read", Some(told), None)
                }
                Some(Err(error)) => ("failed", None, Some(Fault::of(error, self.lang))),
            };
            let name = given.file.name.clone();
            File { key: given.key, side: id(given.side), name, state, out: given.out, document, fault }
        };
        let left = |(side, name, why): &(Side, String, Reason)| Left {
            side: id(*side),
            name: name.clone(),
            why: if self.lang == Lang::Ja { why.ja } else { why.en }.to_owned(),
        };
        let label = |at: usize| match &self.manifests[at] {
            Some(Ok(manifest)) if !manifest.label.is_empty() => Some(manifest.label.clone()),
            _ => None,
        };
        let faults = [Side::Old, Side::New].into_iter().filter_map(|side| match &self.manifests[at(side)] {
            Some(Err(error)) => Some(Fault::of(&(**error).clone().on_side(side), self.lang)),
            _ => None,
        });
        let (decisions, paired) = self.counted();
        let state = State {
            files: self.files.iter().map(file).collect(),
            left: self.left.iter().map(left).collect(),
            labels: [label(0), label(1)],
            faults: faults.collect(),
            decisions,
            paired,
        };
        text(&state)
    }

    /// How many decisions and pairings of documents the file of decisions holds.
    fn counted(&self) -> (usize, usize) {
        let text = String::from_utf8_lossy(&self.decisions);
        toml::from_str::<kaitei_model::DecisionsFile>(text.trim_start_matches('\u{feff}'))
            .map_or((0, 0), |file| (file.decisions.len(), file.documents.len()))
    }

    /// Takes a file of decisions; what is wrong with it, as JSON.
    pub fn decisions(&mut self, name: &str, bytes: Vec<u8>) -> String {
        let file = SourceFile { name: name.to_owned(), bytes };
        // What can be added to, can be read.
        if !file.bytes.is_empty()
            && let Err(errors) = decisions::record(&file, &[])
        {
            return self.faults(&errors);
        }
        self.decisions = file.bytes;
        self.changes = None;
        "[]".to_owned()
    }

    /// The file of decisions as it stands.
    #[must_use]
    pub fn decisions_file(&self) -> Vec<u8> {
        self.decisions.clone()
    }

    pub(crate) fn decisions_source(&self) -> SourceFile {
        SourceFile { name: DECISIONS.to_owned(), bytes: self.decisions.clone() }
    }

    /// Takes the verdicts and the tasks of an edited workbook of ours; as JSON the number of new decisions, what became of the tasks,
    /// and what cannot be used.
    pub fn workbook(&mut self, name: &str, bytes: Vec<u8>, by: &str, when: &str) -> String {
        let Some(changes) = &self.changes else { return json!({ "count": 0, "faults": [] }).to_string() };
        let file = SourceFile { name: name.to_owned(), bytes };
        let planned = tasks::read(&file).unwrap_or_default();
        let taken = decisions::from_sheet(changes, &file, by, when).and_then(|(entries, notes)| {
            decisions::record(&self.decisions_source(), &entries).map(|(bytes, count)| (bytes, count, notes))
        });
        let (count, notes) = match taken {
            Ok((bytes, count, notes)) => {
                if count > 0 {
                    self.decisions = bytes;
                }
                (count, notes)
            }
            Err(errors) => (0, errors),
        };
        // A workbook without tasks does not undo those of another one.
        if !planned.is_empty() {
            self.tasks = planned;
        }
        let faults: Vec<Fault> = notes.iter().map(|note| Fault::of(note, self.lang)).collect();
        json!({ "count": count, "tasks": self.carried(), "faults": faults }).to_string()
    }

    /// Takes the tasks of a workbook that was given before.
    pub fn tasks(&mut self, name: &str, bytes: Vec<u8>) {
        self.tasks = tasks::read(&SourceFile { name: name.to_owned(), bytes }).unwrap_or_default();
    }

    /// What becomes of the tasks in the next workbook; nothing where there are none.
    fn carried(&self) -> Option<Value> {
        let changes = self.changes.as_ref().filter(|_| !self.tasks.is_empty())?;
        let options = self.report_options();
        let over = Reports::new(changes, &options).carried_over();
        Some(json!({ "taken": over.taken, "changed": over.changed, "left": over.left }))
    }

    /// How the reports are to look.
    pub(crate) fn report_options(&self) -> ReportOptions {
        ReportOptions { lang: self.lang, carried: self.tasks.clone(), ..ReportOptions::default() }
    }

    /// How files are read and compared.
    pub(crate) fn options(&self) -> Options {
        Options {
            passwords: self.passwords.clone(),
            keep_going: self.files.iter().any(|file| file.out && file.failed()),
            decisions: (!self.decisions.is_empty()).then(|| self.decisions_source()),
            ..Options::default()
        }
    }

    /// An edition as it was read.
    pub(crate) fn edition(&self, side: Side) -> ReadEdition {
        let files = self.files.iter().filter(|file| file.side == side).filter_map(|file| {
            let read = file.read.clone()?;
            Some((file.file.name.clone(), read))
        });
        let mut left: Vec<_> = self.left.iter().filter(|left| left.0 == side).collect();
        left.sort_by(|a, b| a.1.cmp(&b.1));
        let ignored = left.into_iter().map(|(_, name, why)| {
            let args = [("reason", why.ja), ("reason-en", why.en), ("file", name.as_str())];
            Diagnostic::new(Code::FileIgnored, args)
        });
        let manifest = match &self.manifests[at(side)] {
            Some(Ok(manifest)) => Some(manifest.clone()),
            _ => None,
        };
        ReadEdition { manifest, files: files.collect(), diagnostics: ignored.collect() }
    }

    /// Compares; what came out, or what stood in the way, as JSON.
    pub fn compare(&mut self, progress: &dyn Progress) -> String {
        let unread = self.files.iter().any(|file| file.read.is_none());
        let undecided: Vec<&Given> = self.files.iter().filter(|file| file.failed() && !file.out).collect();
        let faults: Vec<Diagnostic> = undecided
            .into_iter()
            .filter_map(|file| match &file.read {
                Some(Err(error)) => Some((**error).clone().in_document(&file.file.name).on_side(file.side)),
                _ => None,
            })
            .chain(
                self.manifests.iter().flatten().filter_map(|read| read.as_ref().err().map(|e| (**e).clone())),
            )
            .collect();
        if unread || !faults.is_empty() {
            return json!({ "done": false, "faults": self.told(&faults) }).to_string();
        }
        let made = compare(self.edition(Side::Old), self.edition(Side::New), &self.options(), progress);
        match made {
            Ok(changes) => {
                let warnings: Vec<Diagnostic> = changes
                    .diagnostics
                    .iter()
                    .filter(|d| d.code.starts_with("decision-") || d.code.starts_with("pairing-"))
                    .cloned()
                    .collect();
                let summary = Reports::new(&changes, &self.report_options()).summary();
                let (count, faults) = (changes.changes.len(), self.told(&warnings));
                self.changes = Some(changes);
                let carried = self.carried();
                json!({ "done": true, "summary": summary, "changes": count, "tasks": carried, "faults": faults }).to_string()
            }
            Err(errors) => json!({ "done": false, "faults": self.told(&errors) }).to_string(),
        }
    }

    fn told(&self, diagnostics: &[Diagnostic]) -> Vec<Value> {
        let told = diagnostics.iter().map(|d| Fault::of(d, self.lang));
        told.filter_map(|fault| serde_json::to_value(fault).ok()).collect()
    }

    pub(crate) fn faults(&self, diagnostics: &[Diagnostic]) -> String {
        Value::from(self.told(diagnostics)).to_string()
    }
}

impl Given {
    fn failed(&self) -> bool {
        matches!(self.read, Some(Err(_)))
    }

    fn needs_password(&self) -> bool {
        matches!(&self.read, Some(Err(error)) if error.code == Code::PasswordNeeded.id())
    }
}

/// FNV-1a: tells equal contents of equal length, no more.
fn sum(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn at(side: Side) -> usize {
    usize::from(side == Side::New)
}

pub(crate) fn text(value: &impl serde::Serialize) -> String {
    // Plain structs with string keys: cannot fail.
    serde_json::to_string(value).unwrap_or_default()
}

const TWICE: Reason = Reason { ja: "同じファイルが2回入っています", en: "given twice" };
const SECOND: Reason = Reason {
    ja: "edition.toml は1つの版に1つだけ使えます",
    en: "an edition has one edition.toml",
};
const NO_DECISIONS: Reason = Reason {
    ja: "確認結果のファイルですが、読めません",
    en: "a file of decisions that cannot be read",
};
const MORE_DECISIONS: Reason =
    Reason { ja: "確認結果はすでに読み込まれています", en: "decisions were loaded already" };
