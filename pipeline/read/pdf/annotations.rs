//! What annotations look like on the page (ISO 32000-1, 12.5): form fields and stamps hold text, and marks strike out text.

use lopdf::{Dictionary, Object};

use super::geometry::Matrix;
use super::interpreter::{Interpreter, Shared};
use super::objects::{array, as_dict, get, matrix, name, number, numbers, resolve, stream};
use super::state::State;

/// Annotations of a page that are drawn.
const MOST: usize = 5000;
/// Flags: hidden, not shown on the screen.
const HIDDEN: u32 = 2 | 32;

/// Draws the annotations of a page.
pub(crate) fn draw<'a>(shared: &Shared<'a>, page: &'a Dictionary, interpreter: &mut Interpreter<'a>) {
    let doc = shared.doc;
    for annotation in array(doc, page, b"Annots").unwrap_or_default().iter().take(MOST) {
        let Some(annotation) = as_dict(resolve(doc, annotation)) else { continue };
        let flags = number(doc, annotation, b"F").unwrap_or(0.0) as u32;
        let kind = name(doc, annotation, b"Subtype").unwrap_or_default();
        let off = interpreter.is_hidden_content(annotation);
        if off || flags & HIDDEN != 0 || matches!(kind, b"Popup" | b"Link") {
            continue;
        }
        let form = match get(doc, annotation, b"AP").and_then(as_dict).and_then(|ap| get(doc, ap, b"N")) {
            Some(Object::Stream(s)) => Some(s),
            Some(Object::Dictionary(states)) => {
                name(doc, annotation, b"AS").and_then(|state| stream(doc, states, state))
            }
            _ => None,
        };
        let rect: Option<[f64; 4]> =
            array(doc, annotation, b"Rect").and_then(|r| numbers(doc, r).try_into().ok());
        match (form, rect) {
            (Some(form), Some(rect)) => interpreter.appearance(form, rect),
            (Some(_), None) => {}
            (None, _) => {
                let quads =
                    array(doc, annotation, b"QuadPoints").map(|q| numbers(doc, q)).unwrap_or_default();
                interpreter.markup(kind, &quads);
            }
        }
    }
}

impl<'a> Interpreter<'a> {
    /// Draws an appearance stream into its rectangle (12.5.5, algorithm 8.1).
    fn appearance(&mut self, form: &'a lopdf::Stream, rect: [f64; 4]) {
        let doc = self.shared.doc;
        let Some([x0, y0, x1, y1]) =
            array(doc, &form.dict, b"BBox").and_then(|b| <[f64; 4]>::try_from(numbers(doc, b)).ok())
        else {
            return;
        };
        let own = matrix(doc, &form.dict, b"Matrix").unwrap_or(Matrix::IDENTITY);
        let corners = [own.apply(x0, y0), own.apply(x1, y0), own.apply(x0, y1), own.apply(x1, y1)];
        let least = |f: fn(&(f64, f64)) -> f64| corners.iter().map(f).fold(f64::INFINITY, f64::min);
        let most = |f: fn(&(f64, f64)) -> f64| corners.iter().map(f).fold(f64::NEG_INFINITY, f64::max);
        let (bx, by) = (least(|c| c.0), least(|c| c.1));
        let (bw, bh) = (most(|c| c.0) - bx, most(|c| c.1) - by);
        let (rx, ry) = (rect[0].min(rect[2]), rect[1].min(rect[3]));
        let scale = |to: f64, from: f64| if from.abs() > 1e-6 { to / from } else { 1.0 };
        let (sx, sy) = (scale((rect[2] - rect[0]).abs(), bw), scale((rect[3] - rect[1]).abs(), bh));
        let fit = Matrix { a: sx, b: 0.0, c: 0.0, d: sy, e: rx - bx * sx, f: ry - by * sy };
        let base = self.base;
        let saved = std::mem::replace(&mut self.state, State::new(fit.then(&base)));
        self.form(form, None);
        self.state = saved;
    }

    /// Marks over text that have no appearance of their own (12.5.6.10): a line through or under each quadrilateral.
    fn markup(&mut self, kind: &[u8], quads: &[f64]) {
        // Written as top left, top right, bottom left, bottom right by all producers, whatever the standard says.
        let height = match kind {
            b"StrikeOut" => 0.5,
            b"Underline" | b"Squiggly" => 0.04,
            _ => return,
        };
        let saved = std::mem::replace(&mut self.state, State::new(self.base));
        let base = self.base;
        for q in quads.chunks_exact(8) {
            let at = |low: f64, high: f64| low + (high - low) * height;
            self.path.move_to(&base, at(q[4], q[0]), at(q[5], q[1]));
            self.path.line_to(&base, at(q[6], q[2]), at(q[7], q[3]));
            self.paint(true, false);
        }
        self.state = saved;
    }
}
