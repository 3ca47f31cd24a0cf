//! Documents that somebody paired by hand: found again by title and file name.

use std::collections::{BTreeMap, BTreeSet};

use kaitei_model::{Code, Diagnostic, Document, NamedDocument};

use super::Decisions;
use crate::text::fold;

/// Old and new documents, by index, that belong together; one side may be empty.
pub(crate) type PairedDocuments = Vec<(Vec<usize>, Vec<usize>)>;

impl Decisions {
    /// The documents that were paired by hand, in the order of the file. No document stands in two pairings: the later one holds.
    pub(super) fn documents(
        &self,
        old: &[Document],
        new: &[Document],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> PairedDocuments {
        let (mut paired, mut taken) = (Vec::new(), [BTreeMap::new(), BTreeMap::new()]);
        for (line, entry) in self.documents.iter().rev() {
            let olds = look(*line, &entry.old, old, ("改定前", "old"), diagnostics);
            let news = look(*line, &entry.new, new, ("改定後", "new"), diagnostics);
            let (Some(olds), Some(news)) = (olds, news) else { continue };
            let claimed =
                |of: &[usize], by: &BTreeMap<usize, usize>| of.iter().find_map(|i| by.get(i).copied());
            if let Some(other) = claimed(&olds, &taken[0]).or_else(|| claimed(&news, &taken[1])) {
                let args = [("line", line.to_string()), ("other", other.to_string())];
                diagnostics.push(Diagnostic::new(Code::PairingConflict, args));
                continue;
            }
            taken[0].extend(olds.iter().map(|&i| (i, *line)));
            taken[1].extend(news.iter().map(|&i| (i, *line)));
            paired.push((olds, news));
        }
        paired.reverse();
        paired
    }
}

/// The indices of documents, ascending; `None`, with a diagnostic, where one is missing.
fn look(
    line: usize,
    named: &[NamedDocument],
    documents: &[Document],
    side: (&str, &str),
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<usize>> {
    let mut found = BTreeSet::new();
    for name in named {
        let Some(index) = find(name, documents) else {
            let title = if name.title.is_empty() { &name.file } else { &name.title };
            let args = [
                ("line", line.to_string()),
                ("side", side.0.to_owned()),
                ("side-en", side.1.to_owned()),
                ("title", title.clone()),
            ];
            diagnostics.push(Diagnostic::new(Code::PairingStale, args));
            return None;
        };
        found.insert(index);
    }
    Some(found.into_iter().collect())
}

/// The document of that title and file; else the only one of that title; else the one of that file. A document that is compared
/// in another format stands for both.
fn find(name: &NamedDocument, documents: &[Document]) -> Option<usize> {
    let titled = |d: &Document| {
        let title = fold(&name.title);
        !title.is_empty() && (fold(&d.short) == title || fold(&d.title) == title)
    };
    let filed = |d: &Document| !name.file.is_empty() && d.file == name.file;
    let only = |fits: &dyn Fn(&Document) -> bool| {
        let mut all = (0..documents.len()).filter(|&i| fits(&documents[i]));
        all.next().filter(|_| all.next().is_none())
    };
    let index = only(&|d| titled(d) && filed(d))
        .or_else(|| only(&|d| titled(d) && d.twin_of.is_none()))
        .or_else(|| only(&filed))?;
    let leader = documents[index].twin_of.as_ref().and_then(|id| documents.iter().position(|d| &d.id == id));
    Some(leader.unwrap_or(index))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(short: &str, file: &str) -> Document {
        Document { id: file.into(), short: short.to_owned(), file: file.to_owned(), ..Document::default() }
    }

    fn paired(toml: &str) -> (PairedDocuments, Vec<String>) {
        let text = format!("schema = \"kaitei.decisions/1\"\n{toml}");
        let file = crate::SourceFile { name: "d.toml".to_owned(), bytes: text.into_bytes() };
        let old = [document("医療機関用", "a.xlsx"), document("薬局用", "b.xlsx")];
        let mut twin = document("共通", "c.pdf");
        twin.twin_of = Some("c.xlsx".into());
        let new = [document("共通", "c.xlsx"), twin, document("別編", "d.pdf")];
        let mut diagnostics = Vec::new();
        let paired = Decisions::read(&file).unwrap().documents(&old, &new, &mut diagnostics);
        (paired, diagnostics.into_iter().map(|d| d.code).collect())
    }

    #[test]
    fn documents_are_found_by_title_or_file_and_twins_stand_for_each_other() {
        let (pairs, codes) = paired(
            "[[documents]]\nold = [{ title = \"薬局用\" }, { file = \"a.xlsx\" }]\nnew = [{ file = \"c.pdf\" }]\n\
             [[documents]]\nnew = [{ title = \"別編\", file = \"renamed.pdf\" }]\n",
        );
        assert_eq!(pairs, [(vec![0, 1], vec![0]), (vec![], vec![2])]);
        assert!(codes.is_empty(), "{codes:?}");
    }

    #[test]
    fn the_later_of_two_holds_and_what_is_missing_is_told() {
        let (pairs, codes) = paired(
            "[[documents]]\nold = [{ title = \"薬局用\" }]\nnew = [{ title = \"共通\" }]\n\
             [[documents]]\nold = [{ title = \"薬局用\" }]\n\
             [[documents]]\nold = [{ title = \"どこにもない\" }]\n",
        );
        assert_eq!(pairs, [(vec![1], vec![])]);
        assert_eq!(codes, ["pairing-stale", "pairing-conflict"]);
    }

    #[test]
    fn a_pairing_that_says_nothing_is_refused() {
        for wrong in ["[[documents]]\n", "[[documents]]\nold = [{}]\n", "[[documents]]\nodl = []\n"] {
            let text = format!("schema = \"kaitei.decisions/1\"\n{wrong}");
            let file = crate::SourceFile { name: "d.toml".to_owned(), bytes: text.into_bytes() };
            let errors = Decisions::read(&file).unwrap_err();
            assert!(errors[0].message.contains("2行目"), "{errors:?}");
        }
    }
}
