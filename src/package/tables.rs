//! Tables: head, body, columns and lines, every figure with its place.

use super::fields::Fields;
use super::json::Json;
use super::{Problem, names};
use crate::address::{CellAddress, Place};
use crate::amount::{Amount, Unit};
use crate::order::Counts;
use crate::source::{GridCell, Span};
use crate::tables::heads::Column;
use crate::tables::spec::TableSpec;
use crate::tables::{Figure, Item, Note, TABLES, Table, Value};
use std::sync::Arc;

/// A table.
pub fn write(table: &Table) -> Json {
    let Table {
        id,
        spec,
        confidence,
        layout,
        classes,
        ordinal,
        title,
        unit,
        department,
        columns,
        head,
        body,
        items,
        note,
        part,
        lines: (first, last),
    } = table;
    let merged = head.iter().chain(body).flatten().any(|cell| cell.span.is_some());
    let line = |item: &Item| write_item(item, *unit);
    Json::record()
        .with("id", &**id)
        .with("form", spec.map(|spec| spec.id))
        .with("confidence", u32::from(*confidence))
        .with("layout", names::layout::write(*layout))
        .with("classes", names::classes::write(*classes))
        .with("ordinal", *ordinal)
        .with("title", title.as_str())
        .with("unit", unit.map(names::unit::write))
        .with("department", department.as_deref())
        .with("part", u32::try_from(*part).unwrap_or(u32::MAX))
        .with("lines", Json::List(vec![(*first).into(), (*last).into()]))
        .with("note", note.as_ref().map(write_note))
        .with("columns", Json::list(columns, write_column))
        .with("merged", Json::Flag(merged))
        .with("head", Json::list(head, |row| write_row(row)))
        .with("rows", Json::list(body, |row| write_row(row)))
        .with("items", Json::list(items, line))
}

/// A table; no two have one id.
pub fn read(table: &mut Fields<'_>, ids: &mut Counts) -> Table {
    let id = once(table, "id", ids);
    let unit = names::some_unit(table, "unit");
    let merged = table.flag("merged");
    let mut keys = Counts::default();
    let mut note = None;
    table.inside_some("note", &mut |fields| note = Some(read_note(fields)));
    Table {
        spec: form(table),
        confidence: table.number_to("confidence", 100) as u8,
        layout: names::layout::read(table, "layout"),
        classes: names::classes::read(table, "classes"),
        ordinal: table.number("ordinal"),
        title: table.text("title"),
        unit,
        department: table.some_text("department"),
        part: table.number("part") as usize,
        lines: lines(table),
        note,
        columns: table.list("columns", read_column),
        head: table.list("head", |row| read_row(row, merged)),
        body: table.list("rows", |row| read_row(row, merged)),
        items: table.list("items", |item| read_item(item, &id, unit, &mut keys)),
        id,
    }
}

/// A key that is there once and not blank.
fn once(fields: &mut Fields<'_>, name: &str, seen: &mut Counts) -> Arc<str> {
    let key = fields.word(name);
    if key.is_empty() {
        fields.unknown(name, key);
    } else if seen.add(key) > 1 {
        fields.refuse(name, Problem::Repeated(key.to_owned()));
    }
    key.into()
}

fn form(table: &mut Fields<'_>) -> Option<&'static TableSpec> {
    let id = table.some_text("form")?;
    let known = TABLES.iter().find(|spec| spec.id == id).copied();
    if known.is_none() {
        table.unknown("form", &id);
    }
    known
}

fn lines(table: &mut Fields<'_>) -> (u32, u32) {
    if let Json::List(lines) = table.value("lines")
        && let [Json::Number(first), Json::Number(last)] = **lines
    {
        return (first, last);
    }
    table.refuse("lines", Problem::Outside);
    (0, 0)
}

fn write_note(note: &Note) -> Json {
    let Note { text, line } = note;
    Json::record().with("text", text.as_str()).with("line", *line)
}

fn read_note(note: &mut Fields<'_>) -> Note {
    Note { text: note.text("text"), line: note.number("line") }
}

fn write_column(column: &Column) -> Json {
    let Column { key, head, kind, side, concept, block } = column;
    Json::record()
        .with("key", &**key)
        .with("kind", names::column::write(*kind))
        .with("side", names::side::write(*side))
        .with("about", &**concept)
        .with("block", u32::from(*block))
        .with("head", Json::list(head, |label| label.as_str().into()))
}

fn read_column(column: &mut Fields<'_>) -> Column {
    Column {
        key: column.word("key").into(),
        kind: names::column::read(column, "kind"),
        side: names::side::read(column, "side"),
        concept: column.word("about").into(),
        block: column.number_to("block", u32::from(u8::MAX)) as u8,
        head: column.texts("head"),
    }
}

/// A printed row: what its cells have in common of their places is said once.
fn write_row(cells: &[GridCell]) -> Json {
    let first = cells.first().map(|cell| &cell.place);
    let same = |is: fn(&Place, &Place) -> bool| {
        first.filter(|first| cells.iter().all(|cell| is(first, &cell.place)))
    };
    let sheet = same(|one, other| one.sheet == other.sheet);
    let page = same(|one, other| one.page == other.page);
    let line = same(|one, other| one.line == other.line);
    let write_cell = |cell: &GridCell| {
        let GridCell { text, place, span } = cell;
        let span = span.filter(|span| *span != Span::ONE);
        Json::record()
            .with_some("sheet", place.sheet.as_deref().filter(|_| sheet.is_none()))
            .with_some("page", place.page.filter(|_| page.is_none()))
            .with_some("line", line.is_none().then_some(place.line))
            .with("cell", place.cell)
            .with("text", text.as_str())
            .with_some("columns", span.map(|span| span.columns))
            .with_some("rows", span.map(|span| span.rows))
    };
    Json::record()
        .with_some("sheet", sheet.and_then(|place| place.sheet.as_deref()))
        .with_some("page", page.and_then(|place| place.page))
        .with_some("line", line.map(|place| place.line))
        .with("cells", Json::list(cells, write_cell))
}

fn read_row(row: &mut Fields<'_>, merged: bool) -> Vec<GridCell> {
    let has_line = row.has("line");
    let line = if has_line { row.number("line") } else { 0 };
    let common = read_partly(row, line);
    row.list("cells", |cell| {
        let line = if has_line && !cell.has("line") { common.line } else { cell.number("line") };
        let mut place = Place { cell: cell.number("cell"), ..read_partly(cell, line) };
        place.sheet = place.sheet.or_else(|| common.sheet.clone());
        place.page = place.page.or(common.page);
        let columns = cell.some_number("columns").unwrap_or(1);
        let span = Span { columns, rows: cell.some_number("rows").unwrap_or(1) };
        GridCell { text: cell.text("text"), place, span: merged.then_some(span) }
    })
}

/// The sheet and page of a record, on a line.
fn read_partly(fields: &mut Fields<'_>, line: u32) -> Place {
    let sheet = fields.some_text("sheet").map(Arc::from);
    Place { sheet, page: fields.some_number("page"), line, cell: 0 }
}

/// A record with its place in full.
pub fn with_place(record: Json, place: &Place) -> Json {
    record
        .with_some("sheet", place.sheet.as_deref())
        .with_some("page", place.page)
        .with("line", place.line)
        .with("cell", place.cell)
}

/// The place of a record that names it in full.
pub fn read_place(fields: &mut Fields<'_>) -> Place {
    let line = fields.number("line");
    Place { cell: fields.number("cell"), ..read_partly(fields, line) }
}

fn write_item(item: &Item, unit: Option<Unit>) -> Json {
    let Item { key, side, role, code, second_code, name, second_name, level, number, figures } = item;
    let second = (second_code.is_some() || second_name.is_some())
        .then(|| Json::record().with("code", second_code.as_deref()).with("name", second_name.as_deref()));
    Json::record()
        .with("key", &**key)
        .with("side", names::side::write(*side))
        .with("role", names::role::write(*role))
        .with("code", code.as_deref())
        .with("name", name.as_str())
        .with_some("second", second)
        .with("level", u32::from(*level))
        .with("number", *number)
        .with("figures", Json::list(figures, |figure| write_figure(figure, unit)))
}

fn read_item(item: &mut Fields<'_>, table: &Arc<str>, unit: Option<Unit>, keys: &mut Counts) -> Item {
    let key = once(item, "key", keys);
    let (mut second_code, mut second_name) = (None, None);
    item.inside_some("second", &mut |second| {
        second_code = second.some_text("code").map(Arc::from);
        second_name = second.some_text("name");
    });
    Item {
        side: names::side::read(item, "side"),
        role: names::role::read(item, "role"),
        code: item.some_text("code").map(Arc::from),
        second_code,
        name: item.text("name"),
        second_name,
        level: item.number_to("level", u32::from(u8::MAX)) as u8,
        number: item.some_number("number"),
        figures: item.list("figures", |figure| read_figure(figure, table, &key, unit)),
        key,
    }
}

/// A figure; its unit is said where it is not that of its table.
fn write_figure(figure: &Figure, unit: Option<Unit>) -> Json {
    let Figure { id: _, at, printed, value } = figure;
    let CellAddress { table: _, row: _, column, place } = at;
    let amount = figure.amount();
    let other_unit = amount.map(Amount::unit).filter(|other| *other != unit.unwrap_or_default());
    let unreadable = matches!(value, Value::Unreadable(_)).then_some(Json::Flag(true));
    let written = Json::record()
        .with("column", &**column)
        .with("printed", printed.as_str())
        .with("value", amount.map(|amount| Json::Text(amount.value().to_string())))
        .with_some("unit", other_unit.map(names::unit::write))
        .with_some("unreadable", unreadable);
    with_place(written, place)
}

fn read_figure(figure: &mut Fields<'_>, table: &Arc<str>, row: &Arc<str>, unit: Option<Unit>) -> Figure {
    let printed = figure.text("printed");
    let unit = names::some_unit(figure, "unit").or(unit).unwrap_or_default();
    let value = match (figure.some_decimal("value"), figure.flag("unreadable")) {
        (Some(_), true) => {
            figure.refuse("unreadable", Problem::Outside);
            Value::Blank
        }
        (Some(value), false) => Value::Amount(Amount::new(value, unit)),
        (None, true) => Value::Unreadable(printed.clone()),
        (None, false) => Value::Blank,
    };
    let column = figure.word("column").into();
    let at = CellAddress { table: table.clone(), row: row.clone(), column, place: read_place(figure) };
    Figure::new(at, printed, value)
}
