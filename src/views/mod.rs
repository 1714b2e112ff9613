//! What a reader may ask: pure aggregations, still exact decimals.
//!
//! Reads the budget and the report; draws nothing and words nothing. One file per view.

pub mod bars;
pub mod change;
pub mod compared;
pub mod comparison;
pub mod economic;
pub mod findings;
pub mod flow;
pub mod function;
pub mod inspection;
pub mod interval;
pub mod matrix;
pub mod narrative;
pub mod overview;
pub mod projects;
pub mod search;
pub mod targets;
pub mod three_public;
pub mod years;

use crate::budget::Budget;
use crate::tables::{Figure, Item, Role, Table};

/// The table that shows expenditure by function and nature best: one with rows for whole classes if there is one.
fn function_table(budget: &Budget) -> Option<&Table> {
    let has_classes = |table: &&Table| {
        table
            .items
            .iter()
            .any(|item| item.code.as_ref().is_some_and(|code| code.len() == 3) && !is_zero(item))
    };
    let candidates = ["general-expenditure", "department-expenditure"];
    // Without its unit an amount cannot be shown beside others.
    let tables = || candidates.iter().filter_map(|id| budget.table(id)).filter(|table| table.unit.is_some());
    tables().find(has_classes).or_else(|| tables().next())
}

/// The total row of a table.
fn total_row(table: &Table) -> Option<&Item> {
    table.items.iter().find(|item| item.role == Role::Total)
}

fn is_zero(item: &Item) -> bool {
    item.figures.iter().all(is_nothing)
}

/// Whether a cell is blank, unreadable or zero.
fn is_nothing(figure: &Figure) -> bool {
    figure.amount().is_none_or(|amount| amount.value().is_zero())
}

/// The printed figure in a column, if there is one other than zero.
fn printed<'a>(item: &'a Item, column: &str) -> Option<&'a Figure> {
    item.figure(column).filter(|figure| !is_nothing(figure))
}
