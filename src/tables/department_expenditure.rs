//! 部门支出总体情况表: expenditure of the whole department by function and nature.

use super::expenditure_columns::NATURE;
use super::spec::{Classes, ColumnSpec, Kind, Layout, Scope, TableSpec, label};

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
    captions: &["部门支出总体", "部门支出总表", "支出预算总表"],
    layout: Layout::Rows,
    classes: Classes::Function,
    scope: Scope { source: "total", nature: "total" },
    columns: &[LABELS, NATURE],
};
