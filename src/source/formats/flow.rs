//! Text and tables within text and tables → [`Document`]: what web pages and word processors have in common.
//!
//! Every paragraph and every row of a table counts one line. A cell that takes up several columns or rows stands at
//! its first place; the others are blank. A row whose cells hold tables is layout, and so is a small table
//! with a page of text in a cell: the cells are read one by one.

use super::Reader;
use super::clean::clean;
use super::rows;
use crate::address::Place;
use crate::source::{Block, Document, GridCell, Paragraph, SourceError, Span};

/// A piece of a page.
#[derive(Debug)]
pub enum Piece {
    /// A paragraph.
    Text(String),
    /// A table, row by row.
    Table(Vec<Vec<Cell>>),
}

/// A cell as it is written.
#[derive(Debug, Default)]
pub struct Cell {
    /// How many columns it takes up; 0 counts as 1.
    pub columns: u32,
    /// How many rows it takes up; 0 counts as 1.
    pub rows: u32,
    /// What it holds.
    pub content: Vec<Piece>,
}

/// A table that only lays out a page has no more rows; a cell of it that is the page has no fewer paragraphs and
/// characters.
const LAYOUT_ROWS: usize = 3;
const PAGE_PARAGRAPHS: usize = 5;
const PAGE_CHARACTERS: usize = 300;

/// No table is wider.
const MOST_COLUMNS: u32 = 1000;

/// Lays the pieces of a page out.
///
/// # Errors
/// [`SourceError::TooLarge`] when the tables have too many cells; [`SourceError::Empty`] when nothing is printed.
pub fn document(pieces: Vec<Piece>, reader: &Reader) -> Result<Document, SourceError> {
    let mut layout = Layout { document: Document::default(), reader };
    layout.pieces(pieces)?;
    if layout.document.blocks.is_empty() {
        return Err(SourceError::Empty);
    }
    Ok(layout.document)
}

struct Layout<'a> {
    document: Document,
    reader: &'a Reader,
}

impl Layout<'_> {
    /// Tables stand in tables no deeper than the reader of the format lets them.
    fn pieces(&mut self, pieces: Vec<Piece>) -> Result<(), SourceError> {
        for piece in pieces {
            match piece {
                Piece::Text(text) => {
                    let text = clean(&text).into_owned();
                    if text.is_empty() {
                        continue;
                    }
                    self.document.lines += 1;
                    let line = self.document.lines;
                    self.document.blocks.push(Block::Paragraph(Paragraph { text, line }));
                }
                Piece::Table(rows) => self.table(rows)?,
            }
        }
        Ok(())
    }

    fn table(&mut self, rows: Vec<Vec<Cell>>) -> Result<(), SourceError> {
        let is_layout = rows.iter().all(|row| row.len() <= 1)
            || (rows.len() <= LAYOUT_ROWS && rows.iter().flatten().any(Cell::holds_page));
        let mut plain = Vec::new();
        for row in rows {
            if is_layout || row.iter().any(Cell::holds_table) {
                self.grid(std::mem::take(&mut plain))?;
                for cell in row {
                    self.pieces(cell.content)?;
                }
            } else {
                plain.push(row);
            }
        }
        self.grid(plain)
    }

    fn grid(&mut self, rows: Vec<Vec<Cell>>) -> Result<(), SourceError> {
        let mut placed: Vec<Vec<GridCell>> = Vec::new();
        // For every column, how many more rows the cell above reaches down.
        let mut reach: Vec<u32> = Vec::new();
        let last = rows.len();
        for (at, row) in rows.into_iter().enumerate() {
            self.document.lines += 1;
            let line = self.document.lines;
            let below = u32::try_from(last - at).unwrap_or(u32::MAX);
            let mut cells: Vec<GridCell> = Vec::new();
            for cell in row {
                take_covered(&mut cells, &mut reach, line, self.reader)?;
                let columns = cell.columns.clamp(1, MOST_COLUMNS);
                self.reader.spend_cells(columns as usize)?;
                let span = Span { columns, rows: cell.rows.clamp(1, below) };
                let mut text = cell.text();
                for covered in 0..columns {
                    let at = cells.len();
                    if reach.len() <= at {
                        reach.push(0);
                    }
                    if let Some(left) = reach.get_mut(at) {
                        *left = span.rows - 1;
                    }
                    let span = if covered == 0 { span } else { Span::ONE };
                    cells.push(blank(line, at, span, std::mem::take(&mut text)));
                }
            }
            take_covered(&mut cells, &mut reach, line, self.reader)?;
            // A row may end before columns into which cells from above still reach.
            reach.iter_mut().skip(cells.len()).for_each(|left| *left = left.saturating_sub(1));
            cells.shrink_to_fit();
            placed.push(cells);
        }
        let width = placed.iter().map(Vec::len).max().unwrap_or(0);
        let missing = placed.iter().map(|row| width - row.len()).sum();
        self.reader.spend_cells(missing)?;
        for row in &mut placed {
            let line = row.first().map_or(self.document.lines, |cell| cell.place.line);
            while row.len() < width {
                row.push(blank(line, row.len(), Span::ONE, String::new()));
            }
        }
        placed.retain(|row| row.iter().any(|cell| !cell.text.is_empty()));
        self.document.blocks.extend(rows::blocks(placed, false));
        Ok(())
    }
}

/// Blank cells as far as the cells of the rows above reach down here.
fn take_covered(
    cells: &mut Vec<GridCell>,
    reach: &mut [u32],
    line: u32,
    reader: &Reader,
) -> Result<(), SourceError> {
    while let Some(left) = reach.get_mut(cells.len()).filter(|left| **left > 0) {
        reader.spend_cells(1)?;
        *left -= 1;
        cells.push(blank(line, cells.len(), Span::ONE, String::new()));
    }
    Ok(())
}

fn blank(line: u32, at: usize, span: Span, text: String) -> GridCell {
    let cell = u32::try_from(at + 1).unwrap_or(u32::MAX);
    GridCell { text, place: Place::text(line, cell), span: Some(span) }
}

impl Cell {
    /// Whether a table stands in the cell that is more than a box around text.
    fn holds_table(&self) -> bool {
        self.content.iter().any(|piece| match piece {
            Piece::Table(rows) => rows.iter().map(Vec::len).sum::<usize>() > 1,
            Piece::Text(_) => false,
        })
    }

    /// Whether the cell holds so much text that its table lays out a page.
    fn holds_page(&self) -> bool {
        let text = |piece: &Piece| match piece {
            Piece::Text(text) => Some(text.chars().count()),
            Piece::Table(_) => None,
        };
        let paragraphs = || self.content.iter().filter_map(text);
        paragraphs().count() >= PAGE_PARAGRAPHS && paragraphs().sum::<usize>() >= PAGE_CHARACTERS
    }

    fn text(&self) -> String {
        let mut lines = Vec::new();
        for piece in &self.content {
            match piece {
                Piece::Text(text) => lines.push(clean(text).into_owned()),
                Piece::Table(rows) => lines.extend(rows.iter().flatten().map(Self::text)),
            }
        }
        lines.retain(|line| !line.is_empty());
        lines.join("\n")
    }
}
