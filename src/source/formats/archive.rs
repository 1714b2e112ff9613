//! Several files of one disclosure, packed together: read one after the other in the order of their names.

use super::unpack::{MAGIC, Package, Part};
use super::{Format, Reader};
use crate::source::join::append;
use crate::source::{Document, Remark, Remarked, SourceError};

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
