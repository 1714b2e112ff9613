//! The formats and how they are told: by what the bytes say, never by the name of the file.

mod aligned;
mod archive;
mod biff;
mod clean;
mod csv;
mod display;
mod docx;
mod flow;
mod html;
mod json;
mod numbering;
mod ods;
mod pdf;
mod pipes;
mod plain;
mod refused;
mod rows;
mod sheet;
mod tabs;
mod unpack;
mod xls;
mod xlsx;
mod xml;

use crate::source::text::Gb18030Decoder;
use crate::source::{Document, Encoding, Limit, SourceError, text};
use std::borrow::Cow;
use std::cell::Cell;

/// An archive may stand in an archive, as mailed collections do, and no deeper.
const MOST_ARCHIVES: usize = 2;

/// A kind of file.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its public id.
    pub id: &'static str,
    /// Whether the bytes are of this kind. Looks at little more than their beginning.
    pub sniff: fn(&[u8]) -> bool,
    /// Reads bytes that are of this kind.
    pub read: fn(&[u8], &Reader) -> Result<Document, SourceError>,
}

/// All formats; the first that knows the bytes reads them.
pub static FORMATS: &[Format] = &[
    docx::FORMAT,
    xlsx::FORMAT,
    ods::FORMAT,
    xls::FORMAT,
    pdf::FORMAT,
    refused::FORMAT,
    archive::FORMAT,
    json::FORMAT,
    html::FORMAT,
    csv::FORMAT,
    plain::FORMAT,
];

/// How much of one file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file, and bytes after unpacking, all parts together.
    pub bytes: usize,
    /// Cells of all tables, blank ones included.
    pub cells: usize,
    /// How deep tables may stand in tables; elements of office files may stand eight times as deep.
    pub nesting: usize,
    /// Files of an archive.
    pub files: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 256 << 20, cells: 2_000_000, nesting: 64, files: 1000 }
    }
}

/// What the formats need to know beside the bytes. The limits are for all that one reader reads.
#[derive(Debug)]
pub struct Reader {
    /// How much is read.
    pub limits: Limits,
    /// Decodes text that is not UTF-8.
    pub decode_gb18030: Gb18030Decoder,
    unpacked: Cell<usize>,
    cells: Cell<usize>,
    /// How many archives stand around the bytes that are read now.
    depth: Cell<usize>,
}

impl Reader {
    /// A reader with the usual limits.
    #[must_use]
    pub fn new(decode_gb18030: Gb18030Decoder) -> Self {
        let (unpacked, cells, depth) = (Cell::new(0), Cell::new(0), Cell::new(0));
        Self { limits: Limits::default(), decode_gb18030, unpacked, cells, depth }
    }

    /// Reads the bytes of a file of any format.
    ///
    /// # Errors
    /// [`SourceError`] when they hold no document, or one that is too large or cannot be read yet.
    pub fn read(&self, bytes: &[u8]) -> Result<Document, SourceError> {
        within(Limit::Bytes, bytes.len(), self.limits.bytes)?;
        let decoded = utf16(bytes)?;
        let bytes = decoded.as_deref().map_or(bytes, str::as_bytes);
        let format = FORMATS.iter().find(|format| (format.sniff)(bytes));
        format.map_or(Err(SourceError::Empty), |format| (format.read)(bytes, self))
    }

    /// Reads a decoded text.
    pub(super) fn read_text(&self, text: &str) -> Result<Document, SourceError> {
        plain::read_str(text, self)
    }

    /// Reads a file that stands in an archive.
    pub(super) fn read_inside(&self, bytes: &[u8]) -> Result<Document, SourceError> {
        self.depth.set(self.depth.get() + 1);
        let document =
            within(Limit::Nesting, self.depth.get(), MOST_ARCHIVES).and_then(|()| self.read(bytes));
        self.depth.set(self.depth.get() - 1);
        document
    }

    /// The characters of a text, and how they were spelt.
    pub(super) fn decode<'a>(&self, bytes: &'a [u8]) -> Result<(Cow<'a, str>, Encoding), SourceError> {
        text::decode(bytes, self.decode_gb18030)
    }

    /// How many bytes may still be unpacked.
    pub(super) const fn room(&self) -> usize {
        self.limits.bytes.saturating_sub(self.unpacked.get())
    }

    /// Counts unpacked bytes.
    pub(super) fn spend_bytes(&self, count: usize) -> Result<(), SourceError> {
        self.unpacked.set(self.unpacked.get().saturating_add(count));
        within(Limit::Bytes, self.unpacked.get(), self.limits.bytes)
    }

    /// Counts cells before they are made.
    pub(super) fn spend_cells(&self, count: usize) -> Result<(), SourceError> {
        self.cells.set(self.cells.get().saturating_add(count));
        within(Limit::Cells, self.cells.get(), self.limits.cells)
    }
}

/// Nothing while `used` is not more than `most`.
pub(super) const fn within(limit: Limit, used: usize, most: usize) -> Result<(), SourceError> {
    if used > most { Err(SourceError::TooLarge { limit, most }) } else { Ok(()) }
}

/// The text of bytes that begin with the byte order mark of UTF-16.
fn utf16(bytes: &[u8]) -> Result<Option<String>, SourceError> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xFF, 0xFE, ..] => u16::from_le_bytes,
        [0xFE, 0xFF, ..] => u16::from_be_bytes,
        _ => return Ok(None),
    };
    let (units, rest) = bytes.as_chunks::<2>();
    let text = String::from_utf16(&units.iter().skip(1).map(|pair| unit(*pair)).collect::<Vec<_>>());
    match text {
        Ok(text) if rest.is_empty() => Ok(Some(text)),
        _ => Err(SourceError::Encoding { offset: 0 }),
    }
}
