//! Paths, of which only straight lines along the axes matter: ruling lines and thin rectangles.

use super::Rect;
use super::drawn::Rule;
use super::geometry::{EMPTY, Matrix};

/// Filled rectangles up to this thickness are lines, in points.
const THIN: f32 = 3.0;
/// Shorter pieces are dots of a letter or a dash; in points.
const SHORT: f32 = 0.2;

/// The path being built, in points on the page.
#[derive(Debug)]
pub(crate) struct Path {
    subpaths: Vec<Subpath>,
    /// Holds every point, those that curves are drawn by as well.
    bounds: Rect,
    clips: bool,
}

impl Default for Path {
    fn default() -> Self {
        Self { subpaths: Vec::new(), bounds: EMPTY, clips: false }
    }
}

#[derive(Debug, Default)]
struct Subpath {
    points: Vec<(f32, f32)>,
    closed: bool,
    /// Has a curve or is far too long to be a rule.
    other: bool,
}

impl Path {
    pub(crate) fn clear(&mut self) {
        self.subpaths.clear();
        self.bounds = EMPTY;
        self.clips = false;
    }

    /// What is drawn after this path is clipped to it.
    pub(crate) fn clips(&mut self) {
        self.clips = true;
    }

    /// The box of a path that clips; none where there is no path.
    pub(crate) fn clipping(&self) -> Option<Rect> {
        (self.clips && self.bounds.is_finite() && self.bounds.x0 <= self.bounds.x1).then_some(self.bounds)
    }

    /// A point that a curve is drawn by.
    pub(crate) fn control(&mut self, ctm: &Matrix, x: f64, y: f64) {
        self.place(ctm, x, y);
    }

    fn place(&mut self, ctm: &Matrix, x: f64, y: f64) -> (f32, f32) {
        let (x, y) = ctm.apply(x, y);
        let (x, y) = (x as f32, y as f32);
        self.bounds.cover(&Rect { x0: x, y0: y, x1: x, y1: y });
        (x, y)
    }

    pub(crate) fn move_to(&mut self, ctm: &Matrix, x: f64, y: f64) {
        let point = self.place(ctm, x, y);
        match self.subpaths.last_mut() {
            // A lone point is overridden by the next one.
            Some(last) if last.points.len() == 1 && !last.other => last.points[0] = point,
            _ => self.subpaths.push(Subpath { points: vec![point], ..Subpath::default() }),
        }
    }

    pub(crate) fn line_to(&mut self, ctm: &Matrix, x: f64, y: f64) {
        let point = self.place(ctm, x, y);
        let Some(last) = self.subpaths.last_mut() else {
            self.subpaths.push(Subpath { points: vec![point], ..Subpath::default() });
            return;
        };
        if last.closed {
            let start = last.points.first().copied().unwrap_or_default();
            self.subpaths.push(Subpath { points: vec![start, point], ..Subpath::default() });
        } else if last.points.len() < 64 {
            last.points.push(point);
        } else {
            last.other = true;
        }
    }

    /// A curve that ends at a point.
    pub(crate) fn curve_to(&mut self, ctm: &Matrix, x: f64, y: f64) {
        let point = self.place(ctm, x, y);
        if let Some(last) = self.subpaths.last_mut() {
            last.other = true;
            if last.points.len() < 64 {
                last.points.push(point);
            }
        }
    }

    /// The box of a filled path that may be a letter: curved or many-sided, and no larger than letters are.
    pub(crate) fn letter(&self) -> Option<Rect> {
        let mut r = EMPTY;
        let mut corners = 0;
        for sub in &self.subpaths {
            corners += sub.points.len();
            for (x, y) in &sub.points {
                r.cover(&Rect { x0: *x, y0: *y, x1: *x, y1: *y });
            }
        }
        let sized = |v: f32| (0.5..40.0).contains(&v);
        let fits = r.is_finite() && sized(r.width()) && sized(r.height()) && r.width().max(r.height()) > 4.0;
        (fits && corners > 8).then_some(r)
    }

    pub(crate) fn close(&mut self) {
        if let Some(last) = self.subpaths.last_mut() {
            last.closed = true;
        }
    }

    pub(crate) fn rectangle(&mut self, ctm: &Matrix, x: f64, y: f64, w: f64, h: f64) {
        let points =
            [(x, y), (x + w, y), (x + w, y + h), (x, y + h)].map(|(x, y)| self.place(ctm, x, y)).to_vec();
        self.subpaths.push(Subpath { points, closed: true, other: false });
    }

    /// Strokes the path: every straight side along an axis is a rule. Returns how many outlines were none.
    pub(crate) fn stroke(&self, width: f32, rules: &mut Vec<Rule>, limit: usize) -> usize {
        let mut outlines = 0;
        for sub in &self.subpaths {
            if sub.other {
                outlines += 1;
                continue;
            }
            let mut points = sub.points.clone();
            if sub.closed
                && let Some(first) = sub.points.first()
            {
                points.push(*first);
            }
            for pair in points.windows(2) {
                if let Some(rule) = side(pair[0], pair[1], width)
                    && rules.len() < limit
                {
                    rules.push(rule);
                }
            }
        }
        outlines
    }

    /// Fills the path: thin rectangles are rules. Returns how many outlines were none.
    pub(crate) fn fill(&self, rules: &mut Vec<Rule>, limit: usize) -> usize {
        let mut outlines = 0;
        for sub in &self.subpaths {
            let Some(r) = sub.rectangle() else {
                outlines += usize::from(sub.points.len() > 2 || sub.other);
                continue;
            };
            if let Some(rule) = thin(&r)
                && rules.len() < limit
            {
                rules.push(rule);
            }
        }
        outlines
    }
}

impl Subpath {
    /// The box, where all sides lie along an axis.
    fn rectangle(&self) -> Option<Rect> {
        if self.other || !(2..=5).contains(&self.points.len()) {
            return None;
        }
        let mut r = EMPTY;
        for (x, y) in &self.points {
            r.cover(&Rect { x0: *x, y0: *y, x1: *x, y1: *y });
        }
        let straight =
            self.points.windows(2).all(|p| (p[0].0 - p[1].0).abs() < 0.1 || (p[0].1 - p[1].1).abs() < 0.1);
        (straight && r.is_finite()).then_some(r)
    }
}

fn side(a: (f32, f32), b: (f32, f32), thickness: f32) -> Option<Rule> {
    let (dx, dy) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
    if !(dx.is_finite() && dy.is_finite()) || dx.max(dy) < SHORT {
        return None;
    }
    if dy <= 0.5 && dx > dy {
        Some(Rule {
            horizontal: true,
            at: (a.1 + b.1) / 2.0,
            from: a.0.min(b.0),
            to: a.0.max(b.0),
            thickness,
        })
    } else if dx <= 0.5 && dy > dx {
        Some(Rule {
            horizontal: false,
            at: (a.0 + b.0) / 2.0,
            from: a.1.min(b.1),
            to: a.1.max(b.1),
            thickness,
        })
    } else {
        None
    }
}

/// A rectangle that is so thin that it is a line.
pub(crate) fn thin(r: &Rect) -> Option<Rule> {
    let (w, h) = (r.width(), r.height());
    if w.max(h) < SHORT {
        return None;
    }
    if h <= THIN && w >= h {
        Some(Rule { horizontal: true, at: (r.y0 + r.y1) / 2.0, from: r.x0, to: r.x1, thickness: h })
    } else if w <= THIN && h > w {
        Some(Rule { horizontal: false, at: (r.x0 + r.x1) / 2.0, from: r.y0, to: r.y1, thickness: w })
    } else {
        None
    }
}
