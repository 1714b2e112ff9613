//! 增减相符: the value before and the change make the value now, and the words agree with the figures.

use super::compared::{self, Change, Compared, Figure, in_yuan};
use super::report::{Basis, Severity};
use super::words::Words;
use super::{Kind, Operand, Relation, Rule, Saying, Spot, Term, needs};
use crate::amount;
use crate::budget::{Budget, Comparison};
use crate::narrative::{Direction, Said, Statement};
use crate::search;
use std::cmp::Ordering;

pub static RULE: Rule = Rule {
    id: "changes",
    version: 1,
    kind: Kind::Change,
    basis: Basis::Arithmetic,
    severity: Severity::Error,
    needs: &[&needs::COMPARISONS],
    says: &[
        UNCHANGED,
        NOT_UNCHANGED,
        BEFORE,
        BELOW_NOTHING,
        DIRECTION,
        OTHER_DIRECTION,
        NO_CHANGE,
        CHANGED_AND_UNCHANGED,
        ONE_DIRECTION,
        TWO_DIRECTIONS,
    ],
    find,
};

const UNCHANGED: Saying = Saying::holds("unchanged");
const NOT_UNCHANGED: Saying = Saying::fails("not-unchanged", Severity::Error);
const BEFORE: Saying = Saying::holds("before");
const BELOW_NOTHING: Saying = Saying::fails("below-nothing", Severity::Error);
const DIRECTION: Saying = Saying::holds("direction");
const OTHER_DIRECTION: Saying = Saying::fails("other-direction", Severity::Warning);
const NO_CHANGE: Saying = Saying::holds("no-change");
const CHANGED_AND_UNCHANGED: Saying = Saying::fails("changed-and-unchanged", Severity::Warning);
const ONE_DIRECTION: Saying = Saying::holds("one-direction");
const TWO_DIRECTIONS: Saying = Saying::fails("two-directions", Severity::Warning);

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    let words = Words::of(budget);
    let mut last = None;
    for comparison in &budget.comparisons {
        let compared = Compared::of(budget, comparison);
        relations.extend(sum(&compared));
        relations.extend(unchanged(budget, comparison, &compared));
        // Further changes beside one value may be those of its parts.
        if comparison.current != last {
            relations.extend(below_nothing(&compared));
        }
        last = comparison.current;
        relations.extend(direction(&words, comparison, &compared));
        relations.extend(two_directions(budget, comparison));
    }
    for pair in budget.comparisons.windows(2) {
        if let [changed, unchanged] = pair {
            relations.extend(changed_and_unchanged(budget, changed, unchanged));
        }
    }
}

/// now = before ± change.
fn sum(compared: &Compared) -> Option<Relation> {
    let (current, previous, change) = (compared.current?, compared.previous?, compared.change?);
    let term = |sign: i8, figure: Figure| Term { sign, operand: figure.operand };
    Some(Relation::Sum(vec![term(-1, current), term(1, previous), term(change.sign, change.figure)]))
}

fn said(saying: &'static Saying, about: Vec<Operand>) -> Relation {
    with_words(saying, about, Vec::new())
}

fn with_words(saying: &'static Saying, about: Vec<Operand>, words: Vec<(&'static str, String)>) -> Relation {
    Relation::Said { saying, about, spot: Spot::Document, words }
}

/// 持平 of two values that are both said.
fn unchanged(budget: &Budget, comparison: &Comparison, compared: &Compared) -> Option<Relation> {
    let (at, claim) = compared::claim(budget, comparison.unchanged)?;
    let (current, previous) = (compared.current.filter(|_| compared.is_said)?, compared.previous?);
    if claim.said != Said::Statement(Statement::Unchanged) || comparison.change.is_some() {
        return None;
    }
    let saying = if current.amount.may_be(previous.amount) { &UNCHANGED } else { &NOT_UNCHANGED };
    let printed = |figure: Figure| figure.operand.printed(budget).to_owned();
    let words = vec![("now", printed(current)), ("before", printed(previous))];
    Some(with_words(saying, vec![Operand::claim(at), current.operand, previous.operand], words))
}

/// What grew by more than it is was less than nothing before.
fn below_nothing(compared: &Compared) -> Option<Relation> {
    let current = compared.current.filter(|_| compared.is_said && compared.previous.is_none())?;
    let Change { figure, sign } = compared.change.filter(|change| change.sign > 0)?;
    let (now, change) = (in_yuan(current.amount)?, in_yuan(figure.amount)?);
    if sign < 0 || now.0.is_sign_negative() || change.0.is_sign_negative() || change.0.is_zero() {
        return None;
    }
    let most = amount::sum(now.0, amount::sum(now.1, change.1)?)?;
    let saying = if change.0 > most { &BELOW_NOTHING } else { &BEFORE };
    Some(said(saying, vec![figure.operand, current.operand]))
}

/// What final accounts say of outturn and budget.
const ORDERS: [(&str, Ordering); 8] = [
    ("决算数大于预算数", Ordering::Greater),
    ("决算数小于预算数", Ordering::Less),
    ("决算数大于年初预算数", Ordering::Greater),
    ("决算数小于年初预算数", Ordering::Less),
    ("决算大于预算", Ordering::Greater),
    ("决算小于预算", Ordering::Less),
    ("决算数高于预算数", Ordering::Greater),
    ("决算数低于预算数", Ordering::Less),
];

/// 决算数小于预算数 behind the two values.
fn direction(words: &Words<'_>, comparison: &Comparison, compared: &Compared) -> Option<Relation> {
    let (current, previous) = (compared.current.filter(|_| compared.is_said)?, compared.previous?);
    if !compared::with_plan(comparison) {
        return None;
    }
    let last = [comparison.current, comparison.previous, comparison.completion].into_iter().flatten().max();
    let behind = words.behind(last?, NEAR);
    let beside = behind.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let (word, order) = ORDERS.into_iter().find(|(word, _)| search::contains(beside, word))?;
    let (now, before) = (in_yuan(current.amount)?, in_yuan(previous.amount)?);
    let saying = match now.0.cmp(&before.0) {
        found if found == order => &DIRECTION,
        // What rounding hides may still be more or less.
        Ordering::Equal => return None,
        _ => &OTHER_DIRECTION,
    };
    Some(with_words(saying, vec![current.operand, previous.operand], vec![("word", word.to_owned())]))
}

/// How many letters behind a value say how it compares.
const NEAR: usize = 24;

/// 减少 5 万元，增长 3%.
fn two_directions(budget: &Budget, comparison: &Comparison) -> Option<Relation> {
    let (change_at, change) = compared::claim(budget, comparison.change)?;
    let (rate_at, rate) = compared::claim(budget, comparison.rate)?;
    let amount = change.said.amount()?.value();
    let Said::Percent(percent) = rate.said else { return None };
    let (of_change, of_rate): (Direction, Direction) = (change.direction?, rate.direction?);
    let plain = !amount.is_sign_negative() && !percent.is_sign_negative();
    let anything = !amount.is_zero() && !percent.is_zero();
    // 下降（增长） is left of a form.
    let chosen = !rate.subject.contains(['（', '(']) && !change.subject.contains(['（', '(']);
    // The rate stands right behind its change.
    let beside = rate_at == change_at + 1 && !search::contains(&rate.lead, "。");
    let saying = if of_change == of_rate { &ONE_DIRECTION } else { &TWO_DIRECTIONS };
    (plain && anything && chosen && beside)
        .then(|| said(saying, vec![Operand::claim(change_at), Operand::claim(rate_at)]))
}

/// 增加 1 万元，与上年持平: of one value, from one base.
fn changed_and_unchanged(budget: &Budget, changed: &Comparison, unchanged: &Comparison) -> Option<Relation> {
    let (change_at, change) = compared::claim(budget, changed.change)?;
    let (same_at, same) = compared::claim(budget, unchanged.unchanged)?;
    let one_value = changed.current.is_some() && changed.current == unchanged.current;
    let one_base = changed.base.is_none_or(|base| {
        unchanged.base.is_some_and(|other| {
            let stages = base.stage == other.stage || base.stage.is_none() || other.stage.is_none();
            base.year == other.year && stages
        })
    });
    let beside = same_at == change_at + 1 && !search::contains(&same.lead, "。");
    let is_same = same.said == Said::Statement(Statement::Unchanged);
    if !(one_value && one_base && beside && is_same) {
        return None;
    }
    let saying = if change.said.amount()?.value().is_zero() { &NO_CHANGE } else { &CHANGED_AND_UNCHANGED };
    Some(said(saying, vec![Operand::claim(change_at), Operand::claim(same_at)]))
}
