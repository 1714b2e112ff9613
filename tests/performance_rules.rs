//! Performance: each rule on a document that holds and on one that does not.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use budget_widget::checks::Verdict;
use budget_widget::checks::report::Severity;
use budget_widget::disclosure::Disclosure;
use common::{embedded, read, said, sayings, table, with, word};

#[test]
fn targets_of_chosen_projects_need_not_have_all_the_money() {
    let money = |others: &str| {
        let projects = [
            "类型|项目名称|项目单位|合计",
            "合计|||100.0",
            "特定目标类|系统建设项目|某局|40.0",
            "特定目标类|数据治理项目|某局|60.0",
        ];
        let rows = [
            "项目编码|项目名称|资金总额|三级指标|指标值",
            "113||60.0||",
            "410100240000000036025|数据治理项目|60.0|数据资源目录|≥1套",
            others,
        ];
        let projects = table("2024年项目支出表", "万元", &projects);
        read(&(projects + &table("2024年部门预算项目绩效目标汇总表", "万元", &rows)))
    };
    let wrong = |disclosure: &Disclosure| {
        let mut checks = disclosure.report.checks.iter().filter(|check| check.rule.id == "copies");
        checks.any(|check| check.verdict == Verdict::Contradiction)
    };
    assert!(!wrong(&money("")));
    assert!(wrong(&money("410100240000000036026|系统建设项目|40.0|系统|≥1套")), "all projects, less money");
}

const UNITS: [(&str, &str); 2] = [("≥6 数量", "≥6 次"), ("≥70 得分", "≥70 分")];

#[test]
fn indicators_have_values() {
    let found = embedded();
    assert_eq!(sayings(&found, "target-values"), ["unit"]);
    let found = said(&found, "target-values", "unit");
    assert_eq!((found.severity, word(found, "times")), (Severity::Info, "2"));
    assert_eq!(sayings(&with(&UNITS), "target-values"), ["sound"]);
    let changed = |from: &str, to: &str, saying: &str| {
        let [a, b] = UNITS;
        let disclosure = with(&[a, b, (from, to)]);
        assert_eq!(sayings(&disclosure, "target-values"), [saying], "{to}");
        said(&disclosure, "target-values", saying).severity
    };
    assert_eq!(changed("≥500 条", "≥", "sign"), Severity::Info);
    assert_eq!(changed("对服 务满意程度\t≥90%", "对服 务满意程度\t≥900%", "hundred"), Severity::Info);
    assert_eq!(changed("政务短信平台\t≥500 条", "政务短信平台\t", "blank"), Severity::Info);
    assert_eq!(changed("电子证照项目运维\t", "政务短信平台\t", "twice"), Severity::Info);
}

#[test]
fn every_project_has_its_targets() {
    assert_eq!(sayings(&embedded(), "targets-of-projects"), ["match"]);
    let other = with(&[("特定目标类\t全市政务数据治理项目", "特定目标类\t招商引资项目")]);
    assert_eq!(word(said(&other, "targets-of-projects", "without"), "projects"), "招商引资项目");
    assert_eq!(word(said(&other, "targets-of-projects", "unknown"), "projects"), "全市政务数据治理项目");
}

#[test]
fn targets_of_the_whole_are_those_of_the_projects() {
    assert_eq!(sayings(&embedded(), "target-sums"), ["holds"]);
    let found = with(&[("≥40 个", "≥50 个")]);
    let found = said(&found, "target-sums", "differs");
    assert_eq!((found.severity, word(found, "targets")), (Severity::Info, "10个；30个"));
    // Of a target in another unit nothing is known.
    assert_eq!(sayings(&with(&[("≥40 个", "≥50 次")]), "target-sums"), [""; 0]);
}

#[test]
fn tasks_are_projects() {
    assert_eq!(sayings(&embedded(), "tasks-projects"), ["match"]);
    let found = with(&[("任务 6\t\t全市政务数据治理", "任务 6\t\t招商引资")]);
    assert_eq!(word(said(&found, "tasks-projects", "unfunded"), "tasks"), "招商引资");
    assert_eq!(word(said(&found, "tasks-projects", "unnamed"), "tasks"), "全市政务数据治理项目");
}

#[test]
fn goals_are_numbered_and_measured() {
    assert_eq!(sayings(&embedded(), "goals"), ["whole"]);
    let gap = with(&[("目标 3：", "目标 5："), ("目标 3 实现情况", "目标 5 实现情况")]);
    assert_eq!(word(said(&gap, "goals", "gap"), "goals"), "3");
    let unmeasured = with(&[("目标 4 实现情况", "公众知晓情况")]);
    assert_eq!(word(said(&unmeasured, "goals", "unmeasured"), "goals"), "4");
    let unstated = with(&[("目标 4：", "此外，")]);
    assert_eq!(said(&unstated, "goals", "unstated").severity, Severity::Info);
}
