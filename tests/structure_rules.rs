//! Structure: each rule on a document that holds and on one that does not.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use budget_widget::checks::report::{Origin, Severity};
use budget_widget::disclosure::Disclosure;
use budget_widget::embedded::DEFAULT;
use common::{embedded, read, said, sayings, with, word};

/// The embedded disclosure without the lines from one to another.
fn without(first: usize, last: usize) -> Disclosure {
    let lines = DEFAULT.lines().enumerate().filter(|(at, _)| !(first..=last).contains(&(at + 1)));
    read(&lines.map(|(_, line)| format!("{line}\n")).collect::<String>())
}

const RENAMED: (&str, &str) = ("十一、项目支出预算表", "十一、项目支出表");

#[test]
fn the_contents_list_names_the_tables_that_follow() {
    let found = embedded();
    assert_eq!(sayings(&found, "contents-list"), ["renamed"]);
    let found = said(&found, "contents-list", "renamed");
    assert_eq!((found.severity, found.origin), (Severity::Warning, Origin::Publisher));
    assert_eq!(word(found, "tables"), "十一、项目支出预算表 → 2024年项目支出表");
    assert_eq!(sayings(&with(&[RENAMED]), "contents-list"), ["agree"]);
    let leaders = with(&[RENAMED, ("九、政府性基金预算支出情况表", "九、政府性基金预算支出情况表……………12")]);
    assert_eq!(sayings(&leaders, "contents-list"), ["agree"]);
    // A web page may show the field of the page number, and a text may lack a character.
    let field =
        with(&[RENAMED, ("七、支出经济分类汇总表\n", "七、支出经济类汇总表 PAGEREF _Toc25831 h 3\n")]);
    assert_eq!(sayings(&field, "contents-list"), ["agree"]);
    let other = with(&[RENAMED, ("二、部门收入总体情况表\n", "二、部门收入体情况表\n")]);
    assert_eq!(sayings(&other, "contents-list"), ["renamed"]);
}

#[test]
fn tables_may_be_missing_added_or_moved() {
    let missing = without(238, 257);
    let found = said(&missing, "contents-list", "missing");
    assert_eq!((found.severity, word(found, "tables")), (Severity::Warning, "三、部门支出总体情况表"));
    let extra = with(&[RENAMED, ("三、部门支出总体情况表\n\n", "")]);
    assert_eq!(word(said(&extra, "contents-list", "extra"), "tables"), "2024年部门支出总体情况表");
    let moved = with(&[
        RENAMED,
        (
            "二、部门收入总体情况表\n\n三、部门支出总体情况表",
            "二、部门支出总体情况表\n\n三、部门收入总体情况表",
        ),
    ]);
    assert_eq!(said(&moved, "contents-list", "order").severity, Severity::Info);
}

#[test]
fn the_tables_that_the_place_asks_for_are_there() {
    assert_eq!(sayings(&embedded(), "required-tables"), ["there"]);
    let missing = without(238, 257);
    let found = said(&missing, "required-tables", "missing");
    assert_eq!((found.severity, word(found, "tables")), (Severity::Warning, "部门支出总体情况表"));
    // An empty table is easily lost on the way to a text.
    let unsure = without(412, 424);
    assert_eq!(said(&unsure, "required-tables", "unsure").severity, Severity::Info);
    // A few tables are no whole disclosure.
    let few = read(&common::balance("万元", &["一、一般公共预算|9.0|一、一般公共服务支出|9.0"], "9.0"));
    assert_eq!(sayings(&few, "required-tables"), [""; 0]);
}

#[test]
fn the_text_speaks_of_what_it_has_to() {
    assert_eq!(sayings(&embedded(), "required-parts"), ["there"]);
    let missing = with(&[("国有资产", "家具"), ("车辆", "桌子")]);
    let found = said(&missing, "required-parts", "missing");
    assert_eq!((found.severity, word(found, "parts_said")), (Severity::Warning, "国有资产占用"));
    // Before 2019 not everyone published everything.
    let old = with(&[("国有资产", "家具"), ("车辆", "桌子"), ("2024", "2017")]);
    assert_eq!(said(&old, "required-parts", "unsure").severity, Severity::Info);
}

#[test]
fn tables_name_the_year_and_the_department_of_the_document() {
    assert_eq!(sayings(&embedded(), "table-heads"), ["agree"]);
    let year = with(&[("2024 年部门收入总体情况表", "2023 年部门收入总体情况表")]);
    let found = said(&year, "table-heads", "year");
    assert_eq!((found.severity, word(found, "year")), (Severity::Warning, "2024"));
    let lines: Vec<String> = DEFAULT
        .lines()
        .enumerate()
        .map(|(at, line)| if at + 1 == 227 { "部门名称：郑州市教育局".to_owned() } else { line.to_owned() })
        .collect();
    let other = read(&lines.join("\n"));
    let found = said(&other, "table-heads", "department");
    assert!(word(found, "titles").starts_with("郑州市教育局"), "{}", word(found, "titles"));
}

#[test]
fn notes_fit_their_tables() {
    assert_eq!(sayings(&embedded(), "empty-notes"), ["agree"]);
    let other = with(&[("本单位无国有资本经营预算支出，故", "本单位无政府性基金预算支出，故")]);
    assert_eq!(said(&other, "empty-notes", "other").severity, Severity::Info);
    let filled = with(&[("备注：本表仅含当年财政拨款安排的支出", "备注：本单位无此项支出，故本表无数据。")]);
    assert_eq!(said(&filled, "empty-notes", "filled").severity, Severity::Warning);
    // A note that speaks of another table's budget may be that table's.
    let moved =
        with(&[("备注：本表仅含当年财政拨款安排的支出", "备注：本单位无政府性基金预算支出，故本表无数据。")]);
    assert_eq!(sayings(&moved, "empty-notes"), ["agree"]);
    let silent = with(&[("备注：本单位无政府性基金预算支出，故本表无数据。\n", "")]);
    assert_eq!(word(said(&silent, "empty-notes", "silent"), "note"), "2024年政府性基金预算支出情况表");
}

/// The embedded disclosure with a sentence at the end of its sixth section.
fn saying(sentence: &str) -> Disclosure {
    let end = "开展非独立核算经营活动取得的收入\n";
    let ended = end.replace('\n', "。\n");
    with(&[("占 15.29%。", &format!("占 15.29%。{sentence}")), ("**", ""), (end, &ended)])
}

#[test]
fn nothing_is_left_to_fill_in() {
    assert_eq!(sayings(&saying(""), "placeholders"), ["clean"]);
    for (sentence, kind, severity) in [
        ("比XX年有所增加。", "blank", Severity::Warning),
        ("共X个项目。", "blank", Severity::Warning),
        ("预算为____万元。", "blank", Severity::Warning),
        ("比上年增加（减少）3%。", "choice", Severity::Warning),
        ("比上年下降（增长、持平）0万元。", "choice", Severity::Warning),
        ("预算为3万万元。", "unit", Severity::Warning),
        ("主要原因是：。", "reason", Severity::Warning),
        ("有所减少。。", "marks", Severity::Info),
        ("有所减少（）。", "brackets", Severity::Info),
    ] {
        let disclosure = saying(sentence);
        assert_eq!(said(&disclosure, "placeholders", kind).severity, severity, "{sentence}");
        assert_eq!(sayings(&disclosure, "placeholders"), [kind], "{sentence}");
    }
}

#[test]
fn what_only_looks_like_a_placeholder_is_none() {
    for sentence in [
        "购置X光机2台。",
        "二○○八年建成。",
        "面积为3×4米。",
        "收入增加（减少）的原因见下。",
        "比上年减少（下降4%）。",
        "详见附表………12。",
        "包括EXCEL、XXL两种。",
        "主要原因是：人员减少。",
    ] {
        assert_eq!(sayings(&saying(sentence), "placeholders"), ["clean"], "{sentence}");
    }
}

#[test]
fn marks_of_a_text_format_are_not_the_publishers() {
    let disclosure = embedded();
    let found = said(&disclosure, "placeholders", "markup");
    assert_eq!(
        (found.severity, found.origin, word(found, "times")),
        (Severity::Info, Origin::Extraction, "4")
    );
    assert_eq!(sayings(&disclosure, "placeholders"), ["unfinished", "markup"]);
    assert_eq!(word(said(&disclosure, "placeholders", "unfinished"), "words"), "事业单位经营收入");
}
