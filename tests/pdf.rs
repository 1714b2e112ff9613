//! Published PDF files, where they lie beside the repository: what was read is printed and held against a second opinion.
//! Without them the tests say so and pass.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::print_stdout)]
#![cfg(feature = "reader")]

use budget_widget::source::text::gb18030;
use budget_widget::source::{self, Block};
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus")
}

/// `LOOK=name cargo test --test pdf -- --ignored look` prints the blocks of a file.
#[test]
#[ignore = "for looking at a file"]
fn look() {
    let name = std::env::var("LOOK").unwrap();
    let path = if name.contains('/') { PathBuf::from(&name) } else { folder().join(&name) };
    let document = source::read(&std::fs::read(path).unwrap(), gb18030).unwrap();
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
}
