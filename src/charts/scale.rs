//! From money to length: the only file where an amount becomes a float.
//!
//! Sums and differences stay exact decimals; only the share of a length is a float.

use crate::amount::{self, Amount};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// What a tiny amount measures at least, in CSS pixels, so that it can be seen.
pub const LEAST: f64 = 1.0;

/// A proportion between money and a length.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    whole: Decimal,
    length: f64,
}

impl Scale {
    /// The scale on which `whole` is `length` long.
    #[must_use]
    pub fn new(whole: Amount, length: f64) -> Self {
        Self { whole: yuan(whole), length }
    }

    /// How long `amount` is; negative for a negative amount, nothing if the whole is nothing.
    #[must_use]
    pub fn length(&self, amount: Amount) -> f64 {
        // Not through a division of decimals, which costs two kilobytes and says no more than a float can hold.
        let of = |value: Decimal| value.to_f64().unwrap_or(0.0);
        if self.whole.is_zero() { 0.0 } else { of(yuan(amount)) / of(self.whole) * self.length }
    }

    /// How thick `amount` is drawn: its size without sign, and [`LEAST`] at least.
    #[must_use]
    pub fn visible(&self, amount: Amount) -> f64 {
        self.length(amount).abs().max(LEAST)
    }
}

/// An axis of values that need not be money.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    least: Decimal,
    span: Decimal,
    from: f64,
    length: f64,
}

impl Axis {
    /// The axis on which `least` stands at `from` and `most` at `to`.
    #[must_use]
    pub fn new((least, most): (Decimal, Decimal), (from, to): (f64, f64)) -> Self {
        let span = amount::difference(most, least).unwrap_or_default();
        Self { least, span, from, length: to - from }
    }

    /// Where `value` stands, within the axis; in its middle where all values are one.
    #[must_use]
    pub fn place(&self, value: Decimal) -> f64 {
        let of = |value: Decimal| value.to_f64().unwrap_or(0.0);
        let past = amount::difference(value, self.least).unwrap_or_default();
        let part = if self.span.is_zero() { 0.5 } else { of(past) / of(self.span) };
        self.from + within(part, 0.0, 1.0) * self.length
    }
}

/// `value`, but not below `low` and not above `high`.
///
/// Not `f64::clamp`: its panic writes floats, which costs two kilobytes of WebAssembly.
#[must_use]
pub const fn within(value: f64, low: f64, high: f64) -> f64 {
    value.max(low).min(high)
}

/// `amount` as a number of yuan, by which amounts of different units compare.
#[must_use]
pub fn yuan(amount: Amount) -> Decimal {
    amount.in_yuan().unwrap_or_default()
}

/// What `parts` leave of `whole`, exactly; nothing if they fill it.
#[must_use]
pub fn remainder(whole: Amount, parts: &[Amount]) -> Option<Amount> {
    let mut rest = whole.value();
    for part in parts {
        rest = amount::difference(rest, part.in_unit(whole.unit())?.value())?;
    }
    (!rest.is_zero()).then(|| Amount::new(rest, whole.unit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::Unit;

    fn wan(text: &str) -> Amount {
        Amount::new(text.parse().unwrap(), Unit::WanYuan)
    }

    #[test]
    fn lengths_are_shares_of_the_whole_in_any_unit() {
        let scale = Scale::new(wan("6273.0"), 100.0);
        assert!((scale.length(wan("4867.9")) - 77.6008).abs() < 1e-4);
        assert!((scale.length(Amount::new("62730000".parse().unwrap(), Unit::Yuan)) - 100.0).abs() < 1e-9);
        assert!(scale.length(wan("-62.73")) < 0.0);
        assert!((scale.visible(wan("0.8")) - LEAST).abs() < f64::EPSILON);
        assert!(Scale::new(wan("0"), 100.0).length(wan("5")).abs() < f64::EPSILON);
    }

    #[test]
    fn remainders_are_exact_and_seen() {
        assert_eq!(remainder(wan("64.6"), &[wan("41.8"), wan("22.9")]), Some(wan("-0.1")));
        assert_eq!(remainder(wan("64.7"), &[wan("41.8"), wan("22.9")]), None);
        assert_eq!(remainder(wan("64.7"), &[]), Some(wan("64.7")));
    }
}
