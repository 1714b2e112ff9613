//! The numbers of a sentence: where they end and what they count.

use super::Said;
use crate::amount::{Amount, Unit, half_width, parse_figure};
use crate::search;

const COUNTERS: [&str; 18] = [
    "个",
    "辆",
    "台",
    "套",
    "项",
    "人",
    "家",
    "次",
    "处",
    "名",
    "户",
    "宗",
    "件",
    "艘",
    "架",
    "栋",
    "座",
    "平方米",
];
/// What begins like a counter and is none: times, points and the “八项规定”.
const NO_COUNTERS: [&str; 10] =
    ["项)", "个月", "个工作日", "个季度", "个百分点", "项规定", "项目", "人民", "名称", "次方"];
const THRESHOLDS: [&str; 8] = ["以上", "以下", "以内", "及以上", "及以下", "(含", "含", "/"];
/// How many letters behind a number are looked at.
const BEHIND: usize = 8;

/// A number of a sentence.
pub(super) struct Number {
    /// One past its last letter.
    pub end: usize,
    /// What it says; nothing for a year, a numbering, a threshold or a code.
    pub said: Option<Said>,
    /// One past the last letter of its unit.
    pub unit_end: usize,
}

/// The number that begins at `start`.
pub(super) fn number(chars: &[char], start: usize) -> Number {
    let (end, whole) = number_end(chars, start);
    let behind: String =
        chars.iter().skip(end).filter(|c| **c != ' ').take(BEHIND).map(|c| half_width(*c)).collect();
    let printed: String = chars.iter().skip(start).take(end - start).collect();
    let value = whole.then(|| parse_figure(&printed).ok().flatten()).flatten();
    let before = |back: usize| start.checked_sub(back).and_then(|at| chars.get(at)).copied().map(half_width);
    let none = Number { end, said: None, unit_end: end };
    let Some(value) = value else { return none };
    // In 2023-2025 the dash is no sign.
    let negative = before(1) == Some('-') && before(2).is_none_or(|c| !c.is_ascii_digit());
    let value = if negative { -value } else { value };
    let said =
        |said: Said, unit: &str| Number { end, said: Some(said), unit_end: end + unit.chars().count() };
    if behind.starts_with('%') {
        return said(Said::Percent(value), "%");
    }
    let mut units = [Unit::YiYuan, Unit::WanYuan, Unit::Yuan].into_iter();
    if let Some(unit) = units.find(|unit| behind.starts_with(unit.label())) {
        let rest = behind.strip_prefix(unit.label()).unwrap_or_default();
        let threshold = THRESHOLDS.iter().any(|word| rest.starts_with(word));
        return if threshold { none } else { said(Said::Amount(Amount::new(value, unit)), unit.label()) };
    }
    let ordinal = before(1) == Some('第');
    match COUNTERS.iter().find(|word| behind.starts_with(**word)) {
        Some(counter) if !ordinal && !NO_COUNTERS.iter().any(|word| behind.starts_with(word)) => {
            said(Said::Count(value), counter)
        }
        _ => none,
    }
}

/// One past the last letter of the number that begins at `start`, and whether it is one number. A comma belongs to it
/// where it parts groups of three digits: 4125.49,4143.91 are two.
fn number_end(chars: &[char], start: usize) -> (usize, bool) {
    let is = |at: usize, wanted: char| chars.get(at).is_some_and(|&c| half_width(c) == wanted);
    let digits =
        |from: usize| chars.iter().skip(from).take_while(|c| half_width(**c).is_ascii_digit()).count();
    let first = digits(start);
    let mut end = start + first;
    if first <= 3 {
        while is(end, ',') && digits(end + 1) == 3 {
            end += 4;
        }
    }
    let fraction = if is(end, '.') { digits(end + 1) } else { 0 };
    if fraction > 0 {
        end += 1 + fraction;
    }
    // 2024.1.1 and 1.2.3 are no numbers.
    let mut whole = true;
    while is(end, '.') && digits(end + 1) > 0 {
        whole = false;
        end += 1 + digits(end + 1);
    }
    (end, whole)
}

/// Whether money is printed in `text`, which stands in the form of [`crate::tables::names::plain`].
pub(super) fn has_money(text: &str) -> bool {
    let digit_before = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        before.ends_with(|c: char| c.is_ascii_digit())
    };
    ["万元", "亿元", "元"].iter().any(|unit| search::find(text, unit).is_some_and(digit_before))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < chars.len() {
            if !half_width(chars[at]).is_ascii_digit() {
                at += 1;
                continue;
            }
            let number = number(&chars, at);
            if number.said.is_some() {
                found.push(chars[at..number.end].iter().collect());
            }
            at = number.end;
        }
        found
    }

    #[test]
    fn a_comma_belongs_to_a_number_where_it_parts_thousands() {
        assert_eq!(numbers("预算3，518.85万元，其中１２万元"), ["3，518.85", "１２"]);
        assert_eq!(numbers("1,234,567.80元"), ["1,234,567.80"]);
        assert_eq!(numbers("分别为4125.49万元,4143.91万元"), ["4125.49", "4143.91"]);
        assert_eq!(numbers("4125.49,4143.91万元"), ["4143.91"]);
        assert_eq!(numbers("车辆2辆，300人"), ["2", "300"]);
    }

    #[test]
    fn times_numberings_codes_and_thresholds_are_no_claims() {
        for text in [
            "2024年1月1日",
            "2024.1.1元",
            "苏财预〔2018〕13号",
            "第12条",
            "第3项",
            "单价50万元以上的设备",
            "单价100万元（含）以上",
            "3000.00万元及以下",
            "电话025-83392345",
            "3个月",
            "中央8项规定",
            "每天300元/人",
            "行政运行（01项）",
        ] {
            assert_eq!(numbers(text), [""; 0], "{text}");
        }
        assert_eq!(numbers("设备0台（套），共4个项目"), ["0", "4"]);
    }

    #[test]
    fn a_dash_between_numbers_is_no_sign() {
        let value = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            let at =
                text.chars().collect::<Vec<_>>().iter().rposition(|c| *c == '-' || *c == '－').unwrap() + 1;
            number(&chars, at).said
        };
        assert_eq!(value("增加-12万元"), Some(Said::Amount(Amount::new((-12).into(), Unit::WanYuan))));
        assert_eq!(value("10-20万元"), Some(Said::Amount(Amount::new(20.into(), Unit::WanYuan))));
    }
}
