//! “三公”经费合计: the total is travel abroad, official vehicles and reception; vehicles are purchase and running.

use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule, needs};
use crate::budget::Budget;
use crate::search;
use crate::tables::heads::Column;
use crate::tables::spec::{Kind as ColumnKind, Layout};
use crate::tables::vocabulary::{self, Aspects};
use crate::tables::{Item, Role, Table};

/// What the parts of the “三公” expenditure are called as natures of expenditure.
const NATURE: &str = "three-public";

pub static RULE: Rule = Rule {
    id: "three-public",
    version: 1,
    kind: Kind::Sum,
    basis: Basis::Form,
    severity: Severity::Error,
    needs: &[&needs::TABLES],
    says: &[],
    find,
};

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    for table in budget.tables.iter().filter(|table| table.spec.is_some()) {
        let amounts = table.columns.iter().filter(|column| column.kind == ColumnKind::Amount);
        let columns: Vec<_> = amounts.map(|column| (column, column.aspects())).collect();
        // Beside 决算数 the 预算数 have sums of their own.
        for stage in ["", "budget", "previous"] {
            let find = |part: &str| {
                let of_part = |(_, about): &&(&Column, Aspects<'_>)| {
                    let own = about.nature.strip_prefix(NATURE).unwrap_or(about.nature);
                    (about.stage, about.source, own) == (stage, "", part)
                };
                columns.iter().find(of_part).map(|(column, _)| *column)
            };
            let parts = [find(".abroad"), find(".vehicles"), find(".reception")];
            if parts.iter().flatten().count() >= 2 && !has_other_parts(table, stage) {
                sums(table, find(""), &parts, relations);
            }
            let parts = [find(".vehicles.purchase"), find(".vehicles.running")];
            sums(table, find(".vehicles"), &parts, relations);
        }
        by_lines(table, relations);
    }
}

/// The only one of some lines.
fn alone(lines: Vec<&Item>) -> Option<&Item> {
    if let [line] = lines.as_slice() { Some(*line) } else { None }
}

/// The same where every part has a line.
fn by_lines(table: &Table, relations: &mut Vec<Relation>) {
    if table.layout != Layout::Rows || table.spec.is_none_or(|spec| spec.scope.nature != NATURE) {
        return;
    }
    let part_of = |item: &Item| {
        let meaning = vocabulary::meaning(std::slice::from_ref(&item.name))?;
        let part = Aspects::of(&meaning.concept).nature.strip_prefix(NATURE)?;
        (meaning.kind == ColumnKind::Amount).then(|| part.to_owned())
    };
    let parts: Vec<Option<String>> = table.items.iter().map(part_of).collect();
    let lines = |wanted: &str| {
        let own = table.items.iter().zip(&parts).filter(move |(_, part)| part.as_deref() == Some(wanted));
        own.map(|(item, _)| item).collect::<Vec<&Item>>()
    };
    let totals: Vec<&Item> = table.items.iter().filter(|item| item.role == Role::Total).collect();
    // Beside meetings and training the total is theirs too.
    let is_part = |(item, part): (&Item, &Option<String>)| {
        item.role == Role::Total || part.is_some() || !vocabulary::may_be_money(&item.name)
    };
    let only_parts = table.items.iter().zip(&parts).all(is_part);
    let whole = alone(lines("")).or_else(|| alone(totals).filter(|_| only_parts));
    let sums: [(Option<&Item>, &[&str]); 2] = [
        (whole, &[".abroad", ".vehicles", ".reception"]),
        (alone(lines(".vehicles")), &[".vehicles.purchase", ".vehicles.running"]),
    ];
    for (whole, names) in sums {
        let found: Vec<Vec<&Item>> = names.iter().map(|name| lines(name)).collect();
        let Some(whole) = whole.filter(|_| found.iter().all(|lines| lines.len() == 1)) else { continue };
        for figure in &whole.figures {
            let parts = || found.iter().flatten().filter_map(|part| part.figure(&figure.at.column));
            let addends: Vec<Operand> = parts().map(Operand::from).collect();
            // Parts that are all left blank say nothing.
            if addends.len() == names.len() && parts().any(|part| part.amount().is_some()) {
                relations.push(Relation::sum(figure.into(), addends));
            }
        }
    }
}

/// Whether the total holds more than the “三公” expenditure, such as meetings and training, or a column whose head is not
/// understood.
fn has_other_parts(table: &Table, stage: &str) -> bool {
    table.columns.iter().any(|column| {
        let about = column.aspects();
        let is_own = about.nature.is_empty() || about.nature.starts_with(NATURE);
        let other = column.kind == ColumnKind::Amount && about.stage == stage && !is_own;
        other
            && !search::contains(&column.key, "运行经费")
            && table
                .items
                .iter()
                .filter_map(|item| item.figure(&column.key)?.amount())
                .any(|amount| !amount.value().is_zero())
    })
}

/// In every line the whole is the sum of the parts that have columns.
fn sums(table: &Table, whole: Option<&Column>, parts: &[Option<&Column>], relations: &mut Vec<Relation>) {
    let Some(whole) = whole.filter(|_| parts.iter().flatten().count() >= 2) else { return };
    for item in &table.items {
        let figure = |column: &Column| item.figure(&column.key).map(Operand::from);
        let addends: Vec<Operand> = parts.iter().flatten().filter_map(|part| figure(part)).collect();
        if let Some(whole) = figure(whole).filter(|_| addends.len() >= 2) {
            relations.push(Relation::sum(whole, addends));
        }
    }
}
