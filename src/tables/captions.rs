//! Captions: which lines are captions of tables, and which table a caption names.
//!
//! A pattern is words in order, parted by `…` where anything may stand between them. Of all patterns that match, the
//! one with the most characters decides: 一般公共预算…基本支出 before 一般公共预算…支出.

use super::TABLES;
use super::names::{plain, split_ordinal};
use super::profiles::PROFILES;
use super::spec::TableSpec;
use crate::search;

/// What only tables that are none of [`TABLES`] are about, unless a pattern has these words itself.
const FOREIGN: &[&str] = &[
    "机关运行经费",
    "政府采购",
    "购买服务",
    "国有资产",
    "资产占用",
    "债务",
    "转移支付",
    "自评",
    "目录",
    "专户",
];

/// What the names of departments end in.
const BODIES: [&str; 5] = ["委员会", "国资委", "中心", "办公室", "管理局"];

/// Captions of tables that many places publish beside [`TABLES`]: longer than the patterns that they could be taken for.
const OTHERS: &[&str] = &["财政拨款支出预算表", "财政拨款基本支出", "政府性基金…收入"];

/// What a caption says.
#[derive(Debug, Clone, Copy)]
pub enum Named {
    /// It names this table.
    Known(&'static TableSpec),
    /// It names a table that is none of the known.
    Other,
}

/// The longest caption that is believed to be one.
const LONGEST: usize = 48;

/// Whether a line reads as the caption of a table: short, no sentence, and ending in 表.
#[must_use]
pub fn is_caption(text: &str) -> bool {
    if text.chars().take(LONGEST * 3).count() > LONGEST * 2 {
        return false;
    }
    let text = plain(text);
    let words = words(&text);
    words.ends_with('表') && words.chars().count() <= LONGEST && !words.contains(['。', ';', ':'])
}

/// Whether a caption says that its table goes on from the page before.
#[must_use]
pub fn goes_on(caption: &str) -> bool {
    let text = plain(caption);
    search::contains_any(&text, &["续表", "(续", "续)"])
}

/// A caption in [`plain`] form without numbering, 续 and what stands in brackets behind it.
fn words(text: &str) -> &str {
    // 公开01表:收支预算总表
    let numbered = text
        .split_once(':')
        .filter(|(number, _)| number.chars().count() <= 8 && search::contains(number, "表"));
    let (_, mut words) = split_ordinal(numbered.map_or(text, |(_, words)| words));
    while let Some((before, _)) = words.strip_suffix(')').and_then(|inner| inner.rsplit_once('(')) {
        if before.is_empty() {
            break;
        }
        words = before;
    }
    words
}

/// A caption as two printings of it are compared: without numbering, brackets, blanks and 续表.
#[must_use]
pub fn compared(caption: &str) -> String {
    let text = plain(caption);
    search::replace(words(&text), "续表", "")
}

/// What a caption names; nothing where no pattern fits.
#[must_use]
pub fn named(caption: &str) -> Option<Named> {
    best(caption).map(|(_, named)| named)
}

/// How many characters of a caption name its table.
#[must_use]
pub fn matched_length(caption: &str) -> usize {
    best(caption).map_or(0, |(length, _)| length)
}

fn best(caption: &str) -> Option<(usize, Named)> {
    let caption = plain(caption);
    let mut best: Option<(usize, Named)> = None;
    let foreign = FOREIGN.iter().find(|words| {
        // 国有资产监督管理委员会 and 政府采购中心 are departments, no subjects.
        search::split_once(&caption, words).is_some_and(|(_, behind)| {
            !BODIES.iter().any(|body| search::contains(&behind.chars().take(8).collect::<String>(), body))
        })
    });
    let mut try_all = |patterns: &[&str], named: Named| {
        for pattern in patterns {
            if foreign.is_some_and(|words| !search::contains(pattern, words)) {
                continue;
            }
            let length = matched(&caption, pattern);
            if length > best.map_or(0, |(most, _)| most) {
                best = Some((length, named));
            }
        }
    };
    for spec in TABLES {
        try_all(spec.captions, Named::Known(spec));
    }
    for (spec, patterns) in PROFILES.iter().flat_map(|profile| profile.captions()) {
        try_all(patterns, Named::Known(spec));
    }
    try_all(OTHERS, Named::Other);
    best.or(foreign.map(|words| (words.chars().count(), Named::Other)))
}

/// The number of characters of `pattern` if its words stand in `text` in order, else 0.
fn matched(text: &str, pattern: &str) -> usize {
    let mut rest = text;
    let mut length = 0;
    for word in pattern.split('…') {
        let Some((_, behind)) = search::split_once(rest, word) else { return 0 };
        rest = behind;
        length += word.chars().count();
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(caption: &str) -> &'static str {
        match named(caption) {
            Some(Named::Known(spec)) => spec.id,
            Some(Named::Other) => "other",
            None => "",
        }
    }

    #[test]
    fn captions_of_many_places_name_their_tables() {
        let cases = [
            ("部门收支总体情况表", "department-balance"),
            ("2025年部门财务收支预算总表", "department-balance"),
            ("2025年预算单位财务收支预算总表", "department-balance"),
            ("收支预算总表", "department-balance"),
            ("收入支出决算总表", "department-balance"),
            ("部门收入总表", "department-revenue"),
            ("部门收入预算表", "department-revenue"),
            ("收入决算表", "department-revenue"),
            ("2026年部门支出预算总表", "department-expenditure"),
            ("支出决算表", "department-expenditure"),
            ("部门支出总表", "department-expenditure"),
            ("2025年部门财政拨款收支预算总表", "fiscal-balance"),
            ("财政拨款收入支出决算总表", "fiscal-balance"),
            ("财政拨款收支总表", "fiscal-balance"),
            ("一般公共预算财政拨款支出预算表", "general-expenditure"),
            ("2025年部门一般公共预算支出功能分类预算表", "general-expenditure"),
            ("一般公共预算财政拨款支出决算表", "general-expenditure"),
            ("2025年部门一般公共预算基本支出部门预算经济分类预算表", "general-basic"),
            ("一般公共预算财政拨款基本支出决算表", "general-basic"),
            ("一般公共预算基本支出情况表—部门预算经济分类", "general-basic"),
            ("支出经济分类汇总表", "economic-summary"),
            ("2025年部门“三公”经费和机关运行经费预算表", "three-public"),
            ("一般公共预算“三公”经费支出情况表", "three-public"),
            ("“三公”经费、会议费、培训费支出预算表", "three-public"),
            ("财政拨款“三公”经费支出决算表", "three-public"),
            ("政府性基金预算支出情况表", "fund-expenditure"),
            ("政府性基金预算财政拨款收入支出决算表", "fund-expenditure"),
            ("政府性基金预算财政拨款支出预算表", "fund-expenditure"),
            ("国有资本经营预算财政拨款支出决算表", "state-capital-expenditure"),
            ("国有资本经营预算财政拨款支出预算表", "state-capital-expenditure"),
            ("项目支出预算表", "projects"),
            ("部门（单位）整体绩效目标表", "department-performance"),
            ("部门整体支出绩效目标申报表", "department-performance"),
            ("部门预算项目绩效目标汇总表", "project-performance"),
            ("财政项目支出绩效目标申报表", "project-performance"),
            ("一般公共预算机关运行经费支出预算表", "other"),
            ("政府采购支出预算表", "other"),
            ("财政拨款支出预算表", "other"),
            ("财政拨款基本支出预算表", "other"),
            ("单位构成表", ""),
            ("2024年某市国有资产监督管理委员会部门收支总体情况表", "department-balance"),
        ];
        for (caption, wanted) in cases {
            assert_eq!(id(caption), wanted, "{caption}");
        }
        assert!(is_caption("（七）一般公共预算支出表（2024年）"));
        assert!(is_caption("公开 02 表：收入预算总表"));
        assert!(!is_caption("详见附件中的部门收支总体情况表。"));
    }
}
