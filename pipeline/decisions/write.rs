//! Writes decisions behind those that a file holds already. What stands there stays as it is, byte for byte.

use std::fmt::Write as _;

use kaitei_model::{Code, DECISIONS_SCHEMA, DecisionEntry, Diagnostic, DocumentsEntry, NamedItem};

use super::Decisions;
use crate::SourceFile;

/// What stands at the head of a new file.
const HEAD: &str =
    "# kaitei の判定。kaitei diff --decisions で読み込みます。ここから消さない限り、判定は残ります。\n";

/// The content of the file with the decisions behind its own, and how many of them it did not hold yet.
///
/// # Errors
/// What is wrong with the file as it stands; nothing can be added to it then.
pub fn record(file: &SourceFile, entries: &[DecisionEntry]) -> Result<(Vec<u8>, usize), Vec<Diagnostic>> {
    let empty = file.bytes.iter().all(u8::is_ascii_whitespace);
    let held = if empty { Decisions::default() } else { Decisions::read(file)? };
    let mut fresh: Vec<&DecisionEntry> = Vec::new();
    for entry in entries {
        let last = held.entries.iter().rev().map(|e| &e.decision).find(|e| touches(e, entry));
        // Said again, it would be noise; said again after somebody said otherwise, it counts.
        if last.is_none_or(|last| !says_the_same(last, entry))
            && !fresh.iter().any(|e| says_the_same(e, entry))
        {
            fresh.push(entry);
        }
    }
    let mut text = if empty {
        format!("{HEAD}schema = {}\n", quoted(DECISIONS_SCHEMA))
    } else {
        String::from_utf8_lossy(&file.bytes).into_owned()
    };
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    if !fresh.is_empty() && !text.ends_with('\n') {
        text.push_str(newline);
    }
    for entry in &fresh {
        text.push_str(&table(entry).replace('\n', newline));
    }
    let bytes = text.into_bytes();
    // What we wrote must be what we read; a file with `decision = […]` on one line takes no table behind it.
    let written = SourceFile { name: file.name.clone(), bytes: bytes.clone() };
    match Decisions::read(&written) {
        Ok(read) if read.entries.len() == held.entries.len() + fresh.len() => Ok((bytes, fresh.len())),
        Ok(_) => Err(vec![Diagnostic::new(
            Code::FileMalformed,
            [("path", file.name.as_str()), ("detail", "[[decision]]")],
        )]),
        Err(errors) => Err(errors),
    }
}

/// The content of the file with exactly these pairings of documents, before its decisions; everything else stays as it is.
///
/// # Errors
/// What is wrong with the file as it stands.
pub fn pairing(file: &SourceFile, entries: &[DocumentsEntry]) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let (bytes, _) = record(file, &[])?;
    let mut before = String::new();
    let mut after = String::new();
    let mut ours = false;
    for line in String::from_utf8_lossy(&bytes).split_inclusive('\n') {
        if line.trim_start().starts_with('[') {
            ours = line.trim_start().starts_with("[[documents]]");
        }
        // What somebody wrote between the tables of documents is kept, too.
        if ours && !line.trim_start().starts_with('#') {
            continue;
        }
        let decided = !after.is_empty() || line.trim_start().starts_with("[[decision]]");
        if decided { &mut after } else { &mut before }.push_str(line);
    }
    let newline = if before.contains("\r\n") { "\r\n" } else { "\n" };
    let mut text = before.trim_end().to_owned();
    text.push_str(newline);
    for entry in entries {
        let mut table = String::from("\n[[documents]]\n");
        for (key, documents) in [("old", &entry.old), ("new", &entry.new)] {
            let all: Vec<String> = documents
                .iter()
                .map(|d| format!("{{ title = {}, file = {} }}", quoted(&d.title), quoted(&d.file)))
                .collect();
            // Writing to a string cannot fail.
            let _ = writeln!(table, "{key} = [{}]", all.join(", "));
        }
        for (key, said) in [("note", &entry.note), ("by", &entry.by), ("when", &entry.when)] {
            if !said.is_empty() {
                let _ = writeln!(table, "{key} = {}", quoted(said));
            }
        }
        text.push_str(&table.replace('\n', newline));
    }
    if !after.is_empty() {
        text.push_str(newline);
        text.push_str(&after);
    }
    let bytes = text.into_bytes();
    // What we wrote must be what we read: tables of documents that somebody wrote in another way cannot be replaced line by line.
    let read = Decisions::read(&SourceFile { name: file.name.clone(), bytes: bytes.clone() })?;
    if read.documents.len() == entries.len() && read.documents.iter().zip(entries).all(|((_, a), b)| a == b) {
        return Ok(bytes);
    }
    let args = [("path", file.name.as_str()), ("detail", "[[documents]]")];
    Err(vec![Diagnostic::new(Code::FileMalformed, args)])
}

/// Whether two decisions are about the same thing: the same sort on an item in common.
fn touches(a: &DecisionEntry, b: &DecisionEntry) -> bool {
    let common =
        |a: &[NamedItem], b: &[NamedItem]| a.iter().any(|x| b.iter().any(|y| x.citation == y.citation));
    common(&a.old, &b.old) || common(&a.new, &b.new)
}

fn says_the_same(a: &DecisionEntry, b: &DecisionEntry) -> bool {
    let names = |items: &[NamedItem]| {
        let mut names: Vec<_> = items.iter().map(|i| (i.citation.clone(), i.fingerprint.clone())).collect();
        names.sort();
        names
    };
    (a.what, a.kind, &a.note) == (b.what, b.kind, &b.note)
        && names(&a.old) == names(&b.old)
        && names(&a.new) == names(&b.new)
}

/// A decision as a table of the file.
fn table(entry: &DecisionEntry) -> String {
    let mut out = format!("\n[[decision]]\nwhat = {}\n", quoted(entry.what.id()));
    for (key, items) in [("old", &entry.old), ("new", &entry.new)] {
        let items: Vec<String> = items.iter().map(item).collect();
        // Writing to a string cannot fail.
        let _ = match items.as_slice() {
            [] => writeln!(out, "{key} = []"),
            [one] => writeln!(out, "{key} = [{one}]"),
            more => writeln!(out, "{key} = [\n  {},\n]", more.join(",\n  ")),
        };
    }
    if let Some(kind) = entry.kind {
        let _ = writeln!(out, "kind = {}", quoted(kind.id()));
    }
    for (key, text) in [("note", &entry.note), ("by", &entry.by), ("when", &entry.when)] {
        if !text.is_empty() {
            let _ = writeln!(out, "{key} = {}", quoted(text));
        }
    }
    out
}

fn item(item: &NamedItem) -> String {
    let mut fields = vec![format!("citation = {}", quoted(&item.citation))];
    for (key, text) in [("fingerprint", &item.fingerprint), ("text", &item.text)] {
        if !text.is_empty() {
            fields.push(format!("{key} = {}", quoted(text)));
        }
    }
    format!("{{ {} }}", fields.join(", "))
}

/// A basic string (TOML 1.0).
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use kaitei_model::{DecisionEntry, DocumentsEntry, NamedDocument, NamedItem, Settles};

    use super::{pairing, record};
    use crate::{SourceFile, decisions::Decisions};

    fn named(citation: &str) -> NamedItem {
        NamedItem {
            citation: citation.to_owned(),
            fingerprint: "0123456789ab".to_owned(),
            text: "a\"\\\n\u{7f}あ".to_owned(),
        }
    }

    fn link(old: &[&str], new: &[&str]) -> DecisionEntry {
        let side = |all: &[&str]| all.iter().map(|c| named(c)).collect();
        DecisionEntry {
            what: Settles::Link,
            old: side(old),
            new: side(new),
            kind: None,
            note: "二つに\n分かれた".to_owned(),
            by: String::new(),
            when: "2026-11-23".to_owned(),
        }
    }

    fn file(text: &str) -> SourceFile {
        SourceFile { name: "d.toml".to_owned(), bytes: text.as_bytes().to_vec() }
    }

    #[test]
    fn a_new_file_reads_as_what_was_written() {
        let entries = [link(&["前1"], &["後1", "後2"]), link(&[], &["後3"])];
        let (bytes, count) = record(&file(""), &entries).unwrap();
        assert_eq!(count, 2);
        let read = Decisions::read(&SourceFile { name: String::new(), bytes }).unwrap();
        assert_eq!(read.entries.into_iter().map(|e| e.decision).collect::<Vec<_>>(), entries);
    }

    #[test]
    fn what_stood_there_stays_byte_for_byte() {
        for newline in ["\n", "\r\n"] {
            let before = "\u{feff}# 会議の前に\nschema = \"kaitei.decisions/1\"   # 版\n\n[[decision]] # 1\nwhen = 2026-11-01\nnew = [{citation=\"後9\"}] # まだ\nwhat = \"hold\""
                .replace('\n', newline);
            let (bytes, _) = record(&file(&before), &[link(&["前1"], &["後1"])]).unwrap();
            assert!(bytes.starts_with(before.as_bytes()));
            let text = String::from_utf8(bytes).unwrap();
            assert_eq!(text.matches('\n').count(), text.matches(newline).count());
        }
    }

    #[test]
    fn what_was_said_before_is_not_said_again_unless_somebody_said_otherwise_since() {
        let (a, b) = (link(&["前1"], &["後1"]), link(&["前1"], &["後2"]));
        let (first, _) = record(&file(""), &[a.clone(), a.clone()]).unwrap();
        let first = file(std::str::from_utf8(&first).unwrap());
        assert_eq!(record(&first, std::slice::from_ref(&a)).unwrap(), (first.bytes.clone(), 0));
        let (second, count) = record(&first, &[b]).unwrap();
        assert_eq!(count, 1);
        assert_eq!(record(&file(std::str::from_utf8(&second).unwrap()), &[a]).unwrap().1, 1);
    }

    #[test]
    fn pairings_of_documents_are_replaced_and_the_rest_stays() {
        let pair = |old: &str, new: &str| {
            let named = |title: &str| NamedDocument { title: title.to_owned(), file: format!("{title}.pdf") };
            let side = |title: &str| if title.is_empty() { Vec::new() } else { vec![named(title)] };
            DocumentsEntry { old: side(old), new: side(new), ..DocumentsEntry::default() }
        };
        let (decided, _) =
            record(&file("# 会議\nschema = \"kaitei.decisions/1\"\n"), &[link(&["前1"], &["後1"])]).unwrap();
        let decided = String::from_utf8(decided).unwrap();
        let once = pairing(&file(&decided), &[pair("甲", "乙"), pair("丙", "")]).unwrap();
        let once = String::from_utf8(once).unwrap();
        assert!(once.starts_with("# 会議\nschema") && once.matches("[[documents]]").count() == 2, "{once}");
        assert!(once.find("[[documents]]") < once.find("[[decision]]"), "{once}");
        let again = pairing(&file(&once), &[pair("甲", "")]).unwrap();
        let again = String::from_utf8(again).unwrap();
        assert_eq!(again.matches("[[documents]]").count(), 1);
        assert_eq!(again.matches("[[decision]]").count(), 1);
        let none = String::from_utf8(pairing(&file(&again), &[]).unwrap()).unwrap();
        assert_eq!(none.replace("\n\n", "\n"), decided.replace("\n\n", "\n"));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_left_alone() {
        assert!(record(&file("schema = 1"), &[link(&["前1"], &[])]).is_err());
        let inline = "schema = \"kaitei.decisions/1\"\ndecision = [{ what = \"hold\", new = [{ citation = \"a\" }] }]\n";
        assert!(record(&file(inline), &[link(&["前1"], &[])]).is_err());
    }
}
