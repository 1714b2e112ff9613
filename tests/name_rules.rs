//! Codes and names: each rule on a document that holds and on one that does not.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use budget_widget::checks::Verdict;
use budget_widget::checks::report::{Origin, Severity};
use budget_widget::disclosure::Disclosure;
use common::{embedded, read, said, sayings, table, word};

const FUNCTIONS: [&str; 4] = [
    "201|一般公共服务支出|9.0",
    "20103|政府办公厅（室）及相关机构事务|9.0",
    "2010301|行政运行|5.0",
    "2010302|一般行政管理事务|4.0",
];

/// A table of general expenditure by function in a year.
fn functions(year: u16, rows: &[&str]) -> String {
    let mut all = vec!["科目编码|科目名称|合计"];
    all.extend(rows);
    table(&format!("{year}年一般公共预算支出情况表"), "万元", &all)
}

/// The rows of [`FUNCTIONS`] with one of them replaced.
fn replaced(year: u16, row: usize, by: &str) -> Disclosure {
    let mut rows = FUNCTIONS;
    rows[row] = by;
    read(&functions(year, &rows))
}

#[test]
fn names_are_those_of_the_classification() {
    let disclosure = read(&functions(2024, &FUNCTIONS));
    assert_eq!(sayings(&disclosure, "code-names"), ["agree"]);
    let disclosure = replaced(2024, 0, "201|一般公共预算支出|9.0");
    let found = said(&disclosure, "code-names", "other");
    assert_eq!((found.verdict, found.severity), (Verdict::Contradiction, Severity::Warning));
    assert_eq!((word(found, "code"), word(found, "official")), ("201", "一般公共服务支出"));
    let near = replaced(2024, 2, "2010301|行致运行|5.0");
    assert_eq!(said(&near, "code-names", "near").severity, Severity::Info);
}

/// Blanks, brackets, short forms, and lines of a cell that were cut or put together.
#[test]
fn other_spellings_are_the_same_name() {
    for row in [
        "201|一般公共服务|9.0",
        "201|一般公共 服务 支出|9.0",
        "201|一般公共服务支|9.0",
        "201|一般公务支出|9.0",
    ] {
        assert_eq!(sayings(&replaced(2024, 0, row), "code-names"), ["agree"], "{row}");
    }
    let brackets = replaced(2024, 1, "20103|政府办公厅(室)及相关机构事务|9.0");
    assert_eq!(sayings(&brackets, "code-names"), ["agree"]);
    // A code that the catalogue does not list may be called anything.
    let unknown = replaced(2024, 3, "2010388|某项新事务|4.0");
    assert_eq!(sayings(&unknown, "code-names"), ["agree"]);
}

/// A name is old only from the year on for which its successor is known.
#[test]
fn names_are_old_when_they_were_replaced() {
    let health = |year| {
        let rows =
            ["210|医疗卫生与计划生育支出|9.0", "21011|行政事业单位医疗|9.0", "2101101|行政单位医疗|9.0"];
        read(&functions(year, &rows))
    };
    let found = health(2024);
    let found = said(&found, "code-names", "old");
    assert_eq!((found.severity, word(found, "official")), (Severity::Warning, "卫生健康支出"));
    assert_eq!(sayings(&health(2018), "code-names"), ["agree"]);
}

#[test]
fn one_code_has_one_name_in_all_tables() {
    let other = |name: &str| {
        let second = table(
            "2024年部门支出总体情况表",
            "万元",
            &["科目编码|科目名称|合计", &format!("2010388|{name}|4.0"), "|合计|4.0"],
        );
        read(&(functions(2024, &["2010388|数据治理事务|4.0"]) + &second))
    };
    assert_eq!(sayings(&other("数据治理事务"), "code-names"), ["agree"]);
    assert_eq!(sayings(&other("数据治理"), "code-names"), ["agree"]);
    let found = other("招商引资");
    assert_eq!(word(said(&found, "code-names", "differs"), "code"), "2010388");
}

#[test]
fn economic_names_are_looked_up_in_both_classifications() {
    let basic = |row: &str| {
        let rows = [
            "部门预算支出经济分类科目||政府预算支出经济分类科目编码||本年一般公共预算基本支出||",
            "科目编码|科目名称|科目编码|科目名称|合计|人员经费|公用经费",
            "合计||||9.0|5.0|4.0",
            row,
            "30201|办公费|50201|办公经费|4.0||4.0",
        ];
        read(&table("2024年一般公共预算基本支出表", "万元", &rows))
    };
    let disclosure = basic("30101|基本工资|50101|工资奖金津补贴|5.0|5.0|");
    assert_eq!(sayings(&disclosure, "code-names"), ["agree"]);
    assert_eq!(sayings(&disclosure, "economic-classes"), ["agree"]);
    let disclosure = basic("30101|基本工资|50101|办公经费|5.0|5.0|");
    assert_eq!(word(said(&disclosure, "code-names", "other"), "code"), "50101");
    let disclosure = basic("30101|基本工资|50201|办公经费|5.0|5.0|");
    assert_eq!(said(&disclosure, "economic-classes", "apart").severity, Severity::Warning);
    // Known of an institution, though from no official table.
    let disclosure = basic("30107|绩效工资|50501|工资福利支出|5.0|5.0|");
    assert_eq!(sayings(&disclosure, "economic-classes"), ["agree"]);
    let disclosure = basic("30302|退休费|50201|办公经费|5.0|5.0|");
    assert_eq!(said(&disclosure, "economic-classes", "unusual").severity, Severity::Info);
    let disclosure = basic("30101|基本工资|50101|工资奖金津补贴|5.0||5.0");
    assert_eq!(said(&disclosure, "economic-classes", "column").severity, Severity::Info);
}

#[test]
fn every_row_has_the_rows_above_it() {
    let disclosure = read(&functions(2024, &FUNCTIONS));
    assert_eq!(sayings(&disclosure, "code-tree-gaps"), ["whole"]);
    let mut rows = FUNCTIONS.to_vec();
    rows.extend(["208|社会保障和就业支出|1.0", "2080501|行政单位离退休|1.0"]);
    let disclosure = read(&functions(2024, &rows));
    let found = said(&disclosure, "code-tree-gaps", "missing");
    assert_eq!((found.severity, word(found, "codes")), (Severity::Warning, "20805"));
    // Items alone are another way to print the table.
    let disclosure = read(&functions(2024, &["2010301|行政运行|5.0", "2080501|行政单位离退休|1.0"]));
    assert_eq!(sayings(&disclosure, "code-tree-gaps"), [""; 0]);
}

#[test]
fn the_forms_of_the_embedded_disclosure_are_out_of_date() {
    let disclosure = embedded();
    let wrong = said(&disclosure, "class-labels", "misplaced");
    assert_eq!((wrong.severity, wrong.origin), (Severity::Warning, Origin::Template));
    assert_eq!(word(wrong, "official"), "社会保险基金支出");
    assert_eq!(sayings(&disclosure, "class-labels"), ["old", "misplaced", "old"]);
    let general = said(&disclosure, "code-names", "other");
    assert_eq!((general.severity, general.origin), (Severity::Warning, Origin::Publisher));
    assert_eq!(sayings(&disclosure, "code-names"), ["other"]);
    let text = budget_widget::embedded::DEFAULT
        .replace("（九）医疗卫生与计划生育支出", "（九）社会保险基金支出")
        .replace("文化体育旅游与传媒", "文化旅游体育与传媒")
        .replace("资源勘探信息等", "资源勘探工业信息等");
    assert_eq!(sayings(&read(&text), "class-labels"), ["agree", "agree"]);
}

/// Where only the classes in use are numbered, in a row, the number says nothing.
#[test]
fn classes_in_use_may_be_numbered_in_a_row() {
    let overall = |second: &str| {
        let lines = [
            "一、一般公共预算拨款|9.0|一、一般公共服务支出|5.0".to_owned(),
            format!("||二、卫生健康支出|2.0\n||三、{second}|2.0"),
        ];
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        read(&common::balance("万元", &lines, "9.0"))
    };
    assert_eq!(sayings(&overall("住房保障支出"), "class-labels"), ["agree"]);
    let found = overall("医疗卫生与计划生育支出");
    assert_eq!(said(&found, "class-labels", "twice").origin, Origin::Template);
}

#[test]
fn sentences_call_classes_by_their_present_names() {
    let text = |name: &str| {
        let narrative = format!(
            "2024年某局部门预算\n\n一、一般公共预算支出情况说明\n\n1、{name}（210类）行政单位医疗（01项）9万元，主要用于医疗。\n\n"
        );
        read(&(narrative + &functions(2024, &["2101101|行政单位医疗|9.0"])))
    };
    assert_eq!(sayings(&text("卫生健康支出"), "old-names"), ["current"]);
    let found = text("医疗卫生与计划生育支出");
    let found = said(&found, "old-names", "old");
    assert_eq!(word(found, "names"), "医疗卫生与计划生育支出 → 卫生健康支出");
}

/// Codes and names that were put together from different lines are no fault of the publisher.
#[test]
fn many_wrong_names_are_a_shifted_column() {
    let rows = [
        "201|行政运行|9.0",
        "20103|一般行政管理事务|9.0",
        "2010301|一般公共服务支出|5.0",
        "2010302|事业运行|4.0",
    ];
    let disclosure = read(&functions(2024, &rows));
    let found = said(&disclosure, "code-names", "unsure");
    assert_eq!((found.severity, found.origin), (Severity::Info, Origin::Extraction));
    assert_eq!(sayings(&disclosure, "code-names"), ["unsure"]);
}

/// A form may number its last classes in a row: that is no class under a wrong number.
#[test]
fn last_classes_may_be_numbered_in_a_row() {
    let text = budget_widget::embedded::DEFAULT
        .replace("（九）医疗卫生与计划生育支出", "（九）社会保险基金支出")
        .replace("（二十七）预备费", "（二十五）预备费")
        .replace("（二十九）其他支出", "（二十六）其他支出");
    assert!(!sayings(&read(&text), "class-labels").contains(&"misplaced"));
}
