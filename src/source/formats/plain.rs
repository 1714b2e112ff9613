//! Texts: rows of cells with tabs or strokes between them, tables that are aligned by blanks, and paragraphs.

use super::tabs::{Next, Rows};
use super::{Format, Reader, pipes};
use crate::source::{Block, Document, Grid, Paragraph, SourceError, text};

pub const FORMAT: Format = Format {
    id: "text",
    sniff: |_| true,
    read: |bytes, reader| text::read_by(bytes, reader.decode_gb18030, |text| read_str(text, reader)),
};

/// Reads a decoded text.
///
/// # Errors
/// [`SourceError`] when it is blank, holds control characters or has too many cells.
pub fn read_str(text: &str, reader: &Reader) -> Result<Document, SourceError> {
    let text = text::checked(text)?;
    let mut document = Document::default();
    let mut grid = Grid::default();
    let mut strokes = Vec::new();
    let mut rows = Rows::new(text);
    while let Some(next) = rows.next(reader)? {
        document.lines = rows.lines();
        match next {
            Next::Row(cells) => {
                end_strokes(&mut strokes, &mut document.blocks, reader)?;
                grid.rows.push(cells);
            }
            Next::Line(line, number) => {
                text::close(&mut grid, &mut document.blocks);
                if pipes::is_row(line) {
                    strokes.push((line, number));
                    continue;
                }
                end_strokes(&mut strokes, &mut document.blocks, reader)?;
                paragraph(line, number, &mut document.blocks);
            }
        }
    }
    text::close(&mut grid, &mut document.blocks);
    end_strokes(&mut strokes, &mut document.blocks, reader)?;
    Ok(document)
}

/// Ends a run of lines that look like rows between strokes.
fn end_strokes(
    lines: &mut Vec<(&str, u32)>,
    blocks: &mut Vec<Block>,
    reader: &Reader,
) -> Result<(), SourceError> {
    match pipes::grid(lines, reader)? {
        Some(grid) => blocks.push(Block::Grid(grid)),
        None => lines.iter().for_each(|(line, number)| paragraph(line, *number, blocks)),
    }
    lines.clear();
    Ok(())
}

fn paragraph(line: &str, number: u32, blocks: &mut Vec<Block>) {
    if !line.trim().is_empty() {
        blocks.push(Block::Paragraph(Paragraph { text: line.to_owned(), line: number }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text::gb18030;

    #[test]
    fn plain_rows_are_read_as_the_viewer_reads_them() {
        let text = crate::embedded::DEFAULT;
        assert_eq!(read_str(text, &Reader::new(gb18030)), text::read_str(text));
    }
}
