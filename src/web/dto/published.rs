//! A published table as printed, with the address of every figure.

use crate::address::CellAddress;
use crate::amount::Unit;
use crate::disclosure::Disclosure;
use crate::export::report::AddressData;
use crate::export::wording::Wording;
use crate::i18n::Locale;
use crate::order;
use crate::tables::spec::Kind;
use crate::tables::{Role, Table};
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HeadCell {
    text: String,
    columns: usize,
    rows: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CellData {
    text: String,
    /// `code`, `name`, `amount` or `text`.
    kind: &'static str,
    at: Option<AddressData>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RowData {
    line: u32,
    total: bool,
    cells: Vec<CellData>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PublishedTable {
    id: String,
    ordinal: u32,
    name: String,
    title: String,
    unit: Option<&'static str>,
    lines: (u32, u32),
    amounts: usize,
    note: Option<String>,
    notices: Vec<String>,
    head: Vec<Vec<HeadCell>>,
    rows: Vec<RowData>,
}

pub fn table(disclosure: &Disclosure, table: &Table, locale: &'static Locale) -> PublishedTable {
    let wording = Wording { budget: &disclosure.budget, locale };
    let mut notices = Vec::new();
    for check in &disclosure.report.checks {
        if check.place.as_ref().is_some_and(|place| place.table == *table.id) {
            notices.push(wording.message(check, 0));
        }
    }
    PublishedTable {
        id: table.id.to_string(),
        ordinal: table.ordinal,
        name: table.spec.map_or_else(|| table.title.clone(), |spec| spec.title.to_owned()),
        title: table.title.clone(),
        unit: table.unit.map(Unit::label),
        lines: table.lines,
        amounts: table.figures().filter(|(_, figure)| figure.amount().is_some()).count(),
        note: table.note.as_ref().map(|note| note.text.clone()),
        notices,
        head: head_cells(table),
        rows: rows(table),
    }
}

/// The head as printed or repaired, with its spans.
fn head_cells(table: &Table) -> Vec<Vec<HeadCell>> {
    let depth = table.columns.iter().map(|column| column.head.len()).max().unwrap_or(0);
    let path = |at: usize, level: usize| table.columns.get(at).and_then(|column| column.head.get(..=level));
    let side = |at: usize| table.columns.get(at).map(|column| column.side);
    let mut head = Vec::new();
    for level in 0..depth {
        let mut cells = Vec::new();
        let mut at = 0;
        while let Some(column) = table.columns.get(at) {
            let Some(text) = column.head.get(level) else {
                at += 1;
                continue;
            };
            let is_last = column.head.len() == level + 1;
            let same = |other: &usize| path(*other, level) == path(at, level) && side(*other) == side(at);
            let columns = if is_last { 1 } else { (at..table.columns.len()).take_while(same).count() };
            let rows = if is_last { depth - level } else { 1 };
            cells.push(HeadCell { text: text.clone(), columns, rows });
            at += columns.max(1);
        }
        head.push(cells);
    }
    head
}

fn rows(table: &Table) -> Vec<RowData> {
    let mut addresses: Vec<(&CellAddress, Role)> = Vec::new();
    for (item, figure) in table.figures() {
        addresses.push((&figure.at, item.role));
    }
    let place = |at: &CellAddress| (at.place.line, at.place.cell);
    order::by_key(&mut addresses, |(at, _)| place(at));
    let mut rows = Vec::new();
    for printed in &table.body {
        let mut row = RowData {
            line: printed.first().map_or(0, |cell| cell.place.line),
            total: false,
            cells: Vec::new(),
        };
        for (cell, column) in printed.iter().zip(&table.columns) {
            let here = (cell.place.line, cell.place.cell);
            let found = addresses.binary_search_by(|(at, _)| place(at).cmp(&here)).ok();
            let found = found.and_then(|found| addresses.get(found));
            row.total |= found.is_some_and(|(_, role)| matches!(role, Role::Total | Role::YearTotal));
            row.cells.push(CellData {
                text: cell.text.clone(),
                kind: if found.is_some() { "amount" } else { kind(column.kind) },
                at: found.map(|(at, _)| (*at).into()),
            });
        }
        rows.push(row);
    }
    rows
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Code | Kind::SecondCode | Kind::UnitCode => "code",
        Kind::Name | Kind::SecondName | Kind::UnitName => "name",
        Kind::Amount => "amount",
        Kind::Indicator | Kind::Target | Kind::Text => "text",
    }
}
