//! 经济分类对应: basic expenditure of a pair of economic classes is part of all expenditure of that pair.

use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule, needs};
use crate::budget::{Budget, Coordinate, Flow, Quantity, Subject};

pub static RULE: Rule = Rule {
    id: "economic-pairs",
    version: 1,
    kind: Kind::Order,
    basis: Basis::Form,
    severity: Severity::Error,
    needs: &[&needs::TABLES],
    says: &[],
    find,
};

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    for (coordinate, quantity) in budget.quantities() {
        let is_pair = matches!(&coordinate.subject, Subject::Economic(..)) && &*coordinate.nature == "basic";
        if !is_pair {
            continue;
        }
        let all = Coordinate { flow: Flow::Expenditure, nature: "total".into(), ..coordinate };
        let (Some(part), Some(whole)) = (first(quantity), budget.quantity(&all).and_then(first)) else {
            continue;
        };
        relations.push(Relation::Order { part, whole });
    }
}

fn first(quantity: Quantity<'_>) -> Option<Operand> {
    quantity.cells.first().map(|&id| Operand::Cell(id))
}
