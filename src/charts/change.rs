//! From the year before to this year: two bars, and between them the changes that lead from one to the other.
//!
//! Changes stand where they happen on the common scale. A value that only follows from the change is hatched, and so is
//! what the changes of the parts leave of that of the whole.

use super::frame::{Frame, Rect};
use super::pen::Pen;
use super::pieces::{self, Look, Piece, Row};
use super::scale::{remainder, yuan};
use super::{Chart, Options};
use crate::amount::{Amount, total};
use crate::views::change::Change;
use crate::views::compared::Changed;
use crate::views::flow::Tone;
use rust_decimal::Decimal;

impl Chart for Change {
    fn frame(&self, options: &Options) -> Frame {
        let palette = &options.theme.palette;
        // A line leads from the end of each year's bar to the change.
        let join = |pen: &Pen, rects: &[Vec<Rect>]| {
            let last = |row: Option<&Vec<Rect>>| row.and_then(|rects| rects.last().copied());
            let (Some(from), Some(change)) = (last(rects.first()), last(rects.get(1))) else { return };
            pen.line(&[(from.right(), from.bottom()), (from.right(), change.y)], 1.0, palette.ink_soft);
            if let Some(to) = last(rects.last()) {
                pen.line(&[(to.right(), change.bottom()), (to.right(), to.y)], 1.0, palette.ink_soft);
            }
        };
        pieces::frame(&rows(self, options), None, options, &join)
    }
}

fn rows(view: &Change, options: &Options) -> Vec<Row> {
    let mut name = options.year(view.before.year, "chart.before");
    let look = if view.before.at.is_some() { Look::Solid(Tone::Total) } else { Look::Hatched };
    if view.before.at.is_none() {
        name = options.locale.fill("chart.derived", &[("name", &name)]);
    }
    let mut rows = vec![Row::new("before", name, view.before.amount, view.before.at.clone(), look)];
    let mut level = view.before.amount;
    if let Some(change) = &view.change {
        rows.push(step("change", "", Tone::Total, change, &mut level, 0, options));
        let mut level = view.before.amount;
        let mut left = vec![];
        for part in &view.parts {
            rows.push(step(&part.key, &part.name, part.tone, &part.change, &mut level, 1, options));
            left.push(signed(&part.change));
        }
        if !left.is_empty()
            && let Some(left) = remainder(signed(change), &left)
        {
            let word = options.remainder().to_owned();
            rows.push(floating(
                Row { depth: 1, ..Row::new("remainder", word, left, None, Look::Hatched) },
                left,
                &mut level,
            ));
        }
    } else if let Some(difference) = remainder(view.now, &[view.before.amount]) {
        let word = options.locale.text(if difference.value().is_sign_negative() {
            "chart.down"
        } else {
            "chart.up"
        });
        let size = Amount::new(difference.value().abs(), difference.unit());
        rows.push(floating(
            Row::new("change", word.to_owned(), size, None, Look::Hatched),
            difference,
            &mut level,
        ));
    }
    let name = options.year(view.year, "chart.now");
    rows.push(Row::new("now", name, view.now, Some(view.at.clone()), Look::Solid(Tone::Total)));
    rows
}

/// A stated change as a row: what is printed beside it, how it is drawn by its direction.
fn step(
    key: &str,
    name: &str,
    tone: Tone,
    change: &Changed,
    level: &mut Amount,
    depth: usize,
    options: &Options,
) -> Row {
    let word = options.locale.text(match change.is_up {
        None => "chart.unchanged",
        Some(true) => "chart.up",
        Some(false) => "chart.down",
    });
    let name = if name.is_empty() { word.to_owned() } else { format!("{word} · {name}") };
    let row = Row::new(key, name, change.amount, Some(change.at.clone()), Look::Solid(tone));
    floating(Row { depth, ..row }, signed(change), level)
}

fn signed(change: &Changed) -> Amount {
    match change.is_up {
        Some(false) => Amount::new(-change.amount.value(), change.amount.unit()),
        _ => change.amount,
    }
}

/// Draws a row from the level before it to the level behind it, which becomes the level.
fn floating(row: Row, change: Amount, level: &mut Amount) -> Row {
    let Some(next) = total(&[*level, change]) else { return row };
    let low = if yuan(*level) < yuan(next) { *level } else { next };
    let look = row.pieces.first().map_or(Look::Hatched, |piece| piece.look);
    let size = Amount::new(change.value().abs(), change.unit());
    *level = next;
    let mut pieces = Vec::new();
    if yuan(low) > Decimal::ZERO {
        pieces.push(Piece { look: Look::Space, amount: low, at: None });
    }
    pieces.push(Piece { look, amount: size, at: row.at.clone() });
    Row { pieces, ..row }
}
