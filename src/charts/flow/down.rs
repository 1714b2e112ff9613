//! The flow from top to bottom, for narrow pictures: a list of stations with its words at the left,
//! and at the right the money, which runs down past the list and stops at each station's row.
//!
//! No text stands over the money and none is cut: names wrap, and the height follows.

use super::band::{self, Measure, Port, measure, settle};
use super::graph::Graph;
use super::{Shape, largest, marks, station, tint};
use crate::charts::Options;
use crate::charts::frame::{Frame, Point, Rect, TARGET};
use crate::charts::metrics;
use crate::charts::pen::{Pen, Style, record};
use crate::charts::scale::{Scale, within};

/// The height of a station.
const BAR: f64 = 14.0;
/// Between the words and the money.
const GAP: f64 = 20.0;

/// A station's row.
struct Row {
    y: f64,
    height: f64,
    /// The middle of its first line, where its bar stands.
    level: f64,
    names: Vec<String>,
    amount: String,
}

/// Where a station, or a band that passes a stage, stands in the gutter.
struct Lane {
    x: f64,
    span: f64,
}

/// A stage: where its rows begin and end.
#[derive(Default, Clone, Copy)]
struct Block {
    top: f64,
    bottom: f64,
}

/// Lays out and draws.
pub fn frame(graph: &Graph, options: &Options, width: f64) -> Frame {
    let (sizes, palette) = (&options.theme.sizes, &options.theme.palette);
    let share = if sizes.body > 14.0 { 0.3 } else { 0.36 };
    let gutter = within(width * share, 72.0, 200.0).round();
    let words = width - gutter - GAP;
    let (measure, lanes) = lanes(graph, gutter);
    let (rows, blocks) = rows(graph, options, words);
    let height = blocks.last().map_or(0.0, |block| block.bottom + 2.0).ceil();
    let bands = bands(graph, &measure, &lanes, &rows, &blocks, width - gutter);

    let mut shapes = Vec::new();
    let ops = record(width, height, |pen| {
        for (i, block) in blocks.iter().enumerate() {
            let stage = graph.nodes.iter().find(|node| node.column == i).map(|node| node.stage);
            let head = metrics::fit(stage.map_or("", |stage| options.stage(stage)), words, sizes.small);
            let level = block.top - 8.0 - sizes.line / 2.0;
            pen.text(&head, (0.0, level), Style::new(sizes.small, palette.ink_soft));
            pen.rule(0.0, words, block.top - 1.0, palette.line);
        }
        let bars: Vec<Rect> = (graph.nodes.iter().zip(&rows).zip(&lanes).zip(&measure.bars))
            .map(|(((_, row), lane), length)| {
                Rect::new(width - gutter + lane.x, row.level - BAR / 2.0, *length, BAR)
            })
            .collect();
        for ((node, row), bar) in graph.nodes.iter().zip(&rows).zip(&bars) {
            // Elsewhere the money that runs on lies between a row's words and its bar.
            if node.column + 1 == graph.columns.len() && bar.x - 12.0 > width - gutter {
                pen.rule(width - gutter, bar.x - 4.0, row.level, palette.line);
            }
        }
        for (link, band) in graph.links.iter().zip(&bands) {
            pen.fill(band, tint(link.amount, palette.band(link.tone), palette.line));
        }
        for ((node, row), bar) in graph.nodes.iter().zip(&rows).zip(bars) {
            station(pen, bar, node, options.theme);
            write(pen, row, words, options);
            let grown = (TARGET - BAR) / 2.0;
            let thick = Rect::new(bar.x, bar.y - grown, bar.width, bar.height + 2.0 * grown);
            shapes.push(Shape { outline: bar, reach: vec![Rect::new(0.0, row.y, words, row.height), thick] });
        }
    });
    Frame { width, height, ops, marks: marks(graph, &bands, shapes) }
}

fn write(pen: &Pen, row: &Row, words: f64, options: &Options) {
    let (sizes, palette) = (&options.theme.sizes, &options.theme.palette);
    let style = Style::new(sizes.body, palette.ink);
    for (i, name) in row.names.iter().enumerate() {
        pen.text(name, (0.0, row.level + sizes.line * i as f64), style);
    }
    let amount = Style::new(sizes.small, palette.ink_soft).right();
    pen.text(&row.amount, (words, row.level), amount);
}

/// The thickness of everything, and the place of every station and passing band in the gutter.
fn lanes(graph: &Graph, gutter: f64) -> (Measure, Vec<Lane>) {
    let whole = largest(graph);
    let mut length = gutter;
    let mut tries = 0;
    loop {
        let measure = measure(graph, &Scale::new(whole, length));
        let (lanes, widest) = settled(graph, &measure, gutter);
        tries += 1;
        if widest <= gutter || tries > 32 {
            return (measure, lanes);
        }
        // Gaps and what is drawn thicker than it is do not shrink with the scale: a few turns are needed.
        length = (length * gutter / widest - 0.25).max(1.0);
    }
}

/// The lanes for one measure, and the width that the widest stage needs.
fn settled(graph: &Graph, measure: &Measure, gutter: f64) -> (Vec<Lane>, f64) {
    let mut lanes: Vec<Lane> = measure.spans.iter().map(|span| Lane { x: 0.0, span: *span }).collect();
    let passing = passing(graph, measure, &mut lanes);
    let mut widest: f64 = 0.0;
    for (i, column) in graph.columns.iter().enumerate() {
        let passes = passing.iter().filter(|pass| pass.0 == i).map(|pass| pass.1);
        let members: Vec<usize> = column.iter().copied().chain(passes).collect();
        let gaps = members.len().saturating_sub(1).max(1) as f64;
        let gap = (gutter * 0.15 / gaps).min(4.0);
        let spans: Vec<(f64, f64)> =
            members.iter().filter_map(|&m| lanes.get(m)).map(|lane| (lane.span, gap)).collect();
        widest = widest.max(spans.iter().map(|(span, gap)| span + gap).sum::<f64>() - gap);
        let wanted: Vec<f64> = members.iter().map(|&m| wanted(graph, measure, &lanes, m)).collect();
        for (&m, x) in members.iter().zip(settle(&wanted, &spans, gutter)) {
            if let Some(lane) = lanes.get_mut(m) {
                lane.x = x;
            }
        }
    }
    (lanes, widest)
}

/// Adds a lane for every stage that a band passes without stopping; returns stage and lane.
fn passing(graph: &Graph, measure: &Measure, lanes: &mut Vec<Lane>) -> Vec<(usize, usize)> {
    let mut passing = Vec::new();
    for (link, port) in graph.links.iter().zip(&measure.ports) {
        let column = |node: usize| graph.nodes.get(node).map_or(0, |node| node.column);
        for stage in column(link.from) + 1..column(link.to) {
            passing.push((stage, lanes.len()));
            lanes.push(Lane { x: 0.0, span: port.thick });
        }
    }
    passing
}

/// Where a lane should stand for the bands that reach it to run straight down, on average by thickness.
fn wanted(graph: &Graph, measure: &Measure, lanes: &[Lane], member: usize) -> f64 {
    let Some(node) = graph.nodes.get(member) else { return f64::MAX / 4.0 };
    let (mut total, mut weight) = (0.0, 0.0);
    for &l in &node.into {
        let (Some(link), Some(port)) = (graph.links.get(l), measure.ports.get(l)) else { continue };
        let Some(from) = lanes.get(link.from) else { continue };
        total += (from.x + port.leave - port.reach) * port.thick;
        weight += port.thick;
    }
    if weight > 0.0 { total / weight } else { 0.0 }
}

/// The rows of all stations in the order of the stations, and the blocks of the stages.
fn rows(graph: &Graph, options: &Options, words: f64) -> (Vec<Row>, Vec<Block>) {
    let sizes = &options.theme.sizes;
    let mut rows: Vec<Row> = Vec::new();
    for node in &graph.nodes {
        let amount = metrics::fit(&options.amount(node.amount), words, sizes.small);
        let room = words - metrics::width(&amount, sizes.small) - 12.0;
        let names = metrics::wrap(&node.name, room.max(sizes.body * 2.0), sizes.body, 4);
        let height = (sizes.line * names.len() as f64 + 16.0).max(sizes.row);
        rows.push(Row { y: 0.0, height, level: 0.0, names, amount });
    }
    let mut blocks = Vec::new();
    let mut y = 0.0;
    for (i, column) in graph.columns.iter().enumerate() {
        // Between two stages the bands need room to curve; the head stands beside them.
        y += if i == 0 { sizes.line + 8.0 } else { sizes.line + 28.0 };
        let top = y;
        for &node in column {
            if let Some(row) = rows.get_mut(node) {
                row.y = y;
                row.level = y + (row.height - sizes.line * (row.names.len() as f64 - 1.0)) / 2.0;
                y += row.height;
            }
        }
        blocks.push(Block { top, bottom: y });
    }
    (rows, blocks)
}

/// The outline of every band: down from its station to the end of the stage, across to its next lane, down.
fn bands(
    graph: &Graph,
    measure: &Measure,
    lanes: &[Lane],
    rows: &[Row],
    blocks: &[Block],
    left: f64,
) -> Vec<Vec<Point>> {
    let block = |column: usize| blocks.get(column).copied().unwrap_or_default();
    let mut next_pass = graph.nodes.len();
    graph
        .links
        .iter()
        .zip(&measure.ports)
        .map(|(link, port)| {
            let spine = spine(graph, (link.from, link.to), port, lanes, rows, &mut next_pass, &block);
            let outline = band::outline(&spine, port.thick);
            outline.into_iter().map(|(along, across)| (left + across, along)).collect()
        })
        .collect()
}

fn spine(
    graph: &Graph,
    (from, to): (usize, usize),
    port: &Port,
    lanes: &[Lane],
    rows: &[Row],
    next_pass: &mut usize,
    block: &impl Fn(usize) -> Block,
) -> Vec<Point> {
    let column = |node: usize| graph.nodes.get(node).map_or(0, |node| node.column);
    let x = |lane: usize| lanes.get(lane).map_or(0.0, |lane| lane.x);
    let bar = |node: usize| rows.get(node).map_or(0.0, |row| row.level);
    let mut spine = vec![(bar(from) + BAR / 2.0, x(from) + port.leave)];
    for stage in column(from) + 1..=column(to) {
        let across = if stage == column(to) {
            x(to) + port.reach
        } else {
            *next_pass += 1;
            x(*next_pass - 1) + port.thick / 2.0
        };
        let here = spine.last().map_or(0.0, |point| point.0);
        band::extend(&mut spine, block(stage - 1).bottom - here, (block(stage).top, across));
    }
    spine.push((bar(to) - BAR / 2.0, x(to) + port.reach));
    spine
}
