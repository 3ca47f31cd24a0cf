//! kaitei.html's engine: the pipeline and the reports behind a handful of calls. The page's script holds the files and draws; whatever is
//! decided about documents is decided here, by the same code as in the command.

mod archive;
mod collect;
mod official;
mod pairing;
mod results;
mod session;
mod told;

pub use session::Session;

use kaitei_pipeline::{Progress, Stage};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The worker's own function: told of the stages of a comparison.
    #[wasm_bindgen(js_name = kaiteiStage)]
    fn stage_begins(stage: &str);
}

/// One comparison, from files to reports.
#[wasm_bindgen]
#[derive(Default)]
pub struct Engine(Session);

#[wasm_bindgen]
impl Engine {
    /// An engine without files, that speaks `ja` or `en`.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(lang: &str) -> Self {
        Self(Session::new(lang))
    }

    /// From here on the engine speaks `ja` or `en`.
    pub fn speak(&mut self, lang: &str) {
        self.0.speak(lang);
    }

    /// What there is: files, what they were recognised as, what was left out.
    #[must_use]
    pub fn state(&self) -> String {
        self.0.state()
    }

    /// Takes a file or an archive of one side (`old`, `new`). `path` begins with the folder's own name where `in_folder`.
    pub fn add(&mut self, side: &str, path: &str, in_folder: bool, bytes: Vec<u8>) {
        self.0.add(side, path, in_folder, bytes);
    }

    /// Forgets a file.
    pub fn remove(&mut self, key: u32) {
        self.0.remove(key);
    }

    /// Forgets every file of both sides.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The files that are still to be read, by their keys.
    #[must_use]
    pub fn unread(&self) -> Vec<u32> {
        self.0.unread()
    }

    /// Reads one file.
    pub fn read(&mut self, key: u32) {
        self.0.read(key);
    }

    /// A password to try; every file that asked for one is unread again.
    pub fn password(&mut self, password: &str) {
        self.0.password(password);
    }

    /// Leaves an unreadable file out of the comparison, or takes that back.
    pub fn leave_out(&mut self, key: u32, out: bool) {
        self.0.leave_out(key, out);
    }

    /// Which documents are taken for counterparts, as JSON.
    #[must_use]
    pub fn counterparts(&self) -> String {
        self.0.counterparts()
    }

    /// Says which new document an old one became, by the ids of [`Self::counterparts`]; an empty one: it is gone. As JSON what was wrong.
    pub fn pair(&mut self, old: &str, new: &str) -> String {
        self.0.pair(old, (!new.is_empty()).then_some(new))
    }

    /// Takes back what was said about documents.
    pub fn unpair(&mut self) -> String {
        self.0.unpair()
    }

    /// Takes a file of decisions in place of what there was; an empty one forgets all. Returns what was wrong with it, as JSON.
    pub fn decisions(&mut self, name: &str, bytes: Vec<u8>) -> String {
        self.0.decisions(name, bytes)
    }

    /// The file of decisions as it stands.
    #[must_use]
    pub fn decisions_file(&self) -> Vec<u8> {
        self.0.decisions_file()
    }

    /// Takes the verdicts of an edited workbook of ours into the decisions, and its tasks into the next workbook; as JSON what came of it.
    pub fn workbook(&mut self, name: &str, bytes: Vec<u8>, by: &str, when: &str) -> String {
        self.0.workbook(name, bytes, by, when)
    }

    /// Takes the tasks of a workbook that was given before.
    pub fn tasks(&mut self, name: &str, bytes: Vec<u8>) {
        self.0.tasks(name, bytes);
    }

    /// Compares; returns JSON: what came out, or what stood in the way.
    pub fn compare(&mut self) -> String {
        self.0.compare(&Told)
    }

    /// The report.
    #[must_use]
    pub fn report(&self) -> Vec<u8> {
        self.0.report()
    }

    /// All reports and the decisions, in one archive.
    #[must_use]
    pub fn results(&self) -> Vec<u8> {
        self.0.results()
    }
}

/// Tells the worker of each stage.
struct Told;

impl Progress for Told {
    fn begin(&self, stage: Stage, _total: u64) {
        stage_begins(name(stage));
    }
    fn step(&self, _stage: Stage, _what: &str) {}
    fn end(&self, _stage: Stage) {}
}

fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Read => "read",
        Stage::Structure => "structure",
        Stage::Align => "align",
        Stage::Classify => "classify",
    }
}
