//! Marked content: text given by `ActualText`, and optional content that is off (ISO 32000-1, 14.6, 14.9.4, 8.11).

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::drawn::Glyph;
use super::fold;
use super::geometry::{EMPTY, Turn};
use super::interpreter::Interpreter;
use super::lexer::{Operand, unescape};
use super::objects::{array, dict, get, name, resolve, text_string};
use super::{Rect, Role};

/// A `BMC` or `BDC` that is open.
#[derive(Debug)]
pub(crate) struct Marked {
    /// The text that stands for the glyphs.
    actual: Option<String>,
    /// Where its glyphs begin.
    start: usize,
    /// Where the pictures and outlines begin that it may stand for.
    pictures: usize,
    letters: usize,
    hides: bool,
    /// What is around it, where it says nothing itself about page furniture.
    outer: Option<Role>,
}

/// Deeper nesting is not kept apart.
const MAX_OPEN: usize = 256;
/// So many parts of a visibility expression are looked at; it may name itself.
const MAX_PARTS: usize = 256;

impl<'a> Interpreter<'a> {
    pub(super) fn begin_marked(
        &mut self,
        operands: &[Operand<'_>],
        strings: &[u8],
        resources: Option<&'a Dictionary>,
    ) {
        let doc = self.shared.doc;
        let mut marked = Marked {
            actual: None,
            start: self.out.glyphs.len(),
            pictures: self.out.pictures.len(),
            letters: self.out.letters.len(),
            hides: false,
            outer: self.apart,
        };
        let artifact = operands.first() == Some(&Operand::Name(b"Artifact"));
        let mut apart = None;
        let listed = |key: &[u8]| {
            let properties = dict(doc, resources?, b"Properties")?;
            Some((properties.get(key).ok()?.as_reference().ok(), dict(doc, properties, key)?))
        };
        match operands.get(1) {
            Some(Operand::Name(key)) => {
                if let Some((id, properties)) = listed(&unescape(key)) {
                    marked.actual =
                        get(doc, properties, b"ActualText").and_then(|o| o.as_str().ok()).map(text_string);
                    marked.hides =
                        matches!(operands.first(), Some(Operand::Name(b"OC"))) && self.is_off(id, properties);
                    apart = artifact
                        .then(|| furniture(name(doc, properties, b"Type"), name(doc, properties, b"Subtype")))
                        .flatten();
                }
            }
            Some(Operand::DictOpen) => {
                let value = |key: &[u8]| {
                    let at = operands.iter().position(|o| *o == Operand::Name(key))?;
                    operands.get(at + 1)
                };
                if let Some(Operand::String(range)) = value(b"ActualText") {
                    marked.actual = strings.get(range.clone()).map(text_string);
                }
                let named = |key: &[u8]| match value(key) {
                    Some(Operand::Name(name)) => Some(*name),
                    _ => None,
                };
                apart = artifact.then(|| furniture(named(b"Type"), named(b"Subtype"))).flatten();
            }
            _ => {}
        }
        if self.marked.len() < MAX_OPEN {
            self.hidden += usize::from(marked.hides);
            self.apart = apart.or(self.apart);
            self.marked.push(marked);
        }
    }

    pub(super) fn end_marked(&mut self) {
        let Some(marked) = self.marked.pop() else { return };
        self.hidden -= usize::from(marked.hides);
        self.apart = marked.outer;
        let Some(actual) = marked.actual else { return };
        let set = self.out.glyphs.split_off(marked.start);
        if !set.is_empty() {
            self.out.glyphs.extend(spread(&actual, &set));
        } else if self.hidden == 0 {
            // A picture or an outline in the place of a character that the font lacks.
            let mut bounds = EMPTY;
            let pictures = self.out.pictures.get(marked.pictures..).unwrap_or_default();
            let letters = self.out.letters.get(marked.letters..).unwrap_or_default();
            pictures.iter().chain(letters).for_each(|r| bounds.cover(r));
            let (cx, cy) = bounds.centre();
            if bounds.is_finite() && bounds.x1 > bounds.x0 && self.page.holds(cx, cy) {
                let glyph = drawn_as(bounds, self.apart);
                self.out.glyphs.extend(spread(&actual, &[glyph]));
                self.out.letters.truncate(marked.letters);
            }
        }
    }

    /// Whether an XObject belongs to optional content that is off.
    pub(super) fn is_hidden_content(&self, object: &Dictionary) -> bool {
        let Some(group) = dict(self.shared.doc, object, b"OC") else { return false };
        self.is_off(object.get(b"OC").ok().and_then(|o| o.as_reference().ok()), group)
    }

    /// A group that is off, or a membership whose expression or policy says that it is not shown (8.11.2).
    fn is_off(&self, id: Option<ObjectId>, group: &Dictionary) -> bool {
        let (doc, hidden) = (self.shared.doc, &self.shared.hidden);
        if name(doc, group, b"Type") != Some(b"OCMD") {
            return id.is_some_and(|id| hidden.contains(&id));
        }
        if let Some(expression) = array(doc, group, b"VE") {
            let mut left = MAX_PARTS;
            return self.holds(expression, &mut left) == Some(false);
        }
        let off = |o: &Object| o.as_reference().is_ok_and(|id| hidden.contains(&id));
        let members: Vec<bool> = match group.get(b"OCGs") {
            Ok(one) => match array(doc, group, b"OCGs") {
                Some(groups) => groups.iter().map(off).collect(),
                None => vec![off(one)],
            },
            Err(_) => Vec::new(),
        };
        // A membership without groups has no effect.
        !members.is_empty()
            && match name(doc, group, b"P") {
                Some(b"AllOn") => members.contains(&true),
                Some(b"AnyOff") => !members.contains(&true),
                Some(b"AllOff") => members.contains(&false),
                _ => !members.contains(&false),
            }
    }

    /// Whether a visibility expression is true; `None` where it is none. `left` is how many more of its parts are looked at.
    fn holds(&self, expression: &[Object], left: &mut usize) -> Option<bool> {
        let (operator, operands) = expression.split_first()?;
        let operator = operator.as_name().ok()?;
        let mut values = Vec::new();
        for operand in operands {
            *left = left.checked_sub(1)?;
            values.extend(match resolve(self.shared.doc, operand) {
                Object::Array(inner) => self.holds(inner, left),
                Object::Dictionary(_) => {
                    operand.as_reference().ok().map(|id| !self.shared.hidden.contains(&id))
                }
                _ => None,
            });
        }
        match operator {
            b"And" => Some(!values.contains(&false)),
            b"Or" => Some(values.contains(&true)),
            b"Not" => values.first().map(|on| !on),
            _ => None,
        }
    }
}

/// What an artifact of the page says that it is (14.8.2.2.2). One of pagination that says no more is a running line.
fn furniture(kind: Option<&[u8]>, subtype: Option<&[u8]>) -> Option<Role> {
    match (kind, subtype) {
        (_, Some(b"Header" | b"Footer")) => Some(Role::Running),
        (_, Some(b"PageNum")) => Some(Role::PageNumber),
        (_, Some(b"Watermark")) => Some(Role::Watermark),
        (Some(b"Pagination"), None) => Some(Role::Running),
        _ => None,
    }
}

/// What is drawn within `bounds`, as a glyph as high as that.
fn drawn_as(bounds: Rect, apart: Option<Role>) -> Glyph {
    Glyph {
        ch: '\u{FFFD}',
        bounds,
        size: bounds.height(),
        turn: Turn::Right,
        bold: false,
        invisible: false,
        apart,
    }
}

/// Puts `text` in the places of the glyphs that stand for it.
fn spread(text: &str, set: &[Glyph]) -> Vec<Glyph> {
    let chars: Vec<char> = fold::letters(text).filter(|c| fold::is_text(*c)).collect();
    let (n, m) = (set.len(), chars.len());
    let mut out = Vec::with_capacity(m);
    for (k, ch) in chars.into_iter().enumerate() {
        let at = k * n / m;
        let Some(glyph) = set.get(at) else { continue };
        let mut glyph = Glyph { ch, ..glyph.clone() };
        if m > n {
            // Several characters share a glyph's place.
            let first = (at * m).div_ceil(n);
            let share = ((at + 1) * m).div_ceil(n) - first;
            let (from, to) = ((k - first) as f32 / share as f32, (k - first + 1) as f32 / share as f32);
            glyph.bounds = part(&glyph, from, to);
        }
        out.push(glyph);
    }
    out
}

/// A share of a glyph's box along its line.
pub(super) fn part(glyph: &Glyph, from: f32, to: f32) -> Rect {
    let mut r = glyph.turn.frame(&glyph.bounds);
    if glyph.turn == Turn::Askew {
        return glyph.bounds;
    }
    let (start, width) = (r.x0, r.width());
    r.x0 = start + width * from;
    r.x1 = start + width * to;
    glyph.turn.page(&r)
}

/// The optional content groups that are off in the default configuration.
pub(crate) fn hidden_groups(doc: &Document) -> BTreeSet<ObjectId> {
    let mut hidden = BTreeSet::new();
    let Some(properties) = doc.catalog().ok().and_then(|c| dict(doc, c, b"OCProperties")) else {
        return hidden;
    };
    let Some(config) = dict(doc, properties, b"D") else { return hidden };
    let ids = |d: &Dictionary, key: &[u8]| -> Vec<ObjectId> {
        array(doc, d, key).unwrap_or_default().iter().filter_map(|o| o.as_reference().ok()).collect()
    };
    if name(doc, config, b"BaseState") == Some(b"OFF") {
        hidden.extend(ids(properties, b"OCGs"));
    }
    for id in ids(config, b"ON") {
        hidden.remove(&id);
    }
    hidden.extend(ids(config, b"OFF"));
    hidden
}
