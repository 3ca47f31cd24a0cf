//! Bytes to objects: lopdf with its repairs, passwords, and the errors that end the reading.

use std::collections::BTreeSet;

use kaitei_model::{Code, Diagnostic};
use lopdf::{DecompressError, Document, Error, LoadOptions, Object, ObjectId, ParseError};

use super::limits::ReadOptions;
use super::needless;
use super::objects::{array, as_dict, dict, get, number, resolve, text_string};

/// Opens a file, repairing what can be repaired; what was repaired is told in the diagnostics.
pub(crate) fn open(
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<(Document, Vec<Diagnostic>), Box<Diagnostic>> {
    if bytes.len() as u64 > options.limits.file {
        return Err(limit(FILE, &size(options.limits.file)));
    }
    let start = find_header(bytes);
    let mut diagnostics = Vec::new();
    if start > 0 {
        diagnostics.push(repaired("先頭に余分なデータ", "bytes before its beginning"));
    }
    let bytes = bytes.get(start..).unwrap_or(bytes);
    let mut result = load(bytes, None, options);
    for password in &options.passwords {
        if !needs_password(&result) {
            break;
        }
        result = load(bytes, Some(password), options);
    }
    if needs_password(&result) {
        return Err(Box::new(Diagnostic::plain(Code::PasswordNeeded)));
    }
    let document = result.map_err(|e| error(&e))?;
    if document.objects.len() > options.limits.objects {
        return Err(limit(OBJECTS, &options.limits.objects.to_string()));
    }
    if document.xref_recovery.is_some() {
        diagnostics.push(repaired("相互参照表", "its cross-reference table"));
    }
    Ok((document, diagnostics))
}

fn load(bytes: &[u8], password: Option<&str>, options: &ReadOptions) -> Result<Document, Error> {
    let load = LoadOptions {
        password: password.map(str::to_owned),
        max_decompressed_size: Some(options.limits.object_stream),
        filter: Some(needless::left_out),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(bytes, load.clone())?;
    // Where something is left out, lopdf does not look for a page tree that it misses.
    if document.encryption_state.is_none() && !needs_password_of(&document) && pages(&document, 0).is_empty()
    {
        return Document::load_mem_with_options(bytes, LoadOptions { filter: None, ..load });
    }
    Ok(document)
}

/// Encrypted, and neither the empty password nor the one given opens it.
fn needs_password(result: &Result<Document, Error>) -> bool {
    match result {
        Ok(document) => needs_password_of(document),
        Err(Error::InvalidPassword) => true,
        Err(_) => false,
    }
}

fn needs_password_of(document: &Document) -> bool {
    document.is_encrypted() && document.encryption_state.is_none()
}

/// Bytes before `%PDF-` shift every offset; readers look for it in the first KiB.
fn find_header(bytes: &[u8]) -> usize {
    let head = bytes.get(..1024.min(bytes.len())).unwrap_or_default();
    head.windows(5).position(|w| w == b"%PDF-").unwrap_or(0)
}

fn error(error: &Error) -> Box<Diagnostic> {
    if let Error::Decompress(DecompressError::MemoryLimitExceeded { limit: bytes }) = error {
        return limit(OBJECT_STREAM, &size(*bytes as u64));
    }
    let (ja, en) = match error {
        Error::Xref(_) | Error::MissingXrefEntry | Error::Parse(ParseError::InvalidXref) => {
            ("相互参照表がなく、修復もできません", "no cross-reference table, and none can be made")
        }
        Error::Parse(ParseError::InvalidFileHeader) => {
            ("PDFの先頭がありません", "it does not begin as a PDF does")
        }
        Error::Parse(ParseError::InvalidTrailer | ParseError::EndOfInput) => {
            ("末尾がありません", "its end is missing")
        }
        Error::Decryption(_) | Error::UnsupportedSecurityHandler(_) => {
            return damaged(&format!("暗号を解けません: {error}"), &format!("cannot be decrypted: {error}"));
        }
        // What lopdf says, in English.
        other => return damaged(&other.to_string(), &other.to_string()),
    };
    damaged(ja, en)
}

/// What ends the reading of a broken file, in Japanese and English.
pub(crate) fn damaged(ja: &str, en: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(Code::PdfDamaged, [("detail", ja), ("detail-en", en)]))
}

/// A size that people can read.
pub(crate) fn size(bytes: u64) -> String {
    if bytes >= 1 << 20 { format!("{} MiB", bytes >> 20) } else { format!("{bytes} bytes") }
}

/// What is limited, in Japanese and English.
pub(crate) type Limited = (&'static str, &'static str);
const FILE: Limited = ("ファイルの大きさ", "the size of the file");
const OBJECT_STREAM: Limited =
    ("展開後のオブジェクトストリームの大きさ", "the unpacked size of a stream of objects");
const OBJECTS: Limited = ("オブジェクトの数", "the number of objects");
pub(crate) const GLYPHS: Limited = ("文字の数", "the number of characters");
pub(crate) const UNPACKED: Limited = ("展開後のデータの大きさ", "the unpacked size of its data");
pub(crate) const PAGES: Limited = ("ページ数", "the number of pages");

/// A limit that ends the reading.
pub(crate) fn limit(what: Limited, limit: &str) -> Box<Diagnostic> {
    let args = [("what", what.0), ("what-en", what.1), ("limit", limit)];
    Box::new(Diagnostic::new(Code::LimitReached, args))
}

/// A repair that was made, in Japanese and English.
pub(crate) fn repaired(ja: &str, en: &str) -> Diagnostic {
    Diagnostic::new(Code::ObjectRepaired, [("detail", ja), ("detail-en", en)])
}

/// The pages, in order; one more than `most` where there are more than that. A tree that runs in circles is walked once, and a node
/// is told by its children, whatever it says that it is (7.7.3).
pub(crate) fn pages(document: &Document, most: usize) -> Vec<ObjectId> {
    let mut out = Vec::new();
    let Some(root) = document.catalog().ok().and_then(|c| c.get(b"Pages").ok()) else { return out };
    let mut seen = BTreeSet::new();
    let mut open: Vec<&Object> = vec![root];
    while let Some(node) = open.pop() {
        let Ok(id) = node.as_reference() else { continue };
        if out.len() > most || !seen.insert(id) {
            continue;
        }
        let dict = as_dict(resolve(document, node));
        match dict.and_then(|d| array(document, d, b"Kids")) {
            Some(kids) => open.extend(kids.iter().rev()),
            // What cannot be read keeps its place: a page without anything.
            None if out.len() <= most && node != root => out.push(id),
            None => {}
        }
    }
    out
}

/// How many pages the page tree says there are; 0 where it says nothing.
pub(crate) fn promised_pages(document: &Document) -> usize {
    let tree = document.catalog().ok().and_then(|c| dict(document, c, b"Pages"));
    tree.and_then(|t| number(document, t, b"Count")).map_or(0, |n| n.clamp(0.0, 1e6) as usize)
}

/// `Title` of the document information.
pub(crate) fn title(document: &Document) -> String {
    let info = dict(document, &document.trailer, b"Info");
    let title = info.and_then(|i| get(document, i, b"Title")).and_then(|o| o.as_str().ok());
    title.map(text_string).unwrap_or_default().trim().to_owned()
}
