//! 科目层级: a class is the sum of the groups below it, a group the sum of its items, in every amount column.

use super::report::{Basis, Severity};
use super::table_total::sums;
use super::{Kind, Relation, Rule, needs};
use crate::budget::Budget;
use crate::tables::Role;
use crate::tables::codes::Codes;
use crate::tables::spec::Layout;

pub static RULE: Rule = Rule {
    id: "code-tree",
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
        let codes = Codes::of(table);
        for parent in table.with_role(Role::Line) {
            if let Some(code) = &parent.code {
                sums(parent, &codes.next(code), relations);
            }
        }
    }
}
