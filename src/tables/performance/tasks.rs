//! 年度主要任务: name, contents and money of the tasks of a department.

use super::cuts::{Cut, Cuts};
use super::objective::{Money, Task};
use super::{cell_at, one_line, paragraphs};
use crate::search;
use crate::source::GridCell;
use crate::tables::names::plain;
use crate::tables::{Item, What};

/// Which column of the tasks is which, by the cell of the row, counted from 1.
#[derive(Debug, Default)]
pub struct Head {
    name: Option<u32>,
    content: Option<u32>,
    /// The columns of money and their printed labels, without blanks.
    money: Vec<(u32, String)>,
    /// The lines of the head.
    lines: Vec<u32>,
}

impl Head {
    /// Reads the head from the rows of the tasks; one without names has none.
    #[must_use]
    pub fn read(rows: &[Vec<GridCell>]) -> Self {
        let mut head = Self::default();
        for row in rows.iter().take(2) {
            let labels: Vec<(u32, String)> =
                labels(row).map(|cell| (cell.place.cell, plain(&cell.text))).collect();
            let is_money = |label: &str| {
                search::contains_any(label, &["预算", "金额", "资金", "总额", "拨款", "合计", "小计", "财政"])
            };
            let second = !head.lines.is_empty();
            let opens =
                |(_, label): &(u32, String)| search::contains_any(label, &["任务名称", "内容", "名称"]);
            if labels.is_empty()
                || second && !labels.iter().all(|(_, label)| is_money(label))
                || !second && !labels.iter().any(opens)
            {
                break;
            }
            head.lines.extend(row.first().map(|cell| cell.place.line));
            if second {
                // The money is divided: its columns are those of the inner labels.
                head.money.clear();
            }
            for (at, label) in labels {
                if is_money(&label) {
                    head.money.push((at, label));
                } else if search::contains(&label, "内容") {
                    head.content = Some(at);
                } else if head.name.is_none() {
                    head.name = Some(at);
                }
            }
        }
        head
    }

    /// The name of the task in a row; blank where the row goes on with the task above it.
    #[must_use]
    pub fn name<'a>(&self, row: &'a [GridCell]) -> &'a str {
        let own = self.name.and_then(|name| cell_at(row, name));
        own.or_else(|| labels(row).next().filter(|_| self.name.is_none())).map_or("", |cell| &cell.text)
    }

    /// The cells of money in a row, each with the label of its column.
    #[must_use]
    pub fn money<'a>(&'a self, row: &'a [GridCell]) -> Vec<(&'a GridCell, &'a str)> {
        let mut found = Vec::new();
        if !self.is_head(row) && !self.name(row).is_empty() {
            for (at, label) in &self.money {
                found.extend(cell_at(row, *at).map(|cell| (cell, label.as_str())));
            }
        }
        found
    }

    fn is_head(&self, row: &[GridCell]) -> bool {
        row.first().is_some_and(|cell| self.lines.contains(&cell.place.line))
    }

    /// The words of a row that are neither its name nor money.
    fn content(&self, row: &[GridCell]) -> String {
        let is_money =
            |cell: &GridCell| self.money.binary_search_by_key(&cell.place.cell, |(at, _)| *at).is_ok();
        let name = self.name(row);
        let mut text = String::new();
        for cell in labels(row).filter(|cell| !is_money(cell) && cell.text != name) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&paragraphs(&cell.text));
        }
        text
    }
}

/// The printed cells behind the label of the part.
fn labels(row: &[GridCell]) -> impl Iterator<Item = &GridCell> {
    row.iter().skip(1).filter(|cell| !cell.text.is_empty())
}

/// Reads the tasks. `items` are the lines of the table, where the money stands.
pub fn read(
    rows: &[Vec<GridCell>],
    items: &[Item],
    cuts: Cuts,
    notice: &mut dyn FnMut(u32, What),
) -> Vec<Task> {
    let head = Head::read(rows);
    let mut tasks: Vec<Task> = Vec::new();
    let mut lines = items.iter();
    let mut above: Option<&[GridCell]> = None;
    for row in rows.iter().filter(|row| !head.is_head(row)) {
        let (name, content) = (one_line(head.name(row)), head.content(row));
        let Some(place) = labels(row).next().map(|cell| cell.place.clone()) else { continue };
        match tasks.last_mut() {
            Some(task) if name.is_empty() => {
                let cut = above.is_some_and(|above| cuts.between(above, row) == Cut::Yes);
                if cut {
                    notice(place.line, What::NameJoined);
                } else if !task.content.is_empty() {
                    task.content.push('\n');
                }
                task.content.push_str(&content);
            }
            _ => {
                let mut money = Vec::new();
                if let Some((first, _)) = head.money(row).first() {
                    // Lines and rows have the same order.
                    let line = lines.find(|item| stands_at(item, first));
                    for figure in line.map_or(&[][..], |line| &line.figures) {
                        let label = figure.at.column.to_string();
                        money.push(Money { label, figure: figure.clone() });
                    }
                }
                tasks.push(Task { name, content, money, place });
            }
        }
        above = Some(row);
    }
    tasks
}

/// Whether the figures of a line begin in that cell.
fn stands_at(item: &Item, cell: &GridCell) -> bool {
    item.figures.first().is_some_and(|figure| figure.at.place == cell.place)
}
