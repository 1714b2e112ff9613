//! `budget-package/1`: reading a package back gives the same report byte for byte, and whatever does not fit is refused
//! with its place.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg(feature = "reader")]

mod common;

use budget_widget::disclosure::{Disclosure, ReadError, read_package};
use budget_widget::export::wording;
use budget_widget::i18n::LOCALES;
use budget_widget::package::{self, Json, PackageError, Problem, SCHEMA};
use budget_widget::source::SourceError;
use budget_widget::source::text::gb18030;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::path::Path;

fn print(disclosure: &Disclosure) -> Vec<u8> {
    let mut text = Vec::new();
    package::print(&disclosure.to_package(), &mut text).unwrap();
    text
}

/// What is written, read back and written again.
fn assert_comes_back(name: &str, disclosure: &Disclosure) {
    let text = print(disclosure);
    let back = Disclosure::read(&text, gb18030).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(common::json(&back) == common::json(disclosure), "{name}: another report");
    assert!(print(&back) == text, "{name}: another package");
    assert_eq!(back.sources, disclosure.sources, "{name}");
}

/// All files of a folder of the repository or beside it.
fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
    let mut files: Vec<_> = entries
        .filter(|entry| entry.path().is_file())
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn the_embedded_disclosure_comes_back() {
    assert_comes_back("embedded", &common::embedded());
}

#[test]
fn every_format_comes_back() {
    let mut count = 0;
    for (name, bytes) in files("tests/fixtures/formats") {
        if let Ok(disclosure) = Disclosure::read_file(&name, &bytes, gb18030) {
            assert_comes_back(&name, &disclosure);
            // Who only hands the package on need not check the figures.
            let unchecked = read_package(&[(&name, &bytes)], Vec::new(), gb18030, &mut |_| ()).unwrap();
            assert!(unchecked == disclosure.to_package(), "{name}: another package");
            count += 1;
        }
    }
    assert!(count >= 6, "{count} files were read");
}

#[test]
#[allow(clippy::print_stdout)]
fn published_documents_come_back() {
    let files = files("../shared/corpus");
    if files.is_empty() {
        println!("skipped: ../shared/corpus is not there");
    }
    for (name, bytes) in files {
        if let Ok(disclosure) = Disclosure::read_file(&name, &bytes, gb18030) {
            assert_comes_back(&name, &disclosure);
        }
    }
}

#[test]
fn odd_documents_come_back() {
    let text = |title: &str, unit: &str, rows: &[&str]| common::table(title, unit, rows);
    let documents = [
        common::three_public("万元", "1,2,3.4.5||1.0||-1.0|0.50"),
        common::three_public("", "1.5||1.0||1.0|无"),
        common::balance("元", &["财政拨款|1|一、一般公共服务支出|1"], "1.00"),
        text("某处人员情况表", "万元", &["项目|人数", "甲|1", "甲|2"]),
        text("2024年部门收支总体情况表", "万元", &["收入||支出|", "项目|金额|项目|金额"]),
        "某局2024年支出总计-0.0万元，比上年减少3.5%，共有车辆２辆。".to_owned(),
        "\u{feff}某局2024年支出总计6273万元。".to_owned(),
    ];
    for document in documents {
        assert_comes_back(&document, &common::read(&document));
    }
    let (bytes, _, _) = encoding_rs::GB18030.encode("某局2024年支出总计6273万元。");
    assert_comes_back("GB18030", &Disclosure::read(&bytes, gb18030).unwrap());
    let cut = "某局2024年支出总计6273万元。".as_bytes();
    assert_comes_back("cut", &Disclosure::read(&cut[..cut.len() - 1], gb18030).unwrap());
}

fn embedded() -> Value {
    serde_json::from_slice(&print(&common::embedded())).unwrap()
}

fn read(value: &Value) -> Result<Disclosure, ReadError> {
    Disclosure::read(value.to_string().as_bytes(), gb18030)
}

#[test]
fn a_program_finds_what_it_looks_for() {
    let package = embedded();
    assert_eq!(package["schema"], SCHEMA);
    assert_eq!(package["document"]["department"], "郑州市大数据管理局");
    assert_eq!(package["document"]["year"], 2024);
    assert_eq!(package["sources"][0]["sha256"].as_str().unwrap().len(), 64);
    let tables = package["tables"].as_array().unwrap();
    let table = tables.iter().find(|table| table["id"] == "general-expenditure").unwrap();
    assert_eq!((&table["form"], &table["unit"]), (&json!("general-expenditure"), &json!("万元")));
    let item = table["items"].as_array().unwrap().iter().find(|item| item["key"] == "21011").unwrap();
    let figure = &item["figures"][0];
    assert_eq!(
        *figure,
        json!({"column": "total", "printed": "64.6", "value": "64.6", "line": 322, "cell": 3})
    );
    let row = table["rows"].as_array().unwrap().iter().find(|row| row["line"] == 322).unwrap();
    assert_eq!(row["cells"][2], json!({"cell": 3, "text": "64.6"}));
    let claims = package["narrative"]["claims"].as_array().unwrap();
    let linked = claims.iter().find(|claim| claim["cell"] != Value::Null).unwrap();
    assert_eq!(linked["says"], "amount");
    let amounts = tables.iter().flat_map(|table| table["items"].as_array().unwrap());
    let amounts = amounts.flat_map(|item| item["figures"].as_array().unwrap());
    assert_eq!(amounts.filter(|figure| figure["value"] != Value::Null).count(), 404);
}

#[test]
fn the_hash_is_that_of_the_file() {
    let disclosure = Disclosure::read_file("a.txt", "某局支出总计1万元。".as_bytes(), gb18030).unwrap();
    let source = &disclosure.sources[0];
    assert_eq!((source.name.as_str(), source.bytes), ("a.txt", 28));
    let empty = budget_widget::source::SourceFile::new("", b"abc");
    let published = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(empty.sha256.as_deref(), Some(published));
}

#[test]
fn corrections_by_hand_stay() {
    let mut package = embedded();
    let tables = package["tables"].as_array_mut().unwrap();
    let table = tables.iter_mut().find(|table| table["id"] == "three-public").unwrap();
    // The cell still prints the old figure: nothing is read from it again.
    table["items"][0]["figures"][0]["value"] = json!("99.9");
    package["document"]["department"] = json!("某局");
    let disclosure = read(&package).unwrap();
    assert_eq!(disclosure.budget.department, "某局");
    assert!(!common::with_verdict(&disclosure, budget_widget::checks::Verdict::Contradiction).is_empty());
}

#[test]
fn targets_are_those_of_the_package() {
    let mut package = embedded();
    let objective = &mut package["objectives"][0];
    assert_eq!(objective["project"], Value::Null);
    let targets = objective["targets"].as_array_mut().unwrap();
    let at = targets.iter().position(|target| target["comparator"] == "≥").unwrap();
    // The cell still prints another: nothing is read from it again.
    targets[at]["value"] = json!("12345");
    let disclosure = read(&package).unwrap();
    assert_eq!(disclosure.budget.objectives()[0].targets[at].target.value, Some(12345.into()));
    // Packages of before they were kept have none.
    package.as_object_mut().unwrap().remove("objectives");
    assert!(read(&package).unwrap().budget.objectives().is_empty());
}

#[test]
fn fields_of_other_programs_are_passed_over() {
    let mut package = embedded();
    package["confidence"] = json!(0.93);
    package["tables"][0]["ordinal"] = json!(1.0);
    package["tables"][0]["remark"] = json!({"by": ["甲"], "at": -1});
    assert_eq!(common::json(&read(&package).unwrap()), common::json(&common::embedded()));
}

/// The package with one value changed; where the error is and what it is.
fn refused(pointer: &str, value: Value) -> (String, Problem) {
    let mut package = embedded();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = package.pointer_mut(parent).unwrap_or_else(|| panic!("no {pointer}"));
    match (parent, key.parse::<usize>()) {
        (Value::Array(items), Ok(at)) => items[at] = value,
        (parent, _) => parent[key] = value,
    }
    match read(&package) {
        Err(ReadError::Package(PackageError { path, problem })) => (path, problem),
        other => panic!("{pointer}: {other:?}"),
    }
}

#[test]
fn what_does_not_fit_is_refused_with_its_place() {
    let unknown = |word: &str| Problem::Unknown(word.to_owned());
    let repeated = |word: &str| Problem::Repeated(word.to_owned());
    let cases = [
        ("/schema", json!("budget-package/2"), "$.schema", Problem::Schema("budget-package/2".into())),
        ("/schema", json!(1), "$.schema", Problem::Schema(String::new())),
        ("/document", json!([]), "$.document", Problem::Record),
        ("/document/kind", json!("novel"), "$.document.kind", unknown("novel")),
        ("/document/year", json!(70000), "$.document.year", Problem::Number),
        ("/document/year", json!("2024"), "$.document.year", Problem::Number),
        ("/document/cut", json!("no"), "$.document.cut", Problem::Flag),
        ("/document/encoding", json!("big5"), "$.document.encoding", unknown("big5")),
        ("/sources/0/sha256", json!("abc"), "$.sources[0].sha256", Problem::Outside),
        ("/tables", json!({}), "$.tables", Problem::List),
        ("/tables/1", json!(3), "$.tables[1]", Problem::Record),
        ("/tables/1/id", json!("department-balance"), "$.tables[1].id", repeated("department-balance")),
        ("/tables/1/id", json!(""), "$.tables[1].id", unknown("")),
        ("/tables/1/form", json!("balance"), "$.tables[1].form", unknown("balance")),
        ("/tables/1/unit", json!("美元"), "$.tables[1].unit", unknown("美元")),
        ("/tables/1/lines", json!([1, 2, 3]), "$.tables[1].lines", Problem::Outside),
        ("/tables/1/ordinal", json!(1.5), "$.tables[1].ordinal", Problem::Number),
        ("/tables/1/ordinal", json!(-1), "$.tables[1].ordinal", Problem::Number),
        ("/tables/1/note", json!("备注"), "$.tables[1].note", Problem::Record),
        ("/tables/0/columns/1/kind", json!("money"), "$.tables[0].columns[1].kind", unknown("money")),
        ("/tables/0/columns/1/side", json!(null), "$.tables[0].columns[1].side", Problem::Text),
        ("/tables/0/columns/1/head", json!([1]), "$.tables[0].columns[1].head[0]", Problem::Text),
        ("/tables/0/rows/2/line", json!("2"), "$.tables[0].rows[2].line", Problem::Number),
        ("/tables/0/rows/2/cells/0/text", json!(5), "$.tables[0].rows[2].cells[0].text", Problem::Text),
        ("/tables/0/items/3/role", json!("sum"), "$.tables[0].items[3].role", unknown("sum")),
        ("/tables/0/items/3/level", json!(300), "$.tables[0].items[3].level", Problem::Number),
        (
            "/tables/0/items/0/figures/0/value",
            json!(6.5),
            "$.tables[0].items[0].figures[0].value",
            Problem::Text,
        ),
        (
            "/tables/0/items/0/figures/0/value",
            json!("6,273.0"),
            "$.tables[0].items[0].figures[0].value",
            Problem::Decimal,
        ),
        (
            "/tables/0/items/0/figures/0/unreadable",
            json!(true),
            "$.tables[0].items[0].figures[0].unreadable",
            Problem::Outside,
        ),
        ("/narrative/claims/0/end", json!(100_000), "$.narrative.claims[0].end", Problem::Outside),
        ("/narrative/claims/0/line", json!(1), "$.narrative.claims[0].section", unknown("narrative/1:1")),
        ("/narrative/claims/0/says", json!("all"), "$.narrative.claims[0].says", unknown("all")),
        ("/narrative/claims/0/unit", json!(null), "$.narrative.claims[0].unit", Problem::Text),
        ("/narrative/claims/0/value", json!(null), "$.narrative.claims[0].value", Problem::Text),
        ("/narrative/claims/0/direction", json!("left"), "$.narrative.claims[0].direction", unknown("left")),
        (
            "/narrative/sections/1/id",
            json!("narrative/1"),
            "$.narrative.sections[1].id",
            repeated("narrative/1"),
        ),
        ("/objectives/0/table", json!("goals"), "$.objectives[0].table", unknown("goals")),
        (
            "/objectives/0/funds/0/total/row",
            json!("x"),
            "$.objectives[0].funds[0].total.row",
            Problem::Outside,
        ),
        ("/objectives/0/targets/0/kind", json!("x"), "$.objectives[0].targets[0].kind", unknown("x")),
        ("/objectives/0/targets/0/value", json!("≥1"), "$.objectives[0].targets[0].value", Problem::Decimal),
        ("/notices/0/table", json!("nothing"), "$.notices[0].table", unknown("nothing")),
        ("/notices/0/what", json!("odd"), "$.notices[0].what", unknown("odd")),
        ("/remarks", json!([{"part": "", "what": "x"}]), "$.remarks[0].what", unknown("x")),
        ("/remarks", json!([{"part": "", "what": "hidden-rows"}]), "$.remarks[0].count", Problem::Number),
    ];
    for (pointer, value, path, problem) in cases {
        assert_eq!(refused(pointer, value.clone()), (path.to_owned(), problem), "{pointer} {value}");
    }
    let repeated_item = refused("/tables/0/items/1", embedded()["tables"][0]["items"][0].clone());
    assert_eq!(repeated_item.0, "$.tables[0].items[1].key");
}

#[test]
fn json_that_is_no_package_says_so() {
    let error = |text: &str| Disclosure::read(text.as_bytes(), gb18030).unwrap_err();
    assert_eq!(error("{}").code(), "unsupported");
    for text in ["{\"a\": 1}", "\u{feff}{\"a\": 1}", " {\n\"schema\": null}"] {
        let words = wording::read_error(&error(text), &LOCALES[1]);
        assert_eq!(words, "budget package, $.schema: “” is not budget-package/1", "{text}");
    }
    let broken = error("{\"schema\": \"budget-package/1\",}");
    assert_eq!(broken.code(), "unreadable");
    assert!(wording::read_error(&broken, &LOCALES[0]).contains("line 1 column 31"), "{broken}");
    let deep = format!("{{\"a\": {}1{}}}", "[".repeat(200), "]".repeat(200));
    assert!(error(&deep).to_string().contains("recursion limit exceeded"));
    let mut empty = embedded();
    empty["tables"] = json!([]);
    empty["objectives"] = json!([]);
    empty["notices"] = json!([]);
    empty["narrative"]["claims"] = json!([]);
    let ReadError::Package(error) = read(&empty).unwrap_err() else { panic!("read") };
    assert_eq!(error.problem, Problem::Nothing);
}

#[test]
fn every_problem_has_words() {
    let text = String::new;
    let problems = [
        Problem::Record,
        Problem::List,
        Problem::Text,
        Problem::Number,
        Problem::Flag,
        Problem::Decimal,
        Problem::Unknown(text()),
        Problem::Repeated(text()),
        Problem::Outside,
        Problem::Nothing,
        Problem::Schema(text()),
        Problem::Syntax(text()),
    ];
    for locale in &LOCALES {
        for problem in &problems {
            let error = PackageError { path: "$".to_owned(), problem: problem.clone() };
            let words = wording::read_error(&ReadError::Package(error), locale);
            assert!(!words.contains("package.") && !words.contains(['{', '}']), "{words}");
        }
    }
}

#[test]
fn a_package_stands_alone() {
    let package = print(&common::embedded());
    let files: [(&str, &[u8]); 2] = [("a.json", &package), ("b.json", &package)];
    let unread = Disclosure::read_all(&files, gb18030).unwrap_err();
    let unsupported = ReadError::Source(SourceError::Unsupported { kind: "json" });
    assert_eq!((unread.file, unread.error), (Some(0), unsupported));
    assert!(Disclosure::read_all(&files[..1], gb18030).is_ok());
}

/// The published schema. A strict one also refuses fields that it does not describe.
fn schema(strict: bool) -> jsonschema::Validator {
    fn close(schema: &mut Value) {
        match schema {
            Value::Object(fields) => {
                // A condition describes some of the fields, not all.
                if fields.contains_key("properties")
                    && fields.get("type").is_some_and(|kind| kind == "object")
                {
                    fields.insert("additionalProperties".to_owned(), Value::Bool(false));
                }
                fields.values_mut().for_each(close);
            }
            Value::Array(items) => items.iter_mut().for_each(close),
            _ => {}
        }
    }
    let mut schema: Value =
        serde_json::from_str(include_str!("../www/schema/budget-package-1.json")).unwrap();
    if strict {
        close(&mut schema);
    }
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn the_schema_describes_every_field() {
    let schema = schema(true);
    let mut packages = vec![("small".to_owned(), small()), ("embedded".to_owned(), embedded())];
    for folder in ["tests/fixtures/formats", "../shared/corpus"] {
        for (name, bytes) in files(folder) {
            if let Ok(disclosure) = Disclosure::read_file(&name, &bytes, gb18030) {
                packages.push((name, serde_json::from_slice(&print(&disclosure)).unwrap()));
            }
        }
    }
    let decided =
        json!([{"table": 8, "form": "other", "unit": "元", "columns": [{"column": 1, "holds": "text"}]}]);
    let decided = package::corrections(&decided.to_string()).unwrap();
    let corrected =
        read_package(&[("", budget_widget::embedded::DEFAULT.as_bytes())], decided, gb18030, &mut |_| ());
    packages.push(("corrected".to_owned(), serde_json::to_value(corrected.unwrap()).unwrap()));
    for (name, package) in packages {
        let errors: Vec<String> = schema
            .iter_errors(&package)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .take(3)
            .collect();
        assert_eq!(errors, [""; 0], "{name}");
    }
}

#[test]
fn the_schema_knows_every_word() {
    let schema = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("www/schema/budget-package-1.json"),
    );
    let schema = schema.unwrap();
    for word in include_str!("../src/package/reading.rs").split('"').filter(|word| word.contains('-')) {
        let is_word = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        assert!(!is_word || schema.contains(&format!("\"{word}\"")), "{word}");
    }
}

#[test]
fn places_of_paged_sources_come_back() {
    let mut package = small();
    let table = &mut package["tables"][0];
    let figures = table["items"][0]["figures"].as_array_mut().unwrap();
    figures[0]["page"] = json!(7);
    figures[0]["sheet"] = json!("表.pdf");
    // One row lies on one page; the cells of the other lie on two, and on lines of their own.
    table["rows"][0]["page"] = json!(7);
    table["rows"][0]["sheet"] = json!("表.pdf");
    let row = table["head"][0].as_object_mut().unwrap();
    row.remove("line");
    for (cell, at) in row["cells"].as_array_mut().unwrap().iter_mut().zip(0..) {
        cell["line"] = json!(10 + at % 2);
        if at > 0 {
            cell["page"] = json!(6 + at % 2);
        }
    }
    let disclosure = read(&package).unwrap();
    let table = &disclosure.budget.tables[0];
    assert_eq!(
        (table.body[0][2].place.page, table.body[0][2].place.sheet.as_deref()),
        (Some(7), Some("表.pdf"))
    );
    assert_eq!((table.head[0][0].place.page, table.head[0][1].place.page), (None, Some(7)));
    assert_eq!(table.items[0].figures[0].at.place.page, Some(7));
    assert_eq!(serde_json::from_slice::<Value>(&print(&disclosure)).unwrap(), package);
}

/// Every value of a package, by its pointer.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, item)| pointers(item, &format!("{at}/{i}"), found));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, field)| pointers(field, &format!("{at}/{name}"), found));
        }
        _ => {}
    }
}

fn small() -> Value {
    serde_json::from_slice(&print(&written("three-public.txt"))).unwrap()
}

/// A document whose package stands beside it.
fn written(name: &str) -> Disclosure {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/package").join(name);
    Disclosure::read_file(name, &std::fs::read(path).unwrap(), gb18030).unwrap()
}

#[test]
fn a_package_written_once_is_written_again() {
    let kept: Value = serde_json::from_str(include_str!("fixtures/package/three-public.json")).unwrap();
    let mut now = small();
    // The version of the program is all that may be another.
    now["engine"] = kept["engine"].clone();
    assert_eq!(now, kept);
    assert_eq!(common::json(&read(&kept).unwrap()), common::json(&written("three-public.txt")));
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u32>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        "-?[0-9]{1,30}(\\.[0-9]{1,30})?".prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!([{}])),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_package_is_too_strange(changes in proptest::collection::vec((any::<prop::sample::Index>(), any_value()), 1..4)) {
        let mut package = small();
        for (index, value) in changes {
            let mut all = Vec::new();
            pointers(&package, "", &mut all);
            let pointer = index.get(&all).clone();
            *package.pointer_mut(&pointer).unwrap() = value;
        }
        match read(&package) {
            Ok(disclosure) => {
                common::use_up(&disclosure);
                assert_comes_back("changed", &disclosure);
            }
            Err(ReadError::Package(error)) if schema(false).is_valid(&package) => {
                // What a schema cannot say: what must be known or unique, where a position lies, how large a number is.
                let beyond = matches!(
                    error.problem,
                    Problem::Unknown(_) | Problem::Repeated(_) | Problem::Outside | Problem::Nothing | Problem::Decimal
                );
                prop_assert!(beyond, "{error}");
            }
            Err(ReadError::Package(error)) => prop_assert!(error.path.starts_with('$')),
            // The whole value was changed to one that is no object.
            Err(_) => prop_assert!(!package.is_object()),
        }
    }

    #[test]
    fn no_json_is_too_strange(value in any_value(), text in "[\\[\\]{}\",:0-9a-z ]{0,60}") {
        let _ = read(&json!({"schema": SCHEMA, "tables": value}));
        let _ = Disclosure::read(format!("{{{text}").as_bytes(), gb18030);
    }
}

#[test]
fn a_value_of_another_shape_is_no_package() {
    for json in [Json::Null, Json::List(Vec::new()), Json::record()] {
        assert!(Disclosure::from_package(&json).is_err());
    }
}
