//! Files that a publisher is known to have issued, by their SHA-256.

use serde::Deserialize;

const FILES: &str = include_str!("official.toml");

#[derive(Deserialize)]
struct Files {
    file: Vec<File>,
}

#[derive(Deserialize)]
struct File {
    sha256: String,
    title: String,
}

/// What the file with that SHA-256 was published as; `None` where it is not known.
pub(crate) fn title(sha256: &str) -> Option<String> {
    // A test reads the file; a half-read one would only know less.
    let files: Files = toml::from_str(FILES).ok()?;
    files.file.into_iter().find(|file| sha256.starts_with(&file.sha256)).map(|file| file.title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_hash() {
        let files: Files = toml::from_str(FILES).unwrap();
        for file in &files.file {
            assert!(
                file.sha256.len() >= 12 && file.sha256.bytes().all(|b| b.is_ascii_hexdigit()),
                "{}",
                file.title
            );
            assert_eq!(title(&format!("{}0", file.sha256)).as_deref(), Some(file.title.as_str()));
        }
        assert_eq!(title(&"0".repeat(64)), None);
        assert_eq!(title(""), None);
    }
}
