//! Relations as rows over the unknowns: what their weighted sum must be.

use super::figures::{Figures, Slot};
use crate::checks::places::Places;
use crate::checks::report::{Check, Shape, Verdict};
use crate::order;

/// An unknown with its weight.
pub(super) type Term = (usize, i128);

/// A relation: the weighted sum of true values is zero, or at most zero.
#[derive(Debug)]
pub(super) struct Row {
    /// The check that it comes from.
    pub check: usize,
    /// Whether it is only an upper bound.
    pub is_order: bool,
    /// Unknowns with their weights, each once, in order.
    pub terms: Vec<Term>,
    /// What the deviations from the printed values must add up to.
    pub right: i128,
}

impl Row {
    /// Whether the printed values satisfy it.
    pub(super) const fn holds(&self) -> bool {
        if self.is_order { self.right >= 0 } else { self.right == 0 }
    }
}

/// All rows, and for every unknown those it stands in.
pub(super) struct Rows {
    pub rows: Vec<Row>,
    /// Pairs of unknown and row, in order.
    stands: Vec<(usize, usize)>,
}

impl Rows {
    /// Those of the sums, orders and copies that hold at least within rounding. `with_contradictions`: of all.
    pub(super) fn of(
        checks: &[Check],
        places: &Places,
        figures: &Figures,
        with_contradictions: bool,
    ) -> Self {
        let mut rows = Vec::new();
        for (at, check) in checks.iter().enumerate() {
            let counts = match check.verdict {
                Verdict::Exact | Verdict::Rounding | Verdict::Boundary => true,
                Verdict::Contradiction => with_contradictions,
                Verdict::NotChecked => false,
            };
            if counts {
                add(&mut rows, at, check, places, figures);
            }
        }
        Self::indexed(rows)
    }

    /// Rows with what they stand in.
    pub(super) fn indexed(rows: Vec<Row>) -> Self {
        let mut stands = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            stands.extend(row.terms.iter().map(|&(figure, _)| (figure, at)));
        }
        order::by(&mut stands, &Ord::cmp);
        Self { rows, stands }
    }

    /// The rows in which an unknown stands.
    pub(super) fn with(&self, figure: usize) -> impl Iterator<Item = usize> {
        let first = self.stands.partition_point(|&(known, _)| known < figure);
        let behind = self.stands.get(first..).unwrap_or_default();
        behind.iter().take_while(move |(known, _)| *known == figure).map(|&(_, row)| row)
    }

    pub(super) fn get(&self, at: usize) -> Option<&Row> {
        self.rows.get(at)
    }
}

fn add(rows: &mut Vec<Row>, at: usize, check: &Check, places: &Places, figures: &Figures) {
    let of_check = places.of(at);
    match check.shape {
        Shape::Sum => {
            let mut terms = Vec::with_capacity(of_check.len());
            for (term, &place) in check.operands.iter().zip(of_check) {
                match figures.slot(place) {
                    Slot::Unknown(figure) => terms.push((figure, i128::from(term.sign))),
                    Slot::Blank => {}
                    Slot::Nothing => return,
                }
            }
            push(rows, at, false, terms, figures);
        }
        Shape::Order => {
            let [part, whole] = *of_check else { return };
            let mut terms = Vec::new();
            for (place, weight) in [(part, 1), (whole, -1)] {
                match figures.slot(place) {
                    Slot::Unknown(figure) => terms.push((figure, weight)),
                    Slot::Blank => {}
                    Slot::Nothing => return,
                }
            }
            push(rows, at, true, terms, figures);
        }
        Shape::Copies => {
            let mut before = None;
            for &place in of_check {
                let Slot::Unknown(figure) = figures.slot(place) else { continue };
                if let Some(before) = before {
                    push(rows, at, false, vec![(before, 1), (figure, -1)], figures);
                }
                before = Some(figure);
            }
        }
        Shape::Other => {}
    }
}

pub(super) fn push(
    rows: &mut Vec<Row>,
    check: usize,
    is_order: bool,
    mut terms: Vec<Term>,
    figures: &Figures,
) {
    order::by(&mut terms, &Ord::cmp);
    let mut once: Vec<Term> = Vec::with_capacity(terms.len());
    for (figure, weight) in terms {
        match once.last_mut() {
            Some((last, sum)) if *last == figure => *sum += weight,
            _ => once.push((figure, weight)),
        }
    }
    once.retain(|&(_, weight)| weight != 0);
    let mut right = 0i128;
    for &(figure, weight) in &once {
        // Amounts that are too long for whole numbers take no part.
        let Some(sum) =
            figures.get(figure).value.checked_mul(-weight).and_then(|value| right.checked_add(value))
        else {
            return;
        };
        right = sum;
    }
    if !once.is_empty() {
        rows.push(Row { check, is_order, terms: once, right });
    }
}
