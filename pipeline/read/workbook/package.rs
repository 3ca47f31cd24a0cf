//! The zip and its relationships (Open Packaging Conventions, ECMA-376 part 2).

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::limits::{Budget, Fault};
use super::xml::{Node, Xml};

/// An opened workbook file.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Part names compare without case (part 2, 6.2.2.3).
    index: BTreeMap<String, usize>,
}

/// A relationship to another part.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    pub(super) id: String,
    /// The last step of the type's URI, which transitional and strict OOXML share.
    pub(super) kind: String,
    /// The part's name.
    pub(super) target: String,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8], budget: &Budget) -> Result<Self, Fault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| zip_fault(&error))?;
        if archive.len() > budget.max_parts() {
            return Err(Fault::limit(
                ("ブックの中のファイル数", "the number of files in the workbook"),
                budget.max_parts() as u64,
            ));
        }
        let mut index = BTreeMap::new();
        for at in 0..archive.len() {
            if let Some(Ok(name)) = archive.name_for_index(at) {
                index.insert(key(&name), at);
            }
        }
        Ok(Self { archive, index })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.index.contains_key(&key(name))
    }

    /// The part's text, or `None` where there is no such part.
    pub(super) fn text(&mut self, name: &str, budget: &mut Budget) -> Result<Option<String>, Fault> {
        let Some(&at) = self.index.get(&key(name)) else { return Ok(None) };
        self.read(at, budget).and_then(decode).map(Some).map_err(|fault| fault.in_part(name))
    }

    fn read(&mut self, at: usize, budget: &mut Budget) -> Result<Vec<u8>, Fault> {
        let file = self.archive.by_index(at).map_err(|error| zip_fault(&error))?;
        let limit = budget.part_bytes();
        // What the zip declares is checked first, what it really holds while it is unpacked.
        if file.size() > limit {
            return Err(budget.part_fault());
        }
        let mut bytes = Vec::new();
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(Fault::told)?;
        if bytes.len() as u64 > limit {
            return Err(budget.part_fault());
        }
        budget.take_bytes(bytes.len() as u64);
        Ok(bytes)
    }

    /// The relationships of a part (of the package itself for the empty name), in their order.
    pub(super) fn relations(&mut self, part: &str, budget: &mut Budget) -> Result<Vec<Relation>, Fault> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let name = format!("{folder}{slash}_rels/{file}.rels");
        let Some(text) = self.text(&name, budget)? else { return Ok(Vec::new()) };
        relations(&text, folder, budget).map_err(|fault| fault.in_part(&name))
    }
}

fn relations(text: &str, folder: &str, budget: &Budget) -> Result<Vec<Relation>, Fault> {
    let mut xml = Xml::new(text, budget.max_depth());
    let mut found = Vec::new();
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "Relationship" => {
                let external =
                    tag.attr("TargetMode")?.is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
                if external {
                    continue;
                }
                let kind = tag.attr("Type")?.unwrap_or_default();
                found.push(Relation {
                    id: tag.attr("Id")?.unwrap_or_default(),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: resolve(folder, &tag.attr("Target")?.unwrap_or_default()),
                });
            }
            Node::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// A target relative to a folder as a part name.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut steps: Vec<&str> = Vec::new();
    if !target.starts_with('/') {
        steps.extend(folder.split('/').filter(|step| !step.is_empty()));
    }
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            other => steps.push(other),
        }
    }
    steps.join("/")
}

fn key(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_lowercase()
}

fn zip_fault(error: &ZipError) -> Fault {
    match error {
        ZipError::UnsupportedArchive(detail) if *detail == ZipError::PASSWORD_REQUIRED => {
            Fault::damaged("zipがパスワードで保護されています", "the zip is protected by a password")
        }
        other => Fault::told(other),
    }
}

/// UTF-8 or UTF-16 (part 2, 6.2.5: nothing else is allowed).
fn decode(bytes: Vec<u8>) -> Result<String, Fault> {
    let units = |from: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let units = bytes.chunks_exact(2).map(|pair| from([pair[0], pair[1]]));
        char::decode_utf16(units)
            .collect::<Result<String, _>>()
            .map_err(|_| Fault::damaged("UTF-16として読めません", "not readable as UTF-16"))
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => units(u16::from_le_bytes, rest),
        [0xFE, 0xFF, rest @ ..] => units(u16::from_be_bytes, rest),
        [b'<', 0, ..] => units(u16::from_le_bytes, &bytes),
        [0, b'<', ..] => units(u16::from_be_bytes, &bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => std::str::from_utf8(rest)
            .map(str::to_owned)
            .map_err(|_| Fault::damaged("UTF-8として読めません", "not readable as UTF-8")),
        _ => String::from_utf8(bytes)
            .map_err(|_| Fault::damaged("UTF-8として読めません", "not readable as UTF-8")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_resolve_against_their_folder() {
        assert_eq!(resolve("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl/worksheets", "../drawings/d.xml"), "xl/drawings/d.xml");
        assert_eq!(resolve("xl", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolve("", "../../x"), "x");
    }

    #[test]
    fn parts_are_utf8_or_utf16() {
        let le: Vec<u8> = "\u{FEFF}<あ/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(le).unwrap(), "<あ/>");
        let be: Vec<u8> = "<a/>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(be).unwrap(), "<a/>");
        assert!(decode(vec![b'<', 0x82, 0xA0]).is_err());
    }
}
