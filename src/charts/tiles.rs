//! Areas to scale that carry their own label; those too small for one are listed beside or below the picture.
//!
//! A listed area carries the sign of its row, ① to ⑳, where there is room for it.

use super::frame::{Frame, Mark, Rect, Role, Stop, Value};
use super::label::{Fill, Label, ground};
use super::pen::{Pen, Style, record, snapped};
use super::pieces::{Look, MOST, Piece, Row};
use super::rows::{Form, Line, Rows};
use super::scale::{self, LEAST, Scale, within};
use super::theme::{Sizes, Theme};
use super::{Options, metrics};
use crate::address::Address;
use crate::amount::{Amount, total};
use crate::i18n::format;
use crate::views::flow::Tone;

/// From this width on, the list stands beside the picture.
pub const WIDE: f64 = 640.0;
/// Rows of the list at most: as many as there are signs.
const LISTED: usize = 20;
/// Between the picture and the list.
const GAP: f64 = 32.0;

/// Something that is drawn as an area.
pub struct Area {
    /// Stable within the chart.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its amount.
    pub amount: Amount,
    /// Where it is printed.
    pub at: Option<Address>,
    /// What it is filled with, in proportion.
    pub pieces: Vec<Piece>,
    /// Whether a level below can be opened.
    pub opens: bool,
    /// How many things it stands for.
    pub count: usize,
    /// Where it is drawn; nothing for what has no size and is only listed.
    pub rect: Option<Rect>,
    /// Its place for the keyboard.
    pub stop: Stop,
    /// The areas it is connected with, by index.
    pub ways: Vec<usize>,
}

/// The area of what would be a row elsewhere.
pub fn area(row: Row) -> Area {
    Area {
        id: row.key,
        name: row.name,
        amount: row.amount,
        at: row.at,
        pieces: row.pieces,
        opens: row.opens,
        count: 1,
        rect: None,
        stop: Stop { group: 0, order: 0 },
        ways: Vec::new(),
    }
}

/// A laid-out picture: its areas in drawing order, and its height.
pub type Picture = (Vec<Area>, f64);

/// Draws what `lay` lays out of `count` things for a width, with the list where one is needed; shares are of `whole`.
pub fn frame(options: &Options, whole: Option<Amount>, count: usize, lay: &dyn Fn(f64) -> Picture) -> Frame {
    let width = options.room();
    let beside = width >= WIDE * options.theme.sizes.body / Sizes::NORMAL.body;
    let list = within((width * 0.34).round(), 220.0, 420.0);
    let laid = |width: f64| {
        let (areas, height) = lay(width);
        let labels = labels(&areas, whole, options);
        (areas, height, labels)
    };
    // So many are never all labelled: the picture without a list need not be tried.
    let is_crowded = beside && count > MOST;
    let (mut areas, mut height, mut labels) = laid(if is_crowded { width - list - GAP } else { width });
    if beside && !is_crowded && labels.iter().any(Option::is_none) {
        (areas, height, labels) = laid(width - list - GAP);
    }
    let (corner, room) = if beside { ((width - list, 0.0), list) } else { ((0.0, height + 12.0), width) };
    let mut listed: Vec<usize> =
        (0..areas.len()).filter(|&i| labels.get(i).is_some_and(Option::is_none)).collect();
    let rest =
        if listed.len() > LISTED { rest(&areas, &listed.split_off(LISTED - 1), options) } else { None };
    if let Some(rest) = rest {
        listed.push(areas.len());
        areas.push(rest);
    }
    let signs = signs(&areas, &listed, options.theme.sizes.small);
    let rows = rows(&areas, &listed, &signs, whole, corner, room, options);
    let sign = |area: usize| listed.iter().position(|&known| known == area).and_then(|row| signs.get(row));
    let ops = record(width, height.max(rows.bottom()) + 1.0, |pen| {
        for (i, area) in areas.iter().enumerate() {
            let Some(rect) = area.rect else { continue };
            let fills = fill(pen, rect, &area.pieces, options.theme);
            match (labels.get(i), sign(i)) {
                (Some(Some(label)), _) => label.draw(pen, &fills, options.theme),
                (_, Some(sign)) => mark(pen, rect, sign, &fills, options.theme),
                _ => {}
            }
        }
        rows.write(pen, options);
    });
    let height = height.max(rows.bottom()) + 1.0;
    let mut marks = Vec::new();
    for (i, area) in areas.into_iter().enumerate() {
        let row = listed.iter().position(|&known| known == i).and_then(|row| rows.places.get(row));
        let row = row.map(|place| place.row);
        // What is neither drawn nor listed stands in the last row.
        let Some(shape) = area.rect.or(row) else { continue };
        let is_known = row.is_some() || labels.get(i).is_some_and(Option::is_some);
        let outline = snapped(&shape.corners());
        marks.push(Mark {
            id: area.id,
            role: Role::Tile,
            name: area.name,
            value: Value::Amount(area.amount),
            at: area.at,
            share: whole.and_then(|whole| format::share(area.amount, whole)),
            opens: area.opens,
            bounds: Rect::around(&outline),
            outline,
            reach: row.into_iter().collect(),
            stop: Some(area.stop).filter(|_| is_known),
            ways: area.ways,
        });
    }
    Frame { width, height, ops, marks }
}

fn labels(areas: &[Area], whole: Option<Amount>, options: &Options) -> Vec<Option<Label>> {
    let mut labels = Vec::new();
    for area in areas {
        labels.push(area.rect.filter(|rect| rect.width.min(rect.height) >= super::frame::TARGET).and_then(
            |rect| {
                let share = whole.and_then(|whole| format::share(area.amount, whole)).unwrap_or_default();
                Label::fit(&area.name, &options.amount(area.amount), &share, rect, &options.theme.sizes)
            },
        ));
    }
    labels
}

/// What stands in the last row of the list for all that it has no room for.
fn rest(areas: &[Area], others: &[usize], options: &Options) -> Option<Area> {
    let mut amounts = Vec::new();
    let mut count = 0;
    let mut stop = Stop { group: 0, order: 0 };
    for area in others.iter().filter_map(|&i| areas.get(i)) {
        amounts.push(area.amount);
        count += area.count;
        stop = area.stop;
    }
    let stop = Stop { order: stop.order + areas.len(), ..stop };
    let name = options.rest(count);
    let (pieces, ways) = (Vec::new(), Vec::new());
    let amount = total(&amounts)?;
    Some(Area {
        id: "rest".to_owned(),
        name,
        amount,
        at: None,
        pieces,
        opens: false,
        count,
        rect: None,
        stop,
        ways,
    })
}

fn rows(
    areas: &[Area],
    listed: &[usize],
    signs: &[String],
    whole: Option<Amount>,
    corner: (f64, f64),
    width: f64,
    options: &Options,
) -> Rows {
    let mut lines = Vec::new();
    for (row, area) in listed.iter().filter_map(|&i| areas.get(i)).enumerate() {
        lines.push(Line {
            code: signs.get(row).cloned().unwrap_or_default(),
            name: area.name.clone(),
            value: options.amount(area.amount),
            share: whole.and_then(|whole| format::share(area.amount, whole)).unwrap_or_default(),
            opens: area.opens,
            ..Line::default()
        });
    }
    Rows::new(lines, Form::List, corner, width, options)
}

/// For each row of the list the sign of its area, ① to ⑳, if that has room for one of `size`.
fn signs(areas: &[Area], listed: &[usize], size: f64) -> Vec<String> {
    let mut code = 0x2460;
    let mut signs = Vec::new();
    for area in listed.iter().filter_map(|&i| areas.get(i)) {
        let has_room = area.rect.is_some_and(|rect| rect.width.min(rect.height) >= size + 2.0);
        signs.push(char::from_u32(code).filter(|_| has_room).map(String::from).unwrap_or_default());
        code += u32::from(has_room);
    }
    signs
}

/// Draws the sign of a listed area in its middle.
fn mark(pen: &Pen, area: Rect, sign: &str, fills: &[Fill], theme: &Theme) {
    let size = theme.sizes.small;
    if sign.is_empty() {
        return;
    }
    let width = metrics::width(sign, size);
    let place =
        Rect::new(area.x + (area.width - width) / 2.0, area.y + (area.height - size) / 2.0, width, size);
    let under = ground(pen, place, fills, theme);
    let ink = theme.palette.on_all(&under, theme.palette.ink).unwrap_or(theme.palette.ink);
    pen.text(sign, (place.x, area.y + area.height / 2.0), Style::new(size, ink));
}

/// Fills an area by what its money is, each with its part of the longer side.
fn fill(pen: &Pen, area: Rect, pieces: &[Piece], theme: &Theme) -> Vec<Fill> {
    let palette = &theme.palette;
    let mut fills = Vec::new();
    let amounts: Vec<Amount> = pieces.iter().map(|piece| piece.amount).collect();
    let Some(whole) = total(&amounts) else { return fills };
    let scale = Scale::new(whole, 1.0);
    let across = area.width >= area.height;
    let mut from = 0.0;
    for (i, piece) in pieces.iter().enumerate() {
        let is_last = i + 1 == pieces.len();
        let part = if is_last { 1.0 - from } else { within(scale.length(piece.amount), 0.0, 1.0 - from) };
        let rect = if across {
            Rect::new(area.x + area.width * from, area.y, area.width * part, area.height)
        } else {
            Rect::new(area.x, area.y + area.height * from, area.width, area.height * part)
        };
        from += part;
        let (colour, is_lined) = match piece.look {
            Look::Solid(tone) => (palette.band(tone), theme.patterns && tone == Tone::Basic),
            Look::Hatched | Look::Space => (palette.surface, true),
        };
        if let Look::Solid(_) = piece.look {
            pen.rect(rect, colour);
            if is_lined {
                pen.lines(rect, 1.0, palette.surface);
            }
        } else {
            pen.hatch(rect, palette.ink_soft);
        }
        fills.push(Fill { rect, colour, is_lined });
    }
    fills
}

/// The areas by their size, the largest first, as near to squares as they can be; `sizes` are above nothing and fill
/// `room`.
pub fn squares(sizes: &[f64], room: Rect) -> Vec<Rect> {
    let mut rects = Vec::new();
    let mut left = room;
    let mut whole: f64 = sizes.iter().sum();
    let mut at = 0;
    while at < sizes.len() {
        let side = left.width.min(left.height);
        let area = left.width * left.height;
        // A strip along the shorter side takes areas in as long as the worst of them gets nearer to a square.
        let (mut strip, mut worst, mut end) = (0.0, f64::INFINITY, at);
        let largest = sizes.get(at).copied().unwrap_or_default();
        for size in sizes.get(at..).unwrap_or_default() {
            let wider = strip + size;
            let square = wider * area / whole;
            let scale = area / whole * side * side / (square * square);
            let next = (largest * scale).max(1.0 / (size * scale));
            if next > worst {
                break;
            }
            (strip, worst, end) = (wider, next, end + 1);
        }
        let is_last = end >= sizes.len();
        let along = left.width < left.height;
        let length = if along { left.height } else { left.width };
        let thick = if is_last { length } else { length * strip / whole };
        let mut from = 0.0;
        for size in sizes.get(at..end).unwrap_or_default() {
            let long = side * size / strip;
            rects.push(if along {
                Rect::new(left.x + from, left.y, long, thick)
            } else {
                Rect::new(left.x, left.y + from, thick, long)
            });
            from += long;
        }
        left = if along {
            Rect::new(left.x, left.y + thick, left.width, (left.height - thick).max(0.0))
        } else {
            Rect::new(left.x + thick, left.y, (left.width - thick).max(0.0), left.height)
        };
        whole -= strip;
        at = end.max(at + 1);
    }
    rects
}

/// The amounts as sizes on a picture of `area` square pixels whose parts are `amounts`.
pub fn sizes(amounts: &[Amount], area: f64) -> Vec<f64> {
    let Some(whole) = total(amounts) else { return Vec::new() };
    let scale = Scale::new(whole, area);
    amounts.iter().map(|&amount| scale.length(amount)).collect()
}

/// `rect` with a gap to its neighbours where it is large enough to have one, and as thick as can be seen where it is
/// not, within `room`.
pub fn apart(rect: Rect, room: Rect) -> Rect {
    let side = |from: f64, length: f64, end: f64| {
        let gap = if length >= 8.0 {
            1.0
        } else if length >= 3.0 {
            0.5
        } else {
            0.0
        };
        let length = (length - 2.0 * gap).max(LEAST);
        ((from + gap).min(end - length), length)
    };
    let (x, width) = side(rect.x, rect.width, room.right());
    let (y, height) = side(rect.y, rect.height, room.bottom());
    Rect::new(x, y, width, height)
}

/// Whether an amount can be drawn as an area.
pub fn has_area(amount: Amount) -> bool {
    scale::yuan(amount) > rust_decimal::Decimal::ZERO
}
