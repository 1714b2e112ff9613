//! Sums and orders.

use super::{
    all_blank, concluded, finest, is_total_left_blank, not_checked, obstacle, of_figures, signed_amounts,
    trifling,
};
use crate::amount::{self, Amount, Unit};
use crate::budget::Budget;
use crate::checks::report::{Check, Note, Reason, Severity, Shape, Verdict};
use crate::checks::zeros::Zeros;
use crate::checks::{Content, Operand, Rule, Term};
use rust_decimal::Decimal;
use std::cmp::Ordering;

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

pub(super) fn sum(rule: &'static Rule, terms: Vec<Term>, budget: &Budget, zeros: &Zeros) -> Option<Check> {
    // A whole that nothing is known to make up is no sum.
    if terms.len() < 2 || all_blank(&terms, budget) {
        return None;
    }
    let mut operands = terms;
    // Blank parts are exactly nothing: they take no part in the sum and would only hide the figures that do.
    let mut is_whole = true;
    operands.retain(|term| std::mem::take(&mut is_whole) || term.operand.content(budget) != Content::Blank);
    let mut check = of_figures(rule, Shape::Sum, operands, budget);
    if let Some(reason) = obstacle(&check.operands, budget) {
        return Some(not_checked(check, reason));
    }
    // Parts of which none is printed were left out, or lost: they contradict nothing.
    if let [whole] = *check.operands.as_slice()
        && whole.operand.amount(budget).is_some_and(|amount| !amount.value().is_zero())
    {
        return Some(not_checked(check, Reason::PartsBlank));
    }
    // A total left blank is said elsewhere in its line, as where two lists share it, or was lost: it is no false amount.
    if is_blank_total(&check.operands, budget) {
        return Some(not_checked(check, Reason::WholeBlank));
    }
    // What stands for exactly nothing adds nothing to the reach of rounding.
    let counted: Vec<Term> =
        check.operands.iter().filter(|term| !zeros.is_nothing(term.operand, budget)).copied().collect();
    let figures = signed_amounts(&counted, budget);
    if let [whole, part] = *figures.as_slice()
        && whole.0 < 0
        && part.0 > 0
        && counted.first().map(|term| term.operand) == check.operands.first().map(|term| term.operand)
    {
        return Some(only_part(check, whole.1, part.1));
    }
    let unit = finest(&figures);
    let measure = measure(&figures, unit).and_then(|measure| bounded_below(&figures, unit, measure));
    let Some(measure) = measure else {
        return Some(not_checked(check, Reason::TooLarge));
    };
    check.residual = Some(measure.residual);
    check.bound = Some(measure.bound);
    check.resolution = amount::sum(measure.bound, measure.bound).map(|twice| twice.normalize());
    let mut check = concluded(check, measure.verdict());
    if check.verdict == Verdict::Contradiction && could_be_truncated(&figures, unit, measure.residual) {
        check.note = Some(Note::Truncated);
        // One or two units of the last digit are what left-off digits make of a short list.
        let digits = coarsest(&figures, unit).and_then(|delta| amount::product(delta, Decimal::from(4u8)));
        let is_small = digits.is_some_and(|digits| measure.residual.abs() <= digits);
        let severity = if is_small { Severity::Info } else { Severity::Warning };
        check.severity = severity.min(rule.severity);
    }
    if check.verdict == Verdict::Rounding && is_improbable(&figures, unit, measure.residual) {
        check.note = Some(Note::Improbable);
        check.severity = Severity::Warning.min(rule.severity);
    }
    Some(trifling(check, unit))
}

/// Whether the whole is a blank total of a list while something is printed of its parts.
fn is_blank_total(operands: &[Term], budget: &Budget) -> bool {
    let [whole, parts @ ..] = operands else { return false };
    let is_printed =
        |term: &Term| term.operand.amount(budget).is_some_and(|amount| !amount.value().is_zero());
    is_total_left_blank(whole.operand, budget) && parts.iter().any(is_printed)
}

/// A measure whose bound leaves out the printed zeros that would have to be less than nothing.
fn bounded_below(figures: &[(i8, Amount)], unit: Unit, measure: Measure) -> Option<Measure> {
    let mut bound = measure.bound;
    for (sign, amount) in figures {
        // Parts that make too much would have to be less, a whole that is too much as well.
        let falls = if measure.residual.is_sign_negative() { *sign > 0 } else { *sign < 0 };
        if falls && !measure.residual.is_zero() && amount.value().is_zero() {
            bound = amount::difference(bound, amount.delta_in(unit)?)?;
        }
    }
    Some(Measure { bound: bound.normalize(), ..measure })
}

/// A whole and its only part are one quantity: printed with as many decimals they are equal.
fn only_part(mut check: Check, whole: Amount, part: Amount) -> Check {
    let unit = whole.unit().min(part.unit());
    let Some(measure) = measure(&[(-1, whole), (1, part)], unit) else {
        return not_checked(check, Reason::TooLarge);
    };
    let last_digit = |amount: Amount| amount.delta_in(unit).and_then(|delta| amount::sum(delta, delta));
    let alike = last_digit(whole) == last_digit(part);
    check.residual = Some(measure.residual);
    check.bound = Some(if alike { Decimal::ZERO } else { measure.bound });
    check.resolution = if alike { last_digit(whole) } else { amount::sum(measure.bound, measure.bound) };
    if !alike || measure.residual.is_zero() {
        return concluded(check, measure.verdict());
    }
    let mut check = concluded(check, Verdict::Contradiction);
    check.note = Some(Note::OnlyPart);
    // One unit of the last digit is what forced or cut-off digits leave.
    if Some(measure.residual.abs()) == last_digit(whole) {
        check.severity = Severity::Warning.min(check.rule.severity);
    }
    trifling(check, unit)
}

/// Whether the figures hold when each stands for a value from itself to less than one unit of its last digit more.
fn could_be_truncated(figures: &[(i8, Amount)], unit: Unit, residual: Decimal) -> bool {
    let reach = |wanted: i8| {
        let mut reach = Decimal::ZERO;
        for (_, amount) in figures.iter().filter(|(sign, _)| *sign == wanted) {
            if amount.value().is_sign_negative() {
                return None;
            }
            let delta = amount.delta_in(unit)?;
            reach = amount::sum(reach, amount::sum(delta, delta)?)?;
        }
        Some(reach)
    };
    // The parts may be as much larger as their digits left off, or the whole as much as its own.
    reach(1).zip(reach(-1)).is_some_and(|(parts, whole)| residual < parts && -residual < whole)
}

/// Half a unit of the last digit of the coarsest figure.
fn coarsest(figures: &[(i8, Amount)], unit: Unit) -> Option<Decimal> {
    let mut coarsest = Decimal::ZERO;
    for (_, amount) in figures {
        coarsest = coarsest.max(amount.delta_in(unit)?);
    }
    Some(coarsest)
}

/// Whether rounding errors, each evenly spread over one unit `u` of the last digit, add up to the residual with less than
/// one chance in fifteen thousand: `r² > 16 · Σu² / 12`.
fn is_improbable(figures: &[(i8, Amount)], unit: Unit, residual: Decimal) -> bool {
    let mut squares = Decimal::ZERO;
    for (_, amount) in figures {
        let Some(delta) = amount.delta_in(unit) else { return false };
        let Some(sum) = amount::product(delta, delta).and_then(|square| amount::sum(squares, square)) else {
            return false;
        };
        squares = sum;
    }
    // u = 2δ, so that 16 · Σu² / 12 = 16 · Σδ² / 3.
    let threshold = amount::product(squares, Decimal::from(16u8));
    let square = amount::product(residual, residual).and_then(|r| amount::product(r, Decimal::from(3u8)));
    square.zip(threshold).is_some_and(|(square, threshold)| square > threshold)
}

pub(super) fn order(rule: &'static Rule, part: Operand, whole: Operand, budget: &Budget) -> Option<Check> {
    let operands = vec![Term { sign: 1, operand: part }, Term { sign: -1, operand: whole }];
    if all_blank(&operands, budget) {
        return None;
    }
    let mut check = of_figures(rule, Shape::Order, operands, budget);
    if let Some(reason) = obstacle(&check.operands, budget) {
        return Some(not_checked(check, reason));
    }
    let figures = signed_amounts(&check.operands, budget);
    let unit = finest(&figures);
    let Some(measure) = measure(&figures, unit) else {
        return Some(not_checked(check, Reason::TooLarge));
    };
    // Rounding keeps the order, so printed figures of one precision obey it as they stand; a coarser one may have
    // been rounded past the finer by less than the bound.
    let same_precision = figures.windows(2).all(|pair| match pair {
        [(_, a), (_, b)] => a.delta_in(unit) == b.delta_in(unit),
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
    Some(trifling(concluded(check, verdict), unit))
}
