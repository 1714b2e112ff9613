//! The conformance suite of `tests/conformance/`: documents and the checks that are expected of them, as data.
//!
//! `CONFORMANCE_ENGINE` names another engine: a command that takes the documents and prints `budget-report/1`.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

use budget_widget::checks::RULES;
use budget_widget::disclosure::Disclosure;
use budget_widget::export::report;
use budget_widget::source::text::gb18030;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    what: String,
    documents: Vec<String>,
    rule: Option<String>,
    holds: Option<bool>,
    silent: Option<Silent>,
    #[serde(default)]
    checks: Vec<Expected>,
    findings: Option<Vec<Expected>>,
    #[serde(default)]
    summary: Map<String, Value>,
}

/// Nothing above info: of any kind, or of these.
#[derive(Deserialize)]
#[serde(untagged)]
enum Silent {
    All(bool),
    Kinds(Vec<String>),
}

/// A check by what it is about. What is not said does not matter.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct Expected {
    kind: String,
    figures: Vec<Figure>,
    /// The line of the document on which it stands, for what has no figures.
    line: Option<u64>,
    /// What its message must name.
    #[serde(default)]
    names: Vec<String>,
    verdict: String,
    severity: String,
    origin: Option<String>,
    residual: Option<String>,
    bound: Option<String>,
    expected: Option<String>,
    note: Option<String>,
    reason: Option<String>,
    /// How many checks follow from it.
    follows: Option<usize>,
    /// The figures of the check that it follows from.
    cause: Option<Vec<Figure>>,
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(untagged)]
enum Figure {
    /// `table.row.column`.
    Cell(String),
    Sentence {
        line: u64,
        printed: String,
    },
}

impl Figure {
    fn is(&self, operand: &Value) -> bool {
        let at = &operand["at"];
        match self {
            Self::Cell(address) => {
                let part = |key: &str| at[key].as_str().unwrap_or_default();
                at.get("table").is_some()
                    && *address == format!("{}.{}.{}", part("table"), part("row"), part("column"))
            }
            Self::Sentence { line, printed } => {
                at.get("section").is_some() && at["line"] == *line && operand["printed"] == **printed
            }
        }
    }
}

/// Whether a check is about these figures. Blank parts do not count. A sum has its whole first and nothing but its parts;
/// what is said to be the same may be printed in more places than are named.
fn is_about(check: &Value, kind: &str, figures: &[Figure]) -> bool {
    let all = check["operands"].as_array().unwrap().iter().enumerate();
    let operands: Vec<&Value> = all
        .filter(|(at, operand)| *at == 0 || operand["printed"] != "")
        .map(|(_, operand)| operand)
        .collect();
    let named = figures.iter().all(|figure| operands.iter().any(|operand| figure.is(operand)));
    let complete = operands.len() == figures.len()
        && figures.first().zip(operands.first()).is_none_or(|(figure, operand)| figure.is(operand));
    let wanted = if matches!(kind, "sum" | "order" | "structure") { named && complete } else { named };
    check["kind"] == *kind && wanted
}

impl Expected {
    fn is_of(&self, check: &Value) -> bool {
        let message = check["message"]["zh-CN"].as_str().unwrap_or_default();
        is_about(check, &self.kind, &self.figures)
            && self.line.is_none_or(|line| check["at"]["line"] == line)
            && self.names.iter().all(|name| message.contains(name))
    }

    /// The first thing in which a check is not as expected.
    fn difference(&self, check: &Value, report: &Value) -> Option<String> {
        let said = |key: &str, expected: Option<&str>| {
            let found = &check[key];
            let same = |expected: &str| match (found.as_str(), key) {
                // 36 and 36.0 are the same amount.
                (Some(found), "residual" | "bound" | "expected") => {
                    found.parse::<rust_decimal::Decimal>().ok() == expected.parse().ok()
                }
                (found, _) => found == Some(expected),
            };
            expected
                .filter(|expected| !same(expected))
                .map(|expected| format!("{key} is {found} and should be {expected}"))
        };
        let checks = report["checks"].as_array().unwrap();
        let follows = checks.iter().filter(|other| other["cause"] == check["id"]).count();
        let cause = || checks.iter().find(|other| other["id"] == check["cause"]);
        said("verdict", Some(&self.verdict))
            .or_else(|| said("severity", Some(&self.severity)))
            .or_else(|| said("origin", self.origin.as_deref()))
            .or_else(|| said("residual", self.residual.as_deref()))
            .or_else(|| said("bound", self.bound.as_deref()))
            .or_else(|| said("expected", self.expected.as_deref()))
            .or_else(|| said("note", self.note.as_deref()))
            .or_else(|| said("reason", self.reason.as_deref()))
            .or_else(|| {
                let wanted = self.follows.filter(|wanted| *wanted != follows)?;
                Some(format!("{follows} checks follow from it and not {wanted}"))
            })
            .or_else(|| {
                let figures = self.cause.as_deref()?;
                let is_cause = cause().is_some_and(|cause| is_about(cause, &self.kind, figures));
                (!is_cause).then(|| format!("its cause is {}", check["cause"]))
            })
    }

    fn in_report(&self, report: &Value) -> Result<(), String> {
        let checks = report["checks"].as_array().unwrap();
        let about: Vec<&Value> = checks.iter().filter(|check| self.is_of(check)).collect();
        let differences: Vec<String> =
            about.iter().filter_map(|check| self.difference(check, report)).collect();
        match differences.first() {
            None if about.is_empty() => Err(format!(
                "no {} of {:?} {:?} that names {:?}",
                self.kind, self.figures, self.line, self.names
            )),
            Some(first) if differences.len() == about.len() => {
                Err(format!("{} of {:?}: {first}", self.kind, self.figures))
            }
            _ => Ok(()),
        }
    }
}

fn is_above_info(check: &Value) -> bool {
    matches!(check["severity"].as_str(), Some("warning" | "error"))
}

impl Case {
    /// Everything in which a report is not as expected.
    fn differences(&self, report: &Value) -> Vec<String> {
        let mut found: Vec<String> =
            self.checks.iter().filter_map(|expected| expected.in_report(report).err()).collect();
        let above: Vec<&Value> =
            report["checks"].as_array().unwrap().iter().filter(|check| is_above_info(check)).collect();
        let loud = |check: &&&Value| match &self.silent {
            Some(Silent::All(all)) => *all,
            Some(Silent::Kinds(kinds)) => kinds.iter().any(|kind| check["kind"] == **kind),
            None => false,
        };
        found.extend(above.iter().filter(loud).map(|check| format!("not silent: {}", words(check))));
        if let Some(expected) = &self.findings {
            found.extend(expected.iter().filter_map(|expected| expected.in_report(report).err()));
            let unexpected = above
                .iter()
                .filter(|check| check["cause"].is_null())
                .filter(|check| !expected.iter().any(|expected| expected.is_of(check)));
            found.extend(unexpected.map(|check| format!("not expected: {}", words(check))));
        }
        for (key, expected) in &self.summary {
            let count = &report["summary"][key];
            match expected.as_object() {
                Some(system) => found.extend(of_system(system, report)),
                None if count != expected => found.push(format!("{key} is {count} and not {expected}")),
                None => {}
            }
        }
        found
    }
}

/// In what the joint verdict is not as expected. Of the proof, or of the check whose id it is, only the numbers that it
/// must name are given.
fn of_system(expected: &Map<String, Value>, report: &Value) -> Vec<String> {
    let system = &report["summary"]["system"];
    let proof = &system["proof"];
    let check = report["checks"].as_array().unwrap().iter().find(|check| check["id"] == *proof);
    let named = format!("{proof} {}", check.map(|check| check["message"].to_string()).unwrap_or_default());
    let mut found = Vec::new();
    for (key, wanted) in expected {
        let same = match wanted.as_array() {
            Some(numbers) => numbers.iter().filter_map(Value::as_str).all(|number| named.contains(number)),
            None => system[key] == *wanted,
        };
        if !same {
            found.push(format!("system.{key} is {} and not {wanted}", system[key]));
        }
    }
    found
}

fn words(check: &Value) -> String {
    format!("{} {}", check["id"].as_str().unwrap_or_default(), check["message"]["zh-CN"])
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance")
}

/// The cases of a folder by name.
fn cases(name: &str) -> Vec<(String, PathBuf, Case)> {
    let folder = folder().join(name);
    let mut cases = Vec::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(case) = file.strip_suffix(".expected.json") else { continue };
        let text = std::fs::read_to_string(&path).unwrap();
        let read = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}/{file}: {error}"));
        cases.push((format!("{name}/{case}"), folder.clone(), read));
    }
    cases.sort_by(|a, b| a.0.cmp(&b.0));
    cases
}

/// The report of this engine, or of the one that the environment names.
fn report(paths: &[PathBuf]) -> Value {
    if let Ok(engine) = std::env::var("CONFORMANCE_ENGINE") {
        let mut words = engine.split_whitespace();
        let mut command = Command::new(words.next().expect("a command"));
        let output = command.args(words).args(paths).output().expect("the engine runs");
        return serde_json::from_slice(&output.stdout).expect("the engine prints budget-report/1");
    }
    let named: Vec<(String, Vec<u8>)> = paths
        .iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
        })
        .collect();
    let files: Vec<(&str, &[u8])> = named.iter().map(|(name, bytes)| (name.as_str(), &**bytes)).collect();
    let disclosure = Disclosure::read_all(&files, gb18030).unwrap();
    serde_json::to_value(report::data(&disclosure.budget, &disclosure.report)).unwrap()
}

/// Runs the cases of a folder, prints a line for each, and names those that are not as expected.
fn run(name: &str) {
    let cases = cases(name);
    assert!(!cases.is_empty(), "no case in {name}");
    let width = cases.iter().map(|(case, ..)| case.len()).max().unwrap_or_default();
    let mut failed = Vec::new();
    for (case, folder, expected) in &cases {
        let paths: Vec<PathBuf> = expected.documents.iter().map(|document| folder.join(document)).collect();
        let differences = expected.differences(&report(&paths));
        let result = if differences.is_empty() { "holds" } else { "FAILS" };
        println!("{case:width$}  {result}  {}", expected.what);
        for difference in &differences {
            println!("{:width$}         {difference}", "");
        }
        if !differences.is_empty() {
            failed.push(format!("{case}: {}", differences.join("; ")));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn rules() {
    run("rules");
}

#[test]
fn arithmetic() {
    run("arithmetic");
}

#[test]
fn silent() {
    run("silent");
}

#[test]
fn whole() {
    run("whole");
}

#[test]
fn joint() {
    run("joint");
}

/// Cases that are right and that this engine does not pass.
#[test]
#[ignore = "names what is still to be done"]
fn open() {
    run("open");
}

/// What a rule lacks among the cases: one that holds, one that does not.
fn lacking(rule: &str, cases: &[(String, PathBuf, Case)]) -> Vec<&'static str> {
    let has = |holds: bool| {
        cases.iter().any(|(.., case)| case.rule.as_deref() == Some(rule) && case.holds == Some(holds))
    };
    let mut lacking = Vec::new();
    if !has(true) {
        lacking.push("one that holds");
    }
    if !has(false) {
        lacking.push("one that does not hold");
    }
    lacking
}

#[test]
fn every_rule_has_a_pair() {
    let mut cases = cases("rules");
    cases.extend(self::cases("joint"));
    let without: Vec<String> = RULES
        .iter()
        .map(|rule| (rule.id, lacking(rule.id, &cases)))
        .filter(|(_, lacking)| !lacking.is_empty())
        .map(|(rule, lacking)| format!("{rule}: {}", lacking.join(" and ")))
        .collect();
    assert_eq!(without, [""; 0], "tests/conformance/rules/ has no document for these; its README says how");
    let ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    for (name, _, case) in &cases {
        let rule = case.rule.as_deref().unwrap_or_default();
        assert!(ids.contains(&rule), "{name} belongs to no rule");
        let is_wrong = |check: &Expected| check.severity != "info" || check.verdict != "exact";
        let is_loud = case.checks.iter().any(is_wrong);
        assert!(case.holds == Some(true) || is_loud, "{name} says nothing of what does not hold");
    }
    assert_eq!(lacking("no-such-rule", &cases).len(), 2);
}

#[test]
fn another_report_is_not_as_expected() {
    let of = |name: &str| {
        let found = cases("rules").into_iter().find(|(case, ..)| case == name).unwrap();
        let paths: Vec<PathBuf> = found.2.documents.iter().map(|document| found.1.join(document)).collect();
        (found.2, report(&paths))
    };
    let ((good, holding), (bad, failing)) = (of("rules/code-tree.good"), of("rules/code-tree.bad"));
    assert_eq!((good.differences(&holding), bad.differences(&failing)), (Vec::new(), Vec::new()));
    assert!(good.differences(&failing).iter().any(|difference| difference.starts_with("not silent")));
    assert!(bad.differences(&holding)[0].contains("verdict is \"exact\" and should be contradiction"));
}
