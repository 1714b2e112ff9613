//! Files of every format, damaged as transport, editors and malice damage them: outside, and inside the parts that are
//! packed into them. Reading always comes back, in bounded time and with a bounded number of cells.
//!
//! `PROPTEST_CASES=100000 cargo test --release --test damaged_files` runs long.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg(feature = "reader")]

#[path = "common/archive.rs"]
mod archive;
#[path = "common/pdf.rs"]
mod pdf;

use archive::{unzip, zip};
use budget_widget::disclosure::Disclosure;
use budget_widget::source::{self, Block, Limits, text::gb18030};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// Far above what the largest of the files needs in a debug build on a busy machine.
const MOST_TIME: Duration = Duration::from_secs(60);

/// The files have 5,000.
const MOST_CELLS: usize = 10_000;

/// What is damaged: a name, the whole file, and its parts if it is packed.
struct File {
    name: &'static str,
    bytes: Vec<u8>,
    parts: Vec<(String, Vec<u8>)>,
}

static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/formats");
    let names = [
        "zhengzhou-2024.docx",
        "zhengzhou-2024-numbered.docx",
        "zhengzhou-2024.xlsx",
        "zhengzhou-2024.ods",
        "zhengzhou-2024.xls",
        "zhengzhou-2024.html",
        "zhengzhou-2024-chromium.pdf",
        "zhengzhou-2024-plain-chromium.pdf",
        "encrypted-large.pdf",
    ];
    let mut files: Vec<File> = names
        .into_iter()
        .map(|name| {
            let bytes = std::fs::read(folder.join(name)).unwrap();
            let parts = if bytes.starts_with(b"PK") { unzip(&bytes) } else { Vec::new() };
            File { name, bytes, parts }
        })
        .collect();
    let text = budget_widget::embedded::DEFAULT;
    let blanks = text.replace('\t', "    ");
    let values: String =
        text.lines().map(|line| format!("{},\n", line.replace(',', "").replace('\t', ","))).collect();
    let strokes: String = text.lines().map(|line| format!("|{}|\n", line.replace('\t', "|"))).collect();
    files.push(File { name: "plain pdf", bytes: pdf::document(&[&pdf::table()]), parts: Vec::new() });
    for (name, text) in
        [("text", text.to_owned()), ("aligned", blanks), ("csv", values), ("strokes", strokes)]
    {
        files.push(File { name, bytes: text.into_bytes(), parts: Vec::new() });
    }
    files
});

/// A change; places are shares of the length, in 65,536ths.
#[derive(Debug, Clone)]
enum Damage {
    Flip(u16, u8),
    Cut(u16),
    Remove(u16, usize),
    Swap(u16, u16, usize),
    Repeat(u16, usize, usize),
    Insert(u16, usize),
    /// Every digit of a number becomes a 9.
    Nines(u16),
}

/// What a writer of files could put where it does not belong.
const PIECES: [&[u8]; 26] = [
    b"999999999",
    b"-1",
    b"\0",
    b"\xFF\xFE",
    b"\"",
    b"\t",
    b"\n",
    b"\x0C",
    b"  ",
    b",",
    b"|",
    b"<table:table-row table:number-rows-repeated=\"1048576\">",
    b"<row r=\"1048576\">",
    b"<c r=\"XFD1048576\"><v>1</v></c>",
    b"<mergeCell ref=\"A1:XFD1048576\"/>",
    b"<w:gridSpan w:val=\"65535\"/>",
    b"<td colspan=\"1000\" rowspan=\"65534\">1",
    b"<table><tr><td>",
    b"</w:tbl>",
    b"&#0;&nbsp;&unknown;",
    b" 1 0 R ",
    b" q /F1 Do Q ",
    b" 1e38 0 0 1e38 0 0 cm ",
    b"\nendstream endobj 9 0 obj <</Type/ObjStm/N 99999/First 9/Length 9>> stream\n",
    b" 0 0 9999 9999 re W n ",
    b"[(\\\\(] TJ",
];

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<u16>;
    prop_oneof![
        (at(), 1u8..).prop_map(|(at, bits)| Damage::Flip(at, bits)),
        at().prop_map(Damage::Cut),
        (at(), 1..5000usize).prop_map(|(at, count)| Damage::Remove(at, count)),
        (at(), at(), 1..500usize).prop_map(|(one, other, count)| Damage::Swap(one, other, count)),
        (at(), 1..2000usize, 1..200usize).prop_map(|(at, count, times)| Damage::Repeat(at, count, times)),
        (at(), 0..PIECES.len()).prop_map(|(at, piece)| Damage::Insert(at, piece)),
        at().prop_map(Damage::Nines),
    ]
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    let length = bytes.len();
    let place = |at: u16| length * usize::from(at) / 65_536;
    if length == 0 {
        return;
    }
    match *damage {
        Damage::Flip(at, bits) => bytes[place(at)] ^= bits,
        Damage::Cut(at) => bytes.truncate(place(at)),
        Damage::Remove(at, count) => drop(bytes.drain(place(at)..length.min(place(at) + count))),
        Damage::Swap(one, other, count) => {
            for offset in 0..count {
                let (one, other) = (place(one) + offset, place(other) + offset);
                if one.max(other) < length {
                    bytes.swap(one, other);
                }
            }
        }
        Damage::Repeat(at, count, times) => {
            let end = length.min(place(at) + count);
            let piece = bytes[place(at)..end].repeat(times);
            bytes.splice(end..end, piece);
        }
        Damage::Insert(at, piece) => drop(bytes.splice(place(at)..place(at), PIECES[piece].iter().copied())),
        Damage::Nines(at) => {
            let digits = bytes[place(at)..].iter_mut().skip_while(|byte| !byte.is_ascii_digit());
            digits.take_while(|byte| byte.is_ascii_digit()).for_each(|byte| *byte = b'9');
        }
    }
}

/// Reads what may be no file any more.
fn survives(name: &str, bytes: &[u8]) {
    let start = Instant::now();
    if let Ok(document) = source::read(bytes, gb18030) {
        let cells = |block: &Block| match block {
            Block::Grid(grid) => grid.rows.iter().map(Vec::len).sum(),
            Block::Paragraph(_) | Block::Part(_) => 0usize,
        };
        let cells: usize = document.blocks.iter().map(cells).sum();
        assert!(cells <= Limits::default().cells, "{name}: {cells} cells");
        // What is proved of a document many times as large as it was is another matter.
        if cells <= MOST_CELLS {
            let _ = Disclosure::read(bytes, gb18030);
        }
    }
    assert!(start.elapsed() < MOST_TIME, "{name}: {:?}", start.elapsed());
}

/// The same few damages in every run, or as many others as are asked for.
fn cases() -> ProptestConfig {
    let usual = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        usual
    } else {
        ProptestConfig { cases: 64, rng_seed: RngSeed::Fixed(2024), ..usual }
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn damaged_outside(file in 0..14usize, damages in prop::collection::vec(damage(), 1..6)) {
        let file = &FILES[file];
        let mut bytes = file.bytes.clone();
        damages.iter().for_each(|damage| apply(&mut bytes, damage));
        survives(file.name, &bytes);
    }

    #[test]
    fn damaged_inside(file in 0..4usize, part in any::<prop::sample::Index>(), damages in prop::collection::vec(damage(), 1..6)) {
        let file = &FILES[file];
        let mut parts = file.parts.clone();
        // Most of a file is in its largest part.
        parts.sort_by_key(|(_, content)| std::cmp::Reverse(content.len()));
        let part = part.index(parts.len() * 2).saturating_sub(parts.len());
        damages.iter().for_each(|damage| apply(&mut parts[part].1, damage));
        // The type of an OpenDocument file comes first.
        parts.sort_by_key(|(name, _)| name != "mimetype");
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
        survives(file.name, &zip(&parts));
    }
}

#[test]
fn whole_files_are_read_after_they_are_packed_anew() {
    for file in FILES.iter().filter(|file| !file.parts.is_empty()) {
        let parts: Vec<(&str, &[u8])> =
            file.parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
        assert_eq!(source::read(&zip(&parts), gb18030), source::read(&file.bytes, gb18030), "{}", file.name);
    }
}
