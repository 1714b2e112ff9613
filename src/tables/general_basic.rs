//! 一般公共预算基本支出表: basic expenditure by both economic classifications.

use super::spec::{Classes, Kind, Layout, Reading, Scope, TableSpec, amount, label};

/// The table.
pub static TABLE: TableSpec = TableSpec {
    id: "general-basic",
    title: "一般公共预算基本支出表",
    captions: &["一般公共预算…基本支出", "一般公共预算基本支出…经济分类"],
    layout: Layout::Rows,
    classes: Classes::Economic,
    scope: Scope { source: "general", nature: "basic" },
};

/// How it is told and what its columns are.
pub static READING: Reading = Reading {
    table: &TABLE,
    fits: |evidence| match evidence.economics {
        0 => 0,
        _ if evidence.count(&["fund", "state-capital", "institution"]) > 0 => 20,
        _ if evidence.head(&["基本支出"]) => 95,
        _ if evidence.has("basic") || evidence.body(&["人员经费", "公用经费"]) => 85,
        3.. if !evidence.head(&["机关运行"]) => 55,
        _ => 10,
    },
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
