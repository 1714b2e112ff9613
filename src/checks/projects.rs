//! 项目合计: the projects of a table add up to its total and to their budget unit, in every column.

use super::report::{Basis, Severity};
use super::table_total::{sums, top_units, units_below};
use super::{Kind, Relation, Rule};
use crate::budget::Budget;
use crate::tables::spec::{Classes, Layout};
use crate::tables::{Item, Role, Table};

pub static RULE: Rule =
    Rule { id: "projects", version: 1, kind: Kind::Sum, basis: Basis::Form, severity: Severity::Error, find };

fn find(budget: &Budget) -> Vec<Relation> {
    let of_projects = |table: &&Table| {
        table.spec.is_some_and(|spec| spec.layout == Layout::Rows && spec.classes == Classes::Project)
    };
    budget.tables.iter().filter(of_projects).flat_map(of_table).collect()
}

fn of_table(table: &Table) -> Vec<Relation> {
    let mut relations = Vec::new();
    let units = top_units(table);
    for total in table.items.iter().filter(|item| item.role == Role::Total) {
        let all: Vec<&Item> = table.items.iter().filter(|item| item.role == Role::Line).collect();
        relations.extend(sums(total, &all));
        relations.extend(sums(total, &units));
    }
    for unit in table.items.iter().filter(|item| item.role == Role::Unit) {
        relations.extend(sums(unit, &units_below(table, unit)));
        relations.extend(sums(unit, &projects_after(table, unit)));
    }
    relations
}

/// The projects listed below a unit, up to the next unit that is not part of it.
fn projects_after<'a>(table: &'a Table, unit: &Item) -> Vec<&'a Item> {
    let after = table.items.iter().skip_while(|item| item.key != unit.key).skip(1);
    let inside = after.take_while(|item| item.role == Role::Line || item.key.starts_with(&*unit.key));
    inside.filter(|item| item.role == Role::Line).collect()
}
