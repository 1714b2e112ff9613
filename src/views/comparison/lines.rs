//! What a disclosure lists in a part of the comparison, each line with the key by which others know it.

use super::{Known, Section};
use crate::address::CellAddress;
use crate::amount::{self, Amount};
use crate::budget::coordinates::Resolver;
use crate::budget::{Budget, Coordinate, Flow, Quantity, Subject};
use crate::catalogue;
use crate::tables::names::{Name, plain};
use crate::tables::spec::Layout;
use crate::tables::{Figure, Item, Table, Value};
use crate::views::{projects, three_public};

/// A line of one disclosure.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it is: the same in every disclosure, unless codes or names changed.
    pub key: String,
    /// Its code.
    pub code: Option<String>,
    /// Its name.
    pub name: String,
    /// How deep it stands.
    pub level: u8,
    /// Its place in a part whose order is that of the form.
    pub rank: u32,
    /// Its amount; nothing where the cell is blank.
    pub known: Option<Known>,
    /// The cell that tells which quantity it is.
    pub cell: CellAddress,
    /// The whole that it is a share of.
    pub whole: Option<Amount>,
}

/// Sources of revenue in the order of the form, with their official names.
const SOURCES: [(&str, &str); 11] = [
    ("total", "收入总计"),
    ("general", "一般公共预算"),
    ("fund", "政府性基金预算"),
    ("state-capital", "国有资本经营预算"),
    ("special-account", "财政专户管理资金"),
    ("institution", "事业收入"),
    ("business", "事业单位经营收入"),
    ("superior", "上级补助收入"),
    ("subordinate", "附属单位上缴收入"),
    ("other", "其他收入"),
    ("carry-over", "上年结转结余"),
];

/// Natures of expenditure with their official names and levels.
const NATURES: [(&str, &str, u8); 5] = [
    ("total", "支出合计", 0),
    ("basic", "基本支出", 1),
    ("basic.personnel", "人员经费", 2),
    ("basic.public", "公用经费", 2),
    ("project", "项目支出", 1),
];

/// Sources under which the whole may be printed, all money first, with what a name says of it.
const WHOLES: [(&str, Option<&str>); 3] =
    [("total", None), ("fiscal", Some("财政拨款")), ("general", Some("一般公共预算"))];

/// A disclosure and how its quantities are kept.
struct Document<'a> {
    budget: &'a Budget,
    resolver: Resolver,
}

/// What every disclosure lists in a part, and what the amounts are of where that is not all money. All are asked for the
/// same money: that which most of them print.
pub fn listed(budgets: &[&Budget], section: Section) -> (Option<&'static str>, Vec<Vec<Entry>>) {
    let mut documents = Vec::new();
    for &budget in budgets {
        documents.push(Document { budget, resolver: Resolver::new(budget) });
    }
    let mut listed: Vec<Vec<Entry>> = budgets.iter().map(|_| Vec::new()).collect();
    let mut basis = None;
    match section {
        Section::Totals => totals(&documents, &mut listed),
        Section::Function => {
            let sources = WHOLES.map(|(source, name)| (source, "total", name));
            basis = classes(&documents, &sources, &mut listed, &|subject| match subject {
                Subject::Function(code) => Some(code),
                _ => None,
            });
        }
        Section::Economic => {
            let moneys = [
                ("total", "total", None),
                ("general", "basic", Some("一般公共预算基本支出")),
                ("total", "basic", Some("基本支出")),
                ("general", "total", Some("一般公共预算")),
            ];
            basis = classes(&documents, &moneys, &mut listed, &|subject| match subject {
                Subject::Economic(code, _) => Some(code),
                _ => None,
            });
        }
        Section::ThreePublic => {
            for (document, entries) in documents.iter().zip(&mut listed) {
                parts(document.budget, entries);
            }
        }
        Section::Projects => {
            for (document, entries) in documents.iter().zip(&mut listed) {
                named_projects(document, entries);
            }
        }
    }
    (basis, listed)
}

fn totals(documents: &[Document<'_>], listed: &mut [Vec<Entry>]) {
    let mut rank = 0;
    for (source, name) in SOURCES {
        rank += 1;
        let level = u8::from(source != "total");
        add(
            documents,
            listed,
            &line(format!("revenue.{source}"), name.to_owned(), level, rank),
            &|document| {
                let whole = document.best(Flow::Revenue, Subject::Whole, "total", "total")?;
                Some((
                    document.best(Flow::Revenue, Subject::Whole, source, "total")?,
                    whole.known.map(amount_of),
                ))
            },
        );
    }
    for (nature, name, level) in NATURES {
        rank += 1;
        let find = |document: &Document<'_>, source: &str| {
            document.best(Flow::Expenditure, Subject::Whole, source, nature)
        };
        let source = most(&WHOLES, &|(source, _)| {
            documents.iter().filter(|document| find(document, source).is_some()).count()
        });
        let Some((source, of)) = source else { continue };
        let name = of.map_or_else(|| name.to_owned(), |of| format!("{name}（{of}）"));
        add(documents, listed, &line(format!("expenditure.{nature}"), name, level, rank), &|document| {
            let whole = document.best(Flow::Expenditure, Subject::Whole, source, "total");
            Some((find(document, source)?, whole.and_then(|whole| whole.known).map(amount_of)))
        });
    }
}

fn amount_of(known: Known) -> Amount {
    known.amount
}

/// The candidate that most documents have, the first of equals; nothing where none has any.
fn most<T: Copy>(candidates: &[T], count: &dyn Fn(&T) -> usize) -> Option<T> {
    let mut best = None;
    for candidate in candidates {
        let found = count(candidate);
        if found > best.map_or(0, |(most, _)| most) {
            best = Some((found, *candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// A line whose amount is not known yet.
struct Named {
    key: String,
    name: String,
    level: u8,
    rank: u32,
}

const fn line(key: String, name: String, level: u8, rank: u32) -> Named {
    Named { key, name, level, rank }
}

type Find<'a> = &'a dyn Fn(&Document<'_>) -> Option<(Printed, Option<Amount>)>;

fn add(documents: &[Document<'_>], listed: &mut [Vec<Entry>], named: &Named, find: Find<'_>) {
    for (document, entries) in documents.iter().zip(listed) {
        let Some((printed, whole)) = find(document) else { continue };
        entries.push(Entry {
            key: named.key.clone(),
            code: None,
            name: named.name.clone(),
            level: named.level,
            rank: named.rank,
            known: printed.known,
            cell: printed.cell,
            whole,
        });
    }
}

/// What is printed of a quantity.
struct Printed {
    known: Option<Known>,
    cell: CellAddress,
    name: String,
}

impl Document<'_> {
    /// The most exact print of a quantity; a blank where no cell prints an amount.
    fn best(&self, flow: Flow, subject: Subject, source: &str, nature: &str) -> Option<Printed> {
        let coordinate = self.resolver.settle(Coordinate::new(flow, subject, source, nature));
        self.printed(self.budget.quantity(&coordinate)?)
    }

    fn printed(&self, quantity: Quantity<'_>) -> Option<Printed> {
        let mut best: Option<(Amount, &Figure)> = None;
        let (mut blank, mut name) = (None, None);
        for &id in quantity.cells {
            let Some((table, item, figure)) = self.budget.resolve_figure(id) else { continue };
            // Without its unit an amount cannot be shown beside others.
            if table.unit.is_none() {
                continue;
            }
            // Where a table prints its lines in two halves their names are numbered.
            if name.is_none() || table.layout == Layout::Rows {
                name = Some(name_of(table, item));
            }
            match figure.value {
                Value::Amount(amount) => {
                    let finer =
                        |(best, _): (Amount, &Figure)| amount.delta_in(best.unit()) < Some(best.delta());
                    if best.is_none_or(finer) {
                        best = Some((amount, figure));
                    }
                }
                Value::Blank => blank = blank.or(Some(figure)),
                Value::Unreadable(_) => {}
            }
        }
        let known = best.map(|(amount, figure)| Known {
            amount,
            reach: amount.delta(),
            at: Some(figure.at.clone().into()),
        });
        let cell = best.map(|(_, figure)| figure).or(blank)?.at.clone();
        Some(Printed { known, cell, name: name.unwrap_or_default() })
    }
}

fn name_of(table: &Table, item: &Item) -> String {
    if table.layout == Layout::Rows { item.name.clone() } else { Name::parse(&item.name).words }
}

/// A kind of money: source, nature, and what a name says of it.
type Money = (&'static str, &'static str, Option<&'static str>);

/// The lines of a classification by code, of the money that most documents part by it.
fn classes(
    documents: &[Document<'_>],
    moneys: &[Money],
    listed: &mut [Vec<Entry>],
    code_of: &dyn for<'s> Fn(&'s Subject) -> Option<&'s str>,
) -> Option<&'static str> {
    let own = |document: &Document<'_>, &(source, nature, _): &Money| {
        document.resolver.settle(Coordinate::new(Flow::Expenditure, Subject::Whole, source, nature))
    };
    let is_of = |coordinate: &Coordinate, money: &Coordinate| {
        coordinate.flow == Flow::Expenditure
            && coordinate.source == money.source
            && coordinate.nature == money.nature
            && code_of(&coordinate.subject).is_some()
    };
    let money = most(moneys, &|money| {
        let prints = |document: &&Document<'_>| {
            let money = own(document, money);
            document.budget.quantities().any(|(coordinate, _)| is_of(&coordinate, &money))
        };
        documents.iter().filter(prints).count()
    })?;
    for (document, entries) in documents.iter().zip(listed) {
        let own = own(document, &money);
        let whole = document.best(Flow::Expenditure, Subject::Whole, &own.source, &own.nature);
        let whole = whole.and_then(|whole| whole.known).map(amount_of);
        for (coordinate, quantity) in document.budget.quantities() {
            let Some(code) = code_of(&coordinate.subject).filter(|_| is_of(&coordinate, &own)) else {
                continue;
            };
            let Some(Printed { known, cell, name }) = document.printed(quantity) else { continue };
            let name = if name.is_empty() {
                catalogue::name_in(code, document.budget.year).unwrap_or_default().to_owned()
            } else {
                name
            };
            let level = u8::try_from(code.len().saturating_sub(3) / 2).unwrap_or_default();
            let (key, code) = (code.to_owned(), Some(code.to_owned()));
            put(entries, Entry { key, code, name, level, rank: 0, known, cell, whole });
        }
    }
    money.2
}

/// Adds a line to the one with its key, where there is one: what is printed on several lines is their exact sum.
fn put(entries: &mut Vec<Entry>, entry: Entry) {
    let Some(same) = entries.iter_mut().find(|known| known.key == entry.key) else {
        return entries.push(entry);
    };
    same.known = match (same.known.take(), entry.known) {
        (Some(one), Some(other)) => sum(&one, &other),
        (one, other) => one.or(other),
    };
}

fn sum(one: &Known, other: &Known) -> Option<Known> {
    let unit = one.amount.unit().min(other.amount.unit());
    let value = |value| Some(Amount::new(value, unit));
    let reach = |known: &Known| Some(Amount::new(known.reach, known.amount.unit()).in_unit(unit)?.value());
    let of = |known: &Known| Some(known.amount.in_unit(unit)?.value());
    Some(Known {
        amount: value(amount::sum(of(one)?, of(other)?)?)?,
        reach: amount::sum(reach(one)?, reach(other)?)?,
        at: None,
    })
}

/// “三公”经费 and its parts.
fn parts(budget: &Budget, entries: &mut Vec<Entry>) {
    let found = three_public::three_public(budget).map(|found| found.parts).unwrap_or_default();
    let whole = found.first().filter(|part| part.id.is_empty()).and_then(|part| part.figure.as_ref());
    let whole = whole.map(|figure| figure.amount);
    for (rank, part) in (0..).zip(found) {
        entries.push(Entry {
            key: if part.id.is_empty() { "total" } else { part.id }.to_owned(),
            code: None,
            name: part.name,
            level: part.level,
            rank,
            known: part.figure.map(|figure| Known {
                amount: figure.amount,
                reach: figure.amount.delta(),
                at: Some(figure.at),
            }),
            cell: part.cell,
            whole,
        });
    }
}

fn named_projects(document: &Document<'_>, entries: &mut Vec<Entry>) {
    let whole = document.best(Flow::Expenditure, Subject::Whole, "total", "project");
    let whole = whole.and_then(|whole| whole.known).map(amount_of);
    for project in projects::projects(document.budget).projects {
        let Some((figure, amount)) = project.figure.and_then(|figure| Some((figure, figure.amount()?)))
        else {
            continue;
        };
        let key = plain(project.name);
        if key.is_empty() {
            continue;
        }
        let at = Some(figure.at.clone().into());
        put(
            entries,
            Entry {
                key,
                code: project.code.map(str::to_owned),
                name: project.name.to_owned(),
                level: 0,
                rank: 0,
                known: Some(Known { amount, reach: amount.delta(), at }),
                cell: figure.at.clone(),
                whole,
            },
        );
    }
}
