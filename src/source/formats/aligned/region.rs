//! Which lines may be a table.

use super::line::{Extent, Metric, Piece, pieces};
use std::collections::BTreeSet;

/// A line of a table.
pub struct Row<'a> {
    /// As it stands.
    pub text: &'a str,
    /// Its number in the source.
    pub line: u32,
    /// Blank lines between it and the one before.
    pub gap: u32,
    /// What stands in it.
    pub pieces: Vec<Piece>,
}

/// A part of a text.
pub enum Region<'a> {
    /// A line of text and its number.
    Text(&'a str, u32),
    /// Lines that are a table if their columns agree.
    Table(Vec<Row<'a>>),
}

/// No page is wider than this many bytes.
const WIDEST: usize = 8000;
/// Between the rows of a table stand no more blank lines.
const MOST_BLANK: u32 = 12;
/// A cell that is alone in its line is not wider; in a row, no sentence is wider.
const LONE: usize = 60;
/// A caption is not longer.
const CAPTION: usize = 40;
/// The label of a publisher or unit is not longer.
const LABEL: usize = 12;

/// What a line is by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The name of a table.
    Caption,
    /// Who publishes it, in which unit: labels with a colon.
    Labels,
    /// A sentence, a note, or a line of a contents list.
    Words,
    /// One piece that may be a cell.
    Lone,
    /// Several pieces.
    Pieces,
}

/// Parts a text into tables and lines of text.
pub fn regions<'a>(lines: &[(&'a str, u32)]) -> Vec<Region<'a>> {
    let mut regions = Regions::new(Metric::Wide);
    for &(text, line) in lines {
        // A form feed ends a page; it stands before the first line of the next one.
        for (at, text) in text.split('\u{c}').enumerate() {
            if at > 0 {
                regions.end_page();
            }
            regions.line(text, line);
        }
    }
    regions.finish()
}

/// The parts of a text, while it is read.
pub struct Regions<'a> {
    metric: Metric,
    all: Vec<Region<'a>>,
    rows: Vec<Row<'a>>,
    /// Blank lines since the last line.
    gap: u32,
    /// A caption, a unit or the page before says that a table comes.
    announced: bool,
    /// How far the rows with several pieces reach.
    whole: Option<Extent>,
}

impl<'a> Regions<'a> {
    pub const fn new(metric: Metric) -> Self {
        Self { metric, all: Vec::new(), rows: Vec::new(), gap: 0, announced: false, whole: None }
    }

    /// All parts.
    pub fn finish(mut self) -> Vec<Region<'a>> {
        self.end();
        self.all
    }

    fn line(&mut self, text: &'a str, line: u32) {
        if text.trim().is_empty() {
            self.gap += 1;
            return;
        }
        let gap = std::mem::take(&mut self.gap);
        let pieces = if text.len() > WIDEST { Vec::new() } else { pieces(text) };
        self.take(Row { text, line, gap, pieces });
    }

    /// Takes the next line in.
    pub fn take(&mut self, row: Row<'a>) {
        let Row { text, line, gap, pieces } = row;
        if gap > MOST_BLANK {
            self.end();
        }
        let kind = self.kind(text, &pieces);
        match kind {
            Kind::Lone if !self.announced && self.rows.is_empty() => self.all.push(Region::Text(text, line)),
            Kind::Pieces | Kind::Lone => {
                if let [first, .., last] = pieces.as_slice() {
                    let own = first.extent(self.metric).union(last.extent(self.metric));
                    self.whole = Some(self.whole.map_or(own, |whole| whole.union(own)));
                }
                self.rows.push(Row { text, line, gap, pieces });
            }
            Kind::Labels => {
                self.end();
                self.all.extend(parts(text).map(|part| Region::Text(part, line)));
                self.announced = true;
            }
            Kind::Caption | Kind::Words => {
                self.end();
                self.all.push(Region::Text(text, line));
                self.announced = kind == Kind::Caption;
            }
        }
    }

    fn kind(&self, text: &str, pieces: &[Piece]) -> Kind {
        if self.is_in_column(pieces) {
            return Kind::Lone;
        }
        let is_cell = |piece: &Piece| piece.width() <= LONE || !piece.text.contains(['。', '；']);
        let leads = ["……", "....", "····", "。。"].iter().any(|leader| text.contains(leader));
        let [first, rest @ ..] = pieces else { return Kind::Words };
        if leads || is_note(&first.text) || !pieces.iter().all(is_cell) {
            return Kind::Words;
        }
        // Within a table a colon makes no label, but a unit is said only above one.
        let labels = self.rows.is_empty() || text.contains("单位");
        if labels && pieces.len() <= 4 && is_labels(pieces) {
            return Kind::Labels;
        }
        match rest {
            [] if is_caption(&first.text) => Kind::Caption,
            [] if first.width() > LONE || first.text.contains(['。', '；']) => Kind::Words,
            [] => Kind::Lone,
            _ => Kind::Pieces,
        }
    }

    /// Whether a line on a page is a piece that is narrow beside the rows above, as a cell is whatever it says.
    fn is_in_column(&self, pieces: &[Piece]) -> bool {
        let ([piece], Metric::Page, Some(whole)) = (pieces, self.metric, self.whole) else { return false };
        let own = piece.extent(Metric::Page);
        let width = |extent: Extent| extent.right - extent.left;
        own.union(whole) == whole && own.left > whole.left && width(own) * 2 < width(whole)
    }

    /// Ends a page: its number goes, and its table goes on unless something else comes.
    fn end_page(&mut self) {
        self.rows.pop_if(|row| is_page_number(row.text));
        self.end();
        if matches!(self.all.last(), Some(Region::Text(text, _)) if is_page_number(text)) {
            self.all.pop();
        }
        self.announced = matches!(self.all.last(), Some(Region::Table(_)));
        self.gap = 0;
    }

    /// Says that a table comes next, whatever came before.
    pub fn announce(&mut self) {
        self.end();
        self.announced = true;
    }

    /// Whether the lines so far may be the beginning of a table.
    pub const fn is_open(&self) -> bool {
        !self.rows.is_empty()
    }

    /// Ends a table.
    pub fn end(&mut self) {
        let mut rows = std::mem::take(&mut self.rows);
        let announced = std::mem::take(&mut self.announced);
        self.whole = None;
        let metric = self.metric;
        let left = |row: &Row<'_>| row.pieces.first().map_or(0, |piece| piece.extent(metric).left);
        let margin = rows.iter().map(left).min().unwrap_or_default();
        // Words behind the table may be as short as a cell; a cell does not stand at the margin, but right below its row
        // or below other cells.
        let cells = rows.iter().filter(|row| row.pieces.len() > 1).flat_map(|row| &row.pieces);
        let places: BTreeSet<usize> = cells.map(|piece| piece.extent(metric).left).collect();
        let near = metric.places(2);
        let is_cell = |row: &Row<'_>| {
            let place = left(row);
            row.pieces.len() > 1
                || is_total(&row.pieces)
                || (place > margin
                    && (row.gap == 0
                        || places.range(place.saturating_sub(near)..=place + near).next().is_some()))
        };
        let behind = rows.iter().rposition(is_cell).map_or(0, |at| at + 1);
        let words = rows.split_off(behind);
        if is_table(&rows, announced, metric) {
            self.all.push(Region::Table(rows));
        } else {
            self.all.extend(rows.into_iter().map(|row| Region::Text(row.text, row.line)));
        }
        self.all.extend(words.into_iter().map(|row| Region::Text(row.text, row.line)));
    }
}

/// Whether rows are a table. Without a caption, several amounts have to stand below each other.
fn is_table(rows: &[Row<'_>], announced: bool, metric: Metric) -> bool {
    let several = rows.iter().filter(|row| row.pieces.len() > 1).count();
    // On a page a cell may be alone in its line; at the margin stands no amount.
    let left = |row: &Row<'_>| row.pieces.first().map_or(0, |piece| piece.extent(metric).left);
    let margin = rows.iter().map(left).min().unwrap_or_default();
    let is_inside = |row: &&Row<'_>| metric == Metric::Page && left(row) > margin + metric.places(LABEL);
    let amounts = || {
        let others = rows.iter().flat_map(|row| row.pieces.iter().skip(1));
        let alone = rows.iter().filter(is_inside).filter_map(|row| row.pieces.first());
        others.chain(alone).filter(|piece| piece.is_amount())
    };
    if announced {
        let numbers = rows.iter().flat_map(|row| &row.pieces).any(Piece::is_number);
        return several >= 2 || (several == 1 && numbers);
    }
    let below_each_other = |metric: Metric| {
        let mut ends: Vec<usize> = amounts().map(|piece| piece.extent(metric).right).collect();
        ends.sort_unstable();
        ends.iter().zip(ends.iter().skip(2)).any(|(one, other)| other - one <= metric.places(1))
    };
    several >= 3 && (below_each_other(metric) || below_each_other(Metric::Even))
}

/// The parts of a line between its gaps, as they stand.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split("  ").flat_map(|part| part.split('\u{3000}'));
    parts.map(str::trim).filter(|part| !part.is_empty())
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn is_caption(text: &str) -> bool {
    let text = bare(text);
    text.ends_with('表') && text.chars().count() <= CAPTION
}

/// Whether labels with a colon stand in a line, and no cells.
fn is_labels(pieces: &[Piece]) -> bool {
    let is_label = |piece: &Piece| {
        let text = bare(&piece.text);
        let label = text.split([':', '：']).next().filter(|label| label.len() < text.len());
        label.is_some_and(|label| !label.is_empty() && label.chars().count() <= LABEL)
            && !text.starts_with("其中")
            && !text.contains('计')
    };
    pieces.iter().any(is_label) && !pieces.iter().any(Piece::is_amount)
}

fn is_note(text: &str) -> bool {
    let text = bare(text);
    ["注", "备注", "说明"].iter().any(|word| {
        text.strip_prefix(word).is_some_and(|rest| rest.starts_with(['：', ':', '1', '一', '.', '、']))
    })
}

/// A total that is alone in its line, because there is nothing to add up.
pub fn is_total(pieces: &[Piece]) -> bool {
    matches!(pieces, [piece] if matches!(bare(&piece.text).as_str(), "合计" | "总计"))
}

/// `12`, `- 12 -`, `第 12 页`.
fn is_page_number(text: &str) -> bool {
    let text = bare(text);
    let digits = text.contains(|c: char| c.is_ascii_digit());
    digits
        && text.chars().count() <= 12
        && text.chars().all(|c| c.is_ascii_digit() || "-—–－第页共/".contains(c))
}
