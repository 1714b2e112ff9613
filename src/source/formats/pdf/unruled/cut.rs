//! Lines of a page → pieces with their places: what a gap parts stands in different cells.

use super::super::super::aligned::line::{Extent, Metric, Piece};
use super::super::marks::Glyph;
use super::super::pages::Page;
use super::super::text;
use super::Printed;
use crate::order;
use crate::source::formats::pdf::text::Line;

/// No page is wider than so many usual places, and no line is longer.
const WIDEST: usize = 8000;

/// A run of glyphs without a gap.
#[derive(Debug, Clone)]
pub struct Cut {
    pub glyphs: Vec<Glyph>,
    pub left: f64,
    pub right: f64,
    /// The line its words stand on; digits may be of another font and stand a little higher or lower.
    pub baseline: f64,
    pub text: String,
}

impl Cut {
    /// Glyphs that stand side by side as one piece.
    pub fn of(glyphs: Vec<Glyph>) -> Self {
        let left = glyphs.first().map_or(0.0, |glyph| glyph.left);
        let right = glyphs.iter().map(|glyph| glyph.right).fold(left, f64::max);
        let word = glyphs.iter().find(|glyph| !glyph.character.is_ascii()).or(glyphs.first());
        let baseline = word.map_or(0.0, |glyph| glyph.baseline);
        let (lines, _) = text::lines(glyphs.clone());
        let text = lines.into_iter().map(|line| line.text).collect();
        Self { glyphs, left, right, baseline, text }
    }
}

/// How places of a page are counted.
#[derive(Debug, Clone, Copy)]
pub struct Scale {
    left: f64,
    unit: f64,
}

impl Scale {
    /// Half the usual size of letters is a usual place; nothing for pages that are wider than any is.
    pub fn of(pages: &[Page]) -> Option<Self> {
        let lines = || pages.iter().flat_map(|page| &page.pieces).filter_map(|piece| piece.line());
        let mut sizes: Vec<f64> = lines().map(|line| line.size).collect();
        order::by(&mut sizes, &f64::total_cmp);
        let size = sizes.get(sizes.len() / 2)?;
        // What reaches beyond its page tells nothing of it.
        let ends = pages.iter().flat_map(|page| {
            let lines = page.pieces.iter().filter_map(|piece| piece.line());
            lines.map(|line| (line.left.max(page.area.left), line.right.min(page.area.right)))
        });
        let (left, right) =
            ends.fold((f64::MAX, f64::MIN), |(left, right), line| (line.0.min(left), line.1.max(right)));
        let unit = size / 2.0 / Metric::Page.places(1) as f64;
        let is_page = (right - left) / unit < Metric::Page.places(WIDEST) as f64;
        is_page.then_some(Self { left, unit })
    }

    /// The place that is nearest to a point.
    fn place(self, at: f64) -> usize {
        // No less than nothing, as nothing stands farther left.
        ((at - self.left) / self.unit).round().max(0.0) as usize
    }

    /// The point at a place.
    pub fn at(self, place: usize) -> f64 {
        self.left + place as f64 * self.unit
    }

    /// Where something stands: one place at least.
    pub fn extent(self, left: f64, right: f64) -> Extent {
        let left = self.place(left);
        Extent { left, right: self.place(right).max(left + 1) }
    }

    pub fn piece(self, cut: &Cut) -> Option<Piece> {
        let text = cut.text.trim();
        (!text.is_empty()).then(|| Piece::on_page(text.to_owned(), self.extent(cut.left, cut.right)))
    }
}

/// The pieces of a line.
pub fn cuts(line: &Line) -> Vec<Cut> {
    if line.text.len() > WIDEST {
        return Vec::new();
    }
    let mut runs: Vec<Vec<Glyph>> = Vec::new();
    // Blanks are glyphs as well; how far they fill a gap tells whether somebody typed it.
    let mut blanks: Vec<Glyph> = Vec::new();
    for glyph in &line.glyphs {
        if glyph.character.is_whitespace() {
            blanks.push(*glyph);
            continue;
        }
        let typed: f64 = blanks.iter().map(|blank| blank.right - blank.left).sum();
        match runs.last_mut() {
            Some(run) if !is_gap(run, glyph, typed) => run.extend(blanks.drain(..).chain([*glyph])),
            _ => runs.push(vec![*glyph]),
        }
        blanks.clear();
    }
    runs.into_iter().map(Cut::of).collect()
}

/// The piece of a line that stands over another one: most of the narrower of them.
pub fn over<'c>(cuts: &'c [Cut], other: &Cut) -> Option<&'c Cut> {
    let from = cuts.partition_point(|cut| cut.right <= other.left);
    let mut near = cuts.get(from..).unwrap_or_default().iter().take_while(|cut| cut.left < other.right);
    let common = |cut: &&Cut| {
        let narrower = (cut.right - cut.left).min(other.right - other.left);
        cut.right.min(other.right) - cut.left.max(other.left) > 0.8 * narrower
    };
    near.find(common)
}

/// Pieces that only a wide gap parts, as none stands within a line of text.
pub fn joined(cuts: &[Cut]) -> Vec<Cut> {
    let mut joined: Vec<Cut> = Vec::new();
    for cut in cuts {
        let size = cut.glyphs.first().map_or(0.0, |glyph| glyph.size);
        match joined.last_mut().filter(|before| cut.left - before.right < size) {
            Some(before) => {
                before.glyphs.extend(&cut.glyphs);
                before.right = before.right.max(cut.right);
                before.text.push_str(&cut.text);
            }
            None => joined.push(cut.clone()),
        }
    }
    joined
}

/// Whether the next glyph stands so far off that it is in another cell.
fn is_gap(run: &[Glyph], glyph: &Glyph, blanks: f64) -> bool {
    let Some(before) = run.last() else { return true };
    let size = before.size.max(glyph.size);
    let gap = glyph.left - before.right;
    let is_typed = blanks > 0.0 && gap < blanks + 0.5 * size;
    let least = if is_typed {
        2.2
    } else if is_number(run) && !glyph.character.is_ascii() {
        // An amount stands at the right of its cell, and the name beside it at the left of its own.
        0.12
    } else {
        0.4
    };
    gap > least * size
}

/// Whether glyphs are an amount and nothing else.
fn is_number(run: &[Glyph]) -> bool {
    run.iter().any(|glyph| glyph.character == '.')
        && run
            .iter()
            .all(|glyph| glyph.character.is_ascii_digit() || matches!(glyph.character, '.' | ',' | '-'))
}

/// The labels of a head by lines: what is broken over lines that stand as near as those of one cell is one label, in the
/// line in which its middle stands.
pub fn labels(lines: &[Printed<'_>], leading: Option<f64>, scale: Scale) -> Vec<Vec<Piece>> {
    let mut blocks: Vec<Block> = Vec::new();
    for Printed { page, line, cuts, .. } in lines {
        for cut in cuts {
            let (page, top, cut) = (*page, cut.baseline, cut.clone());
            let block = Block { page, top, bottom: top, size: line.size, cut };
            let over = blocks
                .iter_mut()
                .rev()
                .find(|over| leading.is_some_and(|leading| over.goes_on(&block, leading)));
            match over {
                Some(over) => over.push(block),
                None => blocks.push(block),
            }
        }
    }
    order::by(&mut blocks, &|one, other| {
        one.page.cmp(&other.page).then(one.middle().total_cmp(&other.middle()))
    });
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    let beside =
        |one: &Block, next: &Block| one.page == next.page && next.middle() - one.middle() < 0.35 * one.size;
    for row in blocks.chunk_by(beside) {
        let mut row: Vec<&Block> = row.iter().collect();
        order::by(&mut row, &|one, other| one.cut.left.total_cmp(&other.cut.left));
        rows.push(row.into_iter().filter_map(|block| scale.piece(&block.cut)).collect());
    }
    rows
}

/// A label with all its lines.
struct Block {
    page: usize,
    top: f64,
    bottom: f64,
    size: f64,
    cut: Cut,
}

impl Block {
    const fn middle(&self) -> f64 {
        f64::midpoint(self.top, self.bottom)
    }

    /// Whether another one is its next line.
    fn goes_on(&self, next: &Self, leading: f64) -> bool {
        let (one, other) = (&self.cut, &next.cut);
        let below = next.top - self.bottom;
        let near = self.page == next.page && below > 0.5 * self.size && below <= leading;
        let begins = (one.left - other.left).abs() < 0.3 * self.size;
        let is_centred = (one.left + one.right - other.left - other.right).abs() < 1.2 * self.size;
        // A line is broken where it is full.
        let full = other.right - other.left < one.right - one.left + 0.6 * self.size;
        near && full && (begins || is_centred)
    }

    fn push(&mut self, next: Self) {
        self.bottom = next.bottom;
        self.cut.text.push_str(&next.cut.text);
        self.cut.left = self.cut.left.min(next.cut.left);
        self.cut.right = self.cut.right.max(next.cut.right);
    }
}
