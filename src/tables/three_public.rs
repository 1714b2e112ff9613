//! 一般公共预算“三公”经费支出情况表: travel abroad, official vehicles, official reception.

use super::spec::{Classes, Layout, Reading, Scope, TableSpec, amount, printed};

/// The table.
pub static TABLE: TableSpec = TableSpec {
    id: "three-public",
    title: "一般公共预算“三公”经费支出情况表",
    captions: &["三公经费", "三公经费…机关运行经费", "一般公共预算…三公经费…支出", "财政拨款…三公经费"],
    layout: Layout::OneRow,
    classes: Classes::None,
    scope: Scope { source: "general", nature: "three-public" },
};

/// How it is told and what its columns are.
pub static READING: Reading = Reading {
    table: &TABLE,
    fits: |evidence| match evidence.count(&[
        "three-public.abroad",
        "three-public.reception",
        "three-public.vehicles",
    ]) {
        2.. => 95,
        _ => 0,
    },
    columns: &[&[
        amount("total", &["三公经费合计", "合计"]),
        printed("three-public.abroad", &["因公出国(境)费"]),
        printed("three-public.vehicles", &["公务用车购置及运行费/小计"]),
        printed("three-public.vehicles.purchase", &["公务用车购置及运行费/公务用车购置费"]),
        printed("three-public.vehicles.running", &["公务用车购置及运行费/公务用车运行费"]),
        printed("three-public.reception", &["公务接待费"]),
    ]],
};
