//! Expenditure by economic class: what the money is spent on, by the department's classification and the government's.

use super::bars::{Bar, BarPart, Bars};
use super::flow::Tone;
use super::overview::{Shown, WHOLE, of_whole};
use super::{printed, total_row};
use crate::address::{Address, CellAddress};
use crate::amount::{Amount, total};
use crate::budget::Budget;
use crate::catalogue;
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
    /// Its name as printed, else the official one; empty where neither is known.
    pub name: String,
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

/// Expenditure by economic class; nothing where no table with a unit prints it, or where a sum fits no exact decimal.
#[must_use]
pub fn economic(budget: &Budget) -> Option<Economic<'_>> {
    let tables = TABLES.into_iter().filter_map(|id| budget.table(id));
    let found = tables.filter(|table| table.unit.is_some());
    let mut found = found.filter_map(|table| Some((table, classes(table, budget.year)?)));
    let (table, classes) = found.find(|(_, classes)| !classes.is_empty())?;
    let total = total_row(table).and_then(|row| printed(row, "total"));
    let whole = total.and_then(|figure| Some((figure.amount()?, figure.at.clone().into())));
    Some(Economic { table, whole: whole.map(|(amount, at)| Shown { amount, at }), classes })
}

fn classes(table: &Table, year: Option<u16>) -> Option<Vec<Class>> {
    let mut classes: Vec<Class> = Vec::new();
    for item in table.items.iter().filter(|item| item.role == Role::Line) {
        let (Some(code), Some(figure)) = (item.code.as_deref(), printed(item, "total")) else { continue };
        let (Some(class), Some(amount)) = (code.get(..3), figure.amount()) else { continue };
        let at = classes.iter().position(|known| known.code == class);
        let at = at.unwrap_or_else(|| {
            let name = catalogue::name_in(class, year).unwrap_or_default().to_owned();
            classes.push(Class { code: class.to_owned(), name, amount, at: None, lines: Vec::new() });
            classes.len() - 1
        });
        let Some(known) = classes.get_mut(at) else { continue };
        if code == class {
            (known.name, known.amount) = (item.name.clone(), amount);
            known.at = Some(figure.at.clone());
        } else {
            known.lines.push(line(item, code, amount, figure.at.clone()));
        }
    }
    for class in &mut classes {
        if class.at.is_none() {
            class.amount = total(&class.lines.iter().map(|line| line.amount).collect::<Vec<_>>())?;
        }
        order::by_key(&mut class.lines, |line| Reverse(line.amount.in_yuan()));
    }
    order::by_key(&mut classes, |class| Reverse(class.amount.in_yuan()));
    Some(classes)
}

fn line(item: &Item, code: &str, amount: Amount, at: CellAddress) -> Line {
    let second_name = item.second_name.as_deref().unwrap_or_default();
    let second = item.second_code.as_deref().map(|code| (code.to_owned(), second_name.to_owned()));
    Line { code: code.to_owned(), name: item.name.clone(), second, amount, at }
}

/// Personnel, public funds and projects, as far as the document prints them; basic expenditure where it parts it no further.
#[must_use]
pub fn natures(budget: &Budget) -> Bars {
    let mut bars = Vec::new();
    let mut add = |nature: &str, name: &str, tone| {
        if let Some(Shown { amount, at: Address::Cell(at) }) = of_whole(budget, &WHOLE, nature) {
            let parts = vec![BarPart { tone, amount, at: at.clone() }];
            let (key, name) = (nature.to_owned(), name.to_owned());
            bars.push(Bar { key, code: None, name, amount, at, parts, opens: false });
            return true;
        }
        false
    };
    let is_parted = [("basic.personnel", "人员经费"), ("basic.public", "公用经费")]
        .map(|(nature, name)| add(nature, name, Tone::Basic))
        .contains(&true);
    add("project", "项目支出", Tone::Project);
    if !is_parted {
        add("basic", "基本支出", Tone::Basic);
    }
    order::by_key(&mut bars, |bar| Reverse(bar.amount.in_yuan()));
    Bars { whole: of_whole(budget, &WHOLE, "total").map(|whole| whole.amount), bars }
}
