//! What a reader asks first: how much, how it changed and why, what it is spent on.

use super::compared::{Compared, compared};
use super::{is_nothing, printed};
use crate::address::Address;
use crate::amount::Amount;
use crate::budget::{Budget, Coordinate, Flow, Subject};
use crate::narrative::{Claim, Kind, Said};
use crate::search;
use crate::tables::Figure;

/// An amount with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The amount.
    pub amount: Amount,
    /// Where it is printed.
    pub at: Address,
}

/// Words of the document with their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// As printed.
    pub text: String,
    /// Where they stand.
    pub at: Address,
}

/// A headline figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// What it is: `total`, `project`, `basic`, `procurement` or `three-public`.
    pub id: &'static str,
    /// The figure.
    pub figure: Shown,
    /// The whole it is a part of, for its bar.
    pub whole: Option<Amount>,
    /// Its share as the document prints it.
    pub share: Option<Quoted>,
    /// Figures that go with it, each with the key of its words.
    pub details: Vec<(&'static str, Shown)>,
    /// A number of things that goes with it.
    pub count: Option<Quoted>,
    /// How it changed against the year before, as the narrative states it.
    pub change: Option<Compared>,
}

/// The headline figures of a budget. A card whose figure the document does not print is left out.
#[must_use]
pub fn cards(budget: &Budget) -> Vec<Card> {
    let whole = total(budget);
    let amount = whole.as_ref().map(|card| card.figure.amount);
    [
        whole,
        nature(budget, "project", amount),
        nature(budget, "basic", amount),
        procurement(budget),
        three_public(budget),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn card(id: &'static str, figure: Shown) -> Card {
    Card { id, figure, whole: None, share: None, details: Vec::new(), count: None, change: None }
}

fn shown(figure: &Figure) -> Option<Shown> {
    Some(Shown { amount: figure.amount()?, at: figure.at.clone().into() })
}

fn said(claim: &Claim) -> Option<Shown> {
    match claim.said {
        Said::Amount(amount) => Some(Shown { amount, at: claim.at.clone().into() }),
        Said::Percent(_) | Said::Count(_) | Said::Statement(_) => None,
    }
}

fn quoted(claim: &Claim) -> Quoted {
    Quoted { text: claim.printed.clone(), at: claim.at.clone().into() }
}

/// The first printed cell of a quantity of the whole.
pub(super) fn of_whole(budget: &Budget, source: &[&str], nature: &str) -> Option<Shown> {
    let quantity = source.iter().find_map(|source| {
        budget.quantity(&Coordinate::new(Flow::Expenditure, Subject::Whole, source, nature))
    })?;
    let cells = quantity.cells.iter().filter_map(|&id| budget.resolve_figure(id));
    // Without its unit an amount cannot be shown beside others.
    cells.filter(|(table, ..)| table.unit.is_some()).filter_map(|(_, _, figure)| shown(figure)).next()
}

/// Sources under which the whole may be kept, all money first.
pub(super) const WHOLE: [&str; 3] = ["total", "general", "fiscal"];

fn total(budget: &Budget) -> Option<Card> {
    let figure = of_whole(budget, &WHOLE, "total")?;
    Some(Card { change: change(budget, &figure), ..card("total", figure) })
}

fn nature(budget: &Budget, nature: &'static str, whole: Option<Amount>) -> Option<Card> {
    let figure = of_whole(budget, &WHOLE, nature)?;
    let name = if nature == "project" { "项目支出" } else { "基本支出" };
    let share = share_of(budget, name);
    let mut card = Card { whole, share, ..card(nature, figure) };
    if nature == "basic" {
        let detail = |column: &str, key| Some((key, of_whole(budget, &WHOLE, column)?));
        card.details.extend(detail("basic.personnel", "card.personnel"));
    } else {
        card.count = count_of(budget, "个项目");
    }
    Some(card)
}

/// The percentage printed right behind the amount of `name`.
fn share_of(budget: &Budget, name: &str) -> Option<Quoted> {
    let is_share = |claim: &&Claim| {
        matches!(claim.said, Said::Percent(_))
            && claim.subject.ends_with('占')
            && claim.context.starts_with(name)
    };
    budget.narrative.claims.iter().find(is_share).map(quoted)
}

/// The first number of things counted with `counter`, such as 个项目.
fn count_of(budget: &Budget, counter: &str) -> Option<Quoted> {
    let behind = |claim: &Claim| {
        let section = budget.narrative.sections.iter().find(|section| section.id == claim.at.section)?;
        let line = section.lines.iter().find(|line| line.line == claim.at.line)?;
        Some(
            line.text
                .chars()
                .skip(claim.at.end as usize)
                .filter(|c| !c.is_whitespace())
                .take(6)
                .collect::<String>(),
        )
    };
    let counted = |claim: &&Claim| {
        matches!(claim.said, Said::Count(_)) && behind(claim).is_some_and(|words| words.starts_with(counter))
    };
    budget.narrative.claims.iter().find(counted).map(quoted)
}

fn procurement(budget: &Budget) -> Option<Card> {
    let mut values = Vec::new();
    for claim in &budget.narrative.claims {
        if claim.kind == Kind::Value && search::contains(&claim.subject, "政府采购") {
            values.push(claim);
        }
    }
    let about = |words: &'static [&'static str]| {
        values.iter().copied().find(|claim| search::contains_any(&claim.subject, words))
    };
    let is_part = |claim: &Claim| search::contains_any(&claim.subject, &["货物", "工程", "服务"]);
    let whole = values.iter().copied().find(|claim| !is_part(claim))?;
    let detail =
        |key, words| about(words).and_then(said).filter(|s| !s.amount.value().is_zero()).map(|s| (key, s));
    let details = [
        detail("card.services", &["服务"]),
        detail("card.goods", &["货物"]),
        detail("card.works", &["工程"]),
    ];
    Some(Card { details: details.into_iter().flatten().collect(), ..card("procurement", said(whole)?) })
}

fn three_public(budget: &Budget) -> Option<Card> {
    let row = budget.table("three-public").filter(|table| table.unit.is_some())?.items.first()?;
    let figure = row.figure("total").filter(|figure| !is_nothing(figure)).or_else(|| printed(row, "合计"))?;
    let figure = shown(figure)?;
    Some(Card { change: change(budget, &figure), ..card("three-public", figure) })
}

/// How the figure of a cell changed, where the narrative says so.
fn change(budget: &Budget, figure: &Shown) -> Option<Compared> {
    let Address::Cell(at) = &figure.at else { return None };
    compared(budget, figure.amount, at).filter(|compared| compared.change.is_some())
}
