//! 周知文案: the covering letter that goes with a revision, as paragraphs that Word and plain text both draw. Documents are quoted
//! in whole items, each with its citation; what only the sender knows stays 【要記入】 until a file of theirs says it.

mod choose;
mod date;
mod fields;
mod frame;
mod line;
mod points;
mod quote;
mod text;

pub use fields::{Letter, LetterError, Link};

pub(crate) use date::iso as iso_date;
pub(crate) use frame::letter;
pub(crate) use line::{Line, Part, Set};
pub(crate) use points::points;
pub(crate) use text::render as text;
