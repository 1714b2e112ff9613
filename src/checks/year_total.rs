//! 本年合计与总计: the year's total is the sum of its lines, and with what is carried over it makes the grand total.

use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule};
use crate::budget::Budget;
use crate::tables::spec::{Layout, Side};
use crate::tables::{Item, Role};

pub static RULE: Rule = Rule {
    id: "year-total",
    version: 1,
    kind: Kind::Sum,
    basis: Basis::Form,
    severity: Severity::Error,
    find,
};

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    for table in budget.with_layout(Layout::Sides) {
        for side in [Side::Revenue, Side::Expenditure] {
            of_side(&table.items_where(&|item| item.side == side), relations);
        }
    }
}

fn of_side(items: &[&Item], relations: &mut Vec<Relation>) {
    let Some(year) = items.iter().find(|item| item.role == Role::YearTotal) else { return };
    for figure in &year.figures {
        let column = &*figure.at.column;
        relations.push(Relation::Sum {
            whole: figure.into(),
            parts: operands(&lines_of_year(items, year), column),
        });
        let mut addends = Vec::new();
        for item in items {
            // What is carried over has lines of its own when it is numbered like the year's total.
            if item.role == Role::Carried
                && let Some(carried) = item.figure(column)
            {
                let parts = operands(&below(items, item), column);
                if !parts.is_empty() {
                    relations.push(Relation::Sum { whole: carried.into(), parts });
                }
            }
            if matches!(item.role, Role::YearTotal | Role::Carried) {
                addends.extend(item.figure(column).map(Operand::from));
            }
        }
        let total = items.iter().rfind(|item| item.role == Role::Total);
        if let Some(total) = total.and_then(|total| total.figure(column)) {
            relations.push(Relation::Sum { whole: total.into(), parts: addends });
        }
    }
}

fn operands(items: &[&Item], column: &str) -> Vec<Operand> {
    let mut operands = Vec::new();
    for item in items {
        operands.extend(item.figure(column).map(Operand::from));
    }
    operands
}

/// The lines that the year's total sums up: those numbered below it, or all of the first rank where it comes last.
fn lines_of_year<'a>(items: &[&'a Item], year: &Item) -> Vec<&'a Item> {
    if year.level > 0 {
        return below(items, year);
    }
    // Lines behind the total are those of what is carried over.
    let mut lines = Vec::new();
    for item in items.iter().take_while(|item| item.key != year.key) {
        if item.role == Role::Line && item.level == 1 {
            lines.push(*item);
        }
    }
    lines
}

/// The lines one rank below `head`, up to the next line of its rank.
fn below<'a>(items: &[&'a Item], head: &Item) -> Vec<&'a Item> {
    let mut lines = Vec::new();
    if head.level == 0 {
        return lines;
    }
    for item in items.iter().skip_while(|item| item.key != head.key).skip(1) {
        let inside = item.level == 0 && item.role == Role::Part || item.level > head.level;
        if !inside {
            break;
        }
        if item.role == Role::Line && item.level == head.level + 1 {
            lines.push(*item);
        }
    }
    lines
}
