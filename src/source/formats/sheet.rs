//! The printed cells of a sheet → blocks. What the workbook formats have in common.

use super::Reader;
use super::clean::clean;
use super::rows;
use crate::address::Place;
use crate::source::{Block, Document, GridCell, Remark, Remarked, SourceError, Span};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// A rectangle of cells, 0-based.
#[derive(Debug, Clone)]
pub struct Area {
    /// Its rows.
    pub rows: RangeInclusive<u32>,
    /// Its columns.
    pub columns: RangeInclusive<u32>,
}

/// A sheet as the format found it. Rows and columns are 0-based.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// The row, column and text of the cells in which anything is printed, in the order of the file.
    pub cells: Vec<(u32, u32, String)>,
    /// Cells that are merged into one.
    pub merged: Vec<Area>,
    /// Rows that are hidden.
    pub hidden_rows: Vec<u32>,
    /// Columns that are hidden.
    pub hidden_columns: Vec<RangeInclusive<u32>>,
}

impl Sheet {
    /// Prints `text` in a cell; blanks are nothing.
    ///
    /// # Errors
    /// [`SourceError::TooLarge`] when there are too many cells.
    pub fn print(&mut self, row: u32, column: u32, text: &str, reader: &Reader) -> Result<(), SourceError> {
        let text = clean(text);
        if !text.is_empty() {
            reader.spend_cells(1)?;
            self.cells.push((row, column, text.into_owned()));
        }
        Ok(())
    }
}

/// Appends a sheet to a document.
///
/// # Errors
/// [`SourceError::TooLarge`] when its grid has too many cells.
pub fn append(sheet: Sheet, document: &mut Document, reader: &Reader) -> Result<(), SourceError> {
    let Sheet { name, hidden, mut cells, merged, hidden_rows, hidden_columns } = sheet;
    put_in_order(&mut cells);
    let Some(&(last_row, ..)) = cells.last() else { return Ok(()) };
    let part: Arc<str> = name.into();
    remark(document, &part, hidden, Remarked::HiddenSheet);
    let printed = |row: u32| cells.binary_search_by_key(&row, |&(row, ..)| row).is_ok();
    let count = count(hidden_rows.iter().filter(|&&row| printed(row)).count());
    remark(document, &part, count > 0, Remarked::HiddenRows(count));
    let last_column = cells.iter().map(|&(_, column, _)| column).max().unwrap_or_default();
    let within = |columns: &RangeInclusive<u32>| {
        if *columns.start() > last_column {
            0
        } else {
            (*columns.end()).min(last_column) - columns.start() + 1
        }
    };
    let count = hidden_columns.iter().map(within).sum();
    remark(document, &part, count > 0, Remarked::HiddenColumns(count));

    let mut spans: BTreeMap<(u32, u32), Span> = BTreeMap::new();
    for area in merged {
        let (first, last) = (*area.columns.start(), (*area.columns.end()).min(last_column));
        let (top, bottom) = (*area.rows.start(), (*area.rows.end()).min(last_row));
        if first > last || top > bottom {
            continue;
        }
        spans.insert((top, first), Span { columns: last - first + 1, rows: bottom - top + 1 });
        // What a merge covers is not printed. Merges that cover each other many times over are nobody's work.
        reader.spend_cells((bottom - top) as usize + 1)?;
        for row in top..=bottom {
            let place = |row, column| cells.partition_point(|cell| (cell.0, cell.1) < (row, column));
            let covered = place(row, first)..place(row, last + 1);
            for (row, column, text) in cells.get_mut(covered).into_iter().flatten() {
                if (*row, *column) != (top, first) {
                    text.clear();
                }
            }
        }
    }
    cells.retain(|(.., text)| !text.is_empty());
    let width = last_column as usize + 1;
    let mut grid: Vec<Vec<GridCell>> = Vec::new();
    let mut before = None;
    for (row, column, text) in cells {
        if before != Some(row) {
            // Of blank rows one is kept: it parts what stands above from what stands below.
            let gap = before.is_some_and(|before| row - before > 1);
            reader.spend_cells(width.saturating_mul(1 + usize::from(gap)))?;
            if gap {
                grid.push(Vec::new());
            }
            grid.push((0..=last_column).map(|column| blank(&part, row, column, &spans)).collect());
            before = Some(row);
        }
        if let Some(cell) = grid.last_mut().and_then(|row| row.get_mut(column as usize)) {
            cell.text = text;
        }
    }
    document.lines += last_row + 1;
    document.blocks.push(Block::Part(part));
    document.blocks.extend(numbered(rows::blocks(grid, true)));
    Ok(())
}

/// Files list cells in their order; where one does not, the last of two in the same place counts.
fn put_in_order(cells: &mut Vec<(u32, u32, String)>) {
    let place = |cell: &(u32, u32, String)| (cell.0, cell.1);
    if !cells.is_sorted_by(|one, next| place(one) < place(next)) {
        cells.reverse();
        cells.sort_by_key(place);
        cells.dedup_by_key(|cell| place(cell));
    }
}

fn blank(part: &Arc<str>, row: u32, column: u32, spans: &BTreeMap<(u32, u32), Span>) -> GridCell {
    let span = spans.get(&(row, column)).copied().unwrap_or(Span::ONE);
    let place = Place { page: None, sheet: Some(part.clone()), line: row + 1, cell: column + 1 };
    GridCell { text: String::new(), place, span: Some(span) }
}

/// Gives the lines of a cell that holds several of them numbers of their own, as sentences are found by them.
fn numbered(blocks: Vec<Block>) -> Vec<Block> {
    let mut last = 0;
    let mut blocks = blocks;
    for block in &mut blocks {
        if let Block::Paragraph(paragraph) = block {
            paragraph.line = paragraph.line.max(last + 1);
            last = paragraph.line;
        }
    }
    blocks
}

fn remark(document: &mut Document, part: &Arc<str>, is: bool, what: Remarked) {
    if is {
        document.remarks.push(Remark { part: part.clone(), what });
    }
}

fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
