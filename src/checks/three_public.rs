//! “三公”经费合计: the total is travel abroad, official vehicles and reception; vehicles are purchase and running.

use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule};
use crate::budget::Budget;
use crate::tables::Item;
use crate::tables::names::plain;
use crate::tables::spec::Layout;

pub static RULE: Rule = Rule {
    id: "three-public",
    version: 1,
    kind: Kind::Sum,
    basis: Basis::Form,
    severity: Severity::Error,
    find,
};

const VEHICLES: &str = "公务用车购置及运行费";

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    for table in budget.with_layout(Layout::OneRow) {
        for item in &table.items {
            sum(item, "total", &["因公出国(境)费", VEHICLES, "公务接待费"], relations);
            sum(item, VEHICLES, &["公务用车购置费", "公务用车运行费"], relations);
        }
    }
}

fn sum(item: &Item, whole: &str, parts: &[&str], relations: &mut Vec<Relation>) {
    let named = |name: &str| {
        let figure = item.figures.iter().find(|figure| plain(&figure.at.column) == name);
        figure.map(Operand::from)
    };
    let mut printed = Vec::new();
    for part in parts {
        printed.extend(named(part));
    }
    if let Some(whole) = named(whole)
        && printed.len() >= 2
    {
        relations.push(Relation::Sum { whole, parts: printed });
    }
}
