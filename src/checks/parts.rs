//! 其中不超过: a line or column headed 其中 is a part of the one before it and never larger.

use super::report::{Basis, Severity};
use super::{Kind, Relation, Rule, needs};
use crate::budget::Budget;
use crate::tables::{Item, Role, Table};

pub static RULE: Rule = Rule {
    id: "part-of",
    version: 1,
    kind: Kind::Order,
    basis: Basis::Form,
    severity: Severity::Error,
    needs: &[&needs::TABLES],
    says: &[],
    find,
};

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    for table in &budget.tables {
        lines(table, relations);
        for item in &table.items {
            if let (Some(part), Some(whole)) = (item.figure("general.fiscal"), item.figure("general")) {
                relations.push(Relation::Order { part: part.into(), whole: whole.into() });
            }
        }
    }
}

fn lines(table: &Table, relations: &mut Vec<Relation>) {
    // Of each half the last line that is no part.
    let mut wholes: [Option<&Item>; 3] = [None; 3];
    for part in &table.items {
        let Some(whole) = wholes.get_mut(part.side as usize) else { continue };
        if part.role != Role::Part {
            *whole = Some(part);
            continue;
        }
        let Some(whole) = whole else { continue };
        for figure in &part.figures {
            let Some(of) = whole.figure(&figure.at.column) else { continue };
            relations.push(Relation::Order { part: figure.into(), whole: of.into() });
        }
    }
}
