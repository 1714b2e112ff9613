//! The parts of a form: money, goals, tasks, indicators, told by the labels of its first cells.
//!
//! Each of these labels stands for the rows below it, too: the cells there are merged away.

use super::money::figure_in;
use crate::search;
use crate::source::GridCell;
use crate::tables::names::plain;

/// What a row of a form is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Names, dates and other words; also captions.
    Basics,
    /// Money: 预算情况, 项目资金.
    Money,
    /// 年度履职目标, 年度总体目标
    Goals,
    /// 年度主要任务
    Tasks,
    /// The table of indicators, its head included.
    Indicators,
}

/// Labels that open the money of a form, and those among them that do not.
const MONEY: [&str; 11] = [
    "预算情况",
    "资金",
    "预算安排",
    "预算总额",
    "预算金额",
    "预算数",
    "年度预算",
    "部门预算",
    "经费",
    "拨款",
    "总额",
];
const NO_MONEY: [&str; 4] = ["单位", "编码", "代码", "部门("];

/// Labels are short; a longer first cell is text.
const LONGEST_LABEL: usize = 14;

/// What each row of a form is about.
#[must_use]
pub fn of(body: &[Vec<GridCell>]) -> Vec<Part> {
    let mut part = Part::Basics;
    let mut parts = Vec::with_capacity(body.len());
    for row in body {
        if part != Part::Indicators {
            part = part_of(row, part);
        }
        parts.push(part);
    }
    parts
}

fn part_of(row: &[GridCell], above: Part) -> Part {
    if is_indicator_head(row) {
        return Part::Indicators;
    }
    let label = plain(row.first().map_or("", |cell| &cell.text));
    let has = |words: &[&str]| search::contains_any(&label, words);
    if label.is_empty() || label.chars().count() > LONGEST_LABEL {
        above
    } else if label.ends_with('表') {
        Part::Basics
    } else if has(&["任务"]) {
        Part::Tasks
    } else if has(&["目标"]) && !has(&["指标"]) {
        Part::Goals
    } else if has(&MONEY) && !has(&NO_MONEY) {
        Part::Money
    } else if (above == Part::Money || has(&["收入", "支出"]))
        && row.iter().any(|cell| figure_in(&cell.text).is_some())
    {
        // Also a row that was shifted to the left.
        Part::Money
    } else {
        Part::Basics
    }
}

/// Whether a row is the head of the table of indicators.
#[must_use]
pub fn is_indicator_head(row: &[GridCell]) -> bool {
    let printed = |words: &[&str]| {
        row.iter().any(|cell| {
            let label = plain(&cell.text);
            label.chars().count() <= LONGEST_LABEL && search::contains_any(&label, words)
        })
    };
    printed(&["二级指标", "三级指标", "指标名称", "指标内容"]) && printed(&["指标值", "目标值"])
}
