//! One cause, one finding: says of each check that does not hold which other check it follows from.

use super::places::Places;
use super::report::{Check, Severity, Verdict};
use super::{Kind, Operand, Term};
use crate::budget::Budget;
use crate::order;
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Sets the cause of every check that follows from another one.
pub(super) fn group(checks: &mut [Check], budget: &Budget, places: &Places) {
    contradictions(checks, places);
    digits_off(checks);
    roundings(checks, budget, places);
    to_roots(checks);
}

/// A cause that follows from another check gives way to that one.
fn to_roots(checks: &mut [Check]) {
    for at in 0..checks.len() {
        let cause = |at: usize| checks.get(at).and_then(|check| check.cause);
        let Some(first) = cause(at) else { continue };
        let (mut root, mut steps) = (first, 0);
        while let Some(next) = cause(root).filter(|_| steps < checks.len()) {
            (root, steps) = (next, steps + 1);
        }
        if root != first
            && let Some(check) = checks.get_mut(at)
        {
            check.cause = Some(root);
        }
    }
}

/// Contradictions that share a figure are one cause: the figure that the most of them hold, and that the fewest
/// relations in order hold, is the one to look at. The tightest check of that figure speaks for the others.
fn contradictions(checks: &mut [Check], places: &Places) {
    let failing = indices(checks, |check| check.verdict == Verdict::Contradiction);
    let in_order = indices(checks, |check| matches!(check.verdict, Verdict::Exact | Verdict::Rounding));
    let mut suspects = Suspects::new(&failing, &in_order, places);
    while let Some((suspect, mut group)) = suspects.next() {
        order::by_key(&mut group, |&i| {
            let Some(check) = checks.get(i) else { return (Reverse(None), true, usize::MAX) };
            let is_first = places.of(i).first() == Some(&suspect);
            // What hardly matters never hides what does.
            let severity = Reverse(Some(check.severity));
            (severity, !(is_first && check.rule.kind == Kind::Copy), check.operands.len())
        });
        follow(checks, &group);
    }
}

/// Percentages that are one unit of their last digit off, and amounts whose digits were left off, are one finding of a
/// document.
fn digits_off(checks: &mut [Check]) {
    let off = indices(checks, |check| {
        let is_off = match check.verdict {
            Verdict::Contradiction => check.severity == Severity::Info,
            Verdict::Boundary => check.severity == Severity::Info && check.rule.kind == Kind::Ratio,
            _ => false,
        };
        is_off && check.said.is_none() && check.cause.is_none()
    });
    follow(checks, &off);
    let Some((first, others)) = off.split_first() else { return };
    // What followed from one of the others has the same cause as they.
    for check in checks {
        if check.cause.is_some_and(|cause| others.binary_search(&cause).is_ok()) {
            check.cause = Some(*first);
        }
    }
}

/// The figures of failing checks, the most suspicious first: the one that the most of them hold, of several the one that
/// the fewest others hold, then the first. The checks of each are taken away before the next is looked for.
struct Suspects<'a> {
    places: &'a Places,
    /// The failing checks, and whether each was taken away.
    failing: Vec<(usize, bool)>,
    /// How many are left.
    left: usize,
    /// The figures of the failing checks by place, those of one place in their order.
    stands: Vec<Stand>,
    /// Of each place the first of its stands that may be left.
    first: Vec<usize>,
    /// How often each place stands in those left.
    seen: Vec<usize>,
    /// How often each place stands in checks in order.
    holding: Vec<usize>,
    /// What is still to be looked at. A place only ever becomes less suspicious, so one that still is what it was when it
    /// was put there is the most suspicious of all.
    queue: BinaryHeap<Suspicion>,
}

/// A figure of a failing check.
struct Stand {
    place: usize,
    /// Its number among all figures of failing checks.
    number: usize,
    /// Index into [`Suspects::failing`].
    check: usize,
}

/// How often a place stands in failing checks, how often in others, the first stand that is left, and the place.
type Suspicion = (usize, Reverse<usize>, Reverse<usize>, usize);

impl<'a> Suspects<'a> {
    fn new(failing: &[usize], in_order: &[usize], places: &'a Places) -> Self {
        let mut stands = Vec::new();
        for (check, &at) in failing.iter().enumerate() {
            for &place in places.of(at) {
                stands.push(Stand { place, number: stands.len(), check });
            }
        }
        order::by_key(&mut stands, |stand| stand.place);
        let mut first = vec![0; places.count()];
        for (at, stand) in stands.iter().enumerate().rev() {
            if let Some(first) = first.get_mut(stand.place) {
                *first = at;
            }
        }
        let mut suspects = Self {
            places,
            seen: places.counted(failing),
            holding: places.counted(in_order),
            failing: failing.iter().map(|&check| (check, false)).collect(),
            left: failing.len(),
            stands,
            first,
            queue: BinaryHeap::new(),
        };
        for place in 0..places.count() {
            let suspicion = suspects.suspicion(place);
            suspects.queue.extend(suspicion);
        }
        suspects
    }

    /// Nothing of a place that stands only once in the checks left.
    fn suspicion(&mut self, place: usize) -> Option<Suspicion> {
        let count = |counts: &[usize]| counts.get(place).copied().unwrap_or(0);
        let seen = Some(count(&self.seen)).filter(|&seen| seen > 1)?;
        let first = self.first.get_mut(place)?;
        loop {
            let stand = self.stands.get(*first).filter(|stand| stand.place == place)?;
            if let Some((_, false)) = self.failing.get(stand.check) {
                return Some((seen, Reverse(count(&self.holding)), Reverse(stand.number), place));
            }
            *first += 1;
        }
    }

    /// The next figure with its checks, which are taken away.
    fn next(&mut self) -> Option<(usize, Vec<usize>)> {
        while self.left > 1 {
            let queued = self.queue.pop()?;
            let now = self.suspicion(queued.3);
            if now == Some(queued) {
                return Some((queued.3, self.take_away(queued.3)));
            }
            self.queue.extend(now);
        }
        None
    }

    /// Takes away the checks that hold a place, and gives them.
    fn take_away(&mut self, place: usize) -> Vec<usize> {
        let mut group = Vec::new();
        let first = self.first.get(place).copied().unwrap_or_default();
        let stands = self.stands.get(first..).unwrap_or_default();
        for stand in stands.iter().take_while(|stand| stand.place == place) {
            let Some((at, taken @ false)) = self.failing.get_mut(stand.check) else { continue };
            *taken = true;
            group.push(*at);
            for &held in self.places.of(*at) {
                if let Some(count) = self.seen.get_mut(held) {
                    *count -= 1;
                }
            }
        }
        self.left -= group.len();
        group
    }
}

/// The first of `group` causes the others.
fn follow(checks: &mut [Check], group: &[usize]) {
    let Some((first, others)) = group.split_first() else { return };
    for &other in others {
        if let Some(check) = checks.get_mut(other) {
            check.cause = Some(*first);
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
    let mut roots = Roots { known: Vec::new(), of_part: vec![Vec::new(); same.parents.len()] };
    for at in off {
        let Some(check) = checks.get(at) else { continue };
        let parts = same.parts(at, check);
        match roots.cause(check.residual, &parts) {
            Some(root) => follow(checks, &[root, at]),
            None => roots.add(at, check.residual, parts),
        }
    }
}

/// Sums that are off by rounding and follow from no other.
struct Roots {
    /// Check, residual and ordered parts.
    known: Vec<(usize, Option<Decimal>, Vec<usize>)>,
    /// Of each quantity the indices of those whose first part it is.
    of_part: Vec<Vec<usize>>,
}

impl Roots {
    /// The first that is off by as much and all of whose parts are among these.
    fn cause(&self, residual: Option<Decimal>, parts: &[usize]) -> Option<usize> {
        let first_parts = parts.iter().filter_map(|&part| self.of_part.get(part)).flatten();
        let fits = |at: &&usize| {
            self.known.get(**at).is_some_and(|(_, known, inner)| {
                *known == residual && inner.iter().all(|part| parts.binary_search(part).is_ok())
            })
        };
        let first = first_parts.filter(fits).min()?;
        self.known.get(*first).map(|(root, ..)| *root)
    }

    fn add(&mut self, at: usize, residual: Option<Decimal>, parts: Vec<usize>) {
        if let Some(of_part) = parts.first().and_then(|&part| self.of_part.get_mut(part)) {
            of_part.push(self.known.len());
        }
        self.known.push((at, residual, parts));
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
        let parents = (0..places.count() + budget.quantity_count()).collect();
        let mut same = Self { budget, places, parents };
        for (at, check) in checks.iter().enumerate().filter(|(_, check)| check.rule.kind == Kind::Sum) {
            let operands = || check.operands.iter().zip(places.of(at));
            let mut printed = operands().filter(|(term, _)| term.sign > 0 && !same.is_zero(term));
            if let (Verdict::Exact, Some(whole), Some(part), None) =
                (check.verdict, operands().next(), printed.next(), printed.next())
            {
                same.join(same.root_of(whole), same.root_of(part));
            }
        }
        same
    }

    fn root_of(&self, (term, &place): (&Term, &usize)) -> usize {
        let quantity = match term.operand {
            Operand::Cell(id) => {
                id.of(&self.budget.tables).and_then(|cell| self.budget.quantity_at(&cell.at))
            }
            Operand::Claim(_) => None,
        };
        let mut id = quantity.map_or(place, |quantity| self.places.count() + quantity);
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
    fn parts(&self, at: usize, check: &Check) -> Vec<usize> {
        let mut parts = Vec::new();
        for (term, place) in check.operands.iter().zip(self.places.of(at)) {
            if term.sign > 0 && !self.is_zero(term) {
                parts.push(self.root_of((term, place)));
            }
        }
        order::by_key(&mut parts, |&part| part);
        parts
    }

    fn is_zero(&self, term: &Term) -> bool {
        term.operand.amount(self.budget).is_none_or(|amount| amount.value().is_zero())
    }
}
