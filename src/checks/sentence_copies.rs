//! 文表一致: an amount in a sentence is the one that the tables print for it.

use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule};
use crate::budget::Budget;
use crate::narrative::Said;
use crate::tables::Value;

pub static RULE: Rule = Rule {
    id: "sentence-copies",
    version: 1,
    kind: Kind::Claim,
    basis: Basis::Arithmetic,
    severity: Severity::Error,
    find,
};

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    for (index, claim) in budget.narrative.claims.iter().enumerate() {
        let Said::Amount(amount) = claim.said else { continue };
        for cell in budget.cells_of_claim(index) {
            let said = Operand {
                at: claim.at.clone().into(),
                printed: claim.printed.clone(),
                value: Value::Amount(amount),
            };
            relations.push(Relation::Copies(vec![said, cell.into()]));
        }
    }
}
