//! From glyphs and rules to blocks in reading order.

mod blocks;
mod chunks;
mod grid;
mod marks;
mod order;
mod pillars;
mod rows;
mod upright;

use std::collections::BTreeMap;

use super::drawn::{Drawn, Glyph, Rule};
use super::geometry::Turn;
use super::margins;
use super::{Block, Cell, Content, Line, Rect, Role, Table};

use self::chunks::Chunk;
use self::grid::Grid;
use self::marks::Marks;
use self::order::{Aligned, Group, Item};
use self::rows::Source;

/// A page laid out.
#[derive(Debug, Default)]
pub(crate) struct Laid {
    pub(crate) blocks: Vec<Block>,
    /// Characters that are struck out.
    pub(crate) struck: usize,
    /// What looks like a table without rules but has no clear columns.
    pub(crate) unclear: usize,
}

/// Where glyphs belong: the page, or a cell of a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Region {
    Page,
    Cell { grid: usize, cell: usize },
}

/// Puts what a page draws in reading order.
pub(crate) fn page(drawn: &mut Drawn, width: f32, height: f32) -> Laid {
    let (mut grids, used) = ruled(drawn);
    keep(&mut grids, drawn, width, height);
    // Small grids before large ones: a glyph belongs to the innermost.
    let area = |g: &Grid| g.bounds().width() * g.bounds().height();
    grids.sort_by(|a, b| area(a).total_cmp(&area(b)));
    let regions: Vec<Region> = drawn
        .glyphs
        .iter()
        .map(|glyph| {
            let (x, y) = glyph.bounds.centre();
            region_at(&grids, 0, x, y)
        })
        .collect();
    upright::turn(&mut drawn.glyphs, |a, b| regions.get(a) == regions.get(b));
    let mut content: BTreeMap<Region, BTreeMap<Turn, Vec<u32>>> = BTreeMap::new();
    for (i, (glyph, region)) in drawn.glyphs.iter().zip(&regions).enumerate() {
        if glyph.turn == Turn::Askew {
            continue;
        }
        content.entry(*region).or_default().entry(glyph.turn).or_default().push(i as u32);
    }
    let marks = Marks::find(&drawn.glyphs, &drawn.rules, &used);
    let mut children: BTreeMap<Region, Vec<usize>> = BTreeMap::new();
    for (i, grid) in grids.iter().enumerate() {
        let (x, y) = grid.bounds().centre();
        children.entry(region_at(&grids, i + 1, x, y)).or_default().push(i);
    }
    let layout =
        Layout { drawn, grids: &grids, marks: &marks, content, children, unclear: Default::default() };
    let mut blocks = layout.region(Region::Page, 0);
    blocks.extend(margins::askew(drawn));
    let lone: Vec<Rule> = drawn.rules.iter().zip(&used).filter(|(_, u)| !**u).map(|(r, _)| *r).collect();
    margins::mark(&mut blocks, &lone, width);
    Laid { blocks, struck: marks.struck_count(), unclear: layout.unclear.get() }
}

/// The grids among a page's rules, and which rules belong to one. Rules through text are none of a table, though they may touch it.
fn ruled(drawn: &Drawn) -> (Vec<Grid>, Vec<bool>) {
    let through = marks::through(&drawn.glyphs, &drawn.rules);
    let find = |rules: &[Rule]| {
        let (mut grids, mut used) = grid::find(rules);
        grids.extend(pillars::find(rules, &mut used, &drawn.glyphs));
        (grids, used)
    };
    if through.is_empty() {
        return find(&drawn.rules);
    }
    let rest = drawn.rules.iter().enumerate().filter(|(i, _)| !through.contains(i));
    let (places, rules): (Vec<usize>, Vec<Rule>) = rest.map(|(i, rule)| (i, *rule)).unzip();
    let (grids, found) = find(&rules);
    let mut used = vec![false; drawn.rules.len()];
    for (place, found) in places.into_iter().zip(found) {
        if let Some(flag) = used.get_mut(place) {
            *flag = found;
        }
    }
    (grids, used)
}

/// The innermost cell at a point, among grids from `first` on.
fn region_at(grids: &[Grid], first: usize, x: f32, y: f32) -> Region {
    for (grid, g) in grids.iter().enumerate().skip(first) {
        if g.bounds().holds(x, y)
            && let Some(cell) = g.cell_at(x, y)
        {
            return Region::Cell { grid, cell };
        }
    }
    Region::Page
}

/// Leaves out frames: check boxes, boxes around single words, borders of the page.
fn keep(grids: &mut Vec<Grid>, drawn: &Drawn, width: f32, height: f32) {
    let mut sizes: Vec<f32> = drawn.glyphs.iter().map(|g| g.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = sizes.get(sizes.len() / 2).copied().unwrap_or(10.0);
    grids.retain(|g| {
        let b = g.bounds();
        if g.cells.len() > 1 {
            return b.height() > 0.8 * size && b.width() > 1.5 * size;
        }
        let word = b.height() < 2.4 * size && b.width() < 0.5 * width;
        let border = b.width() > 0.9 * width && b.height() > 0.9 * height;
        !word && !border && b.width() > 3.0 * size
    });
}

struct Layout<'a> {
    drawn: &'a Drawn,
    grids: &'a [Grid],
    marks: &'a Marks,
    content: BTreeMap<Region, BTreeMap<Turn, Vec<u32>>>,
    children: BTreeMap<Region, Vec<usize>>,
    unclear: std::cell::Cell<usize>,
}

/// Tables within tables deeper than this are read as part of the outer one's text.
const MAX_DEPTH: usize = 8;

/// An object of a region that is put in order as a whole.
enum Piece {
    Grid(usize),
    Block(Block),
}

impl Layout<'_> {
    /// The blocks of a region in reading order.
    fn region(&self, region: Region, depth: usize) -> Vec<Block> {
        let empty = BTreeMap::new();
        let turns = self.content.get(&region).unwrap_or(&empty);
        // Most of the text decides in which frame the region is read.
        let main = turns.iter().max_by_key(|(_, v)| v.len()).map_or(Turn::Right, |(t, _)| *t);
        let mut pieces: Vec<Piece> = Vec::new();
        for (turn, indices) in turns.iter().filter(|(t, _)| **t != main) {
            pieces.extend(self.text(*turn, indices).into_iter().map(Piece::Block));
        }
        if depth < MAX_DEPTH {
            pieces.extend(self.children.get(&region).into_iter().flatten().map(|g| Piece::Grid(*g)));
        }
        let indices: &[u32] = turns.get(&main).map_or(&[], Vec::as_slice);
        let chunks = chunks::build(&self.drawn.glyphs, indices, main);
        let mut items = self.items(&chunks);
        for (index, piece) in pieces.iter().enumerate() {
            let bounds = match piece {
                Piece::Grid(g) => self.grids.get(*g).map(Grid::bounds).unwrap_or_default(),
                Piece::Block(b) => b.bounds,
            };
            items.push(Item { index, bounds: main.frame(&bounds), size: 0.0, object: true, bullet: false });
        }
        let mut out = Vec::new();
        for group in order::order(&items) {
            match group {
                Group::Lines(lines) => out.extend(self.lines(main, &chunks, &lines)),
                Group::Table(table) => out.push(self.aligned(main, &chunks, &table)),
                Group::Unclear => self.unclear.set(self.unclear.get() + 1),
                Group::Object(i) => match pieces.get(i) {
                    Some(Piece::Grid(g)) => out.extend(self.grid(*g, depth + 1)),
                    Some(Piece::Block(b)) => out.push(b.clone()),
                    None => {}
                },
            }
        }
        out
    }

    fn items(&self, chunks: &[Chunk]) -> Vec<Item> {
        let bullet = |c: &Chunk| {
            let first = c.glyphs.first().and_then(|g| self.drawn.glyphs.get(*g as usize));
            first.is_some_and(|g| "•・●○■□◆◇▪‣⁃☐☑➢\u{F0B7}\u{F0A7}\u{F06C}".contains(g.ch))
        };
        let item = |(index, c): (usize, &Chunk)| Item {
            index,
            bounds: chunks::inked(c, self.glyphs()),
            size: c.size,
            object: false,
            bullet: bullet(c),
        };
        chunks.iter().enumerate().map(item).collect()
    }

    /// Blocks of text of one turn.
    fn text(&self, turn: Turn, indices: &[u32]) -> Vec<Block> {
        let chunks = chunks::build(&self.drawn.glyphs, indices, turn);
        let items = self.items(&chunks);
        let mut out = Vec::new();
        for group in order::order(&items) {
            match group {
                Group::Lines(lines) => out.extend(self.lines(turn, &chunks, &lines)),
                Group::Table(table) => out.push(self.aligned(turn, &chunks, &table)),
                Group::Unclear => self.unclear.set(self.unclear.get() + 1),
                Group::Object(_) => {}
            }
        }
        out
    }

    fn lines(&self, turn: Turn, chunks: &[Chunk], lines: &[usize]) -> Vec<Block> {
        let source = Source { glyphs: self.glyphs(), chunks, turn, marks: self.marks };
        blocks::blocks(rows::lines(&source, lines))
    }

    /// A table that has no rules.
    fn aligned(&self, turn: Turn, chunks: &[Chunk], table: &Aligned) -> Block {
        let source = Source { glyphs: self.glyphs(), chunks, turn, marks: self.marks };
        let frame = |x0: usize, y0: usize, x1: usize, y1: usize| {
            let at = |v: &[f32], i: usize| v.get(i).copied().unwrap_or_default();
            turn.page(&Rect {
                x0: at(&table.xs, x0),
                y0: at(&table.ys, y0),
                x1: at(&table.xs, x1),
                y1: at(&table.ys, y1),
            })
        };
        let mut cells = Vec::new();
        for (row, columns) in table.cells.iter().enumerate() {
            for (column, chunks) in columns.iter().enumerate() {
                let lines = rows::lines(&source, chunks).into_iter().map(|p| p.line).collect();
                cells.push(Cell {
                    row: row as u32,
                    column: column as u32,
                    row_span: 1,
                    column_span: 1,
                    bounds: frame(column, row, column + 1, row + 1),
                    lines,
                });
            }
        }
        let (rows, columns) = (table.ys.len().saturating_sub(1), table.xs.len().saturating_sub(1));
        let content = Table { rows: rows as u32, columns: columns as u32, cells, ruled: false };
        Block { role: Role::Body, bounds: frame(0, 0, columns, rows), content: Content::Table(content) }
    }

    fn glyphs(&self) -> &[Glyph] {
        &self.drawn.glyphs
    }

    /// A grid as a table; a single cell as the text that stands in it.
    fn grid(&self, index: usize, depth: usize) -> Vec<Block> {
        let Some(grid) = self.grids.get(index) else { return Vec::new() };
        if grid.cells.len() == 1 {
            return self.region(Region::Cell { grid: index, cell: 0 }, depth);
        }
        let cells: Vec<Cell> = grid
            .cells
            .iter()
            .enumerate()
            .map(|(i, cell)| Cell {
                row: cell.row as u32,
                column: cell.column as u32,
                row_span: cell.row_span as u32,
                column_span: cell.column_span as u32,
                bounds: grid.cell_bounds(cell),
                lines: flat(self.region(Region::Cell { grid: index, cell: i }, depth)),
            })
            .collect();
        if cells.iter().all(|c| c.lines.is_empty()) {
            return Vec::new();
        }
        let mut cells = cells;
        cells.sort_by_key(|c| (c.row, c.column));
        let table = Table {
            rows: grid.ys.len().saturating_sub(1) as u32,
            columns: grid.xs.len().saturating_sub(1) as u32,
            cells,
            ruled: true,
        };
        vec![Block { role: Role::Body, bounds: grid.bounds(), content: Content::Table(table) }]
    }
}

/// The lines of blocks, those of tables cell by cell.
fn flat(blocks: Vec<Block>) -> Vec<Line> {
    let mut out = Vec::new();
    for block in blocks {
        match block.content {
            Content::Lines(lines) => out.extend(lines),
            Content::Table(table) => out.extend(table.cells.into_iter().flat_map(|c| c.lines)),
        }
    }
    out
}
