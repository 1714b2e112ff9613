//! Budget → [`Report`]: every relation of the printed figures, judged exactly.
//!
//! A rule is one file and one line of [`RULES`]: it finds relations; [`judge`] alone decides whether they hold.
//! Knows no words: findings carry data, the locales word them.
#![deny(clippy::float_arithmetic)]

mod balance;
mod causes;
mod changes;
mod class_labels;
mod code_names;
mod code_tree;
mod code_tree_gaps;
mod compared;
mod comparison_year;
mod contents_list;
mod copies;
mod counts;
mod economic_classes;
mod economic_pairs;
mod empty_notes;
mod goals;
mod item_names;
mod joint;
pub mod judge;
mod misread;
mod missing_percent;
mod naming;
pub mod needs;
mod nothing_said;
mod old_names;
mod parts;
mod placeholders;
mod places;
mod procurement;
mod projects;
mod rates;
mod reading;
mod reasons;
mod relation;
mod repairs;
mod repeated_amounts;
mod repeated_changes;
pub mod report;
mod required_parts;
mod required_tables;
mod row_sum;
mod sentence_copies;
mod shares;
mod system;
mod table_heads;
mod table_total;
mod target_sums;
mod target_values;
mod targets_of_projects;
mod targets_said;
mod tasks_projects;
mod three_public;
mod words;
mod year_total;
mod year_words;
mod zeros;

pub use judge::Measure;
pub use relation::{Content, Operand, Relation, Saying, Spot, Term, Whole};
pub use report::{Check, Report, Summary, Verdict};
pub use required_parts::spoken_of;

use crate::budget::Budget;
use needs::Need;
use places::Places;
use report::{Basis, Reason, Severity, System};
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

    /// Whether it relates figures to each other, and not names or the make of the document.
    #[must_use]
    pub const fn is_of_figures(self) -> bool {
        !matches!(self, Self::Code | Self::Structure)
    }

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
    &code_names::RULE,
    &class_labels::RULE,
    &old_names::RULE,
    &code_tree_gaps::RULE,
    &economic_classes::RULE,
    &contents_list::RULE,
    &required_tables::RULE,
    &required_parts::RULE,
    &table_heads::RULE,
    &empty_notes::RULE,
    &placeholders::RULE,
    &target_values::RULE,
    &targets_of_projects::RULE,
    &target_sums::RULE,
    &tasks_projects::RULE,
    &goals::RULE,
    &shares::RULE,
    &changes::RULE,
    &rates::RULE,
    &repeated_amounts::RULE,
    &repeated_changes::RULE,
    &comparison_year::RULE,
    &counts::RULE,
    &procurement::RULE,
    &nothing_said::RULE,
    &reasons::RULE,
    &year_words::RULE,
    &item_names::RULE,
    &missing_percent::RULE,
    &targets_said::RULE,
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
    let is_garbled = misread::excuse_letters(&mut checks, budget);
    if !is_garbled {
        misread::excuse(&mut checks, budget);
    }
    let mut places = Places::new(&checks);
    let before = checks.len();
    let mut system = joint::judge(&mut checks, &places, budget, &zeros);
    if is_garbled {
        misread::excuse_letters(&mut checks, budget);
        system = System { verdict: Verdict::NotChecked, ratio: None, proof: None };
    }
    if checks.iter().skip(before).any(|check| !check.operands.is_empty()) {
        places = Places::new(&checks);
    }
    report::unique_ids(&mut checks);
    causes::group(&mut checks, budget, &places);
    repairs::suggest(&mut checks, &places, budget);
    Report::of(checks, system)
}
