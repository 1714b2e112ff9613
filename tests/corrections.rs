//! What people put right by hand: it gives what the document itself would give if it were clear, and stays in the package.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use budget_widget::budget::Budget;
use budget_widget::checks::{Check, Verdict};
use budget_widget::disclosure::{Disclosure, ReadError, read_package};
use budget_widget::embedded::DEFAULT;
use budget_widget::export::wording::Wording;
use budget_widget::i18n::LOCALES;
use budget_widget::package::{self, PackageError, Problem};
use budget_widget::source::text::gb18030;
use budget_widget::tables::Table;
use budget_widget::tables::corrections::{COLUMN_IDS, Holds, LABELS, amounts};
use budget_widget::tables::spec::{Kind, Layout};
use serde_json::{Value, json};

fn read(text: &str, corrections: &Value) -> Result<Disclosure, ReadError> {
    let corrections = package::corrections(&corrections.to_string())?;
    let package = read_package(&[("", text.as_bytes())], corrections, gb18030, &mut |_| ());
    package.map_err(|unread| unread.error).and_then(|package| Disclosure::from_package(&package))
}

/// What a person would say of a table that lost its caption and its head.
fn said_of(table: &Table) -> Value {
    let columns = table.columns.iter().zip(1..).map(|(column, at)| {
        let label = LABELS.iter().find(|(_, kind)| *kind == column.kind).map(|(word, _)| *word);
        let id = if COLUMN_IDS.contains(&&*column.key) { &*column.key } else { &*column.concept };
        json!({"column": at, "holds": label.unwrap_or(id)})
    });
    let columns: Vec<Value> = if table.layout == Layout::Form { Vec::new() } else { columns.collect() };
    json!([{"table": table.ordinal, "form": table.spec.map(|spec| spec.id), "unit": "万元", "columns": columns}])
}

/// The document whose table has words of no form for a caption and for labels.
fn unclear(intact: &Budget, table: &Table) -> String {
    let mut lines: Vec<String> = DEFAULT.lines().map(str::to_owned).collect();
    let next = intact.tables.iter().find(|other| other.ordinal == table.ordinal + 1);
    let last = next.map_or(lines.len(), |next| next.lines.0 as usize - 1);
    lines[table.lines.0 as usize - 1] = "附表：甲乙丙丁表".to_owned();
    for line in lines[..last].iter_mut().skip(table.lines.0 as usize) {
        if line.starts_with("单位：") || line.starts_with("单位:") {
            line.clear();
        }
    }
    let mut count = 0;
    for line in table.head.iter().filter_map(|row| Some(row.first()?.place.line as usize - 1)) {
        let label = |text: &str| {
            count += usize::from(!text.is_empty());
            if text.is_empty() {
                String::new()
            } else {
                format!("甲{}乙", ["子", "丑", "寅", "卯"][count % 4])
            }
        };
        lines[line] = lines[line].split('\t').map(label).collect::<Vec<_>>().join("\t");
    }
    lines.join("\n")
}

/// Rule and verdict of every check of figures, and of how many.
fn judged(disclosure: &Disclosure) -> Vec<(&str, Verdict, usize)> {
    let of_figures = |check: &&Check| !check.operands.is_empty();
    let checks = disclosure.report.checks.iter().filter(of_figures);
    let mut judged: Vec<_> =
        checks.map(|check| (check.rule.id, check.verdict, check.operands.len())).collect();
    judged.sort_by_key(|(rule, verdict, count)| (*rule, verdict.id(), *count));
    judged
}

#[test]
fn a_table_without_caption_unit_and_labels_is_put_right() {
    let intact = common::embedded();
    for table in &intact.budget.tables {
        let text = unclear(&intact.budget, table);
        let put_right = read(&text, &said_of(table)).unwrap();
        let found = &put_right.budget.tables[table.ordinal as usize - 1];
        assert_eq!(
            (&found.id, found.confidence, found.layout),
            (&table.id, 100, table.layout),
            "{}",
            table.id
        );
        let (found, expected) = (judged(&put_right), judged(&intact));
        let differs = found.iter().zip(&expected).find(|(a, b)| a != b);
        assert!(found == expected, "{}: {differs:?}", table.id);
    }
}

#[test]
fn without_the_correction_it_is_not_the_same() {
    let intact = common::embedded();
    let changed = |table: &&Table| {
        let left = read(&unclear(&intact.budget, table), &json!([])).unwrap();
        judged(&left) != judged(&intact)
    };
    let changed = intact.budget.tables.iter().filter(changed).count();
    assert!(changed >= 8, "{changed} tables lose checks");
}

#[test]
fn the_report_says_what_people_decided() {
    let corrections = json!([{"table": 8, "unit": "元", "columns": [{"column": 6, "holds": "text"}]}]);
    let disclosure = read(DEFAULT, &corrections).unwrap();
    let said = |tag: &str| {
        let locale = LOCALES.iter().find(|locale| locale.tag == tag).unwrap();
        let wording = Wording { budget: &disclosure.budget, locale };
        let id = |check: &&Check| check.reason.as_ref().is_some_and(|reason| reason.id() == "corrected");
        let check = disclosure.report.checks.iter().find(id).unwrap();
        assert_eq!((check.severity.id(), check.origin.id()), ("info", "extraction"));
        wording.message(check)
    };
    assert!(said("zh-CN").contains("由人工指定：元、6=text"), "{}", said("zh-CN"));
    assert!(said("en").contains("set by hand: 元、6=text"), "{}", said("en"));
}

#[test]
fn the_package_keeps_what_people_decided() {
    let corrections = json!([
        {"table": 3, "form": "other", "columns": []},
        {"table": 8, "unit": "元", "columns": [{"column": 1, "holds": "total"}]},
    ]);
    let disclosure = read(DEFAULT, &corrections).unwrap();
    assert!(disclosure.budget.tables[2].spec.is_none());
    let kept = disclosure.to_package();
    let again = Disclosure::from_package(&kept).unwrap();
    assert!(again.to_package() == kept);
    let kept = kept.get("corrections").map(|list| serde_json::to_value(list).unwrap());
    assert_eq!(kept, Some(corrections));
    assert_eq!(common::embedded().to_package().get("corrections"), None);
}

#[test]
fn amounts_move_with_what_people_say_of_columns() {
    let text =
        common::table("2024年部门收入总体情况表", "万元", &["甲|乙|丙|丁", "1|某局|5|2", "2|某所|3|1"]);
    let columns = |third: &str, fourth: &str| {
        json!([{"table": 1, "columns": [{"column": 1, "holds": "code"}, {"column": 2, "holds": "name"},
            {"column": 3, "holds": third}, {"column": 4, "holds": fourth}]}])
    };
    let keys = |disclosure: &Disclosure| -> Vec<String> {
        disclosure.budget.tables[0].items[0].figures.iter().map(|figure| figure.at.to_string()).collect()
    };
    let read = |third: &str, fourth: &str| read(&text, &columns(third, fourth)).unwrap();
    assert_eq!(keys(&read("total", "fund")), ["department-revenue.1.total", "department-revenue.1.fund"]);
    assert_eq!(keys(&read("fund", "total")), ["department-revenue.1.fund", "department-revenue.1.total"]);
    assert_eq!(keys(&read("text", "total")), ["department-revenue.1.total"]);
    assert_eq!(keys(&read("code", "total")), ["department-revenue.15.total"], "codes in two columns are one");
}

#[test]
fn what_was_read_as_that_column_gives_way() {
    let text = common::revenue("万元", "6").replace("总计", "总计\t政府性基金").replace("6", "6\t6");
    let told = json!([{"table": 1, "columns": [{"column": 4, "holds": "total"}]}]);
    let table = read(&text, &told).unwrap().budget.tables.remove(0);
    let keys: Vec<&str> = table.columns.iter().skip(2).map(|column| &*column.key).collect();
    assert_eq!(keys, ["总计/3", "total"]);
    assert_eq!(table.columns.iter().filter(|column| column.kind == Kind::Amount).count(), 2);
}

#[test]
fn a_column_of_one_place_is_named_by_hand() {
    let text = common::table("上海某局2024年三公经费表", "万元", &["甲|乙|丙", "合计|3.00|5.00"]);
    let told = json!([{"table": 1, "form": "three-public", "columns": [
        {"column": 1, "holds": "name"}, {"column": 2, "holds": "total"}, {"column": 3, "holds": "operating"}]}]);
    let table = read(&text, &told).unwrap().budget.tables.remove(0);
    assert_eq!(&*table.columns[2].concept, "operating");
    assert_eq!(table.columns[2].head, ["机关运行经费预算数"]);
}

#[test]
fn wrong_corrections_are_refused_with_their_place() {
    let cases = [
        (json!([{"table": 99}]), "$.corrections[0].table"),
        (json!([{"table": 0}]), "$.corrections[0].table"),
        (json!([{"table": 1}, {"table": 1}]), "$.corrections[1].table"),
        (json!([{"form": "other"}]), "$.corrections[0].table"),
        (json!([{"table": 1, "form": "general"}]), "$.corrections[0].form"),
        (json!([{"table": 1, "unit": "美元"}]), "$.corrections[0].unit"),
        (
            json!([{"table": 1, "columns": [{"column": 1, "holds": "money"}]}]),
            "$.corrections[0].columns[0].holds",
        ),
        (json!([{"table": 1, "columns": [{"holds": "name"}]}]), "$.corrections[0].columns[0].column"),
        (
            json!([{"table": 1, "columns": [{"column": 5, "holds": "name"}]}]),
            "$.corrections[0].columns[0].column",
        ),
        (
            json!([{"table": 1, "columns": [{"column": 1, "holds": "name"}, {"column": 1, "holds": "text"}]}]),
            "$.corrections[0].columns[1]",
        ),
        (
            json!([{"table": 8, "columns": [{"column": 1, "holds": "fund"}, {"column": 2, "holds": "fund"}]}]),
            "$.corrections[0].columns[1]",
        ),
        (json!({"table": 1}), "$.corrections"),
        (json!({"corrections": [{"table": 99}]}), "$.corrections[0].table"),
        (json!([1]), "$.corrections[0]"),
    ];
    for (corrections, place) in cases {
        match read(DEFAULT, &corrections) {
            Err(ReadError::Package(PackageError { path, problem })) => {
                assert_eq!(path, place, "{corrections}");
                assert_ne!(
                    problem,
                    Problem::Repeated(String::new()),
                    "{corrections}: what stands there twice"
                );
            }
            other => panic!("{corrections}: {:?}", other.map(|_| "was read")),
        }
    }
}

#[test]
fn whatever_people_say_of_a_table_never_breaks_the_reader() {
    let forms =
        ["general-basic", "fiscal-balance", "department-performance", "three-public", "projects", "other"];
    let all: Vec<&str> = LABELS.iter().map(|(word, _)| *word).chain(amounts()).collect();
    let intact = common::embedded();
    for table in &intact.budget.tables {
        for (at, form) in forms.iter().enumerate() {
            let columns: Vec<Value> = (1..=table.columns.len())
                .map(|column| json!({"column": column, "holds": all[(column * 7 + at * 5) % all.len()]}))
                .collect();
            let corrections = json!([{"table": table.ordinal, "form": form, "columns": columns}]);
            let said = package::corrections(&corrections.to_string()).unwrap();
            match read_package(&[("", DEFAULT.as_bytes())], said, gb18030, &mut |_| ()) {
                // What was read is read again from its package.
                Ok(package) => assert!(Disclosure::from_package(&package).is_ok(), "{corrections}"),
                Err(unread) => assert!(matches!(unread.error, ReadError::Package(_)), "{corrections}"),
            }
        }
    }
    assert!(all.iter().all(|id| Holds::of(id).is_some_and(|holds| holds.id() == *id)));
}
