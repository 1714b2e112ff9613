//! The rows of an aligned table. A cell that is wider than its column goes on in other lines, above and below the line of
//! its row where it is centred.

use super::columns::{nearest, overlapped};
use super::heads::blank;
use super::line::{Extent, Metric, Piece};
use super::region::{Row, is_total};
use crate::source::GridCell;

/// Names of lower levels begin further in, by so much in all.
const MARGIN: usize = 4;

/// How wide the columns are in print.
struct Places {
    /// The first place in which a column prints, and the one behind its last.
    edges: Vec<(usize, usize)>,
    /// Four ideographs: in a column that is narrower nothing is broken.
    narrowest: usize,
}

/// The first row of the body: with a number or a numbered name, and what stands around it in lines of its own; else a
/// total without figures.
pub fn begins(rows: &[Row<'_>]) -> usize {
    let Some(first) = rows.iter().position(|row| is_row(&row.pieces)) else {
        let total = rows.iter().rposition(|row| !is_total(&row.pieces));
        return total.map_or(0, |last| last + 1);
    };
    // The first lines of a broken name stand above the number of its row, and the next ones below it.
    let pieces = |at: usize| rows.get(at).map_or(&[][..], |row| row.pieces.as_slice());
    let left = |at: usize| match pieces(at) {
        [piece] => Some(piece.extent(Metric::Wide).left),
        _ => None,
    };
    let close = |at: usize| rows.get(at).is_some_and(|row| row.gap == 0);
    let below = left(first + 1).filter(|_| close(first + 1) && !is_row(pieces(first + 1)));
    let mut begins = first;
    while begins > 0 && close(begins) && below.is_some() && left(begins - 1) == below {
        begins -= 1;
    }
    begins
}

/// Whether a line is a row by itself: it has a number, or its first piece is numbered.
pub fn is_row(pieces: &[Piece]) -> bool {
    pieces.iter().any(Piece::is_number)
        || is_total(pieces)
        || pieces.iter().any(|piece| is_numbered(&piece.text))
}

pub fn is_numbered(text: &str) -> bool {
    let text = text.trim_start_matches(['(', '（']);
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let rest = text.trim_start_matches(number);
    rest.len() < text.len() && rest.starts_with(['、', '.', '．', ')', '）'])
}

/// A line whose pieces stand in their columns.
struct Line {
    line: u32,
    gap: u32,
    is_row: bool,
    cells: Vec<String>,
    /// For every column where its text stands.
    places: Vec<Extent>,
    has_number: bool,
}

impl Line {
    fn read(row: Row<'_>, columns: &[Extent], metric: Metric) -> Self {
        let mut cells = vec![String::new(); columns.len()];
        let mut places: Vec<Option<Extent>> = vec![None; columns.len()];
        let is_row = is_row(&row.pieces);
        let has_number = row.pieces.iter().any(Piece::is_number);
        for piece in row.pieces.into_iter().flat_map(|piece| apart(piece, columns, metric)) {
            let Some(at) = nearest(piece.extent(metric), columns) else { continue };
            if let (Some(cell), Some(place)) = (cells.get_mut(at), places.get_mut(at)) {
                if !cell.is_empty() {
                    cell.push(' ');
                }
                cell.push_str(&piece.text);
                let extent = piece.extent(metric);
                *place = Some(place.map_or(extent, |place| place.union(extent)));
            }
        }
        let places = places.into_iter().map(Option::unwrap_or_default).collect();
        Self { line: row.line, gap: row.gap, is_row, cells, places, has_number }
    }

    fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    fn columns(&self) -> impl Iterator<Item = usize> {
        self.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).map(|(at, _)| at)
    }

    /// Whether the text of every column in which `part` prints is as wide as the column lets it be.
    fn is_full(&self, part: &Self, places: &Places) -> bool {
        part.columns().all(|at| {
            let Some((left, right)) = places.edges.get(at) else { return false };
            let own = self.places.get(at).map_or(0, |place| place.right);
            right.saturating_sub(*left) >= places.narrowest && own + places.narrowest / 4 >= *right
        })
    }

    /// Whether nothing is printed in the columns in which `part` prints.
    fn lacks(&self, part: &Self) -> bool {
        part.columns().all(|at| self.text(at).is_empty())
    }
}

/// A piece that goes over several columns, parted at its blanks beside them.
fn apart(piece: Piece, columns: &[Extent], metric: Metric) -> Vec<Piece> {
    let mut parts = Vec::new();
    let mut rest = piece;
    for at in overlapped(rest.extent(metric), columns).skip(1) {
        let place = columns.get(at).map_or(0, |column| column.left);
        if let Some((first, second)) = rest.part(place, metric) {
            parts.push(first);
            rest = second;
        }
    }
    parts.push(rest);
    parts
}

/// The rows of a body.
pub fn rows(rows: Vec<Row<'_>>, columns: &[Extent], metric: Metric) -> Vec<Vec<GridCell>> {
    let mut lines: Vec<Line> = rows.into_iter().map(|row| Line::read(row, columns, metric)).collect();
    let mut edges: Vec<(usize, usize)> = columns.iter().map(|column| (column.left, 0)).collect();
    for line in &lines {
        for ((left, most), place) in edges.iter_mut().zip(&line.places) {
            // Totals stand in the middle, and say nothing about where a name is broken.
            if place.left <= *left + MARGIN {
                *most = (*most).max(place.right);
            }
        }
    }
    let places = Places { edges, narrowest: if metric == Metric::Wide { 8 } else { 4 } };
    // A numbered name without a number behind it is no row if the next line goes on with it.
    for at in 1..lines.len() {
        let Some((line, next)) = lines.get(at - 1).zip(lines.get(at)) else { break };
        let goes_on = next.gap == 0
            && next.has_number
            && !line.has_number
            && line.columns().all(|at| !next.text(at).is_empty() && !is_numbered(next.text(at)))
            && line.is_full(line, &places);
        if goes_on && let Some(line) = lines.get_mut(at - 1) {
            line.is_row = false;
        }
    }
    let mut built = Vec::new();
    for group in lines.chunk_by(|_, next| next.gap == 0) {
        join(group, &places, &mut built);
    }
    built
}

/// Joins the lines of a group, between which no blank line stands, to rows.
fn join(group: &[Line], places: &Places, built: &mut Vec<Vec<GridCell>>) {
    let mut rest = group;
    // The row that is open, with how many lines stand above its own and those that stand below it.
    let mut row: Option<(&Line, &[Line])> = None;
    loop {
        let count = rest.iter().take_while(|line| !line.is_row).count();
        let (names, behind) = rest.split_at_checked(count).unwrap_or((rest, &[]));
        let next = behind.first();
        let below = row.map_or(0, |(line, above)| below(line, above, names, next, places));
        let (below, between) = names.split_at_checked(below).unwrap_or((names, &[]));
        if let Some((line, above)) = row {
            let parts = above.iter().chain([line]).chain(below);
            built.push(cells(line.line, parts, places.edges.len()));
        }
        let belongs = |line: &Line| next.is_some_and(|next| next.lacks(line) || line.is_full(line, places));
        let own = between.iter().rposition(|line| !belongs(line)).map_or(0, |at| at + 1);
        let (own, above) = between.split_at_checked(own).unwrap_or((between, &[]));
        built.extend(own.iter().map(|line| cells(line.line, [line], places.edges.len())));
        let Some((next, behind)) = behind.split_first() else { return };
        row = Some((next, above));
        rest = behind;
    }
}

/// How many of the lines between two rows go on with the first one.
fn below(row: &Line, above: &[Line], names: &[Line], next: Option<&Line>, places: &Places) -> usize {
    let Some(first) = names.first() else { return 0 };
    let next_lacks = next.is_some_and(|next| names.last().is_some_and(|last| next.lacks(last)));
    // A line that is as wide as its column may go on in the next one.
    let last_above = above.last().filter(|above| row.lacks(above)).unwrap_or(row);
    let full = std::iter::once(last_above).chain(names);
    let full = full.zip(names).take_while(|(before, line)| before.is_full(line, places)).count();
    if !above.is_empty() {
        // Its cells are centred: as much stands below as above.
        let most = above.len().min(names.len());
        return if next_lacks { full.min(most) } else { most };
    }
    match (row.lacks(first), next_lacks) {
        (true, true) => names.len().div_ceil(2),
        (true, false) => names.len(),
        (false, true) => 0,
        (false, false) => full,
    }
}

/// The cells of a row that stands in `line`, their texts joined.
fn cells<'a>(line: u32, parts: impl IntoIterator<Item = &'a Line>, width: usize) -> Vec<GridCell> {
    let mut cells: Vec<GridCell> = (1u32..).take(width).map(|cell| blank(line, cell)).collect();
    for part in parts {
        for (cell, text) in cells.iter_mut().zip(&part.cells) {
            // Words of letters are parted by blanks, ideographs are not.
            let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            if letter(cell.text.chars().next_back()) && letter(text.chars().next()) {
                cell.text.push(' ');
            }
            cell.text.push_str(text);
        }
    }
    cells
}
