//! All relations together: the smallest reach of rounding, as a multiple `t` of half the last digit, at which every one of
//! them can hold at once. Below 1 rounding explains the document; above 1 no true values can, even where every single
//! relation is in order.
//!
//! Sums, orders and copies take part. Percentages do not: they may have been worked out from the printed figures, so that
//! the true ones need not satisfy them.

mod figures;
mod proof;
mod ratio;
mod rows;
mod simplex;
mod solve;
#[cfg(test)]
mod tests;

use super::places::Places;
use super::report::{Check, System, Verdict};
use super::zeros::Zeros;
use crate::budget::Budget;
use figures::Figures;
pub use proof::Derived;
use ratio::Ratio;
use rows::Rows;
use rust_decimal::{Decimal, RoundingStrategy};
use solve::Group;
use std::cmp::Ordering;

/// What all relations together amount to.
pub(super) struct Together {
    /// The verdict on all of them.
    pub system: System,
    /// Equations that follow from relations which hold singly and that cannot hold, as checks of a rule.
    pub derived: Vec<Derived>,
}

/// Judges all relations together.
pub(super) fn together(checks: &[Check], places: &Places, budget: &Budget, zeros: &Zeros) -> Together {
    let figures = Figures::of(checks, places, budget, zeros);
    let rows = Rows::of(checks, places, &figures, false);
    let mut groups = solve::solve(&rows, &figures);
    let mut derived = Vec::new();
    for group in &groups {
        if is_above_one(group)
            && let Some(found) = proof::derive(&group.refutation, &rows, &figures, checks, places)
        {
            derived.push(found);
        }
    }
    let contradicted =
        checks.iter().any(|check| check.verdict == Verdict::Contradiction && check.is_linear());
    if contradicted {
        let all = Rows::of(checks, places, &figures, true);
        groups.extend(solve::solve(&all, &figures));
    }
    let reach = greatest(&groups);
    let related = checks.iter().any(|check| check.is_linear() && check.verdict != Verdict::NotChecked);
    let verdict = match reach.and_then(|reach| reach.compare(Ratio::whole(1))) {
        _ if contradicted => Verdict::Contradiction,
        Some(Ordering::Greater) => Verdict::Contradiction,
        _ if !related || groups.iter().any(|group| !group.is_settled) => Verdict::NotChecked,
        Some(Ordering::Equal) => Verdict::Boundary,
        Some(Ordering::Less) if reach.is_some_and(|reach| !reach.is_zero()) => Verdict::Rounding,
        Some(Ordering::Less) => Verdict::Exact,
        None => Verdict::NotChecked,
    };
    let ratio = if verdict == Verdict::NotChecked { None } else { reach.and_then(decimal) };
    Together { system: System { verdict, ratio, proof: None }, derived }
}

fn is_above_one(group: &Group) -> bool {
    group.reach.and_then(|reach| reach.compare(Ratio::whole(1))) == Some(Ordering::Greater)
}

/// The greatest reach of the groups, zero without any. Nothing when the numbers do not suffice.
fn greatest(groups: &[Group]) -> Option<Ratio> {
    let mut greatest = Ratio::ZERO;
    for reach in groups.iter().filter_map(|group| group.reach) {
        if reach.compare(greatest)? == Ordering::Greater {
            greatest = reach;
        }
    }
    Some(greatest)
}

/// With four decimals, rounded so that it stays on its side of 0 and of 1.
fn decimal(reach: Ratio) -> Option<Decimal> {
    let of = |number| Decimal::try_from_i128_with_scale(number, 0).ok();
    let exact = of(reach.numerator)?.checked_div(of(reach.denominator)?)?;
    let rounded = exact.round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero);
    if rounded.is_zero() && !exact.is_zero() {
        return Some(exact.round_dp_with_strategy(4, RoundingStrategy::AwayFromZero));
    }
    let strategy = match (exact.cmp(&Decimal::ONE), rounded.cmp(&Decimal::ONE)) {
        (Ordering::Less, Ordering::Equal) => RoundingStrategy::ToZero,
        (Ordering::Greater, Ordering::Equal) => RoundingStrategy::AwayFromZero,
        _ => return Some(rounded.normalize()),
    };
    Some(exact.round_dp_with_strategy(4, strategy).normalize())
}
