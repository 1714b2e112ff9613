//! The flow from left to right, for wide pictures.
//!
//! Each column keeps a strip for its labels in which all bands run level; they curve only behind it. So a label
//! above its thin band, or inside its thick one, can be crossed by no other.

use super::band::{self, Measure, measure, settle};
use super::graph::{Graph, Node};
use super::label::Label;
use super::{Shape, largest, marks, station, tint};
use crate::charts::Options;
use crate::charts::frame::{Frame, Point, Rect, TARGET};
use crate::charts::metrics;
use crate::charts::pen::{Style, record};
use crate::charts::scale::{Scale, within};

/// The width of a station.
const BAR: f64 = 14.0;
/// Between a station and its label.
const PAD: f64 = 8.0;

/// Where a label stands.
#[derive(Clone, Copy, PartialEq)]
enum Site {
    /// Right of its station, where no band leaves.
    Beside,
    /// Right of its station within its thickest band, whose middle this is.
    Inside(f64),
    /// Above its station.
    Above,
}

/// A station, or a band that passes a column on its way to a later one.
struct Slot {
    column: usize,
    /// From its top to the bar.
    lead: f64,
    size: f64,
    y: f64,
}

impl Slot {
    fn bar(&self) -> f64 {
        self.y + self.lead
    }
}

/// A band between two neighbouring columns.
struct Segment {
    link: usize,
    /// Slot and place in its bar.
    from: (usize, f64),
    to: (usize, f64),
    thick: f64,
}

struct Column {
    x: f64,
    /// From `x` to where bands may curve.
    strip: f64,
    slots: Vec<usize>,
    gap: f64,
}

/// Lays out and draws; nothing if the names do not find room.
pub fn frame(graph: &Graph, options: &Options, width: f64) -> Option<Frame> {
    let sizes = &options.theme.sizes;
    let scale = Scale::new(largest(graph), within(width * 0.24, 180.0, 320.0));
    let measure = measure(graph, &scale);
    let (labels, strips) = labels(graph, options, &measure, width)?;
    let (mut slots, segments) = slots(graph, &measure, &labels);
    let mut columns = columns(graph, &slots, &strips, width);
    let tall = place(&mut slots, &mut columns, &segments);
    let top = sizes.line + 16.0;
    for slot in &mut slots {
        slot.y += top;
    }
    let height = (top + tall + 2.0).ceil();

    let spines = spines(graph, &columns, &slots, &segments);
    let bands: Vec<Vec<Point>> =
        spines.iter().zip(&measure.ports).map(|(spine, port)| band::outline(spine, port.thick)).collect();
    let mut shapes = Vec::new();
    let palette = &options.theme.palette;
    let ops = record(width, height, |pen| {
        for (link, band) in graph.links.iter().zip(&bands) {
            pen.fill(band, tint(link.amount, palette.band(link.tone), palette.line));
        }
        for (i, column) in columns.iter().enumerate() {
            let next = columns.get(i + 1).map_or(width, |next| next.x - 16.0);
            let stage = column.slots.iter().find_map(|&s| graph.nodes.get(s)).map(|node| node.stage);
            let head = stage.map_or("", |stage| options.stage(stage));
            let head = metrics::fit(head, next - column.x, sizes.small);
            pen.text(&head, (column.x, sizes.line / 2.0), Style::new(sizes.small, palette.ink_soft));
        }
        for (((node, slot), (label, site)), length) in
            graph.nodes.iter().zip(&slots).zip(&labels).zip(&measure.bars)
        {
            let Some(column) = columns.get(node.column) else { continue };
            let bar = Rect::new(column.x, slot.bar(), BAR, *length);
            station(pen, bar, node, options.theme);
            let beside = column.x + BAR + PAD;
            let (at, fill) = match site {
                Site::Above => ((column.x, slot.y), palette.surface),
                Site::Beside => ((beside, bar.y + (bar.height - label.height) / 2.0), palette.surface),
                Site::Inside(middle) => {
                    let tone = thickest(&measure, node).and_then(|l| graph.links.get(l)).map(|l| l.tone);
                    let fill = tone.map_or(palette.surface, |tone| palette.band(tone));
                    ((beside, bar.y + middle - label.height / 2.0), fill)
                }
            };
            let name = palette.text_on(fill, palette.ink);
            let text = label.draw(pen, at, name, palette.text_on(fill, palette.ink_soft));
            shapes.push(Shape { outline: bar, reach: reach(bar, text, slot, column.gap) });
        }
    });
    Some(Frame { width, height, ops, marks: marks(graph, &bands, shapes) })
}

/// The label and, for a bar too thin to press, room around it up to the middle of the gaps to its neighbours.
fn reach(bar: Rect, text: Rect, slot: &Slot, gap: f64) -> Vec<Rect> {
    let grow = |rect: Rect| {
        let (low, high) = (slot.y - gap / 2.0, slot.y + slot.size + gap / 2.0);
        let more = ((TARGET - rect.height) / 2.0).max(0.0);
        let (y, bottom) =
            ((rect.y - more).max(low).min(rect.y), (rect.bottom() + more).min(high).max(rect.bottom()));
        Rect::new(rect.x, y, rect.width, bottom - y)
    };
    vec![grow(bar), grow(text)]
}

/// The thickest band that leaves a station.
fn thickest(measure: &Measure, node: &Node) -> Option<usize> {
    let thick = |l: usize| measure.ports.get(l).map_or(0.0, |port| port.thick);
    node.out.iter().copied().max_by(|&a, &b| thick(a).total_cmp(&thick(b)))
}

/// One label for each station, and the strip that each column needs for them.
type Laid = (Vec<(Label, Site)>, Vec<f64>);

/// Labels for which the bands keep room to curve; nothing if names would have to be cut short for it.
fn labels(graph: &Graph, options: &Options, measure: &Measure, width: f64) -> Option<Laid> {
    let sizes = &options.theme.sizes;
    let last = width * 0.34;
    let bends = graph.columns.len().saturating_sub(1).max(1) as f64;
    let run = |laid: &Laid| (width - laid.1.iter().sum::<f64>()) / bends;
    // Names on one line with their amounts; else the amounts below; else names in narrower strips.
    let mut room = 30.0 * sizes.body;
    let laid = lay(graph, options, measure, room, last, true);
    if run(&laid) >= (width * 0.1).max(88.0) {
        return Some(laid);
    }
    let amounts = graph.nodes.iter().map(|node| metrics::width(&options.amount(node.amount), sizes.small));
    let least = amounts.fold(5.0 * sizes.body, f64::max);
    while room >= least {
        let laid = lay(graph, options, measure, room, last, false);
        if run(&laid) >= within(width * 0.07, 40.0, 64.0) {
            return Some(laid);
        }
        room -= sizes.body / 2.0;
    }
    None
}

fn lay(graph: &Graph, options: &Options, measure: &Measure, room: f64, last: f64, single: bool) -> Laid {
    let theme = options.theme;
    let mut strips: Vec<f64> = vec![BAR; graph.columns.len()];
    let mut labels = Vec::new();
    for (node, bar) in graph.nodes.iter().zip(&measure.bars) {
        let amount = options.amount(node.amount);
        let is_last = node.column + 1 == graph.columns.len();
        let room = if is_last { last - BAR - PAD - 1.0 } else { room };
        let one = Label::single(&node.name, &amount, theme);
        let two = Label::stacked(&node.name, &amount, room, 2, theme);
        let port = thickest(measure, node).and_then(|l| measure.ports.get(l));
        let fits = |label: &Label, height: f64| label.width <= room && label.height + 8.0 <= height;
        let (label, site) = match port {
            None if fits(&two, *bar) || one.width > room => (two, Site::Beside),
            None => (one, Site::Beside),
            Some(port) => {
                let inside = |label: Label| {
                    // In the middle of the station if the band is there, else in the middle of the band.
                    let free = (port.thick - label.height) / 2.0 - 4.0;
                    let middle = within(bar / 2.0, port.leave - free, port.leave + free);
                    (label, Site::Inside(middle))
                };
                if fits(&two, port.thick) {
                    inside(two)
                } else if fits(&one, port.thick) {
                    inside(one)
                } else if single && one.width <= room {
                    (one, Site::Above)
                } else {
                    (two, Site::Above)
                }
            }
        };
        let head = metrics::width(options.stage(node.stage), theme.sizes.small).min(room);
        let behind = if is_last { 1.0 } else { 12.0 };
        let text = if site == Site::Above { label.width } else { BAR + PAD + label.width };
        if let Some(strip) = strips.get_mut(node.column) {
            *strip = strip.max(text.max(head) + behind);
        }
        labels.push((label, site));
    }
    (labels, strips)
}

/// The slots of all stations and passing bands, and the bands from column to column.
fn slots(graph: &Graph, measure: &Measure, labels: &[(Label, Site)]) -> (Vec<Slot>, Vec<Segment>) {
    let mut slots: Vec<Slot> = Vec::new();
    let lengths = measure.bars.iter().zip(&measure.spans);
    for ((node, (bar, span)), (label, site)) in graph.nodes.iter().zip(lengths).zip(labels) {
        let (lead, below) = match site {
            Site::Inside(_) => (0.0, 0.0),
            Site::Above => (label.height + 3.0, 0.0),
            // Around the middle of the bar.
            Site::Beside => (((label.height - bar) / 2.0).max(0.0), (label.height + bar) / 2.0),
        };
        slots.push(Slot { column: node.column, lead, size: lead + span.max(below), y: 0.0 });
    }
    let mut segments = Vec::new();
    let column = |node: usize| graph.nodes.get(node).map_or(0, |node| node.column);
    for (link, (ends, port)) in graph.links.iter().zip(&measure.ports).enumerate() {
        let thick = port.thick;
        let mut from = (ends.from, port.leave);
        for column in column(ends.from) + 1..column(ends.to) {
            let to = (slots.len(), thick / 2.0);
            slots.push(Slot { column, lead: 0.0, size: thick, y: 0.0 });
            segments.push(Segment { link, from, to, thick });
            from = to;
        }
        segments.push(Segment { link, from, to: (ends.to, port.reach), thick });
    }
    (slots, segments)
}

fn columns(graph: &Graph, slots: &[Slot], strips: &[f64], width: f64) -> Vec<Column> {
    let bends = strips.len().saturating_sub(1).max(1) as f64;
    let run = ((width - strips.iter().sum::<f64>()) / bends).max(0.0);
    // Without bands to stretch, a single column stays at the left.
    let mut x = 0.0;
    let mut columns = Vec::new();
    for (i, (nodes, strip)) in graph.columns.iter().zip(strips).enumerate() {
        let mut members = nodes.clone();
        let passing = |&s: &usize| slots.get(s).is_some_and(|slot| slot.column == i);
        members.extend((graph.nodes.len()..slots.len()).filter(passing));
        let gap = if i + 1 == strips.len() { 8.0 } else { 14.0 };
        columns.push(Column { x: f64::floor(x), strip: *strip, slots: members, gap });
        x += strip + run;
    }
    columns
}

/// Places all slots vertically; returns the height they take. The tallest column is packed, the others
/// follow it outwards, each slot as near as it can be to where its bands run level.
fn place(slots: &mut [Slot], columns: &mut [Column], segments: &[Segment]) -> f64 {
    let tall = |column: &Column, slots: &[Slot]| {
        let sizes = column.slots.iter().filter_map(|&s| slots.get(s)).map(|slot| slot.size + column.gap);
        sizes.sum::<f64>() - column.gap
    };
    let heights: Vec<f64> = columns.iter().map(|column| tall(column, slots)).collect();
    let anchor = (0..heights.len()).max_by(|&a, &b| {
        let height = |i: usize| heights.get(i).copied().unwrap_or_default();
        height(a).total_cmp(&height(b))
    });
    let anchor = anchor.unwrap_or_default();
    let room = heights.get(anchor).copied().unwrap_or_default();
    let before = (0..=anchor).rev();
    for i in before.chain(anchor + 1..columns.len()) {
        let Some(column) = columns.get(i) else { continue };
        let mut at = 0.0;
        let mut wanted = Vec::new();
        let mut spans = Vec::new();
        for &s in &column.slots {
            let Some(slot) = slots.get(s) else { continue };
            let level = if i == anchor { None } else { level(s, slot, slots, segments, i < anchor) };
            wanted.push(level.unwrap_or(at));
            spans.push((slot.size, column.gap));
            at += slot.size + column.gap;
        }
        for (&s, y) in column.slots.iter().zip(settle(&wanted, &spans, room)) {
            if let Some(slot) = slots.get_mut(s) {
                slot.y = y.round();
            }
        }
    }
    let top = slots.iter().map(|slot| slot.y).fold(f64::INFINITY, f64::min);
    let mut bottom = 0.0;
    for slot in slots {
        slot.y -= top;
        bottom = f64::max(bottom, slot.y + slot.size);
    }
    bottom
}

/// Where slot `s` should begin for its bands towards one side to run level, on average by thickness.
fn level(s: usize, slot: &Slot, slots: &[Slot], segments: &[Segment], rightwards: bool) -> Option<f64> {
    let (mut total, mut weight) = (0.0, 0.0);
    for segment in segments {
        let (own, other) = if rightwards { (segment.from, segment.to) } else { (segment.to, segment.from) };
        if own.0 == s
            && let Some(there) = slots.get(other.0)
        {
            total += (there.bar() + other.1 - own.1 - slot.lead) * segment.thick;
            weight += segment.thick;
        }
    }
    (weight > 0.0).then(|| total / weight)
}

/// The middle line of each band, from station to station.
fn spines(graph: &Graph, columns: &[Column], slots: &[Slot], segments: &[Segment]) -> Vec<Vec<Point>> {
    let mut spines: Vec<Vec<Point>> = vec![Vec::new(); graph.links.len()];
    for segment in segments {
        let (Some(from), Some(to)) = (slots.get(segment.from.0), slots.get(segment.to.0)) else { continue };
        let (Some(here), Some(there)) = (columns.get(from.column), columns.get(to.column)) else { continue };
        let Some(spine) = spines.get_mut(segment.link) else { continue };
        let mut straight = here.strip;
        if spine.is_empty() {
            spine.push((here.x + BAR, from.bar() + segment.from.1));
            straight -= BAR;
        }
        band::extend(spine, straight, (there.x, to.bar() + segment.to.1));
    }
    spines
}
