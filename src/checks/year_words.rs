//! 年度表述: an amount of this year's tables is not said to be that of another year.

use super::comparison_year::speaks_of;
use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule, Saying, Spot, needs};
use crate::amount::Amount;
use crate::budget::Budget;
use crate::narrative::{Claim, Kind as ClaimKind, Year};
use crate::order;

pub static RULE: Rule = Rule {
    id: "year-words",
    version: 1,
    kind: Kind::Claim,
    basis: Basis::Practice,
    severity: Severity::Warning,
    needs: &[&needs::SENTENCES],
    says: &[OWN_YEAR, OTHER_YEAR],
    find,
};

const OWN_YEAR: Saying = Saying::holds("own-year");
const OTHER_YEAR: Saying = Saying::fails("other-year", Severity::Warning);

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    let Some(own) = budget.year.filter(|&own| speaks_of(budget, own)) else { return };
    let compared = compared(budget);
    let (mut right, mut wrong, mut said) = (Vec::new(), Vec::new(), own);
    for (at, claim) in budget.narrative.claims.iter().enumerate() {
        let Some(Year::Of(year)) = claim.year.filter(|_| claim.kind == ClaimKind::Value) else { continue };
        if year == own {
            if budget.link(at).is_some_and(|link| link.repeats) {
                right.push(Operand::claim(at));
            }
        } else if compared.binary_search(&at).is_err() && is_of_now(budget, at, claim) {
            if wrong.is_empty() {
                said = year;
            }
            wrong.push(Operand::claim(at));
        }
    }
    for (saying, about) in [(&OWN_YEAR, right), (&OTHER_YEAR, wrong)] {
        if !about.is_empty() {
            let words = vec![
                ("year", said.to_string()),
                ("own", own.to_string()),
                ("times", about.len().to_string()),
            ];
            relations.push(Relation::Said { saying, about, spot: Spot::Document, words });
        }
    }
}

/// The values of other years that are compared with one of this year, in order.
fn compared(budget: &Budget) -> Vec<usize> {
    let mut compared = Vec::new();
    for comparison in &budget.comparisons {
        if comparison.current.is_some() || comparison.unchanged.is_some() {
            compared.extend(comparison.previous);
        }
    }
    order::by_key(&mut compared, |&at| at);
    compared
}

/// Whether the tables of this year print the amount that is said of another year.
fn is_of_now(budget: &Budget, at: usize, claim: &Claim) -> bool {
    let Some(said) = claim.said.amount().filter(|amount| is_telling(*amount)) else { return false };
    let quantities = budget.link(at).map_or(&[][..], |link| &link.quantities);
    let prints = |&quantity: &usize| {
        let cell = budget.cell_of_quantity(quantity);
        cell.and_then(|cell| cell.amount()).is_some_and(|printed| printed.may_be(said))
    };
    !quantities.is_empty() && quantities.iter().all(prints)
}

/// Whether an amount has so many digits that two years hardly share it.
fn is_telling(amount: Amount) -> bool {
    amount.value().mantissa().unsigned_abs() >= 1000
}
