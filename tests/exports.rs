//! Files for other programs: CSV as the `csv` crate reads it, workbooks as our own reader does, data packages by the published
//! rules.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg(feature = "exports")]

mod common;

use budget_widget::disclosure::Disclosure;
use budget_widget::export::csv::{self as written, AMOUNTS, Records};
use budget_widget::export::datapackage;
use budget_widget::export::files::{self, File};
use budget_widget::export::workbook::workbook;
use budget_widget::source::text::gb18030;
use budget_widget::source::{Block, SourceFile};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::path::Path;

/// The records of a CSV file behind its byte order mark.
fn records(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Everything that is read in these tests: the embedded text, the fixtures, and the real documents where they are present.
fn disclosures() -> Vec<(String, Disclosure)> {
    let mut all = vec![("embedded".to_owned(), common::embedded())];
    for folder in ["tests/fixtures/formats", "../shared/corpus"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten().filter(|e| e.path().is_file())
        {
            let name = entry.file_name().into_string().unwrap();
            if let Ok(disclosure) =
                Disclosure::read_file(&name, &std::fs::read(entry.path()).unwrap(), gb18030)
            {
                all.push((name, disclosure));
            }
        }
    }
    assert!(all.len() >= 7);
    all
}

/// Value and unit of all amounts of a table, sorted.
fn amounts(disclosure: &Disclosure, table: usize) -> Vec<String> {
    let figures = disclosure.budget.tables[table].figures().filter_map(|(_, figure)| figure.amount());
    let mut amounts: Vec<String> = figures.map(|amount| amount.value().to_string()).collect();
    amounts.sort();
    amounts
}

#[test]
fn a_table_is_written_as_printed() {
    for (name, disclosure) in disclosures() {
        for table in &disclosure.budget.tables {
            let text = written::table(table);
            assert!(text.starts_with('\u{feff}') && !text.replace("\r\n", "").contains('\r'));
            let records = records(&text);
            let head = records.len() - table.body.len();
            assert!(head <= 1, "{name} {}", table.id);
            for (record, row) in records[head..].iter().zip(&table.body) {
                let printed: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).collect();
                let bare: Vec<&str> =
                    record.iter().map(|cell| cell.strip_prefix('\'').unwrap_or(cell)).collect();
                assert_eq!(bare, printed, "{name} {}", table.id);
            }
        }
    }
}

#[test]
fn odd_texts_survive_and_formulas_do_not() {
    let rows = ["项目|金额|备注", "甲,乙|-1.50|\"引\"号", "=1+1|—|-2", "＋费用|3|@x", "合计|1.5|"];
    let disclosure = common::read(&common::table("2024年某表", "万元", &rows));
    let table = &disclosure.budget.tables[0];
    let records = records(&written::table(table));
    assert_eq!(records[1], ["甲,乙", "-1.50", "\"引\"号"]);
    assert_eq!(records[2], ["'=1+1", "—", "-2"]);
    assert_eq!(records[3], ["'＋费用", "3", "'@x"]);
    let mut field = Records::default();
    for text in ["a\nb", "a\"b", "", ",", "a\r\nb"] {
        field.field(text);
    }
    field.end();
    for text in ["", "a", ""] {
        field.field(text);
        field.end();
    }
    let records = self::records(&field.into_text());
    assert_eq!(records[0], ["a\nb", "a\"b", "", ",", "a\r\nb"]);
    assert_eq!(records[1..], [[""], ["a"], [""]]);
}

#[test]
fn the_long_table_has_every_amount_with_its_address() {
    for (name, disclosure) in disclosures() {
        let budget = &disclosure.budget;
        let records = records(&written::amounts(budget, Records::marked()));
        assert_eq!(records[0], AMOUNTS);
        let figures = budget.tables.iter().flat_map(|table| table.figures()).map(|(_, figure)| figure);
        let figures: Vec<_> = figures.filter(|figure| figure.amount().is_some()).collect();
        assert_eq!(records.len(), figures.len() + 1, "{name}");
        for (record, figure) in records[1..].iter().zip(figures) {
            let field =
                |name: &str| record[AMOUNTS.iter().position(|known| *known == name).unwrap()].as_str();
            assert_eq!(field("value"), figure.amount().unwrap().value().to_string());
            assert_eq!(field("printed"), figure.printed);
            assert_eq!(
                (field("table"), field("line")),
                (&*figure.at.table, &*figure.at.place.line.to_string())
            );
        }
    }
}

#[test]
fn a_workbook_is_read_back_to_the_same_amounts() {
    for (name, disclosure) in disclosures() {
        let bytes = workbook(&disclosure.budget).unwrap();
        assert_eq!(bytes, workbook(&disclosure.budget).unwrap(), "{name}: other bytes");
        let known = disclosure.budget.tables.iter().filter(|table| table.spec.is_some()).count();
        if known == 0 {
            continue;
        }
        let back = Disclosure::read(&bytes, gb18030).unwrap();
        for (at, table) in
            disclosure.budget.tables.iter().enumerate().filter(|(_, table)| !table.id.starts_with("other-"))
        {
            let found = back.budget.tables.iter().position(|other| other.id == table.id);
            let found = found.unwrap_or_else(|| panic!("{name}: no {}", table.id));
            assert_eq!(amounts(&back, found), amounts(&disclosure, at), "{name} {}", table.id);
            assert_eq!(back.budget.tables[found].unit, table.unit, "{name} {}", table.id);
        }
    }
}

#[test]
fn amounts_that_a_workbook_would_change_stay_texts() {
    let printed = ["123456789012345.67", "0.10", "999999999999.99", "1234567890123.45", "-0.5"];
    let rows: Vec<String> =
        printed.iter().enumerate().map(|(at, amount)| format!("{at}号|{amount}")).collect();
    let rows: Vec<&str> = std::iter::once("项目|金额").chain(rows.iter().map(String::as_str)).collect();
    let disclosure = common::read(&common::table("2024年某表", "元", &rows));
    let bytes = workbook(&disclosure.budget).unwrap();
    let document = budget_widget::source::read(&bytes, gb18030).unwrap();
    let grid = document
        .blocks
        .iter()
        .find_map(|block| if let Block::Grid(grid) = block { Some(grid) } else { None });
    let cells: Vec<&str> =
        grid.unwrap().rows.iter().filter_map(|row| row.get(1)).map(|cell| &*cell.text).collect();
    assert!(printed.iter().all(|amount| cells.contains(amount)), "{cells:?}");
}

#[test]
fn sheets_have_names_of_their_own() {
    let title = "2024年某某市某某区某某某某某某局某某某某某某某某某某支出[*]情况/表";
    // With one head they would be two pages of one table.
    let text =
        ["金额", "数额"].map(|head| common::table(title, "元", &[&format!("项目|{head}"), "甲|1"])).concat();
    let disclosure = common::read(&text);
    assert_eq!(disclosure.budget.tables.len(), 2);
    let document = budget_widget::source::read(&workbook(&disclosure.budget).unwrap(), gb18030).unwrap();
    let names: BTreeSet<&str> = document
        .blocks
        .iter()
        .filter_map(|block| if let Block::Part(name) = block { Some(&**name) } else { None })
        .collect();
    assert_eq!(names.len(), 2);
    assert!(names.iter().all(|name| name.encode_utf16().count() <= 31));
}

/// Whether a name is one that data packages allow.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_'))
}

#[test]
fn a_data_package_keeps_the_published_rules() {
    for (name, disclosure) in disclosures() {
        let files = datapackage::files(&disclosure).unwrap();
        let by_name: BTreeMap<&str, &File> = files.iter().map(|file| (file.name.as_str(), file)).collect();
        assert_eq!(by_name.len(), files.len(), "{name}");
        let descriptor: Value = serde_json::from_slice(&files[0].bytes).unwrap();
        assert_eq!(files[0].name, "datapackage.json");
        assert_eq!(descriptor["$schema"], "https://datapackage.org/profiles/2.0/datapackage.json");
        assert!(is_name(descriptor["name"].as_str().unwrap()));
        let source = &descriptor["sources"][0];
        assert!(source["hash"].as_str().unwrap().starts_with("sha256:") && source["title"].is_string());
        let resources = descriptor["resources"].as_array().unwrap();
        assert_eq!(resources.len() + 1, files.len());
        let names: BTreeSet<&str> =
            resources.iter().map(|resource| resource["name"].as_str().unwrap()).collect();
        assert_eq!(names.len(), resources.len());
        assert!(names.iter().all(|name| is_name(name)), "{names:?}");
        for resource in resources {
            let file = by_name[resource["path"].as_str().unwrap()];
            let hash = SourceFile::new("", &file.bytes).sha256.unwrap();
            assert_eq!(resource["hash"], format!("sha256:{hash}"));
            assert_eq!(resource["bytes"], file.bytes.len());
            assert_eq!(resource["encoding"], "utf-8");
            if resource["format"] == "csv" {
                assert_eq!(resource["type"], "table");
                check_table(&name, resource, std::str::from_utf8(&file.bytes).unwrap());
            }
        }
    }
}

/// Every line of a resource has its fields, and every value its type.
fn check_table(name: &str, resource: &Value, text: &str) {
    let records = records(text);
    let fields = resource["schema"]["fields"].as_array().unwrap();
    assert_eq!(resource["schema"]["missingValues"], serde_json::json!([""]));
    let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
    assert_eq!(records[0], names, "{name}");
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{name}");
    for record in &records[1..] {
        assert_eq!(record.len(), fields.len());
        assert!(record.iter().any(|value| !value.is_empty()), "{name}: a blank row");
        for (value, field) in record.iter().zip(fields).filter(|(value, _)| !value.is_empty()) {
            let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            let number = |text: &str| {
                let text = text.strip_prefix('-').unwrap_or(text);
                text.split_once('.')
                    .map_or_else(|| digits(text), |(whole, part)| digits(whole) && digits(part))
            };
            match field["type"].as_str().unwrap() {
                "string" => {}
                "integer" => assert!(digits(value), "{name}: {value}"),
                "number" => assert!(number(value), "{name}: {value}"),
                other => panic!("{other}"),
            }
        }
    }
}

#[test]
fn amounts_are_numbers_in_a_data_package() {
    let files = datapackage::files(&common::embedded()).unwrap();
    let descriptor: Value = serde_json::from_slice(&files[0].bytes).unwrap();
    let resources = descriptor["resources"].as_array().unwrap();
    let table = resources.iter().find(|resource| resource["name"] == "general-expenditure").unwrap();
    let types: Vec<&str> =
        table["schema"]["fields"].as_array().unwrap().iter().map(|f| f["type"].as_str().unwrap()).collect();
    assert!(types[2..].iter().all(|kind| *kind == "number"), "{types:?}");
    let file = files.iter().find(|file| file.name == "tables/general-expenditure.csv").unwrap();
    let text = std::str::from_utf8(&file.bytes).unwrap();
    assert!(text.contains("5947.5") && !text.contains("5,947.5"));
}

#[test]
fn packed_files_are_unpacked_by_a_library() {
    let files = datapackage::files(&common::embedded()).unwrap();
    let bytes = files::zip(&files).unwrap();
    assert_eq!(bytes, files::zip(&files).unwrap());
    let archive = rawzip::ZipArchive::from_slice(&bytes).unwrap();
    let mut entries = archive.entries();
    let mut found = Vec::new();
    while let Some(entry) = entries.next_entry().unwrap() {
        let name = String::from_utf8(entry.file_path().as_bytes().to_vec()).unwrap();
        let packed = archive.get_entry(entry.wayfinder()).unwrap();
        let mut bytes = Vec::new();
        flate2::read::DeflateDecoder::new(packed.data()).read_to_end(&mut bytes).unwrap();
        assert_eq!(rawzip::crc32(&bytes), entry.crc32());
        found.push(File { name, bytes });
    }
    assert_eq!(found, files);
}
