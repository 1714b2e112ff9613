//! 应公开的表: the tables that the place asks of every department are there.

use super::naming::list;
use super::report::{Basis, Severity};
use super::{Kind, Relation, Rule, Saying, Spot, needs};
use crate::budget::{Budget, DocumentKind};
use crate::tables::TABLES;
use crate::tables::captions::named;

const THERE: Saying = Saying::holds("there");
const MISSING: Saying = Saying::fails("missing", Severity::Warning);
const UNSURE: Saying = Saying::fails("unsure", Severity::Info);

pub static RULE: Rule = Rule {
    id: "required-tables",
    version: 1,
    kind: Kind::Structure,
    basis: Basis::Form,
    severity: Severity::Warning,
    needs: &[&needs::TABLES],
    says: &[THERE, MISSING, UNSURE],
    find,
};

/// Tables that are empty in most documents: a text may have lost them with their blanks.
const OFTEN_EMPTY: [&str; 3] = ["three-public", "fund-expenditure", "state-capital-expenditure"];

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    if budget.kind != DocumentKind::Budget {
        return;
    }
    let required = budget.profile.required;
    let is_there = |id: &str| budget.table(id).is_some();
    let there = required.iter().filter(|id| is_there(id)).count();
    // A few tables are a part of a disclosure that is published in several files.
    if there < 3 || there * 2 < required.len() {
        return;
    }
    let mut missing = Vec::new();
    let mut certain = true;
    for spec in TABLES.iter().filter(|spec| required.contains(&spec.id) && !is_there(spec.id)) {
        missing.push(spec.title.to_owned());
        certain &= !OFTEN_EMPTY.contains(&spec.id);
    }
    // A table that could not be told may be one of them.
    // The list of 2016 was followed from the next year on.
    certain &= budget.year.is_some_and(|year| year >= 2017);
    certain &= !budget.tables.iter().any(|table| table.spec.is_none() && named(&table.title).is_none());
    let (saying, words) = match (missing.is_empty(), certain) {
        (true, _) => (&THERE, vec![("tables", required.len().to_string())]),
        (false, true) => (&MISSING, vec![("tables", list(&missing))]),
        (false, false) => (&UNSURE, vec![("tables", list(&missing))]),
    };
    relations.push(Relation::Said { saying, about: Vec::new(), spot: Spot::Document, words });
}
