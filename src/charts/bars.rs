//! Ordered horizontal bars, each split by what it stands for, with its name, amount and share.
//!
//! The longest bar fills the room; what the bars leave of the whole is a hatched row of its own, exact and
//! marked as not printed. More rows than a canvas can hold end in one row for the rest.

use super::frame::{Frame, Mark, Point, Rect, Role, Stop, TARGET};
use super::metrics;
use super::pen::{Pen, Style, px, record, snapped};
use super::scale::{LEAST, Scale, remainder, sum, yuan};
use super::{Chart, Options};
use crate::address::CellAddress;
use crate::amount::Amount;
use crate::i18n::format;
use crate::views::bars::{Bar, Bars};
use crate::views::flow::Tone;
use plotters::coord::CoordTranslate;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::Cartesian2d;

/// The id of this chart.
pub const ID: &str = "bars";

/// Rows at most; a higher canvas than they need is refused by some browsers.
const MOST: usize = 60;
/// From this width on, name and amount stand beside the bar.
const WIDE: f64 = 560.0;
/// The thickness of a bar.
const THICK: f64 = 12.0;
/// Between columns.
const GAP: f64 = 24.0;

/// A piece of a bar; without a tone it is what the printed parts leave.
struct Piece {
    tone: Option<Tone>,
    amount: Amount,
    at: Option<CellAddress>,
}

/// A row to draw.
struct Row {
    key: String,
    code: String,
    name: String,
    amount: Amount,
    at: Option<CellAddress>,
    pieces: Vec<Piece>,
    opens: bool,
}

impl Row {
    fn new(bar: &Bar) -> Self {
        let mut pieces: Vec<Piece> = (bar.parts.iter().filter(|part| !part.amount.value().is_zero()))
            .map(|part| Piece { tone: Some(part.tone), amount: part.amount, at: Some(part.at.clone()) })
            .collect();
        if pieces.is_empty() {
            pieces.push(Piece { tone: Some(Tone::Total), amount: bar.amount, at: Some(bar.at.clone()) });
        } else if let Some(rest) =
            remainder(bar.amount, &bar.parts.iter().map(|part| part.amount).collect::<Vec<_>>())
            && rest.value().is_sign_positive()
        {
            pieces.push(Piece { tone: None, amount: rest, at: None });
        }
        Self {
            key: bar.key.clone(),
            code: bar.code.clone().unwrap_or_default(),
            name: bar.name.clone(),
            amount: bar.amount,
            at: Some(bar.at.clone()),
            pieces,
            opens: bar.opens,
        }
    }

    /// A row that the document does not print.
    fn unprinted(key: &str, name: String, amount: Amount, tone: Option<Tone>) -> Self {
        let pieces = vec![Piece { tone, amount, at: None }];
        Self { key: key.to_owned(), code: String::new(), name, amount, at: None, pieces, opens: false }
    }
}

fn rows(bars: &Bars, options: &Options) -> Vec<Row> {
    let shown = if bars.bars.len() > MOST { MOST - 1 } else { MOST };
    let mut rows: Vec<Row> = bars.bars.iter().take(shown).map(Row::new).collect();
    let amounts: Vec<Amount> = bars.bars.iter().map(|bar| bar.amount).collect();
    let rest = amounts.get(shown..).unwrap_or_default();
    if let Some(amount) = sum(rest) {
        rows.push(Row::unprinted("rest", options.rest(rest.len()), amount, Some(Tone::Total)));
    }
    let left = bars.whole.and_then(|whole| remainder(whole, &amounts));
    rows.extend(left.map(|left| Row::unprinted("remainder", options.remainder().to_owned(), left, None)));
    rows
}

impl Chart for Bars {
    fn id(&self) -> &'static str {
        ID
    }

    fn frame(&self, options: &Options) -> Frame {
        let width = options.room();
        if self.bars.is_empty() {
            return Frame::empty(width);
        }
        let rows = rows(self, options);
        let layout = Layout::new(self, &rows, options, width);
        let height = layout.places.last().map_or(0.0, |place| place.row.bottom()) + 1.0;
        let mut pieces = Vec::new();
        let ops = record(width, height, |pen| {
            for (row, place) in rows.iter().zip(&layout.places) {
                layout.write(pen, row, place, options);
            }
            pieces = layout.bars(pen, &rows, options, height);
        });
        Frame { width, height, ops, marks: marks(self, &rows, &layout, &pieces, options) }
    }
}

/// Where a row and what is in it stand.
struct Place {
    row: Rect,
    names: Vec<String>,
    /// The middle of the first line of text.
    first: f64,
    /// The middle of the bar.
    bar: f64,
    amount: String,
    share: String,
}

/// The columns, shared by all rows.
struct Layout {
    width: f64,
    name: f64,
    /// Where amounts and shares end.
    amount: f64,
    share: f64,
    bar: (f64, f64),
    /// Whether names stand beside the bars.
    wide: bool,
    places: Vec<Place>,
}

impl Layout {
    fn new(view: &Bars, rows: &[Row], options: &Options, width: f64) -> Self {
        let sizes = &options.theme.sizes;
        let widest = |texts: &mut dyn Iterator<Item = &str>, size: f64| {
            texts.map(|text| metrics::width(text, size)).fold(0.0, f64::max)
        };
        let amounts: Vec<String> = rows.iter().map(|row| options.amount(row.amount)).collect();
        let share = |row: &Row| format::share(row.amount, view.whole?);
        let shares: Vec<String> = rows.iter().map(|row| share(row).unwrap_or_default()).collect();
        let amount = widest(&mut amounts.iter().map(String::as_str), sizes.body);
        let share = widest(&mut shares.iter().map(String::as_str), sizes.small);
        let code = widest(&mut rows.iter().map(|row| row.code.as_str()), sizes.small);
        let opens = rows.iter().any(|row| row.opens);
        let right = if opens { width - 20.0 } else { width };

        let wide = width >= WIDE * sizes.body / super::theme::Sizes::NORMAL.body;
        let gap = if wide { GAP } else { 12.0 };
        let before = |column: f64| if column > 0.0 { column + gap } else { 0.0 };
        let name = before(code);
        let (share_end, amount_end, bar, room);
        if wide {
            share_end = right;
            amount_end = right - before(share);
            let names = widest(&mut rows.iter().map(|row| row.name.as_str()), sizes.body);
            room = names.min(width * 0.3).min(amount_end - amount - name - 2.0 * gap - 80.0);
            bar = (name + room + gap, amount_end - amount - gap);
        } else {
            (share_end, amount_end) = (right, right);
            room = (right - amount - gap - name).max(sizes.body * 2.0);
            bar = (0.0, right - before(share));
        }

        let mut top = 0.0;
        let mut places = Vec::new();
        for (row, (amount, share)) in rows.iter().zip(amounts.into_iter().zip(shares)) {
            let names = metrics::wrap(&row.name, room, sizes.body, if wide { 2 } else { 3 });
            let text = sizes.line * names.len() as f64;
            let height = if wide { (text + 20.0).max(sizes.row) } else { text + sizes.line + 20.0 };
            let first =
                if wide { top + (height - text + sizes.line) / 2.0 } else { top + 10.0 + sizes.line / 2.0 };
            let bar = if wide { top + height / 2.0 } else { top + 10.0 + text + sizes.line / 2.0 };
            places.push(Place { row: Rect::new(0.0, top, width, height), names, first, bar, amount, share });
            top += height;
        }
        Self { width, name, amount: amount_end, share: share_end, bar, wide, places }
    }

    fn write(&self, pen: &Pen, row: &Row, place: &Place, options: &Options) {
        let (sizes, palette) = (&options.theme.sizes, &options.theme.palette);
        let (body, soft) = (Style::new(sizes.body, palette.ink), Style::new(sizes.small, palette.ink_soft));
        pen.rule(0.0, self.width, place.row.bottom(), palette.line);
        // Beside its bar, an amount stands level with it; above the bar, level with the name.
        let level = if self.wide { place.bar } else { place.first };
        pen.text(&row.code, (0.0, place.first), soft);
        for (i, name) in place.names.iter().enumerate() {
            pen.text(name, (self.name, place.first + sizes.line * i as f64), body);
        }
        pen.text(&place.amount, (self.amount, level), body.strong().right());
        pen.text(&place.share, (self.share, place.bar), soft.right());
        if row.opens {
            let (x, y) = (self.width - 8.0, level);
            pen.line(&[(x, y - 4.0), (x + 4.0, y), (x, y + 4.0)], 1.5, palette.ink_soft);
        }
    }

    /// Draws the bars; returns the rectangle of each piece, row by row.
    fn bars(&self, pen: &Pen, rows: &[Row], options: &Options, height: f64) -> Vec<Vec<Rect>> {
        let palette = &options.theme.palette;
        let whole = rows.iter().map(|row| row.amount).max_by_key(|&amount| yuan(amount).abs());
        let Some(whole) = whole else { return Vec::new() };
        let scale = Scale::new(Amount::new(whole.value().abs(), whole.unit()), 1.0);
        let room = Rect::new(self.bar.0, 0.0, (self.bar.1 - self.bar.0).max(1.0), height);
        // Amounts below zero run to the left of a line that the others begin at.
        let reach = |least: f64| {
            let ends = rows.iter().flat_map(|row| row.spans(&scale, least)).flat_map(|(from, to)| [from, to]);
            ends.fold((0.0, 0.0), |(low, high): (f64, f64), end| (low.min(end), high.max(end)))
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
        let mut drawn = Vec::new();
        for (row, at) in rows.iter().zip(&self.places) {
            let mut rects = Vec::new();
            if low < 0.0 {
                let ends: [Point; 2] =
                    [-1.0, 1.0].map(|side| place(0.0, at.bar + side * (THICK / 2.0 + 3.0)));
                pen.line(&ends, 1.0, palette.ink_soft);
            }
            for (piece, (from, to)) in row.pieces.iter().zip(row.spans(&scale, least)) {
                let (top, bottom) = (at.bar - THICK / 2.0, at.bar + THICK / 2.0);
                let rect = Rect::around(&[place(from, top), place(to, bottom)]);
                let colour = match piece.tone {
                    _ if piece.amount.value().is_zero() => palette.line,
                    Some(tone) => palette.solid(tone),
                    None => palette.ink_soft,
                };
                if piece.tone.is_none() {
                    pen.hatch(rect, colour);
                } else if low >= 0.0 || !piece.amount.value().is_zero() {
                    pen.rect(rect, colour);
                }
                rects.push(rect);
            }
            drawn.push(rects);
        }
        drawn
    }
}

impl Row {
    /// From where to where each piece runs, one after the other on its side of zero, `least` long at least.
    fn spans(&self, scale: &Scale, least: f64) -> Vec<(f64, f64)> {
        let (mut left, mut right) = (0.0, 0.0);
        self.pieces
            .iter()
            .map(|piece| {
                let length = scale.length(piece.amount);
                if length < 0.0 {
                    let from = left;
                    left += length.min(-least);
                    (from, left)
                } else {
                    let from = right;
                    right += length.max(least);
                    (from, right)
                }
            })
            .collect()
    }
}

fn marks(view: &Bars, rows: &[Row], layout: &Layout, pieces: &[Vec<Rect>], options: &Options) -> Vec<Mark> {
    let share = |amount: Amount| format::share(amount, view.whole?);
    let mut marks: Vec<Mark> = rows
        .iter()
        .zip(&layout.places)
        .enumerate()
        .map(|(order, (row, place))| Mark {
            id: row.key.clone(),
            role: Role::Bar,
            name: row.name.clone(),
            amount: row.amount,
            at: row.at.clone(),
            share: share(row.amount),
            opens: row.opens,
            outline: snapped(&place.row.corners()),
            bounds: place.row,
            reach: Vec::new(),
            stop: Some(Stop { group: 0, order }),
            ways: Vec::new(),
        })
        .collect();
    for (order, (row, rects)) in rows.iter().zip(pieces).enumerate() {
        if row.pieces.len() < 2 {
            continue;
        }
        let mut before = order;
        for (i, (piece, rect)) in row.pieces.iter().zip(rects).enumerate() {
            let index = marks.len();
            if let Some(mark) = marks.get_mut(before) {
                mark.ways.push(index);
            }
            let more = ((TARGET - rect.height) / 2.0).max(0.0);
            let word = piece.tone.map_or(options.remainder(), |tone| options.tone(tone).unwrap_or(""));
            marks.push(Mark {
                id: format!("{}/{i}", row.key),
                role: Role::Part,
                name: format!("{} · {word}", row.name),
                amount: piece.amount,
                at: piece.at.clone(),
                share: share(piece.amount),
                opens: false,
                outline: rect.corners(),
                bounds: *rect,
                reach: vec![Rect::new(rect.x, rect.y - more, rect.width, rect.height + 2.0 * more)],
                stop: Some(Stop { group: i + 1, order }),
                ways: vec![before],
            });
            before = index;
        }
    }
    marks
}
