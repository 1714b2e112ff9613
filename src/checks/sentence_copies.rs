//! 文表一致: an amount in a sentence is the one that the tables print for it.

use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule, needs};
use crate::budget::Budget;

pub static RULE: Rule = Rule {
    id: "sentence-copies",
    version: 1,
    kind: Kind::Claim,
    basis: Basis::Arithmetic,
    severity: Severity::Error,
    needs: &[&needs::SENTENCES],
    says: &[],
    find,
};

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    for (index, claim) in budget.narrative.claims.iter().enumerate() {
        if claim.said.amount().is_none() {
            continue;
        }
        for cell in budget.cells_of_claim(index) {
            relations.push(Relation::Copies(vec![Operand::claim(index), cell.into()]));
        }
    }
}
