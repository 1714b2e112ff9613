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

fn find(budget: &Budget) -> Vec<Relation> {
    let of_quantity = |quantity: &crate::budget::Quantity| {
        let cells = quantity.cells.iter().filter_map(|&id| budget.resolve_figure(id));
        Relation::Copies(cells.map(|(_, _, figure)| figure.into()).collect())
    };
    budget.quantities().map(|(_, quantity)| of_quantity(quantity)).collect()
}
