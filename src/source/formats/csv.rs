//! Values separated by commas or semicolons: what a workbook becomes when one sheet is saved as text.

use super::clean::clean;
use super::rows;
use super::{Format, Reader};
use crate::address::Place;
use crate::source::{Document, GridCell, SourceError};
use csv_core::ReadFieldResult;

pub const FORMAT: Format = Format { id: "csv", sniff, read };

/// How much of the file its kind is told by.
const LOOK_AT: usize = 1 << 16;
const SEPARATORS: [u8; 2] = [b',', b';'];

/// Text without tabs in which most lines hold several values.
fn sniff(bytes: &[u8]) -> bool {
    let head = bytes.get(..LOOK_AT).unwrap_or(bytes);
    separator(head).is_some_and(|separator| {
        let lines = || head.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
        let several = lines().filter(|line| count(line, separator) > 0).count();
        // Sentences may be parted by commas of half width.
        let sentences = lines().filter(|line| ends_sentence(line)).count();
        several >= 2
            && several * 2 > lines().count()
            && sentences * 2 < several
            && !head.contains(&b'\t')
            && !head.contains(&0)
    })
}

/// Whether a line ends with 。 in UTF-8 or GB18030.
fn ends_sentence(line: &[u8]) -> bool {
    let line = line.trim_ascii_end();
    line.ends_with("。".as_bytes()) || line.ends_with(&[0xA1, 0xA3])
}

/// The separator that is there more often; a semicolon parts values where a comma is a decimal sign.
fn separator(head: &[u8]) -> Option<u8> {
    let separators = SEPARATORS.into_iter().filter(|&separator| count(head, separator) > 0);
    separators.max_by_key(|&separator| count(head, separator))
}

/// How often a separator is there; a comma between thousands is none.
fn count(text: &[u8], separator: u8) -> usize {
    let parts_thousands = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| text.get(at)).is_some_and(u8::is_ascii_digit);
        let behind = text.get(at + 1..at + 4).is_some_and(|digits| digits.iter().all(u8::is_ascii_digit));
        let ends = text.get(at + 4).is_none_or(|byte| !byte.is_ascii_digit());
        separator == b',' && before && behind && ends
    };
    let separators = text.iter().enumerate().filter(|(_, byte)| **byte == separator);
    separators.filter(|(at, _)| !parts_thousands(*at)).count()
}

fn read(bytes: &[u8], reader: &Reader) -> Result<Document, SourceError> {
    let separator = separator(bytes.get(..LOOK_AT).unwrap_or(bytes)).unwrap_or(b',');
    let (text, encoding) = reader.decode(bytes)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let records = records(text, separator, reader)?;
    let lines = u32::try_from(text.lines().count()).unwrap_or(u32::MAX);
    let blocks = rows::blocks(records, true);
    if blocks.is_empty() {
        return Err(SourceError::Empty);
    }
    Ok(Document { blocks, encoding, lines, ..Document::default() })
}

/// Every record with its cells. A quoted value may hold separators, line ends and doubled quotes.
fn records(text: &str, separator: u8, reader: &Reader) -> Result<Vec<Vec<GridCell>>, SourceError> {
    let mut values = csv_core::ReaderBuilder::new().delimiter(separator).build();
    let mut rest = text.as_bytes();
    let mut records = Vec::new();
    let mut record: Vec<GridCell> = Vec::new();
    let mut value: Vec<u8> = Vec::new();
    let mut piece = [0; 1024];
    let (mut line, mut begins) = (1u32, 1u32);
    loop {
        if record.is_empty() && value.is_empty() {
            // The reader passes over blank lines; here one parts what stands above it from what stands below.
            while let Some((&byte, behind)) =
                rest.split_first().filter(|(byte, _)| matches!(byte, b'\r' | b'\n'))
            {
                rest = behind;
                if byte == b'\n' {
                    line += 1;
                    records.push(Vec::new());
                }
            }
            begins = line;
        }
        let (result, read, written) = values.read_field(rest, &mut piece);
        let (taken, behind) = rest.split_at_checked(read).unwrap_or((rest, &[]));
        rest = behind;
        line += lines(taken);
        value.extend(piece.iter().take(written));
        let ends = match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => continue,
            ReadFieldResult::Field { record_end } => record_end,
            ReadFieldResult::End => return Ok(records),
        };
        reader.spend_cells(1)?;
        let cell = u32::try_from(record.len() + 1).unwrap_or(u32::MAX);
        // Values are cut at ASCII characters: what was UTF-8 still is.
        let text = clean(&String::from_utf8_lossy(&value)).into_owned();
        record.push(GridCell { text, place: Place::text(begins, cell), span: None });
        value.clear();
        if ends {
            record.shrink_to_fit();
            records.push(std::mem::take(&mut record));
            // The line end of a record of CR and LF is taken in two steps.
            if let Some(behind) = rest.strip_prefix(b"\n").filter(|_| taken.last() == Some(&b'\r')) {
                rest = behind;
                line += 1;
            }
        }
    }
}

fn lines(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |count, &byte| count + u32::from(byte == b'\n'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Block, text::gb18030};

    #[test]
    fn sentences_with_commas_of_half_width_are_no_table() {
        assert!(sniff("项目,金额\n收入,10\n支出,10\n".as_bytes()));
        assert!(!sniff("收入10万元,比上年增加1万元。\n支出10万元,与上年持平。\n".as_bytes()));
    }

    #[test]
    fn quoted_values_are_one_cell() {
        let text = "部门收支总表,,\n单位：万元,,\n项目,\"金\n额\",备注\n\"甲, \"\"乙\"\"\",\"6,273.0\",\n";
        assert!(sniff(text.as_bytes()));
        let document = read(text.as_bytes(), &Reader::new(gb18030)).unwrap();
        let Block::Grid(grid) = &document.blocks[2] else { panic!("{:?}", document.blocks) };
        assert_eq!(grid.text(0, 1), "金\n额");
        assert_eq!(grid.text(1, 0), "甲, \"乙\"");
        assert_eq!(grid.text(1, 1), "6,273.0");
        assert_eq!(grid.rows[1][1].place, Place::text(5, 2));
    }

    #[test]
    fn lines_are_counted_through_blank_ones_and_line_breaks() {
        let read = |text: &str| records(text, b',', &Reader::new(gb18030)).unwrap();
        let places = |text: &str| -> Vec<Vec<(u32, u32)>> {
            let place = |cell: &GridCell| (cell.place.line, cell.place.cell);
            read(text).iter().map(|row| row.iter().map(place).collect()).collect()
        };
        for text in ["\na,\"b\nc\"\n\n\nd,e\n", "\r\na,\"b\r\nc\"\r\n\r\n\r\nd,e"] {
            assert_eq!(places(text), [vec![], vec![(2, 1), (2, 2)], vec![], vec![], vec![(6, 1), (6, 2)]]);
        }
        assert_eq!(read("a,b,\n")[0].len(), 3);
        let long = "长".repeat(5000);
        assert_eq!(read(&format!("a,\"{long}\"\n"))[0][1].text, long);
    }

    #[test]
    fn sentences_are_no_values() {
        assert!(!sniff("收入 6,273 万元。\n支出减少，下降 4.42%。\n其中：一般公共预算。\n".as_bytes()));
        assert!(!sniff("2010201  行政运行  4,432.78\n2010204  政协会议  1,814.16\n".as_bytes()));
        assert!(!sniff(crate::embedded::DEFAULT.as_bytes()));
    }
}
