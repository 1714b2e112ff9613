//! The “三公” expenditure by its parts, this year and the year before.

use super::compared::{self, Past};
use crate::address::CellAddress;
use crate::amount::Amount;
use crate::budget::Budget;
use crate::tables::heads::Column;
use crate::tables::spec::Kind;
use crate::tables::{Figure, Item, Role, Table, Value};
use rust_decimal::Decimal;

/// The total or a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The key of its column.
    pub key: String,
    /// The words above the column.
    pub name: String,
    /// The printed amount; a blank cell is nothing.
    pub amount: Amount,
    /// Where it is printed.
    pub at: CellAddress,
    /// The year before, as far as the document tells it.
    pub before: Option<Past>,
    /// How far below the total: 1 for vehicles, 2 for their purchase.
    pub depth: usize,
}

/// The total, if it is printed, and its parts in the order of the regulations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreePublic(pub Vec<Part>);

/// What the total and its parts are called as natures of expenditure, with their depth.
const PARTS: [(&str, usize); 6] = [
    ("", 0),
    (".abroad", 1),
    (".vehicles", 1),
    (".vehicles.purchase", 2),
    (".vehicles.running", 2),
    (".reception", 1),
];

/// The parts as the table prints them. Nothing without the table.
#[must_use]
pub fn three_public(budget: &Budget) -> Option<ThreePublic> {
    let table = budget.table("three-public").filter(|table| table.unit.is_some())?;
    let row = table.items.iter().find(|item| item.role == Role::Total).or_else(|| table.items.first())?;
    let mut parts = Vec::new();
    for (part, depth) in PARTS {
        let Some((column, figure)) = cell(table, row, "", part) else { continue };
        let Some(amount) = worth(table, figure) else { continue };
        let printed = cell(table, row, "previous", part).and_then(|(_, figure)| {
            let year = budget.year.and_then(|year| year.checked_sub(1));
            Some(Past { amount: worth(table, figure)?, at: Some(figure.at.clone().into()), year })
        });
        let before = printed
            .or_else(|| compared::compared(budget, amount, &figure.at).map(|compared| compared.before));
        parts.push(Part {
            key: column.key.to_string(),
            name: column.label(),
            amount,
            at: figure.at.clone(),
            before,
            depth,
        });
    }
    (!parts.is_empty()).then_some(ThreePublic(parts))
}

fn cell<'a>(table: &'a Table, row: &'a Item, stage: &str, part: &str) -> Option<(&'a Column, &'a Figure)> {
    let is_it = |column: &&Column| {
        let about = column.aspects();
        let own = about.nature.strip_prefix("three-public").unwrap_or(about.nature);
        column.kind == Kind::Amount && (about.stage, about.source, own) == (stage, "", part)
    };
    let column = table.columns.iter().find(is_it)?;
    Some((column, row.figure(&column.key)?))
}

/// The amount of a cell; a blank one is nothing.
fn worth(table: &Table, figure: &Figure) -> Option<Amount> {
    match figure.value {
        Value::Amount(amount) => Some(amount),
        Value::Blank => Some(Amount::new(Decimal::ZERO, table.unit?)),
        Value::Unreadable(_) => None,
    }
}
