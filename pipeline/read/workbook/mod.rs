//! SpreadsheetML (ECMA-376) -> sheets of cells with runs, merges, visibility, shapes, comments.

mod model;

pub use model::{
    Block, Cell, CellKind, Checkbox, Comment, Range, Sheet, TextRun, Visibility, Workbook,
};
