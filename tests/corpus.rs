//! Real disclosures, where they lie beside the repository: every table that is promised is found, and what was read is
//! printed. Without them the tests say so and pass.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::print_stdout)]

use budget_widget::disclosure::Disclosure;
use budget_widget::source::text::gb18030;
use budget_widget::tables::{Table, Value};
use std::path::PathBuf;

const FORM: [&str; 9] = [
    "department-balance",
    "department-revenue",
    "department-expenditure",
    "fiscal-balance",
    "general-expenditure",
    "fund-expenditure",
    "state-capital-expenditure",
    "general-basic",
    "three-public",
];

/// Final accounts print basic expenditure and “三公” before funds.
const FINAL: [&str; 9] = [
    "department-balance",
    "department-revenue",
    "department-expenditure",
    "fiscal-balance",
    "general-expenditure",
    "general-basic",
    "three-public",
    "fund-expenditure",
    "state-capital-expenditure",
];

/// A document, the known tables that it prints in this order, and how many performance sheets of single projects.
const DOCUMENTS: [(&str, &[&str], usize); 12] = [
    ("shanghai-finance-bureau-2024-final.cells.tsv.txt", &FINAL, 0),
    ("shanghai-finance-bureau-2025-budget.cells.tsv.txt", &FORM, 0),
    ("shanghai-government-office-2025-budget.cells.tsv.txt", &FORM, 0),
    ("shanghai-government-office-2025-unit-budget.cells.tsv.txt", &FORM, 0),
    ("shanghai-justice-bureau-2026-budget.cells.tsv.txt", &FORM, 0),
    ("shanghai-planning-bureau-2024-final.cells.tsv.txt", &FINAL, 0),
    ("shanghai-wanli-subdistrict-2023-budget.cells.tsv.txt", &FORM, 5),
    ("shanghai-wanli-subdistrict-2024-budget.cells.tsv.txt", &FORM, 0),
    ("shanghai-budget-form.xls", &FORM, 0),
    ("shanghai-department-budget-form.xlsx", &FORM, 0),
    ("shanghai-unit-budget-form.xlsx", &FORM, 0),
    ("chongqing-transport-2018-narrative.html", &[], 0),
];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus")
}

fn read(name: &str) -> Option<Disclosure> {
    let Ok(bytes) = std::fs::read(folder().join(name)) else {
        println!("skipped: {name} is not there");
        return None;
    };
    Some(Disclosure::read(&bytes, gb18030).unwrap_or_else(|error| panic!("{name}: {error}")))
}

/// Cells of the body in which something is printed, and how many of them are in no line, figure or text of the table.
fn unread(table: &Table) -> usize {
    table.figures().filter(|(_, figure)| matches!(figure.value, Value::Unreadable(_))).count()
}

#[test]
fn every_promised_table_is_found() {
    println!("{:<58} tables other amounts claims linked unread", "document");
    for (name, wanted, sheets) in DOCUMENTS {
        let Some(disclosure) = read(name) else { continue };
        let budget = &disclosure.budget;
        let known: Vec<&str> = budget
            .tables
            .iter()
            .filter(|table| table.spec.is_some())
            .map(|table| &*table.id)
            .filter(|id| !id.starts_with("project-performance"))
            .collect();
        let others = budget.tables.iter().filter(|table| table.spec.is_none()).count();
        let amounts =
            budget.tables.iter().flat_map(Table::figures).filter(|(_, f)| f.amount().is_some()).count();
        let unread: usize = budget.tables.iter().map(unread).sum();
        let linked: usize = budget.quantities().map(|(_, quantity)| quantity.claims.len()).sum();
        println!(
            "{name:<58} {:>6} {others:>5} {amounts:>7} {:>6} {linked:>6} {unread:>6}",
            known.len(),
            budget.narrative.claims.len(),
        );
        for table in &budget.tables {
            println!(
                "    {:<28} {:>3}% {:>4} rows  {}",
                table.id,
                table.confidence,
                table.items.len(),
                table.columns.iter().map(|c| &*c.key).collect::<Vec<_>>().join(" | ")
            );
        }
        assert_eq!(known, wanted, "{name}");
        let found = budget.tables.iter().filter(|table| table.id.starts_with("project-performance")).count();
        assert_eq!(found, sheets, "{name}");
        assert_eq!(unread, 0, "{name}");
    }
}
