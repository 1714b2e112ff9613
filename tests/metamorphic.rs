//! The same disclosure written in another way is the same disclosure: other captions, another unit, totals elsewhere,
//! codes in one or three columns, blank lines, full-width characters.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use budget_widget::checks::report::Reason;
use budget_widget::checks::{Check, Verdict};
use budget_widget::disclosure::Disclosure;
use budget_widget::embedded::DEFAULT;
use budget_widget::tables::names::plain;
use std::collections::BTreeMap;

fn read(text: &str) -> Disclosure {
    Disclosure::read_str(text).unwrap()
}

/// Every amount in yuan by table, row and column.
fn model(disclosure: &Disclosure) -> BTreeMap<String, String> {
    let mut model = BTreeMap::new();
    for table in &disclosure.budget.tables {
        for (item, figure) in table.figures() {
            let Some(amount) = figure.amount() else { continue };
            let yuan = amount.value() * rust_decimal::Decimal::from(10u64.pow(amount.unit().exponent()));
            // A label may print the unit.
            let row = plain(&item.key).replace("(万元)", "").replace("(元)", "");
            let key = format!("{}.{row}.{}", table.id, plain(&figure.at.column));
            model.insert(key, yuan.normalize().to_string());
        }
    }
    model
}

fn verdicts(disclosure: &Disclosure) -> Vec<u32> {
    let of_figures = || disclosure.report.checks.iter().filter(|check| check.rule.kind.is_of_figures());
    let count = |verdict: &Verdict| of_figures().filter(|check| check.verdict == *verdict).count() as u32;
    Verdict::ALL.iter().map(count).collect()
}

#[track_caller]
fn assert_same(text: &str, what: &str) -> Disclosure {
    assert_ne!(text, DEFAULT, "{what}: nothing was changed");
    let (before, after) = (read(DEFAULT), read(text));
    let (old, new) = (model(&before), model(&after));
    let lost: Vec<_> = old.iter().filter(|(key, value)| new.get(*key) != Some(value)).take(5).collect();
    let more: Vec<_> = new.iter().filter(|(key, _)| !old.contains_key(*key)).take(5).collect();
    assert!(lost.is_empty() && more.is_empty(), "{what}: lost {lost:?}, more {more:?}");
    after
}

/// The lines of the table under `caption`, from its first row of cells.
fn table_lines(lines: &[String], caption: &str) -> std::ops::Range<usize> {
    let title = lines.iter().rposition(|line| line.contains(caption)).unwrap();
    let start = (title..).find(|&at| lines[at].contains('\t')).unwrap();
    let end = (start..lines.len()).find(|&at| !lines[at].contains('\t')).unwrap_or(lines.len());
    start..end
}

fn lines() -> Vec<String> {
    DEFAULT.lines().map(str::to_owned).collect()
}

const CAPTIONS: [(&str, [&str; 2]); 13] = [
    ("部门收支总体情况表", ["部门财务收支预算总表", "收支预算总表"]),
    ("部门收入总体情况表", ["部门收入预算总表", "收入预算总表"]),
    ("部门支出总体情况表", ["部门支出预算总表", "支出预算总表"]),
    ("财政拨款收支总体情况表", ["部门财政拨款收支预算总表", "财政拨款收支总表"]),
    ("一般公共预算支出情况表", ["部门一般公共预算支出功能分类预算表", "一般公共预算支出表"]),
    (
        "一般公共预算基本支出表",
        ["部门一般公共预算基本支出部门预算经济分类预算表", "一般公共预算基本支出预算表"],
    ),
    ("支出经济分类汇总表", ["支出预算分类汇总表", "部门支出经济分类汇总表"]),
    ("一般公共预算“三公”经费支出情况表", ["部门“三公”经费和机关运行经费预算表", "“三公”经费预算表"]),
    ("政府性基金预算支出情况表", ["部门政府性基金预算支出功能分类预算表", "政府性基金预算支出表"]),
    ("国有资本经营预算支出情况表", ["部门国有资本经营预算支出功能分类预算表", "国有资本经营预算支出表"]),
    ("项目支出表", ["项目支出预算表", "项目支出预算情况表"]),
    ("部门（单位）整体绩效目标表", ["部门整体支出绩效目标表", "部门整体绩效目标申报表"]),
    ("部门预算项目绩效目标汇总表", ["项目支出绩效目标汇总表", "项目绩效目标表"]),
];

#[test]
fn captions_of_other_places_name_the_same_tables() {
    for place in 0..2 {
        let mut lines = lines();
        for (caption, others) in CAPTIONS {
            let at = lines.iter().rposition(|line| line.contains(caption)).unwrap();
            lines[at] = format!("表{place}　{}", lines[at].replace(caption, others[place]));
        }
        let after = assert_same(&lines.join("\n"), "other captions");
        assert_eq!(verdicts(&after), verdicts(&read(DEFAULT)));
    }
}

#[test]
fn tables_are_told_without_their_captions() {
    let mut lines = lines();
    for (caption, _) in CAPTIONS.iter().filter(|(caption, _)| !caption.contains("绩效")) {
        let at = lines.iter().rposition(|line| line.contains(caption)).unwrap();
        lines[at] = "附件".to_owned();
    }
    assert_same(&lines.join("\n"), "no captions");
}

#[test]
fn another_unit_gives_the_same_amounts() {
    let mut lines = lines();
    let first = lines.iter().rposition(|line| line.contains("部门收支总体情况表")).unwrap();
    for line in lines.iter_mut().skip(first) {
        *line = line.replace("万元", "元");
        let cells: Vec<String> = line.split('\t').map(in_yuan).collect();
        *line = cells.join("\t");
    }
    assert_same(&lines.join("\n"), "yuan");
}

/// A printed amount times 10,000; anything else as it stands.
fn in_yuan(cell: &str) -> String {
    let is_amount = cell.contains('.') && cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    if !is_amount {
        return cell.to_owned();
    }
    let tenths: u64 = cell.replace(['.', ','], "").parse().unwrap();
    (tenths * 1000).to_string()
}

#[test]
fn a_total_may_stand_last() {
    let mut lines = lines();
    for caption in ["2024 年一般公共预算支出情况表", "2024 年部门收入总体情况表", "2024 年部门支出总体情况表"]
    {
        let range = table_lines(&lines, caption);
        let total =
            range.clone().find(|&at| lines[at].contains("合计\t6,273.0") || lines[at].starts_with("\t合计"));
        let total = total.unwrap_or_else(|| panic!("{caption}: no total row"));
        let row = lines.remove(total);
        lines.insert(range.end - 1, row);
    }
    let after = assert_same(&lines.join("\n"), "total last");
    assert_eq!(verdicts(&after), verdicts(&read(DEFAULT)));
}

#[test]
fn codes_may_be_split_or_joined() {
    let mut lines = lines();
    let split = table_lines(&lines, "2024 年一般公共预算支出情况表");
    for at in split {
        let (code, rest) = lines[at].split_once('\t').unwrap();
        let pieces = [code.get(..3), code.get(3..5), code.get(5..7)].map(|piece| {
            // Workbooks drop the zero in front of a number.
            piece
                .filter(|_| code.bytes().all(|b| b.is_ascii_digit()))
                .unwrap_or_default()
                .trim_start_matches('0')
                .to_owned()
        });
        let head = if code == "科目编码" { "科目编码\t\t".to_owned() } else { pieces.join("\t") };
        lines[at] = format!("{head}\t{rest}");
    }
    let joined = table_lines(&lines, "2024 年部门支出总体情况表");
    for at in joined.skip(3) {
        let cells: Vec<&str> = lines[at].split('\t').collect();
        let code = cells[..3].concat();
        lines[at] = format!("{code}\t\t\t{}", cells[3..].join("\t"));
    }
    let after = assert_same(&lines.join("\n"), "codes");
    assert_eq!(verdicts(&after), verdicts(&read(DEFAULT)));
}

#[test]
fn blank_lines_and_full_width_characters_change_nothing() {
    let wide = |c: char| match c {
        '0'..='9' | ',' | '(' | ')' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
        c => c,
    };
    let mut text = String::new();
    for line in DEFAULT.lines() {
        let line = if line.contains('\t') { line.chars().map(wide).collect() } else { line.to_owned() };
        text.push_str(&line);
        // A blank line between rows is a page break.
        text.push_str(if line.contains('\t') { "\n" } else { "\n\n　\n" });
    }
    let after = assert_same(&text, "full width");
    assert_eq!(verdicts(&after), verdicts(&read(DEFAULT)));
}

#[test]
fn a_head_and_a_row_printed_again_on_the_next_page_count_once() {
    let mut lines = lines();
    let range = table_lines(&lines, "2024 年一般公共预算支出情况表");
    let at = range.start + 9;
    let mut page: Vec<String> = vec![String::new(), "— 12 —".to_owned(), String::new()];
    page.extend_from_slice(&lines[range.start..range.start + 3]);
    page.push(lines[at - 1].clone());
    lines.splice(at..at, page);
    let after = assert_same(&lines.join("\n"), "page break");
    assert_eq!(verdicts(&after), verdicts(&read(DEFAULT)));
    // The row that is left out is said.
    let repeated = |check: &Check| check.reason == Some(Reason::RowRepeated);
    assert_eq!(after.report.checks.iter().filter(|check| repeated(check)).count(), 1);
}
