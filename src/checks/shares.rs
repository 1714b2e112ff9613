//! 占比: a share is that of the amounts beside it, and the shares of one whole make up all of it.

use super::compared::in_yuan;
use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule, Whole, needs};
use crate::amount;
use crate::budget::{Budget, Link};
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
    let whole = link.whole_claim.map(Operand::claim).or_else(|| cell(link.whole))?;
    (part != whole).then_some(Share { percent: Operand::claim(at), part, whole })
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
