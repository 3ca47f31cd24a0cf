//! Running headers, page numbers, watermarks, footnotes and margin boxes, recognised over the whole document.
//!
//! Nothing here knows where a header stands: a line is furniture when lines like it, at the same height, stand outermost on page after
//! page; a page number is one whose number grows with the pages.

use std::collections::{BTreeMap, BTreeSet};

use super::{Block, Content, Line, Page, Rect, Role};

/// Lines this near to an edge of the text, counted from outside, may be furniture.
const OUTERMOST: usize = 4;
/// Lines of one furniture stand at heights that differ no more, in points.
const SLACK: f32 = 6.0;
/// A line must come back on so many pages.
const LEAST_PAGES: usize = 3;

/// Marks furniture by its role.
pub(crate) fn mark(pages: &mut [Page]) {
    let candidates = candidates(pages);
    let mut roles: BTreeMap<(usize, usize, usize), Role> = BTreeMap::new();
    page_numbers(pages.len(), &candidates, &mut roles);
    running(&candidates, &mut roles);
    same_place(pages.len(), &candidates, &mut roles);
    watermarks(pages, &mut roles);
    for (index, page) in pages.iter_mut().enumerate() {
        let blocks = std::mem::take(&mut page.blocks);
        for (b, block) in blocks.into_iter().enumerate() {
            split(block, |l| roles.get(&(index, b, l)).copied(), &mut page.blocks);
        }
    }
}

/// A line near an edge of its page's text.
#[derive(Debug)]
struct Candidate {
    page: usize,
    block: usize,
    line: usize,
    /// 0 outermost.
    rank: usize,
    edge: Edge,
    /// Distance of the line's middle from the page's edge.
    distance: f32,
    /// Width-folded, spaces dropped.
    text: String,
}

impl Candidate {
    fn place(&self) -> (usize, usize, usize) {
        (self.page, self.block, self.line)
    }
}

/// At one height, and on pages not far from each other.
fn near(a: &Candidate, b: &Candidate) -> bool {
    (a.distance - b.distance).abs() <= SLACK && a.page.abs_diff(b.page) <= 6
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    Top,
    Bottom,
    Left,
    Right,
}

fn candidates(pages: &[Page]) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (p, page) in pages.iter().enumerate() {
        let mut lines: Vec<(usize, usize, &Line)> = Vec::new();
        let mut table = Rect { x0: f32::MAX, y0: f32::MAX, x1: f32::MIN, y1: f32::MIN };
        for (b, block) in page.blocks.iter().enumerate() {
            match &block.content {
                Content::Lines(l) => lines.extend(l.iter().enumerate().map(|(i, l)| (b, i, l))),
                Content::Table(_) => table.cover(&block.bounds),
            }
        }
        // Of one or two characters the box does not tell.
        let tall = |l: &Line| {
            let chars = l.runs.iter().map(|r| r.text.chars().count()).sum::<usize>();
            l.vertical || chars > 2 && l.bounds.height() > 1.5 * l.bounds.width()
        };
        // Beside lines, only what runs across them can be furniture.
        let vertical = lines.iter().filter(|(_, _, l)| tall(l)).count() * 2 > lines.len();
        for edge in [Edge::Top, Edge::Bottom, Edge::Left, Edge::Right] {
            let sideways = matches!(edge, Edge::Left | Edge::Right);
            if sideways && vertical {
                continue;
            }
            let outside = |r: &Rect| match edge {
                Edge::Top => r.centre().1 < table.y0,
                Edge::Bottom => r.centre().1 > table.y1,
                Edge::Left => r.centre().0 < table.x0,
                Edge::Right => r.centre().0 > table.x1,
            };
            let distance = |r: &Rect| match edge {
                Edge::Top => r.centre().1,
                Edge::Bottom => page.height - r.centre().1,
                Edge::Left => r.centre().0,
                Edge::Right => page.width - r.centre().0,
            };
            let mut near: Vec<&(usize, usize, &Line)> =
                lines.iter().filter(|(_, _, l)| outside(&l.bounds) && sideways == tall(l)).collect();
            near.sort_by(|a, b| distance(&a.2.bounds).total_cmp(&distance(&b.2.bounds)));
            let mut rank = 0;
            let mut last = f32::MIN;
            for (b, l, line) in near {
                let d = distance(&line.bounds);
                if last > f32::MIN && d - last > 3.0 {
                    rank += 1;
                }
                last = d;
                if rank >= OUTERMOST {
                    break;
                }
                out.push(Candidate {
                    page: p,
                    block: *b,
                    line: *l,
                    rank,
                    edge,
                    distance: d,
                    text: folded(line),
                });
            }
        }
    }
    out
}

fn folded(line: &Line) -> String {
    let text = line.runs.iter().flat_map(|r| r.text.chars());
    text.filter(|c| !c.is_whitespace())
        .map(|c| match u32::from(c) {
            code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// The number of a line that is a page number by its looks: digits or small Roman ones, between dashes or brackets, perhaps `n/m`.
fn number_of(text: &str) -> Option<u32> {
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
pub(super) fn is_number(line: &Line) -> bool {
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

/// Page, block and line.
type Place = (usize, usize, usize);
type Roles = BTreeMap<Place, Role>;

/// Numbers at one height that count the pages.
fn page_numbers(pages: usize, candidates: &[Candidate], roles: &mut Roles) {
    let numbered: Vec<(&Candidate, u32)> =
        candidates.iter().filter_map(|c| number_of(&c.text).map(|n| (c, n))).collect();
    // How far the number runs before or behind the page; a document may count in several parts.
    let offset = |c: &Candidate, n: u32| i64::from(n) - c.page as i64;
    let mut groups: BTreeMap<(Edge, i64), Vec<&(&Candidate, u32)>> = BTreeMap::new();
    for entry in &numbered {
        groups.entry((entry.0.edge, offset(entry.0, entry.1))).or_default().push(entry);
    }
    for group in groups.values() {
        for (c, n) in group.iter().copied() {
            let alike = group.iter().filter(|(o, _)| (o.distance - c.distance).abs() <= SLACK).count();
            let decorated = c.text.chars().any(|ch| !ch.is_ascii_digit());
            let few = pages < LEAST_PAGES && c.rank == 0 && (*n as usize == c.page + 1 || decorated);
            // Two in a row suffice where the number stands outermost.
            if alike >= LEAST_PAGES || alike == 2 && c.rank == 0 || few {
                roles.insert(c.place(), Role::PageNumber);
            }
        }
    }
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
        let outside_is_furniture = candidates
            .iter()
            .filter(|o| o.page == c.page && o.edge == c.edge && o.rank < c.rank)
            .all(|o| roles.contains_key(&o.place()));
        if outside_is_furniture {
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
        let mut sizes: Vec<f32> = page.blocks.iter().flat_map(lines_of).map(size_of).collect();
        sizes.sort_by(f32::total_cmp);
        let usual = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
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

    fn line(text: &str, y: f32) -> Line {
        let bounds = Rect { x0: 100.0, y0: y, x1: 100.0 + 10.0 * text.chars().count() as f32, y1: y + 10.0 };
        Line {
            bounds,
            vertical: false,
            runs: vec![Run { text: text.into(), bounds, size: 10.0, ..Run::default() }],
        }
    }

    fn page(number: u32, lines: Vec<Line>) -> Page {
        let blocks = lines.into_iter().map(|l| of_lines(Role::Body, vec![l])).collect();
        Page { number, width: 595.0, height: 842.0, blocks }
    }

    fn roles(pages: &[Page]) -> Vec<Vec<Role>> {
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

    #[test]
    fn numbers_by_their_looks() {
        assert_eq!(number_of("-12-"), Some(12));
        assert_eq!(number_of("3/10"), Some(3));
        assert_eq!(number_of("P.7"), Some(7));
        assert_eq!(number_of("xiv"), Some(14));
        assert_eq!(number_of("第3条"), None);
        assert_eq!(number_of(""), None);
    }
}
