//! Budget → [`Report`]: every relation of the printed figures, judged exactly.
//!
//! A rule is one file and one line of [`RULES`]: it finds relations; [`judge`] alone decides whether they hold.
//! Knows no words: findings carry data, the locales word them.

mod balance;
mod causes;
mod code_tree;
mod copies;
mod economic_pairs;
pub mod judge;
mod parts;
mod projects;
mod reading;
pub mod report;
mod row_sum;
mod sentence_copies;
mod table_total;
mod three_public;
mod year_total;

pub use report::{Check, Report, Summary, Verdict};

use crate::address::{Address, CellAddress};
use crate::amount::Amount;
use crate::budget::Budget;
use crate::tables::{Figure, Value};
use report::{Basis, Origin, Reason, Severity};

/// What kind of relation a check is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The same quantity printed in several places.
    Copy,
    /// A whole and its parts.
    Sum,
    /// A part that may not exceed its whole.
    Order,
    /// What a sentence says against the tables.
    Claim,
    /// How the document is made and how it could be read.
    Structure,
}

impl Kind {
    /// The public name.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Copy => "copy",
            Self::Sum => "sum",
            Self::Order => "order",
            Self::Claim => "claim",
            Self::Structure => "structure",
        }
    }
}

/// A rule: what it is called, why it exists, and how it finds its relations.
#[derive(Debug)]
pub struct Rule {
    /// Stable public name.
    pub id: &'static str,
    /// Raised when the rule finds other relations than before.
    pub version: u32,
    /// The kind of relation it finds.
    pub kind: Kind,
    /// What the rule rests on.
    pub basis: Basis,
    /// How serious a contradiction is.
    pub severity: Severity,
    /// Finds the relations of a budget and appends them.
    pub find: fn(&Budget, &mut Vec<Relation>),
}

/// All rules, in the order of the report.
pub static RULES: &[&Rule] = &[
    &balance::RULE,
    &year_total::RULE,
    &row_sum::RULE,
    &code_tree::RULE,
    &table_total::RULE,
    &parts::RULE,
    &three_public::RULE,
    &projects::RULE,
    &economic_pairs::RULE,
    &copies::RULE,
    &sentence_copies::RULE,
    &reading::RULE,
];

/// A relation between printed figures, before it is judged.
#[derive(Debug, Clone)]
pub enum Relation {
    /// `whole` = Σ `parts`. Blank figures count as exactly zero.
    Sum {
        /// The printed whole.
        whole: Operand,
        /// The printed parts.
        parts: Vec<Operand>,
    },
    /// `part` ≤ `whole`.
    Order {
        /// The smaller.
        part: Operand,
        /// The larger.
        whole: Operand,
    },
    /// All are the same quantity.
    Copies(Vec<Operand>),
    /// A statement about the document that needs no arithmetic.
    Structure {
        /// What it says.
        reason: Reason,
        /// The cell it is about.
        at: Option<CellAddress>,
        /// The table and line it is about.
        place: Option<(String, u32)>,
    },
}

/// A figure that takes part in a relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operand {
    /// Where it stands.
    pub at: Address,
    /// The text as printed.
    pub printed: String,
    /// What it holds.
    pub value: Value,
}

impl Operand {
    /// The amount, if one is printed.
    #[must_use]
    pub const fn amount(&self) -> Option<Amount> {
        match self.value {
            Value::Amount(amount) => Some(amount),
            Value::Blank | Value::Unreadable(_) => None,
        }
    }
}

impl From<&Figure> for Operand {
    fn from(figure: &Figure) -> Self {
        Self { at: figure.at.clone().into(), printed: figure.printed.clone(), value: figure.value.clone() }
    }
}

/// Checks a budget with every rule.
#[must_use]
pub fn check(budget: &Budget) -> Report {
    let mut checks = Vec::new();
    for rule in RULES {
        let mut relations = Vec::new();
        (rule.find)(budget, &mut relations);
        for relation in relations {
            if let Some(check) = judge::judge(rule, relation, budget) {
                checks.push(check);
            }
        }
    }
    report::unique_ids(&mut checks);
    causes::group(&mut checks, budget);
    let findings = report::findings(&checks);
    Report { summary: Summary::of(&checks), checks, findings }
}

/// Where a finding of the reading comes from: it is never charged to the publisher unless the document says it.
pub(crate) fn origin(reason: &Reason) -> Origin {
    match reason {
        _ if reason.is_misplaced() => Origin::Extraction,
        Reason::FigureUnreadable { .. } | Reason::UnitMissing => Origin::Publisher,
        _ => Origin::Extraction,
    }
}
