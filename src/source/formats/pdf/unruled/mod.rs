//! Tables without a frame: lines whose pieces stand below each other on the page, with or without rules between them.
//!
//! Which lines they are and what their heads stand over is told as in aligned text (`formats/aligned`), measured in parts
//! of points instead of characters. What makes a row is told by how far lines stand apart.

mod body;
mod cut;
mod split;
mod words;

use super::super::Reader;
use super::super::aligned::body::is_row;
use super::super::aligned::columns;
use super::super::aligned::heads::Head;
use super::super::aligned::line::{Extent, Metric, Piece};
use super::super::aligned::region::{Region, Regions, Row};
use super::cells::{Cell, Table};
use super::marks::{Area, Direction, Ruling};
use super::pages::{self, Page};
use super::text::Line;
use crate::order;
use crate::source::{SourceError, Span};
use body::Leading;
use cut::{Cut, Scale};

/// No head has more labels.
const MOST_LABELS: usize = 2000;

/// A line of a table as it stands on its page.
struct Printed<'a> {
    page: usize,
    /// Which piece of the page it is.
    at: usize,
    line: &'a Line,
    cuts: Vec<Cut>,
}

/// The lines of a table.
struct Lines<'a> {
    /// The pieces of each line.
    rows: Vec<Vec<Piece>>,
    printed: &'a [Printed<'a>],
    leading: Leading,
}

impl<'a> Lines<'a> {
    /// Those of a region, if it is a table.
    fn of(region: Region<'a>, printed: &'a [Printed<'a>], scale: Scale) -> Option<Self> {
        let Region::Table(mut rows) = region else { return None };
        // A title that stands alone above is no label.
        let labels = rows.windows(2).take_while(|pair| {
            matches!(pair, [one, next] if one.pieces.len() == 1 && next.gap > 0 && !is_row(&one.pieces))
        });
        let above = labels.count();
        rows.drain(..above);
        if words::is_contents(&rows) {
            return None;
        }
        let first = rows.first()?.line as usize;
        let printed = printed.get(first..first + rows.len())?;
        let pieces = |printed: &Printed<'_>| printed.cuts.iter().filter_map(|cut| scale.piece(cut)).collect();
        let rows: Vec<Vec<Piece>> = printed.iter().map(pieces).collect();
        let leading = body::leading(printed);
        (!words::are_sentences(&rows)).then_some(Self { rows, printed, leading })
    }
}

/// Puts tables in place of the lines that are tables.
///
/// # Errors
/// [`SourceError::TooLarge`] where they have too many cells.
pub fn find(pages: &mut [Page], reader: &Reader) -> Result<(), SourceError> {
    let Some(scale) = Scale::of(pages) else { return Ok(()) };
    let mut printed: Vec<Printed<'_>> = Vec::new();
    let mut regions = Regions::new(Metric::Page);
    let mut first: Option<String> = None;
    for (number, page) in pages.iter().enumerate() {
        let mut above: Option<&Line> = None;
        for (at, piece) in page.pieces.iter().enumerate() {
            let Some(line) = piece.line() else {
                regions.end();
                above = None;
                continue;
            };
            let cuts = cut::cuts(line);
            // What parts columns for sure tells whether lines are a table; what may part them tells the columns.
            let apart = cut::joined(&cuts);
            let pieces: Vec<Piece> = apart.iter().filter_map(|cut| scale.piece(cut)).collect();
            // A head that a page repeats begins another table.
            if above.is_none() && number > 0 && pieces.len() > 1 && first.as_ref() == Some(&line.text) {
                regions.announce();
            }
            if pieces.len() > 1 && !regions.is_open() {
                first = Some(line.text.clone());
            }
            let gap = above.map_or(0, |above| blank_lines(above, line));
            let index = u32::try_from(printed.len()).unwrap_or(u32::MAX);
            regions.take(Row { text: &line.text, line: index, gap, pieces });
            printed.push(Printed { page: number, at, line, cuts });
            above = Some(line);
        }
    }
    let mut regions: Vec<Lines<'_>> =
        regions.finish().into_iter().filter_map(|region| Lines::of(region, &printed, scale)).collect();
    // What a table does not show is as in the others.
    let usual = regions.iter().filter_map(|lines| lines.leading.near()).min_by(f64::total_cmp);
    let mut made: Vec<(usize, Vec<usize>, Table)> = Vec::new();
    for lines in &mut regions {
        if let (Leading::Unknown, Some(usual)) = (lines.leading, usual) {
            lines.leading = Leading::Near(usual);
        }
        made.extend(tables(lines, pages, scale, reader)?);
    }
    // From the last one on, so that the places of the others stay.
    for (page, mut places, table) in made.into_iter().rev() {
        let Some(page) = pages.get_mut(page) else { continue };
        order::by(&mut places, &Ord::cmp);
        let Some(&first) = places.first() else { continue };
        let (mut at, mut places) = (0, places.into_iter().peekable());
        page.pieces.retain(|_| {
            let is_taken = places.next_if_eq(&at).is_some();
            at += 1;
            !is_taken
        });
        page.pieces.insert(first, pages::Piece::Table(table));
    }
    Ok(())
}

/// How many blank lines have room between two lines.
fn blank_lines(above: &Line, line: &Line) -> u32 {
    let lines = (line.baseline - above.baseline) / (1.7 * above.size.max(line.size));
    // Pages are not as long as that.
    (lines.clamp(1.0, 1000.0).round() as u32).saturating_sub(1)
}

/// The tables of a region, one for each of its pages, with the pieces of the page that they are made of.
fn tables(
    lines: &Lines<'_>,
    pages: &[Page],
    scale: Scale,
    reader: &Reader,
) -> Result<Vec<(usize, Vec<usize>, Table)>, SourceError> {
    let Lines { rows, printed, leading } = lines;
    let leading = leading.near();
    let begins = body::begins(rows, printed, leading);
    let of_body = rows.get(begins..).unwrap_or_default();
    let of_body: Vec<&[Piece]> = of_body.iter().map(Vec::as_slice).collect();
    let places = columns::of_body(&of_body, Metric::Page);
    if !words::agree(&of_body, &places, begins) {
        return Ok(Vec::new());
    }
    let begin_alike = columns::begin_alike(&of_body, &places, Metric::Page);
    let of_head = printed.get(..begins).unwrap_or_default();
    if of_head.iter().map(|line| line.cuts.len()).sum::<usize>() > MOST_LABELS {
        return Ok(Vec::new());
    }
    let labels = cut::labels(of_head, leading, scale);
    let labels: Vec<(u32, &[Piece])> = (0..).zip(labels.iter().map(Vec::as_slice)).collect();
    let head = Head::read(places, begin_alike, &labels, Metric::Page);
    let places = head.columns();
    if places.len() < 2 {
        return Ok(Vec::new());
    }
    reader.spend_cells(places.len().saturating_mul(rows.len()))?;
    let edges = edges(places, scale);
    let mut made = Vec::new();
    let mut from = 0;
    for on_page in printed.chunk_by(|one, next| one.page == next.page) {
        let Some(first) = on_page.first() else { continue };
        let page = first.page;
        let rules = pages.get(page).map_or(&[][..], |page| page.rules.as_slice());
        let head_count = begins.saturating_sub(from).min(on_page.len());
        let (of_head, of_body) = on_page.split_at_checked(head_count).unwrap_or((on_page, &[]));
        let mut table = body::table(of_body, places, &edges, rules, leading, scale);
        if from == 0 {
            put_head(&mut table, &head, of_head, of_body.first());
        }
        from += on_page.len();
        made.push((page, on_page.iter().map(|printed| printed.at).collect(), table));
    }
    Ok(made)
}

/// Where columns begin, and where the last one ends: in the middle of the strips between them.
fn edges(places: &[Extent], scale: Scale) -> Vec<f64> {
    let mut edges = Vec::with_capacity(places.len() + 1);
    let first = places.first().map_or(0.0, |place| scale.at(place.left));
    edges.push(first - 1.0);
    for (one, next) in places.iter().zip(places.iter().skip(1)) {
        edges.push(f64::midpoint(scale.at(one.right), scale.at(next.left)));
    }
    edges.push(places.last().map_or(0.0, |place| scale.at(place.right)) + 1.0);
    edges
}

/// Puts a head above the rows of a table.
fn put_head(table: &mut Table, head: &Head, lines: &[Printed<'_>], below: Option<&Printed<'_>>) {
    let mut cells = Vec::new();
    let rows = head.rows();
    for (row, labels) in rows.iter().enumerate() {
        for (column, label) in labels.iter().enumerate().filter(|(_, label)| !label.text.is_empty()) {
            let span = label.span.unwrap_or(Span::ONE);
            cells.push(Cell::new(row, column, span, label.text.clone()));
        }
    }
    let areas = lines.iter().map(|printed| printed.line.area());
    let Some(area) = areas.reduce(Area::with) else { return };
    let bottom = below.map_or(area.bottom, |below| below.line.area().top);
    table.put_above(cells, rows.len(), area.top, bottom);
}

/// The rules of a page that are in no table, from top to bottom.
pub fn rules(lines: &[Ruling], tables: &[Table]) -> Vec<Ruling> {
    let is_free = |rule: &&Ruling| {
        let middle = (f64::midpoint(rule.from, rule.to), rule.at);
        rule.direction == Direction::Horizontal && !tables.iter().any(|table| table.area.contains(middle))
    };
    let mut rules: Vec<Ruling> = lines.iter().filter(is_free).copied().collect();
    order::by(&mut rules, &|one, other| one.at.total_cmp(&other.at));
    rules
}
