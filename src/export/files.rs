//! Files that are made together: their names, and all of them packed into one.

use crate::tables::Table;
use flate2::{Compression, write::DeflateEncoder};
use rawzip::{CompressionMethod, DataDescriptorOutput, ZipArchiveWriter, crc32};
use std::io::{self, Write};

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name; folders are parted by `/`.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// A name that every system takes, told by the id of a table: lower-case letters, digits, dots and hyphens.
#[must_use]
pub fn file_name(table: &Table) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '.' { c.to_ascii_lowercase() } else { '-' };
    table.id.chars().map(plain).collect()
}

/// All files as one ZIP file. The same files give the same bytes.
///
/// # Errors
/// When a file is too large for the format.
pub fn zip(files: &[File]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut bytes);
    for file in files {
        let entry = archive.new_file(&*file.name).compression_method(CompressionMethod::DEFLATE).start();
        let (mut entry, _) = entry.map_err(io::Error::other)?;
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
        packed.write_all(&file.bytes)?;
        entry.write_all(&packed.finish()?)?;
        let end = DataDescriptorOutput::new(crc32(&file.bytes), file.bytes.len() as u64);
        entry.finish(end).map_err(io::Error::other)?;
    }
    archive.finish().map_err(io::Error::other)?;
    Ok(bytes)
}
