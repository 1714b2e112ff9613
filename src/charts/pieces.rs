//! Rows with bars to one scale, each bar in pieces: what the charts of bars share.
//!
//! The longest bar fills the room. What is too thin to be seen is drawn thicker; what is not printed is hatched.

use super::frame::{Frame, Mark, Point, Rect, Role, Stop, TARGET, Value};
use super::pen::{Pen, px, record, snapped};
use super::rows::{Form, Line, Rows};
use super::scale::{LEAST, Scale, yuan};
use super::{Options, scale};
use crate::address::Address;
use crate::amount::{Amount, total};
use crate::i18n::format;
use crate::views::bars::{Bar, BarPart};
use crate::views::flow::Tone;
use plotters::coord::CoordTranslate;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::Cartesian2d;

/// Rows at most; a higher canvas than they need is refused by some browsers.
pub const MOST: usize = 60;
/// The thickness of a bar.
const THICK: f64 = 12.0;

/// How a piece is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// In the colour of what it stands for.
    Solid(Tone),
    /// Hatched: the printed figures leave it.
    Hatched,
    /// Not at all: the next piece begins where it ends.
    Space,
}

/// A piece of a bar.
pub struct Piece {
    /// How it is drawn.
    pub look: Look,
    /// How long it is.
    pub amount: Amount,
    /// Where that is printed.
    pub at: Option<Address>,
}

/// What a bar is compared with: drawn as a line across it.
pub struct Before {
    /// Its full name.
    pub name: String,
    /// The amount.
    pub amount: Amount,
    /// Where it is printed.
    pub at: Option<Address>,
}

/// A row to draw.
pub struct Row {
    /// Stable within the chart.
    pub key: String,
    /// A code to print.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its full name, where a shorter one is written.
    pub full: Option<String>,
    /// Its amount.
    pub amount: Amount,
    /// Where it is printed.
    pub at: Option<Address>,
    /// Its bar, one piece after the other on its side of zero.
    pub pieces: Vec<Piece>,
    /// What it is compared with.
    pub before: Option<Before>,
    /// How many rows it belongs to, one below the other.
    pub depth: usize,
    /// Whether a level below can be opened.
    pub opens: bool,
}

impl Row {
    /// A row of one piece.
    pub fn new(key: &str, name: String, amount: Amount, at: Option<Address>, look: Look) -> Self {
        Self {
            key: key.to_owned(),
            code: String::new(),
            name,
            full: None,
            amount,
            at: at.clone(),
            pieces: vec![Piece { look, amount, at }],
            before: None,
            depth: 0,
            opens: false,
        }
    }

    /// The row of a bar: its parts, and what they leave of it.
    pub fn of(bar: &Bar) -> Self {
        let at = || Some(Address::Cell(bar.at.clone()));
        let mut row = Self::new(&bar.key, bar.name.clone(), bar.amount, at(), Look::Solid(Tone::Total));
        row.code = bar.code.clone().unwrap_or_default();
        row.opens = bar.opens;
        let pieces = pieces(bar.amount, &bar.parts);
        if !pieces.is_empty() {
            row.pieces = pieces;
        }
        row
    }

    /// From where to where each piece runs, one after the other on its side of zero, `least` long at least.
    fn spans(&self, scale: &Scale, least: f64) -> Vec<(f64, f64)> {
        let (mut left, mut right) = (0.0, 0.0);
        let mut spans = Vec::new();
        for piece in &self.pieces {
            let length = scale.length(piece.amount);
            let least = if piece.look == Look::Space { 0.0 } else { least };
            spans.push(if length < 0.0 {
                let from = left;
                left += length.min(-least);
                (from, left)
            } else {
                let from = right;
                right += length.max(least);
                (from, right)
            });
        }
        spans
    }

    fn drawn(&self) -> usize {
        self.pieces.iter().filter(|piece| piece.look != Look::Space).count()
    }
}

/// The parts that are not nothing, and what they leave of `whole`; nothing without a part.
pub fn pieces(whole: Amount, parts: &[BarPart]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut amounts = Vec::new();
    for part in parts {
        amounts.push(part.amount);
        if !part.amount.value().is_zero() {
            let at = Some(Address::Cell(part.at.clone()));
            pieces.push(Piece { look: Look::Solid(part.tone), amount: part.amount, at });
        }
    }
    if !pieces.is_empty()
        && let Some(rest) = scale::remainder(whole, &amounts)
        && rest.value().is_sign_positive()
    {
        pieces.push(Piece { look: Look::Hatched, amount: rest, at: None });
    }
    pieces
}

/// The rows that a canvas can hold; where there are more, the last ones are one row for the rest.
pub fn capped(mut rows: Vec<Row>, options: &Options) -> Vec<Row> {
    if rows.len() > MOST {
        let rest = rows.split_off(MOST - 1);
        let amounts: Vec<Amount> = rest.iter().map(|row| row.amount).collect();
        if let Some(amount) = total(&amounts) {
            rows.push(Row::new("rest", options.rest(rest.len()), amount, None, Look::Solid(Tone::Total)));
        }
    }
    rows
}

/// What else a chart draws between its bars, from the rectangles of their pieces, where no words stand between them.
pub type Over<'a> = &'a dyn Fn(&Pen, &[Vec<Rect>]);

/// Lays the rows out and draws them; shares are of `whole`.
pub fn frame(rows: &[Row], whole: Option<Amount>, options: &Options, over: Over) -> Frame {
    let width = options.room();
    let mut lines = Vec::new();
    for row in rows {
        lines.push(Line {
            code: row.code.clone(),
            name: row.name.clone(),
            value: options.amount(row.amount),
            share: whole.and_then(|whole| format::share(row.amount, whole)).unwrap_or_default(),
            depth: row.depth,
            opens: row.opens,
        });
    }
    let layout = Rows::new(lines, Form::Strip, (0.0, 0.0), width, options);
    let height = layout.bottom() + 1.0;
    let (mut pieces, mut ticks) = (Vec::new(), Vec::new());
    let ops = record(width, height, |pen| {
        layout.write(pen, options);
        (pieces, ticks) = bars(pen, rows, &layout, options, height);
        if layout.wide {
            over(pen, &pieces);
        }
    });
    let mut marks = row_marks(rows, &layout, whole);
    part_marks(&mut marks, rows, &pieces, whole, options);
    before_marks(&mut marks, rows, &ticks);
    Frame { width, height, ops, marks }
}

/// Draws the bars; returns the rectangle of each piece, row by row, and of what each row is compared with.
fn bars(
    pen: &Pen,
    rows: &[Row],
    layout: &Rows,
    options: &Options,
    height: f64,
) -> (Vec<Vec<Rect>>, Vec<Option<Rect>>) {
    let palette = &options.theme.palette;
    let befores = rows.iter().filter_map(|row| row.before.as_ref()).map(|before| before.amount);
    let whole = rows.iter().map(|row| row.amount).chain(befores).max_by_key(|&amount| yuan(amount).abs());
    let Some(whole) = whole else { return (Vec::new(), Vec::new()) };
    let scale = Scale::new(Amount::new(whole.value().abs(), whole.unit()), 1.0);
    let (from, to) = layout.strip;
    let room = Rect::new(from, 0.0, (to - from).max(1.0), height);
    // Amounts below zero run to the left of a line that the others begin at.
    let reach = |least: f64| {
        let (mut low, mut high) = (0f64, 0f64);
        for row in rows {
            for (from, to) in row.spans(&scale, least) {
                (low, high) = (low.min(from).min(to), high.max(from).max(to));
            }
            let before = row.before.as_ref().map_or(0.0, |before| scale.length(before.amount));
            (low, high) = (low.min(before), high.max(before));
        }
        (low, high)
    };
    // Pieces too thin to be seen are drawn thicker; a few pixels are kept for them.
    let (low, high) = reach(0.0);
    let least = (high - low) * LEAST / (room.width - 8.0).max(1.0);
    let (low, high) = reach(least);
    let high = if high > low { high } else { 1.0 };
    let area = pen.area(room);
    // The second axis is the height in CSS pixels, downwards.
    let (across, down) = area.get_pixel_range();
    let range = (across.start..across.end - 1, down.end - 1..down.start);
    let axes = Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(low..high, height..0.0, range);
    let place = |x: f64, y: f64| {
        let (x, y) = axes.translate(&(x, y));
        (px(x), px(y))
    };
    let (mut drawn, mut ticks) = (Vec::new(), Vec::new());
    for (row, at) in rows.iter().zip(&layout.places) {
        let mut rects = Vec::new();
        if low < 0.0 {
            let ends: [Point; 2] = [-1.0, 1.0].map(|side| place(0.0, at.level + side * (THICK / 2.0 + 3.0)));
            pen.line(&ends, 1.0, palette.ink_soft);
        }
        for (piece, (from, to)) in row.pieces.iter().zip(row.spans(&scale, least)) {
            let (top, bottom) = (at.level - THICK / 2.0, at.level + THICK / 2.0);
            let rect = Rect::around(&[place(from, top), place(to, bottom)]);
            let is_nothing = piece.amount.value().is_zero();
            match piece.look {
                Look::Space => {}
                Look::Hatched => pen.hatch(rect, if is_nothing { palette.line } else { palette.ink_soft }),
                Look::Solid(_) if is_nothing && low < 0.0 => {}
                Look::Solid(_) if is_nothing => pen.rect(rect, palette.line),
                Look::Solid(tone) => pen.solid(rect, tone, options.theme),
            }
            rects.push(rect);
        }
        let tick = row.before.as_ref().map(|before| {
            let (x, _) = place(scale.length(before.amount), at.level);
            let x = x.min(room.right() - 1.0).max(room.x + 1.0);
            Rect::new(x - 1.0, at.level - THICK / 2.0 - 4.0, 2.0, THICK + 8.0)
        });
        if let Some(tick) = tick {
            // A rim of the page keeps it apart from a bar of its own colour.
            pen.rect(Rect::new(tick.x - 1.0, tick.y, 4.0, tick.height), palette.surface);
            pen.rect(tick, palette.ink_soft);
        }
        drawn.push(rects);
        ticks.push(tick);
    }
    (drawn, ticks)
}

fn row_marks(rows: &[Row], layout: &Rows, whole: Option<Amount>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (order, (row, place)) in rows.iter().zip(&layout.places).enumerate() {
        marks.push(Mark {
            id: row.key.clone(),
            role: Role::Bar,
            name: row.full.as_ref().unwrap_or(&row.name).clone(),
            value: Value::Amount(row.amount),
            at: row.at.clone(),
            share: whole.and_then(|whole| format::share(row.amount, whole)),
            opens: row.opens,
            outline: snapped(&place.row.corners()),
            bounds: place.row,
            reach: Vec::new(),
            stop: Some(Stop { group: 0, order }),
            ways: Vec::new(),
        });
    }
    marks
}

fn part_marks(
    marks: &mut Vec<Mark>,
    rows: &[Row],
    pieces: &[Vec<Rect>],
    whole: Option<Amount>,
    options: &Options,
) {
    for (order, (row, rects)) in rows.iter().zip(pieces).enumerate() {
        if row.drawn() < 2 {
            continue;
        }
        let mut before = order;
        for (i, (piece, rect)) in row.pieces.iter().zip(rects).enumerate() {
            let word = match piece.look {
                Look::Space => continue,
                Look::Hatched => options.remainder(),
                Look::Solid(tone) => options.tone(tone).unwrap_or(""),
            };
            before = push_part(
                marks,
                before,
                Stop { group: i + 1, order },
                Mark {
                    id: format!("{}/{i}", row.key),
                    name: format!("{} · {word}", row.name),
                    share: whole.and_then(|whole| format::share(piece.amount, whole)),
                    ..part(piece.amount, piece.at.clone(), *rect)
                },
            );
        }
    }
}

fn before_marks(marks: &mut Vec<Mark>, rows: &[Row], ticks: &[Option<Rect>]) {
    for (order, (row, tick)) in rows.iter().zip(ticks).enumerate() {
        if let (Some(before), Some(tick)) = (&row.before, tick) {
            let last = marks.iter().rposition(|mark| mark.stop.is_some_and(|stop| stop.order == order));
            let group = last.and_then(|last| Some(marks.get(last)?.stop?.group + 1)).unwrap_or(1);
            push_part(
                marks,
                last.unwrap_or(order),
                Stop { group, order },
                Mark {
                    id: format!("{}/before", row.key),
                    name: before.name.clone(),
                    ..part(before.amount, before.at.clone(), *tick)
                },
            );
        }
    }
}

/// A mark inside a row, with room for a finger above and below.
fn part(amount: Amount, at: Option<Address>, rect: Rect) -> Mark {
    let more = ((TARGET - rect.height) / 2.0).max(0.0);
    Mark {
        id: String::new(),
        role: Role::Part,
        name: String::new(),
        value: Value::Amount(amount),
        at,
        share: None,
        opens: false,
        outline: rect.corners(),
        bounds: rect,
        reach: vec![Rect::new(rect.x, rect.y - more, rect.width, rect.height + 2.0 * more)],
        stop: None,
        ways: Vec::new(),
    }
}

/// Adds a mark to the right of the one at `before`; returns its index.
fn push_part(marks: &mut Vec<Mark>, before: usize, stop: Stop, mark: Mark) -> usize {
    let index = marks.len();
    if let Some(mark) = marks.get_mut(before) {
        mark.ways.push(index);
    }
    marks.push(Mark { stop: Some(stop), ways: vec![before], ..mark });
    index
}
