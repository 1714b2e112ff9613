//! One cause, one finding: says of each check that does not hold which other check it follows from.

use super::Kind;
use super::report::{Check, Judged, Verdict};
use crate::address::Address;
use crate::budget::{Budget, Coordinate};
use crate::order;
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// Sets the cause of every check that follows from another one.
pub(super) fn group(checks: &mut [Check], budget: &Budget) {
    contradictions(checks);
    roundings(checks, budget);
}

/// Contradictions that share a figure are one cause: the figure that the most of them hold, and that the fewest
/// relations in order hold, is the one to look at. The tightest check of that figure speaks for the others.
fn contradictions(checks: &mut [Check]) {
    let mut failing: Vec<usize> = indices(checks, |check| check.verdict == Verdict::Contradiction);
    let mut holding: HashMap<Address, usize> = HashMap::new();
    for check in checks.iter().filter(|check| matches!(check.verdict, Verdict::Exact | Verdict::Rounding)) {
        for judged in &check.operands {
            *holding.entry(judged.operand.at.clone()).or_default() += 1;
        }
    }
    while failing.len() > 1 {
        let mut seen: HashMap<&Address, usize> = HashMap::new();
        let mut order: Vec<&Address> = Vec::new();
        for judged in failing.iter().filter_map(|&i| checks.get(i)).flat_map(|check| &check.operands) {
            let at = &judged.operand.at;
            let count = seen.entry(at).or_insert(0);
            *count += 1;
            if *count == 1 {
                order.push(at);
            }
        }
        let weight = |at: &Address| {
            (seen.get(at).copied().unwrap_or(0), Reverse(holding.get(at).copied().unwrap_or(0)))
        };
        let Some(suspect) = order.iter().rev().max_by_key(|at| weight(at)).map(|at| (*at).clone()) else {
            return;
        };
        if seen.get(&suspect).copied().unwrap_or(0) < 2 {
            return;
        }
        let (mut group, rest): (Vec<usize>, Vec<usize>) =
            failing.iter().partition(|&&i| checks.get(i).is_some_and(|check| names(check, &suspect)));
        let tightness = |i: &usize| {
            let Some(check) = checks.get(*i) else { return (true, usize::MAX) };
            let is_first = check.at() == Some(&suspect);
            (!(is_first && check.rule.kind == Kind::Copy), check.operands.len())
        };
        order::by_key(&mut group, tightness);
        follow(checks, &group);
        failing = rest;
    }
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
fn roundings(checks: &mut [Check], budget: &Budget) {
    let mut off: Vec<usize> = indices(checks, |check| {
        check.rule.kind == Kind::Sum && matches!(check.verdict, Verdict::Rounding | Verdict::Boundary)
    });
    order::by_key(&mut off, |&i| checks.get(i).map_or(0, |check| check.operands.len()));
    let same = Same::new(checks, budget);
    let mut roots: Vec<(usize, Option<Decimal>, HashSet<usize>)> = Vec::new();
    for at in off {
        let Some(check) = checks.get(at) else { continue };
        let parts = same.parts(check, budget);
        let cause =
            roots.iter().find(|(_, residual, inner)| *residual == check.residual && inner.is_subset(&parts));
        match cause.map(|(root, ..)| *root) {
            Some(root) => follow(checks, &[root, at]),
            None => roots.push((at, check.residual, parts)),
        }
    }
}

fn indices(checks: &[Check], wanted: impl Fn(&Check) -> bool) -> Vec<usize> {
    checks.iter().enumerate().filter(|(_, check)| wanted(check)).map(|(i, _)| i).collect()
}

/// Which figures are the same quantity: printed copies, and totals with a single part that is not zero.
struct Same {
    ids: HashMap<Key, usize>,
    parents: Vec<usize>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Quantity(Coordinate),
    Place(Address),
}

impl Key {
    fn of(at: &Address, budget: &Budget) -> Self {
        let coordinate = match at {
            Address::Cell(cell) => budget.coordinate_at(cell),
            Address::Sentence(_) => None,
        };
        coordinate.map_or_else(|| Self::Place(at.clone()), |coordinate| Self::Quantity(coordinate.clone()))
    }
}

impl Same {
    fn new(checks: &[Check], budget: &Budget) -> Self {
        let mut same = Self { ids: HashMap::new(), parents: Vec::new() };
        for check in checks.iter().filter(|check| check.rule.kind == Kind::Sum) {
            for judged in &check.operands {
                same.id(Key::of(&judged.operand.at, budget));
            }
            let mut printed = check.operands.iter().filter(|judged| judged.sign > 0 && !is_zero(judged));
            if let (Verdict::Exact, Some(whole), Some(part), None) =
                (check.verdict, check.operands.first(), printed.next(), printed.next())
            {
                let whole = same.id(Key::of(&whole.operand.at, budget));
                let part = same.id(Key::of(&part.operand.at, budget));
                same.join(whole, part);
            }
        }
        same
    }

    fn id(&mut self, key: Key) -> usize {
        let next = self.parents.len();
        let id = *self.ids.entry(key).or_insert(next);
        if id == next {
            self.parents.push(next);
        }
        id
    }

    fn root(&self, mut id: usize) -> usize {
        while let Some(&parent) = self.parents.get(id)
            && parent != id
        {
            id = parent;
        }
        id
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(parent) = self.parents.get_mut(a.max(b)) {
            *parent = a.min(b);
        }
    }

    fn parts(&self, check: &Check, budget: &Budget) -> HashSet<usize> {
        let parts = check.operands.iter().filter(|judged| judged.sign > 0 && !is_zero(judged));
        let ids = parts.filter_map(|judged| self.ids.get(&Key::of(&judged.operand.at, budget)));
        ids.map(|&id| self.root(id)).collect()
    }
}

fn is_zero(judged: &Judged) -> bool {
    judged.operand.amount().is_none_or(|amount| amount.value().is_zero())
}
