//! A proof that relations cannot hold together: one equation that follows from them and that no true values satisfy.

use super::figures::{Figures, Slot};
use super::rows::Rows;
use super::solve::combined;
use crate::checks::places::Places;
use crate::checks::report::Check;
use crate::checks::{self};
use crate::order;

/// An equation that follows from several relations.
pub struct Derived {
    /// The figures that are left: those of the larger side first, with negative signs.
    pub terms: Vec<checks::Term>,
    /// The checks of the relations that it follows from.
    pub from: Vec<usize>,
    /// Whether only an upper bound follows.
    pub is_order: bool,
}

/// Adds up relations with their factors, and makes sure that the sum cannot hold: printed values and their reach at `t = 1`,
/// in whole numbers. Nothing when the numbers do not suffice.
pub(super) fn derive(
    refutation: &[(usize, i128)],
    rows: &Rows,
    figures: &Figures,
    checks: &[Check],
    places: &Places,
) -> Option<Derived> {
    let weights = combined(refutation, rows)?;
    let mut is_order = false;
    let mut from = Vec::new();
    for &(row, factor) in refutation {
        let row = rows.get(row)?;
        // Of an upper bound only such a factor makes a bound in this direction.
        if row.is_order && factor > 0 {
            return None;
        }
        is_order |= row.is_order;
        from.push(row.check);
    }
    // The sum may be zero, or more where an order is among the relations; at the most it is this.
    let mut most = 0i128;
    for &(number, weight) in &weights {
        let figure = figures.get(number);
        let reach = if weight > 0 { figure.delta } else { -figure.down() };
        most = most.checked_add(figure.value.checked_add(reach)?.checked_mul(weight)?)?;
    }
    if most >= 0 {
        return None;
    }
    order::by(&mut from, &Ord::cmp);
    from.dedup();
    let mut terms = Vec::new();
    for &(number, weight) in &weights {
        let stands = |check: &usize| {
            let check_places = places.of(*check);
            let at = check_places.iter().position(|place| figures.slot(*place) == Slot::Unknown(number))?;
            checks.get(*check)?.operands.get(at)
        };
        let operand = from.iter().find_map(stands)?.operand;
        terms.push(checks::Term { sign: i8::try_from(weight).ok()?, operand });
    }
    order::by_key(&mut terms, |term| term.sign > 0);
    Some(Derived { terms, from, is_order })
}
