//! Documents whose columns are separated by blanks only, as PDF tools and editors write them, read as the files they
//! were made of.
#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]
#![cfg(feature = "reader")]

mod common;

use budget_widget::checks::Verdict;
use budget_widget::disclosure::Disclosure;
use budget_widget::source::text::gb18030;
use budget_widget::source::{self, Block, Document, GridCell};
use common::{amounts, fixture};

/// The width of a text where an ideograph takes `wide` places.
fn width(text: &str, wide: usize) -> usize {
    text.chars().map(|c| if c as u32 >= 0x2E80 || "“”×".contains(c) { wide } else { 1 }).sum()
}

/// A document as a program writes it that aligns columns with blanks, heads in the middle over their columns.
fn aligned(document: &Document, wide: usize) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        match block {
            Block::Part(_) => text.push('\n'),
            Block::Paragraph(paragraph) => text.push_str(&format!("{}\n", paragraph.text)),
            Block::Grid(grid) => {
                let is_head =
                    |cell: &GridCell| cell.span.is_some_and(|span| span.columns > 1 || span.rows > 1);
                let mut widths = vec![2; grid.width()];
                for (column, cell) in grid.rows.iter().flat_map(|row| row.iter().enumerate()) {
                    if cell.span.is_none_or(|span| span.columns == 1) {
                        widths[column] = widths[column].max(width(&cell.text, wide));
                    }
                }
                // Half a row has a line of its own: a label over an even number of rows stands between them.
                let mut lines = vec![String::new(); grid.rows.len() * 2];
                let mut placed: Vec<(usize, usize, &str)> = Vec::new();
                for (at, row) in grid.rows.iter().enumerate() {
                    let mut left = 0;
                    for (column, cell) in row.iter().enumerate() {
                        let span = cell.span.unwrap();
                        let columns = span.columns as usize;
                        let room: usize =
                            widths[column..column + columns].iter().sum::<usize>() + 3 * (columns - 1);
                        let own = width(&cell.text, wide);
                        let number =
                            cell.text.starts_with(|c: char| c.is_ascii_digit()) && cell.text.contains('.');
                        let spare = room.saturating_sub(own);
                        let indent = if is_head(cell) {
                            spare / 2
                        } else if number {
                            spare
                        } else {
                            0
                        };
                        let line = at * 2 + span.rows as usize - 1;
                        if !cell.text.is_empty() {
                            placed.push((line, left + indent, &cell.text));
                        }
                        left += widths[column] + 3;
                    }
                }
                placed.sort_unstable();
                for (line, left, cell) in placed {
                    let blanks = left.saturating_sub(width(&lines[line], wide));
                    lines[line].push_str(&format!("{}{cell}", " ".repeat(blanks)));
                }
                lines.retain(|line| !line.is_empty());
                text.push_str(&lines.join("\n"));
                text.push_str("\n\n");
            }
        }
    }
    text
}

#[test]
fn columns_are_told_by_alignment() {
    let page = fixture("zhengzhou-2024.html");
    let whole = Disclosure::read(&page, gb18030).unwrap();
    let page = source::read(&page, gb18030).unwrap();
    for wide in [1, 2] {
        let text = aligned(&page, wide);
        assert!(!text.contains('\t'));
        let disclosure = Disclosure::read(text.as_bytes(), gb18030).unwrap();
        let read = amounts(&disclosure);
        for (table, expected) in amounts(&whole) {
            // A form has words and amounts below each other, some at the left and some at the right of their cells.
            if table != "department-performance" {
                assert_eq!(read.get(&table), Some(&expected), "{table}, {wide}");
            }
        }
        assert!(
            disclosure
                .report
                .checks
                .iter()
                .all(|check| check.verdict != Verdict::Contradiction || check.rule.id == "targets-said"),
            "{wide}"
        );
    }
}
