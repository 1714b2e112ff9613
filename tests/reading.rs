//! The embedded disclosure as read: every table, column, figure, section, claim and term, each at its place.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use budget_widget::address::CellAddress;
use budget_widget::amount::{Unit, parse_figure};
use budget_widget::embedded::DEFAULT;
use budget_widget::narrative::{self, Direction, Said};
use budget_widget::tables::spec::{Kind, Side};
use budget_widget::tables::{Figure, Item, Role, Table, What};
use common::{embedded, figure};
use std::collections::{HashMap, HashSet};

/// id, title, lines of body, first and last line.
const TABLES: [(&str, &str, usize, (u32, u32)); 13] = [
    ("department-balance", "2024 年部门收支总体情况表", 33, (183, 223)),
    ("department-revenue", "2024 年部门收入总体情况表", 3, (225, 236)),
    ("department-expenditure", "2024 年部门支出总体情况表", 10, (238, 256)),
    ("fiscal-balance", "2024 年财政拨款收支总体情况表", 33, (258, 299)),
    ("general-expenditure", "2024 年一般公共预算支出情况表", 18, (301, 329)),
    ("general-basic", "2024 年一般公共预算基本支出表", 24, (331, 362)),
    ("economic-summary", "2024 年支出经济分类汇总表", 26, (364, 398)),
    ("three-public", "2024 年一般公共预算“三公”经费支出情况表", 1, (400, 410)),
    ("fund-expenditure", "2024 年政府性基金预算支出情况表", 1, (412, 423)),
    ("state-capital-expenditure", "2024 年国有资本经营预算支出情况表", 1, (425, 436)),
    ("projects", "2024 年项目支出表", 6, (438, 451)),
    ("department-performance", "部门（单位）整体绩效目标表", 47, (453, 504)),
    ("project-performance", "2024 年部门预算项目绩效目标汇总表", 27, (506, 541)),
];

#[test]
fn thirteen_tables_stand_in_their_order() {
    let disclosure = embedded();
    let tables = &disclosure.budget.tables;
    assert_eq!(tables.len(), TABLES.len());
    for ((table, (id, title, rows, lines)), ordinal) in tables.iter().zip(TABLES).zip(1..) {
        assert_eq!((&*table.id, table.title.as_str(), table.ordinal), (id, title, ordinal));
        assert_eq!((table.body.len(), table.lines), (rows, lines), "{id}");
        assert_eq!(table.unit, Some(Unit::WanYuan), "{id}");
        assert_eq!(table.department.as_deref(), Some("郑州市大数据管理局"), "{id}");
    }
}

#[test]
fn the_document_says_whose_budget_it_is_and_how_much_it_prints() {
    let budget = embedded().budget;
    assert_eq!(budget.title, "2024年郑州市大数据管理局部门预算公开");
    assert_eq!((budget.department.as_str(), budget.year), ("郑州市大数据管理局", Some(2024)));
    let amounts =
        budget.tables.iter().flat_map(Table::figures).filter(|(_, figure)| figure.amount().is_some());
    assert_eq!((amounts.count(), budget.narrative.figures()), (404, 50));
}

#[test]
fn empty_tables_carry_their_notes() {
    let budget = embedded().budget;
    let empty: Vec<&str> =
        budget.tables.iter().filter(|table| table.is_empty()).map(|table| &*table.id).collect();
    assert_eq!(empty, ["fund-expenditure", "state-capital-expenditure"]);
    let notes: Vec<(&str, u32)> =
        budget.tables.iter().filter_map(|table| Some((&*table.id, table.note.as_ref()?.line))).collect();
    let expected = [
        ("general-expenditure", 329),
        ("three-public", 410),
        ("fund-expenditure", 423),
        ("state-capital-expenditure", 436),
    ];
    assert_eq!(notes, expected);
    let note = budget.table("fund-expenditure").unwrap().note.as_ref().unwrap();
    assert_eq!(note.text, "备注：本单位无政府性基金预算支出，故本表无数据。");
}

/// The keys of the amount columns on one side.
fn amount_columns(table: &Table, side: Side) -> Vec<&str> {
    let wanted =
        |column: &&budget_widget::tables::heads::Column| column.kind == Kind::Amount && column.side == side;
    table.columns.iter().filter(wanted).map(|column| &*column.key).collect()
}

#[test]
fn amount_columns_have_their_public_ids() {
    let budget = embedded().budget;
    let nature = [
        "total",
        "basic",
        "basic.personnel.wages",
        "basic.personnel.households",
        "basic.public.goods",
        "basic.public.capital",
        "project",
        "project.other-operations",
        "project.specific",
    ];
    let of = |id: &str, side: Side| amount_columns(budget.table(id).unwrap(), side).join(" ");
    let whole = |id: &str| of(id, Side::Whole);
    assert_eq!(of("department-balance", Side::Revenue), "amount");
    assert_eq!(of("department-balance", Side::Expenditure), "amount");
    assert_eq!(
        whole("department-revenue"),
        "total 本年收入 general general.fiscal fund state-capital special-account institution business superior \
         subordinate other carry-over carry-over.general carry-over.fund carry-over.state-capital \
         carry-over.special-account carry-over.unit"
    );
    assert_eq!(whole("department-expenditure"), nature.join(" "));
    assert_eq!(of("fiscal-balance", Side::Revenue), "amount");
    assert_eq!(of("fiscal-balance", Side::Expenditure), "total general general.fiscal fund state-capital");
    assert_eq!(whole("general-expenditure"), nature.join(" "));
    assert_eq!(whole("general-basic"), "total basic.personnel basic.public");
    assert_eq!(
        whole("economic-summary"),
        "total general general.fiscal fund state-capital carry-over special-account institution superior \
         subordinate business other"
    );
    assert_eq!(
        whole("three-public"),
        "total 因公出国（境）费 公务用车购置及运行费 公务用车购置费 公务用车运行费 公务接待费"
    );
    assert_eq!(whole("fund-expenditure"), nature[..8].join(" "), "特定目标类 is cut off");
    assert_eq!(whole("state-capital-expenditure"), nature[..8].join(" "), "特定目标类 is cut off");
    assert_eq!(
        whole("projects"),
        "total general fund state-capital carry-over.general carry-over.fund carry-over.state-capital \
         special-account 单位资金"
    );
    assert_eq!(whole("project-performance"), "total 政府预算资金 special-account");
}

/// table, row, column, printed, line, cell.
const CELLS: &[(&str, &str, &str, &str, u32, u32)] = &[
    ("department-balance", "一、一般公共预算", "amount", "6,273.0", 191, 2),
    ("department-balance", "一、一般公共服务", "amount", "5,947.5", 191, 4),
    ("department-balance", "其中：财政拨款", "amount", "6,273.0", 192, 2),
    ("department-balance", "支出总计", "amount", "6,273.0", 223, 4),
    ("department-revenue", "113001", "general.fiscal", "6,273.0", 236, 6),
    ("department-expenditure", "2010301", "basic.public.capital", "15.0", 249, 11),
    ("department-expenditure", "2010302", "project.specific", "4,867.9", 250, 14),
    ("fiscal-balance", "（一）一般公共预算拨款", "amount", "6,273.0", 268, 2),
    ("fiscal-balance", "（一）一般公共预算拨款#2", "amount", "", 273, 2),
    ("fiscal-balance", "（十）卫生健康支出", "general", "64.6", 277, 5),
    ("general-expenditure", "21011", "total", "64.6", 322, 3),
    ("general-expenditure", "2101101", "total", "41.8", 323, 3),
    ("general-expenditure", "2010301", "basic.public.goods", "199.8", 313, 7),
    ("general-expenditure", "合计", "basic.personnel.households", "", 310, 6),
    ("general-basic", "30239", "basic.public", "2.0", 342, 7),
    ("general-basic", "30108#2", "total", "78.7", 359, 5),
    ("economic-summary", "30207", "general.fiscal", "0.1", 385, 9),
    ("economic-summary", "31007", "total", "4,867.9", 391, 7),
    ("three-public", "合计", "公务接待费", "0.5", 408, 6),
    ("projects", "合计", "total", "4,867.9", 446, 4),
    ("projects", "基础地理信息数据年度更新维护项目", "general", "285.4", 451, 5),
    ("department-performance", "部门预算总额（万元）", "amount", "6,273.0", 466, 4),
    ("project-performance", "410100240000000036028", "政府预算资金", "285.4", 533, 4),
];

#[test]
fn cells_answer_to_their_public_addresses() {
    let disclosure = embedded();
    for &(table, row, column, printed, line, cell) in CELLS {
        let found = figure(&disclosure, table, row, column);
        assert_eq!(found.printed, printed, "{}", found.at);
        assert_eq!((found.at.place.line, found.at.place.cell), (line, cell), "{}", found.at);
        assert_eq!(found.at.to_string(), format!("{table}.{row}.{column}"));
    }
}

#[test]
fn an_address_names_one_cell() {
    let budget = embedded().budget;
    let mut seen: HashMap<String, CellAddress> = HashMap::new();
    for (_, figure) in budget.tables.iter().flat_map(Table::figures) {
        // The sides of a two-sided table share column ids; their rows have names of their own.
        if let Some(other) = seen.insert(figure.at.to_string(), figure.at.clone()) {
            panic!("{} stands at {:?} and {:?}", figure.at, other.place, figure.at.place);
        }
    }
}

fn notices(table: &str) -> Vec<(u32, What)> {
    let notices = embedded().budget.notices;
    notices
        .into_iter()
        .filter(|notice| &*notice.table == table)
        .map(|notice| (notice.line, notice.what))
        .collect()
}

#[test]
fn what_the_extraction_moved_is_put_back_and_said() {
    let cut = || What::HeadCut("项目支出 / 特定目标类".to_owned());
    assert_eq!(notices("department-expenditure"), [(244, What::HeadShifted)]);
    assert_eq!(notices("fund-expenditure"), [(418, cut())]);
    assert_eq!(notices("state-capital-expenditure"), [(431, cut())]);
    assert_eq!(notices("projects"), [(446, What::NameLost)]);
    let department = [(458, What::Markup), (471, What::RowShifted), (493, What::RowShifted)];
    assert_eq!(notices("department-performance"), department);
    let projects = [(513, What::ColumnsLost(1)), (535, What::NameJoined), (521, What::NameJoined)];
    assert_eq!(notices("project-performance"), projects);
    assert_eq!(embedded().budget.notices.len(), 10, "nothing else was touched");
}

#[test]
fn repaired_places_hold_the_right_figures() {
    let disclosure = embedded();
    // 工资福利支出 is printed above the fourth cell and belongs above the eighth.
    let wages = figure(&disclosure, "department-expenditure", "2010350", "basic.personnel.wages");
    assert_eq!((wages.printed.as_str(), wages.at.place.cell), ("313.3", 8));
    // The shifted row begins in the first cell instead of the third.
    let shifted = figure(&disclosure, "department-performance", "（2）项目支出", "amount");
    assert_eq!((shifted.printed.as_str(), shifted.at.place.line, shifted.at.place.cell), ("4,867.9", 471, 3));
    let (_, item, _) =
        disclosure.budget.find("project-performance", "410100240000000036028", "total").unwrap();
    assert_eq!(item.name, "基础地 理信息 数据年 度更新维护项目");
    let (_, total, _) = disclosure.budget.find("projects", "合计", "total").unwrap();
    assert_eq!((total.role, total.name.as_str()), (Role::Total, ""));
    let goals = &disclosure.budget.table("department-performance").unwrap().body[1][1].text;
    assert!(!goals.contains('<') && goals.lines().count() == 4, "{goals}");
}

#[test]
fn targets_stand_under_their_indicators() {
    let disclosure = embedded();
    let table = disclosure.budget.table("project-performance").unwrap();
    let cells = table.body.iter().flat_map(|row| table.columns.iter().zip(row));
    let targets = cells.filter(|(_, cell)| cell.text.starts_with(['≥', '≤', '<']));
    let kinds: Vec<Kind> = targets.map(|(column, _)| column.kind).collect();
    assert_eq!(kinds, vec![Kind::Target; 26]);
}

/// The codes of a line, which parse as figures and are none.
fn codes(table: &Table) -> HashSet<(u32, u32)> {
    let is_code = |kind: Kind| matches!(kind, Kind::Code | Kind::SecondCode | Kind::UnitCode);
    let cells = table.body.iter().flat_map(|row| table.columns.iter().zip(row));
    cells
        .filter(|(column, _)| is_code(column.kind))
        .map(|(_, cell)| (cell.place.line, cell.place.cell))
        .collect()
}

#[test]
fn no_printed_number_of_the_tables_is_lost() {
    // A unit's code under the head 项目名称: the form has no column for it.
    let no_money = HashSet::from([(447, 2)]);
    let budget = embedded().budget;
    let codes: HashSet<(u32, u32)> = budget.tables.iter().flat_map(codes).collect();
    let figures: HashMap<(u32, u32), &Figure> = budget
        .tables
        .iter()
        .flat_map(Table::figures)
        .map(|(_, figure)| ((figure.at.place.line, figure.at.place.cell), figure))
        .collect();
    let mut money = 0;
    let mut left_over = HashSet::new();
    for (line, number) in DEFAULT.lines().zip(1u32..).filter(|(line, _)| line.contains('\t')) {
        for (text, cell) in line.split('\t').zip(1u32..) {
            let Ok(Some(value)) = parse_figure(text) else { continue };
            match figures.get(&(number, cell)) {
                Some(figure) => {
                    money += 1;
                    assert_eq!(figure.printed, text, "{}", figure.at);
                    assert_eq!(figure.amount().unwrap().value(), value, "{}", figure.at);
                }
                None if codes.contains(&(number, cell)) => {}
                None => assert!(left_over.insert((number, cell))),
            }
        }
    }
    assert_eq!((money, left_over), (404, no_money));
}

#[test]
fn codes_are_joined_from_their_pieces() {
    let budget = embedded().budget;
    let item = |table: &str, row: &str| -> Item {
        budget.table(table).unwrap().items.iter().find(|item| &*item.key == row).unwrap().clone()
    };
    let economic = item("economic-summary", "30108");
    assert_eq!((economic.code.as_deref(), economic.second_code.as_deref()), (Some("30108"), Some("50501")));
    assert_eq!(economic.second_name.as_deref(), Some("工资福利支出"));
    assert_eq!(item("department-expenditure", "2210201").name, "住房公积金");
    assert_eq!(item("projects", "113").role, Role::Unit);
    assert_eq!(item("department-balance", "其中：财政拨款").role, Role::Part);
}

#[test]
fn the_narrative_is_parted_by_its_headings() {
    let narrative = embedded().budget.narrative;
    let ids: Vec<&str> = narrative.sections.iter().map(|section| &*section.id).collect();
    let expected: Vec<String> = (1..=10).map(|n| format!("narrative/{n}")).collect();
    assert_eq!(ids, expected);
    assert_eq!(narrative.sections[0].heading, "收入支出预算总体情况说明");
    assert_eq!(narrative.sections[9].heading, "其他重要事项情况说明");
    let lines: Vec<u32> = narrative.sections[6].lines.iter().map(|line| line.line).collect();
    assert_eq!(lines, [111, 113, 115, 117, 119]);
    let profile: Vec<(&str, usize)> = narrative.profile.iter().map(|s| (&*s.id, s.lines.len())).collect();
    assert_eq!(profile, [("profile/1", 11), ("profile/2", 4)]);
}

#[test]
fn terms_cut_by_a_page_break_are_whole() {
    let glossary = embedded().budget.narrative.glossary;
    let terms: Vec<(&str, u32)> = glossary.iter().map(|term| (term.term.as_str(), term.line)).collect();
    let expected = [
        ("财政拨款收入", 155),
        ("财政专户管理资金", 157),
        ("事业收入", 159),
        ("事业单位经营收入", 161),
        ("其他收入", 165),
        ("用事业基金弥补收支差额", 167),
        ("基本支出", 169),
        ("项目支出", 171),
        ("“三公”经费", 173),
        ("行政（事业）单位机构运转经费情况", 175),
    ];
    assert_eq!(terms, expected);
    let business = "是指事业单位在专业业务活动及其辅助活动之外开展非独立核算经营活动取得的收入";
    assert_eq!(glossary[3].definition, business);
    assert!(glossary[9].definition.contains("会议费、福利费"), "{}", glossary[9].definition);
}

#[test]
fn a_sentence_address_cuts_out_the_printed_digits() {
    let lines: Vec<&str> = DEFAULT.lines().collect();
    for claim in &embedded().budget.narrative.claims {
        let line = lines[claim.at.line as usize - 1];
        let cut: String = line
            .chars()
            .skip(claim.at.start as usize)
            .take((claim.at.end - claim.at.start) as usize)
            .collect();
        assert_eq!(cut, claim.printed, "{}", claim.at);
        let is_figure = cut.chars().all(|c| c.is_ascii_digit() || c == '.');
        assert_eq!(is_figure, claim.kind != narrative::Kind::Statement, "{cut}");
    }
}

/// The digits that stand before money, percent or counting words, found without the reader: line and printed text.
fn figures_in_words() -> Vec<(u32, String)> {
    let behind = ["万元", "%", "辆", "个项目", "台（套）"];
    let mut found = Vec::new();
    for (line, number) in DEFAULT.lines().zip(1..).skip(82).take(70) {
        let bare: String = line.chars().filter(|c| *c != ' ').collect();
        let pieces = bare.split_inclusive(|c: char| !c.is_ascii_digit() && c != '.');
        let starts = pieces.scan(0, |at, piece| {
            *at += piece.len();
            Some((*at - piece.len(), piece))
        });
        for (start, piece) in starts {
            let digits = piece.trim_end_matches(|c: char| !c.is_ascii_digit());
            let rest = &bare[start + digits.len()..];
            let threshold = rest.starts_with("万元以上");
            if !digits.is_empty() && !threshold && behind.iter().any(|word| rest.starts_with(word)) {
                found.push((number, digits.to_owned()));
            }
        }
    }
    found
}

#[test]
fn no_printed_number_of_the_narrative_is_lost() {
    let claims = embedded().budget.narrative.claims;
    let figures = claims.iter().filter(|claim| claim.kind != narrative::Kind::Statement);
    let read: Vec<(u32, String)> = figures.map(|claim| (claim.at.line, claim.printed.clone())).collect();
    assert_eq!(read, figures_in_words());
}

#[test]
fn claims_know_what_they_say() {
    let claims = embedded().budget.narrative.claims;
    let of_line = |line: u32| claims.iter().filter(move |claim| claim.at.line == line);
    let changes: Vec<Option<Direction>> = of_line(87).map(|claim| claim.direction).collect();
    let down = Some(Direction::Down);
    assert_eq!(changes, [None, None, down, down, down, down]);
    assert!(of_line(147).all(|claim| matches!(claim.said, Said::Count(_))));
    let money = claims.iter().filter(|claim| matches!(claim.said, Said::Amount(_))).count();
    let percent = claims.iter().filter(|claim| matches!(claim.said, Said::Percent(_))).count();
    assert_eq!((money, percent), (33, 9));
    assert_eq!(of_line(103).next().unwrap().at.to_string(), "narrative/5:103.30-34");
}
