//! 部门收支总体情况表: revenue beside expenditure of the whole department.

use super::spec::{Classes, Kind, Layout, Reading, Scope, Side, TableSpec, amount, label, on};

/// The table.
pub static TABLE: TableSpec = TableSpec {
    id: "department-balance",
    title: "部门收支总体情况表",
    captions: &["部门收支总体", "收支总表", "收支总体", "收支预算总表", "收支…总表", "收入支出…总表"],
    layout: Layout::Sides,
    classes: Classes::Function,
    scope: Scope { source: "total", nature: "total" },
};

/// How it is told and what its columns are.
pub static READING: Reading = Reading {
    table: &TABLE,
    fits: |evidence| match evidence.sided {
        true if evidence.count(&["fund", "state-capital"]) > 0
            || evidence.head(&["财政拨款收入", "财政拨款支出"]) =>
        {
            20
        }
        true if evidence.body(&["事业收入", "经营收入", "其他收入", "其他资金", "单位资金", "上级补助"]) => {
            90
        }
        true => 60,
        false => 0,
    },
    columns: &[&[
        on(Side::Revenue, label(Kind::Name, &["收入/项目"])),
        on(Side::Revenue, amount("amount", &["收入/金额", "收入/预算数"])),
        on(Side::Expenditure, label(Kind::Name, &["支出/项目"])),
        on(Side::Expenditure, amount("amount", &["支出/金额", "支出/预算数"])),
    ]],
};
