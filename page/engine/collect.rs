//! What a person gives, file by file: documents to read, an `edition.toml`, decisions, and what is left out with the reason.

use kaitei_model::{DECISIONS_SCHEMA, Diagnostic, Side};
use kaitei_pipeline::{
    Manifest, SourceFile,
    collect::{MANIFEST, Reason, composed, is_litter, manifest, unrelated},
    tasks,
};

use crate::archive::{is_archive, unpack};

/// What became of a file.
pub(crate) enum Taken {
    /// To be read.
    Document { name: String, bytes: Vec<u8> },
    /// What somebody wrote about the edition.
    Manifest { name: String, read: Result<Manifest, Box<Diagnostic>> },
    /// Decisions of an earlier day.
    Decisions { name: String, bytes: Vec<u8> },
    /// Left out.
    Left { name: String, why: Reason },
}

/// Looks at a file of one side; an archive is opened. `in_folder`: the path begins with the name of the folder that was given.
pub(crate) fn collect(path: &str, in_folder: bool, bytes: Vec<u8>) -> Vec<Taken> {
    let path = composed(path);
    let name = match path.split_once('/') {
        Some((_, below)) if in_folder => below,
        _ => &path,
    };
    if name.split('/').any(is_litter) {
        return Vec::new();
    }
    if !is_archive(name, &bytes) {
        return vec![take(name, bytes)];
    }
    match unpack(&bytes) {
        Err(why) => vec![Taken::Left { name: name.to_owned(), why }],
        Ok(files) if files.is_empty() => vec![Taken::Left { name: name.to_owned(), why: EMPTY }],
        Ok(files) => files
            .into_iter()
            .map(|file| match file.content {
                Ok(content) if is_archive(&file.name, &content) => {
                    Taken::Left { name: file.name, why: NESTED }
                }
                Ok(content) => take(&file.name, content),
                Err(why) => Taken::Left { name: file.name, why },
            })
            .collect(),
    }
}

fn take(name: &str, bytes: Vec<u8>) -> Taken {
    let name = name.to_owned();
    if name == MANIFEST {
        let read = manifest(&name, &bytes);
        return Taken::Manifest { name, read };
    }
    if is_decisions(&bytes) {
        return Taken::Decisions { name, bytes };
    }
    let why = if is_old_office(&name, &bytes) { Some(OLD_EXCEL) } else { unrelated(&name, &bytes) };
    if let Some(why) = why {
        return Taken::Left { name, why };
    }
    let file = SourceFile { name, bytes };
    if file.bytes.starts_with(b"PK") && tasks::read(&file).is_ok() {
        return Taken::Left { name: file.name, why: OUR_BOOK };
    }
    Taken::Document { name: file.name, bytes: file.bytes }
}

/// A file of ours, by the first lines of it.
fn is_decisions(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let family = DECISIONS_SCHEMA.split('/').next().unwrap_or(DECISIONS_SCHEMA);
    String::from_utf8_lossy(head).lines().any(|line| {
        line.trim_start_matches('\u{feff}').trim_start().starts_with("schema") && line.contains(family)
    })
}

/// Excel before 2007, by its container; a workbook under its new name in the same container is one with a password.
fn is_old_office(name: &str, bytes: &[u8]) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) && extension.as_deref() == Some("xls")
}

/// The side by its id.
pub(crate) fn side(id: &str) -> Side {
    if id == "old" { Side::Old } else { Side::New }
}

const OLD_EXCEL: Reason = Reason {
    ja: "古いExcel形式（.xls）です。Excelで開き、「名前を付けて保存」で .xlsx にすると比較できます",
    en: "an old Excel file (.xls); open it in Excel and save it as .xlsx to have it compared",
};
const OUR_BOOK: Reason = Reason {
    ja: "kaitei が作った改定内容一覧です。書き込んだ判定や取組状況は、くらべた後に手順3の「編集したExcelを取り込む」で取り込めます",
    en: "a list that kaitei made; what was entered into it can be taken in at step 3, after the comparison",
};
const EMPTY: Reason =
    Reason { ja: "zipの中にファイルがありません", en: "no file in the archive" };
const NESTED: Reason = Reason {
    ja: "zipの中のzipです。展開してから入れてください",
    en: "an archive in an archive; unpack it first",
};

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(path: &str, in_folder: bool, bytes: &[u8]) -> String {
        let taken = collect(path, in_folder, bytes.to_vec());
        let word = |taken: &Taken| match taken {
            Taken::Document { name, .. } => format!("document {name}"),
            Taken::Manifest { name, read } => format!("manifest {name} {}", read.is_ok()),
            Taken::Decisions { name, .. } => format!("decisions {name}"),
            Taken::Left { name, .. } => format!("left {name}"),
        };
        taken.iter().map(word).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn each_file_is_told_by_what_is_in_it() {
        assert_eq!(kind("第7版/編/a.pdf", true, b"%PDF-1.7"), "document 編/a.pdf");
        assert_eq!(kind("か\u{3099}.pdf", false, b"%PDF-1.7"), "document が.pdf");
        assert_eq!(kind("第7版/edition.toml", true, b"label = \"7\""), "manifest edition.toml true");
        assert_eq!(kind("edition.toml", false, b"lable = \"7\""), "manifest edition.toml false");
        assert_eq!(kind("第7版/編/edition.toml", true, b"label = \"7\""), "left 編/edition.toml");
        assert_eq!(
            kind("k (1).toml", false, "# 見本\nschema = \"kaitei.decisions/1\"\n".as_bytes()),
            "decisions k (1).toml"
        );
        assert_eq!(kind("a.docx", false, b"PK\x03\x04word/document.xml"), "left a.docx");
        assert_eq!(kind("a.png", false, b"\x89PNG"), "left a.png");
        assert_eq!(kind("a.xls", false, b"\xD0\xCF\x11\xE0"), "left a.xls");
        assert_eq!(kind("a.xlsx", false, b"\xD0\xCF\x11\xE0"), "document a.xlsx");
        assert_eq!(kind("b/.DS_Store", true, b""), "");
    }
}
