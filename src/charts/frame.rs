//! A laid-out chart: what is drawn, and what can be pointed at, stepped to and spoken.
//!
//! Plain data. Painting, pointer, keyboard, overlay, screen reader and export all read the same frame;
//! nobody measures or lays out again. Draw operations are in steps of 1/8 CSS pixel, marks in CSS pixels.

use super::theme::Rgb;
use crate::address::Address;
use crate::amount::{Amount, Unit};
use crate::i18n::format;
use crate::order;

/// Steps of draw operations per CSS pixel; a replay scales by pixel ratio / `UNIT`.
pub const UNIT: i32 = 8;

/// The least height of what is to be pressed, in CSS pixels.
pub const TARGET: f64 = 24.0;

/// A point in CSS pixels.
pub type Point = (f64, f64);

/// A point in steps of 1 / [`UNIT`] CSS pixel.
pub type Step = (i32, i32);

/// Where a text stands from its point, horizontally.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// Where a text stands from its point, vertically.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Baseline {
    /// Its top is there.
    Top,
    /// The middle of its em square is there.
    Middle,
    /// Its bottom is there.
    Bottom,
}

/// One of the two weights of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// 400
    Regular,
    /// 600
    Strong,
}

/// A draw operation, in steps of 1 / [`UNIT`] CSS pixel; later ones lie over earlier ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// A filled rectangle.
    Rect {
        /// Left edge.
        x: i32,
        /// Top edge.
        y: i32,
        /// Width.
        width: i32,
        /// Height.
        height: i32,
        /// Fill.
        colour: Rgb,
    },
    /// A filled polygon, closed.
    Fill {
        /// Its corners.
        points: Vec<Step>,
        /// Fill.
        colour: Rgb,
    },
    /// A line through points.
    Line {
        /// The points, at least two.
        points: Vec<Step>,
        /// Its thickness.
        width: u32,
        /// Its colour.
        colour: Rgb,
    },
    /// A line of text.
    Text {
        /// Reference point.
        x: i32,
        /// Reference point.
        y: i32,
        /// Where the text stands from `x`.
        anchor: Anchor,
        /// Where the text stands from `y`.
        baseline: Baseline,
        /// Height of the em square.
        size: i32,
        /// Its weight.
        weight: Weight,
        /// How wide it is at most; a replay may hold the text to it.
        width: i32,
        /// Its colour.
        colour: Rgb,
        /// The words.
        text: String,
    },
}

impl Op {
    /// The box of a text, in CSS pixels; nothing for other operations.
    #[must_use]
    pub fn text_box(&self) -> Option<Rect> {
        let Self::Text { x, y, anchor, baseline, size, width, .. } = self else { return None };
        let left = match anchor {
            Anchor::Start => *x,
            Anchor::Middle => x - width / 2,
            Anchor::End => x - width,
        };
        let top = match baseline {
            Baseline::Top => *y,
            Baseline::Middle => y - size / 2,
            Baseline::Bottom => y - size,
        };
        let px = |steps: i32| f64::from(steps) / f64::from(UNIT);
        Some(Rect::new(px(left), px(top), px(*width), px(*size)))
    }
}

/// A rectangle in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Rect {
    /// A rectangle from its left upper corner.
    #[must_use]
    pub const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }

    /// The smallest rectangle around `points`.
    #[must_use]
    pub fn around(points: &[Point]) -> Self {
        let Some(&(x, y)) = points.first() else { return Self::default() };
        let (mut low, mut high) = ((x, y), (x, y));
        for &(x, y) in points {
            low = (low.0.min(x), low.1.min(y));
            high = (high.0.max(x), high.1.max(y));
        }
        Self::new(low.0, low.1, high.0 - low.0, high.1 - low.1)
    }

    /// The edge opposite to `x`.
    #[must_use]
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// The edge opposite to `y`.
    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Its corners, clockwise.
    #[must_use]
    pub fn corners(&self) -> Vec<Point> {
        let (right, bottom) = (self.right(), self.bottom());
        vec![(self.x, self.y), (right, self.y), (right, bottom), (self.x, bottom)]
    }

    /// Whether the point lies in it or on its edge.
    #[must_use]
    pub fn contains(&self, x: f64, y: f64) -> bool {
        x >= self.x && x <= self.right() && y >= self.y && y <= self.bottom()
    }

    /// Whether the two have more in common than an edge.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}

/// What a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A station of a flow.
    Node,
    /// Money between two stations.
    Link,
    /// A row of an ordered bar chart.
    Bar,
    /// A piece of a bar.
    Part,
    /// A tile of a treemap or of an icicle.
    Tile,
    /// A cell of a matrix.
    Cell,
}

/// The place of a mark in the order of the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// The column: left and right move between columns.
    pub group: usize,
    /// The place in the column: up and down move within it.
    pub order: usize,
}

/// What a mark measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Money: the printed amount if the mark has an address, else the exact sum or difference of printed ones.
    Amount(Amount),
    /// What is no money, in words with its unit: a target, a percentage.
    Words(String),
}

impl Value {
    /// As it is written where amounts are written in `unit`.
    #[must_use]
    pub fn text(&self, unit: Unit) -> String {
        match self {
            Self::Amount(amount) => format::amount(*amount, unit),
            Self::Words(words) => words.clone(),
        }
    }

    /// The amount, if it is one.
    #[must_use]
    pub const fn amount(&self) -> Option<Amount> {
        match self {
            Self::Amount(amount) => Some(*amount),
            Self::Words(_) => None,
        }
    }
}

/// Something a reader can point at, step to or have read out.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Stable within the chart.
    pub id: String,
    /// What it is.
    pub role: Role,
    /// Its full name, also where the drawn one is shortened.
    pub name: String,
    /// What it measures.
    pub value: Value,
    /// Where the value is printed; nothing if the document does not print it.
    pub at: Option<Address>,
    /// Its share of the whole, if there is a whole.
    pub share: Option<String>,
    /// Whether a level below can be opened.
    pub opens: bool,
    /// What is drawn, as a polygon.
    pub outline: Vec<Point>,
    /// The rectangle around the outline.
    pub bounds: Rect,
    /// What answers to the pointer beside the outline: the label, room for a finger.
    pub reach: Vec<Rect>,
    /// Its place for the keyboard; nothing if it is reached by pointer only.
    pub stop: Option<Stop>,
    /// The marks it is connected with, the nearest in meaning first; for a link its two ends.
    pub ways: Vec<usize>,
}

impl Mark {
    fn covers(&self, x: f64, y: f64) -> bool {
        self.reach.iter().any(|rect| rect.contains(x, y))
            || (self.bounds.contains(x, y) && inside(&self.outline, x, y))
    }
}

/// Whether the point lies in the polygon, by the number of edges to its right.
fn inside(polygon: &[Point], x: f64, y: f64) -> bool {
    let mut odd = false;
    let ends = polygon.iter().skip(1).chain(polygon.first());
    for (&(x0, y0), &(x1, y1)) in polygon.iter().zip(ends) {
        if (y0 > y) != (y1 > y) && x < (x1 - x0) * (y - y0) / (y1 - y0) + x0 {
            odd = !odd;
        }
    }
    odd
}

/// A step of the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To the column before.
    Left,
    /// To the column after.
    Right,
    /// To the mark above in the same column.
    Up,
    /// To the mark below in the same column.
    Down,
    /// To the first mark of the chart.
    First,
    /// To the last mark of the chart.
    Last,
}

/// A laid-out chart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Frame {
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels; 0 when there is nothing to draw.
    pub height: f64,
    /// What is drawn, in this order.
    pub ops: Vec<Op>,
    /// What can be reached, in the order drawn.
    pub marks: Vec<Mark>,
}

impl Frame {
    /// A frame with nothing in it.
    #[must_use]
    pub fn empty(width: f64) -> Self {
        Self { width, ..Self::default() }
    }

    /// The topmost mark at a point in CSS pixels.
    #[must_use]
    pub fn hit(&self, x: f64, y: f64) -> Option<usize> {
        self.marks.iter().rposition(|mark| mark.covers(x, y))
    }

    /// Whether `words` are written at a point in CSS pixels, with a little room around them for a finger.
    #[must_use]
    pub fn is_written(&self, words: &str, x: f64, y: f64) -> bool {
        self.ops.iter().any(|op| match (op, op.text_box()) {
            (Op::Text { text, .. }, Some(place)) => {
                text == words
                    && place.contains(x, place.y)
                    && (y - place.y - place.height / 2.0).abs() <= TARGET / 2.0
            }
            _ => false,
        })
    }

    /// Where a step of the keyboard leads: at an edge to the mark itself, without a current mark to the first.
    #[must_use]
    pub fn step(&self, current: Option<usize>, direction: Direction) -> Option<usize> {
        let Some((index, mark)) = current.and_then(|index| Some((index, self.marks.get(index)?))) else {
            return if direction == Direction::Last { self.last() } else { self.first() };
        };
        let Some(stop) = mark.stop else {
            // A link is left towards its ends.
            let end = if direction == Direction::Right { mark.ways.last() } else { mark.ways.first() };
            return end.copied().or(Some(index));
        };
        let next = match direction {
            Direction::First => self.first(),
            Direction::Last => self.last(),
            Direction::Up => self.before(stop),
            Direction::Down => self.after(stop),
            // Tiles of one column lie in rows and columns: beside each other is one after the other.
            Direction::Left => self
                .aside(mark, |group| group < stop.group)
                .or_else(|| self.before(stop).filter(|_| mark.role == Role::Tile && stop.group == 0)),
            Direction::Right => self
                .aside(mark, |group| group > stop.group)
                .or_else(|| self.after(stop).filter(|_| mark.role == Role::Tile && stop.group == 0)),
        };
        next.or(Some(index))
    }

    /// The marks that the keyboard stops at, column by column: the order in which they are read out.
    #[must_use]
    pub fn order(&self) -> Vec<u32> {
        let mut stops: Vec<u32> = Vec::new();
        for (at, mark) in (0..).zip(&self.marks) {
            if mark.stop.is_some() {
                stops.push(at);
            }
        }
        order::by_key(&mut stops, |&at| {
            self.marks.get(at as usize).and_then(|mark| mark.stop).map(|stop| (stop.group, stop.order))
        });
        stops
    }

    fn stops(&self) -> impl Iterator<Item = (usize, Stop)> {
        self.marks.iter().enumerate().filter_map(|(i, mark)| Some((i, mark.stop?)))
    }

    fn before(&self, stop: Stop) -> Option<usize> {
        let above = self.stops().filter(|(_, s)| s.group == stop.group && s.order < stop.order);
        above.max_by_key(|(_, s)| s.order).map(|(i, _)| i)
    }

    fn after(&self, stop: Stop) -> Option<usize> {
        let below = self.stops().filter(|(_, s)| s.group == stop.group && s.order > stop.order);
        below.min_by_key(|(_, s)| s.order).map(|(i, _)| i)
    }

    fn first(&self) -> Option<usize> {
        self.stops().min_by_key(|(_, s)| (s.group, s.order)).map(|(i, _)| i)
    }

    fn last(&self) -> Option<usize> {
        self.stops().max_by_key(|(_, s)| (s.group, s.order)).map(|(i, _)| i)
    }

    /// In the next column on one side, the first connected mark, else the nearest one.
    fn aside(&self, from: &Mark, side: impl Fn(usize) -> bool) -> Option<usize> {
        let here = from.stop?;
        let away = |stop: Stop| stop.group.abs_diff(here.group);
        let column =
            self.stops().filter(|(_, stop)| side(stop.group)).min_by_key(|(_, stop)| away(*stop))?.1.group;
        let there =
            |&i: &usize| self.marks.get(i).and_then(|mark| mark.stop).is_some_and(|s| s.group == column);
        if let Some(way) = from.ways.iter().copied().find(there) {
            return Some(way);
        }
        // The parts of another bar are no neighbours.
        let middle =
            |i: usize| self.marks.get(i).map_or(0.0, |mark| mark.bounds.y + mark.bounds.height / 2.0);
        let level = from.bounds.y + from.bounds.height / 2.0;
        let column = self.stops().map(|(i, _)| i).filter(there);
        let column = column.filter(|_| matches!(from.role, Role::Node | Role::Cell | Role::Tile));
        column.min_by(|&a, &b| (middle(a) - level).abs().total_cmp(&(middle(b) - level).abs()))
    }
}
