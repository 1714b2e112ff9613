//! 表内合计: the total row is the sum of the lines of the first rank, and of the budget units, in every column.

use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule, needs};
use crate::budget::Budget;
use crate::tables::codes::Codes;
use crate::tables::spec::{Classes, Layout};
use crate::tables::{Item, Role, Table};

pub static RULE: Rule = Rule {
    id: "table-total",
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
        match table.spec.map(|spec| spec.classes) {
            // Projects have a rule of their own.
            Some(Classes::Project) | None => {}
            Some(classes) => of_table(table, classes != Classes::None, relations),
        }
    }
}

fn of_table(table: &Table, has_classes: bool, relations: &mut Vec<Relation>) {
    let totals = table.with_role(Role::Total);
    let all_units = Codes::of_units(table);
    let units = all_units.top();
    let lines = if has_classes { Codes::of_lines(table).top() } else { Vec::new() };
    for total in &totals {
        sums(total, &units, relations);
        sums(total, &lines, relations);
    }
    for unit in table.with_role(Role::Unit) {
        sums(unit, &all_units.below(&unit.key), relations);
        // One unit only, or no total row: its lines are all there are.
        if units.len() == 1 && totals.is_empty() {
            sums(unit, &lines, relations);
        }
    }
}

/// In every column, `whole` is the sum of `parts`.
pub(super) fn sums(whole: &Item, parts: &[&Item], relations: &mut Vec<Relation>) {
    if parts.is_empty() {
        return;
    }
    for figure in &whole.figures {
        let mut addends = Vec::new();
        for part in parts {
            addends.extend(part.figure(&figure.at.column).map(Operand::from));
        }
        relations.push(Relation::sum(figure.into(), addends));
    }
}
