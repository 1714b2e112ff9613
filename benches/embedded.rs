//! How long the embedded disclosure takes, as time and as a multiple of what any reader of it has to do: to part the
//! same text into lines and cells and to parse every cell as a decimal. The multiples do not depend on the machine.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "made/multiple.rs"]
mod multiple;

use budget_widget::amount::Unit;
use budget_widget::budget::Budget;
use budget_widget::charts::theme::Theme;
use budget_widget::charts::{Chart, Options};
use budget_widget::checks;
use budget_widget::embedded::DEFAULT;
use budget_widget::i18n::Locale;
use budget_widget::source::text::{gb18030, read};
use budget_widget::views::flow::flow;
use criterion::{Criterion, criterion_group, criterion_main};
use multiple::{Multiple, compare};
use rust_decimal::Decimal;
use std::hint::black_box;

fn baseline() -> usize {
    let cells = black_box(DEFAULT).lines().flat_map(|line| line.split('\t'));
    cells.filter(|cell| cell.replace(',', "").parse::<Decimal>().is_ok()).count()
}

fn budget() -> Budget {
    Budget::read(read(black_box(DEFAULT.as_bytes()), gb18030).unwrap()).unwrap()
}

fn frame(budget: &Budget) -> usize {
    let theme = Theme::default();
    let options = Options { width: 1200.0, unit: Unit::WanYuan, theme: &theme, locale: Locale::of("zh-CN") };
    flow(black_box(budget)).frame(&options).ops.len()
}

fn times(c: &mut Criterion) {
    let mut group = c.benchmark_group("time");
    let known = budget();
    group.sample_size(50);
    group.bench_function("baseline", |b| b.iter(baseline));
    group.bench_function("read", |b| b.iter(budget));
    group.bench_function("check", |b| b.iter(|| checks::check(black_box(&known))));
    group.bench_function("frame", |b| b.iter(|| frame(&known)));
}

fn multiples(c: &mut Criterion<Multiple>) {
    let mut group = c.benchmark_group("multiple");
    let known = budget();
    group.sample_size(50);
    compare(&mut group, "read", baseline, budget);
    compare(&mut group, "check", baseline, || checks::check(&known));
    compare(&mut group, "frame", baseline, || frame(&known));
}

criterion_group!(in_time, times);
criterion_group! {
    name = in_multiples;
    config = Criterion::default().with_measurement(Multiple);
    targets = multiples
}
criterion_main!(in_time, in_multiples);
