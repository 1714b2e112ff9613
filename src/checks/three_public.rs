//! “三公”经费合计: the total is travel abroad, official vehicles and reception; vehicles are purchase and running.

use super::report::{Basis, Severity};
use super::{Kind, Relation, Rule};
use crate::budget::Budget;
use crate::tables::names::plain;
use crate::tables::spec::Layout;
use crate::tables::{Figure, Item};

pub static RULE: Rule = Rule {
    id: "three-public",
    version: 1,
    kind: Kind::Sum,
    basis: Basis::Form,
    severity: Severity::Error,
    find,
};

const VEHICLES: &str = "公务用车购置及运行费";

fn find(budget: &Budget) -> Vec<Relation> {
    let tables =
        budget.tables.iter().filter(|table| table.spec.is_some_and(|spec| spec.layout == Layout::OneRow));
    tables.flat_map(|table| table.items.iter().flat_map(of_item)).collect()
}

fn of_item(item: &Item) -> Vec<Relation> {
    let named = |name: &str| item.figures.iter().find(|figure| plain(&figure.at.column) == name);
    let sum = |whole: Option<&Figure>, parts: [Option<&Figure>; 3]| {
        let parts: Vec<_> = parts.into_iter().flatten().map(Into::into).collect();
        whole.filter(|_| parts.len() >= 2).map(|whole| Relation::Sum { whole: whole.into(), parts })
    };
    let total = sum(named("total"), [named("因公出国(境)费"), named(VEHICLES), named("公务接待费")]);
    let vehicles = sum(named(VEHICLES), [named("公务用车购置费"), named("公务用车运行费"), None]);
    total.into_iter().chain(vehicles).collect()
}
