//! Expenditure by both economic classifications at once: which departmental class (部门预算支出经济分类) goes to which
//! class of the government's budget (政府预算支出经济分类).

use super::bars::{Bar, Bars};
use super::{printed, total_row};
use crate::address::CellAddress;
use crate::amount::{self, Amount, Unit};
use crate::budget::Budget;
use crate::catalogue::Classification;
use crate::order;
use crate::tables::{Item, Role, Table};
use std::cmp::Reverse;

/// A class of one of the classifications.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// Its three digits.
    pub code: String,
    /// Its name as printed, else the official one; empty where neither is known.
    pub name: String,
    /// Its printed amount, else the exact sum of its lines.
    pub amount: Amount,
    /// Where the amount is printed.
    pub at: Option<CellAddress>,
}

/// The money of one class that goes to one class of the other classification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Index of the departmental class.
    pub row: usize,
    /// Index of the government's class.
    pub column: usize,
    /// The amount of its line, or the exact sum of its lines.
    pub amount: Amount,
    /// Where the amount is printed, if a single line prints it.
    pub at: Option<CellAddress>,
}

/// Both classifications against each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// The printed total.
    pub whole: Option<(Amount, CellAddress)>,
    /// The departmental classes, by code.
    pub rows: Vec<Class>,
    /// The government's classes, by code.
    pub columns: Vec<Class>,
    /// The pairs that any money goes to.
    pub cells: Vec<Cell>,
}

/// Pairs the classes of the summary by economic class. Nothing without that table.
#[must_use]
pub fn matrix(budget: &Budget) -> Option<Matrix> {
    let table = table(budget)?;
    let whole = total_row(table).and_then(amount_of).map(|(amount, at)| (amount, at.clone()));
    let lines = lines_of(table);
    let (mut rows, mut columns) = (Vec::new(), Vec::new());
    for line in &lines {
        add(&mut rows, budget, table, line.classes.0, line.amount);
        add(&mut columns, budget, table, line.classes.1, line.amount);
    }
    order::by(&mut rows, &|a, b| a.code.cmp(&b.code));
    order::by(&mut columns, &|a, b| a.code.cmp(&b.code));
    let mut cells: Vec<Cell> = Vec::new();
    for line in &lines {
        let place = |classes: &[Class], code: &str| classes.iter().position(|class| class.code == code);
        let (Some(row), Some(column)) = (place(&rows, line.classes.0), place(&columns, line.classes.1))
        else {
            continue;
        };
        match cells.iter_mut().find(|cell| (cell.row, cell.column) == (row, column)) {
            Some(cell) => {
                cell.amount = sum(cell.amount, line.amount);
                cell.at = None;
            }
            None => cells.push(Cell { row, column, amount: line.amount, at: Some(line.at.clone()) }),
        }
    }
    (!cells.is_empty()).then_some(Matrix { whole, rows, columns, cells })
}

/// The lines behind a part of the matrix, the largest first: of a cell (`301/501`), of a departmental class (`301`) or
/// of a class of the government's (`/501`). Nothing where there is none.
#[must_use]
pub fn lines(budget: &Budget, key: &str) -> Option<Bars> {
    let (row, column) = key.split_once('/').unwrap_or((key, ""));
    let mut bars = Vec::new();
    let mut whole: Option<Amount> = None;
    for line in lines_of(table(budget)?) {
        let is_in = |wanted: &str, class: &str| wanted.is_empty() || wanted == class;
        if !is_in(row, line.classes.0) || !is_in(column, line.classes.1) {
            continue;
        }
        whole = Some(whole.map_or(line.amount, |whole| sum(whole, line.amount)));
        let second = line.item.second_name.as_deref().unwrap_or_default();
        bars.push(Bar {
            key: line.item.key.to_string(),
            code: line.item.code.as_deref().map(str::to_owned),
            name: if second.is_empty() {
                line.item.name.clone()
            } else {
                format!("{} → {second}", line.item.name)
            },
            amount: line.amount,
            at: line.at.clone(),
            parts: Vec::new(),
            opens: false,
        });
    }
    order::by_key(&mut bars, |bar| Reverse(bar.amount.in_unit(Unit::Yuan).map(Amount::value)));
    whole.map(|whole| Bars { whole: Some(whole), bars })
}

fn table(budget: &Budget) -> Option<&Table> {
    budget.table("economic-summary").filter(|table| table.unit.is_some())
}

/// A line that prints money under a pair of classes.
struct Line<'a> {
    item: &'a Item,
    classes: (&'a str, &'a str),
    amount: Amount,
    at: &'a CellAddress,
}

fn lines_of(table: &Table) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for item in &table.items {
        if item.role == Role::Line
            && !has_below(table, item)
            && let Some(code) = item.code.as_deref().and_then(|code| code.get(..3))
            && let Some(second) = item.second_code.as_deref().and_then(|code| code.get(..3))
            && let Some((amount, at)) = amount_of(item)
        {
            lines.push(Line { item, classes: (code, second), amount, at });
        }
    }
    lines
}

/// Whether it is a class above other lines.
fn has_below(table: &Table, item: &Item) -> bool {
    item.code.as_deref().is_some_and(|code| code.len() == 3)
        && table.items.iter().any(|other| other.is_below(item))
}

fn amount_of(item: &Item) -> Option<(Amount, &CellAddress)> {
    let figure = printed(item, "total")?;
    Some((figure.amount()?, &figure.at))
}

fn add(classes: &mut Vec<Class>, budget: &Budget, table: &Table, code: &str, amount: Amount) {
    if let Some(class) = classes.iter_mut().find(|class| class.code == code) {
        // A printed amount is that of the whole class.
        if class.at.is_none() {
            class.amount = sum(class.amount, amount);
        }
        return;
    }
    let own = table.items.iter().find(|item| item.code.as_deref() == Some(code) && has_below(table, item));
    let figure = own.and_then(amount_of);
    let official = Classification::of(code).and_then(|classification| {
        classification.names(code).find(|entry| budget.year.is_none_or(|year| entry.holds_in(year)))
    });
    classes.push(Class {
        code: code.to_owned(),
        name: own
            .map(|item| item.name.clone())
            .or(official.map(|entry| entry.name.to_owned()))
            .unwrap_or_default(),
        amount: figure.map_or(amount, |(amount, _)| amount),
        at: figure.map(|(_, at)| at.clone()),
    });
}

fn sum(a: Amount, b: Amount) -> Amount {
    let b = b.in_unit(a.unit()).map_or(b.value(), Amount::value);
    amount::sum(a.value(), b).map_or(a, |value| Amount::new(value, a.unit()))
}
