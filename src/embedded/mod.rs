//! The disclosure that the product carries with it.

/// The published text of 2024 年郑州市大数据管理局部门预算公开.
pub static DEFAULT: &str = include_str!("zhengzhou-2024.txt");
