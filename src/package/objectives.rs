//! Performance targets: of whom, with which money, what is to be done, and by what it is measured.

use super::fields::Fields;
use super::json::Json;
use super::tables::{read_place, with_place};
use super::{Problem, names};
use crate::address::CellAddress;
use crate::tables::performance::{Funds, Goal, Indicator, Money, Objective, Of, Target, Task};
use crate::tables::{Figure, Table};
use rust_decimal::Decimal;
use std::sync::Arc;

/// An objective. Its money stands among the figures of its table and is named by row and column.
pub fn write(objective: &Objective) -> Json {
    let Objective { table, of, place, funds, goals, tasks, targets } = objective;
    let project = match of {
        Of::Department => None,
        Of::Project { name, code } => {
            Some(Json::record().with("name", name.as_str()).with("code", code.as_deref()))
        }
    };
    with_place(Json::record().with("table", &**table).with("project", project), place)
        .with("funds", Json::list(funds, write_funds))
        .with("goals", Json::list(goals, write_goal))
        .with("tasks", Json::list(tasks, write_task))
        .with("targets", Json::list(targets, write_indicator))
}

/// An objective of one of the tables.
pub fn read(objective: &mut Fields<'_>, tables: &[Table]) -> Objective {
    let id = objective.word("table");
    let table = tables.iter().find(|table| &*table.id == id);
    if table.is_none() {
        objective.unknown("table", id);
    }
    let mut of = Of::Department;
    objective.inside_some("project", &mut |project| {
        of = Of::Project { name: project.text("name"), code: project.some_text("code") };
    });
    let mut found = Objective {
        table: id.into(),
        of,
        place: read_place(objective),
        funds: Vec::new(),
        goals: Vec::new(),
        tasks: Vec::new(),
        targets: Vec::new(),
    };
    objective.each("funds", &mut |funds| found.funds.extend(read_funds(funds, table)));
    objective.each("goals", &mut |goal| found.goals.push(read_goal(goal)));
    objective.each("tasks", &mut |task| found.tasks.push(read_task(task, table)));
    objective.each("targets", &mut |target| found.targets.push(read_indicator(target, &found.table)));
    found
}

fn write_funds(funds: &Funds) -> Json {
    let Funds { total, breakdowns } = funds;
    let parts = |parts: &Vec<Money>| Json::record().with("parts", Json::list(parts, write_money));
    Json::record().with("total", write_money(total)).with("breakdowns", Json::list(breakdowns, parts))
}

fn read_funds(funds: &mut Fields<'_>, table: Option<&Table>) -> Option<Funds> {
    let mut total = None;
    funds.inside("total", &mut |money| total = read_money(money, table));
    let mut breakdowns = Vec::new();
    funds.each("breakdowns", &mut |breakdown| breakdowns.push(read_parts(breakdown, "parts", table)));
    Some(Funds { total: total?, breakdowns })
}

fn write_money(money: &Money) -> Json {
    let Money { label, figure } = money;
    let CellAddress { table: _, row, column, place: _ } = &figure.at;
    Json::record().with("label", label.as_str()).with("row", &**row).with("column", &**column)
}

fn read_money(money: &mut Fields<'_>, table: Option<&Table>) -> Option<Money> {
    let (row, column) = (money.word("row"), money.word("column"));
    let figure = table.and_then(|table| figure(table, row, column));
    if figure.is_none() {
        money.refuse("row", Problem::Outside);
    }
    Some(Money { label: money.text("label"), figure: figure?.clone() })
}

fn figure<'a>(table: &'a Table, row: &str, column: &str) -> Option<&'a Figure> {
    table.items.iter().find(|item| &*item.key == row)?.figure(column)
}

fn read_parts(fields: &mut Fields<'_>, name: &'static str, table: Option<&Table>) -> Vec<Money> {
    let mut parts = Vec::new();
    fields.each(name, &mut |money| parts.extend(read_money(money, table)));
    parts
}

fn write_goal(goal: &Goal) -> Json {
    let Goal { label, text, place } = goal;
    with_place(Json::record().with("label", label.as_str()).with("text", text.as_str()), place)
}

fn read_goal(goal: &mut Fields<'_>) -> Goal {
    Goal { label: goal.text("label"), text: goal.text("text"), place: read_place(goal) }
}

fn write_task(task: &Task) -> Json {
    let Task { name, content, money, place } = task;
    with_place(Json::record().with("name", name.as_str()).with("content", content.as_str()), place)
        .with("money", Json::list(money, write_money))
}

fn read_task(task: &mut Fields<'_>, table: Option<&Table>) -> Task {
    Task {
        name: task.text("name"),
        content: task.text("content"),
        money: read_parts(task, "money", table),
        place: read_place(task),
    }
}

/// An indicator: what is printed, and what of it is a number to be reached.
fn write_indicator(indicator: &Indicator) -> Json {
    let Indicator { kind, group, name, printed, target, note, at } = indicator;
    let Target { comparator, value, upper, unit, quality } = target;
    let CellAddress { table: _, row, column, place } = at;
    let decimal = |value: &Option<Decimal>| value.map(|value| Json::Text(value.to_string()));
    let written = Json::record()
        .with("kind", names::indicator::write(*kind))
        .with("group", &**group)
        .with("name", name.as_str())
        .with("printed", printed.as_str())
        .with("comparator", comparator.map(names::comparator::write))
        .with("value", decimal(value))
        .with("upper", decimal(upper))
        .with("unit", unit.as_deref())
        .with("quality", quality.as_deref())
        .with("note", note.as_str())
        .with("row", &**row)
        .with("column", &**column);
    with_place(written, place)
}

fn read_indicator(indicator: &mut Fields<'_>, table: &Arc<str>) -> Indicator {
    let has_comparator = indicator.is_some("comparator");
    Indicator {
        kind: names::indicator::read(indicator, "kind"),
        group: indicator.word("group").into(),
        name: indicator.text("name"),
        printed: indicator.text("printed"),
        target: Target {
            comparator: if has_comparator {
                Some(names::comparator::read(indicator, "comparator"))
            } else {
                None
            },
            value: indicator.some_decimal("value"),
            upper: indicator.some_decimal("upper"),
            unit: indicator.some_text("unit"),
            quality: indicator.some_text("quality"),
        },
        note: indicator.text("note"),
        at: CellAddress {
            table: table.clone(),
            row: indicator.word("row").into(),
            column: indicator.word("column").into(),
            place: read_place(indicator),
        },
    }
}
