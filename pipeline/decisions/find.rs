//! Finds a decision's item again in an edition that was read anew.

use std::{cell::OnceCell, collections::BTreeMap};

use kaitei_model::{Item, NamedItem};

use crate::text::fold;

/// So many characters of an item's text stand in a decision.
pub(crate) const EXCERPT: usize = 80;
/// From here on a text under the same citation is the same text, edited.
const EDITED: f64 = 0.6;
/// From here on a text under another citation is the same text …
const ELSEWHERE: f64 = 0.8;
/// … where no other text comes as near as this.
const AHEAD: f64 = 0.15;
/// Shorter excerpts are like too many texts to be looked for elsewhere.
const LEAST: usize = 12;

/// How an item was found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trace {
    /// Citation and text are the same.
    Same,
    /// The citation is the same; the decision does not say what the text was.
    Unmarked,
    /// The same text, under another citation.
    Renumbered,
    /// A text that differs a little.
    Edited,
}

/// One edition's items by what people call them and by what they say.
pub(super) struct Finder<'a> {
    items: &'a [Item],
    citations: BTreeMap<&'a str, usize>,
    /// Without width and spaces; `None` where two citations fold to the same.
    folded: BTreeMap<String, Option<usize>>,
    fingerprints: BTreeMap<&'a str, Vec<usize>>,
    /// Folded texts, made when first needed.
    keys: OnceCell<Vec<String>>,
}

impl<'a> Finder<'a> {
    /// Over an edition's items.
    pub(super) fn of(items: &'a [Item]) -> Self {
        let mut finder = Self {
            items,
            citations: BTreeMap::new(),
            folded: BTreeMap::new(),
            fingerprints: BTreeMap::new(),
            keys: OnceCell::new(),
        };
        for (i, item) in items.iter().enumerate() {
            finder.citations.insert(&item.citation, i);
            finder.folded.entry(fold(&item.citation)).and_modify(|at| *at = None).or_insert(Some(i));
            finder.fingerprints.entry(&item.fingerprint).or_default().push(i);
        }
        finder
    }

    /// The item that a decision names, and how it was known.
    pub(super) fn find(&self, named: &NamedItem) -> Option<(usize, Trace)> {
        let cited = self.cited(&named.citation);
        if named.fingerprint.is_empty() && named.text.is_empty() {
            return cited.map(|i| (i, Trace::Unmarked));
        }
        if let Some(i) = cited.filter(|&i| self.items[i].fingerprint == named.fingerprint) {
            return Some((i, Trace::Same));
        }
        self.renumbered(named).map(|i| (i, Trace::Renumbered)).or_else(|| self.edited(named, cited))
    }

    /// What people call the item.
    pub(super) fn citation(&self, index: usize) -> &'a str {
        &self.items[index].citation
    }

    fn cited(&self, citation: &str) -> Option<usize> {
        self.citations.get(citation).copied().or_else(|| self.folded.get(&fold(citation)).copied().flatten())
    }

    /// The same text under one other citation; of several, the only one in the document that the citation names.
    fn renumbered(&self, named: &NamedItem) -> Option<usize> {
        let same = self.fingerprints.get(named.fingerprint.as_str())?;
        if let [only] = same.as_slice() {
            return Some(*only);
        }
        let document = |citation: &str| citation.split_once(' ').map(|(document, _)| document.to_owned());
        let mut beside =
            same.iter().filter(|&&i| document(&self.items[i].citation) == document(&named.citation));
        match (beside.next(), beside.next()) {
            (Some(&only), None) => Some(only),
            _ => None,
        }
    }

    /// A text that is nearly what the decision saw: under its citation, or so like it that no other comes near.
    fn edited(&self, named: &NamedItem, cited: Option<usize>) -> Option<(usize, Trace)> {
        let excerpt = fold(&named.text);
        if excerpt.is_empty() {
            return None;
        }
        let whole = named.text.chars().count() < EXCERPT;
        let keys = self.keys.get_or_init(|| self.items.iter().map(|i| fold(&i.text)).collect());
        let like = |i: usize| likeness(&excerpt, &keys[i], whole);
        let own = cited.map_or(0.0, like);
        let (mut best, mut second) = ((0.0, None), 0.0);
        if excerpt.chars().count() >= LEAST {
            for i in (0..keys.len()).filter(|&i| Some(i) != cited) {
                let here = like(i);
                if here > best.0 {
                    second = best.0;
                    best = (here, Some(i));
                } else if here > second {
                    second = here;
                }
            }
        }
        if own >= EDITED && own + AHEAD > best.0 {
            return cited.map(|i| (i, Trace::Edited));
        }
        let (score, found) = best;
        found.filter(|_| score >= ELSEWHERE && score - second.max(own) >= AHEAD).map(|i| (i, Trace::Edited))
    }
}

/// How like the beginning of `text` (or the whole, where the excerpt is the whole) is to the excerpt: twice the pairs of
/// neighbouring characters that both hold, by the pairs of both.
fn likeness(excerpt: &str, text: &str, whole: bool) -> f64 {
    let length = if whole { usize::MAX } else { excerpt.chars().count() };
    let pairs = |text: &str| {
        let chars: Vec<char> = text.chars().take(length).collect();
        let mut pairs: Vec<(char, char)> = chars.windows(2).map(|w| (w[0], w[1])).collect();
        pairs.sort_unstable();
        pairs
    };
    let (a, b) = (pairs(excerpt), pairs(text));
    if a.is_empty() || b.is_empty() {
        return if excerpt == text { 1.0 } else { 0.0 };
    }
    let (mut i, mut j, mut shared) = (0, 0, 0_u32);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    let all = u32::try_from(a.len() + b.len()).unwrap_or(u32::MAX);
    2.0 * f64::from(shared) / f64::from(all)
}

#[cfg(test)]
mod tests {
    use kaitei_model::{Item, NamedItem};

    use super::{Finder, Trace};
    use crate::edition::fingerprint;

    const BACKUP: &str = "重要なデータは、別の場所に毎週写しを取り、戻せることを年に一度確かめること。";
    const DOORS: &str = "書庫の扉には鍵をかけ、鍵を借りた者の名前と時刻を帳面に書くこと。";

    fn items(all: &[(&str, &str)]) -> Vec<Item> {
        all.iter()
            .map(|(citation, text)| Item {
                citation: (*citation).to_owned(),
                text: (*text).to_owned(),
                fingerprint: fingerprint(text),
                ..Item::default()
            })
            .collect()
    }

    fn named(citation: &str, text: &str) -> NamedItem {
        NamedItem {
            citation: citation.to_owned(),
            fingerprint: fingerprint(text),
            text: text.chars().take(super::EXCERPT).collect(),
        }
    }

    #[test]
    fn the_same_citation_and_text() {
        let items = items(&[("編 1.①", BACKUP), ("編 1.②", BACKUP)]);
        assert_eq!(Finder::of(&items).find(&named("編 1.②", BACKUP)), Some((1, Trace::Same)));
    }

    #[test]
    fn the_text_went_elsewhere_and_another_took_its_number() {
        let items = items(&[("編 1.①", DOORS), ("編 1.②", BACKUP)]);
        assert_eq!(Finder::of(&items).find(&named("編 1.①", BACKUP)), Some((1, Trace::Renumbered)));
    }

    #[test]
    fn a_word_was_exchanged() {
        let edited = BACKUP.replace("毎週", "毎日");
        let here = items(&[("編 1.①", DOORS), ("編 1.②", &edited)]);
        assert_eq!(Finder::of(&here).find(&named("編 1.②", BACKUP)), Some((1, Trace::Edited)));
        // Renumbered as well, and the number taken over.
        assert_eq!(Finder::of(&here).find(&named("編 1.①", BACKUP)), Some((1, Trace::Edited)));
    }

    #[test]
    fn another_text_under_the_citation_is_not_it() {
        let items = items(&[("編 1.①", DOORS)]);
        assert_eq!(Finder::of(&items).find(&named("編 1.①", BACKUP)), None);
        let blind = NamedItem { text: String::new(), ..named("編 1.①", BACKUP) };
        assert_eq!(Finder::of(&items).find(&blind), None);
    }

    #[test]
    fn two_that_are_alike_are_not_guessed_at() {
        let (a, b) = (BACKUP.replace("毎週", "毎日"), BACKUP.replace("毎週", "毎月"));
        let items = items(&[("編 2.①", &a), ("編 2.②", &b)]);
        assert_eq!(Finder::of(&items).find(&named("編 1.①", BACKUP)), None);
        // Nor between two of the same text under other numbers.
        let twice = super::tests::items(&[("編 2.①", BACKUP), ("編 2.②", BACKUP)]);
        assert_eq!(Finder::of(&twice).find(&named("編 1.①", BACKUP)), None);
        // Of which one stands in the document that is named.
        let apart = super::tests::items(&[("編 2.①", BACKUP), ("別冊 2.②", BACKUP)]);
        assert_eq!(Finder::of(&apart).find(&named("別冊 1", BACKUP)), Some((1, Trace::Renumbered)));
    }

    #[test]
    fn a_citation_alone_and_in_other_width() {
        let items = items(&[("編 1.①", BACKUP)]);
        let bare = NamedItem { citation: "編　１．①".to_owned(), ..NamedItem::default() };
        assert_eq!(Finder::of(&items).find(&bare), Some((0, Trace::Unmarked)));
    }
}
