//! Packed files: their names, and their parts as far as the limits let them be unpacked.

use super::{Reader, within};
use crate::source::{Limit, SourceError};
use flate2::read::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder};
use std::io::Read;

/// The first bytes of a packed file.
pub const MAGIC: &[u8] = b"PK\x03\x04";

/// Whether the bytes are packed and one of their parts has that name.
pub fn has_part(bytes: &[u8], name: &str) -> bool {
    let Some(archive) = bytes.starts_with(MAGIC).then(|| ZipArchive::from_slice(bytes).ok()).flatten() else {
        return false;
    };
    let mut entries = archive.entries();
    while let Ok(Some(entry)) = entries.next_entry() {
        if entry.file_path().as_bytes().eq_ignore_ascii_case(name.as_bytes()) {
            return true;
        }
    }
    false
}

/// A packed file. What is unpacked of it is counted over all parts.
pub struct Package<'a> {
    archive: rawzip::ZipSliceArchive<&'a [u8]>,
    parts: Vec<Part>,
    reader: &'a Reader,
}

/// A part of a packed file.
pub struct Part {
    /// Its path, with `/`.
    pub name: Vec<u8>,
    entry: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    encrypted: bool,
}

impl<'a> Package<'a> {
    /// Reads the list of parts.
    ///
    /// # Errors
    /// [`SourceError`] when it cannot be read or is too long.
    pub fn open(bytes: &'a [u8], reader: &'a Reader) -> Result<Self, SourceError> {
        let damaged = |_| SourceError::Damaged { what: "ZIP".to_owned() };
        let archive = ZipArchive::from_slice(bytes).map_err(damaged)?;
        let mut parts = Vec::new();
        let mut entries = archive.entries();
        while let Some(entry) = entries.next_entry().map_err(damaged)? {
            within(Limit::Files, parts.len() + 1, reader.limits.files)?;
            if entry.is_dir() {
                continue;
            }
            parts.push(Part {
                name: entry
                    .file_path()
                    .as_bytes()
                    .iter()
                    .map(|&b| if b == b'\\' { b'/' } else { b })
                    .collect(),
                entry: entry.wayfinder(),
                method: entry.compression_method(),
                encrypted: entry.flags().is_encrypted(),
            });
        }
        Ok(Self { archive, parts, reader })
    }

    /// The parts in the order of the file.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    fn find(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name.eq_ignore_ascii_case(name.as_bytes()))
    }

    /// The bytes of the part of that name.
    ///
    /// # Errors
    /// [`SourceError`] when it is missing, damaged or too large.
    pub fn read(&self, name: &str) -> Result<Vec<u8>, SourceError> {
        let part = self.find(name).ok_or_else(|| SourceError::Damaged { what: name.to_owned() })?;
        self.unpack(part)
    }

    /// As [`Package::read`], and nothing when there is no such part.
    ///
    /// # Errors
    /// [`SourceError`] when it is damaged or too large.
    pub fn read_if_any(&self, name: &str) -> Result<Option<Vec<u8>>, SourceError> {
        self.find(name).map(|part| self.unpack(part)).transpose()
    }

    /// The bytes of a part.
    ///
    /// # Errors
    /// [`SourceError`] when it is damaged or too large.
    pub fn unpack(&self, part: &Part) -> Result<Vec<u8>, SourceError> {
        let damaged = || SourceError::Damaged { what: String::from_utf8_lossy(&part.name).into_owned() };
        if part.encrypted {
            return Err(SourceError::Unsupported { kind: "encrypted" });
        }
        let room = self.reader.room();
        let too_large = SourceError::TooLarge { limit: Limit::Bytes, most: self.reader.limits.bytes };
        let size = usize::try_from(part.entry.uncompressed_size_hint()).unwrap_or(usize::MAX);
        if size > room {
            return Err(too_large);
        }
        let entry = self.archive.get_entry(part.entry).map_err(|_| damaged())?;
        let data: Box<dyn Read> = match part.method {
            CompressionMethod::STORE => Box::new(entry.data()),
            CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(entry.data())),
            _ => return Err(SourceError::Unsupported { kind: "compression" }),
        };
        // The file says how long the part is; no kilobyte becomes more than a megabyte, whatever it says.
        let mut bytes = Vec::with_capacity(size.min(entry.data().len().saturating_mul(1100)));
        let mut verified = entry.verifying_reader(data).take(room as u64 + 1);
        let read = verified.read_to_end(&mut bytes);
        if bytes.len() > room {
            return Err(too_large);
        }
        read.map_err(|_| damaged())?;
        self.reader.spend_bytes(bytes.len())?;
        Ok(bytes)
    }
}
