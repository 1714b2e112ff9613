//! How fast every format is read, as time and as bytes of its unpacked parts a second.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod made;

use budget_widget::source::{self, text::gb18030};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

fn formats(c: &mut Criterion) {
    let mut group = c.benchmark_group("source");
    group.sample_size(20);
    for rows in [100, 1_000] {
        for file in made::files(rows) {
            group.throughput(Throughput::Bytes(file.unpacked as u64));
            let id = BenchmarkId::new(file.format, rows);
            group.bench_function(id, |b| b.iter(|| source::read(black_box(&file.bytes), gb18030).unwrap()));
        }
    }
}

criterion_group!(benches, formats);
criterion_main!(benches);
