//! The name and the amount of a station, on one line or below each other.

use crate::charts::frame::{Point, Rect};
use crate::charts::metrics;
use crate::charts::pen::{Pen, Style};
use crate::charts::theme::{Rgb, Theme};

/// Between a name and the amount beside it.
const BESIDE: f64 = 10.0;

/// A laid-out label.
#[derive(Clone)]
pub struct Label {
    names: Vec<String>,
    amount: String,
    /// Where the amount begins, if it stands beside the name.
    beside: Option<f64>,
    line: f64,
    sizes: (f64, f64),
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

impl Label {
    /// Name and amount on one line.
    pub fn single(name: &str, amount: &str, theme: &Theme) -> Self {
        let (body, small) = (theme.sizes.body, theme.sizes.small);
        let beside = metrics::width(name, body) + BESIDE;
        let width = beside + metrics::width(amount, small);
        Self {
            names: vec![name.to_owned()],
            amount: amount.to_owned(),
            beside: Some(beside),
            line: theme.sizes.line,
            sizes: (body, small),
            width,
            height: theme.sizes.line,
        }
    }

    /// The name in at most `most` lines no wider than `room`, the amount below it.
    pub fn stacked(name: &str, amount: &str, room: f64, most: usize, theme: &Theme) -> Self {
        let (body, small, line) = (theme.sizes.body, theme.sizes.small, theme.sizes.line);
        let names = metrics::wrap(name, room, body, most);
        let widest = names.iter().map(|name| metrics::width(name, body)).fold(0.0, f64::max);
        let amount = metrics::fit(amount, room.max(metrics::width("…", small)), small);
        let width = widest.max(metrics::width(&amount, small));
        let height = line * (names.len() + 1) as f64;
        Self { names, amount, beside: None, line, sizes: (body, small), width, height }
    }

    /// Draws it from its left upper corner; returns its box.
    pub fn draw(&self, pen: &Pen, (x, y): Point, name: Rgb, amount: Rgb) -> Rect {
        let mut level = y + self.line / 2.0;
        for line in &self.names {
            pen.text(line, (x, level), Style::new(self.sizes.0, name));
            level += self.line;
        }
        let place = match self.beside {
            Some(beside) => (x + beside, y + self.line / 2.0),
            None => (x, level),
        };
        pen.text(&self.amount, place, Style::new(self.sizes.1, amount));
        Rect::new(x, y, self.width, self.height)
    }
}
