//! Office files that are the same bytes on every system: who makes a zip archive notes on which system it was made.

/// Central directory header (APPNOTE.TXT 4.3.12): its signature, where the system of "version made by" stands, where the lengths
/// of name, extra field and comment stand, and how long the rest is.
const ENTRY: [u8; 4] = *b"PK\x01\x02";
const SYSTEM: usize = 5;
const LENGTHS: [usize; 3] = [28, 30, 32];
const ENTRY_SIZE: usize = 46;
/// End of central directory record (4.3.16): its signature, where the directory's offset stands, and its size without a comment.
const END: [u8; 4] = *b"PK\x05\x06";
const DIRECTORY_AT: usize = 16;
const END_SIZE: usize = 22;
/// Unix in "version made by" (4.4.2): what our permissions are written for.
const UNIX: u8 = 3;

/// Notes Unix as the system on which each entry of an archive was made. The archive is one of ours: without a comment, not in parts.
pub(crate) fn made_on_unix(archive: &mut [u8]) {
    let Some(end) = archive.len().checked_sub(END_SIZE).and_then(|at| archive.get(at..)) else { return };
    let Some(mut at) = end.starts_with(&END).then(|| number::<4>(end, DIRECTORY_AT)).flatten() else {
        return;
    };
    while let Some(entry) = archive.get_mut(at..).filter(|rest| rest.starts_with(&ENTRY)) {
        let lengths: Option<usize> = LENGTHS.iter().map(|&length| number::<2>(entry, length)).sum();
        let Some(lengths) = lengths else { return };
        if let Some(system) = entry.get_mut(SYSTEM) {
            *system = UNIX;
        }
        at += ENTRY_SIZE + lengths;
    }
}

/// A little-endian number of `N` bytes.
fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + N)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(system: zip::System) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["一.xml", "two/three.xml"] {
            zip.start_file(name, SimpleFileOptions::default().system(system)).unwrap();
            zip.write_all(name.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn the_system_is_the_same_and_nothing_else_changes() {
        let (mut dos, unix) = (archive(zip::System::Dos), archive(zip::System::Unix));
        assert_ne!(dos, unix);
        made_on_unix(&mut dos);
        assert_eq!(dos, unix);
    }

    #[test]
    fn what_is_no_archive_stays() {
        for bytes in [&b""[..], b"PK", b"PK\x05\x06 but far too short to be the end of an archive"] {
            let mut same = bytes.to_vec();
            made_on_unix(&mut same);
            assert_eq!(same, bytes);
        }
    }
}
