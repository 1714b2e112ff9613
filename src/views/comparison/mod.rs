//! Disclosures beside each other: year against year, department against department; one alone beside what its narrative
//! states of the year before.
//!
//! Differences are exact, with the reach that rounding gives them. What a document does not list is not nothing: such a line
//! is new or gone, and has no difference.

mod lines;
mod matching;

use super::compared::{Compared, compared};
use crate::address::{Address, CellAddress};
use crate::amount::{self, Amount, Unit};
use crate::budget::{Budget, DocumentKind};
use crate::order;
use crate::tables::names::{Likeness, likeness, may_be_one_department};
use lines::Entry;
use rust_decimal::Decimal;
use std::cmp::Reverse;

/// The most disclosures that are compared.
pub const MOST: usize = 20;

/// A part of the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Revenue by source, expenditure by nature.
    Totals,
    /// Expenditure by function.
    Function,
    /// Expenditure by the department's economic classes.
    Economic,
    /// “三公”经费.
    ThreePublic,
    /// Projects by name.
    Projects,
}

impl Section {
    /// All of them, in the order of the view.
    pub const ALL: [Self; 5] =
        [Self::Totals, Self::Function, Self::Economic, Self::ThreePublic, Self::Projects];

    /// The public name.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Totals => "totals",
            Self::Function => "function",
            Self::Economic => "economic",
            Self::ThreePublic => "three-public",
            Self::Projects => "projects",
        }
    }

    /// The part with that name.
    #[must_use]
    pub fn of(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.id() == id)
    }
}

/// A disclosure in the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its place among the disclosures as they were given, from 0.
    pub document: usize,
    /// The department.
    pub department: String,
    /// The year.
    pub year: Option<u16>,
    /// Whether it holds final accounts (决算).
    pub is_final: bool,
    /// Whether it holds what the narrative of the only disclosure states of the year before.
    pub is_stated: bool,
    /// What it is compared with.
    pub against: Option<Against>,
}

/// What a column is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Against {
    /// The index of the other column.
    pub column: usize,
    /// Whether it is an earlier time of the same department, so that a difference is a change.
    pub is_time: bool,
}

/// Disclosures in the order of time.
#[derive(Debug, Clone)]
pub struct Comparison<'a> {
    documents: Vec<&'a Budget>,
    /// The disclosures, the earliest first.
    pub columns: Vec<Column>,
}

/// A part of the comparison with its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which one.
    pub section: Section,
    /// The columns that all lines have.
    pub columns: Vec<Column>,
    /// What the amounts of the classes are of; nothing where each line says it.
    pub basis: Option<&'static str>,
    /// The lines, in the order of the form, those of projects by money.
    pub lines: Vec<Line>,
}

/// What is one line in the disclosures that list it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Stable within the part.
    pub key: String,
    /// Its code in the last column that lists it.
    pub code: Option<String>,
    /// Its name there.
    pub name: String,
    /// How deep it stands below the first level.
    pub level: u8,
    /// A cell for every column.
    pub cells: Vec<Cell>,
}

/// What one disclosure prints of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What is printed.
    pub value: Value,
    /// The whole that it is a share of.
    pub whole: Option<Amount>,
    /// What it is against the other column.
    pub outcome: Outcome,
    /// How the other column calls it, where that is another code or name.
    pub former: Option<Former>,
    /// What the narrative of this disclosure states of the change.
    pub stated: Option<Stated>,
}

/// What is printed of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// An amount.
    Known(Known),
    /// A blank cell: exactly nothing.
    Blank(CellAddress),
    /// The line is not listed.
    Absent,
}

/// An amount and how exact it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// As printed, or the exact sum of what is printed on several lines.
    pub amount: Amount,
    /// How far the true value may lie from it, in its unit.
    pub reach: Decimal,
    /// Where it is printed; nothing for a sum or difference.
    pub at: Option<Address>,
}

/// What an amount is against another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// One of them cannot be told.
    Open,
    /// The line is listed only now.
    New,
    /// The line is not listed any more.
    Gone,
    /// Both are known.
    Differs(Difference),
}

/// An exact difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// This amount less the other, in the finer unit of both.
    pub amount: Amount,
    /// How far the true difference may lie from it, in the same unit: the half units of both.
    pub reach: Decimal,
    /// The other amount.
    pub base: Amount,
    /// What it amounts to.
    pub direction: Direction,
}

/// What a difference amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Both are the same as printed.
    Same,
    /// They are printed with unlike precision and may be the same.
    Rounding,
    /// This one is larger.
    Up,
    /// This one is smaller.
    Down,
}

/// Another code or name of the same line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// The code, where it differs.
    pub code: Option<String>,
    /// The name, where it differs by more than the usual endings.
    pub name: Option<String>,
}

/// What a narrative states of the change, beside what the other disclosure prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// The change and the value before.
    pub compared: Compared,
    /// Whether the value before may be what the other disclosure prints; nothing where that is not known.
    pub agrees: Option<bool>,
}

impl<'a> Comparison<'a> {
    /// Compares disclosures, the first [`MOST`] of them.
    #[must_use]
    pub fn of(documents: &[&'a Budget]) -> Self {
        let documents: Vec<&Budget> = documents.iter().copied().take(MOST).collect();
        let mut columns = Vec::new();
        for (document, budget) in documents.iter().enumerate() {
            columns.push(Column {
                document,
                department: budget.department.clone(),
                year: budget.year,
                is_final: budget.kind == DocumentKind::Final,
                is_stated: false,
                against: None,
            });
        }
        order::by_key(&mut columns, |column| (column.year, column.is_final, column.document));
        if let ([only], [budget]) = (columns.as_slice(), documents.as_slice()) {
            let year = budget.year.and_then(|year| year.checked_sub(1));
            columns.insert(0, Column { year, is_stated: true, ..only.clone() });
        }
        let mut against = Vec::new();
        for (at, column) in columns.iter().enumerate() {
            let before = columns.iter().take(at).rposition(|before| is_before(before, column));
            // The first time of the department that is shown is what the others follow.
            let beside =
                |shown: &&Column| shown.document == 0 && *shown != column && !is_before(column, shown);
            let beside = || columns.iter().position(|other| beside(&other));
            against.push(match before {
                Some(column) => Some(Against { column, is_time: true }),
                None => beside().map(|column| Against { column, is_time: false }),
            });
        }
        for (column, against) in columns.iter_mut().zip(against) {
            column.against = against;
        }
        Self { documents, columns }
    }

    /// The disclosure of a column.
    #[must_use]
    pub fn budget(&self, column: &Column) -> Option<&'a Budget> {
        self.documents.get(column.document).copied()
    }

    /// Whether there is nothing to compare with but what the narrative states.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.columns.iter().any(|column| column.is_stated)
    }

    /// The part with that name, else the first that has lines.
    #[must_use]
    pub fn section(&self, id: &str) -> Section {
        let has_lines = |section: &Section| !self.part(*section).lines.is_empty();
        let first = || Section::ALL.into_iter().find(has_lines).unwrap_or(Section::Totals);
        Section::of(id).unwrap_or_else(first)
    }

    /// A part with its lines.
    #[must_use]
    pub fn part(&self, section: Section) -> Part {
        let (basis, listed) = lines::listed(&self.documents, section);
        let mut entries = Vec::new();
        for column in &self.columns {
            let own = listed.get(column.document).map_or(&[][..], Vec::as_slice);
            entries.push(match self.budget(column).filter(|_| column.is_stated) {
                Some(budget) => own.iter().filter_map(|entry| stated_before(budget, entry)).collect(),
                None => own.to_vec(),
            });
        }
        let covered: Vec<bool> = entries.iter().map(|entries: &Vec<Entry>| !entries.is_empty()).collect();
        let mut lines = Vec::new();
        for row in matching::align(entries) {
            // Of one disclosure alone only what it compares itself is shown.
            if !self.is_alone() || row.iter().all(Option::is_some) {
                lines.extend(self.line(section, &row, &covered));
            }
        }
        if section == Section::Projects {
            order::by_key(&mut lines, |(_, line)| {
                Reverse(line.cells.iter().filter_map(Cell::amount).filter_map(Amount::in_yuan).next_back())
            });
        } else {
            order::by(&mut lines, &|(rank, line), (other, before)| {
                (rank, &line.code, &line.key).cmp(&(other, &before.code, &before.key))
            });
        }
        let lines = lines.into_iter().map(|(_, line)| line).collect();
        Part { section, columns: self.columns.clone(), basis, lines }
    }

    /// A line with its rank; nothing where nobody prints an amount that says anything.
    fn line(&self, section: Section, row: &[Option<Entry>], covered: &[bool]) -> Option<(u32, Line)> {
        let last = row.iter().flatten().next_back()?;
        // Where the form prints every line, those without money say nothing; “三公” parts of nothing do.
        let says = |known: &Known| section == Section::ThreePublic || !known.amount.value().is_zero();
        row.iter().flatten().find(|entry| entry.known.as_ref().is_some_and(says))?;
        // The other parts have fixed lines, which forms may leave out, under names of the form.
        let is_open = matches!(section, Section::Function | Section::Economic | Section::Projects);
        let entry = |at: usize| row.get(at).and_then(Option::as_ref);
        let mut cells = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            let own = entry(at);
            let other = column.against.and_then(|against| entry(against.column));
            let stated = own.and_then(|own| self.stated(column, own, other));
            let outcome = column.against.map_or(Outcome::Open, |against| {
                let both = [at, against.column].iter().all(|&at| covered.get(at) == Some(&true));
                outcome(own, other, is_open && both)
            });
            let value = match own {
                None => Value::Absent,
                Some(Entry { known: Some(known), .. }) => Value::Known(known.clone()),
                Some(Entry { cell, .. }) => Value::Blank(cell.clone()),
            };
            let former = own.zip(other).filter(|_| is_open).and_then(|(own, other)| former(own, other));
            cells.push(Cell { value, whole: own.and_then(|own| own.whole), outcome, former, stated });
        }
        let (key, code, name) = (last.key.clone(), last.code.clone(), last.name.clone());
        Some((last.rank, Line { key, code, name, level: last.level, cells }))
    }

    /// What the narrative states of a change against the column before.
    fn stated(&self, column: &Column, own: &Entry, other: Option<&Entry>) -> Option<Stated> {
        let before = self.columns.get(column.against.filter(|against| against.is_time)?.column)?;
        let known = own.known.as_ref()?;
        let stated = compared(self.budget(column)?, known.amount, &own.cell)?;
        if stated.before.year != before.year {
            return None;
        }
        let past = past(known, &stated);
        let agrees = other.filter(|_| !before.is_stated).and_then(|other| {
            let difference = difference(&past, &known_of(other))?;
            Some(difference.amount.value().abs() <= difference.reach)
        });
        Some(Stated { compared: stated, agrees })
    }
}

impl Cell {
    /// The printed amount.
    #[must_use]
    pub const fn amount(&self) -> Option<Amount> {
        match &self.value {
            Value::Known(known) => Some(known.amount),
            Value::Blank(_) | Value::Absent => None,
        }
    }
}

/// Whether a column is an earlier time of the department of another.
fn is_before(before: &Column, column: &Column) -> bool {
    may_be_one_department(&before.department, &column.department)
        && (before.year, before.is_final) != (column.year, column.is_final)
}

/// What the narrative states of a line in the year before.
fn stated_before(budget: &Budget, entry: &Entry) -> Option<Entry> {
    let known = entry.known.as_ref()?;
    let stated = compared(budget, known.amount, &entry.cell)?;
    let is_year_before = stated.before.year == budget.year.and_then(|year| year.checked_sub(1));
    is_year_before.then(|| Entry { known: Some(past(known, &stated)), whole: None, ..entry.clone() })
}

/// The value before, as exact as it is stated; one that follows from a change is as exact as both.
fn past(now: &Known, stated: &Compared) -> Known {
    let Compared { before, change } = stated;
    let mut reach = before.amount.delta();
    if before.at.is_none() {
        let unit = before.amount.unit();
        let of_change = change.as_ref().and_then(|change| change.amount.delta_in(unit)).unwrap_or_default();
        let of_now = now.amount.delta_in(unit).unwrap_or_default();
        reach = amount::sum(of_now, of_change).unwrap_or(reach);
    }
    Known { amount: before.amount, reach, at: before.at.clone() }
}

/// The amount of a line; a blank is exactly nothing.
fn known_of(entry: &Entry) -> Known {
    // In the coarsest unit, so that the other amount keeps its own.
    let nothing =
        || Known { amount: Amount::new(Decimal::ZERO, Unit::YiYuan), reach: Decimal::ZERO, at: None };
    entry.known.clone().unwrap_or_else(nothing)
}

fn outcome(own: Option<&Entry>, other: Option<&Entry>, both_list: bool) -> Outcome {
    let prints = |entry: &Entry| entry.known.is_some();
    match (own, other) {
        (Some(own), Some(other)) if prints(own) || prints(other) => {
            difference(&known_of(own), &known_of(other)).map_or(Outcome::Open, Outcome::Differs)
        }
        (Some(own), None) if both_list && prints(own) => Outcome::New,
        (None, Some(other)) if both_list && prints(other) => Outcome::Gone,
        _ => Outcome::Open,
    }
}

/// `own` less `other`; nothing where that fits no exact decimal.
fn difference(own: &Known, other: &Known) -> Option<Difference> {
    let unit = own.amount.unit().min(other.amount.unit());
    let value = |known: &Known| known.amount.in_unit(unit).map(Amount::value);
    let reach =
        |known: &Known| Amount::new(known.reach, known.amount.unit()).in_unit(unit).map(Amount::value);
    let apart = amount::difference(value(own)?, value(other)?)?;
    let reach = amount::sum(reach(own)?, reach(other)?)?;
    let direction = if apart.is_zero() {
        Direction::Same
    } else if apart.abs() < reach {
        Direction::Rounding
    } else if apart.is_sign_negative() {
        Direction::Down
    } else {
        Direction::Up
    };
    Some(Difference { amount: Amount::new(apart, unit), reach, base: other.amount, direction })
}

fn former(own: &Entry, other: &Entry) -> Option<Former> {
    let code = other.code.clone().filter(|_| own.code.is_some() && own.code != other.code);
    let name = Some(other.name.clone()).filter(|name| likeness(name, &own.name) != Likeness::Same);
    (code.is_some() || name.is_some()).then_some(Former { code, name })
}
