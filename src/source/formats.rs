//! The formats and how they are told: by what the bytes say, never by the name of the file.

use super::text::Gb18030Decoder;
use super::{Document, Encoding, Limit, SourceError, text};
use super::{archive, csv, docx, html, ods, refused, xls, xlsx};

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
    refused::FORMAT,
    archive::FORMAT,
    html::FORMAT,
    csv::FORMAT,
    Format { id: "text", sniff: |_| true, read: |bytes, reader| text::read(bytes, reader.decode_gb18030) },
];

/// How much of one file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file, and bytes after unpacking, all parts together.
    pub bytes: usize,
    /// Cells of all tables, blank ones included.
    pub cells: usize,
    /// How deep tables may stand in tables, elements in elements, archives in archives.
    pub nesting: usize,
    /// Files of an archive.
    pub files: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 256 << 20, cells: 2_000_000, nesting: 64, files: 1000 }
    }
}

impl Limits {
    /// Nothing while `used` is within the limit.
    ///
    /// # Errors
    /// [`SourceError::TooLarge`] when it is beyond.
    pub const fn check(&self, limit: Limit, used: usize) -> Result<(), SourceError> {
        let most = match limit {
            Limit::Bytes => self.bytes,
            Limit::Cells => self.cells,
            Limit::Nesting => self.nesting,
            Limit::Files => self.files,
        };
        if used > most { Err(SourceError::TooLarge { limit, most }) } else { Ok(()) }
    }
}

/// What the formats need to know beside the bytes.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// How much is read.
    pub limits: Limits,
    /// Decodes text that is not UTF-8.
    pub decode_gb18030: Gb18030Decoder,
    /// How many archives stand around the bytes.
    pub(super) depth: usize,
}

impl Reader {
    /// A reader with the usual limits.
    #[must_use]
    pub fn new(decode_gb18030: Gb18030Decoder) -> Self {
        Self { limits: Limits::default(), decode_gb18030, depth: 0 }
    }

    /// Reads the bytes of a file of any format.
    ///
    /// # Errors
    /// [`SourceError`] when they hold no document, or one that is too large or cannot be read yet.
    pub fn read(&self, bytes: &[u8]) -> Result<Document, SourceError> {
        self.limits.check(Limit::Bytes, bytes.len())?;
        let decoded = utf16(bytes)?;
        let bytes = decoded.as_deref().map_or(bytes, str::as_bytes);
        let format = FORMATS.iter().find(|format| (format.sniff)(bytes));
        format.map_or(Err(SourceError::Empty), |format| (format.read)(bytes, self))
    }

    /// The characters of a text, and how they were spelt.
    pub(super) fn decode(&self, bytes: &[u8]) -> Result<(String, Encoding), SourceError> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok((text.to_owned(), Encoding::Utf8)),
            Err(error) => (self.decode_gb18030)(bytes)
                .map(|text| (text, Encoding::Gb18030))
                .ok_or_else(|| SourceError::Encoding { offset: error.valid_up_to() }),
        }
    }
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
