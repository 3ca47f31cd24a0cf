//! Matrices and boxes: from a page's own coordinates to points on the page as shown.

use super::Rect;

/// An affine map in PDF's notation: x' = ax + cy + e, y' = bx + dy + f (ISO 32000-1, 8.3.3).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Matrix {
    pub(crate) a: f64,
    pub(crate) b: f64,
    pub(crate) c: f64,
    pub(crate) d: f64,
    pub(crate) e: f64,
    pub(crate) f: f64,
}

impl Matrix {
    pub(crate) const IDENTITY: Self = Self { a: 1.0, b: 0.0, c: 0.0, d: 1.0, e: 0.0, f: 0.0 };

    pub(crate) fn new(v: [f64; 6]) -> Self {
        Self { a: v[0], b: v[1], c: v[2], d: v[3], e: v[4], f: v[5] }
    }

    pub(crate) fn translation(e: f64, f: f64) -> Self {
        Self { e, f, ..Self::IDENTITY }
    }

    /// First `self`, then `then`.
    pub(crate) fn then(&self, then: &Self) -> Self {
        Self {
            a: self.a * then.a + self.b * then.c,
            b: self.a * then.b + self.b * then.d,
            c: self.c * then.a + self.d * then.c,
            d: self.c * then.b + self.d * then.d,
            e: self.e * then.a + self.f * then.c + then.e,
            f: self.e * then.b + self.f * then.d + then.f,
        }
    }

    pub(crate) fn apply(&self, x: f64, y: f64) -> (f64, f64) {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }

    /// The direction in which the x axis points afterwards.
    pub(crate) fn x_axis(&self) -> (f64, f64) {
        (self.a, self.b)
    }

    /// How long a unit along the y axis becomes, measured across the x axis: the size of a font set in this space.
    pub(crate) fn height(&self) -> f64 {
        let length = self.a.hypot(self.b);
        if length > 1e-9 {
            ((self.a * self.d - self.b * self.c) / length).abs()
        } else {
            self.c.hypot(self.d)
        }
    }

    /// The box around a mapped rectangle.
    pub(crate) fn bounds(&self, x0: f64, y0: f64, x1: f64, y1: f64) -> Rect {
        let corners = [self.apply(x0, y0), self.apply(x1, y0), self.apply(x0, y1), self.apply(x1, y1)];
        let mut r = Rect { x0: f32::MAX, y0: f32::MAX, x1: f32::MIN, y1: f32::MIN };
        for (x, y) in corners {
            r.x0 = r.x0.min(x as f32);
            r.y0 = r.y0.min(y as f32);
            r.x1 = r.x1.max(x as f32);
            r.y1 = r.y1.max(y as f32);
        }
        r
    }
}

/// A box that holds nothing yet.
/// Holds everything.
pub(crate) const EVERYWHERE: Rect = Rect { x0: f32::MIN, y0: f32::MIN, x1: f32::MAX, y1: f32::MAX };

pub(crate) const EMPTY: Rect = Rect { x0: f32::MAX, y0: f32::MAX, x1: f32::MIN, y1: f32::MIN };

impl Rect {
    /// From left to right.
    pub fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// From top to bottom.
    pub fn height(&self) -> f32 {
        self.y1 - self.y0
    }

    pub(crate) fn cover(&mut self, other: &Self) {
        self.x0 = self.x0.min(other.x0);
        self.y0 = self.y0.min(other.y0);
        self.x1 = self.x1.max(other.x1);
        self.y1 = self.y1.max(other.y1);
    }

    /// What both hold; upside down where they do not meet.
    pub(crate) fn common(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.max(other.x0),
            y0: self.y0.max(other.y0),
            x1: self.x1.min(other.x1),
            y1: self.y1.min(other.y1),
        }
    }

    /// Whether they come nearer than so many points.
    pub(crate) fn is_near(&self, other: &Self, distance: f32) -> bool {
        self.x0 - distance < other.x1
            && self.x1 + distance > other.x0
            && self.y0 - distance < other.y1
            && self.y1 + distance > other.y0
    }

    pub(crate) fn centre(&self) -> (f32, f32) {
        ((self.x0 + self.x1) / 2.0, (self.y0 + self.y1) / 2.0)
    }

    pub(crate) fn holds(&self, x: f32, y: f32) -> bool {
        x >= self.x0 && x <= self.x1 && y >= self.y0 && y <= self.y1
    }

    pub(crate) fn is_finite(&self) -> bool {
        self.x0.is_finite() && self.y0.is_finite() && self.x1.is_finite() && self.y1.is_finite()
    }
}

/// The way in which text runs, in quarter turns clockwise from left-to-right; everything else is askew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Turn {
    Right,
    Down,
    Left,
    Up,
    Askew,
}

impl Turn {
    /// Of a direction on the page as shown (y down).
    pub(crate) fn of(dx: f64, dy: f64) -> Self {
        const SLACK: f64 = 0.09; // about five degrees
        let length = dx.hypot(dy);
        if length < 1e-9 {
            return Self::Right;
        }
        let (dx, dy) = (dx / length, dy / length);
        if dy.abs() < SLACK {
            if dx > 0.0 { Self::Right } else { Self::Left }
        } else if dx.abs() < SLACK {
            if dy > 0.0 { Self::Down } else { Self::Up }
        } else {
            Self::Askew
        }
    }

    /// A box of the page in the frame in which text of this turn runs from left to right and lines from top to bottom.
    pub(crate) fn frame(self, r: &Rect) -> Rect {
        match self {
            Self::Right | Self::Askew => *r,
            Self::Down => Rect { x0: r.y0, y0: -r.x1, x1: r.y1, y1: -r.x0 },
            Self::Left => Rect { x0: -r.x1, y0: -r.y1, x1: -r.x0, y1: -r.y0 },
            Self::Up => Rect { x0: -r.y1, y0: r.x0, x1: -r.y0, y1: r.x1 },
        }
    }

    /// Back from the frame to the page.
    pub(crate) fn page(self, r: &Rect) -> Rect {
        match self {
            Self::Right | Self::Askew => *r,
            Self::Down => Rect { x0: -r.y1, y0: r.x0, x1: -r.y0, y1: r.x1 },
            Self::Left => Rect { x0: -r.x1, y0: -r.y1, x1: -r.x0, y1: -r.y0 },
            Self::Up => Rect { x0: r.y0, y0: -r.x1, x1: r.y1, y1: -r.x0 },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_go_there_and_back() {
        let r = Rect { x0: 10.0, y0: 20.0, x1: 35.0, y1: 26.0 };
        for turn in [Turn::Right, Turn::Down, Turn::Left, Turn::Up] {
            assert_eq!(turn.page(&turn.frame(&r)), r, "{turn:?}");
        }
    }

    #[test]
    fn columns_of_vertical_text_run_from_right_to_left() {
        let right = Turn::Down.frame(&Rect { x0: 90.0, y0: 0.0, x1: 100.0, y1: 50.0 });
        let left = Turn::Down.frame(&Rect { x0: 70.0, y0: 0.0, x1: 80.0, y1: 50.0 });
        assert!(right.y0 < left.y0, "the right column comes first");
    }
}
