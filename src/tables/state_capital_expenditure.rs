//! 国有资本经营预算支出情况表: expenditure from state capital operations by function and nature.

use super::department_expenditure::LABELS;
use super::expenditure_columns::NATURE;
use super::spec::{Classes, Layout, Scope, TableSpec};

/// The table.
pub static TABLE: TableSpec = TableSpec {
    id: "state-capital-expenditure",
    title: "国有资本经营预算支出情况表",
    captions: &["国有资本经营预算支出"],
    layout: Layout::Rows,
    classes: Classes::Function,
    scope: Scope { source: "state-capital", nature: "total" },
    columns: &[LABELS, NATURE],
};
