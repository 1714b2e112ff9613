//! Parts of a whole as tiles, each as large as its share, coloured by what its money is.
//!
//! Tiles too small for their label are listed; those too small to be seen are one tile together. What the parts leave
//! of the whole is a hatched tile. Nothing and less than nothing have no area and are only listed.

use super::frame::{Rect, Stop};
use super::pieces::{Look, Row};
use super::scale::{remainder, within};
use super::tiles::{self, Area, Picture};
use super::{Chart, Options, frame::Frame};
use crate::amount::{Amount, total};
use crate::order;
use crate::views::bars::Bars;
use crate::views::flow::Tone;

/// The least area that is a tile of its own, in square CSS pixels.
const LEAST: f64 = 4.0;

/// Bars to be seen as parts of their whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treemap(pub Bars);

impl Chart for Treemap {
    fn frame(&self, options: &Options) -> Frame {
        if self.0.bars.is_empty() {
            return Frame::empty(options.room());
        }
        tiles::frame(options, self.0.whole, self.0.bars.len(), &|width| picture(&self.0, width, options))
    }
}

fn picture(parts: &Bars, width: f64, options: &Options) -> Picture {
    let mut areas = Vec::new();
    let mut amounts = Vec::new();
    for bar in &parts.bars {
        amounts.push(bar.amount);
        areas.push(tiles::area(Row::of(bar)));
    }
    if let Some(left) = parts.whole.and_then(|whole| remainder(whole, &amounts)) {
        let name = options.remainder().to_owned();
        areas.push(tiles::area(Row::new("remainder", name, left, None, Look::Hatched)));
        amounts.push(left);
    }
    let mut drawn: Vec<Amount> = Vec::new();
    for &amount in &amounts {
        if tiles::has_area(amount) {
            drawn.push(amount);
        }
    }
    let height = within(width * if width < 480.0 { 0.9 } else { 0.5 }, 280.0, 540.0).round();
    let height = if drawn.is_empty() { 0.0 } else { height };
    let mut sizes = tiles::sizes(&drawn, width * height).into_iter();
    let mut ranked = Vec::new();
    for (i, &amount) in amounts.iter().enumerate() {
        let size = if tiles::has_area(amount) { sizes.next().unwrap_or_default() } else { 0.0 };
        ranked.push((i, size));
    }
    order::by(&mut ranked, &|a, b| b.1.total_cmp(&a.1));
    let (mut order, mut squares) = (Vec::new(), Vec::new());
    let (mut small, mut left) = (Vec::new(), 0.0);
    for &(i, size) in &ranked {
        if size >= LEAST || size == 0.0 {
            order.push(i);
            squares.push(size);
        } else {
            small.push(i);
            left += size;
        }
    }
    squares.retain(|size| *size > 0.0);
    let mut slots: Vec<Option<Area>> = areas.into_iter().map(Some).collect();
    if let [only] = *small.as_slice() {
        order.insert(squares.len(), only);
        squares.push(left);
    } else if let Some(amount) = total(&amounts_of(&amounts, &small)) {
        let mut rest =
            tiles::area(Row::new("small", options.rest(small.len()), amount, None, Look::Solid(Tone::Total)));
        rest.count = small.len();
        order.insert(squares.len(), slots.len());
        slots.push(Some(rest));
        squares.push(left);
    }
    // Even together they may be too small to be seen.
    squares.retain(|size| *size >= LEAST);
    let room = Rect::new(0.0, 0.0, width, height);
    let rects = tiles::squares(&squares, room);
    let mut areas = Vec::new();
    for (rank, i) in order.into_iter().enumerate() {
        if let Some(area) = slots.get_mut(i).and_then(Option::take) {
            let stop = Stop { group: 0, order: rank };
            areas.push(Area { rect: rects.get(rank).map(|rect| tiles::apart(*rect, room)), stop, ..area });
        }
    }
    (areas, height)
}

fn amounts_of(amounts: &[Amount], those: &[usize]) -> Vec<Amount> {
    those.iter().filter_map(|&i| amounts.get(i).copied()).collect()
}
