//! Which lines of several disclosures are one: by key, then by code and name where that leaves no doubt.

use super::lines::Entry;
use crate::catalogue;
use crate::tables::names::bare;

/// A line of the comparison: what each column lists of it.
pub type Row = Vec<Option<Entry>>;

/// Puts the lines of all columns together, those of a column in their order.
pub fn align(columns: Vec<Vec<Entry>>) -> Vec<Row> {
    let count = columns.len();
    let mut rows: Vec<Row> = Vec::new();
    for (at, entries) in columns.into_iter().enumerate() {
        let mut left = Vec::new();
        for entry in entries {
            match rows.iter_mut().find(|row| known(row).any(|other| other.key == entry.key)) {
                Some(row) => set(row, at, entry),
                None => left.push(entry),
            }
        }
        // A changed code or name is followed only where one line alone may be meant on either side.
        let mut found = Vec::new();
        for entry in &left {
            let like = |row: &Row| {
                row.get(at).is_some_and(Option::is_none)
                    && last(row).is_some_and(|other| is_same(entry, other))
            };
            let mut those = rows.iter().enumerate().filter(|(_, row)| like(row)).map(|(row, _)| row);
            found.push(those.next().filter(|_| those.next().is_none()));
        }
        for (entry, row) in left.into_iter().zip(&found) {
            let only = found.iter().filter(|other| *other == row).count() == 1;
            match row.filter(|_| only).and_then(|row| rows.get_mut(row)) {
                Some(row) => set(row, at, entry),
                None => {
                    let mut row: Row = (0..count).map(|_| None).collect();
                    set(&mut row, at, entry);
                    rows.push(row);
                }
            }
        }
    }
    rows
}

fn set(row: &mut Row, at: usize, entry: Entry) {
    if let Some(cell) = row.get_mut(at) {
        *cell = Some(entry);
    }
}

fn known(row: &Row) -> impl DoubleEndedIterator<Item = &Entry> {
    row.iter().flatten()
}

fn last(row: &Row) -> Option<&Entry> {
    known(row).next_back()
}

/// Whether a line has another code or another name than before. A class keeps its name only within its 类: 行政运行 is a
/// line of most of them.
fn is_same(now: &Entry, before: &Entry) -> bool {
    match (now.code.as_deref(), before.code.as_deref()) {
        (Some(now), Some(before)) if now == before => true,
        (Some(code), Some(former)) if code == now.key => {
            code.len() == former.len()
                && code.get(..3) == former.get(..3)
                && current(code, &now.name) == current(former, &before.name)
        }
        _ => now.rank == before.rank && bare(&now.name) == bare(&before.name),
    }
}

/// A name as it is compared; a former one as that which replaced it.
fn current(code: &str, name: &str) -> String {
    let name = bare(name);
    catalogue::renamed(code).find(|(old, _)| bare(old) == name).map_or(name, |(_, current)| bare(current))
}
