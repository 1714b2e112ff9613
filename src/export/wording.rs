//! Checks → sentences, in the words of a locale.

use crate::address::Address;
use crate::amount::Unit;
use crate::budget::{Budget, NoBudget};
use crate::checks::judge::measure;
use crate::checks::report::{Check, Judged, Reason, Verdict};
use crate::checks::{Kind, Operand};
use crate::disclosure::ReadError;
use crate::i18n::{Locale, format};
use crate::package::PackageError;
use crate::source::SourceError;
use crate::tables::{Item, Table};
use rust_decimal::Decimal;

/// The most parts that a sentence writes out.
const PARTS_WRITTEN: usize = 6;

/// A run of words; a figure among them leads to its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Where they are printed, if they are a figure.
    pub at: Option<Address>,
}

impl Piece {
    /// Words that lead nowhere.
    #[must_use]
    pub fn words(text: &str) -> Self {
        Self { text: text.to_owned(), at: None }
    }
}

/// Words the findings of one document.
#[derive(Debug, Clone, Copy)]
pub struct Wording<'a> {
    /// The document.
    pub budget: &'a Budget,
    /// The language.
    pub locale: &'static Locale,
}

impl Wording<'_> {
    /// The words for `key`, with figures in the place of its parameters.
    #[must_use]
    pub fn pieces(&self, key: &str, parameters: &[(&str, (String, Option<Address>))]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut rest = self.locale.text(key);
        while let Some((before, behind)) = rest.split_once('{') {
            let Some((name, after)) = behind.split_once('}') else { break };
            pieces.push(Piece::words(before));
            let found = parameters.iter().find(|(parameter, _)| *parameter == name);
            pieces.extend(found.map(|(_, (text, at))| Piece { text: text.clone(), at: at.clone() }));
            rest = after;
        }
        pieces.push(Piece::words(rest));
        pieces.retain(|piece| !piece.text.is_empty());
        pieces
    }

    /// A table by number and name.
    #[must_use]
    pub fn table(&self, table: &Table) -> String {
        let title = table.spec.map_or(table.title.as_str(), |spec| spec.title);
        let title = if title.is_empty() { self.locale.text("place.untitled") } else { title };
        self.locale.fill("place.table", &[("ordinal", &table.ordinal.to_string()), ("title", title)])
    }

    /// A line of a table by code and name.
    #[must_use]
    pub fn row(&self, item: &Item) -> String {
        let name = if item.name.is_empty() { self.locale.text("row.unnamed") } else { item.name.as_str() };
        item.code.as_ref().map_or_else(|| name.to_owned(), |code| format!("{code} {name}"))
    }

    /// Where a figure stands within the table that `other` names too; with its table if they are not the same.
    #[must_use]
    pub fn place_beside(&self, at: &Address, other: &Address) -> String {
        match (at, other) {
            (Address::Cell(cell), Address::Cell(beside)) if cell.table == beside.table => self
                .budget
                .find(&cell.table, &cell.row, &cell.column)
                .map_or_else(|| at.to_string(), |(table, item, _)| self.within(table, item, &cell.column)),
            _ => self.place(at),
        }
    }

    /// Row and column of a figure.
    fn within(&self, table: &Table, item: &Item, column: &str) -> String {
        let known = table.columns.iter().find(|known| &*known.key == column);
        let column = known.map_or_else(|| column.to_owned(), |column| column.label());
        self.locale.fill("place.within", &[("row", &self.row(item)), ("column", &column)])
    }

    /// Where a figure stands.
    #[must_use]
    pub fn place(&self, at: &Address) -> String {
        match at {
            Address::Cell(cell) => {
                let Some((table, item, _)) = self.budget.find(&cell.table, &cell.row, &cell.column) else {
                    return at.to_string();
                };
                let within = self.within(table, item, &cell.column);
                self.locale.fill("place.cell", &[("table", &self.table(table)), ("within", &within)])
            }
            Address::Sentence(sentence) => {
                let sections = &self.budget.narrative.sections;
                let section = sections.iter().find(|section| section.id == sentence.section);
                let heading = section.map_or(&*sentence.section, |section| section.heading.as_str());
                let line = sentence.line.to_string();
                self.locale.fill("place.sentence", &[("section", heading), ("line", &line)])
            }
        }
    }

    /// Why something was not checked, or what was noticed.
    #[must_use]
    pub fn reason(&self, reason: &Reason) -> String {
        let detail = reason.detail().unwrap_or_default();
        self.locale.fill(&format!("reason.{}", reason.id()), &[("detail", &detail)])
    }

    /// What a check found, in one sentence. `follows` is the number of checks that follow from it.
    #[must_use]
    pub fn message(&self, check: &Check, follows: usize) -> String {
        let reason = check.reason.as_ref().map(|reason| self.reason(reason)).unwrap_or_default();
        let place = self.check_place(check);
        let printed = check.operands.first().map(|judged| self.printed(&judged.operand)).unwrap_or_default();
        let other = check.operands.iter().skip(1).find(|judged| judged.operand.printed != printed);
        let other = other.or_else(|| check.operands.get(1));
        let decimal = |value: Option<Decimal>| value.map(format::decimal).unwrap_or_default();
        // An excess over a whole is said as a positive number.
        let residual =
            if check.rule.kind == Kind::Sum { check.residual } else { check.residual.map(|r| r.abs()) };
        let kind = check.rule.kind.id();
        let mut message = self.locale.fill(
            &format!("check.{kind}.{}", check.verdict.id()),
            &[
                ("place", &place),
                ("printed", &printed),
                ("parts", &self.parts(check)),
                ("sum", &parts_sum(check)),
                ("residual", &decimal(residual)),
                ("bound", &decimal(check.bound)),
                ("count", &check.operands.len().to_string()),
                ("other", &other.map(|judged| self.printed(&judged.operand)).unwrap_or_default()),
                ("other_place", &other.map(|judged| self.place(&judged.operand.at)).unwrap_or_default()),
                ("reason", &reason),
            ],
        );
        if follows > 0 {
            message.push_str(&self.locale.fill("check.follows", &[("count", &follows.to_string())]));
        }
        message
    }

    /// What to do about a check.
    #[must_use]
    pub fn advice(&self, check: &Check) -> &'static str {
        let key = match (check.rule.kind, check.verdict) {
            (Kind::Structure, _) => match check.severity.id() {
                "error" => "advice.structure.error",
                "warning" => "advice.structure.warning",
                _ => "advice.structure.info",
            },
            (_, Verdict::Exact) => "advice.exact",
            (_, Verdict::Rounding) => "advice.rounding",
            (_, Verdict::Boundary) => "advice.boundary",
            (_, Verdict::Contradiction) => "advice.contradiction",
            (_, Verdict::NotChecked) => "advice.not-checked",
        };
        self.locale.text(key)
    }

    fn check_place(&self, check: &Check) -> String {
        if let Some(at) = check.at() {
            return self.place(at);
        }
        let table = check
            .place
            .as_ref()
            .and_then(|place| self.budget.table(&place.table).map(|table| (place, table)));
        table.map_or_else(
            || self.locale.text("place.document").to_owned(),
            |(place, table)| {
                let table = self.table(table);
                self.locale.fill("place.line", &[("table", &table), ("line", &place.line.to_string())])
            },
        )
    }

    /// A figure as printed; a blank one by name.
    #[must_use]
    pub fn printed(&self, operand: &Operand) -> String {
        if operand.printed.is_empty() {
            self.locale.text("blank").to_owned()
        } else {
            operand.printed.clone()
        }
    }

    fn parts(&self, check: &Check) -> String {
        let parts: Vec<String> =
            check.operands.iter().skip(1).map(|judged| self.printed(&judged.operand)).collect();
        match parts.first() {
            None => "0".to_owned(),
            Some(first) if parts.len() > PARTS_WRITTEN => {
                self.locale.fill("check.parts-many", &[("first", first), ("count", &parts.len().to_string())])
            }
            Some(_) => parts.join(" + "),
        }
    }
}

/// The sum of the printed parts, in the finest unit among the figures.
#[must_use]
pub fn parts_sum(check: &Check) -> String {
    let amounts: Vec<_> = check.operands.iter().filter_map(|judged| judged.operand.amount()).collect();
    let unit = amounts.iter().map(|amount| amount.unit()).min().unwrap_or(Unit::default());
    let parts: Vec<_> = check
        .operands
        .iter()
        .filter(|judged: &&Judged| judged.sign > 0)
        .filter_map(|judged| judged.operand.amount())
        .map(|amount| (1, amount))
        .collect();
    measure(&parts, unit).map(|measure| format::decimal(-measure.residual)).unwrap_or_default()
}

/// Why bytes are no disclosure, in the words of a locale.
#[must_use]
pub fn read_error(error: &ReadError, locale: &Locale) -> String {
    let (key, parameters): (&str, Vec<(&str, String)>) = match error {
        ReadError::Source(SourceError::Empty) => ("error.empty", Vec::new()),
        ReadError::Source(SourceError::Binary { offset, byte }) => {
            ("error.binary", vec![("offset", (offset + 1).to_string()), ("byte", format!("0x{byte:02X}"))])
        }
        ReadError::Source(SourceError::Encoding { offset }) => {
            ("error.encoding", vec![("offset", (offset + 1).to_string())])
        }
        #[cfg(feature = "reader")]
        ReadError::Source(SourceError::Unsupported { kind }) => {
            ("error.not-supported", vec![("kind", locale.text(&format!("kind.{kind}")).to_owned())])
        }
        #[cfg(feature = "reader")]
        ReadError::Source(SourceError::TooLarge { limit, most }) => {
            let what = locale.fill(&format!("limit.{}", limit.id()), &[("most", &most.to_string())]);
            ("error.too-large", vec![("limit", what)])
        }
        #[cfg(feature = "reader")]
        ReadError::Source(SourceError::Damaged { what }) => ("error.damaged", vec![("what", what.clone())]),
        ReadError::Package(PackageError { path, problem }) => {
            // The viewer has no words for it and names it by its id.
            let words = locale.fill(&format!("package.{}", problem.id()), &[("found", problem.found())]);
            ("error.package", vec![("path", path.clone()), ("problem", words)])
        }
        ReadError::NoBudget(NoBudget { lines }) => ("error.no-budget", vec![("lines", lines.to_string())]),
    };
    let parameters: Vec<(&str, &str)> =
        parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
    locale.fill(key, &parameters)
}
