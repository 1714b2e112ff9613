//! 收支平衡: in a two-sided table the last totals of both sides are equal.

use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule, needs};
use crate::budget::Budget;
use crate::tables::spec::{Layout, Side};
use crate::tables::{Item, Role, Table};

pub static RULE: Rule = Rule {
    id: "balance",
    version: 1,
    kind: Kind::Sum,
    basis: Basis::Form,
    severity: Severity::Error,
    needs: &[&needs::TABLES],
    says: &[],
    find,
};

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    for table in budget.with_layout(Layout::Sides) {
        if let (Some(whole), Some(part)) = (total(table, Side::Revenue), total(table, Side::Expenditure)) {
            relations.push(Relation::sum(whole, [part]));
        }
    }
}

/// The first amount of the last total on one side.
fn total(table: &Table, side: Side) -> Option<Operand> {
    let is_total = |item: &&Item| item.side == side && item.role == Role::Total;
    table.items.iter().rfind(is_total)?.figures.first().map(Operand::from)
}
