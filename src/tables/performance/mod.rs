//! Performance tables → objectives: for whom, for how much money, what is to be done, and by what it is measured.
//!
//! Two layouts say the same: a table of rows, in which every project has the rows from its name to the next
//! ([`rows`]), and a form of labels and values ([`sheet`]), of the department as a whole or of one project.

pub mod cuts;
pub mod indicators;
pub mod money;
pub mod objective;
pub mod parts;
pub mod rows;
pub mod sheet;
pub mod target;
pub mod tasks;

pub use objective::{Funds, Goal, Indicator, IndicatorKind, Money, Objective, Of, Task};
pub use target::{Comparator, Target};

use super::items::Keys;
use super::spec::Layout;
use super::{Notice, Table, What};
use crate::source::GridCell;

/// The table of the department as a whole.
pub const OF_DEPARTMENT: &str = "department-performance";
/// The table, or one of the sheets, of projects.
pub const OF_PROJECTS: &str = "project-performance";

/// The objectives that a table prints, none unless it is one of performance, and what was noticed while reading them.
#[must_use]
pub fn read(table: &Table) -> (Vec<Objective>, Vec<Notice>) {
    let mut notices = Vec::new();
    if !table.spec.is_some_and(|spec| matches!(spec.id, OF_DEPARTMENT | OF_PROJECTS)) {
        return (Vec::new(), notices);
    }
    let mut notice = |line: u32, what: What| notices.push(Notice { table: table.id.clone(), line, what });
    let mut objectives = if table.layout == Layout::Form {
        vec![sheet::read(table, &mut notice)]
    } else {
        rows::read(table, &mut notice)
    };
    settle(table, &mut objectives);
    (objectives, notices)
}

/// Reads what the whole values say and gives every indicator the key of its row: its name, and a number where the table
/// has that key already.
fn settle(table: &Table, objectives: &mut [Objective]) {
    let mut keys = Keys::default();
    for item in &table.items {
        keys.unique(&item.key);
    }
    for target in objectives.iter_mut().flat_map(|objective| objective.targets.iter_mut()) {
        let bare: String = target.name.chars().filter(|c| !c.is_whitespace()).collect();
        target.at.row = keys.unique(&bare);
        target.target = Target::parse(&target.printed);
    }
}

/// The cell of a row that stands in that column, counted from 1.
fn cell_at(row: &[GridCell], column: u32) -> Option<&GridCell> {
    let at = row.partition_point(|cell| cell.place.cell < column);
    row.get(at).filter(|cell| cell.place.cell == column)
}

/// The text of a cell whose lines were broken to fit its width.
fn one_line(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let is_latin = |c: char| c.is_ascii_alphanumeric();
        if whole.ends_with(is_latin) && line.starts_with(is_latin) {
            whole.push(' ');
        }
        whole.push_str(line);
    }
    whole
}

/// The text of a cell with its paragraphs as lines: a line that ends inside a sentence goes on in the next.
fn paragraphs(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if ends_sentence(&whole) {
            whole.push('\n');
        }
        whole.push_str(line);
    }
    whole
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['。', '；', ';', '：', ':', '！', '!'])
}
