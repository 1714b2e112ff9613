//! What figures that belong together may be: each interval as a bar with its value as a tick, on one scale that shows
//! only where they lie. The check holds where the bars have a stretch in common, which is drawn in the accent colour.

use super::frame::{Frame, Value};
use super::rows::Line;
use super::scale::Axis;
use super::spans::{self, Span};
use super::{Chart, Options};
use crate::amount::Amount;
use crate::i18n::format;
use crate::views::interval::{Intervals, Of};
use rust_decimal::Decimal;

impl Chart for Intervals {
    fn frame(&self, options: &Options) -> Frame {
        let Some(first) = self.rows.first() else { return Frame::empty(options.room()) };
        let (mut low, mut high) = (first.least, first.most);
        // What all have in common.
        let (mut least, mut most) = (low, high);
        for row in &self.rows {
            (low, high) = (low.min(row.least), high.max(row.most));
            (least, most) = (least.max(row.least), most.min(row.most));
        }
        let mut rows = Vec::new();
        for (i, row) in self.rows.iter().enumerate() {
            let value = self.value(row.value);
            let written = |value: Decimal| self.value(value).text(options.unit);
            let share = if row.least == row.most {
                String::new()
            } else {
                format!("{} – {}", written(row.least), written(row.most))
            };
            let line = Line {
                name: name(&row.of, options),
                value: value.text(options.unit),
                share,
                ..Line::default()
            };
            rows.push(Span { key: i.to_string(), line, value, at: row.at.clone() });
        }
        let palette = &options.theme.palette;
        spans::frame(rows, options, &|strip, i| {
            let Some(row) = self.rows.get(i) else { return };
            let room = strip.ends.1 - strip.ends.0;
            let axis = Axis::new((low, high), (strip.ends.0 + room * 0.06, strip.ends.1 - room * 0.06));
            strip.axis(palette.line);
            if row.least < row.most {
                strip.bar(axis.place(row.least), axis.place(row.most), palette.basic);
                if least <= most {
                    strip.bar(axis.place(least), axis.place(most), palette.accent);
                }
            }
            strip.tick(axis.place(row.value), palette.ink);
        })
    }
}

impl Intervals {
    fn value(&self, value: Decimal) -> Value {
        match self.unit {
            Some(unit) => Value::Amount(Amount::new(value, unit)),
            None => Value::Words(format!("{}%", format::decimal(value))),
        }
    }
}

fn name(of: &Of, options: &Options) -> String {
    match of {
        Of::Figure(name) => name.clone(),
        Of::Sum => options.locale.text("checks.sum").to_owned(),
        Of::Expected => options.locale.text("checks.expected").to_owned(),
        Of::Side(side) => options.locale.fill("chart.side", &[("n", &side.to_string())]),
    }
}
