//! Workbooks of records in a compound file.

use super::{File, Lines};
use std::collections::HashMap;
use std::io::{Cursor, Write as _};

/// No record is longer.
const RECORD: usize = 8000;

pub fn xls(lines: &Lines) -> File {
    let mut book = Vec::new();
    record(&mut book, 0x0809, &[0x00, 0x06, 0x05, 0x00, 0, 0, 0, 0]);
    let format = "#,##0.0";
    record(&mut book, 0x041E, &[&[176, 0][..], &text(format)].concat());
    for id in [0u8, 176] {
        record(&mut book, 0x00E0, &[&[0, 0, id, 0][..], &[0; 16]].concat());
    }
    let name = "Table";
    let sheet_at = book.len() + 4;
    record(&mut book, 0x0085, &[&[0; 6][..], &[5, 0], name.as_bytes()].concat());

    let mut shared: HashMap<String, u32> = HashMap::new();
    let mut strings: Vec<String> = Vec::new();
    let mut sheet = Vec::new();
    record(&mut sheet, 0x0809, &[0x00, 0x06, 0x10, 0x00, 0, 0, 0, 0]);
    let above = [vec![lines.caption.clone()], vec!["单位：万元".to_owned()]];
    for (row, number) in above.iter().chain(lines.rows()).zip(0u16..) {
        for (cell, column) in row.iter().zip(0u16..) {
            let at = [number.to_le_bytes(), column.to_le_bytes()].concat();
            let bare = cell.replace(',', "");
            match bare.parse::<f64>() {
                Ok(value) if bare.contains('.') => {
                    record(&mut sheet, 0x0203, &[&at[..], &[1, 0], &value.to_le_bytes()].concat());
                }
                _ if cell.is_empty() => record(&mut sheet, 0x0201, &[&at[..], &[1, 0]].concat()),
                _ => {
                    let next = u32::try_from(strings.len()).expect("few texts");
                    let index = *shared.entry(cell.clone()).or_insert_with(|| {
                        strings.push(cell.clone());
                        next
                    });
                    record(&mut sheet, 0x00FD, &[&at[..], &[0, 0], &index.to_le_bytes()].concat());
                }
            }
        }
    }
    record(&mut sheet, 0x000A, &[]);

    let count = u32::try_from(strings.len()).expect("few texts").to_le_bytes();
    let mut kind = 0x00FC;
    let mut data = [count, count].concat();
    for string in &strings {
        let string = text(string);
        if data.len() + string.len() > RECORD {
            record(&mut book, kind, &data);
            (kind, data) = (0x003C, Vec::new());
        }
        data.extend(string);
    }
    record(&mut book, kind, &data);
    record(&mut book, 0x000A, &[]);
    let begin = u32::try_from(book.len()).expect("a small book").to_le_bytes();
    book[sheet_at..sheet_at + 4].copy_from_slice(&begin);
    book.extend(sheet);

    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory");
    file.create_stream("Workbook").and_then(|mut stream| stream.write_all(&book)).expect("memory");
    file.flush().expect("memory");
    let bytes = file.into_inner().into_inner();
    File { format: "xls", unpacked: book.len(), bytes }
}

fn record(stream: &mut Vec<u8>, kind: u16, data: &[u8]) {
    stream.extend(kind.to_le_bytes());
    stream.extend(u16::try_from(data.len()).expect("a short record").to_le_bytes());
    stream.extend(data);
}

/// A text of two bytes a character.
fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = u16::try_from(units.len()).expect("a short text").to_le_bytes().to_vec();
    bytes.push(1);
    bytes.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    bytes
}
