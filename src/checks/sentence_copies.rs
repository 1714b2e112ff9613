//! 文表一致: an amount in a sentence is the one that the tables print for it.

use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule};
use crate::budget::Budget;
use crate::narrative::{Claim, Said};
use crate::tables::Value;

pub static RULE: Rule = Rule {
    id: "sentence-copies",
    version: 1,
    kind: Kind::Claim,
    basis: Basis::Arithmetic,
    severity: Severity::Error,
    find,
};

fn find(budget: &Budget) -> Vec<Relation> {
    let claims = budget.narrative.claims.iter().enumerate();
    claims
        .filter_map(|(index, claim)| {
            let cell = budget.cell_of_claim(index)?;
            Some(Relation::Copies(vec![operand(claim)?, cell.into()]))
        })
        .collect()
}

fn operand(claim: &Claim) -> Option<Operand> {
    let Said::Amount(amount) = claim.said else { return None };
    Some(Operand {
        at: claim.at.clone().into(),
        printed: claim.printed.clone(),
        value: Value::Amount(amount),
    })
}
