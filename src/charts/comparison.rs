//! Disclosures beside each other: for every line a bar of each, on one scale, the largest line first.
//!
//! What stands in another document than the one that is shown has no address here; what only follows from a stated change is
//! hatched.

use super::frame::Frame;
use super::pieces::{self, Look, MOST, Row};
use super::{Chart, Options};
use crate::address::Address;
use crate::amount::{Amount, total};
use crate::i18n::Locale;
use crate::order;
use crate::views::comparison::{Cell, Column, Line, Part, Section, Value};
use crate::views::flow::Tone;
use std::cmp::Reverse;

/// What a column is called: by its year, by its department where those differ, by its kind where budgets stand beside final
/// accounts.
#[must_use]
pub fn heading(locale: &Locale, columns: &[Column], at: usize) -> String {
    let name = |column: &Column| {
        let differs = |of: &dyn Fn(&Column) -> bool| columns.iter().any(|other| !of(other));
        let mut words = Vec::new();
        if differs(&|other| other.department == column.department) {
            words.push(column.department.clone());
        }
        if let Some(year) =
            column.year.filter(|_| words.is_empty() || differs(&|other| other.year == column.year))
        {
            words.push(locale.fill("chart.year", &[("year", &year.to_string())]));
        }
        if differs(&|other| other.is_final == column.is_final) {
            words.push(
                locale.text(if column.is_final { "compare.final" } else { "compare.budget" }).to_owned(),
            );
        }
        if column.is_stated {
            words.push(locale.text("compare.stated").to_owned());
        }
        words.join(" ")
    };
    let Some(column) = columns.get(at) else { return String::new() };
    let words = name(column);
    // Where nothing tells them apart their place does.
    if columns.iter().filter(|other| name(other) == words).count() > 1 || words.is_empty() {
        return format!("{words} ({})", at + 1).trim_start().to_owned();
    }
    words
}

impl Chart for Part {
    fn frame(&self, options: &Options) -> Frame {
        let rows = rows(self, options);
        if rows.is_empty() {
            return Frame::empty(options.room());
        }
        pieces::frame(&rows, None, options, &|_, _| {})
    }
}

/// The lines that are drawn: the first levels.
fn drawn(part: &Part) -> Vec<&Line> {
    let top = part.lines.iter().map(|line| line.level).min().unwrap_or_default();
    let deepest = match part.section {
        Section::Totals => 1,
        Section::ThreePublic => 2,
        _ => top,
    };
    let mut lines: Vec<&Line> = part.lines.iter().filter(|line| line.level <= deepest).collect();
    if !matches!(part.section, Section::Totals | Section::ThreePublic) {
        order::by_key(&mut lines, |line| {
            Reverse(line.cells.iter().filter_map(Cell::amount).filter_map(Amount::in_yuan).max())
        });
    }
    lines
}

fn rows(part: &Part, options: &Options) -> Vec<Row> {
    let names: Vec<String> =
        (0..part.columns.len()).map(|at| heading(options.locale, &part.columns, at)).collect();
    let mut lines = drawn(part);
    let most = MOST / names.len().max(1);
    let rest = if lines.len() > most { lines.split_off(most.saturating_sub(1)) } else { Vec::new() };
    let mut rows = Vec::new();
    for line in lines {
        let mut values = Vec::new();
        for (cell, column) in line.cells.iter().zip(&part.columns) {
            values.push(match &cell.value {
                Value::Known(known) => {
                    let follows = column.is_stated && known.at.is_none();
                    let look = if follows { Look::Hatched } else { Look::Solid(Tone::Total) };
                    Some((known.amount, known.at.clone().filter(|_| column.document == 0), look))
                }
                Value::Blank(_) | Value::Absent => None,
            });
        }
        let code = line.code.as_deref().unwrap_or_default();
        group(&mut rows, (&line.key, code, &line.name), line.level, &names, values);
    }
    if !rest.is_empty() {
        let sum = |at: usize| {
            let cells = rest.iter().filter_map(|line| line.cells.get(at));
            total(&cells.filter_map(Cell::amount).collect::<Vec<_>>())
                .map(|sum| (sum, None, Look::Solid(Tone::Total)))
        };
        let values = (0..names.len()).map(sum).collect();
        group(&mut rows, ("rest", "", &options.rest(rest.len())), 0, &names, values);
    }
    rows
}

/// The bars of one line; the first that there is bears its name.
fn group(
    rows: &mut Vec<Row>,
    (key, code, name): (&str, &str, &str),
    level: u8,
    columns: &[String],
    values: Vec<Option<(Amount, Option<Address>, Look)>>,
) {
    let mut is_first = true;
    for (at, (column, value)) in columns.iter().zip(values).enumerate() {
        let Some((amount, address, look)) = value else { continue };
        let full = format!("{name} · {column}");
        let drawn = if is_first { full.clone() } else { column.clone() };
        let mut row = Row::new(&format!("{key}/{at}"), drawn, amount, address, look);
        row.full = Some(full);
        row.depth = usize::from(level) + usize::from(!is_first);
        if is_first {
            code.clone_into(&mut row.code);
        }
        is_first = false;
        rows.push(row);
    }
}
