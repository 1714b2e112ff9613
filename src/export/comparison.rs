//! A comparison as data for programs, as words for the page and as CSV.

use super::csv::Records;
use super::report::{AddressData, PieceData, pieces};
use super::wording::Wording;
use crate::address::Address;
use crate::amount::{Amount, Unit};
use crate::budget::Budget;
use crate::charts::comparison::heading;
use crate::i18n::{Locale, format};
use crate::views::comparison::{
    Against, Cell, Column, Comparison, Difference, Direction, Former, Outcome, Section, Stated, Value,
};
use rust_decimal::Decimal;
use serde::Serialize;

/// A comparison.
#[derive(Debug, Serialize)]
pub struct ComparisonData {
    /// The unit of all amounts.
    unit: &'static str,
    columns: Vec<ColumnData>,
    sections: Vec<SectionData>,
}

/// A part of it.
#[derive(Debug, Serialize)]
struct SectionData {
    section: &'static str,
    /// What the amounts are of, where that is not all money.
    basis: Option<&'static str>,
    lines: Vec<LineData>,
}

/// A disclosure in it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ColumnData {
    label: String,
    document: usize,
    title: String,
    department: String,
    year: Option<u16>,
    kind: &'static str,
    stated: bool,
    /// The column that it is compared with.
    against: Option<usize>,
    /// Whether that is an earlier time of the same department.
    time: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct LineData {
    key: String,
    code: Option<String>,
    name: String,
    level: u8,
    cells: Vec<CellData>,
}

/// What one disclosure prints of a line.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct CellData {
    /// `known`, `blank` or `absent`.
    state: &'static str,
    /// The exact decimal, and as it is written.
    value: Option<String>,
    text: String,
    printed: Option<String>,
    at: Option<AddressData>,
    share: Option<String>,
    /// `open new gone same rounding up down`, and its words.
    outcome: &'static str,
    change: String,
    /// The exact difference, how far the true one may lie from it, and what it is of the other in percent.
    difference: Option<String>,
    reach: Option<String>,
    rate: Option<String>,
    /// How the other disclosure calls the line.
    former: Option<String>,
    /// What the narrative states of the change, its reason, and what is to be said where the other disclosure differs.
    stated: Vec<PieceData>,
    reason: Option<String>,
    doubt: Option<String>,
}

/// Parts of a comparison, amounts in `unit`.
#[must_use]
pub fn data(
    comparison: &Comparison<'_>,
    sections: &[Section],
    locale: &'static Locale,
    unit: Unit,
) -> ComparisonData {
    let mut columns = Vec::new();
    let mut writers = Vec::new();
    for (at, column) in comparison.columns.iter().enumerate() {
        let Some(budget) = comparison.budget(column) else { continue };
        writers.push(Writer { budget, column, locale, unit });
        columns.push(ColumnData {
            label: heading(locale, &comparison.columns, at),
            document: column.document,
            title: budget.title.clone(),
            department: column.department.clone(),
            year: column.year,
            kind: budget.kind.id(),
            stated: column.is_stated,
            against: column.against.map(|against| against.column),
            time: is_time(column),
        });
    }
    let mut parts = Vec::new();
    for &section in sections {
        let part = comparison.part(section);
        let mut lines = Vec::new();
        for line in part.lines {
            let mut cells = Vec::new();
            for (cell, writer) in line.cells.iter().zip(&writers) {
                let other = writer.column.against.and_then(|Against { column, .. }| line.cells.get(column));
                cells.push(writer.cell(cell, other));
            }
            lines.push(LineData {
                key: line.key,
                code: line.code,
                name: line.name,
                level: line.level,
                cells,
            });
        }
        parts.push(SectionData { section: section.id(), basis: part.basis, lines });
    }
    ComparisonData { unit: unit.label(), columns, sections: parts }
}

fn is_time(column: &Column) -> bool {
    column.against.is_some_and(|against| against.is_time)
}

/// Writes the cells of a column.
struct Writer<'a> {
    budget: &'a Budget,
    column: &'a Column,
    locale: &'static Locale,
    unit: Unit,
}

impl Writer<'_> {
    fn cell(&self, cell: &Cell, other: Option<&Cell>) -> CellData {
        let mut data = CellData::default();
        match &cell.value {
            Value::Known(known) => {
                data.state = "known";
                data.value = Some(self.decimal(known.amount));
                data.text = format::amount(known.amount, self.unit);
                data.printed = known.at.as_ref().and_then(|at| printed(self.budget, at)).map(str::to_owned);
                data.at = known.at.as_ref().map(|at| AddressData::from(at).in_utf16(self.budget));
                data.share = cell.whole.and_then(|whole| format::share(known.amount, whole));
            }
            Value::Blank(at) => {
                data.state = "blank";
                data.text = self.locale.text("compare.blank").to_owned();
                data.at = Some(at.into());
            }
            Value::Absent => {
                data.state = "absent";
                data.text = self.locale.text("three-public.blank").to_owned();
            }
        }
        let word = |key: &str| self.locale.text(key).to_owned();
        match &cell.outcome {
            Outcome::Open => data.outcome = "open",
            Outcome::New => {
                (data.outcome, data.change) = ("new", word(self.pick("compare.new", "compare.only")))
            }
            Outcome::Gone => {
                (data.outcome, data.change) = ("gone", word(self.pick("compare.gone", "compare.not")))
            }
            Outcome::Differs(difference) => self.difference(&mut data, difference),
        }
        data.former = cell.former.as_ref().map(|former| self.former(former));
        if let Some(stated) = &cell.stated {
            let wording = Wording { budget: self.budget, locale: self.locale };
            data.stated = pieces(self.budget, wording.change(&stated.compared, self.unit));
            let change = stated.compared.change.as_ref();
            data.reason = change.and_then(|change| change.reason.clone());
            data.doubt = self.doubt(stated, other);
        }
        data
    }

    /// The first of two keys where columns follow each other in time.
    fn pick(&self, time: &'static str, beside: &'static str) -> &'static str {
        if is_time(self.column) { time } else { beside }
    }

    fn decimal(&self, amount: Amount) -> String {
        amount.in_unit(self.unit).unwrap_or(amount).value().to_string()
    }

    fn difference(&self, data: &mut CellData, difference: &Difference) {
        let Difference { amount, reach, base, direction } = difference;
        data.difference = Some(self.decimal(*amount));
        data.reach = Some(self.decimal(Amount::new(*reach, amount.unit())));
        let size = Amount::new(amount.value().abs(), amount.unit());
        let has_rate = matches!(direction, Direction::Up | Direction::Down)
            && is_time(self.column)
            && base.value() > Decimal::ZERO;
        data.rate = if has_rate { format::share(size, *base) } else { None };
        let (outcome, key) = match direction {
            Direction::Same => ("same", self.pick("chart.unchanged", "compare.equal")),
            Direction::Rounding => ("rounding", "verdict.rounding"),
            Direction::Up => ("up", self.pick("compare.up", "compare.more")),
            Direction::Down => ("down", self.pick("compare.down", "compare.less")),
        };
        data.outcome = outcome;
        data.change = self.locale.fill(key, &[("amount", &format::amount(size, self.unit))]);
        if let Some(rate) = &data.rate {
            data.change = self.locale.fill("compare.rate", &[("change", &data.change), ("rate", rate)]);
        }
    }

    fn former(&self, former: &Former) -> String {
        let words = [former.code.as_deref(), former.name.as_deref()];
        let words: Vec<&str> = words.into_iter().flatten().collect();
        self.locale.fill(self.pick("compare.former", "compare.called"), &[("former", &words.join(" "))])
    }

    /// What is said where the value before is another than the other disclosure prints.
    fn doubt(&self, stated: &Stated, other: Option<&Cell>) -> Option<String> {
        if stated.agrees != Some(false) {
            return None;
        }
        let before = format::amount(stated.compared.before.amount, self.unit);
        let printed = other.and_then(Cell::amount).map(|amount| format::amount(amount, self.unit));
        let printed = printed.unwrap_or_else(|| self.locale.text("compare.blank").to_owned());
        Some(self.locale.fill("compare.doubt", &[("before", &before), ("printed", &printed)]))
    }
}

/// The text that is printed at an address.
fn printed<'a>(budget: &'a Budget, at: &Address) -> Option<&'a str> {
    match at {
        Address::Cell(cell) => {
            let found = budget.find(&cell.table, &cell.row, &cell.column);
            found.map(|(.., figure)| figure.printed.as_str())
        }
        Address::Sentence(sentence) => {
            let claims = &budget.narrative.claims;
            claims.iter().find(|claim| claim.at == *sentence).map(|claim| claim.printed.as_str())
        }
    }
}

impl ComparisonData {
    /// As CSV: a record for each line, for each column its amount and what it is against the other. Amounts have no
    /// separators.
    #[must_use]
    pub fn csv(&self, locale: &Locale) -> String {
        let mut out = Records::marked();
        for key in ["compare.section", "compare.code", "csv.name", "csv.unit"] {
            out.field(locale.text(key));
        }
        for column in &self.columns {
            out.guarded(&column.label);
            if column.against.is_some() {
                out.guarded(&[&column.label, " ", locale.text("compare.difference")].concat());
                out.guarded(&[&column.label, " ", locale.text("compare.what")].concat());
            }
        }
        out.end();
        for SectionData { section, lines, .. } in &self.sections {
            for line in lines {
                out.field(section_name(locale, section));
                out.guarded(line.code.as_deref().unwrap_or_default());
                out.guarded(&line.name);
                out.field(self.unit);
                for (cell, column) in line.cells.iter().zip(&self.columns) {
                    out.field(cell.value.as_deref().unwrap_or_default());
                    if column.against.is_some() {
                        out.field(cell.difference.as_deref().unwrap_or_default());
                        out.guarded(&cell.remark(locale));
                    }
                }
                out.end();
            }
        }
        out.into_text()
    }

    /// For the terminal: a line for each line, its columns behind each other.
    #[cfg(feature = "cli")]
    #[must_use]
    pub fn text(&self, locale: &Locale) -> String {
        let mut out = String::new();
        for SectionData { section, basis, lines } in
            self.sections.iter().filter(|part| !part.lines.is_empty())
        {
            let of = basis.map(|basis| [locale.separator(), basis].concat()).unwrap_or_default();
            out.extend([section_name(locale, section), &of, locale.separator(), self.unit, "\n"]);
            for line in lines {
                let code = line.code.as_deref().map(|code| [code, " "].concat()).unwrap_or_default();
                let indent = "  ".repeat(usize::from(line.level) + 1);
                out.extend([indent.as_str(), &code, &line.name]);
                for (cell, column) in line.cells.iter().zip(&self.columns) {
                    out.extend([" | ", &column.label, " ", &cell.text]);
                    let remark = cell.remark(locale);
                    if !remark.is_empty() {
                        out.extend([" (", &remark, ")"]);
                    }
                }
                out.push('\n');
            }
            out.push('\n');
        }
        out
    }
}

fn section_name(locale: &Locale, section: &str) -> &'static str {
    match section {
        "totals" => locale.text("compare.totals"),
        "function" => locale.text("view.function"),
        "economic" => locale.text("view.economic"),
        "three-public" => locale.text("view.three-public"),
        _ => locale.text("view.projects"),
    }
}

impl CellData {
    /// What it is against the other, how the other calls it, and the printed reason.
    fn remark(&self, locale: &Locale) -> String {
        let words = [Some(self.change.as_str()), self.former.as_deref(), self.reason.as_deref()];
        let words = words.into_iter().flatten().filter(|words| !words.is_empty());
        words.collect::<Vec<_>>().join(locale.separator())
    }
}
