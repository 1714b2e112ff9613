//! The check list, one check, and what is known of one figure.

use super::address;
use super::terms::{TermData, explanation};
use crate::address::{Address, SentenceAddress};
use crate::amount::{Amount, Unit};
use crate::budget::Budget;
use crate::checks::report::{Check, Severity};
use crate::checks::{Content, Kind, Operand, Report, Spot, Term};
use crate::export::report::{AddressData, worth};
use crate::export::wording::Wording;
use crate::i18n::{Locale, format};
use crate::narrative::Kind as ClaimKind;
use crate::views::findings::{self, Group, Mark};
use crate::views::{inspection, interval};
use crate::web::kept::Kept;
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
    kind: &'static str,
    verdict: &'static str,
    severity: &'static str,
    /// The name of the sign that marks it, and the words beside the sign.
    sign: &'static str,
    pub word: String,
    pub rule: String,
    /// What the line is listed under: a table, the narrative, the whole document.
    table: String,
    /// Without the table, where the line is listed under it.
    pub message: String,
    follows: usize,
}

pub fn checks(disclosure: &Kept, group: Group, locale: &'static Locale) -> Vec<CheckLine> {
    let wording = Wording { budget: &disclosure.budget, locale };
    let mut lines = Vec::new();
    for at in findings::of_group(disclosure.report(), group) {
        if let Some(check) = disclosure.report().checks.get(at) {
            let mut line = check_line(&wording, check);
            let within = line
                .message
                .strip_prefix(&line.table)
                .map(|rest| rest.trim_start_matches([' ', '·', '：', ':']));
            if let Some(within) = within {
                line.message = within.to_owned();
            }
            lines.push(line);
        }
    }
    lines
}

pub fn check_line(wording: &Wording<'_>, check: &Check) -> CheckLine {
    let first = check.operands.first().and_then(|term| term.operand.at(wording.budget));
    let table = match (&first, &check.spot) {
        (Some(Address::Cell(cell)), _) => wording.budget.table(&cell.table),
        (None, Spot::Line { table, .. }) => wording.budget.table(table),
        _ => None,
    };
    let elsewhere = || match (&first, &check.spot) {
        (None, Spot::Document) => "place.document",
        _ => "place.narrative",
    };
    let mark = Mark::of(check);
    CheckLine {
        id: check.id.clone(),
        kind: check.rule.kind.id(),
        verdict: check.verdict.id(),
        severity: check.severity.id(),
        sign: mark.sign(),
        word: word(wording.locale, check, mark),
        rule: wording.locale.text(&format!("rule.{}", check.rule.id)).to_owned(),
        table: match table {
            Some(table) => wording.table(table),
            None => wording.locale.text(elsewhere()).to_owned(),
        },
        message: wording.sentence(check),
        follows: check.follows,
    }
}

/// The verdict, or what a check asks for; a verdict that asks for something says both.
fn word(locale: &Locale, check: &Check, mark: Mark) -> String {
    let severity = locale.text(&format!("severity.{}", check.severity.id())).to_owned();
    match mark {
        Mark::Severity(_) => severity,
        Mark::Verdict(verdict) => {
            let word = locale.text(&format!("verdict.{}", verdict.id())).to_owned();
            if check.severity == Severity::Info { word } else { format!("{word} · {severity}") }
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OperandLine {
    sign: String,
    place: String,
    at: AddressData,
    printed: String,
    unit: &'static str,
    range: Option<(String, String)>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckDetail {
    id: String,
    kind: &'static str,
    group: &'static str,
    verdict: &'static str,
    severity: &'static str,
    rule: String,
    message: String,
    advice: &'static str,
    /// What would put it in order.
    repair: Option<String>,
    operands: Vec<OperandLine>,
    /// What the figures behind the first make, or those of the first side; the least and the most that it may be.
    computed: Option<[String; 3]>,
    /// How many figures are the first side of an equation that follows from others.
    left: usize,
    /// What those of its other side make.
    other: Option<[String; 3]>,
    /// What they make of a percentage.
    expected: Option<String>,
    residual: Option<String>,
    bound: Option<String>,
    resolution: Option<String>,
    follows: Vec<CheckLine>,
    /// The relations that it follows from.
    from: Vec<CheckLine>,
    cause: Option<CheckLine>,
    /// The table of what is no figure.
    table: Option<String>,
    /// The words that it is about, where they are no figure.
    quote: Option<QuoteData>,
}

/// One check with everything that explains its verdict.
pub fn check(disclosure: &Kept, id: &str, locale: &'static Locale) -> Option<CheckDetail> {
    let (budget, report) = (&disclosure.budget, disclosure.report());
    let wording = Wording { budget, locale };
    let (index, check) = report.checks.iter().enumerate().find(|(_, check)| check.id == id)?;
    let is_sum = adds_up(check);
    let mut operands = Vec::new();
    for term in &check.operands {
        operands.extend(operand_line(&wording, check, term));
    }
    let decimal = |value: Option<Decimal>| value.map(format::decimal);
    let short = |value: Option<Decimal>| decimal(value.map(|value| value.normalize()));
    let mut consequences = Vec::new();
    for other in &report.checks {
        if other.cause == Some(index) {
            consequences.push(check_line(&wording, other));
        }
    }
    let mut from = Vec::new();
    for other in &check.from {
        from.extend(report.checks.get(*other).map(|other| check_line(&wording, other)));
    }
    let cause = check.cause.and_then(|cause| report.checks.get(cause));
    let (mut computed, mut other, mut left) = (None, None, 0);
    if is_derived(check) {
        let side = |sign: i8| interval::side_of(check, sign);
        left = side(-1).len();
        (computed, other) = (wording.made(check, &side(-1)), wording.made(check, &side(1)));
    } else if is_sum {
        computed = check.operands.get(1..).and_then(|parts| wording.made(check, parts));
    }
    Some(CheckDetail {
        id: check.id.clone(),
        kind: check.rule.kind.id(),
        group: Group::of(cause.unwrap_or(check)).id(),
        verdict: check.verdict.id(),
        severity: check.severity.id(),
        rule: locale.text(&format!("rule.{}", check.rule.id)).to_owned(),
        message: wording.message(check),
        advice: wording.advice(check),
        repair: wording.repair(check),
        operands,
        computed,
        left,
        other,
        expected: decimal(check.expected),
        residual: short(check.residual),
        bound: short(check.bound),
        resolution: short(check.resolution),
        follows: consequences,
        from,
        cause: cause.map(|cause| check_line(&wording, cause)),
        table: match (&check.spot, check.operands.is_empty()) {
            (Spot::Line { table, .. }, true) => Some(table.to_string()),
            _ => None,
        },
        quote: match (&check.spot, check.operands.is_empty()) {
            (Spot::Words(at), true) => quoted(disclosure, locale, at, None),
            _ => None,
        },
    })
}

/// Whether the figures behind the first make it up.
fn adds_up(check: &Check) -> bool {
    matches!(check.rule.kind, Kind::Sum | Kind::Change) && check.residual.is_some()
}

/// Whether it follows from other relations, so that it has two sides and no whole.
fn is_derived(check: &Check) -> bool {
    !check.from.is_empty()
}

fn operand_line(wording: &Wording<'_>, check: &Check, term: &Term) -> Option<OperandLine> {
    let (budget, operand) = (wording.budget, term.operand);
    let is_sum = adds_up(check);
    let at = operand.at(budget)?;
    let is_first = check.operands.first().is_some_and(|first| first.operand == operand);
    let whole = check.operands.first().filter(|_| is_sum);
    let content = operand.content(budget);
    Some(OperandLine {
        sign: match term.sign {
            _ if !is_sum => String::new(),
            sign if is_derived(check) && sign.abs() > 1 => format!("{} ×", sign.abs()),
            _ if is_derived(check) => "+".to_owned(),
            _ if is_first => "=".to_owned(),
            ..0 => "−".to_owned(),
            _ => "+".to_owned(),
        },
        place: match whole {
            Some(whole) => wording.operand_beside(operand, whole.operand),
            None => wording.operand_place(operand),
        },
        at: address(budget, &at),
        printed: wording.printed(operand),
        unit: match content {
            Content::Amount(amount) => wording.locale.unit(amount.unit()),
            Content::Percent(_) => "%",
            _ => "",
        },
        range: worth(content).map(|(_, least, most)| (format::decimal(least), format::decimal(most))),
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
    /// The page and the line, in words.
    row: String,
    cell: u32,
    /// What its line or its column is about.
    explanation: Option<TermData>,
    others: Vec<PlaceLine>,
    checks: Vec<CheckLine>,
}

pub fn inspection(
    disclosure: &Kept,
    found: &inspection::Inspection<'_>,
    locale: &'static Locale,
    unit: Unit,
) -> InspectionData {
    let budget = &disclosure.budget;
    let wording = Wording { budget, locale };
    let amount = found.figure.amount();
    let mut checks = Vec::new();
    for &at in &found.checks {
        if let Some(check) = disclosure.report().checks.get(at) {
            checks.push(check_line(&wording, check));
        }
    }
    let mut others = Vec::new();
    for at in &found.others {
        others.push(PlaceLine { text: wording.place(at), at: address(budget, at) });
    }
    let convert = |amount: Amount| {
        (found.table.unit != Some(unit))
            .then(|| format!("{} {}", format::amount(amount, unit), locale.unit(unit)))
    };
    let column = wording.column(found.table, found.item, &found.figure.at.column);
    InspectionData {
        at: (&found.figure.at).into(),
        name: wording.row(found.item),
        explanation: explanation(budget, locale, found.item.code.as_deref(), &[&found.item.name, &column]),
        column,
        table: wording.table(found.table),
        printed: found.figure.printed.clone(),
        blank: found.figure.printed.is_empty(),
        unit: found.table.unit.map(|unit| locale.unit(unit)),
        delta: amount.map(|amount| format::decimal(amount.delta())),
        converted: found.table.unit.and(amount).and_then(convert),
        row: wording.row_of(found.figure.at.place.line),
        cell: found.figure.at.place.cell,
        others,
        checks,
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QuoteData {
    at: AddressData,
    /// As it stands in links.
    link: String,
    /// Whether it is a figure that no table prints.
    alone: bool,
    section: String,
    /// The page and the line, in words.
    row: String,
    before: String,
    figure: String,
    after: String,
    /// The table cell that the figure repeats.
    cell: Option<PlaceLine>,
    /// Where else that is printed.
    others: Vec<PlaceLine>,
    checks: Vec<CheckLine>,
}

/// A figure of a sentence with its sentence.
pub fn quote(disclosure: &Kept, locale: &'static Locale, line: u32, start: u32) -> Option<QuoteData> {
    let budget = &disclosure.budget;
    let (index, claim) = budget.narrative.claims.iter().enumerate().find(|(_, claim)| {
        claim.at.line == line && matches!(address(budget, &claim.at.clone().into()), AddressData::Sentence { start: s, .. } if s == start)
    })?;
    quoted(disclosure, locale, &claim.at, Some(index))
}

/// The address of the claim that a link such as `95.38` names, by its line and one of its characters.
pub fn sentence(budget: &Budget, link: &str) -> Option<AddressData> {
    let (line, start) = link.split_once('.')?;
    let (line, start) = (line.parse::<u32>().ok()?, start.parse::<u32>().ok()?);
    let mut claims = budget.narrative.claims.iter();
    let claim =
        claims.find(|claim| claim.at.line == line && (claim.at.start..claim.at.end).contains(&start))?;
    Some(address(budget, &claim.at.clone().into()))
}

/// A run of words with its sentence; what is known of them, where they are the claim with that index.
fn quoted(
    disclosure: &Kept,
    locale: &'static Locale,
    at: &SentenceAddress,
    claim: Option<usize>,
) -> Option<QuoteData> {
    let (budget, report) = (&disclosure.budget, disclosure.report());
    let wording = Wording { budget, locale };
    let section = budget.narrative.sections.iter().find(|section| section.id == at.section)?;
    let text = &section.lines.iter().find(|text| text.line == at.line)?.text;
    let taken = |from: u32, to: u32| {
        text.chars().skip(from as usize).take(to.saturating_sub(from) as usize).collect::<String>()
    };
    let said = claim.and_then(|claim| budget.narrative.claims.get(claim));
    let cell = claim.and_then(|claim| budget.cell_of_claim(claim)).map(|figure| &figure.at);
    let here = Address::Sentence(at.clone());
    let mut others = Vec::new();
    for other in cell.map(|cell| budget.other_places(cell)).unwrap_or_default() {
        if other != here {
            others.push(PlaceLine { text: wording.place(&other), at: address(budget, &other) });
        }
    }
    let cell = cell.map(|cell| Address::Cell(cell.clone()));
    let mut checks = Vec::new();
    for found in claim.map(|claim| inspection::checks_of(report, Operand::claim(claim))).unwrap_or_default() {
        checks.extend(report.checks.get(found).map(|check| check_line(&wording, check)));
    }
    Some(QuoteData {
        at: address(budget, &at.clone().into()),
        link: format!("{}.{}", at.line, at.start),
        alone: cell.is_none() && said.is_some_and(|said| said.kind != ClaimKind::Statement),
        section: section.heading.clone(),
        row: wording.row_of(at.line),
        before: taken(0, at.start),
        figure: taken(at.start, at.end),
        after: text.chars().skip(at.end as usize).collect(),
        cell: cell.map(|at| PlaceLine { text: wording.place(&at), at: address(budget, &at) }),
        others,
        checks,
    })
}
