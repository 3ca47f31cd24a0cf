//! What the PDF reader hands on.

use kaitei_model::Diagnostic;

/// A PDF's pages, in order.
#[derive(Clone, Debug, Default)]
pub struct Pdf {
    /// `Title` of the document information, or empty.
    pub title: String,
    /// The pages.
    pub pages: Vec<Page>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

/// One page as shown (rotation applied), in points (1/72 inch), origin at the top left.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// From 1.
    pub number: u32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// Blocks in reading order, furniture included (marked by its role).
    pub blocks: Vec<Block>,
}

/// A rectangle in points, origin at the top left of the page as shown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left.
    pub x0: f32,
    /// Top.
    pub y0: f32,
    /// Right.
    pub x1: f32,
    /// Bottom.
    pub y1: f32,
}

/// Lines or a table that belong together on a page.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is on the page.
    pub role: Role,
    /// Where it stands.
    pub bounds: Rect,
    /// What it holds.
    pub content: Content,
}

/// What a block is on its page. Recognised over the whole document, not by fixed coordinates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Text of the document.
    #[default]
    Body,
    /// A box beside the body.
    Margin,
    /// A footnote at the foot of the page.
    Footnote,
    /// A running header or footer.
    Running,
    /// A page number.
    PageNumber,
    /// A watermark or stamp across the page.
    Watermark,
}

impl Role {
    /// Whether `--body` leaves it out.
    pub fn is_furniture(self) -> bool {
        matches!(self, Self::Running | Self::PageNumber | Self::Watermark)
    }
}

/// What a block holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// Lines, in reading order.
    Lines(Vec<Line>),
    /// A table.
    Table(Table),
}

/// A table's cells.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Number of rows.
    pub rows: u32,
    /// Number of columns.
    pub columns: u32,
    /// Cells, sorted by row, then column; empty ones included.
    pub cells: Vec<Cell>,
    /// Found by ruling lines, not by alignment alone.
    pub ruled: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// First row, from 0.
    pub row: u32,
    /// First column, from 0.
    pub column: u32,
    /// Rows it spans, at least 1.
    pub row_span: u32,
    /// Columns it spans, at least 1.
    pub column_span: u32,
    /// Where it stands.
    pub bounds: Rect,
    /// Its lines, in reading order.
    pub lines: Vec<Line>,
}

/// One line of text as set (a column of it where the writing is vertical).
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Where it stands.
    pub bounds: Rect,
    /// Written from top to bottom.
    pub vertical: bool,
    /// Runs in reading order.
    pub runs: Vec<Run>,
}

/// A stretch of a line in one format.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// The text; a gap of about half an em or more that was set without a space stands as one space.
    pub text: String,
    /// Where it stands.
    pub bounds: Rect,
    /// Font size as shown, in points.
    pub size: f32,
    /// Set in a bold font, or struck twice to look bold.
    pub bold: bool,
    /// What it is to the text around it.
    pub role: RunRole,
    /// A rule is drawn through it: not live text.
    pub struck: bool,
    /// A rule is drawn under it.
    pub underlined: bool,
}

/// What a run is to the text around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RunRole {
    /// Ordinary text.
    #[default]
    Base,
    /// Furigana over the run before it.
    Ruby,
    /// A superscript mark, as of a footnote.
    Superscript,
}

impl Line {
    /// The live text: base runs that are not struck out.
    pub fn text(&self) -> String {
        self.runs.iter().filter(|r| r.role == RunRole::Base && !r.struck).map(|r| r.text.as_str()).collect()
    }
}
