//! 本年合计与总计: the year's total is the sum of its lines, and with what is carried over it makes the grand total.

use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule};
use crate::budget::Budget;
use crate::tables::spec::{Layout, Side};
use crate::tables::{Item, Role, Table};

pub static RULE: Rule = Rule {
    id: "year-total",
    version: 1,
    kind: Kind::Sum,
    basis: Basis::Form,
    severity: Severity::Error,
    find,
};

fn find(budget: &Budget) -> Vec<Relation> {
    let sided =
        budget.tables.iter().filter(|table| table.spec.is_some_and(|spec| spec.layout == Layout::Sides));
    sided
        .flat_map(|table| {
            [Side::Revenue, Side::Expenditure].into_iter().flat_map(move |side| of_side(table, side))
        })
        .collect()
}

fn of_side(table: &Table, side: Side) -> Vec<Relation> {
    let items: Vec<&Item> = table.items.iter().filter(|item| item.side == side).collect();
    let Some(year) = items.iter().find(|item| item.role == Role::YearTotal) else { return Vec::new() };
    let mut relations = Vec::new();
    let columns: Vec<&str> = year.figures.iter().map(|figure| &*figure.at.column).collect();
    for column in columns {
        let operand = |item: &Item| item.figure(column).map(Operand::from);
        let lines = lines_of_year(&items, year).into_iter().filter_map(operand).collect();
        relations.extend(operand(year).map(|whole| Relation::Sum { whole, parts: lines }));
        // What is carried over has lines of its own when it is numbered like the year's total.
        for carried in items.iter().filter(|item| item.role == Role::Carried) {
            let parts: Vec<Operand> = below(&items, carried).into_iter().filter_map(operand).collect();
            if !parts.is_empty() {
                relations.extend(operand(carried).map(|whole| Relation::Sum { whole, parts }));
            }
        }
        let total = items.iter().rfind(|item| item.role == Role::Total);
        let addends = items.iter().filter(|item| matches!(item.role, Role::YearTotal | Role::Carried));
        let parts = addends.filter_map(|item| operand(item)).collect();
        relations.extend(total.and_then(|total| operand(total)).map(|whole| Relation::Sum { whole, parts }));
    }
    relations
}

/// The lines that the year's total sums up: those numbered below it, or all of the first rank where it comes last.
fn lines_of_year<'a>(items: &[&'a Item], year: &'a Item) -> Vec<&'a Item> {
    if year.level > 0 {
        return below(items, year);
    }
    items.iter().copied().filter(|item| item.role == Role::Line && item.level == 1).collect()
}

/// The lines one rank below `head`, up to the next line of its rank.
fn below<'a>(items: &[&'a Item], head: &'a Item) -> Vec<&'a Item> {
    if head.level == 0 {
        return Vec::new();
    }
    let after = items.iter().copied().skip_while(|item| item.key != head.key).skip(1);
    let group =
        after.take_while(|item| item.level == 0 && item.role == Role::Part || item.level > head.level);
    group.filter(|item| item.role == Role::Line && item.level == head.level + 1).collect()
}
