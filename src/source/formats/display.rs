//! Numbers as a workbook shows them: the number format decides the decimals.
//!
//! A workbook stores 6273 where it shows 6,273.0, and 4867.8999999999996 where it shows 4,867.9. Only what is shown is
//! published. Like every spreadsheet program, 15 digits of a stored number count.

use rust_decimal::{Decimal, RoundingStrategy};

/// Digits of a stored number that count.
const DIGITS: u32 = 15;
/// A bit pattern of a stored number has so many bits of fraction, and this bias of its exponent.
const FRACTION_BITS: u32 = 52;
const BIAS: i64 = 1075;
/// Days from the first of March of the year 0 to the day that a workbook counts as 0.
const EPOCH_1900: i64 = 693_899;
const EPOCH_1904: i64 = 695_361;

/// The number that a text of a workbook file stands for.
pub fn parse(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let value = Decimal::from_str_exact(text).or_else(|_| Decimal::from_scientific(text));
    let value = value.or_else(|_| text.parse::<Decimal>()).ok()?;
    value.round_sf_with_strategy(DIGITS, RoundingStrategy::MidpointAwayFromZero)
}

/// The number that a stored pattern of 64 bits stands for, by whole numbers only.
pub fn of_bits(bits: u64) -> Option<Decimal> {
    let exponent = i64::try_from((bits >> FRACTION_BITS) & 0x7FF).ok()?;
    let fraction = bits & ((1 << FRACTION_BITS) - 1);
    if exponent == 0x7FF {
        return None;
    }
    if exponent == 0 {
        return Some(Decimal::ZERO);
    }
    let mantissa = u128::from(fraction | 1 << FRACTION_BITS);
    let power = exponent - BIAS;
    let (digits, scale) = if power >= 0 {
        (mantissa.checked_shl(u32::try_from(power).ok().filter(|&power| power < 40)?)?, 0)
    } else {
        let shift = u32::try_from(-power).ok()?;
        if shift > 120 {
            return Some(Decimal::ZERO);
        }
        // With more decimals the product would not fit; smaller numbers are no amounts.
        let scale = (mantissa >> shift).checked_ilog10().map_or(22, |log| (DIGITS + 2).saturating_sub(log));
        let scaled = mantissa.checked_mul(10u128.checked_pow(scale)?)?;
        (scaled.checked_add((1 << shift) >> 1)? >> shift, scale)
    };
    let value = Decimal::try_from_i128_with_scale(i128::try_from(digits).ok()?, scale).ok()?;
    let value = value.round_sf_with_strategy(DIGITS, RoundingStrategy::MidpointAwayFromZero)?;
    Some(if bits >> 63 == 1 { -value } else { value })
}

/// The format of a number that a program knows by its number.
pub fn builtin(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 | 39 | 40 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        41 | 42 => "#,##0;-#,##0;\"-\"",
        43 | 44 => "#,##0.00;-#,##0.00;\"-\"",
        14 => "yyyy/m/d",
        15 => "d-m-yy",
        16 => "d-m",
        17 => "m-yy",
        18..=21 | 45..=47 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
        28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
        30 => "m-d-yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        32..=35 | 55 | 56 => "h\"时\"mm\"分\"ss\"秒\"",
        _ => "General",
    }
}

/// A number as `format` shows it. `from_1904` says on which day the dates of the workbook begin.
pub fn show(value: Decimal, format: &str, from_1904: bool) -> String {
    let sections = sections(format);
    let section = match (sections.as_slice(), value) {
        ([_, _, zero, ..], value) if value.is_zero() => zero,
        ([_, negative, ..], value) if value.is_sign_negative() && !value.is_zero() => negative,
        ([first, ..], _) => first,
        ([], _) => return general(value),
    };
    let section = Section::read(section);
    if section.general {
        return general(value);
    }
    if section.date {
        return date(value, &section.tokens, from_1904).unwrap_or_else(|| general(value));
    }
    section.number(value)
}

fn general(value: Decimal) -> String {
    value.normalize().to_string()
}

/// A format has up to four sections: positive, negative, zero, text.
fn sections(format: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let mut quoted = false;
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        quoted ^= c == '"';
        if c == ';' && !quoted {
            sections.push(String::new());
            continue;
        }
        if let Some(section) = sections.last_mut() {
            section.push(c);
            if matches!(c, '\\' | '!') && !quoted {
                section.extend(chars.next());
            }
        }
    }
    sections
}

/// A piece of a section.
enum Token {
    /// Shown as it stands.
    Literal(String),
    /// A run of one letter of a date or time.
    Date(char, usize),
}

/// A section, taken apart.
#[derive(Default)]
struct Section {
    general: bool,
    date: bool,
    tokens: Vec<Token>,
    /// Digits before the point that are always shown.
    whole: usize,
    /// Digits behind the point that are always shown, and that are shown at most.
    decimals: (u32, u32),
    /// Places for digits of any kind.
    places: usize,
    grouped: bool,
    percent: bool,
    /// How often the number is divided by a thousand.
    thousands: u32,
    /// How many whole digits stand behind a point that is only drawn: `0!.0,` shows 万元 of 元.
    drawn_point: Option<usize>,
}

impl Section {
    fn read(text: &str) -> Self {
        let mut section = Self::default();
        let mut chars = text.chars().peekable();
        let mut point = false;
        let mut commas = 0;
        while let Some(c) = chars.next() {
            match c {
                '"' => section.literal(chars.by_ref().take_while(|&c| c != '"').collect()),
                '\\' | '!' => match chars.next() {
                    Some('.') if section.places > 0 && !point => section.drawn_point = Some(0),
                    Some(c) => section.literal(c.to_string()),
                    None => {}
                },
                // The width of a letter, or a letter that fills the cell.
                '_' | '*' => drop(chars.next()),
                '[' => {
                    let inside: String = chars.by_ref().take_while(|&c| c != ']').collect();
                    if !inside.is_empty() && inside.chars().all(|c| "hmsHMS".contains(c)) {
                        section.date = true;
                        section.tokens.push(Token::Date('h', inside.len()));
                    }
                }
                'G' | 'g' if section.places == 0 => {
                    section.general = true;
                    break;
                }
                '0' | '#' | '?' => {
                    section.grouped |= commas > 0 && !point;
                    commas = 0;
                    section.places += 1;
                    if let Some(behind) = &mut section.drawn_point {
                        *behind += 1;
                    }
                    let shown = c == '0';
                    if point {
                        section.decimals.1 += 1;
                        if shown {
                            section.decimals.0 = section.decimals.1;
                        }
                    } else {
                        section.whole += usize::from(shown);
                    }
                }
                '.' if section.date => section.literal(".".to_owned()),
                '.' => {
                    section.thousands += commas;
                    commas = 0;
                    point = true;
                }
                ',' if section.places > 0 => commas += 1,
                '%' => section.percent = true,
                'E' | 'e' if section.places > 0 => {
                    section.general = true;
                    break;
                }
                'y' | 'Y' | 'e' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => {
                    let letter = c.to_ascii_lowercase();
                    let mut count = 1;
                    while chars.peek().is_some_and(|next| next.to_ascii_lowercase() == letter) {
                        chars.next();
                        count += 1;
                    }
                    section.date = true;
                    section.tokens.push(Token::Date(letter, count));
                }
                '@' => section.general = true,
                c => section.literal(c.to_string()),
            }
        }
        section.thousands += commas;
        section
    }

    fn literal(&mut self, text: String) {
        self.tokens.push(Token::Literal(text));
    }

    fn number(&self, value: Decimal) -> String {
        if self.places == 0 || self.is_dash() {
            return self.literals();
        }
        let sign = if value.is_sign_negative() { "-" } else { "" };
        let mut value = value.abs();
        for _ in 0..self.thousands {
            value /= Decimal::ONE_THOUSAND;
        }
        if self.percent {
            value = value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(value);
        }
        let rounded = value.round_dp_with_strategy(self.decimals.1, RoundingStrategy::MidpointAwayFromZero);
        let mut digits = rounded.normalize();
        if digits.scale() < self.decimals.0 {
            digits.rescale(self.decimals.0);
        }
        if digits.is_zero() && self.whole == 0 && self.decimals.0 == 0 {
            return String::new();
        }
        let text = digits.to_string();
        let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
        let mut whole = format!("{}{whole}", "0".repeat(self.whole.saturating_sub(whole.len())));
        if let Some(behind) = self.drawn_point.filter(|&behind| behind > 0) {
            whole = format!("{}{whole}", "0".repeat((behind + 1).saturating_sub(whole.len())));
            whole.insert(whole.len() - behind, '.');
        } else if self.grouped {
            whole = grouped(&whole);
        }
        let sign = if digits.is_zero() { "" } else { sign };
        let point = if fraction.is_some() { "." } else { "" };
        let percent = if self.percent { "%" } else { "" };
        format!("{sign}{whole}{point}{}{percent}", fraction.unwrap_or_default())
    }

    /// The format of accounts shows a dash for nothing: `"-"??`.
    fn is_dash(&self) -> bool {
        self.whole == 0 && self.decimals == (0, 0) && self.literals().trim() == "-"
    }

    fn literals(&self) -> String {
        let text = |token: &Token| match token {
            Token::Literal(text) => text.clone(),
            Token::Date(..) => String::new(),
        };
        self.tokens.iter().map(text).collect()
    }
}

fn grouped(whole: &str) -> String {
    let mut grouped = String::new();
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(c);
    }
    grouped
}

/// A day and time, counted in days from the beginning of the workbook's calendar.
fn date(value: Decimal, tokens: &[Token], from_1904: bool) -> Option<String> {
    let days = i64::try_from(value.trunc().mantissa()).ok()?;
    let seconds = (value.fract() * Decimal::from(86_400)).round().mantissa();
    let seconds = u32::try_from(seconds).ok()?;
    if !(0..=2_958_465).contains(&days) {
        return None;
    }
    // The calendar from 1900 has a 29th of February that was not.
    let days = days + if from_1904 { EPOCH_1904 } else { EPOCH_1900 } + i64::from(!from_1904 && days < 60);
    let (year, month, day) = civil(days);
    let mut shown = String::new();
    let mut after_hour = false;
    for token in tokens {
        let (letter, count) = match token {
            Token::Literal(text) => {
                shown.push_str(text);
                continue;
            }
            Token::Date(letter, count) => (*letter, *count),
        };
        let number = match letter {
            'y' | 'e' if count <= 2 && letter == 'y' => (year % 100).unsigned_abs(),
            'y' | 'e' => year.unsigned_abs(),
            'm' if after_hour => u64::from(seconds / 60 % 60),
            'm' => month.unsigned_abs(),
            'd' => day.unsigned_abs(),
            'h' => u64::from(seconds / 3600),
            _ => u64::from(seconds % 60),
        };
        after_hour = letter == 'h';
        let width = if count >= 2 { 2 } else { 1 };
        shown.push_str(&format!("{number:0width$}"));
    }
    Some(shown)
}

/// Year, month and day of a day counted from the first of March of the year 0.
fn civil(days: i64) -> (i64, i64, i64) {
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, format: &str) -> String {
        show(parse(text).unwrap(), format, false)
    }

    #[test]
    fn the_format_decides_the_decimals() {
        assert_eq!(shown("6273", "#,##0.0"), "6,273.0");
        assert_eq!(shown("4867.8999999999996", "#,##0.0_ "), "4,867.9");
        assert_eq!(shown("4867.8999999999996", "General"), "4867.9");
        assert_eq!(shown("0.15", "0.0"), "0.2");
        assert_eq!(shown("-12.5", "#,##0.00_);(#,##0.00)"), "-12.50");
        assert_eq!(shown("1234567.891", "#,##0.00"), "1,234,567.89");
        assert_eq!(shown("0.7760", "0.00%"), "77.60%");
        assert_eq!(shown("2010301", "0000000"), "2010301");
        assert_eq!(shown("1", "00"), "01");
        assert_eq!(shown("1.5E-3", "0.0000"), "0.0015");
        assert_eq!(shown("3.1", "0.0##"), "3.1");
    }

    #[test]
    fn nothing_may_be_a_dash_or_blank() {
        assert_eq!(shown("0", "_ * #,##0.0_ ;_ * -#,##0.0_ ;_ * \"-\"??_ ;_ @_ "), "-");
        assert_eq!(shown("0", "#,##0.0;-#,##0.0;"), "");
        assert_eq!(shown("0", "###"), "");
        assert_eq!(shown("0", "0.0"), "0.0");
    }

    #[test]
    fn a_drawn_point_shows_another_unit() {
        assert_eq!(shown("62730000", "0!.0,"), "6273.0");
        assert_eq!(shown("1234567", "#,##0,"), "1,235");
    }

    #[test]
    fn days_are_counted_from_1900() {
        assert_eq!(shown("45352", "yyyy\"年\"m\"月\"d\"日\""), "2024年3月1日");
        assert_eq!(shown("1", "yyyy-mm-dd"), "1900-01-01");
        assert_eq!(shown("45352.5", "yyyy/m/d h:mm"), "2024/3/1 12:00");
        assert_eq!(show(parse("43890").unwrap(), "yyyy-mm-dd", true), "2024-03-01");
    }

    #[test]
    fn patterns_of_bits_are_the_shortest_decimals_that_count() {
        for (stored, text) in [
            (6273.0, "6273"),
            (4867.9, "4867.9"),
            (0.1, "0.1"),
            (-1e-7, "-0.0000001"),
            (1e15, "1000000000000000"),
        ] {
            let stored: f64 = stored;
            assert_eq!(of_bits(stored.to_bits()).unwrap().normalize().to_string(), text);
        }
        assert_eq!(of_bits(f64::NAN.to_bits()), None);
        assert_eq!(of_bits(f64::MAX.to_bits()), None);
    }
}
