//! The headline cards, the counts of the checks and the way down by function.

use super::terms::{TermData, explanation};
use super::{PieceData, address, pieces};
use crate::amount::Unit;
use crate::budget::Budget;
use crate::charts::scale::Scale;
use crate::checks::Report;
use crate::checks::report::Verdict;
use crate::export::report::AddressData;
use crate::export::wording::{Piece, Wording};
use crate::i18n::{Locale, format};
use crate::views::findings::{self, Group};
use crate::views::function;
use crate::views::overview::{self, Card, Quoted, Shown};
use crate::web::kept::Kept;
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CardData {
    id: &'static str,
    label: &'static str,
    value: String,
    unit: &'static str,
    at: AddressData,
    /// Between 0 and 1, for the bar below the figure.
    part: Option<f64>,
    lines: Vec<Vec<PieceData>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OverviewData {
    cards: Vec<CardData>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Badge {
    exact: usize,
    rounding: usize,
    boundary: usize,
    contradiction: usize,
    not_checked: usize,
    /// What is said of the document and should be looked at.
    attention: usize,
    notes: usize,
}

/// How the relations of a report were judged.
pub fn badge(report: &Report) -> Badge {
    let count = |verdict| findings::relations(report, verdict);
    Badge {
        exact: count(Verdict::Exact),
        rounding: count(Verdict::Rounding),
        boundary: count(Verdict::Boundary),
        contradiction: count(Verdict::Contradiction),
        not_checked: count(Verdict::NotChecked),
        attention: findings::remarks(report),
        notes: findings::of_group(report, Group::Reading).len(),
    }
}

pub fn overview(disclosure: &Kept, locale: &'static Locale, unit: Unit) -> OverviewData {
    let budget = &disclosure.budget;
    let mut cards = Vec::new();
    for card in overview::cards(budget) {
        cards.push(card_data(budget, &card, locale, unit));
    }
    OverviewData { cards }
}

fn card_data(budget: &Budget, card: &Card, locale: &'static Locale, unit: Unit) -> CardData {
    let wording = Wording { budget, locale };
    let figure = |shown: &Shown| (format::amount(shown.amount, unit), Some(shown.at.clone()));
    let quoted =
        |quoted: &Quoted, suffix: &str| (format!("{}{suffix}", quoted.text), Some(quoted.at.clone()));
    let mut lines: Vec<Vec<PieceData>> = Vec::new();
    let mut line: Vec<Piece> = Vec::new();
    let mut add = |piece: Vec<Piece>| {
        if !line.is_empty() {
            line.push(Piece::words(locale.separator()));
        }
        line.extend(piece);
    };
    if let Some(share) = &card.share {
        add(wording.pieces("card.share", &[("share", quoted(share, "%"))]));
    }
    if let Some(count) = &card.count {
        add(wording.pieces("card.projects-count", &[("count", quoted(count, ""))]));
    }
    for (key, shown) in &card.details {
        add(wording.pieces(key, &[("amount", figure(shown))]));
    }
    if !line.is_empty() {
        lines.push(pieces(budget, line));
    }
    if let Some(compared) = &card.change {
        let stated = pieces(budget, wording.change(compared, unit));
        if !stated.is_empty() {
            lines.push(stated);
        }
        if let Some(reason) = compared.change.as_ref().and_then(|change| change.reason.as_ref()) {
            let words = locale.fill("change.reason", &[("reason", reason)]);
            lines.push(vec![PieceData { text: words, at: None }]);
        }
    }
    CardData {
        id: card.id,
        label: locale.text(card_label(card.id)),
        value: format::amount(card.figure.amount, unit),
        unit: locale.unit(unit),
        at: address(budget, &card.figure.at),
        part: card.whole.map(|whole| Scale::new(whole, 1.0).length(card.figure.amount)),
        lines,
    }
}

fn card_label(id: &str) -> &'static str {
    match id {
        "total" => "card.total",
        "project" => "card.project",
        "basic" => "card.basic",
        "procurement" => "card.procurement",
        _ => "card.three-public",
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StopData {
    key: String,
    code: Option<String>,
    name: String,
    value: String,
    at: AddressData,
    leads: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LevelData {
    table: String,
    trail: Vec<StopData>,
    leaf: bool,
    /// How many lines it has.
    lines: usize,
    empty: usize,
    /// What the open line is about.
    explanation: Option<TermData>,
}

pub fn level(disclosure: &Kept, level: &function::Level, locale: &'static Locale, unit: Unit) -> LevelData {
    let budget = &disclosure.budget;
    let wording = Wording { budget, locale };
    let mut trail = Vec::new();
    for stop in &level.trail {
        trail.push(StopData {
            key: stop.key.clone(),
            code: stop.code.clone(),
            name: if stop.key.is_empty() { locale.text("trail.all").to_owned() } else { stop.name.clone() },
            value: format::amount(stop.amount, unit),
            at: AddressData::from(&stop.at),
            leads: stop.leads,
        });
    }
    LevelData {
        table: budget.table(&level.table).map(|table| wording.table(table)).unwrap_or_default(),
        trail,
        leaf: level.is_leaf,
        lines: level.bars.bars.len(),
        explanation: level
            .trail
            .last()
            .filter(|stop| !stop.key.is_empty())
            .and_then(|stop| explanation(budget, locale, stop.code.as_deref(), &[&stop.name])),
        empty: level.empty,
    }
}
