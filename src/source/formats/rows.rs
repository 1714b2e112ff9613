//! Rows of a sheet or table → blocks: lines that are printed inside the frame of a table become paragraphs.
//!
//! Workbooks have no text beside their cells, and publishers also put captions, units and notes into rows of their
//! tables. Such a row is known by its shape: one cell over (half of) the width, or labels with a colon above the head.

use crate::source::{Block, Grid, GridCell, Paragraph};

/// A caption is not longer than this.
const CAPTION: usize = 40;

/// Where in its table a row stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    /// At the beginning, or below a line of text.
    Top,
    /// Below a blank row.
    AfterBlank,
    /// Below a row of cells.
    Body,
}

/// Parts rows into lines of text and grids. In a `sheet` text also stands in cells that are not merged.
pub fn blocks(rows: Vec<Vec<GridCell>>, sheet: bool) -> Vec<Block> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut blocks = Vec::new();
    let mut grid = Grid::default();
    let mut position = Position::Top;
    for row in rows {
        let printed = Printed::of(&row);
        if printed.count == 0 && sheet {
            close(&mut grid, &mut blocks);
            if position == Position::Body {
                position = Position::AfterBlank;
            }
        } else if printed.is_line(width, position, sheet) {
            close(&mut grid, &mut blocks);
            lines(&row, &mut blocks);
            position = Position::Top;
        } else {
            grid.rows.push(row);
            position = Position::Body;
        }
    }
    close(&mut grid, &mut blocks);
    blocks
}

fn close(grid: &mut Grid, blocks: &mut Vec<Block>) {
    if !grid.rows.is_empty() {
        blocks.push(Block::Grid(std::mem::take(grid)));
    }
}

fn lines(row: &[GridCell], blocks: &mut Vec<Block>) {
    for cell in row {
        for text in cell.text.lines().filter(|text| !text.trim().is_empty()) {
            let text = text.trim().to_owned();
            blocks.push(Block::Paragraph(Paragraph { text, line: cell.place.line }));
        }
    }
}

/// What is printed in a row.
struct Printed<'a> {
    cells: &'a [GridCell],
    count: usize,
    first: usize,
}

impl<'a> Printed<'a> {
    fn of(cells: &'a [GridCell]) -> Self {
        let first = cells.iter().position(|cell| !cell.text.is_empty()).unwrap_or(cells.len());
        Self { cells, count: cells.iter().filter(|cell| !cell.text.is_empty()).count(), first }
    }

    fn texts(&self) -> impl Iterator<Item = &'a str> {
        self.cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty())
    }

    fn is_line(&self, width: usize, position: Position, sheet: bool) -> bool {
        let alone = self.count == 1;
        let text = self.texts().next().unwrap_or_default();
        let span =
            self.cells.get(self.first).and_then(|cell| cell.span).map_or(1, |span| span.columns as usize);
        let wide = alone && span > 1 && span * 2 >= width;
        let at_left = alone && self.first == 0;
        let outside = (at_left && sheet) || wide;
        match position {
            _ if width == 1 => true,
            Position::Top => {
                outside || (alone && (is_caption(text) || is_label(text))) || self.is_label_row()
            }
            Position::AfterBlank => {
                (outside && (is_caption(text) || is_label(text) || is_note(text)))
                    || wide
                    || self.is_label_row()
            }
            Position::Body => outside && (is_caption(text) || is_note(text)),
        }
    }

    /// Whether labels with a colon stand here and nothing that could be a head: 编制单位：… 单位：万元.
    fn is_label_row(&self) -> bool {
        self.texts().any(is_label)
            && self.texts().all(|text| is_label(text) || is_caption(text) || !text.contains(['/', '、']))
            && self.count <= 4
            && !self.texts().any(|text| text.starts_with("其中"))
    }
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn is_caption(text: &str) -> bool {
    let text = bare(text);
    text.ends_with('表') && text.chars().count() <= CAPTION
}

fn is_label(text: &str) -> bool {
    let text = bare(text);
    let colon = text.find(['：', ':']);
    colon.is_some_and(|at| at > 0 && text.get(..at).is_some_and(|label| label.chars().count() <= 12))
        && !text.starts_with("其中")
        && !text.contains('计')
}

fn is_note(text: &str) -> bool {
    let text = bare(text);
    ["注", "备注", "说明"].iter().any(|word| {
        text.strip_prefix(word).is_some_and(|rest| rest.starts_with(['：', ':', '1', '一', '.', '、']))
    })
}
