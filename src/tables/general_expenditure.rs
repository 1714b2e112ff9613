//! 一般公共预算支出情况表: expenditure from the general public budget by function and nature.

use super::expenditure_columns::NATURE;
use super::spec::{Classes, Kind, Layout, Reading, Scope, TableSpec, label};

/// The table.
pub static TABLE: TableSpec = TableSpec {
    id: "general-expenditure",
    title: "一般公共预算支出情况表",
    captions: &["一般公共预算支出", "一般公共预算…支出…表"],
    layout: Layout::Rows,
    classes: Classes::Function,
    scope: Scope { source: "general", nature: "total" },
};

/// How it is told and what its columns are.
pub static READING: Reading = Reading {
    table: &TABLE,
    fits: |evidence| match evidence.by_nature() {
        _ if evidence.sided || evidence.economics > 0 || evidence.head(&["政府性基金", "国有资本"]) => {
            0
        }
        true if evidence.head(&["一般公共预算"]) => 95,
        true if evidence.functions > 0 && evidence.follows("fiscal-balance") => 65,
        true if evidence.functions > 0 => 45,
        _ => 0,
    },
    columns: &[&[label(Kind::Code, &["科目编码"]), label(Kind::Name, &["科目名称"])], NATURE],
};
