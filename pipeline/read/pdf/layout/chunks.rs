//! Glyphs that follow each other along a line, in the order in which they were drawn.

use crate::pdf::Rect;
use crate::pdf::drawn::Glyph;
use crate::pdf::geometry::Turn;

/// Glyphs of one size that stand on one line without a wide gap, in a frame where text runs from left to right.
#[derive(Clone, Debug)]
pub(crate) struct Chunk {
    /// Indices into the page's glyphs, in writing order.
    pub(crate) glyphs: Vec<u32>,
    /// In the frame.
    pub(crate) bounds: Rect,
    pub(crate) size: f32,
}

impl Chunk {
    /// The height in which a chunk must not meet another line's: its middle.
    pub(crate) fn core(&self) -> (f32, f32) {
        let h = self.bounds.height();
        (self.bounds.y0 + h * 0.25, self.bounds.y1 - h * 0.25)
    }

    pub(crate) fn middle(&self) -> f32 {
        (self.bounds.y0 + self.bounds.y1) / 2.0
    }
}

/// Builds chunks from glyphs given by index. White space at a chunk's ends is left out.
pub(crate) fn build(glyphs: &[Glyph], indices: &[u32], turn: Turn) -> Vec<Chunk> {
    let mut out: Vec<Chunk> = Vec::new();
    let mut open: Option<Chunk> = None;
    for &index in indices {
        let Some(glyph) = glyphs.get(index as usize) else { continue };
        let bounds = turn.frame(&glyph.bounds);
        if let Some(chunk) = &mut open
            && continues(chunk, &bounds, glyph.size)
        {
            chunk.glyphs.push(index);
            chunk.bounds.cover(&bounds);
            continue;
        }
        if let Some(chunk) = open.take() {
            close(glyphs, turn, chunk, &mut out);
        }
        open = Some(Chunk { glyphs: vec![index], bounds, size: glyph.size });
    }
    if let Some(chunk) = open {
        close(glyphs, turn, chunk, &mut out);
    }
    out
}

fn continues(chunk: &Chunk, next: &Rect, size: f32) -> bool {
    let em = chunk.size.max(size);
    let gap = next.x0 - chunk.bounds.x1;
    (chunk.size - size).abs() <= 0.08 * em
        && (chunk.middle() - (next.y0 + next.y1) / 2.0).abs() <= 0.12 * em
        && gap > -0.35 * em
        && gap < 0.9 * em
        && next.x1 > chunk.bounds.x1 - 0.1 * em
}

/// A chunk's box without the blank halves of full-width brackets and points at its ends, which may hang into a gutter.
pub(crate) fn inked(chunk: &Chunk, glyphs: &[Glyph]) -> Rect {
    let blank = |at: Option<&u32>, halves: &str| {
        let glyph = at.and_then(|i| glyphs.get(*i as usize)).filter(|g| halves.contains(g.ch));
        glyph.map_or(0.0, |_| 0.4 * chunk.size)
    };
    let (left, right) = (
        blank(chunk.glyphs.first(), "（「『【〔［｛〈《"),
        blank(chunk.glyphs.last(), "）」』】〕］｝〉》、。，．"),
    );
    let wide = chunk.bounds.width() > left + right + 0.5 * chunk.size;
    if wide {
        Rect { x0: chunk.bounds.x0 + left, x1: chunk.bounds.x1 - right, ..chunk.bounds }
    } else {
        chunk.bounds
    }
}

fn close(glyphs: &[Glyph], turn: Turn, mut chunk: Chunk, out: &mut Vec<Chunk>) {
    let is_space = |i: &u32| glyphs.get(*i as usize).is_none_or(|g| g.ch.is_whitespace());
    let Some(first) = chunk.glyphs.iter().position(|i| !is_space(i)) else { return };
    let last = chunk.glyphs.iter().rposition(|i| !is_space(i)).unwrap_or(first);
    if first > 0 || last + 1 < chunk.glyphs.len() {
        chunk.glyphs.truncate(last + 1);
        chunk.glyphs.drain(..first);
        chunk.bounds = crate::pdf::geometry::EMPTY;
        for i in &chunk.glyphs {
            if let Some(glyph) = glyphs.get(*i as usize) {
                chunk.bounds.cover(&turn.frame(&glyph.bounds));
            }
        }
    }
    out.push(chunk);
}
