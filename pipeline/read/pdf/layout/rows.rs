//! Lines from chunks: what stands at one height is one line; ruby and superscripts are kept apart from their base text.

use crate::pdf::drawn::Glyph;
use crate::pdf::geometry::{EMPTY, Turn};
use crate::pdf::{Line, Rect, Run, RunRole};

use super::chunks::Chunk;
use super::marks::Marks;

/// Chunks at one height.
#[derive(Debug)]
struct Row {
    chunks: Vec<usize>,
    /// Middle third of the row's largest chunk.
    core: (f32, f32),
    size: f32,
    left: f32,
    right: f32,
}

/// A line with its place in the frame.
#[derive(Debug)]
pub(crate) struct Placed {
    pub(crate) line: Line,
    pub(crate) frame: Rect,
    pub(crate) size: f32,
}

/// Up to this size against its line's, text may be a mark above or below it.
const SMALL: f32 = 0.9;
/// And up to this it is one only beside the line's text.
const SMALLER: f32 = 0.8;

/// What lines are made of.
pub(crate) struct Source<'a> {
    pub(crate) glyphs: &'a [Glyph],
    pub(crate) chunks: &'a [Chunk],
    pub(crate) turn: Turn,
    pub(crate) marks: &'a Marks,
}

/// The lines that chunks make, from top to bottom of the frame.
pub(crate) fn lines(source: &Source<'_>, chunks: &[usize]) -> Vec<Placed> {
    let rows = rows(source, chunks);
    let mut out: Vec<Placed> = Vec::new();
    let mut ruby: Vec<&Row> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        if rows.get(i + 1).is_some_and(|base| is_ruby(source, row, base)) {
            ruby.push(row);
            continue;
        }
        if let Some(placed) = assemble(source, row, &ruby) {
            out.push(placed);
        }
        ruby.clear();
    }
    out
}

fn rows(source: &Source<'_>, chunks: &[usize]) -> Vec<Row> {
    let mut order: Vec<usize> = chunks.to_vec();
    let chunk = |i: usize| source.chunks.get(i);
    // Large ones first: they say where lines are; small ones join them.
    order.sort_by(|a, b| {
        let key = |i: usize| {
            chunk(i).map_or((0, 0.0, 0.0), |c| (-(c.size * 2.0).round() as i64, c.middle(), c.bounds.x0))
        };
        let (a, b) = (key(*a), key(*b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.total_cmp(&b.2))
    });
    let mut rows: Vec<Row> = Vec::new();
    for index in order {
        let Some(c) = chunk(index) else { continue };
        let near =
            rows.iter_mut().filter(|r| joins(r, c)).min_by(|a, b| distance(a, c).total_cmp(&distance(b, c)));
        match near {
            Some(row) => {
                row.chunks.push(index);
                row.left = row.left.min(c.bounds.x0);
                row.right = row.right.max(c.bounds.x1);
            }
            None => rows.push(Row {
                chunks: vec![index],
                core: c.core(),
                size: c.size,
                left: c.bounds.x0,
                right: c.bounds.x1,
            }),
        }
    }
    rows.sort_by(|a, b| a.core.0.total_cmp(&b.core.0).then(a.left.total_cmp(&b.left)));
    rows
}

fn distance(row: &Row, c: &Chunk) -> f32 {
    ((row.core.0 + row.core.1) / 2.0 - c.middle()).abs()
}

fn joins(row: &Row, c: &Chunk) -> bool {
    let middle = c.middle();
    let within = middle > row.core.0 - 0.1 * row.size && middle < row.core.1 + 0.1 * row.size;
    if c.size > row.size * SMALL || c.size > row.size * SMALLER && within {
        return within;
    }
    // A small chunk joins at its side: as a mark above or below, or on the line itself.
    let beside = c.bounds.x0 < row.right + 1.2 * row.size && c.bounds.x1 > row.left - 1.2 * row.size;
    let reach = if c.size > row.size * SMALLER { 0.5 } else { 0.42 } * row.size;
    let row_middle = (row.core.0 + row.core.1) / 2.0;
    beside && (middle - row_middle).abs() < reach
}

/// Small kana right above text, each over a part of it.
fn is_ruby(source: &Source<'_>, row: &Row, base: &Row) -> bool {
    if row.size > 0.62 * base.size || row.left < base.left - base.size || row.right > base.right + base.size {
        return false;
    }
    let gap = base.core.0 - row.core.1;
    let kana = row.chunks.iter().filter_map(|i| source.chunks.get(*i)).flat_map(|c| &c.glyphs).all(|g| {
        source.glyphs.get(*g as usize).is_some_and(|g| {
            matches!(u32::from(g.ch), 0x3041..=0x3096 | 0x30A1..=0x30FC)
                || g.ch.is_whitespace()
                || g.ch == '・'
        })
    });
    kana && gap < 0.75 * base.size
}

/// A glyph on its way into a line.
struct Piece {
    glyph: u32,
    frame: Rect,
    role: RunRole,
    /// Struck twice at one place.
    doubled: bool,
}

fn assemble(source: &Source<'_>, row: &Row, ruby: &[&Row]) -> Option<Placed> {
    let mut pieces = pieces(source, row, row.size, RunRole::Base);
    once(source, &mut pieces);
    for over in ruby {
        insert_ruby(&mut pieces, self::pieces(source, over, over.size, RunRole::Ruby));
    }
    let mut builder = Builder { source, runs: Vec::new(), end: None, previous: None, frame: EMPTY };
    for piece in &pieces {
        builder.push(piece);
    }
    let mut line = Line { vertical: source.turn == Turn::Down, runs: builder.runs, ..Line::default() };
    line.bounds = source.turn.page(&builder.frame);
    let size = row.size;
    (!line.runs.is_empty()).then_some(Placed { line, frame: builder.frame, size })
}

/// The row's glyphs from left to right.
fn pieces(source: &Source<'_>, row: &Row, size: f32, role: RunRole) -> Vec<Piece> {
    let mut chunks: Vec<&Chunk> = row.chunks.iter().filter_map(|i| source.chunks.get(*i)).collect();
    chunks.sort_by(|a, b| a.bounds.x0.total_cmp(&b.bounds.x0));
    let apart = chunks.windows(2).all(|w| w[1].bounds.x0 >= w[0].bounds.x1 - 0.25 * size);
    let middle = (row.core.0 + row.core.1) / 2.0;
    let mut out = Vec::new();
    for chunk in chunks {
        let raised = chunk.size < 0.78 * size && chunk.middle() < middle - 0.1 * size;
        let role = if role == RunRole::Base && raised { RunRole::Superscript } else { role };
        for glyph in &chunk.glyphs {
            let Some(g) = source.glyphs.get(*glyph as usize) else { continue };
            out.push(Piece { glyph: *glyph, frame: source.turn.frame(&g.bounds), role, doubled: false });
        }
    }
    if !apart {
        // Chunks that overlap: struck twice, or drawn in another order than they are read.
        out.sort_by(|a, b| a.frame.x0.total_cmp(&b.frame.x0));
    }
    out
}

/// Drops glyphs that were struck again at the same place to look bold.
fn once(source: &Source<'_>, pieces: &mut Vec<Piece>) {
    let ch = |p: &Piece| source.glyphs.get(p.glyph as usize).map(|g| (g.ch, g.size));
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces.drain(..) {
        let twin = kept.iter_mut().rev().take(4).find(|k| {
            let (Some((a, size)), Some((b, _))) = (ch(k), ch(&piece)) else { return false };
            a == b
                && (k.frame.x0 - piece.frame.x0).abs() < 0.22 * size.min(piece.frame.width().max(1.0) * 1.5)
                && (k.frame.y0 - piece.frame.y0).abs() < 0.25 * size
        });
        match twin {
            Some(k) => k.doubled = !ch(k).is_some_and(|(c, _)| c.is_whitespace()),
            None => kept.push(piece),
        }
    }
    *pieces = kept;
}

/// Puts ruby after the base glyphs that it stands over.
fn insert_ruby(pieces: &mut Vec<Piece>, ruby: Vec<Piece>) {
    let mut group: Vec<Piece> = Vec::new();
    let mut groups: Vec<Vec<Piece>> = Vec::new();
    for piece in ruby {
        if let Some(last) = group.last()
            && piece.frame.x0 - last.frame.x1 > 0.9 * piece.frame.height()
        {
            groups.push(std::mem::take(&mut group));
        }
        group.push(piece);
    }
    groups.push(group);
    for group in groups {
        let Some(end) = group.last().map(|p| p.frame.x1) else { continue };
        let at = pieces
            .iter()
            .rposition(|p| p.role == RunRole::Base && p.frame.x0 + 0.3 * p.frame.width() < end)
            .map_or(0, |i| i + 1);
        pieces.splice(at..at, group);
    }
}

struct Builder<'a> {
    source: &'a Source<'a>,
    runs: Vec<Run>,
    /// Where the last base glyph ended, and what it was.
    end: Option<f32>,
    previous: Option<char>,
    frame: Rect,
}

impl Builder<'_> {
    fn push(&mut self, piece: &Piece) {
        let Some(glyph) = self.source.glyphs.get(piece.glyph as usize) else { return };
        let (struck, underlined) = self.source.marks.of(piece.glyph);
        let bold = glyph.bold || piece.doubled;
        let space = glyph.ch.is_whitespace();
        let page = glyph.bounds;
        self.frame.cover(&piece.frame);
        let gap = if piece.role == RunRole::Ruby { false } else { self.gap(glyph, piece) };
        if piece.role != RunRole::Ruby {
            self.end = Some(piece.frame.x1);
            self.previous = Some(glyph.ch);
        }
        let same = self.runs.last().is_some_and(|r| {
            r.role == piece.role
                && (space
                    || r.bold == bold
                        && (r.size - glyph.size).abs() <= 0.06 * r.size
                        && r.struck == struck
                        && r.underlined == underlined)
        });
        if gap
            && let Some(run) = self.runs.last_mut()
            && !run.text.ends_with(char::is_whitespace)
        {
            run.text.push(' ');
        }
        if same && let Some(run) = self.runs.last_mut() {
            run.text.push(glyph.ch);
            run.bounds.cover(&page);
        } else {
            self.runs.push(Run {
                text: String::from(glyph.ch),
                bounds: page,
                size: glyph.size,
                bold,
                role: piece.role,
                struck,
                underlined,
            });
        }
    }

    /// Whether white that stands for a space lies before the glyph.
    fn gap(&self, glyph: &Glyph, piece: &Piece) -> bool {
        let (Some(end), Some(previous)) = (self.end, self.previous) else { return false };
        if glyph.ch.is_whitespace() || previous.is_whitespace() {
            return false;
        }
        let latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, ',' | '.' | ';' | ':' | ')' | '(');
        let least = if latin(previous) && latin(glyph.ch) { 0.17 } else { 0.5 };
        piece.frame.x0 - end > least * glyph.size
    }
}
