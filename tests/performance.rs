//! Performance targets as data: the embedded disclosure, the sheets of a real subdistrict, forms of other places, and
//! what page breaks do to them.
#![cfg(feature = "reader")]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

mod common;

use budget_widget::address::Place;
use budget_widget::amount::Unit;
use budget_widget::budget::{Budget, Coordinate, Flow, Subject};
use budget_widget::checks::Verdict;
use budget_widget::disclosure::Disclosure;
use budget_widget::embedded::DEFAULT;
use budget_widget::source::{Block, Document, Grid, GridCell, Paragraph, Span};
use budget_widget::tables::performance::{Indicator, IndicatorKind, Money, Objective, Of};
use budget_widget::tables::{Notice, Value, What};
use common::{embedded, read, table};
use std::collections::BTreeSet;

/// How many indicators of each kind: cost, output, benefit, satisfaction, other.
fn kinds(objective: &Objective) -> [usize; 5] {
    IndicatorKind::ALL.map(|kind| objective.of_kind(kind).count())
}

fn target<'a>(objective: &'a Objective, name: &str) -> &'a Indicator {
    let found = objective.targets.iter().find(|target| target.name == name);
    let names: Vec<&str> = objective.targets.iter().map(|target| target.name.as_str()).collect();
    found.unwrap_or_else(|| panic!("no {name} among {names:#?}"))
}

/// Name and value of every indicator.
fn said(objective: &Objective) -> Vec<(&str, &str)> {
    objective.targets.iter().map(|target| (target.name.as_str(), target.printed.as_str())).collect()
}

#[test]
fn the_department_and_each_project_have_their_targets() {
    let budget = embedded().budget;
    let counts: Vec<(Option<&str>, [usize; 5])> =
        budget.objectives().iter().map(|objective| (objective.project(), kinds(objective))).collect();
    let expected = [
        (None, [0, 8, 2, 1, 20]),
        (Some("市政务网络、云、机房及业务系统建设维护项目"), [0, 13, 1, 1, 0]),
        (Some("全市政 务数据 治理项 目"), [0, 3, 2, 1, 0]),
        (Some("基础地 理信息 数据年 度更新维护项目"), [0, 4, 1, 1, 0]),
        (Some("全市政务信息安全经费项目"), [0, 4, 1, 0, 0]),
    ];
    assert_eq!(counts, expected);
}

#[test]
fn the_department_says_what_it_undertakes() {
    let budget = embedded().budget;
    let whole = &budget.objectives()[0];
    assert_eq!((&whole.of, &*whole.table), (&Of::Department, "department-performance"));
    let [goal] = whole.goals.as_slice() else { panic!("{:?}", whole.goals) };
    assert_eq!((goal.label.as_str(), goal.place.line), ("年度履职目标", 458));
    let beginnings: Vec<String> = goal.text.lines().map(|line| line.chars().take(4).collect()).collect();
    assert_eq!(beginnings, ["目标 1", "目标 2", "目标 3", "目标 4"]);
    let tasks: Vec<(&str, &str)> =
        whole.tasks.iter().map(|task| (task.name.as_str(), task.content.as_str())).collect();
    assert_eq!(tasks.len(), 6);
    assert_eq!(tasks[0], ("任务 1", "人员经费"));
    assert_eq!(tasks[5], ("任务 6", "全市政务数据治理"));
    let [funds] = whole.funds.as_slice() else { panic!("{:?}", whole.funds) };
    assert_eq!(
        (funds.total.label.as_str(), funds.total.figure.printed.as_str()),
        ("部门预算总额（万元）", "6,273.0")
    );
    let parts: Vec<Vec<(&str, &str)>> = funds
        .breakdowns
        .iter()
        .map(|parts| parts.iter().map(|part| (part.label.as_str(), part.figure.printed.as_str())).collect())
        .collect();
    let sources = [("（1）政府预算资金", "6,273.0"), ("（2）财政专户管理资金", ""), ("（3）单位资金", "")];
    assert_eq!(parts, [&sources[..], &[("（1）基本支出", "1,405.1"), ("（2）项目支出", "4,867.9")]]);
}

#[test]
fn targets_of_the_department_have_their_levels_and_notes() {
    let budget = embedded().budget;
    let whole = &budget.objectives()[0];
    let shifted = target(whole, "评价结果应用率");
    assert_eq!((shifted.printed.as_str(), &*shifted.group), ("100%", "绩效管理"));
    assert_eq!((shifted.at.place.line, shifted.at.place.cell, shifted.kind), (493, 3, IndicatorKind::Other));
    assert_eq!(&*target(whole, "对口部门满意度").group, "满意度", "below 效益指标");
    assert!(target(whole, "绩效目标编制完成率").note.ends_with("绩效目标项目总数*100%"));
    let at = &target(whole, "目标 1 实现情况").at;
    assert_eq!(at.to_string(), "department-performance.目标1实现情况.target");
}

#[test]
fn targets_cut_by_a_page_break_are_whole() {
    let budget = embedded().budget;
    let network = &budget.objectives()[1];
    let joined = target(network, "政务骨干环网保障维护次数");
    assert_eq!((joined.printed.as_str(), joined.at.place.line), ("≥9 次", 519));
    assert!(budget.notices.contains(&Notice {
        table: network.table.clone(),
        line: 521,
        what: What::NameJoined
    }));
    // The rest of a project's name stands on the row of a complete indicator.
    assert_eq!(target(&budget.objectives()[3], "电子地图质量得分").printed, "≥70 得分");
}

#[test]
fn no_printed_cell_of_the_performance_tables_is_lost() {
    let budget = embedded().budget;
    let lines: Vec<&str> = DEFAULT.lines().collect();
    let mut known = String::new();
    let mut places = BTreeSet::new();
    for target in budget.objectives().iter().flat_map(|objective| &objective.targets) {
        let Place { line, cell, .. } = target.at.place;
        let printed = lines[line as usize - 1].split('\t').nth(cell as usize - 1).unwrap();
        assert_eq!(printed, target.printed, "{}", target.at);
        assert!(places.insert((line, cell)), "{} has the value of another", target.at);
        known += &format!("{}\n{}\n{}\n{}\n", target.name, target.printed, target.group, target.note);
    }
    let first_levels = ["一级指标", "投入管理指标", "产出指标", "效益指标"];
    let mut walked = 0;
    for (line, number) in lines.iter().zip(1..) {
        let from = match number {
            472..=504 => 0,
            515..=541 => 6,
            _ => continue,
        };
        for cell in line.split('\t').skip(from).map(str::trim).filter(|cell| !cell.is_empty()) {
            let head = number == 472 || first_levels.contains(&cell);
            assert!(head || known.contains(cell), "{number}: {cell}");
            walked += 1;
        }
    }
    // Every target is a name and a value, one name is printed in two halves.
    assert_eq!(walked, 5 + 3 + 7 + 31 * 2 + 1 + 32 * 2 + 1);
}

#[test]
fn projects_are_found_by_name() {
    let budget = embedded().budget;
    let names: Vec<Option<&str>> =
        budget.objectives_and_projects().map(|(_, project)| project.map(|item| item.name.as_str())).collect();
    let expected = [
        None,
        Some("市政务网络、云、机房及业务系统建设维护项目"),
        Some("全市政务数据治理项目"),
        Some("基础地理信息数据年度更新维护项目"),
        Some("全市政务信息安全经费项目"),
    ];
    assert_eq!(names, expected);
    let (projects, item, _) = budget.find("projects", "全市政务数据治理项目", "total").unwrap();
    let objective = budget.objective_of(projects, item).unwrap();
    assert_eq!(objective.year_total().unwrap().figure.printed, "405.2");
    let (table, item, _) = budget.find("project-performance", "410100240000000036025", "total").unwrap();
    assert_eq!(budget.objective_of(table, item), Some(objective));
}

/// The cells that stand beside a PDF of the corpus, from that page on: every grid with its first line as the caption.
fn sheets(text: &str, from: u32) -> Document {
    let mut document = Document::default();
    let (mut page, mut line) = (0, 0);
    for printed in text.lines() {
        if let Some(rest) = printed.strip_prefix("## page ") {
            page = rest.split(' ').next().unwrap().parse().unwrap();
            line = 0;
        } else if page >= from && printed.contains('\t') {
            line += 1;
            let cells = printed.split('\t').zip(1..).map(|(text, cell)| GridCell {
                text: text.replace("\\n", "\n"),
                place: Place { page: Some(page), line, cell, sheet: None },
                span: None,
            });
            let row: Vec<GridCell> = cells.collect();
            if line == 1 {
                document.blocks.push(Block::Paragraph(Paragraph { text: row[0].text.clone(), line }));
                document.blocks.push(Block::Grid(Grid::default()));
            } else if let Some(Block::Grid(grid)) = document.blocks.last_mut() {
                grid.rows.push(row);
            }
        }
    }
    document
}

/// The five sheets of a real disclosure; nothing where the corpus is absent.
fn subdistrict() -> Option<Budget> {
    let path = "../shared/corpus/shanghai-wanli-subdistrict-2023-budget.cells.tsv.txt";
    match std::fs::read_to_string(path) {
        Ok(text) => Some(Budget::read(sheets(&text, 31)).unwrap()),
        Err(_) => {
            println!("skipped: {path} is absent");
            None
        }
    }
}

#[test]
fn a_sheet_for_each_project_is_read() {
    let Some(budget) = subdistrict() else { return };
    let found: Vec<(&str, Option<&str>, [usize; 5])> =
        budget.objectives().iter().map(|one| (&*one.table, one.project(), kinds(one))).collect();
    let expected = [
        ("project-performance", Some("新建万里街道社区公共服务中心"), [1, 2, 1, 1, 0]),
        ("project-performance#2", Some("就业援助基地补贴"), [0, 2, 1, 1, 0]),
        ("project-performance#3", Some("社区环境整治和建设经费"), [0, 2, 1, 1, 0]),
        ("project-performance#4", Some("各类工作经费"), [0, 23, 14, 6, 0]),
        ("project-performance#5", Some("公共服务设施运行经费"), [0, 5, 2, 2, 0]),
    ];
    assert_eq!(found, expected);
    assert_eq!(budget.notices, [], "pages hold whole rows");
    let building = &budget.objectives()[0];
    assert_eq!(&*target(building, "预算内经费").group, "成本指标", "below 产出指标 in this form");
    assert_eq!(&*target(building, "居民满意度").group, "服务对象满意度指标");
    let labels: Vec<&str> = building.goals.iter().map(|goal| goal.label.as_str()).collect();
    assert_eq!(labels, ["项目总目标", "年度总体目标"]);
    assert_eq!(building.goals[0].text, building.goals[1].text, "lines are broken elsewhere");
    // Every printed value of the indicators has its place among the targets.
    for table in &budget.tables {
        let objective = budget.objectives().iter().find(|objective| objective.table == table.id).unwrap();
        let rows = table.body.iter().skip_while(|row| row[1].text != "一级指标").skip(1);
        let values = rows.map(|row| &row[6]).filter(|cell| !cell.text.is_empty());
        let read: Vec<&Place> = objective.targets.iter().map(|target| &target.at.place).collect();
        assert_eq!(values.map(|cell| &cell.place).collect::<Vec<_>>(), read);
    }
}

#[test]
fn the_money_of_a_sheet_is_told_by_the_label_before_it() {
    let Some(budget) = subdistrict() else { return };
    let objective = &budget.objectives()[4];
    let printed = |money: &Money| format!("{} {}", money.label, money.figure.printed);
    let funds: Vec<(String, Vec<String>)> = objective
        .funds
        .iter()
        .map(|funds| (printed(&funds.total), funds.breakdowns.iter().flatten().map(printed).collect()))
        .collect();
    let words = |words: &[&str]| words.iter().map(|words| (*words).to_owned()).collect::<Vec<String>>();
    let expected = [
        ("项目资金总额 10,903,043.00".to_owned(), words(&["其中：财政资金 10,903,043.00", "其他资金 0.00"])),
        (
            "年度资金申请总额 10,903,043.00".to_owned(),
            words(&["其中：当年财政拨款 11,419,043.00", "上年结转资金 0.00", "其他资金 0.00"]),
        ),
    ];
    assert_eq!(funds, expected);
    let year = &objective.year_total().unwrap().figure;
    assert_eq!(year.at.to_string(), "project-performance#5.年度资金申请总额.amount");
    assert_eq!(year.amount().unwrap().unit(), Unit::Yuan);
    let of_project = Subject::Project("公共服务设施运行经费".into());
    let coordinate = Coordinate::new(Flow::Expenditure, of_project, "general", "project");
    assert_eq!(budget.quantity(&coordinate).unwrap().cells.len(), 1, "what is asked for in the year");
    let report = budget_widget::checks::check(&budget);
    let wrong: Vec<&str> = report
        .checks
        .iter()
        .filter(|check| check.rule.kind.is_of_figures() && check.verdict == Verdict::Contradiction)
        .map(|check| check.id.as_str())
        .collect();
    assert_eq!(wrong, ["part-of:project-performance#5.其中：当年财政拨款.amount"]);
}

/// A sheet of one project with these rows of indicators; `|` stands for a tab.
fn sheet(rows: &[&str]) -> Disclosure {
    let mut all = vec![
        "项目名称||道路养护|",
        "项目资金（万元）|年度资金总额：||100.0",
        "|其中：财政拨款||80.0",
        "|其他资金||20.0",
        "总体目标|保持道路完好。||",
        "一级指标|二级指标|三级指标|指标值",
    ];
    all.extend(rows);
    read(&table("2025年项目支出绩效目标申报表", "", &all))
}

fn only(disclosure: &Disclosure) -> &Objective {
    let [objective] = disclosure.budget.objectives() else { panic!("{:?}", disclosure.budget.objectives()) };
    objective
}

#[test]
fn levels_are_carried_over_merged_cells() {
    let read = sheet(&[
        "成本指标|经济成本指标|养护成本|≤100万元",
        "|社会成本指标|占道时间|≤5小时/次",
        "产出指标|数量指标|养护里程|≥50公里",
        "||巡查次数|每月4次",
        "|成本指标|单价|≤2万元",
        "满意度指标||居民|≥90%",
    ]);
    let levels: Vec<(IndicatorKind, &str, &str)> = only(&read)
        .targets
        .iter()
        .map(|target| (target.kind, &*target.group, target.name.as_str()))
        .collect();
    use IndicatorKind::{Cost, Output, Satisfaction};
    let expected = [
        (Cost, "经济成本指标", "养护成本"),
        (Cost, "社会成本指标", "占道时间"),
        (Output, "数量指标", "养护里程"),
        (Output, "数量指标", "巡查次数"),
        (Cost, "成本指标", "单价"),
        (Satisfaction, "", "居民"),
    ];
    assert_eq!(levels, expected);
    assert_eq!(only(&read).project(), Some("道路养护"));
    assert_eq!(only(&read).goals[0].text, "保持道路完好。");
}

/// The rows of a sheet as whole, and ways in which a page break may cut one of them; a blank line is the break.
const WHOLE: [&str; 5] = [
    "产出指标|数量指标|政务骨干环网维护次数|≥9次",
    "||机柜租赁总量|100架",
    "|质量指标|安全漏洞修复情况说明|按照上级要求及时全部修复",
    "效益指标|社会效益指标|服务能力|提升",
    "满意度指标|服务对象满意度指标|使用单位满意度|≥90%",
];

#[test]
fn a_page_break_inside_an_indicator_changes_nothing() {
    let text = |rows: &[&str]| {
        let mut all = vec![
            "项目名称||网络维护|",
            "项目资金（万元）|年度资金总额||10.0",
            "一级指标|二级指标|三级指标|指标值",
        ];
        all.extend(rows);
        table("2025年项目支出绩效目标申报表", "", &all)
    };
    let of = |rows: &[&str]| {
        let read = read(&text(rows));
        let mut objective = only(&read).clone();
        let joined = read.budget.notices.iter().filter(|notice| notice.what == What::NameJoined).count();
        // Only where it stands may differ.
        objective.targets.iter_mut().for_each(|target| target.at.place = Place::default());
        (objective.targets, joined)
    };
    let (whole, joined) = of(&WHOLE);
    assert_eq!((whole.len(), joined), (5, 0));
    let cuts: [(usize, [&str; 2]); 8] = [
        (0, ["产出指标|数量指标|政务骨干环网|≥9次", "||维护次数|"]),
        (0, ["产出指标|数量指标|政务骨干环网|", "||维护次数|≥9次"]),
        (1, ["||机柜租赁|100架", "||总量|"]),
        (2, ["|质量指标|安全漏洞修复情况说明|按照上级要求", "|||及时全部修复"]),
        (2, ["|质量指标|安全漏洞修复情况说明|", "|||按照上级要求及时全部修复"]),
        (4, ["满意度指标|服务对象满意|使用单位满意度|≥90%", "|度指标||"]),
        (4, ["满意度指标|服务对象满意|使用单位|≥90%", "|度指标|满意度|"]),
        (4, ["满意度指标|服务对象满意度指标|使用单位满意度|", "|||≥90%"]),
    ];
    for (row, [above, below]) in cuts {
        let mut rows: Vec<&str> = WHOLE.to_vec();
        let broken = format!("{above}\n\n{below}");
        rows[row] = &broken;
        assert_eq!(of(&rows), (whole.clone(), 1), "{above} / {below}");
    }
    // A break between two rows joins nothing.
    for row in 0..WHOLE.len() - 1 {
        let mut rows: Vec<&str> = WHOLE.to_vec();
        let broken = format!("{}\n", rows[row]);
        rows[row] = &broken;
        assert_eq!(of(&rows), (whole.clone(), 0), "after {row}");
    }
}

#[test]
fn complete_indicators_are_never_joined() {
    // Two values beside one merged name; a name that was given no value, on no page's edge.
    let read = sheet(&[
        "产出指标|数量指标|巡查|≥4次",
        "|||≥80%\n",
        "|质量指标|里程|≥5公里",
        "||宽度|",
        "||坡度|",
        "||长度|1公里",
    ]);
    let expected = [
        ("巡查", "≥4次"),
        ("巡查", "≥80%"),
        ("里程", "≥5公里"),
        ("宽度", ""),
        ("坡度", ""),
        ("长度", "1公里"),
    ];
    assert_eq!(said(only(&read)), expected);
    let keys: Vec<String> = only(&read).targets.iter().map(|target| target.at.to_string()).collect();
    assert_eq!(keys[1], "project-performance.巡查#2.target");
}

#[test]
fn rows_of_a_document_that_knows_its_cells_are_whole() {
    let cells = |rows: &[&str]| {
        let row = |(row, line): (&&str, u32)| {
            let cell = |(text, cell): (&str, u32)| GridCell {
                text: text.to_owned(),
                place: Place::text(line * 2, cell),
                span: Some(Span::ONE),
            };
            row.split('|').zip(1..).map(cell).collect()
        };
        Grid { rows: rows.iter().zip(1..).map(row).collect() }
    };
    let grid = cells(&[
        "项目名称||道路|",
        "项目资金|年度资金总额||8",
        "一级指标|二级指标|三级指标|指标值",
        "产出指标|数量指标|里程|5公里",
        "||宽度|",
        "||长度|1公里",
    ]);
    let caption = Paragraph { text: "项目支出绩效目标申报表".to_owned(), line: 1 };
    let document =
        Document { blocks: vec![Block::Paragraph(caption), Block::Grid(grid)], ..Document::default() };
    let budget = Budget::read(document).unwrap();
    assert_eq!(said(&budget.objectives()[0]), [("里程", "5公里"), ("宽度", ""), ("长度", "1公里")]);
}

#[test]
fn sign_and_unit_may_have_columns_of_their_own() {
    let rows = [
        "项目名称|道路养护||||",
        "年度资金总额：100万元|||||",
        "绩效指标|一级指标|二级指标|三级指标|指标性质|指标值|度量单位",
        "|产出指标|数量指标|里程|≥|50|公里",
        "|||等级||优|",
        "绩效指标|一级指标|二级指标|三级指标|指标性质|指标值|度量单位",
        "|||等级数|=|3|级",
        "填报人：|张三|||||",
    ];
    let read = read(&table("项目绩效目标申报表", "", &rows));
    assert_eq!(said(only(&read)), [("里程", "≥50公里"), ("等级", "优"), ("等级数", "=3级")]);
    assert!(
        only(&read).targets.iter().all(|target| &*target.group == "数量指标"),
        "also below a repeated head"
    );
    let total = only(&read).year_total().unwrap();
    assert_eq!((total.label.as_str(), total.figure.printed.as_str()), ("年度资金总额", "100"));
    assert_eq!(total.figure.amount().unwrap().unit(), Unit::WanYuan);
}

#[test]
fn a_table_of_projects_may_print_the_levels_as_columns() {
    let rows = [
        "项目名称|资金总额|年度绩效目标|一级指标|二级指标|三级指标|指标值",
        "道路|5.0|道路完好|产出指标|数量指标|里程|≥5公里",
        "||||质量指标|平整度|≥90%",
        "桥梁|7.0|桥梁安全|产出指标|数量指标|检测|≥3座",
    ];
    let read = read(&table("2025年项目绩效目标表", "万元", &rows));
    let objectives = read.budget.objectives();
    let names: Vec<Option<&str>> = objectives.iter().map(Objective::project).collect();
    assert_eq!(names, [Some("道路"), Some("桥梁")]);
    assert_eq!(said(&objectives[0]), [("里程", "≥5公里"), ("平整度", "≥90%")]);
    assert_eq!(objectives[0].targets[1].kind, IndicatorKind::Output);
    assert_eq!(objectives[1].goals[0].text, "桥梁安全");
    assert_eq!(objectives[1].year_total().unwrap().figure.printed, "7.0");
}

#[test]
fn tasks_have_money_where_the_form_has_columns_of_it() {
    let rows = [
        "年度主要任务|任务名称|主要内容|预算金额（万元）||",
        "|||总额|财政拨款|其他资金",
        "|养护|修补路面|60.0|60.0|",
        "||清扫|||",
        "|绿化|补种|40.0|30.0|10.0",
        "年度总体目标|路面完好|||",
        "一级指标|二级指标|三级指标|指标值||",
        "产出指标|数量指标|里程|≥5公里||",
    ];
    let read = read(&table("2025年部门整体绩效目标表", "万元", &rows));
    let objective = only(&read);
    assert_eq!(objective.of, Of::Department);
    let tasks: Vec<(&str, &str, Vec<&str>)> = objective
        .tasks
        .iter()
        .map(|task| {
            let money = task.money.iter().map(|money| money.figure.printed.as_str());
            (task.name.as_str(), task.content.as_str(), money.collect())
        })
        .collect();
    assert_eq!(
        tasks,
        [
            ("养护", "修补路面\n清扫", vec!["60.0", "60.0", ""]),
            ("绿化", "补种", vec!["40.0", "30.0", "10.0"])
        ]
    );
    assert_eq!(objective.tasks[1].money[1].figure.at.to_string(), "department-performance.绿化.财政拨款");
    assert_eq!(objective.goals[0].text, "路面完好");
}

#[test]
fn a_figure_that_is_none_is_kept_and_said() {
    let rows = [
        "项目名称||道路养护|",
        "项目资金（万元）|年度资金总额||1,2,3.4",
        "|其中：财政拨款||80.0",
        "|其他资金||-",
        "一级指标|二级指标|三级指标|指标值",
    ];
    let read = read(&table("项目支出绩效目标申报表", "", &rows));
    let values: Vec<(&str, &Value)> =
        read.budget.tables[0].figures().map(|(item, figure)| (item.name.as_str(), &figure.value)).collect();
    let (total, other) =
        (("年度资金总额", &Value::Unreadable("1,2,3.4".to_owned())), ("其他资金", &Value::Blank));
    assert_eq!((values[0], values[2], values.len()), (total, other, 3));
    let unreadable = |notice: &Notice| matches!(notice.what, What::FigureUnreadable(..));
    assert!(read.budget.notices.iter().any(unreadable));
}

#[test]
fn a_name_that_two_projects_have_says_nothing() {
    let projects = ["项目名称|合计", "公用经费|3.0", "公用经费|4.0"];
    let rows = ["项目名称|公用经费|", "项目资金（万元）|年度资金总额|3.0", "一级指标|三级指标|指标值"];
    let text = table("2025年项目支出表", "万元", &projects) + &table("项目支出绩效目标申报表", "", &rows);
    let budget = read(&text).budget;
    assert_eq!(budget.objectives_and_projects().map(|(_, item)| item.is_none()).collect::<Vec<_>>(), [true]);
}
