//! The numbers that Word prints before paragraphs and does not store with them: 一、 （一） 1.

use super::Limits;
use super::unpack::Package;
use super::xml::{Node, Xml};
use crate::source::SourceError;
use std::collections::HashMap;

const NUMBERING: &str = "word/numbering.xml";
const STYLES: &str = "word/styles.xml";

/// Levels of a list.
const LEVELS: usize = 9;

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: String,
    /// What is printed; `%1` stands for the number of the first level.
    text: String,
    /// A blank parts number and text; else they stand together, as far as reading goes.
    blank: bool,
    /// Numbers of other levels are printed in digits.
    legal: bool,
}

/// A list in use.
#[derive(Debug, Clone, Default)]
struct List {
    /// The list that it counts with.
    of: String,
    /// Levels that begin anew with another number.
    starts: HashMap<usize, u32>,
    used: bool,
}

/// What a style says of numbering.
#[derive(Debug, Clone, Default)]
struct Style {
    base: Option<String>,
    list: Option<String>,
    level: Option<usize>,
}

/// All lists of a document, and how far they have counted.
#[derive(Debug, Default)]
pub struct Numbering {
    levels: HashMap<String, Vec<Level>>,
    lists: HashMap<String, List>,
    styles: HashMap<String, Style>,
    counts: HashMap<String, [Option<u32>; LEVELS]>,
}

impl Numbering {
    /// Reads the lists and styles of a document.
    ///
    /// # Errors
    /// [`SourceError`] when they are there and cannot be read.
    pub fn read(package: &Package<'_>, limits: &Limits) -> Result<Self, SourceError> {
        let mut numbering = Self::default();
        if let Some(part) = package.read_if_any(NUMBERING)? {
            numbering.read_lists(&mut Xml::new(&part, NUMBERING, limits)?)?;
        }
        if let Some(part) = package.read_if_any(STYLES)? {
            numbering.read_styles(&mut Xml::new(&part, STYLES, limits)?)?;
        }
        Ok(numbering)
    }

    fn read_lists(&mut self, xml: &mut Xml<'_>) -> Result<(), SourceError> {
        let (mut levels, mut list, mut overridden) = (String::new(), String::new(), None);
        let mut at = 0;
        while let Some(node) = xml.next()? {
            let element = match node {
                Node::Open(element) => element,
                Node::Close(name) if name == "abstractNum" => {
                    levels.clear();
                    continue;
                }
                Node::Close(_) | Node::Text(_) => continue,
            };
            let value = element.attribute("val");
            match element.name() {
                "abstractNum" => levels = element.attribute("abstractNumId").unwrap_or_default(),
                "num" => list = element.attribute("numId").unwrap_or_default(),
                "abstractNumId" => {
                    self.lists.entry(list.clone()).or_default().of = value.unwrap_or_default();
                }
                "lvlOverride" => overridden = element.number("ilvl").map(|level| level as usize),
                "startOverride" => {
                    if let (Some(level), Some(start)) = (overridden, element.number("val")) {
                        self.lists.entry(list.clone()).or_default().starts.insert(level, start);
                    }
                }
                "lvl" => at = element.number("ilvl").unwrap_or_default() as usize,
                name if !levels.is_empty() => {
                    let Some(level) = self.level(&levels, at) else { continue };
                    match name {
                        "start" => level.start = element.number("val").unwrap_or(1),
                        "numFmt" => level.format = value.unwrap_or_default(),
                        "lvlText" => level.text = value.unwrap_or_default(),
                        "suff" => level.blank = value.as_deref() == Some("space"),
                        "isLgl" => level.legal = true,
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn level(&mut self, levels: &str, at: usize) -> Option<&mut Level> {
        let start = || Level { start: 1, ..Level::default() };
        let all = self.levels.entry(levels.to_owned()).or_insert_with(|| vec![start(); LEVELS]);
        all.get_mut(at)
    }

    fn read_styles(&mut self, xml: &mut Xml<'_>) -> Result<(), SourceError> {
        let mut name = String::new();
        while let Some(node) = xml.next()? {
            let Node::Open(element) = node else { continue };
            if element.name() == "style" {
                name = element.attribute("styleId").unwrap_or_default();
            }
            let style = match element.name() {
                "basedOn" | "numId" | "ilvl" => self.styles.entry(name.clone()).or_default(),
                _ => continue,
            };
            match element.name() {
                "basedOn" => style.base = element.attribute("val"),
                "numId" => style.list = element.attribute("val"),
                _ => style.level = element.number("val").map(|level| level as usize),
            }
        }
        Ok(())
    }

    /// The number printed before the next paragraph, which has that style and names that list and level itself.
    pub fn next(&mut self, style: Option<&str>, list: Option<&str>, level: Option<usize>) -> String {
        let (mut list, mut level) = (list.map(str::to_owned), level);
        let mut style = style.and_then(|name| self.styles.get(name));
        // Styles rest on styles; one that rests on itself is not followed for ever.
        for _ in 0..LEVELS {
            let Some(known) = style else { break };
            if list.is_none() {
                list.clone_from(&known.list);
            }
            level = level.or(known.level);
            style = known.base.as_deref().and_then(|base| self.styles.get(base));
        }
        // List 0 is none.
        let Some(id) = list.filter(|id| id != "0") else { return String::new() };
        self.count(&id, level.unwrap_or_default()).unwrap_or_default()
    }

    fn count(&mut self, id: &str, at: usize) -> Option<String> {
        let list = self.lists.get_mut(id)?;
        let levels = self.levels.get(&list.of)?;
        let level = levels.get(at)?;
        let counts = self.counts.entry(list.of.clone()).or_default();
        if !std::mem::replace(&mut list.used, true) {
            for (&level, &start) in &list.starts {
                if let Some(count) = counts.get_mut(level) {
                    *count = start.checked_sub(1);
                }
            }
        }
        let slot = counts.get_mut(at)?;
        *slot = Some(slot.map_or(level.start, |count| count.saturating_add(1)));
        counts.iter_mut().skip(at + 1).for_each(|count| *count = None);
        if level.format == "bullet" || level.format == "none" {
            return None;
        }
        let mut text = String::new();
        let mut chars = level.text.chars().peekable();
        while let Some(c) = chars.next() {
            let digit = chars.peek().and_then(|c| c.to_digit(10)).filter(|&digit| c == '%' && digit > 0);
            let Some(digit) = digit else {
                text.push(c);
                continue;
            };
            chars.next();
            let which = digit as usize - 1;
            let other = levels.get(which)?;
            let number = counts.get(which).copied().flatten().unwrap_or(other.start);
            let format = if level.legal && which != at { "decimal" } else { other.format.as_str() };
            text.push_str(&written(number, format));
        }
        if level.blank {
            text.push(' ');
        }
        Some(text)
    }
}

/// A number in the way of a list.
fn written(number: u32, format: &str) -> String {
    let nth = |from: &str| {
        let at = number.checked_sub(1).map(|at| at as usize);
        at.and_then(|at| from.chars().nth(at)).map_or_else(|| number.to_string(), String::from)
    };
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographDigital"
        | "koreanCounting" => chinese(number),
        "chineseLegalSimplified" => nth("壹贰叁肆伍陆柒捌玖"),
        "ideographTraditional" => nth("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => nth("子丑寅卯辰巳午未申酉戌亥"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => nth("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
        "decimalEnclosedParen" => format!("({number})"),
        "decimalEnclosedFullstop" => format!("{number}."),
        "decimalZero" => format!("{number:02}"),
        "upperLetter" => nth("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "lowerLetter" => nth("abcdefghijklmnopqrstuvwxyz"),
        "upperRoman" => nth("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"),
        "lowerRoman" => nth("ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ"),
        _ => number.to_string(),
    }
}

/// 一, 十, 十一, 二十, 一百零一 …
fn chinese(number: u32) -> String {
    let digit = |digit: u32| "零一二三四五六七八九".chars().nth(digit as usize).unwrap_or('零');
    match number {
        0..=9 => digit(number).to_string(),
        10..=19 => format!("十{}", if number == 10 { String::new() } else { chinese(number - 10) }),
        20..=99 => {
            let rest = if number.is_multiple_of(10) { String::new() } else { chinese(number % 10) };
            format!("{}十{rest}", digit(number / 10))
        }
        100..=999 => {
            let rest = match number % 100 {
                0 => String::new(),
                rest @ 1..=9 => format!("零{}", digit(rest)),
                rest @ 10..=19 => format!("一{}", chinese(rest)),
                rest => chinese(rest),
            };
            format!("{}百{rest}", digit(number / 100))
        }
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numbers_are_written_out() {
        let written: Vec<String> = [1, 10, 11, 20, 35, 100, 101, 115, 120].map(chinese).into();
        assert_eq!(
            written,
            ["一", "十", "十一", "二十", "三十五", "一百", "一百零一", "一百一十五", "一百二十"]
        );
        assert_eq!(super::written(3, "ideographTraditional"), "丙");
        assert_eq!(super::written(40, "ideographTraditional"), "40");
    }

    #[test]
    fn levels_count_within_each_other() {
        let level = |format: &str, text: &str| Level {
            start: 1,
            format: format.to_owned(),
            text: text.to_owned(),
            ..Level::default()
        };
        let levels = vec![level("chineseCounting", "%1、"), level("decimal", "%1.%2")];
        let mut numbering = Numbering::default();
        numbering.levels.insert("0".to_owned(), levels);
        numbering.lists.insert("1".to_owned(), List { of: "0".to_owned(), ..List::default() });
        let style = Style { base: None, list: Some("1".to_owned()), level: Some(1) };
        numbering.styles.insert("Heading2".to_owned(), style);
        assert_eq!(numbering.next(None, Some("1"), None), "一、");
        assert_eq!(numbering.next(Some("Heading2"), None, None), "一.1");
        assert_eq!(numbering.next(Some("Heading2"), None, None), "一.2");
        assert_eq!(numbering.next(None, Some("1"), Some(0)), "二、");
        assert_eq!(numbering.next(Some("Heading2"), None, None), "二.1");
        assert_eq!(numbering.next(Some("Heading2"), Some("0"), None), "");
    }
}
