//! 政府性基金预算支出情况表: expenditure from government funds by function and nature.

use super::department_expenditure::LABELS;
use super::expenditure_columns::NATURE;
use super::spec::{Classes, Layout, Reading, Scope, TableSpec};

/// The table.
pub static TABLE: TableSpec = TableSpec {
    id: "fund-expenditure",
    title: "政府性基金预算支出情况表",
    captions: &["政府性基金…支出", "政府性基金…收入支出", "政府性基金…财政拨款支出"],
    layout: Layout::Rows,
    classes: Classes::Function,
    scope: Scope { source: "fund", nature: "total" },
};

/// How it is told and what its columns are.
pub static READING: Reading = Reading {
    table: &TABLE,
    fits: |evidence| match evidence.head(&["政府性基金"]) {
        _ if evidence.sided || evidence.has("general") || evidence.economics > 0 => 0,
        true if evidence.has("state-capital") => 10,
        true => 90,
        // Final accounts print what was left, came in and went out, for funds first.
        false if evidence.has("carried-out") && evidence.has("current") => {
            if evidence.follows("fund-expenditure") { 50 } else { 60 }
        }
        false => 0,
    },
    columns: &[LABELS, NATURE],
};
