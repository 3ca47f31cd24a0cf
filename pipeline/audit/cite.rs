//! Finds the item that people mean by a citation, however they print it: full width, without the document's name, 「シス14章第⑥条」.

use std::collections::BTreeMap;

use kaitei_model::{Document, Edition, Item};

use crate::text::fold::{fold, is_circled};

/// So many near citations are named where one is unknown.
const NEAREST: usize = 3;

/// What a citation points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cited {
    /// This item, by index.
    One(usize),
    /// Any of these: the citation is not enough to tell them apart.
    Several(Vec<usize>),
    /// None; these are the nearest.
    Unknown(Vec<usize>),
}

/// An edition's citations.
pub(crate) struct Citations<'a> {
    items: &'a [Item],
    /// Items by the citation as it stands, without spaces and width (⑥ stays ⑥), and without width altogether (⑥ is 6).
    keys: [BTreeMap<String, Vec<usize>>; 3],
    /// The same without the document's name.
    tails: [BTreeMap<String, Vec<usize>>; 2],
    /// Items by the numbers alone.
    numbers: BTreeMap<Vec<String>, Vec<usize>>,
    /// Folded names of each item's document.
    documents: Vec<[String; 2]>,
}

impl<'a> Citations<'a> {
    /// Over an edition's items.
    pub(crate) fn of(edition: &'a Edition) -> Self {
        let by_id: BTreeMap<_, &Document> = edition.documents.iter().map(|d| (&d.id, d)).collect();
        let mut all = Self {
            items: &edition.items,
            keys: Default::default(),
            tails: Default::default(),
            numbers: BTreeMap::new(),
            documents: Vec::new(),
        };
        for (i, item) in edition.items.iter().enumerate() {
            let document = by_id.get(&item.document);
            let short = document.map_or("", |d| d.short.as_str());
            let tail = item.citation.strip_prefix(short).unwrap_or(&item.citation);
            all.keys[0].entry(item.citation.clone()).or_default().push(i);
            all.keys[1].entry(plain(&item.citation)).or_default().push(i);
            all.keys[2].entry(fold(&item.citation)).or_default().push(i);
            all.tails[0].entry(plain(tail)).or_default().push(i);
            all.tails[1].entry(fold(tail)).or_default().push(i);
            all.numbers.entry(numbers(tail)).or_default().push(i);
            all.documents.push([fold(short), document.map_or(String::new(), |d| fold(&d.title))]);
        }
        all
    }

    /// The citation of an item as we print it.
    pub(crate) fn name(&self, item: usize) -> &'a str {
        &self.items[item].citation
    }

    /// What a citation points at; `document` is a name that stands apart from it (a column's heading), or empty.
    pub(crate) fn find(&self, citation: &str, document: &str) -> Cited {
        let citation = citation.trim().trim_matches(['「', '」', '『', '』', '"']).trim();
        let document = fold(document);
        let inside = |found: &[usize]| -> Vec<usize> {
            let named: Vec<usize> = found.iter().copied().filter(|&i| self.is_named(i, &document)).collect();
            if document.is_empty() || named.is_empty() { found.to_vec() } else { named }
        };
        let tries = [
            self.keys[0].get(citation),
            self.keys[1].get(&plain(citation)),
            self.keys[2].get(&fold(citation)),
            self.tails[0].get(&plain(citation)),
            self.tails[1].get(&fold(citation)),
        ];
        let mut several = Vec::new();
        for found in tries.into_iter().flatten() {
            match inside(found).as_slice() {
                [one] => return Cited::One(*one),
                more if several.is_empty() => several = more.to_vec(),
                _ => {}
            }
        }
        if several.is_empty() {
            // By its numbers, with whatever words are left over as the document's name.
            let words = letters(citation);
            let hint = if document.is_empty() { words } else { document.clone() };
            let found = self.numbers.get(&numbers(citation)).map(Vec::as_slice).unwrap_or_default();
            several = found
                .iter()
                .copied()
                .filter(|&i| !numbers(citation).is_empty() && (hint.is_empty() || self.is_named(i, &hint)))
                .collect();
        }
        match several.as_slice() {
            [] => Cited::Unknown(self.nearest(citation)),
            [one] => Cited::One(*one),
            _ => Cited::Several(several),
        }
    }

    /// Whether the item's document may be meant by a name: its own, a part of it, or its beginning (シス).
    fn is_named(&self, item: usize, name: &str) -> bool {
        !name.is_empty()
            && self.documents[item]
                .iter()
                .any(|own| !own.is_empty() && (own.contains(name) || name.contains(own.as_str())))
    }

    /// The citations most like an unknown one.
    fn nearest(&self, citation: &str) -> Vec<usize> {
        let wanted = plain(citation);
        let mut near: Vec<(usize, usize)> = self
            .items
            .iter()
            .enumerate()
            .map(|(i, item)| {
                let whole = distance(&wanted, &plain(&item.citation));
                let short = self.documents[i][0].chars().count();
                let tail: String = plain(&item.citation).chars().skip(short).collect();
                (whole.min(distance(&wanted, &tail)), i)
            })
            .collect();
        near.sort_unstable();
        near.truncate(NEAREST);
        near.into_iter().filter(|&(far, _)| far <= wanted.chars().count()).map(|(_, i)| i).collect()
    }
}

/// Without spaces and width, ⑥ still ⑥.
fn plain(citation: &str) -> String {
    let mut out = String::new();
    for c in citation.chars() {
        if is_circled(c) {
            out.push(c);
        } else {
            out.push_str(&fold(c.encode_utf8(&mut [0; 4])));
        }
    }
    out.retain(|c| !matches!(c, '.' | '。'));
    out
}

/// What a citation is made of: a number, a mark of one letter (ア, a), or a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Number,
    Letters,
    Other,
}

/// A citation's numbers and words, in order. ⑥, (6) and 6 are the same here, and 条 and 項 say nothing.
fn parts(citation: &str) -> Vec<(Sort, String)> {
    let sort = |c: char| match c {
        '0'..='9' => Sort::Number,
        c if is_circled(c) => Sort::Number,
        c if "第章節款条項号編".contains(c) || !c.is_alphabetic() => Sort::Other,
        _ => Sort::Letters,
    };
    let mut out: Vec<(Sort, String)> = Vec::new();
    for c in spaced(citation).chars() {
        let here = sort(c);
        match out.last_mut() {
            Some((last, text)) if *last == here && !is_circled(c) => text.push(c),
            _ if is_circled(c) => {
                out.push((Sort::Number, fold(c.encode_utf8(&mut [0; 4]))));
                out.push((Sort::Other, String::new()));
            }
            _ => out.push((here, c.to_string())),
        }
    }
    out.retain(|(sort, _)| *sort != Sort::Other);
    out
}

/// As [`plain`], with its dots and spaces, which part one number from the next.
fn spaced(citation: &str) -> String {
    citation
        .chars()
        .map(|c| {
            if is_circled(c) {
                return c.to_string();
            }
            let folded = fold(c.encode_utf8(&mut [0; 4]));
            if folded.is_empty() { " ".to_owned() } else { folded }
        })
        .collect()
}

/// The numbers of a citation, and marks of one letter among them.
fn numbers(citation: &str) -> Vec<String> {
    let marks = |(sort, text): &(Sort, String)| *sort == Sort::Number || text.chars().count() == 1;
    let parts = parts(citation);
    // A single letter before all numbers abbreviates the document (企8章).
    let first = parts.iter().position(|(sort, _)| *sort == Sort::Number).unwrap_or(parts.len());
    parts.into_iter().skip(first).filter(marks).map(|(_, text)| text).collect()
}

/// The words of a citation that are no marks.
fn letters(citation: &str) -> String {
    let parts = parts(citation);
    let first = parts.iter().position(|(sort, _)| *sort == Sort::Number).unwrap_or(parts.len());
    let word = |(i, (sort, text)): &(usize, (Sort, String))| {
        *sort == Sort::Letters && (*i < first || text.chars().count() > 1)
    };
    parts.into_iter().enumerate().filter(word).map(|(_, (_, text))| text).collect()
}

/// How many characters must be put in, taken out or exchanged to make one text the other (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == *y { corner } else { 1 + corner.min(above).min(row[j]) };
            corner = above;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Citations, Cited};
    use kaitei_model::{Document, Edition, Item};

    fn edition(citations: &[(&str, &str)]) -> Edition {
        let documents = ["システム運用編", "企画管理編"].map(|short| Document {
            id: short.into(),
            short: short.to_owned(),
            ..Document::default()
        });
        let items = citations.iter().map(|(document, rest)| Item {
            document: (*document).into(),
            citation: format!("{document} {rest}"),
            ..Item::default()
        });
        Edition { documents: documents.to_vec(), items: items.collect(), ..Edition::default() }
    }

    #[test]
    fn people_print_citations_in_many_ways() {
        let edition = edition(&[
            ("システム運用編", "14.⑥"),
            ("システム運用編", "14.⑥(1)"),
            ("システム運用編", "14.6"),
            ("企画管理編", "14.⑥"),
            ("企画管理編", "8.⑤"),
        ]);
        let citations = Citations::of(&edition);
        let find = |text: &str| citations.find(text, "");
        for text in ["システム運用編 14.⑥", "「システム運用編　１４．⑥」", "システム運用編14⑥"]
        {
            assert_eq!(find(text), Cited::One(0), "{text}");
        }
        assert_eq!(find("システム運用編 14.⑥⑴"), Cited::One(1));
        assert_eq!(find("システム運用編 14.6"), Cited::One(2));
        assert_eq!(find("8⑤"), Cited::One(4));
        assert_eq!(find("企8章第⑤条"), Cited::One(4));
        assert_eq!(find("14.⑥"), Cited::Several(vec![0, 3]));
        assert_eq!(citations.find("14.⑥", "企画管理編"), Cited::One(3));
        assert_eq!(find("システム運用編 14.⑦"), Cited::Unknown(vec![0, 2, 1]));
    }
}
