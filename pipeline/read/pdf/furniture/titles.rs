//! Running titles that last only a page or two: told by the place where others stand, and by the headings that they repeat.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Candidate, Edge, LEAST_PAGES, Page, Role, Roles, folded, folded_text, is_outermost, lines_of, size_of,
};

/// Lines of one place differ no more in height and size, in points.
const EXACT: f32 = 1.0;
/// Shorter words come back by chance.
const LEAST_CHARS: usize = 3;

/// Marks what stands where running titles stand on other pages, is no larger than the body, apart from it, and says what a title says:
/// what the page before or after has there, a larger heading's words, or what running titles there begin or end with.
pub(super) fn mark(pages: &[Page], candidates: &[Candidate], roles: &mut Roles) {
    let mut places: BTreeMap<(Edge, i32), Vec<&Candidate>> = BTreeMap::new();
    for c in candidates {
        places.entry((c.edge, bucket(c.distance))).or_default().push(c);
    }
    let is_running = |c: &Candidate, roles: &Roles| roles.get(&c.place()) == Some(&Role::Running);
    let mut open: Vec<&Candidate> = Vec::new();
    for ((edge, at), there) in &places {
        let around = (at - 1..=at + 1).filter_map(|at| places.get(&(*edge, at))).flatten();
        if around.filter(|o| is_running(o, roles)).count() >= LEAST_PAGES {
            open.extend(there.iter().filter(|c| !roles.contains_key(&c.place()) && c.apart && !c.large));
        }
    }
    if open.is_empty() {
        return;
    }
    open.sort_by_key(|c| (c.rank, c.page));
    let headings = Headings::of(pages);
    let mut found = Vec::new();
    for c in open {
        let around = (bucket(c.distance) - 1..=bucket(c.distance) + 1)
            .filter_map(|at| places.get(&(c.edge, at)))
            .flatten()
            .filter(|o| same_place(c, o));
        let (mut known, mut other, mut ends, mut repeated) = (0, 0, 0, false);
        for o in around {
            if is_running(o, roles) {
                known += 1;
                ends += usize::from(shares_an_end(c, o));
            } else if !roles.contains_key(&o.place()) {
                other += 1;
            }
            repeated |= o.page != c.page && o.page.abs_diff(c.page) <= 2 && o.text == c.text;
        }
        let says_it = repeated || ends >= LEAST_PAGES && c.wide || headings.hold(&c.text);
        if known >= LEAST_PAGES && known >= 2 * other && says_it && is_outermost(c, candidates, roles) {
            found.push(c.place());
        }
    }
    roles.extend(found.into_iter().map(|place| (place, Role::Running)));
}

#[allow(clippy::cast_possible_truncation, reason = "a float is cast to the nearest whole number there is")]
fn bucket(distance: f32) -> i32 {
    (distance / EXACT).round().clamp(-1e6, 1e6) as i32
}

fn same_place(a: &Candidate, b: &Candidate) -> bool {
    (a.distance - b.distance).abs() <= EXACT && (a.size - b.size).abs() <= 0.05 * a.size
}

/// The book's title on one side of the line, the chapter's on the other.
fn shares_an_end(a: &Candidate, b: &Candidate) -> bool {
    let same = |a: Option<&String>, b: Option<&String>| {
        a.is_some_and(|a| a.chars().count() >= LEAST_CHARS && b.is_some_and(|b| a == b))
    };
    same(a.words.first(), b.words.first()) || same(a.words.last(), b.words.last())
}

/// The words of larger lines.
struct Headings {
    whole: BTreeSet<String>,
    /// Read from their ends.
    reversed: BTreeSet<String>,
}

impl Headings {
    fn of(pages: &[Page]) -> Self {
        let mut whole = BTreeSet::new();
        for page in pages {
            let usual = super::usual(page);
            let lines = page.blocks.iter().flat_map(lines_of);
            whole.extend(lines.filter(|l| size_of(l) > 1.1 * usual).map(folded));
        }
        whole.retain(|text| text.chars().count() >= LEAST_CHARS);
        let reversed = whole.iter().map(|text| text.chars().rev().collect()).collect();
        Self { whole, reversed }
    }

    /// Whether a heading is or ends with that text (its number left out), or the text ends with a heading.
    fn hold(&self, text: &str) -> bool {
        if text.chars().count() < LEAST_CHARS {
            return false;
        }
        let text = folded_text(text);
        let from_end: String = text.chars().rev().collect();
        let next = self.reversed.range(from_end.clone()..).next();
        next.is_some_and(|heading| heading.starts_with(&from_end))
            || text.char_indices().take(64).any(|(at, _)| self.whole.contains(&text[at..]))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{line, page, roles, sized};
    use super::super::{Page, Role, mark};

    /// A chapter's pages have its title at the head but for its first, which has the heading.
    fn book(chapters: &[(&str, u32)]) -> Vec<Page> {
        let mut pages = Vec::new();
        for (title, length) in chapters {
            for n in 0..*length {
                let number = pages.len() as u32 + 1;
                let body =
                    line(&format!("{title}の本文が{}枚目に続く", ["一", "二", "三", "四"][n as usize]), 90.0);
                let head =
                    if n == 0 { sized(&format!("第3章 {title}"), 60.0, 16.0) } else { line(title, 30.0) };
                pages.push(page(number, vec![head, body, line("次の行がある", 105.0 + number as f32 * 7.0)]));
            }
        }
        pages
    }

    #[test]
    fn a_title_that_lasts_a_page() {
        let mut pages = book(&[("夜間の受付", 4), ("車両の点検", 2), ("水道の検針", 4)]);
        mark(&mut pages);
        let roles = roles(&pages);
        assert_eq!(roles[0], [Role::Body; 3]);
        for page in [1, 5, 7] {
            assert_eq!(roles[page], [Role::Running, Role::Body, Role::Body], "{page}");
        }
    }

    #[test]
    fn a_line_of_the_body_at_that_place_stays() {
        let mut pages = book(&[("夜間の受付", 4), ("車両の点検", 4)]);
        pages.push(page(9, vec![line("様式の見本", 30.0), line("記入欄", 90.0)]));
        mark(&mut pages);
        assert_eq!(roles(&pages)[8], [Role::Body; 2]);
    }
}
