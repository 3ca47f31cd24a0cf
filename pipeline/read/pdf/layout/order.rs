//! Reading order within a region: bands of white across it, columns where a gutter runs down through several lines.

use crate::pdf::Rect;

/// Something to be put in order, in a frame where text runs from left to right and lines from top to bottom.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// The caller's index.
    pub(crate) index: usize,
    pub(crate) bounds: Rect,
    /// Font size of a chunk.
    pub(crate) size: f32,
    /// A table or box, not text.
    pub(crate) object: bool,
    /// Begins with a bullet or check box.
    pub(crate) bullet: bool,
}

impl Item {
    /// Lines of tight leading overlap with their boxes, not with their middles.
    fn core(&self) -> (f32, f32) {
        if self.object {
            return (self.bounds.y0, self.bounds.y1);
        }
        let h = self.bounds.height();
        (self.bounds.y0 + h * 0.25, self.bounds.y1 - h * 0.25)
    }
}

/// What stands next in reading order.
#[derive(Debug, PartialEq)]
pub(crate) enum Group {
    /// Chunks that form lines over each other.
    Lines(Vec<usize>),
    Object(usize),
    /// Chunks that stand in rows and columns though no rule says so.
    Table(Aligned),
    /// What follows looks like a table, but its columns are not clear.
    Unclear,
}

/// A table that alignment alone shows: the chunks of each cell, row by row.
#[derive(Debug, PartialEq)]
pub(crate) struct Aligned {
    pub(crate) cells: Vec<Vec<Vec<usize>>>,
    /// Where columns and rows part, outer edges included.
    pub(crate) xs: Vec<f32>,
    pub(crate) ys: Vec<f32>,
}

/// Puts items in reading order.
pub(crate) fn order(items: &[Item]) -> Vec<Group> {
    let mut out = Vec::new();
    cut(items.to_vec(), 0, &mut out);
    out
}

const MAX_DEPTH: usize = 16;

/// Items between two bands of white.
#[derive(Debug, Default)]
struct Band {
    items: Vec<Item>,
    /// White between items, at least as wide as a gutter.
    gaps: Vec<(f32, f32)>,
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
    size: f32,
    object: bool,
}

fn cut(items: Vec<Item>, depth: usize, out: &mut Vec<Group>) {
    let bands = bands(items);
    let mut at = 0;
    let mut doubtful = 0;
    while at < bands.len() {
        if depth < MAX_DEPTH
            && let Some((end, gutter)) = columns(&bands, at)
        {
            let middle = (gutter.0 + gutter.1) / 2.0;
            let (left, right): (Vec<Item>, Vec<Item>) = bands[at..end]
                .iter()
                .flat_map(|b| b.items.iter().copied())
                .partition(|i| i.bounds.centre().0 < middle);
            // Columns begin and end here, even where lines go before or follow.
            out.push(Group::Lines(Vec::new()));
            cut(left, depth + 1, out);
            out.push(Group::Lines(Vec::new()));
            cut(right, depth + 1, out);
            out.push(Group::Lines(Vec::new()));
            at = end;
            continue;
        }
        if at >= doubtful {
            match aligned(&bands, at) {
                Look::Table(end, table) => {
                    out.push(Group::Table(table));
                    at = end;
                    continue;
                }
                Look::Unclear(end) => {
                    out.push(Group::Unclear);
                    doubtful = end;
                }
                Look::Text => {}
            }
        }
        for item in &bands[at].items {
            match out.last_mut() {
                _ if item.object => out.push(Group::Object(item.index)),
                Some(Group::Lines(lines)) => lines.push(item.index),
                _ => out.push(Group::Lines(vec![item.index])),
            }
        }
        at += 1;
    }
    if depth == 0 {
        out.retain(|g| *g != Group::Lines(Vec::new()));
    }
}

fn bands(mut items: Vec<Item>) -> Vec<Band> {
    items.sort_by(|a, b| a.core().0.total_cmp(&b.core().0).then(a.bounds.x0.total_cmp(&b.bounds.x0)));
    let mut out: Vec<Band> = Vec::new();
    let mut bottom = f32::MIN;
    for item in items {
        let (y0, y1) = item.core();
        match out.last_mut() {
            Some(band) if y0 < bottom => band.items.push(item),
            _ => out.push(Band::of(item)),
        }
        bottom = bottom.max(y1);
    }
    for band in &mut out {
        band.measure();
    }
    out
}

impl Band {
    fn of(item: Item) -> Self {
        Self { items: vec![item], ..Self::default() }
    }

    fn measure(&mut self) {
        let mut spans: Vec<(f32, f32)> = self.items.iter().map(|i| (i.bounds.x0, i.bounds.x1)).collect();
        spans.sort_by(|a, b| a.0.total_cmp(&b.0));
        self.object = self.items.iter().any(|i| i.object);
        self.size = self.items.iter().filter(|i| !i.object).map(|i| i.size).fold(0.0, f32::max);
        self.left = spans.first().map_or(0.0, |s| s.0);
        self.top = self.items.iter().map(|i| i.bounds.y0).fold(f32::MAX, f32::min);
        self.bottom = self.items.iter().map(|i| i.bounds.y1).fold(f32::MIN, f32::max);
        let gutter = if self.object { 2.0 } else { self.size };
        let mut reach = self.left;
        for (x0, x1) in spans {
            if x0 - reach > gutter {
                self.gaps.push((reach, x0));
            }
            reach = reach.max(x1);
        }
        self.right = reach;
    }

    /// Whether everything in it stands to one side of that band.
    fn is_beside(&self, other: &Self) -> bool {
        self.left > other.right || self.right < other.left
    }

    /// The gutters between this band and the one below, where two columns begin at heights of their own.
    fn staggered(&self, next: &Self) -> Vec<(f32, f32)> {
        let size = self.size.max(next.size);
        if self.object || next.object || !self.gaps.is_empty() || next.top - self.bottom > 0.5 * size {
            return Vec::new();
        }
        let mut both =
            Self { items: self.items.iter().chain(&next.items).copied().collect(), ..Self::default() };
        both.measure();
        both.gaps
    }

    /// The part of a gutter that stays white in this band, the margins beside it counted as white.
    fn white(&self, gutter: (f32, f32)) -> Option<(f32, f32)> {
        let beside = [(f32::MIN, self.left), (self.right, f32::MAX)];
        let overlap = |w: &(f32, f32)| (w.0.max(gutter.0), w.1.min(gutter.1));
        let width = self.size.max(6.0) * 0.8;
        self.gaps.iter().chain(&beside).map(overlap).find(|(a, b)| b - a >= width.min(gutter.1 - gutter.0))
    }

    /// The lowest points of what stands on each side.
    fn reach(&self, gutter: (f32, f32)) -> (f32, f32) {
        let lowest = |left: bool| {
            let side = self.items.iter().filter(|i| (i.bounds.x1 <= gutter.0 + 0.5) == left);
            side.map(|i| i.bounds.y1).fold(f32::MIN, f32::max)
        };
        (lowest(true), lowest(false))
    }

    fn both_sides(&self, gutter: (f32, f32)) -> bool {
        self.left < gutter.0 + 0.1 && self.right > gutter.1 - 0.1
    }
}

/// The bands from `start` that a gutter parts into columns: where they end, and the gutter.
fn columns(bands: &[Band], start: usize) -> Option<(usize, (f32, f32))> {
    let first = bands.get(start)?;
    let mut best: Option<(usize, (f32, f32))> = None;
    let mut gaps = first.gaps.clone();
    gaps.extend(bands.get(start + 1).map(|next| first.staggered(next)).unwrap_or_default());
    for gap in &gaps {
        let mut gutter = *gap;
        let mut end = start + 1;
        // How far down each side has come.
        let mut reach = first.reach(gutter);
        while let Some(band) = bands.get(end) {
            let Some(narrowed) = band.white(gutter) else { break };
            let next = band.reach(narrowed);
            if !band.both_sides(narrowed) {
                let own = if next.0 > f32::MIN { reach.0 } else { reach.1 };
                if !runs_on(band, bands.get(end + 1), own, reach.0.max(reach.1)) {
                    break;
                }
            }
            reach = (reach.0.max(next.0), reach.1.max(next.1));
            gutter = narrowed;
            end += 1;
        }
        if accept(&bands[start..end], gutter)
            && best.is_none_or(|(e, g)| end > e || (end == e && gutter.1 - gutter.0 > g.1 - g.0))
        {
            best = Some((end, gutter));
        }
    }
    best
}

/// A column's own text may stand apart by so many lines, as a heading does, while the other column runs on beside it.
const HEADING: f32 = 3.5;

/// Whether a band that stands on one side of a gutter goes on with the columns above: alone it must follow closely; beside the lines
/// of the other column, which lie at heights of their own, it may stand apart as headings and paragraphs do. `own` is how far down that
/// side has come, `lowest` how far either.
fn runs_on(band: &Band, next: Option<&Band>, own: f32, lowest: f32) -> bool {
    let size = band.size.max(8.0);
    let near = if band.object { 2.0 } else { 1.1 } * size;
    // Lines of both columns lie between each other here.
    let woven = next.is_some_and(|n| n.top < band.bottom + 0.1 * size && n.is_beside(band));
    let apart = own > f32::MIN && band.top - own > HEADING * size;
    band.top - own <= near || !apart && (band.top - lowest <= near || woven)
}

/// Whether the two sides of a gutter are columns to be read one after the other, not fields of the same lines.
fn accept(bands: &[Band], gutter: (f32, f32)) -> bool {
    let items = || bands.iter().flat_map(|b| b.items.iter());
    let is_left = |i: &&Item| i.bounds.x1 <= gutter.0 + 0.5;
    let (left, right): (Vec<&Item>, Vec<&Item>) = items().partition(is_left);
    if left.is_empty() || right.is_empty() {
        return false;
    }
    if bands.iter().any(|b| b.object) {
        return true;
    }
    let size = bands.iter().map(|b| b.size).fold(0.0, f32::max).max(1.0);
    let (a, b) = (Side::of(&left), Side::of(&right));
    let rows = a.rows.len().min(b.rows.len());
    if rows < 3 {
        return false;
    }
    if a.bullets > 0.6 && b.bullets > 0.6 {
        return true;
    }
    if a.width < 7.0 * size || b.width < 7.0 * size {
        return false;
    }
    let aligned = a.rows.iter().filter(|y| b.rows.iter().any(|z| (**y - z).abs() < 0.2 * size)).count();
    if aligned * 2 < rows {
        return true;
    }
    // Lines at the same heights are columns where they are long and full, rows of a table where they are not.
    let (filled, broken) = (a.filled.min(b.filled), a.broken.max(b.broken));
    let long = a.width >= 12.0 * size && b.width >= 12.0 * size;
    long && broken < 0.3 && (filled > 0.72 && rows >= 5 || filled > 0.5 && rows >= 8)
}

/// One side of a gutter.
struct Side {
    /// Middles of its lines.
    rows: Vec<f32>,
    width: f32,
    /// How much of the width its lines fill, in the median.
    filled: f32,
    /// The share of its lines that have a gap as wide as a gutter.
    broken: f32,
    /// The share of its lines that begin with a bullet.
    bullets: f32,
}

impl Side {
    fn of(items: &[&Item]) -> Self {
        let mut sorted: Vec<&&Item> = items.iter().collect();
        sorted.sort_by(|a, b| a.bounds.centre().1.total_cmp(&b.bounds.centre().1));
        let mut rows: Vec<(f32, Rect)> = Vec::new();
        let mut inked: Vec<f32> = Vec::new();
        for item in sorted {
            let middle = item.bounds.centre().1;
            match (rows.last_mut(), inked.last_mut()) {
                (Some((y, r)), Some(ink)) if middle - *y < 0.4 * item.size => {
                    r.cover(&item.bounds);
                    *ink += item.bounds.width();
                }
                _ => {
                    rows.push((middle, item.bounds));
                    inked.push(item.bounds.width());
                }
            }
        }
        let size = items.iter().map(|i| i.size).fold(0.0, f32::max);
        let gaps = rows.iter().zip(&inked).filter(|((_, r), ink)| r.width() - **ink > 1.5 * size).count();
        let broken = gaps as f32 / rows.len().max(1) as f32;
        let bullets = items.iter().filter(|i| i.bullet).count() as f32 / rows.len().max(1) as f32;
        let x0 = items.iter().map(|i| i.bounds.x0).fold(f32::MAX, f32::min);
        let x1 = items.iter().map(|i| i.bounds.x1).fold(f32::MIN, f32::max);
        let width = (x1 - x0).max(1.0);
        let mut fills: Vec<f32> = rows.iter().map(|(_, r)| r.width() / width).collect();
        fills.sort_by(f32::total_cmp);
        let filled = fills.get(fills.len() / 2).copied().unwrap_or_default();
        Self { rows: rows.into_iter().map(|(y, _)| y).collect(), width, filled, broken, bullets }
    }
}

/// So few columns or rows are not clear enough to be taken for a table without rules.
const LEAST_COLUMNS: usize = 4;
const LEAST_ROWS: usize = 3;

/// What bands look like.
enum Look {
    /// A table, and the band after it.
    Table(usize, Aligned),
    /// Perhaps a table, up to a band.
    Unclear(usize),
    Text,
}

/// A table from band `start` on, where gutters run down through its rows.
fn aligned(bands: &[Band], start: usize) -> Look {
    let Some(first) = bands.get(start) else { return Look::Text };
    let mut gutters = first.gaps.clone();
    let mut end = start;
    while let Some(band) = bands.get(end) {
        if band.object || gutters.len() + 1 < LEAST_COLUMNS {
            break;
        }
        let far = end > start && band.top - bands[end - 1].bottom > 2.0 * band.size;
        let narrowed: Vec<(f32, f32)> = gutters.iter().filter_map(|g| band.white(*g)).collect();
        if far || narrowed.len() + 1 < LEAST_COLUMNS {
            break;
        }
        gutters = narrowed;
        end += 1;
    }
    let rows_of = |end: usize| -> Vec<Vec<Vec<Item>>> {
        let mut rows: Vec<Vec<Vec<Item>>> = Vec::new();
        for band in &bands[start..end] {
            let mut cells: Vec<Vec<Item>> = vec![Vec::new(); gutters.len() + 1];
            for item in &band.items {
                let column = gutters.iter().filter(|g| item.bounds.centre().0 > (g.0 + g.1) / 2.0).count();
                cells[column].push(*item);
            }
            // A line without anything in the first column goes on with the row above.
            match rows.last_mut() {
                Some(row) if cells[0].is_empty() => {
                    for (all, more) in row.iter_mut().zip(cells) {
                        all.extend(more);
                    }
                }
                _ => rows.push(cells),
            }
        }
        rows
    };
    let filled = |row: &Vec<Vec<Item>>| row.iter().filter(|c| !c.is_empty()).count();
    let mut rows = rows_of(end);
    // A line of text below is no row.
    while end > start && rows.last().is_some_and(|r| filled(r) < 2) {
        end -= 1;
        rows = rows_of(end);
    }
    let columns = gutters.len() + 1;
    let full = rows.iter().filter(|r| filled(r) + 1 >= columns).count();
    let cells = || rows.iter().flatten().filter(|c| !c.is_empty());
    let bullets = cells().filter(|c| c.first().is_some_and(|i| i.bullet)).count();
    if bullets * 2 > cells().count() || rows.len() < LEAST_ROWS || full * 10 < rows.len() * 4 {
        return Look::Text;
    }
    if full * 10 < rows.len() * 7 {
        return Look::Unclear(end);
    }
    let edge = |f: fn(&Item) -> f32, pick: fn(f32, f32) -> f32, from: f32| {
        rows.iter().flatten().flatten().map(f).fold(from, pick)
    };
    let mut xs = vec![edge(|i| i.bounds.x0, f32::min, f32::MAX)];
    xs.extend(gutters.iter().map(|g| (g.0 + g.1) / 2.0));
    xs.push(edge(|i| i.bounds.x1, f32::max, f32::MIN));
    let span = |row: &Vec<Vec<Item>>| {
        let items = || row.iter().flatten();
        (
            items().map(|i| i.bounds.y0).fold(f32::MAX, f32::min),
            items().map(|i| i.bounds.y1).fold(f32::MIN, f32::max),
        )
    };
    let mut ys: Vec<f32> = rows.first().map(|r| span(r).0).into_iter().collect();
    ys.extend(rows.windows(2).map(|w| (span(&w[0]).1 + span(&w[1]).0) / 2.0));
    ys.extend(rows.last().map(|r| span(r).1));
    let cells = rows
        .into_iter()
        .map(|row| row.into_iter().map(|cell| cell.into_iter().map(|i| i.index).collect()).collect())
        .collect();
    Look::Table(end, Aligned { cells, xs, ys })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(index: usize, x0: f32, y0: f32, x1: f32) -> Item {
        Item { index, bounds: Rect { x0, y0, x1, y1: y0 + 10.0 }, size: 10.0, object: false, bullet: false }
    }

    #[test]
    fn columns_under_a_heading() {
        let mut items = vec![text(0, 0.0, 0.0, 400.0)];
        for i in 0..5 {
            items.push(text(1 + i, 0.0, 20.0 + 15.0 * i as f32, 180.0));
            items.push(text(11 + i, 210.0, 20.0 + 15.0 * i as f32, 390.0));
        }
        let got = order(&items);
        let lines = |v: &[usize]| Group::Lines(v.to_vec());
        assert_eq!(got, [lines(&[0]), lines(&[1, 2, 3, 4, 5]), lines(&[11, 12, 13, 14, 15])]);
    }

    #[test]
    fn columns_that_begin_at_heights_of_their_own() {
        let mut items = Vec::new();
        // A heading and its distance on the left; on the right lines that go on from elsewhere, between those of the left.
        items.push(Item {
            size: 14.0,
            bounds: Rect { x0: 0.0, y0: 10.5, x1: 60.0, y1: 24.5 },
            ..text(0, 0.0, 0.0, 0.0)
        });
        for i in 0..6 {
            items.push(text(1 + i, 0.0, 45.0 + 15.0 * i as f32, 180.0));
        }
        for i in 0..8 {
            let below = if i < 4 { 0.0 } else { 20.0 };
            items.push(text(11 + i, 210.0, 15.0 * i as f32 + below, 390.0));
        }
        let lines = |v: std::ops::Range<usize>| Group::Lines(v.collect());
        assert_eq!(order(&items), [lines(0..7), lines(11..19)]);
    }

    #[test]
    fn a_line_below_columns_is_read_after_them() {
        let mut items = Vec::new();
        for i in 0..5 {
            items.push(text(i, 0.0, 15.0 * i as f32, 180.0));
            items.push(text(11 + i, 210.0, 15.0 * i as f32, 390.0));
        }
        items.push(text(11 + 5, 210.0, 75.0, 390.0));
        items.push(text(30, 0.0, 110.0, 80.0));
        let lines = |v: &[usize]| Group::Lines(v.to_vec());
        assert_eq!(order(&items), [lines(&[0, 1, 2, 3, 4]), lines(&[11, 12, 13, 14, 15, 16]), lines(&[30])]);
    }

    #[test]
    fn numbers_before_paragraphs_are_no_column() {
        let mut items = Vec::new();
        for i in 0..5 {
            items.push(text(2 * i, 0.0, 15.0 * i as f32, 20.0));
            items.push(text(2 * i + 1, 50.0, 15.0 * i as f32, 390.0));
        }
        assert_eq!(order(&items), vec![Group::Lines((0..10).collect())]);
    }

    #[test]
    fn a_box_beside_text() {
        let mut items: Vec<Item> = (0..4).map(|i| text(i, 0.0, 15.0 * i as f32, 250.0)).collect();
        items.push(Item {
            index: 9,
            bounds: Rect { x0: 300.0, y0: 0.0, x1: 400.0, y1: 50.0 },
            size: 0.0,
            object: true,
            bullet: false,
        });
        assert_eq!(order(&items), vec![Group::Lines(vec![0, 1, 2, 3]), Group::Object(9)]);
    }

    #[test]
    fn rows_and_columns_without_rules() {
        let mut items = vec![text(0, 0.0, 0.0, 400.0)];
        for row in 0..4 {
            for column in 0..4 {
                let x = 100.0 * column as f32;
                items.push(text(1 + row * 4 + column, x, 30.0 + 20.0 * row as f32, x + 50.0));
            }
        }
        // The last cell goes on below.
        items.push(text(99, 200.0, 105.0, 250.0));
        let got = order(&items);
        assert_eq!(got[0], Group::Lines(vec![0]));
        let Group::Table(table) = &got[1] else { panic!("{got:?}") };
        assert_eq!(table.cells.len(), 4);
        assert_eq!(table.cells[3], [vec![13], vec![14], vec![15, 99], vec![16]]);
        assert_eq!((table.xs.len(), table.ys.len()), (5, 5));
    }
}
