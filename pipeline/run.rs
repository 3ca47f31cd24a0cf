//! The pipeline's entry points.

use std::collections::BTreeMap;

use kaitei_model::{
    ChangeSet, ClassInfo, Code, Diagnostic, Document, Format, ITEMS_SCHEMA, Item, ItemsFile, Labels, Tool,
};
use kaitei_read::{pdf, workbook};
use sha2::{Digest, Sha256};

use crate::{
    EditionInput, Limits, Progress, SourceFile, Stage,
    compare::{ReadEdition, ReadFile, compare, decisions},
    edition::{Loose, assemble},
    parallel,
    rules::Rules,
    structure,
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

/// Reads one file, so that it can be compared.
///
/// # Errors
/// A diagnostic of severity error where the file cannot be read.
pub fn read(file: &SourceFile, options: &Options) -> Result<ReadFile, Box<Diagnostic>> {
    read_loose(file, options).map(ReadFile)
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
fn read_edition(input: &EditionInput, options: &Options, progress: &dyn Progress) -> ReadEdition {
    let one = |file: &SourceFile| {
        let outcome = read(file, options);
        progress.step(Stage::Read, &file.name);
        (file.name.clone(), outcome)
    };
    #[cfg(feature = "threads")]
    let files: Vec<_> = {
        use rayon::prelude::*;
        input.files.par_iter().map(one).collect()
    };
    #[cfg(not(feature = "threads"))]
    let files: Vec<_> = input.files.iter().map(one).collect();
    ReadEdition { manifest: input.manifest.clone(), files, diagnostics: input.diagnostics.clone() }
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
    // What is wrong with the decisions is known before the long work begins.
    decisions(options)?;
    progress.begin(Stage::Read, (old.files.len() + new.files.len()) as u64);
    let (old, new) =
        parallel::both(|| read_edition(old, options, progress), || read_edition(new, options, progress));
    progress.end(Stage::Read);
    compare(old, new, options, progress)
}

/// The options that shape the result, by name; decisions by the first hex digits of their file's SHA-256.
pub(crate) fn shaping(options: &Options) -> BTreeMap<String, String> {
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

pub(crate) fn classes(rules: &Rules) -> BTreeMap<String, ClassInfo> {
    rules.classes.iter().map(|(id, class)| (id.clone(), class.info())).collect()
}

pub(crate) fn audiences(rules: &Rules) -> BTreeMap<String, Labels> {
    rules.themes.audiences.iter().map(|a| (a.id.clone(), a.labels())).collect()
}
