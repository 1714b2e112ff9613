//! Ordered horizontal bars, each split by what it stands for, with its name, amount and share.
//!
//! What the bars leave of the whole is a hatched row of its own, exact and marked as not printed. More rows than a
//! canvas can hold end in one row for the rest.

use super::frame::Frame;
use super::pieces::{self, Look, Row};
use super::scale::remainder;
use super::{Chart, Options};
use crate::amount::Amount;
use crate::views::bars::Bars;

fn rows(bars: &Bars, options: &Options) -> Vec<Row> {
    let amounts: Vec<Amount> = bars.bars.iter().map(|bar| bar.amount).collect();
    let mut rows = pieces::capped(bars.bars.iter().map(Row::of).collect(), options);
    if let Some(left) = bars.whole.and_then(|whole| remainder(whole, &amounts)) {
        rows.push(Row::new("remainder", options.remainder().to_owned(), left, None, Look::Hatched));
    }
    rows
}

impl Chart for Bars {
    fn frame(&self, options: &Options) -> Frame {
        if self.bars.is_empty() {
            return Frame::empty(options.room());
        }
        pieces::frame(&rows(self, options), self.whole, options, &|_, _| {})
    }
}
