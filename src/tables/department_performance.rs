//! 部门（单位）整体绩效目标表: what the department undertakes for its money, and that money.

use super::spec::{Classes, Layout, Reading, Scope, TableSpec};

/// The table.
pub static TABLE: TableSpec = TableSpec {
    id: "department-performance",
    title: "部门（单位）整体绩效目标表",
    captions: &["整体…绩效目标", "整体支出…绩效目标", "部门…整体…绩效目标"],
    layout: Layout::Form,
    classes: Classes::None,
    scope: Scope { source: "total", nature: "total" },
};

/// How it is told and what its columns are.
pub static READING: Reading = Reading {
    table: &TABLE,
    fits: |evidence| {
        let words = |words: &[&str]| evidence.head(words) || evidence.body(words);
        match words(&["级指标"]) {
            true if words(&["年度履职目标", "整体绩效目标", "年度主要任务", "部门总体目标"]) => {
                90
            }
            _ => 0,
        }
    },
    columns: &[],
};
