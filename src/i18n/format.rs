//! How numbers are written: grouped digits, never rounded, the unit left to the caller.

use crate::amount::{Amount, Unit};
use rust_decimal::Decimal;

/// `value` with all its digits and a comma between groups of three.
#[must_use]
pub fn decimal(value: Decimal) -> String {
    let plain = value.abs().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain.as_str(), ""));
    let mut out = String::with_capacity(plain.len() + plain.len() / 3 + 2);
    if value.is_sign_negative() && !value.is_zero() {
        out.push('−');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// `amount` written in `unit`, without the unit's name. Falls back to the printed unit's number
/// if the conversion does not fit an exact decimal.
#[must_use]
pub fn amount(amount: Amount, unit: Unit) -> String {
    decimal(amount.in_unit(unit).unwrap_or(amount).value())
}

/// `part` of `whole` in percent with one decimal, half away from zero; `<0.1%` or `>−0.1%` for what is not nothing
/// and would be written as it. Nothing for a whole of zero. Both amounts may be printed in different units.
#[must_use]
pub fn share(part: Amount, whole: Amount) -> Option<String> {
    let part = part.in_unit(Unit::Yuan)?.value();
    let whole = whole.in_unit(Unit::Yuan)?.value();
    // Whole numbers on one scale: a division of decimals would cost two kilobytes.
    let scaled = |value: Decimal, other: Decimal| {
        let zeros = other.scale().saturating_sub(value.scale());
        value.mantissa().checked_mul(10i128.checked_pow(zeros)?)
    };
    let (part, whole) = (scaled(part, whole)?, scaled(whole, part)?);
    let twice = part.checked_mul(2000)?.unsigned_abs();
    let tenths =
        twice.checked_add(whole.unsigned_abs())?.checked_div(whole.checked_mul(2)?.unsigned_abs())?;
    let tenths = u64::try_from(tenths).ok()?;
    let is_negative = (part < 0) != (whole < 0);
    if tenths == 0 && part != 0 {
        return Some(if is_negative { ">−0.1%" } else { "<0.1%" }.to_owned());
    }
    let sign = if tenths > 0 && is_negative { "−" } else { "" };
    Some(format!("{sign}{}.{}%", tenths / 10, tenths % 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_and_kept() {
        let written = |text: &str| decimal(text.parse().unwrap());
        assert_eq!(written("6273.0"), "6,273.0");
        assert_eq!(written("62730000"), "62,730,000");
        assert_eq!(written("-0.5"), "−0.5");
        assert_eq!(written("0.62730"), "0.62730");
        assert_eq!(written("100"), "100");
    }

    #[test]
    fn shares_have_one_decimal() {
        let amount = |text: &str| Amount::new(text.parse().unwrap(), Unit::WanYuan);
        assert_eq!(share(amount("4867.9"), amount("6273.0")).as_deref(), Some("77.6%"));
        assert_eq!(share(amount("1"), amount("0")), None);
        assert_eq!(share(amount("-1"), amount("8.0")).as_deref(), Some("−12.5%"));
        assert_eq!(share(amount("0.25"), amount("200")).as_deref(), Some("0.1%"));
        assert_eq!(share(amount("0.1"), amount("-400")).as_deref(), Some(">−0.1%"));
        assert_eq!(share(amount("0.1"), amount("400")).as_deref(), Some("<0.1%"));
        assert_eq!(share(amount("0"), amount("400")).as_deref(), Some("0.0%"));
        let in_yuan = Amount::new("48679000".parse().unwrap(), Unit::Yuan);
        assert_eq!(share(in_yuan, amount("6273.0")).as_deref(), Some("77.6%"));
    }
}
