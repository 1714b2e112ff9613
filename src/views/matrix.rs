//! Both economic classifications at once: which class of the departments' (部门预算支出经济分类) goes to which class of the
//! government's budget (政府预算支出经济分类).

use super::bars::{Bar, Bars};
use super::economic::{Line, economic};
use crate::address::CellAddress;
use crate::amount::{Amount, total};
use crate::budget::Budget;
use crate::catalogue;
use crate::order;
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
    pub whole: Option<Amount>,
    /// Where it is printed.
    pub at: Option<CellAddress>,
    /// The departmental classes, by code.
    pub rows: Vec<Class>,
    /// The government's classes, by code.
    pub columns: Vec<Class>,
    /// The pairs that any money goes to.
    pub cells: Vec<Cell>,
}

/// Pairs the classes of the table by economic class. Nothing where no table prints both classifications, or where a sum
/// fits no exact decimal.
#[must_use]
pub fn matrix(budget: &Budget) -> Option<Matrix> {
    let mut found = economic(budget)?;
    order::by(&mut found.classes, &|a, b| a.code.cmp(&b.code));
    let (mut rows, mut columns) = (Vec::new(), Vec::<Class>::new());
    let mut cells: Vec<Cell> = Vec::new();
    for class in &found.classes {
        let row = rows.len();
        for line in &class.lines {
            let Some(code) = second(line) else { continue };
            let column = columns.iter().position(|known| known.code == code).unwrap_or(columns.len());
            match columns.get_mut(column) {
                Some(known) => known.amount = total(&[known.amount, line.amount])?,
                None => columns.push(Class {
                    code: code.to_owned(),
                    name: catalogue::name_in(code, budget.year).unwrap_or_default().to_owned(),
                    amount: line.amount,
                    at: None,
                }),
            }
            match cells.iter_mut().find(|cell| (cell.row, cell.column) == (row, column)) {
                Some(cell) => (cell.amount, cell.at) = (total(&[cell.amount, line.amount])?, None),
                None => cells.push(Cell { row, column, amount: line.amount, at: Some(line.at.clone()) }),
            }
        }
        rows.push(Class {
            code: class.code.clone(),
            name: class.name.clone(),
            amount: class.amount,
            at: class.at.clone(),
        });
    }
    let whole = found.whole.as_ref();
    let at = whole.and_then(|whole| whole.at.cell().cloned());
    let whole = whole.map(|whole| whole.amount);
    (!cells.is_empty()).then(|| by_code(Matrix { whole, at, rows, columns, cells }))
}

/// The columns in the order of their codes, the cells row by row.
fn by_code(mut matrix: Matrix) -> Matrix {
    let mut order: Vec<usize> = (0..matrix.columns.len()).collect();
    order::by_key(&mut order, |&i| matrix.columns.get(i).map(|class| class.code.clone()));
    for cell in &mut matrix.cells {
        cell.column = order.iter().position(|&old| old == cell.column).unwrap_or_default();
    }
    order::by_key(&mut matrix.cells, |cell| (cell.row, cell.column));
    matrix.columns = order.iter().filter_map(|&old| matrix.columns.get(old).cloned()).collect();
    matrix
}

/// The lines behind a part of the matrix, the largest first: of a cell (`301/501`), of a departmental class (`301`) or
/// of a class of the government's (`/501`). Nothing where there is none.
#[must_use]
pub fn lines(budget: &Budget, key: &str) -> Option<Bars> {
    let (row, column) = key.split_once('/').unwrap_or((key, ""));
    let mut bars = Vec::new();
    for class in &economic(budget)?.classes {
        for line in &class.lines {
            let is_in = |wanted: &str, code: &str| wanted.is_empty() || wanted == code;
            let Some(code) = second(line) else { continue };
            if !is_in(row, &class.code) || !is_in(column, code) {
                continue;
            }
            let name = line.second.as_ref().map_or("", |(_, name)| name.as_str());
            bars.push(Bar {
                key: line.at.row.to_string(),
                code: Some(line.code.clone()),
                name: if name.is_empty() { line.name.clone() } else { format!("{} → {name}", line.name) },
                amount: line.amount,
                at: line.at.clone(),
                parts: Vec::new(),
                opens: false,
            });
        }
    }
    order::by_key(&mut bars, |bar| Reverse(bar.amount.in_yuan()));
    let whole = total(&bars.iter().map(|bar| bar.amount).collect::<Vec<_>>())?;
    Some(Bars { whole: Some(whole), bars })
}

/// The class of the government's classification that a line goes to.
fn second(line: &Line) -> Option<&str> {
    line.second.as_ref()?.0.get(..3)
}
