//! 部门预算项目绩效目标汇总表: one table of all projects.

use super::indicators::Reader;
use super::objective::{Funds, Goal, Money, Objective, Of};
use super::{OF_DEPARTMENT, paragraphs};
use crate::source::GridCell;
use crate::tables::names::plain;
use crate::tables::spec::Kind;
use crate::tables::{Item, Role, Table, What};

/// Reads the objectives of all projects: each has the rows from its line to the next line of the table.
pub fn read(table: &Table, notice: &mut dyn FnMut(u32, What)) -> Vec<Objective> {
    let mut reader = Reader::new(&table.id, &table.body);
    let mut objectives: Vec<Objective> = Vec::new();
    if !reader.take_columns(&table.columns) {
        return objectives;
    }
    let goals = goal_columns(table, &reader);
    let mut items = table.items.iter().peekable();
    let mut unit = None;
    for (at, row) in table.body.iter().enumerate() {
        while let Some(item) = items.next_if(|item| stands_in(table, item, row)) {
            match item.role {
                Role::Line if objectives.last().is_some_and(|last| unit.is_none() && is_of(last, item)) => {}
                Role::Line => {
                    objectives.push(objective(table, Some(item), row));
                    reader.begin();
                    unit = None;
                }
                Role::Part => {}
                Role::Total | Role::YearTotal | Role::Carried | Role::Unit => {
                    unit = Some(item);
                    reader.begin();
                }
            }
        }
        // Indicators without a project are those of the unit above them.
        if (unit.is_some() || objectives.is_empty()) && reader.reads(row) {
            objectives.push(objective(table, unit, row));
            unit = None;
        }
        let Some(objective) = objectives.last_mut().filter(|_| unit.is_none()) else { continue };
        for (column, label) in &goals {
            if let Some(cell) = row.get(*column).filter(|cell| !cell.text.is_empty()) {
                Goal::add(&mut objective.goals, label, &paragraphs(&cell.text), &cell.place);
            }
        }
        reader.read_row(&table.body, at, objective, notice);
    }
    objectives
}

/// Whether a line of the table was read from that row.
fn stands_in(table: &Table, item: &Item, row: &[GridCell]) -> bool {
    match item.figures.first() {
        Some(figure) => row.iter().any(|cell| cell.place == figure.at.place),
        None => {
            let mut cells = table.columns.iter().zip(row);
            cells.any(|(column, cell)| column.kind == Kind::Name && cell.text == item.name)
        }
    }
}

/// Whether a line repeats the project of the line before it, whose cells the publisher did not merge.
fn is_of(objective: &Objective, item: &Item) -> bool {
    match &objective.of {
        Of::Project { name, code } => {
            plain(name) == plain(&item.name) && code.as_deref() == item.code.as_deref()
        }
        Of::Department => false,
    }
}

fn objective(table: &Table, item: Option<&Item>, row: &[GridCell]) -> Objective {
    let of_department = table.spec.is_some_and(|spec| spec.id == OF_DEPARTMENT);
    Objective {
        table: table.id.clone(),
        of: if of_department {
            Of::Department
        } else {
            let name = item.map(|item| item.name.clone()).unwrap_or_default();
            Of::Project { name, code: item.and_then(|item| item.code.as_deref()).map(str::to_owned) }
        },
        place: row.first().map(|cell| cell.place.clone()).unwrap_or_default(),
        funds: item.and_then(|item| funds(table, item)).into_iter().collect(),
        goals: Vec::new(),
        tasks: Vec::new(),
        targets: Vec::new(),
    }
}

/// The money of a line: its total and what the other columns say of it.
fn funds(table: &Table, item: &Item) -> Option<Funds> {
    let total = item.figure("total").or_else(|| item.figures.first())?;
    let columns = table.columns.iter().filter(|column| column.kind == Kind::Amount);
    let mut whole = None;
    let mut parts = Vec::new();
    for (column, figure) in columns.zip(&item.figures) {
        let money = Money { label: column.label(), figure: figure.clone() };
        if figure.at == total.at {
            whole = Some(money);
        } else {
            parts.push(money);
        }
    }
    let breakdowns = if parts.is_empty() { Vec::new() } else { vec![parts] };
    Some(Funds { total: whole?, breakdowns })
}

/// Columns of words, counted from 0, with their labels: 总体目标, 年度绩效目标.
fn goal_columns(table: &Table, reader: &Reader) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        let label = column.label();
        if column.kind == Kind::Text && plain(&label).ends_with("目标") && !reader.uses(at) {
            found.push((at, label));
        }
    }
    found
}
