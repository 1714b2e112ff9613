//! The check list, one check, and what is known of one figure.

use super::address;
use crate::address::Address;
use crate::amount::{Amount, Unit};
use crate::checks::report::Check;
use crate::checks::{Kind, Report, Spot, Term};
use crate::disclosure::Disclosure;
use crate::export::report::AddressData;
use crate::export::wording::Wording;
use crate::i18n::{Locale, format};
use crate::tables::heads::Column;
use crate::views::findings::{self, Group};
use crate::views::inspection;
use rust_decimal::Decimal;
use serde::Serialize;

#[derive(Serialize)]
pub struct GroupData {
    id: &'static str,
    count: usize,
}

/// The groups that have any check, in reading order.
pub fn check_groups(report: &Report) -> Vec<GroupData> {
    let mut groups = Vec::new();
    for group in Group::ALL {
        let count = findings::of_group(report, group).len();
        if count > 0 {
            groups.push(GroupData { id: group.id(), count });
        }
    }
    groups
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckLine {
    id: String,
    verdict: &'static str,
    severity: &'static str,
    rule: String,
    table: String,
    message: String,
    follows: usize,
}

pub fn checks(disclosure: &Disclosure, group: Group, locale: &'static Locale) -> Vec<CheckLine> {
    let wording = Wording { budget: &disclosure.budget, locale };
    let mut lines = Vec::new();
    for at in findings::of_group(&disclosure.report, group) {
        if let Some(check) = disclosure.report.checks.get(at) {
            lines.push(check_line(&wording, check));
        }
    }
    lines
}

fn check_line(wording: &Wording<'_>, check: &Check) -> CheckLine {
    let first = check.operands.first().and_then(|term| term.operand.at(wording.budget));
    let table = match (&first, &check.spot) {
        (Some(Address::Cell(cell)), _) => wording.budget.table(&cell.table),
        (_, Spot::Line { table, .. }) => wording.budget.table(table),
        _ => None,
    };
    CheckLine {
        id: check.id.clone(),
        verdict: check.verdict.id(),
        severity: check.severity.id(),
        rule: wording.locale.text(&format!("rule.{}", check.rule.id)).to_owned(),
        table: table.map(|table| wording.table(table)).unwrap_or_default(),
        message: wording.sentence(check),
        follows: check.follows,
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OperandLine {
    sign: &'static str,
    place: String,
    at: AddressData,
    printed: String,
    range: Option<(String, String)>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckDetail {
    id: String,
    kind: &'static str,
    verdict: &'static str,
    severity: &'static str,
    rule: String,
    message: String,
    advice: &'static str,
    operands: Vec<OperandLine>,
    sum: Option<String>,
    residual: Option<String>,
    bound: Option<String>,
    resolution: Option<String>,
    follows: Vec<CheckLine>,
    cause: Option<String>,
}

/// One check with everything that explains its verdict.
pub fn check(disclosure: &Disclosure, id: &str, locale: &'static Locale) -> Option<CheckDetail> {
    let (budget, report) = (&disclosure.budget, &disclosure.report);
    let wording = Wording { budget, locale };
    let (index, check) = report.checks.iter().enumerate().find(|(_, check)| check.id == id)?;
    let is_sum = check.rule.kind == Kind::Sum;
    let mut operands = Vec::new();
    for term in &check.operands {
        operands.extend(operand_line(&wording, check, term));
    }
    let decimal = |value: Option<Decimal>| value.map(format::decimal);
    let mut consequences = Vec::new();
    for other in &report.checks {
        if other.cause == Some(index) {
            consequences.push(check_line(&wording, other));
        }
    }
    Some(CheckDetail {
        id: check.id.clone(),
        kind: check.rule.kind.id(),
        verdict: check.verdict.id(),
        severity: check.severity.id(),
        rule: locale.text(&format!("rule.{}", check.rule.id)).to_owned(),
        message: wording.message(check),
        advice: wording.advice(check),
        operands,
        sum: wording.sum(check).filter(|_| is_sum),
        residual: decimal(check.residual),
        bound: decimal(check.bound),
        resolution: decimal(check.resolution),
        follows: consequences,
        cause: report.cause_of(check).map(str::to_owned),
    })
}

fn operand_line(wording: &Wording<'_>, check: &Check, term: &Term) -> Option<OperandLine> {
    let (budget, operand) = (wording.budget, term.operand);
    let is_sum = check.rule.kind == Kind::Sum;
    let at = operand.at(budget)?;
    let first = check.operands.first().filter(|_| is_sum).and_then(|first| first.operand.at(budget));
    Some(OperandLine {
        sign: match term.sign {
            1 if is_sum => "+",
            _ if is_sum => "=",
            _ => "",
        },
        place: first.map_or_else(|| wording.place(&at), |first| wording.place_beside(&at, &first)),
        at: address(budget, &at),
        printed: wording.printed(operand),
        range: operand.amount(budget).map(|amount| {
            let interval = amount.interval();
            (format::decimal(interval.min), format::decimal(interval.max))
        }),
    })
}

#[derive(Serialize)]
pub struct PlaceLine {
    text: String,
    at: AddressData,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InspectionData {
    at: AddressData,
    name: String,
    column: String,
    table: String,
    printed: String,
    blank: bool,
    unit: Option<&'static str>,
    delta: Option<String>,
    /// The amount in the unit the reader chose, where that is another than the printed one.
    converted: Option<String>,
    line: u32,
    cell: u32,
    others: Vec<PlaceLine>,
    checks: Vec<CheckLine>,
}

pub fn inspection(
    disclosure: &Disclosure,
    found: &inspection::Inspection<'_>,
    locale: &'static Locale,
    unit: Unit,
) -> InspectionData {
    let budget = &disclosure.budget;
    let wording = Wording { budget, locale };
    let amount = found.figure.amount();
    let same = |column: &&Column| column.key == found.figure.at.column && column.side == found.item.side;
    let column = found.table.columns.iter().find(same);
    let mut checks = Vec::new();
    for &at in &found.checks {
        if let Some(check) = disclosure.report.checks.get(at) {
            checks.push(check_line(&wording, check));
        }
    }
    let mut others = Vec::new();
    for at in &found.others {
        others.push(PlaceLine { text: wording.place(at), at: address(budget, at) });
    }
    let convert = |amount: Amount| {
        (found.table.unit != Some(unit)).then(|| format!("{} {unit}", format::amount(amount, unit)))
    };
    InspectionData {
        at: (&found.figure.at).into(),
        name: wording.row(found.item),
        column: column.map_or_else(|| found.figure.at.column.to_string(), |column| column.label()),
        table: wording.table(found.table),
        printed: found.figure.printed.clone(),
        blank: found.figure.printed.is_empty(),
        unit: found.table.unit.map(Unit::label),
        delta: amount.map(|amount| format::decimal(amount.delta())),
        converted: found.table.unit.and(amount).and_then(convert),
        line: found.figure.at.place.line,
        cell: found.figure.at.place.cell,
        others,
        checks,
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QuoteData {
    at: AddressData,
    section: String,
    line: u32,
    before: String,
    figure: String,
    after: String,
    /// The table cell that the figure repeats.
    cell: Option<PlaceLine>,
}

/// A figure of a sentence with its sentence.
pub fn quote(disclosure: &Disclosure, locale: &'static Locale, line: u32, start: u32) -> Option<QuoteData> {
    let budget = &disclosure.budget;
    let wording = Wording { budget, locale };
    let (index, claim) = budget.narrative.claims.iter().enumerate().find(|(_, claim)| {
        claim.at.line == line && matches!(address(budget, &claim.at.clone().into()), AddressData::Sentence { start: s, .. } if s == start)
    })?;
    let section = budget.narrative.sections.iter().find(|section| section.id == claim.at.section)?;
    let text = &section.lines.iter().find(|text| text.line == line)?.text;
    let taken =
        |from: u32, to: u32| text.chars().skip(from as usize).take((to - from) as usize).collect::<String>();
    let cell = budget.cell_of_claim(index).map(|figure| Address::from(figure.at.clone()));
    Some(QuoteData {
        at: address(budget, &claim.at.clone().into()),
        section: section.heading.clone(),
        line,
        before: taken(0, claim.at.start),
        figure: claim.printed.clone(),
        after: text.chars().skip(claim.at.end as usize).collect(),
        cell: cell.map(|at| PlaceLine { text: wording.place(&at), at: address(budget, &at) }),
    })
}
