//! The money of a form: totals beside each other, each with its parts below it; the money of tasks.

use super::cell_at;
use super::parts::{self, Part};
use super::tasks;
use crate::address::CellAddress;
use crate::amount::{Amount, Unit, parse_figure};
use crate::order;
use crate::search;
use crate::source::GridCell;
use crate::tables::form::AMOUNT;
use crate::tables::items::{Context, Keys, read_figure};
use crate::tables::names::{Name, plain};
use crate::tables::spec::Side;
use crate::tables::{Figure, Item, Notice, Role, Value, What};
use std::sync::Arc;

/// Reads the figures of a form. Blank values are kept: a label without a figure says that there is none.
pub fn read(context: &Context<'_>, body: &[Vec<GridCell>], items: &mut Vec<Item>, notices: &mut Vec<Notice>) {
    let mut keys = Keys::default();
    let parts = parts::of(body);
    let mut rest = body;
    for same in parts.chunk_by(|a, b| a == b) {
        let (rows, below) = rest.split_at_checked(same.len()).unwrap_or((rest, &[]));
        rest = below;
        match same.first() {
            Some(Part::Money) => read_money(context, rows, &mut keys, items, notices),
            Some(Part::Tasks) => read_tasks(context, rows, &mut keys, items, notices),
            _ => {}
        }
    }
}

/// A label with the cell of its value.
struct Labelled<'a> {
    label: &'a str,
    cell: &'a GridCell,
    /// The text of the value, which may share its cell with the label.
    printed: &'a str,
    unit: Option<Unit>,
    /// The column of values that it belongs to.
    block: u32,
}

/// Labels and figures, block by block: the parts of a total stand below it, beside those of another total.
fn read_money(
    context: &Context<'_>,
    rows: &[Vec<GridCell>],
    keys: &mut Keys,
    items: &mut Vec<Item>,
    notices: &mut Vec<Notice>,
) {
    let columns = value_columns(rows);
    let part = rows.iter().flatten().map(|cell| cell.text.as_str()).find(|text| !text.is_empty());
    let mut found = Vec::new();
    for row in rows {
        if labelled(row, part.unwrap_or_default(), &columns, &mut found) {
            let line = row.first().map_or(0, |cell| cell.place.line);
            notices.push(Notice { table: context.table.clone(), line, what: What::RowShifted });
        }
    }
    order::by_key(&mut found, |entry| entry.block);
    for Labelled { label, cell, printed, unit, .. } in found {
        let key = keys.unique(&bare(label));
        let at = address(context, &key, AMOUNT, cell);
        let figure = match (unit, parse_figure(printed)) {
            (Some(unit), Ok(Some(value))) => {
                let value = Value::Amount(Amount::new(value, unit));
                Figure::new(at, printed.to_owned(), value)
            }
            _ => read_figure(context, at, printed, notices),
        };
        items.push(line(key, label, vec![figure]));
    }
}

/// The columns in which more figures stand than words, in their order; all with figures where there are none.
fn value_columns(rows: &[Vec<GridCell>]) -> Vec<u32> {
    let mut cells: Vec<(u32, bool)> = Vec::new();
    for cell in rows.iter().flatten().filter(|cell| !is_blank(&cell.text)) {
        cells.push((cell.place.cell, is_figure(&cell.text)));
    }
    order::by_key(&mut cells, |(column, _)| *column);
    let mut most = Vec::new();
    let mut any = Vec::new();
    for same in cells.chunk_by(|(a, _), (b, _)| a == b) {
        let figures = same.iter().filter(|(_, is_figure)| *is_figure).count();
        let column = same.first().map(|(column, _)| *column);
        if figures > 0 {
            any.extend(column);
        }
        if figures * 2 > same.len() {
            most.extend(column);
        }
    }
    if most.is_empty() { any } else { most }
}

/// Appends the labels of a row that have a value or a blank one, and says whether a figure stands left of its column.
/// `part` is the label of all rows.
fn labelled<'a>(row: &'a [GridCell], part: &'a str, columns: &[u32], found: &mut Vec<Labelled<'a>>) -> bool {
    let next = |at: u32| columns.get(columns.partition_point(|&column| column < at)).copied();
    let mut shifted = false;
    let mut name = part;
    // The label that has no value yet.
    let mut open: Option<u32> = None;
    // A label without a figure has a blank one where a column of values lies between it and the next label.
    let close = |open: Option<u32>, name: &'a str, to: u32| -> Option<Labelled<'a>> {
        let block = next(open?).filter(|&column| column < to)?;
        let cell = cell_at(row, block)?;
        Some(Labelled { label: name, cell, printed: &cell.text, unit: None, block })
    };
    for cell in row.iter().filter(|cell| !cell.text.is_empty()) {
        let at = cell.place.cell;
        let block = next(at).unwrap_or(at);
        if let Some((own, printed, unit)) = figure_in(&cell.text) {
            let label = if own.is_empty() { name } else { own };
            if is_money_label(label) {
                shifted |= own.is_empty() && block != at;
                found.push(Labelled { label, cell, printed, unit, block });
            }
            open = None;
        } else if open.is_some() && block == at && (is_blank(&cell.text) || is_broken(&cell.text)) {
            found.push(Labelled { label: name, cell, printed: &cell.text, unit: None, block });
            open = None;
        } else if !is_blank(&cell.text) {
            found.extend(close(open, name, at));
            name = &cell.text;
            open = Some(at);
        }
    }
    found.extend(close(open, name, u32::MAX));
    shifted
}

/// Whether the number behind a label is money.
fn is_money_label(label: &str) -> bool {
    !search::contains_any(&plain(label), &["编码", "代码", "年限", "人数", "日期", "电话", "比例", "占比"])
}

/// The money that a cell prints: the label in front of it, its digits, and its unit where the cell says it.
pub fn figure_in(text: &str) -> Option<(&str, &str, Option<Unit>)> {
    if is_figure(text) {
        return Some(("", text, None));
    }
    let (label, value) = text.trim_end().rsplit_once([':', '：']).unwrap_or(("", text.trim_end()));
    let unit = Unit::ALL.into_iter().rev().find(|unit| value.ends_with(unit.label()));
    let digits = unit.and_then(|unit| value.strip_suffix(unit.label())).unwrap_or(value).trim();
    (is_figure(digits) && (unit.is_some() || !label.is_empty())).then_some((label, digits, unit))
}

/// Whether a cell behind a label, in a column of values, was meant to be a figure: `1,2,3.4.5`, `约100万`.
fn is_broken(text: &str) -> bool {
    Name::parse(text).words.contains(|c: char| c.is_ascii_digit())
}

fn is_blank(text: &str) -> bool {
    matches!(parse_figure(text), Ok(None))
}

fn is_figure(text: &str) -> bool {
    matches!(parse_figure(text), Ok(Some(_)))
}

/// The money of tasks: a line for each task, a figure for each column of money.
fn read_tasks(
    context: &Context<'_>,
    rows: &[Vec<GridCell>],
    keys: &mut Keys,
    items: &mut Vec<Item>,
    notices: &mut Vec<Notice>,
) {
    let head = tasks::Head::read(rows);
    for row in rows {
        let money = head.money(row);
        if money.is_empty() {
            continue;
        }
        let name = head.name(row);
        let key = keys.unique(&bare(name));
        let mut figures = Vec::new();
        for (cell, column) in money {
            let at = address(context, &key, column, cell);
            figures.push(read_figure(context, at, &cell.text, notices));
        }
        items.push(line(key, name, figures));
    }
}

fn line(key: Arc<str>, label: &str, figures: Vec<Figure>) -> Item {
    let name = Name::parse(label);
    Item {
        key,
        side: Side::Whole,
        role: if name.part { Role::Part } else { Role::Line },
        code: None,
        second_code: None,
        second_name: None,
        level: name.ordinal.map_or(0, |ordinal| ordinal.level),
        number: name.ordinal.map(|ordinal| ordinal.number),
        name: label.to_owned(),
        figures,
    }
}

fn bare(label: &str) -> String {
    label.chars().filter(|c| !c.is_whitespace()).collect()
}

fn address(context: &Context<'_>, row: &str, column: &str, cell: &GridCell) -> CellAddress {
    CellAddress {
        table: context.table.clone(),
        row: row.into(),
        column: column.into(),
        place: cell.place.clone(),
    }
}
