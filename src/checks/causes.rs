//! One cause, one finding: says of each check that does not hold which other check it follows from.

use super::Kind;
use super::report::{Check, Judged, Verdict};
use crate::address::Address;
use crate::budget::Budget;
use crate::order;
use rust_decimal::Decimal;
use std::cmp::Reverse;

/// Sets the cause of every check that follows from another one.
pub(super) fn group(checks: &mut [Check], budget: &Budget) {
    let places = Places::new(checks);
    contradictions(checks, &places);
    roundings(checks, budget, &places);
}

/// The places of all figures that were checked, in order; their indices stand for them.
struct Places(Vec<Address>);

impl Places {
    fn new(checks: &[Check]) -> Self {
        let mut all = Vec::new();
        for check in checks {
            for judged in &check.operands {
                all.push(judged.operand.at.clone());
            }
        }
        order::by(&mut all, &Ord::cmp);
        all.dedup();
        Self(all)
    }

    fn number(&self, at: &Address) -> usize {
        self.0.binary_search(at).unwrap_or_default()
    }
}

/// Contradictions that share a figure are one cause: the figure that the most of them hold, and that the fewest
/// relations in order hold, is the one to look at. The tightest check of that figure speaks for the others.
fn contradictions(checks: &mut [Check], places: &Places) {
    let mut failing: Vec<usize> = indices(checks, |check| check.verdict == Verdict::Contradiction);
    let mut holding = vec![0usize; places.0.len()];
    for check in checks.iter() {
        if matches!(check.verdict, Verdict::Exact | Verdict::Rounding) {
            raise(&mut holding, check, places);
        }
    }
    while failing.len() > 1 {
        let mut seen = vec![0usize; places.0.len()];
        for check in failing.iter().filter_map(|&i| checks.get(i)) {
            raise(&mut seen, check, places);
        }
        let Some(suspect) = suspect(checks, &failing, places, &seen, &holding).cloned() else { return };
        let (mut group, mut rest) = (Vec::new(), Vec::new());
        for &i in &failing {
            let of_suspect = checks.get(i).is_some_and(|check| names(check, &suspect));
            (if of_suspect { &mut group } else { &mut rest }).push(i);
        }
        order::by_key(&mut group, |&i| {
            let Some(check) = checks.get(i) else { return (true, usize::MAX) };
            let is_first = check.at() == Some(&suspect);
            (!(is_first && check.rule.kind == Kind::Copy), check.operands.len())
        });
        follow(checks, &group);
        failing = rest;
    }
}

fn raise(counts: &mut [usize], check: &Check, places: &Places) {
    for judged in &check.operands {
        if let Some(count) = counts.get_mut(places.number(&judged.operand.at)) {
            *count += 1;
        }
    }
}

/// The figure that the most failing checks hold, of several the one that the fewest others hold, then the first;
/// none that only one of them holds.
fn suspect<'a>(
    checks: &'a [Check],
    failing: &[usize],
    places: &Places,
    seen: &[usize],
    holding: &[usize],
) -> Option<&'a Address> {
    let mut best: Option<((usize, Reverse<usize>), &Address)> = None;
    for check in failing.iter().filter_map(|&i| checks.get(i)) {
        for judged in &check.operands {
            let at = &judged.operand.at;
            let number = places.number(at);
            let count = |counts: &[usize]| counts.get(number).copied().unwrap_or(0);
            let weight = (count(seen), Reverse(count(holding)));
            if weight.0 > 1 && best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, at));
            }
        }
    }
    best.map(|(_, at)| at)
}

fn names(check: &Check, at: &Address) -> bool {
    check.operands.iter().any(|judged| judged.operand.at == *at)
}

/// The first of `group` causes the others.
fn follow(checks: &mut [Check], group: &[usize]) {
    let Some((first, others)) = group.split_first() else { return };
    let Some(cause) = checks.get(*first).map(|check| check.id.clone()) else { return };
    for &other in others {
        if let Some(check) = checks.get_mut(other) {
            check.cause = Some(cause.clone());
        }
    }
}

/// A sum that is off by rounding causes every other sum that holds all its parts and is off by as much.
fn roundings(checks: &mut [Check], budget: &Budget, places: &Places) {
    let mut off: Vec<usize> = indices(checks, |check| {
        check.rule.kind == Kind::Sum && matches!(check.verdict, Verdict::Rounding | Verdict::Boundary)
    });
    order::by_key(&mut off, |&i| checks.get(i).map_or(0, |check| check.operands.len()));
    let same = Same::new(checks, budget, places);
    let mut roots: Vec<(usize, Option<Decimal>, Vec<usize>)> = Vec::new();
    for at in off {
        let Some(check) = checks.get(at) else { continue };
        let parts = same.parts(check);
        let cause = roots.iter().find(|(_, residual, inner)| {
            *residual == check.residual
                && !inner.is_empty()
                && inner.iter().all(|part| parts.binary_search(part).is_ok())
        });
        match cause.map(|(root, ..)| *root) {
            Some(root) => follow(checks, &[root, at]),
            None => roots.push((at, check.residual, parts)),
        }
    }
}

fn indices(checks: &[Check], wanted: impl Fn(&Check) -> bool) -> Vec<usize> {
    let mut found = Vec::new();
    for (at, check) in checks.iter().enumerate() {
        if wanted(check) {
            found.push(at);
        }
    }
    found
}

/// Which figures are the same quantity: printed copies, and totals with a single part that is not zero.
struct Same<'a> {
    budget: &'a Budget,
    places: &'a Places,
    /// Of each place, and behind the places of each quantity, one that it is the same as; in the end itself.
    parents: Vec<usize>,
}

impl<'a> Same<'a> {
    fn new(checks: &[Check], budget: &'a Budget, places: &'a Places) -> Self {
        let parents = (0..places.0.len() + budget.quantities().count()).collect();
        let mut same = Self { budget, places, parents };
        for check in checks.iter().filter(|check| check.rule.kind == Kind::Sum) {
            let mut printed = check.operands.iter().filter(|judged| judged.sign > 0 && !is_zero(judged));
            if let (Verdict::Exact, Some(whole), Some(part), None) =
                (check.verdict, check.operands.first(), printed.next(), printed.next())
            {
                same.join(same.root_of(whole), same.root_of(part));
            }
        }
        same
    }

    fn root_of(&self, judged: &Judged) -> usize {
        let at = &judged.operand.at;
        let quantity = match at {
            Address::Cell(cell) => self.budget.quantity_at(cell),
            Address::Sentence(_) => None,
        };
        let mut id =
            quantity.map_or_else(|| self.places.number(at), |quantity| self.places.0.len() + quantity);
        while let Some(&parent) = self.parents.get(id)
            && parent != id
        {
            id = parent;
        }
        id
    }

    fn join(&mut self, a: usize, b: usize) {
        if let Some(parent) = self.parents.get_mut(a.max(b)) {
            *parent = a.min(b);
        }
    }

    /// The quantities of the parts, in order.
    fn parts(&self, check: &Check) -> Vec<usize> {
        let mut parts = Vec::new();
        for judged in &check.operands {
            if judged.sign > 0 && !is_zero(judged) {
                parts.push(self.root_of(judged));
            }
        }
        order::by_key(&mut parts, |&part| part);
        parts
    }
}

fn is_zero(judged: &Judged) -> bool {
    judged.operand.amount().is_none_or(|amount| amount.value().is_zero())
}
