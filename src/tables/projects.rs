//! 项目支出表: projects by source of money.

use super::spec::{Classes, Kind, Layout, Reading, Scope, TableSpec, amount, label, printed};

/// The table.
pub static TABLE: TableSpec = TableSpec {
    id: "projects",
    title: "项目支出表",
    captions: &["项目支出…表", "项目支出预算"],
    layout: Layout::Rows,
    classes: Classes::Project,
    scope: Scope { source: "total", nature: "project" },
};

/// How it is told and what its columns are.
pub static READING: Reading = Reading {
    table: &TABLE,
    fits: |evidence| match evidence.head(&["项目名称"]) && evidence.functions == 0 && evidence.economics == 0
    {
        _ if evidence.sided || evidence.head(&["指标", "绩效"]) || evidence.body(&["级指标"]) => 0,
        true if evidence.count(&["general", "fund", "fiscal", "unit"]) > 1 => 85,
        true if evidence.columns.iter().flatten().any(|column| column.kind == super::spec::Kind::Amount) => {
            60
        }
        _ => 0,
    },
    columns: &[&[
        label(Kind::Text, &["类型"]),
        label(Kind::Name, &["项目名称"]),
        label(Kind::UnitName, &["项目单位"]),
        amount("total", &["合计"]),
        amount("general", &["本年拨款/一般公共预算"]),
        amount("fund", &["本年拨款/政府性基金预算"]),
        amount("state-capital", &["本年拨款/国有资本经营预算"]),
        amount("carry-over.general", &["财政拨款结转结余/一般公共预算"]),
        amount("carry-over.fund", &["财政拨款结转结余/政府性基金预算"]),
        amount("carry-over.state-capital", &["财政拨款结转结余/国有资本经营预算"]),
        amount("special-account", &["财政专户管理资金"]),
        printed("unit", &["单位资金"]),
    ]],
};
