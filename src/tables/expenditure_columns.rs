//! The columns that every table of expenditure by nature shares.

use super::spec::{ColumnSpec, amount};

/// 合计 = 基本支出 (人员经费 + 公用经费) + 项目支出.
pub const NATURE: &[ColumnSpec] = &[
    amount("total", &["合计"]),
    amount("basic", &["基本支出/小计", "基本支出"]),
    amount("basic.personnel.wages", &["基本支出/工资福利支出"]),
    amount("basic.personnel.households", &["基本支出/对个人和家庭的补助"]),
    amount("basic.public.goods", &["基本支出/商品和服务支出"]),
    amount("basic.public.capital", &["基本支出/资本性支出"]),
    amount("project", &["项目支出/小计", "项目支出"]),
    amount("project.other-operations", &["项目支出/其他运转类"]),
    amount("project.specific", &["项目支出/特定目标类"]),
];
