//! Budget → [`Report`]: every relation of the printed figures, judged exactly.
//!
//! A rule is one file and one line of [`RULES`]: it finds relations; [`judge`] alone decides whether they hold.
//! Knows no words: findings carry data, the locales word them.
#![deny(clippy::float_arithmetic)]

mod balance;
mod causes;
mod code_tree;
mod copies;
mod economic_pairs;
mod joint;
pub mod judge;
pub mod needs;
mod parts;
mod places;
mod projects;
mod reading;
mod relation;
mod repairs;
pub mod report;
mod row_sum;
mod sentence_copies;
mod system;
mod table_total;
mod three_public;
mod year_total;
mod zeros;

pub use judge::Measure;
pub use relation::{Content, Operand, Relation, Saying, Spot, Term, Whole};
pub use report::{Check, Report, Summary, Verdict};

use crate::budget::Budget;
use needs::Need;
use places::Places;
use report::{Basis, Reason, Severity};
use zeros::Zeros;

/// What kind of relation a check is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The same quantity printed in several places.
    Copy,
    /// A whole and its parts.
    Sum,
    /// A part that may not exceed its whole.
    Order,
    /// A percentage of a whole.
    Ratio,
    /// A value, the value before, and what lies between them.
    Change,
    /// What a sentence says against the tables.
    Claim,
    /// Codes and their names.
    Code,
    /// How the document is made and how it could be read.
    Structure,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Copy,
        Self::Sum,
        Self::Order,
        Self::Ratio,
        Self::Change,
        Self::Claim,
        Self::Code,
        Self::Structure,
    ];

    /// The public name.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Copy => "copy",
            Self::Sum => "sum",
            Self::Order => "order",
            Self::Ratio => "ratio",
            Self::Change => "change",
            Self::Claim => "claim",
            Self::Code => "code",
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
    /// What it needs of the document.
    pub needs: &'static [&'static Need],
    /// What it can say without arithmetic of money.
    pub says: &'static [Saying],
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
    &joint::RULE,
    &reading::RULE,
];

/// Checks a budget with every rule.
#[must_use]
pub fn check(budget: &Budget) -> Report {
    let mut checks = Vec::new();
    let (mut relations, mut found) = (Vec::new(), Vec::new());
    for rule in RULES {
        let unmet = rule.needs.iter().find(|need| !(need.is_met)(budget)).map(|need| Reason::Needs(need.id));
        let unusual = || budget.profile.without.contains(&rule.id).then_some(Reason::NotUsual);
        if let Some(reason) = unmet.or_else(unusual) {
            checks.push(judge::left_out(rule, reason));
            continue;
        }
        (rule.find)(budget, &mut found);
        relations.extend(found.drain(..).map(|relation| (*rule, relation)));
    }
    let zeros = Zeros::of(&relations, budget);
    for (rule, relation) in relations {
        checks.extend(judge::judge(rule, relation, budget, &zeros));
    }
    let mut places = Places::new(&checks);
    let before = checks.len();
    let system = joint::judge(&mut checks, &places, budget, &zeros);
    if checks.iter().skip(before).any(|check| !check.operands.is_empty()) {
        places = Places::new(&checks);
    }
    report::unique_ids(&mut checks);
    causes::group(&mut checks, budget, &places);
    repairs::suggest(&mut checks, &places, budget);
    Report::of(checks, system)
}
