//! Lines → rows: lines of one cell stand as near as lines do, rows stand farther apart, have a rule between them, or have
//! amounts of their own.

use super::super::cells::{Cell, Table};
use super::super::marks::{Glyph, Ruling};
use super::super::text;
use super::Printed;
use super::cut::{self, Cut, Scale};
use super::split::{self, Close};
use crate::order;
use crate::source::formats::aligned::body::is_row;
use crate::source::formats::aligned::columns::{nearest, overlapped};
use crate::source::formats::aligned::line::{self, Extent, Metric, Piece};
use crate::source::formats::aligned::region::is_total;
use std::collections::BTreeSet;
use std::ops::Range;

/// What distances differ by where they are meant to be one.
const SAME: f64 = 0.3;
/// Lines that stand nearer, in sizes of their letters, are beside each other.
const BESIDE: f64 = 0.8;

/// How far lines of one cell stand apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Leading {
    /// At most so far, and rows stand farther apart.
    Near(f64),
    /// As far as rows do.
    Even,
    /// Nothing shows how far rows stand apart.
    Unknown,
}

impl Leading {
    pub const fn near(self) -> Option<f64> {
        match self {
            Self::Near(leading) => Some(leading),
            Self::Even | Self::Unknown => None,
        }
    }
}

/// How far lines of one cell stand apart in a table.
pub fn leading(lines: &[Printed<'_>]) -> Leading {
    let has_amount = |line: &Printed<'_>| line.cuts.iter().any(is_number);
    let (mut of_words, mut of_amounts) = (f64::MAX, f64::MAX);
    for (at, line) in lines.iter().enumerate() {
        let own = has_amount(line);
        for cut in &line.cuts {
            let near = lines.get(at.saturating_sub(LOOK)..at).unwrap_or_default().iter().rev();
            let over = near
                .take_while(|above| above.page == line.page)
                .find_map(|above| cut::over(&above.cuts, cut).map(|over| (above, over)));
            let Some((above, over)) = over else { continue };
            let below = cut.baseline - over.baseline;
            if below < 0.85 * line.line.size {
                continue;
            }
            match (is_number(over), is_number(cut)) {
                (true, true) => of_amounts = of_amounts.min(below),
                (false, false) if !own || !has_amount(above) => of_words = of_words.min(below),
                _ => {}
            }
        }
    }
    let leading = of_words * 1.02 + SAME;
    if of_words == f64::MAX || of_amounts == f64::MAX {
        Leading::Unknown
    } else if leading < of_amounts {
        Leading::Near(leading)
    } else {
        Leading::Even
    }
}

/// How many lines above are looked at for the text over another.
const LOOK: usize = 6;

/// Programs part the digits of a number.
fn is_number(cut: &Cut) -> bool {
    line::is_number(&cut.text.split(' ').collect::<String>())
}

/// Which line is the first of the body: with a number or a total, and what stands above it in lines of its row.
pub fn begins(rows: &[Vec<Piece>], lines: &[Printed<'_>], leading: Option<f64>) -> usize {
    let Some(first) = rows.iter().position(|row| is_row(row)) else {
        return rows.iter().rposition(|row| !is_total(row)).map_or(0, |last| last + 1);
    };
    let mut begins = first;
    while let Some((above, line)) = begins.checked_sub(1).and_then(|at| lines.get(at)).zip(lines.get(begins))
    {
        let below = line.line.baseline - above.line.baseline;
        // A line beside another, or a name that is centred beside the number.
        let own = lines.get(begins..(first + 3).min(lines.len())).unwrap_or_default();
        let near = leading.is_some_and(|leading| {
            own.iter().flat_map(|line| &line.cuts).any(|cut| {
                cut::over(&above.cuts, cut).is_some_and(|over| cut.baseline - over.baseline <= leading)
            })
        });
        if above.page != line.page || !(near || below < BESIDE * line.line.size) {
            break;
        }
        begins -= 1;
    }
    begins
}

/// A line whose pieces stand in their columns.
pub struct Line {
    pub baseline: f64,
    pub size: f64,
    pub top: f64,
    pub cells: Vec<Piece>,
    /// For each cell its column, the line it stands on, and its glyphs.
    pub columns: Vec<(usize, f64, Vec<Glyph>)>,
}

impl Line {
    fn read(printed: &Printed<'_>, places: &[Extent], edges: &[f64], scale: Scale) -> Self {
        let line = printed.line;
        let (mut cells, mut columns) = (Vec::new(), Vec::new());
        for cut in printed.cuts.iter().flat_map(|cut| split::apart(cut, places, edges, scale)) {
            let Some(piece) = scale.piece(&cut) else { continue };
            let extent = piece.extent(Metric::Page);
            // What is wider than its column reaches into the next one from where it begins.
            let over = overlapped(extent, places);
            let begins = over.clone().next().filter(|&at| {
                places.get(at).is_some_and(|place| extent.left.abs_diff(place.left) <= Metric::Page.places(1))
            });
            if let Some(column) = begins.or_else(|| nearest(extent, places)) {
                columns.push((column, cut.baseline, cut.glyphs));
                cells.push(piece);
            }
        }
        Self { baseline: line.baseline, size: line.size, top: line.area().top, cells, columns }
    }

    /// The cells with their columns.
    pub fn cells(&self) -> impl Iterator<Item = (usize, &Piece)> {
        self.columns.iter().map(|(column, ..)| *column).zip(&self.cells)
    }

    pub fn in_column(&self, column: usize) -> Option<&Piece> {
        self.cells().find(|(at, _)| *at == column).map(|(_, cell)| cell)
    }

    /// Whether it is a row by itself: with a figure or a target.
    pub fn is_anchor(&self) -> bool {
        is_row(&self.cells)
            || self.cells.iter().any(|cell| cell.text.starts_with(['≥', '≤', '＞', '＜', '>', '<']))
    }

    /// Whether another one stands beside it rather than below.
    fn is_beside(&self, next: &Self) -> bool {
        next.baseline - self.baseline < BESIDE * self.size.min(next.size)
    }
}

/// The rows of a page, without their head.
pub fn table(
    printed: &[Printed<'_>],
    places: &[Extent],
    edges: &[f64],
    rules: &[Ruling],
    leading: Option<f64>,
    scale: Scale,
) -> Table {
    let lines: Vec<Line> = printed.iter().map(|printed| Line::read(printed, places, edges, scale)).collect();
    let between = |at: usize| lines.get(at).zip(lines.get(at + 1));
    let ruled = |at: usize| between(at).is_none_or(|(one, next)| is_ruled(one, next, edges, rules));
    let beside = |at: usize| between(at).is_some_and(|(one, next)| one.is_beside(next));
    let framed = runs(0..lines.len(), ruled);
    // Where every row stands between rules, rules alone part them.
    let alone = framed.len() > 1 && !framed.iter().any(|run| has_clash(&lines, run));
    let mut rows: Vec<Range<usize>> = Vec::new();
    let mut close: Vec<Close> = Vec::new();
    for run in framed {
        if alone {
            rows.push(run);
            continue;
        }
        let linked = linked(&lines, &run, leading, places.len());
        for near in runs(run, |at| leading.is_some() && !linked.contains(&at)) {
            if leading.is_some() && !has_clash(&lines, &near) {
                rows.push(near);
            } else {
                close.push(Close::new(&lines, runs(near, |at| !beside(at)), places));
            }
        }
    }
    let alignment = split::alignment(&close);
    rows.extend(close.iter().flat_map(|close| close.rows(alignment)));
    order::by_key(&mut rows, |row| row.start);
    build(&lines, &rows, places.len(), edges)
}

/// Parts lines behind those of which `ends` says so.
fn runs(lines: Range<usize>, ends: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut from = lines.start;
    for at in lines.clone() {
        if at + 1 == lines.end || ends(at) {
            runs.push(from..at + 1);
            from = at + 1;
        }
    }
    runs
}

/// Whether numbers stand below each other in a column.
fn has_clash(lines: &[Line], run: &Range<usize>) -> bool {
    let lines = lines.get(run.clone()).unwrap_or_default();
    let mut columns: BTreeSet<usize> = BTreeSet::new();
    let numbers = |line: &Line| {
        line.cells().filter(|(_, cell)| cell.is_number()).map(|(at, _)| at).collect::<BTreeSet<_>>()
    };
    lines.iter().map(numbers).any(|numbers| numbers.into_iter().any(|column| !columns.insert(column)))
}

/// Whether rules between two lines part them: they go over most of the table, or over all that one of the lines prints,
/// as cells beside may go on.
fn is_ruled(one: &Line, next: &Line, edges: &[f64], rules: &[Ruling]) -> bool {
    let (Some(&left), Some(&right)) = (edges.first(), edges.last()) else { return false };
    let (above, below) = (one.baseline - 0.3 * one.size, next.baseline - 0.5 * next.size);
    let from = rules.partition_point(|rule| rule.at < above);
    let between = || rules.iter().skip(from).take_while(|rule| rule.at < below);
    let length: f64 = between().map(|rule| (rule.to.min(right) - rule.from.max(left)).max(0.0)).sum();
    let covers = |line: &Line| {
        let mut glyphs = line.columns.iter().flat_map(|(_, _, glyphs)| glyphs);
        glyphs.all(|glyph| between().any(|rule| (rule.from..=rule.to).contains(&glyph.middle().0)))
    };
    length > 0.5 * (right - left) || (length > 0.0 && (covers(one) || covers(next)))
}

/// The lines that are of one row with the next one: beside it, or lines of one cell.
fn linked(lines: &[Line], run: &Range<usize>, leading: Option<f64>, width: usize) -> BTreeSet<usize> {
    let mut linked = BTreeSet::new();
    // For each column the last line that prints in it, where it stands and whether it is a number.
    let mut last: Vec<Option<(usize, f64, bool)>> = vec![None; width];
    for at in run.clone() {
        let Some(line) = lines.get(at) else { break };
        let mut reaches = at;
        if let Some(before) = at.checked_sub(1).filter(|&before| before >= run.start)
            && lines.get(before).is_some_and(|above| above.is_beside(line))
        {
            reaches = before;
        }
        for ((column, baseline, _), cell) in line.columns.iter().zip(&line.cells) {
            let Some(slot) = last.get_mut(*column) else { continue };
            let own = (at, *baseline, cell.is_number());
            if let Some((before, above, was_number)) = slot.replace(own)
                && leading.is_some_and(|leading| baseline - above <= leading)
                && !(own.2 && was_number)
            {
                reaches = reaches.min(before);
            }
        }
        linked.extend(reaches..at);
    }
    linked
}

/// The table of rows of lines.
fn build(lines: &[Line], rows: &[Range<usize>], width: usize, edges: &[f64]) -> Table {
    let mut heights = Vec::with_capacity(rows.len() + 1);
    let mut bottom = 0.0;
    let mut printed: Vec<(usize, usize, Vec<text::Line>)> = Vec::new();
    for (row, run) in rows.iter().enumerate() {
        let lines = lines.get(run.clone()).unwrap_or_default();
        heights.push(lines.iter().map(|line| line.top).fold(f64::MAX, f64::min));
        bottom = lines.last().map_or(bottom, |line| line.baseline + 0.2 * line.size);
        let mut glyphs: Vec<Vec<Glyph>> = vec![Vec::new(); width];
        for (column, _, own) in lines.iter().flat_map(|line| &line.columns) {
            if let Some(glyphs) = glyphs.get_mut(*column) {
                glyphs.extend(own);
            }
        }
        let cells = glyphs.into_iter().enumerate().filter(|(_, glyphs)| !glyphs.is_empty());
        printed.extend(cells.map(|(column, glyphs)| (row, column, text::lines(glyphs).0)));
    }
    heights.push(bottom);
    // How wide the columns are is what their widest lines are.
    let mut widths = vec![0.0f64; width];
    for (_, column, lines) in &printed {
        if let Some(width) = widths.get_mut(*column) {
            *width = lines.iter().map(text::Line::width).fold(*width, f64::max);
        }
    }
    let cell = |(row, column, lines): (usize, usize, Vec<text::Line>)| {
        Cell::of_lines(row, column, &lines, widths.get(column).copied().unwrap_or_default())
    };
    Table::of_cells(heights, edges.to_vec(), printed.into_iter().map(cell).collect())
}
