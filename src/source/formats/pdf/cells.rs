//! Lines of a frame → cells: between two places of lines stands a cell unless no line parts it from its neighbour.

use super::super::Reader;
use super::marks::{Area, Direction, Glyph, Ruling};
use super::rulings::MEET;
use super::text;
use crate::order;
use crate::source::{SourceError, Span};

/// Places of lines no farther apart are one.
const SAME: f64 = 3.0;
/// A frame has no more places of lines either way, and no more places for cells.
const MOST_PLACES: usize = 2000;
const MOST_CELLS: usize = 100_000;
/// What is narrower is a letter that was drawn as lines, or a box to tick.
const NARROWEST: f64 = 60.0;

/// A cell of a frame.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The first row and column it takes up, and how many.
    pub row: usize,
    pub column: usize,
    pub span: Span,
    pub text: String,
    /// How wide its last line is, and how wide its last line and one character more are.
    line: (f64, f64),
}

impl Cell {
    /// A cell of that text.
    pub const fn new(row: usize, column: usize, span: Span, text: String) -> Self {
        Self { row, column, span, text, line: (0.0, 0.0) }
    }

    /// A cell of these lines, in a column in which so much is printed: some of its lines end a character before others.
    pub fn of_lines(row: usize, column: usize, lines: &[text::Line], width: f64) -> Self {
        let last = lines.first().map_or(0.0, |line| 1.2 * line.size);
        let mut cell = Self::new(row, column, Span::ONE, text::in_cell(lines, width + text::MARGINS - last));
        cell.line = last_line(lines);
        cell
    }
}

/// A table as it is drawn.
#[derive(Debug, Clone)]
pub struct Table {
    pub area: Area,
    /// Where its rows and columns begin, and where the last one ends.
    rows: Vec<f64>,
    columns: Vec<f64>,
    /// For each place of the grid, the cell that covers it.
    owners: Vec<usize>,
    pub cells: Vec<Cell>,
    /// The glyphs of each cell.
    glyphs: Vec<Vec<Glyph>>,
    /// How many of its cells were counted when it was made: it may have taken finer columns since.
    pub counted: usize,
}

impl Table {
    /// The table that lines make; nothing where they enclose less than two cells.
    ///
    /// # Errors
    /// [`SourceError::TooLarge`] when it has more cells than may still be read.
    pub fn new(frame: &[Ruling], reader: &Reader) -> Result<Option<Self>, SourceError> {
        let Some(mut table) = Self::bare(frame) else { return Ok(None) };
        let (width, height) = (table.width(), table.height());
        reader.spend_cells(width * height)?;
        table.part(frame, width, height);
        Ok(Some(table))
    }

    /// The table before it has cells.
    fn bare(frame: &[Ruling]) -> Option<Self> {
        let columns = places(frame, Direction::Vertical)?;
        let rows = places(frame, Direction::Horizontal)?;
        let area = Area {
            left: *columns.first()?,
            top: *rows.first()?,
            right: *columns.last()?,
            bottom: *rows.last()?,
        };
        let counted = (columns.len() - 1) * (rows.len() - 1);
        let (owners, cells, glyphs) = (Vec::new(), Vec::new(), Vec::new());
        let table = Self { area, rows, columns, owners, cells, glyphs, counted };
        let is_table = (2..=MOST_CELLS).contains(&counted);
        (is_table && area.width() >= NARROWEST).then_some(table)
    }

    /// The table that such cells make, all of them in order and between the places where rows and columns begin.
    pub fn of_cells(rows: Vec<f64>, columns: Vec<f64>, cells: Vec<Cell>) -> Self {
        let ends = |places: &[f64]| {
            (places.first().copied().unwrap_or_default(), places.last().copied().unwrap_or_default())
        };
        let ((left, right), (top, bottom)) = (ends(&columns), ends(&rows));
        let area = Area { left, top, right, bottom };
        let counted = rows.len().saturating_sub(1) * columns.len().saturating_sub(1);
        Self { area, rows, columns, owners: Vec::new(), cells, glyphs: Vec::new(), counted }
    }

    /// Puts rows of cells above, as high as the page has room for them down to where the others begin.
    pub fn put_above(&mut self, mut cells: Vec<Cell>, count: usize, top: f64, bottom: f64) {
        let height = (bottom - top) / count.max(1) as f64;
        let rows = (0..count).map(|row| top + height * row as f64);
        self.cells.iter_mut().for_each(|cell| cell.row += count);
        cells.append(&mut self.cells);
        self.cells = cells;
        self.rows.splice(0..0, rows);
        self.area.top = self.rows.first().copied().unwrap_or(top);
    }

    pub fn width(&self) -> usize {
        self.columns.len() - 1
    }

    pub fn height(&self) -> usize {
        self.rows.len() - 1
    }

    /// Gives every place to a cell.
    fn part(&mut self, frame: &[Ruling], width: usize, height: usize) {
        let none = usize::MAX;
        self.owners = vec![none; width * height];
        let (down, across) = (
            Drawn::new(frame, Direction::Vertical, &self.columns),
            Drawn::new(frame, Direction::Horizontal, &self.rows),
        );
        // Whether a line stands on the right of a place, and below it.
        let beside = |row: usize, column: usize| down.is(column + 1, self.rows.get(row..row + 2));
        let below = |row: usize, column: usize| across.is(row + 1, self.columns.get(column..column + 2));
        let parted: Vec<(bool, bool)> = (0..width * height)
            .map(|at| (at / width, at % width))
            .map(|(row, column)| {
                (column + 1 == width || beside(row, column), row + 1 == height || below(row, column))
            })
            .collect();
        let is_parted =
            |row: usize, column: usize| parted.get(row * width + column).copied().unwrap_or((true, true));
        for at in 0..width * height {
            if self.owners.get(at) != Some(&none) {
                continue;
            }
            let (row, column) = (at / width, at % width);
            let mut right = column;
            while !is_parted(row, right).0 && self.owners.get(row * width + right + 1) == Some(&none) {
                right += 1;
            }
            // The rows below belong to it as far as no line parts any of its places.
            let mut bottom = row;
            let goes_on = |bottom: usize| {
                let open = (column..=right).all(|column| !is_parted(bottom, column).1);
                let inside = (column..right).all(|column| !is_parted(bottom + 1, column).0);
                open && inside && is_parted(bottom + 1, right).0
            };
            while bottom + 1 < height && goes_on(bottom) {
                bottom += 1;
            }
            let owner = self.cells.len();
            for row in row..=bottom {
                for column in column..=right {
                    if let Some(place) = self.owners.get_mut(row * width + column) {
                        *place = owner;
                    }
                }
            }
            let count = |from: usize, to: usize| u32::try_from(to - from + 1).unwrap_or(u32::MAX);
            let span = Span { columns: count(column, right), rows: count(row, bottom) };
            self.cells.push(Cell { row, column, span, text: String::new(), line: (0.0, 0.0) });
            self.glyphs.push(Vec::new());
        }
    }

    /// Takes a glyph in that stands inside, and says whether it does.
    pub fn take(&mut self, glyph: &Glyph) -> bool {
        let (x, y) = glyph.middle();
        if !self.area.contains((x, y)) {
            return false;
        }
        let at = |places: &[f64], place: f64| {
            places.partition_point(|&begins| begins <= place).clamp(1, places.len() - 1) - 1
        };
        let place = at(&self.rows, y) * self.width() + at(&self.columns, x);
        let owner = self.owners.get(place).copied().unwrap_or_default();
        if let Some(glyphs) = self.glyphs.get_mut(owner) {
            glyphs.push(*glyph);
        }
        true
    }

    /// Writes the texts of the cells; says how many glyphs were drawn more than once.
    pub fn finish(&mut self) -> u32 {
        let mut twice = 0;
        let glyphs = std::mem::take(&mut self.glyphs);
        for (cell, glyphs) in self.cells.iter_mut().zip(glyphs) {
            let edge = |at: usize| self.columns.get(at).copied().unwrap_or_default();
            let width = edge(cell.column + cell.span.columns as usize) - edge(cell.column);
            let (lines, again) = text::lines(glyphs);
            twice += again;
            cell.text = text::in_cell(&lines, width);
            cell.line = last_line(&lines);
        }
        twice
    }

    /// Takes the columns of a table that is drawn with the same lines and more: a row of few cells at a page break is of
    /// the same table as the rows on the other page.
    pub fn share_columns(&mut self, other: &mut Self) {
        if other.columns.len() > self.columns.len() {
            self.take_columns(&other.columns);
        } else {
            other.take_columns(&self.columns);
        }
    }

    fn take_columns(&mut self, finer: &[f64]) {
        let is_at = |place: f64, other: f64| (place - other).abs() <= SAME;
        let at = |place: &f64| finer.iter().position(|&other| is_at(*place, other));
        let Some(places) = self.columns.iter().map(at).collect::<Option<Vec<usize>>>() else { return };
        if places.first() != Some(&0) || places.last() != Some(&(finer.len() - 1)) {
            return;
        }
        for cell in &mut self.cells {
            let place = |column: usize| places.get(column).copied().unwrap_or_default();
            let (first, behind) = (place(cell.column), place(cell.column + cell.span.columns as usize));
            cell.span.columns = u32::try_from(behind.saturating_sub(first)).unwrap_or(u32::MAX).max(1);
            cell.column = first;
        }
        self.columns = finer.to_vec();
    }

    /// Gives the last row of the page before what a page break cut off: words in the first row of this page below cells
    /// whose last line is as wide as any of their column.
    pub fn give_back(&mut self, before: &mut Self) {
        let printed = before.cells.iter().filter(|cell| !cell.text.is_empty());
        let Some(last) = printed.map(|cell| cell.row).max() else { return };
        let is_digit = |c: char| c.is_ascii_digit();
        let is_below = |cell: &Cell, above: &Cell| {
            (above.column, above.span.columns) == (cell.column, cell.span.columns)
        };
        let over = |cell: &Cell| {
            let at = before.cells.iter().position(|above| {
                is_below(cell, above) && above.row + above.span.rows as usize > last && !above.text.is_empty()
            })?;
            let above = before.cells.get(at)?;
            let room = before.cells.iter().any(|other| is_below(cell, other) && other.line.0 > above.line.1);
            // The rest of a name is short; a name of its own would often be as long.
            let is_rest = cell.line.0 <= above.line.0 / 2.0 && !cell.text.contains('\n');
            let are_words = !above.text.ends_with(is_digit) && !cell.text.contains(is_digit);
            (!room && is_rest && are_words).then_some(at)
        };
        let first = self.cells.iter().enumerate().filter(|(_, cell)| cell.row == 0 && !cell.text.is_empty());
        let moved = first.map(|(at, cell)| Some((at, over(cell)?))).collect::<Option<Vec<_>>>();
        for (at, over) in moved.into_iter().flatten() {
            if let (Some(cell), Some(above)) = (self.cells.get_mut(at), before.cells.get_mut(over)) {
                above.text.push_str(&std::mem::take(&mut cell.text));
            }
        }
    }

    /// Whether anything is printed in it.
    pub fn is_printed(&self) -> bool {
        self.cells.iter().any(|cell| !cell.text.is_empty())
    }
}

/// How wide the last of the lines of a cell is, and how wide with one character more.
fn last_line(lines: &[text::Line]) -> (f64, f64) {
    lines.last().map_or((0.0, 0.0), |line| (line.width(), line.width() + line.first))
}

/// The places of the lines of a direction, the ends of the others included.
fn places(frame: &[Ruling], direction: Direction) -> Option<Vec<f64>> {
    let mut places: Vec<f64> = Vec::new();
    let (mut first, mut last) = (f64::MAX, f64::MIN);
    for line in frame {
        if line.direction == direction {
            places.push(line.at);
        } else {
            first = first.min(line.from);
            last = last.max(line.to);
        }
    }
    let (&least, &most) = (
        places.iter().min_by(|one, other| one.total_cmp(other))?,
        places.iter().max_by(|one, other| one.total_cmp(other))?,
    );
    // Tables that are open at a side end where their lines do.
    if first < least - 2.0 * MEET {
        places.push(first);
    }
    if last > most + 2.0 * MEET {
        places.push(last);
    }
    order::by(&mut places, &f64::total_cmp);
    let mut once: Vec<f64> = Vec::new();
    for place in places {
        if once.last().is_none_or(|before| place - before > SAME) {
            once.push(place);
        }
    }
    (2..=MOST_PLACES).contains(&once.len()).then_some(once)
}

/// The lines of a direction by their places.
struct Drawn(Vec<Vec<(f64, f64)>>);

impl Drawn {
    fn new(frame: &[Ruling], direction: Direction, places: &[f64]) -> Self {
        let mut lines = vec![Vec::new(); places.len()];
        for line in frame.iter().filter(|line| line.direction == direction) {
            let first = places.partition_point(|&place| place < line.at - SAME);
            let near = places.iter().zip(&mut lines).skip(first);
            for (_, lines) in near.take_while(|(place, _)| **place <= line.at + SAME) {
                lines.push((line.from - 1.0, line.to + 1.0));
            }
        }
        Self(lines)
    }

    /// Whether a line stands at that place over the middle of a stretch.
    fn is(&self, place: usize, stretch: Option<&[f64]>) -> bool {
        let (Some(lines), Some(&[from, to])) = (self.0.get(place), stretch) else { return true };
        let middle = f64::midpoint(from, to);
        lines.iter().any(|&(from, to)| (from..=to).contains(&middle))
    }
}
