//! Tables of PDF pages that no frame encloses: told by what stands below each other, and never made of words that do so by
//! chance.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg(feature = "reader")]

mod common;
#[path = "common/pdf.rs"]
mod pdf;

use budget_widget::checks::Verdict;
use budget_widget::disclosure::Disclosure;
use budget_widget::source::Block;
use budget_widget::source::text::gb18030;
use common::{amounts, fixture};
use pdf::{PLAIN, Sheet, document_of as document, lines, text};

#[test]
fn tables_without_a_line_are_told_by_their_columns() {
    let whole = common::embedded();
    for name in PLAIN {
        let disclosure = Disclosure::read(&fixture(name), gb18030).unwrap();
        let ids = disclosure.budget.tables.iter().map(|table| &*table.id);
        assert!(ids.eq(whole.budget.tables.iter().map(|table| &*table.id)), "{name}");
        let read = amounts(&disclosure);
        for (table, expected) in amounts(&whole) {
            // Nothing on the page says to which rows of the form a label in the middle of several rows belongs.
            if table != "department-performance" {
                assert_eq!(read.get(&table), Some(&expected), "{table} of {name}");
            }
        }
        let mut of_figures = disclosure.report.checks.iter().filter(|check| check.rule.kind.is_of_figures());
        assert!(of_figures.all(|check| check.verdict != Verdict::Contradiction), "{name}");
        let claims = |disclosure: &Disclosure| -> Vec<String> {
            disclosure.budget.narrative.claims.iter().map(|claim| claim.printed.clone()).collect()
        };
        assert_eq!(claims(&disclosure), claims(&whole), "{name}");
        assert_eq!(disclosure.budget.department, whole.budget.department, "{name}");
    }
}

#[test]
fn a_cell_without_lines_has_its_place() {
    let disclosure = Disclosure::read(&fixture(PLAIN[0]), gb18030).unwrap();
    let at = &common::figure(&disclosure, "general-expenditure", "21011", "total").at;
    let located = disclosure.budget.locate(at.place.line);
    assert_eq!((at.place.page, located.page, located.line), (Some(6), Some(6), 3));
}

#[test]
fn heads_span_columns_and_names_go_on_without_lines() {
    let rows: [(f32, &[(f32, &str)]); 9] = [
        (500.0, &[(100.0, "科目编码"), (210.0, "科目名称"), (433.0, "基本支出")]),
        (485.0, &[(380.0, "小计"), (477.0, "人员经费")]),
        (460.0, &[(100.0, "208"), (200.0, "社会保障和就业支出"), (360.0, "1,405.1"), (477.0, "1,190.3")]),
        (446.0, &[(200.0, "机关事业单位基本养")]),
        (440.0, &[(100.0, "2080505"), (375.0, "121.7"), (492.0, "121.7")]),
        (434.0, &[(200.0, "老保险缴费支出")]),
        (414.0, &[(100.0, "2089999"), (200.0, "其他支出"), (380.0, "0.8"), (502.0, "0.8")]),
        (394.0, &[(200.0, "合计"), (360.0, "1,527.6"), (477.0, "1,312.8")]),
        (374.0, &[(100.0, "注：单位为万元。")]),
    ];
    let mut page = text(250.0, 550.0, "2024年一般公共预算支出情况表") + &text(500.0, 530.0, "单位：万元");
    for (y, cells) in rows {
        page.extend(cells.iter().map(|(x, cell)| text(*x, y, cell)));
    }
    let table = [
        "科目编码|科目名称|基本支出|",
        "||小计|人员经费",
        "208|社会保障和就业支出|1,405.1|1,190.3",
        "2080505|机关事业单位基本养老保险缴费支出|121.7|121.7",
        "2089999|其他支出|0.8|0.8",
        "|合计|1,527.6|1,312.8",
    ];
    let read = lines(&document(&pdf::document(&[&page])));
    assert_eq!(read[2..8], table, "{read:#?}");
    assert_eq!(read[8..], ["注：单位为万元。"]);
    // Three rules: above the head, below it, and at the end.
    let ruled = [512.0, 478.0, 388.0].map(|y| format!("100 {y} m 520 {y} l S\n")).concat();
    assert_eq!(lines(&document(&pdf::document(&[&(page + &ruled)]))), read);
}

#[test]
fn words_that_stand_below_each_other_are_no_table() {
    let contents: [&[(f32, &str)]; 4] = [
        &[(100.0, "一、部门收支总体情况表"), (500.0, "3")],
        &[(100.0, "二、部门收入总体情况表"), (500.0, "4")],
        &[(100.0, "三、部门支出总体情况表"), (500.0, "6")],
        &[(100.0, "四、财政拨款收支总体情况表"), (500.0, "9")],
    ];
    let leaders: [&[(f32, &str)]; 3] = [
        &[(100.0, "一、部门收支总体情况表..............................3")],
        &[(100.0, "二、部门收入总体情况表"), (220.0, "............................"), (500.0, "4")],
        &[(100.0, "三、部门支出总体情况表"), (220.0, "............................"), (500.0, "6")],
    ];
    let columns: [&[(f32, &str)]; 4] = [
        &[
            (100.0, "本部门二〇二四年收入预算总额为一百万元，"),
            (330.0, "支出预算总额为一百万元，与上年持平。其"),
        ],
        &[
            (100.0, "比上年增加十万元，主要原因是人员增加，其"),
            (330.0, "中：基本支出六十万元；项目支出四十万元。"),
        ],
        &[
            (100.0, "中财政拨款收入六十万元，事业收入四十万元"),
            (330.0, "机关运行经费二十万元，比上年减少一万元，"),
        ],
        &[
            (100.0, "上年结转为零，没有政府性基金预算拨款收入"),
            (330.0, "主要原因是厉行节约，压缩一般性支出安排。"),
        ],
    ];
    let sentences: [&[(f32, &str)]; 4] = [
        &[
            (120.0, "2024年收入总计"),
            (220.0, "6,273.0"),
            (270.0, "万元，支出总计"),
            (360.0, "6,273.0"),
            (410.0, "万元。"),
        ],
        &[
            (120.0, "2024年收入合计"),
            (220.0, "6,273.0"),
            (270.0, "万元，其中："),
            (360.0, "5,000.0"),
            (410.0, "万元。"),
        ],
        &[
            (120.0, "2024年支出合计"),
            (220.0, "6,273.0"),
            (270.0, "万元，其中："),
            (360.0, "1,405.1"),
            (410.0, "万元。"),
        ],
        &[
            (120.0, "2024年结转合计"),
            (220.0, "1,273.0"),
            (270.0, "万元，与上年"),
            (360.0, "1,273.0"),
            (410.0, "持平。"),
        ],
    ];
    let labels: [&[(f32, &str)]; 3] = [
        &[(100.0, "单位名称"), (300.0, "单位性质"), (450.0, "备注")],
        &[(100.0, "某局机关"), (300.0, "行政单位"), (450.0, "本级")],
        &[(100.0, "某某中心"), (300.0, "事业单位"), (450.0, "下属")],
    ];
    for words in [&contents[..], &leaders, &columns, &sentences, &labels] {
        let mut page = text(300.0, 550.0, "2024年部门预算公开情况");
        for (cells, line) in words.iter().zip(1..) {
            page.extend(cells.iter().map(|(x, cell)| text(*x, 540.0 - 20.0 * line as f32, cell)));
        }
        let read = document(&pdf::document(&[&page]));
        assert!(read.blocks.iter().all(|block| matches!(block, Block::Paragraph(_))), "{:#?}", lines(&read));
    }
}

#[test]
fn a_table_that_runs_upwards_without_lines_is_turned() {
    let cells: [[&str; 2]; 4] =
        [["科目名称", "预算数"], ["行政运行", "1,405.10"], ["事业运行", "313.30"], ["合计", "1,718.40"]];
    let mut page = text(250.0, 550.0, "2024年一般公共预算支出情况表");
    for ([name, amount], y) in cells.iter().zip([500, 480, 460, 440]) {
        page += &(text(100.0, y as f32, name) + &text(400.0 - 10.0 * amount.len() as f32, y as f32, amount));
    }
    let rows = ["科目名称|预算数", "行政运行|1,405.10", "事业运行|313.30", "合计|1,718.40"];
    let upwards =
        Sheet { crop: [0.0, 0.0, 595.0, 842.0], media: [0.0, 0.0, 595.0, 842.0], ..Sheet::default() };
    let turned = format!("0 1 -1 0 595 0 cm\n{page}");
    for bytes in [pdf::document(&[&page]), pdf::sheets(&[(&turned, upwards)])] {
        assert_eq!(lines(&document(&bytes))[1..], rows);
    }
}
