//! What a document says of a figure's year before: the value, or the change that it is reached by.

use super::overview::Quoted;
use crate::address::{Address, CellAddress, SentenceAddress};
use crate::amount::{self, Amount};
use crate::budget::{Budget, Comparison};
use crate::narrative::{Base, Claim, Direction, Said, Statement, Year};
use crate::search;

/// An amount of the year before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The amount: as stated, or the exact difference of the amount now and the stated change.
    pub amount: Amount,
    /// Where it is stated; nothing for a difference.
    pub at: Option<Address>,
    /// Its year.
    pub year: Option<u16>,
}

/// A change, as stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// By how much, without direction; nothing where it is said that nothing changed.
    pub amount: Amount,
    /// Where that is stated.
    pub at: Address,
    /// Whether it grew; nothing where it is said that nothing changed (持平).
    pub is_up: Option<bool>,
    /// By how much in percent, as printed.
    pub rate: Option<Quoted>,
    /// The printed reason.
    pub reason: Option<String>,
}

/// A figure against the year before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The value before.
    pub before: Past,
    /// What lies between them; nothing where only the values are stated.
    pub change: Option<Changed>,
}

/// Compares the amount printed in a cell with the year before, as the narrative does. Nothing where it does not.
#[must_use]
pub fn compared(budget: &Budget, now: Amount, at: &CellAddress) -> Option<Compared> {
    let quantity = budget.quantity_at(at)?;
    let comparisons = budget.comparisons.iter().filter(|comparison| comparison.quantity == Some(quantity));
    comparisons.filter_map(|comparison| read(budget, comparison, now)).next()
}

fn read(budget: &Budget, comparison: &Comparison, now: Amount) -> Option<Compared> {
    let claim = |at: Option<usize>| -> Option<&Claim> { budget.narrative.claims.get(at?) };
    let year = year(budget, comparison.base.or(comparison.previous_time)?)?;
    let rate = claim(comparison.rate)
        .map(|claim| Quoted { text: claim.printed.clone(), at: claim.at.clone().into() });
    let change = claim(comparison.change).and_then(|claim| changed(budget, claim, rate)).or_else(|| {
        let unchanged = claim(comparison.unchanged)?;
        let nothing = Amount::new(amount::difference(now.value(), now.value())?.normalize(), now.unit());
        (unchanged.said == Said::Statement(Statement::Unchanged)).then(|| Changed {
            amount: nothing,
            at: unchanged.at.clone().into(),
            is_up: None,
            rate: None,
            reason: None,
        })
    });
    let before = match (claim(comparison.previous), &change) {
        (Some(claim), _) => {
            Past { amount: claim.said.amount()?, at: Some(claim.at.clone().into()), year: Some(year) }
        }
        (None, Some(Changed { at, is_up: None, .. })) => {
            Past { amount: now, at: Some(at.clone()), year: Some(year) }
        }
        (None, Some(Changed { amount, is_up: Some(is_up), .. })) => {
            let change = amount.in_unit(now.unit())?.value();
            let (now, unit) = (now.value(), now.unit());
            let before = if *is_up { amount::difference(now, change)? } else { amount::sum(now, change)? };
            Past { amount: Amount::new(before, unit), at: None, year: Some(year) }
        }
        (None, None) => return None,
    };
    Some(Compared { before, change })
}

fn changed(budget: &Budget, claim: &Claim, rate: Option<Quoted>) -> Option<Changed> {
    let (amount, direction) = (claim.said.amount()?, claim.direction?);
    // 减少-5: either way of reading it is in use.
    let is_open = amount.value().is_sign_negative() && direction == Direction::Down;
    let is_up = Some(direction == Direction::Up);
    (!is_open).then(|| Changed {
        amount,
        at: claim.at.clone().into(),
        is_up,
        rate,
        reason: reason(budget, &claim.at),
    })
}

/// The words after 主要原因 behind a change, up to the end of the clause.
fn reason(budget: &Budget, at: &SentenceAddress) -> Option<String> {
    let section = budget.narrative.sections.iter().find(|section| section.id == at.section)?;
    let line = section.lines.iter().find(|line| line.line == at.line)?;
    let after: String = line.text.chars().skip(at.end as usize).collect();
    let found = search::find(&after, "原因")?;
    let rest = after.get(found..)?.split_once(['：', ':', '是']).map(|(_, rest)| rest)?;
    let end = rest.find(['；', '。', ';']).unwrap_or(rest.len());
    let words = rest.get(..end)?.trim();
    (!words.is_empty()).then(|| words.to_owned())
}

/// The year that is compared with, if it is another than that of the document.
fn year(budget: &Budget, base: Base) -> Option<u16> {
    let year = match base.year? {
        Year::Of(year) => year,
        Year::Previous => budget.year?.checked_sub(1)?,
    };
    (budget.year != Some(year)).then_some(year)
}
