//! Percentages of a whole, decided by multiplying crosswise: `p ± q` percent of `b` is `a`.

use super::{concluded, not_checked, obstacle, of_figures};
use crate::amount::{self, Amount, Unit, half_unit};
use crate::budget::Budget;
use crate::checks::report::{Check, Note, Reason, Severity, Shape, Verdict};
use crate::checks::{Content, Measure, Operand, Rule, Term, Whole};
use rust_decimal::{Decimal, RoundingStrategy};

pub(super) fn ratio(
    rule: &'static Rule,
    percent: Operand,
    part: Operand,
    whole: Whole,
    budget: &Budget,
) -> Check {
    let terms = [percent, part, whole.operand()].map(|operand| Term { sign: 1, operand });
    let check = of_figures(rule, Shape::Other, terms.to_vec(), budget);
    let of_money = check.operands.get(1..).unwrap_or_default();
    if let Some(reason) = obstacle(of_money, budget) {
        return not_checked(check, reason);
    }
    let Content::Percent(percent) = percent.content(budget) else {
        return not_checked(check, Reason::OperandUnreadable);
    };
    let unit = [part, whole.operand()].iter().filter_map(|of| of.amount(budget)).map(Amount::unit).min();
    let shares = Shares::of(part, whole, unit.unwrap_or_default(), budget);
    let Some(shares) = shares else { return not_checked(check, Reason::TooLarge) };
    if !shares.is_of_something() {
        return not_checked(check, Reason::WholeIsNothing);
    }
    judged(check, percent, &shares).unwrap_or_else(|| {
        not_checked(of_figures(rule, Shape::Other, terms.to_vec(), budget), Reason::TooLarge)
    })
}

fn judged(mut check: Check, percent: Decimal, shares: &Shares) -> Option<Check> {
    let q = half_unit(percent.scale());
    let (low, high) = (amount::difference(percent, q)?, amount::sum(percent, q)?);
    let exact = shares.printed.is_at_least(low)? && shares.printed.is_at_most(high)?;
    let possible = shares.highest.is_at_least(low)? && shares.lowest.is_at_most(high)?;
    let verdict = match (exact, possible) {
        (true, _) => Verdict::Exact,
        (_, true) => Verdict::Rounding,
        _ => Verdict::Contradiction,
    };
    check.expected = shares.printed.percent(percent.scale());
    check.residual = check.expected.and_then(|expected| amount::difference(percent, expected));
    check.bound = Some(q);
    check.resolution = amount::sum(q, q);
    let mut check = concluded(check, verdict);
    if verdict == Verdict::Contradiction {
        let unit = amount::sum(q, q)?;
        // Shares are cut off, or one of them is bent so that all make up 100: one unit of the last digit.
        let cut_off =
            shares.highest.is_at_least(percent)? && shares.lowest.is_at_most(amount::sum(percent, unit)?)?;
        let bent = shares.highest.is_at_least(amount::difference(low, unit)?)?
            && shares.lowest.is_at_most(amount::sum(high, unit)?)?;
        if cut_off {
            check.note = Some(Note::Truncated);
        }
        if cut_off || bent {
            check.severity = Severity::Info;
        }
    }
    Some(check)
}

/// A part and its whole.
#[derive(Debug, Clone, Copy)]
struct Share {
    part: Decimal,
    whole: Decimal,
}

impl Share {
    /// The whole behind a change grows or shrinks with the change.
    fn of(part: Decimal, whole: Decimal, change: Option<i8>) -> Option<Self> {
        let whole = match change {
            None => whole,
            Some(sign) if sign > 0 => amount::difference(whole, part)?,
            Some(_) => amount::sum(whole, part)?,
        };
        Some(Self { part, whole })
    }

    fn hundredfold(&self) -> Option<Decimal> {
        amount::product(self.part, Decimal::ONE_HUNDRED)
    }

    fn is_at_least(&self, percent: Decimal) -> Option<bool> {
        Some(self.hundredfold()? >= amount::product(percent, self.whole)?)
    }

    fn is_at_most(&self, percent: Decimal) -> Option<bool> {
        Some(self.hundredfold()? <= amount::product(percent, self.whole)?)
    }

    /// For words only.
    fn percent(&self, decimals: u32) -> Option<Decimal> {
        let percent = self.hundredfold()?.checked_div(self.whole)?;
        Some(percent.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero))
    }
}

/// What a share may be.
struct Shares {
    printed: Share,
    lowest: Share,
    highest: Share,
}

impl Shares {
    fn of(part: Operand, whole: Whole, unit: Unit, budget: &Budget) -> Option<Self> {
        let change = match whole {
            Whole::Printed(_) => None,
            Whole::Before { sign, .. } => Some(sign),
        };
        let (part, part_delta) = value(part, unit, budget)?;
        let (whole, whole_delta) = value(whole.operand(), unit, budget)?;
        let least = amount::difference(part, part_delta)?;
        let most = amount::sum(part, part_delta)?;
        Some(Self {
            printed: Share::of(part, whole, change)?,
            lowest: Share::of(least, amount::sum(whole, whole_delta)?, change)?,
            highest: Share::of(most, amount::difference(whole, whole_delta)?, change)?,
        })
    }

    fn is_of_something(&self) -> bool {
        [self.printed, self.lowest, self.highest]
            .iter()
            .all(|share| share.whole.is_sign_positive() && !share.whole.is_zero())
    }
}

/// A printed amount and half a unit of its last digit; a blank is exactly nothing.
fn value(operand: Operand, unit: Unit, budget: &Budget) -> Option<(Decimal, Decimal)> {
    match operand.amount(budget) {
        None => Some((Decimal::ZERO, Decimal::ZERO)),
        Some(amount) => Some((amount.in_unit(unit)?.value(), amount.delta_in(unit)?)),
    }
}

/// Shares of one whole make up 100 percent.
pub(super) fn shares(rule: &'static Rule, percents: Vec<Operand>, budget: &Budget) -> Option<Check> {
    let terms: Vec<Term> = percents.into_iter().map(|operand| Term { sign: 1, operand }).collect();
    let mut check = of_figures(rule, Shape::Other, terms, budget);
    let (mut all, mut bound) = (Decimal::ZERO, Decimal::ZERO);
    for term in &check.operands {
        let Content::Percent(percent) = term.operand.content(budget) else { return None };
        all = amount::sum(all, percent)?;
        bound = amount::sum(bound, half_unit(percent.scale()))?;
    }
    let residual = amount::difference(all, Decimal::ONE_HUNDRED)?;
    let verdict = Measure { residual, bound }.verdict();
    (check.residual, check.bound) = (Some(residual.normalize()), Some(bound.normalize()));
    check.expected = Some(Decimal::ONE_HUNDRED);
    check.resolution = amount::sum(bound, bound).map(|twice| twice.normalize());
    Some(concluded(check, verdict))
}
