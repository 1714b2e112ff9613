//! 表内合计: the total row is the sum of the lines of the first rank, and of the budget units, in every column.

use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule};
use crate::budget::Budget;
use crate::tables::spec::{Classes, Layout};
use crate::tables::{Item, Role, Table};

pub static RULE: Rule = Rule {
    id: "table-total",
    version: 1,
    kind: Kind::Sum,
    basis: Basis::Form,
    severity: Severity::Error,
    find,
};

fn find(budget: &Budget) -> Vec<Relation> {
    budget.tables.iter().flat_map(of_table).collect()
}

fn of_table(table: &Table) -> Vec<Relation> {
    // Projects have a rule of their own.
    let Some(spec) =
        table.spec.filter(|spec| spec.layout == Layout::Rows && spec.classes != Classes::Project)
    else {
        return Vec::new();
    };
    let totals: Vec<&Item> = table.items.iter().filter(|item| item.role == Role::Total).collect();
    let units = top_units(table);
    let lines = top_lines(table);
    let mut relations = Vec::new();
    for total in &totals {
        relations.extend(sums(total, &units));
        if spec.classes != Classes::None {
            relations.extend(sums(total, &lines));
        }
    }
    for unit in table.items.iter().filter(|item| item.role == Role::Unit) {
        relations.extend(sums(unit, &units_below(table, unit)));
        // One unit only, or no total row: its lines are all there are.
        if units.len() == 1 && totals.is_empty() && spec.classes != Classes::None {
            relations.extend(sums(unit, &lines));
        }
    }
    relations
}

pub(super) fn sums(whole: &Item, parts: &[&Item]) -> Vec<Relation> {
    if parts.is_empty() {
        return Vec::new();
    }
    let of_column = |figure: &crate::tables::Figure| Relation::Sum {
        whole: figure.into(),
        parts: parts.iter().filter_map(|part| part.figure(&figure.at.column)).map(Operand::from).collect(),
    };
    whole.figures.iter().map(of_column).collect()
}

/// Lines whose code no other line's code is the beginning of.
fn top_lines(table: &Table) -> Vec<&Item> {
    let coded: Vec<&Item> =
        table.items.iter().filter(|item| item.role == Role::Line && item.code.is_some()).collect();
    let has_parent = |item: &Item| {
        coded.iter().any(|other| match (other.code.as_deref(), item.code.as_deref()) {
            (Some(other), Some(own)) => other.len() < own.len() && own.starts_with(other),
            _ => false,
        })
    };
    coded.iter().copied().filter(|item| !has_parent(item)).collect()
}

/// Units of the first rank.
pub(super) fn top_units(table: &Table) -> Vec<&Item> {
    let units: Vec<&Item> = table.items.iter().filter(|item| item.role == Role::Unit).collect();
    let inside = |item: &Item| {
        units.iter().any(|other| other.key.len() < item.key.len() && item.key.starts_with(&*other.key))
    };
    units.iter().copied().filter(|item| !inside(item)).collect()
}

/// Units whose code extends that of `unit`.
pub(super) fn units_below<'a>(table: &'a Table, unit: &Item) -> Vec<&'a Item> {
    let below = |item: &&Item| {
        item.role == Role::Unit && item.key.len() > unit.key.len() && item.key.starts_with(&*unit.key)
    };
    table.items.iter().filter(below).collect()
}
