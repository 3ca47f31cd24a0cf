//! One document in two formats: a checklist as PDF and as workbook in one edition. The workbook leads; the PDF is checked against it.

use std::collections::BTreeMap;

use kaitei_model::{Code, Diagnostic, Format, Item, ItemKind, Location};

use crate::{
    edition::Loose,
    text::{
        fold,
        fold::is_circled,
        grams::{Likeness, Vocabulary},
    },
};

/// Share of the workbook's rows that stand in the PDF word for word, where the names agree.
const SHARE: f64 = 0.5;
/// The same where the names say nothing.
const SHARE_NAMELESS: f64 = 0.9;
/// Share of the PDF's sentences that stand in the workbook: a manual that prints a checklist is no twin of it.
const COVERED: f64 = 0.5;
/// Fewer rows than this say nothing.
const ROWS: usize = 3;
/// Where fewer than one row in so many stands in a cell word for word, the two are not held against each other.
const FEW: usize = 4;
/// A sentence has at least so many characters.
const SENTENCE: usize = 10;
/// A row less like every cell of the PDF has none there.
const ALIKE: f64 = 0.4;

/// Finds the PDFs that hold what a workbook of the same edition holds. They keep their place among the documents, and no items.
pub(crate) fn settle(mut documents: Vec<Loose>) -> Vec<Loose> {
    let mut found: Vec<(usize, usize, Comparison)> = Vec::new();
    for p in (0..documents.len()).filter(|&p| documents[p].document.format == Format::Pdf) {
        let cells = cells(&documents[p].items);
        let best = (0..documents.len())
            .filter(|&w| documents[w].document.format == Format::Xlsx)
            .filter_map(|w| {
                let names = names(&documents[p], &documents[w])?;
                let comparison = compare(&documents[w].items, &cells)?;
                let enough = if names { SHARE } else { SHARE_NAMELESS };
                (comparison.share >= enough && comparison.covered >= COVERED)
                    .then_some((w, names, comparison))
            })
            .max_by(|a, b| (a.1.cmp(&b.1)).then(a.2.share.total_cmp(&b.2.share)).then(b.0.cmp(&a.0)));
        if let Some((w, _, comparison)) = best {
            found.push((p, w, comparison));
        }
    }
    for (p, w, comparison) in found {
        let notes = comparison.diagnostics(&documents[p], &documents[w]);
        let leader = documents[w].document.file.clone();
        let twin = &mut documents[p];
        twin.twin_of = Some(leader);
        twin.items.clear();
        twin.parents.clear();
        twin.diagnostics.retain(|d| d.code != Code::CitationRepeated.id());
        twin.diagnostics.extend(notes);
    }
    documents
}

/// Whether the names of a PDF and a workbook agree; `None` where they speak against each other.
fn names(pdf: &Loose, book: &Loose) -> Option<bool> {
    let (a, b) = (&pdf.document, &book.document);
    let differ = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && fold(a) != fold(b);
    let apart = !a.audience.is_empty()
        && !b.audience.is_empty()
        && a.audience.iter().all(|x| !b.audience.contains(x));
    // The edition is often told on one of the two alone, or told with more words.
    let (old, new) = (fold(&a.edition), fold(&b.edition));
    let editions = differ(&a.edition, &b.edition) && !old.contains(&new) && !new.contains(&old);
    if apart || editions || differ(&a.short, &b.short) {
        return None;
    }
    let (title, other) = (fold(&a.title), fold(&b.title));
    let same_title =
        !title.is_empty() && !other.is_empty() && (title.contains(&other) || other.contains(&title));
    Some(same_title || !a.short.is_empty() && fold(&a.short) == fold(&b.short))
}

/// A cell or paragraph of the PDF.
#[derive(Clone, Debug)]
struct Cell {
    text: String,
    /// Folded, without the mark.
    key: String,
    location: Location,
    /// A cell of a row with several: a row of the table, not a sentence around it.
    row: bool,
}

/// The cells and paragraphs of a PDF, in order.
fn cells(items: &[Item]) -> Vec<Cell> {
    let mut out = Vec::new();
    for item in items {
        let parts: Vec<&str> = item.text.split('｜').collect();
        for part in &parts {
            let text = part.trim();
            let key = key(text);
            if !key.is_empty() {
                let row = item.kind == ItemKind::TableRow && parts.len() > 1;
                out.push(Cell { text: text.to_owned(), key, location: item.location.clone(), row });
            }
        }
    }
    out
}

/// What a text is compared by: folded, without a mark at its head.
fn key(text: &str) -> String {
    let text = text.trim_start();
    let rest = text.trim_start_matches(|c: char| is_circled(c) || ('⑴'..='⒇').contains(&c));
    fold(rest.trim_start())
}

/// A workbook held against a PDF.
#[derive(Clone, Debug, Default)]
struct Comparison {
    /// Share of the workbook's rows that stand in the PDF word for word.
    share: f64,
    /// Share of the PDF's sentences that stand in the workbook.
    covered: f64,
    /// Rows of the workbook that read otherwise in the PDF: item, and the cell's words and place.
    other: Vec<(usize, String, Location)>,
    /// Rows of the workbook that the PDF does not have.
    missing: Vec<usize>,
    /// Rows of the PDF that the workbook does not have.
    extra: Vec<(String, Location)>,
}

fn compare(items: &[Item], cells: &[Cell]) -> Option<Comparison> {
    let rows: Vec<(usize, String)> = items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.kind != ItemKind::Heading)
        .map(|(i, item)| (i, key(&item.text)))
        .filter(|(_, key)| key.chars().count() >= SENTENCE)
        .collect();
    if rows.len() < ROWS {
        return None;
    }
    let mut left: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, cell) in cells.iter().enumerate() {
        left.entry(&cell.key).or_default().push(i);
    }
    // Most pairs of documents have nothing in common: that must not take long.
    let exact = rows.iter().filter(|(_, key)| left.contains_key(key.as_str())).count();
    if exact * FEW < rows.len() {
        return None;
    }
    // A row may go on in the next cell, and a cell may hold a section's title before the row: then the words are looked for in all.
    let whole: String = cells.iter().map(|cell| cell.key.as_str()).collect();
    let mut used = vec![false; cells.len()];
    let mut open = Vec::new();
    for (item, key) in &rows {
        match left
            .get_mut(key.as_str())
            .and_then(|list| if list.is_empty() { None } else { Some(list.remove(0)) })
        {
            Some(cell) => used[cell] = true,
            None if whole.contains(key.as_str()) => {}
            None => open.push((*item, key)),
        }
    }
    let mut out = Comparison::default();
    let texts: Vec<&str> =
        rows.iter().map(|(_, key)| key.as_str()).chain(cells.iter().map(|cell| cell.key.as_str())).collect();
    let vocabulary = Vocabulary::even(&texts);
    let vector = |text: &str| vocabulary.vector(text);
    // Each row that is left takes the cell that is most like it.
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    let free: Vec<_> = (0..cells.len())
        .filter(|&c| !used[c] && cells[c].key.chars().count() >= SENTENCE)
        .map(|c| (c, vector(&cells[c].key)))
        .collect();
    for (n, (_, key)) in open.iter().enumerate() {
        let own = vector(key);
        candidates.extend(free.iter().filter_map(|(c, cell)| {
            let like = Likeness::of(&own, cell).text;
            (like >= ALIKE).then_some((like, n, *c))
        }));
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut partner: BTreeMap<usize, usize> = BTreeMap::new();
    for (_, n, c) in candidates {
        if !used[c] && !partner.contains_key(&n) {
            used[c] = true;
            partner.insert(n, c);
        }
    }
    for (n, (item, _)) in open.iter().enumerate() {
        match partner.get(&n) {
            Some(&c) => out.other.push((*item, cells[c].text.clone(), cells[c].location.clone())),
            None => out.missing.push(*item),
        }
    }
    let book: String = items
        .iter()
        .flat_map(|item| {
            [item.text.as_str(), item.heading.as_str()]
                .into_iter()
                .chain(item.fields.values().map(String::as_str))
        })
        .map(fold)
        .collect();
    let sentences: Vec<usize> =
        (0..cells.len()).filter(|&c| cells[c].key.chars().count() >= SENTENCE).collect();
    let known = |c: usize| used[c] || book.contains(cells[c].key.as_str());
    out.extra = sentences
        .iter()
        .filter(|&&c| !known(c) && cells[c].row)
        .map(|&c| (cells[c].text.clone(), cells[c].location.clone()))
        .collect();
    #[allow(clippy::cast_precision_loss, reason = "numbers of rows and cells are far below 2^52")]
    let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
    out.share = share(rows.len() - open.len(), rows.len());
    let covered: usize = sentences.iter().filter(|&&c| known(c)).map(|&c| cells[c].key.chars().count()).sum();
    out.covered = share(covered, sentences.iter().map(|&c| cells[c].key.chars().count()).sum());
    Some(out)
}

impl Comparison {
    /// That they are twins, and every row in which they differ.
    fn diagnostics(&self, pdf: &Loose, book: &Loose) -> Vec<Diagnostic> {
        let (file, leader) = (pdf.document.file.as_str(), book.document.file.as_str());
        let mut out =
            vec![Diagnostic::new(Code::DocumentTwin, [("file", file), ("leader", leader)]).in_document(file)];
        for (item, text, location) in &self.other {
            let row = &book.items[*item];
            let (place, place_en) = places(&row.location);
            let (here, here_en) = places(location);
            let args = [
                ("row", row.citation.as_str()),
                ("file", file),
                ("leader", leader),
                ("place", &here),
                ("place-en", &here_en),
                ("leader-place", &place),
                ("leader-place-en", &place_en),
                ("text", without_mark(text)),
                ("leader-text", row.text.as_str()),
            ];
            out.push(Diagnostic::new(Code::TwinDiffers, args).in_document(file).at(location.clone()));
        }
        for item in &self.missing {
            let row = &book.items[*item];
            let args = [("text", row.text.as_str()), ("has", leader), ("lacks", file)];
            out.push(
                Diagnostic::new(Code::TwinRowMissing, args).in_document(leader).at(row.location.clone()),
            );
        }
        for (text, location) in &self.extra {
            let args = [("text", text.as_str()), ("has", file), ("lacks", leader)];
            out.push(Diagnostic::new(Code::TwinRowMissing, args).in_document(file).at(location.clone()));
        }
        out
    }
}

/// A cell's words as the workbook has them: without the mark before them.
fn without_mark(text: &str) -> &str {
    text.trim_start_matches(is_circled).trim_start()
}

/// A place in words, Japanese and English.
fn places(location: &Location) -> (String, String) {
    match (&location.sheet, &location.cells, location.page) {
        (Some(sheet), Some(cells), _) => {
            (format!("シート「{sheet}」{cells}"), format!("sheet \"{sheet}\" {cells}"))
        }
        (Some(sheet), None, _) => (format!("シート「{sheet}」"), format!("sheet \"{sheet}\"")),
        (_, _, Some(page)) => (format!("{page}ページ"), format!("page {page}")),
        _ => (String::new(), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use kaitei_model::{Document, Format, Item, ItemKind};

    use super::settle;
    use crate::edition::Loose;

    const ROWS: [&str; 5] = [
        "倉庫の鍵を二人以上の職員が交代で管理している。",
        "荷物を受け取った時刻を帳簿に書き残している。",
        "壊れやすい品物に専用の箱を用意している。",
        "消火器の期限を毎年四月に確かめている。",
        "夜間の見回りを二時間ごとに行っている。",
    ];

    fn book(file: &str, short: &str, rows: &[&str]) -> Loose {
        let items = rows.iter().enumerate().map(|(i, row)| Item {
            kind: ItemKind::Requirement,
            text: (*row).to_owned(),
            citation: format!("{short} {}", i + 1),
            ..Item::default()
        });
        let document = Document {
            file: file.to_owned(),
            short: short.to_owned(),
            title: "倉庫の点検表".to_owned(),
            format: Format::Xlsx,
            ..Document::default()
        };
        Loose { document, items: items.collect(), ..Loose::default() }
    }

    fn print(file: &str, short: &str, rows: &[&str]) -> Loose {
        let mut loose = book(file, short, rows);
        loose.document.format = Format::Pdf;
        for item in &mut loose.items {
            item.kind = ItemKind::TableRow;
            item.text = format!("①　{}｜はい・いいえ", item.text);
        }
        loose
    }

    fn codes(loose: &Loose) -> Vec<&str> {
        loose.diagnostics.iter().map(|d| d.code.as_str()).collect()
    }

    #[test]
    fn a_printed_checklist_is_its_workbooks_twin_whatever_the_files_are_called() {
        let got = settle(vec![print("a.pdf", "倉庫用", &ROWS), book("b.xlsx", "倉庫用", &ROWS)]);
        assert_eq!(
            (got[0].twin_of.as_deref(), got[0].items.len(), got[1].items.len()),
            (Some("b.xlsx"), 0, 5)
        );
        assert_eq!(codes(&got[0]), ["document-twin"]);
    }

    #[test]
    fn a_word_that_differs_is_told_with_both_wordings() {
        let printed = ROWS.map(|row| row.replace("毎年", "隔年"));
        let printed: Vec<&str> = printed.iter().map(String::as_str).collect();
        let got = settle(vec![print("a.pdf", "倉庫用", &printed), book("b.xlsx", "倉庫用", &ROWS)]);
        assert_eq!(codes(&got[0]), ["document-twin", "twin-differs"]);
        let said = &got[0].diagnostics[1].message;
        assert!(said.contains("毎年") && said.contains("隔年") && said.contains("b.xlsx"), "{said}");
    }

    #[test]
    fn rows_that_one_of_the_two_lacks_are_told() {
        let got = settle(vec![print("a.pdf", "", &ROWS[..4]), book("b.xlsx", "", &ROWS)]);
        assert_eq!(codes(&got[0]), ["document-twin", "twin-row-missing"]);
        let got = settle(vec![print("a.pdf", "", &ROWS), book("b.xlsx", "", &ROWS[..4])]);
        assert_eq!(codes(&got[0]), ["document-twin", "twin-row-missing"]);
    }

    #[test]
    fn like_checklists_for_other_readers_and_a_manual_that_prints_one_are_no_twins() {
        let got = settle(vec![print("a.pdf", "倉庫用", &ROWS), book("b.xlsx", "店舗用", &ROWS)]);
        assert_eq!(got[0].twin_of, None, "for other readers");
        let long: Vec<String> =
            (0..30).map(|i| format!("第{i}の説明はこの手引の本文であり表の行ではない。")).collect();
        let all: Vec<&str> = ROWS.into_iter().chain(long.iter().map(String::as_str)).collect();
        let got = settle(vec![print("a.pdf", "倉庫用", &all), book("b.xlsx", "倉庫用", &ROWS)]);
        assert_eq!(got[0].twin_of, None, "much more stands in it");
        let got = settle(vec![
            print("a.pdf", "倉庫用", &long.iter().map(String::as_str).collect::<Vec<_>>()),
            book("b.xlsx", "倉庫用", &ROWS),
        ]);
        assert_eq!(got[0].twin_of, None, "nothing in common but the name");
    }
}
