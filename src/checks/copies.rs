//! 表间一致: a quantity that several cells print is the same in all of them.

use super::report::{Basis, Severity};
use super::{Kind, Relation, Rule};
use crate::budget::Budget;

pub static RULE: Rule = Rule {
    id: "copies",
    version: 1,
    kind: Kind::Copy,
    basis: Basis::Arithmetic,
    severity: Severity::Error,
    find,
};

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    for (_, quantity) in budget.quantities() {
        let mut copies = Vec::new();
        for &id in quantity.cells {
            if let Some((_, _, figure)) = budget.resolve_figure(id) {
                copies.push(figure.into());
            }
        }
        relations.push(Relation::Copies(copies));
    }
}
