//! 表头年份与部门: the captions and heads of the tables name the year and the department of the document.

use super::naming::{list, one_line};
use super::report::{Basis, Severity};
use super::{Kind, Relation, Rule, Saying, Spot, needs};
use crate::budget::{Budget, DocumentKind, identity};
use crate::order::Counts;
use crate::search;
use crate::tables::Table;
use crate::tables::names::plain;
use crate::tables::spec::Layout;

const AGREE: Saying = Saying::holds("agree");
const YEAR: Saying = Saying::fails("year", Severity::Warning);
const DEPARTMENT: Saying = Saying::fails("department", Severity::Warning);

pub static RULE: Rule = Rule {
    id: "table-heads",
    version: 1,
    kind: Kind::Structure,
    basis: Basis::Form,
    severity: Severity::Warning,
    needs: &[&needs::TABLES],
    says: &[AGREE, YEAR, DEPARTMENT],
    find,
};

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    if budget.kind == DocumentKind::Form {
        return;
    }
    // A table printed again may be another unit's, a form that of a project of several years.
    let mut tables: Vec<&Table> = Vec::new();
    for table in budget.tables.iter().filter(|table| table.spec.is_some() && table.layout != Layout::Form) {
        if !search::contains(&table.id, "#") {
            tables.push(table);
        }
    }
    let before = relations.len();
    let named = years(budget, &tables, relations) + departments(&tables, relations);
    if named > 0 && relations.len() == before {
        let words = vec![("heads", named.to_string())];
        relations.push(Relation::Said { saying: &AGREE, about: Vec::new(), spot: Spot::Document, words });
    }
}

/// Tables that name another year than the document; returns how many name one.
fn years(budget: &Budget, tables: &[&Table], relations: &mut Vec<Relation>) -> usize {
    let Some(year) = budget.year else { return 0 };
    let (mut others, mut named, mut first) = (Vec::new(), 0, None);
    for table in tables {
        // A caption of several years names no single one.
        let several = plain(&table.title).matches('年').count() > 1;
        let Some(own) = identity::year_in(&table.title).filter(|_| !several) else { continue };
        named += 1;
        if own != year {
            others.push(one_line(&table.title));
            first = first.or(Some(*table));
        }
    }
    // One or two are slips; where all do, the year of the document was hardly read right.
    if let Some(first) = first.filter(|_| others.len() * 2 <= named) {
        let words = vec![("titles", list(&others)), ("year", year.to_string())];
        relations.push(said(&YEAR, first, words));
    }
    named
}

/// Tables that name another department than the others; returns how many name one.
fn departments(tables: &[&Table], relations: &mut Vec<Relation>) -> usize {
    let mut counts = Counts::default();
    let (mut named, mut most, mut usual) = (0, 0, "");
    for name in tables.iter().filter_map(|table| table.department.as_deref()) {
        named += 1;
        let count = counts.add(name);
        if count > most {
            (most, usual) = (count, name);
        }
    }
    if most < 3 {
        return named;
    }
    let (mut others, mut first) = (Vec::new(), None);
    for table in tables {
        let Some(name) = table.department.as_deref() else { continue };
        // A shorter form, or more printed behind it.
        if !search::contains(name, usual) && !search::contains(usual, name) {
            others.push(format!("{}（{}）", one_line(name), one_line(&table.title)));
            first = first.or(Some(*table));
        }
    }
    if let Some(first) = first.filter(|_| others.len() * 3 <= named) {
        let words = vec![("titles", list(&others)), ("department", usual.to_owned())];
        relations.push(said(&DEPARTMENT, first, words));
    }
    named
}

fn said(saying: &'static Saying, table: &Table, words: Vec<(&'static str, String)>) -> Relation {
    let spot = Spot::Line { table: table.id.clone(), line: table.lines.0 };
    Relation::Said { saying, about: Vec::new(), spot, words }
}
