//! 部门收支总体情况表: revenue beside expenditure of the whole department.

use super::spec::{Classes, Kind, Layout, Scope, Side, TableSpec, amount, label, on};

/// The table.
pub static TABLE: TableSpec = TableSpec {
    id: "department-balance",
    title: "部门收支总体情况表",
    captions: &["部门收支总体", "部门收支总表", "收支总表", "收支预算总表", "财务收支预算总表"],
    layout: Layout::Sides,
    classes: Classes::Function,
    scope: Scope { source: "total", nature: "total" },
    columns: &[&[
        on(Side::Revenue, label(Kind::Name, &["收入/项目"])),
        on(Side::Revenue, amount("amount", &["收入/金额", "收入/预算数"])),
        on(Side::Expenditure, label(Kind::Name, &["支出/项目"])),
        on(Side::Expenditure, amount("amount", &["支出/金额", "支出/预算数"])),
    ]],
};
