//! `budget-report/1` as lines of JSON, so that the reports of many files can be piped: the document, then its checks.

use super::report::{CheckData, Document, Engine, ReportData, SummaryData, TableData};
use serde::Serialize;

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    /// All of a report but its checks.
    Document {
        file: &'a str,
        /// All files that make up the disclosure.
        files: &'a [&'a str],
        /// Their hashes, by which a later run knows them.
        sha256: &'a [String],
        schema: &'static str,
        engine: &'a Engine,
        document: &'a Document,
        tables: &'a [TableData],
        summary: &'a SummaryData,
        findings: &'a [String],
    },
    Check {
        file: &'a str,
        #[serde(flatten)]
        check: &'a CheckData,
    },
    /// A file that could not be read.
    Error { file: &'a str, message: &'a str },
}

/// The lines of a report on `files` with these hashes; the first of them names it on every line.
#[must_use]
pub fn report(files: &[&str], sha256: &[String], data: &ReportData) -> String {
    let file = files.first().copied().unwrap_or_default();
    let ReportData { schema, engine, document, tables, summary, checks, findings } = data;
    let mut out = String::new();
    push(
        &mut out,
        &Line::Document { file, files, sha256, schema, engine, document, tables, summary, findings },
    );
    for check in checks {
        push(&mut out, &Line::Check { file, check });
    }
    out
}

/// The line for a file that could not be read.
#[must_use]
pub fn error(file: &str, message: &str) -> String {
    let mut out = String::new();
    push(&mut out, &Line::Error { file, message });
    out
}

fn push(out: &mut String, line: &Line<'_>) {
    // Texts, numbers and lists always become JSON.
    out.push_str(&serde_json::to_string(line).unwrap_or_default());
    out.push('\n');
}
