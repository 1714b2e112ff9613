//! The checks: what they say of the embedded disclosure, and every verdict on a small document.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use budget_widget::checks::report::{Origin, Reason, Severity};
use budget_widget::checks::{Check, Content, Kind, RULES, Verdict};
use budget_widget::disclosure::Disclosure;
use budget_widget::tables::Table;
use common::{balance, cells, check, embedded, json, read, revenue, table, three_public, with_verdict};
use rust_decimal::Decimal;
use std::collections::HashSet;

fn decimal(text: &str) -> Option<Decimal> {
    Some(text.parse().unwrap())
}

fn printed<'a>(disclosure: &'a Disclosure, check: &Check) -> Vec<&'a str> {
    check.operands.iter().map(|term| term.operand.printed(&disclosure.budget)).collect()
}

/// The ids of the findings that are no notes on the reading.
fn findings(disclosure: &Disclosure) -> Vec<&str> {
    let found = disclosure.report.findings.iter().map(|&at| &disclosure.report.checks[at]);
    found.filter(|check| check.rule.kind != Kind::Structure).map(|check| check.id.as_str()).collect()
}

#[test]
fn the_embedded_disclosure_is_without_fault() {
    let disclosure = embedded();
    assert_eq!(with_verdict(&disclosure, Verdict::Contradiction), [""; 0]);
    assert_eq!(with_verdict(&disclosure, Verdict::Boundary), [""; 0]);
    let summary = &disclosure.report.summary;
    assert_eq!((summary.findings(Severity::Error), summary.findings(Severity::Warning)), (0, 0));
    assert_eq!(findings(&disclosure), [""; 0]);
    let unchecked = disclosure.report.checks.iter().filter(|check| check.verdict == Verdict::NotChecked);
    assert!(unchecked.clone().all(|check| check.rule.kind == Kind::Structure));
    assert!(unchecked.clone().all(|check| check.origin == Origin::Extraction));
}

const MEDICAL: &str = "code-tree:general-expenditure.21011.total";

#[test]
fn medical_care_is_off_by_rounding_and_causes_the_rest() {
    let disclosure = embedded();
    let cause = check(&disclosure, MEDICAL);
    assert_eq!(printed(&disclosure, cause), ["64.6", "41.8", "22.9"]);
    assert_eq!((cause.verdict, cause.severity, cause.cause), (Verdict::Rounding, Severity::Info, None));
    assert_eq!(
        (cause.residual, cause.bound, cause.resolution),
        (decimal("-0.1"), decimal("0.15"), decimal("0.3"))
    );
    let first = cells(&disclosure, cause).next().unwrap();
    assert_eq!((first.place.line, first.place.cell), (322, 3));
    let others: HashSet<&str> =
        with_verdict(&disclosure, Verdict::Rounding).into_iter().filter(|id| *id != MEDICAL).collect();
    let expected = HashSet::from([
        "code-tree:general-expenditure.21011.basic",
        "code-tree:general-expenditure.21011.basic.personnel.wages",
        "table-total:department-expenditure.合计.total~2",
        "table-total:department-expenditure.合计.basic~2",
        "table-total:department-expenditure.合计.basic.personnel.wages~2",
    ]);
    assert_eq!(others, expected);
    for id in others {
        assert_eq!(disclosure.report.cause_of(check(&disclosure, id)), Some(MEDICAL), "{id}");
    }
}

#[test]
fn every_printed_amount_takes_part_in_a_check() {
    let disclosure = embedded();
    let arithmetic = disclosure.report.checks.iter().filter(|check| check.rule.kind != Kind::Structure);
    let used: HashSet<_> = arithmetic.flat_map(|check| cells(&disclosure, check)).collect();
    let figures = disclosure.budget.tables.iter().flat_map(Table::figures).map(|(_, figure)| figure);
    let alone: Vec<String> = figures
        .filter(|figure| figure.amount().is_some() && !used.contains(&figure.at))
        .map(|figure| figure.at.to_string())
        .collect();
    assert_eq!(alone, [""; 0]);
}

#[test]
fn every_rule_finds_something_in_the_embedded_disclosure() {
    let disclosure = embedded();
    for rule in RULES {
        let of_rule = disclosure.report.checks.iter().filter(|check| check.rule.id == rule.id);
        assert!(of_rule.count() > 0, "{} checks nothing", rule.id);
    }
}

#[test]
fn ids_are_unique_and_causes_and_findings_exist() {
    let report = embedded().report;
    let ids: HashSet<&str> = report.checks.iter().map(|check| check.id.as_str()).collect();
    assert_eq!(ids.len(), report.checks.len());
    assert!(report.checks.iter().filter_map(|check| report.cause_of(check)).all(|cause| ids.contains(cause)));
    assert!(report.findings.iter().all(|&at| report.checks[at].is_finding()));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let first = json(&embedded());
    for _ in 0..3 {
        assert!(json(&embedded()) == first, "the report depends on more than its document");
    }
}

#[test]
fn the_name_of_the_unit_does_not_matter_within_a_document() {
    let relations = |disclosure: &Disclosure| -> Vec<(&str, Verdict, Vec<String>)> {
        let relation = |check: &Check| {
            (
                check.rule.id,
                check.verdict,
                printed(disclosure, check).into_iter().map(str::to_owned).collect(),
            )
        };
        disclosure.report.checks.iter().map(relation).collect()
    };
    let yuan = read(&budget_widget::embedded::DEFAULT.replace("万元", "元"));
    assert_eq!(relations(&yuan), relations(&embedded()));
}

const WHOLE: &str = "three-public:three-public.合计.total";

/// total, vehicles (all of it running), reception: a sum of three printed figures of one decimal.
fn sum_of_three(total: &str) -> Disclosure {
    read(&three_public("万元", &format!("{total}||1.0||1.0|0.5")))
}

#[test]
fn a_sum_is_judged_by_what_rounding_can_explain() {
    let verdict = |total: &str| {
        let disclosure = sum_of_three(total);
        let found = check(&disclosure, WHOLE);
        (found.verdict, found.severity, found.residual.unwrap().to_string(), found.bound.unwrap().to_string())
    };
    let expected =
        |verdict, severity, residual: &str| (verdict, severity, residual.to_owned(), "0.15".to_owned());
    assert_eq!(verdict("1.5"), expected(Verdict::Exact, Severity::Info, "0"));
    assert_eq!(verdict("1.6"), expected(Verdict::Rounding, Severity::Info, "0.1"));
    assert_eq!(verdict("1.4"), expected(Verdict::Rounding, Severity::Info, "-0.1"));
    assert_eq!(verdict("1.7"), expected(Verdict::Contradiction, Severity::Error, "0.2"));
}

#[test]
fn the_edge_of_rounding_is_neither_agreement_nor_contradiction() {
    // 0.2 = 4 × 0.05.
    let disclosure = read(&three_public("万元", "1.9|0.2|1.0||1.0|0.5"));
    let found = check(&disclosure, WHOLE);
    assert_eq!((found.verdict, found.severity), (Verdict::Boundary, Severity::Warning));
    assert_eq!((found.residual, found.bound), (decimal("0.2"), decimal("0.2")));
    assert_eq!(findings(&disclosure), [WHOLE, "joint:document"]);
    assert_eq!(disclosure.report.causes().count(), 1, "all together are at the edge because one is");
}

#[test]
fn two_figures_of_one_precision_agree_only_when_equal() {
    let vehicles = |whole: &str| {
        let disclosure = read(&three_public("万元", &format!("1.5||{whole}||1.0|0.5")));
        check(&disclosure, "three-public:three-public.合计.公务用车购置及运行费").verdict
    };
    assert_eq!(vehicles("1.0"), Verdict::Exact);
    for other in ["0.9", "1.1"] {
        assert!(matches!(vehicles(other), Verdict::Boundary | Verdict::Contradiction), "{other}");
    }
    let copies = |total: &str| {
        let disclosure = read(&(balance("万元", &[], "6,273.0") + &revenue("万元", total)));
        disclosure.report.checks.iter().find(|check| check.rule.id == "copies").unwrap().verdict
    };
    assert_eq!(copies("6,273.0"), Verdict::Exact);
    assert_eq!(copies("6,273.1"), Verdict::Contradiction);
}

/// A sentence that says `said` of a table that prints `printed`.
fn sentence(said: &str, printed: &str) -> Disclosure {
    read(&format!("一、总体情况\n某局2024年支出总计{said}，比上年减少。\n{}", balance("万元", &[], printed)))
}

fn claim(disclosure: &Disclosure) -> &Check {
    disclosure.report.checks.iter().find(|check| check.rule.id == "sentence-copies").unwrap()
}

#[test]
fn a_coarser_copy_must_be_a_rounding_of_the_finer() {
    for (said, printed, verdict) in [
        ("6273万元", "6,273.0", Verdict::Exact),
        ("4501万元", "4,501.3", Verdict::Rounding),
        ("4501万元", "4,501.5", Verdict::Boundary),
        ("4502万元", "4,501.5", Verdict::Boundary),
        ("4502万元", "4,501.3", Verdict::Contradiction),
        ("0.45亿元", "4,501.3", Verdict::Rounding),
        ("4501.30万元", "4,501.3", Verdict::Exact),
        ("4501.34万元", "4,501.3", Verdict::Rounding),
        ("4501.36万元", "4,501.3", Verdict::Contradiction),
    ] {
        let disclosure = sentence(said, printed);
        assert_eq!(claim(&disclosure).verdict, verdict, "{said} against {printed}");
    }
    let wrong = sentence("6372万元", "6,273.0");
    assert_eq!(printed(&wrong, claim(&wrong)), ["6372", "6,273.0"]);
    assert_eq!(
        claim(&wrong).operands[0].operand.at(&wrong.budget).unwrap().to_string(),
        "narrative/1:2.11-15"
    );
}

#[test]
fn a_blank_is_exactly_nothing() {
    let vehicles = |row: &str| {
        let disclosure = read(&three_public("万元", row));
        let id = "three-public:three-public.合计.公务用车购置及运行费";
        let found = disclosure.report.checks.into_iter().find(|check| check.id == id);
        found.map(|check| (check.verdict, check.residual.unwrap(), check.bound.unwrap()))
    };
    let zero = Decimal::ZERO;
    // A zero whose whole or whose parts are left blank is exactly nothing too.
    assert_eq!(vehicles("0.5|||0.0||0.5"), Some((Verdict::Exact, zero, zero)));
    assert_eq!(vehicles("0.5||0.0|||0.5"), Some((Verdict::Exact, zero, zero)));
    // One that may be less than its last digit is not.
    assert_eq!(vehicles("0.5||0.1|0.0|0.1|0.5"), Some((Verdict::Exact, zero, decimal("0.15").unwrap())));
    let (verdict, residual, _) = vehicles("0.6|||0.1||0.5").unwrap();
    assert_eq!((verdict, residual), (Verdict::Contradiction, decimal("-0.1").unwrap()));
    assert_eq!(vehicles("0.5|||||0.5"), None, "a relation of blanks is no check");
    let shown = read(&three_public("万元", "0.5|||||0.5"));
    assert_eq!(
        printed(&shown, check(&shown, WHOLE)),
        ["0.5", "0.5"],
        "a blank part would only hide the others"
    );
    let copies = |total: &str| {
        let disclosure = read(&(balance("万元", &[], total) + &revenue("万元", "")));
        disclosure.report.checks.iter().find(|check| check.rule.id == "copies").map(|check| check.verdict)
    };
    assert_eq!(copies("0.0"), Some(Verdict::Exact));
    assert_eq!(copies("0.1"), Some(Verdict::Contradiction));
    assert_eq!(copies(""), None);
}

#[test]
fn tables_of_blanks_give_no_check() {
    let disclosure = embedded();
    let checks = &disclosure.report.checks;
    let of_funds = checks
        .iter()
        .filter(|check| check.rule.kind == Kind::Sum)
        .flat_map(|check| cells(&disclosure, check));
    assert!(of_funds.clone().count() > 0);
    assert!(of_funds.into_iter().all(|cell| &*cell.table != "fund-expenditure"));
    let blank = |check: &Check| {
        check.operands.iter().all(|term| term.operand.content(&disclosure.budget) == Content::Blank)
    };
    let of_figures = checks.iter().filter(|check| !check.operands.is_empty());
    assert!(of_figures.clone().all(|check| check.rule.kind == Kind::Structure || !blank(check)));
}

#[test]
fn a_part_never_exceeds_its_whole_and_no_rounding_excuses_it() {
    let part = |fiscal: &str| {
        let lines =
            ["一、一般公共预算|6,273.0|一、一般公共服务|6,273.0", &format!("其中：财政拨款|{fiscal}||")];
        let disclosure = read(&balance("万元", &lines, "6,273.0"));
        let found = check(&disclosure, "part-of:department-balance.其中：财政拨款.amount");
        (found.verdict, found.bound)
    };
    assert_eq!(part("6,273.0"), (Verdict::Exact, decimal("0")));
    assert_eq!(part("6,000.0").0, Verdict::Exact);
    assert_eq!(part("").0, Verdict::Exact);
    assert_eq!(part("6,273.1"), (Verdict::Contradiction, decimal("0")));
}

#[test]
fn tables_in_different_units_are_compared_in_the_finer() {
    let copies = |yuan: &str| {
        let disclosure = read(&(balance("万元", &[], "6,273.0") + &revenue("元", yuan)));
        disclosure.report.checks.iter().find(|check| check.rule.id == "copies").unwrap().clone()
    };
    assert_eq!(copies("62,730,000.00").verdict, Verdict::Exact);
    assert_eq!(copies("62,730,499.99").verdict, Verdict::Rounding);
    assert_eq!(copies("62,730,500.00").verdict, Verdict::Boundary);
    let wrong = copies("6,273.00");
    assert_eq!((wrong.verdict, wrong.bound), (Verdict::Contradiction, decimal("500")));
}

#[test]
fn a_part_in_another_unit_may_exceed_its_whole_by_rounding_only() {
    let pair = |part: &str| {
        let head = "科目编码|科目名称|科目编码|科目名称|合计|人员经费|公用经费";
        let groups = "部门预算支出经济分类科目||政府预算支出经济分类科目||本年一般公共预算基本支出||";
        let basic = table(
            "2024年一般公共预算基本支出表",
            "元",
            &[groups, head, &format!("30101|基本工资|50101|工资|{part}|{part}|")],
        );
        let groups = "部门预算经济分类|||政府预算经济分类|||总计";
        let all = ["类|款|科目名称|类|款|科目名称|", "301|01|基本工资|501|01|工资|492.2"];
        let disclosure =
            read(&(basic + &table("2024年支出经济分类汇总表", "万元", &[groups, all[0], all[1]])));
        disclosure.report.checks.iter().find(|check| check.rule.id == "economic-pairs").unwrap().verdict
    };
    assert_eq!(pair("4,922,000.00"), Verdict::Exact);
    assert_eq!(pair("4,921,000.00"), Verdict::Exact);
    assert_eq!(pair("4,922,499.99"), Verdict::Rounding);
    assert_eq!(pair("4,922,501.00"), Verdict::Contradiction);
}

#[test]
fn without_a_unit_tables_are_not_compared_but_still_added_up() {
    let text = balance("", &["一、一般公共预算|6,273.0|一、一般公共服务|6,273.0"], "6,273.0");
    let disclosure = read(&(text + &revenue("万元", "6,273.0")));
    let missing = check(&disclosure, "reading:unit-missing:department-balance.1");
    assert_eq!((missing.severity, missing.origin), (Severity::Warning, Origin::Publisher));
    let across = |check: &&Check| cells(&disclosure, check).any(|cell| &*cell.table == "department-revenue");
    let across: Vec<&Check> = disclosure.report.checks.iter().filter(across).collect();
    assert!(!across.is_empty());
    for found in across {
        assert_eq!(
            (found.verdict, &found.reason),
            (Verdict::NotChecked, &Some(Reason::UnitMissing)),
            "{}",
            found.id
        );
    }
    let sums = disclosure.report.checks.iter().filter(|check| check.rule.kind == Kind::Sum);
    let wrong: Vec<_> =
        sums.clone().filter(|check| check.verdict != Verdict::Exact).map(|check| &check.id).collect();
    assert!(sums.count() > 2 && wrong.is_empty(), "{wrong:?}");
}

#[test]
fn an_unreadable_figure_is_named_and_its_sums_are_not_checked() {
    let disclosure = read(&three_public("万元", "1.5||1.0|0.0|1.0|1,2,3.4.5"));
    let found = check(&disclosure, "reading:figure-unreadable:three-public.合计.公务接待费");
    assert_eq!((found.severity, found.origin), (Severity::Error, Origin::Publisher));
    assert_eq!(found.reason, Some(Reason::FigureUnreadable { printed: "1,2,3.4.5".to_owned() }));
    let at = cells(&disclosure, found).next().unwrap();
    assert_eq!((at.place.line, at.place.cell), (7, 6));
    let whole = check(&disclosure, WHOLE);
    assert_eq!((whole.verdict, &whole.reason), (Verdict::NotChecked, &Some(Reason::OperandUnreadable)));
    let vehicles = check(&disclosure, "three-public:three-public.合计.公务用车购置及运行费");
    assert_eq!(vehicles.verdict, Verdict::Exact, "the sum without it is checked");
}

#[test]
fn figures_beyond_exact_arithmetic_are_not_compared() {
    // Fits an exact decimal in 万元 and not in 元.
    let huge = "9".repeat(27);
    let disclosure = read(&(balance("万元", &[], &huge) + &revenue("元", &huge)));
    let across = |check: &&Check| cells(&disclosure, check).any(|cell| &*cell.table == "department-revenue");
    let mut across = disclosure.report.checks.iter().filter(across);
    assert!(across.all(|check| check.verdict == Verdict::NotChecked && check.reason.is_some()));
    common::use_up(&disclosure);
}

#[test]
fn a_code_tree_adds_up_level_by_level() {
    let rows = [
        "科目编码|科目名称|合计",
        "|合计|30.0",
        "201|一般公共服务支出|30.0",
        "20103|政府办公厅|30.0",
        "2010301|行政运行|10.0",
        "2010302|一般行政管理事务|21.0",
    ];
    let disclosure = read(&table("2024年一般公共预算支出情况表", "万元", &rows));
    assert_eq!(check(&disclosure, "code-tree:general-expenditure.201.total").verdict, Verdict::Exact);
    let wrong = check(&disclosure, "code-tree:general-expenditure.20103.total");
    assert_eq!((wrong.verdict, wrong.residual), (Verdict::Contradiction, decimal("-1")));
    assert_eq!(printed(&disclosure, wrong), ["30.0", "10.0", "21.0"]);
    assert_eq!(findings(&disclosure), [wrong.id.as_str()]);
}
