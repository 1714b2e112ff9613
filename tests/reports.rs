//! What `check` and `rules` print for other programs and for people: NDJSON, SARIF, the text, the page on the rules.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use budget_widget::checks::RULES;
use budget_widget::checks::report::Severity;
use budget_widget::embedded::DEFAULT;
use budget_widget::export::{ndjson, report, rules, sarif, text, wording::Wording};
use budget_widget::i18n::{LOCALES, Locale};
use common::{balance, embedded, read, revenue, table, three_public};
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_budget-widget")).args(arguments).output().unwrap()
}

/// A sentence that contradicts its table.
fn misquoted() -> String {
    "一、总体情况\n某局2024年支出总计6372万元，比上年减少。\n".to_owned() + &balance("万元", &[], "6,273.0")
}

/// One wrong figure that several relations hold.
fn one_cause() -> String {
    let rows = ["科目编码|科目名称|合计", "|合计|30.0", "201|一般公共服务支出|33.0", "20103|政府办公厅|30.0"];
    table("2024年一般公共预算支出情况表", "万元", &rows)
}

fn log(documents: &[(&[&str], &str)]) -> Value {
    let locale = &LOCALES[0];
    let mut parts: Vec<sarif::Part> =
        documents.iter().map(|(files, text)| sarif::part(files, &read(text), locale)).collect();
    parts.push(sarif::unread("缺 1.txt", "缺 1.txt: no such file"));
    serde_json::to_value(sarif::log(parts, 2, locale)).unwrap()
}

fn schema() -> jsonschema::Validator {
    // Unpaired brackets are an error to regular expressions of newer standards than the schema's.
    let published =
        include_str!("fixtures/sarif/sarif-schema-2.1.0.json").replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    let schema: Value = serde_json::from_str(&published).unwrap();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

fn assert_valid(schema: &jsonschema::Validator, log: &Value) {
    let errors: Vec<String> =
        schema.iter_errors(log).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(errors, [""; 0]);
}

#[test]
fn the_sarif_log_follows_its_schema() {
    let schema = schema();
    let unreadable = three_public("", "1.5||1.0||1.0|1,2,3.4.5") + &balance("元", &[], "2.5");
    let documents = [DEFAULT, &misquoted(), &one_cause(), &unreadable];
    for text in documents {
        assert_valid(&schema, &log(&[(&["预算 1.txt"], text)]));
    }
    let printed = run(&["check", "--format", "sarif", "/nowhere/at/all.txt"]);
    assert_eq!(printed.status.code(), Some(2));
    let printed: Value = serde_json::from_slice(&printed.stdout).unwrap();
    assert_valid(&schema, &printed);
    let mut broken = printed;
    broken["runs"][0]["results"] = Value::from("none");
    assert!(!schema.is_valid(&broken), "the schema refuses nothing");
}

#[test]
fn a_sarif_run_describes_all_rules_and_files() {
    let log = log(&[(&["a/预算 1.txt"], DEFAULT)]);
    let run = &log["runs"][0];
    let described = run["tool"]["driver"]["rules"].as_array().unwrap();
    let ids: Vec<&str> = described.iter().filter_map(|rule| rule["id"].as_str()).collect();
    assert_eq!(ids, RULES.iter().map(|rule| rule.id).collect::<Vec<_>>());
    for (rule, described) in RULES.iter().zip(described) {
        let what = LOCALES[0].text(&format!("rule.{}.what", rule.id)).to_owned();
        assert_eq!(described["fullDescription"]["text"], what);
        assert!(described["help"]["text"].as_str().unwrap().contains("依据："));
    }
    assert_eq!(run["artifacts"][0]["location"]["uri"], "a/%E9%A2%84%E7%AE%97%201.txt");
    assert_eq!(run["artifacts"][1]["location"]["uri"], "%E7%BC%BA%201.txt");
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), embedded().report.causes().count());
    assert!(results.iter().all(|result| result["kind"] == "fail"));
    let of_level = |level: &str| results.iter().filter(|result| result["level"] == level).count();
    let summary = &embedded().report.summary;
    let (errors, warnings) = (summary.findings(Severity::Error), summary.findings(Severity::Warning));
    assert_eq!((errors, warnings), (0, 4));
    assert_eq!((of_level("error"), of_level("warning")), (0, 4));
    assert_eq!(of_level("note"), results.len() - 4);
}

#[test]
fn a_sarif_result_points_into_the_sentence_and_at_the_cell() {
    let log = log(&[(&["words.txt", "tables.txt"], &misquoted())]);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let result = results.iter().find(|result| result["ruleId"] == "sentence-copies").unwrap();
    assert_eq!((&result["level"], &result["kind"]), (&"error".into(), &"fail".into()));
    assert_eq!(RULES[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()].id, "sentence-copies");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "words.txt");
    let line = misquoted().lines().nth(1).unwrap().chars().collect::<Vec<_>>();
    let column = |name: &str| usize::try_from(place["region"][name].as_u64().unwrap()).unwrap() - 1;
    assert_eq!(line[column("startColumn")..column("endColumn")].iter().collect::<String>(), "6372");
    assert_eq!(place["region"]["startLine"], 2);
    let cell = &result["relatedLocations"][0];
    assert_eq!(cell["physicalLocation"]["artifactLocation"]["uri"], "tables.txt");
    assert!(
        cell["logicalLocations"][0]["fullyQualifiedName"]
            .as_str()
            .unwrap()
            .starts_with("department-balance.")
    );
}

#[test]
fn a_fingerprint_outlives_a_shift_of_lines() {
    let prints = |text: &str| {
        let log = log(&[(&["a.txt"], text)]);
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        let print =
            |result: &Value| result["partialFingerprints"]["budgetRelation/v1"].as_str().unwrap().to_owned();
        results.iter().map(print).collect::<Vec<_>>()
    };
    let shifted = misquoted().replace("一、总体情况\n", "一、总体情况\n本单位情况如下。\n");
    assert_eq!(prints(&misquoted()), prints(&shifted));
    assert_ne!(prints(&misquoted()), prints(&misquoted().replace("6372", "6327")));
}

#[test]
fn consequences_stand_with_their_cause() {
    let disclosure = read(&one_cause());
    let causes: Vec<_> = disclosure.report.causes().collect();
    assert_eq!((causes.len(), causes[0].follows), (1, 1), "{causes:#?}");
    let log = log(&[(&["a.txt"], &one_cause())]);
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 1);
    assert_eq!(results[0]["properties"]["consequences"].as_array().unwrap().len(), 1);
    let written = text::text(
        &disclosure.budget,
        &disclosure.report,
        &Wording { budget: &disclosure.budget, locale: &LOCALES[0] },
    );
    assert!(written.contains("\n须改正 1 项\n"), "{written}");
    assert!(written.contains("    同因另有 1 处："), "{written}");
}

#[test]
fn a_joint_contradiction_stands_with_what_it_follows_from() {
    let infeasible = include_str!("conformance/joint/infeasible.txt");
    let log = log(&[(&["a.txt"], infeasible)]);
    assert_valid(&schema(), &log);
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "joint");
    assert_eq!(result["relatedLocations"].as_array().unwrap().len(), 4 + 3, "figures and relations");
    let disclosure = read(infeasible);
    let wording = Wording { budget: &disclosure.budget, locale: &LOCALES[0] };
    let written = text::text(&disclosure.budget, &disclosure.report, &wording);
    assert!(written.contains("一边为 100.2，另一边为 99.9"), "{written}");
    assert!(written.contains("由以下 3 个关系推出"), "{written}");
    assert!(!written.contains("舍入差异（无需修改）"), "{written}");
}

#[test]
fn the_text_ends_with_what_it_means() {
    let wrong = concat!(env!("CARGO_TARGET_TMPDIR"), "/reports-wrong.txt");
    std::fs::write(wrong, misquoted()).unwrap();
    let last = |arguments: &[&str]| {
        let output = run(&[&["check"], arguments].concat());
        let last = String::from_utf8(output.stdout).unwrap().lines().last().unwrap().to_owned();
        (output.status.code().unwrap(), last)
    };
    let (code, words) = last(&[wrong]);
    assert_eq!(
        (code, words.starts_with("未通过（--fail-on error，退出码 1）：须改正 1，")),
        (1, true),
        "{words}"
    );
    let (code, words) = last(&["--lang", "en", "--fail-on", "never", wrong]);
    assert_eq!((code, words.starts_with("passed (--fail-on never, exit code 0): 1 to correct")), (0, true));
}

#[test]
fn every_line_of_ndjson_stands_alone() {
    let disclosure = read(&(misquoted() + &revenue("万元", "6,273.0")));
    let data = report::data(&disclosure.budget, &disclosure.report);
    let written = ndjson::report(&["a.txt", "b.txt"], &["00".to_owned(), "11".to_owned()], &data)
        + &ndjson::error("c.pdf", "c.pdf: no");
    let lines: Vec<Value> = written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let whole = serde_json::to_value(&data).unwrap();
    let (document, rest) = lines.split_first().unwrap();
    let (error, checks) = rest.split_last().unwrap();
    assert_eq!((&document["type"], &document["file"]), (&"document".into(), &"a.txt".into()));
    assert_eq!(document["files"], serde_json::json!(["a.txt", "b.txt"]));
    for key in ["schema", "engine", "document", "tables", "summary", "findings"] {
        assert_eq!(document[key], whole[key], "{key}");
    }
    assert_eq!(checks.len(), whole["checks"].as_array().unwrap().len());
    for (line, check) in checks.iter().zip(whole["checks"].as_array().unwrap()) {
        let mut line = line.as_object().unwrap().clone();
        assert_eq!(line.remove("type").unwrap(), "check");
        assert_eq!(line.remove("file").unwrap(), "a.txt");
        assert_eq!(&Value::Object(line), check);
    }
    assert_eq!((&error["type"], &error["file"]), (&"error".into(), &"c.pdf".into()));
}

#[test]
fn files_that_cannot_be_read_are_lines_too() {
    let output = run(&["check", "--format", "ndjson", "/nowhere/at/all.txt"]);
    assert_eq!(output.status.code(), Some(2));
    let line: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&line["type"], &line["file"]), (&"error".into(), &"/nowhere/at/all.txt".into()));
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("/nowhere/at/all.txt: "));
}

#[test]
fn rules_are_listed_for_people_and_programs() {
    for locale in &LOCALES {
        let written = String::from_utf8(run(&["rules", "--lang", locale.tag]).stdout).unwrap();
        assert!(!written.contains('{'), "{written}");
        for rule in RULES {
            assert!(written.contains(&format!("({})", rule.id)), "{}", rule.id);
            for part in rules::PARTS {
                let key = format!("rule.{}.{part}", rule.id);
                assert!(written.contains(locale.text(&key)), "{key}");
            }
        }
    }
    let listed: Value = serde_json::from_slice(&run(&["rules", "--format", "json"]).stdout).unwrap();
    assert_eq!(listed.as_array().unwrap().len(), RULES.len());
    for (rule, listed) in RULES.iter().zip(listed.as_array().unwrap()) {
        assert_eq!((&listed["id"], &listed["kind"]), (&rule.id.into(), &rule.kind.id().into()));
        assert!(listed["why"]["zh-CN"].is_string() && listed["why"]["en"].is_string());
    }
}

#[test]
fn the_pages_on_the_rules_are_those_of_the_command() {
    for (name, tag) in [("rules.html", "zh-CN"), ("rules.en.html", "en")] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("www").join(name);
        let page = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            page == rules::html(Locale::of(tag)),
            "www/{name} is not what the rules say; write it with\n  cargo run -q -- rules --format html --lang {tag} > www/{name}"
        );
    }
}
