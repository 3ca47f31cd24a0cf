//! `edition.toml`: read, or refused with the line that is wrong.

use kaitei_model::{Code, Diagnostic};

use crate::Manifest;

/// The file's name.
pub const MANIFEST: &str = "edition.toml";

/// Reads a manifest; `path` is what the user sees.
///
/// # Errors
/// [`Code::FileMalformed`] with line and column.
pub fn manifest(path: &str, bytes: &[u8]) -> Result<Manifest, Box<Diagnostic>> {
    // Notepad writes a byte order mark.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = line_of(bytes, error.valid_up_to());
        malformed(
            path,
            format!("{line}行目: 文字コードがUTF-8ではありません。UTF-8で保存し直してください"),
            format!("line {line}: this is not UTF-8; save the file as UTF-8"),
        )
    })?;
    toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start.min(text.len()));
        let line_start = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let column = text.get(line_start..start).map_or(0, |before| before.chars().count()) + 1;
        let (line, what) = (line_of(bytes, start), error.message());
        malformed(
            path,
            format!("{line}行目{column}文字目: {what}"),
            format!("line {line}, column {column}: {what}"),
        )
    })
}

fn malformed(path: &str, detail: String, english: String) -> Box<Diagnostic> {
    let args = [("detail", detail), ("detail-en", english), ("path", path.to_owned())];
    Box::new(Diagnostic::new(Code::FileMalformed, args))
}

/// The line, from 1, of a byte.
fn line_of(bytes: &[u8], at: usize) -> usize {
    bytes.iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_with_a_byte_order_mark() {
        let read = manifest("e", "\u{FEFF}label = \"第7.0版\"\ndate = \"2026-06-29\"\n".as_bytes()).unwrap();
        assert_eq!(read.label, "第7.0版");
        assert_eq!(read.date.as_deref(), Some("2026-06-29"));
    }

    #[test]
    fn errors_name_the_line() {
        let wrong = |bytes: &[u8]| manifest("e", bytes).unwrap_err();
        assert!(wrong(b"label = \"a\"\nlabl = \"b\"\n").message.contains("2行目1文字目"));
        assert!(wrong(b"label = \"a\"\n\ndate = \n").message.contains("3行目"));
        // 「版」 in CP932, as an older editor saves it.
        let cp932 = wrong(b"# 1\nlabel = \"\x94\xC5\"\n");
        assert!(cp932.message.contains("2行目"), "{}", cp932.message);
        assert!(cp932.message_en().contains("UTF-8"), "{}", cp932.message_en());
    }
}
