//! What was found, kind by kind, each hit in one line with its place and where it leads.

use super::checks::check_line;
use super::terms::terms;
use crate::address::{CellAddress, SentenceAddress};
use crate::amount::Amount;
use crate::budget::Budget;
use crate::export::wording::Wording;
use crate::i18n::Locale;
use crate::narrative::{Claim, Said};
use crate::tables::heads::Column;
use crate::tables::{Figure, Item, Table};
use crate::views::findings::Group;
use crate::views::search::{self, Hit, Query};
use crate::web::kept::Kept;
use serde::Serialize;

/// Hits of one kind that are sent; the others are counted.
const MOST: usize = 8;

#[derive(Serialize)]
pub struct FoundData {
    kind: &'static str,
    count: usize,
    hits: Vec<HitData>,
}

#[derive(Serialize, Default)]
pub struct HitData {
    /// The words before what was found, the found ones, and those behind.
    before: String,
    text: String,
    after: String,
    place: String,
    /// An amount with its unit.
    value: String,
    to: ToData,
}

/// Where a hit leads, as the page's address names it.
#[derive(Serialize, Default)]
pub struct ToData {
    view: &'static str,
    key: Option<String>,
    table: Option<String>,
    check: Option<String>,
    cell: Option<String>,
    sentence: Option<String>,
    line: Option<u32>,
    term: Option<String>,
}

/// What the document, its checks and our explanations have of what was typed; kinds without a hit are left out.
pub fn search(disclosure: &Kept, locale: &'static Locale, typed: &str) -> Vec<FoundData> {
    let Some(query) = Query::new(typed) else { return Vec::new() };
    let budget = &disclosure.budget;
    let wording = Wording { budget, locale };
    let mut all = Vec::new();
    for found in search::find(budget, &query) {
        let mut data = FoundData { kind: found.kind, count: found.count, hits: Vec::new() };
        for hit in found.first.into_iter().take(MOST) {
            data.hits.extend(hit_data(&wording, hit));
        }
        if found.kind == "terms" {
            explained(budget, locale, &query, &mut data);
        }
        all.push(data);
    }
    all.push(checks(disclosure, &wording, &query));
    all.retain(|found| found.count > 0);
    all
}

fn hit_data(wording: &Wording<'_>, hit: Hit) -> Option<HitData> {
    let budget = wording.budget;
    Some(match hit {
        Hit::Cell(id) => {
            let (table, item, figure) = budget.resolve_figure(id)?;
            cell(wording, table, item, figure)
        }
        Hit::Claim(at) => claim(wording, budget.narrative.claims.get(at)?),
        Hit::Line(table, item) => {
            let table = budget.tables.get(table)?;
            line(wording, table, table.items.get(item)?)
        }
        Hit::Sentence(of_profile, section, line, place) => {
            let narrative = &budget.narrative;
            let sections = if of_profile { &narrative.profile } else { &narrative.sections };
            let section = sections.get(section)?;
            let line = section.lines.get(line)?;
            HitData {
                place: section.heading.clone(),
                to: ToData {
                    view: "narrative",
                    key: Some(section.id.to_string()),
                    line: Some(line.line),
                    ..ToData::default()
                },
                ..around(&line.text, place)
            }
        }
        Hit::Term(at) => {
            let term = budget.narrative.glossary.get(at)?;
            of_term(term.term.clone(), wording.locale.text("terms.by-document"), term.term.clone())
        }
        Hit::Table(at) => {
            let table = budget.tables.get(at)?;
            HitData {
                text: wording.table(table),
                to: ToData { view: "tables", table: Some(table.id.to_string()), ..ToData::default() },
                ..HitData::default()
            }
        }
    })
}

fn cell(wording: &Wording<'_>, table: &Table, item: &Item, figure: &Figure) -> HitData {
    let mut place = wording.table(table);
    let same = |column: &&Column| column.key == figure.at.column && column.side == item.side;
    if let Some(column) = table.columns.iter().find(same) {
        place.push_str(" · ");
        place.push_str(&column.label());
    }
    HitData {
        text: wording.row(item),
        place,
        value: figure.amount().map(|amount| amount_of(figure, amount)).unwrap_or_default(),
        to: to_cell(table, &figure.at),
        ..HitData::default()
    }
}

fn amount_of(figure: &Figure, amount: Amount) -> String {
    format!("{} {}", figure.printed, amount.unit().label())
}

fn to_cell(table: &Table, at: &CellAddress) -> ToData {
    ToData {
        view: "tables",
        table: Some(table.id.to_string()),
        cell: Some(at.to_string()),
        ..ToData::default()
    }
}

fn claim(wording: &Wording<'_>, claim: &Claim) -> HitData {
    let at = &claim.at;
    let section = wording.budget.narrative.sections.iter().find(|section| section.id == at.section);
    let text = section.and_then(|section| section.lines.iter().find(|line| line.line == at.line));
    let text = text.map(|line| line.text.as_str()).unwrap_or_default();
    HitData {
        place: section.map(|section| section.heading.clone()).unwrap_or_default(),
        value: match claim.said {
            Said::Amount(amount) => format!("{} {}", claim.printed, amount.unit().label()),
            Said::Percent(_) => format!("{}%", claim.printed),
            Said::Count(_) | Said::Statement(_) => String::new(),
        },
        to: ToData { view: "narrative", sentence: Some(link(at)), ..ToData::default() },
        ..around(text, (at.start as usize, at.end as usize))
    }
}

fn link(at: &SentenceAddress) -> String {
    format!("{}.{}", at.line, at.start)
}

fn line(wording: &Wording<'_>, table: &Table, item: &Item) -> HitData {
    let printed = |figure: &&Figure| figure.amount().is_some_and(|amount| !amount.value().is_zero());
    let figure = item.figures.iter().find(printed).or_else(|| item.figures.first());
    HitData {
        text: wording.row(item),
        place: wording.table(table),
        value: figure
            .and_then(|figure| figure.amount().map(|amount| amount_of(figure, amount)))
            .unwrap_or_default(),
        to: match figure {
            Some(figure) => to_cell(table, &figure.at),
            None => ToData { view: "tables", table: Some(table.id.to_string()), ..ToData::default() },
        },
        ..HitData::default()
    }
}

/// Characters of a sentence that are shown before and behind what was found.
const AROUND: (usize, usize) = (14, 40);

fn around(text: &str, (start, end): (usize, usize)) -> HitData {
    let from = start.saturating_sub(AROUND.0);
    let take =
        |from: usize, to: usize| text.chars().skip(from).take(to.saturating_sub(from)).collect::<String>();
    let mut before = take(from, start);
    if from > 0 {
        before.insert(0, '…');
    }
    HitData { before, text: take(start, end), after: take(end, end + AROUND.1), ..HitData::default() }
}

fn of_term(name: String, whose: &str, key: String) -> HitData {
    HitData {
        text: name,
        place: whose.to_owned(),
        to: ToData { term: Some(key), ..ToData::default() },
        ..HitData::default()
    }
}

/// Adds what we explain.
fn explained(budget: &Budget, locale: &'static Locale, query: &Query, data: &mut FoundData) {
    for term in terms(budget, locale, "").into_iter().skip(budget.narrative.glossary.len()) {
        let name = format!("{} {}", term.key, term.name);
        if query.is_in(&name) {
            data.count += 1;
            if data.hits.len() < MOST {
                data.hits.push(of_term(name.trim().to_owned(), locale.text("terms.by-us"), term.key));
            }
        }
    }
}

/// The checks that a person should look at, and any by the name of its rule.
fn checks(disclosure: &Kept, wording: &Wording<'_>, query: &Query) -> FoundData {
    let mut data = FoundData { kind: "checks", count: 0, hits: Vec::new() };
    for check in &disclosure.report().checks {
        let rule = format!("rule.{}", check.rule.id);
        let named = query.is_in(wording.locale.text(&rule));
        let asks = matches!(Group::of(check), Group::Findings | Group::Rounding);
        if check.cause.is_some() || !(named || asks && query.is_in(&wording.sentence(check))) {
            continue;
        }
        data.count += 1;
        if data.hits.len() < MOST {
            let line = check_line(wording, check);
            data.hits.push(HitData {
                text: line.rule,
                place: line.message,
                value: line.word,
                to: ToData { view: "checks", check: Some(check.id.clone()), ..ToData::default() },
                ..HitData::default()
            });
        }
    }
    data
}
