//! The pipeline's entry points.

use std::collections::BTreeMap;

use kaitei_model::{
    CHANGES_SCHEMA, ChangeSet, ClassInfo, Code, Diagnostic, Document, Edition, Format, ITEMS_SCHEMA, Item,
    ItemsFile, Labels, Severity, Side, Tool,
};
use kaitei_read::{pdf, workbook};
use sha2::{Digest, Sha256};

use crate::{
    EditionInput, Limits, Progress, SourceFile, Stage, align, classify,
    decisions::Decisions,
    edition::{Loose, assemble},
    rules::Rules,
    structure, twins,
};

/// What shapes the reading and the comparison.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The rules in force.
    pub rules: Rules,
    /// Passwords to try on protected PDFs.
    pub passwords: Vec<String>,
    /// Read hidden sheets, rows and columns too.
    pub hidden: bool,
    /// How much of a file is read.
    pub limits: Limits,
    /// Leave out files that cannot be read, with a diagnostic, instead of failing.
    pub keep_going: bool,
    /// What people settled: the content of a `kaitei.decisions.toml`, and the name under which it is spoken of.
    pub decisions: Option<SourceFile>,
}

/// One document's items.
#[derive(Clone, Debug, Default)]
pub struct DocumentItems {
    /// The document.
    pub document: Document,
    /// Its items, in document order.
    pub items: Vec<Item>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

/// What the bytes of a file are, told by their beginning, not by the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bytes {
    Pdf,
    Workbook,
    Items,
}

/// How far into a file `%PDF-` may stand (as other readers allow it).
const HEADER_WITHIN: usize = 1024;

fn sniff(file: &SourceFile) -> Result<Bytes, Box<Diagnostic>> {
    let bytes = &file.bytes;
    let head = &bytes[..bytes.len().min(HEADER_WITHIN)];
    if head.windows(5).any(|w| w == b"%PDF-") {
        Ok(Bytes::Pdf)
    } else if bytes.starts_with(b"PK\x03\x04")
        || bytes.starts_with(b"PK\x05\x06")
        || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
    {
        Ok(Bytes::Workbook)
    } else if head.iter().find(|b| !b.is_ascii_whitespace() && !b"\xEF\xBB\xBF".contains(b)) == Some(&b'{') {
        Ok(Bytes::Items)
    } else {
        let (ja, en) = describe(head);
        Err(Box::new(
            Diagnostic::new(Code::NotReadable, [("found", ja), ("found-en", en)]).in_document(&file.name),
        ))
    }
}

/// The beginning of a file in words, Japanese and English.
fn describe(head: &[u8]) -> (String, String) {
    let known: [(&[u8], &str, &str); 7] = [
        (b"", "空のファイル", "nothing at all"),
        (b"\x89PNG", "PNG画像", "a PNG picture"),
        (b"\xFF\xD8\xFF", "JPEG画像", "a JPEG picture"),
        (b"GIF8", "GIF画像", "a GIF picture"),
        (b"{\\rtf", "RTF文書", "an RTF document"),
        (b"<!DOCTYPE html", "HTML", "HTML"),
        (b"<html", "HTML", "HTML"),
    ];
    let found = known
        .iter()
        .find(|(magic, ..)| if magic.is_empty() { head.is_empty() } else { head.starts_with(magic) });
    if let Some((_, ja, en)) = found {
        return ((*ja).to_owned(), (*en).to_owned());
    }
    let hex = head.iter().take(8).map(|b| format!("{b:02x}")).collect::<Vec<_>>().join(" ");
    (hex.clone(), hex)
}

fn in_file(file: &SourceFile) -> impl Fn(Box<Diagnostic>) -> Box<Diagnostic> + '_ {
    |diagnostic| Box::new((*diagnostic).in_document(&file.name))
}

fn read_loose(file: &SourceFile, options: &Options) -> Result<Loose, Box<Diagnostic>> {
    let mut loose = match sniff(file)? {
        Bytes::Pdf => {
            let mut pdf = pdf::read(&file.bytes, &pdf_options(options)).map_err(in_file(file))?;
            let mut diagnostics = std::mem::take(&mut pdf.diagnostics);
            let reading = structure::document::items(&pdf, &options.rules.grammar, &options.rules.sheet);
            diagnostics.extend(reading.diagnostics);
            Loose {
                document: reading.document,
                items: reading.items,
                parents: reading.parents,
                diagnostics,
                ..Loose::default()
            }
        }
        Bytes::Workbook => {
            let mut book = workbook::read(&file.bytes, &options.limits.workbook()).map_err(in_file(file))?;
            let mut diagnostics = std::mem::take(&mut book.diagnostics);
            let reading = structure::sheet::items(&book, options.hidden, &options.rules.sheet);
            diagnostics.extend(reading.diagnostics);
            let parents = reading.parents;
            let document = Document {
                title: reading.title,
                short: reading.short,
                edition: reading.edition,
                kind: reading.kind,
                format: Format::Xlsx,
                audience: reading.audience,
                pages: reading.sheets,
                specimen: reading.specimen,
                coverage: reading.coverage,
                ..Document::default()
            };
            Loose { document, items: reading.items, parents, diagnostics, ..Loose::default() }
        }
        Bytes::Items => from_items(file)?,
    };
    file.name.clone_into(&mut loose.document.file);
    loose.document.sha256 = Sha256::digest(&file.bytes).iter().map(|b| format!("{b:02x}")).collect();
    for diagnostic in &mut loose.diagnostics {
        diagnostic.document.get_or_insert_with(|| file.name.clone());
    }
    Ok(loose)
}

/// An `items` file of ours.
fn from_items(file: &SourceFile) -> Result<Loose, Box<Diagnostic>> {
    let malformed = |detail: String| {
        Box::new(Diagnostic::new(Code::FileMalformed, [("path", file.name.clone()), ("detail", detail)]))
    };
    let text = std::str::from_utf8(&file.bytes)
        .map_err(|e| malformed(e.to_string()))?
        .trim_start_matches('\u{feff}');
    #[derive(serde::Deserialize)]
    struct Head {
        #[serde(default)]
        schema: String,
    }
    let head: Head = serde_json::from_str(text).map_err(|e| malformed(e.to_string()))?;
    if head.schema != ITEMS_SCHEMA {
        return Err(Box::new(Diagnostic::new(
            Code::SchemaUnknown,
            [("path", file.name.clone()), ("schema", head.schema)],
        )));
    }
    let items: ItemsFile = serde_json::from_str(text).map_err(|e| malformed(e.to_string()))?;
    let at: BTreeMap<_, _> = items.items.iter().enumerate().map(|(i, item)| (item.id.clone(), i)).collect();
    let parents = items.items.iter().map(|i| i.parent.as_ref().and_then(|p| at.get(p)).copied()).collect();
    let document = Document { twin_of: None, ..items.document };
    Ok(Loose { document, items: items.items, parents, diagnostics: items.diagnostics, ..Loose::default() })
}

/// Reads one file and finds its items.
///
/// # Errors
/// A diagnostic of severity error where the file cannot be read.
pub fn extract(file: &SourceFile, options: &Options) -> Result<DocumentItems, Box<Diagnostic>> {
    let (edition, mut diagnostics) = assemble(vec![read_loose(file, options)?], None);
    let (edition, dangling) = structure::refs::refer(edition, &options.rules.references);
    diagnostics.extend(dangling);
    Ok(DocumentItems {
        document: edition.documents.into_iter().next().unwrap_or_default(),
        items: edition.items,
        diagnostics,
    })
}

/// The whole text of a file in reading order, a form feed between pages; of a workbook, the visible cells row by row.
/// With `body`, running headers, page numbers and watermarks are left out.
///
/// # Errors
/// A diagnostic of severity error where the file cannot be read.
pub fn text(
    file: &SourceFile,
    body: bool,
    options: &Options,
) -> Result<(String, Vec<Diagnostic>), Box<Diagnostic>> {
    let place =
        |diagnostics: Vec<Diagnostic>| diagnostics.into_iter().map(|d| d.in_document(&file.name)).collect();
    match sniff(file)? {
        Bytes::Pdf => {
            let pdf = pdf::read(&file.bytes, &pdf_options(options)).map_err(in_file(file))?;
            Ok((pdf::text(&pdf, body), place(pdf.diagnostics)))
        }
        Bytes::Workbook => {
            let book = workbook::read(&file.bytes, &options.limits.workbook()).map_err(in_file(file))?;
            Ok((workbook::text(&book), place(book.diagnostics)))
        }
        Bytes::Items => {
            let loose = from_items(file)?;
            Ok((loose.items.iter().map(|i| format!("{}\n", i.text)).collect(), place(loose.diagnostics)))
        }
    }
}

/// Page `number` (from 1) of a PDF as the reader sees it, drawn as SVG, and what was noted while reading: for people who look for an
/// error in reading.
///
/// # Errors
/// A diagnostic of severity error where the file cannot be read, is no PDF, or has no such page.
pub fn inspect(
    file: &SourceFile,
    number: u32,
    options: &Options,
) -> Result<(String, Vec<Diagnostic>), Box<Diagnostic>> {
    if sniff(file)? != Bytes::Pdf {
        return Err(in_file(file)(Box::new(Diagnostic::plain(Code::PdfExpected))));
    }
    let (svg, diagnostics) =
        pdf::inspect(&file.bytes, &pdf_options(options), number).map_err(in_file(file))?;
    Ok((svg, diagnostics.into_iter().map(|d| d.in_document(&file.name)).collect()))
}

fn pdf_options(options: &Options) -> pdf::ReadOptions {
    pdf::ReadOptions { passwords: options.passwords.clone(), limits: options.limits.pdf() }
}

/// Reads the files of an edition, in parallel where threads are allowed.
fn read_edition(
    input: &EditionInput,
    side: Side,
    options: &Options,
    progress: &dyn Progress,
) -> Result<(Edition, Vec<Diagnostic>), Vec<Diagnostic>> {
    // Both editions may hold a file of the same name.
    let on_side = |all: Vec<Diagnostic>| all.into_iter().map(|d| d.on_side(side)).collect::<Vec<_>>();
    let read = |file: &SourceFile| {
        let loose = read_loose(file, options);
        progress.step(Stage::Read, &file.name);
        loose
    };
    #[cfg(feature = "threads")]
    let results: Vec<_> = {
        use rayon::prelude::*;
        input.files.par_iter().map(read).collect()
    };
    #[cfg(not(feature = "threads"))]
    let results: Vec<_> = input.files.iter().map(read).collect();
    let (mut documents, mut errors, mut skipped) = (Vec::new(), Vec::new(), Vec::new());
    for (file, result) in input.files.iter().zip(results) {
        match result {
            Ok(loose) => documents.push(loose),
            Err(error) if options.keep_going => {
                let english = error.message_en();
                let args = [("file", file.name.clone()), ("reason", error.message), ("reason-en", english)];
                skipped.push(Diagnostic::new(Code::FileSkipped, args).in_document(&file.name));
            }
            Err(error) => errors.push(*error),
        }
    }
    if !errors.is_empty() {
        return Err(on_side(errors));
    }
    let (edition, found) = assemble(twins::settle(documents), input.manifest.as_ref());
    let (edition, dangling) = structure::refs::refer(edition, &options.rules.references);
    let mut diagnostics = input.diagnostics.clone();
    diagnostics.extend(skipped);
    diagnostics.extend(found);
    diagnostics.extend(dangling);
    Ok((edition, on_side(diagnostics)))
}

/// Compares two editions.
///
/// # Errors
/// Every file that cannot be read (unless [`Options::keep_going`]), and whatever else prevents a comparison.
pub fn diff(
    old: &EditionInput,
    new: &EditionInput,
    options: &Options,
    progress: &dyn Progress,
) -> Result<ChangeSet, Vec<Diagnostic>> {
    let decisions = options.decisions.as_ref().map(Decisions::read).transpose()?.unwrap_or_default();
    progress.begin(Stage::Read, (old.files.len() + new.files.len()) as u64);
    let (olds, news) =
        (read_edition(old, Side::Old, options, progress), read_edition(new, Side::New, options, progress));
    progress.end(Stage::Read);
    let ((old, mut diagnostics), (new, from_new)) = match (olds, news) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => return Err(old.err().into_iter().chain(new.err()).flatten().collect()),
    };
    diagnostics.extend(from_new);
    if let Some(empty) = [(&old, "--old"), (&new, "--new")].iter().find(|(e, _)| e.documents.is_empty()) {
        diagnostics.retain(|d| d.severity == Severity::Warning);
        diagnostics.insert(0, Diagnostic::new(Code::FolderEmpty, [("path", empty.1)]));
        return Err(diagnostics);
    }
    progress.begin(Stage::Align, 1);
    let applied = decisions.apply(&old, &new);
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
        diagnostics,
    })
}

/// The options that shape the result, by name; decisions by the first hex digits of their file's SHA-256.
fn shaping(options: &Options) -> BTreeMap<String, String> {
    let mut shaping = BTreeMap::from([
        ("hidden".to_owned(), options.hidden.to_string()),
        ("keep-going".to_owned(), options.keep_going.to_string()),
    ]);
    if let Some(file) = &options.decisions {
        let hash = Sha256::digest(&file.bytes);
        shaping.insert("decisions".to_owned(), hash.iter().take(6).map(|b| format!("{b:02x}")).collect());
    }
    shaping
}

/// The program and the rules, as the contract files name them.
#[must_use]
pub fn tool(rules: &Rules) -> Tool {
    Tool {
        name: "kaitei".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        rules: rules.hash().to_owned(),
    }
}

fn classes(rules: &Rules) -> BTreeMap<String, ClassInfo> {
    rules.classes.iter().map(|(id, class)| (id.clone(), class.info())).collect()
}

fn audiences(rules: &Rules) -> BTreeMap<String, Labels> {
    rules.themes.audiences.iter().map(|a| (a.id.clone(), a.labels())).collect()
}
