//! Exact fractions of whole numbers; nothing where 128 bits do not suffice.

use super::simplex::gcd;
use std::cmp::Ordering;

/// A fraction in lowest terms with a positive denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ratio {
    pub numerator: i128,
    pub denominator: i128,
}

impl Ratio {
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };

    /// `numerator / denominator`.
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        let common = gcd(numerator, denominator);
        let sign = if denominator < 0 { -1 } else { 1 };
        let denominator = (denominator / common).checked_mul(sign).filter(|below| *below != 0)?;
        Some(Self { numerator: (numerator / common).checked_mul(sign)?, denominator })
    }

    pub const fn whole(numerator: i128) -> Self {
        Self { numerator, denominator: 1 }
    }

    pub fn plus(self, other: Self) -> Option<Self> {
        if other.numerator == 0 {
            return Some(self);
        }
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Self::new(left.checked_add(right)?, self.denominator.checked_mul(other.denominator)?)
    }

    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.times(-1)?)
    }

    pub fn times(self, factor: i128) -> Option<Self> {
        Self::new(self.numerator.checked_mul(factor)?, self.denominator)
    }

    pub fn compare(self, other: Self) -> Option<Ordering> {
        let left = self.numerator.checked_mul(other.denominator)?;
        Some(left.cmp(&other.numerator.checked_mul(self.denominator)?))
    }

    pub const fn is_zero(self) -> bool {
        self.numerator == 0
    }
}
