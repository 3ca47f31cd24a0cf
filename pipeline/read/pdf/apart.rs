//! Page furniture that the file itself marks as such: laid out apart from the body, whose lines it would disturb.
//!
//! A mark is believed where it can be true: headers and footers stand outside of the body, watermarks are large or run askew.

use super::drawn::{Drawn, Glyph};
use super::furniture::{is_number, split};
use super::geometry::{EMPTY, Turn};
use super::{Block, Content, Line, Role, layout};

/// A watermark is so much larger than the body.
const LARGE: f32 = 1.8;

/// Takes the glyphs of marked furniture out of what a page draws.
pub(crate) fn take(drawn: &mut Drawn) -> Vec<Glyph> {
    if drawn.glyphs.iter().all(|g| g.apart.is_none()) {
        return Vec::new();
    }
    let mut body = EMPTY;
    let mut sizes: Vec<f32> = Vec::new();
    for glyph in drawn.glyphs.iter().filter(|g| g.apart.is_none() && !g.ch.is_whitespace()) {
        sizes.push(glyph.size);
        if glyph.turn != Turn::Askew {
            body.cover(&glyph.bounds);
        }
    }
    sizes.sort_by(f32::total_cmp);
    let Some(usual) = sizes.get(sizes.len() / 2).copied() else {
        // A page of furniture alone: whoever marked it marked too much, or there is nothing that it could disturb.
        return Vec::new();
    };
    let believed = |set: &[Glyph]| {
        let mut bounds = EMPTY;
        set.iter().for_each(|g| bounds.cover(&g.bounds));
        let (x, y) = bounds.centre();
        let askew = set.iter().any(|g| g.turn == Turn::Askew);
        match set.first().and_then(|g| g.apart) {
            None => false,
            Some(Role::Watermark) => askew || set.iter().any(|g| g.size > LARGE * usual),
            // A text that Word draws across the page stands in its header.
            Some(_) if askew => true,
            Some(_) => y < body.y0 || y > body.y1 || x < body.x0 || x > body.x1,
        }
    };
    let (mut furniture, mut rest) = (Vec::new(), Vec::with_capacity(drawn.glyphs.len()));
    // What is marked as one and drawn on one line is believed or not as a whole.
    for set in drawn.glyphs.chunk_by(|a, b| a.apart == b.apart && (a.apart.is_none() || on_one_line(a, b))) {
        if believed(set) { &mut furniture } else { &mut rest }.extend_from_slice(set);
    }
    drawn.glyphs = rest;
    furniture
}

fn on_one_line(a: &Glyph, b: &Glyph) -> bool {
    let along = |turn: Turn| turn.frame(&a.bounds).centre().1 - turn.frame(&b.bounds).centre().1;
    a.turn == b.turn && (a.turn == Turn::Askew || along(a.turn).abs() < 0.5 * a.size.max(b.size))
}

/// Lays that furniture out, and puts it before and behind the body.
pub(crate) fn put(furniture: &mut Vec<Glyph>, blocks: &mut Vec<Block>, width: f32, height: f32) {
    if furniture.is_empty() {
        return;
    }
    let watermark = |g: &Glyph| g.apart == Some(Role::Watermark) || g.turn == Turn::Askew;
    let (large, lines): (Vec<Glyph>, Vec<Glyph>) = furniture.drain(..).partition(watermark);
    let lay = |glyphs: Vec<Glyph>| {
        let mut drawn = Drawn { glyphs, ..Drawn::default() };
        layout::page(&mut drawn, width, height).blocks
    };
    let mut found = Vec::new();
    for block in lay(lines) {
        let number = |line: &Line| if is_number(line) { Role::PageNumber } else { Role::Running };
        let roles: Vec<Role> = match &block.content {
            Content::Lines(lines) => lines.iter().map(number).collect(),
            Content::Table(_) => Vec::new(),
        };
        let block = Block { role: Role::Running, ..block };
        split(block, |i| roles.get(i).copied(), &mut found);
    }
    let top = blocks.iter().map(|b| b.bounds.centre().1).fold(f32::MAX, f32::min);
    let (above, below): (Vec<Block>, Vec<Block>) = found.into_iter().partition(|b| b.bounds.centre().1 < top);
    blocks.splice(0..0, above);
    blocks.extend(below);
    blocks.extend(lay(large).into_iter().map(|b| Block { role: Role::Watermark, ..b }));
}
