//! The figures of a sentence: what is said, of what, and where.

use crate::address::SentenceAddress;
use crate::amount::{Amount, Unit, half_width, parse_figure};
use crate::search;
use rust_decimal::Decimal;
use std::sync::Arc;

/// A figure in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Where the digits stand.
    pub at: SentenceAddress,
    /// The digits as printed.
    pub printed: String,
    /// What they say.
    pub said: Said,
    /// The words before the figure, back to the last punctuation mark.
    pub subject: String,
    /// The words of the clause before that one, for a subject such as 占 or 下降.
    pub context: String,
    /// Which way a change goes, when the words before the figure name one.
    pub direction: Option<Direction>,
}

/// What a figure says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// An amount of money.
    Amount(Amount),
    /// A percentage.
    Percent(Decimal),
    /// A number of things.
    Count(Decimal),
}

/// The direction of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// 增加, 增长, 上升
    Up,
    /// 减少, 下降, 降低
    Down,
}

const COUNTERS: [&str; 12] = ["个", "辆", "台", "套", "项", "人", "家", "次", "处", "名", "户", "宗"];
const THRESHOLDS: [&str; 5] = ["以上", "以下", "以内", "及以上", "（含）"];
/// How many characters before a figure are looked at: no clause is as long, and a line may be as long as a file.
const LOOK_BACK: usize = 300;
const UP: [&str; 3] = ["增加", "增长", "上升"];
const DOWN: [&str; 3] = ["减少", "下降", "降低"];

/// Reads the figures of one line. Years, numberings and thresholds (50万元以上) are none.
#[must_use]
pub fn read(section: &Arc<str>, text: &str, line: u32) -> Vec<Claim> {
    let chars: Vec<char> = text.chars().collect();
    let mut claims: Vec<Claim> = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if !half_width(c).is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = number_end(&chars, at);
        let printed: String = slice(&chars, at, end);
        if let (Some(said), Ok(start), Ok(stop)) =
            (said(&chars, at, end, &printed), u32::try_from(at), u32::try_from(end))
        {
            let (subject, context) = words_before(&chars, at);
            let direction = direction(&subject);
            let at = SentenceAddress { section: section.clone(), line, start, end: stop };
            claims.push(Claim { at, printed, said, subject, context, direction });
        }
        at = end;
    }
    claims
}

fn slice(chars: &[char], start: usize, end: usize) -> String {
    chars.iter().skip(start).take(end.saturating_sub(start)).collect()
}

/// One past the last character of the number that begins at `start`.
fn number_end(chars: &[char], start: usize) -> usize {
    let digit = |at: usize| chars.get(at).is_some_and(|&c| half_width(c).is_ascii_digit());
    let mut end = start;
    while digit(end)
        || (chars.get(end).is_some_and(|&c| matches!(half_width(c), '.' | ',')) && digit(end + 1))
    {
        end += 1;
    }
    end
}

/// What the number from `start` to `end` says, judged by the word behind it.
fn said(chars: &[char], start: usize, end: usize, printed: &str) -> Option<Said> {
    let behind: String = chars.iter().skip(end).filter(|c| !c.is_whitespace()).take(6).collect();
    let value = parse_figure(printed).ok().flatten()?;
    let negative = start.checked_sub(1).and_then(|at| chars.get(at)).is_some_and(|&c| half_width(c) == '-');
    let value = if negative { -value } else { value };
    if behind.starts_with(['%', '％']) {
        return Some(Said::Percent(value));
    }
    let unit =
        [Unit::YiYuan, Unit::WanYuan, Unit::Yuan].into_iter().find(|unit| behind.starts_with(unit.label()));
    if let Some(unit) = unit {
        let rest = behind.strip_prefix(unit.label()).unwrap_or_default();
        let threshold = THRESHOLDS.iter().any(|word| rest.starts_with(word));
        return (!threshold).then_some(Said::Amount(Amount::new(value, unit)));
    }
    COUNTERS.iter().any(|word| behind.starts_with(word)).then_some(Said::Count(value))
}

/// The words of the clause before `at`, and those of the clause before it, without blanks and emphasis marks.
fn words_before(chars: &[char], at: usize) -> (String, String) {
    let near = chars.iter().take(at).skip(at.saturating_sub(LOOK_BACK));
    let before: String = near.filter(|c| !c.is_whitespace() && **c != '*').collect();
    let mut clauses = before.rsplit(['，', '。', '；', '：', ',', ';', ':']);
    let clause = clauses.next().unwrap_or_default();
    // In a list of figures (货物15万元、工程0万元) the subject begins behind the figure before.
    let subject = match clause.rsplit_once('、') {
        Some((before, rest)) if before.contains(|c: char| half_width(c).is_ascii_digit()) => rest,
        _ => clause,
    }
    .to_owned();
    let context =
        clauses.find(|clause| !clause.is_empty() && *clause != "其中").unwrap_or_default().to_owned();
    (subject, context)
}

fn direction(subject: &str) -> Option<Direction> {
    let last = |words: &[&str]| words.iter().filter_map(|word| search::rfind(subject, word)).max();
    match (last(&UP), last(&DOWN)) {
        (Some(up), Some(down)) => Some(if up > down { Direction::Up } else { Direction::Down }),
        (Some(_), None) => Some(Direction::Up),
        (None, Some(_)) => Some(Direction::Down),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_line(text: &str) -> Vec<Claim> {
        read(&"narrative/1".into(), text, 7)
    }

    #[test]
    fn figures_say_what_they_count() {
        let claims = read_line(
            "某局 2024 年收入总计 6273 万元，下降 4.42%，共有车辆1辆；单价50万元以上的设备0台（套）。",
        );
        let said: Vec<&str> = claims.iter().map(|claim| claim.printed.as_str()).collect();
        assert_eq!(said, ["6273", "4.42", "1", "0"]);
        assert_eq!(claims[0].subject, "某局2024年收入总计");
        assert_eq!(claims[1].direction, Some(Direction::Down));
        assert_eq!(claims[1].context, "某局2024年收入总计6273万元");
        assert_eq!((claims[0].at.start, claims[0].at.end), (14, 18));
    }

    #[test]
    fn grouped_and_full_width_figures_are_one_figure() {
        let claims = read_line("预算3，518.85万元，其中１２万元");
        assert_eq!(claims.len(), 2);
        assert_eq!(claims[0].printed, "3，518.85");
    }
}
