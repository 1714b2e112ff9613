//! How memory and time grow with the length of a document, in every format: the peak of the heap as a multiple of the
//! file, and the exponent with which the time grows from 100 to 10,000 rows, for the source alone, as
//! far as the budget, and for the whole way.
//!
//! `cargo bench --bench memory`; a format's name behind `--` runs that format alone.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

mod made;

use budget_widget::budget::Budget;
use budget_widget::disclosure::Disclosure;
use budget_widget::source::{self, text::gb18030};
use made::File;
use peak_alloc::PeakAlloc;
use std::hint::black_box;
use std::time::Instant;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

const ROWS: [usize; 4] = [10, 100, 1_000, 10_000];
/// Short documents are read so often that one reading's chance does not count.
const ROUNDS: usize = 5;

/// What one length took.
struct Taken {
    seconds: f64,
    peak: usize,
}

fn take<T>(work: impl Fn() -> T) -> Taken {
    let before = HEAP.current_usage();
    HEAP.reset_peak_usage();
    drop(black_box(work()));
    let peak = HEAP.peak_usage().saturating_sub(before);
    let mut seconds = f64::INFINITY;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        drop(black_box(work()));
        seconds = seconds.min(start.elapsed().as_secs_f64());
    }
    Taken { seconds, peak }
}

/// The slope of the logarithm of the time over that of the rows, from 100 rows on.
fn exponent(taken: &[Taken]) -> f64 {
    let (first, last) = (&taken[1], &taken[3]);
    (last.seconds / first.seconds).ln() / (ROWS[3] as f64 / ROWS[1] as f64).ln()
}

fn print(format: &str, way: &str, files: &[File], taken: &[Taken]) {
    let times: String = taken.iter().map(|taken| format!("{:>10.3}", taken.seconds * 1e3)).collect();
    let (file, peak) = (&files[3], taken[3].peak as f64);
    println!(
        "{format:<6}{way:<8}{times}{:>8.2}{:>10.1}{:>10.1}{:>10.1}",
        exponent(taken),
        peak / (1 << 20) as f64,
        peak / file.unpacked as f64,
        peak / file.bytes.len() as f64,
    );
}

fn main() {
    let only = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let sizes: Vec<Vec<File>> = ROWS.iter().map(|&rows| made::files(rows)).collect();
    let formats: Vec<&str> = sizes[0].iter().map(|file| file.format).collect();
    let mut of_format: Vec<Vec<File>> = formats.iter().map(|_| Vec::new()).collect();
    for files in sizes {
        for (slot, file) in of_format.iter_mut().zip(files) {
            slot.push(file);
        }
    }
    let rows: String = ROWS.iter().map(|rows| format!("{:>10}", format!("{rows} ms"))).collect();
    println!("{:<6}{:<8}{rows}{:>8}{:>10}{:>10}{:>10}", "", "", "exp.", "peak MiB", "× parts", "× file");
    for (format, files) in formats.iter().zip(&of_format) {
        if only.as_ref().is_some_and(|only| only != format) {
            continue;
        }
        let source = |file: &File| source::read(&file.bytes, gb18030).unwrap();
        let taken: Vec<Taken> = files.iter().map(|file| take(|| source(file))).collect();
        print(format, "source", files, &taken);
        let budget = |file: &File| Budget::read(source(file)).unwrap();
        let taken: Vec<Taken> = files.iter().map(|file| take(|| budget(file))).collect();
        print(format, "budget", files, &taken);
        let whole = |file: &File| Disclosure::read(&file.bytes, gb18030).unwrap();
        let taken: Vec<Taken> = files.iter().map(|file| take(|| whole(file))).collect();
        print(format, "whole", files, &taken);
    }
}
