//! Documents that were read -> ChangeSet. Apart from the reading, so that a caller may read file by file, keep what it read, and compare
//! again when somebody decided something.

use kaitei_model::{
    CHANGES_SCHEMA, ChangeSet, Code, Diagnostic, Document, DocumentPair, Edition, Severity, Side,
};

use crate::{
    Manifest, Options, Progress, Stage, align, classify,
    decisions::{Applied, Decisions},
    edition::{Loose, assemble},
    parallel,
    run::{audiences, classes, shaping, tool},
    structure, twins,
};

/// A file that was read.
#[derive(Clone, Debug)]
pub struct ReadFile(pub(crate) Loose);

impl ReadFile {
    /// What the file says of itself. It has no id yet.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.0.document
    }

    /// What was noted while reading.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.0.diagnostics
    }

    /// How many items were found.
    #[must_use]
    pub fn items(&self) -> usize {
        self.0.items.len()
    }
}

/// An edition whose files were read, one way or the other.
#[derive(Clone, Debug, Default)]
pub struct ReadEdition {
    /// `edition.toml`, where there was one.
    pub manifest: Option<Manifest>,
    /// The files in byte order of their names: read, or why not.
    pub files: Vec<(String, Result<ReadFile, Box<Diagnostic>>)>,
    /// What was noted while collecting them.
    pub diagnostics: Vec<Diagnostic>,
}

/// The documents of two editions, and which are counterparts.
#[derive(Clone, Debug, Default)]
pub struct Counterparts {
    /// 改定前.
    pub old: Vec<Document>,
    /// 改定後.
    pub new: Vec<Document>,
    /// Every document stands in exactly one of them.
    pub pairs: Vec<DocumentPair>,
}

/// Both editions put together, with what was noted on the way.
struct Together {
    old: Edition,
    new: Edition,
    applied: Applied,
    diagnostics: Vec<Diagnostic>,
}

/// The decisions that are to be followed.
///
/// # Errors
/// What is wrong with their file.
pub(crate) fn decisions(options: &Options) -> Result<Decisions, Vec<Diagnostic>> {
    Ok(options.decisions.as_ref().map(Decisions::read).transpose()?.unwrap_or_default())
}

/// Tells which documents are counterparts, without comparing them.
///
/// # Errors
/// As [`compare`].
pub fn counterparts(
    old: ReadEdition,
    new: ReadEdition,
    options: &Options,
) -> Result<Counterparts, Vec<Diagnostic>> {
    let Together { old, new, applied, .. } = together(old, new, options)?;
    let pairs = align::pairs(&old, &new, &applied.settled);
    Ok(Counterparts { old: old.documents, new: new.documents, pairs })
}

/// Compares two editions whose files were read.
///
/// # Errors
/// Every file that could not be read (unless [`Options::keep_going`]), and whatever else prevents a comparison.
pub fn compare(
    old: ReadEdition,
    new: ReadEdition,
    options: &Options,
    progress: &dyn Progress,
) -> Result<ChangeSet, Vec<Diagnostic>> {
    let Together { old, new, applied, mut diagnostics } = together(old, new, options)?;
    progress.begin(Stage::Align, 1);
    let alignment = align::align(&old, &new, &applied.settled);
    progress.step(Stage::Align, "");
    progress.end(Stage::Align);
    diagnostics.extend(crate::notes::notes(&old, &new, &alignment.pairs));
    if alignment.cut > 0 {
        diagnostics.push(Diagnostic::new(Code::Budget, [("items", alignment.cut.to_string())]));
    }
    progress.begin(Stage::Classify, alignment.links.len() as u64);
    let changes = classify::classify(&old, &new, &alignment, &applied.settled, &options.rules, &|what| {
        progress.step(Stage::Classify, what);
    });
    let (changes, from_decisions) = applied.show(changes, &old, &new);
    diagnostics.extend(from_decisions);
    progress.end(Stage::Classify);
    let conditions = classify::conditions(&new, &options.rules);
    Ok(ChangeSet {
        schema: CHANGES_SCHEMA.to_owned(),
        tool: tool(&options.rules),
        options: shaping(options),
        old,
        new,
        pairs: alignment.pairs,
        changes,
        related: alignment.related,
        classes: classes(&options.rules),
        themes: options.rules.themes.themes.iter().map(|t| (t.id.clone(), t.labels())).collect(),
        audiences: audiences(&options.rules),
        conditions,
        diagnostics,
    })
}

/// What an edition is called where none of its files is left.
const OLD: [(&str, &str); 2] = [("path", "改定前"), ("path-en", "the old edition")];
const NEW: [(&str, &str); 2] = [("path", "改定後"), ("path-en", "the new edition")];

/// Puts both editions together, and finds in them what people decided.
fn together(old: ReadEdition, new: ReadEdition, options: &Options) -> Result<Together, Vec<Diagnostic>> {
    let decisions = decisions(options)?;
    let ((old, mut diagnostics), (new, from_new)) =
        match parallel::both(|| edition(old, Side::Old, options), || edition(new, Side::New, options)) {
            (Ok(old), Ok(new)) => (old, new),
            (old, new) => return Err(old.err().into_iter().chain(new.err()).flatten().collect()),
        };
    diagnostics.extend(from_new);
    if let Some(empty) = [(&old, OLD), (&new, NEW)].iter().find(|(e, _)| e.documents.is_empty()) {
        diagnostics.retain(|d| d.severity == Severity::Warning);
        diagnostics.insert(0, Diagnostic::new(Code::FolderEmpty, empty.1));
        return Err(diagnostics);
    }
    let applied = decisions.apply(&old, &new);
    Ok(Together { old, new, applied, diagnostics })
}

/// An edition from its files.
fn edition(
    read: ReadEdition,
    side: Side,
    options: &Options,
) -> Result<(Edition, Vec<Diagnostic>), Vec<Diagnostic>> {
    // Both editions may hold a file of the same name.
    let on_side = |all: Vec<Diagnostic>| all.into_iter().map(|d| d.on_side(side)).collect::<Vec<_>>();
    let (mut documents, mut errors, mut skipped) = (Vec::new(), Vec::new(), Vec::new());
    for (name, outcome) in read.files {
        match outcome {
            Ok(ReadFile(loose)) => documents.push(loose),
            Err(error) if options.keep_going => {
                let english = error.message_en();
                let args = [("file", name.clone()), ("reason", error.message), ("reason-en", english)];
                skipped.push(Diagnostic::new(Code::FileSkipped, args).in_document(&name));
            }
            Err(error) => errors.push(*error),
        }
    }
    if !errors.is_empty() {
        return Err(on_side(errors));
    }
    let (edition, found) = assemble(twins::settle(documents), read.manifest.as_ref());
    let (edition, dangling) = structure::refs::refer(edition, &options.rules.references);
    let mut diagnostics = read.diagnostics;
    diagnostics.extend(skipped);
    diagnostics.extend(found);
    diagnostics.extend(dangling);
    Ok((edition, on_side(diagnostics)))
}
