//! Expenditure by function, one level at a time, the largest first.

use crate::address::CellAddress;
use crate::amount::Amount;
use crate::views::flow::Tone;

/// One line of an ordered bar chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Functional code or another stable key.
    pub key: String,
    /// The code to print, if the line has one.
    pub code: Option<String>,
    /// Printed name.
    pub name: String,
    /// The printed amount of the whole bar.
    pub amount: Amount,
    /// Where it is printed.
    pub at: CellAddress,
    /// Its parts by nature, drawn one after the other; empty when the bar is one piece.
    pub parts: Vec<BarPart>,
    /// Whether a level below can be opened.
    pub opens: bool,
}

/// A piece of a bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarPart {
    /// What it stands for.
    pub tone: Tone,
    /// Printed amount.
    pub amount: Amount,
    /// Where it is printed.
    pub at: CellAddress,
}

/// Ordered bars below one whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars {
    /// The whole of which the bars are parts, if it is printed.
    pub whole: Option<Amount>,
    /// The bars, the largest first.
    pub bars: Vec<Bar>,
}
