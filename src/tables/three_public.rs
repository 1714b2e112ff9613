//! 一般公共预算“三公”经费支出情况表: travel abroad, official vehicles, official reception.

use super::spec::{Classes, Layout, Scope, TableSpec, amount, printed};

/// The table.
pub static TABLE: TableSpec = TableSpec {
    id: "three-public",
    title: "一般公共预算“三公”经费支出情况表",
    captions: &["三公经费"],
    layout: Layout::OneRow,
    classes: Classes::None,
    scope: Scope { source: "general", nature: "total" },
    columns: &[&[
        amount("total", &["三公经费合计", "合计"]),
        printed(&["因公出国(境)费"]),
        printed(&["公务用车购置及运行费/小计"]),
        printed(&["公务用车购置及运行费/公务用车购置费"]),
        printed(&["公务用车购置及运行费/公务用车运行费"]),
        printed(&["公务接待费"]),
    ]],
};
