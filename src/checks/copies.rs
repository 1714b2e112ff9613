//! 表间一致: a quantity that several cells print is the same in all of them.

use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule, needs};
use crate::budget::Budget;

pub static RULE: Rule = Rule {
    id: "copies",
    version: 1,
    kind: Kind::Copy,
    basis: Basis::Arithmetic,
    severity: Severity::Error,
    needs: &[&needs::TABLES],
    says: &[],
    find,
};

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    for (_, quantity) in budget.quantities() {
        let copies = quantity.cells.iter().map(|&id| Operand::Cell(id)).collect();
        relations.push(Relation::Copies(copies));
    }
}
