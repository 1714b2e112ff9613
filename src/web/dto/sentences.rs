//! Sentences of the document, their figures leading to where they are printed elsewhere.

use super::{PieceData, address};
use crate::budget::Budget;
use crate::narrative::{Line, Section};
use crate::views::narrative::{parted, shown};

/// A line of a section, every claim of it with its address.
pub fn line_pieces(budget: &Budget, section: &Section, line: &Line) -> Vec<PieceData> {
    let mut marked = Vec::new();
    for (_, claim) in budget.claims_of(&section.id).filter(|(_, claim)| claim.at.line == line.line) {
        marked.push((claim.at.start, claim.at.end, &claim.at));
    }
    let mut data = Vec::new();
    for (text, at) in parted(&line.text, marked) {
        let text = shown(&text);
        if !text.is_empty() {
            data.push(PieceData { text, at: at.map(|at| address(budget, &at.clone().into())) });
        }
    }
    data
}
