//! What the figures of a check may be: the intervals of true values, side by side.

use crate::address::Address;
use crate::amount::{Amount, Unit, difference, half_unit, sum};
use crate::budget::Budget;
use crate::checks::judge::measure;
use crate::checks::report::{Check, Shape};
use crate::checks::{Content, Measure, Operand, Report, Term};
use crate::tables::heads::Column;
use rust_decimal::Decimal;

/// What an interval is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// A printed figure, by the words that stand at it.
    Figure(String),
    /// What the other figures add up to.
    Sum,
    /// What the printed figures make of a percentage.
    Expected,
    /// One side of an equation that follows from others, from 1.
    Side(u8),
}

/// A value with the interval that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval {
    /// What it is of.
    pub of: Of,
    /// The value as printed, or as the printed figures make it.
    pub value: Decimal,
    /// The least that it may be.
    pub least: Decimal,
    /// The most.
    pub most: Decimal,
    /// Where it is printed; nothing for what is worked out.
    pub at: Option<Address>,
}

/// The intervals of a check, which holds where they have a value in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intervals {
    /// The unit of the values; nothing for percentages.
    pub unit: Option<Unit>,
    /// The figure that is checked first, then what it is held against.
    pub rows: Vec<Interval>,
}

/// The intervals of the check with that id. Nothing where it relates no figures, or too few of them can be read.
#[must_use]
pub fn intervals(budget: &Budget, report: &Report, id: &str) -> Option<Intervals> {
    let check = report.checks.iter().find(|check| check.id == id)?;
    let first = check.operands.first()?;
    let view = match first.operand.content(budget) {
        Content::Percent(_) => percents(budget, check)?,
        _ => amounts(budget, check)?,
    };
    (view.rows.len() > 1).then_some(view)
}

fn amounts(budget: &Budget, check: &Check) -> Option<Intervals> {
    let unit = finest(budget, check)?;
    let worked_out = |of: Of, terms: &[Term]| {
        let [value, least, most] = made(budget, check, terms)?;
        Some(Interval { of, value, least, most, at: None })
    };
    let mut rows = Vec::new();
    if !check.from.is_empty() {
        for (side, sign) in [(1, -1), (2, 1)] {
            rows.extend(worked_out(Of::Side(side), &side_of(check, sign)));
        }
    } else if check.shape == Shape::Sum {
        let (whole, parts) = check.operands.split_first()?;
        rows.extend(printed(budget, whole.operand, unit, false));
        rows.extend(worked_out(Of::Sum, parts));
    } else if check.is_linear() {
        let is_copy = check.shape == Shape::Copies;
        for term in &check.operands {
            rows.extend(printed(budget, term.operand, unit, is_copy));
        }
    }
    Some(Intervals { unit: Some(unit), rows })
}

/// The terms of one side of an equation that follows from others, all with the sign of an addend.
#[must_use]
pub fn side_of(check: &Check, sign: i8) -> Vec<Term> {
    let mut terms = Vec::new();
    for term in &check.operands {
        if term.sign.signum() == sign {
            terms.push(Term { sign: term.sign.abs(), ..*term });
        }
    }
    terms
}

fn percents(budget: &Budget, check: &Check) -> Option<Intervals> {
    let mut rows = Vec::new();
    let (mut all, mut reach) = (Decimal::ZERO, Decimal::ZERO);
    for term in &check.operands {
        let Content::Percent(percent) = term.operand.content(budget) else { continue };
        let half = half_unit(percent.scale());
        (all, reach) = (sum(all, percent)?, sum(reach, half)?);
        rows.push(Interval {
            of: Of::Figure(name(budget, term.operand, false)),
            value: percent,
            least: difference(percent, half)?,
            most: sum(percent, half)?,
            at: term.operand.at(budget),
        });
    }
    if rows.len() > 1 {
        // Shares of one whole are held together against a hundred.
        let (least, most) = (difference(all, reach)?, sum(all, reach)?);
        rows = vec![Interval { of: Of::Sum, value: all, least, most, at: None }];
    }
    let value = check.expected?;
    rows.push(Interval { of: Of::Expected, value, least: value, most: value, at: None });
    Some(Intervals { unit: None, rows })
}

fn finest(budget: &Budget, check: &Check) -> Option<Unit> {
    check.operands.iter().filter_map(|term| term.operand.amount(budget)).map(Amount::unit).min()
}

/// What terms of a check make, the least and the most that it may be, in the finest unit among its figures.
#[must_use]
pub fn made(budget: &Budget, check: &Check, terms: &[Term]) -> Option<[Decimal; 3]> {
    let mut parts = Vec::new();
    for term in terms {
        let Some(amount) = term.operand.amount(budget) else { continue };
        for _ in 0..term.sign.unsigned_abs() {
            parts.push((term.sign.signum(), amount));
        }
    }
    let Measure { residual, bound } = measure(&parts, finest(budget, check)?)?;
    Some([-residual, difference(-residual, bound)?, sum(-residual, bound)?])
}

fn printed(budget: &Budget, operand: Operand, unit: Unit, by_table: bool) -> Option<Interval> {
    let amount = match operand.content(budget) {
        Content::Amount(amount) => amount,
        Content::Blank => Amount::new(Decimal::ZERO, unit),
        _ => return None,
    };
    let value = amount.in_unit(unit)?.value();
    let mut half = amount.delta_in(unit)?;
    if operand.content(budget) == Content::Blank {
        half = Decimal::ZERO;
    }
    let least = if amount.value().is_zero() { Decimal::ZERO } else { difference(value, half)? };
    let of = Of::Figure(name(budget, operand, by_table));
    Some(Interval { of, value, least, most: sum(value, half)?, at: operand.at(budget) })
}

/// The words that stand at a figure: of its line and column, of its table, or of its clause.
fn name(budget: &Budget, operand: Operand, by_table: bool) -> String {
    match operand {
        Operand::Cell(id) => {
            let Some((table, item, figure)) = budget.resolve_figure(id) else { return String::new() };
            if by_table {
                return table.spec.map_or(table.title.as_str(), |spec| spec.title).to_owned();
            }
            let column = table.columns.iter().find(|column| column.key == figure.at.column);
            let column = column.map(Column::label).unwrap_or_default();
            if item.name.is_empty() { column } else { format!("{} · {column}", item.name) }
        }
        Operand::Claim(index) => {
            let claim = budget.narrative.claims.get(index as usize);
            claim.map(|claim| claim.subject.trim().to_owned()).unwrap_or_default()
        }
    }
}
