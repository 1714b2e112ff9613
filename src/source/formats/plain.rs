//! Texts: rows of cells with tabs or strokes between them, tables that are aligned by blanks, and paragraphs.

use super::tabs::{Next, Rows};
use super::{Format, Reader, aligned, pipes};
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
    // Where tabs part cells, blanks do not.
    let aligned = !text.contains('\t');
    let mut page =
        Page { document: Document::default(), grid: Grid::default(), strokes: Vec::new(), words: Vec::new() };
    let mut rows = Rows::new(text);
    while let Some(next) = rows.next(reader)? {
        page.document.lines = rows.lines();
        match next {
            Next::Row(cells) => {
                page.end_words(aligned, reader)?;
                page.grid.rows.push(cells);
            }
            Next::Line(line, number) if pipes::is_row(line) => {
                if page.strokes.is_empty() {
                    page.end_words(aligned, reader)?;
                }
                page.end_grid();
                page.strokes.push((line, number));
            }
            Next::Line(line, number) => {
                page.end_strokes(reader)?;
                page.end_grid();
                page.words.push((line, number));
            }
        }
    }
    page.end_grid();
    page.end_strokes(reader)?;
    page.end_words(aligned, reader)?;
    Ok(page.document)
}

/// What is read, and the lines of the kind that is being read.
struct Page<'a> {
    document: Document,
    grid: Grid,
    strokes: Vec<(&'a str, u32)>,
    words: Vec<(&'a str, u32)>,
}

impl Page<'_> {
    fn end_grid(&mut self) {
        text::close(&mut self.grid, &mut self.document.blocks);
    }

    /// Ends a run of lines that look like rows between strokes.
    fn end_strokes(&mut self, reader: &Reader) -> Result<(), SourceError> {
        match pipes::grid(&self.strokes, reader)? {
            Some(grid) => {
                self.strokes.clear();
                self.document.blocks.push(Block::Grid(grid));
            }
            None => self.words.append(&mut self.strokes),
        }
        Ok(())
    }

    fn end_words(&mut self, aligned: bool, reader: &Reader) -> Result<(), SourceError> {
        self.end_strokes(reader)?;
        let words = std::mem::take(&mut self.words);
        if aligned {
            self.document.blocks.extend(aligned::blocks(&words, reader)?);
            return Ok(());
        }
        for (text, line) in words.into_iter().filter(|(text, _)| !text.trim().is_empty()) {
            self.document.blocks.push(Block::Paragraph(Paragraph { text: text.to_owned(), line }));
        }
        Ok(())
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
