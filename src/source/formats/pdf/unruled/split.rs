//! What stands too near to be parted by distances: columns without a gap between them, rows as near as their lines.

use super::body::Line;
use super::cut::{Cut, Scale};
use crate::source::formats::aligned::body::is_numbered;
use crate::source::formats::aligned::columns::overlapped;
use crate::source::formats::aligned::line::{Extent, Metric};
use std::ops::Range;

/// A piece that goes over several columns, parted where its glyphs stand apart at the edges of columns.
pub fn apart(cut: &Cut, places: &[Extent], edges: &[f64], scale: Scale) -> Vec<Cut> {
    let mut parts = Vec::new();
    let mut rest = cut.clone();
    for column in overlapped(scale.extent(cut.left, cut.right), places).skip(1) {
        let Some(&edge) = edges.get(column) else { continue };
        let at = rest.glyphs.windows(2).position(|pair| {
            let [one, next] = pair else { return false };
            let size = one.size.max(next.size);
            next.left - one.right > 0.2 * size && (f64::midpoint(one.right, next.left) - edge).abs() < size
        });
        if let Some(at) = at {
            let behind = rest.glyphs.split_off(at + 1);
            let next = Cut::of(behind);
            rest = Cut::of(rest.glyphs);
            parts.push(std::mem::replace(&mut rest, next));
        }
    }
    parts.push(rest);
    parts
}

/// In a column that is narrower nothing is broken.
const NARROWEST: usize = Metric::Page.places(7);

/// How the cells of a row stand beside a name of several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    Top,
    Middle,
    Bottom,
}

/// Lines that stand as near as those of one cell, as runs of those that are beside each other. Each row of them has figures,
/// beside which its names begin, end or have their middle.
pub struct Close {
    units: Vec<Range<usize>>,
    anchors: Vec<bool>,
    /// For each unit whether it goes on in the next one, and whether its words are as wide as any.
    full: Vec<bool>,
    filled: Vec<bool>,
}

impl Close {
    pub fn new(lines: &[Line], units: Vec<Range<usize>>, places: &[Extent]) -> Self {
        let pairs = units.iter().zip(units.iter().skip(1));
        let filled =
            pairs.clone().map(|(before, unit)| is_filled(of(lines, before), of(lines, unit), places));
        Self {
            anchors: units.iter().map(|unit| of(lines, unit).iter().any(Line::is_anchor)).collect(),
            full: pairs.map(|(unit, next)| is_full(of(lines, unit), of(lines, next), places)).collect(),
            filled: std::iter::once(false).chain(filled).collect(),
            units,
        }
    }

    /// How many rows there are, and how many of several lines end as if they went on.
    fn cost(&self, alignment: Alignment) -> (usize, usize) {
        let ends = self.ends(alignment);
        let runs = std::iter::once(&0).chain(&ends).zip(&ends).filter(|(from, end)| *end - *from > 1);
        let filled = runs.filter(|(_, end)| self.filled.get(*end - 1) == Some(&true)).count();
        (ends.len(), filled)
    }

    /// Its rows.
    pub fn rows(&self, alignment: Alignment) -> Vec<Range<usize>> {
        let mut from = 0;
        let mut rows = Vec::new();
        for end in self.ends(alignment) {
            let run = self.units.get(from..end).unwrap_or_default();
            if let (Some(first), Some(last)) = (run.first(), run.last()) {
                rows.push(first.start..last.end);
            }
            from = end;
        }
        rows
    }

    /// Behind which units rows end.
    fn ends(&self, alignment: Alignment) -> Vec<usize> {
        let count = self.units.len();
        let is_full = |at: usize| self.full.get(at) == Some(&true);
        let anchor_from = |from: usize| (from..count).find(|&at| self.anchors.get(at) == Some(&true));
        let mut ends = Vec::new();
        let mut at = 0;
        while let Some(anchor) = anchor_from(at) {
            // The last of the units before it go on into it.
            let own = match alignment {
                Alignment::Top => 0,
                Alignment::Middle | Alignment::Bottom => {
                    (at..anchor).rev().take_while(|&at| is_full(at)).count()
                }
            };
            ends.extend(at + 1..=anchor - own);
            let most = match alignment {
                Alignment::Top => usize::MAX,
                Alignment::Middle => own,
                Alignment::Bottom => 0,
            };
            let next = anchor_from(anchor + 1).unwrap_or(count);
            let below = (anchor + 1..next).take_while(|&at| is_full(at - 1)).take(most).count();
            at = anchor + 1 + below;
            ends.push(at);
        }
        ends.extend(at + 1..=count);
        ends
    }
}

/// The alignment that leaves the fewest names without figures, and the fewest of several lines that end full.
pub fn alignment(all: &[Close]) -> Alignment {
    let cost = |alignment: &Alignment| {
        let costs = all.iter().map(|close| close.cost(*alignment));
        costs.fold((0, 0), |(rows, filled), (more, others)| (rows + more, filled + others))
    };
    let alignments = [Alignment::Top, Alignment::Middle, Alignment::Bottom];
    alignments.into_iter().min_by_key(cost).unwrap_or(Alignment::Top)
}

fn of<'l>(lines: &'l [Line], unit: &Range<usize>) -> &'l [Line] {
    lines.get(unit.clone()).unwrap_or_default()
}

/// Whether words that go on from other lines are as wide as anything in their column.
fn is_filled(before: &[Line], lines: &[Line], places: &[Extent]) -> bool {
    let goes_on = |column: usize| before.iter().any(|line| line.in_column(column).is_some());
    let words = lines.last().into_iter().flat_map(Line::cells).filter(|(_, cell)| !cell.is_number());
    words.filter(|(column, _)| goes_on(*column)).any(|(column, cell)| {
        let width = places.get(column).map_or(0, |place| place.right - place.left);
        let own = cell.extent(Metric::Page);
        width >= NARROWEST && own.right - own.left + Metric::Page.places(1) > width
    })
}

/// Whether lines have no room for another character in the columns in which the next ones go on.
fn is_full(lines: &[Line], next: &[Line], places: &[Extent]) -> bool {
    let mut goes_on = false;
    for (column, cell) in next.first().into_iter().flat_map(Line::cells).filter(|(_, cell)| !cell.is_number())
    {
        let above = lines.iter().rev().find_map(|line| line.in_column(column));
        let Some((above, place)) = above.zip(places.get(column)) else { continue };
        let width = place.right - place.left;
        let Extent { left, right } = above.extent(Metric::Page);
        if width < NARROWEST || right - left + Metric::Page.places(2) < width || is_numbered(&cell.text) {
            return false;
        }
        goes_on = true;
    }
    goes_on
}
