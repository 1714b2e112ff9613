//! Expenditure by economic class: what the money is spent on, by the department's classification and the government's.

use super::bars::{Bar, BarPart, Bars};
use super::flow::Tone;
use super::overview::{Shown, WHOLE, of_whole};
use super::{printed, total_row};
use crate::address::{Address, CellAddress};
use crate::amount::{Amount, Unit, sum};
use crate::budget::Budget;
use crate::order;
use crate::tables::{Item, Role, Table};
use std::cmp::Reverse;

/// The tables with economic classes, the one of all expenditure first.
const TABLES: [&str; 2] = ["economic-summary", "general-basic"];

/// Expenditure by economic class.
#[derive(Debug, Clone)]
pub struct Economic<'a> {
    /// The table it is read from.
    pub table: &'a Table,
    /// The printed total.
    pub whole: Option<Shown>,
    /// The department's classes (类), the largest first.
    pub classes: Vec<Class>,
}

/// A class (类) of the department's classification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// Its code, such as 301.
    pub code: String,
    /// Its name, if the table prints it.
    pub name: Option<String>,
    /// The printed total of the class, else the exact sum of its lines.
    pub amount: Amount,
    /// Where the total is printed.
    pub at: Option<CellAddress>,
    /// Its lines, the largest first.
    pub lines: Vec<Line>,
}

/// A line (款) of the department's classification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its code, such as 30101.
    pub code: String,
    /// Its printed name.
    pub name: String,
    /// Code and name in the government's classification, where the table prints both.
    pub second: Option<(String, String)>,
    /// The printed amount.
    pub amount: Amount,
    /// Where it is printed.
    pub at: CellAddress,
}

/// Expenditure by economic class; nothing where no table with a unit prints it.
#[must_use]
pub fn economic(budget: &Budget) -> Option<Economic<'_>> {
    let tables = TABLES.into_iter().filter_map(|id| budget.table(id));
    let mut found = tables.filter(|table| table.unit.is_some()).map(|table| (table, classes(table)));
    let (table, classes) = found.find(|(_, classes)| !classes.is_empty())?;
    let total = total_row(table).and_then(|row| printed(row, "total"));
    let whole = total.and_then(|figure| Some((figure.amount()?, figure.at.clone().into())));
    Some(Economic { table, whole: whole.map(|(amount, at)| Shown { amount, at }), classes })
}

fn classes(table: &Table) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    for item in table.items.iter().filter(|item| item.role == Role::Line) {
        let (Some(code), Some(figure)) = (item.code.as_deref(), printed(item, "total")) else { continue };
        let (Some(class), Some(amount)) = (code.get(..3), figure.amount()) else { continue };
        let at = classes.iter().position(|known| known.code == class);
        let at = at.unwrap_or_else(|| {
            let (code, name) = (class.to_owned(), None);
            let nothing = Amount::new(0.into(), amount.unit());
            classes.push(Class { code, name, amount: nothing, at: None, lines: Vec::new() });
            classes.len() - 1
        });
        let Some(known) = classes.get_mut(at) else { continue };
        if code == class {
            (known.name, known.amount) = (Some(item.name.clone()), amount);
            known.at = Some(figure.at.clone());
        } else {
            known.lines.push(line(item, code, amount, figure.at.clone()));
        }
    }
    for class in &mut classes {
        if class.at.is_none() {
            let total = class.lines.iter().try_fold(class.amount.value(), |total, line| {
                sum(total, line.amount.in_unit(class.amount.unit())?.value())
            });
            class.amount = total.map_or(class.amount, |total| Amount::new(total, class.amount.unit()));
        }
        order::by_key(&mut class.lines, |line| Reverse(yuan(line.amount)));
    }
    order::by_key(&mut classes, |class| Reverse(yuan(class.amount)));
    classes
}

fn line(item: &Item, code: &str, amount: Amount, at: CellAddress) -> Line {
    let second_name = item.second_name.as_deref().unwrap_or_default();
    let second = item.second_code.as_deref().map(|code| (code.to_owned(), second_name.to_owned()));
    Line { code: code.to_owned(), name: item.name.clone(), second, amount, at }
}

fn yuan(amount: Amount) -> Option<rust_decimal::Decimal> {
    amount.in_unit(Unit::Yuan).map(Amount::value)
}

/// Personnel, public funds and projects, as far as the document prints them; basic expenditure where it parts it no further.
#[must_use]
pub fn natures(budget: &Budget) -> Bars {
    let natures = [
        ("basic.personnel", "人员经费", Tone::Basic),
        ("basic.public", "公用经费", Tone::Basic),
        ("project", "项目支出", Tone::Project),
    ];
    let mut bars = Vec::new();
    for (nature, name, tone) in natures {
        if let Some(Shown { amount, at: Address::Cell(at) }) = of_whole(budget, &WHOLE, nature) {
            let parts = vec![BarPart { tone, amount, at: at.clone() }];
            let (key, name) = (nature.to_owned(), name.to_owned());
            bars.push(Bar { key, code: None, name, amount, at, parts, opens: false });
        }
    }
    if bars.iter().all(|bar| bar.key == "project")
        && let Some(Shown { amount, at: Address::Cell(at) }) = of_whole(budget, &WHOLE, "basic")
    {
        let parts = vec![BarPart { tone: Tone::Basic, amount, at: at.clone() }];
        let (key, name) = ("basic".to_owned(), "基本支出".to_owned());
        bars.push(Bar { key, code: None, name, amount, at, parts, opens: false });
    }
    order::by_key(&mut bars, |bar| Reverse(yuan(bar.amount)));
    Bars { whole: of_whole(budget, &WHOLE, "total").map(|whole| whole.amount), bars }
}
