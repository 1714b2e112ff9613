//! What the rules about sentences find, and where they stay silent: small documents that hold and that do not.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use budget_widget::checks::Verdict;
use budget_widget::checks::report::{Note, Severity};
use budget_widget::disclosure::Disclosure;
use budget_widget::export::wording::Wording;
use budget_widget::i18n::LOCALES;
use common::{embedded, read, table, three_public};

/// A disclosure for 2024 whose narrative is one section.
fn document(sentences: &str) -> Disclosure {
    read(&format!("2024年某局部门预算公开\n一、收支预算情况说明\n{sentences}\n"))
}

/// Final accounts for 2024.
fn accounts(sentences: &str) -> Disclosure {
    read(&format!("某局2024年度部门决算\n一、支出决算情况说明\n{sentences}\n"))
}

/// Verdict and severity of every check of a rule that has figures or says something.
fn verdicts(disclosure: &Disclosure, rule: &str) -> Vec<(Verdict, Severity)> {
    let checks = disclosure.report.checks.iter().filter(|check| check.rule.id == rule);
    let asked = checks.filter(|check| !check.operands.is_empty() || check.said.is_some());
    asked.map(|check| (check.verdict, check.severity)).collect()
}

/// The figures of the first contradiction of a rule.
fn contradicted(disclosure: &Disclosure, rule: &str) -> Vec<String> {
    let failing = |verdict| verdict == Verdict::Contradiction;
    let mut checks = disclosure.report.checks.iter();
    let check = checks.find(|check| check.rule.id == rule && failing(check.verdict)).unwrap();
    check.operands.iter().map(|term| term.operand.printed(&disclosure.budget).to_owned()).collect()
}

/// What a rule says of a document, in English.
fn words(disclosure: &Disclosure, rule: &str) -> Vec<String> {
    let wording = Wording { budget: &disclosure.budget, locale: LOCALES.last().unwrap() };
    let checks = disclosure.report.checks.iter().filter(|check| check.rule.id == rule);
    let words: Vec<String> = checks.map(|check| wording.message(check)).collect();
    assert!(words.iter().all(|words| !words.contains(['{', '}'])), "{words:#?}");
    words
}

const HOLDS: (Verdict, Severity) = (Verdict::Exact, Severity::Info);
const WRONG: (Verdict, Severity) = (Verdict::Contradiction, Severity::Error);
const DOUBTFUL: (Verdict, Severity) = (Verdict::Contradiction, Severity::Warning);
const NOTED: (Verdict, Severity) = (Verdict::Contradiction, Severity::Info);

#[test]
fn a_share_is_that_of_the_amounts_beside_it() {
    let shares = |basic: &str, project: &str| {
        let text = format!(
            "支出合计1000万元，其中：基本支出333.3万元，占{basic}%；项目支出666.7万元，占{project}%。"
        );
        document(&text)
    };
    assert_eq!(verdicts(&shares("33.33", "66.67"), "shares"), [HOLDS; 3], "the shares make 100 percent, too");
    assert_eq!(verdicts(&shares("33.3", "66.7"), "shares"), [HOLDS; 3]);
    let wrong = shares("38.33", "66.67");
    assert_eq!(verdicts(&wrong, "shares"), [WRONG, HOLDS, WRONG]);
    assert_eq!(contradicted(&wrong, "shares"), ["38.33", "333.3", "1000"]);
    assert!(
        words(&wrong, "shares")[0]
            .contains("the text says 38.33%, the printed figures 333.3, 1000 make 33.33%")
    );
    let causes = wrong.report.causes().filter(|check| check.rule.id == "shares");
    assert_eq!(causes.count(), 1, "one wrong share is one finding");
    let carried = "收入预算50000.00万元，其中：上年结转5000.00万元，占12.00%；一般公共预算拨款收入45000.00万元，占90.00%。";
    assert_eq!(
        verdicts(&document(carried), "shares"),
        [WRONG, HOLDS, WRONG],
        "what is carried over is of this year"
    );
    let behind = "支出合计1000万元，其中：基本支出333.3万元，占33.33%。基金支出50万元，占90%。";
    assert_eq!(verdicts(&document(behind), "shares"), [HOLDS], "the list has ended");
    let others = document("支出合计1000万元，其中：基本支出333.3万元，占33.33%。");
    assert_eq!(verdicts(&others, "shares"), [HOLDS], "some of the parts need not make 100 percent");
}

#[test]
fn a_list_of_shares_may_follow_its_whole_in_another_sentence() {
    let listed = |part: &str, share: &str| {
        let text = format!(
            "（一）规模变化情况\n一般公共预算当年拨款1200.00万元，比2023年预算数增加65.44万元。\n（二）结构情况\n社会保障和就业支出\
             {part}万元，占{share}%；卫生健康支出34.56万元，占2.88%；自然资源支出1065.44万元，占88.79%。"
        );
        verdicts(&document(&text), "shares")
    };
    assert_eq!(listed("100.00", "8.33"), [HOLDS; 4]);
    assert_eq!(listed("100.00", "8.88"), [WRONG, HOLDS, HOLDS, WRONG]);
    assert_eq!(listed("1000.00", "8.33"), [WRONG, HOLDS, HOLDS], "two of three tell what they are shares of");
    assert_eq!(listed("1000.00", "80.00").len(), 3);
    let other = document("支出1200.00万元。人员经费100.00万元，占10.00%；公用经费400.00万元，占40.00%。");
    assert_eq!(verdicts(&other, "shares"), [], "of something else");
}

#[test]
fn one_unit_of_the_last_digit_is_worth_one_note() {
    let text = "支出合计1000.00万元，其中：基本支出333.38万元，占33.33%；项目支出666.68万元，占66.66%。";
    let disclosure = document(text);
    assert_eq!(verdicts(&disclosure, "shares"), [NOTED; 2]);
    let first = disclosure.report.checks.iter().find(|check| check.rule.id == "shares").unwrap();
    assert_eq!((first.note, first.follows), (Some(Note::Truncated), 1));
}

#[test]
fn shares_that_miss_100_by_cut_off_digits_are_only_noted() {
    // 1/3 and 2/3 of 1000.0, either of which may be a little more or less.
    let shares = |one: &str, other: &str| {
        let text =
            format!("支出合计1000.0万元，其中：基本支出333.4万元，占{one}%；项目支出666.6万元，占{other}%。");
        verdicts(&document(&text), "shares")
    };
    assert_eq!(shares("33.34", "66.66"), [HOLDS; 3]);
    assert_eq!(shares("33.34", "66.65").last(), Some(&(Verdict::Boundary, Severity::Info)));
    assert_eq!(shares("33.33", "66.65").last(), Some(&NOTED));
    assert_eq!(shares("33.33", "66.60").last(), Some(&WRONG));
}

#[test]
fn a_rate_is_that_of_the_change_or_of_the_value_before() {
    let rate = |rate: &str| {
        document(&format!("收入总计6273万元，与2023年预算相比，收入减少290.2万元，下降{rate}%。"))
    };
    assert_eq!(verdicts(&rate("4.42"), "rates"), [HOLDS]);
    assert_eq!(verdicts(&rate("4.43"), "rates"), [NOTED]);
    let wrong = rate("4.63");
    assert_eq!(verdicts(&wrong, "rates"), [WRONG]);
    assert_eq!(contradicted(&wrong, "rates"), ["4.63", "290.2", "6273"]);
    let before = |previous: &str, way: &str, rate: &str| {
        document(&format!(
            "财政拨款支出主要内容如下：\n1.统战事务支出45.41万元。2023年当年预算执行数为{previous}万元，2024年预算安排45.41万元，\
             比2023年预算执行数{way}{rate}%。"
        ))
    };
    assert_eq!(verdicts(&before("11.67", "增加", "289.12"), "rates"), [HOLDS]);
    assert_eq!(verdicts(&before("11.67", "增加", "314.82"), "rates"), [WRONG]);
    assert_eq!(verdicts(&before("50.00", "减少", "9.18"), "rates"), [HOLDS]);
    assert_eq!(verdicts(&before("50.00", "增加", "9.18"), "rates"), [WRONG], "it did not grow");
    let from_nothing = before("0", "增加", "100.00");
    assert_eq!(verdicts(&from_nothing, "rates"), [NOTED]);
    assert!(words(&from_nothing, "rates")[0].contains("has no base (1 in all)"));
}

#[test]
fn coarse_figures_are_given_the_reach_of_their_rounding() {
    // 1.4 ÷ (11.4 − 1.4) = 14.0 %, but 1.35 ÷ 10.1 is 13.4 % and 1.45 ÷ 9.9 is 14.6 %.
    let rate =
        |rate: &str| document(&format!("收入总计11.4万元，与2023年预算相比，收入增加1.4万元，增长{rate}%。"));
    assert_eq!(verdicts(&rate("14.0"), "rates"), [HOLDS]);
    assert_eq!(verdicts(&rate("14.5"), "rates"), [(Verdict::Rounding, Severity::Info)]);
    assert_eq!(verdicts(&rate("14.9"), "rates"), [WRONG]);
}

#[test]
fn a_completion_is_that_of_its_own_plan() {
    let completion = |plan: &str, rate: &str| {
        let text = format!("支出年初预算为2993.92万元，支出决算为2940.05万元，完成{plan}预算的{rate}%。");
        verdicts(&accounts(&text), "rates")
    };
    assert_eq!(completion("年初", "98.20"), [HOLDS]);
    assert_eq!(completion("年初", "95.20"), [WRONG]);
    assert_eq!(completion("调整", "95.20"), [], "of another plan");
}

#[test]
fn the_value_before_and_the_change_make_the_value_now() {
    let changed = |change: &str| {
        document(&format!(
            "2024年收入预算总额为100.5万元，2023年收入预算为90.0万元，比2023年预算增加{change}万元。"
        ))
    };
    assert_eq!(verdicts(&changed("10.5"), "changes"), [HOLDS]);
    let wrong = changed("11.5");
    assert_eq!(verdicts(&wrong, "changes"), [WRONG]);
    assert_eq!(contradicted(&wrong, "changes"), ["100.5", "90.0", "11.5"]);
}

#[test]
fn nothing_grows_by_more_than_it_is() {
    let grown = |now: &str| document(&format!("收入总计{now}万元，比2023年预算增加1421.25万元。"));
    assert_eq!(verdicts(&grown("16497.86"), "changes"), [HOLDS]);
    assert_eq!(verdicts(&grown("1421.25"), "changes"), [HOLDS]);
    assert_eq!(verdicts(&grown("0"), "changes"), [WRONG]);
}

#[test]
fn a_sentence_behind_a_list_speaks_of_the_whole() {
    let text = "2024年年初预算数5432.10万元，其中，一般公共预算拨款5400.00万元，上年结转结余32.10万元。收入较去年增加432.10万元，增长\
                8.64%。";
    let disclosure = document(text);
    assert!(
        verdicts(&disclosure, "changes").iter().all(|found| *found == HOLDS),
        "32.10 are not all revenue"
    );
    assert_eq!(verdicts(&disclosure, "rates"), []);
    let text = "2024年支出预算100.00万元，其中：基本支出60.00万元，项目支出40.00万元。支出较2023年预算增加50.00万元，增长100.00%。";
    let disclosure = document(text);
    assert_eq!(verdicts(&disclosure, "rates"), [HOLDS]);
    assert!(verdicts(&disclosure, "changes").iter().all(|found| *found == HOLDS), "50 of 100");
}

#[test]
fn what_a_reason_says_to_change_is_something_else() {
    let text = "收入总计100万元，比2023年预算增加20万元，增长25%。主要原因：项目调整，较上年增加150万元。";
    let disclosure = document(text);
    assert_eq!(verdicts(&disclosure, "rates"), [HOLDS]);
    assert_eq!(verdicts(&disclosure, "changes"), [HOLDS; 2], "150 is no part of 100");
    for reason in [
        "主要是增加150万元的维修经费",
        "主要原因：一是人员增加；二是项目增加，增加150万元",
        "主要原因：一是人员增加，增加150万元；二是压减，减少30万元",
        "其中培训班经费增加150万元",
    ] {
        let text = format!("收入总计100万元，比2023年预算增加20万元，增长25%，{reason}。");
        assert_eq!(verdicts(&document(&text), "changes"), [HOLDS; 2], "{reason}");
    }
}

#[test]
fn unchanged_values_are_equal_and_directions_are_those_of_the_figures() {
    let plan = |now: &str, words: &str| {
        verdicts(&accounts(&format!("基本支出年初预算为10.00万元，支出决算为{now}万元。{words}")), "changes")
    };
    assert_eq!(plan("10.00", "决算数与预算数持平。"), [HOLDS]);
    assert_eq!(plan("9.99", "决算数与预算数持平。"), [WRONG]);
    assert_eq!(plan("9.99", "决算数与预算数基本持平。"), [], "hardly changed is no number");
    assert_eq!(plan("9.50", "决算数小于预算数的主要原因：压减。"), [HOLDS]);
    assert_eq!(plan("9.50", "决算数大于预算数的主要原因：增人。"), [DOUBTFUL]);
    let ways = |rate: &str| {
        verdicts(&document(&format!("收入总计100万元，比2023年预算减少5万元，{rate}4.76%。")), "changes")
    };
    assert_eq!(ways("下降"), [HOLDS]);
    assert_eq!(ways("增长"), [DOUBTFUL]);
    assert_eq!(ways("下降（增长）"), [], "left of a form");
    let fund = |change: &str| {
        let text = format!("基金收支预算0.0万元。基金收支预算增加{change}万元，与2023年预算持平。");
        verdicts(&document(&text.replace("基金收支", "政府性基金收支")), "changes")
    };
    assert_eq!(fund("0.0"), [HOLDS]);
    assert_eq!(fund("1.0").last(), Some(&DOUBTFUL));
}

#[test]
fn the_budget_of_the_year_is_not_the_year_before() {
    let text = "基本支出年初预算为10.00万元，支出决算为9.00万元，比上年增加1.00万元，增长12.50%。公务接待费年初预算为2.00万元，支出\
                决算为1.00万元，与上年持平。";
    let disclosure = accounts(text);
    assert_eq!(verdicts(&disclosure, "rates"), [HOLDS]);
    assert!(verdicts(&disclosure, "changes").iter().all(|found| *found == HOLDS));
    let text = "收入决算为9.00万元，2023年度收入决算为8.00万元，比上年增加1.50万元。";
    assert_eq!(verdicts(&accounts(text), "changes"), [WRONG], "2023 is the year before");
}

#[test]
fn one_item_states_one_amount() {
    let item = |body: &str| {
        document(&format!(
            "财政拨款支出主要内容如下：\n12、统战事务支出208.8万元。主要用于：统战工作。2023年当年预算执行数为198.34万元，2024年预算\
             安排{body}万元，比2023年预算执行数增加5.27%。"
        ))
    };
    assert_eq!(verdicts(&item("208.8"), "repeated-amounts"), [HOLDS]);
    assert_eq!(verdicts(&item("208.80"), "repeated-amounts"), [HOLDS]);
    let wrong = item("201.50");
    assert_eq!(verdicts(&wrong, "repeated-amounts"), [WRONG]);
    assert_eq!(wrong.report.causes().filter(|check| check.severity == Severity::Error).count(), 1);
}

/// Tables of a department that only the general budget pays.
fn balance() -> String {
    common::balance("万元", &["一、一般公共预算|6,273.0|一、一般公共服务支出|6,273.0"], "6,273.0")
}

#[test]
fn a_change_stated_twice_is_stated_alike() {
    let changes = |second: &str, words: &str| {
        let text = format!(
            "2024年某局部门预算公开\n一、收支预算情况说明\n2024年收入总计6273万元，支出总计6273万元，与2023年预算相比，收入减少\
             290.2万元；支出减少{second}万元。\n二、财政拨款情况说明\n财政拨款支出6273万元，{words}\n{}",
            balance()
        );
        verdicts(&read(&text), "repeated-changes")
    };
    assert_eq!(changes("290.2", "持平。"), [HOLDS]);
    assert_eq!(changes("209.2", "持平。"), [WRONG]);
    let other = "比2023年预算减少100万元。";
    assert_eq!(changes("290.2", other), [HOLDS], "the year before others may have paid, too");
}

#[test]
fn comparisons_name_the_year_before() {
    let compared = |year: &str| {
        verdicts(&document(&format!("收入预算100万元，比{year}预算增加3万元。")), "comparison-year")
    };
    assert_eq!(compared("2023年"), [HOLDS]);
    assert_eq!(compared("上年"), []);
    assert_eq!(compared("2024年"), [WRONG]);
    assert_eq!(compared("2025年"), [WRONG]);
    assert_eq!(compared("2022年"), [NOTED]);
    let stale = "收入预算100万元，比2023年预算增加3万元。支出预算100万元，比2023年预算增加3万元。基本支出5万元，比2022年预算增加1万元。";
    assert_eq!(verdicts(&document(stale), "comparison-year"), [HOLDS, DOUBTFUL]);
    let plan = "支出决算为98万元，比2024年年初预算减少2万元。与2023年度相比，支出减少1万元。";
    assert_eq!(
        verdicts(&accounts(plan), "comparison-year"),
        [HOLDS],
        "final accounts have a budget of their own year"
    );
    let misread =
        "2025年收入预算100万元，比2024年预算增加3万元。2025年支出预算100万元，比2024年预算增加3万元。";
    assert_eq!(verdicts(&document(misread), "comparison-year"), [], "the year of the document is in doubt");
    let several = document("收入预算100万元，比2024年预算增加3万元。支出预算100万元，与2024年预算持平。");
    assert_eq!(verdicts(&several, "comparison-year"), [WRONG], "one finding for all");
    assert!(
        words(&several, "comparison-year")[0].contains("2024, its own year (2 in all); 2023 is expected")
    );
}

#[test]
fn counted_things_add_up() {
    let vehicles = |count: &str, last: &str| {
        let text = format!(
            "2023年期末，共有车辆{count}辆，其中：一般公务用车0辆、执法执勤用车1辆，其他用车{last}辆，其他用车主要是机要通信车1\
             辆；单价50万元以上的设备7台（套）。"
        );
        verdicts(&document(&text), "counts")
    };
    assert_eq!(vehicles("3", "2"), [HOLDS]);
    assert_eq!(vehicles("3", "1"), [DOUBTFUL]);
    assert_eq!(vehicles("3", "4"), [DOUBTFUL]);
    let bought = document("共有车辆3辆，其中：执法执勤用车1辆、其他用车2辆，本年拟购置1辆。");
    assert_eq!(verdicts(&bought, "counts"), [HOLDS]);
    let people = document("共有编制45人，其中：行政编制20人，事业编制25人，实有40人。");
    assert_eq!(verdicts(&people, "counts"), [], "several divisions");
    let some = document("共有车辆9辆，其中：执法执勤用车1辆、机要通信用车2辆。");
    assert_eq!(verdicts(&some, "counts"), [], "some kinds need not be all");
}

#[test]
fn as_many_projects_are_said_as_the_table_lists() {
    let projects = |count: &str| {
        let rows = [
            "类型|项目名称|项目单位|合计|本年拨款",
            "||合计|30.0|30.0",
            "特定目标类|信息化运维项目|某局|10.0|10.0",
            "特定目标类|政务数据治理项目|某局|20.0|20.0",
        ];
        let text = format!(
            "2024年某局部门预算公开\n一、绩效目标设置情况\n项目支出实施绩效目标管理，涉及项目支出30万元，共{count}个项目。\n{}",
            table("2024年项目支出预算表", "万元", &rows)
        );
        read(&text)
    };
    assert_eq!(verdicts(&projects("2"), "counts"), [HOLDS], "{:?}", projects("2").budget.links);
    assert_eq!(verdicts(&projects("3"), "counts"), [DOUBTFUL]);
}

#[test]
fn purchases_are_goods_works_and_services() {
    let bought = |whole: &str, list: &str| {
        verdicts(&document(&format!("2024年政府采购预算安排{whole}万元，其中：{list}。")), "procurement")
    };
    let list = "政府采购货物预算15万元、政府采购工程预算0万元、政府采购服务预算4486.3万元";
    assert_eq!(bought("4501.3", list), [HOLDS]);
    assert_eq!(bought("4510.3", list), [WRONG]);
    let some = "政府采购货物预算15万元、政府采购服务预算86.3万元";
    assert_eq!(bought("4501.3", some), [], "works may be left out");
}

#[test]
fn what_there_is_none_of_stands_in_no_table() {
    let fund = |amount: &str, sentence: &str| {
        let rows = ["科目编码|科目名称|合计|基本支出|项目支出", &format!("|合计|{amount}||{amount}")];
        let text = format!(
            "2024年某局部门预算公开\n一、政府性基金预算支出情况说明\n{sentence}\n{}{}",
            balance(),
            table("2024年政府性基金预算支出情况表", "万元", &rows)
        );
        verdicts(&read(&text), "nothing-said")
    };
    let none = "某局2024年无使用政府性基金预算拨款安排的支出。";
    assert_eq!(fund("", none), [HOLDS]);
    assert_eq!(fund("0.0", none), [HOLDS]);
    assert_eq!(fund("35.0", none), [WRONG]);
    assert_eq!(fund("35.0", "某局2023年无使用政府性基金预算拨款安排的支出。"), []);
    assert_eq!(fund("35.0", "无政府性基金预算拨款安排的基本支出。"), [], "only basic expenditure");
    let vehicles = |purchase: &str| {
        let row = format!("1.5||1.0|{purchase}|1.0|0.5");
        let text = "2024年某局部门预算公开\n一、“三公”经费预算情况说明\n2024年未安排公务用车购置费。\n";
        verdicts(&read(&format!("{text}{}", three_public("万元", &row))), "nothing-said")
    };
    assert_eq!(vehicles("0.0"), [HOLDS]);
    assert_eq!(vehicles("1.0"), [], "a table that does not add up proves nothing");
}

#[test]
fn where_reasons_are_given_none_is_missing() {
    let sections = |second: &str| {
        let text = format!(
            "2024年某局部门预算公开\n一、收入情况说明\n收入预算100万元，比2023年预算增加3万元，主要原因是项目增加。\n\
             二、支出情况说明\n支出预算100万元，比2023年预算增加3万元{second}。"
        );
        read(&text)
    };
    assert_eq!(verdicts(&sections("，主要是项目增加"), "reasons"), [HOLDS]);
    let missing = sections("");
    assert_eq!(verdicts(&missing, "reasons"), [HOLDS, NOTED]);
    assert!(words(&missing, "reasons")[1].contains("1 in all: 支出情况说明"));
    assert_eq!(verdicts(&document("收入预算100万元，比2023年预算增加3万元。"), "reasons"), []);
}

#[test]
fn an_amount_of_this_year_is_not_said_of_another() {
    let total = |year: &str, amount: &str| {
        let text = format!(
            "2024年某局部门预算公开\n一、收支预算情况说明\n{year}收入总计{amount}万元，支出总计6273万元。\n{}",
            balance()
        );
        verdicts(&read(&text), "year-words")
    };
    assert_eq!(total("2024年", "6273.0"), [HOLDS]);
    assert_eq!(total("2023年", "6273.0"), [DOUBTFUL]);
    assert_eq!(total("2023年", "6563.2"), [], "what was the year before");
    let both = format!(
        "2024年某局部门预算公开\n一、收支预算情况说明\n2024年收入总计6273.0万元，2023年收入总计6273.0万元，与上年持平。\n{}",
        balance()
    );
    assert_eq!(verdicts(&read(&both), "year-words"), [HOLDS]);
}

#[test]
fn rates_have_their_percent_signs() {
    let rate = |rate: &str| {
        let text = format!("收入预算100万元，比2023年预算增加11.93万元，增长{rate}主要原因：项目增加。");
        verdicts(&document(&text), "missing-percent")
    };
    assert_eq!(rate("13.55%。"), [HOLDS]);
    assert_eq!(rate("13.55。"), [DOUBTFUL]);
    assert_eq!(rate("13.55倍。"), []);
    assert_eq!(rate("13.55\n%。"), [HOLDS]);
}

/// The embedded document with another sentence about indicators.
fn targets(kinds: &str) -> Disclosure {
    let text = budget_widget::embedded::DEFAULT.replace("从成本、产出、效益、满意度等方面", kinds);
    read(&text)
}

#[test]
fn indicators_are_of_the_kinds_that_are_claimed() {
    let disclosure = embedded();
    assert_eq!(verdicts(&disclosure, "targets-said"), [DOUBTFUL]);
    let said = &words(&disclosure, "targets-said")[0];
    assert!(said.contains("none of the 4 projects has any of these: 成本"), "{said}");
    assert!(said.contains("满意度（全市政务信息安全经费项目）"), "{said}");
    assert_eq!(verdicts(&targets("从产出、效益等方面"), "targets-said"), [HOLDS]);
    assert_eq!(verdicts(&targets("从产\n出、成\n本等方面"), "targets-said"), [DOUBTFUL], "over line ends");
    assert_eq!(verdicts(&targets("从各方面"), "targets-said"), []);
}

#[test]
fn items_are_called_as_in_the_tables() {
    let named = |class: &str, group: &str, item: &str, amount: &str| {
        let rows = [
            "科目编码|科目名称|合计",
            "|合计|205.6",
            "208|社会保障和就业支出|90.6",
            "20805|行政事业单位养老支出|90.6",
            "2080501|行政单位离退休|90.6",
            "210|卫生健康支出|115.0",
            "21011|行政事业单位医疗|115.0",
            "2101101|行政单位医疗|115.0",
        ];
        let text = format!(
            "2024年某局部门预算公开\n一、预算编制说明\n财政拨款支出主要内容如下：\n11.“{class}（类）{group}（款）{item}（项）”{amount}\
             万元，主要用于医疗保险。\n{}",
            table("2024年一般公共预算支出情况表", "万元", &rows)
        );
        read(&text)
    };
    let verdict = |class: &str, group: &str, item: &str, amount: &str| {
        verdicts(&named(class, group, item, amount), "item-names")
    };
    let (class, group, item) = ("卫生健康支出", "行政事业单位医疗", "行政单位医疗");
    assert_eq!(verdict(class, group, item, "115.0"), [HOLDS]);
    assert_eq!(verdict("卫生健康", group, item, "114.97"), [HOLDS], "a shorter name and a finer figure");
    assert_eq!(verdict("医疗卫生与计划生育支出", group, item, "115.0"), [DOUBTFUL]);
    assert_eq!(verdict(class, "医疗保障", item, "115.0"), [NOTED]);
    assert_eq!(verdict("医疗卫生与计划生育支出", "医疗保障", item, "115.0"), [], "one name is too little");
    assert_eq!(verdict("医疗卫生与计划生育支出", group, item, "118.0"), [], "another amount");
    assert_eq!(verdict("社会保障和就业支出", group, item, "115.0"), [], "the name of another class");
    let said = words(&named("医疗卫生与计划生育支出", group, item, "115.0"), "item-names");
    assert!(said[0].contains("but the tables print 210 as “卫生健康支出” (1 in all)"), "{said:?}");
}
