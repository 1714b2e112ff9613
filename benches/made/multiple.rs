//! Times as multiples of a baseline that is timed in turn with them, so that they do not depend on the machine and
//! whatever else it does meets both.

use criterion::BenchmarkGroup;
use criterion::measurement::{Measurement, ValueFormatter};
use criterion::{SamplingMode, Throughput};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Measures `work` as a multiple of `baseline`.
pub fn compare<A, B>(
    group: &mut BenchmarkGroup<'_, Multiple>,
    name: &str,
    baseline: impl Fn() -> A,
    work: impl Fn() -> B,
) {
    group.sampling_mode(SamplingMode::Flat).bench_function(name, |b| {
        b.iter_custom(|rounds| {
            let (mut bare, mut whole) = (Duration::ZERO, Duration::ZERO);
            for _ in 0..rounds {
                bare += timed(&baseline);
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
pub struct Multiple;

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
