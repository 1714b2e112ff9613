//! The check list, one check, and what is known of one figure.

use super::address;
use crate::address::Address;
use crate::amount::{Amount, Unit};
use crate::checks::report::{Check, Judged};
use crate::checks::{Kind, Report};
use crate::disclosure::Disclosure;
use crate::export::report::{AddressData, follows};
use crate::export::wording::{Wording, parts_sum};
use crate::i18n::{Locale, format};
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
    let follows = follows(&disclosure.report);
    for at in findings::of_group(&disclosure.report, group) {
        if let Some(check) = disclosure.report.checks.get(at) {
            lines.push(check_line(&wording, check, follows.of(&check.id)));
        }
    }
    lines
}

fn check_line(wording: &Wording<'_>, check: &Check, follows: usize) -> CheckLine {
    let table = match (check.at(), &check.place) {
        (Some(Address::Cell(cell)), _) => wording.budget.table(&cell.table),
        (_, Some(place)) => wording.budget.table(&place.table),
        _ => None,
    };
    CheckLine {
        id: check.id.clone(),
        verdict: check.verdict.id(),
        severity: check.severity.id(),
        rule: wording.locale.text(&format!("rule.{}", check.rule.id)).to_owned(),
        table: table.map(|table| wording.table(table)).unwrap_or_default(),
        message: wording.message(check, 0),
        follows,
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
    let check = report.checks.iter().find(|check| check.id == id)?;
    let is_sum = check.rule.kind == Kind::Sum;
    let mut operands = Vec::new();
    for judged in &check.operands {
        operands.push(operand_line(&wording, check, judged));
    }
    let decimal = |value: Option<Decimal>| value.map(format::decimal);
    let mut consequences = Vec::new();
    for other in &report.checks {
        if other.cause.as_deref() == Some(id) {
            consequences.push(check_line(&wording, other, 0));
        }
    }
    Some(CheckDetail {
        id: check.id.clone(),
        kind: check.rule.kind.id(),
        verdict: check.verdict.id(),
        severity: check.severity.id(),
        rule: locale.text(&format!("rule.{}", check.rule.id)).to_owned(),
        message: wording.message(check, consequences.len()),
        advice: wording.advice(check),
        operands,
        sum: is_sum.then(|| parts_sum(check)),
        residual: decimal(check.residual),
        bound: decimal(check.bound),
        resolution: decimal(check.resolution),
        follows: consequences,
        cause: check.cause.clone(),
    })
}

fn operand_line(wording: &Wording<'_>, check: &Check, judged: &Judged) -> OperandLine {
    let is_sum = check.rule.kind == Kind::Sum;
    let at = &judged.operand.at;
    OperandLine {
        sign: match judged.sign {
            1 if is_sum => "+",
            _ if is_sum => "=",
            _ => "",
        },
        place: match check.at() {
            Some(first) if is_sum => wording.place_beside(at, first),
            _ => wording.place(at),
        },
        at: address(wording.budget, at),
        printed: wording.printed(&judged.operand),
        range: judged.operand.amount().map(|amount| {
            let interval = amount.interval();
            (format::decimal(interval.min), format::decimal(interval.max))
        }),
    }
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
    let column = found.table.columns.iter().find(|column| column.key == found.figure.at.column);
    let follows = follows(&disclosure.report);
    let mut checks = Vec::new();
    for &at in &found.checks {
        if let Some(check) = disclosure.report.checks.get(at) {
            checks.push(check_line(&wording, check, follows.of(&check.id)));
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
