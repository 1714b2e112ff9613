//! 增减一致: a change that is stated twice is stated alike, and both sides of a balance change alike.

use super::compared::{self, Compared};
use super::report::{Basis, Severity};
use super::{Kind, Relation, Rule, needs};
use crate::budget::{Budget, Comparison, Coordinate, DocumentKind, Flow, Subject};
use crate::narrative::{Base, Year};
use crate::search;

pub static RULE: Rule = Rule {
    id: "repeated-changes",
    version: 1,
    kind: Kind::Claim,
    basis: Basis::Arithmetic,
    severity: Severity::Error,
    needs: &[&needs::COMPARISONS],
    says: &[],
    find,
};

/// How many changes are remembered: what is stated twice is stated shortly after.
const REMEMBERED: usize = 64;

/// A change of a quantity whose value is stated beside it.
struct Stated<'a> {
    comparison: &'a Comparison,
    compared: Compared,
    means: Option<Coordinate>,
}

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    let mut stated: Vec<Stated<'_>> = Vec::new();
    for comparison in &budget.comparisons {
        let compared = Compared::of(budget, comparison);
        if !compared.is_said || compared.change.is_none() || comparison.quantity.is_none() {
            continue;
        }
        let means = comparison.quantity.and_then(|at| budget.nth_quantity(at)).map(|(means, _)| means);
        let now = Stated { comparison, compared, means };
        if let Some(before) =
            stated.iter().rev().take(REMEMBERED).find(|before| is_same(budget, before, &now))
            && let (Some(change), Some(known)) = (now.compared.change, before.compared.change)
        {
            relations.push(Relation::Copies(vec![change.figure.operand, known.figure.operand]));
        }
        stated.push(now);
    }
}

/// Whether two changes are the same: of one quantity or of both sides of a balance, with one value, from one base, in
/// one direction.
fn is_same(budget: &Budget, before: &Stated<'_>, now: &Stated<'_>) -> bool {
    let quantity = before.comparison.quantity == now.comparison.quantity || is_balance(budget, before, now);
    let values = before.compared.current.zip(now.compared.current);
    let direction = before.compared.change.zip(now.compared.change);
    let apart = before.comparison.current != now.comparison.current;
    quantity
        && apart
        && source_words(budget, before) == source_words(budget, now)
        && values.is_some_and(|(a, b)| a.amount.may_be(b.amount))
        && direction.is_some_and(|(a, b)| a.sign == b.sign)
        && bases_agree(budget, before.comparison.base, now.comparison.base)
}

/// The words for a source of money beside the value: what is all of the money this year may have been a part of it the
/// year before.
fn source_words(budget: &Budget, stated: &Stated<'_>) -> Vec<bool> {
    let claim = compared::claim(budget, stated.comparison.current);
    let has = |word: &str| claim.is_some_and(|(_, claim)| search::contains(&claim.subject, word));
    ["财政拨款", "一般公共预算", "政府性基金", "国有资本"].iter().map(|word| has(word)).collect()
}

fn bases_agree(budget: &Budget, one: Option<Base>, other: Option<Base>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    let number = |base: Base| match (base.year, budget.year) {
        (Some(Year::Of(year)), _) => Some(year),
        (Some(Year::Previous), Some(own)) => own.checked_sub(1),
        _ => None,
    };
    // In a budget what is not said to be executed is budgeted.
    let unsaid = budget.kind == DocumentKind::Budget && (one.stage.is_none() || other.stage.is_none());
    number(one).is_some() && number(one) == number(other) && (one.stage == other.stage || unsaid)
}

/// 收入总计 and 支出总计: equal in every year.
fn is_balance(budget: &Budget, before: &Stated<'_>, now: &Stated<'_>) -> bool {
    let is_total = |stated: &Stated<'_>| {
        let claim = compared::claim(budget, stated.comparison.current);
        claim.is_some_and(|(_, claim)| search::contains(&claim.subject, "总计"))
    };
    let (Some(a), Some(b)) = (&before.means, &now.means) else { return false };
    let whole = |means: &Coordinate| matches!(means.subject, Subject::Whole | Subject::WholeCarried);
    let sides = (a.flow == Flow::Revenue) != (b.flow == Flow::Revenue);
    sides
        && whole(a)
        && whole(b)
        && (&a.source, &a.nature) == (&b.source, &b.nature)
        && is_total(before)
        && is_total(now)
}
