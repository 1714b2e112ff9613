//! 部门支出总体情况表: expenditure of the whole department by function and nature.

use super::expenditure_columns::NATURE;
use super::spec::{Classes, ColumnSpec, Kind, Layout, Reading, Scope, TableSpec, label};

/// Function codes in three columns, beside the budget unit.
pub const LABELS: &[ColumnSpec] = &[
    label(Kind::Code, &["科目编码/类"]),
    label(Kind::Code, &["科目编码/款"]),
    label(Kind::Code, &["科目编码/项"]),
    label(Kind::UnitCode, &["单位代码"]),
    label(Kind::Name, &["单位(科目名称)"]),
];

/// The table.
pub static TABLE: TableSpec = TableSpec {
    id: "department-expenditure",
    title: "部门支出总体情况表",
    captions: &["支出总体", "支出总表", "支出预算总表", "支出决算表", "部门支出…表"],
    layout: Layout::Rows,
    classes: Classes::Function,
    scope: Scope { source: "total", nature: "total" },
};

/// How it is told and what its columns are.
pub static READING: Reading = Reading {
    table: &TABLE,
    fits: |evidence| match evidence.by_nature() {
        _ if evidence.sided || evidence.economics > 0 => 0,
        // What came in and is left is printed for funds.
        true if evidence.has("carried-out") && evidence.has("current") => 10,
        true if evidence.head(&["政府性基金", "国有资本", "一般公共预算"]) => 10,
        true if evidence.count(&["handed-up", "handed-down", "trading"]) > 0 => 95,
        true if evidence.head(&["支出预算", "本年支出", "支出合计"]) => 80,
        true if evidence.functions > 0 && !evidence.follows("fiscal-balance") => 60,
        true if evidence.functions > 0 => 40,
        _ => 0,
    },
    columns: &[LABELS, NATURE],
};
