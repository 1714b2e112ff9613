//! Draws with plotters in CSS pixels: what every chart of ours needs, and no more.

use super::frame::{Op, Point, Rect, Step, UNIT, Weight};
use super::recorder::Recorder;
use super::theme::{Rgb, Theme};
use crate::views::flow::Tone;
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// A drawing area of plotters over the recorder.
pub type Area<'a> = DrawingArea<Recorder<'a>, Shift>;

/// `px` CSS pixels in steps of the recorder.
pub fn steps(px: f64) -> i32 {
    (px * f64::from(UNIT)).round() as i32
}

/// `steps` of the recorder in CSS pixels.
pub fn px(steps: i32) -> f64 {
    f64::from(steps) / f64::from(UNIT)
}

/// `points` where the recorder puts them.
pub fn snapped(points: &[Point]) -> Vec<Point> {
    points.iter().map(|&(x, y)| (px(steps(x)), px(steps(y)))).collect()
}

/// Records what `draw` draws on `width` × `height` CSS pixels.
pub fn record(width: f64, height: f64, draw: impl FnOnce(&Pen)) -> Vec<Op> {
    let mut ops = Vec::new();
    draw(&Pen { area: Recorder::new(&mut ops, width, height).into_drawing_area() });
    ops
}

/// How a text stands on its point.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Height of the em square in CSS pixels.
    pub size: f64,
    /// Its colour.
    pub colour: Rgb,
    /// Its weight.
    pub weight: Weight,
    /// Whether the point is its right end instead of its left one.
    pub right: bool,
}

impl Style {
    /// Regular text that begins at its point.
    pub const fn new(size: f64, colour: Rgb) -> Self {
        Self { size, colour, weight: Weight::Regular, right: false }
    }

    /// The same text, ending at its point.
    pub const fn right(self) -> Self {
        Self { right: true, ..self }
    }

    /// The same text, semibold.
    pub const fn strong(self) -> Self {
        Self { weight: Weight::Strong, ..self }
    }
}

/// Draws in CSS pixels. The recorder cannot fail, so neither does anything here.
pub struct Pen<'a> {
    area: Area<'a>,
}

impl<'a> Pen<'a> {
    /// The part of the drawing area under `rect`, for a chart of plotters.
    pub fn area(&self, rect: Rect) -> Area<'a> {
        self.area
            .clone()
            .shrink((steps(rect.x), steps(rect.y)), (steps(rect.width) + 1, steps(rect.height) + 1))
    }

    /// A filled rectangle.
    pub fn rect(&self, rect: Rect, colour: Rgb) {
        let corners = [(rect.x, rect.y), (rect.right(), rect.bottom())].map(|(x, y)| (steps(x), steps(y)));
        self.area.draw(&Rectangle::new(corners, ink(colour).filled())).ok();
    }

    /// A solid mark in the colour of what it stands for, and in its pattern where the theme has patterns.
    pub fn solid(&self, rect: Rect, tone: Tone, theme: &Theme) {
        self.rect(rect, theme.palette.solid(tone));
        if theme.patterns && tone == Tone::Basic {
            self.lines(rect, 1.5, theme.palette.surface);
        }
    }

    /// A filled polygon.
    pub fn fill(&self, points: &[Point], colour: Rgb) {
        self.area.draw(&Polygon::new(path(points), ink(colour))).ok();
    }

    /// A line `width` CSS pixels thick.
    pub fn line(&self, points: &[Point], width: f64, colour: Rgb) {
        let style = ink(colour).stroke_width(steps(width).unsigned_abs());
        self.area.draw(&PathElement::new(path(points), style)).ok();
    }

    /// A level hairline, on whole pixels so that it is sharp.
    pub fn rule(&self, from: f64, to: f64, y: f64, colour: Rgb) {
        let y = y.floor() + 0.5;
        self.line(&[(from, y), (to, y)], 1.0, colour);
    }

    /// A tile of diagonal lines inside a hairline: something that is not printed.
    pub fn hatch(&self, rect: Rect, colour: Rgb) {
        let edge = 1f64.min(rect.width).min(rect.height);
        self.lines(rect, edge, colour);
        let inner = Rect::new(rect.x, rect.y, rect.width - edge, rect.height - edge);
        let mut outline: Vec<Point> =
            inner.corners().iter().map(|(x, y)| (x + edge / 2.0, y + edge / 2.0)).collect();
        outline.extend(outline.first().copied());
        self.line(&outline, edge, colour);
    }

    /// Diagonal lines `edge` CSS pixels thick.
    pub fn lines(&self, rect: Rect, edge: f64, colour: Rgb) {
        let inner = Rect::new(rect.x, rect.y, rect.width - edge, rect.height - edge);
        let step = if rect.width.min(rect.height) > 40.0 { 9.0 } else { 5.0 };
        let mut offset = step;
        while offset < inner.width + inner.height {
            let from = (inner.x + f64::max(0.0, offset - inner.height), inner.y + offset.min(inner.height));
            let to = (inner.x + offset.min(inner.width), inner.y + f64::max(0.0, offset - inner.width));
            self.line(&[from, to].map(|(x, y)| (x + edge / 2.0, y + edge / 2.0)), edge, colour);
            offset += step;
        }
    }

    /// A line of text around the level `y`.
    pub fn text(&self, text: &str, (x, y): Point, style: Style) {
        if text.is_empty() {
            return;
        }
        let face = match style.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Strong => FontStyle::Bold,
        };
        let side = if style.right { HPos::Right } else { HPos::Left };
        let font = FontDesc::new(FontFamily::SansSerif, f64::from(steps(style.size)), face);
        let colour = ink(style.colour);
        let style = TextStyle::from(font).color(&colour).pos(Pos::new(side, VPos::Center));
        self.area.draw_text(text, &style, (steps(x), steps(y))).ok();
    }
}

/// The colour as plotters has it.
pub fn ink(Rgb(r, g, b): Rgb) -> RGBColor {
    RGBColor(r, g, b)
}

fn path(points: &[Point]) -> Vec<Step> {
    points.iter().map(|&(x, y)| (steps(x), steps(y))).collect()
}
