//! Where the money comes from and where it goes, every width to one common scale.
//!
//! Wide: columns from left to right. Narrow: rows from top to bottom, words left, money right.
//! What is too small to be seen is drawn 1 px wide; a negative amount is drawn by its size, its sign stands
//! in the label; nothing is a hairline. Small items of an overfull column stand together as one.

mod across;
mod band;
mod down;
mod graph;
mod label;

use super::frame::{Frame, Mark, Point, Rect, Role, Stop, Value};
use super::pen::{Pen, snapped};
use super::scale::yuan;
use super::theme::{Rgb, Theme};
use super::{Chart, Options};
use crate::address::Address;
use crate::amount::{self, Amount, Unit};
use crate::i18n::format;
use crate::order;
use crate::views::flow::{Flow, Tone};
use graph::Graph;
use rust_decimal::Decimal;
use std::cmp::Reverse;

/// From this width on, the flow runs from left to right.
const WIDE: f64 = 640.0;

impl Chart for Flow {
    fn frame(&self, options: &Options) -> Frame {
        let width = options.room();
        // Large type needs the room that a narrow picture has less of.
        let wide = width >= WIDE * options.theme.sizes.body / super::theme::Sizes::NORMAL.body;
        let graph = |most| Graph::new(self, options, most);
        if self.nodes.is_empty() {
            return Frame::empty(width);
        }
        let across = if wide { across::frame(&graph(24), options, width) } else { None };
        across.unwrap_or_else(|| down::frame(&graph(16), options, width))
    }
}

/// What is drawn of a station and what answers for it.
struct Shape {
    outline: Rect,
    reach: Vec<Rect>,
}

/// The marks of a flow in the order drawn: `bands` for the links, then `shapes` for the stations.
fn marks(graph: &Graph, bands: &[Vec<Point>], shapes: Vec<Shape>) -> Vec<Mark> {
    let share = |amount: Amount| format::share(amount, graph.whole?);
    let name = |node: usize| graph.nodes.get(node).map_or("", |node| node.name.as_str());
    let id = |node: usize| graph.nodes.get(node).map_or("", |node| node.id.as_str());
    let links = graph.links.iter().zip(bands).map(|(link, outline)| {
        let tone = match link.tone {
            Tone::Total => "",
            Tone::Project => "/project",
            Tone::Basic => "/basic",
        };
        let outline = snapped(outline);
        Mark {
            id: format!("{}>{}{tone}", id(link.from), id(link.to)),
            role: Role::Link,
            name: format!("{} → {}", name(link.from), name(link.to)),
            value: Value::Amount(link.amount),
            at: link.at.clone().map(Address::Cell),
            share: share(link.amount),
            opens: false,
            bounds: Rect::around(&outline),
            outline,
            reach: Vec::new(),
            stop: None,
            ways: vec![bands.len() + link.from, bands.len() + link.to],
        }
    });
    let nodes = graph.nodes.iter().zip(shapes).map(|(node, shape)| {
        let outline = snapped(&shape.outline.corners());
        // Along the widest band first.
        let end = |&l: &usize, leaving: bool| {
            let link = graph.links.get(l)?;
            Some((Reverse(yuan(link.amount)), if leaving { link.to } else { link.from }))
        };
        let out = node.out.iter().filter_map(|l| end(l, true));
        let mut ways: Vec<_> = out.chain(node.into.iter().filter_map(|l| end(l, false))).collect();
        order::by_key(&mut ways, |way| *way);
        Mark {
            id: node.id.clone(),
            role: Role::Node,
            name: node.name.clone(),
            value: Value::Amount(node.amount),
            at: node.at.clone().map(Address::Cell),
            share: share(node.amount),
            opens: false,
            bounds: Rect::around(&outline),
            outline,
            reach: shape.reach,
            stop: Some(Stop { group: node.column, order: node.order }),
            ways: ways.into_iter().map(|(_, node)| bands.len() + node).collect(),
        }
    });
    links.chain(nodes).collect()
}

/// The colour of a mark: a hairline where there is no money.
fn tint(amount: Amount, colour: Rgb, line: Rgb) -> Rgb {
    if amount.value().is_zero() { line } else { colour }
}

/// Draws the bar of a station.
fn station(pen: &Pen, bar: Rect, node: &graph::Node, theme: &Theme) {
    if node.amount.value().is_zero() {
        pen.rect(bar, theme.palette.line);
    } else {
        pen.solid(bar, node.tone, theme);
    }
}

/// The largest sum of a column, which the common scale has to have room for: of the figures of its stations,
/// or of those of their bands where they are larger.
fn largest(graph: &Graph) -> Amount {
    let size = |amount: Amount| yuan(amount).abs();
    let add = |a: Decimal, b: Decimal| amount::sum(a, b).unwrap_or(Decimal::MAX);
    let links = |links: &[usize]| {
        links
            .iter()
            .filter_map(|&l| graph.links.get(l))
            .map(|link| size(link.amount))
            .fold(Decimal::ZERO, add)
    };
    let station = |node: &graph::Node| size(node.amount).max(links(&node.out)).max(links(&node.into));
    let columns = graph.columns.iter().map(|column| {
        column.iter().filter_map(|&i| graph.nodes.get(i)).map(station).fold(Decimal::ZERO, add)
    });
    Amount::new(columns.max().unwrap_or_default(), Unit::Yuan)
}
