//! What rules find: relations between printed figures, before anything decides whether they hold.

use super::report::{Origin, Reason, Severity, Verdict};
use crate::address::{Address, SentenceAddress};
use crate::amount::Amount;
use crate::budget::Budget;
use crate::narrative::Said;
use crate::tables::{Figure, FigureId, Value};
use rust_decimal::Decimal;
use std::sync::Arc;

/// A figure that takes part in a relation, by where it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operand {
    /// A cell of a table.
    Cell(FigureId),
    /// A claim of the narrative, by index.
    Claim(u32),
}

/// What an operand holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// A blank cell: exactly nothing.
    Blank,
    /// An amount of money.
    Amount(Amount),
    /// A percentage.
    Percent(Decimal),
    /// A number of things.
    Count(Decimal),
    /// Words, or a cell that cannot be read.
    Words,
}

impl From<&Figure> for Operand {
    fn from(figure: &Figure) -> Self {
        Self::Cell(figure.id)
    }
}

impl Operand {
    /// The claim with that index.
    #[must_use]
    pub fn claim(index: usize) -> Self {
        // No document has as many sentences as four bytes can count.
        Self::Claim(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// What it holds.
    #[must_use]
    pub fn content(self, budget: &Budget) -> Content {
        match self {
            Self::Cell(id) => match id.of(&budget.tables).map(|figure| &figure.value) {
                Some(Value::Amount(amount)) => Content::Amount(*amount),
                Some(Value::Blank) => Content::Blank,
                Some(Value::Unreadable(_)) | None => Content::Words,
            },
            Self::Claim(index) => match budget.narrative.claims.get(index as usize).map(|claim| claim.said) {
                Some(Said::Amount(amount)) => Content::Amount(amount),
                Some(Said::Percent(percent)) => Content::Percent(percent),
                Some(Said::Count(count)) => Content::Count(count),
                Some(Said::Statement(_)) | None => Content::Words,
            },
        }
    }

    /// The amount, if one is printed.
    #[must_use]
    pub fn amount(self, budget: &Budget) -> Option<Amount> {
        match self.content(budget) {
            Content::Amount(amount) => Some(amount),
            _ => None,
        }
    }

    /// The text as printed.
    #[must_use]
    pub fn printed(self, budget: &Budget) -> &str {
        let printed = match self {
            Self::Cell(id) => id.of(&budget.tables).map(|figure| &figure.printed),
            Self::Claim(index) => budget.narrative.claims.get(index as usize).map(|claim| &claim.printed),
        };
        printed.map_or("", String::as_str)
    }

    /// Where it stands. Nothing only for an operand of another budget.
    #[must_use]
    pub fn at(self, budget: &Budget) -> Option<Address> {
        match self {
            Self::Cell(id) => id.of(&budget.tables).map(|figure| figure.at.clone().into()),
            Self::Claim(index) => {
                budget.narrative.claims.get(index as usize).map(|claim| claim.at.clone().into())
            }
        }
    }
}

/// An operand with its sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// `-1` for the whole, `1` for a part: the weighted sum is zero when a sum holds.
    pub sign: i8,
    /// The figure.
    pub operand: Operand,
}

/// A relation between printed figures.
#[derive(Debug, Clone)]
pub enum Relation {
    /// Σ sign × figure = 0; what the others make up stands first. Blank figures count as exactly zero.
    Sum(Vec<Term>),
    /// `part` ≤ `whole`.
    Order {
        /// The smaller.
        part: Operand,
        /// The larger.
        whole: Operand,
    },
    /// All are the same quantity.
    Copies(Vec<Operand>),
    /// `percent` of `whole` is `part`, or what `part` grew or shrank by.
    Ratio {
        /// The percentage that is said.
        percent: Operand,
        /// What is so much of the whole, or what it became.
        part: Operand,
        /// The whole.
        whole: Whole,
    },
    /// Percentages that are shares of one whole make up all of it.
    Shares(Vec<Operand>),
    /// What a rule says of the document without arithmetic of money.
    Said {
        /// One of the sayings of the rule.
        saying: &'static Saying,
        /// The figures that it is about.
        about: Vec<Operand>,
        /// Where it is to be seen, when it is about no figure.
        spot: Spot,
        /// What the wording shows: parameter and words.
        words: Vec<(&'static str, String)>,
    },
    /// Something noticed while reading.
    Noticed {
        /// What.
        reason: Reason,
        /// The cell it is about.
        about: Option<Operand>,
        /// Where.
        spot: Spot,
    },
}

impl Relation {
    /// `whole` = Σ `parts`.
    #[must_use]
    pub fn sum(whole: Operand, parts: impl IntoIterator<Item = Operand>) -> Self {
        let mut terms = vec![Term { sign: -1, operand: whole }];
        terms.extend(parts.into_iter().map(|operand| Term { sign: 1, operand }));
        Self::Sum(terms)
    }
}

/// What a percentage is taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// A printed figure.
    Printed(Operand),
    /// The value before a change: `current` − `sign` × the change, which is the part.
    Before {
        /// The value behind the change.
        current: Operand,
        /// `1` for a growth, `-1` for a decrease.
        sign: i8,
    },
    /// The value that the part grew or shrank from: the percentage is that of `sign` × (part − `previous`).
    Grown {
        /// The value before.
        previous: Operand,
        /// `1` for a growth, `-1` for a decrease.
        sign: i8,
    },
}

impl Whole {
    /// The figure in it.
    #[must_use]
    pub const fn operand(self) -> Operand {
        match self {
            Self::Printed(operand)
            | Self::Before { current: operand, .. }
            | Self::Grown { previous: operand, .. } => operand,
        }
    }
}

/// Something that a rule can say of a document. Its words are `says.<rule>.<id>`.
#[derive(Debug, PartialEq, Eq)]
pub struct Saying {
    /// Stable name within the rule.
    pub id: &'static str,
    /// What it means for the relation.
    pub verdict: Verdict,
    /// What it asks of the reader.
    pub severity: Severity,
    /// Who caused it.
    pub origin: Origin,
}

impl Saying {
    /// All is as it should be.
    #[must_use]
    pub const fn holds(id: &'static str) -> Self {
        Self { id, verdict: Verdict::Exact, severity: Severity::Info, origin: Origin::Publisher }
    }

    /// Something is not as it should be.
    #[must_use]
    pub const fn fails(id: &'static str, severity: Severity) -> Self {
        Self { id, verdict: Verdict::Contradiction, severity, origin: Origin::Publisher }
    }

    /// It cannot be decided.
    #[must_use]
    pub const fn open(id: &'static str) -> Self {
        Self { id, verdict: Verdict::NotChecked, severity: Severity::Info, origin: Origin::Publisher }
    }

    /// The same, caused by another than the publisher.
    #[must_use]
    pub const fn from(self, origin: Origin) -> Self {
        Self { origin, ..self }
    }
}

/// Where something is to be seen that is no figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Spot {
    /// The document as a whole.
    #[default]
    Document,
    /// A line of a table.
    Line {
        /// Table id.
        table: Arc<str>,
        /// 1-based line of the source.
        line: u32,
    },
    /// A run of characters in a section.
    Words(SentenceAddress),
}

impl Spot {
    /// The part of a check's id that says where.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::Document => "document".to_owned(),
            Self::Line { table, line } => format!("{table}.{line}"),
            Self::Words(at) => at.to_string(),
        }
    }
}
