//! Document → pieces: each table with its caption, its joined grid and its notes, before it is read.
//!
//! A table goes on over pages: with its caption repeated, with its head repeated, or with neither. Whether a grid
//! begins a table or goes on with the one before is told by what stands in its first rows.

use super::captions::{self, Named};
use super::general::pages::{self, Extent};
use super::names::{plain, split_ordinal};
use crate::amount::parse_figure;
use crate::search;
use crate::source::{Block, Grid, GridCell, Paragraph};

/// A table before it is read.
#[derive(Debug)]
pub struct Piece {
    /// The sheet or file, counted from 1; 0 in a document of one part.
    pub part: usize,
    /// What the caption names, if anything.
    pub named: Option<Named>,
    /// The caption lines, title first.
    pub captions: Vec<Paragraph>,
    /// All its rows, those of its later pages without their repeated heads.
    pub grid: Grid,
    /// How many of the rows are its head.
    pub head: usize,
    /// Paragraphs behind it.
    pub notes: Vec<Paragraph>,
    /// Lines of rows that were printed once more behind a page break and are left out.
    pub repeated: Vec<u32>,
    /// What was seen of its rows and notes so far.
    pub extent: Extent,
}

/// Parts the document into tables, whose rows are taken out of it. The name of a sheet is the caption of a first table that
/// has none.
#[must_use]
pub fn find(blocks: &mut [Block]) -> Vec<Piece> {
    let mut finder = Finder::default();
    for block in blocks {
        match block {
            Block::Part(name) => {
                finder.end_part();
                finder.part += 1;
                finder.sheet = Some(name.to_string());
            }
            Block::Paragraph(paragraph) => finder.since.push(paragraph.clone()),
            Block::Grid(grid) => finder.grid(std::mem::take(grid)),
        }
    }
    finder.end_part();
    finder.found
}

#[derive(Default)]
struct Finder {
    found: Vec<Piece>,
    /// Paragraphs since the last grid.
    since: Vec<Paragraph>,
    part: usize,
    sheet: Option<String>,
}

impl Finder {
    /// Gives the paragraphs at the end of a part to its last table.
    fn end_part(&mut self) {
        let since = std::mem::take(&mut self.since);
        if let Some(last) = self.found.last_mut().filter(|last| last.part == self.part) {
            last.notes.extend(since);
        }
    }

    /// Takes in a grid, parted where a caption stands in a row of its own.
    fn grid(&mut self, grid: Grid) {
        let mut rows: Vec<Vec<GridCell>> = Vec::with_capacity(grid.rows.len());
        for row in grid.rows {
            match pages::lone_line(&row, rows.is_empty()) {
                Some(paragraph) => {
                    self.rows(std::mem::take(&mut rows));
                    self.since.push(paragraph);
                }
                None => rows.push(row),
            }
        }
        self.rows(rows);
    }

    fn rows(&mut self, rows: Vec<Vec<GridCell>>) {
        if rows.iter().flatten().all(|cell| cell.text.is_empty()) {
            return;
        }
        let grid = pages::parted_head(Grid { rows });
        let (mut caption, mut rest) = split_caption(std::mem::take(&mut self.since));
        let part = self.part;
        if let Some(last) = self.found.last_mut().filter(|last| last.part == part) {
            last.notes.extend(rest);
            let title = caption.first().map(|title| title.text.as_str());
            if let Some(skipped) = pages::goes_on(last, &grid, title) {
                pages::join(last, grid, skipped);
                return;
            }
        } else if caption.is_empty() {
            if let Some(name) = &self.sheet {
                let line = first_line(&grid).unwrap_or_default();
                caption.push(Paragraph { text: name.clone(), line });
            }
            caption.extend(rest.split_off(labels_from(&rest)));
        }
        let named = caption.first().and_then(|title| captions::named(&title.text));
        let head = head_rows(&grid);
        let (notes, repeated, extent) = (Vec::new(), Vec::new(), Extent::default());
        self.found.push(Piece { part, named, captions: caption, grid, head, notes, repeated, extent });
    }
}

/// The 1-based line on which a grid begins.
#[must_use]
pub fn first_line(grid: &Grid) -> Option<u32> {
    grid.rows.first().and_then(|row| row.first()).map(|cell| cell.place.line)
}

/// How many lines (department, unit, number of the table) may stand between a caption and its table.
const CAPTION_LINES: usize = 8;

/// A line that speaks of the table below it has no more letters.
const LONGEST_LABEL: usize = 60;

/// Splits the paragraphs before a grid into its caption lines (title first) and what belongs to the table before.
fn split_caption(mut between: Vec<Paragraph>) -> (Vec<Paragraph>, Vec<Paragraph>) {
    let table = |paragraph: &Paragraph| match captions::named(&paragraph.text)? {
        Named::Known(spec) if captions::is_caption(&paragraph.text) => Some(spec.id),
        Named::Known(_) => None,
        Named::Other => captions::is_caption(&paragraph.text).then_some(""),
    };
    // Captions of different tables on neighbouring lines are a list of contents, unless the unit stands below.
    let is_listed = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| between.get(at)).and_then(table);
        let here = between.get(at).and_then(table);
        let mut behind = between.iter().skip(at + 1);
        let has_unit = behind.any(|line| search::contains(&plain(&line.text), "单位:"));
        before.is_some() && before != here && !has_unit
    };
    let nearest = between.len().saturating_sub(CAPTION_LINES);
    let near = || between.iter().enumerate().skip(nearest).rev();
    let known = near().find(|(_, paragraph)| table(paragraph).is_some()).map(|(at, _)| at);
    let any = || near().find(|(_, paragraph)| captions::is_caption(&paragraph.text)).map(|(at, _)| at);
    let at = known.or_else(any).filter(|&at| !is_listed(at));
    let mut caption = at.map_or_else(Vec::new, |at| between.split_off(at));
    pages::join_caption(&mut between, &mut caption);
    (caption, between)
}

/// Where the lines begin that end the paragraphs before a grid and may speak of it: short ones, no sentences, and no
/// entries of a list of tables.
fn labels_from(before: &[Paragraph]) -> usize {
    let is_label = |paragraph: &&Paragraph| {
        let text = paragraph.text.trim();
        let is_short = text.chars().count() <= LONGEST_LABEL && !text.contains(['。', '，', '；', '…']);
        let is_entry = captions::is_caption(text) || split_ordinal(&plain(text)).0.is_some();
        is_short && !text.ends_with(['：', ':']) && !is_entry
    };
    before.len() - before.iter().rev().take(CAPTION_LINES).take_while(is_label).count()
}

/// How many rows stand above the first one with a figure, a code or a lone total.
#[must_use]
pub fn head_rows(grid: &Grid) -> usize {
    let is_body = |row: &Vec<GridCell>| {
        let mut printed = row.iter().filter(|cell| !cell.text.is_empty());
        let (first, second) = (printed.next(), printed.next());
        let lone_total = second.is_none()
            && first.is_some_and(|cell| matches!(plain(&cell.text).as_str(), "合计" | "总计" | "无"));
        lone_total || pages::opens_body(row)
    };
    let found = grid.rows.iter().position(is_body);
    found.unwrap_or_else(|| pages::head_without_figures(grid))
}

/// Whether a line below a table is its note.
#[must_use]
pub fn is_note(text: &str) -> bool {
    let text = plain(text);
    ["备注:", "注:", "说明:"].iter().any(|label| text.starts_with(label))
}

/// Whether a cell prints a figure or what was meant to be one, such as `1,2,3.4.5`.
#[must_use]
pub fn is_like_figure(text: &str) -> bool {
    let text = plain(text);
    text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | '(' | ')'))
}

/// Whether a cell prints an amount.
#[must_use]
pub fn is_figure(cell: &GridCell) -> bool {
    matches!(parse_figure(&cell.text), Ok(Some(_)))
}

/// The number of columns up to the last one in which anything is printed.
#[must_use]
pub fn used_width(grid: &Grid) -> usize {
    let used =
        |row: &Vec<GridCell>| row.iter().rposition(|cell| !cell.text.is_empty()).map_or(0, |at| at + 1);
    grid.rows.iter().map(used).max().unwrap_or(0)
}
