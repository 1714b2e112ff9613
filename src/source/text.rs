//! Extracted text: a line with a tab is a row of cells, any other line is a paragraph.

use super::{Block, Document, Encoding, Grid, GridCell, Paragraph, SourceError};
use crate::address::Place;
use std::borrow::Cow;

/// Decodes bytes that [`check_bytes`] accepted but that are not UTF-8; nothing if they are not GB18030 either.
///
/// A parameter of [`read`] because the browser has a decoder of its own, and its table need not be shipped twice.
pub type Gb18030Decoder = fn(&[u8]) -> Option<String>;

/// Reads the bytes of a text.
///
/// # Errors
/// [`SourceError`] when they are empty, binary or in no known encoding.
pub fn read(bytes: &[u8], decode_gb18030: Gb18030Decoder) -> Result<Document, SourceError> {
    read_by(bytes, decode_gb18030, read_str)
}

/// Decodes the bytes of a text and lets `read_str` read them.
///
/// # Errors
/// [`SourceError`] when they are empty, binary or in no known encoding, and those of `read_str`.
pub fn read_by(
    bytes: &[u8],
    decode_gb18030: Gb18030Decoder,
    read_str: impl Fn(&str) -> Result<Document, SourceError>,
) -> Result<Document, SourceError> {
    check_bytes(bytes)?;
    match std::str::from_utf8(bytes) {
        Ok(text) => read_str(text),
        Err(error) if error.error_len().is_none() && error.valid_up_to() > 0 => {
            let whole = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let document = read_str(&String::from_utf8_lossy(whole))?;
            Ok(Document { cut: true, ..document })
        }
        Err(_) => {
            let (text, encoding) = decode(bytes, decode_gb18030)?;
            let document = read_str(&text)?;
            Ok(Document { encoding, ..document })
        }
    }
}

/// The characters of bytes, and how they were spelt.
///
/// # Errors
/// [`SourceError::Encoding`] when they are in no known encoding.
pub fn decode(bytes: &[u8], decode_gb18030: Gb18030Decoder) -> Result<(Cow<'_, str>, Encoding), SourceError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((Cow::Borrowed(text), Encoding::Utf8)),
        Err(error) => decode_gb18030(bytes)
            .map(|text| (Cow::Owned(text), Encoding::Gb18030))
            .ok_or_else(|| SourceError::Encoding { offset: error.valid_up_to() }),
    }
}

/// Reads a decoded text.
///
/// # Errors
/// [`SourceError`] when it is blank or holds control characters.
pub fn read_str(text: &str) -> Result<Document, SourceError> {
    let text = checked(text)?;
    let mut document = Document::default();
    let mut grid = Grid::default();
    for (line, number) in text.lines().zip(1u32..) {
        document.lines = number;
        if line.bytes().any(|byte| byte == b'\t') {
            grid.rows.push(cells(line, number));
            continue;
        }
        close(&mut grid, &mut document.blocks);
        if !line.trim().is_empty() {
            let text = line.to_owned();
            document.blocks.push(Block::Paragraph(Paragraph { text, line: number }));
        }
    }
    close(&mut grid, &mut document.blocks);
    Ok(document)
}

/// A text without its byte order mark.
///
/// # Errors
/// [`SourceError`] when it is blank or holds control characters.
pub fn checked(text: &str) -> Result<&str, SourceError> {
    check_bytes(text.as_bytes())?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() { Err(SourceError::Empty) } else { Ok(text) }
}

fn cells(line: &str, number: u32) -> Vec<GridCell> {
    line.split('\t')
        .zip(1u32..)
        .map(|(text, cell)| GridCell {
            text: text.trim().to_owned(),
            place: Place::text(number, cell),
            span: None,
        })
        .collect()
}

/// Ends a grid.
pub fn close(grid: &mut Grid, blocks: &mut Vec<Block>) {
    if !grid.rows.is_empty() {
        blocks.push(Block::Grid(std::mem::take(grid)));
    }
}

/// Refuses bytes that no text has: control characters other than tab and line ends.
fn check_bytes(bytes: &[u8]) -> Result<(), SourceError> {
    if bytes.is_empty() {
        return Err(SourceError::Empty);
    }
    let control = |byte: u8| matches!(byte, 0x00..=0x08 | 0x0E..=0x1F | 0x7F);
    match bytes.iter().position(|&byte| control(byte)) {
        Some(offset) => {
            let byte = bytes.get(offset).copied().unwrap_or_default();
            Err(SourceError::Binary { offset, byte })
        }
        None => Ok(()),
    }
}

/// Decodes GB18030 strictly.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn gb18030(bytes: &[u8]) -> Option<String> {
    encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes).map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_with_tabs_are_grids_and_keep_their_places() {
        let document = read_str("标题\n\n甲\t1\n乙\t2\n末尾").unwrap();
        assert_eq!(document.blocks.len(), 3);
        let Block::Grid(grid) = &document.blocks[1] else { panic!("no grid") };
        assert_eq!(grid.text(1, 0), "乙");
        assert_eq!(grid.rows[1][1].place, Place::text(4, 2));
    }

    #[test]
    fn gb18030_is_decoded_and_said_so() {
        let (bytes, _, _) = encoding_rs::GB18030.encode("单位：万元\n甲\t1");
        let document = read(&bytes, gb18030).unwrap();
        assert_eq!(document.encoding, Encoding::Gb18030);
        assert_eq!(document.blocks.len(), 2);
    }

    #[test]
    fn a_text_cut_inside_a_character_is_read_up_to_there() {
        let document = read(&"甲\t1\n乙\t2".as_bytes()[..8], gb18030).unwrap();
        assert!(document.cut);
        assert_eq!(document.blocks.len(), 1);
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_place() {
        assert_eq!(read(b"", gb18030), Err(SourceError::Empty));
        assert_eq!(read(b" \n\t\n", gb18030), Err(SourceError::Empty));
        assert_eq!(read(b"PK\x03\x04", gb18030), Err(SourceError::Binary { offset: 2, byte: 3 }));
        assert_eq!(read(b"ab\xff\xffcd", gb18030), Err(SourceError::Encoding { offset: 2 }));
    }
}
