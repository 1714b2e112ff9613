//! How long the embedded disclosure takes, as time and as a multiple of what any reader of it has to do: to part the
//! same text into lines and cells and to parse every cell as a decimal. The multiples do not depend on the machine.
#![allow(missing_docs, clippy::unwrap_used)]

use budget_widget::amount::Unit;
use budget_widget::budget::Budget;
use budget_widget::charts::theme::Theme;
use budget_widget::charts::{Chart, Options, Words};
use budget_widget::checks;
use budget_widget::embedded::DEFAULT;
use budget_widget::source::text::{gb18030, read};
use budget_widget::views::flow::flow;
use criterion::measurement::{Measurement, ValueFormatter};
use criterion::{BenchmarkGroup, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use rust_decimal::Decimal;
use std::hint::black_box;
use std::time::{Duration, Instant};

const WORDS: Words = Words {
    source: "资金来源",
    nature: "支出性质",
    function: "功能分类",
    item: "项目与科目",
    project: "项目支出",
    basic: "基本支出",
    rest: "其余 {n} 项",
    remainder: "差额",
};

fn baseline() -> usize {
    let cells = black_box(DEFAULT).lines().flat_map(|line| line.split('\t'));
    cells.filter(|cell| cell.replace(',', "").parse::<Decimal>().is_ok()).count()
}

fn budget() -> Budget {
    Budget::read(read(black_box(DEFAULT.as_bytes()), gb18030).unwrap()).unwrap()
}

fn frame(budget: &Budget) -> usize {
    let theme = Theme::default();
    let options = Options { width: 1200.0, unit: Unit::WanYuan, theme: &theme, words: &WORDS };
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
    group.sample_size(50).sampling_mode(SamplingMode::Flat);
    compare(&mut group, "read", budget);
    compare(&mut group, "check", || checks::check(&known));
    compare(&mut group, "frame", || frame(&known));
}

/// Times `work` and the baseline in turn, so that whatever else the machine does meets both.
fn compare<T>(group: &mut BenchmarkGroup<'_, Multiple>, name: &str, work: impl Fn() -> T) {
    group.bench_function(name, |b| {
        b.iter_custom(|rounds| {
            let (mut bare, mut whole) = (Duration::ZERO, Duration::ZERO);
            for _ in 0..rounds {
                bare += timed(baseline);
                whole += timed(&work);
            }
            whole.as_secs_f64() / bare.as_secs_f64() * rounds as f64
        });
    });
}

fn timed<T>(work: impl Fn() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

/// Measures multiples of the baseline.
struct Multiple;

impl Measurement for Multiple {
    type Intermediate = Instant;
    type Value = f64;

    fn start(&self) -> Instant {
        Instant::now()
    }

    fn end(&self, start: Instant) -> f64 {
        start.elapsed().as_secs_f64()
    }

    fn add(&self, a: &f64, b: &f64) -> f64 {
        a + b
    }

    fn zero(&self) -> f64 {
        0.0
    }

    fn to_f64(&self, value: &f64) -> f64 {
        *value
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        &Times
    }
}

/// Writes multiples of the baseline.
struct Times;

impl ValueFormatter for Times {
    fn scale_values(&self, _typical: f64, _values: &mut [f64]) -> &'static str {
        "×"
    }

    fn scale_throughputs(
        &self,
        _typical: f64,
        _throughput: &Throughput,
        _values: &mut [f64],
    ) -> &'static str {
        "×"
    }

    fn scale_for_machines(&self, _values: &mut [f64]) -> &'static str {
        "×"
    }
}

criterion_group!(in_time, times);
criterion_group! {
    name = in_multiples;
    config = Criterion::default().with_measurement(Multiple);
    targets = multiples
}
criterion_main!(in_time, in_multiples);
