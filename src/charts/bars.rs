//! Ordered horizontal bars, each split by what it stands for, with its name, amount and share.
//!
//! What the bars leave of the whole is a hatched row of its own, exact and marked as not printed. More rows than a
//! canvas can hold end in one row for the rest.

use super::frame::Frame;
use super::pieces::{self, Look, MOST, Row};
use super::scale::{remainder, sum};
use super::{Chart, Options};
use crate::amount::Amount;
use crate::views::bars::Bars;
use crate::views::flow::Tone;

/// The id of this chart.
pub const ID: &str = "bars";

fn rows(bars: &Bars, options: &Options) -> Vec<Row> {
    let shown = if bars.bars.len() > MOST { MOST - 1 } else { MOST };
    let mut rows: Vec<Row> = bars.bars.iter().take(shown).map(Row::of).collect();
    let amounts: Vec<Amount> = bars.bars.iter().map(|bar| bar.amount).collect();
    let rest = amounts.get(shown..).unwrap_or_default();
    if let Some(amount) = sum(rest) {
        rows.push(Row::new("rest", options.rest(rest.len()), amount, None, Look::Solid(Tone::Total)));
    }
    if let Some(left) = bars.whole.and_then(|whole| remainder(whole, &amounts)) {
        rows.push(Row::new("remainder", options.remainder().to_owned(), left, None, Look::Hatched));
    }
    rows
}

impl Chart for Bars {
    fn id(&self) -> &'static str {
        ID
    }

    fn frame(&self, options: &Options) -> Frame {
        if self.bars.is_empty() {
            return Frame::empty(options.room());
        }
        pieces::frame(&rows(self, options), self.whole, options, &|_, _| {})
    }
}
