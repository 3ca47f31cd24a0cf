//! What the workbook reader hands on.

use kaitei_model::Diagnostic;

/// A workbook as a person sees it, plus what is hidden, marked as such.
#[derive(Clone, Debug, Default)]
pub struct Workbook {
    /// `dc:title` of the core properties, or empty.
    pub title: String,
    /// All sheets in tab order, hidden ones included.
    pub sheets: Vec<Sheet>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

/// One sheet.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The tab's name.
    pub name: String,
    /// Whether a person sees it.
    pub visibility: Visibility,
    /// Cells that hold anything, sorted by row, then column. A merged range's content is in its top left cell.
    pub cells: Vec<Cell>,
    /// Merged ranges, sorted.
    pub merges: Vec<Range>,
    /// Hidden rows, as ranges over all columns (0-based, inclusive), sorted.
    pub hidden_rows: Vec<(u32, u32)>,
    /// Hidden columns (0-based, inclusive), sorted.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Text boxes and shapes with text.
    pub shapes: Vec<Block>,
    /// Comments and threaded comments.
    pub comments: Vec<Comment>,
    /// Form-control (VML) and cell checkboxes.
    pub checkboxes: Vec<Checkbox>,
    /// Print areas, where the sheet has them.
    pub print_areas: Vec<Range>,
    /// Rows that are printed on every page (0-based, inclusive): header rows, where somebody set them.
    pub title_rows: Vec<(u32, u32)>,
    /// Ranges with an automatic filter, and tables: their first row is a header row.
    pub filters: Vec<Range>,
    /// Cells that are filled in by choosing from a list.
    pub choices: Vec<Choice>,
}

/// Whether a person sees a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Visibility {
    /// Shown.
    #[default]
    Visible,
    /// Hidden; a person can show it.
    Hidden,
    /// Hidden from the user interface altogether.
    VeryHidden,
}

/// A rectangle of cells, 0-based, inclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Range {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

/// One cell.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// 0-based.
    pub row: u32,
    /// 0-based.
    pub column: u32,
    /// The value as Excel shows it, struck-out text left out, line breaks as `\n`.
    pub text: String,
    /// Rich runs, struck-out ones included; empty where the cell has one plain run.
    pub runs: Vec<TextRun>,
    /// What the value is.
    pub kind: CellKind,
    /// Fill colour as RRGGBB where it is not white or none: header rows often have one.
    pub fill: Option<String>,
    /// Bold throughout.
    pub bold: bool,
    /// The value is a formula's saved result.
    pub formula: bool,
}

/// A stretch of a cell's text in one format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextRun {
    /// The text, without furigana.
    pub text: String,
    /// Struck out: not live text.
    pub struck: bool,
    /// Underlined.
    pub underlined: bool,
    /// Font colour as RRGGBB where it is not automatic or black.
    pub color: Option<String>,
}

/// What a cell's value is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellKind {
    /// Text.
    #[default]
    Text,
    /// A number.
    Number,
    /// A date or time, by its number format.
    Date,
    /// TRUE or FALSE.
    Bool,
    /// An error value such as `#REF!`.
    Error,
}

/// A text box or shape with text.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// The cell that its top left corner lies in.
    pub row: u32,
    /// The cell that its top left corner lies in.
    pub column: u32,
    /// Its text, paragraphs joined by `\n`.
    pub text: String,
}

/// A comment on a cell.
#[derive(Clone, Debug, Default)]
pub struct Comment {
    /// 0-based.
    pub row: u32,
    /// 0-based.
    pub column: u32,
    /// Who wrote it, where told.
    pub author: String,
    /// Its text.
    pub text: String,
}

/// A checkbox.
#[derive(Clone, Debug, Default)]
pub struct Checkbox {
    /// The cell that it lies on.
    pub row: u32,
    /// The cell that it lies on.
    pub column: u32,
    /// Whether it is ticked.
    pub checked: bool,
    /// Its caption.
    pub label: String,
    /// An option button: one of several.
    pub radio: bool,
}

/// Cells that are filled in by choosing from a list (data validation).
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// The cells.
    pub ranges: Vec<Range>,
    /// The values, where they stand in the rule itself; empty where they stand in other cells.
    pub values: Vec<String>,
}
