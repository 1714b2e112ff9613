//! Several files of one disclosure as one document: one after the other, each a part.

use super::{Block, Document, Encoding, FileStart, Paragraph, Reader, Remark, Remarked, SourceError};
use std::sync::Arc;

/// Reads files of any format as one document, in their order; a single file is read as it is. `on_file` is told how many
/// were read.
///
/// # Errors
/// The index of the file that cannot be read and why. The limits are for all files together.
pub fn read_all(
    files: &[(&str, &[u8])],
    reader: &Reader,
    on_file: &mut dyn FnMut(usize),
) -> Result<Document, (usize, SourceError)> {
    let mut document = Document::default();
    for (&(name, bytes), at) in files.iter().zip(0..) {
        let read = reader.read(bytes).map_err(|error| (at, error))?;
        on_file(at + 1);
        if files.len() == 1 {
            return Ok(read);
        }
        append(&mut document, name, read);
    }
    let names: Vec<&str> = files.iter().map(|&(name, _)| name).collect();
    document.remarks.push(Remark { part: names.join(" · ").into(), what: Remarked::ReadTogether });
    Ok(document)
}

/// Appends a file, whose parts take its name before their own and whose lines go on behind those that are there.
pub fn append(document: &mut Document, name: &str, read: Document) {
    let file: Arc<str> = name.into();
    let before = document.lines;
    if !matches!(read.blocks.first(), Some(Block::Part(_))) {
        document.blocks.push(Block::Part(file.clone()));
    }
    let inside = |part: &str| -> Arc<str> {
        if part.is_empty() { file.clone() } else { format!("{name}/{part}").into() }
    };
    for block in read.blocks {
        document.blocks.push(match block {
            Block::Part(part) => Block::Part(inside(&part)),
            Block::Grid(mut grid) => {
                for cell in grid.rows.iter_mut().flatten() {
                    cell.place.sheet = Some(inside(cell.place.sheet.as_deref().unwrap_or_default()));
                    cell.place.line += before;
                }
                Block::Grid(grid)
            }
            Block::Paragraph(paragraph) => {
                Block::Paragraph(Paragraph { line: paragraph.line + before, ..paragraph })
            }
        });
    }
    let remarks = read.remarks.into_iter().map(|remark| Remark { part: inside(&remark.part), ..remark });
    document.remarks.extend(remarks);
    document.pages.extend(read.pages.iter().map(|first| first + before));
    if read.files.is_empty() {
        document.files.push(FileStart { name: file.clone(), line: before + 1 });
    }
    let files = read.files.into_iter();
    document
        .files
        .extend(files.map(|FileStart { name, line }| FileStart { name: inside(&name), line: line + before }));
    document.lines += read.lines;
    if read.encoding == Encoding::Gb18030 {
        document.encoding = read.encoding;
    }
}
