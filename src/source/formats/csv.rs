//! Values separated by commas or semicolons: what a workbook becomes when one sheet is saved as text.

use super::rows;
use super::{Format, Reader};
use crate::address::Place;
use crate::source::{Document, GridCell, SourceError};

pub const FORMAT: Format = Format { id: "csv", sniff, read };

/// How much of the file its kind is told by.
const LOOK_AT: usize = 1 << 16;
const SEPARATORS: [u8; 2] = [b',', b';'];

/// Text without tabs in which most lines hold several values.
fn sniff(bytes: &[u8]) -> bool {
    let head = bytes.get(..LOOK_AT).unwrap_or(bytes);
    separator(head).is_some_and(|separator| {
        let lines = || head.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
        let several = lines().filter(|line| line.contains(&separator)).count();
        several >= 2 && several * 2 > lines().count() && !head.contains(&b'\t') && !head.contains(&0)
    })
}

/// The separator that is there more often; a semicolon parts values where a comma is a decimal sign.
fn separator(head: &[u8]) -> Option<u8> {
    let count = |separator: u8| head.iter().filter(|&&byte| byte == separator).count();
    SEPARATORS.into_iter().filter(|&separator| count(separator) > 0).max_by_key(|&separator| count(separator))
}

fn read(bytes: &[u8], reader: &Reader) -> Result<Document, SourceError> {
    let separator = separator(bytes.get(..LOOK_AT).unwrap_or(bytes)).map_or(',', char::from);
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
fn records(text: &str, separator: char, reader: &Reader) -> Result<Vec<Vec<GridCell>>, SourceError> {
    let mut records = Vec::new();
    let mut record: Vec<GridCell> = Vec::new();
    let mut value = String::new();
    let (mut line, mut begins) = (1u32, 1u32);
    let mut chars = text.chars().peekable();
    let mut quoted = false;
    loop {
        let next = chars.next();
        match next {
            Some('"') if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                value.push('"');
                continue;
            }
            Some('"') if quoted => quoted = false,
            Some('"') if value.trim().is_empty() => {
                value.clear();
                quoted = true;
            }
            Some(c) if quoted || (c != separator && c != '\n') => {
                line += u32::from(c == '\n');
                value.push(c);
                continue;
            }
            _ => {}
        }
        if next == Some('"') {
            continue;
        }
        reader.spend_cells(1)?;
        let cell = u32::try_from(record.len() + 1).unwrap_or(u32::MAX);
        let text = std::mem::take(&mut value).trim().to_owned();
        record.push(GridCell { text, place: Place::text(begins, cell), span: None });
        if next != Some(separator) {
            records.push(std::mem::take(&mut record));
            line += 1;
            begins = line;
        }
        if next.is_none() {
            return Ok(records);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Block, text::gb18030};

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
    fn sentences_are_no_values() {
        assert!(!sniff("收入 6,273 万元。\n支出减少，下降 4.42%。\n其中：一般公共预算。\n".as_bytes()));
        assert!(!sniff(crate::embedded::DEFAULT.as_bytes()));
    }
}
