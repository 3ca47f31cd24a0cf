//! What a page draws, as far as text is concerned: glyphs, ruling lines, pictures.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::font::Font;
use super::geometry::Turn;
use super::objects::Reach;
use super::{Rect, Role};

/// A character at its place on the page as shown.
#[derive(Clone, Debug)]
pub(crate) struct Glyph {
    pub(crate) ch: char,
    /// The character's em box: its advance along the line, 0.88 em above and 0.12 em below the baseline across it.
    pub(crate) bounds: Rect,
    /// Font size as shown, in points.
    pub(crate) size: f32,
    pub(crate) turn: Turn,
    pub(crate) bold: bool,
    /// Drawn without paint.
    pub(crate) invisible: bool,
    /// Marked by the file as page furniture.
    pub(crate) apart: Option<Role>,
}

/// A straight line along an axis, drawn as a stroke or as a thin rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rule {
    pub(crate) horizontal: bool,
    /// y of a horizontal, x of a vertical rule.
    pub(crate) at: f32,
    /// Where it begins and ends along its axis.
    pub(crate) from: f32,
    pub(crate) to: f32,
    pub(crate) thickness: f32,
}

/// A limit that cut a page short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    Content,
    Operators,
    Glyphs,
    Nesting,
    Rules,
}

/// Everything that a page draws.
#[derive(Debug, Default)]
pub(crate) struct Drawn {
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) fonts: Vec<Arc<Font>>,
    /// Boxes of pictures.
    pub(crate) pictures: Vec<Rect>,
    /// Filled or stroked outlines that are no rules: a page without text that has many shows outlined letters.
    pub(crate) outlines: usize,
    /// Boxes of filled outlines that may be letters.
    pub(crate) letters: Vec<Rect>,
    /// Glyphs that could not be decoded, by index of their font.
    pub(crate) undecodable: BTreeMap<u16, usize>,
    /// Glyphs that a clipping path hides, left out.
    pub(crate) clipped: usize,
    pub(crate) cut: Option<Cut>,
    /// A stream of the page that could not be decompressed.
    pub(crate) broken_streams: usize,
}

impl Drawn {
    /// Notes that a stream of the page could not be unpacked as a whole.
    pub(crate) fn note_reach(&mut self, reach: Reach) {
        match reach {
            Reach::Whole => {}
            Reach::Damaged => self.broken_streams += 1,
            Reach::TooLarge => self.cut = Some(Cut::Content),
        }
    }
}
