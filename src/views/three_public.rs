//! “三公”经费: what it is made of, how each part changed, what the document says of it.

use super::compared::{Compared, compared};
use super::overview::Shown;
use crate::address::{Address, CellAddress};
use crate::budget::{Budget, Subject};
use crate::narrative::{Claim, Section, Term, Topic};
use crate::search;
use crate::tables::heads::Column;
use crate::tables::spec::Layout;
use crate::tables::{Figure, Table};

/// The parts in the order of the form, as [`Subject::ThreePublic`] names them, each with how deep it stands below the whole.
const PARTS: [(&str, u8); 6] = [
    ("", 0),
    ("abroad", 1),
    ("vehicles", 1),
    ("vehicles.purchase", 2),
    ("vehicles.running", 2),
    ("reception", 1),
];

/// A part of the “三公” expenditure, or all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is, as [`Subject::ThreePublic`] names it; empty for the whole.
    pub id: &'static str,
    /// Its name as printed.
    pub name: String,
    /// 0 for the whole, 1 for its parts, 2 for theirs.
    pub level: u8,
    /// The amount in the table, else in the sentences where they print one; nothing where neither does.
    pub figure: Option<Shown>,
    /// The first cell about it, which may be blank.
    pub cell: CellAddress,
    /// How it changed, as the narrative states it.
    pub change: Option<Compared>,
}

/// What a document discloses of its “三公” expenditure.
#[derive(Debug, Clone)]
pub struct ThreePublic<'a> {
    /// The table.
    pub table: &'a Table,
    /// The whole and its parts.
    pub parts: Vec<Part>,
    /// What the narrative says of them.
    pub sections: Vec<&'a Section>,
    /// The document's own definition.
    pub definition: Option<&'a Term>,
}

/// The “三公” expenditure; nothing without its table, or where the table has no unit.
#[must_use]
pub fn three_public(budget: &Budget) -> Option<ThreePublic<'_>> {
    let table = budget.table("three-public").filter(|table| table.unit.is_some())?;
    let mut parts = Vec::new();
    for (id, level) in PARTS {
        if let Some((name, quantity, cell)) = cell(budget, table, id) {
            parts.push(part(budget, (id, level, name), quantity, cell));
        }
    }
    let sections = &budget.narrative.sections;
    Some(ThreePublic {
        table,
        parts,
        sections: sections.iter().filter(|section| section.topic == Topic::ThreePublic).collect(),
        definition: budget.narrative.glossary.iter().find(|term| search::contains(&term.term, "三公")),
    })
}

/// The first cell about a part, with its printed name and the index of its quantity.
fn cell<'a>(budget: &'a Budget, table: &'a Table, id: &str) -> Option<(String, usize, &'a Figure)> {
    for (item, figure) in table.figures() {
        let Some(quantity) = budget.quantity_at(&figure.at) else { continue };
        let about = budget.nth_quantity(quantity).map(|(coordinate, _)| coordinate.subject);
        if !matches!(about, Some(Subject::ThreePublic(part)) if &*part == id) {
            continue;
        }
        // In one row the head names the part, in rows their first cell.
        let column = table.columns.iter().find(|column| column.key == figure.at.column);
        let head = column.filter(|_| table.layout == Layout::OneRow).map(Column::label);
        return Some((head.unwrap_or_else(|| item.name.clone()), quantity, figure));
    }
    None
}

fn part(
    budget: &Budget,
    (id, level, name): (&'static str, u8, String),
    quantity: usize,
    cell: &Figure,
) -> Part {
    let printed = cell.amount().map(|amount| Shown { amount, at: cell.at.clone().into() });
    let told = || {
        let (_, quantity) = budget.nth_quantity(quantity)?;
        let claims = quantity.claims.iter().filter_map(|&claim| budget.narrative.claims.get(claim));
        claims.filter_map(said).next()
    };
    let figure = printed.or_else(told);
    let change = figure.as_ref().and_then(|shown| compared(budget, shown.amount, &cell.at));
    Part {
        id,
        name,
        level,
        cell: cell.at.clone(),
        change: change.filter(|compared| compared.change.is_some()),
        figure,
    }
}

fn said(claim: &Claim) -> Option<Shown> {
    Some(Shown { amount: claim.said.amount()?, at: Address::from(claim.at.clone()) })
}
