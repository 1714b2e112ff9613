//! 财政拨款收支总体情况表: what the treasury gives, beside what it is spent on.

use super::spec::{Classes, Kind, Layout, Reading, Scope, Side, TableSpec, amount, label, on};

/// The table.
pub static TABLE: TableSpec = TableSpec {
    id: "fiscal-balance",
    title: "财政拨款收支总体情况表",
    captions: &["财政拨款收支", "财政拨款…收支…表", "财政拨款收入支出…总表", "财政拨款…收入支出…总表"],
    layout: Layout::Sides,
    classes: Classes::Function,
    scope: Scope { source: "fiscal", nature: "total" },
};

/// How it is told and what its columns are.
pub static READING: Reading = Reading {
    table: &TABLE,
    fits: |evidence| match evidence.sided {
        true if evidence.body(&["事业收入", "经营收入", "单位资金"]) => 10,
        true if evidence.count(&["fund", "state-capital"]) > 0 => 90,
        true if evidence.head(&["财政拨款"]) => 80,
        true => 30,
        false => 0,
    },
    columns: &[&[
        on(Side::Revenue, label(Kind::Name, &["收入/项目"])),
        on(Side::Revenue, amount("amount", &["收入/金额", "收入/预算数"])),
        on(Side::Expenditure, label(Kind::Name, &["支出/项目"])),
        on(Side::Expenditure, amount("total", &["支出/合计"])),
        on(Side::Expenditure, amount("general", &["支出/一般公共预算/小计", "支出/一般公共预算"])),
        on(Side::Expenditure, amount("general.fiscal", &["支出/一般公共预算/财政拨款"])),
        on(Side::Expenditure, amount("fund", &["支出/政府性基金"])),
        on(Side::Expenditure, amount("state-capital", &["支出/国有资本经营预算"])),
    ]],
};
