//! The words of budgets and the names of one document, found in the text of a sentence.

use super::super::{Budget, FigureId, Subject};
use crate::order;
use crate::search;
use crate::tables::names::{Name, is_letter, plain};

/// What a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// 收入
    Revenue,
    /// 支出
    Expenditure,
    /// 收支
    Both,
    /// 总计: with what is carried over.
    Grand,
    /// 合计, 本年: of the year.
    OfYear,
    /// A source of money, as a column id.
    Source(&'static str),
    /// A nature of expenditure, as a column id.
    Nature(&'static str),
    /// A part of the “三公” expenditure, as [`Subject::ThreePublic`] names it.
    ThreePublic(&'static str),
    /// 机构运转经费: in some places another name of 公用经费.
    Operation,
    /// 政府采购, which no table of amounts prints.
    Procurement,
    /// (类), (款), (项), with or without digits of the code: as many digits as the code before it has.
    Rank(usize),
    /// 涉及: what follows says more of the subject before.
    Concerning,
    /// 其中, 包括: what follows are parts of what was named last.
    Among,
    /// A word that names nothing: 预算, 安排, 为.
    Filler,
    /// A function by its index in [`Lexicon::functions`].
    Function(usize),
    /// A project by its index in [`Lexicon::projects`].
    Project(usize),
}

use Word::{Among, Both, Expenditure, Filler, Grand, Nature, OfYear, Rank, Revenue, Source, ThreePublic};

const WORDS: &[(&str, Word)] = &[
    ("收入", Revenue),
    ("支出", Expenditure),
    ("收支", Both),
    ("收入支出", Both),
    ("收入、支出", Both),
    ("收入和支出", Both),
    ("收、支", Both),
    ("总计", Grand),
    ("总额", Grand),
    ("总预算", Grand),
    ("合计", OfYear),
    ("本年", OfYear),
    ("本年度", Filler),
    ("一般公共预算", Source("general")),
    ("公共财政预算", Source("general")),
    ("政府性基金", Source("fund")),
    ("国有资本经营", Source("state-capital")),
    ("财政拨款", Source("fiscal")),
    ("财政专户", Source("special-account")),
    ("专户管理的教育收费", Source("special-account")),
    ("事业收入", Source("institution")),
    ("事业单位经营收入", Source("business")),
    ("经营收入", Source("business")),
    ("上级补助", Source("superior")),
    ("附属单位上缴", Source("subordinate")),
    ("附属单位缴款", Source("subordinate")),
    ("其他收入", Source("other")),
    ("上年结转", Source("carry-over")),
    ("年初结转", Source("carry-over")),
    ("基本支出", Nature("basic")),
    ("项目支出", Nature("project")),
    ("人员经费", Nature("basic.personnel")),
    ("人员支出", Nature("basic.personnel")),
    ("公用经费", Nature("basic.public")),
    ("日常公用经费", Nature("basic.public")),
    ("公用支出", Nature("basic.public")),
    ("工资福利支出", Nature("basic.personnel.wages")),
    ("对个人和家庭的补助", Nature("basic.personnel.households")),
    ("商品和服务支出", Nature("basic.public.goods")),
    ("三公经费", ThreePublic("")),
    ("因公出国", ThreePublic("abroad")),
    ("因公出国(境)", ThreePublic("abroad")),
    ("公务用车购置及运行", ThreePublic("vehicles")),
    ("公务用车购置及运行维护", ThreePublic("vehicles")),
    ("公务用车购置和运行", ThreePublic("vehicles")),
    ("公务用车购置和运行维护", ThreePublic("vehicles")),
    ("公务车购置及运行", ThreePublic("vehicles")),
    ("公务车购置及运行维护", ThreePublic("vehicles")),
    ("公务用车购置", ThreePublic("vehicles.purchase")),
    ("公务车购置", ThreePublic("vehicles.purchase")),
    ("公务用车运行", ThreePublic("vehicles.running")),
    ("公务用车运行维护", ThreePublic("vehicles.running")),
    ("公务车运行", ThreePublic("vehicles.running")),
    ("公务车运行维护", ThreePublic("vehicles.running")),
    ("公务车用车购置", ThreePublic("vehicles.purchase")),
    ("公务车用车运行", ThreePublic("vehicles.running")),
    ("公务接待", ThreePublic("reception")),
    ("会议费", Nature("meetings")),
    ("培训费", Nature("training")),
    ("机关运行", Nature("operating")),
    ("预留机动经费", Nature("reserve")),
    ("单位预留机动经费", Nature("reserve")),
    ("机构运转", Word::Operation),
    ("政府采购", Word::Procurement),
    ("类)", Rank(3)),
    ("款)", Rank(5)),
    ("项)", Rank(7)),
    ("涉及", Word::Concerning),
    ("其中", Among),
    ("包括", Among),
    ("如下", Among),
    ("以下方面", Among),
];

/// Words that name nothing, parted by blanks.
const FILLERS: &str = "与 和 比 较 同 上年 去年 上一 上一年 上一年度 上一度 年初 年 年度 度 月 当年 今年 全年 本 相比 相比较 上 增加 减少 增长 下降 \
    上升 降低 提高 压减 预算 预算数 年初预算 决算 决算数 执行 执行数 数 安排 拨款 资金 经费 费用 费 为 共 是 约 达 各 均 \
    分别 了 的 中 金额 额 占 比重 比例 占比 完成 实现 总量 规模 此外 本部门 本单位 我局 我单位 我部门 使用 编制 核定 \
    计划 实际 主要原因 主要原因是 原因是 主要是 数为 财政性 公开 由 从 到 至 同比 持平 一致 相同 保持 基本 增幅 降幅 增长率 下降率 增速 幅度 大于 小于 高于 低于 多于 少于 本年数 上年数 目前 共计 累计 收入数 支出数";

/// The words in order.
pub struct Lexicon {
    entries: Vec<(String, Word)>,
    /// The codes that each name of a function stands for.
    pub functions: Vec<Vec<String>>,
    /// The names of projects, in the form of [`plain`].
    pub projects: Vec<String>,
}

impl Lexicon {
    /// The words and the names of a document's functions and projects.
    pub fn new(budget: &Budget) -> Self {
        let mut entries: Vec<(String, Word)> = Vec::new();
        for &(word, meaning) in WORDS {
            entries.push((word.to_owned(), meaning));
        }
        for word in FILLERS.split_ascii_whitespace() {
            entries.push((word.to_owned(), Filler));
        }
        let known = entries.len();
        let (mut named, mut projects) = (Vec::new(), Vec::new());
        // A line has as many quantities as columns and one name.
        let mut lines = Vec::new();
        for at in 0..budget.quantities.len() {
            match budget.quantities.subject(at) {
                Some(Subject::Function(code)) => {
                    let cells = budget.quantities.get(at).map_or(&[][..], |quantity| quantity.cells);
                    lines.extend(cells.iter().map(|id| (id.table, id.item, code)));
                }
                Some(Subject::Project(name)) => projects.push(name.to_string()),
                _ => {}
            }
        }
        order::by(&mut lines, &Ord::cmp);
        lines.dedup();
        for (table, item, code) in lines {
            let id = FigureId { table, item, figure: 0 };
            if let Some((_, item, _)) = budget.resolve_figure(id) {
                let words = Name::parse(&item.name).words;
                let bare = words.strip_suffix("支出").unwrap_or(&words);
                named.push((bare.to_owned(), code.to_string()));
            }
        }
        order::by(&mut named, &|a, b| a.cmp(b));
        named.dedup();
        let mut functions: Vec<Vec<String>> = Vec::new();
        for same in named.chunk_by(|(a, _), (b, _)| a == b) {
            let Some((name, _)) = same.first() else { continue };
            // 其他支出 and 一般公共预算支出 are no names of functions in a sentence.
            let core = name.strip_suffix("预算").unwrap_or(name);
            let is_word = entries.iter().take(known).any(|(word, _)| word.starts_with(core));
            if name.chars().count() >= 2 && name != "其他" && !is_word {
                entries.push((name.clone(), Word::Function(functions.len())));
                functions.push(same.iter().map(|(_, code)| code.clone()).collect());
            }
        }
        order::by(&mut projects, &|a, b| a.cmp(b));
        projects.dedup();
        for (at, name) in projects.iter().enumerate() {
            if name.chars().count() >= 4 {
                entries.push((name.clone(), Word::Project(at)));
            }
        }
        order::by(&mut entries, &|(a, _), (b, _)| a.cmp(b));
        Self { entries, functions, projects }
    }

    /// The longest word that `text` begins with, with its length.
    pub fn longest(&self, text: &str) -> Option<(usize, Word)> {
        let mut text = text;
        loop {
            let at = self.entries.partition_point(|(word, _)| word.as_str() <= text);
            let (word, meaning) = self.entries.get(at.checked_sub(1)?)?;
            if text.starts_with(word.as_str()) {
                return Some((word.len(), *meaning));
            }
            // A shorter word can only begin with what both have in common.
            let common = word.chars().zip(text.chars()).take_while(|(a, b)| a == b);
            let length = common.map(|(c, _)| c.len_utf8()).sum::<usize>();
            text = text.get(..length).filter(|text| !text.is_empty())?;
        }
    }

    /// The words of a clause in the form of [`plain`], in order.
    pub fn tokens<'a>(&self, clause: &'a str) -> Vec<Token<'a>> {
        let mut tokens: Vec<Token<'a>> = Vec::new();
        let (mut at, mut unknown) = (0, None);
        while let Some(rest) = clause.get(at..)
            && let Some(c) = rest.chars().next()
        {
            let found = self.longest(rest);
            let ends = found.is_some() || !is_letter(c);
            if let Some(start) = unknown.filter(|_| ends) {
                tokens.push(Token::Unknown(clause.get(start..at).unwrap_or_default()));
                unknown = None;
            }
            match found {
                Some((length, word)) => {
                    tokens.push(Token::Word(word));
                    at += length;
                }
                None => {
                    if !ends {
                        unknown = unknown.or(Some(at));
                    }
                    at += c.len_utf8();
                }
            }
        }
        if let Some(start) = unknown {
            tokens.push(Token::Unknown(clause.get(start..).unwrap_or_default()));
        }
        tokens
    }
}

/// A piece of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    /// A known word.
    Word(Word),
    /// A run of letters that is none.
    Unknown(&'a str),
}

/// The words of a sentence as they are compared, without the name of the department and without remarks in brackets
/// that hold clauses of their own, such as （上一年度，下同）.
pub fn comparable(words: &str, department: &str) -> String {
    let words = plain(words);
    let words = if department.is_empty() { words } else { search::replace(&words, department, "") };
    let (mut kept, mut rest) = (String::with_capacity(words.len()), words.as_str());
    while let Some((before, behind)) = rest.split_once('(') {
        kept.push_str(before);
        let (inside, after) = behind.split_once(')').unwrap_or((behind, ""));
        if !inside.contains([',', '。', '；', ':']) || inside.contains(['\n']) || after.is_empty() {
            kept.push('(');
            rest = behind;
        } else {
            rest = after;
        }
    }
    kept.push_str(rest);
    kept
}
