//! Decides whether a relation holds: exact decimals, intervals of half a unit of the last printed digit.

mod copies;
mod ratios;
mod sums;

pub use sums::{Measure, measure};

use super::report::{Check, Origin, Reason, Said, Severity, Shape, Verdict};
use super::zeros::Zeros;
use super::{Content, Operand, Relation, Rule, Saying, Spot, Term};
use crate::amount::{Amount, Unit};
use crate::budget::Budget;
use crate::source::{Remark, Remarked};
use crate::tables::Role;
use crate::tables::spec::Side;
use rust_decimal::Decimal;

/// Judges one relation. Nothing, when all its figures are blank: there is no such relation.
#[must_use]
pub fn judge(rule: &'static Rule, relation: Relation, budget: &Budget, zeros: &Zeros) -> Option<Check> {
    match relation {
        Relation::Sum(terms) => sums::sum(rule, terms, budget, zeros),
        Relation::Order { part, whole } => sums::order(rule, part, whole, budget),
        Relation::Copies(operands) => copies::copies(rule, operands, budget),
        Relation::Ratio { percent, part, whole } => Some(ratios::ratio(rule, percent, part, whole, budget)),
        Relation::Shares(percents) => ratios::shares(rule, percents, budget),
        Relation::Said { saying, about, spot, words } => Some(said(rule, saying, about, spot, words, budget)),
        Relation::Noticed { reason, about, spot } => Some(noticed(rule, reason, about, spot, budget)),
    }
}

/// The check of a rule that could not be asked.
#[must_use]
pub fn left_out(rule: &'static Rule, reason: Reason) -> Check {
    let check = unjudged(rule, &Spot::Document.id(), Vec::new());
    Check { reason: Some(reason), ..check }
}

/// What a rule says of the document.
pub fn said(
    rule: &'static Rule,
    saying: &'static Saying,
    about: Vec<Operand>,
    spot: Spot,
    words: Vec<(&'static str, String)>,
    budget: &Budget,
) -> Check {
    let subject = subject(about.first().copied(), &spot, budget);
    let terms = about.into_iter().map(|operand| Term { sign: 1, operand }).collect();
    Check {
        verdict: saying.verdict,
        severity: saying.severity,
        origin: saying.origin,
        spot,
        said: Some(Said { saying, words }),
        ..unjudged(rule, &subject, terms)
    }
}

/// Something noticed while reading.
fn noticed(
    rule: &'static Rule,
    reason: Reason,
    about: Option<Operand>,
    spot: Spot,
    budget: &Budget,
) -> Check {
    let lost_units = reason == Reason::UnitMissing && units_are_lost(&spot, budget);
    // Only where the text ends is anything missing behind a row.
    let goes_on = reason == Reason::RowCut && !is_of_last_table(&spot, budget);
    let severity = match &reason {
        _ if lost_units || goes_on || reason.is_misplaced() => Severity::Info,
        Reason::FigureUnreadable { .. } | Reason::RowCut | Reason::TextCut => Severity::Error,
        // A document of words alone is one half of a disclosure, whose tables stand in another file.
        Reason::NoTable | Reason::UnitMissing => Severity::Warning,
        Reason::Remarked(Remark {
            what:
                Remarked::Unread
                | Remarked::TextBoxes(_)
                | Remarked::UnknownText(_)
                | Remarked::PicturePages(_)
                | Remarked::RecognisedText(_),
            ..
        }) => Severity::Warning,
        _ => Severity::Info,
    };
    // It is charged to the publisher only where the document says it.
    let origin = match &reason {
        _ if lost_units || reason.is_misplaced() => Origin::Extraction,
        Reason::FigureUnreadable { .. } | Reason::UnitMissing => Origin::Publisher,
        _ => Origin::Extraction,
    };
    let subject = format!("{}:{}", reason.id(), subject(about, &spot, budget));
    let terms = about.into_iter().map(|operand| Term { sign: 1, operand }).collect();
    Check { severity, origin, spot, reason: Some(reason), ..unjudged(rule, &subject, terms) }
}

/// Whether the unit of a table was lost on the way: it is printed beside the table. So it is where more than half of the
/// tables have none, and with a table that is none of the known.
fn units_are_lost(spot: &Spot, budget: &Budget) -> bool {
    let without = budget.tables.iter().filter(|table| table.unit.is_none() && !table.is_empty()).count();
    let with = budget.tables.iter().filter(|table| table.unit.is_some() && !table.is_empty()).count();
    let known = match spot {
        Spot::Line { table, .. } => budget.table(table).is_some_and(|table| table.spec.is_some()),
        _ => false,
    };
    !known || with == 0 || without > with
}

fn is_of_last_table(spot: &Spot, budget: &Budget) -> bool {
    let last = budget.tables.last().map(|table| &table.id);
    matches!(spot, Spot::Line { table, .. } if Some(table) == last)
}

fn subject(first: Option<Operand>, spot: &Spot, budget: &Budget) -> String {
    first.and_then(|first| first.at(budget)).map_or_else(|| spot.id(), |at| at.to_string())
}

/// A check before its verdict is known.
fn unjudged(rule: &'static Rule, subject: &str, operands: Vec<Term>) -> Check {
    Check {
        id: format!("{}:{subject}", rule.id),
        rule,
        shape: Shape::Other,
        verdict: Verdict::NotChecked,
        severity: Severity::Info,
        origin: Origin::Publisher,
        operands,
        spot: Spot::Document,
        residual: None,
        bound: None,
        resolution: None,
        expected: None,
        from: Vec::new(),
        repairs: Vec::new(),
        cause: None,
        follows: 0,
        reason: None,
        said: None,
        note: None,
    }
}

/// A check of figures before its verdict is known.
fn of_figures(rule: &'static Rule, shape: Shape, operands: Vec<Term>, budget: &Budget) -> Check {
    let first = operands.first().map(|term| term.operand);
    Check { shape, ..unjudged(rule, &subject(first, &Spot::Document, budget), operands) }
}

/// Why the figures cannot be compared at all.
fn obstacle(operands: &[Term], budget: &Budget) -> Option<Reason> {
    if operands.iter().any(|term| term.operand.content(budget) == Content::Words) {
        return Some(Reason::OperandUnreadable);
    }
    let without_unit = |term: &Term| match term.operand {
        Operand::Cell(id) => {
            term.operand.amount(budget).is_some_and(|amount| !amount.value().is_zero())
                && budget.tables.get(id.table as usize).is_some_and(|table| table.unit.is_none())
        }
        Operand::Claim(_) => false,
    };
    // Within one table the unit cancels out; between tables it must be known.
    let table = |term: &Term| match term.operand {
        Operand::Cell(id) => Some(id.table),
        Operand::Claim(_) => None,
    };
    let first = operands.first().and_then(table);
    let several = operands.iter().any(|term| table(term) != first);
    (several && operands.iter().any(without_unit)).then_some(Reason::UnitMissing)
}

fn concluded(mut check: Check, verdict: Verdict) -> Check {
    check.verdict = verdict;
    check.severity = match verdict {
        Verdict::Contradiction => check.rule.severity,
        Verdict::Boundary => Severity::Warning.min(check.rule.severity),
        _ => Severity::Info,
    };
    check
}

/// A difference of no more than one yuan asks nothing of anybody.
fn trifling(mut check: Check, unit: Unit) -> Check {
    if unit == Unit::Yuan && check.residual.is_some_and(|residual| residual.abs() <= Decimal::ONE) {
        check.severity = Severity::Info;
    }
    check
}

fn not_checked(mut check: Check, reason: Reason) -> Check {
    check.reason = Some(reason);
    check
}

/// Whether that is a blank total of revenue or expenditure, or what is carried over. Where two lists of expenditure stand side
/// by side, only one of them prints it.
fn is_total_left_blank(operand: Operand, budget: &Budget) -> bool {
    let Operand::Cell(id) = operand else { return false };
    let line = budget.tables.get(id.table as usize).and_then(|table| table.items.get(id.item as usize));
    operand.content(budget) == Content::Blank
        && line.is_some_and(|line| {
            line.side != Side::Whole && matches!(line.role, Role::Total | Role::YearTotal | Role::Carried)
        })
}

fn all_blank(operands: &[Term], budget: &Budget) -> bool {
    operands.iter().all(|term| term.operand.content(budget) == Content::Blank)
}

fn finest(figures: &[(i8, Amount)]) -> Unit {
    figures.iter().map(|(_, amount)| amount.unit()).min().unwrap_or_default()
}

fn signed_amounts(operands: &[Term], budget: &Budget) -> Vec<(i8, Amount)> {
    operands.iter().filter_map(|term| term.operand.amount(budget).map(|amount| (term.sign, amount))).collect()
}
