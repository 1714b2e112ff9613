//! The report for people at a terminal: what was read, what was found by severity and rule, what that means.

use super::wording::Wording;
use crate::budget::Budget;
use crate::checks::report::{Check, Severity, Verdict};
use crate::checks::{Report, Rule};
use crate::i18n::Locale;
use std::fmt::Write;

/// The report of a budget in the words of a locale.
#[must_use]
pub fn text(budget: &Budget, report: &Report, wording: &Wording<'_>) -> String {
    let locale = wording.locale;
    let mut out = String::new();
    let title = Some(&budget.title).filter(|title| !title.is_empty());
    for line in title.into_iter().chain([&document(budget, locale), &summary(report, locale)]) {
        let _ = writeln!(out, "{line}");
    }
    if report.causes().next().is_none() {
        let _ = writeln!(out, "\n{}", locale.text("report.clean"));
    }
    let lines = Lines { report, wording };
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let found = report.causes().filter(|check| check.severity == severity).collect();
        lines.group(&mut out, severity, found);
    }
    // What helps to prove a contradiction is said there, and not that nothing is to be corrected.
    let proves = |at: usize| report.causes().any(|check| check.from.contains(&at));
    let mut rounding = Vec::new();
    for (at, check) in report.checks.iter().enumerate() {
        let is_alone = check.cause.is_none() && !check.is_finding() && !proves(at);
        if check.verdict == Verdict::Rounding && is_alone {
            rounding.push(check);
        }
    }
    if !rounding.is_empty() {
        let _ = writeln!(out, "\n{}", locale.text("report.rounding"));
        for check in rounding {
            lines.one(&mut out, "≈", check);
        }
    }
    out
}

/// What the findings mean for the exit code. `level` is `--fail-on` as written, `fails` whether it is reached.
#[must_use]
pub fn conclusion(report: &Report, level: &str, fails: bool, locale: &Locale) -> String {
    let findings = findings(report, locale);
    let key = if fails { "report.failed" } else { "report.passed" };
    format!("\n{}\n", locale.fill(key, &[("findings", &findings), ("level", level)]))
}

fn document(budget: &Budget, locale: &Locale) -> String {
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
    locale.fill(
        "report.document",
        &[
            ("department", department),
            ("year", &year),
            ("tables", &budget.tables.len().to_string()),
            ("amounts", &amounts.count().to_string()),
            ("claims", &budget.narrative.figures().to_string()),
        ],
    )
}

fn summary(report: &Report, locale: &Locale) -> String {
    let count = |verdict| report.summary.count(verdict).to_string();
    locale.fill(
        "report.summary",
        &[
            ("total", &report.checks.len().to_string()),
            ("exact", &count(Verdict::Exact)),
            ("rounding", &count(Verdict::Rounding)),
            ("boundary", &count(Verdict::Boundary)),
            ("contradiction", &count(Verdict::Contradiction)),
            ("not-checked", &count(Verdict::NotChecked)),
        ],
    )
}

fn findings(report: &Report, locale: &Locale) -> String {
    let found = |severity| report.summary.findings(severity).to_string();
    locale.fill(
        "report.findings",
        &[
            ("error", &found(Severity::Error)),
            ("warning", &found(Severity::Warning)),
            ("info", &found(Severity::Info)),
        ],
    )
}

/// The findings of a report on their way to lines.
struct Lines<'a> {
    report: &'a Report,
    wording: &'a Wording<'a>,
}

impl Lines<'_> {
    /// The findings of one severity, those of a rule and of one advice together.
    fn group(&self, out: &mut String, severity: Severity, mut found: Vec<&Check>) {
        if found.is_empty() {
            return;
        }
        let locale = self.wording.locale;
        let name = locale.text(severity_key(severity));
        let count = found.len().to_string();
        let _ = writeln!(out, "\n{}", locale.fill("report.group", &[("severity", name), ("count", &count)]));
        while let Some(first) = found.first() {
            let alike = |check: &&Check| {
                check.rule.id == first.rule.id && self.wording.advice(check) == self.wording.advice(first)
            };
            let (these, others): (Vec<&Check>, Vec<&Check>) = found.iter().copied().partition(alike);
            let _ = writeln!(out, "  {} — {}", self.rule(first.rule), self.wording.advice(first));
            for check in these {
                self.one(out, sign(severity), check);
            }
            found = others;
        }
    }

    /// A finding, with what follows from it counted by rule.
    fn one(&self, out: &mut String, sign: &str, check: &Check) {
        let _ = writeln!(out, "  {sign} {}", self.wording.sentence(check));
        if let Some(repair) = self.wording.repair(check) {
            let _ = writeln!(out, "    {repair}");
        }
        if !check.from.is_empty() {
            let count = check.from.len().to_string();
            let _ = writeln!(out, "    {}", self.wording.locale.fill("report.from", &[("count", &count)]));
            for from in check.from.iter().filter_map(|&at| self.report.checks.get(at)) {
                let _ = writeln!(out, "      {}", self.wording.sentence(from));
            }
        }
        let mut counts: Vec<(&'static Rule, usize)> = Vec::new();
        for other in &self.report.checks {
            if self.report.cause_of(other) != Some(&check.id) {
                continue;
            }
            match counts.iter_mut().find(|(rule, _)| rule.id == other.rule.id) {
                Some((_, count)) => *count += 1,
                None => counts.push((other.rule, 1)),
            }
        }
        if counts.is_empty() {
            return;
        }
        let rules: Vec<String> =
            counts.iter().map(|(rule, count)| format!("{} {count}", self.rule(rule))).collect();
        let total = check.follows.to_string();
        let words = [("count", total.as_str()), ("rules", &rules.join(" · "))];
        let _ = writeln!(out, "    {}", self.wording.locale.fill("report.follows", &words));
    }

    fn rule(&self, rule: &Rule) -> String {
        self.wording.locale.text(&format!("rule.{}", rule.id)).to_owned()
    }
}

const fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✗",
        Severity::Warning => "!",
        Severity::Info => "·",
    }
}

const fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "severity.info",
        Severity::Warning => "severity.warning",
        Severity::Error => "severity.error",
    }
}
