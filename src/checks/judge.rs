//! Decides whether a relation holds: exact decimals, intervals of half a unit of the last printed digit.

use super::report::{Check, Judged, NoticePlace, Origin, Reason, Severity, Verdict};
use super::{Kind, Operand, Relation, Rule, origin};
use crate::address::{Address, CellAddress};
use crate::amount::{self, Amount, Unit};
use crate::budget::Budget;
use crate::source::{Remark, Remarked};
use crate::tables::Value;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// Judges one relation. Nothing, when all its figures are blank: there is no such relation.
#[must_use]
pub fn judge(rule: &'static Rule, relation: Relation, budget: &Budget) -> Option<Check> {
    match relation {
        Relation::Sum { whole, parts } => sum(rule, whole, parts, budget),
        Relation::Order { part, whole } => order(rule, part, whole, budget),
        Relation::Copies(operands) => copies(rule, operands, budget),
        Relation::Structure { reason, at, place } => Some(structure(rule, reason, at, place)),
    }
}

/// A finding that needs no arithmetic.
fn structure(
    rule: &'static Rule,
    reason: Reason,
    at: Option<CellAddress>,
    place: Option<(String, u32)>,
) -> Check {
    let severity = match &reason {
        _ if reason.is_misplaced() => Severity::Warning,
        Reason::FigureUnreadable { .. } | Reason::RowCut | Reason::TextCut => Severity::Error,
        // A document of words alone is one half of a disclosure, whose tables stand in another file.
        Reason::NoTable | Reason::UnitMissing | Reason::HeadUnknown(_) | Reason::NoRows => Severity::Warning,
        Reason::Remarked(Remark { what: Remarked::Unread | Remarked::TextBoxes(_), .. }) => Severity::Warning,
        _ => Severity::Info,
    };
    let printed = reason.detail().unwrap_or_default();
    let operand =
        |at: CellAddress| Operand { at: at.into(), value: Value::Unreadable(printed.clone()), printed };
    let place = place.map(|(table, line)| NoticePlace { table, line });
    let operands: Vec<Judged> = at.map(|at| Judged { sign: 1, operand: operand(at) }).into_iter().collect();
    let of_cell = operands.first().map(|judged| judged.operand.at.to_string());
    let of_line = || place.as_ref().map(|place| format!("{}.{}", place.table, place.line));
    let subject = of_cell.or_else(of_line).unwrap_or_else(|| "document".to_owned());
    Check {
        id: format!("{}:{}:{subject}", rule.id, reason.id()),
        severity,
        origin: origin(&reason),
        place,
        reason: Some(reason),
        ..unjudged(rule, operands)
    }
}

/// What the figures of a relation amount to, in one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// Printed whole less printed parts.
    pub residual: Decimal,
    /// The sum of the half units of all printed figures.
    pub bound: Decimal,
}

impl Measure {
    /// The verdict on `residual = 0`.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self.residual.abs().cmp(&self.bound) {
            _ if self.residual.is_zero() => Verdict::Exact,
            Ordering::Less => Verdict::Rounding,
            Ordering::Equal => Verdict::Boundary,
            Ordering::Greater => Verdict::Contradiction,
        }
    }
}

/// The weighted sum of printed figures and its bound, in `unit`. Nothing beyond exact arithmetic.
#[must_use]
pub fn measure(figures: &[(i8, Amount)], unit: Unit) -> Option<Measure> {
    let mut residual = Decimal::ZERO;
    let mut bound = Decimal::ZERO;
    for &(sign, amount) in figures {
        let value = amount.in_unit(unit)?.value();
        residual = if sign < 0 { amount::sum(residual, value) } else { amount::difference(residual, value) }?;
        bound = amount::sum(bound, amount.delta_in(unit)?)?;
    }
    Some(Measure { residual: residual.normalize(), bound: bound.normalize() })
}

fn finest(figures: &[(i8, Amount)]) -> Unit {
    figures.iter().map(|(_, amount)| amount.unit()).min().unwrap_or_default()
}

/// A check of `operands` before its verdict is known.
fn unjudged(rule: &'static Rule, operands: Vec<Judged>) -> Check {
    let at = operands.first().map(|judged| judged.operand.at.to_string()).unwrap_or_default();
    Check {
        id: format!("{}:{at}", rule.id),
        rule,
        verdict: Verdict::NotChecked,
        severity: Severity::Info,
        origin: Origin::Publisher,
        operands,
        place: None,
        residual: None,
        bound: None,
        resolution: None,
        cause: None,
        reason: None,
    }
}

/// Why the figures cannot be compared at all.
fn obstacle(operands: &[Judged], budget: &Budget) -> Option<Reason> {
    let unreadable = |judged: &Judged| matches!(judged.operand.value, Value::Unreadable(_));
    if operands.iter().any(unreadable) {
        return Some(Reason::OperandUnreadable);
    }
    let without_unit = |judged: &Judged| match &judged.operand.at {
        Address::Cell(cell) => {
            judged.operand.amount().is_some_and(|amount| !amount.value().is_zero())
                && budget.table(&cell.table).is_some_and(|table| table.unit.is_none())
        }
        Address::Sentence(_) => false,
    };
    // Within one table the unit cancels out; between tables it must be known.
    let tables = operands.iter().map(|judged| match &judged.operand.at {
        Address::Cell(cell) => Some(&cell.table),
        Address::Sentence(_) => None,
    });
    let mut several = tables.collect::<Vec<_>>();
    several.dedup();
    (several.len() > 1 && operands.iter().any(without_unit)).then_some(Reason::UnitMissing)
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

fn not_checked(mut check: Check, reason: Reason) -> Check {
    check.reason = Some(reason);
    check
}

fn all_blank<'a>(operands: impl IntoIterator<Item = &'a Operand>) -> bool {
    operands.into_iter().all(|operand| operand.value == Value::Blank)
}

fn sum(rule: &'static Rule, whole: Operand, parts: Vec<Operand>, budget: &Budget) -> Option<Check> {
    // A whole that nothing is known to make up is no sum.
    if parts.is_empty() || all_blank(std::iter::once(&whole).chain(&parts)) {
        return None;
    }
    let mut operands = vec![Judged { sign: -1, operand: whole }];
    // Blank parts are exactly nothing: they take no part in the sum and would only hide the figures that do.
    let printed = parts.into_iter().filter(|part| part.value != Value::Blank);
    operands.extend(printed.map(|operand| Judged { sign: 1, operand }));
    let mut check = unjudged(rule, operands);
    if let Some(reason) = obstacle(&check.operands, budget) {
        return Some(not_checked(check, reason));
    }
    let figures = signed_amounts(&check.operands);
    let Some(measure) = measure(&figures, finest(&figures)) else {
        return Some(not_checked(check, Reason::TooLarge));
    };
    check.residual = Some(measure.residual);
    check.bound = Some(measure.bound);
    check.resolution = amount::sum(measure.bound, measure.bound).map(|twice| twice.normalize());
    let verdict = measure.verdict();
    Some(concluded(check, verdict))
}

fn order(rule: &'static Rule, part: Operand, whole: Operand, budget: &Budget) -> Option<Check> {
    if all_blank([&part, &whole]) {
        return None;
    }
    let operands = vec![Judged { sign: 1, operand: part }, Judged { sign: -1, operand: whole }];
    let mut check = unjudged(rule, operands);
    if let Some(reason) = obstacle(&check.operands, budget) {
        return Some(not_checked(check, reason));
    }
    let figures = signed_amounts(&check.operands);
    let Some(measure) = measure(&figures, finest(&figures)) else {
        return Some(not_checked(check, Reason::TooLarge));
    };
    // Rounding keeps the order, so printed figures of one precision obey it as they stand; a coarser one may have
    // been rounded past the finer by less than the bound.
    let same_precision = figures.windows(2).all(|pair| match pair {
        [(_, a), (_, b)] => a.delta_in(finest(&figures)) == b.delta_in(finest(&figures)),
        _ => true,
    });
    let verdict = if !measure.residual.is_sign_negative() || measure.residual.is_zero() {
        Verdict::Exact
    } else if same_precision {
        Verdict::Contradiction
    } else {
        measure.verdict()
    };
    check.residual = Some(measure.residual);
    check.bound = Some(if same_precision { Decimal::ZERO } else { measure.bound });
    Some(concluded(check, verdict))
}

fn copies(rule: &'static Rule, operands: Vec<Operand>, budget: &Budget) -> Option<Check> {
    if operands.len() < 2 || all_blank(&operands) {
        return None;
    }
    let judged: Vec<Judged> = operands.into_iter().map(|operand| Judged { sign: 1, operand }).collect();
    if let Some(reason) = obstacle(&judged, budget) {
        return Some(not_checked(unjudged(rule, judged), reason));
    }
    let unit = finest(&signed_amounts(&judged));
    let values: Option<Vec<Copy>> = judged.iter().map(|judged| Copy::of(&judged.operand, unit)).collect();
    let Some(values) = values else {
        return Some(not_checked(unjudged(rule, judged), Reason::TooLarge));
    };
    let reference = reference(&values)?;
    let (worst, at) = values
        .iter()
        .zip(0..)
        .map(|(copy, at)| (copy.against(&reference), at))
        .max_by_key(|&(verdict, at)| (rank(verdict), std::cmp::Reverse(at)))?;
    let odd = values.get(at)?;
    // The odd one out stands first: it is the figure to look at.
    let mut operands = judged;
    if worst != Verdict::Exact {
        let odd = operands.remove(at);
        operands.insert(0, odd);
    }
    let mut check = unjudged(rule, operands);
    check.residual = amount::difference(odd.value, reference.value).map(|apart| apart.normalize());
    let bound = if odd.delta == reference.delta { Decimal::ZERO } else { odd.delta.max(reference.delta) };
    check.bound = Some(bound.normalize());
    let cut_off = rule.kind == Kind::Claim && odd.is_cut_off(&reference);
    let mut check = concluded(check, worst);
    if cut_off {
        // Sentences often leave digits off without rounding; nobody need put that right.
        check.severity = Severity::Info;
    }
    Some(check)
}

const fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Exact => 0,
        Verdict::Rounding => 1,
        Verdict::Boundary => 2,
        Verdict::Contradiction => 3,
        Verdict::NotChecked => 4,
    }
}

/// A printed copy, in the unit of the relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Copy {
    value: Decimal,
    /// Half a unit of its last digit; zero for a blank, which is exactly nothing.
    delta: Decimal,
}

impl Copy {
    fn of(operand: &Operand, unit: Unit) -> Option<Self> {
        let Some(amount) = operand.amount() else {
            return Some(Self { value: Decimal::ZERO, delta: Decimal::ZERO });
        };
        Some(Self { value: amount.in_unit(unit)?.value(), delta: amount.delta_in(unit)? })
    }

    /// Whether the coarser of two copies is a rounding of the finer.
    fn against(&self, other: &Self) -> Verdict {
        if self.value == other.value {
            return Verdict::Exact;
        }
        if self.delta == other.delta {
            return Verdict::Contradiction;
        }
        let apart = amount::difference(self.value, other.value).map(|apart| apart.abs());
        match apart.map(|apart| apart.cmp(&self.delta.max(other.delta))) {
            Some(Ordering::Less) => Verdict::Rounding,
            Some(Ordering::Equal) => Verdict::Boundary,
            // Two numbers whose difference fits no decimal are far apart.
            Some(Ordering::Greater) | None => Verdict::Contradiction,
        }
    }

    /// Whether the digits of a finer copy go on where those of this one end, so that they were not rounded.
    fn is_cut_off(&self, finer: &Self) -> bool {
        let last_digit = amount::sum(self.delta, self.delta);
        let rest = amount::difference(finer.value, self.value).filter(|rest| !rest.is_sign_negative());
        self.delta > finer.delta && rest.zip(last_digit).is_some_and(|(rest, digit)| rest < digit)
    }
}

/// The copy that the others are held against: the value printed most often among the finest printed.
fn reference(values: &[Copy]) -> Option<Copy> {
    let printed = || values.iter().filter(|copy| !copy.delta.is_zero());
    let finest = printed().map(|copy| copy.delta).min()?;
    let agreeing = |copy: &Copy| values.iter().filter(|other| other.value == copy.value).count();
    let candidates = printed().filter(|copy| copy.delta == finest).zip(0..);
    candidates
        .max_by_key(|(copy, at)| (agreeing(copy), std::cmp::Reverse(*at)))
        .map(|(copy, _): (&Copy, i32)| *copy)
}

fn signed_amounts(operands: &[Judged]) -> Vec<(i8, Amount)> {
    operands.iter().filter_map(|judged| judged.operand.amount().map(|amount| (judged.sign, amount))).collect()
}
