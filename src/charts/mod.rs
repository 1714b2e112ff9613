//! Draws views: lays them out once with plotters and yields a [`Frame`](frame::Frame) of plain data.
//!
//! Sees neither canvas nor page nor font; decides nothing about figures; its words are keys of the locale.
//! A new chart is one file with an `impl Chart`; the page asks for it by its line in `web::dto::chart::view`.

pub mod bars;
pub mod caption;
pub mod change;
pub mod comparison;
pub mod flow;
pub mod frame;
pub mod icicle;
pub mod intervals;
mod label;
pub mod matrix;
pub mod metrics;
mod pen;
mod pieces;
pub mod recorder;
mod rows;
pub mod scale;
mod spans;
pub mod svg;
pub mod targets;
pub mod theme;
pub mod three_public;
mod tiles;
pub mod treemap;

use crate::amount::{Amount, Unit};
use crate::i18n::{Locale, format};
use crate::views::flow::{Stage, Tone};
use frame::Frame;
use theme::Theme;

/// A view that can be drawn.
pub trait Chart {
    /// Lays it out. Nothing to show gives a frame of height 0.
    fn frame(&self, options: &Options) -> Frame;
}

/// What a chart is drawn with.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The width to fill, in CSS pixels; the chart decides its height.
    pub width: f64,
    /// The unit in which amounts are written.
    pub unit: Unit,
    /// Colours and sizes.
    pub theme: &'a Theme,
    /// The words a chart writes that the view does not hold.
    pub locale: &'static Locale,
}

impl Options<'_> {
    /// The width that is laid out: charts are legible from 240 px on, and no canvas is wider than 4096.
    fn room(&self) -> f64 {
        scale::within(self.width, 240.0, 4096.0)
    }

    fn amount(&self, amount: Amount) -> String {
        format::amount(amount, self.unit)
    }

    /// The head of a stage.
    fn stage(&self, stage: Stage) -> &'static str {
        self.locale.text(match stage {
            Stage::Source => "stage.source",
            Stage::Nature => "stage.nature",
            Stage::Function => "stage.function",
            Stage::Item => "stage.item",
        })
    }

    /// What a colour stands for; nothing for a total.
    fn tone(&self, tone: Tone) -> Option<&'static str> {
        match tone {
            Tone::Total => None,
            Tone::Project => Some(self.locale.text("card.project")),
            Tone::Basic => Some(self.locale.text("card.basic")),
        }
    }

    /// A year, else the words of that key.
    fn year(&self, year: Option<u16>, otherwise: &str) -> String {
        match year {
            Some(year) => self.locale.fill("chart.year", &[("year", &year.to_string())]),
            None => self.locale.text(otherwise).to_owned(),
        }
    }

    /// What stands for `count` small items together, 其余 3 项.
    fn rest(&self, count: usize) -> String {
        self.locale.fill("chart.rest", &[("n", &count.to_string())])
    }

    /// What the parts leave of the whole, 差额.
    fn remainder(&self) -> &'static str {
        self.locale.text("chart.remainder")
    }
}
