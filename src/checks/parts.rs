//! 其中不超过: a line or column headed 其中 is a part of the one before it and never larger.

use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule};
use crate::budget::Budget;
use crate::tables::{Role, Table};

pub static RULE: Rule = Rule {
    id: "part-of",
    version: 1,
    kind: Kind::Order,
    basis: Basis::Form,
    severity: Severity::Error,
    find,
};

fn find(budget: &Budget) -> Vec<Relation> {
    budget.tables.iter().flat_map(|table| lines(table).into_iter().chain(columns(table))).collect()
}

fn lines(table: &Table) -> Vec<Relation> {
    let mut relations = Vec::new();
    for (at, part) in table.items.iter().enumerate().filter(|(_, item)| item.role == Role::Part) {
        let mut above = table.items.iter().take(at).rev();
        let Some(whole) = above.find(|item| item.side == part.side && item.role == Role::Line) else {
            continue;
        };
        for figure in &part.figures {
            let Some(of) = whole.figure(&figure.at.column) else { continue };
            relations.push(Relation::Order { part: figure.into(), whole: of.into() });
        }
    }
    relations
}

fn columns(table: &Table) -> Vec<Relation> {
    let pair = |item: &crate::tables::Item| {
        let (part, whole) = (item.figure("general.fiscal")?, item.figure("general")?);
        Some(Relation::Order { part: Operand::from(part), whole: Operand::from(whole) })
    };
    table.items.iter().filter_map(pair).collect()
}
