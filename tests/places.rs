//! Small disclosures in the forms of other places: every column is known, every relation holds.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use budget_widget::checks::Verdict;
use budget_widget::disclosure::Disclosure;
use budget_widget::tables::Table;

const CENTRAL: &str = include_str!("fixtures/places/central.txt");
const GUANGDONG: &str = include_str!("fixtures/places/guangdong.txt");

#[track_caller]
fn read(text: &str, tables: &[&str]) -> Disclosure {
    let read = Disclosure::read_str(text).unwrap();
    let ids: Vec<&str> = read.budget.tables.iter().map(|table| &*table.id).collect();
    assert_eq!(ids, tables);
    for verdict in [Verdict::Contradiction, Verdict::NotChecked, Verdict::Rounding] {
        let found: Vec<&str> = read
            .report
            .checks
            .iter()
            .filter(|check| check.verdict == verdict && !check.operands.is_empty())
            .map(|check| &*check.id)
            .collect();
        assert!(found.is_empty(), "{verdict:?}: {found:?}");
    }
    read
}

fn keys(table: &Table) -> Vec<(&str, &str)> {
    table.columns.iter().map(|column| (&*column.key, &*column.concept)).collect()
}

#[test]
fn a_ministry_prints_last_year_and_the_change_beside_the_budget() {
    let read = read(
        CENTRAL,
        &[
            "department-balance",
            "department-revenue",
            "department-expenditure",
            "general-expenditure",
            "general-basic",
            "three-public",
        ],
    );
    assert_eq!((read.budget.department.as_str(), read.budget.year), ("某部", Some(2024)));
    assert_eq!(read.report.checks.iter().filter(|check| !check.operands.is_empty()).count(), 118);
    let spent = read.budget.table("general-expenditure").unwrap();
    assert_eq!(
        keys(spent)[2..],
        [
            ("2023年执行数", "previous:"),
            ("total", ""),
            ("basic", "basic"),
            ("project", "project"),
            ("增减额/2024年预算数比2023年执行数", "change:"),
            ("增减%", ""),
        ]
    );
    // The same column of two years: the id is that of the year of the document.
    let public = read.budget.table("three-public").unwrap();
    let total = public.items[0].figure("total").unwrap();
    assert_eq!(total.printed, "28.00");
}

#[test]
fn codes_stand_in_brackets_and_the_three_public_line_by_line() {
    let read = read(GUANGDONG, &["department-balance", "three-public", "general-expenditure"]);
    assert_eq!(read.report.checks.iter().filter(|check| !check.operands.is_empty()).count(), 37);
    let spent = read.budget.table("general-expenditure").unwrap();
    assert_eq!(spent.items[3].code.as_deref(), Some("2050101"));
    assert_eq!(spent.items[3].name, "行政运行");
    assert_eq!(spent.unit.map(|unit| unit.label()), Some("元"));
}
