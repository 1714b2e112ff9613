//! Checks → sentences, in the words of a locale.

use crate::address::Address;
use crate::amount::{Amount, Unit};
use crate::budget::{Budget, Located, NoBudget};
use crate::checks::report::{Check, How, Note, Reason, Verdict};
use crate::checks::{Content, Kind, Operand, Spot, Term};
use crate::disclosure::ReadError;
use crate::i18n::{Locale, format};
use crate::package::PackageError;
use crate::source::SourceError;
use crate::tables::form::AMOUNT;
use crate::tables::{Item, Table};
use crate::views::compared::Compared;
use crate::views::interval;
use rust_decimal::Decimal;
use std::borrow::Cow;

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

    /// How a figure changed, in words with figures among them; nothing where only the value before is stated.
    #[must_use]
    pub fn change(&self, compared: &Compared, unit: Unit) -> Vec<Piece> {
        let year = (compared.before.year.map(|year| year.to_string()).unwrap_or_default(), None);
        let Some(change) = &compared.change else { return Vec::new() };
        let Some(is_up) = change.is_up else {
            return self.pieces("change.none", &[("year", year)]);
        };
        let rate = change
            .rate
            .as_ref()
            .map_or_else(|| (String::new(), None), |rate| (format!("{}%", rate.text), Some(rate.at.clone())));
        let parameters = [
            ("year", year),
            ("amount", (format::amount(change.amount, unit), Some(change.at.clone()))),
            ("unit", (self.locale.unit(unit).to_owned(), None)),
            ("rate", rate),
        ];
        self.pieces(if is_up { "change.up" } else { "change.down" }, &parameters)
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

    /// Where a figure of a check stands within the table that `other` stands in too; with its table if they are not the same.
    #[must_use]
    pub fn operand_beside(&self, operand: Operand, other: Operand) -> String {
        match (operand, other) {
            (Operand::Cell(cell), Operand::Cell(beside)) if cell.table == beside.table => {
                let found = self.budget.resolve_figure(cell);
                found
                    .map(|(table, item, figure)| self.within(table, item, &figure.at.column))
                    .unwrap_or_default()
            }
            _ => self.operand_place(operand),
        }
    }

    /// Row and column of a figure.
    fn within(&self, table: &Table, item: &Item, column: &str) -> String {
        self.locale
            .fill("place.within", &[("row", &self.row(item)), ("column", &self.column(table, item, column))])
    }

    /// The column of a figure by its labels; amounts of a form stand in none.
    #[must_use]
    pub fn column(&self, table: &Table, item: &Item, column: &str) -> String {
        // Both halves of a table may have a column of that key.
        let known = table.columns.iter().find(|known| &*known.key == column && known.side == item.side);
        let other = if column == AMOUNT { self.locale.text("chart.column.amount") } else { column };
        known.map_or_else(|| other.to_owned(), |column| column.label())
    }

    /// Where a figure stands.
    #[must_use]
    pub fn place(&self, at: &Address) -> String {
        match at {
            Address::Cell(cell) => {
                let Some((table, item, _)) = self.budget.find(&cell.table, &cell.row, &cell.column) else {
                    return at.to_string();
                };
                self.cell(table, item, &cell.column)
            }
            Address::Sentence(sentence) => {
                let narrative = &self.budget.narrative;
                let mut sections = narrative.sections.iter().chain(&narrative.profile);
                let section = sections.find(|section| section.id == sentence.section);
                let heading = section.map_or(&*sentence.section, |section| section.heading.as_str());
                let row = self.row_of(sentence.line);
                self.locale.fill("place.sentence", &[("section", heading), ("row", &row)])
            }
        }
    }

    /// A line of the document, by its page where it has pages, by its file where there are several: 说明.pdf · 第 3 页第 12 行.
    #[must_use]
    pub fn row_of(&self, line: u32) -> String {
        let located = self.budget.locate(line);
        let row = self.row_on_page(located);
        match located.file {
            Some(file) => self.locale.fill("place.within", &[("row", file), ("column", &row)]),
            None => row,
        }
    }

    /// The first and the last line of a table.
    #[must_use]
    pub fn rows_of(&self, table: &Table) -> String {
        let (from, to) = (self.row_of(table.lines.0), self.row_on_page(self.budget.locate(table.lines.1)));
        self.locale.fill("tables.lines", &[("from", &from), ("to", &to)])
    }

    fn row_on_page(&self, Located { page, line, .. }: Located<'_>) -> String {
        let line = line.to_string();
        match page {
            Some(page) => self.locale.fill("place.page", &[("page", &page.to_string()), ("line", &line)]),
            None => self.locale.fill("place.row", &[("line", &line)]),
        }
    }

    /// Table, row and column of a figure.
    fn cell(&self, table: &Table, item: &Item, column: &str) -> String {
        let within = self.within(table, item, column);
        self.locale.fill("place.cell", &[("table", &self.table(table)), ("within", &within)])
    }

    /// Why something was not checked, or what was noticed.
    #[must_use]
    pub fn reason(&self, reason: &Reason) -> String {
        let detail = reason.detail().unwrap_or_default();
        let key = match reason {
            Reason::Needs(need) => format!("needs.{need}"),
            _ => format!("reason.{}", reason.id()),
        };
        self.locale.fill(&key, &[("detail", &detail)])
    }

    /// What a check found, in one sentence.
    #[must_use]
    pub fn sentence(&self, check: &Check) -> String {
        let mut message = self.verdict(check);
        if let Some(note) = check.note.filter(|note| *note != Note::OnlyPart) {
            message = self.joined(message, self.locale.text(&format!("note.{}", note.id())));
        }
        message
    }

    /// What a check found, and how many others follow from it.
    #[must_use]
    pub fn message(&self, check: &Check) -> String {
        let mut message = self.sentence(check);
        if check.follows > 0 {
            let follows = self.locale.fill("check.follows", &[("count", &check.follows.to_string())]);
            message = self.joined(message, &follows);
        }
        message
    }

    /// Two sentences, one behind the other.
    fn joined(&self, first: String, second: &str) -> String {
        self.locale.fill("list.sentences", &[("a", &first), ("b", second)])
    }

    fn verdict(&self, check: &Check) -> String {
        if check.verdict == Verdict::NotChecked && check.operands.is_empty() && check.said.is_none() {
            let asked = |name: &str| self.parameter(check, name).map(Cow::Owned);
            return self.locale.fill_by("check.structure.not-checked", &asked);
        }
        let words = check.said.as_ref().map_or(&[][..], |said| &said.words);
        let key = match &check.said {
            Some(said) => format!("says.{}.{}", check.rule.id, said.saying.id),
            None if check.note == Some(Note::OnlyPart) => "check.sum.only-part".to_owned(),
            None if self.is_of_shares(check) => format!("check.shares.{}", check.verdict.id()),
            None => format!("check.{}.{}", check.rule.kind.id(), check.verdict.id()),
        };
        self.locale.fill_by(&key, &|name| {
            let said = words.iter().find(|(known, _)| *known == name);
            said.map(|(_, words)| Cow::Borrowed(words.as_str()))
                .or_else(|| self.parameter(check, name).map(Cow::Owned))
        })
    }

    /// What a sentence about a check shows under a name.
    fn parameter(&self, check: &Check, name: &str) -> Option<String> {
        let units = self.several_units(check);
        let with_unit = |text: String, unit: Option<Unit>| match unit {
            Some(unit) if units.is_some() => format!("{text} {}", self.locale.unit(unit)),
            _ => text,
        };
        let figure = |operand: Operand| {
            with_unit(self.printed(operand), operand.amount(self.budget).map(Amount::unit))
        };
        let decimal = |value: Option<Decimal>| value.map(|value| with_unit(format::decimal(value), units));
        let first = check.operands.first().map(|term| term.operand);
        // The first figure that is printed otherwise, else the second.
        let other = || {
            let printed =
                |term: &&Term| first.is_some_and(|first| self.printed(first) != self.printed(term.operand));
            let differing = check.operands.iter().skip(1).find(printed);
            differing.or_else(|| check.operands.get(1)).map(|term| term.operand)
        };
        let value = match name {
            "place" => Some(self.check_place(check)),
            "printed" => first.map(figure),
            "parts" => Some(self.parts(check)),
            "figures" => Some(self.figures(check)),
            "sum" => self.sum(check),
            // Only of a sum the sign of what is left tells more than the words.
            "residual" if matches!(check.rule.kind, Kind::Sum | Kind::Change | Kind::Ratio) => {
                decimal(check.residual)
            }
            "residual" => decimal(check.residual.map(|residual| residual.abs())),
            "bound" => decimal(check.bound),
            "expected" => check.expected.map(format::decimal),
            "count" => Some(check.operands.len().to_string()),
            "other" => other().map(figure),
            "other_place" => other().zip(first).map(|(other, first)| self.operand_beside(other, first)),
            "reason" => check.reason.as_ref().map(|reason| self.reason(reason)),
            _ => return None,
        };
        Some(value.unwrap_or_default())
    }

    /// The finest unit of the figures of a check, in which it is decided, where they are not all of one.
    fn several_units(&self, check: &Check) -> Option<Unit> {
        let unit = |term: &Term| term.operand.amount(self.budget).map(Amount::unit);
        let first = check.operands.first().and_then(unit)?;
        let (mut finest, mut are_several) = (first, false);
        for other in check.operands.iter().filter_map(unit) {
            finest = finest.min(other);
            are_several |= other != first;
        }
        are_several.then_some(finest)
    }

    /// The likeliest of what may put a check in order.
    #[must_use]
    pub fn repair(&self, check: &Check) -> Option<String> {
        let repair = check.repairs.first()?;
        let printed = self.printed(repair.operand);
        let place = self.operand_place(repair.operand);
        let value = format::decimal(repair.value);
        let how = match repair.how {
            How::Other => String::new(),
            how => self.locale.text(&format!("repair.{}", how.id())).to_owned(),
        };
        let parameters = [("place", &*place), ("printed", &*printed), ("value", &*value), ("how", &*how)];
        Some(self.locale.fill("check.repair", &parameters))
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
            (Kind::Code, Verdict::Contradiction) => "advice.code.contradiction",
            (_, Verdict::Exact) => "advice.exact",
            (_, Verdict::Rounding) => "advice.rounding",
            (_, Verdict::Boundary) => "advice.boundary",
            (_, Verdict::Contradiction) => "advice.contradiction",
            (_, Verdict::NotChecked) => "advice.not-checked",
        };
        self.locale.text(key)
    }

    /// Where a check is to be seen first.
    #[must_use]
    pub fn check_place(&self, check: &Check) -> String {
        if let Some(first) = check.operands.first() {
            return self.operand_place(first.operand);
        }
        match &check.spot {
            Spot::Document => self.locale.text("place.document").to_owned(),
            Spot::Words(at) => self.place(&at.clone().into()),
            Spot::Line { table, line } => {
                let table = self.budget.table(table).map(|table| self.table(table)).unwrap_or_default();
                self.locale.fill("place.line", &[("table", &table), ("row", &self.row_of(*line))])
            }
        }
    }

    /// Where a figure of a check stands.
    #[must_use]
    pub fn operand_place(&self, operand: Operand) -> String {
        match operand {
            Operand::Cell(id) => {
                let found = self.budget.resolve_figure(id);
                found
                    .map(|(table, item, figure)| self.cell(table, item, &figure.at.column))
                    .unwrap_or_default()
            }
            Operand::Claim(_) => operand.at(self.budget).map(|at| self.place(&at)).unwrap_or_default(),
        }
    }

    /// A figure as printed; a blank one by name.
    #[must_use]
    pub fn printed(&self, operand: Operand) -> String {
        match operand.printed(self.budget) {
            "" => self.locale.text("blank").to_owned(),
            printed => printed.to_owned(),
        }
    }

    fn parts(&self, check: &Check) -> String {
        let parts = check.operands.get(1..).unwrap_or_default();
        let Some(first) = parts.first() else { return "0".to_owned() };
        let first = self.printed(first.operand);
        if parts.len() > PARTS_WRITTEN {
            let count = parts.len().to_string();
            return self.locale.fill("check.parts-many", &[("first", &first), ("count", &count)]);
        }
        let mut written = first;
        for part in parts.iter().skip(1) {
            written.push_str(if part.sign < 0 { " − " } else { " + " });
            written.push_str(&self.printed(part.operand));
        }
        written
    }

    /// The figures behind the first, one after the other.
    fn figures(&self, check: &Check) -> String {
        let mut written = String::new();
        for (at, term) in check.operands.iter().enumerate().skip(1) {
            let figure = self.printed(term.operand);
            written = if at == 1 {
                figure
            } else {
                self.locale.fill("list.two", &[("a", &written), ("b", &figure)])
            };
        }
        written
    }

    /// Whether percentages are said to make up a whole.
    fn is_of_shares(&self, check: &Check) -> bool {
        let is_percent = |operand: Operand| matches!(operand.content(self.budget), Content::Percent(_));
        check.rule.kind == Kind::Ratio && check.operands.iter().all(|term| is_percent(term.operand))
    }

    /// What the figures behind the first add up to, in the finest unit among all.
    #[must_use]
    pub fn sum(&self, check: &Check) -> Option<String> {
        let [sum, ..] = self.made(check, check.operands.get(1..)?)?;
        Some(sum)
    }

    /// What terms of a check make, the least and the most that it may be, in the finest unit among its figures.
    #[must_use]
    pub fn made(&self, check: &Check, terms: &[Term]) -> Option<[String; 3]> {
        interval::made(self.budget, check, terms).map(|made| made.map(format::decimal))
    }
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
        ReadError::Source(SourceError::Unsupported { kind }) => {
            ("error.not-supported", vec![("kind", locale.text(&format!("kind.{kind}")).to_owned())])
        }
        ReadError::Source(SourceError::TooLarge { limit, most }) => {
            let what = locale.fill(&format!("limit.{}", limit.id()), &[("most", &most.to_string())]);
            ("error.too-large", vec![("limit", what)])
        }
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
