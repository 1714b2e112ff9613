//! 前后一致: an amount that one item states twice is the same both times.

use super::compared;
use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule, needs};
use crate::budget::Budget;

pub static RULE: Rule = Rule {
    id: "repeated-amounts",
    version: 1,
    kind: Kind::Claim,
    basis: Basis::Arithmetic,
    severity: Severity::Error,
    needs: &[&needs::REPEATED_AMOUNTS],
    says: &[],
    find,
};

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    for comparison in &budget.comparisons {
        let (now, before) = (comparison.current, comparison.stated_before);
        let amount = |at: Option<usize>| {
            let (at, claim) = compared::claim(budget, at)?;
            claim.said.amount().map(|_| Operand::claim(at))
        };
        if let Some((now, before)) = amount(now).zip(amount(before)) {
            relations.push(Relation::Copies(vec![now, before]));
        }
    }
}
