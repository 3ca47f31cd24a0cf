//! The graphics state, as far as text and rules depend on it (ISO 32000-1, 8.4, 9.3).

use super::Rect;
use super::geometry::{EVERYWHERE, Matrix};

/// Saved by `q`, restored by `Q`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct State {
    /// From user space to the page as shown.
    pub(crate) ctm: Matrix,
    /// The box of what is not clipped away, on the page as shown; the clipping path itself may be smaller.
    pub(crate) clip: Rect,
    pub(crate) line_width: f64,
    /// Index of the font in use.
    pub(crate) font: Option<u16>,
    pub(crate) size: f64,
    pub(crate) char_spacing: f64,
    pub(crate) word_spacing: f64,
    /// `Tz` as a factor.
    pub(crate) scale: f64,
    pub(crate) leading: f64,
    pub(crate) rise: f64,
    /// `Tr`.
    pub(crate) render: u8,
}

impl State {
    pub(crate) fn new(base: Matrix) -> Self {
        Self {
            ctm: base,
            clip: EVERYWHERE,
            line_width: 1.0,
            font: None,
            size: 0.0,
            char_spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            render: 0,
        }
    }

    /// Neither filled nor stroked.
    pub(crate) fn invisible(&self) -> bool {
        matches!(self.render, 3 | 7)
    }

    /// Filled and stroked: a common way to look bold.
    pub(crate) fn emboldened(&self) -> bool {
        matches!(self.render, 2 | 6)
    }
}
