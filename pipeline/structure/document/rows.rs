//! Rows: a PDF's blocks as one flat run of lines and tables, with what the structure needs to know of the page.

use std::collections::BTreeMap;

use kaitei_model::Region;
use kaitei_read::pdf::{Content, Line, Pdf, Rect, Role, RunRole, Table};

/// A line of the document, or a table.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// PDF page, from 1.
    pub(super) page: u32,
    pub(super) bounds: Rect,
    /// Largest font size on the line, in points.
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) role: Role,
    /// Live text.
    pub(super) text: String,
    /// Words at its right end stand apart from the rest (an amount, a page): nothing goes on behind them.
    pub(super) apart: bool,
    /// First line of a block: a gap stands before it.
    pub(super) gap: bool,
    /// The right edge that full lines of its column reach.
    pub(super) margin: f32,
    pub(super) table: Option<Table>,
}

impl Row {
    /// The row's box for the item's location.
    pub(super) fn region(&self) -> Region {
        region(self.page, self.bounds)
    }

    /// All its live text, of a table's cells too.
    pub(super) fn letters(&self) -> String {
        let cells = self.table.iter().flat_map(|t| &t.cells).flat_map(|c| &c.lines).map(Line::text);
        std::iter::once(self.text.clone()).chain(cells).collect()
    }

    /// Whether the line runs to the right edge, so that the next one may go on with it.
    pub(super) fn full(&self) -> bool {
        self.bounds.x1 >= self.margin - 2.4 * self.size.max(6.0)
    }
}

/// A box in whole points.
pub(super) fn region(page: u32, bounds: Rect) -> Region {
    #[allow(clippy::cast_possible_truncation, reason = "pages are far smaller than 2^31 points")]
    let bounds = [bounds.x0, bounds.y0, bounds.x1, bounds.y1].map(|v| v.round() as i32);
    Region { page, bounds }
}

/// A document's rows with its body size.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    pub(super) rows: Vec<Row>,
    /// The font size that most characters have.
    pub(super) size: f32,
    /// Printed page numbers by page.
    pub(super) printed: BTreeMap<u32, String>,
}

impl Rows {
    /// Where the lines of a page begin that fill their column.
    pub(super) fn left(&self, page: u32) -> Option<f32> {
        let full = self.rows.iter().filter(|r| r.page == page && r.table.is_none());
        full.filter(|r| r.full() && r.text.chars().count() > 20).map(|r| r.bounds.x0).min_by(f32::total_cmp)
    }
}

impl Rows {
    /// The edges of a row's column: its page's, or, where no line of the page fills its column, the document's.
    pub(super) fn edges(&self, row: &Row) -> (f32, f32) {
        if let Some(left) = self.left(row.page) {
            return (left, row.margin);
        }
        let lines = || self.rows.iter().filter(|r| r.table.is_none());
        let left = lines().map(|r| r.bounds.x0).fold(row.bounds.x0, f32::min);
        (left, lines().map(|r| r.margin).fold(row.margin, f32::max))
    }
}

/// Flattens the pages; furniture is left out, its page numbers are kept.
pub(super) fn rows(pdf: &Pdf) -> Rows {
    let mut out = Rows::default();
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    for page in &pdf.pages {
        for block in &page.blocks {
            match &block.content {
                Content::Lines(lines) if block.role == Role::PageNumber => {
                    let text: String = lines.iter().map(Line::text).collect();
                    out.printed.insert(
                        page.number,
                        text.trim_matches(|c: char| c.is_whitespace() || "-－–—―".contains(c)).to_owned(),
                    );
                }
                _ if block.role.is_furniture() => {}
                Content::Lines(lines) => {
                    let margin = lines.iter().map(|l| l.bounds.x1).fold(0.0_f32, f32::max);
                    for (i, line) in lines.iter().enumerate() {
                        let row = row(page.number, line, block.role, i == 0, margin);
                        *sizes.entry(tenths(row.size)).or_insert(0) += row.text.chars().count();
                        out.rows.push(row);
                    }
                }
                Content::Table(table) => out.rows.push(Row {
                    page: page.number,
                    bounds: block.bounds,
                    size: 0.0,
                    bold: false,
                    role: block.role,
                    text: String::new(),
                    apart: false,
                    gap: true,
                    margin: block.bounds.x1,
                    table: Some(table.clone()),
                }),
            }
        }
    }
    out.size = sizes
        .into_iter()
        .max_by_key(|&(size, count)| (count, size))
        .map_or(10.5, |(size, _)| from_tenths(size));
    short_furniture(&mut out.rows, pdf.pages.len());
    widen(&mut out.rows);
    out
}

/// A running header of a short document: the same first line on every page behind the cover.
fn short_furniture(rows: &mut Vec<Row>, pages: usize) {
    let Some(last) = u32::try_from(pages).ok().filter(|&n| (3..=5).contains(&n)) else { return };
    let head = |page: u32| rows.iter().position(|r| r.page == page);
    let heads: Vec<usize> = (2..=last).filter_map(head).collect();
    let Some(first) = heads.first().map(|&i| rows[i].clone()) else { return };
    let same = |&i: &usize| {
        let row = &rows[i];
        row.table.is_none() && row.text == first.text && (row.bounds.y0 - first.bounds.y0).abs() < 2.0
    };
    if heads.len() + 1 == pages && !first.text.trim().is_empty() && heads.iter().all(same) {
        let mut at = 0;
        rows.retain(|_| {
            at += 1;
            !heads.contains(&(at - 1))
        });
    }
}

/// A column's right edge is the one that its lines reach anywhere on the page, not in their block alone.
fn widen(rows: &mut [Row]) {
    let mut edges: BTreeMap<(u32, Role), Vec<(f32, f32)>> = BTreeMap::new();
    for row in rows.iter().filter(|r| r.table.is_none()) {
        edges.entry((row.page, row.role)).or_default().push((row.bounds.x0, row.bounds.x1));
    }
    for row in rows.iter_mut().filter(|r| r.table.is_none()) {
        // Lines that begin left of this one's end and end right of its beginning share its column.
        let reach = edges
            .get(&(row.page, row.role))
            .into_iter()
            .flatten()
            .filter(|(x0, _)| *x0 < row.bounds.x0 + 6.0 * row.size.max(6.0))
            .map(|&(_, x1)| x1)
            .fold(row.margin, f32::max);
        row.margin = reach;
    }
}

fn tenths(size: f32) -> u32 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "font sizes are small and positive"
    )]
    let n = (size.clamp(0.0, 1000.0) * 10.0).round() as u32;
    n
}

fn from_tenths(n: u32) -> f32 {
    #[allow(clippy::cast_precision_loss, reason = "at most 10000")]
    let size = n as f32 / 10.0;
    size
}

fn row(page: u32, line: &Line, role: Role, gap: bool, margin: f32) -> Row {
    let live = || line.runs.iter().filter(|r| r.role == RunRole::Base && !r.struck);
    let letters =
        |bold: bool| live().filter(|r| r.bold == bold).map(|r| r.text.chars().count()).sum::<usize>();
    Row {
        page,
        bounds: line.bounds,
        size: live().map(|r| r.size).fold(0.0, f32::max),
        bold: letters(true) > letters(false),
        role,
        text: line.text(),
        apart: apart(line),
        gap,
        margin,
        table: None,
    }
}

/// Whether the last words of a line are parted from the others by far more than a space.
fn apart(line: &Line) -> bool {
    let live: Vec<_> =
        line.runs.iter().filter(|r| r.role == RunRole::Base && !r.text.trim().is_empty()).collect();
    let widest = live
        .windows(2)
        .map(|w| (w[1].bounds.x0 - w[0].bounds.x1) / w[1].size.max(6.0))
        .fold(0.0_f32, f32::max);
    // Blanks may be gaps within one run: then the words are narrower than their box.
    let em = |c: char| if c.is_ascii() { 0.5 } else { 1.0 };
    let written: f32 = live.iter().flat_map(|r| r.text.chars().map(move |c| em(c) * r.size)).sum();
    let extent = line.bounds.x1 - line.bounds.x0;
    let size = live.iter().map(|r| r.size).fold(6.0, f32::max);
    widest > 4.0 || extent > written + 6.0 * size && extent > 1.25 * written
}

/// Joins a line to what stands before it: without a space, but for Latin words that a line's end parts. A number that it parts is one.
pub(super) fn join(text: &mut String, line: &str) {
    let line = line.trim();
    let (Some(before), Some(after)) = (text.chars().next_back(), line.chars().next()) else {
        text.push_str(line);
        return;
    };
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    if before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric() && !digits {
        text.push(' ');
    }
    text.push_str(line);
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Rect, Role, Row, join};

    /// A line that fills its column.
    pub(in crate::structure::document) fn row(text: &str) -> Row {
        Row {
            page: 1,
            bounds: Rect { x0: 70.0, y0: 0.0, x1: 500.0, y1: 10.0 },
            size: 10.5,
            bold: false,
            role: Role::Body,
            text: text.to_owned(),
            apart: false,
            gap: false,
            margin: 500.0,
            table: None,
        }
    }

    #[test]
    fn words_are_joined_without_breaks() {
        let mut text = "端末のパスワ".to_owned();
        join(&mut text, "ードは Windows");
        join(&mut text, " 11 とする。");
        assert_eq!(text, "端末のパスワードは Windows 11 とする。");
        let mut text = "平成1".to_owned();
        join(&mut text, "6年");
        assert_eq!(text, "平成16年");
    }
}
