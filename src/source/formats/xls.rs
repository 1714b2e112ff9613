//! Workbooks of Excel 97 to 2003: records in a stream of a compound file.

use super::biff::{Bytes, Record, records};
use super::sheet::{self, Area, Sheet};
use super::{Format, Reader};
use super::{biff, display};
use crate::source::{Document, SourceError};
use std::collections::HashMap;
use std::io::{Cursor, Read as _};

pub const FORMAT: Format = Format { id: "xls", sniff: |bytes| has_stream(bytes, WORKBOOK), read };

/// The first bytes of a compound file.
pub const MAGIC: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

const WORKBOOK: &str = "Workbook";

/// Whether the bytes are a compound file with a stream of that name.
pub fn has_stream(bytes: &[u8], name: &str) -> bool {
    bytes.starts_with(MAGIC)
        && cfb::CompoundFile::open(Cursor::new(bytes)).is_ok_and(|file| file.is_stream(name))
}

fn damaged() -> SourceError {
    SourceError::Damaged { what: WORKBOOK.to_owned() }
}

fn read(bytes: &[u8], reader: &Reader) -> Result<Document, SourceError> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged())?;
    let stream = file.open_stream(WORKBOOK).map_err(|_| damaged())?;
    let mut content = Vec::new();
    // No stream is longer than its file, whatever it says.
    stream.take(bytes.len() as u64).read_to_end(&mut content).map_err(|_| damaged())?;
    let book = Book::read(&content)?;
    let mut document = Document::default();
    for entry in &book.sheets {
        let Some(part) = content.get(entry.offset..) else { return Err(damaged()) };
        let sheet = Sheet { name: entry.name.clone(), hidden: entry.hidden, ..Sheet::default() };
        sheet::append(book.sheet(part, sheet, reader)?, &mut document, reader)?;
    }
    if document.blocks.is_empty() { Err(SourceError::Empty) } else { Ok(document) }
}

/// What the sheets share.
#[derive(Default)]
struct Book {
    sheets: Vec<Entry>,
    strings: Vec<String>,
    /// The format of every cell style, by its number.
    styles: Vec<u32>,
    formats: HashMap<u32, String>,
    from_1904: bool,
}

/// Where a sheet stands.
struct Entry {
    name: String,
    offset: usize,
    hidden: bool,
}

impl Book {
    fn read(content: &[u8]) -> Result<Self, SourceError> {
        let mut book = Self::default();
        let mut pending: Option<Vec<&[u8]>> = None;
        for Record { kind, data } in records(content) {
            if kind == biff::CONTINUE {
                if let Some(pieces) = &mut pending {
                    pieces.push(data);
                }
                continue;
            }
            if let Some(pieces) = pending.take() {
                book.strings = biff::shared_strings(&pieces);
            }
            let mut data = Bytes(data);
            match kind {
                biff::BOF if data.u16() != Some(biff::VERSION_8) => {
                    return Err(SourceError::Unsupported { kind: "xls-95" });
                }
                biff::FILEPASS => return Err(SourceError::Unsupported { kind: "encrypted" }),
                biff::EOF => break,
                biff::DATEMODE => book.from_1904 = data.u16() == Some(1),
                biff::SST => pending = Some(vec![data.0]),
                biff::FORMAT => {
                    if let Some((id, text)) = data.u16().zip(biff::long_string(&mut data)) {
                        book.formats.insert(u32::from(id), text);
                    }
                }
                biff::XF => book.styles.extend(data.skip(2).and_then(Bytes::u16).map(u32::from)),
                biff::BOUNDSHEET => book.sheets.extend(entry(data)),
                _ => {}
            }
        }
        Ok(book)
    }

    fn format(&self, style: u16) -> &str {
        let id = self.styles.get(usize::from(style)).copied().unwrap_or_default();
        self.formats.get(&id).map_or_else(|| display::builtin(id), String::as_str)
    }

    fn number(&self, style: u16, bits: u64) -> String {
        let show = |value| display::show(value, self.format(style), self.from_1904);
        display::of_bits(bits).map(show).unwrap_or_default()
    }

    /// Reads the records of a sheet.
    fn sheet(&self, part: &[u8], mut sheet: Sheet, reader: &Reader) -> Result<Sheet, SourceError> {
        // A formula whose result is text says so; the text is in the record behind it.
        let mut formula = None;
        let mut depth = 0;
        for Record { kind, data } in records(part) {
            let mut data = Bytes(data);
            match kind {
                // Charts stand in sheets, with cells of their own.
                biff::BOF => depth += 1,
                biff::EOF if depth <= 1 => break,
                biff::EOF => depth -= 1,
                _ if depth > 1 => {}
                biff::MERGEDCELLS => sheet.merged.extend(areas(data)),
                biff::ROW => sheet.hidden_rows.extend(hidden_row(data)),
                biff::COLINFO => {
                    if let (Some(first), Some(last), Some(flags)) =
                        (data.u16(), data.u16(), data.skip(4).and_then(Bytes::u16))
                        && flags & 1 == 1
                    {
                        sheet.hidden_columns.push(u32::from(first)..=u32::from(last));
                    }
                }
                biff::STRING => {
                    if let Some(((row, column), text)) = formula.take().zip(biff::long_string(&mut data)) {
                        sheet.print(row, column, &text, reader)?;
                    }
                }
                biff::MULRK => self.row_of_numbers(data, &mut sheet, reader)?,
                _ => {
                    let text = self.cell(kind, data);
                    if let Some((at, Printed::Text(text))) = &text {
                        sheet.print(at.0, at.1, text, reader)?;
                    }
                    if let Some((at, printed)) = text {
                        formula = matches!(printed, Printed::Behind).then_some(at);
                    }
                }
            }
        }
        Ok(sheet)
    }

    /// The place and text of a cell, if the record is one.
    fn cell(&self, kind: u16, mut data: Bytes<'_>) -> Option<((u32, u32), Printed)> {
        if !matches!(
            kind,
            biff::LABELSST | biff::LABEL | biff::RK | biff::NUMBER | biff::BOOLERR | biff::FORMULA
        ) {
            return None;
        }
        let at = (u32::from(data.u16()?), u32::from(data.u16()?));
        let style = data.u16()?;
        let text = match kind {
            biff::LABELSST => self.strings.get(usize::try_from(data.u32()?).ok()?)?.clone(),
            biff::LABEL => biff::long_string(&mut data)?,
            biff::RK => self.number(style, biff::short_number(data.u32()?)?),
            biff::NUMBER => self.number(style, data.u64()?),
            biff::BOOLERR => truth(data.u8()?, data.u8()?),
            _ => match data.u64()? {
                bits if bits >> 48 == 0xFFFF => match bits & 0xFF {
                    0 => return Some((at, Printed::Behind)),
                    kind => truth(u8::try_from(bits >> 16 & 0xFF).ok()?, u8::from(kind == 2)),
                },
                bits => self.number(style, bits),
            },
        };
        Some((at, Printed::Text(text)))
    }

    fn row_of_numbers(
        &self,
        mut data: Bytes<'_>,
        sheet: &mut Sheet,
        reader: &Reader,
    ) -> Result<(), SourceError> {
        let (Some(row), Some(first)) = (data.u16(), data.u16()) else { return Ok(()) };
        let mut column = u32::from(first);
        while let (Some(style), Some(number)) = (data.u16(), data.u32()) {
            if let Some(bits) = biff::short_number(number) {
                sheet.print(u32::from(row), column, &self.number(style, bits), reader)?;
            }
            column += 1;
        }
        Ok(())
    }
}

/// What a record prints.
enum Printed {
    Text(String),
    /// The text of the record behind it.
    Behind,
}

/// A truth value, or the sign of an error.
fn truth(value: u8, is_error: u8) -> String {
    let text = match (is_error, value) {
        (0, 0) => "FALSE",
        (0, _) => "TRUE",
        (_, 0x07) => "#DIV/0!",
        (_, 0x17) => "#REF!",
        (_, 0x1D) => "#NAME?",
        (_, 0x2A) => "#N/A",
        _ => "#VALUE!",
    };
    text.to_owned()
}

fn entry(mut data: Bytes<'_>) -> Option<Entry> {
    let offset = usize::try_from(data.u32()?).ok()?;
    let state = data.u8()?;
    // Charts and macros are no sheets of cells.
    let is_sheet = data.u8()? == 0;
    let name = biff::short_string(&mut data)?;
    is_sheet.then_some(Entry { name, offset, hidden: state & 3 != 0 })
}

fn hidden_row(mut data: Bytes<'_>) -> Option<u32> {
    let row = data.u16()?;
    let flags = data.skip(10)?.u16()?;
    (flags & 0x20 != 0).then_some(u32::from(row))
}

fn areas(mut data: Bytes<'_>) -> Vec<Area> {
    let count = data.u16().unwrap_or_default();
    let mut area = || {
        let (top, bottom, left, right) = (data.u16()?, data.u16()?, data.u16()?, data.u16()?);
        (top <= bottom && left <= right)
            .then(|| Area { rows: top.into()..=bottom.into(), columns: left.into()..=right.into() })
    };
    (0..count).map_while(|_| area()).collect()
}
