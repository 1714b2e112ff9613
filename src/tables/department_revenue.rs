//! 部门收入总体情况表: revenue by budget unit and source.

use super::spec::{Classes, Kind, Layout, Reading, Scope, TableSpec, amount, label, printed};

/// The table.
pub static TABLE: TableSpec = TableSpec {
    id: "department-revenue",
    title: "部门收入总体情况表",
    captions: &["收入总体", "收入总表", "收入…总表", "收入预算表", "收入决算表", "部门收入…表"],
    layout: Layout::Rows,
    classes: Classes::None,
    scope: Scope { source: "total", nature: "total" },
};

/// How it is told and what its columns are.
pub static READING: Reading = Reading {
    table: &TABLE,
    fits: |evidence| {
        let sources =
            ["institution", "business", "superior", "subordinate", "other", "unit", "special-account"];
        match evidence.count(&sources) {
            _ if evidence.sided || evidence.by_nature() || evidence.economics > 0 => 0,
            2.. if evidence.functions > 0 || evidence.labels(super::spec::Kind::UnitCode) => 90,
            2.. if evidence.head(&["收入"]) => 70,
            _ => 0,
        }
    },
    columns: &[&[
        label(Kind::UnitCode, &["部门(单位)代码", "单位代码"]),
        label(Kind::Name, &["部门(单位)名称", "单位名称"]),
        amount("total", &["总计"]),
        printed("current", &["本年收入/合计"]),
        amount("general", &["本年收入/一般公共预算/小计", "本年收入/一般公共预算"]),
        amount("general.fiscal", &["本年收入/一般公共预算/财政拨款"]),
        amount("fund", &["本年收入/政府性基金"]),
        amount("state-capital", &["本年收入/国有资本经营预算"]),
        amount("special-account", &["本年收入/财政专户管理资金收入"]),
        amount("institution", &["本年收入/事业收入"]),
        amount("business", &["本年收入/事业单位经营收入"]),
        amount("superior", &["本年收入/上级补助收入"]),
        amount("subordinate", &["本年收入/附属单位上缴收入"]),
        amount("other", &["本年收入/其他收入"]),
        amount("carry-over", &["上年结转结余/合计"]),
        amount("carry-over.general", &["上年结转结余/一般公共预算"]),
        amount("carry-over.fund", &["上年结转结余/政府性基金"]),
        amount("carry-over.state-capital", &["上年结转结余/国有资本经营预算"]),
        amount("carry-over.special-account", &["上年结转结余/财政专户管理资金"]),
        amount("carry-over.unit", &["上年结转结余/单位资金"]),
    ]],
};
