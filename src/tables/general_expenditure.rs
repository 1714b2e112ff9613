//! 一般公共预算支出情况表: expenditure from the general public budget by function and nature.

use super::expenditure_columns::NATURE;
use super::spec::{Classes, Kind, Layout, Scope, TableSpec, label};

/// The table.
pub static TABLE: TableSpec = TableSpec {
    id: "general-expenditure",
    title: "一般公共预算支出情况表",
    captions: &["一般公共预算支出情况", "一般公共预算支出表", "一般公共预算支出功能分类"],
    layout: Layout::Rows,
    classes: Classes::Function,
    scope: Scope { source: "general", nature: "total" },
    columns: &[&[label(Kind::Code, &["科目编码"]), label(Kind::Name, &["科目名称"])], NATURE],
};
