//! Figures beside those of the year before.

use super::compared::{Past, compared};
use super::three_public;
use crate::address::Address;
use crate::amount::Amount;
use crate::budget::Budget;
use crate::tables::Table;
use crate::tables::heads::Column;

/// A figure of this year and of the year before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Stable within the view.
    pub key: String,
    /// Its printed name.
    pub name: String,
    /// The amount of this year.
    pub amount: Amount,
    /// Where it is printed.
    pub at: Address,
    /// The year before, as far as the document tells it.
    pub before: Option<Past>,
    /// How many of the others it is a part of, one of the other.
    pub depth: usize,
}

/// A whole and its parts in two years; the whole first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Years(pub Vec<Pair>);

/// The “三公” expenditure and its parts, those that the document prints. Nothing without their table.
#[must_use]
pub fn three_public(budget: &Budget) -> Option<Years> {
    let found = three_public::three_public(budget)?;
    let mut pairs = Vec::new();
    for part in found.parts {
        let Some(figure) = part.figure else { continue };
        let before = printed_before(budget, found.table, part.id)
            .or_else(|| compared(budget, figure.amount, &part.cell).map(|compared| compared.before));
        pairs.push(Pair {
            key: if part.id.is_empty() { "total" } else { part.id }.to_owned(),
            name: part.name,
            amount: figure.amount,
            at: figure.at,
            before,
            depth: part.level.into(),
        });
    }
    (!pairs.is_empty()).then_some(Years(pairs))
}

/// What a table of two years prints of the one before.
fn printed_before(budget: &Budget, table: &Table, part: &str) -> Option<Past> {
    let is_it = |column: &&Column| {
        let about = column.aspects();
        let own = about.nature.strip_prefix("three-public").unwrap_or(about.nature);
        about.stage == "previous" && about.source.is_empty() && own.trim_start_matches('.') == part
    };
    let column = table.columns.iter().find(is_it)?;
    let figure = table.items.iter().find_map(|item| item.figure(&column.key))?;
    let year = budget.year.and_then(|year| year.checked_sub(1));
    Some(Past { amount: figure.amount()?, at: Some(figure.at.clone().into()), year })
}
