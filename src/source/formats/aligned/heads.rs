//! The head of an aligned table: labels over several lines, centred over the columns that they speak of.
//!
//! Labels are placed from the lowest line up. A label over a column without one names it, and makes the column where
//! the body has none because it is blank. A label over named columns is a group, which reaches as far as it is centred;
//! over a single named column it is the first line of that column's name, unless the columns beside it are named on
//! the same line as it and have nothing above them.

use super::columns::{nearest, overlapped};
use super::line::{Extent, Metric, Piece};
use crate::address::Place;
use crate::source::{GridCell, Span};

/// A label and the columns it stands over.
struct Label {
    text: String,
    /// Its (first) line: which of the head's, and its number in the source.
    row: usize,
    line: u32,
    /// Its last line.
    bottom: usize,
    first: usize,
    last: usize,
    /// How wide its first line is, and how many lines it has.
    width: usize,
    lines: usize,
}

impl Label {
    /// Whether the label may go on a line that `piece` begins: a line is broken where it is full.
    const fn is_below(&self, piece: &Piece) -> bool {
        piece.width() + 2 >= self.width
    }
}

/// What stands over the columns.
pub struct Head {
    columns: Vec<Extent>,
    /// Whether the cells of a column begin below each other; nothing for one that only the head has.
    begin_alike: Vec<Option<bool>>,
    labels: Vec<Label>,
    /// For every column its labels, the lowest first.
    over: Vec<Vec<usize>>,
    metric: Metric,
}

/// A group reaches no further than this from the columns under its label.
const REACH: usize = 24;
/// What it costs a group to leave out a column that is named beside its own, in half places.
const ORPHAN: usize = 20;
/// On both sides of a column is a gap, together this wide.
const ROOM: usize = 4;
/// The label of a narrow column is broken into no more lines.
const MOST_LINES: usize = 5;
/// A label stands no further from the numbers of its column.
const BESIDE: usize = 6;

/// The columns that a label must stand over, and may not go beyond.
#[derive(Clone, Copy)]
struct Under {
    /// The last that it may begin with.
    first: usize,
    /// The first that it may end with.
    last: usize,
    /// Whether it may reach further.
    is_group: bool,
}

impl Head {
    /// Places the lines of a head, each with its number, over the columns of the body.
    pub fn read(
        columns: Vec<Extent>,
        begin_alike: Vec<Option<bool>>,
        lines: &[(u32, &[Piece])],
        metric: Metric,
    ) -> Self {
        let over = vec![Vec::new(); columns.len()];
        let mut head = Self { columns, begin_alike, labels: Vec::new(), over, metric };
        for (row, (line, pieces)) in lines.iter().enumerate().rev() {
            let above = lines.get(..row).unwrap_or_default();
            head.add_columns(pieces, above);
            head.line(row, *line, pieces);
        }
        head
    }

    /// Whether the lines are rather rows of words: no label of a head has so many lines.
    pub fn is_form(&self) -> bool {
        self.labels.iter().any(|label| label.lines > MOST_LINES)
    }

    /// The columns, with those that only the head has.
    pub fn columns(&self) -> &[Extent] {
        &self.columns
    }

    fn is_named(&self, column: usize) -> bool {
        self.over.get(column).is_some_and(|labels| !labels.is_empty())
    }

    /// Makes columns for labels that stand over none, unless they are centred between two that are named, or stand in
    /// the white of a column that nothing else names.
    fn add_columns(&mut self, pieces: &[Piece], above: &[(u32, &[Piece])]) {
        for piece in pieces {
            let extent = piece.extent(self.metric);
            if !overlapped(extent, &self.columns).is_empty() {
                continue;
            }
            let at = self.columns.partition_point(|column| column.right <= extent.left);
            if self.is_group_in_gap(extent, at, pieces) {
                continue;
            }
            if let Some(of) = self.in_white(extent, at, pieces, above) {
                self.widen(of, extent);
                continue;
            }
            self.columns.insert(at, extent);
            self.begin_alike.insert(at, None);
            self.over.insert(at, Vec::new());
            for label in &mut self.labels {
                label.first += usize::from(label.first >= at);
                label.last += usize::from(label.last >= at);
            }
        }
    }

    /// Whether a label in the gap before a column is a group over both its neighbours: they are named, nothing else
    /// stands in the gap, and the gap has no room for a column.
    fn is_group_in_gap(&self, extent: Extent, at: usize, pieces: &[Piece]) -> bool {
        let named = |column: usize| self.columns.get(column).filter(|_| self.is_named(column));
        let Some((before, behind)) = at.checked_sub(1).and_then(named).zip(named(at)) else { return false };
        // Between columns in which something is printed there is none that only the head has.
        let printed = |column: usize| self.begin_alike.get(column).copied().flatten().is_some();
        let gap = Extent { left: before.right, right: behind.left };
        let others = pieces.iter().filter(|piece| piece.extent(self.metric).overlap(gap) > 0).count();
        let narrow = gap.right - gap.left < extent.right - extent.left + self.metric.places(ROOM);
        others == 1 && (narrow || (printed(at - 1) && printed(at)))
    }

    /// The column whose white a label stands in: what begins below each other has it behind, what ends so
    /// has it before.
    fn in_white(
        &self,
        extent: Extent,
        at: usize,
        pieces: &[Piece],
        above: &[(u32, &[Piece])],
    ) -> Option<usize> {
        let is_free = |column: usize| {
            let place = self.columns.get(column).copied().unwrap_or_default();
            !self.is_named(column) && pieces.iter().all(|piece| piece.extent(self.metric).overlap(place) == 0)
        };
        let of = |column: usize| self.begin_alike.get(column).copied().flatten().filter(|_| is_free(column));
        // A name further up may stand between.
        let is_next = |column: usize| {
            let from = self.columns.get(column).map_or(0, |column| column.right);
            let between = Extent { left: from, right: extent.left };
            let mut names = above.iter().flat_map(|(_, pieces)| pieces.iter());
            !names.any(|name| name.extent(self.metric).union(between) == between)
        };
        let before = at.checked_sub(1).filter(|&before| of(before) == Some(true) && is_next(before));
        let behind = Some(at).filter(|&behind| of(behind) == Some(false));
        let behind = behind.filter(|&behind| {
            let place = self.columns.get(behind).copied().unwrap_or_default();
            // On a page columns are as wide as they are drawn: no other label has its middle between.
            let between = extent.right * 2..=place.right * 2;
            let others = above.iter().flat_map(|(_, pieces)| pieces.iter()).chain(pieces);
            let mut middles = others.map(|piece| piece.extent(self.metric).middle());
            place.left - extent.right <= BESIDE
                || (self.metric == Metric::Page && !middles.any(|middle| between.contains(&middle)))
        });
        let place = |column: usize| self.columns.get(column).copied().unwrap_or_default();
        // A label in the middle of its cell is as far from its left as from its right.
        let is_nearer = |(before, behind): (usize, usize)| {
            extent.left.saturating_sub(place(before).left) < place(behind).right.saturating_sub(extent.right)
        };
        let nearer = before.zip(behind).filter(|both| self.metric == Metric::Page && is_nearer(*both));
        nearer.map(|(before, _)| before).or(behind).or(before)
    }

    /// The topmost label of a column, if it has one.
    fn top(&self, column: usize) -> Option<&Label> {
        self.over.get(column)?.last().and_then(|&label| self.labels.get(label))
    }

    fn line(&mut self, row: usize, line: u32, pieces: &[Piece]) {
        let under: Vec<Under> = pieces.iter().map(|piece| self.under(piece)).collect();
        let alone = pieces.iter().enumerate().map(|(at, piece)| self.goes_on(at, piece, &under));
        let alone: Vec<Option<usize>> = alone.collect();
        let under: Vec<Under> = under
            .iter()
            .zip(&alone)
            .map(|(under, alone)| Under { is_group: under.is_group && alone.is_none(), ..*under })
            .collect();
        for ((piece, (first, last)), alone) in pieces.iter().zip(self.reaches(pieces, &under)).zip(alone) {
            let below = alone.or_else(|| self.same_group(first, last, piece));
            if let Some(label) = below.and_then(|below| self.labels.get_mut(below)) {
                label.text.insert_str(0, &piece.text);
                (label.row, label.line, label.width) = (row, line, piece.width());
                label.lines += 1;
                continue;
            }
            for column in first..=last {
                self.over.get_mut(column).into_iter().for_each(|labels| labels.push(self.labels.len()));
            }
            // A name stands in the middle of its column, and may be wider than anything in it.
            if let Some(column) = self.columns.get(first).copied().filter(|_| first == last) {
                let extent = piece.extent(self.metric);
                let mirrored = Extent {
                    left: extent.middle().saturating_sub(column.right),
                    right: extent.middle().saturating_sub(column.left),
                };
                self.widen(
                    first,
                    if mirrored.left < mirrored.right { mirrored.union(extent) } else { extent },
                );
            }
            self.labels.push(Label {
                text: piece.text.clone(),
                row,
                line,
                bottom: row,
                first,
                last,
                width: piece.width(),
                lines: 1,
            });
        }
    }

    /// Widens a column as far as its neighbours let it.
    fn widen(&mut self, at: usize, by: Extent) {
        let before = at.checked_sub(1).and_then(|before| self.columns.get(before));
        let before = before.map_or(0, |column| column.right);
        let behind = self.columns.get(at + 1).map_or(usize::MAX, |column| column.left);
        if let Some(column) = self.columns.get_mut(at) {
            column.left = by.left.max(before).min(column.left);
            column.right = by.right.min(behind).max(column.right);
        }
    }

    /// The columns right under a label.
    fn under(&self, piece: &Piece) -> Under {
        let extent = piece.extent(self.metric);
        let over = overlapped(extent, &self.columns);
        let fixed = |first, last| Under { first, last, is_group: false };
        let near = nearest(extent, &self.columns).unwrap_or(0);
        let unnamed: Vec<usize> = over.clone().filter(|&column| !self.is_named(column)).collect();
        match unnamed.as_slice() {
            // In the strip between two columns: either may be in the group.
            [] if over.is_empty() => {
                Under { first: over.start, last: over.start.saturating_sub(1), is_group: true }
            }
            [] => Under { first: over.start, last: over.end - 1, is_group: true },
            [one] => fixed(*one, *one),
            // A name that reaches beyond its own column, or one that several columns share.
            [first, .., last] => {
                let within = |column: &&usize| {
                    let middle = self.columns.get(**column).map_or(0, |column| column.middle());
                    (extent.left * 2..extent.right * 2).contains(&middle)
                };
                if unnamed.iter().filter(within).count() < 2 {
                    fixed(near, near)
                } else {
                    fixed(*first, *last)
                }
            }
        }
    }

    /// The label of a single column that the label `at` of a line is the beginning of: the columns beside it that
    /// nothing else on the line stands over are not named where it is named.
    fn goes_on(&self, at: usize, piece: &Piece, under: &[Under]) -> Option<usize> {
        let &Under { first, last, is_group } = under.get(at)?;
        let &[below] = self.over.get(first)?.as_slice() else { return None };
        let label = self.labels.get(below)?;
        let is_taken = |column: usize| under.iter().any(|other| (other.first..=other.last).contains(&column));
        let is_sibling = |column: usize| {
            let top = self.top(column).filter(|_| !is_taken(column));
            top.is_some_and(|top| top.bottom == label.bottom && top.first == top.last)
        };
        let alone = !is_sibling(first + 1) && !first.checked_sub(1).is_some_and(is_sibling);
        let single = is_group && first == last && label.first == label.last;
        (single && alone && label.is_below(piece)).then_some(below)
    }

    /// The label of a group over these columns and no others, which a label is the beginning of.
    fn same_group(&self, first: usize, last: usize, piece: &Piece) -> Option<usize> {
        let &below = self.over.get(first).filter(|_| first < last)?.last()?;
        let label = self.labels.get(below)?;
        ((label.first, label.last) == (first, last) && label.is_below(piece)).then_some(below)
    }

    /// What it costs that a group ends with `inside`, when `outside` is beside it and in no group: it is named on the
    /// same line, or is in a group itself, so that it is not as high as the whole head.
    fn orphan(&self, inside: usize, outside: usize) -> usize {
        let (Some(inside), Some(outside)) = (self.top(inside), self.top(outside)) else { return 0 };
        if outside.row == inside.row || outside.first < outside.last { self.metric.places(ORPHAN) } else { 0 }
    }

    /// The first and last column of every label of a line: groups are as far as possible centred under their labels,
    /// and leave no column out. The best choice for all labels up to one is the best of those up to the one before.
    fn reaches(&self, pieces: &[Piece], under: &[Under]) -> Vec<(usize, usize)> {
        let width = self.columns.len();
        // For every label and last column: the least cost so far, and the first column and the last one of the label
        // before that go with it.
        let mut tables: Vec<Vec<Option<Choice>>> = Vec::new();
        for (piece, under) in pieces.iter().zip(under) {
            let mut table: Vec<Option<Choice>> = vec![None; width];
            let before = tables.last();
            let middle = piece.extent(self.metric).middle();
            // For every first column, the best choice for the labels before.
            let mut far: Option<(usize, usize)> = None;
            let from = if under.is_group { under.first.saturating_sub(REACH) } else { under.first };
            let mut starts: Vec<(usize, usize, Option<usize>)> = Vec::new();
            for first in 0..=under.first.min(width.saturating_sub(1)) {
                let at = |last: usize| before.and_then(|table| table.get(last).copied().flatten());
                // All that end two columns or more before this one.
                if let Some(last) = first.checked_sub(2)
                    && let Some(choice) = at(last)
                {
                    let cost = choice.cost + self.orphan(last, last + 1);
                    if far.is_none_or(|(least, _)| cost < least) {
                        far = Some((cost, last));
                    }
                }
                if first < from {
                    continue;
                }
                let left_out = first.checked_sub(1).map_or(0, |outside| self.orphan(first, outside));
                let near = first.checked_sub(1).and_then(|last| at(last).map(|choice| (choice.cost, last)));
                let far = far.map(|(cost, last)| (cost + left_out, last));
                let best = [near, far].into_iter().flatten().min();
                match (before, best) {
                    (None, _) => starts.push((first, left_out, None)),
                    (Some(_), Some((cost, last))) => starts.push((first, cost, Some(last))),
                    (Some(_), None) => {}
                }
            }
            for (first, cost, before) in starts {
                if !under.is_group && first != under.first {
                    continue;
                }
                let to = if under.is_group { under.last + REACH } else { under.last };
                for last in under.last.max(first)..=to.min(width.saturating_sub(1)) {
                    let place = |column: usize| self.columns.get(column).copied().unwrap_or_default();
                    let off = place(first).union(place(last)).middle().abs_diff(middle);
                    let cost = cost + if under.is_group { off } else { 0 };
                    if let Some(slot) = table.get_mut(last)
                        && slot.is_none_or(|known| cost < known.cost)
                    {
                        *slot = Some(Choice { cost, first, before });
                    }
                }
            }
            tables.push(table);
        }
        self.chosen(&tables, under)
    }

    /// Reads the best choice back from the last label to the first; labels that leave each other no room stay where
    /// they are.
    fn chosen(&self, tables: &[Vec<Option<Choice>>], under: &[Under]) -> Vec<(usize, usize)> {
        let ends = tables.last().into_iter().flatten().enumerate();
        let ends = ends.filter_map(|(last, choice)| {
            choice.map(|choice| (choice.cost + self.orphan(last, last + 1), last))
        });
        let mut last = ends.min().map(|(_, last)| last);
        let mut chosen = Vec::new();
        for table in tables.iter().rev() {
            let Some(choice) = last.and_then(|last| table.get(last).copied().flatten()) else { break };
            chosen.push((choice.first, last.unwrap_or_default()));
            last = choice.before;
        }
        chosen.reverse();
        if chosen.len() == under.len() {
            return chosen;
        }
        let end = self.columns.len().saturating_sub(1);
        under.iter().map(|under| (under.first.min(end), under.last.max(under.first).min(end))).collect()
    }

    /// The rows of the head: every label at its first place, with the columns and rows that it takes up.
    pub fn rows(&self) -> Vec<Vec<GridCell>> {
        let mut depths = vec![0usize; self.labels.len()];
        let from_top = |labels: &Vec<usize>| labels.iter().rev().copied().enumerate().collect::<Vec<_>>();
        for (depth, label) in self.over.iter().flat_map(from_top) {
            depths.get_mut(label).into_iter().for_each(|known| *known = (*known).max(depth));
        }
        let height = depths.iter().max().map_or(0, |depth| depth + 1);
        // How far down each label reaches: to the next one below it in any of its columns.
        let mut below = vec![height; self.labels.len()];
        for labels in &self.over {
            for (lower, upper) in labels.iter().zip(labels.iter().skip(1)) {
                let depth = depths.get(*lower).copied().unwrap_or(height);
                below.get_mut(*upper).into_iter().for_each(|reach| *reach = (*reach).min(depth));
            }
        }
        let mut rows: Vec<Vec<GridCell>> = (0..height).map(|_| Vec::new()).collect();
        for (depth, row) in rows.iter_mut().enumerate() {
            let of_row = self.labels.iter().zip(&depths).filter(|(_, of)| **of == depth);
            let line = of_row.map(|(label, _)| label.line).min().unwrap_or_default();
            row.extend((1u32..).take(self.columns.len()).map(|cell| blank(line, cell)));
        }
        for ((label, &depth), &below) in self.labels.iter().zip(&depths).zip(&below) {
            let Some(cell) = rows.get_mut(depth).and_then(|row| row.get_mut(label.first)) else { continue };
            cell.text.push_str(&label.text);
            cell.place.line = label.line;
            let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).max(1);
            let (columns, rows) = (count(label.last + 1 - label.first), count(below.saturating_sub(depth)));
            cell.span = Some(Span { columns, rows });
        }
        rows
    }
}

/// Where a label begins, which costs so much, and where the label before it ends.
#[derive(Clone, Copy)]
struct Choice {
    cost: usize,
    first: usize,
    before: Option<usize>,
}

/// A cell without text.
pub fn blank(line: u32, cell: u32) -> GridCell {
    GridCell { text: String::new(), place: Place::text(line, cell), span: Some(Span::ONE) }
}
