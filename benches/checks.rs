//! How long the whole report takes (every rule, the joint system, causes, repairs, and the report as data): of the embedded
//! disclosure as time and as a multiple of what any reader of it has to do; of disclosures a hundred times as large as
//! multiples of that; of a dense system as time.
//!
//! `cargo bench --bench checks`; it prints first what it measures.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout)]

#[path = "made/large.rs"]
mod large;
#[path = "made/multiple.rs"]
mod multiple;

use budget_widget::budget::Budget;
use budget_widget::checks::{self, Content};
use budget_widget::embedded::DEFAULT;
use budget_widget::export::report;
use budget_widget::source::text::{gb18030, read};
use criterion::{Criterion, criterion_group, criterion_main};
use multiple::{Multiple, compare};
use peak_alloc::PeakAlloc;
use rust_decimal::Decimal;
use std::hint::black_box;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

const LARGE: usize = 100;
/// So many times the items of the embedded classification are five thousand amounts.
const DENSE: usize = 66;

fn budget(text: &str) -> Budget {
    Budget::read(read(text.as_bytes(), gb18030).unwrap()).unwrap()
}

/// What the page asks for.
fn whole(budget: &Budget) -> report::ReportData {
    report::data(black_box(budget), &checks::check(black_box(budget)))
}

fn baseline() -> usize {
    let cells = black_box(DEFAULT).lines().flat_map(|line| line.split('\t'));
    cells.filter(|cell| cell.replace(',', "").parse::<Decimal>().is_ok()).count()
}

/// Prints what a document is and what its report says.
fn describe(name: &str, budget: &Budget) {
    let figures = budget.tables.iter().flat_map(|table| &table.items).flat_map(|item| &item.figures);
    let amounts = figures.filter(|figure| figure.amount().is_some()).count();
    let before = HEAP.current_usage();
    HEAP.reset_peak_usage();
    let report = checks::check(budget);
    let peak = (HEAP.peak_usage() - before) as f64 / f64::from(1 << 20);
    let (mut checks, mut related) = (0usize, 0usize);
    for check in &report.checks {
        checks += usize::from(check.verdict != checks::Verdict::NotChecked);
        let of_amounts =
            check.operands.iter().filter(|term| matches!(term.operand.content(budget), Content::Amount(_)));
        related += of_amounts.count();
    }
    println!(
        "{name}: {amounts} amounts in tables, {checks} checks of {related} amounts, {} contradictions, \
         all together {:?} {:?}, {peak:.1} MiB",
        report.summary.count(checks::Verdict::Contradiction),
        report.system.verdict,
        report.system.ratio
    );
}

fn times(c: &mut Criterion) {
    let mut group = c.benchmark_group("report");
    let embedded = budget(DEFAULT);
    describe("embedded", &embedded);
    group.sample_size(50);
    group.bench_function("checked", |b| b.iter(|| checks::check(black_box(&embedded))));
    group.bench_function("embedded", |b| b.iter(|| whole(&embedded)));
    let dense = budget(&large::rounded(DENSE));
    describe("dense", &dense);
    group.sample_size(10);
    group.bench_function("dense", |b| b.iter(|| whole(&dense)));
}

fn multiples(c: &mut Criterion<Multiple>) {
    let embedded = budget(DEFAULT);
    let mut group = c.benchmark_group("multiple of the baseline");
    group.sample_size(50);
    compare(&mut group, "checked", baseline, || checks::check(black_box(&embedded)));
    compare(&mut group, "embedded", baseline, || whole(&embedded));
    group.finish();
    let mut group = c.benchmark_group("multiple of the embedded report");
    group.sample_size(10);
    for (name, text) in [("lines", large::lines(LARGE)), ("units", large::units(LARGE))] {
        let large = budget(&text);
        describe(name, &large);
        compare(&mut group, name, || whole(&embedded), || whole(&large));
    }
}

criterion_group!(in_time, times);
criterion_group! {
    name = in_multiples;
    config = Criterion::default().with_measurement(Multiple);
    targets = multiples
}
criterion_main!(in_time, in_multiples);
