//! 项目合计: the projects of a table add up to its total and to their budget unit, in every column.

use super::report::{Basis, Severity};
use super::table_total::sums;
use super::{Kind, Relation, Rule, needs};
use crate::budget::Budget;
use crate::tables::codes::Codes;
use crate::tables::spec::{Classes, Layout};
use crate::tables::{Item, Role, Table};

pub static RULE: Rule = Rule {
    id: "projects",
    version: 1,
    kind: Kind::Sum,
    basis: Basis::Form,
    severity: Severity::Error,
    needs: &[&needs::TABLES],
    says: &[],
    find,
};

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    for table in budget.with_layout(Layout::Rows) {
        if table.spec.is_some_and(|spec| spec.classes == Classes::Project) {
            of_table(table, relations);
        }
    }
}

fn of_table(table: &Table, relations: &mut Vec<Relation>) {
    let projects = table.with_role(Role::Line);
    let units = Codes::of_units(table);
    let top_units = units.top();
    for total in table.with_role(Role::Total) {
        sums(total, &projects, relations);
        sums(total, &top_units, relations);
    }
    for (at, unit) in table.items.iter().enumerate() {
        if unit.role == Role::Unit {
            sums(unit, &units.below(&unit.key), relations);
            sums(unit, &projects_after(table.items.get(at + 1..).unwrap_or_default(), unit), relations);
        }
    }
}

/// The projects listed below a unit, up to the next unit that is not part of it.
fn projects_after<'a>(behind: &'a [Item], unit: &Item) -> Vec<&'a Item> {
    let mut projects = Vec::new();
    for item in behind {
        if item.role == Role::Line {
            projects.push(item);
        } else if !item.key.starts_with(&*unit.key) {
            break;
        }
    }
    projects
}
