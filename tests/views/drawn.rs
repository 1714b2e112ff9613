//! Views that charts draw, of the embedded document: exact amounts, each with the place where it is printed.

use crate::common::{embedded, with};
use budget_widget::checks::{Kind, Verdict};
use budget_widget::tables::performance::Target;
use budget_widget::views::compared::Past;
use budget_widget::views::interval::{self, Interval, Intervals, Of};
use budget_widget::views::targets::{self, End};
use budget_widget::views::years::Years;
use budget_widget::views::{change, function, matrix, years};

#[test]
fn both_economic_classifications_stand_against_each_other() {
    let disclosure = embedded();
    let matrix = matrix::matrix(&disclosure.budget).unwrap();
    let names: Vec<String> = matrix
        .rows
        .iter()
        .chain(&matrix.columns)
        .map(|class| format!("{} {}", class.code, class.name))
        .collect();
    assert_eq!(
        names,
        [
            "301 工资福利支出",
            "302 商品和服务支出",
            "310 资本性支出",
            "501 机关工资福利支出",
            "502 机关商品和服务支出",
            "503 机关资本性支出",
            "505 对事业单位经常性补助",
            "506 对事业单位资本性补助",
        ]
    );
    let (whole, at) = (matrix.whole.unwrap(), matrix.at.unwrap());
    assert_eq!(
        (whole.value().to_string(), at.to_string()),
        ("6273.0".into(), "economic-summary.合计.total".into())
    );
    let cells: Vec<String> = matrix
        .cells
        .iter()
        .map(|cell| {
            let at = cell.at.as_ref().map_or("–".to_owned(), ToString::to_string);
            let (row, column) = (&matrix.rows[cell.row], &matrix.columns[cell.column]);
            format!("{}/{} {} {at}", row.code, column.code, cell.amount.value())
        })
        .collect();
    assert_eq!(
        cells,
        [
            "301/501 780.8 –",
            "301/505 379.5 –",
            "302/502 229.8 –",
            "310/503 15.0 economic-summary.31002.total",
            "310/506 4867.9 economic-summary.31007.total",
        ]
    );
}

#[test]
fn the_lines_behind_a_class_can_be_listed() {
    let disclosure = embedded();
    let lines = |key: &str| {
        let bars = matrix::lines(&disclosure.budget, key)?;
        let first = bars.bars.first()?;
        let whole = bars.whole.unwrap().value().to_string();
        Some((bars.bars.len(), whole, first.name.clone(), first.at.to_string()))
    };
    let wages = "基本工资 → 工资奖金津补贴".to_owned();
    let at = |row: &str| format!("economic-summary.{row}.total");
    assert_eq!(lines("301/501"), Some((7, "780.8".into(), wages.clone(), at("30101"))));
    assert_eq!(lines("301").unwrap().0, 11);
    assert_eq!(lines("/506").unwrap().2, "信息网络及软件购置更新 → 资本性支出");
    assert_eq!(lines("399"), None);
}

fn past(before: &Past) -> String {
    let at = before.at.as_ref().map_or("–".to_owned(), ToString::to_string);
    format!("{} {at} {:?}", before.amount.value(), before.year)
}

#[test]
fn the_year_before_is_what_the_document_says_of_it() {
    let disclosure = embedded();
    let view = change::change(&disclosure.budget, None).unwrap();
    assert_eq!(past(&view.before), "6563.2 – Some(2023)", "worked out, so printed nowhere");
    let change = view.change.unwrap();
    assert_eq!((change.amount.value().to_string(), change.is_up), ("290.2".into(), Some(false)));
    assert_eq!(change.at.to_string(), "narrative/1:87.97-102");
    assert_eq!((view.at.to_string(), view.parts), ("general-expenditure.合计.total".into(), Vec::new()));

    let said = with(&[(
        "其中：基本支出 1405.1 万元，占 22.40%；项目支出",
        "其中：基本支出 1405.1 万元，比2023年增加 9.8 万元；项目支出",
    )]);
    let view = change::change(&said.budget, None).unwrap();
    let parts: Vec<_> =
        view.parts.iter().map(|part| (part.key.as_str(), part.change.amount.value().to_string())).collect();
    assert_eq!(parts, [("basic", "9.8".to_owned())]);

    let silent = with(&[
        (
            "，与 2023 年预算相比，收入减少 290.2 万元，下降 4.42%。主要原因：项目经费投入减少；支出减少 290.2 万元，下降 4.42%",
            "",
        ),
        ("与 2023 年相比，一般公共预算收支预算减少 290.2 万元，下降 4.42%，", ""),
    ]);
    assert_eq!(change::change(&silent.budget, None), None);
}

#[test]
fn three_public_parts_stand_with_the_year_before() {
    let disclosure = embedded();
    let Years(parts) = years::three_public(&disclosure.budget).unwrap();
    let lines: Vec<String> = parts
        .iter()
        .map(|part| {
            let before = part.before.as_ref().map_or("?".to_owned(), past);
            format!("{} {} {} ← {before}", part.depth, part.name, part.amount.value())
        })
        .collect();
    assert_eq!(
        lines,
        [
            "0 “三公”经费合计 1.5 ← 1.5 narrative/7:111.62-64 Some(2023)",
            "1 因公出国（境）费 0 ← 0 narrative/7:115.71-73 Some(2023)",
            "1 公务用车购置及运行费 1.0 ← ?",
            "2 公务用车购置费 0 ← 0 narrative/7:119.109-111 Some(2023)",
            "2 公务用车运行费 1.0 ← 1.0 narrative/7:119.132-134 Some(2023)",
            "1 公务接待费 0.5 ← 0.5 narrative/7:117.55-57 Some(2023)",
        ]
    );
}

#[test]
fn the_intervals_of_a_sum_are_those_of_both_sides() {
    let disclosure = embedded();
    let of = |id: &str| interval::intervals(&disclosure.budget, &disclosure.report, id);
    let lines = |view: &Intervals| -> Vec<String> {
        let line = |row: &Interval| {
            let at = row.at.as_ref().map_or("–".to_owned(), ToString::to_string);
            format!("{:?} {} [{}, {}] {at}", row.of, row.value, row.least, row.most)
        };
        view.rows.iter().map(line).collect()
    };
    let sum = of("code-tree:general-expenditure.21011.total").unwrap();
    assert_eq!(
        lines(&sum),
        [
            "Figure(\"行政事业单位医疗 · 合计\") 64.6 [64.55, 64.65] general-expenditure.21011.total",
            "Sum 64.7 [64.6, 64.8] –",
        ]
    );
    let percent = disclosure.report.checks.iter().find(|check| check.rule.kind == Kind::Ratio).unwrap();
    let percent = of(&percent.id).unwrap();
    assert_eq!((percent.unit, percent.rows.len(), &percent.rows[1].of), (None, 2, &Of::Expected));
    assert_eq!(of("no-such-check"), None);
    // Whatever is shown holds the value that it is of, and a check that holds as printed has a stretch in common.
    for check in &disclosure.report.checks {
        let Some(view) = of(&check.id) else { continue };
        let least = view.rows.iter().map(|row| row.least).max().unwrap();
        let most = view.rows.iter().map(|row| row.most).min().unwrap();
        assert!(view.rows.iter().all(|row| row.least <= row.value && row.value <= row.most), "{}", check.id);
        if view.unit.is_some() && check.verdict == Verdict::Exact {
            assert!(least <= most, "{}: {:#?}", check.id, lines(&view));
        }
    }
}

#[test]
fn targets_admit_what_their_signs_say() {
    let admits = |printed: &str| {
        let admitted = targets::admitted(&Target::parse(printed))?;
        let end = |end: Option<End>, words: [&str; 2]| match end {
            None => "…".to_owned(),
            Some(End { value, is_closed }) => format!("{}{value}", words[usize::from(is_closed)]),
        };
        let ends = [end(admitted.least, [">", ""]), end(admitted.most, ["<", ""])];
        Some(format!("{} to {} on {}–{}", ends[0], ends[1], admitted.from, admitted.to))
    };
    for (printed, admitted) in [
        ("≥95%", "95 to 100 on 0–100"),
        ("≥120%", "120 to … on 0–180.0"),
        ("≤100%", "0 to 100 on 0–100"),
        ("4个", "4 to 4 on 0–6.0"),
        ("=4个", "4 to 4 on 0–6.0"),
        (">200条", ">200 to … on 0–300.0"),
        ("<180天", "0 to <180 on 0–270.0"),
        ("≤20万元", "0 to 20 on 0–30.0"),
        ("3-5天", "3 to 5 on 0–7.5"),
        ("≥-2%", "-2 to … on -2–3.0"),
        ("0次", "0 to 0 on 0–1"),
    ] {
        assert_eq!(admits(printed).as_deref(), Some(admitted), "{printed}");
    }
    assert_eq!(admits("提升"), None);

    let disclosure = embedded();
    let of = |key: Option<&str>| targets::targets(&disclosure.budget, key).map(|targets| targets.0.len());
    assert_eq!((of(None), of(Some("410100240000000036019"))), (Some(31), Some(15)));
    assert_eq!(
        (of(Some("市政务网络、云、机房及业务系统建设维护项目")), of(Some("别的项目"))),
        (Some(15), None)
    );
}

#[test]
fn all_levels_stand_below_each_other() {
    let disclosure = embedded();
    let view = function::icicle(&disclosure.budget).unwrap();
    assert_eq!((view.depth(), view.whole.unwrap().value().to_string()), (3, "6273.0".into()));
    let below = |at: Option<usize>| -> Vec<String> {
        view.below(at).into_iter().map(|i| view.nodes[i].bar.key.clone()).collect()
    };
    assert_eq!(below(None), ["201", "221", "208", "210"]);
    assert_eq!(below(Some(0)), ["20103"]);
    assert_eq!(below(Some(1)), ["2010302", "2010301", "2010350"]);
    for node in &view.nodes {
        assert_eq!(node.depth, node.parent.map_or(0, |parent| view.nodes[parent].depth + 1));
    }
}
