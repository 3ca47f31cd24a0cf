//! An edition from its documents: short names, unique citations, ids, labels.

use std::collections::BTreeMap;

use kaitei_model::{Code, Diagnostic, Document, DocumentId, Edition, Item, ItemId};
use sha2::{Digest, Sha256};

use crate::{input::Manifest, text::fold};

/// A document's items before they have ids; parents by index.
#[derive(Clone, Debug, Default)]
pub(crate) struct Loose {
    pub(crate) document: Document,
    pub(crate) items: Vec<Item>,
    pub(crate) parents: Vec<Option<usize>>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The file of the document that this one holds too, in another format.
    pub(crate) twin_of: Option<String>,
}

/// First hex digits of a text's SHA-256.
pub(crate) fn short_hash(text: &str, bytes: usize) -> String {
    Sha256::digest(text).iter().take(bytes).map(|byte| format!("{byte:02x}")).collect()
}

/// What a text is known by, however it is printed (width, spacing, punctuation variants).
pub(crate) fn fingerprint(text: &str) -> String {
    short_hash(&fold(text), 6)
}

/// Puts documents together: volumes and other PDFs first, then workbooks, each in the order of the manifest or of their names.
pub(crate) fn assemble(mut documents: Vec<Loose>, manifest: Option<&Manifest>) -> (Edition, Vec<Diagnostic>) {
    name(&mut documents, manifest);
    order(&mut documents, manifest);
    distinguish(&mut documents);
    let mut edition = Edition {
        label: label(&documents, manifest),
        date: manifest.and_then(|m| m.date.clone()),
        sources: manifest.map(|m| m.sources.clone()).unwrap_or_default(),
        ..Edition::default()
    };
    let mut diagnostics = expected(&documents, manifest);
    let mut used: BTreeMap<String, u32> = BTreeMap::new();
    let id_of = |document: &Document| DocumentId(format!("d{}", short_hash(&fold(&name_of(document)), 4)));
    let leaders: BTreeMap<String, DocumentId> =
        documents.iter().map(|l| (l.document.file.clone(), id_of(&l.document))).collect();
    for mut loose in documents {
        let id = id_of(&loose.document);
        loose.document.twin_of = loose.twin_of.as_ref().and_then(|file| leaders.get(file)).cloned();
        loose.document.id = id.clone();
        let renamed = unique(&mut loose.items, &mut used);
        loose.diagnostics.extend(renamed);
        let ids: Vec<ItemId> =
            loose.items.iter().map(|item| ItemId(format!("i{}", short_hash(&item.citation, 6)))).collect();
        for (i, item) in loose.items.iter_mut().enumerate() {
            item.id = ids[i].clone();
            item.fingerprint = fingerprint(&item.text);
            item.document = id.clone();
            item.parent = loose.parents.get(i).copied().flatten().map(|p| ids[p].clone());
        }
        diagnostics.extend(
            loose
                .diagnostics
                .into_iter()
                .map(|d| if d.document.is_none() { d.in_document(&loose.document.file) } else { d }),
        );
        edition.documents.push(loose.document);
        edition.items.extend(loose.items);
    }
    (edition, diagnostics)
}

fn name_of(document: &Document) -> String {
    if document.short.is_empty() { document.title.clone() } else { document.short.clone() }
}

/// Short names that a person gave in the manifest, by file or title.
fn name(documents: &mut [Loose], manifest: Option<&Manifest>) {
    for expected in manifest.iter().flat_map(|m| &m.documents) {
        let Some(short) = &expected.short else { continue };
        for loose in documents.iter_mut().filter(|l| l.twin_of.is_none()) {
            let by_file = expected.file.as_deref() == Some(loose.document.file.as_str());
            let by_title = expected.file.is_none() && fold(&expected.title) == fold(&loose.document.title);
            if by_file || by_title {
                recite(loose, short);
            }
        }
    }
}

/// Gives a document another short name, in its citations too.
fn recite(loose: &mut Loose, short: &str) {
    let old = std::mem::replace(&mut loose.document.short, short.to_owned());
    for item in &mut loose.items {
        let rest = if old.is_empty() {
            Some(item.citation.as_str())
        } else {
            item.citation.strip_prefix(&format!("{old} "))
        };
        if let Some(rest) = rest {
            item.citation = format!("{short} {rest}");
        }
    }
}

fn order(documents: &mut [Loose], manifest: Option<&Manifest>) {
    let place = |d: &Document| {
        manifest
            .and_then(|m| {
                m.documents.iter().position(|e| {
                    e.file.as_deref() == Some(d.file.as_str())
                        || (e.file.is_none() && fold(&e.title) == fold(&d.title))
                })
            })
            .unwrap_or(usize::MAX)
    };
    documents.sort_by(|a, b| {
        let key = |l: &Loose| {
            (place(&l.document), l.document.format == kaitei_model::Format::Xlsx, l.document.file.clone())
        };
        key(a).cmp(&key(b))
    });
}

/// Several documents in an edition need names in their citations, and no two the same one.
fn distinguish(documents: &mut [Loose]) {
    let leaders: Vec<(String, String)> =
        documents.iter().map(|l| (l.document.file.clone(), name_of(&l.document))).collect();
    for loose in documents.iter_mut() {
        let leader = loose.twin_of.as_ref().and_then(|twin| leaders.iter().find(|(file, _)| file == twin));
        if let Some((_, name)) = leader {
            loose.document.short = format!("{name}（PDF）");
        }
    }
    if documents.len() > 1 {
        for loose in documents.iter_mut().filter(|l| l.document.short.is_empty()) {
            let short: String = loose.document.title.chars().take(24).collect();
            let short = if short.is_empty() { stem(&loose.document.file).to_owned() } else { short };
            recite(loose, &short);
        }
    }
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for loose in documents.iter_mut() {
        let n = seen.entry(loose.document.short.clone()).or_insert(0);
        *n += 1;
        if *n > 1 {
            // The same volume as another format, or twice: told apart by its file.
            let short = format!("{}（{}）", loose.document.short, stem(&loose.document.file));
            recite(loose, &short);
        }
    }
}

fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Citations are unique: a repeated one gets 「(2)」 behind it, and a note.
fn unique(items: &mut [Item], used: &mut BTreeMap<String, u32>) -> Vec<Diagnostic> {
    let mut notes = Vec::new();
    for item in items {
        let n = used.entry(item.citation.clone()).or_insert(0);
        *n += 1;
        if *n > 1 {
            let mut k = *n;
            let mut renamed = format!("{} ({k})", item.citation);
            while used.contains_key(&renamed) {
                k += 1;
                renamed = format!("{} ({k})", item.citation);
            }
            used.insert(renamed.clone(), 1);
            notes.push(
                Diagnostic::new(
                    Code::CitationRepeated,
                    [("citation", item.citation.clone()), ("renamed", renamed.clone())],
                )
                .at(kaitei_model::Location {
                    page: item.location.page,
                    sheet: item.location.sheet.clone(),
                    ..Default::default()
                }),
            );
            item.citation = renamed;
        }
    }
    notes
}

/// The edition's name: the manifest's, or the one on which its documents agree most.
fn label(documents: &[Loose], manifest: Option<&Manifest>) -> String {
    if let Some(label) = manifest.map(|m| m.label.clone()).filter(|l| !l.is_empty()) {
        return label;
    }
    let mut labels: Vec<&str> = Vec::new();
    for loose in documents {
        if !loose.document.edition.is_empty() && !labels.contains(&loose.document.edition.as_str()) {
            labels.push(&loose.document.edition);
        }
    }
    labels.join("・")
}

/// Documents that the manifest expects and the folder lacks, and files that are not the published ones.
fn expected(documents: &[Loose], manifest: Option<&Manifest>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for expected in manifest.iter().flat_map(|m| &m.documents) {
        let found = documents.iter().any(|l| {
            expected.file.as_deref() == Some(l.document.file.as_str())
                || expected.sha256.as_deref() == Some(l.document.sha256.as_str())
                || (expected.file.is_none() && fold(&l.document.title).contains(&fold(&expected.title)))
                || expected.short.as_deref() == Some(l.document.short.as_str())
        });
        if !found {
            out.push(Diagnostic::new(Code::DocumentExpected, [("title", expected.title.as_str())]));
        }
    }
    out
}
