//! The figures of a comparison: what is, what was, and what lies between them.

use super::Operand;
use crate::amount::{self, Amount, Unit};
use crate::budget::{Budget, Comparison};
use crate::narrative::{Claim, Direction, Stage};
use rust_decimal::Decimal;

/// A figure that takes part in a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// Where it is kept.
    pub operand: Operand,
    /// What it says.
    pub amount: Amount,
}

/// A change with its direction.
#[derive(Debug, Clone, Copy)]
pub struct Change {
    /// By how much.
    pub figure: Figure,
    /// `1` for a growth, `-1` for a decrease.
    pub sign: i8,
}

/// The amounts of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Compared {
    /// The value of the document's year and stage.
    pub current: Option<Figure>,
    /// Whether a sentence states it, not only a table.
    pub is_said: bool,
    /// The value it is compared with.
    pub previous: Option<Figure>,
    /// What lies between them.
    pub change: Option<Change>,
}

impl Compared {
    /// The amounts of a comparison, those left out whose words leave their meaning open.
    #[must_use]
    pub fn of(budget: &Budget, comparison: &Comparison) -> Self {
        let figure = |at: Option<usize>| {
            let (at, claim) = claim(budget, at)?;
            Some(Figure { operand: Operand::claim(at), amount: claim.said.amount()? })
        };
        let said = figure(comparison.current);
        let change = figure(comparison.change).and_then(|figure| {
            let (_, claim) = claim(budget, comparison.change)?;
            let sign = sign(claim.direction?);
            // 减少-5: either way of reading it is in use.
            let open = figure.amount.value().is_sign_negative() && sign < 0;
            (!open).then_some(Change { figure, sign })
        });
        let printed = || {
            let cell = budget.cell_of_quantity(comparison.quantity?)?;
            Some(Figure { operand: cell.into(), amount: cell.amount()? })
        };
        let current = said.or_else(printed);
        Self { current, is_said: said.is_some(), previous: figure(comparison.previous), change }
    }

    /// The value before, as far as the sentences tell it, in 元 with the reach of rounding.
    #[must_use]
    pub fn before(&self) -> Option<(Decimal, Decimal)> {
        if let Some(previous) = self.previous {
            return in_yuan(previous.amount);
        }
        let (current, current_delta) = in_yuan(self.current?.amount)?;
        let Change { figure, sign } = self.change?;
        let (change, change_delta) = in_yuan(figure.amount)?;
        let before =
            if sign > 0 { amount::difference(current, change) } else { amount::sum(current, change) };
        Some((before?, amount::sum(current_delta, change_delta)?))
    }
}

/// An amount and half a unit of its last digit, in 元.
#[must_use]
pub fn in_yuan(amount: Amount) -> Option<(Decimal, Decimal)> {
    Some((amount.in_unit(Unit::Yuan)?.value(), amount.delta_in(Unit::Yuan)?))
}

/// A claim with its index.
#[must_use]
pub fn claim(budget: &Budget, at: Option<usize>) -> Option<(usize, &Claim)> {
    let at = at?;
    Some((at, budget.narrative.claims.get(at)?))
}

/// Whether the value that it is compared with is a budgeted one.
#[must_use]
pub fn with_plan(comparison: &Comparison) -> bool {
    comparison.previous_time.is_some_and(|time| time.stage == Some(Stage::Budget))
}

/// The sign of a direction.
#[must_use]
pub const fn sign(direction: Direction) -> i8 {
    match direction {
        Direction::Up => 1,
        Direction::Down => -1,
    }
}
