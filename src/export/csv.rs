//! Tables as CSV (RFC 4180), in UTF-8 with a byte order mark, by which spreadsheets know it.
//!
//! Cells are written as printed. A text that a spreadsheet would run as a formula gets an apostrophe before it; figures,
//! also negative ones, stay as they are. Who needs the texts to the letter takes the package.
//!
//! The ten lines that write a field are our own, because the viewer has them too and a library would bring it 47 KB; the tests
//! read what they write with that library.

use super::cells::{Cell, labels, rows};
use crate::amount::parse_figure;
use crate::search;
use crate::tables::Table;

/// The columns of the table of all amounts.
#[cfg(feature = "exports")]
pub const AMOUNTS: [&str; 14] = [
    "table", "title", "row", "code", "name", "column", "head", "printed", "value", "unit", "sheet", "page",
    "line", "cell",
];

/// Records as text, built one after the other.
#[derive(Debug, Default)]
pub struct Records {
    text: String,
    /// Whether the record has a field already.
    inside: bool,
}

impl Records {
    /// No record yet; behind the byte order mark.
    #[must_use]
    pub fn marked() -> Self {
        Self { text: "\u{feff}".to_owned(), inside: false }
    }

    /// One more field of the record, to the letter.
    pub fn field(&mut self, field: &str) {
        if self.inside {
            self.text.push(',');
        }
        self.inside = true;
        if field.contains([',', '"', '\r', '\n']) {
            self.text.push('"');
            self.text.push_str(&search::replace(field, "\"", "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(field);
        }
    }

    /// One more field of the record, safe in a spreadsheet.
    pub fn guarded(&mut self, field: &str) {
        if is_formula(field) {
            self.field(&["'", field].concat());
        } else {
            self.field(field);
        }
    }

    /// Ends the record.
    pub fn end(&mut self) {
        // A line without a character would be no record.
        if self.text.is_empty() || self.text.ends_with(['\n', '\u{feff}']) {
            self.text.push_str("\"\"");
        }
        self.text.push_str("\r\n");
        self.inside = false;
    }

    /// All records.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }
}

/// A published table: one line of labels, unless its form has none, and every row as printed.
#[must_use]
pub fn table(table: &Table) -> String {
    let mut out = Records::marked();
    let labels = labels(table);
    if labels.iter().any(|label| !label.is_empty()) {
        for label in &labels {
            out.guarded(label);
        }
        out.end();
    }
    for row in rows(table) {
        for cell in &row {
            printed(&mut out, cell);
        }
        out.end();
    }
    out.into_text()
}

/// A cell as printed.
fn printed(out: &mut Records, cell: &Cell<'_>) {
    if cell.figure.is_some_and(|(_, figure)| figure.amount().is_some()) {
        out.field(cell.text);
    } else {
        out.guarded(cell.text);
    }
}

/// All amounts of all tables, a line for each, with their addresses. `value` is the exact decimal in `unit`.
#[cfg(feature = "exports")]
#[must_use]
pub fn amounts(budget: &crate::budget::Budget, mut out: Records) -> String {
    for name in AMOUNTS {
        out.field(name);
    }
    out.end();
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    for table in &budget.tables {
        for (item, figure) in table.figures() {
            let Some(amount) = figure.amount() else { continue };
            let at = &figure.at;
            let is_of =
                |column: &&crate::tables::heads::Column| column.key == at.column && column.side == item.side;
            let head = table.columns.iter().find(is_of).map(|column| column.head.join("/"));
            out.field(&at.table);
            out.guarded(&table.title);
            out.guarded(&at.row);
            out.guarded(item.code.as_deref().unwrap_or_default());
            out.guarded(&item.name);
            out.guarded(&at.column);
            out.guarded(&head.unwrap_or_default());
            out.field(&figure.printed);
            out.field(&amount.value().to_string());
            // Where a table prints no unit, its amounts have none that could be relied on.
            out.field(if table.unit.is_some() { amount.unit().label() } else { "" });
            out.guarded(at.place.sheet.as_deref().unwrap_or_default());
            out.field(&number(at.place.page));
            out.field(&number(Some(budget.line_in_file(at.place.line))));
            out.field(&number(Some(at.place.cell)));
            out.end();
        }
    }
    out.into_text()
}

/// Whether a spreadsheet would take a text for a formula. A figure or a dash is none.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) && parse_figure(text).is_err()
}

#[cfg(test)]
mod tests {
    use super::is_formula;

    #[test]
    fn formulas_are_told_from_figures() {
        for formula in ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "＝1", "=HYPERLINK(\"x\")", "-1-2"] {
            assert!(is_formula(formula), "{formula}");
        }
        for text in ["-", "-12.3", "－1，234.5", "—", "合计", "", "1-2", "≥90%"] {
            assert!(!is_formula(text), "{text}");
        }
    }
}
