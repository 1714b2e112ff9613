//! Real disclosures, where they lie beside the repository: every table that is promised is found, and what was read is
//! printed. Without them the tests say so and pass.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::print_stdout)]

mod common;

use budget_widget::disclosure::Disclosure;
use budget_widget::source::text::gb18030;
use budget_widget::tables::{Table, Value};
use budget_widget::views::comparison::{Comparison, Outcome, Section};
use common::FORM;
use std::path::PathBuf;

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

/// A document of a year: its file, the title that it has on paper, the unit of its tables.
type Year = (&'static str, &'static str, &'static str);

/// The consecutive years of the corpus, by department.
const YEARS: [(&str, Year, Year); 2] = [
    (
        "上海市普陀区万里街道办事处",
        ("shanghai-wanli-subdistrict-2023-budget.cells.tsv.txt", "2023年部门预算", "元"),
        ("shanghai-wanli-subdistrict-2024-budget.cells.tsv.txt", "2024年部门预算", "元"),
    ),
    (
        "上海市普陀区财政局",
        ("shanghai-finance-bureau-2024-final.cells.tsv.txt", "2024年度部门决算", "万元"),
        ("shanghai-finance-bureau-2025-budget.cells.tsv.txt", "2025年部门预算", "元"),
    ),
];

/// The cells of a document with what stands between its tables on paper: title, captions, units.
fn read_whole(name: &str, title: &str, unit: &str) -> Option<Disclosure> {
    let cells = read(name)?;
    let text = std::fs::read_to_string(folder().join(name)).unwrap();
    let mut whole = format!("{title}\n\n");
    for (line, printed) in (1..).zip(text.lines()) {
        if let Some(table) = cells.budget.tables.iter().find(|table| table.lines.0 == line)
            && let Some(spec) = table.spec
        {
            let unit = if spec.id == "three-public" { "万元" } else { unit };
            whole.extend(["\n", spec.title, "\n单位：", unit, "\n\n"]);
        }
        if !printed.starts_with('#') {
            whole.push_str(printed);
        }
        whole.push('\n');
    }
    Some(Disclosure::read_str(&whole).unwrap())
}

#[test]
fn consecutive_years_are_compared_line_by_line() {
    for (department, before, after) in YEARS {
        let [before, after] = [before, after]
            .map(|(name, title, unit)| read_whole(name, &format!("{department}{title}"), unit));
        let (Some(before), Some(after)) = (before, after) else { continue };
        let comparison = Comparison::of(&[&after.budget, &before.budget]);
        assert!(comparison.columns[1].against.is_some_and(|against| against.is_time), "{department}");
        for section in Section::ALL {
            let part = comparison.part(section);
            let outcomes = part.lines.iter().map(|line| &line.cells[1].outcome);
            let count = |is: fn(&Outcome) -> bool| outcomes.clone().filter(|outcome| is(outcome)).count();
            println!(
                "{department} {:<12} {:>3} lines, {:>3} compared, {} new, {} gone, {} renamed",
                section.id(),
                part.lines.len(),
                count(|outcome| matches!(outcome, Outcome::Differs(_))),
                count(|outcome| *outcome == Outcome::New),
                count(|outcome| *outcome == Outcome::Gone),
                part.lines.iter().filter(|line| line.cells[1].former.is_some()).count(),
            );
        }
        let function = comparison.part(Section::Function);
        let of = |code: &str| {
            let line = function.lines.iter().find(|line| line.code.as_deref() == Some(code)).unwrap();
            match &line.cells[1].outcome {
                Outcome::Differs(found) => found.amount.value().to_string(),
                other => format!("{other:?}"),
            }
        };
        if department.ends_with("办事处") {
            assert_eq!([of("201"), of("208"), of("205"), of("20802")], ["-44100", "-7469172", "New", "Gone"]);
        } else {
            // 万元 with two decimals beside 元 with two: the reach is that of the coarser.
            assert_eq!([of("2010602"), of("2210201")], ["0.00", "177297.00"]);
        }
        assert!(function.lines.iter().all(|line| line.cells[1].former.is_none()), "{department}");
    }
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
