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

#[cfg(test)]
mod tests {
    use super::*;

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
}
