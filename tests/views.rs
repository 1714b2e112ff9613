//! Views: what a reader is told, with the addresses of the figures.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use budget_widget::budget::Budget;
use budget_widget::embedded::DEFAULT;
use budget_widget::source::text::{gb18030, read};
use budget_widget::views::three_public::three_public;

fn embedded() -> Budget {
    Budget::read(read(DEFAULT.as_bytes(), gb18030).unwrap()).unwrap()
}

#[test]
fn three_public_parts_come_from_the_table_else_from_the_sentences() {
    let budget = embedded();
    let found = three_public(&budget).unwrap();
    let parts: Vec<(u8, &str, String, String, Option<u16>)> = found
        .parts
        .iter()
        .map(|part| {
            let shown = part.figure.as_ref();
            let amount = shown.map_or_else(String::new, |shown| shown.amount.value().to_string());
            let at = shown.map_or_else(String::new, |shown| shown.at.to_string());
            (part.level, part.id, amount, at, part.change.as_ref().and_then(|change| change.year))
        })
        .collect();
    insta::assert_debug_snapshot!(parts);
    assert_eq!(found.sections.len(), 1);
    assert!(found.definition.unwrap().definition.contains("因公出国"));
}
