//! Lines near the edges of their pages' text, and what tells furniture from body.

use super::{Content, Line, Page, Rect, RunRole, SLACK, lines_of, size_of};

/// Lines this near to an edge of the text, counted from outside, may be furniture.
const OUTERMOST: usize = 4;

/// A line near an edge of its page's text.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) page: usize,
    pub(super) block: usize,
    pub(super) line: usize,
    /// 0 outermost.
    pub(super) rank: usize,
    pub(super) edge: Edge,
    /// Distance of the line's middle from the page's edge.
    pub(super) distance: f32,
    /// Where it begins and ends along its direction.
    pub(super) span: (f32, f32),
    pub(super) size: f32,
    /// Larger than the text of its page.
    pub(super) large: bool,
    /// Much larger, or in sizes of its own: a heading, perhaps with a page number at its height.
    pub(super) prominent: bool,
    /// What comes next from the edge is farther than a line's distance.
    pub(super) apart: bool,
    /// A gap within it is far wider than a space.
    pub(super) wide: bool,
    /// Width-folded.
    pub(super) words: Vec<String>,
    /// The words without spaces.
    pub(super) text: String,
}

impl Candidate {
    pub(super) fn place(&self) -> (usize, usize, usize) {
        (self.page, self.block, self.line)
    }
}

/// At one height, and on pages not far from each other.
pub(super) fn near(a: &Candidate, b: &Candidate) -> bool {
    (a.distance - b.distance).abs() <= SLACK && a.page.abs_diff(b.page) <= 6
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Edge {
    Top,
    Bottom,
    Left,
    Right,
}

pub(super) fn candidates(pages: &[Page]) -> Vec<Candidate> {
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
        let usual = usual(page);
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
            let inwards: Vec<f32> = near.iter().map(|(_, _, l)| distance(&l.bounds)).collect();
            let table = match edge {
                Edge::Top => table.y0,
                Edge::Bottom => page.height - table.y1,
                Edge::Left => table.x0,
                Edge::Right => page.width - table.x1,
            };
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
                let next = inwards.get(inwards.partition_point(|other| *other <= d + 3.0));
                let next = next.copied().unwrap_or(f32::MAX).min(table);
                let size = size_of(line);
                let words = words(line);
                out.push(Candidate {
                    page: p,
                    block: *b,
                    line: *l,
                    rank,
                    edge,
                    distance: d,
                    span: if sideways {
                        (line.bounds.y0, line.bounds.y1)
                    } else {
                        (line.bounds.x0, line.bounds.x1)
                    },
                    size,
                    large: size > 1.05 * usual,
                    prominent: size > 1.4 * usual || size > 1.3 * smallest(line),
                    apart: next - d > 1.8 * size,
                    wide: is_wide(line, sideways),
                    text: words.concat(),
                    words,
                });
            }
        }
    }
    out
}

/// The smallest size in a line, marks aside.
fn smallest(line: &Line) -> f32 {
    let base = line.runs.iter().filter(|r| r.role == RunRole::Base && !r.text.trim().is_empty());
    base.map(|r| r.size).fold(f32::MAX, f32::min)
}

/// Whether a line is far longer than its letters are wide.
fn is_wide(line: &Line, sideways: bool) -> bool {
    let extent = if sideways { line.bounds.height() } else { line.bounds.width() };
    let em = |c: char| match c {
        c if c.is_whitespace() => 0.0,
        c if c.is_ascii() => 0.5,
        _ => 1.0,
    };
    let live = line.runs.iter().filter(|r| r.role != RunRole::Ruby);
    let written: f32 = live.flat_map(|r| r.text.chars().map(move |c| em(c) * r.size)).sum();
    extent > 1.15 * written + 3.0 * size_of(line)
}

pub(super) fn words(line: &Line) -> Vec<String> {
    let text: String = line.runs.iter().map(|r| r.text.as_str()).collect();
    text.split_whitespace().map(folded_text).collect()
}

/// The size of most of a page's lines.
pub(super) fn usual(page: &Page) -> f32 {
    let mut sizes: Vec<f32> = page.blocks.iter().flat_map(lines_of).map(size_of).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or_default()
}

pub(super) fn folded(line: &Line) -> String {
    words(line).concat()
}

pub(super) fn folded_text(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match u32::from(c) {
            code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .collect()
}
