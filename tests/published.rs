//! What whoever publishes works through: the findings as CSV, and what is to be published.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use budget_widget::export::checklist::{Entry, State, entries};
use budget_widget::export::findings;
use budget_widget::i18n::LOCALES;
use common::{balance, embedded, read, table};
use std::process::Command;

fn records(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().from_reader(text.strip_prefix('\u{feff}').unwrap().as_bytes());
    assert_eq!(&reader.headers().unwrap()[1], "severity");
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// A sentence that contradicts its table.
fn misquoted() -> String {
    "一、总体情况\n某局2024年支出总计6372万元，比上年减少。\n".to_owned() + &balance("万元", &[], "6,273.0")
}

#[test]
fn every_cause_is_a_line_with_its_place_in_every_language() {
    let text = "一、总体情况\n某局2024年支出总计6372万元，比上年减少。\n".to_owned()
        + &balance("万元", &[], "6,273.0");
    let disclosure = read(&text);
    for locale in &LOCALES {
        let found = records(&(findings::head() + &findings::lines("=甲,\"乙\".txt", &disclosure, locale)));
        assert_eq!(found.len(), disclosure.report.causes().count());
        for (record, check) in found.iter().zip(disclosure.report.causes()) {
            assert_eq!(record[0], "'=甲,\"乙\".txt", "a formula stays text");
            assert_eq!(
                record[1..5],
                [check.severity.id(), check.verdict.id(), check.origin.id(), check.rule.id]
            );
            assert_eq!(record[12], check.id);
            assert!([5, 6, 8, 9].iter().all(|at| !record[*at].is_empty()), "{record:?}");
        }
        let wrong = found.iter().find(|record| record[2] == "contradiction").unwrap();
        assert!(wrong[6].contains("6372") && wrong[11].parse::<u32>().is_ok(), "{wrong:?}");
    }
}

#[test]
fn the_command_line_writes_the_findings_of_several_files_as_one_table() {
    let folder = std::env::temp_dir().join(format!("budget-widget-published-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for (name, text) in [("a.txt", misquoted()), ("b.txt", "nothing".to_owned())] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let run = Command::new(env!("CARGO_BIN_EXE_budget-widget"))
        .current_dir(&folder)
        .args(["check", "a.txt", "b.txt", "--format", "csv"])
        .output()
        .unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let found = records(&String::from_utf8(run.stdout).unwrap());
    let files: Vec<&str> = found.iter().map(|record| &*record[0]).collect();
    assert!(files.starts_with(&["a.txt"]) && files.ends_with(&["b.txt"]), "{files:?}");
    assert_eq!(run.status.code(), Some(2));
}

#[test]
fn figures_of_several_units_are_each_said_with_their_own() {
    let text = "一、总体情况\n某局2024年支出总计6372万元。\n".to_owned() + &balance("元", &[], "62,730,000");
    let disclosure = read(&text);
    let said = |index: usize| {
        let found = records(&(findings::head() + &findings::lines("", &disclosure, &LOCALES[index])));
        found.into_iter().find(|record| record[2] == "contradiction").unwrap()[6].clone()
    };
    let (zh, en) = (said(0), said(1));
    assert!(zh.contains("文中 6372 万元，") && zh.ends_with("为 62,730,000 元，相差 990,000 元。"), "{zh}");
    assert!(en.contains("6372 ×10k yuan") && en.contains("990,000 yuan"), "{en}");
}

fn states(entries: &[Entry], name: &str) -> State {
    entries.iter().find(|entry| entry.name == name).unwrap().state
}

#[test]
fn what_is_to_be_published_is_done_missing_or_open() {
    let all = entries(&embedded().budget);
    assert!(all.iter().all(|entry| entry.state == State::Done), "{all:?}");
    assert_eq!(all.iter().filter(|entry| entry.table.is_some()).count(), 13);

    let tables_only = entries(&read(&balance("万元", &[], "1.0")).budget);
    assert_eq!(states(&tables_only, "部门收支总体情况表"), State::Done);
    assert_eq!(states(&tables_only, "部门收入总体情况表"), State::Missing);
    assert_eq!(states(&tables_only, "政府采购"), State::Unknown);

    // A table that nobody knows may be the one.
    let unclear = balance("万元", &[], "1.0") + &table("甲乙丙丁表", "万元", &["子|丑", "寅|1.0"]);
    assert_eq!(states(&entries(&read(&unclear).budget), "部门收入总体情况表"), State::Unknown);
}
