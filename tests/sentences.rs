//! Sentences: where the narrative stands, what it claims, and which cell each claim speaks of, in the styles of several
//! places.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use budget_widget::budget::Budget;
use budget_widget::checks::Verdict;
use budget_widget::checks::report::Severity;
use budget_widget::disclosure::Disclosure;
use budget_widget::narrative::{Base, Claim, Direction, Kind, Said, Stage, Statement, Year};
#[cfg(feature = "reader")]
use budget_widget::narrative::{Section, Topic};
use common::{embedded, read, table, three_public};
use proptest::prelude::*;

fn budget(text: &str) -> Budget {
    read(text).budget
}

fn claims(text: &str) -> Vec<Claim> {
    budget(&format!("一、情况说明\n{text}")).narrative.claims
}

/// What is said of what: the printed figure or word, and its kind.
fn kinds(text: &str) -> Vec<(String, Kind)> {
    claims(text).into_iter().map(|claim| (claim.printed, claim.kind)).collect()
}

fn said(list: &[(&str, Kind)]) -> Vec<(String, Kind)> {
    list.iter().map(|(printed, kind)| ((*printed).to_owned(), *kind)).collect()
}

#[test]
fn a_claim_says_what_it_is_of_its_subject() {
    assert_eq!(
        kinds("基本支出1405.1万元，占22.40%，比上年增加12万元，增长0.86%，完成年初预算的98%，共4个项目。"),
        said(&[
            ("1405.1", Kind::Value),
            ("22.40", Kind::Share),
            ("12", Kind::Change),
            ("0.86", Kind::Rate),
            ("98", Kind::Completion),
            ("4", Kind::Count),
        ])
    );
    assert_eq!(
        kinds("经费压减了5万元，降幅3%，提高到20万元。")[..2],
        said(&[("5", Kind::Change), ("3", Kind::Rate)])
    );
    assert_eq!(kinds("由10万元增加到20万元。"), said(&[("10", Kind::Value), ("20", Kind::Value)]));
    assert_eq!(kinds("决算数小于预算数40.05万元。"), said(&[("40.05", Kind::Change)]));
    assert_eq!(
        kinds("支出5万元，用于提高服务能力的经费3万元。"),
        said(&[("5", Kind::Value), ("3", Kind::Value)])
    );
}

#[test]
fn a_change_knows_its_direction_and_what_it_is_compared_with() {
    let base = |year, stage| Some(Base { year, stage });
    for (sentence, expected) in [
        ("与2023年预算相比，收入减少290.2万元。", base(Some(Year::Of(2023)), Some(Stage::Budget))),
        ("比上年预算减少1万元。", base(Some(Year::Previous), Some(Stage::Budget))),
        ("较上年决算数减少1万元。", base(Some(Year::Previous), Some(Stage::Final))),
        ("比2022年预算执行数减少4.83%。", base(Some(Year::Of(2022)), Some(Stage::Execution))),
        ("同比减少1万元。", base(Some(Year::Previous), None)),
        ("比2022年（上一年度，下同）预算减少1万元。", base(Some(Year::Of(2022)), Some(Stage::Budget))),
        ("减少1万元。", None),
        ("降幅1%。", None),
    ] {
        let claim = claims(sentence).remove(0);
        assert_eq!((claim.direction, claim.base), (Some(Direction::Down), expected), "{sentence}");
    }
    let carried = claims("与上年相比，收入减少1万元。主要原因：项目减少；支出减少2万元。");
    assert_eq!(carried[1].base, base(Some(Year::Previous), None));
}

#[test]
fn a_statement_needs_no_figure_and_is_not_counted_as_one() {
    let statements = |text: &str| -> Vec<Statement> {
        let found = claims(text).into_iter().filter_map(|claim| match claim.said {
            Said::Statement(statement) => Some(statement),
            _ => None,
        });
        found.collect()
    };
    use Statement::{NearlyUnchanged, Nothing, Unchanged};
    assert_eq!(statements("公务接待费支出1万元，与上年持平。"), [Unchanged]);
    assert_eq!(statements("公务接待费支出1万元，与上年预算数一致。"), [Unchanged]);
    assert_eq!(statements("支出1万元。决算数与预算数基本持平。"), [NearlyUnchanged]);
    assert_eq!(statements("支出1万元。本部门无政府性基金预算安排的支出。"), [Nothing]);
    assert_eq!(
        statements("支出1万元。2024年未安排公务用车购置，不涉及国有资本经营预算。"),
        [Nothing, Nothing]
    );
    assert_eq!(statements("支出1万元。口径不一致，无法比较预算，保持一致行动，购买无形资产。"), []);
    let narrative = budget("一、情况说明\n公务接待费支出1万元，与上年持平。").narrative;
    assert_eq!((narrative.figures(), narrative.statements()), (1, 1));
}

#[test]
#[cfg(feature = "reader")]
fn a_sentence_goes_on_over_line_ends_and_pages() {
    let text = "一、收支情况说明\n2018年收入总计24458.43万\n元，与上年相比增加40\n\n    24\n\n万元，增长\n\n- 3 -\n17.31%。\n";
    let narrative = budget(text).narrative;
    let found: Vec<(&str, String)> =
        narrative.claims.iter().map(|claim| (&*claim.printed, claim.at.to_string())).collect();
    let expected =
        [("24458.43", "narrative/1:2.9-17"), ("40", "narrative/1:3.9-11"), ("17.31", "narrative/1:10.0-5")];
    assert_eq!(found, expected.map(|(printed, at)| (printed, at.to_owned())));
    assert_eq!(narrative.claims[2].direction, Some(Direction::Up));
}

#[cfg(feature = "reader")]
fn headings(sections: &[Section]) -> Vec<(&str, Topic)> {
    sections.iter().map(|section| (section.heading.as_str(), section.topic)).collect()
}

#[cfg(feature = "reader")]
const CONTENTS: &str = "2025年部门预算\n目  录\n一、部门主要职能………1\n二、名词解释………2\n三、部门预算编制说明\n\
    1. 2025年部门收支总体情况表\n";

#[test]
#[cfg(feature = "reader")]
fn parts_are_found_by_their_titles_and_contents_lists_are_none() {
    let before = "某局主要职能\n某局是政府部门。\n（一）负责预算2个方面。\n名词解释\n（一）基本支出：为保障运转\n的支出。\n\
        （二）、项目支出：其他支出。\n2025年部门预算编制说明\n2025年，收入预算6273万元。\n";
    let after = "其他相关情况说明\n一、2025年“三公”经费预算情况说明\n公务接待费0.5万元。\n二、政府采购预算情况\n采购预算2万元。\n";
    let text = format!("{CONTENTS}{before}{}{after}", common::balance("万元", &[], "6,273.0"));
    let narrative = budget(&text).narrative;
    assert_eq!(headings(&narrative.profile), [("某局主要职能", Topic::Duties)]);
    assert_eq!(
        headings(&narrative.sections),
        [
            ("2025年部门预算编制说明", Topic::Other),
            ("2025年“三公”经费预算情况说明", Topic::ThreePublic),
            ("政府采购预算情况", Topic::Procurement),
        ]
    );
    let terms: Vec<(&str, &str)> =
        narrative.glossary.iter().map(|term| (&*term.term, &*term.definition)).collect();
    assert_eq!(terms, [("基本支出", "为保障运转的支出。"), ("项目支出", "其他支出。")]);
    let printed: Vec<&str> = narrative.claims.iter().map(|claim| &*claim.printed).collect();
    assert_eq!(printed, ["6273", "0.5", "2"], "what stands behind the tables is read too");
}

#[test]
#[cfg(feature = "reader")]
fn a_document_in_one_line_is_parted_by_its_numberings() {
    let filler = "负责道路水路运输有关政策、准入制度、技术标准和运营规范的拟订并监督实施；".repeat(40);
    let text = format!(
        "　一、单位基本情况 （一）职能职责。 １、{filler} ２、下属8个单位。 二、部门预算情况说明 2018年一般公共预算\
         财政拨款支出324970.32万元，比2017年减少145261.52万元。 三、“三公”经费情况说明 “三公”经费预算2800.68万元。 \
         四、其他重要事项的情况说明 １.机关运行经费情况。运行经费16252.11万元。 五、专业性名词解释 （一）基本支出：\
         指保障运转的支出。"
    );
    let narrative = budget(&text).narrative;
    let found: Vec<(&str, Topic)> =
        narrative.claims.iter().map(|claim| (&*claim.printed, claim.topic)).collect();
    assert_eq!(
        found,
        [
            ("324970.32", Topic::Other),
            ("145261.52", Topic::Other),
            ("2800.68", Topic::ThreePublic),
            ("16252.11", Topic::Operating),
        ]
    );
    assert_eq!(narrative.profile[0].heading, "单位基本情况");
    assert_eq!(narrative.glossary[0].term, "基本支出");
    for claim in &narrative.claims {
        let (start, end) = (claim.at.start as usize, claim.at.end as usize);
        let cut: String = text.chars().skip(start).take(end - start).collect();
        assert_eq!(cut, claim.printed);
    }
}

/// Every claim with the first cell that its quantity is printed in, blank where it has none.
fn links(budget: &Budget) -> Vec<String> {
    let link = |(at, claim): (usize, &Claim)| {
        let link = budget.link(at).unwrap();
        let cell = match budget.cell_of_claim(at) {
            Some(figure) => Some(figure),
            None => link.quantities.first().and_then(|&quantity| budget.cell_of_quantity(quantity)),
        };
        let sign = if link.repeats { "=" } else { "~" };
        let cell = cell.map(|figure| format!("{sign} {}", figure.at)).unwrap_or_default();
        format!("{} {cell}", claim.printed).trim_end().to_owned()
    };
    budget.narrative.claims.iter().enumerate().map(link).collect()
}

/// Tables of a department with funds, so that the general public budget is not the whole.
fn tables() -> String {
    let balance = [
        "收入||支出|",
        "项目|金额|项目|金额",
        "一、一般公共预算|900.0|一、一般公共服务支出|700.0",
        "二、政府性基金预算拨款收入|100.0|八、社会保障和就业支出|300.0",
        "本年收入合计|1,000.0|本年支出合计|1,000.0",
        "上年结转结余|50.0|年终结转结余|50.0",
        "收入总计|1,050.0|支出总计|1,050.0",
    ];
    let general = [
        "科目编码|科目名称|合计|基本支出|项目支出",
        "|合计|900.0|600.0|300.0",
        "201|一般公共服务支出|700.0|500.0|200.0",
        "20103|政府办公厅（室）及相关机构事务|400.0|300.0|100.0",
        "2010301|行政运行|400.0|300.0|100.0",
        "20106|财政事务|300.0|200.0|100.0",
        "2010601|行政运行|300.0|200.0|100.0",
        "208|社会保障和就业支出|200.0|100.0|100.0",
        "20805|行政事业单位养老支出|200.0|100.0|100.0",
        "2080501|行政单位离退休|200.0|100.0|100.0",
    ];
    table("2024年部门收支总体情况表", "万元", &balance)
        + &table("2024年一般公共预算支出情况表", "万元", &general)
        + &three_public("万元", "1.5||1.0||1.0|0.5")
}

/// The links of sentences beside those tables.
fn linked(sentences: &str) -> Vec<String> {
    links(&budget(&format!("2024年某局部门预算公开\n{sentences}\n{}", tables())))
}

#[test]
fn what_the_words_leave_out_is_said_by_heading_and_clause_before() {
    assert_eq!(
        linked(
            "一、收入支出预算总体情况说明\n某局2024年收入总计1050万元，支出总计1050万元，与2023年预算相比，收入减少2万元，\
             下降4.42%；支出减少3万元。\n二、一般公共预算支出情况说明\n某局2024年一般公共预算支出年初预算为900万元。其中：\
             基本支出600万元，占66.67%；项目支出300万元，占33.33%。"
        ),
        [
            "1050 = department-balance.收入总计.amount",
            "1050 = department-balance.支出总计.amount",
            "2 ~ department-balance.收入总计.amount",
            "4.42 ~ department-balance.收入总计.amount",
            "3 ~ department-balance.支出总计.amount",
            "900 = general-expenditure.合计.total",
            "600 = general-expenditure.合计.basic",
            "66.67 ~ general-expenditure.合计.basic",
            "300 = general-expenditure.合计.project",
            "33.33 ~ general-expenditure.合计.project",
        ]
    );
}

#[test]
fn the_path_of_a_function_tells_equal_names_apart() {
    assert_eq!(
        linked(
            "一、预算编制说明\n财政拨款支出主要内容如下：\n1.“一般公共服务支出（类）财政事务（款）行政运行（项）”300.00万元，\
             主要用于局本级人员经费。2023年当年预算执行数为1.48万元，2024年预算安排300万元，比2023年预算执行数增加77.70 %。\n\
             2、一般公共服务支出（201类）政府办公厅（室）及相关机构事务（03款）行政运行（01项）400万元。\n\
             3.行政运行支出300万元。\n4.行政运行支出350万元。"
        ),
        [
            "300.00 = general-expenditure.2010601.total",
            "1.48 ~ general-expenditure.2010601.total",
            "300 = general-expenditure.2010601.total",
            "77.70 ~ general-expenditure.2010601.total",
            "400 = general-expenditure.2010301.total",
            "300 = general-expenditure.2010601.total",
            "350",
        ],
        "where the words allow two, the figure decides, and nothing where neither agrees"
    );
}

#[test]
fn what_something_does_to_a_total_is_no_change_of_it() {
    assert_eq!(
        linked(
            "一、收入支出预算总体情况说明\n某局2024年支出总计1050万元，与上年相比，增加支出20万元。同时，缴费列入预算，增加部门支出15万元，\
             减少部门预算5万元。"
        ),
        ["1050 = department-balance.支出总计.amount", "20 ~ department-balance.支出总计.amount", "15", "5",]
    );
}

#[test]
fn a_total_below_the_heading_of_a_function_is_that_of_the_function() {
    assert_eq!(
        linked(
            "一、财政拨款支出预算情况说明\n其中：\n（一）一般公共服务支出（类）\n财政事务（款）：2024年预算支出合计300万元。\n\
             检察（款）：2024年预算支出合计123万元。"
        ),
        ["300 = general-expenditure.20106.total", "123"],
        "nothing where the tables do not know the function"
    );
}

#[test]
fn numbered_sentences_stand_below_the_headings_of_their_rank() {
    assert_eq!(
        linked(
            "一、财政拨款支出预算情况说明\n其中：\n（一）一般公共服务（类）\n1．政府办公厅（室）及相关机构事务（款）行政运行（项）\
             支出\n400万元，与上年相比增加96.30万元，增长3\n2.18%\n2．财政事务（款）行政运行（项）支出310万元，与上年一致。\n\
             （二）社会保障和就业支出（类）\n1．行政单位离退休（项）支出200万元。"
        ),
        [
            "400 = general-expenditure.2010301.total",
            "96.30 ~ general-expenditure.2010301.total",
            "2.18 ~ general-expenditure.2010301.total",
            "310 = general-expenditure.2010601.total",
            "一致 ~ general-expenditure.2010601.total",
            "200 = general-expenditure.2080501.total",
        ],
        "a false figure meets the cell that it contradicts"
    );
}

#[test]
fn both_sides_of_one_sentence_are_linked() {
    let budget = budget(&format!(
        "2024年某局部门预算公开\n一、收支预算总体情况说明\n某局2024年度收入、支出预算总计1050万元，与上年相比收、支预算总计各增加3608.98\
         万元，增长17.31%。\n{}",
        tables()
    ));
    let cells: Vec<String> = budget.cells_of_claim(0).iter().map(|figure| figure.at.to_string()).collect();
    assert_eq!(cells, ["department-balance.支出总计.amount", "department-balance.收入总计.amount"]);
    let [comparison] = budget.comparisons.as_slice() else { panic!("{:?}", budget.comparisons) };
    assert_eq!((comparison.current, comparison.change, comparison.rate), (Some(0), Some(1), Some(2)));
    assert_eq!(comparison.quantity, budget.link(0).unwrap().quantities.first().copied());
}

#[test]
fn words_that_are_not_known_name_something_else() {
    assert_eq!(
        linked(
            "一、支出预算情况说明\n基本支出600万元。\n离退休人员经费5万元，比上年增加1万元。\n信息化项目支出20万元，比上年减少3万元。\n\
             面向中小企业预留的采购支出7万元。\n主要原因是新增大楼维修经费9万元，调整住房补贴8万元。\n\
             社会保障和就业支出（类）就业补助（款）公益性岗位补贴（项）。支出11万元。\n法院（款）其他法院（项）支出12万元。"
        ),
        ["600 = general-expenditure.合计.basic", "5", "1", "20", "3", "7", "9", "8", "11", "12"]
    );
}

#[test]
fn the_parts_of_the_three_public_expenditure_are_linked_by_name() {
    assert_eq!(
        linked(
            "一、“三公”经费预算情况说明\n2024年“三公”经费预算数为1.5万元，与2023年预算持平。其中：\n（一）因公出国（境）费0万元。\n\
             （二）公务用车购置及运行维护费1万元，其中：公务用车购置费0万元；公务用车运行维护费1万元，占“三公”经费的66.67%。\n\
             （三）公务接待费0.5万元，比上年预算减少1万元。"
        ),
        [
            "1.5 = three-public.合计.total",
            "持平 ~ three-public.合计.total",
            "0 = three-public.合计.因公出国（境）费",
            "1 = three-public.合计.公务用车购置及运行费",
            "0 = three-public.合计.公务用车购置费",
            "1 = three-public.合计.公务用车运行费",
            "66.67 ~ three-public.合计.公务用车运行费",
            "0.5 = three-public.合计.公务接待费",
            "1 ~ three-public.合计.公务接待费",
        ]
    );
}

#[test]
fn final_accounts_compare_with_the_budget() {
    let tables = tables().replace("情况表", "决算表").replace("2024年", "2024年度");
    let budget = budget(&format!(
        "某局2024年度部门决算\n一、一般公共预算财政拨款支出决算情况说明\n一般公共预算财政拨款支出年初预算为1000万元，支出决算为900万元，\
         完成年初预算的90.00%。决算数小于预算数的主要原因：调减。其中：\n1、一般公共服务支出（类）财政事务（款）行政运行（项）。\
         主要用于：局本部人员经费及公用经费等的基本支出。年初预算为 350.5 万元，支出决算为300万元。决算数与预算数基本持平。\n{tables}"
    ));
    assert_eq!(
        links(&budget),
        [
            "1000 ~ general-expenditure.合计.total",
            "900 = general-expenditure.合计.total",
            "90.00 ~ general-expenditure.合计.total",
            "350.5 ~ general-expenditure.2010601.total",
            "300 = general-expenditure.2010601.total",
            "持平 ~ general-expenditure.2010601.total",
        ]
    );
    let first = &budget.comparisons[0];
    assert_eq!((first.previous, first.current, first.completion), (Some(0), Some(1), Some(2)));
    assert_eq!(first.base, Some(Base { year: None, stage: Some(Stage::Budget) }));
    let second = &budget.comparisons[1];
    assert_eq!((second.previous, second.current, second.unchanged), (Some(3), Some(4), Some(5)));
}

#[test]
fn what_is_completed_is_the_budget() {
    let stages = |text: &str| claims(text).iter().map(|claim| claim.stage).collect::<Vec<_>>();
    let (budget, last) = (Some(Stage::Budget), Some(Stage::Final));
    assert_eq!(stages("公务接待费支出决算为4万元，完成预算8万元的50%。")[..2], [last, budget]);
    assert_eq!(stages("1.公务接待费预算为8万元，支出决算为4万元。"), [budget, last]);
    assert_eq!(stages("其中：一般公共预算5万元，政府性基金预算0万元。"), [None, None]);
    let said = "某局2024年度部门决算\n一、“三公”经费支出决算情况说明\n公务接待费支出决算为4万元，完成预算8万元的50%，比上年决算数\
        增加1万元，增长33.33%。";
    let budget = read(said).budget;
    let compared: Vec<_> = budget.comparisons.iter().map(|c| (c.current, c.previous, c.change)).collect();
    assert_eq!(compared, [(Some(0), Some(1), None), (Some(0), None, Some(3))]);
}

#[test]
fn figures_side_by_side_are_of_several_subjects() {
    let compared = |text: &str| budget(&format!("一、收支情况说明\n{text}")).comparisons.len();
    assert_eq!(
        compared("收、支总计分别为90万元、80万元。与上年相比分别增加10万元、20万元，分别增长12.5%、33.33%。"),
        0
    );
    assert_eq!(
        compared("收、支总计各是91.25,83.91万元。与上年相比，各减少11.86,20.97万元，各下降11.5%、20%。"),
        0
    );
    assert_eq!(compared("收入90万元，比上年增加10万元，12.5%。"), 1);
    let shares = budget("一、收支情况说明\n基本支出30万元，项目支出10万元，分别占支出的75%和25%。");
    assert!(shares.links.iter().all(|link| link.whole.is_none() && link.whole_claim.is_none()));
}

#[test]
fn what_stands_behind_a_bracket_is_of_what_was_named_before_it() {
    let budget = budget(
        "一、“三公”经费情况说明\n“三公”经费40万元，其中：公务用车购置及运行费28万元（其中：购置费8万元，运行费20万元等），比上年减少\
         2万元，下降6.67%；公务接待费（含外宾2万元），比上年减少1万元；因公出国（境）费12万元，占30%。",
    );
    let of = |printed: &str| {
        let at = budget.narrative.claims.iter().position(|claim| claim.printed == printed).unwrap();
        let value = budget.link(at).unwrap().value?;
        Some(budget.narrative.claims[value].printed.clone())
    };
    assert_eq!(of("6.67").as_deref(), Some("28"));
    assert_eq!(of("1"), None, "what the bracket stands behind has no figure of its own");
    let share = budget.links.iter().find_map(|link| link.whole_claim).unwrap();
    assert_eq!(budget.narrative.claims[share].printed, "40");
}

#[test]
fn what_only_the_general_budget_prints_is_not_taken_for_all_of_it() {
    // Funds may pay a part of a class, and no table says how much.
    assert_eq!(
        linked(
            "一、财政拨款支出预算情况说明\n社会保障和就业支出300万元。\n社会保障和就业支出200万元。\n财政事务（款）行政运行（项）支出350万元。"
        ),
        ["300", "200 = general-expenditure.208.total", "350 = general-expenditure.2010601.total"]
    );
}

#[test]
fn what_stands_below_a_numbered_line_is_of_what_it_names() {
    let text = "一、部门决算情况说明\n（一）收入支出决算总体情况说明。\n本年收入1000万元，本年支出1000万元。\n\
        （五）政府性基金预算收支决算情况说明。\n年初结转结余0万元。本年收入100万元，较上年增加5万元。";
    assert_eq!(
        linked(text),
        [
            "1000 = department-balance.本年收入合计.amount",
            "1000 = department-balance.本年支出合计.amount",
            "0",
            "100 = department-balance.二、政府性基金预算拨款收入.amount",
            "5 ~ department-balance.二、政府性基金预算拨款收入.amount",
        ]
    );
}

#[test]
fn a_total_behind_the_list_of_its_parts_is_that_of_all() {
    assert_eq!(
        linked(
            "一、收入情况说明\n本年收入合计1000万元，其中：事业收入0万元，占0%；一般公共预算900万元，占90%。与上年相比，收入合计增加\
             950万元。二、财政拨款收支情况说明。财政拨款收入总计1000万元，支出总计1000万元。"
        )[..6],
        [
            "1000 = department-balance.本年收入合计.amount",
            "0",
            "0",
            "900 = department-balance.一、一般公共预算.amount",
            "90 ~ department-balance.一、一般公共预算.amount",
            "950 ~ department-balance.本年收入合计.amount",
        ]
    );
}

#[test]
fn a_part_that_is_singled_out_is_not_the_whole() {
    assert_eq!(
        linked(
            "一、“三公”经费情况说明\n公务接待费0.5万元。国内公务接待费0.3万元，其他国内公务接待支出0.2万元。\n二、一般公共预算支出情况\
             说明\n一般公共预算支出900万元，主要用于以下方面：一般公共服务支出700万元。八、社会保障和就业支出250万元。"
        )[..4],
        ["0.5 = three-public.合计.公务接待费", "0.3", "0.2", "900 = general-expenditure.合计.total"]
    );
    let balance = [
        "收入||支出|",
        "项目|金额|项目|金额",
        "一、一般公共预算|90.0|一、教育支出|100.0",
        "二、事业收入|10.0||",
        "本年收入合计|100.0|本年支出合计|100.0",
    ];
    let sheet = table("2024年部门收支总体情况表", "万元", &balance);
    let said = "2024年某局部门预算公开\n一、一般公共预算支出情况说明\n一般公共预算支出90万元，主要用于以下方面：教育支出90万元。\n";
    assert_eq!(
        links(&budget(&format!("{said}{sheet}"))),
        ["90", "90"],
        "a table of all money says nothing of it"
    );
}

#[test]
fn the_lines_of_the_three_public_expenditure_have_a_total() {
    let rows = ["项目|预算数", "合计|12", "因公出国（境）费|0", "公务用车购置及运行费|9", "公务接待费|3"];
    let sheet = table("2024年“三公”经费预算表", "万元", &rows);
    let said = "2024年某局部门预算公开\n一、“三公”经费情况说明\n“三公”经费预算12万元，公务接待费3万元。\n";
    assert_eq!(
        links(&budget(&format!("{said}{sheet}"))),
        ["12 = three-public.合计.amount", "3 = three-public.公务接待费.amount"]
    );
}

#[test]
fn a_share_knows_its_part_and_its_whole() {
    let budget = budget(&format!(
        "2024年某局部门预算公开\n一、一般公共预算支出情况说明\n一般公共预算支出900万元，占本年支出合计的90%。其中：基本支出600万元，\
         占66.67%。\n{}",
        tables()
    ));
    let cell = |quantity: Option<usize>| budget.cell_of_quantity(quantity.unwrap()).unwrap().at.to_string();
    let link = |claim: usize| budget.link(claim).unwrap();
    assert_eq!(cell(link(1).whole), "department-balance.本年支出合计.amount");
    assert_eq!((link(1).value, cell(link(3).whole)), (Some(0), "general-expenditure.合计.total".to_owned()));
    assert_eq!(link(3).value, Some(2));
}

#[test]
fn digits_left_off_in_a_sentence_are_no_finding() {
    let severity = |said: &str| {
        let yuan = table(
            "2024年一般公共预算支出情况表",
            "元",
            &["科目编码|科目名称|合计", "|合计|2,049,197.00", "201|一般公共服务支出|2,049,197.00"],
        );
        let disclosure =
            read(&format!("2024年某局部门预算公开\n一、说明\n一般公共预算支出{said}万元。\n{yuan}"));
        let check =
            disclosure.report.checks.into_iter().find(|check| check.rule.id == "sentence-copies").unwrap();
        (check.verdict, check.severity)
    };
    assert_eq!(severity("204.92"), (Verdict::Rounding, Severity::Info));
    assert_eq!(severity("204.91"), (Verdict::Contradiction, Severity::Info));
    assert_eq!(severity("204.93"), (Verdict::Contradiction, Severity::Error));
}

/// What each figure of the embedded document speaks of; `=` where it repeats the cell.
const EMBEDDED: &[&str] = &[
    "6273 = department-balance.一、一般公共预算.amount",
    "6273 = department-balance.本年支出合计.amount",
    "290.2 ~ department-balance.一、一般公共预算.amount",
    "4.42 ~ department-balance.一、一般公共预算.amount",
    "290.2 ~ department-balance.本年支出合计.amount",
    "4.42 ~ department-balance.本年支出合计.amount",
    "6273 = department-balance.一、一般公共预算.amount",
    "6273 = department-balance.一、一般公共预算.amount",
    "0 = department-balance.二、政府性基金预算拨款收入.amount",
    "0 = department-balance.四、财政专户管理资金收入.amount",
    "6273 = department-balance.本年支出合计.amount",
    "1405.1 = department-expenditure.合计.basic",
    "22.40 ~ department-expenditure.合计.basic",
    "4867.9 = department-expenditure.合计.project",
    "77.6 ~ department-expenditure.合计.project",
    "6273 = department-balance.本年支出合计.amount",
    "0 = fiscal-balance.一、本年支出.fund",
    "290.2 ~ department-balance.本年支出合计.amount",
    "4.42 ~ department-balance.本年支出合计.amount",
    "0 ~ fiscal-balance.一、本年支出.fund",
    "6273 = department-balance.本年支出合计.amount",
    "1405.1 = department-expenditure.合计.basic",
    "22.40 ~ department-expenditure.合计.basic",
    "4867.9 = department-expenditure.合计.project",
    "77.6 ~ department-expenditure.合计.project",
    "1405.1 = department-expenditure.合计.basic",
    "1190.3 = general-basic.合计.basic.personnel",
    "84.71 ~ general-basic.合计.basic.personnel",
    "214.8 = general-basic.合计.basic.public",
    "15.29 ~ general-basic.合计.basic.public",
    "1.5 = three-public.合计.total",
    "0 = three-public.合计.因公出国（境）费",
    "0.5 = three-public.合计.公务接待费",
    "1 = three-public.合计.公务用车购置及运行费",
    "0 = three-public.合计.公务用车购置费",
    "1 = three-public.合计.公务用车运行费",
    "214.8 = general-basic.合计.basic.public",
    // No table prints what is bought, nor how many there are.
    "4501.3",
    "15",
    "0",
    "4486.3",
    "4867.9 = department-expenditure.合计.project",
    "4",
    "1",
    "0",
    "0",
    "0",
    "1",
    "1",
    "0",
];

#[test]
fn every_figure_of_the_embedded_narrative_that_a_table_prints_is_linked_to_it() {
    let Disclosure { budget, report, .. } = embedded();
    let all = links(&budget);
    let figures = all.iter().zip(&budget.narrative.claims).filter(|(_, claim)| claim.kind != Kind::Statement);
    let figures: Vec<&str> = figures.map(|(link, _)| link.as_str()).collect();
    assert_eq!(figures, EMBEDDED);
    assert_eq!(figures.iter().filter(|link| link.contains(' ')).count(), 38);
    let linked = |text: &str| {
        all.iter().zip(&budget.narrative.claims).filter(|(link, _)| link.starts_with(text)).count()
    };
    assert_eq!((linked("持平 ~"), linked("无 ~")), (6, 2));
    let sentences = report.checks.iter().filter(|check| check.rule.id == "sentence-copies");
    assert!(sentences.clone().count() > 24 && sentences.clone().all(|check| check.verdict == Verdict::Exact));
    let complete = budget.comparisons.iter().filter(|c| c.change.is_some() && c.current.is_some());
    assert_eq!(complete.count(), 4);
}

#[test]
fn no_length_of_text_makes_reading_slow() {
    let long = |piece: &str, count: usize| format!("一、情况说明\n{}", piece.repeat(count));
    for text in [
        long("与上年相比增加1万元，", 15_000),
        long("无政府性基金", 15_000),
        long("（一）", 100_000),
        long("其中：基本支出1万元，占2%；", 8_000),
        long("目录\n一、收入\n", 20_000),
        long("一、收入情况说明\n收入1万元。\n", 6_000),
        long("年", 300_000),
        long("第一部分 名词解释\n一、词：义。\n", 10_000),
        long("一般公共服务支出（类）", 50_000),
        long("1,", 150_000),
    ] {
        let text = text + "\n" + &tables();
        let _ = read(&text);
    }
}

const PIECES: [&str; 44] = [
    "一、",
    "（二）",
    "3．",
    "第一部分",
    "目录",
    "\n",
    "\n",
    "，",
    "。",
    "；",
    "：",
    "、",
    " ",
    "\t",
    "（",
    "）",
    "2024年",
    "上年",
    "6273",
    "3，518.85",
    "１２",
    "0.5",
    "万元",
    "元",
    "%",
    "个项目",
    "比",
    "与",
    "相比",
    "增加",
    "减少",
    "占",
    "完成预算的",
    "持平",
    "无",
    "其中",
    "收入",
    "支出总计",
    "一般公共预算",
    "基本支出",
    "行政运行（项）",
    "“三公”经费",
    "情况说明",
    "名词解释",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_and_every_figure_stands_where_it_is_said(
        pieces in proptest::collection::vec(0..PIECES.len(), 0..120),
    ) {
        let text: String = pieces.into_iter().map(|at| PIECES[at]).collect();
        let text = format!("{text}\n{}", tables());
        let budget = budget(&text);
        let lines: Vec<&str> = text.lines().collect();
        prop_assert_eq!(budget.links.len(), budget.narrative.claims.len());
        for (claim, link) in budget.narrative.claims.iter().zip(&budget.links) {
            let line = lines[claim.at.line as usize - 1];
            let (start, end) = (claim.at.start as usize, claim.at.end as usize);
            let cut: String = line.chars().skip(start).take(end - start).collect();
            if claim.kind != Kind::Statement {
                prop_assert_eq!(&cut, &claim.printed);
            }
            prop_assert!(budget.narrative.sections.iter().any(|section| section.id == claim.at.section));
            prop_assert!(!link.repeats || matches!(claim.said, Said::Amount(_)));
        }
    }
}
