//! Printed copies of one quantity.

use super::{
    all_blank, concluded, finest, is_total_left_blank, not_checked, obstacle, of_figures, signed_amounts,
    trifling,
};
use crate::amount::{self, Amount, Unit, parse_figure};
use crate::budget::Budget;
use crate::checks::report::{Check, Note, Origin, Reason, Severity, Shape, Verdict};
use crate::checks::{Kind, Operand, Rule, Term};
use rust_decimal::Decimal;
use std::cmp::Ordering;

pub(super) fn copies(rule: &'static Rule, operands: Vec<Operand>, budget: &Budget) -> Option<Check> {
    let mut operands: Vec<Term> = operands.into_iter().map(|operand| Term { sign: 1, operand }).collect();
    operands.retain(|term| !is_total_left_blank(term.operand, budget));
    if operands.len() < 2 || all_blank(&operands, budget) {
        return None;
    }
    if let Some(reason) = obstacle(&operands, budget) {
        return Some(not_checked(of_figures(rule, Shape::Copies, operands, budget), reason));
    }
    let unit = finest(&signed_amounts(&operands, budget));
    let values: Option<Vec<Copy>> =
        operands.iter().map(|term| Copy::of(term.operand, unit, budget)).collect();
    let Some(values) = values else {
        return Some(not_checked(of_figures(rule, Shape::Copies, operands, budget), Reason::TooLarge));
    };
    let reference = reference(&values)?;
    let (worst, at) = values
        .iter()
        .zip(0..)
        .map(|(copy, at)| (copy.against(&reference), at))
        .max_by_key(|&(verdict, at)| (rank(verdict), std::cmp::Reverse(at)))?;
    let odd = values.get(at)?;
    // The odd one out stands first: it is the figure to look at.
    if worst != Verdict::Exact {
        let odd = operands.remove(at);
        operands.insert(0, odd);
    }
    let mut check = of_figures(rule, Shape::Copies, operands, budget);
    check.residual = amount::difference(odd.value, reference.value).map(|apart| apart.normalize());
    let bound = if odd.delta == reference.delta { Decimal::ZERO } else { odd.delta.max(reference.delta) };
    check.bound = Some(bound.normalize());
    let cut_off = worst == Verdict::Contradiction && rule.kind == Kind::Claim && odd.is_cut_off(&reference);
    let last_digit = worst == Verdict::Contradiction && odd.is_one_hundredth_off(&reference);
    let mut check = concluded(check, worst);
    if last_digit {
        // Tables are rounded each for itself, and their digits fitted so that they add up.
        check.severity = Severity::Info;
    }
    if worst == Verdict::Contradiction
        && rule.kind == Kind::Claim
        && is_doubled(&check, &reference, unit, budget)
    {
        // A text layer repeats digits that the page shows once.
        (check.severity, check.origin) = (Severity::Info, Origin::Extraction);
    }
    if cut_off {
        // Sentences often leave digits off without rounding; nobody need put that right.
        (check.severity, check.note) = (Severity::Info, Some(Note::Truncated));
    }
    Some(trifling(check, unit))
}

/// Whether the first figure, a sentence's, says the same as the others without one of two equal digits in a row.
fn is_doubled(check: &Check, reference: &Copy, unit: Unit, budget: &Budget) -> bool {
    let Some(Term { operand: odd @ Operand::Claim(_), .. }) = check.operands.first() else { return false };
    let (Some(amount), printed) = (odd.amount(budget), odd.printed(budget)) else { return false };
    let digits: Vec<char> = printed.chars().collect();
    for (at, pair) in digits.windows(2).enumerate() {
        let &[first, second] = pair else { continue };
        if first != second || !first.is_ascii_digit() || first == '0' {
            continue;
        }
        let mut once = digits.clone();
        once.remove(at);
        let once = parse_figure(&once.into_iter().collect::<String>());
        let Ok(Some(value)) = once else { continue };
        let meant = Amount::new(value, amount.unit());
        if let Some((value, delta)) = meant.in_unit(unit).map(Amount::value).zip(meant.delta_in(unit))
            && (Copy { value, delta }).against(reference) != Verdict::Contradiction
        {
            return true;
        }
    }
    false
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
    fn of(operand: Operand, unit: Unit, budget: &Budget) -> Option<Self> {
        let Some(amount) = operand.amount(budget) else {
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

    /// Whether two copies differ by one unit of their last digit, the second decimal or a later one.
    fn is_one_hundredth_off(&self, other: &Self) -> bool {
        let unit = amount::sum(self.delta, self.delta);
        let apart = amount::difference(self.value, other.value).map(|apart| apart.abs());
        self.delta == other.delta && self.delta < amount::half_unit(1) && apart == unit
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
