//! A workbook (.xlsx), one sheet for each table: caption, unit, head with merged cells, frozen, and the printed rows.
//!
//! A workbook stores numbers as binary floats of 15 digits. An amount that would not come back from one as it is printed is
//! written as text, so none is changed. Texts are never formulas.

use super::cells::{self, Cell, HeadCell};
use crate::amount::Amount;
use crate::budget::Budget;
use crate::tables::Table;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use std::collections::BTreeSet;
use std::io;

/// The most characters of the name of a sheet.
const NAME: usize = 31;
/// The widest and the narrowest column, in widths of a digit.
const WIDEST: usize = 48;
const NARROWEST: usize = 8;

/// The tables of a budget as a workbook. The same budget gives the same bytes.
///
/// # Errors
/// When a table is larger than a sheet can be.
pub fn workbook(budget: &Budget) -> io::Result<Vec<u8>> {
    write(budget).map_err(io::Error::other)
}

fn write(budget: &Budget) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(budget.year.unwrap_or(2000).max(1900), 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(&budget.title).set_creation_datetime(&made));
    let mut names = BTreeSet::new();
    for table in &budget.tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(table, &mut names))?;
        write_table(sheet, table)?;
    }
    if budget.tables.is_empty() {
        workbook.add_worksheet().write_string(0, 0, &budget.title)?;
    }
    workbook.save_to_buffer()
}

fn write_table(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, &table.title, &Format::new().set_bold().set_font_size(14))?;
    if let Some(unit) = table.unit {
        sheet.write_string(1, 0, ["单位：", unit.label()].concat())?;
    }
    let mut row = 2;
    let head = cells::head(table);
    for level in &head {
        for cell in level {
            write_head(sheet, row, cell)?;
        }
        row += 1;
    }
    if !head.is_empty() {
        sheet.set_freeze_panes(row, 0)?;
    }
    let rows = cells::rows(table);
    for printed in &rows {
        for (cell, at) in printed.iter().zip(0..) {
            write_cell(sheet, row, at, cell)?;
        }
        row += 1;
    }
    if let Some(note) = &table.note {
        sheet.write_string(row, 0, &note.text)?;
    }
    for (width, at) in widths(&head, &rows).into_iter().zip(0..) {
        sheet.set_column_width(at, u32::try_from(width).unwrap_or_default())?;
    }
    Ok(())
}

fn write_head(sheet: &mut Worksheet, row: u32, cell: &HeadCell<'_>) -> Result<(), XlsxError> {
    let format = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter);
    let first = column(cell.at)?;
    if cell.columns * cell.rows <= 1 {
        sheet.write_string_with_format(row, first, cell.text, &format)?;
    } else {
        let last = column(cell.at + cell.columns.max(1) - 1)?;
        let below = row + u32::try_from(cell.rows.max(1) - 1).unwrap_or_default();
        sheet.merge_range(row, first, below, last, cell.text, &format)?;
    }
    Ok(())
}

fn column(at: usize) -> Result<u16, XlsxError> {
    u16::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)
}

fn write_cell(sheet: &mut Worksheet, row: u32, at: u16, cell: &Cell<'_>) -> Result<(), XlsxError> {
    let amount = cell.figure.and_then(|(_, figure)| figure.amount());
    match amount.and_then(|amount| Some((stored(amount)?, amount))) {
        Some((number, amount)) => {
            sheet.write_number_with_format(row, at, number, &number_format(cell.text, amount))?;
        }
        None if cell.text.is_empty() => {}
        None => {
            let format = Format::new().set_align(FormatAlign::Top).set_text_wrap();
            sheet.write_string_with_format(row, at, cell.text, &format)?;
        }
    }
    Ok(())
}

/// The number that a workbook keeps of an amount, if it still is that amount.
fn stored(amount: Amount) -> Option<f64> {
    let printed = amount.value().to_string();
    let number: f64 = printed.parse().ok()?;
    // What is written is cut to the digits that a spreadsheet shows.
    let digits = printed.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0').count();
    let back = format!("{number:.*}", amount.decimals() as usize);
    (digits <= 15 && back == printed).then_some(number)
}

/// The format that shows a number as it is printed.
fn number_format(printed: &str, amount: Amount) -> Format {
    let whole = if printed.contains([',', '，']) { "#,##0" } else { "0" };
    let decimals = "0".repeat(amount.decimals() as usize);
    let point = if decimals.is_empty() { "" } else { "." };
    Format::new().set_num_format([whole, point, &decimals].concat())
}

/// How wide each column is, so that a line of its cells can be read.
fn widths(head: &[Vec<HeadCell<'_>>], rows: &[Vec<Cell<'_>>]) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    let mut take = |at: usize, text: &str| {
        if widths.len() <= at {
            widths.resize(at + 1, NARROWEST);
        }
        if let Some(width) = widths.get_mut(at) {
            *width = (*width).max(text.lines().map(digits_wide).max().unwrap_or(0) + 2).min(WIDEST);
        }
    };
    // A label over several columns is broken into lines there.
    for cell in head.iter().flatten().filter(|cell| cell.columns == 1) {
        take(cell.at, cell.text.get(..24).unwrap_or(cell.text));
    }
    for row in rows {
        row.iter().enumerate().for_each(|(at, cell)| take(at, cell.text));
    }
    widths
}

/// The width of a text in digits: a Chinese character is two wide.
fn digits_wide(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Number and name of a table, in the characters that the name of a sheet may have, and like no other sheet's.
fn sheet_name(table: &Table, names: &mut BTreeSet<String>) -> String {
    let title = table.spec.map_or(table.title.as_str(), |spec| spec.title);
    let allowed = |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') && !c.is_control();
    let name: String = [table.ordinal.to_string().as_str(), " ", title].concat();
    let name: String = name.chars().filter(allowed).collect();
    for count in 1.. {
        let end = if count == 1 { String::new() } else { format!(" ({count})") };
        let room = NAME.saturating_sub(end.len());
        let mut units = 0;
        let begin = name.chars().take_while(|c| {
            units += c.len_utf16();
            units <= room
        });
        let name = begin.chain(end.chars()).collect::<String>();
        let name = name.trim_end().to_owned();
        if names.insert(name.to_lowercase()) {
            return name;
        }
    }
    name
}
