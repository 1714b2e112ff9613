//! 国有资本经营预算支出情况表: expenditure from state capital operations by function and nature.

use super::department_expenditure::LABELS;
use super::expenditure_columns::NATURE;
use super::spec::{Classes, Layout, Reading, Scope, TableSpec};

/// The table.
pub static TABLE: TableSpec = TableSpec {
    id: "state-capital-expenditure",
    title: "国有资本经营预算支出情况表",
    captions: &["国有资本经营…支出", "国有资本经营…收入支出", "国有资本经营…财政拨款支出"],
    layout: Layout::Rows,
    classes: Classes::Function,
    scope: Scope { source: "state-capital", nature: "total" },
};

/// How it is told and what its columns are.
pub static READING: Reading = Reading {
    table: &TABLE,
    fits: |evidence| match evidence.head(&["国有资本"]) {
        _ if evidence.sided || evidence.has("general") || evidence.economics > 0 => 0,
        true if evidence.has("fund") => 10,
        true => 90,
        // As for funds, which come first.
        false if evidence.has("carried-out") && evidence.follows("fund-expenditure") => 60,
        false => 0,
    },
    columns: &[LABELS, NATURE],
};
