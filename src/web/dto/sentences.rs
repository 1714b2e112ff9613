//! Sentences of the document, their figures leading to where they are printed elsewhere.

use super::{PieceData, address};
use crate::budget::Budget;
use crate::narrative::{Line, Section};
use crate::search;

/// A line of a section, every claim of it with its address.
pub fn line_pieces(budget: &Budget, section: &Section, line: &Line) -> Vec<PieceData> {
    let mut data = Vec::new();
    let mut done = 0;
    let words = |from: u32, to: u32| -> String {
        line.text.chars().skip(from as usize).take(to.saturating_sub(from) as usize).collect()
    };
    let mut add = |text: String, at| {
        // Marks of bold type that were lost on the way to a text.
        let text = search::replace(&text, "**", "");
        if !text.is_empty() {
            data.push(PieceData { text, at });
        }
    };
    for (_, claim) in budget.claims_of(&section.id) {
        let at = &claim.at;
        if at.line == line.line && at.start >= done {
            add(words(done, at.start), None);
            add(words(at.start, at.end), Some(address(budget, &at.clone().into())));
            done = at.end;
        }
    }
    add(words(done, u32::MAX), None);
    data
}
