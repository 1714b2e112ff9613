//! 支出经济分类汇总表: all expenditure by both economic classifications and source.

use super::spec::{Classes, Kind, Layout, Reading, Scope, TableSpec, amount, label};

/// The table.
pub static TABLE: TableSpec = TableSpec {
    id: "economic-summary",
    title: "支出经济分类汇总表",
    captions: &["支出…分类汇总", "支出决算明细", "支出…经济分类…汇总"],
    layout: Layout::Rows,
    classes: Classes::Economic,
    scope: Scope { source: "total", nature: "total" },
};

/// How it is told and what its columns are.
pub static READING: Reading = Reading {
    table: &TABLE,
    fits: |evidence| match evidence.economics {
        0 => 0,
        _ if evidence.count(&["fund", "state-capital", "institution", "special-account"]) > 1 => 90,
        _ if evidence.labels(super::spec::Kind::SecondCode) && !evidence.has("basic") => 55,
        _ => 10,
    },
    columns: &[&[
        label(Kind::Code, &["部门预算经济分类/类"]),
        label(Kind::Code, &["部门预算经济分类/款"]),
        label(Kind::Name, &["部门预算经济分类/科目名称"]),
        label(Kind::SecondCode, &["政府预算经济分类/类"]),
        label(Kind::SecondCode, &["政府预算经济分类/款"]),
        label(Kind::SecondName, &["政府预算经济分类/科目名称"]),
        amount("total", &["总计"]),
        amount("general", &["一般公共预算/小计", "一般公共预算"]),
        amount("general.fiscal", &["一般公共预算/财政拨款"]),
        amount("fund", &["政府性基金"]),
        amount("state-capital", &["国有资本经营预算"]),
        amount("carry-over", &["上年结转结余"]),
        amount("special-account", &["财政专户管理资金收入"]),
        amount("institution", &["事业收入"]),
        amount("superior", &["上级补助收入"]),
        amount("subordinate", &["附属单位上缴收入"]),
        amount("business", &["事业单位经营收入"]),
        amount("other", &["其他收入"]),
    ]],
};
