//! 科目层级: a class is the sum of the groups below it, a group the sum of its items, in every amount column.

use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule};
use crate::budget::Budget;
use crate::tables::spec::Layout;
use crate::tables::{Item, Role, Table};

pub static RULE: Rule = Rule {
    id: "code-tree",
    version: 1,
    kind: Kind::Sum,
    basis: Basis::Form,
    severity: Severity::Error,
    find,
};

fn find(budget: &Budget) -> Vec<Relation> {
    let rows =
        budget.tables.iter().filter(|table| table.spec.is_some_and(|spec| spec.layout == Layout::Rows));
    rows.flat_map(of_table).collect()
}

fn of_table(table: &Table) -> Vec<Relation> {
    let mut relations = Vec::new();
    for parent in table.items.iter().filter(|item| item.role == Role::Line) {
        let children = children(table, parent);
        if children.is_empty() {
            continue;
        }
        for figure in &parent.figures {
            let parts =
                children.iter().filter_map(|child| child.figure(&figure.at.column)).map(Operand::from);
            relations.push(Relation::Sum { whole: figure.into(), parts: parts.collect() });
        }
    }
    relations
}

/// The lines whose code extends the parent's by one step; a missing level in between is stepped over.
pub(super) fn children<'a>(table: &'a Table, parent: &Item) -> Vec<&'a Item> {
    let Some(code) = parent.code.as_deref() else { return Vec::new() };
    let below: Vec<&Item> = table
        .items
        .iter()
        .filter(|item| {
            item.code.as_deref().is_some_and(|other| other.len() > code.len() && other.starts_with(code))
        })
        .collect();
    let between = |item: &Item| {
        below.iter().any(|other| match (other.code.as_deref(), item.code.as_deref()) {
            (Some(other), Some(own)) => other.len() < own.len() && own.starts_with(other),
            _ => false,
        })
    };
    below.iter().copied().filter(|item| !between(item)).collect()
}
