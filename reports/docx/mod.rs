//! WordprocessingML (ECMA-376, Transitional) by a small writer of our own: styles that an office can change, no macros,
//! no links out, the same bytes from the same data.

mod closing;
mod comparison;
mod notice;
mod package;
mod pair;
mod part;
mod styles;
mod table;
mod tracked;
mod xml;

pub(crate) use comparison::render as table;
pub(crate) use notice::render as notice;
pub(crate) use tracked::render as tracked;
