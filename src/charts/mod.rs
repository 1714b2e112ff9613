//! Draws views: lays them out once with plotters and yields a [`Frame`](frame::Frame) of plain data.
//!
//! Sees neither canvas nor page nor font; decides nothing about figures and words nothing by itself.
//! A new chart is one file with an `impl Chart` and its line in [`CHARTS`].

pub mod bars;
pub mod flow;
pub mod frame;
pub mod metrics;
mod pen;
pub mod recorder;
pub mod scale;
pub mod svg;
pub mod theme;

use crate::amount::{Amount, Unit};
use crate::i18n::format;
use crate::search;
use crate::views::flow::{Stage, Tone};
use frame::Frame;
use theme::Theme;

/// The ids of all charts.
pub const CHARTS: [&str; 2] = [flow::ID, bars::ID];

/// A view that can be drawn.
pub trait Chart {
    /// Its id in [`CHARTS`].
    fn id(&self) -> &'static str;

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
    pub words: &'a Words<'a>,
}

impl Options<'_> {
    /// The width that is laid out: charts are legible from 240 px on, and no canvas is wider than 4096.
    fn room(&self) -> f64 {
        scale::within(self.width, 240.0, 4096.0)
    }

    fn amount(&self, amount: Amount) -> String {
        format::amount(amount, self.unit)
    }
}

/// The words of charts in the reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words<'a> {
    /// Head of the first stage, 资金来源.
    pub source: &'a str,
    /// Head of the second stage, 支出性质.
    pub nature: &'a str,
    /// Head of the third stage, 功能分类.
    pub function: &'a str,
    /// Head of the last stage, 项目与科目.
    pub item: &'a str,
    /// 项目支出
    pub project: &'a str,
    /// 基本支出
    pub basic: &'a str,
    /// What stands for small items together; `{n}` is their number: 其余 {n} 项.
    pub rest: &'a str,
    /// What the parts leave of the whole, 差额.
    pub remainder: &'a str,
}

impl Words<'_> {
    const fn stage(&self, stage: Stage) -> &str {
        match stage {
            Stage::Source => self.source,
            Stage::Nature => self.nature,
            Stage::Function => self.function,
            Stage::Item => self.item,
        }
    }

    const fn tone(&self, tone: Tone) -> Option<&str> {
        match tone {
            Tone::Total => None,
            Tone::Project => Some(self.project),
            Tone::Basic => Some(self.basic),
        }
    }

    fn rest(&self, count: usize) -> String {
        search::replace(self.rest, "{n}", &count.to_string())
    }
}
