//! What is mutated: the documents of the specimens, and of the corpus where it is at hand.

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use kaitei_model::{Document, Item};
use kaitei_pipeline::{Options, SourceFile, rules::Rules};

/// A document's items.
pub(crate) struct Source {
    pub(crate) document: Document,
    pub(crate) items: Vec<Item>,
}

/// Documents that belong to one edition: any of a set may be taken together.
pub(crate) struct Set {
    pub(crate) name: &'static str,
    pub(crate) sources: Vec<Source>,
}

const SPECIMENS: [(&str, &[&str]); 3] = [
    (
        "guideline-6",
        &["guideline-6.0-management.pdf", "guideline-6.0-planning.pdf", "guideline-6.0-system.pdf"],
    ),
    ("checklists-7", &["checklist-2025-clinic.xlsx", "checklist-2025-vendor.xlsx"]),
    ("guideline-7", &["guideline-7.0-outsourcing.pdf", "guideline-7.0-system.pdf"]),
];

const CORPUS: [(&str, &[&str]); 4] = [
    ("work-rules", &["guideline/work-rules-h30.pdf"]),
    ("dispensing", &["guideline/dispensing-notice-r2.pdf"]),
    ("answers", &["guideline/qa-r8-1.pdf"]),
    (
        "sharing",
        &["crosswalk/data-sharing-guidelines-v6.pdf", "crosswalk/security-guidelines-for-users-v5.pdf"],
    ),
];

/// The specimens' documents, and those of the corpus with `corpus`; read once.
pub(crate) fn sets(corpus: bool) -> &'static [Set] {
    static SETS: OnceLock<Vec<Set>> = OnceLock::new();
    static ALL: OnceLock<Vec<Set>> = OnceLock::new();
    let editions = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/editions");
    let read = |sets: &[(&'static str, &[&str])], place: &dyn Fn(&str) -> PathBuf| -> Vec<Set> {
        sets.iter()
            .map(|(name, files)| Set {
                name,
                sources: files.iter().map(|file| source(&place(file))).collect(),
            })
            .collect()
    };
    let specimen = |file: &str| {
        let old = editions.join("r7").join(file);
        if old.exists() { old } else { editions.join("r8").join(file) }
    };
    let Some(folder) = std::env::var_os("KAITEI_CORPUS").filter(|_| corpus).map(PathBuf::from) else {
        return SETS.get_or_init(|| read(&SPECIMENS, &specimen));
    };
    ALL.get_or_init(|| {
        let mut all = read(&SPECIMENS, &specimen);
        all.extend(read(&CORPUS, &|file| folder.join(file)));
        all
    })
}

fn source(path: &Path) -> Source {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let file = SourceFile { name: path.file_name().unwrap().to_string_lossy().into_owned(), bytes };
    let options = Options { rules: Rules::builtin(), ..Options::default() };
    let read = kaitei_pipeline::extract(&file, &options).unwrap();
    let mut document = read.document;
    if document.short.is_empty() {
        document.short.clone_from(&document.title);
    }
    Source { document, items: read.items }
}
