//! Showing text: from strings to glyphs at their places (ISO 32000-1, 9.4).

use super::drawn::Glyph;
use super::fold;
use super::font::{Font, Text};
use super::geometry::{Matrix, Turn};
use super::interpreter::Interpreter;
use super::lexer::Operand;
use super::marked::part;

/// How far a nominal glyph reaches above and below the baseline, in ems; as Japanese fonts are drawn.
const ASCENT: f64 = 0.88;
const DESCENT: f64 = -0.12;

impl Interpreter<'_> {
    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.line_matrix = Matrix::translation(x, y).then(&self.line_matrix);
        self.text_matrix = self.line_matrix;
    }

    pub(super) fn show_adjusted(&mut self, operands: &[Operand<'_>], strings: &[u8]) {
        for operand in operands {
            match operand {
                Operand::String(range) => self.show(strings.get(range.clone()).unwrap_or_default()),
                Operand::Number(n) => self.adjust(*n),
                _ => {}
            }
        }
    }

    /// Moves by a number of a `TJ` array: thousandths of an em against the writing direction.
    fn adjust(&mut self, n: f64) {
        let shift = -n / 1000.0 * self.state.size;
        let vertical =
            self.state.font.and_then(|f| self.out.fonts.get(usize::from(f))).is_some_and(|f| f.vertical);
        if vertical {
            self.advance(0.0, shift);
        } else {
            self.advance(shift * self.state.scale, 0.0);
        }
    }

    fn advance(&mut self, x: f64, y: f64) {
        let m = &mut self.text_matrix;
        m.e += x * m.a + y * m.c;
        m.f += x * m.b + y * m.d;
    }

    pub(super) fn show(&mut self, bytes: &[u8]) {
        let Some(index) = self.state.font else { return };
        let Some(font) = self.out.fonts.get(usize::from(index)).cloned() else { return };
        let mut rest = bytes;
        while !rest.is_empty() {
            let (code, length) = font.next_code(rest);
            rest = rest.get(usize::from(length.max(1))..).unwrap_or_default();
            self.show_code(&font, index, code, length);
        }
    }

    fn show_code(&mut self, font: &Font, index: u16, code: u32, length: u8) {
        let s = self.state;
        let width = f64::from(font.width(code, length)) * font.unit;
        let spacing = s.char_spacing + if length == 1 && code == 32 { s.word_spacing } else { 0.0 };
        let space = self.text_matrix.then(&s.ctm);
        // From ems to the page.
        let ems = Matrix { a: s.size * s.scale, b: 0.0, c: 0.0, d: s.size, e: 0.0, f: s.rise }.then(&space);
        // A Type3 font's em may be other than the size it is set in.
        let em = font.em;
        let (bounds, direction, shift) = if font.vertical {
            let up = font.upright(code, length);
            let (x, y) = (f64::from(up.x), f64::from(up.y));
            let bounds = ems.bounds(-x, DESCENT - y, width - x, ASCENT - y);
            (bounds, (-space.c, -space.d), (0.0, f64::from(up.advance) * s.size + spacing))
        } else {
            let bounds = ems.bounds(0.0, DESCENT * em, width, ASCENT * em);
            (bounds, space.x_axis(), ((width * s.size + spacing) * s.scale, 0.0))
        };
        // A negative size or scale mirrors: text then runs the other way.
        let mirrored = !font.vertical && s.size * s.scale < 0.0;
        let direction = if mirrored { (-direction.0, -direction.1) } else { direction };
        self.advance(shift.0, shift.1);
        if self.hidden > 0 || !bounds.is_finite() {
            return;
        }
        let (cx, cy) = bounds.centre();
        if !self.page.holds(cx, cy) {
            return;
        }
        let size = if font.vertical {
            (s.size * space.c.hypot(space.d)).abs() as f32
        } else {
            (ems.height() * em) as f32
        };
        // What a clip only trims is read. A browser's page break cuts a line between two pages: it stands on the one that shows it.
        if !bounds.is_near(&s.clip, 0.0) {
            let blank =
                matches!(font.text(self.shared, code, length), Some(Text::Char(c)) if c.is_whitespace());
            self.out.clipped += usize::from(!blank);
            return;
        }
        let glyph = Glyph {
            ch: '\u{FFFD}',
            bounds,
            size,
            turn: Turn::of(direction.0, direction.1),
            bold: font.bold || s.emboldened(),
            invisible: s.invisible(),
            apart: self.apart,
        };
        match font.text(self.shared, code, length) {
            Some(text) => self.emit(&glyph, &text),
            None => {
                *self.out.undecodable.entry(index).or_default() += 1;
                self.out.glyphs.push(glyph);
            }
        }
    }

    fn emit(&mut self, glyph: &Glyph, text: &Text) {
        let letters: Vec<char> = match text {
            Text::Char(c) if fold::ligature(*c).is_none() => {
                self.out.glyphs.push(Glyph { ch: fold::plain(*c), ..glyph.clone() });
                return;
            }
            Text::Char(c) => fold::letters(c.encode_utf8(&mut [0; 4])).collect(),
            Text::Many(s) => fold::letters(s).collect(),
        };
        let count = letters.len() as f32;
        for (i, ch) in letters.into_iter().enumerate() {
            let bounds = part(glyph, i as f32 / count, (i as f32 + 1.0) / count);
            self.out.glyphs.push(Glyph { ch, bounds, ..glyph.clone() });
        }
    }
}
