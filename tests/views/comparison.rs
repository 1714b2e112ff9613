//! Disclosures beside each other: which lines are one, what a difference is, what the narrative states of it.

use crate::common::{embedded, read, table};
use budget_widget::amount::Unit;
use budget_widget::disclosure::Disclosure;
use budget_widget::export::comparison;
use budget_widget::i18n::Locale;
use budget_widget::views::comparison::{Cell, Comparison, Direction, Line, Outcome, Part, Section, Value};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::Value as Json;

const HEAD: &str = "功能分类科目编码|科目名称|合计|基本支出|项目支出";

/// A budget of expenditure by function; rows are code, name, amount.
fn budget(department: &str, year: u16, unit: &str, words: &str, rows: &[(&str, &str, &str)]) -> Disclosure {
    let rows: Vec<String> =
        rows.iter().map(|(code, name, amount)| format!("{code}|{name}|{amount}||")).collect();
    let mut lines = vec![HEAD];
    lines.extend(rows.iter().map(String::as_str));
    let title = format!("{year}年部门支出总体情况表");
    read(&format!("{year}年{department}部门预算公开\n\n{words}\n\n{}", table(&title, unit, &lines)))
}

fn archive(year: u16, rows: &[(&str, &str, &str)]) -> Disclosure {
    budget("某市档案局", year, "万元", "", rows)
}

fn compare(documents: &[&Disclosure], section: Section) -> Part {
    let budgets: Vec<_> = documents.iter().map(|document| &document.budget).collect();
    Comparison::of(&budgets).part(section)
}

fn line<'a>(part: &'a Part, name: &str) -> &'a Line {
    let found = part.lines.iter().find(|line| line.name == name);
    found.unwrap_or_else(|| panic!("no line {name} in {:?}", part.lines))
}

fn last(line: &Line) -> &Cell {
    line.cells.last().unwrap()
}

/// Direction, difference and reach of the last cell of a line.
fn difference(line: &Line) -> (Direction, String, String) {
    match &last(line).outcome {
        Outcome::Differs(found) => {
            (found.direction, found.amount.value().to_string(), found.reach.to_string())
        }
        other => panic!("{}: {other:?}", line.name),
    }
}

/// The data of a part as programs get it.
fn data(documents: &[&Disclosure], section: Section) -> Json {
    let budgets: Vec<_> = documents.iter().map(|document| &document.budget).collect();
    let comparison = Comparison::of(&budgets);
    let data = comparison::data(&comparison, &[section], Locale::of("zh-CN"), Unit::WanYuan);
    serde_json::to_value(data).unwrap()
}

#[test]
fn years_stand_in_their_order_whatever_order_they_are_given_in() {
    let rows = [("201", "一般公共服务支出", "1.0")];
    let years = [archive(2024, &rows), archive(2022, &rows), archive(2023, &rows)];
    let part = compare(&[&years[0], &years[1], &years[2]], Section::Function);
    let shown: Vec<_> = part
        .columns
        .iter()
        .map(|column| (column.year.unwrap(), column.document, column.against.map(|against| against.column)))
        .collect();
    assert_eq!(shown, [(2022, 1, None), (2023, 2, Some(0)), (2024, 0, Some(1))]);
    assert!(part.columns[2].against.unwrap().is_time);
}

#[test]
fn a_budget_stands_before_the_final_accounts_of_its_year() {
    let rows = [("201", "一般公共服务支出", "1.0")];
    let plan = archive(2024, &rows);
    let mut outcome = plan.clone();
    outcome.budget.kind = budget_widget::budget::DocumentKind::Final;
    let data = data(&[&outcome, &plan], Section::Function);
    let columns = data["columns"].as_array().unwrap();
    let shown: Vec<_> =
        columns.iter().map(|column| (&column["label"], &column["kind"], &column["time"])).collect();
    assert_eq!(shown[0], (&"2024 年 预算".into(), &"budget".into(), &false.into()));
    assert_eq!(shown[1], (&"2024 年 决算".into(), &"final".into(), &true.into()));
}

#[test]
fn lines_are_matched_by_code_and_other_names_and_codes_are_said() {
    let before = archive(
        2023,
        &[
            ("210", "医疗卫生与计划生育支出", "5.0"),
            ("21011", "行政事业单位医疗", "5.0"),
            ("2101101", "行政单位医疗", "3.0"),
            ("2101150", "公务员医疗补助", "2.0"),
        ],
    );
    let after = archive(
        2024,
        &[
            ("210", "卫生健康支出", "6.0"),
            ("21011", "行政事业单位医疗支出", "6.0"),
            ("2101101", "行政单位医疗", "3.5"),
            ("2101103", "公务员医疗补助", "2.5"),
        ],
    );
    let part = compare(&[&after, &before], Section::Function);
    let codes: Vec<_> = part.lines.iter().map(|line| line.code.as_deref().unwrap()).collect();
    assert_eq!(codes, ["210", "21011", "2101101", "2101103"]);
    let former = |name| last(line(&part, name)).former.clone();
    assert_eq!(former("卫生健康支出").unwrap().name.as_deref(), Some("医疗卫生与计划生育支出"));
    // The usual endings make no other name.
    assert_eq!(former("行政事业单位医疗支出"), None);
    let moved = former("公务员医疗补助").unwrap();
    assert_eq!((moved.code.as_deref(), moved.name), (Some("2101150"), None));
}

#[test]
fn a_name_that_two_lines_share_is_not_followed() {
    let before = archive(2023, &[("2010101", "行政运行", "5.0"), ("2010301", "行政运行", "3.0")]);
    let after = archive(2024, &[("2010201", "行政运行", "6.0")]);
    let part = compare(&[&after, &before], Section::Function);
    assert_eq!(part.lines.len(), 3);
    // Nor over the border of a class.
    let other = archive(2024, &[("2080101", "行政运行", "6.0")]);
    let before = archive(2023, &[("2010101", "行政运行", "5.0")]);
    assert_eq!(compare(&[&other, &before], Section::Function).lines.len(), 2);
}

#[test]
fn what_is_not_listed_is_new_or_gone_and_a_blank_is_nothing() {
    let before = archive(
        2023,
        &[("201", "一般公共服务支出", "9.0"), ("205", "教育支出", "2.0"), ("206", "科学技术支出", "")],
    );
    let after = archive(
        2024,
        &[("201", "一般公共服务支出", "9.0"), ("206", "科学技术支出", "1.5"), ("221", "住房保障支出", "1.0")],
    );
    let part = compare(&[&after, &before], Section::Function);
    assert_eq!(last(line(&part, "教育支出")).outcome, Outcome::Gone);
    assert_eq!(last(line(&part, "教育支出")).value, Value::Absent);
    assert_eq!(last(line(&part, "住房保障支出")).outcome, Outcome::New);
    assert_eq!(difference(line(&part, "科学技术支出")), (Direction::Up, "1.5".into(), "0.05".into()));
    assert!(matches!(line(&part, "科学技术支出").cells[0].value, Value::Blank(_)));
    assert_eq!(difference(line(&part, "一般公共服务支出")).0, Direction::Same);
    // Nothing of nothing has no percentage.
    let data = data(&[&after, &before], Section::Function);
    let lines = data["sections"][0]["lines"].as_array().unwrap();
    let cell = |name: &str| &lines.iter().find(|line| line["name"] == name).unwrap()["cells"][1];
    assert_eq!(
        (&cell("科学技术支出")["change"], &cell("科学技术支出")["rate"]),
        (&"增加 1.5".into(), &Json::Null)
    );
    assert_eq!(cell("住房保障支出")["change"], "新增");
}

#[test]
fn a_difference_that_unlike_precision_explains_is_within_rounding() {
    let rows = |amount| [("201", "一般公共服务支出", amount)];
    let coarse = budget("某市档案局", 2023, "万元", "", &rows("12.3"));
    for (yuan, direction, apart, reach) in [
        ("123,000.00", Direction::Same, "0.00", "500.005"),
        ("123,499.99", Direction::Rounding, "499.99", "500.005"),
        ("122,500.00", Direction::Rounding, "-500.00", "500.005"),
        ("123,500.01", Direction::Up, "500.01", "500.005"),
        ("120,000.00", Direction::Down, "-3000.00", "500.005"),
    ] {
        let fine = budget("某市档案局", 2024, "元", "", &rows(yuan));
        let part = compare(&[&fine, &coarse], Section::Function);
        assert_eq!(difference(&part.lines[0]), (direction, apart.into(), reach.into()), "{yuan}");
    }
    // One unit of the last digit is a change where both print as many.
    let next = archive(2024, &rows("12.4"));
    assert_eq!(difference(&compare(&[&next, &coarse], Section::Function).lines[0]).0, Direction::Up);
}

#[test]
fn the_stated_change_stands_beside_with_its_reason_and_another_figure_is_said() {
    let words = "2024年支出预算125.5万元，比2023年增加5.5万元，增长4.6%，主要原因是人员增加。";
    let after = budget(
        "某市档案局",
        2024,
        "万元",
        words,
        &[("201", "一般公共服务支出", "125.5"), ("", "合计", "125.5")],
    );
    for (total, agrees) in [("120.0", true), ("118.0", false)] {
        let before = archive(2023, &[("201", "一般公共服务支出", total), ("", "合计", total)]);
        let part = compare(&[&after, &before], Section::Totals);
        let stated = last(line(&part, "支出合计")).stated.clone().unwrap();
        assert_eq!(stated.agrees, Some(agrees));
        assert_eq!(stated.compared.change.unwrap().reason.as_deref(), Some("人员增加"));
        let data = data(&[&after, &before], Section::Totals);
        let cell = &data["sections"][0]["lines"][0]["cells"][1];
        assert_eq!(cell["reason"], "人员增加");
        assert_eq!(cell["doubt"].is_null(), agrees, "{cell}");
    }
}

#[test]
fn where_only_the_value_before_is_stated_nothing_is_said_to_be_unchanged() {
    let words = "“一般公共服务支出（类）档案事务（款）档案馆（项）”25.8万元。\
                 2023年当年预算执行数为60.1万元，2024年预算安排25.8万元，比2023年预算执行数减少57.1%。";
    let rows = |amount| {
        vec![
            ("201", "一般公共服务支出", amount),
            ("20126", "档案事务", amount),
            ("2012604", "档案馆", amount),
            ("", "合计", amount),
        ]
    };
    let after = budget("某市档案局", 2024, "万元", words, &rows("25.8"));
    let before = archive(2023, &rows("60.1"));
    let part = compare(&[&after, &before], Section::Function);
    let stated = last(line(&part, "档案馆")).stated.clone().unwrap();
    assert!(stated.compared.change.is_none(), "{stated:?}");
    let data = data(&[&after, &before], Section::Function);
    let cells = data["sections"][0]["lines"].as_array().unwrap().iter().map(|line| &line["cells"][1]);
    for cell in cells {
        assert_eq!(cell["stated"], serde_json::json!([]), "{cell}");
    }
}

#[test]
fn one_disclosure_stands_beside_what_it_states_of_the_year_before() {
    let alone = embedded();
    let part = compare(&[&alone], Section::Totals);
    assert!(part.columns[0].is_stated && part.columns[0].year == Some(2023));
    let total = line(&part, "支出合计");
    let Value::Known(before) = &total.cells[0].value else { panic!() };
    assert_eq!((before.amount.value().to_string(), &before.at), ("6563.2".into(), &None));
    assert_eq!(difference(total), (Direction::Down, "-290.2".into(), "0.15".into()));
    // Lines of which it states nothing are left out.
    assert!(part.lines.iter().all(|line| line.name != "项目支出"));
    assert!(compare(&[&alone], Section::Function).lines.is_empty());
}

#[test]
fn departments_differ_and_do_not_change() {
    let one = budget(
        "某市档案局",
        2024,
        "万元",
        "",
        &[("201", "一般公共服务支出", "8.0"), ("205", "教育支出", "2.0"), ("", "合计", "10.0")],
    );
    let other = budget(
        "某市气象台",
        2024,
        "万元",
        "",
        &[
            ("201", "一般公共服务支出", "5.0"),
            ("220", "自然资源海洋气象等支出", "15.0"),
            ("", "合计", "20.0"),
        ],
    );
    let data = data(&[&one, &other], Section::Function);
    assert_eq!(data["columns"][1]["label"], "某市气象台");
    assert_eq!((&data["columns"][1]["against"], &data["columns"][1]["time"]), (&0.into(), &false.into()));
    let cells = &data["sections"][0]["lines"][0]["cells"];
    assert_eq!((&cells[0]["share"], &cells[1]["share"]), (&"80.0%".into(), &"25.0%".into()));
    assert_eq!((&cells[1]["change"], &cells[1]["rate"]), (&"少 3.0".into(), &Json::Null));
    assert_eq!(data["sections"][0]["lines"][1]["cells"][1]["change"], "仅对方列出");
}

#[test]
fn who_is_not_named_is_no_earlier_year_of_anybody() {
    let rows = [("201", "一般公共服务支出", "10.0")];
    let (unnamed, named) = (budget("", 2023, "万元", "", &rows), archive(2024, &rows));
    assert_eq!(unnamed.budget.department, "");
    let comparison = Comparison::of(&[&unnamed.budget, &named.budget]);
    assert!(comparison.columns.iter().all(|column| column.against.is_none_or(|against| !against.is_time)));
}

#[test]
fn lines_with_one_key_are_summed_and_lead_nowhere() {
    let part = compare(&[&embedded(), &embedded()], Section::Economic);
    let pay = line(&part, "基本工资");
    let Value::Known(sum) = &pay.cells[0].value else { panic!() };
    assert_eq!((sum.amount.value().to_string(), &sum.at), ("803.7".into(), &None));
    assert!(sum.reach > Decimal::new(5, 2));
}

#[test]
fn csv_has_a_record_for_each_line_and_is_read_by_others() {
    let before = archive(2023, &[("201", "一般公共服务支出", "1,200.0")]);
    let after = archive(2024, &[("201", "一般公共服务支出", "1,100.5"), ("205", "=教育\"支出", "2.0")]);
    let comparison = Comparison::of(&[&after.budget, &before.budget]);
    let locale = Locale::of("zh-CN");
    let text = comparison::data(&comparison, &[Section::Function], locale, Unit::WanYuan).csv(locale);
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(heads, ["部分", "代码", "名称", "单位", "2023 年", "2024 年", "2024 年 增减", "2024 年 说明"]);
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    assert_eq!(
        rows[0],
        ["功能分类", "201", "一般公共服务支出", "万元", "1200.0", "1100.5", "-99.5", "减少 99.5（8.3%）"]
    );
    assert_eq!(rows[1], ["功能分类", "205", "'=教育\"支出", "万元", "", "2.0", "", "新增"]);
}

/// Rows of a table by function: which classes it lists, and their amounts in tenths.
fn rows() -> impl Strategy<Value = Vec<(u32, Option<u32>)>> {
    prop::collection::btree_map(201..230u32, prop::option::weighted(0.9, 1..90_000u32), 1..9)
        .prop_map(|rows| rows.into_iter().collect())
}

fn made(year: u16, unit: &str, rows: &[(u32, Option<u32>)]) -> Disclosure {
    let mut texts = Vec::new();
    for (code, tenths) in rows {
        let amount = tenths.map_or_else(String::new, |tenths| match unit {
            "元" => format!("{}", u64::from(tenths) * 1000),
            _ => format!("{}.{}", tenths / 10, tenths % 10),
        });
        texts.push((code.to_string(), format!("第{code}类支出"), amount));
    }
    let rows: Vec<_> = texts.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
    budget("某市档案局", year, unit, "", &rows)
}

/// The exact differences of the last column, by code.
fn differences(part: &Part) -> Vec<(String, Decimal)> {
    let known = |line: &Line| match &last(line).outcome {
        Outcome::Differs(found) => {
            Some((line.code.clone()?, found.amount.in_unit(Unit::Yuan)?.value().normalize()))
        }
        _ => None,
    };
    part.lines.iter().filter_map(known).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn a_disclosure_does_not_differ_from_itself(rows in rows()) {
        let one = made(2024, "万元", &rows);
        let part = compare(&[&one, &one], Section::Function);
        for line in &part.lines {
            prop_assert_eq!(difference(line).0, Direction::Same);
            prop_assert_eq!(&last(line).former, &None);
        }
    }

    #[test]
    fn the_other_way_round_signs_change_and_new_is_gone(a in rows(), b in rows()) {
        let forth = compare(&[&made(2024, "万元", &b), &made(2023, "万元", &a)], Section::Function);
        let back = compare(&[&made(2024, "万元", &a), &made(2023, "万元", &b)], Section::Function);
        let turned: Vec<_> = differences(&back).into_iter().map(|(code, value)| (code, -value)).collect();
        prop_assert_eq!(differences(&forth), turned);
        let count = |part: &Part, wanted: &Outcome| part.lines.iter().filter(|line| last(line).outcome == *wanted).count();
        prop_assert_eq!(count(&forth, &Outcome::New), count(&back, &Outcome::Gone));
    }

    #[test]
    fn units_and_the_order_of_documents_decide_nothing(a in rows(), b in rows()) {
        let one = compare(&[&made(2024, "万元", &b), &made(2023, "万元", &a)], Section::Function);
        let mixed = compare(&[&made(2023, "元", &a), &made(2024, "万元", &b)], Section::Function);
        prop_assert_eq!(differences(&one), differences(&mixed));
        prop_assert_eq!(one.lines.len(), mixed.lines.len());
    }
}
