//! The report for people at a terminal.

use super::wording::Wording;
use crate::budget::Budget;
use crate::checks::Report;
use crate::checks::report::{Check, Severity, Verdict};
use std::fmt::Write;

/// The report of a budget in the words of a locale.
#[must_use]
pub fn text(budget: &Budget, report: &Report, wording: &Wording<'_>) -> String {
    let locale = wording.locale;
    let mut out = String::new();
    let year = budget.year.map_or_else(
        || locale.text("year.unknown").to_owned(),
        |year| locale.fill("year.of", &[("year", &year.to_string())]),
    );
    let department = match budget.department.as_str() {
        "" => locale.text("department.unknown"),
        department => department,
    };
    let amounts =
        budget.tables.iter().flat_map(|table| table.figures()).filter(|(_, f)| f.amount().is_some());
    let document = locale.fill(
        "report.document",
        &[
            ("department", department),
            ("year", &year),
            ("tables", &budget.tables.len().to_string()),
            ("amounts", &amounts.count().to_string()),
            ("claims", &budget.narrative.figures().to_string()),
        ],
    );
    let count = |verdict| report.summary.count(verdict).to_string();
    let summary = locale.fill(
        "report.summary",
        &[
            ("total", &report.checks.len().to_string()),
            ("exact", &count(Verdict::Exact)),
            ("rounding", &count(Verdict::Rounding)),
            ("boundary", &count(Verdict::Boundary)),
            ("contradiction", &count(Verdict::Contradiction)),
            ("not-checked", &count(Verdict::NotChecked)),
        ],
    );
    let found = |severity| report.summary.findings(severity).to_string();
    let findings = locale.fill(
        "report.findings",
        &[
            ("error", &found(Severity::Error)),
            ("warning", &found(Severity::Warning)),
            ("info", &found(Severity::Info)),
        ],
    );
    let title = Some(&budget.title).filter(|title| !title.is_empty());
    for line in title.into_iter().chain([&document, &summary, &findings]) {
        let _ = writeln!(out, "{line}");
    }
    let line = |out: &mut String, check: &Check| {
        let message = wording.message(check);
        let severity = locale.text(severity_key(check.severity));
        let rule_key = format!("rule.{}", check.rule.id);
        let rule = locale.text(&rule_key);
        let _ = writeln!(out, "\n[{severity}] {rule}\n  {message}\n  {}", wording.advice(check));
        if let Some(repair) = wording.repair(check) {
            let _ = writeln!(out, "  {repair}");
        }
    };
    if report.causes().next().is_none() {
        let _ = writeln!(out, "\n{}", locale.text("report.clean"));
    }
    for check in report.causes() {
        line(&mut out, check);
    }
    let rounding = || report.checks.iter().filter(|c| c.verdict == Verdict::Rounding && c.cause.is_none());
    if rounding().next().is_some() {
        let _ = writeln!(out, "\n{}", locale.text("report.rounding"));
        for check in rounding() {
            let _ = writeln!(out, "  ≈ {}", wording.message(check));
        }
    }
    out
}

const fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "severity.info",
        Severity::Warning => "severity.warning",
        Severity::Error => "severity.error",
    }
}
