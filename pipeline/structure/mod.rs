//! Pages and sheets -> items: numbering grammar, headings, requirement blocks, checklist columns.

pub(crate) mod document;
pub(crate) mod refs;
pub(crate) mod sheet;
