//! 占比: a share is that of the amounts beside it, and the shares of one whole make up all of it.

use super::compared::in_yuan;
use super::report::{Basis, Severity};
use super::{Content, Kind, Operand, Relation, Rule, Whole, needs};
use crate::amount::{self, half_unit};
use crate::budget::{Budget, Coordinate, Flow, Link, Subject};
use crate::narrative::Kind as ClaimKind;
use crate::search;
use rust_decimal::Decimal;

pub static RULE: Rule = Rule {
    id: "shares",
    version: 1,
    kind: Kind::Ratio,
    basis: Basis::Arithmetic,
    severity: Severity::Error,
    needs: &[&needs::SENTENCES],
    says: &[],
    find,
};

/// A share with its figures.
#[derive(Debug, Clone, Copy)]
struct Share {
    /// The index of its claim.
    at: usize,
    part: Operand,
    /// What the words say that it is a share of.
    whole: Option<Operand>,
}

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    let mut listed: Vec<Share> = Vec::new();
    for (at, claim) in budget.narrative.claims.iter().enumerate() {
        if claim.kind != ClaimKind::Share {
            continue;
        }
        let share = budget.link(at).and_then(|link| share(budget, at, link));
        let goes_on = |last: &Share| {
            let section = budget.narrative.claims.get(last.at).map(|last| &last.at.section);
            // A list without a word for its whole does not go on behind its sentence.
            let whole = share.and_then(|share| share.whole);
            let sentence = whole.is_some() || !ends_between(budget, last.at, at);
            section == Some(&claim.at.section) && last.whole == whole && sentence
        };
        if !listed.last().is_some_and(goes_on) {
            conclude(budget, &listed, relations);
            listed.clear();
        }
        listed.extend(share);
    }
    conclude(budget, &listed, relations);
}

/// Whether a sentence ends between two claims.
fn ends_between(budget: &Budget, first: usize, last: usize) -> bool {
    let between = budget.narrative.claims.get(first + 1..=last).unwrap_or_default();
    between.iter().any(|claim| search::contains(&claim.lead, "。"))
}

/// The shares of one whole.
fn conclude(budget: &Budget, listed: &[Share], relations: &mut Vec<Relation>) {
    let Some(first) = listed.first() else { return };
    let Some(whole) = first.whole.or_else(|| stated_whole(budget, listed)) else { return };
    for share in listed {
        let percent = Operand::claim(share.at);
        relations.push(Relation::Ratio { percent, part: share.part, whole: Whole::Printed(whole) });
    }
    let sum = sum(budget, listed);
    let all = whole.amount(budget).and_then(in_yuan).map(|(whole, _)| whole);
    if listed.len() > 1 && sum.is_some_and(|sum| !sum.is_zero()) && sum == all {
        let percents = listed.iter().map(|share| Operand::claim(share.at)).collect();
        relations.push(Relation::Shares(percents));
    }
}

fn share(budget: &Budget, at: usize, link: &Link) -> Option<Share> {
    let cell = |quantity: Option<usize>| budget.cell_of_quantity(quantity?).map(Operand::from);
    let part = link.value.map(Operand::claim).or_else(|| cell(link.quantities.first().copied()))?;
    let printed = link.whole.filter(|&whole| is_sound(budget, whole));
    let whole = link.whole_claim.map(Operand::claim).or_else(|| cell(printed));
    (Some(part) != whole).then_some(Share { at, part, whole })
}

/// How many claims before a list its whole is looked for.
const LOOK_BACK: usize = 8;

/// The value stated before a list of shares that is certainly their whole: their parts make it up, or all shares but one
/// fit it.
fn stated_whole(budget: &Budget, listed: &[Share]) -> Option<Operand> {
    let (first, [_, _, ..]) = (listed.first()?, listed) else { return None };
    let sum = sum(budget, listed);
    let section = &budget.narrative.claims.get(first.at)?.at.section;
    for at in (first.at.saturating_sub(LOOK_BACK)..first.at).rev() {
        let claim = budget.narrative.claims.get(at)?;
        let value = claim.said.amount().filter(|_| claim.kind == ClaimKind::Value).and_then(in_yuan);
        let Some((value, _)) = value.filter(|(value, _)| !value.is_zero()) else { continue };
        if claim.at.section != *section || Operand::claim(at) == first.part {
            continue;
        }
        let fitting = listed.iter().filter(|share| fits(budget, share, value) == Some(true)).count();
        if sum == Some(value) || (fitting > 1 && fitting + 1 >= listed.len()) {
            return Some(Operand::claim(at));
        }
    }
    None
}

/// Whether a part is about its share of `whole`, in 元, and not nothing.
fn fits(budget: &Budget, share: &Share, whole: Decimal) -> Option<bool> {
    let Content::Percent(percent) = Operand::claim(share.at).content(budget) else { return None };
    let (part, _) = in_yuan(share.part.amount(budget)?)?;
    let hundredfold = amount::product(part, Decimal::ONE_HUNDRED)?;
    let apart = amount::difference(hundredfold, amount::product(percent, whole)?)?.abs();
    let last_digit = amount::sum(half_unit(percent.scale()), half_unit(percent.scale()))?;
    Some(!part.is_zero() && apart <= amount::product(last_digit, whole)?)
}

/// What the parts of shares make.
fn sum(budget: &Budget, listed: &[Share]) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    for share in listed {
        sum = amount::sum(sum, in_yuan(share.part.amount(budget)?)?.0)?;
    }
    Some(sum)
}

/// Whether a table's total of the “三公” expenditure is that and nothing more: some places add meetings and training.
fn is_sound(budget: &Budget, whole: usize) -> bool {
    let of_three_public = |means: &Coordinate| matches!(means.subject, Subject::ThreePublic(_));
    let means = budget.nth_quantity(whole).map(|(means, _)| means);
    !means.is_some_and(|means| of_three_public(&means)) || three_public_adds_up(budget)
}

/// Whether the parts of the “三公” expenditure that the tables print make its total, and those of vehicles theirs.
pub fn three_public_adds_up(budget: &Budget) -> bool {
    let yuan = |part: &str| {
        let means = Coordinate::new(Flow::Expenditure, Subject::ThreePublic(part.into()), "general", "total");
        let cells = budget.quantity(&means).map_or(&[][..], |quantity| quantity.cells);
        let amount = cells.iter().find_map(|&cell| Operand::Cell(cell).amount(budget));
        amount.map_or(Some(Decimal::ZERO), |amount| Some(in_yuan(amount)?.0))
    };
    let adds_up = |whole: &str, parts: &[&str]| {
        let mut sum = Decimal::ZERO;
        for part in parts {
            sum = amount::sum(sum, yuan(part)?)?;
        }
        Some(sum == yuan(whole)?)
    };
    adds_up("", &["abroad", "vehicles", "reception"]) == Some(true)
        && adds_up("vehicles", &["vehicles.purchase", "vehicles.running"]) == Some(true)
}
