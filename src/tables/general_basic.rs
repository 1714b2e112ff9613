//! 一般公共预算基本支出表: basic expenditure by both economic classifications.

use super::spec::{Classes, Kind, Layout, Scope, TableSpec, amount, label};

/// The table.
pub static TABLE: TableSpec = TableSpec {
    id: "general-basic",
    title: "一般公共预算基本支出表",
    captions: &["一般公共预算基本支出"],
    layout: Layout::Rows,
    classes: Classes::Economic,
    scope: Scope { source: "general", nature: "basic" },
    columns: &[&[
        label(Kind::Code, &["部门预算支出经济分类科目/科目编码"]),
        label(Kind::Name, &["部门预算支出经济分类科目/科目名称"]),
        label(
            Kind::SecondCode,
            &["政府预算支出经济分类科目编码/科目编码", "政府预算支出经济分类科目/科目编码"],
        ),
        label(
            Kind::SecondName,
            &["政府预算支出经济分类科目编码/科目名称", "政府预算支出经济分类科目/科目名称"],
        ),
        amount("total", &["本年一般公共预算基本支出/合计", "合计"]),
        amount("basic.personnel", &["人员经费"]),
        amount("basic.public", &["公用经费"]),
    ]],
};
