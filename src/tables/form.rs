//! The layout of labels and values: 部门预算总额 … 6,273.0. A figure belongs to the last label before it.

use super::heads::Column;
use super::items::{Context, Keys, read_figure};
use super::names::Name;
use super::spec::{Kind, Side};
use super::{Item, Notice, Role, What};
use crate::address::CellAddress;
use crate::amount::parse_figure;
use crate::source::GridCell;

/// The label that opens the figures of the form, and the one that closes them.
const OPENS: &str = "预算情况";
const CLOSES: &str = "一级指标";

/// The column key of the money of a form.
pub const AMOUNT: &str = "amount";

/// Reads the figures of a form. Blank values are kept: a label without a figure says that there is none.
pub fn read(context: &Context<'_>, body: &[Vec<GridCell>], items: &mut Vec<Item>, notices: &mut Vec<Notice>) {
    if !holds_all(body) {
        return super::performance::money::read(context, body, items, notices);
    }
    let mut keys = Keys::default();
    let inside = inside(body);
    let mut value_cell = None;
    for row in inside {
        let figure = row.iter().find(|cell| is_figure(cell));
        let limit = figure.map_or(u32::MAX, |cell| cell.place.cell);
        let mut labels = row.iter().filter(|cell| !cell.text.is_empty() && cell.place.cell < limit);
        let Some(label) = labels.next_back() else { continue };
        let usual = *value_cell.get_or_insert(limit);
        if limit < usual {
            let line = label.place.line;
            notices.push(Notice { table: context.table.clone(), line, what: What::RowShifted });
        }
        let blank = || row.iter().find(|cell| cell.place.cell == usual);
        let Some(value) = figure.or_else(blank) else { continue };
        let name = Name::parse(&label.text);
        let bare: String = label.text.chars().filter(|c| !c.is_whitespace()).collect();
        let key = keys.unique(&bare);
        let at = CellAddress {
            table: context.table.clone(),
            row: key.clone(),
            column: AMOUNT.into(),
            place: value.place.clone(),
        };
        items.push(Item {
            key,
            side: Side::Whole,
            role: Role::Line,
            code: None,
            second_code: None,
            second_name: None,
            level: name.ordinal.map_or(0, |ordinal| ordinal.level),
            number: name.ordinal.map(|ordinal| ordinal.number),
            name: label.text.clone(),
            figures: vec![read_figure(context, at, &value.text, notices)],
        });
    }
}

/// The rows of the money.
fn inside(body: &[Vec<GridCell>]) -> impl Iterator<Item = &Vec<GridCell>> {
    body.iter().skip_while(|row| !starts(row, OPENS)).take_while(|row| !starts(row, CLOSES))
}

/// Whether all figures stand there, one in a row, as in the official form.
fn holds_all(body: &[Vec<GridCell>]) -> bool {
    let figures = |row: &Vec<GridCell>| row.iter().filter(|cell| is_figure(cell)).count();
    let all: usize = body.iter().map(figures).sum();
    all > 0 && all == inside(body).filter(|row| figures(row) == 1).count()
}

fn is_figure(cell: &GridCell) -> bool {
    matches!(parse_figure(&cell.text), Ok(Some(_)))
}

fn starts(row: &[GridCell], label: &str) -> bool {
    row.first().is_some_and(|cell| cell.text == label)
}

/// A form has no head: its columns have no names.
#[must_use]
pub fn columns(width: usize) -> Vec<Column> {
    let blank = Column {
        key: "".into(),
        head: Vec::new(),
        kind: Kind::Text,
        side: Side::Whole,
        concept: "".into(),
        block: 0,
    };
    vec![blank; width]
}
