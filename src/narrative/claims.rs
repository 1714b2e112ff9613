//! What sentences claim: of what, compared with what, and where it stands.

use super::Topic;
use super::numbers::{Number, number};
use super::passages::{Letter, Passage};
use super::statements::statement;
use crate::address::SentenceAddress;
use crate::amount::{Amount, half_width};
use crate::search;
use crate::tables::names::is_letter;
use rust_decimal::Decimal;
use std::sync::Arc;

/// A figure in a sentence, or a statement without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Where the digits stand, or the word that makes the statement.
    pub at: SentenceAddress,
    /// The digits or the word as printed.
    pub printed: String,
    /// What they say.
    pub said: Said,
    /// What that is of its subject: its value, its change, its share of a whole.
    pub kind: Kind,
    /// The words before the figure, back to the last punctuation mark; of a statement, those behind it too.
    pub subject: String,
    /// The words of the clause before that one, for a subject such as 占 or 下降.
    pub context: String,
    /// All words since the claim before, of which a subject that is not named again is carried over. A line end of
    /// the source that ends a sentence or begins a numbered one is a line end here.
    pub lead: String,
    /// Which way a change goes, when the words before the figure name one.
    pub direction: Option<Direction>,
    /// What a change, a completion or an unchanged quantity is compared with.
    pub base: Option<Base>,
    /// The year that the clause names.
    pub year: Option<Year>,
    /// The stage of the budget that the clause names.
    pub stage: Option<Stage>,
    /// What the nearest heading above is about.
    pub topic: Topic,
}

/// What a figure or a statement says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// An amount of money.
    Amount(Amount),
    /// A percentage.
    Percent(Decimal),
    /// A number of things.
    Count(Decimal),
    /// No figure.
    Statement(Statement),
}

impl Said {
    /// The amount, if one is said.
    #[must_use]
    pub const fn amount(self) -> Option<Amount> {
        match self {
            Self::Amount(amount) => Some(amount),
            Self::Percent(_) | Self::Count(_) | Self::Statement(_) => None,
        }
    }
}

/// What is said without a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statement {
    /// 持平, 一致: the quantity did not change.
    Unchanged,
    /// 基本持平: it hardly changed.
    NearlyUnchanged,
    /// 无, 没有, 未安排, 不涉及: there is none.
    Nothing,
}

/// What a claim is of its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An amount: how much it is.
    Value,
    /// An amount: by how much it changed.
    Change,
    /// A percentage: by how much it changed.
    Rate,
    /// A percentage: how much of a whole it is.
    Share,
    /// A percentage: how much of what was planned it is.
    Completion,
    /// Any other percentage.
    Percentage,
    /// How many there are.
    Count,
    /// A statement without a figure.
    Statement,
}

/// The direction of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// 增加, 增长, 上升
    Up,
    /// 减少, 下降, 降低
    Down,
}

/// What something is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Base {
    /// Its year; nothing for the same year.
    pub year: Option<Year>,
    /// Its stage; nothing where only the year is named.
    pub stage: Option<Stage>,
}

/// A year that a sentence names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Year {
    /// By its number.
    Of(u16),
    /// 上年, 去年: the one before the year of the document.
    Previous,
}

/// A stage of the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// 年初预算, 预算数
    Budget,
    /// 预算执行数
    Execution,
    /// 决算
    Final,
}

/// How many letters of a clause are kept: none is as long, and a line may be as long as a file.
const LOOK_BACK: usize = 300;
/// Words that name a change wherever they stand before the figure.
pub(crate) const UP: [&str; 3] = ["增加", "增长", "上升"];
pub(crate) const DOWN: [&str; 3] = ["减少", "下降", "降低"];
/// 决算数大于预算数 3 万元.
const ABOVE: [&str; 3] = ["大于", "高于", "多于"];
const BELOW: [&str; 3] = ["小于", "低于", "少于"];
/// Words that name a change only where nothing but [`FILLERS`] stands between them and the figure.
const CLOSE_UP: [&str; 3] = ["提高", "调增", "增"];
const CLOSE_DOWN: [&str; 8] = ["压减", "压缩", "缩减", "调减", "核减", "下滑", "减", "降"];
const FILLERS: &str = "了约为近共达各额数幅度率计分别-";

/// Reads what the passages of a section claim.
pub(super) fn read(section: &Arc<str>, passages: &[Passage], claims: &mut Vec<Claim>) {
    let mut lead = String::new();
    for passage in passages {
        lead.push('\n');
        let mut reader = Reader::new(section, passage);
        while reader.at < passage.letters.len() {
            reader.step(&mut lead, claims);
        }
        lead.extend(reader.chars.iter().skip(reader.told));
    }
}

/// Where the reading of a passage is.
struct Reader<'a> {
    section: &'a Arc<str>,
    topic: Topic,
    letters: &'a [Letter],
    chars: Vec<char>,
    /// The letter to look at next.
    at: usize,
    /// Where the clause began, and where the part of it began that is behind the figure before in a list.
    clause: usize,
    part: usize,
    /// One past the last letter of the clause.
    clause_end: usize,
    /// The clause before, from where to where.
    context: (usize, usize),
    /// How far the words were given to a lead.
    told: usize,
    /// How far the sentence was searched for what it compares with, and what was named last.
    searched: usize,
    base: Option<Base>,
    /// The kind of the claim before in the sentence.
    before: Option<Kind>,
}

impl<'a> Reader<'a> {
    fn new(section: &'a Arc<str>, passage: &'a Passage) -> Self {
        let chars: Vec<char> = passage.letters.iter().map(|letter| letter.c).collect();
        let clause_end = clause_end(&chars, 0);
        Self {
            section,
            topic: passage.topic,
            letters: &passage.letters,
            chars,
            at: 0,
            clause: 0,
            part: 0,
            clause_end,
            context: (0, 0),
            told: 0,
            searched: 0,
            base: None,
            before: None,
        }
    }

    fn step(&mut self, lead: &mut String, claims: &mut Vec<Claim>) {
        let Some(&c) = self.chars.get(self.at) else { return };
        if half_width(c).is_ascii_digit() {
            let Number { end, said, unit_end } = number(&self.chars, self.at);
            if let Some(said) = said {
                claims.extend(self.claim(said, end, lead));
                self.told = unit_end.min(self.chars.len());
                self.part = self.told;
            }
            self.at = end;
            return;
        }
        if self.at >= self.clause_end {
            self.end_clause(c);
        } else if let Some((what, end)) = statement(&self.chars, self.clause, self.at, self.clause_end) {
            claims.extend(self.claim(Said::Statement(what), end, lead));
            self.told = end;
            self.at = end;
            return;
        }
        self.at += 1;
    }

    fn end_clause(&mut self, mark: char) {
        let words = self.words(self.clause, self.at);
        if !words.is_empty() && words != "其中" {
            self.context = (self.clause, self.at);
        }
        self.clause = self.at + 1;
        self.part = self.clause;
        self.clause_end = clause_end(&self.chars, self.clause);
        if mark == '。' {
            // What it compares with holds on: 与上年相比，收入减少…。主要原因…；支出减少….
            (self.searched, self.before) = (self.clause, None);
        }
    }

    /// The last letters from `start` to `end`.
    fn words(&self, start: usize, end: usize) -> String {
        let start = start.max(end.saturating_sub(LOOK_BACK));
        self.chars.iter().take(end).skip(start).filter(|c| **c != ' ').collect()
    }

    /// The claim that stands from the current letter to `end`.
    fn claim(&mut self, said: Said, end: usize, lead: &mut String) -> Option<Claim> {
        let (first, last) = (self.letters.get(self.at)?, self.letters.get(end.checked_sub(1)?)?);
        lead.extend(self.chars.iter().take(self.at).skip(self.told));
        let clause = self.words(self.clause, self.at);
        let mut subject = match self.chars.get(self.part) {
            Some('、') => self.words(self.part + 1, self.at),
            _ => clause.clone(),
        };
        let (context_start, context_end) = self.context;
        let sentence =
            self.words(self.searched, if matches!(said, Said::Statement(_)) { end } else { self.at });
        self.searched = self.at;
        self.base = base(&sentence).or(self.base);
        let change = direction(&subject);
        let kind = self.kind(said, &subject, change);
        let direction = match kind {
            Kind::Change | Kind::Rate => change,
            _ => None,
        };
        let compared = matches!(kind, Kind::Change | Kind::Rate | Kind::Completion | Kind::Statement);
        let base = self.base.filter(|_| compared && said != Said::Statement(Statement::Nothing));
        let (year, stage) = (year(&subject), stage(&subject));
        if matches!(said, Said::Statement(_)) {
            subject.extend(self.chars.iter().take(self.clause_end).skip(end).take(LOOK_BACK));
        }
        self.before = Some(kind);
        // An address stands in one line.
        let stop = if last.line == first.line { last.at } else { first.at };
        Some(Claim {
            at: SentenceAddress {
                section: self.section.clone(),
                line: first.line,
                start: first.at,
                end: stop.saturating_add(1),
            },
            printed: self.chars.iter().take(end).skip(self.at).collect(),
            said,
            kind,
            context: self.words(context_start, context_end),
            subject,
            lead: std::mem::take(lead),
            direction,
            base,
            year,
            stage,
            topic: self.topic,
        })
    }

    fn kind(&self, said: Said, subject: &str, change: Option<Direction>) -> Kind {
        let has = |words: &[&str]| search::contains_any(subject, words);
        match said {
            Said::Amount(_) if change.is_some() => Kind::Change,
            Said::Amount(_) => Kind::Value,
            Said::Count(_) => Kind::Count,
            Said::Statement(_) => Kind::Statement,
            Said::Percent(_) if has(&["占", "比重"]) => Kind::Share,
            Said::Percent(_) if has(&["完成", "执行率", "预算的", "预算数的"]) => {
                Kind::Completion
            }
            Said::Percent(_) if change.is_some() || has(&["增幅", "降幅", "增速", "同比"]) => {
                Kind::Rate
            }
            Said::Percent(_)
                if self.before == Some(Kind::Change) && subject.chars().all(|c| !is_letter(c)) =>
            {
                Kind::Rate
            }
            Said::Percent(_) => Kind::Percentage,
        }
    }
}

/// No remark in brackets is longer, in letters.
const REMARK: usize = 40;

/// One past the last letter of the clause that begins at `start`. Marks within brackets end no clause.
fn clause_end(chars: &[char], start: usize) -> usize {
    let digit = |at: usize| chars.get(at).is_some_and(|&c| half_width(c).is_ascii_digit());
    let mut at = start;
    while let Some(&c) = chars.get(at) {
        match c {
            '，' | ',' if at > 0 && digit(at - 1) && digit(at + 1) => {}
            '，' | ',' | '。' | '；' | '：' | ';' | ':' => return at,
            '（' | '(' => {
                let closes = |c: &char| matches!(c, '）' | ')');
                let inside = chars.iter().skip(at).take(REMARK).position(closes);
                at += inside.unwrap_or_default();
            }
            _ => {}
        }
        at += 1;
    }
    chars.len()
}

/// The direction that the words before a figure name, the last one where they name several.
fn direction(subject: &str) -> Option<Direction> {
    let bare: String = subject.chars().filter(|c| !matches!(c, '（' | '）' | '(' | ')')).collect();
    let last = |words: &[&'static str]| {
        let found = words.iter().filter_map(|word| Some((search::rfind(&bare, word)?, *word)));
        found.max_by_key(|(at, _)| *at)
    };
    let is_filler = |rest: &str| rest.chars().all(|c| FILLERS.chars().any(|filler| filler == c));
    let close = |words: &[&'static str]| {
        last(words).filter(|(at, word)| bare.get(at + word.len()..).is_some_and(is_filler))
    };
    let than = |words: &[&'static str]| {
        let of_budget = |rest: &str| rest.ends_with(['数', '算']) && !search::contains(rest, "的");
        last(words).filter(|(at, word)| bare.get(at + word.len()..).is_some_and(of_budget))
    };
    let up = last(&UP).or_else(|| close(&CLOSE_UP)).or_else(|| than(&ABOVE));
    let down = last(&DOWN).or_else(|| close(&CLOSE_DOWN)).or_else(|| than(&BELOW));
    let (at, word, direction) = match (up, down) {
        (Some((up, word)), down) if down.is_none_or(|(down, _)| up > down) => (up, word, Direction::Up),
        (_, Some((down, word))) => (down, word, Direction::Down),
        _ => return None,
    };
    // 增加到 says how much it is now.
    let rest = bare.get(at + word.len()..).unwrap_or_default();
    (!rest.starts_with(['到', '至'])).then_some(direction)
}

/// What the words of a sentence compare with, the last where there are several.
fn base(words: &str) -> Option<Base> {
    let mut found = None;
    let mut rest = words;
    while let Some(at) = rest.find(['比', '较', '与', '同', '和', '成', '于']) {
        let word = rest.get(at..).unwrap_or_default();
        let mut letters = word.chars();
        let sign = letters.next();
        rest = letters.as_str();
        let year = year_at(rest);
        let alone = (sign == Some('同') && rest.starts_with('比')) || rest.starts_with("同期");
        let planned = ["年初", "全年", "调整", "预算"].iter().any(|word| rest.starts_with(word));
        if year.is_some() || alone || planned {
            // The words for the year themselves begin as those for a change: 上年, 上升.
            let named = year.map_or(rest, |_| rest.split_once('年').map_or("", |(_, behind)| behind));
            let remark = named.strip_prefix(['（', '(']).and_then(|inside| inside.split_once(['）', ')']));
            let named = remark.map_or(named, |(_, behind)| behind);
            let end = named.find(COMPARED).unwrap_or(named.len());
            let named = stage_of_base(named.get(..end).unwrap_or_default());
            let year = year.or_else(|| alone.then_some(Year::Previous));
            found = Some(Base { year, stage: named.or_else(|| planned.then_some(Stage::Budget)) });
        }
    }
    found
}

/// Where the words that name what is compared with end.
const COMPARED: [char; 12] = ['增', '减', '上', '下', '提', '降', '持', '一', '相', '基', '，', '。'];

fn stage_of_base(words: &str) -> Option<Stage> {
    let has = |word: &str| search::contains(words, word);
    if has("决算") {
        Some(Stage::Final)
    } else if has("执行") {
        Some(Stage::Execution)
    } else {
        has("预算").then_some(Stage::Budget)
    }
}

const PREVIOUS: [&str; 3] = ["上年", "去年", "上一年"];

/// The year that words begin with.
fn year_at(words: &str) -> Option<Year> {
    if PREVIOUS.iter().any(|word| words.starts_with(word)) {
        return Some(Year::Previous);
    }
    let digits: String = words.chars().take(4).map(half_width).collect();
    let year = digits.parse().ok().filter(|year| (1949..2200).contains(year))?;
    words.chars().nth(4).is_some_and(|c| c == '年').then_some(Year::Of(year))
}

/// The last year that the words of a clause name.
fn year(clause: &str) -> Option<Year> {
    let named = clause.rfind('年')?;
    let before = clause.get(..named)?;
    if before.ends_with(['上', '去']) || before.ends_with("上一") {
        // What is carried over from the year before is of this one.
        let behind = clause.get(named + '年'.len_utf8()..).unwrap_or_default();
        let carried =
            ["结转", "结余", "度结转", "度结余", "末结转"].iter().any(|word| behind.starts_with(word));
        return if carried { self::year(before) } else { Some(Year::Previous) };
    }
    let start = before.char_indices().rev().nth(3).map(|(at, _)| at);
    let year = start.and_then(|start| year_at(clause.get(start..)?));
    // 年初, 年末, 全年: an earlier word may name the year.
    year.or_else(|| self::year(before))
}

/// The stage that the words of a clause name.
fn stage(clause: &str) -> Option<Stage> {
    let stages = [
        (Stage::Budget, ["年初预算", "预算数", "全年预算", "调整预算", "支出预算"].as_slice()),
        (Stage::Execution, ["执行数"].as_slice()),
        (Stage::Final, ["决算"].as_slice()),
    ];
    let found = stages.into_iter().filter_map(|(stage, words)| {
        let at = words.iter().filter_map(|word| search::rfind(clause, word)).max()?;
        Some((at, stage))
    });
    let planned = budgeted(clause).map(|at| (at, Stage::Budget));
    found.chain(planned).max_by_key(|(at, _)| *at).map(|(_, stage)| stage)
}

/// Words before 预算 that make it the name of a source of money.
const OF_SOURCE: [&str; 3] = ["公共", "基金", "经营"];

/// Where 预算 stands that reaches up to a figure, as in 完成预算 or 公务接待费预算为.
fn budgeted(clause: &str) -> Option<usize> {
    let words = clause.trim_end_matches(['为', '是', '约', '共', '安', '排']);
    let before = words.strip_suffix("预算")?;
    let of_source = OF_SOURCE.iter().any(|word| before.ends_with(word));
    (!of_source).then_some(before.len())
}
