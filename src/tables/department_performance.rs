//! 部门（单位）整体绩效目标表: what the department undertakes for its money, and that money.

use super::spec::{Classes, Layout, Scope, TableSpec};

/// The table.
pub static TABLE: TableSpec = TableSpec {
    id: "department-performance",
    title: "部门（单位）整体绩效目标表",
    captions: &["整体绩效目标", "整体支出绩效目标"],
    layout: Layout::Form,
    classes: Classes::None,
    scope: Scope { source: "total", nature: "total" },
    columns: &[],
};
