//! 本年合计与总计: the year's total is the sum of its lines, and with what is carried over it makes the grand total.

use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule, needs};
use crate::budget::Budget;
use crate::tables::spec::{Layout, Side};
use crate::tables::{Item, Role};

pub static RULE: Rule = Rule {
    id: "year-total",
    version: 1,
    kind: Kind::Sum,
    basis: Basis::Form,
    severity: Severity::Error,
    needs: &[&needs::TABLES],
    says: &[],
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
    let Some(at) = items.iter().position(|item| item.role == Role::YearTotal) else { return };
    let Some(year) = items.get(at) else { return };
    let of_year = lines_of_year(items, at);
    let total = items.iter().rfind(|item| item.role == Role::Total);
    // What is carried over has lines of its own when it is numbered like the year's total.
    let mut carried = Vec::new();
    let mut addends = Vec::new();
    for (at, item) in items.iter().enumerate() {
        if item.role == Role::Carried {
            carried.push((*item, below(items, at)));
        }
        if matches!(item.role, Role::YearTotal | Role::Carried) {
            addends.push(*item);
        }
    }
    for figure in &year.figures {
        let column = &*figure.at.column;
        relations.push(Relation::sum(figure.into(), operands(&of_year, column)));
        for (item, lines) in &carried {
            if let Some(carried) = item.figure(column) {
                let parts = operands(lines, column);
                if !parts.is_empty() {
                    relations.push(Relation::sum(carried.into(), parts));
                }
            }
        }
        if let Some(total) = total.and_then(|total| total.figure(column)) {
            relations.push(Relation::sum(total.into(), operands(&addends, column)));
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
fn lines_of_year<'a>(items: &[&'a Item], at: usize) -> Vec<&'a Item> {
    if items.get(at).is_some_and(|year| year.level > 0) {
        return below(items, at);
    }
    // Lines behind the total are those of what is carried over.
    let mut lines = Vec::new();
    for item in items.iter().take(at) {
        if item.role == Role::Line && item.level == 1 {
            lines.push(*item);
        }
    }
    lines
}

/// The lines one rank below the one at an index, up to the next line of its rank.
fn below<'a>(items: &[&'a Item], head: usize) -> Vec<&'a Item> {
    let mut lines = Vec::new();
    let Some((head, behind)) = items.get(head..).and_then(<[_]>::split_first) else { return lines };
    if head.level == 0 {
        return lines;
    }
    for item in behind {
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
