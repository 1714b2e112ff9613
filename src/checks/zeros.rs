//! Printed zeros that stand for exactly nothing: the same quantity is left blank elsewhere, or its parts or its whole are
//! nothing.

use super::{Content, Operand, Relation, Rule};
use crate::budget::Budget;
use crate::tables::FigureId;

/// The printed zeros of a document that are exactly nothing.
#[derive(Debug, Default)]
pub struct Zeros(Vec<FigureId>);

impl Zeros {
    /// Those that follow from the copies and sums among all relations.
    pub(super) fn of(relations: &[(&'static Rule, Relation)], budget: &Budget) -> Self {
        let mut zeros = Self::default();
        for (_, relation) in relations {
            if let Relation::Copies(copies) = relation
                && copies.iter().any(|copy| copy.content(budget) == Content::Blank)
            {
                zeros.add(copies, budget);
            }
        }
        // What one sum says of its figures may decide another one.
        loop {
            let before = zeros.0.len();
            for (_, relation) in relations {
                let Relation::Sum(terms) = relation else { continue };
                let Some((whole, parts)) = terms.split_first() else { continue };
                let is_sum = whole.sign < 0 && parts.iter().all(|part| part.sign > 0);
                let nothing = |operand: Operand| zeros.is_nothing(operand, budget);
                if is_sum && nothing(whole.operand) != parts.iter().all(|part| nothing(part.operand)) {
                    let operands: Vec<Operand> = terms.iter().map(|term| term.operand).collect();
                    if operands.iter().all(|operand| is_zero(*operand, budget) || nothing(*operand)) {
                        zeros.add(&operands, budget);
                    }
                }
            }
            if zeros.0.len() == before {
                return zeros;
            }
        }
    }

    /// Whether a figure is exactly nothing: blank, or such a zero.
    #[must_use]
    pub fn is_nothing(&self, operand: Operand, budget: &Budget) -> bool {
        operand.content(budget) == Content::Blank
            || matches!(operand, Operand::Cell(id) if self.0.binary_search(&id).is_ok())
    }

    fn add(&mut self, operands: &[Operand], budget: &Budget) {
        for &operand in operands {
            if let Operand::Cell(id) = operand
                && is_zero(operand, budget)
                && let Err(gap) = self.0.binary_search(&id)
            {
                self.0.insert(gap, id);
            }
        }
    }
}

fn is_zero(operand: Operand, budget: &Budget) -> bool {
    operand.amount(budget).is_some_and(|amount| amount.value().is_zero())
}
