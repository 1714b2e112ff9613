//! The “三公” expenditure by its parts: this year as bars, the year before as a line across each.

use super::frame::Frame;
use super::pieces::{self, Before, Look, Row};
use super::{Chart, Options};
use crate::views::flow::Tone;
use crate::views::years::Years;

impl Chart for Years {
    fn frame(&self, options: &Options) -> Frame {
        if self.0.is_empty() {
            return Frame::empty(options.room());
        }
        let mut rows = Vec::new();
        for part in &self.0 {
            let at = Some(part.at.clone());
            let mut row = Row::new(&part.key, part.name.clone(), part.amount, at, Look::Solid(Tone::Total));
            row.depth = part.depth;
            row.before = part.before.as_ref().map(|before| {
                let year = options.year(before.year, "chart.before");
                let name = format!("{} · {year}", part.name);
                Before { name, amount: before.amount, at: before.at.clone() }
            });
            rows.push(row);
        }
        let whole = self.0.first().filter(|part| part.depth == 0).map(|part| part.amount);
        pieces::frame(&rows, whole, options, &|_, _| {})
    }
}
