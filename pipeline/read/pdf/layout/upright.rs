//! Vertical text that was set glyph by glyph: each stands upright below the one before, though the font says horizontal.

use crate::pdf::drawn::Glyph;
use crate::pdf::geometry::{EMPTY, Turn};

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
    let pair = |i: usize| glyphs.get(i).zip(glyphs.get(i + 1)).is_some_and(|(a, b)| beside(a, b));
    let in_line: Vec<bool> = (0..glyphs.len()).map(|i| pair(i) || i > 0 && pair(i - 1)).collect();
    let mut start = 0;
    let mut stacked = 0;
    while start < glyphs.len() {
        let mut end = start + 1;
        // Lines of one character each lie farther apart than characters of one line.
        while end < glyphs.len()
            && !in_line[end - 1]
            && !in_line[end]
            && below(&glyphs[end - 1], &glyphs[end], 1.3)
            && same(end - 1, end)
        {
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
    side_by_side(glyphs);
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

/// Digits set side by side across a column (縦中横): they become a short piece of the column, one above the other.
fn side_by_side(glyphs: &mut [Glyph]) {
    let columns = glyphs.iter().any(|g| g.turn == Turn::Down);
    if !columns {
        return;
    }
    let mut start = 0;
    while start < glyphs.len() {
        let mut end = start + 1;
        while end < glyphs.len() && end - start < 3 && beside(&glyphs[end - 1], &glyphs[end]) {
            end += 1;
        }
        let group = &glyphs[start..end];
        let mut bounds = EMPTY;
        group.iter().for_each(|g| bounds.cover(&g.bounds));
        let narrow = group.iter().all(|g| g.turn == Turn::Right && !g.ch.is_whitespace())
            && bounds.width() < 1.6 * group[0].size
            && !glyphs.get(end).is_some_and(|g| beside(&group[end - start - 1], g));
        // Producers draw them out of turn: any glyph of a column may be the neighbour.
        let in_column = || {
            glyphs.iter().any(|g| {
                let (x, y) = g.bounds.centre();
                let (cx, cy) = bounds.centre();
                g.turn == Turn::Down && (x - cx).abs() < 0.45 * g.size && (y - cy).abs() < 2.2 * g.size
            })
        };
        if narrow && in_column() {
            let count = (end - start) as f32;
            for (i, glyph) in glyphs[start..end].iter_mut().enumerate() {
                let height = bounds.height() / count;
                let y0 = bounds.y0 + height * i as f32;
                glyph.bounds = crate::pdf::Rect { x0: bounds.x0, x1: bounds.x1, y0, y1: y0 + height };
                glyph.turn = Turn::Down;
            }
        }
        start = end;
    }
}

fn beside(a: &Glyph, b: &Glyph) -> bool {
    let em = a.size.max(b.size);
    a.turn == Turn::Right
        && b.turn == Turn::Right
        && (a.bounds.centre().1 - b.bounds.centre().1).abs() < 0.2 * em
        && (-0.2 * em..0.5 * em).contains(&(b.bounds.x0 - a.bounds.x1))
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
            bold: false,
            invisible: false,
            apart: None,
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

    #[test]
    fn digits_across_a_column_stay_in_it() {
        let mut glyphs: Vec<Glyph> =
            "第一条の注".chars().enumerate().map(|(i, c)| glyph(c, 100.0, 10.0 * i as f32)).collect();
        for (ch, x) in [('1', 99.5), ('3', 105.0)] {
            glyphs.push(Glyph {
                bounds: Rect { x0: x, y0: 50.0, x1: x + 5.0, y1: 60.0 },
                ..glyph(ch, x, 50.0)
            });
        }
        turn(&mut glyphs, |_, _| true);
        assert!(glyphs.iter().all(|g| g.turn == Turn::Down));
        assert!(glyphs[5].bounds.y1 <= glyphs[6].bounds.y0 + 0.01, "1 comes before 3");
    }
}
