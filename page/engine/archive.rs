//! Archives (zip): the files in them under names that people can read.

use std::io::{Cursor, Read};

use kaitei_pipeline::collect::{Reason, composed, is_litter};
use zip::ZipArchive;

/// More entries than this are no set of documents.
const MOST_FILES: usize = 2_000;
/// Bytes of all files together, unpacked: a browser's memory holds them all.
const MOST_BYTES: u64 = 512 << 20;

/// A file of an archive.
pub(crate) struct Packed {
    /// Name in the archive, `/`-separated, NFC.
    pub(crate) name: String,
    /// Its content, or why there is none.
    pub(crate) content: Result<Vec<u8>, Reason>,
}

/// Whether the bytes are an archive of files, and not a workbook or a Word document, which are archives, too. One that cannot be
/// opened is taken for what its name says.
pub(crate) fn is_archive(name: &str, bytes: &[u8]) -> bool {
    if !bytes.starts_with(b"PK\x03\x04") {
        return false;
    }
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return name.to_ascii_lowercase().ends_with(".zip");
    };
    // Every Office file and OpenDocument has one of these (ECMA-376 part 2; ODF 1.3 part 2).
    !["[Content_Types].xml", "mimetype"].iter().any(|part| archive.index_for_name(part).is_some())
}

/// The files of an archive, in the order of their names. A folder that holds all of them is left out of the names.
///
/// # Errors
/// Why it cannot be opened at all.
pub(crate) fn unpack(bytes: &[u8]) -> Result<Vec<Packed>, Reason> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DAMAGED)?;
    if archive.len() > MOST_FILES {
        return Err(TOO_MANY);
    }
    let mut left = MOST_BYTES;
    let mut files = Vec::new();
    for at in 0..archive.len() {
        let Ok(entry) = archive.by_index_raw(at) else { return Err(DAMAGED) };
        let (name, folder, locked, size) =
            (readable(entry.name_raw()), entry.is_dir(), entry.encrypted(), entry.size());
        drop(entry);
        if folder || name.split('/').any(is_litter) {
            continue;
        }
        let content = if locked {
            Err(LOCKED)
        } else if size > left {
            Err(TOO_LARGE)
        } else {
            let mut content = Vec::new();
            let read = archive.by_index(at).map_err(|_| ()).and_then(|entry| {
                entry.take(left.saturating_add(1)).read_to_end(&mut content).map_err(|_| ())
            });
            match read {
                Err(()) => Err(DAMAGED_ENTRY),
                Ok(_) if content.len() as u64 > left => Err(TOO_LARGE),
                Ok(_) => Ok(content),
            }
        };
        if let Ok(content) = &content {
            left -= content.len() as u64;
        }
        files.push(Packed { name, content });
    }
    let folder = files
        .first()
        .and_then(|file| file.name.split_once('/'))
        .map(|(folder, _)| format!("{folder}/"))
        .filter(|folder| files.iter().all(|file| file.name.starts_with(folder.as_str())));
    if let Some(folder) = folder {
        for file in &mut files {
            file.name.drain(..folder.len());
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// A name as UTF-8, which macOS writes without saying so; else as CP932, which Windows writes.
fn readable(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::SHIFT_JIS.decode_without_bom_handling(raw).0.into_owned(),
    };
    let parts: Vec<String> =
        name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..")).map(composed).collect();
    parts.join("/")
}

const DAMAGED: Reason = Reason {
    ja: "zipファイルが壊れていて開けません。配布元から取り直してください",
    en: "the archive is damaged; fetch it again from its publisher",
};
const DAMAGED_ENTRY: Reason = Reason {
    ja: "zipの中のこのファイルは壊れているか、対応していない方法で圧縮されています。zipを展開してから入れてください",
    en: "damaged in the archive, or packed in an unknown way; unpack the archive and give the files",
};
const LOCKED: Reason = Reason {
    ja: "パスワード付きのzipです。展開してから、中のファイルを入れてください",
    en: "the archive has a password; unpack it and give the files",
};
const TOO_MANY: Reason = Reason {
    ja: "zipの中のファイルが多すぎます（2,000個まで）。必要なものだけを入れてください",
    en: "too many files in the archive (2,000 at most); give those that are needed",
};
const TOO_LARGE: Reason = Reason {
    ja: "zipの中身が大きすぎます（合わせて512MiBまで）。展開して、必要なものだけを入れてください",
    en: "the archive holds too much (512 MiB at most); unpack it and give what is needed",
};

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    /// An archive whose names are patched in as raw bytes of the same length.
    fn archive(files: &[(&[u8], &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (at, (name, content)) in files.iter().enumerate() {
            let stand_in = format!("{at}{}", "x".repeat(name.len() - 1));
            writer.start_file(stand_in, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        let mut bytes = writer.finish().unwrap().into_inner();
        for (at, (name, _)) in files.iter().enumerate() {
            let stand_in = format!("{at}{}", "x".repeat(name.len() - 1)).into_bytes();
            for start in 0..bytes.len() - name.len() {
                if bytes[start..].starts_with(&stand_in) {
                    bytes[start..start + name.len()].copy_from_slice(name);
                }
            }
        }
        bytes
    }

    fn names(bytes: &[u8]) -> Vec<String> {
        unpack(bytes).unwrap_or_default().into_iter().map(|file| file.name).collect()
    }

    #[test]
    fn names_are_read_as_windows_and_macos_write_them() {
        // 「版/表.pdf」 in CP932; 「が.pdf」 in UTF-8, decomposed.
        let cp932: &[u8] = b"\x94\xC5\\\x95\x5C.pdf";
        let decomposed = "か\u{3099}.pdf".as_bytes();
        assert_eq!(names(&archive(&[(cp932, b"1")])), ["表.pdf"]);
        assert_eq!(names(&archive(&[(cp932, b"1"), (decomposed, b"2")])), ["が.pdf", "版/表.pdf"]);
    }

    #[test]
    fn what_a_system_leaves_behind_is_not_listed_and_no_name_leads_out() {
        let files: [(&[u8], &[u8]); 3] =
            [(b"__MACOSX/._a.pdf", b""), (b"../../a.pdf", b"1"), (b"b/.DS_Store", b"")];
        assert_eq!(names(&archive(&files)), ["a.pdf"]);
    }

    #[test]
    fn a_workbook_is_no_archive_of_files() {
        assert!(is_archive("a", &archive(&[(b"a.pdf", b"1")])));
        assert!(is_archive("a.ZIP", b"PK\x03\x04 cut off"));
        assert!(!is_archive("a.xlsx", b"PK\x03\x04 cut off"));
        assert!(!is_archive(
            "a.xlsx",
            &archive(&[(b"[Content_Types].xml", b"1"), (b"xl/workbook.xml", b"2")])
        ));
        assert!(unpack(b"PK\x03\x04 cut off").is_err());
    }
}
