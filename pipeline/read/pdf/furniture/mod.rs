//! Running headers, page numbers, watermarks, footnotes and margin boxes, recognised over the whole document.
//!
//! Nothing here knows where a header stands: a line is furniture when lines like it, at the same height, stand outermost on page after
//! page; a page number is one whose number grows with the pages.

mod candidates;
mod numbers;
mod titles;

use std::collections::{BTreeMap, BTreeSet};

use super::{Block, Content, Line, Page, Rect, Role, RunRole};

use candidates::{Candidate, Edge, candidates, folded, folded_text, near, usual};

pub(super) use numbers::is_number;

/// Lines of one furniture stand at heights that differ no more, in points.
const SLACK: f32 = 6.0;
/// A line must come back on so many pages.
const LEAST_PAGES: usize = 3;

/// Marks furniture by its role.
pub(crate) fn mark(pages: &mut [Page]) {
    let candidates = candidates(pages);
    let mut roles = Roles::new();
    numbers::mark(pages.len(), &candidates, &mut roles);
    running(&candidates, &mut roles);
    same_place(pages.len(), &candidates, &mut roles);
    titles::mark(pages, &candidates, &mut roles);
    watermarks(pages, &mut roles);
    for (index, page) in pages.iter_mut().enumerate() {
        let blocks = std::mem::take(&mut page.blocks);
        for (b, block) in blocks.into_iter().enumerate() {
            split(block, |l| roles.get(&(index, b, l)).copied(), &mut page.blocks);
        }
    }
}

/// Page, block and line.
type Place = (usize, usize, usize);
type Roles = BTreeMap<Place, Role>;

/// Whether everything that stands outside of a line is furniture.
fn is_outermost(c: &Candidate, candidates: &[Candidate], roles: &Roles) -> bool {
    let mut outside = on_page(c, candidates).filter(|o| o.edge == c.edge && o.rank < c.rank);
    outside.all(|o| roles.contains_key(&o.place()))
}

/// The candidates of a line's page; all of them are in the order of their pages.
fn on_page<'a>(c: &Candidate, candidates: &'a [Candidate]) -> impl Iterator<Item = &'a Candidate> {
    let page = c.page;
    let first = candidates.partition_point(|o| o.page < page);
    candidates.iter().skip(first).take_while(move |o| o.page == page)
}

/// Lines that come back at one height, digits aside.
fn running(candidates: &[Candidate], roles: &mut Roles) {
    let shape = |text: &str| -> String {
        let mut out = String::new();
        for c in text.chars() {
            match c {
                '0'..='9' if out.ends_with('#') => {}
                '0'..='9' => out.push('#'),
                _ => out.push(c),
            }
        }
        out
    };
    let mut groups: BTreeMap<(Edge, String), Vec<&Candidate>> = BTreeMap::new();
    for c in candidates {
        groups.entry((c.edge, shape(&c.text))).or_default().push(c);
    }
    let mut found: Vec<&Candidate> = Vec::new();
    for group in groups.values() {
        for c in group {
            let alike: BTreeSet<usize> = group.iter().filter(|o| near(o, c)).map(|o| o.page).collect();
            if alike.len() >= LEAST_PAGES {
                found.push(c);
            }
        }
    }
    // Where other pages have text of their own at that height, it is the body that begins (or ends) alike.
    let places: BTreeSet<(usize, usize, usize)> = found.iter().map(|c| c.place()).collect();
    found.retain(|c| {
        let there =
            candidates.iter().filter(|o| o.edge == c.edge && (o.distance - c.distance).abs() <= SLACK / 2.0);
        let (mut known, mut other) = (0, 0);
        for o in there {
            if places.contains(&o.place()) || roles.contains_key(&o.place()) {
                known += 1;
            } else {
                other += 1;
            }
        }
        known > 2 * other
    });
    // Only what has nothing but furniture outside of it.
    found.sort_by_key(|c| c.rank);
    for c in found {
        if is_outermost(c, candidates, roles) {
            roles.entry(c.place()).or_insert(Role::Running);
        }
    }
}

/// Short outermost lines with a number where most other pages have their furniture: numbers of a part that is only a page long
/// (「歯－1」「調－1」).
fn same_place(pages: usize, candidates: &[Candidate], roles: &mut Roles) {
    // Those that go with a name (「歯－1」) are known by their looks as well: their place may differ more.
    let named = |text: &str| {
        text.rsplit_once(['-', '－', '―']).is_some_and(|(n, d)| !n.is_empty() && d.parse::<u32>().is_ok())
    };
    let known: Vec<(Edge, f32, bool)> = candidates
        .iter()
        .filter(|c| roles.contains_key(&c.place()))
        .map(|c| (c.edge, c.distance, named(&c.text)))
        .collect();
    for c in candidates {
        let numbered = c.text.chars().last().is_some_and(|c| c.is_ascii_digit() || c == '-' || c == ')');
        let short = c.text.chars().count() <= 8 && c.text.chars().any(|c| c.is_ascii_digit());
        let there = known
            .iter()
            .filter(|(e, d, n)| {
                let slack = if *n && named(&c.text) { 24.0 } else { 2.0 };
                *e == c.edge && (d - c.distance).abs() <= slack
            })
            .count();
        if c.rank == 0 && numbered && short && there * 2 > pages && there >= LEAST_PAGES {
            roles.entry(c.place()).or_insert(Role::PageNumber);
        }
    }
    // A running line that is little more than a number that changes is a page number.
    for c in candidates {
        let digits = c.text.chars().filter(char::is_ascii_digit).count();
        if digits > 0
            && c.text.chars().count() <= 6 + digits
            && c.text.ends_with(|c: char| c.is_ascii_digit() || c == '-')
            && let Some(role) = roles.get_mut(&c.place())
            && *role == Role::Running
            && varies(c, candidates)
        {
            *role = Role::PageNumber;
        }
    }
}

/// Whether lines at that place on other pages differ from it.
fn varies(c: &Candidate, candidates: &[Candidate]) -> bool {
    candidates.iter().any(|o| o.edge == c.edge && near(o, c) && o.page != c.page && o.text != c.text)
}

/// Large text that stands at one place on page after page.
fn watermarks(pages: &[Page], roles: &mut Roles) {
    let mut groups: BTreeMap<(String, i64, i64), Vec<Place>> = BTreeMap::new();
    for (p, page) in pages.iter().enumerate() {
        let usual = usual(page);
        for (b, block) in page.blocks.iter().enumerate() {
            for (l, line) in lines_of(block).iter().enumerate() {
                if size_of(line) > 2.4 * usual {
                    let (x, y) = line.bounds.centre();
                    let key = (folded(line), (x / 4.0).round() as i64, (y / 4.0).round() as i64);
                    groups.entry(key).or_default().push((p, b, l));
                }
            }
        }
    }
    for group in groups.values().filter(|g| g.len() >= LEAST_PAGES) {
        for place in group {
            roles.entry(*place).or_insert(Role::Watermark);
        }
    }
}

fn lines_of(block: &Block) -> &[Line] {
    match &block.content {
        Content::Lines(lines) => lines,
        Content::Table(_) => &[],
    }
}

fn size_of(line: &Line) -> f32 {
    line.runs.iter().map(|r| r.size).fold(0.0, f32::max)
}

/// Cuts a block where the role of its lines changes.
pub(super) fn split(block: Block, role: impl Fn(usize) -> Option<Role>, out: &mut Vec<Block>) {
    let Content::Lines(lines) = block.content else {
        out.push(block);
        return;
    };
    let usual = block.role;
    let mut open: Option<(Role, Vec<Line>)> = None;
    for (i, line) in lines.into_iter().enumerate() {
        let role = role(i).unwrap_or(usual);
        match &mut open {
            Some((r, lines)) if *r == role => lines.push(line),
            _ => {
                if let Some((role, lines)) = open.replace((role, vec![line])) {
                    out.push(of_lines(role, lines));
                }
            }
        }
    }
    if let Some((role, lines)) = open {
        out.push(of_lines(role, lines));
    }
}

fn of_lines(role: Role, lines: Vec<Line>) -> Block {
    let mut bounds = super::geometry::EMPTY;
    for line in &lines {
        bounds.cover(&line.bounds);
    }
    Block { role, bounds, content: Content::Lines(lines) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::Run;

    pub(super) fn sized(text: &str, y: f32, size: f32) -> Line {
        let x1 = 100.0 + size * text.chars().count() as f32;
        let bounds = Rect { x0: 100.0, y0: y, x1, y1: y + size };
        Line {
            bounds,
            vertical: false,
            runs: vec![Run { text: text.into(), bounds, size, ..Run::default() }],
        }
    }

    pub(super) fn line(text: &str, y: f32) -> Line {
        sized(text, y, 10.0)
    }

    /// Words at both ends of a line.
    pub(super) fn spread(first: &str, last: &str, y: f32) -> Line {
        let mut line = line(&format!("{first} {last}"), y);
        line.bounds.x1 = 500.0;
        line.runs[0].bounds = line.bounds;
        line
    }

    pub(super) fn page(number: u32, lines: Vec<Line>) -> Page {
        let blocks = lines.into_iter().map(|l| of_lines(Role::Body, vec![l])).collect();
        Page { number, width: 595.0, height: 842.0, blocks }
    }

    pub(super) fn roles(pages: &[Page]) -> Vec<Vec<Role>> {
        pages.iter().map(|p| p.blocks.iter().map(|b| b.role).collect()).collect()
    }

    #[test]
    fn headers_and_numbers() {
        let mut pages: Vec<Page> = (1..=4u32)
            .map(|n| {
                let body = format!("本文の{}", ["あ", "い", "う", "え"][n as usize - 1]);
                page(
                    n,
                    vec![line("運用編", 40.0), line(&body, 100.0), line(&format!("- {} -", n + 5), 800.0)],
                )
            })
            .collect();
        mark(&mut pages);
        for page in roles(&pages) {
            assert_eq!(page, [Role::Running, Role::Body, Role::PageNumber]);
        }
    }

    #[test]
    fn bodies_that_begin_alike_are_no_furniture() {
        let mut pages: Vec<Page> = (1..=4u32)
            .map(|n| page(n, vec![line(&format!("第{n}"), 40.0 + 20.0 * n as f32), line("本文", 300.0)]))
            .collect();
        mark(&mut pages);
        assert!(roles(&pages).iter().all(|p| p[0] == Role::Body));
    }
}
