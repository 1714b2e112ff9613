//! Several files of one disclosure, packed together: read one after the other in the order of their names.

use super::unpack::{MAGIC, Package, Part};
use super::{Format, Reader};
use crate::source::{Block, Document, Encoding, Remark, Remarked, SourceError};
use std::sync::Arc;

pub const FORMAT: Format = Format { id: "zip", sniff: |bytes| bytes.starts_with(MAGIC), read };

fn read(bytes: &[u8], reader: &Reader) -> Result<Document, SourceError> {
    let package = Package::open(bytes, reader)?;
    let mut parts: Vec<(String, &Part)> = package
        .parts()
        .iter()
        .map(|part| (name(part, reader), part))
        .filter(|(name, _)| is_content(name))
        .collect();
    parts.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut document = Document::default();
    let mut first_error = None;
    for (name, part) in parts {
        let read = package.unpack(part).and_then(|bytes| reader.read_inside(&bytes));
        match read {
            Ok(read) => append(&mut document, &name, read),
            // Beyond a limit nothing that follows could be read either.
            Err(error @ SourceError::TooLarge { .. }) => return Err(error),
            Err(error) => {
                document.remarks.push(Remark { part: name.into(), what: Remarked::Unread });
                first_error.get_or_insert(error);
            }
        }
    }
    match first_error {
        _ if !document.blocks.is_empty() => Ok(document),
        Some(error) => Err(error),
        None => Err(SourceError::Empty),
    }
}

/// Names are written in UTF-8, or in the national standard by programs that do not say so.
fn name(part: &Part, reader: &Reader) -> String {
    let decoded = reader.decode(&part.name).map(|(name, _)| name);
    decoded.unwrap_or_else(|_| String::from_utf8_lossy(&part.name)).into_owned()
}

/// Whether a part is more than what an operating system leaves behind.
fn is_content(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    !name.starts_with("__MACOSX/") && !file.starts_with('.') && !file.starts_with("~$") && file != "Thumbs.db"
}

/// Appends a file, whose parts take its name before their own.
fn append(document: &mut Document, name: &str, read: Document) {
    let file: Arc<str> = name.into();
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
                }
                Block::Grid(grid)
            }
            paragraph @ Block::Paragraph(_) => paragraph,
        });
    }
    let remarks = read.remarks.into_iter().map(|remark| Remark { part: inside(&remark.part), ..remark });
    document.remarks.extend(remarks);
    document.lines += read.lines;
    if read.encoding == Encoding::Gb18030 {
        document.encoding = read.encoding;
    }
}
