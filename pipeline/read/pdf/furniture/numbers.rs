//! Page numbers: lines that are one, and lines that hold one at an end, with a title beside it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Candidate, Edge, LEAST_PAGES, Line, Role, Roles, SLACK, folded, is_outermost, on_page};

/// Pages of one count that follow each other leave out no more: sides alternate, and the pages between parts are empty.
const NEAR: usize = 4;
/// So many pages before and behind are looked at.
const AROUND: usize = 16;

/// The number of a line that is a page number by its looks: digits or small Roman ones, between dashes or brackets, perhaps `n/m`.
pub(super) fn number_of(text: &str) -> Option<u32> {
    let decoration = |c: char| {
        matches!(
            c,
            '-' | '‐'
                | '‑'
                | '‒'
                | '–'
                | '—'
                | '―'
                | '−'
                | 'ー'
                | '─'
                | '~'
                | '〜'
                | '('
                | ')'
                | '['
                | ']'
                | '<'
                | '>'
                | '〔'
                | '〕'
        )
    };
    let bare = text.trim_matches(decoration);
    let bare = ["page", "Page", "PAGE", "P.", "p.", "P", "p"]
        .iter()
        .find_map(|p| bare.strip_prefix(p))
        .unwrap_or(bare);
    let bare = bare.strip_suffix("ページ").or_else(|| bare.strip_suffix('頁')).unwrap_or(bare);
    let first = bare.split(['/', '／']).next()?.trim_matches(decoration);
    if let Ok(n) = first.parse::<u32>() {
        return (n < 100_000).then_some(n);
    }
    roman(first)
}

/// Whether a line is a page number by its looks.
pub(in crate::pdf) fn is_number(line: &Line) -> bool {
    number_of(&folded(line)).is_some()
}

fn roman(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 8 {
        return None;
    }
    let mut total = 0u32;
    let mut last = 0u32;
    for c in text.chars().rev() {
        let value = match c {
            'i' | 'ⅰ' => 1,
            'ⅱ' => 2,
            'ⅲ' => 3,
            'v' | 'ⅴ' => 5,
            'x' | 'ⅹ' => 10,
            'l' => 50,
            _ => return None,
        };
        if value < last {
            total = total.saturating_sub(value);
        } else {
            total += value;
            last = value;
        }
    }
    Some(total)
}

/// Where in its line a number stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// It is all of it.
    Whole,
    First,
    Last,
}

/// A line with a number that may be its page's.
struct Numbered<'a> {
    line: &'a Candidate,
    number: u32,
    at: At,
    /// Without a space between it and its neighbour.
    glued: bool,
}

impl Numbered<'_> {
    /// Alone, or parted from the words beside it by far more than a space.
    fn stands_alone(&self) -> bool {
        self.at == At::Whole || self.line.wide && !self.glued
    }

    fn at_height(&self, other: &Self) -> bool {
        (self.line.distance - other.line.distance).abs() <= SLACK
    }

    /// The outer end of the number.
    fn end(&self) -> f32 {
        if self.at == At::First { self.line.span.0 } else { self.line.span.1 }
    }

    /// The words beside the number.
    fn words(&self) -> String {
        let words = &self.line.words;
        match self.at {
            At::Whole => String::new(),
            At::First => words.get(1..).unwrap_or_default().concat(),
            At::Last => words.split_last().map(|(_, rest)| rest.concat()).unwrap_or_default(),
        }
    }
}

fn numbered(line: &Candidate) -> Vec<Numbered<'_>> {
    let with = |at: At, glued: bool, number: u32| Numbered { line, number, at, glued };
    if let Some(whole) = number_of(&line.text) {
        return vec![with(At::Whole, false, whole)];
    }
    let end = |word: Option<&String>, at: At| {
        let word = word?;
        let alone = number_of(word).map(|number| with(at, false, number));
        let digit = |c: char| c.is_ascii_digit();
        let digits = || match at {
            At::First => &word[..word.len() - word.trim_start_matches(digit).len()],
            _ => &word[word.trim_end_matches(digit).len()..],
        };
        alone.or_else(|| digits().parse().ok().map(|number| with(at, true, number)))
    };
    let words = &line.words;
    end(words.first(), At::First).into_iter().chain(end(words.last(), At::Last)).collect()
}

/// Numbers at one height that count the pages, and the lines that hold them.
pub(super) fn mark(pages: usize, candidates: &[Candidate], roles: &mut Roles) {
    // How far the number runs before or behind the page; a document may count in several parts.
    let mut counts: BTreeMap<(Edge, i64), Vec<Numbered<'_>>> = BTreeMap::new();
    for line in candidates.iter().flat_map(numbered) {
        let offset = i64::from(line.number) - line.line.page as i64;
        counts.entry((line.line.edge, offset)).or_default().push(line);
    }
    for count in counts.values() {
        whole(pages, count, roles);
    }
    strays(&counts, candidates, roles);
    for count in counts.values() {
        beside_titles(count, candidates, roles);
    }
}

/// Lines that are a number.
fn whole(pages: usize, count: &[Numbered<'_>], roles: &mut Roles) {
    for n in count.iter().filter(|n| n.at == At::Whole) {
        let there = || count.iter().filter(|o| o.at_height(n));
        let numbers = there().filter(|o| o.at == At::Whole).count();
        let alike = there().filter(|o| o.stands_alone()).count();
        let decorated = n.line.text.chars().any(|ch| !ch.is_ascii_digit());
        let few =
            pages < LEAST_PAGES && n.line.rank == 0 && (n.number as usize == n.line.page + 1 || decorated);
        // Two in a row suffice where the number stands outermost.
        if alike >= LEAST_PAGES || numbers == 2 && n.line.rank == 0 || few {
            roles.insert(n.line.place(), Role::PageNumber);
        }
    }
}

/// Numbers that go on with a count at a place of their own, as on the first page of a chapter: outermost, apart from the body, and their
/// page has no other number.
fn strays(counts: &BTreeMap<(Edge, i64), Vec<Numbered<'_>>>, candidates: &[Candidate], roles: &mut Roles) {
    let mut found = Vec::new();
    let mut by_offset: BTreeMap<i64, BTreeSet<usize>> = BTreeMap::new();
    for ((_, offset), count) in counts {
        let known = count.iter().filter(|n| roles.contains_key(&n.line.place()) || n.stands_alone());
        by_offset.entry(*offset).or_default().extend(known.map(|n| n.line.page));
    }
    for ((_, offset), count) in counts {
        let Some(counted) = by_offset.get(offset) else { continue };
        for n in count.iter().filter(|n| n.at == At::Whole && n.line.rank == 0 && n.line.apart) {
            let page = n.line.page;
            let near = counted.range(page.saturating_sub(NEAR)..=page + NEAR).filter(|p| **p != page);
            let other = on_page(n.line, candidates)
                .any(|o| roles.get(&o.place()).is_some_and(|role| *role == Role::PageNumber));
            if near.count() >= LEAST_PAGES && !other {
                found.push(n.line.place());
            }
        }
    }
    roles.extend(found.into_iter().map(|place| (place, Role::PageNumber)));
}

/// Lines with a number at one end and a title that changes with the chapters beside it.
fn beside_titles(count: &[Numbered<'_>], candidates: &[Candidate], roles: &mut Roles) {
    let mut ended: Vec<&Numbered<'_>> = count.iter().filter(|n| n.at != At::Whole).collect();
    ended.sort_by_key(|n| n.line.rank);
    for n in ended {
        let there: Vec<&Numbered<'_>> = around(count, n.line.page).filter(|o| o.at_height(n)).collect();
        let run = run(there.iter().filter(|o| o.stands_alone()).map(|o| o.line.page), n.line.page);
        let words = n.words();
        let alike = there.iter().filter(|o| !n.glued && !o.glued && o.at != At::Whole && o.words() == words);
        let alike = self::run(alike.map(|o| o.line.page), n.line.page);
        // A title so long that it comes near to the number ends where the others do.
        let flush = there.iter().filter(|o| o.stands_alone() && (o.end() - n.end()).abs() <= 2.0).count();
        let held = run >= LEAST_PAGES && (n.stands_alone() || flush >= LEAST_PAGES);
        let plain = !n.line.prominent;
        if plain && (held || alike >= LEAST_PAGES) && is_outermost(n.line, candidates, roles) {
            roles.entry(n.line.place()).or_insert(Role::Running);
        }
    }
}

/// The part of a count, which is in the order of its pages, that lies around one: more of it tells nothing more.
fn around<'a, 'b>(count: &'a [Numbered<'b>], page: usize) -> impl Iterator<Item = &'a Numbered<'b>> {
    let first = count.partition_point(|n| n.line.page + AROUND < page);
    count.iter().skip(first).take_while(move |n| n.line.page <= page + AROUND)
}

/// How many of these pages follow each other around one.
fn run(pages: impl Iterator<Item = usize>, page: usize) -> usize {
    let all: BTreeSet<usize> = pages.collect();
    let follow = |pages: &mut dyn Iterator<Item = &usize>| {
        let mut last = page;
        pages.take_while(|p| std::mem::replace(&mut last, **p).abs_diff(**p) <= NEAR).count()
    };
    follow(&mut all.range(page..)) + follow(&mut all.range(..page).rev())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{line, page, roles, spread};
    use super::super::{Page, Role, mark};
    use super::{number_of, run};
    use crate::pdf::Run;

    #[test]
    fn numbers_by_their_looks() {
        assert_eq!(number_of("-12-"), Some(12));
        assert_eq!(number_of("3/10"), Some(3));
        assert_eq!(number_of("P.7"), Some(7));
        assert_eq!(number_of("xiv"), Some(14));
        assert_eq!(number_of("第3条"), None);
        assert_eq!(number_of(""), None);
    }

    #[test]
    fn pages_that_follow_each_other() {
        assert_eq!(run([1, 2, 4, 8, 20].into_iter(), 4), 4);
        assert_eq!(run([1, 2, 4, 8, 20].into_iter(), 20), 1);
    }

    /// Pages whose bodies have nothing in common.
    fn bodies(count: u32) -> Vec<Page> {
        let words = [
            "夜間の受付",
            "車両の点検",
            "水道の検針",
            "書庫の整理",
            "花壇の手入れ",
            "窓口の当番",
            "除雪の手配",
        ];
        (1..=count)
            .map(|n| {
                let word = words[n as usize - 1];
                page(n, vec![line(word, 100.0), line(&format!("{word}が続く"), 115.0)])
            })
            .collect()
    }

    fn add(page: &mut Page, first: &str, last: &str) {
        page.blocks.extend(self::page(0, vec![spread(first, last, 780.0)]).blocks);
    }

    #[test]
    fn numbers_beside_titles_that_change() {
        let mut pages = bodies(7);
        for (i, page) in pages.iter_mut().enumerate() {
            let title = [
                "第1章 総則",
                "第2章 市の体制",
                "第3章 市の設備",
                "第4章 日々の記録",
                "第5章 月々の点検",
                "第6章 毎年の訓練",
                "第7章 附則",
            ][i];
            let number = (i + 31).to_string();
            if i % 2 == 0 { add(page, &number, title) } else { add(page, title, &number) }
        }
        mark(&mut pages);
        for page in roles(&pages) {
            assert_eq!(page[..2], [Role::Body; 2]);
            assert!(page[2].is_furniture());
        }
    }

    #[test]
    fn small_roman_numbers_beside_a_title() {
        let mut pages = bodies(6);
        for (page, number) in pages.iter_mut().zip(["ii", "iii", "iv", "v", "vi", "vii"]) {
            page.blocks.extend(self::page(0, vec![line(&format!("見本市の手引 {number}"), 780.0)]).blocks);
        }
        mark(&mut pages);
        assert!(roles(&pages).iter().all(|page| page[2] == Role::Running));
    }

    #[test]
    fn a_title_that_touches_the_number() {
        let mut pages = bodies(7);
        for (i, page) in pages.iter_mut().enumerate() {
            let title = format!("{}の章の題", ["一", "二", "三", "四", "五", "六", "七"][i]);
            if i == 4 {
                add(page, &format!("{}長い{title}", i + 31), "が端まで続く");
            } else {
                add(page, &(i + 31).to_string(), &title);
            }
        }
        mark(&mut pages);
        assert!(roles(&pages).iter().all(|page| page[2].is_furniture()));
    }

    #[test]
    fn numbers_that_do_not_count_the_pages_stay() {
        let mut pages = bodies(7);
        for (page, number) in pages.iter_mut().zip(["12", "15", "17", "30", "31", "40", "55"]) {
            add(page, "備品の数", number);
        }
        mark(&mut pages);
        // The words come back at one place, and so they are a footer; the words that differ are not.
        let mut other = bodies(7);
        for (i, page) in other.iter_mut().enumerate() {
            let (title, number) = [
                ("机", "12"),
                ("椅子", "15"),
                ("棚", "17"),
                ("箱", "30"),
                ("鍵", "31"),
                ("傘", "40"),
                ("旗", "55"),
            ][i];
            add(page, title, number);
        }
        mark(&mut other);
        assert!(roles(&other).iter().all(|page| page[2] == Role::Body));
    }

    #[test]
    fn headings_that_number_the_pages_are_no_furniture() {
        // A section a page, each with its number at the head, as slides have them.
        let words = ["受付", "点検", "検針", "整理", "手入れ", "当番", "手配"];
        let mut pages: Vec<Page> = (1..=7u32)
            .map(|n| {
                let heading = format!("{n} {}", words[n as usize - 1]);
                page(n, vec![line(&heading, 60.0), line("本文の行", 100.0 + n as f32 * 20.0)])
            })
            .collect();
        mark(&mut pages);
        assert!(roles(&pages).iter().all(|page| page[0] == Role::Body));
    }

    #[test]
    fn a_heading_on_the_line_of_the_page_number_is_no_furniture() {
        let mut pages = bodies(7);
        for (i, page) in pages.iter_mut().enumerate() {
            let title = ["総則", "体制", "設備", "記録", "点検", "訓練", "附則"][i];
            let mut head = spread(title, "", 40.0);
            head.runs[0].size = 24.0;
            head.runs.push(Run { text: (i + 1).to_string(), size: 9.0, ..head.runs[0].clone() });
            page.blocks.insert(0, self::page(0, vec![head]).blocks.remove(0));
        }
        mark(&mut pages);
        assert!(roles(&pages).iter().all(|page| page[0] == Role::Body));
    }

    #[test]
    fn the_number_of_a_chapters_first_page_stands_elsewhere() {
        let mut pages = bodies(7);
        for (i, page) in pages.iter_mut().enumerate() {
            let (y, x) = if i == 3 { (30.0, "") } else { (780.0, "見本") };
            if x.is_empty() {
                page.blocks.insert(0, self::page(0, vec![line("4", y)]).blocks.remove(0));
            } else {
                add(page, &(i + 1).to_string(), ["総則", "体制", "設備", "", "点検", "訓練", "附則"][i]);
            }
        }
        mark(&mut pages);
        assert_eq!(roles(&pages)[3], [Role::PageNumber, Role::Body, Role::Body]);
    }
}
