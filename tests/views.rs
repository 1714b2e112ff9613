//! Views of the embedded document: exact amounts, each with the place where it is printed.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "common/mod.rs"]
mod common;

use budget_widget::views::economic;
use common::embedded;

#[test]
fn both_economic_classifications_stand_against_each_other() {
    let disclosure = embedded();
    let matrix = economic::matrix(&disclosure.budget).unwrap();
    let names: Vec<String> = matrix
        .rows
        .iter()
        .chain(&matrix.columns)
        .map(|class| format!("{} {}", class.code, class.name))
        .collect();
    assert_eq!(
        names,
        [
            "301 工资福利支出",
            "302 商品和服务支出",
            "310 资本性支出",
            "501 机关工资福利支出",
            "502 机关商品和服务支出",
            "503 机关资本性支出",
            "505 对事业单位经常性补助",
            "506 对事业单位资本性补助",
        ]
    );
    let (whole, at) = matrix.whole.unwrap();
    assert_eq!(
        (whole.value().to_string(), at.to_string()),
        ("6273.0".into(), "economic-summary.合计.total".into())
    );
    let cells: Vec<String> = matrix
        .cells
        .iter()
        .map(|cell| {
            let at = cell.at.as_ref().map_or("–".to_owned(), ToString::to_string);
            let (row, column) = (&matrix.rows[cell.row], &matrix.columns[cell.column]);
            format!("{}/{} {} {at}", row.code, column.code, cell.amount.value())
        })
        .collect();
    assert_eq!(
        cells,
        [
            "301/501 780.8 –",
            "302/502 229.8 –",
            "310/503 15.0 economic-summary.31002.total",
            "310/506 4867.9 economic-summary.31007.total",
            "301/505 379.5 –",
        ]
    );
}

#[test]
fn the_lines_behind_a_class_can_be_listed() {
    let disclosure = embedded();
    let lines = |key: &str| {
        let bars = economic::lines(&disclosure.budget, key)?;
        let first = bars.bars.first()?;
        let whole = bars.whole.unwrap().value().to_string();
        Some((bars.bars.len(), whole, first.name.clone(), first.at.to_string()))
    };
    let wages = "基本工资 → 工资奖金津补贴".to_owned();
    let at = |row: &str| format!("economic-summary.{row}.total");
    assert_eq!(lines("301/501"), Some((7, "780.8".into(), wages.clone(), at("30101"))));
    assert_eq!(lines("301").unwrap().0, 11);
    assert_eq!(lines("/506").unwrap().2, "信息网络及软件购置更新 → 资本性支出");
    assert_eq!(lines("399"), None);
}
