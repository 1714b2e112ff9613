//! 增减比率: a percentage of change or completion is that of the amounts beside it.

use super::compared::{self, Compared, sign};
use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule, Saying, Spot, Whole, needs};
use crate::budget::{Budget, Comparison};
use crate::narrative::{Claim, Said};
use crate::search;

pub static RULE: Rule = Rule {
    id: "rates",
    version: 1,
    kind: Kind::Ratio,
    basis: Basis::Arithmetic,
    severity: Severity::Error,
    needs: &[&needs::SENTENCES],
    says: &[FROM_NOTHING],
    find,
};

const FROM_NOTHING: Saying = Saying::fails("from-nothing", Severity::Info);

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    let mut from_nothing = Vec::new();
    for comparison in &budget.comparisons {
        let compared = Compared::of(budget, comparison);
        if let Some((rate, _)) = compared::claim(budget, comparison.rate)
            && let Some(true) = grew_from_nothing(budget, comparison, &compared)
        {
            from_nothing.push(Operand::claim(rate));
            continue;
        }
        relations.extend(rate(budget, comparison, &compared));
        relations.extend(completion(budget, comparison, &compared));
    }
    if !from_nothing.is_empty() {
        let words = vec![("times", from_nothing.len().to_string())];
        relations.push(Relation::Said {
            saying: &FROM_NOTHING,
            about: from_nothing,
            spot: Spot::Document,
            words,
        });
    }
}

/// Whether a rate is given of what was nothing before.
fn grew_from_nothing(budget: &Budget, comparison: &Comparison, compared: &Compared) -> Option<bool> {
    let (_, rate) = compared::claim(budget, comparison.rate)?;
    let (before, _) = compared.before()?;
    let grows = matches!(rate.said, Said::Percent(percent) if !percent.is_zero());
    let (now, _) = compared::in_yuan(compared.current?.amount)?;
    Some(before.is_zero() && grows && !now.is_zero())
}

fn rate(budget: &Budget, comparison: &Comparison, compared: &Compared) -> Option<Relation> {
    let (at, rate) = compared::claim(budget, comparison.rate)?;
    let sign = sign(rate.direction?);
    if is_negative(rate) && sign < 0 {
        return None;
    }
    let percent = Operand::claim(at);
    // 增加 … 下降 is no rate of that change.
    let change = compared.change.filter(|change| change.sign == sign);
    let (part, whole) = match (compared.current, compared.previous, change) {
        (Some(current), Some(previous), _) => {
            (current.operand, Whole::Grown { previous: previous.operand, sign })
        }
        (Some(current), None, Some(change)) => {
            (change.figure.operand, Whole::Before { current: current.operand, sign })
        }
        (None, Some(previous), Some(change)) => (change.figure.operand, Whole::Printed(previous.operand)),
        _ => return None,
    };
    Some(Relation::Ratio { percent, part, whole })
}

fn is_negative(claim: &Claim) -> bool {
    matches!(claim.said, Said::Percent(percent) if percent.is_sign_negative())
}

/// Words that tell apart what a completion may be of.
const PLANS: [&str; 3] = ["年初", "调整", "全年"];

fn completion(budget: &Budget, comparison: &Comparison, compared: &Compared) -> Option<Relation> {
    let (at, completion) = compared::claim(budget, comparison.completion)?;
    let (_, planned) = compared::claim(budget, comparison.previous)?;
    let (current, previous) = (compared.current.filter(|_| compared.is_said)?, compared.previous?);
    if !compared::with_plan(comparison) {
        return None;
    }
    for plan in PLANS {
        let of = |claim: &Claim| search::contains(&claim.subject, plan);
        let other = PLANS.iter().any(|word| search::contains(&planned.subject, word));
        if of(completion) && !of(planned) && other {
            return None;
        }
    }
    let whole = Whole::Printed(previous.operand);
    Some(Relation::Ratio { percent: Operand::claim(at), part: current.operand, whole })
}
