//! Reads a file of decisions. Whatever is wrong with it is told with its line.

use kaitei_model::{
    Code, DECISIONS_SCHEMA, DecisionEntry, Diagnostic, DocumentsEntry, NamedDocument, NamedItem,
};
use serde::Deserialize;
use toml::{Spanned, Table, Value};

use super::{Decisions, Entry, ask::senseless};
use crate::SourceFile;

/// What a decision may say.
const KEYS: [&str; 7] = ["what", "old", "new", "kind", "note", "by", "when"];
/// What it may say of an item.
const ITEM_KEYS: [&str; 3] = ["citation", "fingerprint", "text"];

#[derive(Deserialize)]
struct Raw {
    #[serde(default)]
    schema: String,
    #[serde(default)]
    decision: Vec<Spanned<Table>>,
    #[serde(default)]
    documents: Vec<Spanned<Table>>,
}

impl Decisions {
    /// Reads the file.
    ///
    /// # Errors
    /// [`Code::FileMalformed`] and [`Code::SchemaUnknown`], one for each decision that cannot be understood.
    pub(crate) fn read(file: &SourceFile) -> Result<Self, Vec<Diagnostic>> {
        let malformed = |line: usize, ja: &str, en: &str| {
            Diagnostic::new(
                Code::FileMalformed,
                [
                    ("path", file.name.clone()),
                    ("detail", format!("{line}行目: {ja}")),
                    ("detail-en", format!("line {line}: {en}")),
                ],
            )
        };
        let text = match std::str::from_utf8(&file.bytes) {
            Ok(text) => text.trim_start_matches('\u{feff}'),
            Err(error) => {
                let line = line(&String::from_utf8_lossy(&file.bytes), error.valid_up_to());
                return Err(vec![malformed(line, "UTF-8 ではありません", "this is no UTF-8")]);
            }
        };
        let raw: Raw = toml::from_str(text).map_err(|error| {
            let line = line(text, error.span().map_or(0, |span| span.start));
            vec![malformed(line, error.message(), error.message())]
        })?;
        if raw.schema != DECISIONS_SCHEMA {
            return Err(vec![Diagnostic::new(
                Code::SchemaUnknown,
                [("path", file.name.clone()), ("schema", raw.schema)],
            )]);
        }
        let mut read = Self { file: file.name.clone(), ..Self::default() };
        let mut errors = Vec::new();
        for entry in raw.decision {
            let line = line(text, entry.span().start);
            let table = entry.into_inner();
            for key in strange(&table) {
                let key = [("line", line.to_string()), ("key", key)];
                read.diagnostics.push(Diagnostic::new(Code::DecisionKey, key).in_document(&file.name));
            }
            match decision(table) {
                Ok(decision) => read.entries.push(Entry { line, decision }),
                Err((ja, en)) => errors.push(malformed(line, &ja, &en)),
            }
        }
        for entry in raw.documents {
            let line = line(text, entry.span().start);
            match documents(entry.into_inner()) {
                Ok(entry) => read.documents.push((line, entry)),
                Err((ja, en)) => errors.push(malformed(line, &ja, &en)),
            }
        }
        if errors.is_empty() { Ok(read) } else { Err(errors) }
    }
}

/// Documents that were paired, or what is wrong with the table in both languages.
fn documents(table: Table) -> Result<DocumentsEntry, (String, String)> {
    let entry = DocumentsEntry::deserialize(Value::Table(table)).map_err(|error| {
        let message = error.message().to_owned();
        (message.clone(), message)
    })?;
    let wrong = |ja: &str, en: &str| Err((ja.to_owned(), en.to_owned()));
    let named = |d: &NamedDocument| !d.title.is_empty() || !d.file.is_empty();
    match (entry.old.as_slice(), entry.new.as_slice()) {
        ([], []) => wrong("文書がありません", "there is no document"),
        ([_, ..], [_, _, ..]) => {
            wrong("改定後の文書は1つだけ書けます", "only one new document can be the counterpart of old ones")
        }
        (old, new) if !old.iter().chain(new).all(named) => {
            wrong("文書の title か file を書いてください", "a document wants its title or its file")
        }
        _ => Ok(entry),
    }
}

/// The line of a byte, from 1.
fn line(text: &str, byte: usize) -> usize {
    text.as_bytes().iter().take(byte).filter(|&&b| b == b'\n').count() + 1
}

/// Keys that mean nothing to us.
fn strange(table: &Table) -> Vec<String> {
    let unknown = |table: &Table, known: &[&str]| {
        table.keys().filter(|key| !known.contains(&key.as_str())).cloned().collect::<Vec<_>>()
    };
    let mut strange = unknown(table, &KEYS);
    for item in ["old", "new"].iter().filter_map(|side| table.get(*side)?.as_array()).flatten() {
        strange.extend(item.as_table().iter().flat_map(|item| unknown(item, &ITEM_KEYS)));
    }
    strange
}

/// A decision from its table, or what is wrong with it in both languages.
fn decision(mut table: Table) -> Result<DecisionEntry, (String, String)> {
    // A date may be written without quotes, too.
    if let Some(Value::Datetime(date)) = table.get("when") {
        let date = date.to_string();
        table.insert("when".to_owned(), Value::String(date));
    }
    let mut decision = DecisionEntry::deserialize(Value::Table(table)).map_err(|error| {
        let message = error.message().to_owned();
        (message.clone(), message)
    })?;
    for side in [&mut decision.old, &mut decision.new] {
        let mut seen: Vec<NamedItem> = Vec::new();
        side.retain(|item| {
            let first = !seen.contains(item);
            seen.push(item.clone());
            first
        });
    }
    match senseless(&decision) {
        Some(wrong) => Err(wrong),
        None => Ok(decision),
    }
}

#[cfg(test)]
mod tests {
    use super::Decisions;
    use crate::SourceFile;

    fn read(text: &str) -> Result<Decisions, Vec<String>> {
        let file = SourceFile { name: "d.toml".to_owned(), bytes: text.as_bytes().to_vec() };
        Decisions::read(&file).map_err(|errors| errors.into_iter().map(|e| e.message_en()).collect())
    }

    const HEAD: &str = "schema = \"kaitei.decisions/1\"\n";

    #[test]
    fn lines_are_those_of_the_decision() {
        let text = format!(
            "{HEAD}# why\n\n[[decision]]\nwhat = \"hold\"\nold = [{{ citation = \"a\" }}]\nwhen = 2026-11-23\n\n[[decision]]\nwhat = \"note\"\nnwe = []\nnew = [{{ citation = \"b\", page = 3 }}]\n"
        );
        let read = read(&text).unwrap();
        assert_eq!(read.entries.iter().map(|e| e.line).collect::<Vec<_>>(), [4, 9]);
        assert_eq!(read.entries[0].decision.when, "2026-11-23");
        let strange: Vec<_> = read.diagnostics.iter().map(kaitei_model::Diagnostic::message_en).collect();
        assert_eq!(strange.len(), 2, "{strange:?}");
        assert!(strange[0].contains("nwe") && strange[0].contains("line 9"), "{strange:?}");
    }

    #[test]
    fn every_decision_that_makes_no_sense_is_told_with_its_line() {
        let text = format!(
            "{HEAD}[[decision]]\nwhat = \"lnik\"\nold = [{{ citation = \"a\" }}]\n[[decision]]\nwhat = \"link\"\n[[decision]]\nwhat = \"kind\"\nkind = \"split\"\nold = [{{ citation = \"a\" }}]\nnew = [{{ citation = \"b\" }}]\n[[decision]]\nwhat = \"unlink\"\nold = [{{ citation = \"a\" }}]\n"
        );
        let errors = read(&text).unwrap_err();
        assert_eq!(errors.len(), 4, "{errors:?}");
        for (error, line) in errors.iter().zip(["line 2", "line 5", "line 7", "line 12"]) {
            assert!(error.contains(line), "{error}");
        }
    }

    #[test]
    fn what_is_no_file_of_decisions_is_refused() {
        assert!(read("schema = \"kaitei.decisions/2\"\n").is_err());
        assert!(read("").is_err());
        let errors = read(&format!("{HEAD}[[decision]\n")).unwrap_err();
        assert!(errors[0].contains("line 2"), "{errors:?}");
    }
}
