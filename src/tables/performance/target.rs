//! A printed target value → what it asks for: `≥90%`, `不低于80%`, `3-5天`, `优`.
//!
//! A number is read only where the text leaves no doubt that it is the target: a sign or a comparing word stands at it,
//! or the text is a number with its unit. Everything else stays the words that are printed.

use crate::amount::{half_width, parse_figure};
use crate::search;
use crate::tables::names;
use rust_decimal::Decimal;

/// How a value that is reached is compared with the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparator {
    /// ≥, 不低于, 至少, 以上
    AtLeast,
    /// >, 大于, 超过
    MoreThan,
    /// ≤, 不超过, 以内
    AtMost,
    /// <, 小于, 低于
    LessThan,
    /// =, 等于
    Exactly,
    /// ≈, 约, 左右
    About,
}

impl Comparator {
    /// The sign that stands for it.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::MoreThan => ">",
            Self::AtMost => "≤",
            Self::LessThan => "<",
            Self::Exactly => "=",
            Self::About => "≈",
        }
    }

    /// What two signs or words say together; nothing when they contradict each other. The stricter sign stands, 以上 after
    /// `>` adds nothing.
    const fn with(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::AtLeast | Self::Exactly, Self::AtLeast) | (Self::AtLeast, Self::Exactly) => {
                Some(Self::AtLeast)
            }
            (Self::AtMost | Self::Exactly, Self::AtMost) | (Self::AtMost, Self::Exactly) => {
                Some(Self::AtMost)
            }
            (Self::MoreThan, Self::MoreThan | Self::AtLeast) | (Self::AtLeast, Self::MoreThan) => {
                Some(Self::MoreThan)
            }
            (Self::LessThan, Self::LessThan | Self::AtMost) | (Self::AtMost, Self::LessThan) => {
                Some(Self::LessThan)
            }
            (Self::Exactly, Self::Exactly) => Some(Self::Exactly),
            (Self::About, Self::About) => Some(Self::About),
            _ => None,
        }
    }
}

/// What an indicator is to reach: a number, or words. Nothing of both where nothing is printed, or a sign alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Target {
    /// How the value reached is compared; nothing where no sign and no word says it, and in a range.
    pub comparator: Option<Comparator>,
    /// The number; in a range the smaller one.
    pub value: Option<Decimal>,
    /// The larger number of a range.
    pub upper: Option<Decimal>,
    /// The unit as printed, such as `%`, `个`, `万人次`; a multiplier like 万 is part of it.
    pub unit: Option<String>,
    /// The words of a target that is no number: 优, 达标, 12月31日前.
    pub quality: Option<String>,
}

/// Comparing words in front of a number or of words.
const WORDS: [(Comparator, &str); 6] = [
    (
        Comparator::AtLeast,
        "大于等于 大于或等于 大于或者等于 高于或等于 不低于 不得低于 不能低于 不少于 不得少于 不小于 至少 最少 最低",
    ),
    (Comparator::MoreThan, "大于 多于 高于 超过 超出"),
    (
        Comparator::AtMost,
        "小于等于 小于或等于 小于或者等于 低于或等于 不超过 不得超过 不能超过 不超出 不超 不高于 不得高于 不大于 不多于 \
         不晚于 至多 最多 最高",
    ),
    (Comparator::LessThan, "小于 少于 低于 不足"),
    (Comparator::Exactly, "等于"),
    (Comparator::About, "大约 约为 约 接近"),
];

/// Comparing words behind a number and its unit; in law 以上, 以下 and 以内 include the number itself.
const ENDINGS: [(Comparator, &str); 3] = [
    (Comparator::AtLeast, "以上 及以上 及其以上 (含)以上 以上(含)"),
    (Comparator::AtMost, "以下 以内 之内 内 及以下 (含)以下 以下(含) (含)以内"),
    (Comparator::About, "左右 上下"),
];

/// Units that a number may carry in the middle of a text. In front of each may stand 万, 亿, 千 or 百.
const UNITS: &str = "% ‰ 个百分点 百分点 元 万元 亿元 平方千米 平方公里 平方米 立方米 公里 千米 米 ㎡ m² 亩 公顷 吨 公斤 千克 \
                     人 人次 人天 人数 名 位 户 户次 家 家次 次 次数 个 个月 项 项目 件 件次 套 台 场 场次 篇 份 条 类 架 批 \
                     批次 期 处 座 间 辆 艘 张 本 册 部 所 支 组 队 对 只 头 株 棵 封 度 分 得分 数量 级 倍 种 门 节 块 片 版 \
                     幅 宗 例 起 轮 班 床 村 社区 街道 年 天 日 周 小时 分钟 秒 时 工作日 个工作日 课时 学时 千瓦时";

/// What a word that follows a number without a unit says of it: it is no unit.
const NO_UNITS: &[&str] = &["完成", "达", "满意", "合格", "及时", "覆盖", "提高", "提升", "实现", "率", "的"];

/// With what a text ends when the number that follows is what it states.
const STATES: &[char] = &['率', '度', '量', '数', '比', '值', '为', '达', '到', ':', '分', '额', '性', '='];

const PUNCTUATION: &[char] = &['，', ',', '；', ';', '。', '、', '.'];

impl Target {
    /// Reads a printed target value. Always succeeds: what is no number stays in [`Target::quality`].
    #[must_use]
    pub fn parse(printed: &str) -> Self {
        let text = normal(printed);
        let text = text.trim_end_matches(PUNCTUATION);
        if matches!(text, "" | "-" | "--" | "/") {
            return Self::default();
        }
        read(text).unwrap_or_else(|| words(text, printed))
    }

    /// Whether it asks for a number.
    #[must_use]
    pub const fn is_measured(&self) -> bool {
        self.value.is_some()
    }
}

/// Whether a text is a sign or a comparing word and nothing else.
#[must_use]
pub fn is_comparing(text: &str) -> bool {
    matches!(compared_to_end(&normal(text)), Some((Some(_), "")))
}

/// The text as it is compared: half width, without blanks, each sign in one form.
fn normal(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        plain.push(match half_width(c) {
            '＞' | '﹥' | '〉' => '>',
            '＜' | '﹤' | '〈' => '<',
            '＝' | '﹦' => '=',
            '≧' | '⩾' | '⪰' => '≥',
            '≦' | '⩽' | '⪯' => '≤',
            '～' | '〜' | '∼' | '∽' => '~',
            '﹪' => '%',
            '＋' => '+',
            other => other,
        });
    }
    plain
}

/// A target without a number: words, behind a sign perhaps.
fn words(text: &str, printed: &str) -> Target {
    let whole = || Target { quality: Some(printed.trim().to_owned()), ..Target::default() };
    let Some((comparator, rest)) = compared_from_start(text) else { return whole() };
    if comparator.is_none() {
        return whole();
    }
    let numeral_end = rest.find(|c: char| !names::is_chinese_digit(c)).unwrap_or(rest.len());
    let (numeral, after) = rest.split_at_checked(numeral_end).unwrap_or((rest, ""));
    if let (Some(number), Some((unit, _))) = (names::chinese_number(numeral), known_unit(after)) {
        let (value, unit) = (Some(Decimal::from(number)), Some(unit.to_owned()));
        return Target { comparator, value, unit, ..Target::default() };
    }
    Target { comparator, quality: (!rest.is_empty()).then(|| rest.to_owned()), ..Target::default() }
}

/// A target that is one number or one range.
fn read(text: &str) -> Option<Target> {
    let numbers = numbers(text);
    if is_date(text, &numbers) {
        return None;
    }
    match *numbers.as_slice() {
        [one] => single(text, one),
        [lower, upper] => range(text, lower, upper),
        _ => None,
    }
}

/// Where a number stands in a text, in bytes.
#[derive(Debug, Clone, Copy)]
struct Number {
    start: usize,
    end: usize,
}

/// The runs of digits with the points and commas between them.
fn numbers(text: &str) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        if !byte.is_ascii_digit() {
            continue;
        }
        let joins = |last: &Number| {
            last.end == at || last.end + 1 == at && matches!(bytes.get(last.end), Some(b'.' | b','))
        };
        match found.last_mut().filter(|last| joins(last)) {
            Some(last) => last.end = at + 1,
            None => found.push(Number { start: at, end: at + 1 }),
        }
    }
    found
}

/// Whether a number is a year or a month, or a day that something is due before.
fn is_date(text: &str, numbers: &[Number]) -> bool {
    numbers.iter().any(|number| {
        let digits = text.get(number.start..number.end).unwrap_or_default();
        let after = text.get(number.end..).unwrap_or_default();
        let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
        let due = |rest: &str| rest.starts_with(['前', '底', '初', '末']) || rest.starts_with("之前");
        year && after.starts_with(['年', '-', '.', '/'])
            || after.starts_with('月')
            || after.strip_prefix(['日', '号']).is_some_and(due)
    })
}

/// The value of a number, and the text before it without its sign.
fn value(text: &str, number: Number) -> Option<(Decimal, &str)> {
    let mut value = parse_figure(text.get(number.start..number.end)?).ok()??;
    let mut before = text.get(..number.start)?;
    if let Some(rest) = before.strip_suffix('-') {
        value = -value;
        before = rest;
    } else if let Some(rest) = before.strip_suffix('+') {
        before = rest;
    }
    Some((value, before))
}

fn single(text: &str, number: Number) -> Option<Target> {
    let (value, before) = value(text, number)?;
    let (comparator, subject) = compared_to_end(before)?;
    finish(Target { comparator, value: Some(value), ..Target::default() }, subject, text.get(number.end..)?)
}

/// `90%-95%`, `3至5天`, `≥80%且≤100%`.
fn range(text: &str, lower: Number, upper: Number) -> Option<Target> {
    let (low, before) = value(text, lower)?;
    let (comparator, subject) = compared_to_end(before)?;
    let between = text.get(lower.end..upper.start)?;
    let between = known_unit(between).map_or(between, |(_, rest)| rest);
    let high = parse_figure(text.get(upper.start..upper.end)?).ok()??;
    let comparator = if matches!(between, "-" | "--" | "~" | "至" | "到") {
        comparator
    } else {
        let (second, joint) = compared_to_end(between)?;
        let joined = matches!(joint, "" | "且" | "并且" | "并" | "," | "、" | ";" | "和");
        let rises = matches!(comparator?, Comparator::AtLeast | Comparator::MoreThan)
            && matches!(second?, Comparator::AtMost | Comparator::LessThan);
        if !(joined && rises) {
            return None;
        }
        None
    };
    if high < low {
        return None;
    }
    let target = Target { comparator, value: Some(low), upper: Some(high), ..Target::default() };
    finish(target, subject, text.get(upper.end..)?)
}

/// Reads what follows the number, and judges whether the number is the target of the text.
fn finish(target: Target, subject: &str, after: &str) -> Option<Target> {
    let (unit, ending, rest) = unit_and_ending(after);
    let comparator = match (target.comparator, ending) {
        (Some(before), Some(behind)) => Some(before.with(behind)?),
        (before, behind) => before.or(behind),
    };
    let sure = if comparator.is_some() {
        !subject.ends_with(|c: char| c.is_ascii_alphabetic())
    } else if subject.is_empty() {
        rest.is_empty() || unit.is_some()
    } else {
        let states = subject.ends_with(STATES)
            || unit.is_some()
                && !subject.ends_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '前' | '第'));
        rest.is_empty() && states && !subject.contains(PUNCTUATION)
    };
    sure.then(|| Target { comparator, unit: unit.map(str::to_owned), ..target })
}

/// The unit behind a number, the comparing word behind it, and the rest of the text.
fn unit_and_ending(after: &str) -> (Option<&str>, Option<Comparator>, &str) {
    if let Some((word, comparator)) = longest(&ENDINGS, &|word| after.starts_with(word)) {
        return (None, Some(comparator), after.get(word.len()..).unwrap_or_default());
    }
    let (unit, rest) =
        if let Some((inner, rest)) = after.strip_prefix('(').and_then(|inner| inner.split_once(')')) {
            (Some(inner), rest)
        } else if let Some((unit, rest)) = known_unit(after) {
            (Some(unit), rest)
        } else {
            let ending = longest(&ENDINGS, &|word| after.ends_with(word)).map_or(0, |(word, _)| word.len());
            let (word, rest) = after.split_at_checked(after.len() - ending).unwrap_or((after, ""));
            let is_unit = !word.is_empty()
                && word.chars().count() <= 4
                && word.chars().all(|c| c.is_alphanumeric() || c == '/')
                && !search::contains_any(word, NO_UNITS);
            if is_unit { (Some(word), rest) } else { (None, after) }
        };
    let unit = unit.filter(|unit| !unit.is_empty());
    match longest(&ENDINGS, &|word| rest.starts_with(word)) {
        Some((word, comparator)) => (unit, Some(comparator), rest.get(word.len()..).unwrap_or_default()),
        None => (unit, None, rest),
    }
}

/// The longest of the words that fit, and what it says.
fn longest(
    words: &[(Comparator, &'static str)],
    fits: &dyn Fn(&str) -> bool,
) -> Option<(&'static str, Comparator)> {
    let mut found: Option<(&'static str, Comparator)> = None;
    for &(comparator, words) in words {
        for word in words.split(' ').filter(|word| fits(word)) {
            if found.is_none_or(|(longest, _)| longest.len() < word.len()) {
                found = Some((word, comparator));
            }
        }
    }
    found
}

/// The known unit that a text begins with, the longest, and the rest.
fn known_unit(text: &str) -> Option<(&str, &str)> {
    let latin = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    if latin > 0 {
        return text.split_at_checked(latin);
    }
    let base = |text: &str| -> Option<usize> {
        UNITS.split(' ').filter(|unit| text.starts_with(unit)).map(str::len).max()
    };
    let plain = base(text).unwrap_or(0);
    let multiplied = text.strip_prefix(['万', '亿', '千', '百']).map_or(0, |rest| {
        let multiplier = text.len() - rest.len();
        multiplier + base(rest).unwrap_or(0)
    });
    let mut length = plain.max(multiplied);
    if length == 0 {
        return None;
    }
    // 元/人, 次/年
    if let Some(per) = text.get(length..).and_then(|rest| rest.strip_prefix('/')) {
        length += base(per).map_or(0, |per| per + 1);
    }
    text.split_at_checked(length)
}

/// The comparator with which a text ends, and the text before it; nothing when signs contradict each other.
fn compared_to_end(text: &str) -> Option<(Option<Comparator>, &str)> {
    let (mut rest, mut found) = (text, None);
    loop {
        let signs = rest.trim_end_matches(is_sign);
        let (said, shorter) = if signs.len() < rest.len() {
            (sign(rest.get(signs.len()..)?)?, signs)
        } else {
            let Some((word, comparator)) = longest(&WORDS, &|word| rest.ends_with(word)) else {
                return Some((found, rest));
            };
            let before = rest.get(..rest.len() - word.len())?;
            // 合约3份 is not about three.
            if word == "约" && !before.is_empty() && !before.ends_with(['为', '在', ':', ',', '，']) {
                return Some((found, rest));
            }
            (comparator, before)
        };
        found = Some(found.map_or(Some(said), |found: Comparator| said.with(found))?);
        rest = shorter;
    }
}

/// The comparator with which a text begins, and the text behind it; nothing when signs contradict each other.
fn compared_from_start(text: &str) -> Option<(Option<Comparator>, &str)> {
    let (mut rest, mut found) = (text, None);
    loop {
        let behind = rest.trim_start_matches(is_sign);
        let (said, shorter) = if behind.len() < rest.len() {
            (sign(rest.get(..rest.len() - behind.len())?)?, behind)
        } else {
            // Of the words only those that negate begin no other word: 约束力 is not about anything.
            let word = longest(&WORDS, &|word| rest.starts_with(word) && word.starts_with(['不', '至']));
            let Some((word, comparator)) = word else { return Some((found, rest)) };
            (comparator, rest.get(word.len()..)?)
        };
        found = Some(found.map_or(Some(said), |found: Comparator| found.with(said))?);
        rest = shorter;
    }
}

const fn is_sign(c: char) -> bool {
    matches!(c, '>' | '<' | '=' | '≥' | '≤' | '≈')
}

/// What a run of signs says: `>=` and `≥≥` are ≥.
fn sign(run: &str) -> Option<Comparator> {
    let has = |signs: &[char]| run.contains(signs);
    let equal = has(&['=', '≥', '≤']);
    match (has(&['>', '≥']), has(&['<', '≤']), has(&['≈'])) {
        (true, false, false) => Some(if equal { Comparator::AtLeast } else { Comparator::MoreThan }),
        (false, true, false) => Some(if equal { Comparator::AtMost } else { Comparator::LessThan }),
        (false, false, true) => Some(Comparator::About),
        (false, false, false) => Some(Comparator::Exactly),
        _ => None,
    }
}
