//! A published table as printed, with the address of every figure.

use crate::amount::Unit;
use crate::checks::Spot;
use crate::export::cells;
use crate::export::report::AddressData;
use crate::export::wording::Wording;
use crate::i18n::Locale;
use crate::tables::spec::Kind;
use crate::tables::{Role, Table};
use crate::web::kept::Kept;
use serde::Serialize;

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
pub struct PublishedTable<'a> {
    id: String,
    ordinal: u32,
    name: String,
    title: String,
    unit: Option<&'static str>,
    /// Where its rows stand, in words.
    place: String,
    amounts: usize,
    note: Option<String>,
    notices: Vec<String>,
    head: Vec<Vec<cells::HeadCell<'a>>>,
    rows: Vec<RowData>,
}

pub fn table<'a>(disclosure: &Kept, table: &'a Table, locale: &'static Locale) -> PublishedTable<'a> {
    let wording = Wording { budget: &disclosure.budget, locale };
    let mut notices = Vec::new();
    for check in &disclosure.report().checks {
        if matches!(&check.spot, Spot::Line { table: at, .. } if *at == table.id) {
            notices.push(wording.message(check));
        }
    }
    PublishedTable {
        id: table.id.to_string(),
        ordinal: table.ordinal,
        name: table.spec.map_or_else(|| table.title.clone(), |spec| spec.title.to_owned()),
        title: table.title.clone(),
        unit: table.unit.map(Unit::label),
        place: wording.rows_of(table),
        amounts: table.figures().filter(|(_, figure)| figure.amount().is_some()).count(),
        note: table.note.as_ref().map(|note| note.text.clone()),
        notices,
        head: cells::head(table),
        rows: rows(table),
    }
}

fn rows(table: &Table) -> Vec<RowData> {
    let mut rows = Vec::new();
    for printed in cells::rows(table) {
        let line = printed.first().map_or(0, |cell| cell.place.line);
        let mut row = RowData { line, total: false, cells: Vec::new() };
        for cell in printed.iter().take(table.columns.len()) {
            let role = cell.figure.map(|(item, _)| item.role);
            row.total |= matches!(role, Some(Role::Total | Role::YearTotal));
            row.cells.push(CellData {
                text: cell.text.to_owned(),
                kind: if role.is_some() { "amount" } else { kind(cell.kind) },
                at: cell.figure.map(|(_, figure)| (&figure.at).into()),
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
