//! Lines → paragraphs: a line that reaches the edge of its column goes on in the next, unless that one is set in.

use super::marks::Area;
use super::pages::{Page, Piece};
use super::text::Line;
use crate::order;

/// Where lines begin and end on a page.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    left: f64,
    right: f64,
    /// How far a line of a paragraph stands below the one before, in sizes of the font.
    leading: f64,
}

/// Where so many lines of a page end at one place, it is the edge of its column.
const FEWEST: usize = 3;

/// Tables reach a little beyond the column that they stand in, and no farther.
const WIDER: f64 = 30.0;

impl Column {
    /// The columns of pages; a page whose lines do not show an edge has that of others of its width.
    pub fn of(pages: &[Page]) -> Vec<Self> {
        let all: Vec<Option<Self>> = pages.iter().map(Self::of_lines).collect();
        let of_page = |(page, own): (&Page, &Option<Self>)| {
            let alike = || {
                let alike = |other: &Page| (other.area.width() - page.area.width()).abs() < 1.0;
                let columns = pages.iter().zip(&all).filter(|(page, _)| alike(page));
                columns.filter_map(|(_, column)| *column).reduce(Self::around)
            };
            own.or_else(alike).or_else(|| Self::of_pieces(page)).unwrap_or_else(|| Self::new(page.area))
        };
        let mut columns: Vec<Self> = pages.iter().zip(&all).map(of_page).collect();
        let leading = leading(pages, &columns);
        columns.iter_mut().for_each(|column| column.leading = leading);
        columns
    }

    /// Whether a line has no room for another character.
    fn is_filled_by(self, line: &Line, size: f64) -> bool {
        self.right - line.right < 2.2 * size
    }

    const fn new(area: Area) -> Self {
        Self { left: area.left, right: area.right, leading: f64::MAX }
    }

    fn around(self, other: Self) -> Self {
        Self { left: self.left.min(other.left), right: self.right.max(other.right), ..self }
    }

    /// The column that the lines of a page fill, if they do.
    fn of_lines(page: &Page) -> Option<Self> {
        let lines = || page.pieces.iter().filter_map(Piece::line);
        let column = lines().map(|line| Self::new(line.area())).reduce(Self::around)?;
        let at_edge = lines().filter(|line| column.right - line.right < 1.5 * line.size).count();
        // Where a table reaches much farther, lines could too.
        let tables = page.pieces.iter().filter(|piece| piece.line().is_none());
        let is_narrow = tables.map(Piece::area).any(|area| area.right - column.right > WIDER);
        (at_edge >= FEWEST && !is_narrow).then_some(column)
    }

    /// The column that tables and lines of a page fill together.
    fn of_pieces(page: &Page) -> Option<Self> {
        page.pieces.iter().map(|piece| Self::new(piece.area())).reduce(Self::around)
    }
}

/// How far lines stand apart that follow a full one, as most of them do: the lower quarter.
fn leading(pages: &[Page], columns: &[Column]) -> f64 {
    let mut gaps = Vec::new();
    for (page, column) in pages.iter().zip(columns) {
        for pair in page.pieces.windows(2) {
            if let [Piece::Line(last), Piece::Line(next)] = pair
                && column.is_filled_by(last, last.size)
            {
                gaps.push((next.baseline - last.baseline) / last.size);
            }
        }
    }
    order::by(&mut gaps, &f64::total_cmp);
    gaps.get(gaps.len() / 4).copied().unwrap_or(f64::MAX)
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
        if !self.column.is_filled_by(last, size)
            || (last.size - next.size).abs() > 0.15 * size
            || is_leader(&last.text)
        {
            return false;
        }
        // On the same page the next line is the next one down, and paragraphs may stand farther apart than lines.
        let below = next.baseline - last.baseline;
        if below > size * (1.3 * column.leading).min(3.2) {
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
        // Entries of a list of tables end with their names.
        let is_ended = last.text.ends_with(['。', '；', '：', '！', '？', ';', '表']);
        if is_ended && is_numbered(&next.text) {
            return false;
        }
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

/// Whether a line begins with the number of a paragraph: 一、 （二） 3. (4).
fn is_numbered(text: &str) -> bool {
    let bare = text.trim_start_matches(['（', '(']);
    let is_digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let rest = bare.trim_start_matches(is_digit);
    let mut behind = rest.chars();
    rest.len() < bare.len()
        && matches!(behind.next(), Some('、' | '）' | ')' | '.' | '．'))
        && !behind.next().is_some_and(|c| c.is_ascii_digit())
}
