//! 部门预算项目绩效目标汇总表: every project's money beside its targets.

use super::spec::{Classes, Kind, Layout, Reading, Scope, TableSpec, amount, label, printed};

/// The table.
pub static TABLE: TableSpec = TableSpec {
    id: "project-performance",
    title: "部门预算项目绩效目标汇总表",
    captions: &["项目…绩效目标", "项目支出…绩效目标"],
    layout: Layout::Rows,
    classes: Classes::Project,
    scope: Scope { source: "total", nature: "project" },
};

/// How it is told and what its columns are.
pub static READING: Reading = Reading {
    table: &TABLE,
    fits: |evidence| {
        let words = |words: &[&str]| evidence.head(words) || evidence.body(words);
        match words(&["级指标"]) {
            true if words(&["年度履职目标", "整体绩效目标", "年度主要任务"]) => 10,
            true if words(&["项目名称", "项目资金", "项目金额", "项目总目标"]) => 90,
            _ => 0,
        }
    },
    columns: &[&[
        label(Kind::Code, &["单位编码(项目编码)", "项目编码", "项目代码"]),
        label(Kind::Name, &["项目单位(项目名称)", "单位名称(项目名称)", "项目名称"]),
        amount("total", &["项目金额(万元)/资金总额", "资金总额"]),
        printed("government", &["政府预算资金"]),
        amount("special-account", &["财政专户管理资金"]),
        printed("unit", &["单位资金"]),
        label(Kind::Indicator, &["成本指标/三级指标"]),
        label(Kind::Target, &["成本指标/指标值"]),
        label(Kind::Indicator, &["产出指标/三级指标"]),
        label(Kind::Target, &["产出指标/指标值"]),
        label(Kind::Indicator, &["效益指标/三级指标"]),
        label(Kind::Target, &["效益指标/指标值"]),
        label(Kind::Indicator, &["满意度指标/三级指标"]),
        label(Kind::Target, &["满意度指标/指标值"]),
    ]],
};
