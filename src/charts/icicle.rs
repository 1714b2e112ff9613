//! The levels of a classification side by side: each line as high as its share, right of the line that it belongs to.
//!
//! What the lines of a level leave of the line above is hatched. On narrow pages the levels are rows, one below the
//! other.

use super::frame::{Frame, Rect, Stop};
use super::pieces::{self, Look, MOST, Row};
use super::scale::{Scale, remainder, within};
use super::theme::Sizes;
use super::tiles::{self, Area, Picture};
use super::{Chart, Options};
use crate::amount::{Amount, Unit, total};
use crate::views::function::{Icicle, Node};
use rust_decimal::Decimal;

/// The height that a line has room for its label in.
const LINE: f64 = 28.0;

impl Chart for Icicle {
    fn frame(&self, options: &Options) -> Frame {
        let width = options.room();
        if self.nodes.is_empty() {
            return Frame::empty(width);
        }
        if width >= tiles::WIDE * options.theme.sizes.body / Sizes::NORMAL.body {
            tiles::frame(options, self.whole, self.nodes.len(), &|width| picture(self, width, options))
        } else {
            pieces::frame(&rows(self, options), self.whole, options, &|_, _| {})
        }
    }
}

/// As many levels as there is room for rows.
fn rows(view: &Icicle, options: &Options) -> Vec<Row> {
    let count = |depth: usize| view.nodes.iter().filter(|node| node.depth <= depth).count();
    let deepest = (0..view.depth()).rev().find(|depth| count(*depth) <= MOST).unwrap_or_default();
    let mut rows = Vec::new();
    for node in view.nodes.iter().filter(|node| node.depth <= deepest) {
        rows.push(Row { depth: node.depth, ..Row::of(&node.bar) });
    }
    pieces::capped(rows, options)
}

fn picture(view: &Icicle, width: f64, options: &Options) -> Picture {
    let columns = view.depth().max(1);
    let leaves = view.nodes.iter().enumerate().filter(|(i, _)| view.below(Some(*i)).is_empty()).count();
    let line = LINE * options.theme.sizes.line / Sizes::NORMAL.line;
    let height = within(leaves as f64 * line, 17.0 * line, 34.0 * line).round();
    let mut layout = Layout {
        view,
        options,
        column: width / columns as f64,
        columns,
        picture: Rect::new(0.0, 0.0, width, height),
        drawn: Vec::new(),
        listed: Vec::new(),
        places: vec![None; view.nodes.len()],
    };
    layout.level(None, layout.picture, 0);
    let Layout { mut drawn, listed, places, .. } = layout;
    // Parents and children by where they are drawn.
    for (i, node) in view.nodes.iter().enumerate() {
        let Some(place) = places.get(i).copied().flatten() else { continue };
        let mut ways: Vec<usize> = node.parent.into_iter().collect();
        ways.extend(view.below(Some(i)));
        if let Some(area) = drawn.get_mut(place) {
            area.ways = ways.into_iter().filter_map(|way| places.get(way).copied().flatten()).collect();
        }
    }
    let height = if drawn.is_empty() { 0.0 } else { height };
    drawn.extend(listed);
    (drawn, height)
}

struct Layout<'a> {
    view: &'a Icicle,
    options: &'a Options<'a>,
    /// The width of a column.
    column: f64,
    columns: usize,
    /// Where what is thin may be drawn thicker than it is.
    picture: Rect,
    drawn: Vec<Area>,
    /// What has no height.
    listed: Vec<Area>,
    /// Where in `drawn` each node stands.
    places: Vec<Option<usize>>,
}

impl Layout<'_> {
    /// Lays out what is below a node, from the top of `room` on, which is as high as the node.
    fn level(&mut self, above: Option<usize>, room: Rect, depth: usize) {
        let below = self.view.below(above);
        let node = above.and_then(|above| self.view.nodes.get(above));
        let whole = if above.is_none() { self.view.whole } else { node.map(|node| node.bar.amount) };
        let mut amounts = Vec::new();
        for &i in &below {
            amounts.extend(self.view.nodes.get(i).map(|node| node.bar.amount));
        }
        let left = whole.filter(|_| !below.is_empty()).and_then(|whole| remainder(whole, &amounts));
        let mut parts: Vec<Amount> = amounts.iter().copied().chain(left).collect();
        parts.retain(|amount| tiles::has_area(*amount));
        // Without a sum nothing has a height and all is listed.
        let sum = total(&parts).unwrap_or(Amount::new(Decimal::ZERO, Unit::Yuan));
        let scale = Scale::new(sum, room.height);
        let mut y = room.y;
        for i in below {
            let Some(node) = self.view.nodes.get(i) else { continue };
            let mut area = tiles::area(Row::of(&node.bar));
            let height = if tiles::has_area(node.bar.amount) { scale.length(node.bar.amount) } else { 0.0 };
            let order = self.drawn.len() + self.listed.len();
            area.stop = Stop { group: depth, order };
            if height <= 0.0 {
                self.listed.push(area);
                self.level(Some(i), Rect { height: 0.0, ..room }, depth + 1);
                continue;
            }
            let place = Rect::new(room.x, y, self.column, height);
            let ends = self.view.below(Some(i)).is_empty();
            let across = if ends { self.column * (self.columns - depth) as f64 } else { self.column };
            area.rect = Some(tiles::apart(Rect { width: across, ..place }, self.picture));
            if let Some(slot) = self.places.get_mut(i) {
                *slot = Some(self.drawn.len());
            }
            self.drawn.push(area);
            self.level(Some(i), Rect { x: room.x + self.column, ..place }, depth + 1);
            y += height;
        }
        if let Some(left) = left {
            let (key, mut name) =
                (node.map_or("", |node| &node.bar.key), self.options.remainder().to_owned());
            if let Some(Node { bar, .. }) = node {
                name = format!("{} · {name}", bar.name);
            }
            let mut area =
                tiles::area(Row::new(&format!("{key}/remainder"), name, left, None, Look::Hatched));
            area.stop = Stop { group: depth, order: self.drawn.len() + self.listed.len() };
            if tiles::has_area(left) {
                let across = self.column * (self.columns - depth) as f64;
                let place = Rect::new(room.x, y, across, scale.length(left));
                area.rect = Some(tiles::apart(place, self.picture));
                self.drawn.push(area);
            } else {
                self.listed.push(area);
            }
        }
    }
}
