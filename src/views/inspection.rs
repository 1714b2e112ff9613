//! Everything that is known of one printed figure: where it stands, where else, and what it takes part in.

use crate::address::Address;
use crate::budget::Budget;
use crate::checks::{Operand, Report};
use crate::order;
use crate::tables::{Figure, Item, Table};

/// A figure under the glass.
#[derive(Debug, Clone)]
pub struct Inspection<'a> {
    /// Its table.
    pub table: &'a Table,
    /// Its line.
    pub item: &'a Item,
    /// The cell.
    pub figure: &'a Figure,
    /// All other places where the same quantity is printed.
    pub others: Vec<Address>,
    /// Indices of the checks that it takes part in, the narrowest first, those that do not simply hold before others.
    pub checks: Vec<usize>,
}

/// Looks at the cell with that table, row and column.
#[must_use]
pub fn inspect<'a>(
    budget: &'a Budget,
    report: &Report,
    table: &str,
    row: &str,
    column: &str,
) -> Option<Inspection<'a>> {
    let (table, item, figure) = budget.find(table, row, column)?;
    Some(Inspection {
        table,
        item,
        figure,
        others: budget.other_places(&figure.at),
        checks: checks_of(report, figure.into()),
    })
}

/// Indices of the checks that a figure takes part in, those that do not simply hold first, then the narrowest.
#[must_use]
pub fn checks_of(report: &Report, operand: Operand) -> Vec<usize> {
    let mut found: Vec<usize> = report
        .checks
        .iter()
        .enumerate()
        .filter(|(_, check)| check.operands.iter().any(|term| term.operand == operand))
        .map(|(index, _)| index)
        .collect();
    order::by_key(&mut found, |&index| {
        report.checks.get(index).map(|check| {
            let holds = check.verdict == crate::checks::Verdict::Exact;
            (holds, check.cause.is_some(), check.operands.len())
        })
    });
    found
}
