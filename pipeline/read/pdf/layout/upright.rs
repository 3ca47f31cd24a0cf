//! Vertical text that was set glyph by glyph: each stands upright below the one before, though the font says horizontal.

use crate::pdf::drawn::Glyph;
use crate::pdf::geometry::Turn;

/// So many glyphs below each other make a column.
const LEAST: usize = 3;

/// Turns such glyphs downwards. `same` tells whether two glyphs stand in the same region.
pub(crate) fn turn(glyphs: &mut [Glyph], same: impl Fn(usize, usize) -> bool) {
    let below = |a: &Glyph, b: &Glyph, most: f32| {
        let em = a.size.max(b.size);
        let ((ax, ay), (bx, by)) = (a.bounds.centre(), b.bounds.centre());
        let step = by - ay;
        a.turn == Turn::Right
            && b.turn == Turn::Right
            && (ax - bx).abs() < 0.3 * em
            && step > 0.6 * em
            && step < most * em
            && (a.size - b.size).abs() < 0.3 * em
    };
    let mut start = 0;
    let mut stacked = 0;
    while start < glyphs.len() {
        let mut end = start + 1;
        // Lines of one character each lie farther apart than characters of one line.
        while end < glyphs.len() && below(&glyphs[end - 1], &glyphs[end], 1.3) && same(end - 1, end) {
            end += 1;
        }
        let letters = glyphs[start..end].iter().filter(|g| is_set_upright(g.ch)).count();
        if letters >= LEAST && letters * 10 >= (end - start) * 8 {
            stacked += end - start;
            for glyph in &mut glyphs[start..end] {
                glyph.turn = Turn::Down;
            }
        }
        start = end;
    }
    let inked = glyphs.iter().filter(|g| !g.ch.is_whitespace()).count();
    if stacked * 2 <= inked {
        return;
    }
    // On a page set like this, what stands alone, widely spaced or beside its column belongs to a column too.
    for i in 0..glyphs.len() {
        let alone = |j: Option<usize>| {
            let Some(other) = j.and_then(|j| glyphs.get(j)) else { return true };
            let ((ax, ay), (bx, by)) = (glyphs[i].bounds.centre(), other.bounds.centre());
            (ay - by).abs() > 0.3 * glyphs[i].size || (ax - bx).abs() > 1.4 * glyphs[i].size
        };
        if glyphs[i].turn == Turn::Right && alone(i.checked_sub(1)) && alone(Some(i + 1)) {
            glyphs[i].turn = Turn::Down;
        }
    }
}

fn is_set_upright(c: char) -> bool {
    matches!(u32::from(c), 0x2000..=0x2BFF | 0x3000..=0x9FFF | 0xF900..=0xFAFF | 0xFE10..=0xFE4F | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::Rect;

    fn glyph(ch: char, x: f32, y: f32) -> Glyph {
        Glyph {
            ch,
            bounds: Rect { x0: x, y0: y, x1: x + 10.0, y1: y + 10.0 },
            size: 10.0,
            turn: Turn::Right,
            vertical: false,
            bold: false,
            invisible: false,
            font: 0,
        }
    }

    #[test]
    fn a_column_of_glyphs_is_vertical() {
        let mut glyphs: Vec<Glyph> =
            "第一条の規定".chars().enumerate().map(|(i, c)| glyph(c, 100.0, 10.0 * i as f32)).collect();
        turn(&mut glyphs, |_, _| true);
        assert!(glyphs.iter().all(|g| g.turn == Turn::Down));
    }

    #[test]
    fn lines_and_lists_are_not() {
        let mut line: Vec<Glyph> =
            "第一条の規定".chars().enumerate().map(|(i, c)| glyph(c, 10.0 * i as f32, 100.0)).collect();
        line.extend((0..5).map(|i| glyph('①', 10.0, 20.0 * i as f32)));
        line.extend("12345".chars().enumerate().map(|(i, c)| glyph(c, 50.0, 11.0 * i as f32)));
        turn(&mut line, |_, _| true);
        assert!(line.iter().all(|g| g.turn == Turn::Right));
    }
}
