//! A small comparison that is whole, beside which one file of the contract is changed.

use std::sync::OnceLock;

use kaitei_model::{ChangeSet, ITEMS_SCHEMA, ItemsFile};
use kaitei_pipeline::rules::Rules;
use kaitei_pipeline::{EditionInput, Manifest, Options, Silent, SourceFile};
use kaitei_reports::check::{CheckFormat, Expectations, evaluate, write};
use kaitei_reports::{Format, Lang, Letter, ReportOptions};

/// A file under a name.
pub fn file(name: &str, bytes: &[u8]) -> SourceFile {
    SourceFile { name: name.to_owned(), bytes: bytes.to_vec() }
}

fn edition(file: SourceFile) -> EditionInput {
    EditionInput { files: vec![file], ..EditionInput::default() }
}

/// The vendor's checklist of both specimen editions as `items`, which are read faster than workbooks.
fn items() -> &'static [SourceFile; 2] {
    static ITEMS: OnceLock<[SourceFile; 2]> = OnceLock::new();
    ITEMS.get_or_init(|| {
        let books: [&[u8]; 2] = [
            include_bytes!("../fixtures/editions/r7/checklist-2025-vendor.xlsx"),
            include_bytes!("../fixtures/editions/r8/checklist-2026-vendor.xlsx"),
        ];
        books.map(|book| {
            let read = kaitei_pipeline::extract(&file("a.xlsx", book), options()).unwrap_or_default();
            let items = ItemsFile {
                schema: ITEMS_SCHEMA.to_owned(),
                tool: kaitei_pipeline::tool(&options().rules),
                document: read.document,
                items: read.items,
                diagnostics: Vec::new(),
            };
            file("a.json", &serde_json::to_vec(&items).unwrap_or_default())
        })
    })
}

fn options() -> &'static Options {
    static OPTIONS: OnceLock<Options> = OnceLock::new();
    OPTIONS.get_or_init(Options::default)
}

fn whole() -> Option<&'static ChangeSet> {
    static WHOLE: OnceLock<Option<ChangeSet>> = OnceLock::new();
    WHOLE.get_or_init(|| compare(&edition(items()[1].clone()), options())).as_ref()
}

fn compare(new: &EditionInput, options: &Options) -> Option<ChangeSet> {
    kaitei_pipeline::diff(&edition(items()[0].clone()), new, options, &Silent).ok()
}

/// Compares with a file of items.
pub fn with_items(data: &[u8]) {
    compare(&edition(file("b.json", data)), options());
}

/// Compares under a file of decisions.
pub fn with_decisions(data: &[u8]) {
    let decisions = Some(file("kaitei.decisions.toml", data));
    compare(&edition(items()[1].clone()), &Options { decisions, ..options().clone() });
}

/// Compares an edition with its manifest.
pub fn with_manifest(data: &[u8]) {
    let Some(manifest) = text(data).and_then(|text| toml::from_str::<Manifest>(text).ok()) else { return };
    compare(&EditionInput { manifest: Some(manifest), ..edition(items()[1].clone()) }, options());
}

/// Compares under rules of which one file is another: the first byte says which.
pub fn with_rules(data: &[u8]) {
    let Some((which, rest)) = data.split_first() else { return };
    let files = Rules::files();
    let (Some((name, _)), Some(text)) = (files.get(usize::from(*which) % files.len().max(1)), text(rest))
    else {
        return;
    };
    if let Ok(rules) = Rules::overlaid(&[((*name).to_owned(), text.to_owned())]) {
        compare(&edition(items()[1].clone()), &Options { rules, ..options().clone() });
    }
}

/// Draws every report of a comparison, and answers expectations about it.
pub fn report(data: &[u8]) {
    let Ok(changes) = serde_json::from_slice::<ChangeSet>(data) else { return };
    for format in Format::ALL {
        drop(kaitei_reports::render(&changes, format, &ReportOptions::default()));
    }
    answer(&changes, EXPECTATIONS);
}

const EXPECTATIONS: &str = "schema = \"kaitei.expect/1\"\n[[expect]]\nid = \"a\"\ntext = \"見本\"\nexists = { requirement = true, removes = \"定期\" }\n\
    [[expect]]\nid = \"b\"\ntext = \"見本\"\nreview = 0\n";

/// Answers a file of expectations.
pub fn expect(data: &[u8]) {
    if let (Some(changes), Some(text)) = (whole(), text(data)) {
        answer(changes, text);
    }
}

/// Writes the covering letter with these fields.
pub fn letter(data: &[u8]) {
    if let (Some(changes), Some(Ok(letter))) = (whole(), text(data).map(Letter::parse)) {
        drop(kaitei_reports::render(
            changes,
            Format::DocxNotice,
            &ReportOptions { letter, ..ReportOptions::default() },
        ));
    }
}

fn answer(changes: &ChangeSet, text: &str) {
    let Ok(expectations) = Expectations::parse("a.toml", text) else { return };
    let outcome = evaluate(changes, &[expectations], Lang::Ja);
    for format in [CheckFormat::Text, CheckFormat::Json, CheckFormat::Sarif] {
        drop(write(&outcome, format, Lang::Ja, true));
    }
    drop(kaitei_reports::check::update(changes, text, Lang::Ja));
}

fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok()
}
