//! What several test files share: the embedded disclosure, small documents, looking things up.
#![allow(
    dead_code,
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use budget_widget::address::CellAddress;
use budget_widget::amount::Amount;
use budget_widget::checks::{Check, Operand, Verdict};
use budget_widget::disclosure::Disclosure;
use budget_widget::embedded;
use budget_widget::export::{report, text, wording::Wording};
use budget_widget::i18n::LOCALES;
use budget_widget::tables::Figure;
use budget_widget::views;
use std::collections::BTreeMap;
use std::path::Path;

pub fn embedded() -> Disclosure {
    read(embedded::DEFAULT)
}

pub fn read(source: &str) -> Disclosure {
    Disclosure::read_str(source).expect("the text holds a budget")
}

/// The embedded disclosure with some words replaced.
#[track_caller]
pub fn with(replace: &[(&str, &str)]) -> Disclosure {
    let mut text = embedded::DEFAULT.to_owned();
    for (from, to) in replace {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    read(&text)
}

/// The tables of Shanghai in their order.
pub const FORM: [&str; 9] = [
    "department-balance",
    "department-revenue",
    "department-expenditure",
    "fiscal-balance",
    "general-expenditure",
    "fund-expenditure",
    "state-capital-expenditure",
    "general-basic",
    "three-public",
];

/// A table as text; `|` stands for a tab, an empty unit for a table that prints none.
pub fn table(title: &str, unit: &str, rows: &[&str]) -> String {
    let unit = if unit.is_empty() { String::new() } else { format!("单位：{unit}\n\n") };
    format!("{title}\n\n{unit}{}\n\n", rows.join("\n").replace('|', "\t"))
}

/// The “三公” table with one row: total, abroad, vehicles, purchase, running, reception.
pub fn three_public(unit: &str, row: &str) -> String {
    let head = [
        "“三公”经费合计|因公出国（境）费|公务用车购置及运行费|||公务接待费",
        "||小计|公务用车购置费|公务用车运行费|",
    ];
    table("2024年一般公共预算“三公”经费支出情况表", unit, &[head[0], head[1], row])
}

/// The overall table with `lines` between its head and its totals, all of which are `total`.
pub fn balance(unit: &str, lines: &[&str], total: &str) -> String {
    let year = format!("本年收入合计|{total}|本年支出合计|{total}");
    let grand = format!("收入总计|{total}|支出总计|{total}");
    let mut rows = vec!["收入||支出|", "项目|金额|项目|金额"];
    rows.extend(lines);
    rows.extend([year.as_str(), grand.as_str()]);
    table("2024年部门收支总体情况表", unit, &rows)
}

/// A table of revenue with its total row only.
pub fn revenue(unit: &str, total: &str) -> String {
    let rows = ["部门(单位)代码|部门(单位)名称|总计", &format!("|合计|{total}")];
    table("2024年部门收入总体情况表", unit, &rows)
}

/// The figure at a public address.
pub fn figure<'a>(disclosure: &'a Disclosure, table: &str, row: &str, column: &str) -> &'a Figure {
    let found = disclosure.budget.find(table, row, column);
    found.unwrap_or_else(|| panic!("no figure at {table}.{row}.{column}")).2
}

/// The check with that id.
pub fn check<'a>(disclosure: &'a Disclosure, id: &str) -> &'a Check {
    let found = disclosure.report.checks.iter().find(|check| check.id == id);
    let ids: Vec<&str> = disclosure.report.checks.iter().map(|check| check.id.as_str()).collect();
    found.unwrap_or_else(|| panic!("no check {id} among {ids:#?}"))
}

/// What a rule says of a disclosure, by the names of its sayings.
pub fn sayings<'a>(disclosure: &'a Disclosure, rule: &str) -> Vec<&'a str> {
    let checks = disclosure.report.checks.iter().filter(|check| check.rule.id == rule);
    checks.filter_map(|check| Some(check.said.as_ref()?.saying.id)).collect()
}

/// The check with which a rule says that.
#[track_caller]
pub fn said<'a>(disclosure: &'a Disclosure, rule: &str, saying: &str) -> &'a Check {
    let is_it = |check: &&Check| {
        check.rule.id == rule && check.said.as_ref().is_some_and(|said| said.saying.id == saying)
    };
    let found = disclosure.report.checks.iter().find(is_it);
    found.unwrap_or_else(|| panic!("{rule} says {:?}, not {saying}", sayings(disclosure, rule)))
}

/// What a check shows under that name.
pub fn word<'a>(check: &'a Check, name: &str) -> &'a str {
    let words = &check.said.as_ref().expect("it says something").words;
    words.iter().find(|(known, _)| *known == name).map_or("", |(_, words)| words.as_str())
}

/// The ids of all checks of figures with that verdict.
pub fn with_verdict(disclosure: &Disclosure, verdict: Verdict) -> Vec<&str> {
    let of_figures = |check: &&Check| check.verdict == verdict && !check.operands.is_empty();
    disclosure.report.checks.iter().filter(of_figures).map(|check| check.id.as_str()).collect()
}

/// The cells that a check is about.
pub fn cells<'a>(
    disclosure: &'a Disclosure,
    check: &'a Check,
) -> impl Iterator<Item = &'a CellAddress> + Clone {
    check.operands.iter().filter_map(|term| match term.operand {
        Operand::Cell(id) => Some(&id.of(&disclosure.budget.tables)?.at),
        Operand::Claim(_) => None,
    })
}

/// The report as the bytes that leave the program.
pub fn json(disclosure: &Disclosure) -> String {
    serde_json::to_string_pretty(&report::data(&disclosure.budget, &disclosure.report)).unwrap()
}

/// Runs everything that a reader can ask of a disclosure; only whether it comes back matters.
pub fn use_up(disclosure: &Disclosure) {
    let Disclosure { budget, report, .. } = disclosure;
    let _ = json(disclosure);
    for locale in &LOCALES {
        let _ = text::text(budget, report, &Wording { budget, locale });
    }
    let _ = views::flow::flow(budget);
    let _ = views::overview::cards(budget);
    let _ = views::function::level(budget, None);
    let _ = views::projects::projects(budget).bars();
    let standings = views::narrative::Standings::of(budget, report);
    let chapters = views::narrative::chapters(budget, report, &standings);
    for chapter in &chapters {
        let mut runs = views::narrative::Runs::new(budget, report, &standings, chapter, &["预算"]);
        for (line, text) in chapter.lines.iter().take(50) {
            let _ = runs.of_line(chapter, *line, text);
        }
    }
    let _ = views::narrative::page(&chapters, Some("narrative/1@7"), Some(7));
    for typed in ["1", "预算", "2010301"] {
        let _ = views::search::Query::new(typed).map(|query| views::search::find(budget, &query));
    }
    for (table, _, figure) in
        budget.tables.iter().flat_map(|t| t.figures().map(move |(i, f)| (t, i, f))).take(50)
    {
        let _ = views::function::level(budget, Some(&figure.at.row));
        let _ = views::inspection::inspect(budget, report, &table.id, &figure.at.row, &figure.at.column);
    }
}

/// A file of `fixtures/formats`.
pub fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/formats").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The amounts of every table, sorted: with their decimals, which are part of what is published.
pub fn amounts(disclosure: &Disclosure) -> BTreeMap<String, Vec<String>> {
    let tables = disclosure.budget.tables.iter().map(|table| {
        let written = |amount: Amount| format!("{} {}", amount.value(), amount.unit());
        let mut amounts: Vec<String> =
            table.figures().filter_map(|(_, figure)| figure.amount()).map(written).collect();
        amounts.sort();
        (table.id.to_string(), amounts)
    });
    tables.collect()
}
