//! Tables with rules between their columns only: rows begin where the first column has text.

use crate::pdf::drawn::{Glyph, Rule};
use crate::pdf::geometry::Turn;

use super::grid::{Grid, merged};

/// Rules of one table begin and end at the same heights, in points.
const SLACK: f32 = 4.0;
/// Shorter rules part nothing, in points.
const SHORT: f32 = 24.0;

/// Finds such tables among rules that belong to no grid yet.
pub(crate) fn find(rules: &[Rule], used: &mut [bool], glyphs: &[Glyph]) -> Vec<Grid> {
    let free: Vec<(usize, Rule)> = rules
        .iter()
        .copied()
        .enumerate()
        .filter(|(i, r)| !r.horizontal && !used.get(*i).copied().unwrap_or(true))
        .collect();
    if free.len() < 3 || free.len() > 1000 {
        return Vec::new();
    }
    let bare: Vec<Rule> = free.iter().map(|(_, r)| *r).collect();
    let mut pillars = merged(&bare, false);
    pillars.retain(|p| p.rule.to - p.rule.from >= SHORT);
    pillars.sort_by(|a, b| a.rule.from.total_cmp(&b.rule.from).then(a.rule.at.total_cmp(&b.rule.at)));
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(first) = pillars.get(at) {
        let alike =
            |r: &Rule| (r.from - first.rule.from).abs() <= SLACK && (r.to - first.rule.to).abs() <= SLACK;
        let group: Vec<usize> =
            (at..pillars.len()).filter(|i| pillars.get(*i).is_some_and(|p| alike(&p.rule))).collect();
        at += 1;
        if group.len() < 3 {
            continue;
        }
        let members: Vec<_> = group.iter().filter_map(|i| pillars.get(*i)).collect();
        let mut xs: Vec<f32> = members.iter().map(|p| p.rule.at).collect();
        xs.sort_by(f32::total_cmp);
        xs.dedup_by(|a, b| (*a - *b).abs() < SLACK);
        if let Some(grid) = rows(xs, first.rule.from, first.rule.to, glyphs) {
            for source in members.iter().flat_map(|p| &p.sources) {
                if let Some(flag) = free.get(*source).and_then(|(i, _)| used.get_mut(*i)) {
                    *flag = true;
                }
            }
            out.push(grid);
            at = group.last().map_or(at, |last| last + 1);
        }
    }
    out
}

/// Rows from the lines of text between the pillars.
fn rows(xs: Vec<f32>, top: f32, bottom: f32, glyphs: &[Glyph]) -> Option<Grid> {
    let (left, right) = (*xs.first()?, *xs.last()?);
    let second = *xs.get(1)?;
    let mut inside: Vec<&Glyph> = glyphs
        .iter()
        .filter(|g| {
            let (x, y) = g.bounds.centre();
            g.turn == Turn::Right && !g.ch.is_whitespace() && x > left && x < right && y > top && y < bottom
        })
        .collect();
    inside.sort_by(|a, b| a.bounds.centre().1.total_cmp(&b.bounds.centre().1));
    // Lines: top, bottom, whether the first column has text.
    let mut lines: Vec<(f32, f32, bool)> = Vec::new();
    for glyph in inside {
        let (x, y) = glyph.bounds.centre();
        let first = x < second;
        match lines.last_mut() {
            Some(line) if y < line.0 + 0.75 * (line.1 - line.0) => line.2 |= first,
            _ => lines.push((glyph.bounds.y0, glyph.bounds.y1, first)),
        }
    }
    let mut ys = vec![top];
    for pair in lines.windows(2) {
        if pair[1].2 {
            ys.push((pair[0].1 + pair[1].0) / 2.0);
        }
    }
    ys.push(bottom);
    ys.dedup_by(|a, b| *a - *b < 1.0);
    (ys.len() > 2 && xs.len() > 2).then(|| Grid::plain(xs, ys))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::Rect;

    #[test]
    fn rows_begin_in_the_first_column() {
        let rule = |at| Rule { horizontal: false, at, from: 0.0, to: 80.0, thickness: 0.4 };
        let glyph = |x: f32, y: f32| Glyph {
            ch: '項',
            bounds: Rect { x0: x, y0: y, x1: x + 10.0, y1: y + 10.0 },
            size: 10.0,
            turn: Turn::Right,
            bold: false,
            invisible: false,
            apart: None,
        };
        let rules = [rule(0.0), rule(50.0), rule(200.0)];
        let glyphs =
            [glyph(5.0, 5.0), glyph(60.0, 5.0), glyph(60.0, 25.0), glyph(5.0, 45.0), glyph(60.0, 45.0)];
        let mut used = [false; 3];
        let grids = find(&rules, &mut used, &glyphs);
        assert_eq!(grids.len(), 1);
        assert_eq!(used, [true; 3]);
        assert_eq!(grids[0].cells.len(), 4);
        assert_eq!(
            grids[0].cell_at(65.0, 30.0),
            grids[0].cell_at(65.0, 10.0),
            "a line below goes on with its row"
        );
    }
}
