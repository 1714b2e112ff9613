//! The performance targets of the department or of a project: what each admits.

use crate::address::CellAddress;
use crate::amount::product;
use crate::budget::Budget;
use crate::tables::names::plain;
use crate::tables::performance::{Comparator, Indicator, Objective, Of, Target};
use rust_decimal::Decimal;

/// An end of what a target admits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// The number.
    pub value: Decimal,
    /// Whether the number itself is admitted.
    pub is_closed: bool,
}

/// The numbers that a target admits, on an axis from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Admitted {
    /// The least; nothing where every smaller number is admitted, too.
    pub least: Option<End>,
    /// The most; nothing where every larger number is admitted, too.
    pub most: Option<End>,
    /// Where the axis begins: at nothing, or below it.
    pub from: Decimal,
    /// Where the axis ends: at 100 for a percentage up to that, else beyond the numbers.
    pub to: Decimal,
}

/// A target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aim {
    /// Stable within the view.
    pub key: String,
    /// What is measured.
    pub name: String,
    /// The target as printed.
    pub printed: String,
    /// Where it is printed.
    pub at: CellAddress,
    /// The numbers that it admits; nothing where it is words.
    pub admitted: Option<Admitted>,
}

/// The targets of one objective, in the order of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Targets(pub Vec<Aim>);

/// The targets of the project with that name, code or key in the table of projects; without one those of the
/// department. Nothing where there are none.
#[must_use]
pub fn targets(budget: &Budget, key: Option<&str>) -> Option<Targets> {
    let is_it = |objective: &Objective, line: Option<&str>| match (&objective.of, key) {
        (Of::Department, None) => true,
        (Of::Project { name, code }, Some(key)) => {
            code.as_deref() == Some(key) || line == Some(key) || plain(name) == plain(key)
        }
        _ => false,
    };
    let mut aims = Vec::new();
    for (objective, item) in budget.objectives_and_projects() {
        if is_it(objective, item.map(|item| &*item.key)) {
            for target in &objective.targets {
                aims.push(aim(target, aims.len()));
            }
        }
    }
    (!aims.is_empty()).then_some(Targets(aims))
}

fn aim(indicator: &Indicator, index: usize) -> Aim {
    Aim {
        key: format!("{}/{index}", indicator.at.row),
        name: plain(&indicator.name),
        printed: indicator.printed.trim().to_owned(),
        at: indicator.at.clone(),
        admitted: admitted(&indicator.target),
    }
}

/// The numbers that a target admits. Nothing where it is words.
#[must_use]
pub fn admitted(target: &Target) -> Option<Admitted> {
    let value = target.value?;
    let is_percent = target.unit.as_deref() == Some("%");
    let end = |is_closed| Some(End { value, is_closed });
    let (mut least, mut most) = match (target.comparator, target.upper) {
        (_, Some(upper)) => (end(true), Some(End { value: upper, is_closed: true })),
        (Some(Comparator::AtLeast), _) => (end(true), None),
        (Some(Comparator::MoreThan), _) => (end(false), None),
        (Some(Comparator::AtMost), _) => (None, end(true)),
        (Some(Comparator::LessThan), _) => (None, end(false)),
        (Some(Comparator::Exactly | Comparator::About) | None, _) => (end(true), end(true)),
    };
    let highest = target.upper.unwrap_or(value);
    let is_share = is_percent && highest <= Decimal::ONE_HUNDRED && !value.is_sign_negative();
    if is_share && most.is_none() {
        most = Some(End { value: Decimal::ONE_HUNDRED, is_closed: true });
    }
    let from = value.min(Decimal::ZERO);
    if least.is_none() && !value.is_sign_negative() {
        least = Some(End { value: Decimal::ZERO, is_closed: true });
    }
    let to = if is_share { Decimal::ONE_HUNDRED } else { beyond(highest.abs())? };
    Some(Admitted { least, most, from, to })
}

/// Half more, so that an open end has room to be seen.
fn beyond(value: Decimal) -> Option<Decimal> {
    if value.is_zero() { Some(Decimal::ONE) } else { product(value, Decimal::new(15, 1)) }
}
