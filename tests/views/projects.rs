use crate::common::{embedded, read, with};
use budget_widget::tables::performance::IndicatorKind;
use budget_widget::views::projects::{by_kind, findings, funds, is_about, projects};

#[test]
fn projects_stand_by_amount_with_their_targets() {
    let disclosure = embedded();
    let found = projects(&disclosure.budget);
    let told: Vec<_> = found
        .projects
        .iter()
        .map(|project| {
            let figure = project.figure.unwrap();
            let targets = project.objective.unwrap().targets.len();
            (project.name, figure.printed.as_str(), figure.at.to_string(), targets)
        })
        .collect();
    let at = |name: &str| format!("projects.{name}.total");
    let names = [
        "市政务网络、云、机房及业务系统建设维护项目",
        "全市政务数据治理项目",
        "基础地理信息数据年度更新维护项目",
        "全市政务信息安全经费项目",
    ];
    assert_eq!(
        told,
        [
            (names[0], "4,091.1", at(names[0]), 15),
            (names[1], "405.2", at(names[1]), 6),
            (names[2], "285.4", at(names[2]), 6),
            (names[3], "86.2", at(names[3]), 5),
        ]
    );
    assert_eq!(found.whole.unwrap().printed, "4,867.9");
    let bars = found.bars();
    assert_eq!(
        (bars.bars.len(), bars.whole.map(|whole| whole.value().to_string())),
        (4, Some("4867.9".into()))
    );
    // The columns beside the amount of the project itself.
    let money = found.projects[0].money(found.table);
    assert_eq!(money.len(), 1);
    assert_eq!((money[0].0.as_str(), money[0].1.printed.as_str()), ("一般公共预算", "4,091.1"));
}

#[test]
fn targets_stand_by_the_first_level_of_the_form_with_their_lines() {
    let disclosure = embedded();
    let found = projects(&disclosure.budget);
    let project = found.find("全市政务数据治理项目").unwrap();
    let mut told = Vec::new();
    for (kind, targets) in by_kind(project.objective.unwrap()) {
        for target in targets {
            told.push((kind, target.name.as_str(), target.printed.as_str(), target.at.place.line));
        }
    }
    let line = embedded_line("数据资源目录");
    assert_eq!(
        told,
        [
            (IndicatorKind::Output, "数据资源目录", "1 套", line),
            (IndicatorKind::Output, "查询平台服务人次", "≥23 万 次", line + 1),
            (IndicatorKind::Output, "异议数据处理数量", "≥600 条", line + 2),
            (IndicatorKind::Benefit, "新增数据归集量", "≥500 万条", line),
            (IndicatorKind::Benefit, "服务支撑场景", "≥20 个", line + 1),
            (IndicatorKind::Satisfaction, "数据使用单位 满意度", "≥90%", line),
        ]
    );
}

/// The 1-based line of the embedded document that has those words in a table of targets.
fn embedded_line(words: &str) -> u32 {
    let lines = budget_widget::embedded::DEFAULT.lines();
    let at = lines.into_iter().position(|line| line.contains(words) && line.contains('\t')).unwrap();
    u32::try_from(at).unwrap() + 1
}

#[test]
fn the_department_says_its_goals_tasks_and_money() {
    let disclosure = embedded();
    let found = projects(&disclosure.budget);
    let [department] = found.department[..] else { panic!("{}", found.department.len()) };
    assert!(department.goals[0].text.starts_with("目标 1：通过持续不断"));
    let of_tasks: Vec<_> = department
        .tasks
        .iter()
        .map(|task| found.of_task(task).map(|project| project.figure.unwrap().printed.as_str()))
        .collect();
    assert_eq!(of_tasks, [None, None, None, Some("285.4"), Some("4,091.1"), Some("405.2")]);
    let money: Vec<_> = funds(department).iter().map(|(_, figure)| figure.printed.clone()).collect();
    assert_eq!(money, ["6,273.0", "6,273.0", "1,405.1", "4,867.9"]);
    for (_, figure) in funds(department) {
        let at = &figure.at;
        assert!(disclosure.budget.find(&at.table, &at.row, &at.column).is_some(), "{at} leads nowhere");
    }
}

#[test]
fn what_was_found_about_targets_stands_at_its_project() {
    let disclosure = with(&[("完成等保测评的政务信息系统数量\t≥10 个", "完成等保测评的政务信息系统数量\t≥")]);
    let found = projects(&disclosure.budget);
    let about = |name: &str| -> Vec<&str> {
        let project = found.find(name).unwrap();
        let checks = findings(&disclosure.report).into_iter().map(|at| &disclosure.report.checks[at]);
        checks
            .filter(|check| is_about(check, project, &disclosure.budget))
            .filter_map(|check| Some(check.said.as_ref()?.saying.id))
            .collect()
    };
    assert!(about("全市政务信息安全经费项目").contains(&"sign"), "{:?}", about("全市政务信息安全经费项目"));
    assert!(about("市政务网络、云、机房及业务系统建设维护项目").is_empty());
}

#[test]
fn a_document_without_performance_tables_says_so() {
    let disclosure = read(include_str!("../fixtures/places/central.txt"));
    let found = projects(&disclosure.budget);
    assert!(found.projects.is_empty() && found.department.is_empty() && found.notes.is_empty());
    assert!(found.bars().bars.is_empty());
}

#[test]
fn targets_without_a_table_of_projects_are_projects_of_their_own() {
    let text = budget_widget::embedded::DEFAULT;
    let begin = text.find("2024 年项目支出表").unwrap();
    let end = text[begin..].find("部门（单位）整体绩效目标表").unwrap() + begin;
    let disclosure = read(&format!("{}{}", &text[..begin], &text[end..]));
    let found = projects(&disclosure.budget);
    assert!(found.table.is_none() && found.whole.is_none());
    assert_eq!(found.projects[0].figure.unwrap().at.table.as_ref(), "project-performance");
    assert_eq!(found.projects[0].money(None)[0].1.printed, "4,091.1");
    assert_eq!(found.projects.len(), 4);
}
