//! Names as they are compared: blanks, brackets, quotes and numbering put aside.

use crate::amount::half_width;
use crate::search;

/// `text` without blanks and quotation marks, brackets and punctuation in half width, 其它 written 其他.
#[must_use]
pub fn plain(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|c| {
            !c.is_whitespace() && !matches!(c, '“' | '”' | '"' | '‘' | '’' | '「' | '」' | '《' | '》')
        })
        .map(half_width)
        .collect();
    search::replace(&kept, "其它", "其他")
}

/// Whether two names may be those of one department: a short one ends a long one, as 省委办公厅 does 中共江苏省委办公厅. Where
/// one of them is blank, nothing is known.
#[must_use]
pub fn may_be_one_department(one: &str, other: &str) -> bool {
    // 中国共产党某省委员会 is 某省委.
    let short = |name: &str| search::replace(&plain(name), "委员会办公", "委办公");
    let (a, b) = (short(one), short(other));
    !a.is_empty() && !b.is_empty() && (a.ends_with(&b) || b.ends_with(&a))
}

/// Whether `c` is a letter or a Chinese character: the tables of all letters of the world are large and not needed.
#[must_use]
pub const fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A numbering such as `一、`, `（二）`, `3.` or `（4）` in front of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ordinal {
    /// 1 for `一、`, 2 for `（一）`, 3 for `1、` or `1.`, 4 for `（1）`.
    pub level: u8,
    /// The number itself.
    pub number: u32,
}

/// What a name says beside its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The numbering, if there is one.
    pub ordinal: Option<Ordinal>,
    /// Whether 其中 stands before it: a part of the line above, never an addend.
    pub part: bool,
    /// The words in [`plain`] form, without numbering, 其中 and a closing colon.
    pub words: String,
}

impl Name {
    /// Takes a printed name apart.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = plain(text);
        let (ordinal, rest) = split_ordinal(&text);
        let (part, rest) = match rest.strip_prefix("其中") {
            Some(rest) => (true, rest.trim_start_matches(':')),
            None => (false, rest),
        };
        let words = rest.trim_end_matches(':').to_owned();
        Self { ordinal, part, words }
    }
}

/// Splits a numbering off a text in [`plain`] form.
#[must_use]
pub fn split_ordinal(text: &str) -> (Option<Ordinal>, &str) {
    let (bracketed, inner) = match text.strip_prefix('(') {
        Some(inner) => (true, inner),
        None => (false, text),
    };
    let numeral_end =
        inner.find(|c: char| !c.is_ascii_digit() && chinese_digit(c).is_none()).unwrap_or(inner.len());
    let (numeral, rest) = inner.split_at_checked(numeral_end).unwrap_or((inner, ""));
    let arabic = numeral.bytes().all(|b| b.is_ascii_digit());
    let number = if arabic { numeral.parse().ok() } else { chinese_number(numeral) };
    let rest = if bracketed {
        rest.strip_prefix(')')
    } else {
        rest.strip_prefix('、').or_else(|| if arabic { rest.strip_prefix('.') } else { None })
    };
    match (number, rest) {
        // `3.5` is a number, not the numbering `3.`, but `一、2024年收入` is numbered.
        (Some(number), Some(rest))
            if !numeral.is_empty()
                && (bracketed || !arabic || !rest.starts_with(|c: char| c.is_ascii_digit())) =>
        {
            let level = match (arabic, bracketed) {
                (false, false) => 1,
                (false, true) => 2,
                (true, false) => 3,
                (true, true) => 4,
            };
            (Some(Ordinal { level, number }), rest)
        }
        _ => (None, text),
    }
}

/// Whether a character is one of those that Chinese numerals up to 九十九 are written with.
#[must_use]
pub const fn is_chinese_digit(c: char) -> bool {
    chinese_digit(c).is_some()
}

const fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        _ => return None,
    })
}

/// The number that a Chinese numeral up to 九十九 writes.
#[must_use]
pub fn chinese_number(numeral: &str) -> Option<u32> {
    let mut total = 0;
    let mut last = None;
    for c in numeral.chars() {
        match chinese_digit(c)? {
            10 => {
                total += 10 * last.take().unwrap_or(1);
            }
            digit => last = Some(digit),
        }
    }
    (!numeral.is_empty()).then(|| total + last.unwrap_or(0))
}

/// How much two names have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// They are one name: written alike, cut, or with more or fewer of the usual endings.
    Same,
    /// One character is another.
    Near,
    /// They are names of different things.
    Other,
}

/// Words with which the same name may end or not.
const ENDINGS: [&str; 8] = ["(类)", "(款)", "(项)", "支出", "事务", "等", "经费", "费用"];

/// The words of a name without numbering, blanks and the usual endings.
#[must_use]
pub fn bare(name: &str) -> String {
    let mut words = Name::parse(name).words;
    words.retain(|c| !matches!(c, '、' | ',' | '-' | '—' | '_'));
    let mut rest = words.as_str();
    while let Some(shorter) = ENDINGS.iter().find_map(|ending| rest.strip_suffix(ending)) {
        if shorter.is_empty() {
            break;
        }
        rest = shorter;
    }
    rest.to_owned()
}

/// Compares two names. A name that has all characters of the other in their order may have lost some, or won some from
/// the line beside it, where lines of cells were put together.
#[must_use]
pub fn likeness(a: &str, b: &str) -> Likeness {
    let (a, b) = (bare(a), bare(b));
    if a == b || a.is_empty() || b.is_empty() || holds(&a, &b) || holds(&b, &a) {
        return Likeness::Same;
    }
    let mut others = 0;
    let mut behind = b.chars();
    for c in a.chars() {
        others += u32::from(behind.next() != Some(c));
    }
    let near = others == 1 && behind.next().is_none() && a.chars().count() >= 4;
    if near { Likeness::Near } else { Likeness::Other }
}

/// Whether the characters of `part` stand in `whole` in their order.
fn holds(whole: &str, part: &str) -> bool {
    let mut rest = whole.chars();
    part.chars().all(|c| rest.any(|other| other == c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_department_is_known_by_the_end_of_its_name() {
        assert!(may_be_one_department("省委办公厅", "中共某省委办公厅"));
        assert!(may_be_one_department("某省委办公厅", "中国共产党某省委员会办公厅"));
        assert!(!may_be_one_department("某市财政局", "某市财政局国库中心"));
        assert!(!may_be_one_department("", "某市财政局"));
    }

    #[test]
    fn names_come_apart() {
        let name = Name::parse("二十一、住房保障支出");
        assert_eq!(name.ordinal, Some(Ordinal { level: 1, number: 21 }));
        assert_eq!(name.words, "住房保障支出");
        let name = Name::parse("其中：财政拨款");
        assert!(name.part);
        assert_eq!(name.words, "财政拨款");
        assert_eq!(Name::parse("（十）卫生健康支出").ordinal, Some(Ordinal { level: 2, number: 10 }));
        assert_eq!(Name::parse("收入合计：").words, "收入合计");
        assert_eq!(Name::parse("三公经费").ordinal, None);
        assert_eq!(Name::parse("“三公”经费").words, "三公经费");
        assert_eq!(split_ordinal("3.5万元").0, None);
        assert_eq!(split_ordinal("一、2024年收入").0, Some(Ordinal { level: 1, number: 1 }));
        assert_eq!(split_ordinal("(1)政府").0, Some(Ordinal { level: 4, number: 1 }));
    }

    #[test]
    fn names_are_alike_when_they_are_cut_or_shortened() {
        for (a, b) in [
            ("（十）卫生健康", "卫生健康支出"),
            ("农林水事务", "农林水支出"),
            ("政府办公厅(室)及相关机构事务", "政府办公厅（室）及相关机构事务"),
            ("其它社会保障和就业", "其他社会保障和就业支出"),
            ("机关事业单位基本养老", "机关事业单位基本养老保险缴费支出"),
        ] {
            assert_eq!(likeness(a, b), Likeness::Same, "{a} {b}");
        }
        assert_eq!(likeness("社会保障与就业支出", "社会保障和就业支出"), Likeness::Near);
        assert_eq!(likeness("一般公共预算支出", "一般公共服务支出"), Likeness::Other);
        assert_eq!(likeness("文化体育旅游与传媒", "文化旅游体育与传媒"), Likeness::Other);
    }
}
