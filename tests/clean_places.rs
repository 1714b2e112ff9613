//! Clean disclosures in the styles of several places, tables and sentences: no finding above a remark; and what a table
//! that was misread may not do.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use budget_widget::checks::report::{Origin, Reason, Severity};
use budget_widget::checks::{Check, Verdict};
use budget_widget::disclosure::Disclosure;
use budget_widget::tables::What;
use common::{balance, read, table, three_public};

/// The rules that found something in order.
fn holding(disclosure: &Disclosure) -> Vec<&'static str> {
    let mut rules: Vec<&str> = Vec::new();
    for check in &disclosure.report.checks {
        if matches!(check.verdict, Verdict::Exact | Verdict::Rounding) && !rules.contains(&check.rule.id) {
            rules.push(check.rule.id);
        }
    }
    rules
}

fn above_info(disclosure: &Disclosure) -> Vec<(&str, Severity)> {
    disclosure
        .report
        .checks
        .iter()
        .filter(|check| check.is_finding() && check.severity > Severity::Info)
        .map(|check| (&*check.id, check.severity))
        .collect()
}

#[track_caller]
fn is_clean(text: &str, rules: &[&str]) -> Disclosure {
    let disclosure = read(text);
    assert_eq!(above_info(&disclosure), []);
    let holding = holding(&disclosure);
    let silent: Vec<_> = rules.iter().filter(|rule| !holding.contains(rule)).collect();
    assert!(silent.is_empty(), "{silent:?} not among {holding:?}");
    disclosure
}

/// Tables in 元, sentences in 万元: rounded shares and changes, 持平, a decrease, nothing from funds.
#[test]
fn tables_in_yuan_and_sentences_in_ten_thousand() {
    let said = "上海市某区财政局2024年部门预算\n\n2024年部门预算编制说明\n\n\
        2024年，上海市某区财政局收入预算4057.93万元，其中：财政拨款收入4057.93万元，比2023年预算增加128.30万元；事业收入0万元；其他收入0万元。\n\
        支出预算4057.93万元，其中：财政拨款支出预算4057.93万元，比2023年预算增加128.30万元。财政拨款支出预算中，一般公共预算拨款支出预算4057.93万元，比2023年预算增加128.30万元；政府性基金拨款支出预算0万元，比2023年预算持平。\n\
        财政拨款收入支出增加的主要原因是人员增加。财政拨款支出主要内容如下：\n\
        1.“一般公共服务支出（类）财政事务（款）行政运行（项）”2049.20万元，比上年预算减少50.80万元，下降2.42%，主要用于人员支出。主要原因是人员减少。\n\
        2.“一般公共服务支出（类）财政事务（款）一般行政管理事务（项）”2008.74万元，比上年预算增加179.10万元，增长9.79%，主要用于信息系统。主要原因是项目增加。\n\n";
    let balance = table(
        "2024年部门财务收支预算总表",
        "元",
        &[
            "本年收入||本年支出|",
            "项目|预算数|项目|预算数",
            "一、财政拨款收入|40,579,345.67|一、一般公共服务支出|40,579,345.67",
            "1.一般公共预算资金|40,579,345.67||",
            "2.政府性基金|||",
            "二、事业收入|||",
            "三、其他收入|||",
            "收入总计|40,579,345.67|支出总计|40,579,345.67",
        ],
    );
    let spent = table(
        "2024年部门一般公共预算支出功能分类预算表",
        "元",
        &[
            "功能分类科目编码|||功能分类科目名称|合计|基本支出|项目支出",
            "类|款|项||||",
            "201|||一般公共服务支出|40,579,345.67|20,491,970.12|20,087,375.55",
            "201|06||财政事务|40,579,345.67|20,491,970.12|20,087,375.55",
            "201|06|01|行政运行|20,491,970.12|20,491,970.12|0.00",
            "201|06|02|一般行政管理事务|20,087,375.55|0.00|20,087,375.55",
            "合计||||40,579,345.67|20,491,970.12|20,087,375.55",
        ],
    );
    is_clean(
        &format!("{said}{balance}{spent}"),
        &["sentence-copies", "code-tree", "table-total", "balance", "row-sum", "rates", "copies"],
    );
}

/// Final accounts: carried-over money on both sides, truncated shares, 完成年初预算.
#[test]
fn final_accounts_with_money_carried_over() {
    let said = "某市档案局2024年度部门决算\n\n一、收入支出决算总体情况说明\n\
        某市档案局2024年度收入支出总计1020.50万元。与2023年度相比，收入支出总计增加20.50万元，增长2.05%。主要原因是人员增加。\n\
        二、收入决算情况说明\n\
        本年收入合计1000.00万元，其中：财政拨款收入1000.00万元，占100.00%。\n\
        三、支出决算情况说明\n\
        本年支出合计1010.30万元，其中：基本支出673.53万元，占66.66%；项目支出336.77万元，占33.33%。\n\n";
    let balance = table(
        "收入支出决算总表",
        "万元",
        &[
            "收入||支出|",
            "项目|决算数|项目|决算数",
            "一、一般公共预算财政拨款收入|1000.00|一、一般公共服务支出|1010.30",
            "二、政府性基金预算财政拨款收入|||",
            "本年收入合计|1000.00|本年支出合计|1010.30",
            "年初结转和结余|20.50|年末结转和结余|10.20",
            "总计|1020.50|总计|1020.50",
        ],
    );
    let spent = table(
        "支出决算表",
        "万元",
        &[
            "功能分类科目编码|科目名称|本年支出合计|基本支出|项目支出",
            "合计||1010.30|673.53|336.77",
            "201|一般公共服务支出|1010.30|673.53|336.77",
            "20126|档案事务|1010.30|673.53|336.77",
            "2012601|行政运行|673.53|673.53|",
            "2012604|档案馆|336.77||336.77",
        ],
    );
    is_clean(&format!("{said}{balance}{spent}"), &["year-total", "code-tree", "table-total", "row-sum"]);
}

const MEETINGS: [&str; 3] = [
    "合计|“三公”经费|||||| 会议费|培训费",
    "|小计|因公出国（境）费|公务用车购置及运行维护费|||公务接待费||",
    "|||小计|公务用车购置费|公务用车运行维护费|||",
];

/// The total of a table of “三公”, meetings and training is not that of “三公” alone.
#[test]
fn meetings_and_training_stand_in_the_total() {
    let of = |total: &str| {
        let row = format!("{total}|676.10|76.00|156.60|0.00|156.60|443.50|894.22|282.00");
        let rows = [MEETINGS[0], MEETINGS[1], MEETINGS[2], row.as_str()];
        table("“三公”经费、会议费、培训费支出预算表", "万元", &rows)
    };
    is_clean(&of("1,852.32"), &["three-public"]);
}

/// Two lists of expenditure beside revenue: the total stands under one of them.
#[test]
fn a_total_stands_under_one_of_two_lists() {
    let text = table(
        "2018年度收支预算总表",
        "万元",
        &[
            "收入||支出|||",
            "项目名称|金额|功能科目名称|金额|项目名称|金额",
            "一、一般公共预算|300.00|一、一般公共服务支出|200.00|一、基本支出|180.00",
            "二、政府性基金||二、住房保障支出|100.00|二、项目支出|120.00",
            "当年收入小计|300.00|当年支出小计|||300.00",
            "收入合计|300.00|支出合计|||300.00",
        ],
    );
    is_clean(&text, &[]);
}

/// Tables are rounded each for itself: 0.01 between them is told, not charged.
#[test]
fn a_hundredth_between_two_tables_is_a_remark() {
    let of = |class: &str| {
        let balance = table(
            "部门收支总表",
            "万元",
            &[
                "收入||支出|",
                "项目|金额|项目|金额",
                "一、一般公共预算拨款收入|500.00|一、一般公共服务支出|263.36",
                "||九、卫生健康支出|236.64",
                "收入总计|500.00|支出总计|500.00",
            ],
        );
        let rows = [
            "科目编码|科目名称|合计".to_owned(),
            "201|一般公共服务支出|263.36".to_owned(),
            format!("210|卫生健康支出|{class}"),
        ];
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        read(&format!("{balance}{}", table("一般公共预算支出表", "万元", &rows)))
    };
    let copies = |read: &Disclosure| {
        let of_class = |check: &&Check| check.rule.id == "copies" && check.verdict == Verdict::Contradiction;
        read.report.checks.iter().filter(of_class).map(|check| check.severity).collect::<Vec<_>>()
    };
    assert_eq!(copies(&of("236.64")), []);
    assert_eq!(copies(&of("236.63")), [Severity::Info]);
    assert_eq!(copies(&of("236.62")), [Severity::Error]);
}

/// A digit that a text layer repeats is nobody's error; another number is.
#[test]
fn a_digit_that_is_there_twice_is_told_as_read() {
    let of = |said: &str| {
        let yuan = table(
            "2024年一般公共预算支出情况表",
            "元",
            &["科目编码|科目名称|合计", "|合计|873,617.00", "201|一般公共服务支出|873,617.00"],
        );
        let read = read(&format!("2024年某局部门预算公开\n一、说明\n一般公共预算支出{said}万元。\n{yuan}"));
        let found = read.report.checks.iter().find(|check| check.rule.id == "sentence-copies").unwrap();
        (found.verdict, found.severity, found.origin)
    };
    assert_eq!(of("887.36"), (Verdict::Contradiction, Severity::Info, Origin::Extraction));
    assert_eq!(of("897.36"), (Verdict::Contradiction, Severity::Error, Origin::Publisher));
    assert_eq!(of("87.36").0, Verdict::Rounding);
}

/// A table in which most sums fail for several reasons was misread; with a single wrong figure it was not.
#[test]
fn a_table_of_wrong_sums_accuses_nobody() {
    let of = |figures: [&str; 6]| {
        let [a, b, c, d, e, total] = figures;
        let rows = [
            "科目编码|科目名称|合计|基本支出|项目支出".to_owned(),
            format!("201|一般公共服务支出|{a}|10.00|20.00"),
            format!("205|教育支出|{b}|30.00|40.00"),
            format!("208|社会保障和就业支出|{c}|50.00|60.00"),
            format!("210|卫生健康支出|{d}|70.00|80.00"),
            format!("221|住房保障支出|{e}|90.00|100.00"),
            format!("|合计|{total}|250.00|300.00"),
        ];
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        read(&table("2024年一般公共预算支出情况表", "万元", &rows))
    };
    let misread = of(["10.00", "20.00", "30.00", "40.00", "50.00", "60.00"]);
    assert_eq!(above_info(&misread), []);
    let notes: Vec<&Check> =
        misread.report.causes().filter(|check| check.reason == Some(Reason::Misread)).collect();
    let [note] = notes.as_slice() else { panic!("{} notes", notes.len()) };
    assert_eq!((note.origin, note.severity), (Origin::Extraction, Severity::Info));
    assert!(note.follows >= 6, "{}", note.follows);

    let slip = of(["30.00", "70.00", "110.00", "150.00", "290.00", "550.00"]);
    assert!(above_info(&slip).iter().any(|(_, severity)| *severity == Severity::Error));
    assert!(slip.report.checks.iter().all(|check| check.reason != Some(Reason::Misread)));
}

/// Amounts under a head that says nothing contradict nobody; the same table with its head does.
#[test]
fn amounts_without_a_head_accuse_nobody() {
    let of = |head: &str| {
        let rows = [head, "201|一般公共服务支出|30.00|10.00|25.00", "|合计|30.00|10.00|25.00"];
        read(&table("2024年一般公共预算支出情况表", "万元", &rows))
    };
    assert_eq!(above_info(&of("科目编码|科目名称|合计|基本支出|")), []);
    assert_ne!(above_info(&of("科目编码|科目名称|合计|基本支出|项目支出")), []);
}

/// A file without captions has lost its units, a single table without one lacks it.
#[test]
fn lost_units_are_no_warning() {
    let row = "1.5||1.0|0.0|1.0|0.5";
    assert_eq!(above_info(&read(&three_public("", row))), []);
}

#[test]
fn a_list_of_units_takes_nothing_of_the_text_above_it() {
    let rows = ["序号\t单位名称\t备注", "1\t某局本级\t", "2\t某局事务中心\t并入本级"];
    let text = format!(
        "某局\n2024年部门预算\n第一部分 部门概况\n一、主要职能\n负责本地区的某项工作。\n二、机构设置\n纳入编制范围的单位包括：\n{}\n\n{}",
        rows.join("\n"),
        balance("万元", &["一、一般公共预算拨款收入|5|一、教育支出|5"], "5")
    );
    let read = read(&text);
    let tables: Vec<(&str, &str)> =
        read.budget.tables.iter().map(|table| (&*table.id, table.title.as_str())).collect();
    assert_eq!(tables, [("other-1", ""), ("department-balance", "2024年部门收支总体情况表")]);
    assert_eq!((read.budget.title.as_str(), read.budget.department.as_str()), ("某局2024年部门预算", "某局"));
    assert_eq!(read.budget.narrative.profile.len(), 2, "duties and units");
    let said: Vec<&What> = read.budget.notices.iter().map(|notice| &notice.what).collect();
    assert_eq!(said, [&What::Unrecognised], "the numbers of rows are no money");
}

#[test]
fn a_caption_below_a_list_of_tables_is_a_caption() {
    let table = balance("万元", &["一、一般公共预算拨款收入|5|一、教育支出|5"], "5");
    let list = "某局2024年部门预算公开报表\n目录\n一、部门收支总体情况表\n二、部门收入总体情况表\n三、部门支出总体情况表\n";
    let read = read(&format!("{list}{table}"));
    let first = &read.budget.tables[0];
    assert_eq!(
        (&*first.id, first.title.as_str(), first.lines.0),
        ("department-balance", "2024年部门收支总体情况表", 6)
    );
}
