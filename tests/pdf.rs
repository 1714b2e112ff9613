//! Published PDF files, where they lie beside the repository: what was read is printed and held against a second opinion.
//! Without them the tests say so and pass.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::print_stdout)]
#![cfg(feature = "reader")]

mod common;

use budget_widget::checks::Verdict;
use budget_widget::checks::report::Severity;
use budget_widget::disclosure::Disclosure;
use budget_widget::export::wording::Wording;
use budget_widget::i18n::LOCALES;
use budget_widget::source::text::gb18030;
use budget_widget::source::{self, Block};
use budget_widget::tables::Table;
use std::path::PathBuf;
use std::time::Instant;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus")
}

/// The PDF files that are there, by name.
fn files() -> Vec<(String, Vec<u8>)> {
    let Ok(entries) = std::fs::read_dir(folder()) else {
        println!("skipped: no corpus is there");
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "pdf"))
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

/// `LOOK=name cargo test --test pdf -- --ignored look` prints the blocks of a file.
#[test]
#[ignore = "for looking at a file"]
fn look() {
    let name = std::env::var("LOOK").unwrap();
    let path = if name.contains('/') { PathBuf::from(&name) } else { folder().join(&name) };
    let bytes = std::fs::read(path).unwrap();
    let document = source::read(&bytes, gb18030).unwrap();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => println!("{:>5}  {}", paragraph.line, paragraph.text),
            Block::Grid(grid) => {
                for row in &grid.rows {
                    let cells: Vec<String> = row.iter().map(|cell| cell.text.replace('\n', "⏎")).collect();
                    let place = &row[0].place;
                    println!("p{:>2}{:>5}| {}", place.page.unwrap_or(0), place.line, cells.join(" | "));
                }
            }
            Block::Part(part) => println!("== {part}"),
        }
    }
    println!("{:?}\n{:?}", document.remarks, document.pages);
    let disclosure = Disclosure::read(&bytes, gb18030).unwrap();
    for table in &disclosure.budget.tables {
        let columns: Vec<&str> = table.columns.iter().map(|column| &*column.key).collect();
        println!("{} {}% {:?} {}", table.id, table.confidence, table.unit, columns.join(" | "));
    }
    for check in &disclosure.report.checks {
        if check.severity > Severity::Info || std::env::var("ALL").is_ok() {
            let wording = Wording { budget: &disclosure.budget, locale: &LOCALES[0] };
            println!("{} {} {}", check.severity.id(), check.id, wording.message(check));
        }
    }
}

#[test]
fn what_was_read() {
    println!("{:<48} tables other amounts unit  claims linked  error warn info    ms", "document");
    for (name, bytes) in files() {
        let start = Instant::now();
        let disclosure = Disclosure::read(&bytes, gb18030).unwrap_or_else(|error| panic!("{name}: {error}"));
        let took = start.elapsed();
        let budget = &disclosure.budget;
        let known: Vec<&Table> = budget.tables.iter().filter(|table| table.spec.is_some()).collect();
        let others = budget.tables.len() - known.len();
        let amounts =
            budget.tables.iter().flat_map(Table::figures).filter(|(_, f)| f.amount().is_some()).count();
        let units: Vec<&str> =
            budget.tables.iter().filter_map(|table| table.unit).map(|unit| unit.label()).collect();
        let linked: usize = budget.quantities().map(|(_, quantity)| quantity.claims.len()).sum();
        let failed = |severity: Severity| {
            disclosure
                .report
                .checks
                .iter()
                .filter(|check| check.verdict == Verdict::Contradiction && check.severity == severity)
                .count()
        };
        println!(
            "{name:<48} {:>6} {others:>5} {amounts:>7} {:<5} {:>6} {linked:>6} {:>6} {:>4} {:>4} {:>6.1}",
            known.len(),
            units.first().unwrap_or(&"-"),
            budget.narrative.claims.len(),
            failed(Severity::Error),
            failed(Severity::Warning),
            failed(Severity::Info),
            took.as_secs_f64() * 1000.0
        );
        let ids: Vec<&str> = budget.tables.iter().map(|table| &*table.id).collect();
        println!("    {}", ids.join(" "));
    }
}
