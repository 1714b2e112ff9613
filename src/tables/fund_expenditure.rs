//! 政府性基金预算支出情况表: expenditure from government funds by function and nature.

use super::department_expenditure::LABELS;
use super::expenditure_columns::NATURE;
use super::spec::{Classes, Layout, Scope, TableSpec};

/// The table.
pub static TABLE: TableSpec = TableSpec {
    id: "fund-expenditure",
    title: "政府性基金预算支出情况表",
    captions: &["政府性基金预算支出"],
    layout: Layout::Rows,
    classes: Classes::Function,
    scope: Scope { source: "fund", nature: "total" },
    columns: &[LABELS, NATURE],
};
