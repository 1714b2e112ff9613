//! The words of a clause → the name of a quantity.

use super::lexicon::{Token, Word};

/// Revenue, expenditure or both, as the words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// 收入
    Revenue,
    /// 支出
    Expenditure,
    /// 收支: both are the same.
    Both,
}

/// What is singled out of revenue or expenditure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Of {
    /// Nothing: the whole.
    #[default]
    Whole,
    /// A part of the “三公” expenditure; blank for all of it.
    ThreePublic(&'static str),
    /// 机构运转经费
    Operation,
    /// 政府采购
    Procurement,
    /// A function by the names of its path, each with the digits of its rank or 0.
    Function(Vec<(usize, usize)>),
    /// A project.
    Project(usize),
}

/// The name of a quantity, as far as a clause says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// Which way the money goes.
    pub way: Option<Way>,
    /// Whether the total includes what is carried over.
    pub grand: Option<bool>,
    /// The source as a column id.
    pub source: Option<&'static str>,
    /// The nature as a column id.
    pub nature: Option<&'static str>,
    /// What is singled out.
    pub of: Of,
}

impl Name {
    /// Whether nothing is named.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether nothing but revenue or expenditure is named: 支出决算 may be that of anything.
    pub fn is_weak(&self) -> bool {
        self.source.is_none() && self.nature.is_none() && self.of == Of::Whole
    }

    /// Takes a word in; nothing when the words then name two quantities.
    fn with(mut self, word: Word) -> Option<Self> {
        let within = |a: &str, b: &str| a.starts_with(b) || b.starts_with(a);
        match word {
            Word::Revenue => self.way = Some(Way::Revenue),
            Word::Expenditure => self.way = Some(Way::Expenditure),
            Word::Both => self.way = Some(Way::Both),
            Word::Grand => self.grand = Some(true),
            Word::OfYear => self.grand = self.grand.or(Some(false)),
            // 一般公共预算财政拨款 is of the general budget.
            Word::Source(source) => match self.source {
                Some("fiscal") | None => self.source = Some(source),
                Some(before) if source == "fiscal" || before == source => {}
                Some(_) => return None,
            },
            Word::Nature(nature) => {
                let other = self.nature.is_some_and(|before| !within(before, nature));
                if other || matches!(self.of, Of::ThreePublic(_)) {
                    return None;
                }
                self.nature = Some(nature);
            }
            Word::ThreePublic(part) => match self.of {
                Of::Whole | Of::ThreePublic("") => self.of = Of::ThreePublic(part),
                Of::ThreePublic(before) if before == part => {}
                _ => return None,
            },
            Word::Operation => self.of = Of::Operation,
            Word::Procurement => self.of = Of::Procurement,
            Word::Function(at) => match &mut self.of {
                Of::Function(path) => path.push((at, 0)),
                Of::Whole => self.of = Of::Function(vec![(at, 0)]),
                _ => return None,
            },
            Word::Rank(digits) => {
                if let Of::Function(path) = &mut self.of
                    && let Some(last) = path.last_mut()
                {
                    last.1 = digits;
                }
            }
            Word::Project(at) => match self.of {
                Of::Whole => self.of = Of::Project(at),
                _ => return None,
            },
            Word::Concerning | Word::Among | Word::Filler => {}
        }
        Some(self)
    }
}

/// What a clause names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// Nothing: it speaks of what was named before.
    Nothing,
    /// A quantity.
    This(Name),
    /// Something that no known word names.
    Unknown,
}

/// Letters with which the names of offices end: what stands before the name of a quantity is whose it is.
const OFFICES: &str = "局厅委部院办会校处所队心站馆室府协联社库台园区县市镇乡司署门位团";
/// Letters after which a name begins anew.
const JOINTS: &str = "的中内用";

/// Whether letters before a name only say whose it is.
pub fn is_owner(words: &str) -> bool {
    // 其他 and 国内 single out a part.
    if words.starts_with("其他") || words.ends_with("国内") {
        return false;
    }
    words.chars().next_back().is_some_and(|last| OFFICES.chars().chain(JOINTS.chars()).any(|c| c == last))
}

/// Whether a source of money is none of the treasury's of the year.
pub fn is_own_income(source: &str) -> bool {
    !matches!(source, "general" | "fund" | "state-capital" | "fiscal")
}

/// What the clause before a figure names: the words that reach up to the figure.
pub fn before_figure(tokens: &[Token<'_>]) -> Named {
    let known = tokens.iter().rev().take_while(|token| matches!(token, Token::Word(_))).count();
    let (before, group) = tokens.split_at_checked(tokens.len() - known).unwrap_or((&[], tokens));
    named(before, group)
}

/// What a clause speaks of at its beginning.
pub fn at_beginning(tokens: &[Token<'_>]) -> Named {
    let owner = usize::from(matches!(tokens.first(), Some(Token::Unknown(words)) if is_owner(words)));
    let rest = tokens.get(owner..).unwrap_or_default();
    let known = rest.iter().take_while(|token| matches!(token, Token::Word(_))).count();
    let (group, behind) = rest.split_at_checked(known).unwrap_or((rest, &[]));
    // (类)(款) of a path whose last step is not known is not what it speaks of.
    let goes_on = behind.iter().any(|token| matches!(token, Token::Word(Word::Rank(_))));
    if goes_on { Named::Unknown } else { named(&[], group) }
}

/// All that a heading names.
pub fn in_heading(tokens: &[Token<'_>]) -> Name {
    let mut name = Name::default();
    for token in tokens {
        // What a heading lists beside its subject singles nothing out.
        if let Token::Word(word) = token
            && let Some(more) = name.clone().with(*word)
            && (name.of == Of::Whole || more.of == name.of)
        {
            name = more;
        }
    }
    name
}

fn named(before: &[Token<'_>], group: &[Token<'_>]) -> Named {
    let whose = match before.last() {
        Some(Token::Unknown(words)) => is_owner(words),
        _ => true,
    };
    let mut name = Name::default();
    for token in group {
        if let Token::Word(word) = token {
            match name.with(*word) {
                Some(more) => name = more,
                None => return Named::Unknown,
            }
        }
    }
    // (项) behind a name that the tables do not print.
    let ranked = group.iter().any(|token| matches!(token, Token::Word(Word::Rank(_))));
    match (name.is_empty(), whose && (!ranked || matches!(name.of, Of::Function(_)))) {
        (_, false) => Named::Unknown,
        (true, true) => Named::Nothing,
        (false, true) => Named::This(name),
    }
}
