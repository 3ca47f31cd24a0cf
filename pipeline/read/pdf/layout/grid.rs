//! Tables from ruling lines: rules that touch each other span a grid, whose cells are merged where no rule parts them.

use crate::pdf::Rect;
use crate::pdf::drawn::Rule;

/// Rules that lie this near to each other are one; in points.
const NEAR: f32 = 3.0;
/// Grid lines keep at least this distance; in points.
const APART: f32 = 4.0;
/// More rules than this are a drawing, not a table.
const MAX_RULES: usize = 4000;

/// A grid of cells.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Grid {
    pub(crate) xs: Vec<f32>,
    pub(crate) ys: Vec<f32>,
    pub(crate) cells: Vec<GridCell>,
    /// Cell of each elementary square, row by row; `None` where it lies outside.
    square: Vec<Option<usize>>,
}

/// A cell: a rectangle of squares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct GridCell {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) row_span: usize,
    pub(crate) column_span: usize,
}

impl Grid {
    /// A grid without spans.
    pub(crate) fn plain(xs: Vec<f32>, ys: Vec<f32>) -> Self {
        let (columns, rows) = (xs.len().saturating_sub(1), ys.len().saturating_sub(1));
        let cell = |i: usize| GridCell { row: i / columns, column: i % columns, row_span: 1, column_span: 1 };
        let cells: Vec<GridCell> = (0..rows * columns).map(cell).collect();
        Self { xs, ys, square: (0..cells.len()).map(Some).collect(), cells }
    }

    pub(crate) fn bounds(&self) -> Rect {
        Rect {
            x0: self.xs.first().copied().unwrap_or_default(),
            y0: self.ys.first().copied().unwrap_or_default(),
            x1: self.xs.last().copied().unwrap_or_default(),
            y1: self.ys.last().copied().unwrap_or_default(),
        }
    }

    pub(crate) fn cell_bounds(&self, cell: &GridCell) -> Rect {
        let at = |v: &[f32], i: usize| v.get(i).copied().unwrap_or_default();
        Rect {
            x0: at(&self.xs, cell.column),
            y0: at(&self.ys, cell.row),
            x1: at(&self.xs, cell.column + cell.column_span),
            y1: at(&self.ys, cell.row + cell.row_span),
        }
    }

    /// The cell at a point.
    pub(crate) fn cell_at(&self, x: f32, y: f32) -> Option<usize> {
        let column = self.xs.partition_point(|v| *v <= x).checked_sub(1)?;
        let row = self.ys.partition_point(|v| *v <= y).checked_sub(1)?;
        if column + 1 >= self.xs.len() || row + 1 >= self.ys.len() {
            return None;
        }
        *self.square.get(row * (self.xs.len() - 1) + column)?
    }
}

/// Finds grids among rules. Also tells which rules belong to one, in the order of `rules`.
pub(crate) fn find(rules: &[Rule]) -> (Vec<Grid>, Vec<bool>) {
    let mut used = vec![false; rules.len()];
    let (horizontal, vertical) = (merged(rules, true), merged(rules, false));
    if horizontal.len() + vertical.len() > MAX_RULES {
        return (Vec::new(), used);
    }
    let mut grids = Vec::new();
    for (hs, vs) in components(&horizontal, &vertical) {
        let h: Vec<&Joined> = hs.iter().filter_map(|i| horizontal.get(*i)).collect();
        let v: Vec<&Joined> = vs.iter().filter_map(|i| vertical.get(*i)).collect();
        if let Some(grid) = grid(&h, &v) {
            for joined in h.iter().chain(&v) {
                for source in &joined.sources {
                    if let Some(flag) = used.get_mut(*source) {
                        *flag = true;
                    }
                }
            }
            grids.push(grid);
        }
    }
    (grids, used)
}

/// A rule made of pieces that continue each other.
#[derive(Debug)]
pub(super) struct Joined {
    pub(super) rule: Rule,
    pub(super) sources: Vec<usize>,
}

/// Rules along one axis, their pieces joined.
pub(super) fn merged(rules: &[Rule], horizontal: bool) -> Vec<Joined> {
    let mut order: Vec<usize> = (0..rules.len()).filter(|i| rules[*i].horizontal == horizontal).collect();
    order.sort_by(|a, b| {
        rules[*a].at.total_cmp(&rules[*b].at).then(rules[*a].from.total_cmp(&rules[*b].from))
    });
    let mut out: Vec<Joined> = Vec::new();
    let mut open = 0; // `out[open..]` lie near enough to continue
    for i in order {
        let rule = rules[i];
        while out.get(open).is_some_and(|j| rule.at - j.rule.at > 1.5) {
            open += 1;
        }
        let touching = out[open..].iter_mut().rev().take(200).find(|j| {
            (j.rule.at - rule.at).abs() <= 1.5
                && rule.from <= j.rule.to + NEAR
                && rule.to >= j.rule.from - NEAR
        });
        match touching {
            Some(joined) => {
                joined.rule.from = joined.rule.from.min(rule.from);
                joined.rule.to = joined.rule.to.max(rule.to);
                joined.rule.thickness = joined.rule.thickness.max(rule.thickness);
                joined.sources.push(i);
            }
            None => out.push(Joined { rule, sources: vec![i] }),
        }
    }
    // Dots and ticks span nothing.
    out.retain(|j| j.rule.to - j.rule.from > APART);
    out
}

/// Groups of horizontal and vertical rules that touch.
fn components(horizontal: &[Joined], vertical: &[Joined]) -> Vec<(Vec<usize>, Vec<usize>)> {
    let n = horizontal.len();
    let mut parent: Vec<usize> = (0..n + vertical.len()).collect();
    fn root(parent: &mut [usize], mut i: usize) -> usize {
        while parent[i] != i {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }
        i
    }
    for (i, h) in horizontal.iter().enumerate() {
        for (j, v) in vertical.iter().enumerate() {
            let (h, v) = (&h.rule, &v.rule);
            let touch =
                v.at >= h.from - NEAR && v.at <= h.to + NEAR && h.at >= v.from - NEAR && h.at <= v.to + NEAR;
            if touch {
                let (a, b) = (root(&mut parent, i), root(&mut parent, n + j));
                parent[a.max(b)] = a.min(b);
            }
        }
    }
    let mut groups: std::collections::BTreeMap<usize, (Vec<usize>, Vec<usize>)> = Default::default();
    for i in 0..parent.len() {
        let group = groups.entry(root(&mut parent, i)).or_default();
        if i < n { group.0.push(i) } else { group.1.push(i - n) }
    }
    groups
        .into_values()
        .filter(|(h, v)| h.len() >= 2 && !v.is_empty() || v.len() >= 2 && !h.is_empty())
        .collect()
}

/// Positions, each the mean of those that lie near each other.
fn clustered(mut values: Vec<f32>) -> Vec<f32> {
    values.sort_by(f32::total_cmp);
    let mut out: Vec<(f32, f32)> = Vec::new();
    for v in values {
        match out.last_mut() {
            Some((sum, n)) if v - *sum / *n <= APART => {
                *sum += v;
                *n += 1.0;
            }
            _ => out.push((v, 1.0)),
        }
    }
    out.into_iter().map(|(sum, n)| sum / n).collect()
}

fn grid(horizontal: &[&Joined], vertical: &[&Joined]) -> Option<Grid> {
    // Tables often have no rules at their sides: their ends close them.
    let ends = |rules: &[&Joined]| -> Vec<f32> {
        let from = rules.iter().map(|j| j.rule.from).fold(f32::MAX, f32::min);
        let to = rules.iter().map(|j| j.rule.to).fold(f32::MIN, f32::max);
        vec![from, to]
    };
    let mut xs: Vec<f32> = vertical.iter().map(|j| j.rule.at).collect();
    let mut ys: Vec<f32> = horizontal.iter().map(|j| j.rule.at).collect();
    let close = |positions: &mut Vec<f32>, ends: Vec<f32>| {
        for end in ends {
            if positions.iter().all(|p| (p - end).abs() > 2.0 * NEAR) {
                positions.push(end);
            }
        }
    };
    close(&mut xs, ends(horizontal));
    close(&mut ys, ends(vertical));
    let (xs, ys) = (clustered(xs), clustered(ys));
    if xs.len() < 2 || ys.len() < 2 || xs.len() * ys.len() > 20_000 {
        return None;
    }
    let (columns, rows) = (xs.len() - 1, ys.len() - 1);
    let parted = |rules: &[&Joined], at: f32, from: f32, to: f32| {
        let (low, high) = (from + (to - from) * 0.3, from + (to - from) * 0.7);
        rules.iter().any(|j| (j.rule.at - at).abs() <= APART && j.rule.from <= low && j.rule.to >= high)
    };
    // Whether a rule lies at the left of, and above, each square.
    let left: Vec<bool> = (0..rows * (columns + 1))
        .map(|i| parted(vertical, xs[i % (columns + 1)], ys[i / (columns + 1)], ys[i / (columns + 1) + 1]))
        .collect();
    let above: Vec<bool> = (0..(rows + 1) * columns)
        .map(|i| parted(horizontal, ys[i / columns], xs[i % columns], xs[i % columns + 1]))
        .collect();
    let walls = Walls { rows, columns, left, above };
    let (cells, square) = walls.cells();
    (!cells.is_empty()).then_some(Grid { xs, ys, cells, square })
}

struct Walls {
    rows: usize,
    columns: usize,
    /// `rows` × (`columns` + 1).
    left: Vec<bool>,
    /// (`rows` + 1) × `columns`.
    above: Vec<bool>,
}

impl Walls {
    fn left_of(&self, row: usize, column: usize) -> bool {
        self.left.get(row * (self.columns + 1) + column).copied().unwrap_or(true)
    }

    fn above(&self, row: usize, column: usize) -> bool {
        self.above.get(row * self.columns + column).copied().unwrap_or(true)
    }

    /// Squares that no wall parts, as cells.
    fn cells(&self) -> (Vec<GridCell>, Vec<Option<usize>>) {
        let mut square = vec![None; self.rows * self.columns];
        let mut seen = vec![false; self.rows * self.columns];
        let mut cells = Vec::new();
        for start in 0..seen.len() {
            if seen[start] {
                continue;
            }
            let area = self.flood(start, &mut seen);
            for cell in self.rectangles(&area) {
                for row in cell.row..cell.row + cell.row_span {
                    for column in cell.column..cell.column + cell.column_span {
                        square[row * self.columns + column] = Some(cells.len());
                    }
                }
                cells.push(cell);
            }
        }
        (cells, square)
    }

    fn flood(&self, start: usize, seen: &mut [bool]) -> Vec<usize> {
        let mut area = vec![start];
        seen[start] = true;
        let mut next = 0;
        while let Some(&i) = area.get(next) {
            next += 1;
            let (row, column) = (i / self.columns, i % self.columns);
            let mut step = |open: bool, to: usize| {
                if open && !seen[to] {
                    seen[to] = true;
                    area.push(to);
                }
            };
            if column > 0 {
                step(!self.left_of(row, column), i - 1);
            }
            if column + 1 < self.columns {
                step(!self.left_of(row, column + 1), i + 1);
            }
            if row > 0 {
                step(!self.above(row, column), i - self.columns);
            }
            if row + 1 < self.rows {
                step(!self.above(row + 1, column), i + self.columns);
            }
        }
        area
    }

    /// An area as rectangles: one where it is one; none where it is open to the outside; else a run of squares a row.
    fn rectangles(&self, area: &[usize]) -> Vec<GridCell> {
        let rows: Vec<usize> = area.iter().map(|i| i / self.columns).collect();
        let columns: Vec<usize> = area.iter().map(|i| i % self.columns).collect();
        let range = |v: &[usize]| {
            let first = v.iter().copied().min().unwrap_or_default();
            (first, v.iter().copied().max().unwrap_or_default() - first + 1)
        };
        let ((row, row_span), (column, column_span)) = (range(&rows), range(&columns));
        if row_span * column_span == area.len() {
            return vec![GridCell { row, column, row_span, column_span }];
        }
        let open = area.iter().any(|i| {
            let (r, c) = (i / self.columns, i % self.columns);
            c == 0 && !self.left_of(r, 0)
                || c + 1 == self.columns && !self.left_of(r, self.columns)
                || r == 0 && !self.above(0, c)
                || r + 1 == self.rows && !self.above(self.rows, c)
        });
        if open {
            return Vec::new();
        }
        let mut sorted = area.to_vec();
        sorted.sort_unstable();
        let mut out: Vec<GridCell> = Vec::new();
        for i in sorted {
            let (row, column) = (i / self.columns, i % self.columns);
            match out.last_mut() {
                Some(c) if c.row == row && c.column + c.column_span == column => c.column_span += 1,
                _ => out.push(GridCell { row, column, row_span: 1, column_span: 1 }),
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn h(at: f32, from: f32, to: f32) -> Rule {
        Rule { horizontal: true, at, from, to, thickness: 0.5 }
    }

    fn v(at: f32, from: f32, to: f32) -> Rule {
        Rule { horizontal: false, at, from, to, thickness: 0.5 }
    }

    #[test]
    fn spans() {
        // Two rows and two columns; the first row is one cell.
        let rules = [
            h(0.0, 0.0, 100.0),
            h(20.0, 0.0, 100.0),
            h(40.0, 0.0, 100.0),
            v(0.0, 0.0, 40.0),
            v(50.0, 20.0, 40.0),
            v(100.0, 0.0, 40.0),
        ];
        let (grids, used) = find(&rules);
        assert_eq!(grids.len(), 1);
        assert!(used.iter().all(|u| *u));
        let cells = &grids[0].cells;
        assert_eq!(cells.len(), 3);
        assert_eq!(cells[0], GridCell { row: 0, column: 0, row_span: 1, column_span: 2 });
        assert_eq!(grids[0].cell_at(75.0, 30.0), Some(2));
        assert_eq!(grids[0].cell_at(75.0, 10.0), Some(0));
        assert_eq!(grids[0].cell_at(175.0, 10.0), None);
    }

    #[test]
    fn open_sides_are_closed() {
        let rules = [h(0.0, 0.0, 100.0), h(20.0, 0.0, 100.0), v(50.0, 0.0, 20.0)];
        let (grids, _) = find(&rules);
        assert_eq!(grids[0].cells.len(), 2);
    }

    #[test]
    fn pieces_of_a_rule_are_joined() {
        let mut rules = vec![v(0.0, 0.0, 20.0), v(90.0, 0.0, 20.0)];
        for i in 0..30 {
            rules.push(h(0.0, i as f32 * 3.0, i as f32 * 3.0 + 1.5));
            rules.push(h(20.0, i as f32 * 3.0, i as f32 * 3.0 + 1.5));
        }
        let (grids, _) = find(&rules);
        assert_eq!(grids.len(), 1);
        assert_eq!(grids[0].cells.len(), 1);
    }

    #[test]
    fn lone_rules_are_no_table() {
        let (grids, used) = find(&[h(0.0, 0.0, 100.0), h(20.0, 0.0, 100.0)]);
        assert!(grids.is_empty());
        assert!(!used[0]);
    }
}
