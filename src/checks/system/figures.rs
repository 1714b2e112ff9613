//! Printed amounts as whole numbers, copies merged: the unknowns of the system.

use crate::budget::Budget;
use crate::checks::places::Places;
use crate::checks::report::{Check, Reason, Shape, Verdict};
use crate::checks::zeros::Zeros;
use crate::checks::{Content, Operand, Spot};

/// A printed amount, both numbers in halves of the last digit of the finest amount of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Figure {
    /// What is printed.
    pub value: i128,
    /// How far the true value may lie from it.
    pub delta: i128,
}

impl Figure {
    /// How far the true value may lie below, for each unit of `t`: a printed zero is bounded below by zero.
    pub const fn down(self) -> i128 {
        if self.value == 0 { 0 } else { self.delta }
    }
}

/// What stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// Exactly nothing: a blank, or a zero that stands for one.
    Blank,
    /// An unknown, by number.
    Unknown(usize),
    /// No amount, or one that is too long.
    Nothing,
}

/// The unknowns of a document.
pub(super) struct Figures {
    slots: Vec<Slot>,
    /// By number.
    known: Vec<Figure>,
}

impl Figures {
    /// Equal copies are one unknown, and so are a total and its only part.
    pub(super) fn of(checks: &[Check], places: &Places, budget: &Budget, zeros: &Zeros) -> Self {
        let printed = Printed::of(checks, places, budget, zeros);
        let mut parents: Vec<usize> = (0..places.count()).collect();
        for (at, check) in checks.iter().enumerate() {
            let of_check = places.of(at);
            match (check.shape, check.verdict) {
                (_, Verdict::NotChecked) => {}
                (Shape::Copies, _) => printed.join_equals(of_check, &mut parents),
                (Shape::Sum, Verdict::Exact) => {
                    if let [whole, part] = *printed.amounts(of_check)
                        && of_check.first() == Some(&whole)
                        && check.operands.last().is_some_and(|term| term.sign > 0)
                    {
                        printed.join_equals(&[whole, part], &mut parents);
                    }
                }
                _ => {}
            }
        }
        let mut figures = Self { slots: printed.blanks(), known: Vec::new() };
        let mut numbers: Vec<Option<usize>> = vec![None; places.count()];
        for (place, found) in printed.figures.iter().enumerate() {
            let Some(figure) = found else { continue };
            let root = root(&parents, place);
            let Some(number) = numbers.get_mut(root) else { continue };
            let number = *number.get_or_insert_with(|| {
                figures.known.push(*figure);
                figures.known.len() - 1
            });
            if let Some(slot) = figures.slots.get_mut(place) {
                *slot = Slot::Unknown(number);
            }
        }
        figures
    }

    /// Unknowns that stand at no place.
    #[cfg(test)]
    pub(super) const fn plain(known: Vec<Figure>) -> Self {
        Self { slots: Vec::new(), known }
    }

    pub(super) fn slot(&self, place: usize) -> Slot {
        self.slots.get(place).copied().unwrap_or(Slot::Nothing)
    }

    pub(super) fn len(&self) -> usize {
        self.known.len()
    }

    pub(super) fn get(&self, number: usize) -> Figure {
        self.known.get(number).copied().unwrap_or(Figure { value: 0, delta: 0 })
    }
}

/// The amounts by place.
struct Printed {
    figures: Vec<Option<Figure>>,
    blank: Vec<bool>,
}

impl Printed {
    fn of(checks: &[Check], places: &Places, budget: &Budget, zeros: &Zeros) -> Self {
        let misread = misread(checks, budget);
        let mut amounts = Vec::with_capacity(places.count());
        let (mut blank, mut finest) = (Vec::with_capacity(places.count()), i32::MAX);
        for operand in places.operands() {
            let content = operand.content(budget);
            let nothing = zeros.is_nothing(*operand, budget);
            let is_lost = match operand {
                Operand::Cell(id) => misread.contains(&id.table),
                Operand::Claim(_) => false,
            };
            blank.push(nothing && !is_lost);
            amounts.push(match content {
                Content::Amount(amount) if !nothing && !is_lost => {
                    let exponent = amount.unit().exponent() as i32 - amount.decimals() as i32;
                    finest = finest.min(exponent);
                    Some((amount.value().mantissa(), exponent))
                }
                _ => None,
            });
        }
        let mut figures = Vec::with_capacity(amounts.len());
        for amount in amounts {
            figures.push(amount.and_then(|(mantissa, exponent)| {
                let delta = 10i128.checked_pow(exponent.abs_diff(finest))?;
                Some(Figure { value: mantissa.checked_mul(delta)?.checked_mul(2)?, delta })
            }));
        }
        Self { figures, blank }
    }

    fn at(&self, place: usize) -> Option<Figure> {
        self.figures.get(place).copied().flatten()
    }

    fn amounts(&self, places: &[usize]) -> Vec<usize> {
        let mut amounts = Vec::new();
        for &place in places {
            if self.at(place).is_some() {
                amounts.push(place);
            }
        }
        amounts
    }

    fn join_equals(&self, places: &[usize], parents: &mut [usize]) {
        for (at, &place) in places.iter().enumerate() {
            let equal = |other: &&usize| self.at(place).is_some() && self.at(**other) == self.at(place);
            if let Some(&first) = places.iter().take(at).find(equal) {
                let (a, b) = (root(parents, first), root(parents, place));
                if let Some(parent) = parents.get_mut(a.max(b)) {
                    *parent = a.min(b);
                }
            }
        }
    }

    fn blanks(&self) -> Vec<Slot> {
        self.blank.iter().map(|blank| if *blank { Slot::Blank } else { Slot::Nothing }).collect()
    }
}

/// The tables that were probably misread: what they say is not put together with the others.
fn misread(checks: &[Check], budget: &Budget) -> Vec<u32> {
    let mut tables = Vec::new();
    for check in checks.iter().filter(|check| check.reason == Some(Reason::Misread)) {
        if let Spot::Line { table, .. } = &check.spot {
            tables
                .extend((0..).zip(&budget.tables).filter(|(_, known)| known.id == *table).map(|(at, _)| at));
        }
    }
    tables
}

/// The first place that a place is the same as.
fn root(parents: &[usize], place: usize) -> usize {
    let mut at = place;
    while let Some(&parent) = parents.get(at)
        && parent != at
    {
        at = parent;
    }
    at
}
