//! The figures of all checks as numbers: equal places have equal numbers, in their order.

use super::{Check, Operand};
use crate::order;

/// Which places the figures of checks stand at.
pub(super) struct Places {
    /// Of every operand, check after check.
    numbers: Vec<usize>,
    /// Where the operands of each check begin in [`Places::numbers`].
    begins: Vec<usize>,
    /// The operand of each place.
    operands: Vec<Operand>,
}

impl Places {
    pub(super) fn new(checks: &[Check]) -> Self {
        let mut all: Vec<Operand> = Vec::new();
        let mut begins = Vec::with_capacity(checks.len());
        for check in checks {
            begins.push(all.len());
            all.extend(check.operands.iter().map(|term| term.operand));
        }
        let mut ordered: Vec<usize> = (0..all.len()).collect();
        order::by(&mut ordered, &|a, b| all.get(*a).cmp(&all.get(*b)));
        let mut numbers = vec![0; all.len()];
        let mut operands: Vec<Operand> = Vec::new();
        for at in ordered {
            let Some(&operand) = all.get(at) else { continue };
            if operands.last() != Some(&operand) {
                operands.push(operand);
            }
            if let Some(number) = numbers.get_mut(at) {
                *number = operands.len() - 1;
            }
        }
        Self { numbers, begins, operands }
    }

    /// How many places there are.
    pub(super) fn count(&self) -> usize {
        self.operands.len()
    }

    /// What stands at each place.
    pub(super) fn operands(&self) -> &[Operand] {
        &self.operands
    }

    /// The places of a check's figures, in their order.
    pub(super) fn of(&self, check: usize) -> &[usize] {
        let begin = self.begins.get(check).copied().unwrap_or(self.numbers.len());
        let end = self.begins.get(check + 1).copied().unwrap_or(self.numbers.len());
        self.numbers.get(begin..end).unwrap_or_default()
    }

    /// How often each place stands in checks.
    pub(super) fn counted(&self, checks: &[usize]) -> Vec<usize> {
        let mut counts = vec![0usize; self.count()];
        for &check in checks {
            for &place in self.of(check) {
                if let Some(count) = counts.get_mut(place) {
                    *count += 1;
                }
            }
        }
        counts
    }
}
