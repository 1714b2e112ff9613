//! Files that publishers use and that are not read (yet): named, so that a reader knows what to ask for.

use super::unpack::has_part;
use super::xls::{self, has_stream};
use super::{Format, Reader};
use crate::source::Document;
use crate::source::SourceError;

pub const FORMAT: Format = Format { id: "refused", sniff: |bytes| kind(bytes).is_some(), read };

/// First bytes and the kind of file that begins with them.
const MAGICS: [(&[u8], &str); 11] = [
    (b"%OFD", "ofd"),
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1A\x07", "rar"),
    (b"7z\xBC\xAF\x27\x1C", "7z"),
    (b"\x1F\x8B", "gzip"),
    (b"\x89PNG", "image"),
    (b"\xFF\xD8\xFF", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"PK\x05\x06", "empty-archive"),
];

/// Parts of packed files and the kind of file that has them.
const PARTS: [(&str, &str); 4] = [
    ("xl/workbook.bin", "xlsb"),
    ("ppt/presentation.xml", "pptx"),
    ("OFD.xml", "ofd"),
    ("content.xml", "odt"),
];

/// Streams of compound files and the kind of file that has them.
const STREAMS: [(&str, &str); 4] = [
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Book", "xls-95"),
    ("PowerPoint Document", "ppt"),
];

fn kind(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, kind)) = MAGICS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(kind);
    }
    if bytes.starts_with(xls::MAGIC) {
        return Some(
            STREAMS.iter().find(|(name, _)| has_stream(bytes, name)).map_or("ole", |(_, kind)| kind),
        );
    }
    PARTS.iter().find(|(name, _)| has_part(bytes, name)).map(|(_, kind)| *kind)
}

fn read(bytes: &[u8], _: &Reader) -> Result<Document, SourceError> {
    Err(SourceError::Unsupported { kind: kind(bytes).unwrap_or("ole") })
}
