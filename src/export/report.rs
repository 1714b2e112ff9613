//! `budget-report/1`: the report as plain data, for JSON and for the browser.

use super::wording::{Piece, Wording};
use crate::address::{Address, CellAddress, SentenceAddress};
use crate::amount::{Unit, difference, half_unit, sum};
use crate::budget::Budget;
use crate::checks::report::{Check, Note, Repair, Severity, Verdict};
use crate::checks::{Content, Kind, Report, Spot, Term};
use crate::i18n::LOCALES;
use crate::order;
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

/// The whole report.
#[derive(Debug, Serialize)]
pub struct ReportData {
    pub(super) schema: &'static str,
    pub(super) engine: Engine,
    pub(super) document: Document,
    pub(super) tables: Vec<TableData>,
    pub(super) summary: SummaryData,
    pub(super) checks: Vec<CheckData>,
    pub(super) findings: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Engine {
    name: &'static str,
    version: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct Document {
    title: String,
    department: String,
    year: Option<u16>,
    kind: &'static str,
    units: Vec<&'static str>,
    amounts: usize,
    /// Figures in sentences.
    claims: usize,
    /// What sentences say without a figure.
    statements: usize,
}

/// A table in the report and in the list of tables.
#[derive(Debug, Serialize)]
pub struct TableData {
    id: String,
    ordinal: u32,
    /// As published.
    pub title: String,
    unit: Option<&'static str>,
    rows: usize,
    columns: usize,
    lines: (u32, u32),
    empty: bool,
    note: Option<String>,
}

/// The counts of a report and the joint verdict.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct SummaryData {
    exact: u32,
    rounding: u32,
    boundary: u32,
    contradiction: u32,
    not_checked: u32,
    error: u32,
    warning: u32,
    info: u32,
    system: SystemData,
}

/// The joint verdict on all relations.
#[derive(Debug, Serialize)]
struct SystemData {
    verdict: &'static str,
    ratio: Option<String>,
    proof: Option<String>,
}

/// A judged relation.
#[derive(Debug, Serialize)]
pub struct CheckData {
    id: String,
    rule: &'static str,
    kind: &'static str,
    verdict: &'static str,
    severity: &'static str,
    origin: &'static str,
    operands: Vec<OperandData>,
    residual: Option<String>,
    bound: Option<String>,
    resolution: Option<String>,
    expected: Option<String>,
    from: Vec<String>,
    repairs: Vec<RepairData>,
    cause: Option<String>,
    reason: Option<String>,
    said: Option<&'static str>,
    note: Option<&'static str>,
    at: Option<PlaceData>,
    message: Words<String>,
    advice: Words<&'static str>,
    basis: &'static str,
}

/// One figure that, printed otherwise, would put a contradiction in order.
#[derive(Debug, Serialize)]
struct RepairData {
    at: AddressData,
    printed: String,
    value: String,
    how: &'static str,
    settles: usize,
    breaks: usize,
}

/// Words by their keys, in the order of the keys.
#[derive(Debug)]
pub struct Words<T>(Vec<(&'static str, T)>);

impl<T> Words<T> {
    /// Words with their keys, in any order.
    #[must_use]
    pub fn new(mut words: Vec<(&'static str, T)>) -> Self {
        order::by_key(&mut words, |(key, _)| *key);
        Self(words)
    }
}

impl<T: Serialize> Serialize for Words<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, words)| (key, words)))
    }
}

/// Where a finding without a figure is to be seen.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum PlaceData {
    Line { table: String, line: u32 },
    Words(AddressData),
}

#[derive(Debug, Serialize)]
struct OperandData {
    sign: String,
    at: AddressData,
    printed: String,
    value: Option<String>,
    min: Option<String>,
    max: Option<String>,
}

/// A public address.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum AddressData {
    /// Of a cell.
    Cell {
        /// Table id.
        table: String,
        /// Row key.
        row: String,
        /// Column id or printed head.
        column: String,
        /// Line of the source.
        line: u32,
        /// Cell of the line.
        cell: u32,
        /// Sheet of a workbook.
        #[serde(skip_serializing_if = "Option::is_none")]
        sheet: Option<String>,
        /// Page of a paged source.
        #[serde(skip_serializing_if = "Option::is_none")]
        page: Option<u32>,
    },
    /// Of a run of characters.
    Sentence {
        /// Section id.
        section: String,
        /// Line of the source.
        line: u32,
        /// First character.
        start: u32,
        /// One past the last.
        end: u32,
    },
}

impl From<&Address> for AddressData {
    fn from(at: &Address) -> Self {
        match at {
            Address::Cell(cell) => cell.into(),
            Address::Sentence(sentence) => sentence.into(),
        }
    }
}

impl From<&CellAddress> for AddressData {
    fn from(at: &CellAddress) -> Self {
        Self::Cell {
            table: at.table.to_string(),
            row: at.row.to_string(),
            column: at.column.to_string(),
            line: at.place.line,
            cell: at.place.cell,
            sheet: at.place.sheet.as_ref().map(ToString::to_string),
            page: at.place.page,
        }
    }
}

impl From<&SentenceAddress> for AddressData {
    fn from(at: &SentenceAddress) -> Self {
        Self::Sentence { section: at.section.to_string(), line: at.line, start: at.start, end: at.end }
    }
}

impl AddressData {
    /// The same address with positions in UTF-16 units instead of Unicode scalar values.
    #[must_use]
    pub fn in_utf16(self, budget: &Budget) -> Self {
        let Self::Sentence { section, line, start, end } = self else { return self };
        let sections = budget.narrative.sections.iter().filter(|known| *known.id == *section);
        let text = sections
            .flat_map(|section| &section.lines)
            .find(|text| text.line == line)
            .map(|line| line.text.as_str());
        let units = |scalars: u32| {
            let before =
                text.unwrap_or_default().chars().take(scalars as usize).map(char::len_utf16).sum::<usize>();
            u32::try_from(before).unwrap_or(scalars)
        };
        Self::Sentence { start: units(start), end: units(end), section, line }
    }
}

impl ReportData {
    /// The same report with positions in sentences in UTF-16 units, as JavaScript counts.
    #[must_use]
    pub fn in_utf16(mut self, budget: &Budget) -> Self {
        for check in &mut self.checks {
            for operand in &mut check.operands {
                operand.at = operand.at.clone().in_utf16(budget);
            }
            for repair in &mut check.repairs {
                repair.at = repair.at.clone().in_utf16(budget);
            }
            if let Some(PlaceData::Words(at)) = &mut check.at {
                *at = at.clone().in_utf16(budget);
            }
        }
        self
    }
}

/// The report of a budget as plain data.
#[must_use]
pub fn data(budget: &Budget, report: &Report) -> ReportData {
    let printed = |unit: &Unit| budget.tables.iter().any(|table| table.unit == Some(*unit));
    let units = Unit::ALL.into_iter().filter(printed);
    let amounts =
        budget.tables.iter().flat_map(|table| table.figures()).filter(|(_, f)| f.amount().is_some());
    ReportData {
        schema: "budget-report/1",
        engine: Engine { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        document: Document {
            title: budget.title.clone(),
            department: budget.department.clone(),
            year: budget.year,
            kind: budget.kind.id(),
            units: units.map(Unit::label).collect(),
            amounts: amounts.count(),
            claims: budget.narrative.figures(),
            statements: budget.narrative.statements(),
        },
        tables: tables(budget),
        summary: summary(report),
        checks: report.checks.iter().map(|check| check_data(budget, report, check)).collect(),
        findings: report
            .findings
            .iter()
            .filter_map(|&i| report.checks.get(i))
            .map(|c| c.id.clone())
            .collect(),
    }
}

/// The counts of a report and the joint verdict, as in `budget-report/1`.
#[must_use]
pub fn summary(report: &Report) -> SummaryData {
    SummaryData {
        exact: report.summary.count(Verdict::Exact),
        rounding: report.summary.count(Verdict::Rounding),
        boundary: report.summary.count(Verdict::Boundary),
        contradiction: report.summary.count(Verdict::Contradiction),
        not_checked: report.summary.count(Verdict::NotChecked),
        error: report.summary.findings(Severity::Error),
        warning: report.summary.findings(Severity::Warning),
        info: report.summary.findings(Severity::Info),
        system: SystemData {
            verdict: report.system.verdict.id(),
            ratio: report.system.ratio.map(|ratio| ratio.to_string()),
            proof: report.system.proof.and_then(|at| report.checks.get(at)).map(|check| check.id.clone()),
        },
    }
}

/// The tables of a budget as plain data.
#[must_use]
pub fn tables(budget: &Budget) -> Vec<TableData> {
    let data = |table: &crate::tables::Table| TableData {
        id: table.id.to_string(),
        ordinal: table.ordinal,
        title: table.title.clone(),
        unit: table.unit.map(Unit::label),
        rows: table.body.len(),
        columns: table.columns.len(),
        lines: table.lines,
        empty: table.is_empty(),
        note: table.note.as_ref().map(|note| note.text.clone()),
    };
    budget.tables.iter().map(data).collect()
}

fn check_data(budget: &Budget, report: &Report, check: &Check) -> CheckData {
    let (mut message, mut advice) = (Vec::new(), Vec::new());
    for locale in &LOCALES {
        let wording = Wording { budget, locale };
        message.push((locale.tag, wording.message(check)));
        advice.push((locale.tag, wording.advice(check)));
    }
    let decimal = |value: Option<Decimal>| value.map(|value| value.to_string());
    CheckData {
        id: check.id.clone(),
        rule: check.rule.id,
        kind: check.rule.kind.id(),
        verdict: check.verdict.id(),
        severity: check.severity.id(),
        origin: check.origin.id(),
        operands: check.operands.iter().filter_map(|term| operand_data(budget, check, term)).collect(),
        residual: decimal(check.residual),
        bound: decimal(check.bound),
        resolution: decimal(check.resolution),
        expected: decimal(check.expected),
        from: check.from.iter().filter_map(|&at| report.checks.get(at)).map(|of| of.id.clone()).collect(),
        repairs: check.repairs.iter().filter_map(|repair| repair_data(budget, repair)).collect(),
        cause: report.cause_of(check).map(str::to_owned),
        reason: check.reason.as_ref().map(|reason| reason.id().to_owned()),
        said: check.said.as_ref().map(|said| said.saying.id),
        note: check.note.map(Note::id),
        at: spot_data(&check.spot),
        message: Words::new(message),
        advice: Words::new(advice),
        basis: check.rule.basis.id(),
    }
}

fn repair_data(budget: &Budget, repair: &Repair) -> Option<RepairData> {
    Some(RepairData {
        at: (&repair.operand.at(budget)?).into(),
        printed: repair.operand.printed(budget).to_owned(),
        value: repair.value.to_string(),
        how: repair.how.id(),
        settles: repair.settles,
        breaks: repair.breaks,
    })
}

fn spot_data(spot: &Spot) -> Option<PlaceData> {
    match spot {
        Spot::Document => None,
        Spot::Line { table, line } => Some(PlaceData::Line { table: table.to_string(), line: *line }),
        Spot::Words(at) => Some(PlaceData::Words((&Address::from(at.clone())).into())),
    }
}

/// Words, some of which are figures that lead to their place.
#[derive(Debug, Serialize)]
pub struct PieceData {
    /// The words.
    pub text: String,
    /// Where they are printed, positions in UTF-16 units; nothing for words that are no figure.
    pub at: Option<AddressData>,
}

/// Words with figures among them, as data.
#[must_use]
pub fn pieces(budget: &Budget, pieces: Vec<Piece>) -> Vec<PieceData> {
    let mut data = Vec::new();
    for piece in pieces {
        let at = piece.at.map(|at| AddressData::from(&at).in_utf16(budget));
        data.push(PieceData { text: piece.text, at });
    }
    data
}

/// What an operand is worth as printed, and the least and the most that it may stand for.
#[must_use]
pub fn worth(content: Content) -> Option<(Decimal, Decimal, Decimal)> {
    match content {
        // A blank is exactly nothing; what is unreadable has no value.
        Content::Blank => Some((Decimal::ZERO, Decimal::ZERO, Decimal::ZERO)),
        Content::Amount(amount) => {
            let interval = amount.interval();
            Some((amount.value(), interval.min, interval.max))
        }
        Content::Percent(percent) => {
            let q = half_unit(percent.scale());
            Some((percent, difference(percent, q)?, sum(percent, q)?))
        }
        Content::Count(count) => Some((count, count, count)),
        Content::Words => None,
    }
}

fn operand_data(budget: &Budget, check: &Check, term: &Term) -> Option<OperandData> {
    let worth = worth(term.operand.content(budget));
    let at = term.operand.at(budget)?;
    let decimal = |value: Option<Decimal>| value.map(|value| value.to_string());
    Some(OperandData {
        sign: match check.rule.kind {
            Kind::Sum | Kind::Order | Kind::Change => term.sign,
            _ => 1,
        }
        .to_string(),
        at: (&at).into(),
        printed: term.operand.printed(budget).to_owned(),
        value: decimal(worth.map(|(value, ..)| value)),
        min: decimal(worth.map(|(_, min, _)| min)),
        max: decimal(worth.map(|(.., max)| max)),
    })
}
