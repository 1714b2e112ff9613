//! The smallest reach `t` at which all rows hold together, found with few of them.
//!
//! Where all printed values satisfy a row, nothing need move. So only the rows that are off are put to the linear program,
//! in groups that share no unknown; a row that their solution breaks is added to its group, until none is broken. Then the
//! solution of the few is one of all.
//!
//! The program is asked at a fixed `t`, at first the greatest that a single row needs. Where it has no solution, the factors
//! that prove so make one equation of the rows, and what that equation needs is the next `t`. It ends at the smallest `t`
//! that all need together, with the equation that needs it.

use super::figures::Figures;
use super::ratio::Ratio;
use super::rows::{Rows, Term};
use super::simplex::{self, Equation, Outcome, Variable};
use crate::order;
use std::cmp::Ordering;

/// How often a group may be put to the program before it is given up.
const MOST_TRIES: usize = 60;

/// A group of rows with their solution.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// Indices of its rows.
    pub rows: Vec<usize>,
    /// The smallest `t` that is known to be needed.
    pub reach: Option<Ratio>,
    /// Whether all rows hold at that `t`.
    pub is_settled: bool,
    /// The rows with their factors that need it; none where a single row does.
    pub refutation: Vec<(usize, i128)>,
    tries: usize,
}

/// Solves the rows; every group of rows that are off, settled or given up.
pub(super) fn solve(rows: &Rows, figures: &Figures) -> Vec<Group> {
    let mut solver = Solver {
        rows,
        figures,
        groups: Vec::new(),
        group_of_row: vec![None; rows.rows.len()],
        group_of_figure: vec![None; figures.len()],
        moves: vec![Ratio::ZERO; figures.len()],
    };
    let mut waiting = Vec::new();
    for (at, row) in rows.rows.iter().enumerate() {
        if !row.holds() {
            waiting.push(solver.put(at, None));
        }
    }
    while let Some(at) = waiting.pop() {
        if solver.settle(at) == Some(Next::Again) {
            waiting.push(at);
        }
    }
    solver.groups.retain(|group| !group.rows.is_empty());
    solver.groups
}

/// What becomes of a group that was put to the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// It has more rows or another `t` now.
    Again,
    Settled,
}

struct Solver<'a> {
    rows: &'a Rows,
    figures: &'a Figures,
    groups: Vec<Group>,
    group_of_row: Vec<Option<usize>>,
    group_of_figure: Vec<Option<usize>>,
    /// By how much each unknown differs from what is printed.
    moves: Vec<Ratio>,
}

impl Solver<'_> {
    /// Puts a row into a group, or a new one, and with it all groups that share its unknowns; returns the group.
    fn put(&mut self, row: usize, group: Option<usize>) -> usize {
        let at = group.unwrap_or(self.groups.len());
        if group.is_none() {
            self.groups.push(Group::default());
        }
        let mut added = vec![row];
        while let Some(row) = added.pop() {
            let Some(slot) = self.group_of_row.get_mut(row).filter(|slot| **slot != Some(at)) else {
                continue;
            };
            *slot = Some(at);
            if let Some(group) = self.groups.get_mut(at) {
                group.rows.push(row);
            }
            for &(figure, _) in self.rows.get(row).map_or(&[][..], |row| &row.terms) {
                let Some(owner) = self.group_of_figure.get_mut(figure) else { continue };
                if let Some(other) = owner.replace(at).filter(|other| *other != at)
                    && let Some(other) = self.groups.get_mut(other)
                {
                    let other = std::mem::take(other);
                    added.extend(other.rows);
                    self.take_over(at, other.reach, other.refutation, other.tries);
                }
            }
        }
        at
    }

    /// What another group needed, a group needs that takes its rows over.
    fn take_over(&mut self, at: usize, reach: Option<Ratio>, refutation: Vec<(usize, i128)>, tries: usize) {
        let Some(group) = self.groups.get_mut(at) else { return };
        group.tries += tries;
        let greater = match (group.reach, reach) {
            (Some(own), Some(other)) => other.compare(own) == Some(Ordering::Greater),
            (own, _) => own.is_none(),
        };
        if greater {
            (group.reach, group.refutation) = (reach, refutation);
        }
    }

    /// Puts a group to the program once. Nothing when it is given up.
    fn settle(&mut self, at: usize) -> Option<Next> {
        let group = self.groups.get_mut(at).filter(|group| !group.rows.is_empty() && !group.is_settled)?;
        group.tries += 1;
        if group.tries > MOST_TRIES {
            return None;
        }
        order::by(&mut group.rows, &Ord::cmp);
        let (of_group, mut reach) = (group.rows.clone(), group.reach.unwrap_or(Ratio::ZERO));
        for row in of_group.iter().filter_map(|&row| self.rows.get(row)) {
            let needed = needed(&row.terms, row.is_order, self.figures)?;
            if needed.compare(reach)? == Ordering::Greater {
                reach = needed;
            }
        }
        self.groups.get_mut(at)?.reach = Some(reach);
        let program = self.program(at, &of_group, reach)?;
        match simplex::solve(&program.variables, &program.equations)? {
            Outcome::Refuted(factors) => {
                let mut refutation = Vec::new();
                for (&row, factor) in of_group.iter().zip(factors) {
                    if factor != 0 {
                        refutation.push((row, factor));
                    }
                }
                let needed = needed(&combined(&refutation, self.rows)?, false, self.figures)?;
                let group = self.groups.get_mut(at)?;
                if needed.compare(reach)? != Ordering::Greater {
                    return None;
                }
                (group.reach, group.refutation) = (Some(needed), refutation);
                Some(Next::Again)
            }
            Outcome::Values(values) => self.moved(at, program.moves(&values, reach)?),
        }
    }

    /// The program of rows at a reach.
    fn program(&self, at: usize, of_group: &[usize], reach: Ratio) -> Option<Program> {
        let mut program = Program::default();
        let mut known: Vec<usize> = Vec::new();
        for row in of_group.iter().filter_map(|&row| self.rows.get(row)) {
            known.extend(row.terms.iter().map(|&(figure, _)| figure));
        }
        order::by(&mut known, &Ord::cmp);
        known.dedup();
        for &number in &known {
            let figure = self.figures.get(number);
            // What stands in no row outside of the group moves first: nothing else is broken by it.
            let outside = self.rows.with(number).filter(|row| self.group_of_row.get(*row) != Some(&Some(at)));
            let cost = i128::try_from(outside.count()).ok()?;
            let up = figure.delta.checked_mul(reach.numerator)?;
            let down = figure.down().checked_mul(reach.numerator)?;
            program.up.push((number, program.variables.len()));
            program.variables.push(Variable { most: Some(up), cost });
            program.variables.push(Variable { most: Some(down), cost });
        }
        for row in of_group.iter().filter_map(|&row| self.rows.get(row)) {
            let mut terms = Vec::with_capacity(row.terms.len() * 2 + 1);
            for &(figure, weight) in &row.terms {
                let at = program.up.binary_search_by_key(&figure, |(figure, _)| *figure).ok()?;
                let (_, up) = *program.up.get(at)?;
                terms.extend([(up, weight), (up + 1, -weight)]);
            }
            if row.is_order {
                terms.push((program.variables.len(), 1));
                program.variables.push(Variable { most: None, cost: 0 });
            }
            let right = row.right.checked_mul(reach.denominator)?;
            program.equations.push(Equation { terms, right });
        }
        Some(program)
    }

    /// Moves the unknowns of a group and adds the rows that this breaks.
    fn moved(&mut self, at: usize, moves: Vec<(usize, Ratio)>) -> Option<Next> {
        let mut touched = Vec::new();
        for (figure, by) in moves {
            if let Some(known) = self.moves.get_mut(figure)
                && *known != by
            {
                *known = by;
                touched.push(figure);
            }
        }
        let mut broken = Vec::new();
        for figure in touched {
            for row in self.rows.with(figure) {
                if self.group_of_row.get(row) != Some(&Some(at)) && !self.holds(row)? {
                    broken.push(row);
                }
            }
        }
        if broken.is_empty() {
            self.groups.get_mut(at)?.is_settled = true;
            return Some(Next::Settled);
        }
        for row in broken {
            self.put(row, Some(at));
        }
        Some(Next::Again)
    }

    /// Whether the moved values satisfy a row. Nothing when the numbers do not suffice.
    fn holds(&self, row: usize) -> Option<bool> {
        let row = self.rows.get(row)?;
        let mut sum = Ratio::ZERO;
        for &(figure, weight) in &row.terms {
            let by = self.moves.get(figure).copied().unwrap_or(Ratio::ZERO);
            if !by.is_zero() {
                sum = sum.plus(by.times(weight)?)?;
            }
        }
        let against = sum.compare(Ratio::whole(row.right))?;
        Some(against == Ordering::Equal || (row.is_order && against == Ordering::Less))
    }
}

/// A linear program over the deviations of a group, in units of the denominator of the reach.
#[derive(Default)]
struct Program {
    variables: Vec<Variable>,
    equations: Vec<Equation>,
    /// The unknowns, in order, each with the variable that says how far up it moves; behind that stands how far down.
    up: Vec<(usize, usize)>,
}

impl Program {
    fn moves(&self, values: &[(i128, i128)], reach: Ratio) -> Option<Vec<(usize, Ratio)>> {
        let mut moves = Vec::with_capacity(self.up.len());
        for &(figure, up) in &self.up {
            let of = |at: usize| values.get(at).and_then(|&(above, below)| Ratio::new(above, below));
            let by = of(up)?.minus(of(up + 1)?)?;
            let by = Ratio::new(by.numerator, by.denominator.checked_mul(reach.denominator)?)?;
            moves.push((figure, by));
        }
        Some(moves)
    }
}

/// The weighted sum of rows: every unknown once, in order; those that cancel out are left out.
pub(super) fn combined(factors: &[(usize, i128)], rows: &Rows) -> Option<Vec<Term>> {
    let mut terms: Vec<Term> = Vec::new();
    for &(row, factor) in factors {
        for &(figure, weight) in &rows.get(row)?.terms {
            terms.push((figure, weight.checked_mul(factor)?));
        }
    }
    order::by_key(&mut terms, |&(figure, _)| figure);
    let mut once: Vec<Term> = Vec::new();
    for (figure, weight) in terms {
        match once.last_mut() {
            Some((last, sum)) if *last == figure => *sum = sum.checked_add(weight)?,
            _ => once.push((figure, weight)),
        }
    }
    once.retain(|&(_, weight)| weight != 0);
    let common = once.iter().fold(0, |common, &(_, weight)| simplex::gcd(common, weight));
    once.iter_mut().for_each(|(_, weight)| *weight /= common);
    Some(once)
}

/// The smallest `t` at which a weighted sum can be zero, or at most zero. Nothing when there is none.
pub(super) fn needed(terms: &[Term], is_order: bool, figures: &Figures) -> Option<Ratio> {
    // What the printed values make of it, and how far each unit of `t` lets them rise and fall.
    let (mut sum, mut rise, mut fall) = (0i128, 0i128, 0i128);
    for &(number, weight) in terms {
        let figure = figures.get(number);
        let (up, down) = (figure.delta.checked_mul(weight.abs())?, figure.down().checked_mul(weight.abs())?);
        let (up, down) = if weight > 0 { (up, down) } else { (down, up) };
        (rise, fall) = (rise.checked_add(up)?, fall.checked_add(down)?);
        sum = sum.checked_add(figure.value.checked_mul(weight)?)?;
    }
    match sum.cmp(&0) {
        Ordering::Equal => Some(Ratio::ZERO),
        Ordering::Less if is_order => Some(Ratio::ZERO),
        Ordering::Less => Ratio::new(sum.checked_neg()?, rise),
        Ordering::Greater => Ratio::new(sum, fall),
    }
}
