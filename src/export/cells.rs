//! The body of a table cell by cell, each with the figure that was read from it.

use crate::address::Place;
use crate::order;
use crate::tables::spec::Kind;
use crate::tables::{Figure, Item, Table};
use serde::Serialize;

/// A printed cell.
#[derive(Debug, Clone, Copy)]
pub struct Cell<'a> {
    /// The text as printed.
    pub text: &'a str,
    /// Where it stands.
    pub place: &'a Place,
    /// What stands in its column; text beyond the last column.
    pub kind: Kind,
    /// The figure that was read from it and its line, if it stands in an amount column.
    pub figure: Option<(&'a Item, &'a Figure)>,
}

/// The printed rows of a table.
#[must_use]
pub fn rows(table: &Table) -> Vec<Vec<Cell<'_>>> {
    let mut figures: Vec<(&Item, &Figure)> = Vec::new();
    for figure in table.figures() {
        figures.push(figure);
    }
    order::by(&mut figures, &|(_, a), (_, b)| a.at.place.cmp(&b.at.place));
    let mut rows = Vec::with_capacity(table.body.len());
    for printed in &table.body {
        let mut row = Vec::with_capacity(printed.len());
        let mut columns = table.columns.iter();
        for cell in printed {
            let found = figures.binary_search_by(|(_, figure)| figure.at.place.cmp(&cell.place)).ok();
            let figure = found.and_then(|found| figures.get(found)).copied();
            let kind = columns.next().map_or(Kind::Text, |column| column.kind);
            row.push(Cell { text: &cell.text, place: &cell.place, kind, figure });
        }
        rows.push(row);
    }
    rows
}

/// A cell of a head.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct HeadCell<'a> {
    /// The label.
    pub text: &'a str,
    /// Its first column, counted from 0.
    #[serde(skip)]
    pub at: usize,
    /// How many columns it stands over.
    pub columns: usize,
    /// How many rows it takes up.
    pub rows: usize,
}

/// The head as printed or repaired, row by row: equal labels beside each other under one label are one cell.
#[must_use]
pub fn head(table: &Table) -> Vec<Vec<HeadCell<'_>>> {
    let depth = table.columns.iter().map(|column| column.head.len()).max().unwrap_or(0);
    let path = |at: usize, level: usize| table.columns.get(at).and_then(|column| column.head.get(..=level));
    let side = |at: usize| table.columns.get(at).map(|column| column.side);
    let mut head = Vec::new();
    for level in 0..depth {
        let mut cells = Vec::new();
        let mut at = 0;
        while let Some(column) = table.columns.get(at) {
            let Some(text) = column.head.get(level) else {
                at += 1;
                continue;
            };
            let is_last = column.head.len() == level + 1;
            let same = |other: &usize| path(*other, level) == path(at, level) && side(*other) == side(at);
            let columns = if is_last { 1 } else { (at..table.columns.len()).take_while(same).count() };
            let rows = if is_last { depth - level } else { 1 };
            cells.push(HeadCell { text, at, columns, rows });
            at += columns.max(1);
        }
        head.push(cells);
    }
    head
}

/// One label for each column: its head from the outermost to the innermost label, else its key.
#[must_use]
pub fn labels(table: &Table) -> Vec<String> {
    let mut labels = Vec::with_capacity(table.columns.len());
    for column in &table.columns {
        let head = column.head.join("/");
        labels.push(if head.is_empty() { column.key.to_string() } else { head });
    }
    labels
}
