//! What a contradiction may come from: one figure that, printed otherwise, would put its relations in order.

use super::places::Places;
use super::report::{Check, How, Repair, Shape, Verdict};
use super::{Measure, Operand};
use crate::amount::{self, Amount, Unit};
use crate::budget::Budget;
use crate::order;
use crate::tables::FigureId;
use rust_decimal::{Decimal, RoundingStrategy};

/// The most that is suggested for one contradiction.
const MOST: usize = 3;
/// Contradictions of more figures are not searched: any of them could be it.
const MOST_FIGURES: usize = 60;
/// The most contradictions that are searched.
const MOST_CHECKS: usize = 40;

/// Suggests repairs for the contradictions that follow from no other.
pub(super) fn suggest(checks: &mut [Check], places: &Places, budget: &Budget) {
    let mut failing = Vec::new();
    for (at, check) in checks.iter().enumerate() {
        let is_one = check.verdict == Verdict::Contradiction && check.is_linear() && check.cause.is_none();
        if is_one && check.operands.len() <= MOST_FIGURES && failing.len() < MOST_CHECKS {
            failing.push(at);
        }
    }
    if failing.is_empty() {
        return;
    }
    let search = Search { checks, budget, stands: stands(checks, places) };
    let mut found = Vec::new();
    for at in failing {
        found.push((at, search.repairs(at, places.of(at))));
    }
    for (at, repairs) in found {
        if let Some(check) = checks.get_mut(at) {
            check.repairs = repairs;
        }
    }
}

/// Pairs of place and check, in order.
fn stands(checks: &[Check], places: &Places) -> Vec<(usize, usize)> {
    let mut stands = Vec::new();
    for (at, check) in checks.iter().enumerate() {
        if check.is_linear() && check.verdict != Verdict::NotChecked {
            stands.extend(places.of(at).iter().map(|&place| (place, at)));
        }
    }
    order::by(&mut stands, &Ord::cmp);
    stands
}

struct Search<'a> {
    checks: &'a [Check],
    budget: &'a Budget,
    stands: Vec<(usize, usize)>,
}

impl Search<'_> {
    fn repairs(&self, failing: usize, places: &[usize]) -> Vec<Repair> {
        let mut found: Vec<Repair> = Vec::new();
        let Some(check) = self.checks.get(failing) else { return found };
        for (term, &place) in check.operands.iter().zip(places) {
            let Some(printed) = term.operand.amount(self.budget) else { continue };
            if found.iter().any(|known| known.operand == term.operand) {
                continue;
            }
            let first = self.stands.partition_point(|&(known, _)| known < place);
            let of_place = self.stands.iter().skip(first).take_while(|(known, _)| *known == place);
            let with: Vec<usize> = of_place.map(|&(_, check)| check).collect();
            let mut tried: Vec<Decimal> = Vec::new();
            let mut best: Option<Repair> = None;
            for value in with.iter().filter_map(|&at| self.wanted(at, term.operand, printed)) {
                if value == printed.value() || tried.contains(&value) || tried.len() > MOST {
                    continue;
                }
                tried.push(value);
                let repair = self.tried(&with, term.operand, printed, value);
                if let Some(repair) =
                    repair.filter(|repair| best.as_ref().is_none_or(|best| repair.rank() > best.rank()))
                {
                    best = Some(repair);
                }
            }
            found.extend(best);
        }
        order::by_key(&mut found, |repair| std::cmp::Reverse(repair.rank()));
        found.truncate(MOST);
        found
    }

    /// What a failing relation would have in the place of one of its figures, with as many decimals as are printed there.
    fn wanted(&self, at: usize, operand: Operand, printed: Amount) -> Option<Decimal> {
        let check = self.checks.get(at).filter(|check| check.verdict == Verdict::Contradiction)?;
        let unit = self.unit(check)?;
        let value = match check.shape {
            Shape::Sum => {
                let sign = check.operands.iter().find(|term| term.operand == operand)?.sign;
                let own = printed.in_unit(unit)?.value();
                match sign {
                    -1 => amount::difference(own, check.residual?)?,
                    1 => amount::sum(own, check.residual?)?,
                    _ => return None,
                }
            }
            Shape::Copies | Shape::Order => {
                let others = check.operands.iter().filter(|term| term.operand != operand);
                let other = others.filter_map(|term| term.operand.amount(self.budget)).next();
                other.map_or(Some(Decimal::ZERO), |other| Some(other.in_unit(unit)?.value()))?
            }
            Shape::Other => return None,
        };
        let value = Amount::new(value, unit).in_unit(printed.unit())?.value();
        let mut value =
            value.round_dp_with_strategy(printed.decimals(), RoundingStrategy::MidpointAwayFromZero);
        value.rescale(printed.decimals());
        Some(value)
    }

    /// The repair, if it settles more relations than it breaks.
    fn tried(&self, with: &[usize], operand: Operand, printed: Amount, value: Decimal) -> Option<Repair> {
        let (mut settles, mut breaks) = (0usize, 0usize);
        for check in with.iter().filter_map(|&at| self.checks.get(at)) {
            let holds = self.holds(check, operand, Amount::new(value, printed.unit()))?;
            match (check.verdict == Verdict::Contradiction, holds) {
                (true, true) => settles += 1,
                (false, false) => breaks += 1,
                _ => {}
            }
        }
        let how = self.how(operand, printed.value(), value);
        (settles > breaks).then_some(Repair { operand, value, how, settles, breaks })
    }

    /// Whether a relation would hold, at least within rounding, with another amount in one place.
    fn holds(&self, check: &Check, operand: Operand, other: Amount) -> Option<bool> {
        let unit = self.unit(check)?.min(other.unit());
        let mut values: Vec<(i8, Decimal, Decimal)> = Vec::new();
        for term in &check.operands {
            let amount = if term.operand == operand { Some(other) } else { term.operand.amount(self.budget) };
            values.push(match amount {
                None => (term.sign, Decimal::ZERO, Decimal::ZERO),
                Some(amount) => (term.sign, amount.in_unit(unit)?.value(), amount.delta_in(unit)?),
            });
        }
        let first = *values.first()?;
        Some(match check.shape {
            Shape::Copies => values.iter().all(|&(_, value, delta)| {
                let apart = amount::difference(value, first.1).map(|apart| apart.abs());
                value == first.1
                    || (delta != first.2 && apart.is_some_and(|apart| apart < delta.max(first.2)))
            }),
            Shape::Order => values.iter().skip(1).all(|&(_, value, _)| first.1 <= value),
            _ => {
                let (mut residual, mut bound) = (Decimal::ZERO, Decimal::ZERO);
                for (sign, value, delta) in values {
                    let weight = Decimal::from(sign);
                    residual = amount::difference(residual, amount::product(value, weight)?)?;
                    bound = amount::sum(bound, amount::product(delta, weight.abs())?)?;
                }
                matches!(Measure { residual, bound }.verdict(), Verdict::Exact | Verdict::Rounding)
            }
        })
    }

    /// The finest unit among the figures of a check.
    fn unit(&self, check: &Check) -> Option<Unit> {
        let amounts = check.operands.iter().filter_map(|term| term.operand.amount(self.budget));
        amounts.map(Amount::unit).min()
    }

    /// How the printed figure may have come from the wanted one.
    fn how(&self, operand: Operand, printed: Decimal, value: Decimal) -> How {
        let (old, new) = (digits(printed), digits(value));
        if value == -printed {
            return How::Sign;
        }
        let tenfold = |small: Decimal, large: Decimal| {
            amount::product(small, Decimal::TEN).is_some_and(|product| product == large)
        };
        if tenfold(value, printed) || tenfold(printed, value) {
            return How::Tenfold;
        }
        if old.len() == new.len() {
            let differing: Vec<usize> =
                old.iter().zip(&new).enumerate().filter(|(_, (a, b))| a != b).map(|(at, _)| at).collect();
            match *differing.as_slice() {
                [a, b] if b == a + 1 && old.get(a) == new.get(b) && old.get(b) == new.get(a) => {
                    return How::Swap;
                }
                [_] if old.len() > 1 => return How::Digit,
                _ => {}
            }
        }
        if self.is_beside(operand, value) { How::Neighbour } else { How::Other }
    }

    /// Whether the line above or below prints the value in the same column.
    fn is_beside(&self, operand: Operand, value: Decimal) -> bool {
        let Operand::Cell(id) = operand else { return false };
        [id.item.checked_sub(1), id.item.checked_add(1)].into_iter().flatten().any(|item| {
            let beside = FigureId { item, ..id }.of(&self.budget.tables);
            !value.is_zero()
                && beside.and_then(|figure| figure.amount()).is_some_and(|amount| amount.value() == value)
        })
    }
}

/// The decimal digits, without sign and point.
fn digits(value: Decimal) -> Vec<u8> {
    let mut rest = value.mantissa().unsigned_abs();
    let mut digits = Vec::new();
    while rest > 0 {
        digits.push((rest % 10) as u8);
        rest /= 10;
    }
    digits.reverse();
    digits
}
