//! 整体绩效目标表 and 项目支出绩效目标申报表: a form of labels and values, of the department or of one project.

use super::cuts::{Cut, Cuts};
use super::indicators::Reader;
use super::objective::{Funds, Goal, Money, Objective, Of};
use super::parts::{self, Part};
use super::{OF_DEPARTMENT, one_line, paragraphs, tasks};
use crate::search;
use crate::source::GridCell;
use crate::tables::form::AMOUNT;
use crate::tables::names::{Name, plain};
use crate::tables::{Item, Role, Table, What};

/// Reads the objective of a form.
pub fn read(table: &Table, notice: &mut dyn FnMut(u32, What)) -> Objective {
    let of_department = table.spec.is_some_and(|spec| spec.id == OF_DEPARTMENT);
    let cuts = Cuts::of(&table.body);
    let mut objective = Objective {
        table: table.id.clone(),
        of: if of_department {
            Of::Department
        } else {
            let code = value_of(&table.body, &["项目编码", "项目代码", "项目编号"]);
            Of::Project { name: value_of(&table.body, &["项目名称"]).unwrap_or_default(), code }
        },
        place: table
            .body
            .first()
            .and_then(|row| row.first())
            .map(|cell| cell.place.clone())
            .unwrap_or_default(),
        funds: funds(&table.items),
        goals: Vec::new(),
        tasks: Vec::new(),
        targets: Vec::new(),
    };
    let mut reader = Reader::new(&table.id, &table.body);
    let mut rest = table.body.as_slice();
    let mut at = 0;
    for same in parts::of(&table.body).chunk_by(|a, b| a == b) {
        let (rows, below) = rest.split_at_checked(same.len()).unwrap_or((rest, &[]));
        rest = below;
        match same.first() {
            Some(Part::Goals) => read_goals(rows, cuts, &mut objective.goals, notice),
            Some(Part::Tasks) => objective.tasks.extend(tasks::read(rows, &table.items, cuts, notice)),
            Some(Part::Indicators) => {
                for (row, at) in rows.iter().zip(at..) {
                    if parts::is_indicator_head(row) {
                        reader.take_head(row);
                    } else if ends(row) {
                        break;
                    } else {
                        reader.read_row(&table.body, at, &mut objective, notice);
                    }
                }
            }
            _ => {}
        }
        at += same.len();
    }
    objective
}

/// Whether a row is the signature or the note below a form.
fn ends(row: &[GridCell]) -> bool {
    let first = row.iter().map(|cell| plain(&cell.text)).find(|text| !text.is_empty()).unwrap_or_default();
    ["填表", "填报", "制表", "联系", "审核", "备注:", "注:", "说明:"]
        .iter()
        .any(|word| first.starts_with(word))
}

/// What is printed behind one of the labels.
fn value_of(body: &[Vec<GridCell>], labels: &[&str]) -> Option<String> {
    for row in body {
        let mut printed = row.iter().filter(|cell| !cell.text.is_empty());
        while let Some(cell) = printed.next() {
            let text = plain(&cell.text);
            let Some(label) = labels.iter().find(|label| text.starts_with(**label)) else { continue };
            let behind = text.get(label.len()..).unwrap_or_default();
            if let Some(value) = behind.strip_prefix(':').filter(|value| !value.is_empty()) {
                return Some(value.to_owned());
            }
            if behind.trim_end_matches(':').is_empty() {
                return printed.next().map(|cell| one_line(&cell.text));
            }
        }
    }
    None
}

/// The money of a form: every total with the lines below it. Where their numbers begin anew, the total is divided
/// in another way.
fn funds(items: &[Item]) -> Vec<Funds> {
    let mut funds: Vec<Funds> = Vec::new();
    for item in items {
        let Some(figure) = item.figure(AMOUNT) else { continue };
        let money = Money { label: item.name.clone(), figure: figure.clone() };
        let words = Name::parse(&item.name).words;
        let is_total = item.role != Role::Part
            && item.number.is_none()
            && search::contains_any(&words, &["总额", "合计", "总计", "总预算"]);
        match funds.last_mut() {
            Some(last) if !is_total => match last.breakdowns.last_mut() {
                Some(parts) if item.number != Some(1) => parts.push(money),
                _ => last.breakdowns.push(vec![money]),
            },
            _ => funds.push(Funds { total: money, breakdowns: Vec::new() }),
        }
    }
    funds
}

/// Goals stand behind the label of the part, or below labels of their own.
fn read_goals(rows: &[Vec<GridCell>], cuts: Cuts, goals: &mut Vec<Goal>, notice: &mut dyn FnMut(u32, What)) {
    let mut part = String::new();
    let mut labels: Vec<(u32, String)> = Vec::new();
    let mut above: Option<&[GridCell]> = None;
    for row in rows {
        let mut cells: Vec<&GridCell> = row.iter().filter(|cell| !cell.text.is_empty()).collect();
        if let Some(first) = cells.first().filter(|cell| cell.place.cell == 1 && is_label(&cell.text)) {
            part = one_line(&first.text);
            labels.clear();
            cells.remove(0);
        }
        if !cells.is_empty() && cells.iter().all(|cell| is_label(&cell.text)) {
            labels = cells.iter().map(|cell| (cell.place.cell, one_line(&cell.text))).collect();
            continue;
        }
        for cell in cells {
            let own = labels.partition_point(|(at, _)| *at <= cell.place.cell).checked_sub(1);
            let label = own.and_then(|own| labels.get(own)).map_or(&part, |(_, label)| label);
            let goes_on = above.is_some_and(|above| cuts.between(above, row) == Cut::Yes);
            if Goal::add(goals, label, &paragraphs(&cell.text), &cell.place) && goes_on {
                notice(cell.place.line, What::NameJoined);
            }
        }
        above = Some(row);
    }
}

/// Whether a cell is the label of a goal: `年度总体目标`, `项目绩效目标`, `年度目标（2024年）`.
fn is_label(text: &str) -> bool {
    let text = plain(text);
    let words = match text.rsplit_once('(') {
        Some((words, inner)) if inner.ends_with(')') => words,
        _ => text.as_str(),
    };
    words.ends_with("目标") && words.chars().count() <= 12
}
