//! Rules drawn through or under glyphs: struck-out and underlined text.

use crate::pdf::Rect;
use crate::pdf::drawn::{Glyph, Rule};
use crate::pdf::geometry::Turn;

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
                    let (struck, _) = touched_down(&down, &flipped);
                    marks.struck[i] = struck;
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
        struck |= (0.35..=0.72).contains(&place);
        under |= place > 0.82;
    }
    (struck, under)
}

fn touched_down(rules: &[(f32, f32, f32)], flipped: &Rect) -> (bool, bool) {
    let turned: Vec<(f32, f32, f32)> = rules.iter().rev().map(|r| (-r.0, r.1, r.2)).collect();
    touched(&turned, flipped.y0, flipped.y1, flipped.x0, flipped.x1)
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
