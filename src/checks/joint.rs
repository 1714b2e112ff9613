//! 联立核对: all sums, orders and copies can hold together, not only each by itself.

use super::judge::said;
use super::places::Places;
use super::report::{Basis, Check, Severity, System, Verdict};
use super::system::{self, Together};
use super::zeros::Zeros;
use super::{Kind, Rule, Saying, Spot, needs};
use crate::amount::{self, Amount, Unit};
use crate::budget::Budget;
use rust_decimal::Decimal;

pub static RULE: Rule = Rule {
    id: "joint",
    version: 1,
    kind: Kind::Sum,
    basis: Basis::Arithmetic,
    severity: Severity::Warning,
    needs: &[&needs::TABLES],
    says: &[HOLDS, ROUNDS, EDGE, OPEN, APART, ABOVE],
    // It is judged when all other relations are.
    find: |_, _| {},
};

const HOLDS: Saying = Saying::holds("holds");
const ROUNDS: Saying = Saying { verdict: Verdict::Rounding, ..Saying::holds("rounds") };
const EDGE: Saying = Saying { verdict: Verdict::Boundary, ..Saying::holds("edge") };
const OPEN: Saying = Saying::open("open");
// No single relation is wrong, so there is nothing that must be put right.
const APART: Saying = Saying::fails("apart", Severity::Warning);
const ABOVE: Saying = Saying::fails("above", Severity::Warning);

/// Judges all relations together and adds what that says; `checks` must be all others.
pub(super) fn judge(checks: &mut Vec<Check>, places: &Places, budget: &Budget, zeros: &Zeros) -> System {
    let relations = checks.iter().filter(|check| check.is_linear() && check.verdict != Verdict::NotChecked);
    let relations = relations.count();
    let Together { mut system, derived } = system::together(checks, places, budget, zeros);
    for found in derived {
        let saying = if found.is_order { &ABOVE } else { &APART };
        let operands = found.terms;
        let Some(sides) = Sides::of(&operands, budget) else { continue };
        system.proof.get_or_insert(checks.len());
        let about = operands.iter().map(|term| term.operand).collect();
        let words = vec![
            ("left", sides.left.to_string()),
            ("right", sides.right.to_string()),
            ("relations", found.from.len().to_string()),
        ];
        let check = said(&RULE, saying, about, Spot::Document, words, budget);
        checks.push(Check {
            operands,
            residual: amount::difference(sides.left, sides.right),
            bound: Some(sides.bound),
            resolution: amount::sum(sides.bound, sides.bound),
            from: found.from,
            ..check
        });
    }
    // What cannot be shown is not said: an equation that fits no exact numbers proves nothing to a reader.
    let is_shown = system.proof.is_some()
        || checks.iter().any(|check| check.is_linear() && check.verdict == Verdict::Contradiction);
    if system.verdict == Verdict::Contradiction && !is_shown {
        (system.verdict, system.ratio) = (Verdict::NotChecked, None);
    }
    let saying = match system.verdict {
        Verdict::Exact => &HOLDS,
        Verdict::Rounding => &ROUNDS,
        Verdict::Boundary => &EDGE,
        Verdict::NotChecked if relations > 0 => &OPEN,
        // A contradiction has a check of its own; without relations there is nothing to say.
        Verdict::Contradiction | Verdict::NotChecked => return system,
    };
    let reach = system.ratio.and_then(|ratio| amount::product(ratio, Decimal::ONE_HUNDRED));
    // At its edge, a single relation says so already.
    let at_edge = |check: &Check| check.is_linear() && check.verdict == Verdict::Boundary;
    let cause = checks.iter().position(at_edge).filter(|_| system.verdict == Verdict::Boundary);
    let words = vec![
        ("relations", relations.to_string()),
        ("reach", reach.map(|reach| reach.normalize().to_string()).unwrap_or_default()),
    ];
    checks.push(Check { cause, ..said(&RULE, saying, Vec::new(), Spot::Document, words, budget) });
    system
}

/// Both sides of an equation and how far rounding may move them apart, in the finest unit of its figures.
struct Sides {
    left: Decimal,
    right: Decimal,
    bound: Decimal,
}

impl Sides {
    fn of(terms: &[super::Term], budget: &Budget) -> Option<Self> {
        let mut amounts: Vec<(Decimal, Amount)> = Vec::new();
        for term in terms {
            amounts.push((term.sign.into(), term.operand.amount(budget)?));
        }
        let unit: Unit = amounts.iter().map(|(_, amount)| amount.unit()).min()?;
        let mut sides = Self { left: Decimal::ZERO, right: Decimal::ZERO, bound: Decimal::ZERO };
        for (weight, amount) in amounts {
            let value = amount::product(amount.in_unit(unit)?.value(), weight.abs())?;
            let side = if weight.is_sign_negative() { &mut sides.left } else { &mut sides.right };
            *side = amount::sum(*side, value)?;
            // A printed zero cannot be less.
            if !(amount.value().is_zero() && weight.is_sign_negative()) {
                let delta = amount::product(amount.delta_in(unit)?, weight.abs())?;
                sides.bound = amount::sum(sides.bound, delta)?;
            }
        }
        let Self { left, right, bound } = sides;
        Some(Self { left: left.normalize(), right: right.normalize(), bound: bound.normalize() })
    }
}
