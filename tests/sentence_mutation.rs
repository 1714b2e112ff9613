//! Errors put into the sentences of the embedded disclosure on purpose: how many are found, and whether the finding names
//! the changed figure.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::print_stdout)]

mod common;

use budget_widget::address::{Address, SentenceAddress};
use budget_widget::checks::{Check, Verdict};
use budget_widget::disclosure::Disclosure;
use budget_widget::embedded::DEFAULT;
use budget_widget::narrative::Kind;
use common::{embedded, read};
use rust_decimal::Decimal;

/// A printed figure of a sentence.
struct Printed {
    at: SentenceAddress,
    text: String,
}

fn figures() -> Vec<Printed> {
    let claims = embedded().budget.narrative.claims;
    let figures = claims.into_iter().filter(|claim| claim.kind != Kind::Statement);
    figures.map(|claim| Printed { at: claim.at, text: claim.printed }).collect()
}

/// The figure with its last digit raised by one.
fn raised(text: &str) -> String {
    let value: Decimal = text.parse().unwrap();
    (value + Decimal::new(1, value.scale())).to_string()
}

/// Ten times the figure; nothing of a zero.
fn tenfold(text: &str) -> Option<String> {
    let value: Decimal = text.parse().unwrap();
    (!value.is_zero()).then(|| (value * Decimal::TEN).to_string())
}

/// The embedded text with another figure in one place.
fn with(at: &SentenceAddress, text: &str) -> Disclosure {
    let mut lines: Vec<String> = DEFAULT.lines().map(str::to_owned).collect();
    let line = &mut lines[at.line as usize - 1];
    let before: String = line.chars().take(at.start as usize).collect();
    let behind: String = line.chars().skip(at.end as usize).collect();
    *line = format!("{before}{text}{behind}");
    read(&lines.join("\n"))
}

/// Whether an error is found, and whether a finding that follows from no other names the figure.
fn outcome(printed: &Printed, wrong: &str) -> (bool, bool) {
    let disclosure = with(&printed.at, wrong);
    // What is wrong with the document itself is no error of a figure.
    let failing = |check: &&Check| check.verdict == Verdict::Contradiction && check.rule.kind.is_of_figures();
    let is_it = |at: &Address| matches!(at, Address::Sentence(at) if (at.line, at.start) == (printed.at.line, printed.at.start));
    let names = |check: &Check| {
        let places = check.operands.iter().filter_map(|term| term.operand.at(&disclosure.budget));
        places.into_iter().any(|at| is_it(&at))
    };
    let found = disclosure.report.checks.iter().any(|check| failing(&check));
    (found, disclosure.report.causes().filter(failing).any(names))
}

/// How many errors were tried, found and named; prints those that are missed.
fn recall(error: &str, wrong: &dyn Fn(&str) -> Option<String>) -> (usize, usize, usize) {
    let (mut tried, mut found, mut named) = (0, 0, 0);
    for printed in figures() {
        let Some(wrong) = wrong(&printed.text) else { continue };
        let (is_found, is_named) = outcome(&printed, &wrong);
        tried += 1;
        found += usize::from(is_found);
        named += usize::from(is_named);
        if !is_named {
            println!("  {error} at {}: {} → {wrong}: found {is_found}", printed.at, printed.text);
        }
    }
    println!("{error}: {tried} tried, {found} found, {named} named");
    (tried, found, named)
}

#[test]
fn a_last_digit_raised_by_one_is_found() {
    let (tried, found, named) = recall("+1", &|text| Some(raised(text)));
    assert_eq!(tried, 50);
    // Missed is what rounding could explain, such as 84.72 % of 1190.3 in 1405.1, and what stands alone.
    assert!(found >= 42 && named >= 42, "{found} found, {named} named");
}

#[test]
fn ten_times_a_figure_is_found() {
    let (tried, found, named) = recall("×10", &tenfold);
    assert_eq!(tried, 39);
    // What the only other vehicle is stands beside it once more.
    assert!(found >= 38 && named >= 38, "{found} found, {named} named");
}
