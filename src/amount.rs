//! A printed figure and what it stands for: exact decimal, digits, unit, interval.
//!
//! The only module that knows rounding. A figure printed with `d` decimals stands for any true value
//! within half a unit of its last digit; a blank stands for exactly nothing. No binary float appears here.

use rust_decimal::Decimal;
use std::fmt;

/// The unit in which a money amount is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Unit {
    /// 元
    Yuan,
    /// 万元, ten thousand yuan: what most disclosures print.
    #[default]
    WanYuan,
    /// 亿元, a hundred million yuan.
    YiYuan,
}

impl Unit {
    /// All units, the finest first.
    pub const ALL: [Self; 3] = [Self::Yuan, Self::WanYuan, Self::YiYuan];

    /// The official Chinese word, as documents print it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::WanYuan => "万元",
            Self::YiYuan => "亿元",
        }
    }

    /// The unit that `word` names, if it is exactly one of the three.
    #[must_use]
    pub fn from_label(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.label() == word)
    }

    /// How many powers of ten one of this unit is above one yuan.
    #[must_use]
    pub const fn exponent(self) -> u32 {
        match self {
            Self::Yuan => 0,
            Self::WanYuan => 4,
            Self::YiYuan => 8,
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// Why a cell that should hold a figure does not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FigureError {
    /// The text has digits but is not one number, such as `1,2,3.4.5`.
    #[error("not a number: {0}")]
    Malformed(String),
    /// More digits than any amount of money has.
    #[error("too many digits: {0}")]
    TooLarge(String),
}

/// The most significant digits of a figure. A hundred times the nation's budget in fen has 17; with more, sums in
/// another unit would leave the 28 digits of an exact decimal.
const MOST_DIGITS: usize = 18;

/// Reads what a table cell prints where a figure may stand.
///
/// `Ok(None)` is a blank in one of its accepted forms (empty, `-`, `—`, `无`, `/`). Full-width digits and
/// punctuation count as their half-width forms; thousands separators must stand between groups of three.
///
/// # Errors
/// [`FigureError`] when the text is neither blank nor one number; words without any digit are malformed too.
pub fn parse_figure(text: &str) -> Result<Option<Decimal>, FigureError> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(half_width).collect();
    if matches!(plain.as_str(), "" | "-" | "--" | "无" | "/") {
        return Ok(None);
    }
    let malformed = || FigureError::Malformed(text.trim().to_owned());
    let (negative, body) = match plain.strip_prefix('-') {
        Some(rest) => (true, rest),
        // Accounting style: (12.3) is −12.3.
        None => match plain.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
            Some(inner) => (true, inner),
            None => (false, plain.as_str()),
        },
    };
    let (digits, decimals) = ungrouped(body).ok_or_else(malformed)?;
    let value = exact(&digits, decimals).ok_or_else(|| FigureError::TooLarge(text.trim().to_owned()))?;
    Ok(Some(if negative { -value } else { value }))
}

/// The number of these digits, of which the last `decimals` stand behind the point.
fn exact(digits: &str, decimals: usize) -> Option<Decimal> {
    if digits.trim_start_matches('0').len() > MOST_DIGITS {
        return None;
    }
    Decimal::try_new(digits.parse().ok()?, u32::try_from(decimals).ok()?).ok()
}

/// The half-width form of full-width digits and of the punctuation that figures use.
#[must_use]
pub fn half_width(c: char) -> char {
    match c {
        '０'..='９' | '（' | '）' | '，' | '．' | '％' | '－' | '：' | '／' => {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        }
        '−' | '–' | '—' => '-',
        other => other,
    }
}

/// The digits of `body` and how many of them stand behind the point, or nothing if it is not a plain or well
/// grouped number.
fn ungrouped(body: &str) -> Option<(String, usize)> {
    let (whole, fraction) = match body.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (body, None),
    };
    let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if fraction.is_some_and(|f| !all_digits(f)) {
        return None;
    }
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = !rest.is_empty();
    if !all_digits(first)
        || (grouped && first.len() > 3)
        || rest.iter().any(|g| g.len() != 3 || !all_digits(g))
    {
        return None;
    }
    let mut digits = first.to_owned();
    digits.extend(rest);
    let fraction = fraction.unwrap_or_default();
    digits.push_str(fraction);
    Some((digits, fraction.len()))
}

/// A closed interval of true values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// Smallest value.
    pub min: Decimal,
    /// Largest value.
    pub max: Decimal,
}

/// A money amount as printed: the decimal with as many digits as the document shows, and its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    value: Decimal,
    unit: Unit,
}

impl Amount {
    /// An amount of `value` printed in `unit`; the scale of `value` is the number of printed decimals.
    #[must_use]
    pub const fn new(value: Decimal, unit: Unit) -> Self {
        Self { value, unit }
    }

    /// The printed value, in the printed unit.
    #[must_use]
    pub const fn value(self) -> Decimal {
        self.value
    }

    /// The printed unit.
    #[must_use]
    pub const fn unit(self) -> Unit {
        self.unit
    }

    /// How many decimals are printed.
    #[must_use]
    pub const fn decimals(self) -> u32 {
        self.value.scale()
    }

    /// Half a unit of the last printed digit: how far the true value may lie from the printed one.
    #[must_use]
    pub fn delta(self) -> Decimal {
        half_unit(self.decimals())
    }

    /// The true values that round to this figure, in the printed unit. A printed zero is bounded below by zero.
    #[must_use]
    pub fn interval(self) -> Interval {
        let delta = self.delta();
        Interval {
            min: if self.value.is_zero() {
                Decimal::ZERO
            } else {
                difference(self.value, delta).unwrap_or(self.value)
            },
            max: sum(self.value, delta).unwrap_or(self.value),
        }
    }

    /// The same amount written in another unit: exact, with the digits that the conversion asks for.
    /// Nothing when the number no longer fits an exact decimal.
    #[must_use]
    pub fn in_unit(self, unit: Unit) -> Option<Self> {
        convert(self.value, self.unit, unit).map(|value| Self { value, unit })
    }

    /// Whether both print one amount: they are equal, or the coarser rounds the finer.
    #[must_use]
    pub fn may_be(self, other: Self) -> bool {
        let unit = self.unit.min(other.unit);
        let value = |amount: Self| amount.in_unit(unit).map(Self::value);
        let apart = value(self).zip(value(other)).and_then(|(a, b)| difference(a, b));
        let deltas = self.delta_in(unit).zip(other.delta_in(unit));
        let bound = deltas.map(|(a, b)| if a == b { Decimal::ZERO } else { a.max(b) });
        apart.zip(bound).is_some_and(|(apart, bound)| apart.is_zero() || apart.abs() < bound)
    }

    /// Its number of yuan, by which amounts of different units compare; nothing where that fits no exact decimal.
    #[must_use]
    pub fn in_yuan(self) -> Option<Decimal> {
        self.in_unit(Unit::Yuan).map(Self::value)
    }

    /// Half a unit of the last printed digit, written in `unit`.
    #[must_use]
    pub fn delta_in(self, unit: Unit) -> Option<Decimal> {
        convert(self.delta(), self.unit, unit)
    }
}

/// `a + b` where that fits an exact decimal.
///
/// Here and nowhere else: each place where decimals are added would bring two kilobytes of WebAssembly.
#[must_use]
#[inline(never)]
pub fn sum(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_add(b)
}

/// The exact sum, in the unit of the first amount; nothing of nothing, or where it no longer fits a decimal.
#[must_use]
pub fn total(amounts: &[Amount]) -> Option<Amount> {
    let (first, others) = amounts.split_first()?;
    let mut total = first.value();
    for other in others {
        total = sum(total, other.in_unit(first.unit())?.value())?;
    }
    Some(Amount::new(total, first.unit()))
}

/// `a - b` where that fits an exact decimal.
#[must_use]
#[inline(never)]
pub fn difference(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_sub(b)
}

/// `a × b` where that fits an exact decimal.
#[must_use]
#[inline(never)]
pub fn product(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_mul(b)
}

/// Half of the last of `decimals` decimals.
#[must_use]
pub fn half_unit(decimals: u32) -> Decimal {
    Decimal::try_new(5, decimals.saturating_add(1).min(Decimal::MAX_SCALE)).unwrap_or_default()
}

/// `value`, a number of `from`, as a number of `to`: only the decimal point moves.
fn convert(value: Decimal, from: Unit, to: Unit) -> Option<Decimal> {
    let (from, to) = (from.exponent(), to.exponent());
    if to >= from {
        let scale = value.scale().checked_add(to - from)?;
        return Decimal::try_from_i128_with_scale(value.mantissa(), scale).ok();
    }
    let shift = from - to;
    let dropped = value.scale().min(shift);
    let moved = Decimal::try_from_i128_with_scale(value.mantissa(), value.scale() - dropped).ok()?;
    product(moved, Decimal::from(10u64.checked_pow(shift - dropped)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(text: &str) -> Decimal {
        parse_figure(text).unwrap().unwrap()
    }

    #[test]
    fn figures_keep_their_printed_digits() {
        assert_eq!(figure("6,273.0").to_string(), "6273.0");
        assert_eq!(figure("96282213.44").to_string(), "96282213.44");
        assert_eq!(figure("3，518.85").to_string(), "3518.85");
        assert_eq!(figure("１２．５").to_string(), "12.5");
        assert_eq!(figure("（12.30）").to_string(), "-12.30");
        assert_eq!(figure("0.0").scale(), 1);
    }

    #[test]
    fn blanks_are_not_zeros() {
        for blank in ["", "  ", "-", "—", "无", "\u{a0}"] {
            assert_eq!(parse_figure(blank), Ok(None), "{blank:?}");
        }
    }

    #[test]
    fn broken_figures_are_refused_and_named() {
        for broken in ["1,2,3.4.5", "12,34", "1234,567", "1.", ".5", "4125.49,4143.91", "约3"] {
            assert_eq!(parse_figure(broken), Err(FigureError::Malformed(broken.to_owned())), "{broken}");
        }
        let long = "9".repeat(40);
        assert_eq!(parse_figure(&long), Err(FigureError::TooLarge(long)));
    }

    #[test]
    fn an_interval_is_half_a_unit_of_the_last_digit() {
        let interval = Amount::new(figure("64.6"), Unit::WanYuan).interval();
        assert_eq!((interval.min.to_string(), interval.max.to_string()), ("64.55".into(), "64.65".into()));
        let zero = Amount::new(figure("0.0"), Unit::WanYuan).interval();
        assert_eq!((zero.min, zero.max.to_string()), (Decimal::ZERO, "0.05".into()));
    }

    #[test]
    fn figures_of_other_precision_and_unit_may_be_the_same() {
        let of = |text: &str, unit| Amount::new(figure(text), unit);
        let exact = of("62,731,499.00", Unit::Yuan);
        assert!(of("6273", Unit::WanYuan).may_be(of("6273.1", Unit::WanYuan)));
        assert!(of("6273.15", Unit::WanYuan).may_be(exact));
        assert!(!of("6273.14", Unit::WanYuan).may_be(exact));
        assert!(!of("6274", Unit::WanYuan).may_be(exact));
        assert!(!of("64.6", Unit::WanYuan).may_be(of("64.7", Unit::WanYuan)));
    }

    #[test]
    fn changing_the_unit_moves_the_point_only() {
        let amount = Amount::new(figure("6,273.0"), Unit::WanYuan);
        assert_eq!(amount.in_unit(Unit::Yuan).unwrap().value().to_string(), "62730000");
        assert_eq!(amount.in_unit(Unit::YiYuan).unwrap().value().to_string(), "0.62730");
        assert_eq!(amount.delta_in(Unit::Yuan).unwrap().to_string(), "500");
        let fine = Amount::new(figure("62,730,000.00"), Unit::Yuan);
        assert_eq!(fine.in_unit(Unit::WanYuan).unwrap().value().to_string(), "6273.000000");
    }

    #[test]
    fn totals_are_exact_or_none() {
        let wan = |text: &str| Amount::new(text.parse().unwrap(), Unit::WanYuan);
        assert_eq!(total(&[wan("0.1"), wan("0.2")]), Some(wan("0.3")));
        assert_eq!(total(&[]), None);
        assert_eq!(total(&[wan("1.0"), Amount::new("5".parse().unwrap(), Unit::Yuan)]), Some(wan("1.0005")));
        let huge = Amount::new(Decimal::MAX, Unit::YiYuan);
        assert_eq!(total(&[huge, huge]), None);
    }
}
