//! “三公”经费 and economic classes.

use crate::common::embedded;
use budget_widget::views::economic::{economic, natures};
use budget_widget::views::overview::cards;
use budget_widget::views::three_public::three_public;

#[test]
fn three_public_parts_come_from_the_table_else_from_the_sentences() {
    let budget = embedded().budget;
    let found = three_public(&budget).unwrap();
    let parts: Vec<(u8, &str, String, String, Option<u16>)> = found
        .parts
        .iter()
        .map(|part| {
            let shown = part.figure.as_ref();
            let amount = shown.map_or_else(String::new, |shown| shown.amount.value().to_string());
            let at = shown.map_or_else(String::new, |shown| shown.at.to_string());
            (part.level, part.id, amount, at, part.change.as_ref().and_then(|compared| compared.before.year))
        })
        .collect();
    insta::assert_debug_snapshot!(parts);
    assert_eq!(found.sections.len(), 1);
    assert!(found.definition.unwrap().definition.contains("因公出国"));
}

#[test]
fn classes_of_which_no_total_is_printed_are_the_exact_sums_of_their_lines() {
    let budget = embedded().budget;
    let found = economic(&budget).unwrap();
    let classes: Vec<(&str, String, bool, usize)> = found
        .classes
        .iter()
        .map(|class| {
            (class.code.as_str(), class.amount.value().to_string(), class.at.is_some(), class.lines.len())
        })
        .collect();
    let expected = [("310", "4882.9", false, 2), ("301", "1160.3", false, 11), ("302", "229.8", false, 11)];
    assert_eq!(classes, expected.map(|(code, amount, at, lines)| (code, amount.to_owned(), at, lines)));
    let whole: rust_decimal::Decimal = found.classes.iter().map(|class| class.amount.value()).sum();
    assert_eq!(found.whole.unwrap().amount.value(), whole);
    let pay = &found.classes[1].lines[0];
    assert_eq!((pay.code.as_str(), pay.at.to_string().as_str()), ("30101", "economic-summary.30101.total"));
    assert_eq!(pay.second.as_ref().unwrap().0, "50101");
}

#[test]
fn personnel_public_funds_and_projects_are_the_printed_ones() {
    let bars = natures(&embedded().budget);
    let shown: Vec<String> =
        bars.bars.iter().map(|bar| format!("{} {} {}", bar.name, bar.amount.value(), bar.at)).collect();
    assert_eq!(
        shown,
        [
            "项目支出 4867.9 department-expenditure.合计.project",
            "人员经费 1190.3 general-basic.合计.basic.personnel",
            "公用经费 214.8 general-basic.合计.basic.public",
        ]
    );
}

#[test]
fn the_change_of_a_card_is_what_the_narrative_states_with_its_reason() {
    let budget = embedded().budget;
    let cards = cards(&budget);
    let changes: Vec<(&str, Option<u16>, Option<bool>, String, String, String)> = cards
        .iter()
        .filter_map(|card| Some((card.id, card.change.as_ref()?)))
        .map(|(id, compared)| {
            let change = compared.change.as_ref().unwrap();
            let rate = change.rate.as_ref().map_or_else(String::new, |rate| rate.text.clone());
            let amount = change.amount.value().to_string();
            (id, compared.before.year, change.is_up, amount, rate, change.reason.clone().unwrap_or_default())
        })
        .collect();
    let expected = [
        ("total", Some(2023), Some(false), "290.2", "4.42", "项目支出减少"),
        ("three-public", Some(2023), None, "0", "", ""),
    ];
    assert_eq!(
        changes,
        expected.map(|(id, year, is_up, amount, rate, reason)| {
            (id, year, is_up, amount.to_owned(), rate.to_owned(), reason.to_owned())
        })
    );
}
