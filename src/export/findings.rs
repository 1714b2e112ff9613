//! The findings as CSV: a line for each cause, for whoever works through them in a spreadsheet.

use super::csv::Records;
use super::wording::Wording;
use crate::checks::Spot;
use crate::checks::report::Check;
use crate::disclosure::Disclosure;
use crate::i18n::Locale;

/// The columns. Ids are those of the report, words those of the language asked for.
const COLUMNS: [&str; 13] = [
    "file", "severity", "verdict", "origin", "rule", "name", "message", "repair", "advice", "place", "table",
    "line", "id",
];

/// The first line of the file, behind the byte order mark.
#[must_use]
pub fn head() -> String {
    let mut out = Records::marked();
    record(&mut out, COLUMNS);
    out.into_text()
}

/// The lines of a disclosure that was read from `file`.
#[must_use]
pub fn lines(file: &str, disclosure: &Disclosure, locale: &'static Locale) -> String {
    let mut out = Records::default();
    let wording = Wording { budget: &disclosure.budget, locale };
    for check in disclosure.report.causes() {
        let (place, table, line) = place(check, &wording);
        let name = format!("rule.{}", check.rule.id);
        record(
            &mut out,
            [
                file,
                check.severity.id(),
                check.verdict.id(),
                check.origin.id(),
                check.rule.id,
                locale.text(&name),
                &wording.message(check),
                &wording.repair(check).unwrap_or_default(),
                wording.advice(check),
                &place,
                &table,
                &line,
                &check.id,
            ],
        );
    }
    out.into_text()
}

/// The line of a file that could not be read.
#[must_use]
pub fn unread(file: &str, message: &str) -> String {
    let mut out = Records::default();
    record(&mut out, [file, "error", "", "", "", "", message, "", "", "", "", "", ""]);
    out.into_text()
}

fn record(out: &mut Records, fields: [&str; COLUMNS.len()]) {
    for field in fields {
        out.guarded(field);
    }
    out.end();
}

/// Where a check is to be seen first, in words; the id of the table and the line.
fn place(check: &Check, wording: &Wording<'_>) -> (String, String, String) {
    let words = wording.check_place(check);
    let at = check.operands.first().and_then(|term| term.operand.at(wording.budget));
    let (table, line) = match (&at, &check.spot) {
        (Some(at), _) => (at.cell().map(|cell| cell.table.to_string()).unwrap_or_default(), at.line()),
        (None, Spot::Line { table, line }) => (table.to_string(), *line),
        (None, Spot::Words(at)) => (String::new(), at.line),
        (None, Spot::Document) => return (words, String::new(), String::new()),
    };
    (words, table, wording.budget.line_in_file(line).to_string())
}
