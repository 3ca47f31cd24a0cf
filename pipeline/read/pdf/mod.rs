//! PDF (ISO 32000) -> pages of blocks, lines and runs in reading order, with boxes, sizes and weights.

mod model;

pub use model::{Block, Cell, Content, Line, Page, Pdf, Rect, Role, Run, RunRole, Table};
