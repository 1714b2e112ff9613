//! From the year before to this year, by the changes that the document states.

use super::compared::{Changed, Past, compared};
use super::flow::{Tone, column_name};
use super::{function_table, printed, three_public, total_row};
use crate::address::Address;
use crate::amount::Amount;
use crate::budget::Budget;

/// A part of the whole whose change is stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Stable within the view.
    pub key: String,
    /// The words above its column.
    pub name: String,
    /// What it stands for.
    pub tone: Tone,
    /// Its change.
    pub change: Changed,
}

/// A whole, its change and what is stated of the changes of its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The printed amount of this year.
    pub now: Amount,
    /// Where it is printed.
    pub at: Address,
    /// This year.
    pub year: Option<u16>,
    /// The year before.
    pub before: Past,
    /// The change of the whole; nothing where only the values are stated.
    pub change: Option<Changed>,
    /// The changes of its parts that are stated and are not nothing.
    pub parts: Vec<Step>,
}

/// The change of all expenditure, or of the “三公” expenditure (`three-public`). Nothing where the document does not
/// compare it with the year before.
#[must_use]
pub fn change(budget: &Budget, key: Option<&str>) -> Option<Change> {
    let mut cells = Vec::new();
    if key == Some("three-public") {
        for part in three_public::three_public(budget)?.parts {
            if let Some(figure) = part.figure {
                let shown = (figure.amount, figure.at);
                cells.push((part.id.to_owned(), part.name, Tone::Total, shown, part.cell));
            }
        }
    } else {
        let table = function_table(budget)?;
        let row = total_row(table)?;
        for (column, tone) in [("total", Tone::Total), ("project", Tone::Project), ("basic", Tone::Basic)] {
            if let Some(figure) = printed(row, column)
                && let Some(amount) = figure.amount()
            {
                let name = column_name(table, column);
                let shown = (amount, figure.at.clone().into());
                cells.push((column.to_owned(), name, tone, shown, figure.at.clone()));
            }
        }
    }
    let mut cells = cells.into_iter();
    let (_, _, _, (now, at), cell) = cells.next()?;
    let whole = compared(budget, now, &cell)?;
    let mut parts = Vec::new();
    for (key, name, tone, (amount, _), cell) in cells {
        let change = compared(budget, amount, &cell).and_then(|compared| compared.change);
        if let Some(change) = change.filter(|change| !change.amount.value().is_zero()) {
            parts.push(Step { key, name, tone, change });
        }
    }
    Some(Change { now, at, year: budget.year, before: whole.before, change: whole.change, parts })
}
