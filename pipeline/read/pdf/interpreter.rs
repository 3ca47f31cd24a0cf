//! Runs content streams (ISO 32000-1, 7.8, 8 and 9) for what they draw of text and rules.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::drawn::{Cut, Drawn};
use super::font::Font;
use super::forms::Forms;
use super::geometry::Matrix;
use super::lexer::{Lexer, Operand, unescape};
use super::limits::{Limits, Spent};
use super::marked::Marked;
use super::objects::{array, as_number, dict, get, matrix, name, numbers, resolve};
use super::path::{Path, thin};
use super::state::State;
use super::{Rect, Role};

/// A document's fonts, each read once, by the place of its dictionary.
#[derive(Debug, Default)]
pub(crate) struct Fonts(Mutex<HashMap<usize, Arc<OnceLock<Arc<Font>>>>>);

impl Fonts {
    fn get(&self, doc: &Document, font: &Dictionary, limits: &Limits) -> Arc<Font> {
        let key = std::ptr::from_ref(font) as usize;
        let slot = match self.0.lock() {
            Ok(mut map) => Arc::clone(map.entry(key).or_default()),
            // Another page's thread died; reading the font once more is harmless.
            Err(_) => Arc::default(),
        };
        Arc::clone(slot.get_or_init(|| Arc::new(Font::read(doc, font, limits))))
    }
}

/// What pages have in common.
pub(crate) struct Shared<'a> {
    pub(crate) doc: &'a Document,
    pub(crate) limits: &'a Limits,
    pub(crate) spent: Spent,
    pub(crate) fonts: Fonts,
    pub(crate) forms: Forms,
    /// Optional content that is off.
    pub(crate) hidden: BTreeSet<ObjectId>,
}

/// Runs one page.
pub(crate) struct Interpreter<'a> {
    pub(super) shared: &'a Shared<'a>,
    pub(super) out: Drawn,
    pub(super) state: State,
    stack: Vec<State>,
    pub(super) text_matrix: Matrix,
    pub(super) line_matrix: Matrix,
    pub(super) path: Path,
    pub(super) marked: Vec<Marked>,
    /// How many of `marked` hide what they hold.
    pub(super) hidden: usize,
    /// The page furniture that the file says is being drawn.
    pub(super) apart: Option<Role>,
    pub(super) page: Rect,
    operators: usize,
    content: usize,
    /// Index of a font in `out.fonts` by the place of its dictionary.
    font_index: HashMap<usize, u16>,
    depth: usize,
    pub(super) base: Matrix,
}

/// `q` without `Q` beyond this is ignored; Acrobat's own limit is 28.
const MAX_SAVED: usize = 512;

impl<'a> Interpreter<'a> {
    /// `base` maps default user space to the page as shown, `page` is its visible part.
    pub(crate) fn new(shared: &'a Shared<'a>, base: Matrix, page: Rect) -> Self {
        Self {
            shared,
            out: Drawn::default(),
            state: State::new(base),
            stack: Vec::new(),
            text_matrix: Matrix::IDENTITY,
            line_matrix: Matrix::IDENTITY,
            path: Path::default(),
            marked: Vec::new(),
            hidden: 0,
            apart: None,
            page,
            operators: 0,
            content: 0,
            font_index: HashMap::new(),
            depth: 0,
            base,
        }
    }

    pub(crate) fn finish(mut self) -> Drawn {
        while !self.marked.is_empty() {
            self.end_marked();
        }
        self.out
    }

    /// Runs a content stream with its resources.
    pub(crate) fn run(&mut self, content: &[u8], resources: Option<&'a Dictionary>) {
        self.content = self.content.saturating_add(content.len());
        let within = self.shared.spent.content(content.len(), self.shared.limits);
        if !within || self.content > self.shared.limits.page_content {
            self.out.cut = Some(Cut::Content);
            return;
        }
        let mut lexer = Lexer::new(content);
        let (stack_floor, marked_floor) = (self.stack.len(), self.marked.len());
        while let Some(operator) = lexer.next_operator() {
            self.operators += 1;
            if self.operators > self.shared.limits.operators {
                self.out.cut = Some(Cut::Operators);
                break;
            }
            if self.out.glyphs.len() > self.shared.limits.glyphs {
                self.out.cut = Some(Cut::Glyphs);
                break;
            }
            if operator == b"ID" {
                lexer.skip_inline_image();
                self.picture();
                continue;
            }
            self.operator(operator, &lexer.operands, &lexer.strings, resources, stack_floor);
        }
        // What a form leaves open is closed with it.
        if let Some(state) = self.stack.get(stack_floor).copied() {
            self.state = state;
            self.stack.truncate(stack_floor);
        }
        while self.depth > 0 && self.marked.len() > marked_floor {
            self.end_marked();
        }
    }

    fn operator(
        &mut self,
        operator: &[u8],
        operands: &[Operand<'_>],
        strings: &[u8],
        resources: Option<&'a Dictionary>,
        stack_floor: usize,
    ) {
        let number = |i: usize| number_at(operands, i);
        let string = |i: usize| match operands.get(i) {
            Some(Operand::String(range)) => strings.get(range.clone()).unwrap_or_default(),
            _ => &[],
        };
        match operator {
            // Text positioning and showing come first: they are most of a page.
            b"Tj" => self.show(string(0)),
            b"TJ" => self.show_adjusted(operands, strings),
            b"Td" => self.next_line(number(0), number(1)),
            b"TD" => {
                self.state.leading = -number(1);
                self.next_line(number(0), number(1));
            }
            b"Tm" => {
                if let Some(m) = matrix_of(operands) {
                    self.text_matrix = m;
                    self.line_matrix = m;
                }
            }
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"'" => {
                self.next_line(0.0, -self.state.leading);
                self.show(string(0));
            }
            b"\"" => {
                self.state.word_spacing = number(0);
                self.state.char_spacing = number(1);
                self.next_line(0.0, -self.state.leading);
                self.show(string(2));
            }
            b"BT" => {
                self.text_matrix = Matrix::IDENTITY;
                self.line_matrix = Matrix::IDENTITY;
            }
            b"Tf" => {
                if let Some(Operand::Name(n)) = operands.first() {
                    self.state.font = self.font(resources, &unescape(n));
                }
                self.state.size = number(1);
            }
            b"Tc" => self.state.char_spacing = number(0),
            b"Tw" => self.state.word_spacing = number(0),
            b"Tz" => self.state.scale = number(0) / 100.0,
            b"TL" => self.state.leading = number(0),
            b"Ts" => self.state.rise = number(0),
            b"Tr" => self.state.render = number(0).clamp(0.0, 7.0) as u8,
            b"q" => {
                if self.stack.len() < MAX_SAVED + stack_floor {
                    self.stack.push(self.state);
                }
            }
            b"Q" => {
                if self.stack.len() > stack_floor
                    && let Some(state) = self.stack.pop()
                {
                    self.state = state;
                }
            }
            b"cm" => {
                if let Some(m) = matrix_of(operands) {
                    self.state.ctm = m.then(&self.state.ctm);
                }
            }
            b"w" => self.state.line_width = number(0),
            b"gs" => {
                if let Some(Operand::Name(n)) = operands.first() {
                    self.graphics_state(resources, &unescape(n));
                }
            }
            b"Do" => {
                if let Some(Operand::Name(n)) = operands.first() {
                    self.x_object(resources, &unescape(n));
                }
            }
            b"BMC" | b"BDC" => self.begin_marked(operands, strings, resources),
            b"EMC" => self.end_marked(),
            _ => self.path_operator(operator, operands),
        }
    }

    fn path_operator(&mut self, operator: &[u8], operands: &[Operand<'_>]) {
        let number = |i: usize| number_at(operands, i);
        let ctm = self.state.ctm;
        match operator {
            b"m" => self.path.move_to(&ctm, number(0), number(1)),
            b"l" => self.path.line_to(&ctm, number(0), number(1)),
            b"re" => self.path.rectangle(&ctm, number(0), number(1), number(2), number(3)),
            b"c" => {
                self.path.control(&ctm, number(0), number(1));
                self.path.control(&ctm, number(2), number(3));
                self.path.curve_to(&ctm, number(4), number(5));
            }
            b"v" | b"y" => {
                self.path.control(&ctm, number(0), number(1));
                self.path.curve_to(&ctm, number(2), number(3));
            }
            b"h" => self.path.close(),
            b"S" => self.paint(true, false),
            b"s" => {
                self.path.close();
                self.paint(true, false);
            }
            b"f" | b"F" | b"f*" => self.paint(false, true),
            b"B" | b"B*" => self.paint(true, true),
            b"b" | b"b*" => {
                self.path.close();
                self.paint(true, true);
            }
            b"W" | b"W*" => self.path.clips(),
            b"n" => self.end_path(),
            b"sh" => self.out.outlines += 1,
            _ => {}
        }
    }

    pub(super) fn paint(&mut self, stroke: bool, fill: bool) {
        let limit = self.shared.limits.rules;
        if self.hidden == 0 {
            if stroke {
                let ctm = &self.state.ctm;
                let scale = (ctm.a * ctm.d - ctm.b * ctm.c).abs().sqrt();
                let width = (self.state.line_width * scale) as f32;
                self.out.outlines += self.path.stroke(width, &mut self.out.rules, limit);
            } else if fill {
                let outlines = self.path.fill(&mut self.out.rules, limit);
                self.out.outlines += outlines;
                if outlines > 0
                    && self.out.letters.len() < 5000
                    && let Some(r) = self.path.letter()
                {
                    self.out.letters.push(r);
                }
            }
        }
        if self.out.rules.len() >= limit {
            self.out.cut.get_or_insert(Cut::Rules);
        }
        self.end_path();
    }

    /// After a path was painted, or not, it may become a clipping path (8.5.4).
    fn end_path(&mut self) {
        if let Some(bounds) = self.path.clipping() {
            self.state.clip = self.state.clip.common(&bounds);
        }
        self.path.clear();
    }

    /// An image fills the unit square.
    fn picture(&mut self) {
        let r = self.state.ctm.bounds(0.0, 0.0, 1.0, 1.0);
        // Some producers draw dashed rules as pictures of dashes.
        if let Some(rule) = thin(&r).filter(|rule| rule.to - rule.from > 4.0) {
            if self.out.rules.len() < self.shared.limits.rules {
                self.out.rules.push(rule);
            }
            return;
        }
        if r.is_finite() && self.out.pictures.len() < 10_000 {
            self.out.pictures.push(r);
        }
    }

    fn font(&mut self, resources: Option<&'a Dictionary>, key: &[u8]) -> Option<u16> {
        let doc = self.shared.doc;
        let font = dict(doc, dict(doc, resources?, b"Font")?, key)?;
        self.font_of(font)
    }

    fn font_of(&mut self, font: &'a Dictionary) -> Option<u16> {
        let place = std::ptr::from_ref(font) as usize;
        if let Some(index) = self.font_index.get(&place) {
            return Some(*index);
        }
        let index = u16::try_from(self.out.fonts.len()).ok()?;
        self.out.fonts.push(self.shared.fonts.get(self.shared.doc, font, self.shared.limits));
        self.font_index.insert(place, index);
        Some(index)
    }

    fn graphics_state(&mut self, resources: Option<&'a Dictionary>, key: &[u8]) {
        let doc = self.shared.doc;
        let entry = resources.and_then(|r| dict(doc, r, b"ExtGState")).and_then(|g| dict(doc, g, key));
        let Some(entry) = entry else { return };
        if let Some([font, size]) = array(doc, entry, b"Font") {
            if let Object::Dictionary(font) = resolve(doc, font) {
                self.state.font = self.font_of(font);
            }
            self.state.size = as_number(resolve(doc, size)).unwrap_or(self.state.size);
        }
        if let Some(width) = get(doc, entry, b"LW").and_then(as_number) {
            self.state.line_width = width;
        }
    }

    fn x_object(&mut self, resources: Option<&'a Dictionary>, key: &[u8]) {
        let doc = self.shared.doc;
        let object = resources.and_then(|r| dict(doc, r, b"XObject")).and_then(|x| get(doc, x, key));
        let Some(Object::Stream(stream)) = object else { return };
        if self.is_hidden_content(&stream.dict) {
            return;
        }
        match name(doc, &stream.dict, b"Subtype") {
            Some(b"Image") => self.picture(),
            Some(b"Form") => self.form(stream, resources),
            _ => {}
        }
    }

    /// Runs a form XObject (8.10). One without resources uses those of its page.
    pub(crate) fn form(&mut self, stream: &'a lopdf::Stream, resources: Option<&'a Dictionary>) {
        let doc = self.shared.doc;
        if self.depth >= self.shared.limits.nesting {
            self.out.cut = Some(Cut::Nesting);
            return;
        }
        let unpacked = self.shared.forms.get(stream, self.shared.limits);
        self.out.note_reach(unpacked.reach);
        let saved = (self.state, self.text_matrix, self.line_matrix);
        let own = dict(doc, &stream.dict, b"Resources").or(resources);
        if let Some(m) = matrix(doc, &stream.dict, b"Matrix") {
            self.state.ctm = m.then(&self.state.ctm);
        }
        if let Some([x0, y0, x1, y1]) =
            array(doc, &stream.dict, b"BBox").and_then(|b| <[f64; 4]>::try_from(numbers(doc, b)).ok())
            // A box without any extent is a producer's fault.
            && (x1 - x0).abs() > 0.0
            && (y1 - y0).abs() > 0.0
        {
            self.state.clip = self.state.clip.common(&self.state.ctm.bounds(x0, y0, x1, y1));
        }
        self.depth += 1;
        self.run(&unpacked.content, own);
        self.depth -= 1;
        (self.state, self.text_matrix, self.line_matrix) = saved;
    }
}

pub(super) fn number_at(operands: &[Operand<'_>], i: usize) -> f64 {
    match operands.get(i) {
        Some(Operand::Number(n)) => *n,
        _ => 0.0,
    }
}

fn matrix_of(operands: &[Operand<'_>]) -> Option<Matrix> {
    let mut v = [0.0; 6];
    for (slot, operand) in v.iter_mut().zip(operands.get(..6)?) {
        let Operand::Number(n) = operand else { return None };
        *slot = *n;
    }
    Some(Matrix::new(v))
}
