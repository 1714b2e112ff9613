//! Transformations of the plane.

/// `[a, b, c, d, e, f]` of the standard: x' = ax + cy + e, y' = bx + dy + f.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Matrix([f64; 6]);

impl Matrix {
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub const fn new(coefficients: [f64; 6]) -> Self {
        Self(coefficients)
    }

    pub const fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First `inner`, then this one.
    pub fn after(self, inner: Self) -> Self {
        let Self([a, b, c, d, e, f]) = inner;
        let Self([p, q, r, s, t, u]) = self;
        let x = |x: f64, y: f64| p * x + r * y;
        let y = |x: f64, y: f64| q * x + s * y;
        Self([x(a, b), y(a, b), x(c, d), y(c, d), x(e, f) + t, y(e, f) + u])
    }

    pub fn map(self, (x, y): (f64, f64)) -> (f64, f64) {
        let Self([a, b, c, d, e, f]) = self;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// How much longer lengths become, on the whole.
    pub fn scale(self) -> f64 {
        let Self([a, b, c, d, ..]) = self;
        (a * d - b * c).abs().sqrt()
    }
}
