//! 1:1 assignment with a price for leaving a row unmatched: the pairing whose scores are largest together.
//!
//! Shortest augmenting paths with potentials over sparse rows (Jonker and Volgenant 1987, sparse form): exact, integer and
//! deterministic. A dense solver would need a square matrix for each component; here a row has a dozen candidates.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Scores are at most this.
pub(crate) const FULL: i64 = 1000;

/// Assigns each row at most one column, each column at most one row.
///
/// `rows[r]` lists (column, score) with 0 ≤ score ≤ [`FULL`]; a pair is worth `score - price`, an unmatched row nothing.
pub(crate) fn assign(rows: &[Vec<(usize, i64)>], columns: usize, price: i64) -> Vec<Option<usize>> {
    let mut solver = Solver {
        rows,
        columns,
        price,
        column_of: vec![None; rows.len()],
        row_of: vec![None; columns + rows.len()],
        potential: vec![0; columns + rows.len()],
        seen: vec![Seen::default(); columns + rows.len()],
        turn: 0,
    };
    for row in 0..rows.len() {
        solver.insert(row);
    }
    solver.column_of.into_iter().map(|c| c.filter(|&c| c < columns)).collect()
}

struct Solver<'a> {
    rows: &'a [Vec<(usize, i64)>],
    columns: usize,
    price: i64,
    /// The column of each row; columns from `columns` on are the rows' private ways out (unmatched).
    column_of: Vec<Option<usize>>,
    row_of: Vec<Option<usize>>,
    potential: Vec<i64>,
    /// What the search for one path found out about each column; outdated where the turn is another.
    seen: Vec<Seen>,
    turn: u32,
}

/// A column in the search for one path.
#[derive(Clone, Copy, Default)]
struct Seen {
    turn: u32,
    distance: i64,
    from: usize,
    closed: bool,
}

impl Solver<'_> {
    /// Costs of a row's columns, its own way out included.
    fn costs(&self, row: usize) -> impl Iterator<Item = (usize, i64)> + '_ {
        let price = self.price;
        self.rows[row]
            .iter()
            .map(move |&(column, score)| (column, FULL - (score - price)))
            .chain(std::iter::once((self.columns + row, FULL)))
    }

    fn seen(&self, column: usize) -> Option<Seen> {
        Some(self.seen[column]).filter(|s| s.turn == self.turn)
    }

    /// Brings one more row into the matching along the cheapest augmenting path.
    fn insert(&mut self, start: usize) {
        self.turn += 1;
        let mut done: Vec<(usize, i64)> = Vec::new();
        let mut heap = BinaryHeap::new();
        let (mut row, mut base) = (start, 0);
        let (end, reach) = loop {
            // Reduced cost of the row's own matched column is zero; the others follow from it.
            let own = self.column_of[row].map_or(0, |own| {
                self.costs(row).find(|&(c, _)| c == own).map_or(0, |(_, cost)| cost - self.potential[own])
            });
            let mut reached: Vec<(usize, i64)> = Vec::new();
            for (column, cost) in self.costs(row) {
                let through = base + cost - self.potential[column] - own;
                if self.seen(column).is_none_or(|s| !s.closed && through < s.distance) {
                    reached.push((column, through));
                }
            }
            for (column, through) in reached {
                self.seen[column] = Seen { turn: self.turn, distance: through, from: row, closed: false };
                heap.push(Reverse((through, column)));
            }
            let next = loop {
                match heap.pop() {
                    Some(Reverse((d, column)))
                        if self.seen(column).is_some_and(|s| s.closed || s.distance != d) => {}
                    other => break other,
                }
            };
            // The row's own way out is always free, so a path always ends.
            let Some(Reverse((d, column))) = next else { return };
            self.seen[column].closed = true;
            done.push((column, d));
            match self.row_of[column] {
                None => break (column, d),
                Some(owner) => {
                    row = owner;
                    base = d;
                }
            }
        };
        for (column, d) in done {
            self.potential[column] += d - reach;
        }
        let mut column = end;
        loop {
            let Some(Seen { from: row, .. }) = self.seen(column) else { return };
            let previous = self.column_of[row].replace(column);
            self.row_of[column] = Some(row);
            match previous {
                Some(before) if row != start => column = before,
                _ => return,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::assign;

    #[test]
    fn the_sum_counts_not_the_single_best_pair() {
        // Greedy would take (0,0) and leave row 1 with 500: together 1450. The best sum is 900 + 900.
        let rows = [vec![(0, 950), (1, 900)], vec![(0, 900), (1, 500)]];
        assert_eq!(assign(&rows, 2, 400), vec![Some(1), Some(0)]);
    }

    #[test]
    fn a_poor_pair_is_left_unmatched() {
        assert_eq!(assign(&[vec![(0, 399)], vec![]], 1, 400), vec![None, None]);
        assert_eq!(assign(&[vec![(0, 401)]], 1, 400), vec![Some(0)]);
    }

    #[test]
    fn it_agrees_with_trying_every_assignment() {
        let mut seed: u64 = 7;
        let mut random = |n: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % n
        };
        for _ in 0..300 {
            let (n, m) = (1 + random(5) as usize, 1 + random(5) as usize);
            let mut rows: Vec<Vec<(usize, i64)>> = vec![Vec::new(); n];
            for row in &mut rows {
                for column in 0..m {
                    if random(3) > 0 {
                        row.push((column, random(1001) as i64));
                    }
                }
            }
            let worth = |a: &[Option<usize>]| -> i64 {
                a.iter()
                    .enumerate()
                    .filter_map(|(r, c)| c.and_then(|c| rows[r].iter().find(|&&(k, _)| k == c)))
                    .map(|&(_, s)| s - 400)
                    .sum()
            };
            fn best(rows: &[Vec<(usize, i64)>], used: &mut Vec<usize>) -> i64 {
                let Some((row, rest)) = rows.split_first() else { return 0 };
                let mut top = best(rest, used);
                for &(c, s) in row {
                    if !used.contains(&c) {
                        used.push(c);
                        top = top.max(s - 400 + best(rest, used));
                        used.pop();
                    }
                }
                top
            }
            let got = assign(&rows, m, 400);
            let mut taken: Vec<usize> = got.iter().flatten().copied().collect();
            taken.sort_unstable();
            taken.dedup();
            assert_eq!(taken.len(), got.iter().flatten().count(), "a column twice");
            assert_eq!(worth(&got), best(&rows, &mut Vec::new()), "{rows:?}");
        }
    }
}
