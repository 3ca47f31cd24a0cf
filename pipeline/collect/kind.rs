//! Whether a file in a folder is one of ours: by what is in it, and by its name where that promises one of ours.

use super::Reason;

/// How far into a file a PDF's header may begin (ISO 32000-1, implementation note 13).
const PDF_HEADER_WITHIN: usize = 1024;

/// Why a file in a folder is left alone, or `None` where it is to be read.
///
/// A name that promises a PDF or a workbook is taken at its word: where the content is something else, the reader says so, loudly.
#[must_use]
pub fn unrelated(name: &str, bytes: &[u8]) -> Option<Reason> {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    if matches!(extension.as_deref(), Some("pdf" | "xlsx" | "xlsm" | "xls")) {
        return None;
    }
    let head = &bytes[..bytes.len().min(PDF_HEADER_WITHIN)];
    if contains(head, b"%PDF-") {
        return None;
    }
    if bytes.starts_with(b"PK\x03\x04") {
        // The names of an archive's parts stand uncompressed in it.
        return match (contains(bytes, b"xl/workbook"), contains(bytes, b"word/document")) {
            (true, _) => None,
            (_, true) => Some(Reason {
                ja: "Word文書は比較できません",
                en: "Word documents are not compared",
            }),
            _ => Some(Reason {
                ja: "圧縮ファイルです。比較するには展開してください",
                en: "an archive; unpack it to have its files compared",
            }),
        };
    }
    if extension.as_deref() == Some("json") && contains(head, b"kaitei.items/") {
        return None;
    }
    Some(Reason {
        ja: "PDFでもExcelブックでもありません", en: "neither a PDF nor an Excel workbook"
    })
}

/// Files that a system or an Office program leaves beside documents; nobody needs to hear of them.
#[must_use]
pub fn is_litter(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || ["Thumbs.db", "desktop.ini", "__MACOSX"].iter().any(|litter| name.eq_ignore_ascii_case(litter))
}

/// Whether the bytes hold those others.
fn contains(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_and_a_promising_name_is_taken_at_its_word() {
        let ours = |name, bytes: &[u8]| unrelated(name, bytes).is_none();
        assert!(ours("文書.pdf", b"\x89PNG"));
        assert!(ours("文書.PDF", b""));
        assert!(ours("名前だけ", b"junk %PDF-1.7"));
        assert!(ours("book.bin", b"PK\x03\x04....xl/workbook.xml"));
        assert!(ours("items.json", br#"{"schema":"kaitei.items/1"}"#));
        assert!(!ours("changes.json", br#"{"schema":"kaitei.changes/1"}"#));
        assert!(!ours("letter.docx", b"PK\x03\x04....word/document.xml"));
        assert!(!ours("files.zip", b"PK\x03\x04....a.pdf"));
        assert!(!ours("memo.txt", b"memo"));
    }

    #[test]
    fn litter() {
        for name in [".DS_Store", ".~lock.a.xlsx#", "~$a.xlsx", "thumbs.db", "__MACOSX"] {
            assert!(is_litter(name), "{name}");
        }
        assert!(!is_litter("a.xlsx"));
    }
}
