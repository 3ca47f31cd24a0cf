//! WordprocessingML (ECMA-376, Transitional) by a small writer of our own: styles that an office can change, no macros,
//! no links out, the same bytes from the same data.

mod package;
mod part;
mod styles;
mod table;
mod xml;

pub(crate) use table::render as table;
