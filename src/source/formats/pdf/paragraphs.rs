//! Lines → paragraphs: a line that reaches the edge of its column goes on in the next, unless that one is set in.

use super::pages::{Page, Piece};
use super::text::Line;

/// Where lines begin and end on a page.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    left: f64,
    right: f64,
}

/// A page with fewer lines does not show where they end.
const FEWEST: usize = 6;

impl Column {
    /// The columns of pages; pages with few lines have that of others of their width.
    pub fn of(pages: &[Page]) -> Vec<Self> {
        let own: Vec<(Option<Self>, usize)> = pages.iter().map(Self::of_page).collect();
        let like = |page: &Page| {
            let alike = pages.iter().zip(&own).filter(|(other, (_, count))| {
                *count >= FEWEST && (other.area.width() - page.area.width()).abs() < 1.0
            });
            alike.filter_map(|(_, (column, _))| *column).reduce(|one, other| Self {
                left: one.left.min(other.left),
                right: one.right.max(other.right),
            })
        };
        let whole = |page: &Page| Self { left: page.area.left, right: page.area.right };
        pages
            .iter()
            .zip(&own)
            .map(|(page, (column, count))| {
                column
                    .filter(|_| *count >= FEWEST)
                    .or_else(|| like(page))
                    .or(*column)
                    .unwrap_or_else(|| whole(page))
            })
            .collect()
    }

    fn of_page(page: &Page) -> (Option<Self>, usize) {
        let is_line = |piece: &&Piece| matches!(piece, Piece::Line(_));
        let count = page.pieces.iter().filter(is_line).count();
        // Where few lines are printed, the tables show how wide the page is.
        let pieces = page.pieces.iter().filter(|piece| count < FEWEST || is_line(piece));
        let column = pieces
            .map(|piece| match piece {
                Piece::Line(line) => Self { left: line.left, right: line.right },
                Piece::Table(table) => Self { left: table.area.left, right: table.area.right },
            })
            .reduce(|one, other| Self { left: one.left.min(other.left), right: one.right.max(other.right) });
        (column, count)
    }
}

/// A paragraph that is being read.
#[derive(Debug)]
pub struct Open {
    pub text: String,
    /// The number of its first line.
    pub number: u32,
    /// Its last line.
    last: Line,
    column: Column,
    lines: usize,
}

impl Open {
    pub fn new(line: Line, column: Column, number: u32) -> Self {
        Self { text: line.text.clone(), number, last: line, column, lines: 1 }
    }

    /// Whether the next line belongs to the paragraph.
    pub fn goes_on(&self, next: &Line, column: Column) -> bool {
        let last = &self.last;
        let size = last.size.max(next.size);
        let is_full = self.column.right - last.right < 2.2 * size;
        if !is_full || (last.size - next.size).abs() > 0.15 * size || is_leader(&last.text) {
            return false;
        }
        // On the same page the next line is the next one down.
        if next.baseline > last.baseline && next.baseline - last.baseline > 3.2 * size {
            return false;
        }
        let indent = (next.left - column.left) - (last.left - self.column.left);
        if indent > 0.8 * size {
            return false;
        }
        // A paragraph begins at the edge or is set in by a little; what begins farther right is a title or a label.
        if self.lines == 1 && last.left - self.column.left > 5.0 * size {
            return false;
        }
        let is_ended = last.text.ends_with(['。', '；', '：', '！', '？', ';']);
        // Both set in alike: another paragraph of one line, or a block that is set in as a whole.
        let is_set_in = self.lines == 1 && last.left - self.column.left > 0.8 * size;
        indent < -0.8 * size || !is_set_in || !is_ended
    }

    pub fn push(&mut self, line: Line, column: Column) {
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        if is_word(self.text.chars().next_back()) && is_word(line.text.chars().next()) {
            self.text.push(' ');
        }
        self.text.push_str(&line.text);
        self.last = line;
        self.column = column;
        self.lines += 1;
    }
}

/// Whether dots lead to a page number, as in a list of contents.
fn is_leader(text: &str) -> bool {
    ["......", "……………", "······", "．．．．"].iter().any(|dots| text.contains(dots))
}
