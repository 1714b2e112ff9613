//! Performance targets: the numbers that each admits as a bar on an axis of its own. An end that is admitted is a tick,
//! one that is not is hollow, and a bar without an end goes on. Targets in words are words.

use super::frame::{Frame, Value};
use super::pieces::MOST;
use super::rows::Line;
use super::scale::Axis;
use super::spans::{self, Span, Strip};
use super::{Chart, Options, metrics};
use crate::address::Address;
use crate::views::targets::{Admitted, End, Targets};

impl Chart for Targets {
    fn frame(&self, options: &Options) -> Frame {
        if self.0.is_empty() {
            return Frame::empty(options.room());
        }
        let count = if self.0.len() > MOST { MOST - 1 } else { self.0.len() };
        let (shown, rest) = self.0.split_at(count);
        let mut rows = Vec::new();
        for aim in shown {
            // Words may be shortened, a number never.
            let room = if aim.admitted.is_some() { f64::MAX } else { options.room() * 0.45 };
            let written = metrics::fit(&aim.printed, room, options.theme.sizes.body);
            let line = Line { name: aim.name.clone(), value: written, ..Line::default() };
            let (value, at) = (Value::Words(aim.printed.clone()), Some(Address::Cell(aim.at.clone())));
            rows.push(Span { key: aim.key.clone(), line, value, at });
        }
        if !rest.is_empty() {
            let line = Line { name: options.rest(rest.len()), ..Line::default() };
            rows.push(Span { key: "rest".to_owned(), line, value: Value::Words(String::new()), at: None });
        }
        spans::frame(rows, options, &|strip, i| {
            if let Some(admitted) = shown.get(i).and_then(|aim| aim.admitted) {
                draw(strip, &admitted, options);
            }
        })
    }
}

fn draw(strip: &Strip, admitted: &Admitted, options: &Options) {
    let palette = &options.theme.palette;
    let axis = Axis::new((admitted.from, admitted.to), strip.ends);
    let place = |end: Option<End>, otherwise: f64| end.map_or(otherwise, |end| axis.place(end.value));
    strip.axis(palette.line);
    strip.bar(place(admitted.least, strip.ends.0), place(admitted.most, strip.ends.1), palette.accent);
    if admitted.most.is_none() {
        strip.goes_on(palette.surface);
    }
    for end in [admitted.least, admitted.most].into_iter().flatten() {
        let at = axis.place(end.value);
        if end.is_closed {
            strip.tick(at, palette.ink);
        } else {
            strip.hollow(at, palette.surface, palette.ink);
        }
    }
}
