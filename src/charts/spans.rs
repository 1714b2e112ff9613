//! Rows with an interval on an axis in each: what the charts of intervals share.

use super::Options;
use super::frame::{Frame, Mark, Rect, Role, Stop, Value};
use super::pen::{Pen, record, snapped};
use super::rows::{Form, Line, Rows};
use super::scale::LEAST;
use super::theme::Rgb;
use crate::address::Address;

/// The thickness of an interval.
const THICK: f64 = 12.0;
/// By how much a tick is longer than an interval is thick, at each end.
const TICK: f64 = 4.0;

/// A row.
pub struct Span {
    /// Stable within the chart.
    pub key: String,
    /// What is written in the row.
    pub line: Line,
    /// What it measures.
    pub value: Value,
    /// Where that is printed.
    pub at: Option<Address>,
}

/// Draws in the strip of a row, from the one end to the other, around a level.
pub struct Strip<'a, 'b> {
    pen: &'a Pen<'b>,
    /// From where to where it runs.
    pub ends: (f64, f64),
    level: f64,
}

impl Strip<'_, '_> {
    /// The axis.
    pub fn axis(&self, colour: Rgb) {
        self.pen.rule(self.ends.0, self.ends.1, self.level, colour);
    }

    /// An interval.
    pub fn bar(&self, from: f64, to: f64, colour: Rgb) {
        let width = (to - from).max(LEAST);
        let from = from.min(self.ends.1 - width).max(self.ends.0);
        self.pen.rect(Rect::new(from, self.level - THICK / 2.0, width, THICK), colour);
    }

    /// A single value, or an end that is part of its interval.
    pub fn tick(&self, at: f64, colour: Rgb) {
        let at = self.within(at);
        self.pen.rect(Rect::new(at - 1.0, self.level - THICK / 2.0 - TICK, 2.0, THICK + 2.0 * TICK), colour);
    }

    /// An end that is not part of its interval.
    pub fn hollow(&self, at: f64, ground: Rgb, colour: Rgb) {
        let at = self.within(at);
        let (top, height) = (self.level - THICK / 2.0 - TICK, THICK + 2.0 * TICK);
        self.pen.rect(Rect::new(at - 1.5, top, 3.0, height), ground);
        let outline = Rect::new(at - 1.5, top, 3.0, height).corners();
        let closed: Vec<_> = outline.iter().chain(outline.first()).copied().collect();
        self.pen.line(&closed, 1.0, colour);
    }

    /// The sign of an interval that goes on.
    pub fn goes_on(&self, ground: Rgb) {
        let (x, y) = (self.ends.1, self.level);
        for end in [-1.0, 1.0] {
            let corner = (x, y + end * THICK / 2.0);
            self.pen.fill(&[corner, (x - THICK / 2.0, corner.1), (x, y)], ground);
        }
    }

    fn within(&self, at: f64) -> f64 {
        at.max(self.ends.0 + 1.5).min(self.ends.1 - 1.5)
    }
}

/// Lays the rows out; `draw` draws what stands in the strip of each.
pub fn frame(spans: Vec<Span>, options: &Options, draw: &dyn Fn(&Strip, usize)) -> Frame {
    let width = options.room();
    let (mut lines, mut others) = (Vec::new(), Vec::new());
    for Span { key, line, value, at } in spans {
        others.push((key, line.name.clone(), line.share.clone(), value, at));
        lines.push(line);
    }
    let rows = Rows::new(lines, Form::Strip, (0.0, 0.0), width, options);
    let height = rows.bottom() + 1.0;
    let ops = record(width, height, |pen| {
        rows.write(pen, options);
        for (i, place) in rows.places.iter().enumerate() {
            draw(&Strip { pen, ends: rows.strip, level: place.level }, i);
        }
    });
    let mut marks = Vec::new();
    for (order, ((id, name, share, value, at), place)) in others.into_iter().zip(&rows.places).enumerate() {
        marks.push(Mark {
            id,
            role: Role::Bar,
            name,
            value,
            at,
            share: Some(share).filter(|share| !share.is_empty()),
            opens: false,
            outline: snapped(&place.row.corners()),
            bounds: place.row,
            reach: Vec::new(),
            stop: Some(Stop { group: 0, order }),
            ways: Vec::new(),
        });
    }
    Frame { width, height, ops, marks }
}
