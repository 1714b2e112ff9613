//! 占比: a share is that of the amounts beside it, and the shares of one whole make up all of it.

use super::compared::in_yuan;
use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule, Whole, needs};
use crate::amount;
use crate::budget::{Budget, Coordinate, Flow, Link, Subject};
use crate::narrative::Kind as ClaimKind;
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
    percent: Operand,
    part: Operand,
    whole: Operand,
}

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    let mut listed: Vec<Share> = Vec::new();
    for (at, claim) in budget.narrative.claims.iter().enumerate() {
        if claim.kind != ClaimKind::Share {
            continue;
        }
        let Some(share) = budget.link(at).and_then(|link| share(budget, at, link)) else {
            listed.clear();
            continue;
        };
        let Share { percent, part, whole } = share;
        relations.push(Relation::Ratio { percent, part, whole: Whole::Printed(whole) });
        if listed.last().is_some_and(|last| last.whole != whole) {
            listed.clear();
        }
        listed.push(share);
        if listed.len() > 1 && are_all(budget, &listed) == Some(true) {
            relations.push(Relation::Shares(listed.drain(..).map(|share| share.percent).collect()));
        }
    }
}

fn share(budget: &Budget, at: usize, link: &Link) -> Option<Share> {
    let cell = |quantity: Option<usize>| budget.cell_of_quantity(quantity?).map(Operand::from);
    let part = link.value.map(Operand::claim).or_else(|| cell(link.quantities.first().copied()))?;
    let printed = link.whole.filter(|&whole| is_sound(budget, whole));
    let whole = link.whole_claim.map(Operand::claim).or_else(|| cell(printed))?;
    (part != whole).then_some(Share { percent: Operand::claim(at), part, whole })
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

/// Whether the parts of consecutive shares are exactly their whole.
fn are_all(budget: &Budget, listed: &[Share]) -> Option<bool> {
    let mut sum = Decimal::ZERO;
    for share in listed {
        sum = amount::sum(sum, in_yuan(share.part.amount(budget)?)?.0)?;
    }
    let (whole, _) = in_yuan(listed.first()?.whole.amount(budget)?)?;
    Some(sum == whole && !whole.is_zero())
}
