//! SARIF 2.1.0: the findings of all files of a call as one run, for editors and review tools.
//!
//! A result is one cause; what follows from it are its related locations. Columns count Unicode code points.

use super::wording::Wording;
use crate::address::Address;
use crate::checks::report::{Check, Note, Severity};
use crate::checks::{RULES, Report, Spot};
use crate::disclosure::Disclosure;
use crate::i18n::Locale;
use serde_json::{Value, json};
use serde_sarif::sarif::{
    Artifact, ArtifactLocation, Invocation, Location, LogicalLocation, Message, MultiformatMessageString,
    Notification, PhysicalLocation, PropertyBag, Region, ReportingConfiguration, ReportingDescriptor, Result,
    ResultKind, ResultLevel, Run, Sarif, Tool, ToolComponent,
};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What a run says of the files of one disclosure.
#[derive(Debug)]
pub struct Part {
    files: Vec<String>,
    results: Vec<Result>,
    notifications: Vec<Notification>,
}

/// The findings of a disclosure that was read from `files`: one file, or its words and its tables.
#[must_use]
pub fn part(files: &[&str], disclosure: &Disclosure, locale: &'static Locale) -> Part {
    let findings = Findings { files, report: &disclosure.report, wording: wording(disclosure, locale) };
    Part {
        files: files.iter().map(|file| (*file).to_owned()).collect(),
        results: disclosure.report.causes().map(|check| findings.result(check)).collect(),
        notifications: Vec::new(),
    }
}

/// A file that could not be read.
#[must_use]
pub fn unread(file: &str, message: &str) -> Part {
    let location = Location::builder().physical_location(physical(file, None)).build();
    let notification = Notification::builder()
        .message(said(message))
        .level(Value::from("error"))
        .locations(vec![location])
        .build();
    Part { files: vec![file.to_owned()], results: Vec::new(), notifications: vec![notification] }
}

/// The log of one call.
#[must_use]
pub fn log(parts: Vec<Part>, exit_code: u8, locale: &'static Locale) -> Sarif {
    let (mut artifacts, mut results, mut notifications) = (Vec::new(), Vec::new(), Vec::new());
    for part in parts {
        for file in part.files {
            artifacts.push(Artifact::builder().location(artifact(&file)).build());
        }
        results.extend(part.results);
        notifications.extend(part.notifications);
    }
    let invocation = Invocation::builder()
        .execution_successful(notifications.is_empty())
        .exit_code(i64::from(exit_code))
        .tool_execution_notifications(notifications)
        .build();
    let driver = ToolComponent::builder()
        .name(env!("CARGO_PKG_NAME"))
        .version(env!("CARGO_PKG_VERSION"))
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .language(locale.tag)
        .rules(RULES.iter().map(|rule| descriptor(rule, locale)).collect::<Vec<_>>())
        .build();
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .language(locale.tag)
        .column_kind(Value::from("unicodeCodePoints"))
        .artifacts(artifacts)
        .invocations(vec![invocation])
        .results(results)
        .build();
    Sarif::builder().schema(SCHEMA).version(Value::from("2.1.0")).runs(vec![run]).build()
}

fn wording<'a>(disclosure: &'a Disclosure, locale: &'static Locale) -> Wording<'a> {
    Wording { budget: &disclosure.budget, locale }
}

fn descriptor(rule: &crate::checks::Rule, locale: &'static Locale) -> ReportingDescriptor {
    let words = |part: &str| locale.text(&format!("rule.{}{part}", rule.id)).to_owned();
    let string = |text: String| MultiformatMessageString::builder().text(text).build();
    let help = ["why", "example", "source"].map(|part| {
        locale.fill(
            "rules.labelled",
            &[("label", locale.text(&format!("rules.{part}"))), ("words", &words(&format!(".{part}")))],
        )
    });
    ReportingDescriptor::builder()
        .id(rule.id)
        .short_description(string(words("")))
        .full_description(string(words(".what")))
        .help(string(help.join("\n")))
        .default_configuration(
            ReportingConfiguration::builder().level(Value::from(level_name(rule.severity))).build(),
        )
        .properties(bag(&[
            ("version", json!(rule.version)),
            ("kind", json!(rule.kind.id())),
            ("basis", json!(rule.basis.id())),
        ]))
        .build()
}

/// The findings of one disclosure on their way into results.
struct Findings<'a> {
    files: &'a [&'a str],
    report: &'a Report,
    wording: Wording<'a>,
}

impl Findings<'_> {
    fn result(&self, check: &Check) -> Result {
        let mut related = Vec::new();
        for term in check.operands.iter().skip(1) {
            let Some(at) = term.operand.at(self.wording.budget) else { continue };
            let printed = self.wording.printed(term.operand);
            let words = format!("{printed} · {}", self.wording.place(&at));
            related.push(Location { message: Some(said(&words)), ..self.at(&at) });
        }
        for from in check.from.iter().filter_map(|&at| self.report.checks.get(at)) {
            related.push(Location { message: Some(said(&self.wording.sentence(from))), ..self.first(from) });
        }
        let mut consequences = Vec::new();
        for other in &self.report.checks {
            if self.report.cause_of(other) == Some(&check.id) {
                consequences.push(json!(other.id));
                let words = self.wording.sentence(other);
                related.push(Location { message: Some(said(&words)), ..self.first(other) });
            }
        }
        for (location, id) in related.iter_mut().zip(1..) {
            location.id = Some(id);
        }
        let rule_index = RULES.iter().position(|rule| rule.id == check.rule.id);
        let decimal = |value: Option<rust_decimal::Decimal>| json!(value.map(|value| value.to_string()));
        let properties = bag(&[
            ("id", json!(check.id)),
            ("verdict", json!(check.verdict.id())),
            ("origin", json!(check.origin.id())),
            ("residual", decimal(check.residual)),
            ("bound", decimal(check.bound)),
            ("expected", decimal(check.expected)),
            ("note", json!(check.note.map(Note::id))),
            ("consequences", Value::Array(consequences)),
        ]);
        let repair = self.wording.repair(check).map(|repair| repair + "\n").unwrap_or_default();
        let words = format!("{}\n{repair}{}", self.wording.message(check), self.wording.advice(check));
        let mut result = Result::builder()
            .rule_id(check.rule.id)
            .kind(ResultKind::Fail)
            .level(level(check.severity))
            .message(said(&words))
            .locations(vec![self.first(check)])
            .properties(properties)
            .build();
        result.rule_index = rule_index.and_then(|at| i64::try_from(at).ok());
        result.related_locations = (!related.is_empty()).then_some(related);
        result.partial_fingerprints =
            Some([("budgetRelation/v1".to_owned(), self.fingerprint(check))].into());
        result
    }

    /// What stays the same when lines are put in or taken out elsewhere.
    fn fingerprint(&self, check: &Check) -> String {
        let mut print = check.rule.id.to_owned();
        let said = check.said.as_ref().map(|said| said.saying.id);
        for word in said.into_iter().chain(check.reason.as_ref().map(|reason| reason.id())) {
            print.extend([":", word]);
        }
        for term in &check.operands {
            match term.operand.at(self.wording.budget) {
                Some(Address::Cell(cell)) => print.push_str(&format!("|{cell}")),
                Some(Address::Sentence(sentence)) => {
                    let printed = term.operand.printed(self.wording.budget);
                    print.push_str(&format!("|{}.{printed}", sentence.section));
                }
                None => {}
            }
        }
        if check.operands.is_empty() {
            match &check.spot {
                Spot::Document => {}
                Spot::Line { table, .. } => print.push_str(&format!("|{table}")),
                Spot::Words(at) => print.push_str(&format!("|{}", at.section)),
            }
        }
        print
    }

    /// Where a check is to be seen first.
    fn first(&self, check: &Check) -> Location {
        let operand = check.operands.first().and_then(|term| term.operand.at(self.wording.budget));
        match (operand, &check.spot) {
            (Some(at), _) => self.at(&at),
            (None, Spot::Words(at)) => self.at(&at.clone().into()),
            (None, Spot::Line { table, line }) => {
                located(self.file(*line, self.tables()), self.region(*line), "table", table)
            }
            (None, Spot::Document) => {
                Location::builder().physical_location(physical(self.words(), None)).build()
            }
        }
    }

    fn at(&self, at: &Address) -> Location {
        match at {
            Address::Cell(cell) => {
                let name = match &cell.place.sheet {
                    Some(sheet) => format!("{cell} ({sheet})"),
                    None => cell.to_string(),
                };
                let line = cell.place.line;
                located(self.file(line, self.tables()), self.region(line), "cell", &name)
            }
            Address::Sentence(sentence) => {
                let region = Region::builder()
                    .start_line(i64::from(self.wording.budget.line_in_file(sentence.line)))
                    .start_column(i64::from(sentence.start) + 1)
                    .end_column(i64::from(sentence.end) + 1)
                    .build();
                located(self.file(sentence.line, self.words()), region, "sentence", &sentence.section)
            }
        }
    }

    /// The file in which a line stands, as the caller named it; `usual` where there is one.
    fn file<'b>(&'b self, line: u32, usual: &'b str) -> &'b str {
        let Some(start) = self.wording.budget.file_of(line) else { return usual };
        let is_it =
            |given: &&&str| given.rsplit(['/', '\\']).next().is_some_and(|name| start.name.starts_with(name));
        self.files.iter().find(is_it).copied().unwrap_or(usual)
    }

    fn region(&self, line: u32) -> Region {
        line_region(self.wording.budget.line_in_file(line))
    }

    fn words(&self) -> &str {
        self.files.first().copied().unwrap_or_default()
    }

    fn tables(&self) -> &str {
        self.files.last().copied().unwrap_or_default()
    }
}

fn line_region(line: u32) -> Region {
    Region::builder().start_line(i64::from(line.max(1))).build()
}

fn located(file: &str, region: Region, kind: &str, name: &str) -> Location {
    let logical = LogicalLocation::builder().fully_qualified_name(name).kind(kind).build();
    Location::builder()
        .physical_location(physical(file, Some(region)))
        .logical_locations(vec![logical])
        .build()
}

fn physical(file: &str, region: Option<Region>) -> PhysicalLocation {
    let mut physical = PhysicalLocation::builder().artifact_location(artifact(file)).build();
    physical.region = region;
    physical
}

fn artifact(file: &str) -> ArtifactLocation {
    ArtifactLocation::builder().uri(uri(file)).build()
}

fn said(text: &str) -> Message {
    Message::builder().text(text).build()
}

/// Properties that have a value.
fn bag(properties: &[(&str, Value)]) -> PropertyBag {
    let mut bag = PropertyBag::default();
    for (name, value) in properties {
        let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !is_empty {
            bag.additional_properties.insert((*name).to_owned(), value.clone());
        }
    }
    bag
}

const fn level(severity: Severity) -> ResultLevel {
    match severity {
        Severity::Error => ResultLevel::Error,
        Severity::Warning => ResultLevel::Warning,
        Severity::Info => ResultLevel::Note,
    }
}

const fn level_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as an address: absolute ones get the scheme, relative ones stay relative.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let has_drive = path.as_bytes().get(1) == Some(&b':');
    let mut out = String::from(match (path.starts_with('/'), has_drive) {
        (true, _) => "file://",
        (_, true) => "file:///",
        _ => "",
    });
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_addresses() {
        assert_eq!(uri("a/预算 1.txt"), "a/%E9%A2%84%E7%AE%97%201.txt");
        assert_eq!(uri("/home/a.txt"), "file:///home/a.txt");
        assert_eq!(uri("C:\\a.txt"), "file:///C%3A/a.txt");
        assert_eq!(uri("-"), "-");
    }
}
