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
    /// Superscript marks and furigana that were left out, in characters.
    pub(super) aside: usize,
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
                    aside: 0,
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
    widen(&mut out.rows);
    out
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
        aside: line.runs.iter().filter(|r| r.role != RunRole::Base).map(|r| r.text.chars().count()).sum(),
        gap,
        margin,
        table: None,
    }
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
mod tests {
    use super::join;

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
