//! What a clause claims without a figure: that nothing changed, or that there is nothing.

use super::Statement;
use crate::search;

const UNCHANGED: [&str; 6] = ["持平", "无变化", "没有变化", "未发生变化", "无增减", "没有增减"];
/// Words that say so of what is compared with something before them.
const ALIKE: [&str; 2] = ["一致", "相同"];
const NOTHING: [&str; 9] =
    ["没有安排", "没有使用", "没有", "未安排", "不涉及", "未涉及", "未使用", "未发生", "无"];
/// What makes another word of 无.
const NOT_NOTHING: &str = "关需法偿形论线障人害烟名锡常效缝";
/// What a department may have none of.
const THINGS: [&str; 14] = [
    "预算", "支出", "经费", "拨款", "资金", "收入", "购置", "用车", "车辆", "设备", "项目", "出国", "接待",
    "采购",
];

/// How many letters around the word are looked at: a clause may be as long as a file.
const NEAR: usize = 60;

/// A statement that begins with the letter at `at` of a clause of `chars` that reaches from `start` to `end`: what it says
/// and one past the last letter of the word that says it.
pub(super) fn statement(chars: &[char], start: usize, at: usize, end: usize) -> Option<(Statement, usize)> {
    let first = *chars.get(at)?;
    // Most letters begin none of the words.
    if !matches!(first, '持' | '无' | '没' | '未' | '不' | '一' | '相') {
        return None;
    }
    let begins = |word: &&str| word.chars().zip(at..end).all(|(c, at)| chars.get(at) == Some(&c));
    let before = at.checked_sub(1).and_then(|before| chars.get(before)).copied();
    let unchanged = |word: &str| {
        let near = before == Some('本') && at.checked_sub(2).and_then(|at| chars.get(at)) == Some(&'基');
        let what = if near { Statement::NearlyUnchanged } else { Statement::Unchanged };
        (what, at + word.chars().count())
    };
    if let Some(word) = UNCHANGED.iter().find(|word| begins(word)) {
        return Some(unchanged(word));
    }
    if let Some(word) = ALIKE.iter().find(|word| begins(word)) {
        let from = start.max(at.saturating_sub(NEAR));
        let compared = chars.iter().take(at).skip(from).any(|c| matches!(c, '与' | '和' | '同' | '跟'));
        return (compared && before != Some('不')).then(|| unchanged(word));
    }
    let word = NOTHING.iter().find(|word| begins(word))?;
    let stop = at + word.chars().count();
    let behind: String = chars.iter().take(end).skip(stop).take(NEAR).collect();
    let of_things = || search::contains_any(&behind, &THINGS);
    let other_word = *word == "无"
        && (behind.chars().next().is_some_and(|next| NOT_NOTHING.chars().any(|c| c == next))
            || matches!(before, Some('有' | '全' | '从')));
    let whole = matches!(*word, "未安排" | "不涉及" | "未涉及" | "没有安排");
    (!other_word && (whole || of_things())).then_some((Statement::Nothing, stop))
}
