//! What the operating system says of a failure, in words of ours.

use std::io::{self, ErrorKind};

use crate::lang::Words;

/// The reason of a failure in both languages, as the arguments `NAME` and `NAME-en` of a diagnostic.
pub(crate) fn reason(name: &str, error: &io::Error) -> [(String, String); 2] {
    let words = match error.kind() {
        ErrorKind::NotFound => Some(Words { ja: "見つかりません", en: "not found" }),
        ErrorKind::PermissionDenied => {
            Some(Words { ja: "権限がありません", en: "permission denied" })
        }
        ErrorKind::ReadOnlyFilesystem => {
            Some(Words { ja: "書き込めない場所です", en: "read-only file system" })
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            Some(Words { ja: "空き容量がありません", en: "no space left" })
        }
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => Some(Words {
            ja: "フォルダではなくファイルがあります",
            en: "a file stands in its place",
        }),
        ErrorKind::IsADirectory => Some(Words {
            ja: "ファイルではなくフォルダがあります",
            en: "a folder stands in its place",
        }),
        ErrorKind::InvalidFilename => {
            Some(Words { ja: "使えない名前です", en: "the name cannot be used" })
        }
        // What we say of pipes and devices ourselves.
        ErrorKind::Unsupported => {
            Some(Words { ja: "通常のファイルではありません", en: "not an ordinary file" })
        }
        _ => None,
    };
    match words {
        Some(words) => both(name, words),
        None => [(name.to_owned(), error.to_string()), (format!("{name}-en"), error.to_string())],
    }
}

/// A text as the arguments `NAME` and `NAME-en` of a diagnostic.
pub(crate) fn both(name: &str, words: Words) -> [(String, String); 2] {
    [(name.to_owned(), words.ja.to_owned()), (format!("{name}-en"), words.en.to_owned())]
}
