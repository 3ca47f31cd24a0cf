//! Rules drawn through or under glyphs: struck-out and underlined text.

use std::collections::BTreeSet;

use crate::pdf::Rect;
use crate::pdf::drawn::{Glyph, Rule};
use crate::pdf::geometry::Turn;

/// Where a rule through a glyph lies, from the top of its box to the foot.
const MIDDLE: std::ops::RangeInclusive<f32> = 0.35..=0.72;

/// Which glyphs are struck out or underlined.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    struck: Vec<bool>,
    underlined: Vec<bool>,
}

impl Marks {
    /// Rules that belong to no table, laid over the glyphs that they touch.
    pub(crate) fn find(glyphs: &[Glyph], rules: &[Rule], in_grid: &[bool]) -> Self {
        let mut marks = Self::default();
        let lone: Vec<&Rule> = rules
            .iter()
            .zip(in_grid)
            .filter(|(r, used)| !**used && r.to - r.from > 3.0 && r.thickness < 3.0)
            .map(|(r, _)| r)
            .collect();
        if lone.is_empty() {
            return marks;
        }
        marks.struck = vec![false; glyphs.len()];
        marks.underlined = vec![false; glyphs.len()];
        let mut across: Vec<(f32, f32, f32)> = Vec::new();
        let mut down: Vec<(f32, f32, f32)> = Vec::new();
        for rule in lone {
            let list = if rule.horizontal { &mut across } else { &mut down };
            list.push((rule.at, rule.from, rule.to));
        }
        across.sort_by(|a, b| a.0.total_cmp(&b.0));
        down.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (i, glyph) in glyphs.iter().enumerate() {
            if glyph.ch.is_whitespace() {
                continue;
            }
            let b = &glyph.bounds;
            match glyph.turn {
                Turn::Right => {
                    let (struck, under) = touched(&across, b.y0, b.y1, b.x0, b.x1);
                    marks.struck[i] = struck;
                    marks.underlined[i] = under;
                }
                Turn::Down => {
                    // Beside a column a rule stands at its right; through it, in the middle.
                    let flipped = Rect { x0: b.y0, y0: -b.x1, x1: b.y1, y1: -b.x0 };
                    let (struck, left) = touched_down(&down, &flipped);
                    marks.struck[i] = struck;
                    marks.underlined[i] = left || at_right(&down, b);
                }
                _ => {}
            }
        }
        marks
    }

    /// Struck and underlined.
    pub(crate) fn of(&self, glyph: u32) -> (bool, bool) {
        let at = |v: &[bool]| v.get(glyph as usize).copied().unwrap_or(false);
        (at(&self.struck), at(&self.underlined))
    }

    /// How many glyphs are struck out.
    pub(crate) fn struck_count(&self) -> usize {
        self.struck.iter().filter(|s| **s).count()
    }
}

/// Rules sorted by place, against a box: through its middle, under its foot.
fn touched(rules: &[(f32, f32, f32)], top: f32, bottom: f32, from: f32, to: f32) -> (bool, bool) {
    let h = bottom - top;
    let first = rules.partition_point(|r| r.0 < top + 0.35 * h);
    let (mut struck, mut under) = (false, false);
    for (at, a, b) in rules.iter().skip(first) {
        if *at > bottom + 0.25 * h {
            break;
        }
        // The rule covers most of the glyph.
        if b.min(to) - a.max(from) < 0.6 * (to - from) {
            continue;
        }
        let place = (at - top) / h;
        struck |= MIDDLE.contains(&place);
        under |= place > 0.82;
    }
    (struck, under)
}

fn touched_down(rules: &[(f32, f32, f32)], flipped: &Rect) -> (bool, bool) {
    let turned: Vec<(f32, f32, f32)> = rules.iter().rev().map(|r| (-r.0, r.1, r.2)).collect();
    touched(&turned, flipped.y0, flipped.y1, flipped.x0, flipped.x1)
}

/// Whether a rule stands at the right of a column's glyph (傍線): what an underline is to horizontal text.
fn at_right(rules: &[(f32, f32, f32)], b: &Rect) -> bool {
    let w = b.width();
    let first = rules.partition_point(|r| r.0 < b.x1 - 0.18 * w);
    rules
        .iter()
        .skip(first)
        .take_while(|r| r.0 <= b.x1 + 0.25 * w)
        .any(|(_, from, to)| to.min(b.y1) - from.max(b.y0) >= 0.6 * b.height())
}

/// More rules or larger glyphs than these are a drawing, in which no rule is looked at for text.
const MAX_RULES: usize = 4000;
const MAX_SIZE: f32 = 60.0;

/// The rules that run through the middle of text from one end to the other.
pub(crate) fn through(glyphs: &[Glyph], rules: &[Rule]) -> BTreeSet<usize> {
    let mut out = BTreeSet::new();
    if rules.is_empty() || rules.len() > MAX_RULES {
        return out;
    }
    for turn in [Turn::Right, Turn::Down] {
        // In a frame where text runs from left to right.
        let mut boxes: Vec<Rect> = glyphs
            .iter()
            .filter(|g| g.turn == turn && g.size < MAX_SIZE && !g.ch.is_whitespace())
            .map(|g| turn.frame(&g.bounds))
            .collect();
        boxes.sort_by(|a, b| a.centre().1.total_cmp(&b.centre().1));
        for (i, rule) in rules.iter().enumerate() {
            let along = rule.horizontal == (turn == Turn::Right);
            if along && rule.thickness < 3.0 && rule.to - rule.from > 3.0 {
                let at = if turn == Turn::Right { rule.at } else { -rule.at };
                if runs_through(&boxes, at, rule.from, rule.to) {
                    out.insert(i);
                }
            }
        }
    }
    out
}

/// Boxes sorted by their middles, against a rule.
fn runs_through(boxes: &[Rect], at: f32, from: f32, to: f32) -> bool {
    let first = boxes.partition_point(|b| b.centre().1 < at - 0.25 * MAX_SIZE);
    let mut covered = 0.0;
    for b in boxes.iter().skip(first).take_while(|b| b.centre().1 <= at + 0.25 * MAX_SIZE) {
        let place = (at - b.y0) / b.height();
        let overlap = b.x1.min(to) - b.x0.max(from);
        if MIDDLE.contains(&place) && overlap >= 0.6 * b.width() {
            covered += overlap;
        }
    }
    covered >= 0.8 * (to - from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(x0: f32) -> Glyph {
        Glyph {
            ch: 'あ',
            bounds: Rect { x0, y0: 100.0, x1: x0 + 10.0, y1: 110.0 },
            size: 10.0,
            turn: Turn::Right,
            bold: false,
            invisible: false,
            apart: None,
        }
    }

    #[test]
    fn through_and_under() {
        let rule = |at, from, to| Rule { horizontal: true, at, from, to, thickness: 0.5 };
        let glyphs = [glyph(0.0), glyph(10.0), glyph(20.0), glyph(30.0)];
        let rules = [rule(105.5, 0.0, 20.0), rule(110.5, 20.0, 30.0)];
        let marks = Marks::find(&glyphs, &rules, &[false, false]);
        assert_eq!(marks.of(0), (true, false));
        assert_eq!(marks.of(1), (true, false));
        assert_eq!(marks.of(2), (false, true));
        assert_eq!(marks.of(3), (false, false));
        assert_eq!(marks.struck_count(), 2);
        assert_eq!(Marks::find(&glyphs, &rules, &[true, true]).struck_count(), 0);
    }
}
