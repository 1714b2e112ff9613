//! Published PDF files, where they lie beside the repository: what was read is printed and held against a second opinion.
//! Without them the tests say so and pass; those of the repository are damaged in every way.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::print_stdout)]
#![cfg(feature = "reader")]

mod common;
#[path = "common/pdf.rs"]
mod pdf;

use budget_widget::checks::Verdict;
use budget_widget::checks::report::Severity;
use budget_widget::disclosure::Disclosure;
use budget_widget::export::wording::Wording;
use budget_widget::i18n::LOCALES;
use budget_widget::source::text::gb18030;
use budget_widget::source::{self, Block};
use budget_widget::tables::Table;
use common::{FORM, fixture};
use pdf::{PLAIN, PRINTED};
use std::collections::BTreeMap;
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

/// `LOOK=name cargo test --test pdf_published -- --ignored look` prints the blocks of a file.
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

/// What the documents are known to have wrong: words of the finding.
const WRONG: [(&str, &[&str]); 7] = [
    ("jiangsu-procuratorate-2018-budget", &["0.06%", "0.66%", "21.95%"]),
    ("shanghai-wanli-subdistrict-2023-budget", &["314.82", "220.63", "11,419,043"]),
    ("shanghai-wanli-subdistrict-2024-budget", &["350.35", "352.67"]),
    (
        "shanghai-justice-bureau-2026-budget",
        &["共 5 处；应为 2025 年", "43269.3", "17.66", "208.8", "医疗卫生与计划生育支出 → 卫生健康支出"],
    ),
    ("shanghai-finance-bureau-2024-final", &["0.3", "2,961.68"]),
    ("shanghai-planning-bureau-2024-final", &["5377.64", "13.95", "下降（增长）"]),
    ("shanghai-blank-form-2024-final", &["占位符"]),
];

/// Documents with which nothing is wrong.
const CLEAN: [&str; 3] = [
    "shanghai-finance-bureau-2025-budget",
    "shanghai-government-office-2025-budget",
    "shanghai-government-office-2025-unit-budget",
];

/// Findings above notes.
fn findings(disclosure: &Disclosure) -> Vec<String> {
    let wording = Wording { budget: &disclosure.budget, locale: &LOCALES[0] };
    let checks = disclosure.report.checks.iter();
    let found =
        checks.filter(|check| check.verdict == Verdict::Contradiction && check.severity > Severity::Info);
    found.map(|check| wording.message(check)).collect()
}

/// The figures that each table prints, in the order of their words.
fn figures(disclosure: &Disclosure) -> BTreeMap<&str, Vec<&str>> {
    let mut figures: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for table in disclosure.budget.tables.iter().filter(|table| table.spec.is_some()) {
        let printed = table.figures().map(|(_, figure)| figure.printed.as_str());
        let mut printed: Vec<&str> = printed.filter(|printed| !printed.is_empty()).collect();
        printed.sort_unstable();
        figures.insert(&table.id, printed);
    }
    figures
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

        let is_wanted = |id: &str| match &*name {
            name if name.ends_with("narrative") => false,
            // In those years there was no such table.
            name if name.starts_with("jiangsu") => id != "state-capital-expenditure",
            _ => true,
        };
        for id in FORM.iter().filter(|id| is_wanted(id)) {
            assert!(ids.contains(id), "{name}: {id}");
        }
        let findings = findings(&disclosure);
        for words in WRONG.iter().filter(|(of, _)| *of == name).flat_map(|(_, words)| *words) {
            assert!(findings.iter().any(|finding| finding.contains(words)), "{name}: {words}");
        }
        if CLEAN.contains(&&*name) {
            assert_eq!(findings, [] as [&str; 0], "{name}");
        }
        // What another program reads of the same tables.
        let other = folder().join(format!("{name}.cells.tsv.txt"));
        if let Ok(cells) = std::fs::read(other) {
            let cells = Disclosure::read(&cells, gb18030).unwrap();
            assert_eq!(self::figures(&disclosure), self::figures(&cells), "{name}");
        }
    }
}

/// Numbers that look like chance, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }
}

/// Damages a file: bytes are flipped, its end is cut off, two of its objects change their places.
fn damage(bytes: &mut Vec<u8>, chance: &mut Chance) {
    match chance.below(3) {
        0 => {
            for _ in 0..=chance.below(40) {
                let at = chance.below(bytes.len());
                bytes[at] ^= 1 << chance.below(8);
            }
        }
        1 => bytes.truncate(chance.below(bytes.len())),
        _ => {
            let objects: Vec<usize> = bytes
                .windows(5)
                .enumerate()
                .filter(|(_, word)| word == b" obj\n")
                .map(|(at, _)| at)
                .collect();
            let mut place = || objects.get(chance.below(objects.len())).map_or(0, |at| at + 5);
            let (one, other) = (place(), place());
            for offset in 0..200.min(bytes.len() - one.max(other)) {
                bytes.swap(one + offset, other + offset);
            }
        }
    }
}

/// `DAMAGES=1000 cargo test --release --test pdf_published damaged` runs long, with `SEED=7` on other damages.
#[test]
fn damaged_files_come_to_an_end() {
    let mut files = files();
    files.extend(PRINTED.iter().chain(&PLAIN).map(|name| ((*name).to_owned(), fixture(name))));
    let count = std::env::var("DAMAGES").map_or(files.len(), |count| count.parse().unwrap());
    let mut chance = Chance(std::env::var("SEED").map_or(2024, |seed| seed.parse().unwrap()));
    // What is not optimised is several times as slow.
    let limit = if cfg!(debug_assertions) { 20 } else { 5 };
    let mut read = 0;
    for at in 0..count {
        let (name, whole) = &files[at % files.len()];
        let mut bytes = whole.clone();
        damage(&mut bytes, &mut chance);
        let start = Instant::now();
        read += usize::from(Disclosure::read(&bytes, gb18030).is_ok());
        assert!(start.elapsed().as_secs() < limit, "{name}, damage {at}: {:?}", start.elapsed());
    }
    println!("{read} of {count} damaged files still read");
}
